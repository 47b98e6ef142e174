"""The measures of a period, one to a line with its figure; Enter opens one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from ips_tui.reports import figure_words
from ips_tui.reports.asked import ReportKind
from ips_tui.text import shown
from screens.participant.block import Block
from screens.reports.base import LOW, ReportScreen, styled
from screens.reports.measure_screen import MeasureScreen
from screens.widgets.record_list import Column, RecordList
from screens.widgets.record_source import RereadSource

ID, FIGURE = 4, 24
BELOW = 2


class FiguresScreen(ReportScreen):
    """A list of measures."""

    help_id = "figures"
    footer_keys = ("list.open", "reports.period", "reports.whose", "screen.back")
    kind = ReportKind.OUTCOMES

    def trail(self) -> Sequence[str]:
        """Which report."""
        words = self.app.words
        return (words("shell.area.reports"), words(f"reports.report.{self.kind}.name"))

    def compose_found(self) -> ComposeResult:
        """The measures, and the one under the cursor in words."""
        words = self.app.words
        self.below = Block(classes="reports--below", fixed=BELOW)
        self.list = RecordList(
            (
                Column("id", words("reports.column.id"), ID),
                Column("title", words("reports.column.measure"), 0),
                Column("figure", words("reports.column.figure"), FIGURE, "right"),
            ),
            RereadSource(self._rows),
            empty=words("reports.counting"),
            on_cursor=lambda record: self._show_below(),
            style_of=lambda _, column, cell: "" if column == 1 else "bold" if column else "$quiet",
        )
        yield self.list
        yield self.below

    @property
    def first_widget(self) -> Widget | None:
        """The list."""
        return self.list

    def show_found(self) -> None:
        """The figures; the cursor stays on its measure."""
        self.list.reload()

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

    def fit(self) -> None:
        """What stands below is broken to the new width."""
        self._show_below()

    def _rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        words = self.app.words
        for one in () if self.outcomes is None else self.outcomes.measures:
            figure = figure_words.shown(one.figure, words)
            yield one.id, (one.id, figure_words.title(one.definition, words), figure)

    def _show_below(self) -> None:
        self.below.set_fixed(BELOW if self.size.height >= LOW else 1)
        if self.outcomes is None or (chosen := self.list.cursor_id) is None:
            self.below.show([])
            return
        words = self.app.words
        said = figure_words.formula(self.outcomes.measure(chosen).definition, words)
        self.below.show(list(styled(said, self.size.width - 3, "", BELOW)))


class OutcomesScreen(FiguresScreen):
    """The measures of the team's rule pack."""


class EngagementScreen(FiguresScreen):
    """M26 and what belongs to it."""

    kind = ReportKind.ENGAGEMENT
