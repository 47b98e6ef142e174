"""One line of the screen that is told what to show and repaints only when that changes."""

from __future__ import annotations

from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


def drawn(left: Content, right: Content, width: int) -> Content:
    """Both parts in a line of exactly `width` cells; the left is cut first, with an ellipsis."""
    right = right.truncate(width, ellipsis=True)
    gap = 2 if len(right) else 0
    left = left.truncate(max(width - right.cell_length - gap, 0), ellipsis=True, pad=True)
    return left + " " * gap + right


def strip(content: Content, style: Style, width: int) -> Strip:
    """A line of exactly `width` cells as it is painted.

    Textual's own way would first break it into lines, which costs more than everything else about it.
    """
    return Strip(content.render_segments(style), width)


class Line(Widget, can_focus=False):
    """A line with a left and a right part; the left is cut first, with an ellipsis.

    Its size never depends on its text, so a change costs one repaint and no layout.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Line { height: 1; width: 100%; padding: 0 1; }
    """

    def __init__(self, left: Content | None = None) -> None:
        super().__init__()
        self._left = left or Content("")
        self._right = Content("")

    @property
    def left(self) -> Content:
        """What stands at the left, uncut."""
        return self._left

    @property
    def right(self) -> Content:
        """What stands at the right, uncut."""
        return self._right

    def show(self, left: Content, right: Content | None = None) -> bool:
        """Show this from now on; returns whether anything changed and so is painted again."""
        right = right or Content("")
        if left.is_same(self._left) and right.is_same(self._right):
            return False
        self._left, self._right = left, right
        self.refresh()
        return True

    def render(self) -> Content:
        """The line, exactly as wide as its place (cells)."""
        return drawn(self._left, self._right, self.content_size.width)

    def render_line(self, y: int) -> Strip:
        """The same, painted."""
        width = self.content_size.width
        return strip(self.render() if y == 0 else Content(" " * width), self.visual_style, width)
