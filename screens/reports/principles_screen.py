"""The eight principles on one screen: a number each, and its state in words. There is no total (domain.md 2.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from ips_tui.reports import figure_words
from ips_tui.reports.asked import ReportKind
from ips_tui.text import shown
from screens.reports.base import LOW
from screens.reports.listed import RowsScreen
from screens.widgets.record_list import Column, RecordList

if TYPE_CHECKING:
    from ips_tui.domain.principles import Principle

STATE, FIGURE = 12, 24


class PrinciplesScreen(RowsScreen):
    """One line a principle; Enter shows the people behind it."""

    help_id = "principles"
    footer_keys = ("list.open", "reports.period", "reports.whose", "screen.back")
    kind = ReportKind.PRINCIPLES
    below_lines = 3

    def trail(self) -> Sequence[str]:
        """Which report."""
        words = self.app.words
        return (words("shell.area.reports"), words("reports.report.principles.name"))

    def columns(self) -> Sequence[Column]:
        """A principle, how it stands, and by which number."""
        words = self.app.words
        return (
            Column("title", words("reports.column.principle"), 0),
            Column("state", words("reports.column.state"), STATE),
            Column("figure", words("reports.column.figure"), FIGURE, "right", from_width=60),
        )

    def style_of(self, column: int) -> str:
        """How it stands is what one reads."""
        return "bold" if column == 1 else ""

    def head(self, width: int) -> Iterator[Content]:
        """That nothing is added up."""
        if self.size.height >= LOW:
            yield Content.styled(shown(self.app.words("principle.about"), width), "$quiet")

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: the people behind it."""
        from screens.reports.measure_screen import PrincipleScreen

        event.stop()
        self.app.push_screen(PrincipleScreen(event.record_id, ReportKind.PRINCIPLES, asking=self.asking))

    def _principles(self) -> tuple[Principle, ...]:
        from ips_tui.reports.principles import PrinciplesReport

        return self.found.principles if isinstance(self.found, PrinciplesReport) else ()

    def rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The principles that were counted."""
        from ips_tui.reports import fidelity_words

        words = self.app.words
        for one in self._principles():
            state, figure = fidelity_words.principle_state(one, words), figure_words.shown(one.figure, words)
            yield str(one.id), (fidelity_words.principle_title(one, words), state, figure)

    def said_of(self, line_id: str) -> str:
        """The principle in words: its number, from where it is met, and how it is counted."""
        from ips_tui.reports import fidelity_words

        one = next((p for p in self._principles() if p.id == line_id), None)
        if one is None:
            return ""
        words = self.app.words
        return words(
            "reports.principle_below",
            figure=figure_words.shown(one.figure, words),
            met=fidelity_words.met_from(one, words),
            formula=words(f"principle.{one.id}.formula"),
        )
