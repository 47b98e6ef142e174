"""A way travelled, in tenths of the unit it was typed in, so that nothing is converted behind anybody's back."""

from __future__ import annotations

import re
from dataclasses import dataclass

KILOMETRES, MILES = "km", "mi"
UNITS = (KILOMETRES, MILES)
_WORDS = {
    "km": KILOMETRES,
    "kms": KILOMETRES,
    "k": KILOMETRES,
    "kilometre": KILOMETRES,
    "kilometres": KILOMETRES,
    "kilometer": KILOMETRES,
    "kilometers": KILOMETRES,
    "mi": MILES,
    "m": MILES,
    "mile": MILES,
    "miles": MILES,
}
MOST_TENTHS = 20_000
"""2,000 miles or kilometres a day: more is a slip of the key."""


class UnreadableDistance(ValueError):
    """The text is no distance; its own text never holds what was typed."""


@dataclass(frozen=True)
class Distance:
    """`tenths` of a kilometre or a mile."""

    tenths: int
    unit: str

    def __str__(self) -> str:
        """As a person reads it and `read_distance` reads it back: `12.5 mi`."""
        whole, rest = divmod(self.tenths, 10)
        return f"{whole}.{rest} {self.unit}" if rest else f"{whole} {self.unit}"


def read_distance(typed: str, usual: str) -> Distance:
    """What a person typed as a distance: `12`, `12.5`, `12,5`, `20 km`; in the unit `usual` where none is named.

    Raises UnreadableDistance for anything else, and for more than 2,000 of a unit.
    """
    match = re.fullmatch(r"([0-9]{1,4})(?:[.,]([0-9]))? ?([a-z]*)", typed.strip().casefold())
    unit = usual if match is None or not match[3] else _WORDS.get(match[3])
    if match is None or unit is None or (tenths := int(match[1]) * 10 + int(match[2] or 0)) > MOST_TENTHS:
        raise UnreadableDistance("no distance")
    return Distance(tenths, unit)
