"""Pages of reports that are one list, with what stands under the cursor said in words below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from screens.reports.base import LOW, ReportScreen, styled
from screens.widgets.block import Block
from screens.widgets.record_list import Column, RecordList
from screens.widgets.record_source import RereadSource

ListT = TypeVar("ListT", bound=RecordList)


class ListedScreen(ReportScreen, Generic[ListT]):
    """The list, and what is said of its line, are the page's own."""

    below_lines = 2
    """Lines below the list; one in a low window."""

    # What a page fills in

    def make_list(self) -> ListT:
        """The list; it is to call `show_below` when its cursor has moved."""
        raise NotImplementedError

    def said_below(self, width: int) -> Iterable[Content]:
        """The line under the cursor in words; nothing where there is none."""
        return ()

    # The page

    def compose_found(self) -> ComposeResult:
        """The list, and the line under the cursor in words."""
        self.below = Block(classes="reports--below", fixed=self.below_lines)
        self.list = self.make_list()
        yield self.list
        yield self.below

    @property
    def first_widget(self) -> Widget | None:
        """The list."""
        return self.list

    def fit(self) -> None:
        """What stands below is broken to the width."""
        self.show_below()

    def show_below(self) -> None:
        """Say in words what the cursor stands on now."""
        self.below.set_fixed(self.below_lines if self.size.height >= LOW else 1)
        self.below.show([*self.said_below(self.size.width - 3)][: self.below_lines])


class RowsScreen(ListedScreen[RecordList]):
    """Its rows, read anew each time, and what is said of one are the page's own."""

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

    def make_list(self) -> RecordList:
        """The rows."""
        return RecordList(
            self.columns(),
            RereadSource(self.rows),
            empty=self.nothing(),
            on_cursor=lambda _: self.show_below(),
            style_of=lambda _, column, cell: self.style_of(column),
        )

    def show_found(self) -> None:
        """What was counted; the cursor stays on its line."""
        self.list.reload()

    def said_below(self, width: int) -> Iterable[Content]:
        """What the page says of the line."""
        said = self.said_of(self.list.cursor_id or "")
        return styled(said, width, "", self.below_lines) if said else ()
