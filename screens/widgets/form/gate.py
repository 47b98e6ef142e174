"""What comes into a field by key or by paste: cleaned, and said when something of it is not as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ips_tui.text import clean

SayWords = Callable[..., str]


@dataclass(frozen=True)
class Arrived:
    """The text a field may take in, and a sentence about what was done to it ("" when nothing was)."""

    text: str
    said: str


def one_line(text: str, room: int, words: SayWords) -> Arrived:
    """The text for a field of one line with room for `room` more characters; several lines are joined."""
    cleaned = clean(text, lines=True)
    lines = cleaned.text.split("\n")
    filled = [line.strip() for line in lines if line.strip()]
    joined = " ".join(filled) if len(lines) > 1 else cleaned.text
    cut = clean(joined.replace("\t", " "), longest=max(room, 0))
    said = []
    if len(filled) > 1:
        said.append(words("form.said.joined", lines=len(filled)))
    return Arrived(cut.text, _sentence(said, cleaned.removed, cut.cut, words))


def many_lines(text: str, room: int, words: SayWords) -> Arrived:
    """The text for a note with room for `room` more characters."""
    cleaned = clean(text, lines=True, longest=max(room, 0))
    return Arrived(cleaned.text, _sentence([], cleaned.removed, cleaned.cut, words))


def _sentence(said: list[str], removed: int, cut: int, words: SayWords) -> str:
    if removed:
        said.append(words("form.said.removed_one") if removed == 1 else words("form.said.removed", count=removed))
    if cut:
        said.append(words("form.said.cut", count=cut))
    return " ".join(said)
