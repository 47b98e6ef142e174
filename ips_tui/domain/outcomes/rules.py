"""What differs between those who ask for figures: when a job counts, whose cohort, which limits (domain.md 5.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class CountsFrom(StrEnum):
    """From when on a job counts; two published rules (domain.md 5.4)."""

    FOUR_HOURS = "four_hours"
    """Once four paid hours are recorded."""
    DAY_ONE = "day_one"
    """From its start date, once that has come and nobody has said that it did not start (D5)."""


@dataclass(frozen=True)
class Period:
    """A period, both days included. Raises ValueError when it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Look at the order of the two."""
        if self.last < self.first:
            raise ValueError("a period that ends before it begins")

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Benchmark:
    """A published figure that one may be measured by; `level` names it, such as `average`."""

    level: str
    at: Fraction
    most: bool = False
    """Whether it is a figure not to be passed."""


@dataclass(frozen=True)
class Rules:
    """How one rule pack counts; the defaults are those of domain.md 6.6 D, which give the figures of 6.5."""

    counts_from: CountsFrom = CountsFrom.FOUR_HOURS
    cohort_days: int | None = None
    """The cohort of M8: who came in so many days up to the last day; None for everyone on the books (D7)."""
    cohort_months: int = 6
    """Months of possible support that M10 asks for."""
    search_days: int = 30
    """Days within which the first meeting with an employer is in time (M21)."""
    kept_days: int = 90
    """Days of M14."""
    join_gap_days: int | None = None
    """Jobs of a person with a gap up to this are joined in M11, M12 and M14; None for no joining (domain.md 5.4)."""
    outcome_hours: int = 7
    outcome_hours_more: int = 16
    outcome_weeks: int = 13
    outcome_span_weeks: int = 16
    """Of M13: hours a week, for so many weeks inside so many."""
