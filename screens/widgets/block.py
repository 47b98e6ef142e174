"""Several lines of the screen that are told what to show and lay out only when their number changes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.cells import cell_len, chop_cells
from textual.content import Content
from textual.widget import Widget

from ips_tui.text import clean, shown

NARROWEST = 12
"""Cells below which breaking a text into lines makes it no easier to read."""


class Block(Widget, can_focus=False):
    """Lines under each other, each cut at the right edge."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Block { width: 100%; height: 0; padding: 0 1; }
    """

    def __init__(self, *, classes: str | None = None, id: str | None = None, fixed: int | None = None) -> None:
        """`fixed` is the number of lines it always has, so that a change never costs a layout."""
        super().__init__(classes=classes, id=id)
        self._fixed = fixed
        self._lines: tuple[Content, ...] = ()
        if fixed is not None:
            self.styles.height = fixed

    @property
    def lines(self) -> tuple[Content, ...]:
        """What stands there, uncut."""
        return self._lines

    def show(self, lines: Sequence[Content]) -> None:
        """Show these lines from now on; nothing is painted when they are the same."""
        same_number = len(lines) == len(self._lines)
        if same_number and all(new.is_same(old) for new, old in zip(lines, self._lines, strict=True)):
            return
        if self._fixed is None and not same_number:
            self.styles.height = len(lines)
        self._lines = tuple(lines)
        self.refresh()

    def set_fixed(self, lines: int) -> None:
        """Always have this many lines from now on (0 or more)."""
        if lines != self._fixed:
            self._fixed = lines
            self.styles.height = lines

    def render(self) -> Content:
        """The lines, each as wide as its place."""
        width, height = self.content_size
        return Content("\n").join([line.truncate(width, ellipsis=True) for line in self._lines[:height]])


def spread(left: Content, right: Content, width: int) -> Content:
    """Two parts at the two ends of a line of `width` cells; the left is cut first."""
    right = right.truncate(width, ellipsis=True)
    gap = 2 if len(right) else 0
    return left.truncate(max(width - right.cell_length - gap, 0), ellipsis=True, pad=True) + " " * gap + right


def wrapped(text: str, width: int, most: int | None = None) -> list[str]:
    """The text, which may be anyone's, in lines of at most `width` cells; `most` cuts it with an ellipsis.

    Line ends in the text are kept; whatever a terminal would obey is taken out.
    """
    width = max(width, NARROWEST)
    lines: list[str] = []
    for part in clean(text, lines=True).text.split("\n"):
        for line in textwrap.wrap(shown(part), width) or [""]:
            # textwrap counts characters; wide ones need twice the cells.
            lines += [line] if cell_len(line) <= width else chop_cells(line, width)
        if most is not None and len(lines) > most:
            last = lines[most - 1]
            return [*lines[: most - 1], shown(last, width - 1).removesuffix("…") + "…"]
    return lines
