"""The list that opens under a field; the field keeps the focus and moves the cursor in it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ips_tui.text import shown
from screens.widgets.form.plan import ListOwner

MOST_ROWS = 8
MARK, NO_MARK = "[x] ", "[ ] "


class PickList(Widget, can_focus=False):
    """Rows under a field. Its height is settled when it opens, so narrowing it lays nothing out."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"pick-list--cursor", "pick-list--more"}
    DEFAULT_CSS = """
    PickList {
        display: none; position: absolute; layer: lists; background: $panel; color: $foreground;
        & > .pick-list--cursor { background: $accent; color: $background; text-style: bold; }
        & > .pick-list--more { color: $quiet; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.owner: ListOwner | None = None
        self.rows: tuple[str, ...] = ()
        self.place = 0
        self.marks: tuple[bool, ...] = ()
        self._top = 0

    def open(self, owner: ListOwner, under: Region, inside: Region) -> None:
        """Open under that field, or above it where there is more room; both are places on the screen."""
        below = inside.bottom - under.bottom
        above = under.y - inside.y
        wanted = min(max(len(self.rows), 3), MOST_ROWS)
        height = min(wanted, max(below, above))
        y = under.bottom if below >= height else under.y - height
        self.styles.offset = (under.x - inside.x, y - inside.y)
        self.styles.width, self.styles.height = under.width, height
        self.owner = owner
        self._top = 0
        self.styles.display = "block"

    def close(self) -> None:
        """Take the list away."""
        self.owner = None
        self.styles.display = "none"

    def show_rows(self, rows: Sequence[str], place: int, marks: Sequence[bool]) -> None:
        """Show these rows with the cursor at `place`; with marks, each says whether its row is chosen."""
        self.rows, self.place, self.marks = tuple(rows), place, tuple(marks)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row, or how many more there are on the last line."""
        width, height = self.size.width, self.size.height
        self._top = max(0, min(self._top, self.place, len(self.rows) - height), self.place - height + 1)
        place = self._top + y
        if place >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        style = self.rich_style
        if place == self.place:
            style = self.get_component_rich_style("pick-list--cursor")
        mark = (MARK if self.marks[place] else NO_MARK) if self.marks else ""
        lead = "▸ " if place == self.place else "  "
        more = ""
        if y == height - 1 and (hidden := len(self.rows) - place - 1) > 0:
            more = f" +{hidden} ▾"
        elif y == 0 and self._top:
            more = f" +{self._top} ▴"
        text = shown(self.rows[place], max(width - len(lead) - len(mark) - len(more), 1))
        strip = Strip([Segment(lead + mark + text, style)]).adjust_cell_length(width - len(more), style)
        return Strip([*strip, Segment(more, self.get_component_rich_style("pick-list--more") if more else style)])

    def on_click(self, event: events.Click) -> None:
        """A click picks its row."""
        event.stop()
        place = self._top + event.y
        if self.owner is not None and place < len(self.rows):
            self.owner.pick(place)
