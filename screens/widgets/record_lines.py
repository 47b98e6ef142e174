"""How the lines of a record list are made up: which columns fit, and text cut to their cells."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from ips_tui.text import shown
from screens.widgets.record_source import Column

MARK = "▸ "
NO_MARK = "  "
SORTED = " ▾"
ELASTIC = 12
"""Cells that a column without a width of its own takes before those behind it: a narrow list keeps the names."""
FEWEST = 4
"""Cells below which nothing of a narrowed column can be read."""


def places(columns: Sequence[Column], width: int, gap: int = 1) -> list[tuple[int, int]]:
    """Which columns a list of this width (cells) shows, as (number of the column, its width in cells).

    The first columns say most. Those too wide for what is left are narrowed, and dropped where no more is left than
    says nothing, so the result with its gaps always fits.
    """
    wanted = [(n, column) for n, column in enumerate(columns) if width >= column.from_width]
    elastic = sum(1 for _, column in wanted if column.width == 0)
    spare = width - sum(column.width for _, column in wanted) - gap * max(0, len(wanted) - 1)
    result: list[tuple[int, int]] = []
    left = width
    for number, column in wanted:
        cells = column.width
        if cells == 0:
            cells = max(0, spare) // elastic
            # The first elastic columns take the cells that do not divide.
            spare, elastic = spare - cells, elastic - 1
            cells = max(cells, ELASTIC)
        narrowed, cells = cells > left, min(cells, left)
        if cells >= FEWEST or (cells > 0 and not narrowed):
            result.append((number, cells))
            left -= cells + gap
    return result


def fitted(text: str, width: int, align: str) -> str:
    """The text as one line of exactly `width` cells, cut between characters if it must be."""
    line = shown(text, width)
    spare = width - cell_len(line)
    if spare < 0:
        return set_cell_size(line, width)
    return " " * spare + line if align == "right" else line + " " * spare


def header(columns: Sequence[Column], sort: str, width: int) -> str:
    """The titles over the columns in a line of at most `width` cells; the sorted column is marked."""
    parts = []
    for number, cells in places(columns, width - len(NO_MARK)):
        column = columns[number]
        title = column.title + SORTED if column.id == sort else column.title
        parts.append(fitted(title, cells, column.align))
    return NO_MARK + " ".join(parts)


def record(
    columns: Sequence[Column],
    cells: Sequence[str],
    width: int,
    base: Style,
    marked: bool,
    style_of: Callable[[int, str], Style],
) -> list[Segment]:
    """One record in at most `width` cells; `marked` puts the sign of the cursor before it."""
    segments = [Segment(MARK if marked else NO_MARK, base)]
    for place, (number, wide) in enumerate(places(columns, width - len(MARK))):
        cell = cells[number] if number < len(cells) else ""
        if place:
            segments.append(Segment(" ", base))
        segments.append(Segment(fitted(cell, wide, columns[number].align), style_of(number, cell)))
    return segments


def sentence(text: str, line: int, width: int) -> str:
    """Line number `line` of a sentence broken to `width` cells; "" below its end."""
    lines = textwrap.wrap(shown(text), max(1, width - len(NO_MARK)))
    return NO_MARK + lines[line] if line < len(lines) else ""
