"""The eight principles on one screen: a number each, and its state in words. There is no total (domain.md 2.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from ips_tui.reports import figure_words
from ips_tui.reports.asked import ReportKind
from ips_tui.text import shown
from screens.participant.block import Block
from screens.reports.base import LOW, ReportScreen, styled
from screens.widgets.record_list import Column, RecordList
from screens.widgets.record_source import RereadSource

if TYPE_CHECKING:
    from ips_tui.domain.principles import Principle

STATE, FIGURE, BELOW = 12, 24, 3


class PrinciplesScreen(ReportScreen):
    """One line a principle; Enter shows the people behind it."""

    help_id = "principles"
    footer_keys = ("list.open", "reports.period", "reports.whose", "screen.back")
    kind = ReportKind.PRINCIPLES

    def trail(self) -> Sequence[str]:
        """Which report."""
        words = self.app.words
        return (words("shell.area.reports"), words("reports.report.principles.name"))

    def compose_found(self) -> ComposeResult:
        """The principles, and the one under the cursor in words."""
        words = self.app.words
        self.below = Block(classes="reports--below", fixed=BELOW)
        self.list = RecordList(
            (
                Column("title", words("reports.column.principle"), 0),
                Column("state", words("reports.column.state"), STATE),
                Column("figure", words("reports.column.figure"), FIGURE, "right", from_width=60),
            ),
            RereadSource(self._rows),
            empty=words("reports.counting"),
            on_cursor=lambda record: self._show_below(),
            style_of=lambda _, column, cell: "bold" if column == 1 else "",
        )
        yield self.list
        yield self.below

    @property
    def first_widget(self) -> Widget | None:
        """The list."""
        return self.list

    def show_found(self) -> None:
        """The numbers; the cursor stays on its principle."""
        self.list.reload()

    def head(self, width: int) -> Iterator[Content]:
        """That nothing is added up."""
        if self.size.height >= LOW:
            yield Content.styled(shown(self.app.words("principle.about"), width), "$quiet")

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: the people behind it."""
        from screens.reports.measure_screen import PrincipleScreen

        event.stop()
        self.app.push_screen(PrincipleScreen(event.record_id, ReportKind.PRINCIPLES, asking=self.asking))

    def fit(self) -> None:
        """What stands below is broken to the new width."""
        self._show_below()

    def _principles(self) -> tuple[Principle, ...]:
        from ips_tui.reports.principles import PrinciplesReport

        return self.found.principles if isinstance(self.found, PrinciplesReport) else ()

    def _rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        from ips_tui.reports import fidelity_words

        words = self.app.words
        for one in self._principles():
            state, figure = fidelity_words.principle_state(one, words), figure_words.shown(one.figure, words)
            yield str(one.id), (fidelity_words.principle_title(one, words), state, figure)

    def _show_below(self) -> None:
        from ips_tui.reports import fidelity_words

        self.below.set_fixed(BELOW if self.size.height >= LOW else 1)
        one = next((p for p in self._principles() if p.id == self.list.cursor_id), None)
        if one is None:
            self.below.show([])
            return
        words = self.app.words
        said = words(
            "reports.principle_below",
            figure=figure_words.shown(one.figure, words),
            met=fidelity_words.met_from(one, words),
            formula=words(f"principle.{one.id}.formula"),
        )
        self.below.show(list(styled(said, self.size.width - 3, "", BELOW)))
