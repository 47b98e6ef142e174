"""The one list of the program: a header that stays, a cursor on a record, rows asked for as they are seen.

It paints lines itself and never lays anything out after its size is known, and everything a key changes is
changed in that key's own message; so a key costs one frame, with a dozen rows or a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size, clamp
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style as VisualStyle

from screens.widgets import record_lines
from screens.widgets.record_source import Column, ListSource, RecordSource
from screens.widgets.record_window import RecordWindow

if TYPE_CHECKING:
    from screens.app import IpsApp

__all__ = ["Column", "ListSource", "RecordList", "RecordSource"]

# Painted lines kept: a few screens' worth.
KEPT = 600


class RecordList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of records under a header.

    `on_cursor` is called with the record under the cursor (None in an empty list) whenever that changes and
    after every reload, inside the message that changed it, so that a detail pane is painted in the same
    frame. `on_count` is called after each change of what is shown. `style_of` gets (record id, column number,
    cell) and names a style in Textual's terms such as "bold" or "$warning", "" for none; what a style says
    must stand in the text too.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "record-list--header",
        "record-list--cursor",
        "record-list--empty",
    }
    DEFAULT_CSS = """
    RecordList {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & > .record-list--header { text-style: bold underline; }
        & > .record-list--cursor { text-style: bold; background: $panel; }
        &:focus > .record-list--cursor {
            text-style: bold; background: $block-cursor-background; color: $block-cursor-foreground;
        }
        & > .record-list--empty { color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False, id="list.up", tooltip="The record above"),
        Binding("down", "move(1)", "Down", show=False, id="list.down", tooltip="The record below"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page_up", tooltip="A screen up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page_down", tooltip="A screen down"),
        Binding("home", "first", "First", show=False, id="list.first", tooltip="The first record"),
        Binding("end", "last", "Last", show=False, id="list.last", tooltip="The last record"),
        Binding("enter", "open", "Open", show=False, id="list.open", tooltip="Open this record"),
    ]

    class Opened(Message):
        """The person chose a record: Enter or a double click."""

        def __init__(self, record_list: RecordList, record_id: str) -> None:
            """Name the list and the record."""
            super().__init__()
            self.record_list = record_list
            self.record_id = record_id

        @property
        def control(self) -> RecordList:
            """The list it came from, for `@on(RecordList.Opened, "#people")`."""
            return self.record_list

    def __init__(
        self,
        columns: Sequence[Column],
        source: RecordSource,
        *,
        sort: str = "",
        empty: str,
        no_match: str | None = None,
        on_cursor: Callable[[str | None], None] | None = None,
        on_count: Callable[[], None] | None = None,
        style_of: Callable[[str, int, str], str] | None = None,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Take the columns and the source; the source is first asked when the list is mounted.

        `empty` is the sentence shown when there are no records at all, `no_match` when a search leaves none; a
        list without a better one says `shell.no_match`.
        """
        super().__init__(name=name, id=id, classes=classes)
        self.columns = tuple(columns)
        self.on_cursor = on_cursor
        self.on_count = on_count
        self.style_of = style_of
        self._window = RecordWindow(source, sort)
        self._sentences = (empty, no_match)
        self._place = 0
        self._told: str | None = None
        self._left: str | None = None
        self._painted: dict[tuple[str, bool, int], Strip] = {}
        self._looks: dict[str, Style] = {}

    # What is in it

    @property
    def cursor_id(self) -> str | None:
        """The record under the cursor; None when nothing is shown."""
        found = self._window.found
        return found[self._place][0] if found else None

    @property
    def count(self) -> int:
        """How many records the search has left."""
        return len(self._window.found)

    @property
    def total(self) -> int:
        """How many records there are."""
        return len(self._window.all)

    def filter(self, text: str) -> None:
        """Show only the records whose search text holds every word of `text`; an empty text shows all.

        Words match anywhere, whatever their case and accents. The cursor stays on its record while that is
        found, and goes to the first record otherwise.
        """
        record_id = self.cursor_id or self._left
        if self._window.narrow(text):
            self._show(record_id, 0)

    def sort(self, sort: str) -> None:
        """Put the records in another order of the source; search and cursor stay."""
        record_id = self.cursor_id
        self._window.order(sort)
        self._show(record_id, 0)

    def reload(self) -> None:
        """Ask the source again. The cursor stays on its record or, when that is gone, at its place."""
        record_id = self.cursor_id
        self._painted.clear()
        self._window.reload()
        self._show(record_id, self._place, tell=True)

    def move_to(self, record_id: str) -> bool:
        """Put the cursor on a record; False, and nothing moved, when the list does not show it."""
        place = self._window.place_of(record_id, self._place)
        if place is None:
            return False
        self._go(place)
        return True

    def _show(self, record_id: str | None, otherwise: int, tell: bool = False) -> None:
        """Put the cursor on the record, or at the other place when it is not there, and paint all."""
        place = self._window.place_of(record_id, self._place) if record_id is not None else None
        self._place = clamp(otherwise if place is None else place, 0, max(0, self.count - 1))
        self._measure()
        self.refresh()
        self._tell(tell)
        if self.on_count is not None:
            self.on_count()

    def _tell(self, always: bool = False) -> None:
        record_id = self.cursor_id
        changed, emptied = record_id != self._told, (record_id is None) != (self._told is None)
        self._told = record_id
        if emptied and self.is_attached:
            # With nothing there, nothing can be opened.
            self.screen.refresh_bindings()
        # Remembered through a search that finds nothing, so that clearing it comes back to the same record.
        self._left = record_id or self._left
        if (always or changed) and self.on_cursor is not None:
            self.on_cursor(record_id)

    # Where it stands

    @property
    def _width(self) -> int:
        """Cells for text, beside the scroll bar."""
        return max(0, self.size.width - self.scrollbar_size_vertical)

    @property
    def _body(self) -> int:
        """Lines for records, under the header."""
        return max(1, self.size.height - 1)

    def _measure(self) -> None:
        """Tell the scrolling how long the list is, without a layout, and keep the cursor in view."""
        size = Size(self._width, self.count + 1)
        self.set_reactive(RecordList.virtual_size, size)
        if self.size:
            self._scroll_update(size)
            self._keep_in_view()

    def _keep_in_view(self) -> bool:
        """Scroll, by half a screen, when the cursor is outside; True if it scrolled."""
        top, body = self.scroll_offset.y, self._body
        if top <= self._place < top + body:
            return False
        # Half a screen at the edge: the next keys move inside the view and cost a line each, not a screen.
        wanted = self._place - body // 2 if self._place >= top + body else self._place - body + 1 + body // 2
        self.scroll_to(y=clamp(wanted, 0, self.max_scroll_y), animate=False, force=True)
        return True

    def _go(self, place: int) -> None:
        """Put the cursor at a place in the list, in the nearest if there is none."""
        if not self.count:
            return
        before, self._place = self._place, clamp(place, 0, self.count - 1)
        if not self._keep_in_view() and before != self._place:
            top, width = self.scroll_offset.y, self._width
            self.refresh(*(Region(0, 1 + at - top, width, 1) for at in (before, self._place) if at >= top))
        self._tell()

    # What the person does

    def action_move(self, by: int) -> None:
        """Move the cursor by this many records, downwards if positive."""
        self._go(self._place + by)

    def action_page(self, by: int) -> None:
        """Move cursor and view by screens, downwards if positive."""
        step = by * max(1, self._body - 1)
        self.scroll_to(y=clamp(self.scroll_offset.y + step, 0, self.max_scroll_y), animate=False, force=True)
        self._go(self._place + step)

    def action_first(self) -> None:
        """Go to the first record."""
        self._go(0)

    def action_last(self) -> None:
        """Go to the last record."""
        self._go(self.count - 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In an empty list nothing can be opened, so the key is not offered."""
        return action != "open" or self.cursor_id is not None

    def action_open(self) -> None:
        """Say that the record under the cursor was chosen."""
        if (record_id := self.cursor_id) is not None:
            self.post_message(self.Opened(self, record_id))

    async def _on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.y == 0:
            return
        place = self.scroll_offset.y + offset.y - 1
        if place >= self.count:
            return
        event.stop()
        self._go(place)
        if event.chain == 2:
            self.action_open()

    def _on_mount(self, event: events.Mount) -> None:
        self.reload()

    def _on_resize(self, event: events.Resize) -> None:
        self._measure()
        if self._place < self._body and self.scroll_offset.y:
            # It was scrolled for a lower window; all down to the cursor can be seen from the top again.
            self.scroll_to(y=0, animate=False, force=True)

    def notify_style_update(self) -> None:
        """Forget painted lines when theme or focus change how they look."""
        self._painted.clear()
        self._looks.clear()
        super().notify_style_update()

    # How it is painted

    def render_line(self, y: int) -> Strip:
        """One line of the list: the header, a record, the sentence of an empty list, or nothing."""
        width = self._width
        if y == 0:
            return self._header(width)
        place = self.scroll_offset.y + y - 1
        if not self.count:
            return self._sentence(y - 1, width)
        if place >= self.count:
            return Strip.blank(width, self._look())
        record_id, on_cursor = self._window.found[place][0], place == self._place
        # By the width too: a frame of another width may be painted before the list is told that it has another.
        strip = self._painted.get((record_id, on_cursor, width))
        if strip is None:
            if len(self._painted) > KEPT:
                self._painted.clear()
            strip = self._painted[record_id, on_cursor, width] = self._record(place, record_id, on_cursor, width)
        return strip

    def _look(self, part: str = "") -> Style:
        """The style of a part of the list, or of the list itself."""
        look = self._looks.get(part)
        if look is None:
            look = self.get_component_rich_style(f"record-list--{part}") if part else self.rich_style
            self._looks[part] = look
        return look

    def _header(self, width: int) -> Strip:
        style = self._look("header")
        text = record_lines.header(self.columns, self._window.sort, width)
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)

    def _record(self, place: int, record_id: str, on_cursor: bool, width: int) -> Strip:
        base = self._look("cursor" if on_cursor else "")
        cells = self._window.cells_at(place, self.scroll_offset.y, self._body)

        def style_of(number: int, cell: str) -> Style:
            named = self.style_of(record_id, number, cell) if self.style_of is not None else ""
            if not named:
                return base
            own = self._looks.get("$" + named)
            if own is None:
                own = self._looks["$" + named] = VisualStyle.parse(named).rich_style
            # Under the cursor its colours win, or text could vanish in them.
            return own + base if on_cursor else base + own

        segments = record_lines.record(self.columns, cells, width, base, on_cursor, style_of)
        return Strip(segments).adjust_cell_length(width, base)

    def _sentence(self, line: int, width: int) -> Strip:
        style = self._look("empty")
        # A search is not to blame where there is nothing to search.
        sentence, no_match = self._sentences
        if self._window.searching and self.total:
            sentence = no_match or cast("IpsApp", self.app).words("shell.no_match")
        text = record_lines.sentence(sentence, line, width)
        return Strip([Segment(text, style)]).adjust_cell_length(width, style)
