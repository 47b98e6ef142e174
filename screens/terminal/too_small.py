"""A window in which nobody can work: one sentence in place of what would not fit, until it is larger again.

Everything goes on behind it. The keys work, what is typed stays and is kept, and nothing is laid aside: only what is
painted is another. So it lies over every screen and every question alike, and a larger window shows them as they were.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

from rich.console import RenderableType
from rich.segment import Segment
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip

SMALLEST = Size(40, 10)
"""Columns and lines of the smallest window in which one can work."""


class OneLineWhenTooSmall(App[int]):
    """An app that says so when its window is too small to work in."""

    def too_small(self, size: Mapping[str, str]) -> str:
        """The sentence; `size` has the `width` (columns) and `height` (lines) of the window now."""
        raise NotImplementedError

    def lines_instead(self) -> list[str] | None:
        """The lines to show in place of the screen, None where the window is large enough."""
        width, height = self.size
        if width >= SMALLEST.width and height >= SMALLEST.height:
            return None
        said = textwrap.wrap(self.too_small({"width": str(width), "height": str(height)}), max(width, 1))[:height]
        return [line.ljust(width)[:width] for line in said] + [" " * width] * (height - len(said))

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        # Where Textual hands a finished frame, or part of one, to the terminal.
        if renderable is not None and self.size and (lines := self.lines_instead()) is not None:
            style = self.screen.rich_style
            strips = [Strip([Segment(line, style)], len(line)) for line in lines]
            renderable = LayoutUpdate([[strip] for strip in strips], Region(0, 0, *self.size))
        super()._display(screen, renderable)
