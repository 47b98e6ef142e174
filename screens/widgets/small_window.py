"""How a screen knows that its window is small: classes that rules of the look go by (house.tcss)."""

from __future__ import annotations

from typing import Any

from textual.geometry import Size
from textual.screen import Screen

LOW, LOWEST = 20, 14
"""Lines of a window below which what explains takes less room, so that some records and fields stay in sight."""
NARROW = 78
"""Columns below which a question takes the whole width."""


def tell_size(screen: Screen[Any], size: Size) -> None:
    """Mark the screen by the size of its window (cells); nothing is styled anew unless a mark changes."""
    marks = {"-low": size.height < LOW, "-lowest": size.height < LOWEST, "-narrow": size.width < NARROW}
    if any(screen.has_class(mark) != holds for mark, holds in marks.items()):
        screen.update_classes(marks)
