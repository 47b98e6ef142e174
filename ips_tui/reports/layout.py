"""Plain text laid out in the cells of a terminal: broken between words, filled up to a width."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from ips_tui.text import cells, clean, shown


def wrapped(text: str, width: int, first: str = "") -> Iterator[str]:
    """The text with its own lines, broken between words to the width; `first` stands before its first line."""
    lead = first
    for line in clean(text, lines=True).text.split("\n"):
        for piece in _broken(shown(line), width - len(first)):
            yield (lead + piece).rstrip()
            lead = " " * len(first)


def _broken(line: str, width: int) -> list[str]:
    width = max(width, 1)
    if line.isascii():
        return textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    # Cells, not letters: some scripts and signs are twice as wide, accents take none.
    pieces, piece = [], ""
    for word in line.split(" "):
        while cells(word) > width:
            cut = next(place for place in range(len(word), 0, -1) if cells(word[:place]) <= width or place == 1)
            if piece:
                pieces.append(piece)
                piece = ""
            pieces.append(word[:cut])
            word = word[cut:]
        longer = f"{piece} {word}" if piece else word
        if piece and cells(longer) > width:
            pieces.append(piece)
            longer = word
        piece = longer
    return [*pieces, piece] if piece or not pieces else pieces


def padded(text: str, width: int, right: bool = False) -> str:
    """The text with spaces after it, or before it with `right`, up to the width; never cut."""
    space = " " * max(width - cells(text), 0)
    return space + text if right else text + space
