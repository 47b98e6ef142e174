"""Counts of one laptop as a file for the others of the team: no people, no names, no references (docs/numbers.md).

`numbers_reading` reads it, since what comes from another computer is not trusted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ips_tui.domain.outcomes.figure import Number
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.outcomes.totals import STAYS, Total
from ips_tui.reports.outcomes import Laptop

FORMAT, VERSION = "ips-tui numbers", 2


@dataclass(frozen=True)
class Numbers:
    """What stands in such a file. `report` is which one it is, such as `outcomes`."""

    report: str
    practice: bool
    laptop: Laptop
    period: Period
    """The period as it was asked for."""
    last_day: date
    rules: tuple[str, int]
    """The rule pack, by its id and version."""
    measures: tuple[tuple[int, Total], ...]
    """Each with the version of its definition."""
    left_out: tuple[str, ...] = STAYS
    """What of this report does not travel, by its ids or by what it is parted by."""
    scale: tuple[str, str] | None = None
    """The fidelity scale, by its id and `scale_mark`; None for a report that goes by none."""


class BadNumbers(Exception):
    """A file of numbers is not taken. `message_id` is the sentence that says why and what to do."""

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(why)
        self.message_id = f"numbers.bad.{why}"
        self.values = values
        self.place = 0
        """Which file it is, where there are several."""


def written(numbers: Numbers) -> bytes:
    """The file."""
    value = {
        "format": FORMAT,
        "version": VERSION,
        "report": numbers.report,
        "practice": numbers.practice,
        "laptop": {"site": str(numbers.laptop.site), "letter": numbers.laptop.letter},
        "as_of": numbers.laptop.as_of.isoformat(),
        "period": {"from": numbers.period.first.isoformat(), "to": numbers.period.last.isoformat()},
        "last_day": numbers.last_day.isoformat(),
        "rules": {"id": numbers.rules[0], "version": numbers.rules[1]},
        "scale": None if numbers.scale is None else {"id": numbers.scale[0], "mark": numbers.scale[1]},
        "left_out": list(numbers.left_out),
        "measures": [_measure(version, total) for version, total in numbers.measures],
    }
    return (json.dumps(value, indent=1) + "\n").encode()


def _measure(version: int, total: Total) -> dict[str, object]:
    return {
        "id": total.id,
        "version": version,
        "kind": total.kind.value,
        "numerator": _exact(total.numerator),
        "denominator": _exact(total.denominator),
        "base": total.base_count,
        "counted": total.counted_count,
        "people": total.people_count,
        "parts": [
            {
                "id": part.id,
                "of": part.of,
                "group": part.group,
                "kind": part.kind.value,
                "numerator": _exact(part.numerator),
                "denominator": _exact(part.denominator),
                "counted": part.counted_count,
                "people": part.people_count,
            }
            for part in total.parts
        ],
    }


def _exact(number: Number | None) -> object:
    """A whole number, or the two of a fraction: nothing is rounded before it is added."""
    if number is None:
        return None
    exact = Fraction(number)
    return exact.numerator if exact.denominator == 1 else [exact.numerator, exact.denominator]
