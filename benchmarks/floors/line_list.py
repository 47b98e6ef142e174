"""The floor of a list: 10,000 rows in memory, filtered as you type, with no stock list or input.

A key changes the cursor, the rows and the search line in its own message, so one key is one frame.
READY stands in the search line when the rows are there.
"""

from __future__ import annotations

import sys

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.events import Key
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

FIRST_NAMES = ("Anna", "Ben", "Chidi", "Dora", "Elif", "Farid", "Grace", "Hanne", "Ivan", "Jo")
LAST_NAMES = ("Abel", "Brook", "Cole", "Dahl", "Evans", "Frost", "Green", "Hill", "Ito", "Jonas")
STATES = ("new", "profile", "searching", "in work")


def invented_rows(count: int) -> list[str]:
    """`count` rows of text, each different."""
    return [
        f"{FIRST_NAMES[n % 10]} {LAST_NAMES[n // 10 % 10]} {n:06}  {STATES[n % 4]:<10} due in {n % 31} days"
        for n in range(count)
    ]


class SearchLine(Widget):
    """One line: what is sought, how many rows have it, READY."""

    DEFAULT_CSS = "SearchLine { height: 1; }"
    text = ""

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self.text)]).adjust_cell_length(self.size.width)


class LineList(ScrollView, can_focus=True):
    """The rows, drawn line by line. Letters narrow them, Backspace widens, the arrows move."""

    DEFAULT_CSS = "LineList { height: 1fr; overflow-y: scroll; overflow-x: hidden; }"

    def __init__(self, rows: list[str], search: SearchLine) -> None:
        super().__init__()
        self._all = [(row, row.lower()) for row in rows]
        self._search = search
        self._sought = ""
        self._shown = rows
        self._cursor = 0

    def on_mount(self) -> None:
        self._narrow("")

    def render_line(self, y: int) -> Strip:
        row = y + round(self.scroll_y)
        text = self._shown[row] if row < len(self._shown) else ""
        on_cursor = row == self._cursor
        style = Style(reverse=True) if on_cursor else Style.null()
        return Strip([Segment(("▸ " if on_cursor else "  ") + text, style)]).adjust_cell_length(self.size.width, style)

    def on_key(self, event: Key) -> None:
        if event.key in ("up", "down"):
            self._move(1 if event.key == "down" else -1)
        elif event.key == "backspace":
            self._narrow(self._sought[:-1])
        elif event.is_printable and event.character:
            self._narrow(self._sought + event.character.lower())
        else:
            return
        event.stop()

    def _move(self, by: int) -> None:
        before, self._cursor = self._cursor, max(0, min(len(self._shown) - 1, self._cursor + by))
        top, height = round(self.scroll_y), self.size.height
        if top <= self._cursor < top + height:
            self.refresh(*(Region(0, row - top, self.size.width, 1) for row in (before, self._cursor)))
        else:
            self.scroll_y = self._cursor if self._cursor < top else self._cursor - height + 1

    def _narrow(self, sought: str) -> None:
        words = sought.split()
        self._sought = sought
        self._shown = [row for row, folded in self._all if all(word in folded for word in words)]
        self._cursor = 0
        # Set past the reactive, which would ask for a layout and so for a second frame.
        size = Size(self.size.width, len(self._shown))
        self.set_reactive(Widget.virtual_size, size)
        self._scroll_update(size)
        self.scroll_y = 0
        self.refresh()
        self._search.text = f"> {sought}  {len(self._shown)} of {len(self._all)}  READY"
        self._search.refresh()


class LineListApp(App[None]):
    """The search line above the list, which has the focus."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def compose(self) -> ComposeResult:
        search = SearchLine()
        yield search
        yield LineList(invented_rows(self._count), search)


if __name__ == "__main__":
    LineListApp(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000).run()
