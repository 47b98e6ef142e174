"""What comes into a field by key or by paste: cleaned, and said when something of it is not as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ips_tui.forms.asking import LONGEST_NOTE
from ips_tui.text import clean

SayWords = Callable[..., str]


@dataclass(frozen=True)
class Arrived:
    """The text a field may take in, and a sentence about what was done to it ("" when nothing was)."""

    text: str
    said: str


def one_line(text: str, room: int, words: SayWords) -> Arrived:
    """The text for a field of one line with room for `room` more characters; several lines are joined."""
    cleaned = clean(text, lines=True, longest=LONGEST_NOTE)
    lines = cleaned.text.split("\n")
    filled = [line.strip() for line in lines if line.strip()]
    joined = " ".join(filled) if len(lines) > 1 else cleaned.text
    cut = clean(joined.replace("\t", " "), longest=max(room, 0))
    joined_lines = len(filled) if len(filled) > 1 else 0
    return Arrived(cut.text, _sentence(cleaned.cut + cut.cut, joined_lines, cleaned.removed, words))


def many_lines(text: str, room: int, words: SayWords) -> Arrived:
    """The text for a note with room for `room` more characters."""
    cleaned = clean(text, lines=True, longest=max(room, 0))
    return Arrived(cleaned.text, _sentence(cleaned.cut, 0, cleaned.removed, words))


def taken_out(removed: int, words: SayWords) -> str:
    """That so many hidden characters were taken out of a text; "" for none."""
    return _sentence(0, 0, removed, words)


def _sentence(cut: int, joined_lines: int, removed: int, words: SayWords) -> str:
    # What a person would miss comes first: a line of the window may be too short for all of it.
    said = []
    if cut:
        said.append(words("form.said.cut", count=cut))
    if joined_lines:
        said.append(words("form.said.joined", lines=joined_lines))
    if removed:
        said.append(words("form.said.removed_one") if removed == 1 else words("form.said.removed", count=removed))
    return " ".join(said)
