"""A few lines under a list that say in full what the line under the cursor says in short."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.line import drawn, strip

NOTHING = (Content(""), Content(""))


class Detail(Widget, can_focus=False):
    """As many lines as it is made with; a change repaints and lays nothing out.

    One widget that paints its own lines: at each key in a list every widget near its cursor costs time.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Detail { width: 100%; padding: 0 1; background: $surface; }
    """

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = [NOTHING] * lines
        self.styles.height = lines

    def set_lines(self, lines: int) -> None:
        """Show only so many of them, from the top."""
        self.styles.height = lines

    def show(self, lines: Sequence[tuple[Content, Content]]) -> None:
        """Show these (left, right) parts; the lines left over are empty."""
        wanted = [*lines[: len(self._lines)], *[NOTHING] * (len(self._lines) - len(lines))]
        if all(
            a.is_same(b) for now, then in zip(wanted, self._lines, strict=True) for a, b in zip(now, then, strict=True)
        ):
            return
        self._lines = wanted
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        width = self.content_size.width
        left, right = self._lines[y] if y < len(self._lines) else NOTHING
        return strip(drawn(left, right, width), self.visual_style, width)

    @property
    def plain(self) -> str:
        """What stands in it, a line each."""
        return "\n".join(f"{left.plain}  {right.plain}".rstrip() for left, right in self._lines)
