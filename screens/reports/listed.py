"""A page of reports that is one list, with what stands under the cursor said in words below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.widget import Widget

from screens.participant.block import Block
from screens.reports.base import LOW, ReportScreen, styled
from screens.widgets.record_list import Column, RecordList
from screens.widgets.record_source import RereadSource


class ListedScreen(ReportScreen):
    """Its rows and what is said of one are the page's own."""

    below_lines = 2
    """Lines below the list; one in a low window."""

    # What a page fills in

    def columns(self) -> Sequence[Column]:
        """The columns of the list."""
        return ()

    def rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each line by its id."""
        yield from ()

    def nothing(self) -> str:
        """What stands where there are no rows."""
        return self.app.words("reports.counting")

    def style_of(self, column: int) -> str:
        """The style of a column."""
        return ""

    def said_of(self, line_id: str) -> str:
        """The line under the cursor in words; empty for nothing."""
        return ""

    # The page

    def compose_found(self) -> ComposeResult:
        """The list, and the line under the cursor in words."""
        self.below = Block(classes="reports--below", fixed=self.below_lines)
        self.list = RecordList(
            self.columns(),
            RereadSource(self.rows),
            empty=self.nothing(),
            on_cursor=lambda record: self.fit(),
            style_of=lambda _, column, cell: self.style_of(column),
        )
        yield self.list
        yield self.below

    @property
    def first_widget(self) -> Widget | None:
        """The list."""
        return self.list

    def show_found(self) -> None:
        """What was counted; the cursor stays on its line."""
        self.list.reload()

    def fit(self) -> None:
        """What stands below is broken to the width, and is about the line under the cursor."""
        self.below.set_fixed(self.below_lines if self.size.height >= LOW else 1)
        said = self.said_of(self.list.cursor_id or "")
        self.below.show(list(styled(said, self.size.width - 3, "", self.below_lines)) if said else [])
