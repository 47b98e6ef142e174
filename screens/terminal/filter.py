"""The last gate before the terminal: text that Textual is about to paint carries no control character.

The program cleans text where it comes in and where it is shown. This is for what both missed: Textual writes
the characters of any text to the terminal as they are, and a terminal obeys some of them, whoever wrote them.
"""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# C0 controls, delete, C1 controls, and the overrides, embeddings and isolates of bidirectional text.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _harmless(found: re.Match[str]) -> str:
    # The line has been measured already: what counted as nothing must stay nothing.
    return "·" * cell_len(found.group())


class TextOnly(LineFilter):
    """Takes control characters out of the text of every line; Textual's own control segments pass."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with harmless text and links, in as many cells as before."""
        if not any(map(_suspect, segments)):
            return segments
        return [_made_harmless(segment) if _suspect(segment) else segment for segment in segments]


def _suspect(segment: Segment) -> bool:
    text, style, control = segment
    if control:
        return False
    if CONTROL.search(text):
        return True
    # The address of a link is written to the terminal too.
    return style is not None and style.link is not None and CONTROL.search(style.link) is not None


def _made_harmless(segment: Segment) -> Segment:
    text, style, _ = segment
    if style is not None and style.link is not None and CONTROL.search(style.link):
        style = style.update_link(None)
    return Segment(CONTROL.sub(_harmless, text), style)
