"""What is printed on: the size of the paper and of its letters."""

from __future__ import annotations

from enum import StrEnum

NORMAL, LARGE = 11.0, 18.0
"""Points of the text, in ordinary and in large print."""


class Sheet(StrEnum):
    """The size of the paper, as a word pack and the settings name it."""

    A4 = "a4"
    LETTER = "letter"
