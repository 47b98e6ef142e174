"""What a person, or a file, may put into any field: each with the word that must survive in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

SHAPES = (
    "[/oops] {word} [x] O'Brien",
    "\x1b]52;c;c3RvbGVu\x07{word} after a clipboard write",
    "\x1b[2J\x1b[31m{word} after a cleared screen",
    "{word}\x00\x08\x7f\x9b31m with controls",
    "\u202e{word}\u202c turned round",
    "=1+1 {word} @SUM",
    "e\u0301 Siân {word} \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \U0001f33b",
)
"""A field gets one of these, in turn; `{word}` is a word of its own that the record must still hold."""


class Hostile:
    """Gives each field its own text, and remembers the words that must be found again."""

    def __init__(self) -> None:
        self._shapes = itertools.cycle(SHAPES)
        self._numbers = itertools.count(1)
        self.words: list[str] = []
        self.given: list[str] = []

    def __call__(self, name: str) -> str:
        """The text of one field; `name` becomes part of its word."""
        word = f"{name.replace('_', '')}{next(self._numbers)}mark"
        self.words.append(word)
        self.given.append(next(self._shapes).format(word=word))
        return self.given[-1]

    def missing(self, text: str) -> Iterator[str]:
        """The words that are not in `text`."""
        return (word for word in self.words if word not in text)
