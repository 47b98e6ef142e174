"""Bracketed paste, taken out of what the terminal sends before Textual's parser sees it.

Textual 8.2.8 reads an escape sequence inside a paste as key presses: a pasted command would be carried out as
keys, and part of the words around it lost. Here everything between the two marks is text, whatever it holds; the
text gate cleans it where it arrives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

BEGIN = "\x1b[200~"
END = "\x1b[201~"
LONGEST = 20_000_000
"""Characters of one paste; what is beyond is left out. So far above what a note holds that a field can count what it
leaves out of anything a person has copied."""


class Piece(NamedTuple):
    """A stretch of input: keys for the parser, or one whole paste."""

    pasted: bool
    text: str


class Pasting:
    """Splits input, as it comes in pieces of any length, into keys and pastes."""

    def __init__(self) -> None:
        self._held = ""
        self._paste: list[str] | None = None
        self._length = 0

    @property
    def waiting(self) -> bool:
        """Whether something is held back that the next input may complete."""
        return bool(self._held) or self._paste is not None

    @property
    def inside(self) -> bool:
        """Whether a paste has begun and its end has not come."""
        return self._paste is not None

    def feed(self, text: str) -> Iterator[Piece]:
        """The pieces that are complete with this input."""
        text, self._held = self._held + text, ""
        while text:
            mark = BEGIN if self._paste is None else END
            before, found, after = text.partition(mark)
            if not found:
                held = _begun(before, mark)
                before, self._held = before[: len(before) - held], before[len(before) - held :]
            if self._paste is None:
                if before:
                    yield Piece(False, before)
                if found:
                    self._paste, self._length = [], 0
            else:
                self._keep(before)
                if found:
                    yield self._whole()
            text = after

    def give_up(self) -> Iterator[Piece]:
        """What is held back, because nothing more came: the beginning of a mark was a key, a paste has no end."""
        held, self._held = self._held, ""
        if self._paste is not None:
            self._keep(held)
            yield self._whole()
        elif held:
            yield Piece(False, held)

    def _keep(self, text: str) -> None:
        if self._paste is not None and self._length < LONGEST:
            self._paste.append(text[: LONGEST - self._length])
            self._length += len(text)

    def _whole(self) -> Piece:
        text, self._paste = "".join(self._paste or ()), None
        # A terminal sends line ends of a paste as the Enter key does.
        return Piece(True, text.replace("\r\n", "\n").replace("\r", "\n"))


def _begun(text: str, mark: str) -> int:
    """How many characters at the end of `text` may be the beginning of `mark`."""
    return next((n for n in range(min(len(mark) - 1, len(text)), 0, -1) if text.endswith(mark[:n])), 0)
