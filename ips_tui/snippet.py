"""Where the words of a search stand in a text as it was typed, and one line around the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ips_tui.text import cells, shown, words_of

_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"\w+")


def matched(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the text holds these folded words, of the last perhaps only the beginning: from and to which character.

    A word that folding makes longer or shorter is told together with the signs around it.
    """
    whole, begun = frozenset(words), words[-1] if words else None
    return [
        (start, end)
        for start, end, folded in _words_in(text)
        if begun is not None and any(word in whole or word.startswith(begun) for word in folded)
    ]


def _words_in(text: str) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Each word with its place; where places change by folding, all of a run without spaces."""
    for piece in _PIECE.finditer(text):
        if piece.group().isascii():
            for word in _WORD.finditer(text, *piece.span()):
                yield *word.span(), (word.group().lower(),)
        else:
            yield *piece.span(), words_of(piece.group())


def around(text: str, words: Sequence[str], *, before: int, width: int | None = None) -> str:
    """The text as one line that begins at most `before` cells ahead of the first of these folded words.

    At most `width` cells; the text from its beginning where it holds none of them. What is left out has an ellipsis.
    """
    line = shown(text)
    places = matched(line, words)
    start = places[0][0] if places else 0
    if start > before or cells(line[:start]) > before:
        cut = max(0, start - before)
        lead = line[cut:start]
        while lead and (cells(lead) >= before or (cut and not line[cut - 1].isspace())):
            # Not in the middle of a word.
            step = lead.find(" ") + 1 or len(lead)
            lead, cut = lead[step:], cut + step
        line = "…" + line[cut:]
    return line if width is None else shown(line, width)
