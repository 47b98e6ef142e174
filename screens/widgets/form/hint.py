"""The hint of the field with the focus: one line, or as many as the questions of this form need."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

MOST_LINES = 3
LINES_FOR_MORE = 20
"""Lines a window must have before a hint takes more than one of them."""


class HintLines(Widget, can_focus=False):
    """Its height is settled by the longest hint there is, so that another field's hint lays nothing out."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    HintLines { height: 1; width: 100%; padding: 0 1; background: $surface; }
    """

    def __init__(self, hints: Sequence[str]) -> None:
        """`hints` are those of all fields."""
        super().__init__()
        self.hint = ""
        self._hints = tuple(hints)

    def show(self, hint: str) -> None:
        """Show this hint, plain text."""
        if hint != self.hint:
            self.hint = hint
            self.refresh()

    def fit(self, width: int, height: int) -> None:
        """Take the lines that the longest hint needs in a window of that many cells and lines."""
        needed = max((len(_wrapped(hint, width - 2)) for hint in self._hints), default=1)
        lines = min(needed, MOST_LINES) if height >= LINES_FOR_MORE else 1
        if self.styles.height is None or self.styles.height.value != lines:
            self.styles.height = lines

    def render_line(self, y: int) -> Strip:
        """One line of the hint; the last one ends in an ellipsis where it is not the end."""
        width = self.content_size.width
        lines = _wrapped(self.hint, width)
        text = lines[y] if y < len(lines) else ""
        if y == self.content_size.height - 1 and len(lines) > y + 1:
            text = text[: width - 1] + "…"
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(width, self.rich_style)


def _wrapped(hint: str, width: int) -> list[str]:
    return textwrap.wrap(hint, max(width, 8))
