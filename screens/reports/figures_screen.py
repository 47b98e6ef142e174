"""The measures of a period, one to a line with its figure; Enter opens one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from ips_tui.reports import figure_words
from ips_tui.reports.asked import ReportKind
from ips_tui.text import shown
from screens.reports.base import LOW
from screens.reports.listed import RowsScreen
from screens.reports.measure_screen import MeasureScreen
from screens.widgets.record_list import Column, RecordList

ID, FIGURE = 4, 24


class FiguresScreen(RowsScreen):
    """A list of measures."""

    help_id = "figures"
    footer_keys = ("list.open", "reports.period", "reports.whose", "screen.back")
    kind = ReportKind.OUTCOMES

    def trail(self) -> Sequence[str]:
        """Which report."""
        words = self.app.words
        return (words("shell.area.reports"), words(f"reports.report.{self.kind}.name"))

    def columns(self) -> Sequence[Column]:
        """A measure and its figure."""
        words = self.app.words
        return (
            Column("id", words("reports.column.id"), ID),
            Column("title", words("reports.column.measure"), 0),
            Column("figure", words("reports.column.figure"), FIGURE, "right"),
        )

    def style_of(self, column: int) -> str:
        """The figure is what one reads."""
        return "" if column == 1 else "bold" if column else "$quiet"

    def head(self, width: int) -> Iterator[Content]:
        """By whose rules."""
        if self.outcomes is None or self.size.height < LOW:
            return
        words, pack = self.app.words, self.outcomes.pack
        said = words(
            "reports.rules",
            name=words(f"rule_pack.{pack.id}"),
            counts=words(f"rule_pack.counts_from.{pack.rules.counts_from}"),
        )
        yield Content.styled(shown(said, width), "$quiet")

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: the people behind it."""
        event.stop()
        self.app.push_screen(MeasureScreen(event.record_id, self.kind, asking=self.asking))

    def rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The measures that were counted."""
        words = self.app.words
        for one in () if self.outcomes is None else self.outcomes.measures:
            figure = figure_words.shown(one.figure, words)
            yield one.id, (one.id, figure_words.title(one.definition, words), figure)

    def said_of(self, line_id: str) -> str:
        """How the measure is counted."""
        if self.outcomes is None or not line_id:
            return ""
        return figure_words.formula(self.outcomes.measure(line_id).definition, self.app.words)


class OutcomesScreen(FiguresScreen):
    """The measures of the team's rule pack."""


class EngagementScreen(FiguresScreen):
    """M26 and what belongs to it."""

    kind = ReportKind.ENGAGEMENT
