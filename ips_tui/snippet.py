"""Where the words of a search stand in a text as it was typed, and one line around the first of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ips_tui.text import cells, shown, words_of

_PIECE = re.compile(r"\S+")


def matched(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the text holds these folded words, of the last perhaps only the beginning: from and to which character.

    Where folding may move letters, a word is told together with the signs around it.
    """
    if not words:
        return []
    places = [found.span() for found in _plain(words).finditer(text)]
    if text.isascii():
        return places
    odd = [piece.span() for piece in _PIECE.finditer(text) if not piece.group().isascii()]
    places = [place for place in places if not any(start <= place[0] < end for start, end in odd)]
    whole, begun = frozenset(words), words[-1]
    for start, end in odd:
        if any(word in whole or word.startswith(begun) for word in words_of(text[start:end])):
            places.append((start, end))
    return sorted(places)


def _plain(words: Sequence[str]) -> re.Pattern[str]:
    """Finds the words in text of plain letters, where nothing is folded but the case."""
    # Each is a run of letters and digits, so none of it is syntax.
    return re.compile(rf"(?<!\w)(?:(?:{'|'.join(words)})(?!\w)|{words[-1]}\w*)", re.ASCII | re.IGNORECASE)


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
