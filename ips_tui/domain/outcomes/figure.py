"""What a measure says: the figure, who is behind it, who is left out and why, who just missed (domain.md 5.4, Z5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

Number = int | Fraction
"""Exact, so that nothing is rounded before it is shown (Z4)."""
SMALL = 5
"""Below so many people a share is not shown as a percentage (domain.md 2.1, Z6)."""
NEAR = 14
"""Days by which somebody just missed."""


class Why(StrEnum):
    """Why somebody is not in a figure; its words are `measure.why.<value>`."""

    IN_WORK_AT_REFERRAL = "in_work_at_referral"
    OUTSIDE_COHORT = "outside_cohort"
    """Came before the time of coming that is asked about."""
    TOO_RECENT = "too_recent"
    """Too short a time has gone by; `days` are still to go."""
    NOT_SEEN = "not_seen"
    """No meeting face to face yet."""
    OPEN = "open"
    """What is measured has not happened yet; `days` so far."""
    FOUR_HOURS_MISSING = "four_hours_missing"
    START_MISSING = "start_missing"
    HOURS_MISSING = "hours_missing"
    WAGE_MISSING = "wage_missing"
    ENROLMENT_MISSING = "enrolment_missing"
    GROUP_MISSING = "group_missing"
    """Age, gender or ethnicity is not known."""
    STARTS_LATER = "starts_later"
    FELL_THROUGH = "fell_through"
    NOT_COMPETITIVE = "not_competitive"
    HELD_AT_REFERRAL = "held_at_referral"
    BEFORE_ENTRY = "before_entry"
    NO_JOB = "no_job"
    EARLIER = "earlier"
    """It happened, and not in the period."""
    NONE = "none"
    """Nothing of it is recorded."""
    AWAY = "away"
    """In a job, and away from it all through."""
    NO_ENDING = "no_ending"
    CLOSED = "closed"
    OTHER_REASON = "other_reason"
    REOPENED = "reopened"
    PAUSED = "paused"
    """Work together rests."""
    PROFILE_MISSING = "profile_missing"
    JOB_TYPE_MISSING = "job_type_missing"
    EMPLOYER_MISSING = "employer_missing"
    ENDED = "ended"
    """The job has ended."""


@dataclass(frozen=True)
class LeftOut:
    """Somebody who is not counted, and why; `on` is the day it hangs on, `days` a count that goes with it."""

    ref: str
    why: Why
    on: date | None = None
    days: int | None = None
    job: str = ""


class Kind(StrEnum):
    """What kind of number a figure is."""

    COUNT = "count"
    SHARE = "share"
    """So many of so many; shown as a percentage where they are not too few (Z4, Z6)."""
    MEAN = "mean"


class Missed(StrEnum):
    """By what somebody just missed; its words are `measure.missed.<value>`."""

    BEGAN_LATER = "began_later"
    """Of a job that is agreed and starts so many days after the last day."""
    TOO_EARLY = "too_early"
    """So many days before the first day of the period."""
    ENDED_SHORT = "ended_short"
    """So many days were missing at the end."""
    STILL_YOUNG = "still_young"
    """So many days are still to go."""
    OVER_LIMIT = "over_limit"
    """So many days over the limit."""


@dataclass(frozen=True)
class JustMissed:
    """Somebody who would be in the figure but for a few days (1 to `NEAR`)."""

    ref: str
    how: Missed
    days: int
    job: str = ""


@dataclass(frozen=True)
class Listed:
    """One case behind a figure: a person's days, or those of one job."""

    ref: str
    number: Number
    job: str = ""
    yes: bool = True
    """Whether it stands in the numerator of a share."""


class Counts:
    """What follows from the numbers alone, of a figure and of what of one travels."""

    numerator: Number | None
    denominator: Number | None
    mean: bool

    @property
    def kind(self) -> Kind:
        """What kind of number it is."""
        return kind_of(self.denominator, self.mean)

    @property
    def value(self) -> Fraction | None:
        """Numerator over denominator, unrounded; the count of a count; None where the denominator is 0 (Z4)."""
        return value_of(self.numerator, self.denominator)


class _Counted(Counts):
    """What a figure and a part of one have alike: what follows from the numbers and from who is behind them."""

    people: tuple[str, ...]
    counted: tuple[str, ...]

    @property
    def people_count(self) -> int:
        """How many people are behind the numerator."""
        return len(self.people)

    @property
    def counted_count(self) -> int:
        """How many people are behind the denominator."""
        return len(self.counted)

    @property
    def small(self) -> bool:
        """Whether fewer than five people are counted: a share is then given as a count and no percentage (Z6)."""
        return self.counted_count < SMALL


@dataclass(frozen=True)
class Part(_Counted):
    """One further figure of a measure: a median, a band, a group of people, one specialist.

    `of` says by what the whole is parted, such as `gender`, and `group` which part it is: a word of the program, a
    reference, or for ethnicity the team's own name of a group. A group that is not known is empty.
    """

    id: str
    numerator: Number | None
    denominator: Number | None = None
    of: str = ""
    group: str = ""
    people: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    """Those behind the denominator, where there is one; of a count or a mean those behind it."""
    mean: bool = False


@dataclass(frozen=True)
class Figure(_Counted):
    """One measure over one period."""

    id: str
    numerator: Number | None
    denominator: Number | None
    """None for a count."""
    base: tuple[str, ...]
    """Everyone it could be about."""
    counted: tuple[str, ...]
    """Those behind the denominator; of a count, those behind the count."""
    people: tuple[str, ...]
    """Those behind the numerator."""
    left_out: tuple[LeftOut, ...] = ()
    """Each of the base who is not counted, once (Z5)."""
    just_missed: tuple[JustMissed, ...] = ()
    parts: tuple[Part, ...] = ()
    cases: tuple[Listed, ...] = ()
    besides: tuple[LeftOut, ...] = ()
    """Cases of people who are counted with another one, such as a second job that is too young."""
    mean: bool = False

    @property
    def base_count(self) -> int:
        """How many people it could be about."""
        return len(self.base)


def kind_of(denominator: Number | None, mean: bool) -> Kind:
    """What kind of number a figure with this denominator is."""
    if mean:
        return Kind.MEAN
    return Kind.COUNT if denominator is None else Kind.SHARE


def value_of(numerator: Number | None, denominator: Number | None) -> Fraction | None:
    """A fraction, or the count where there is no denominator; None where there is nothing to divide by."""
    if numerator is None or denominator == 0:
        return None
    return Fraction(numerator) if denominator is None else Fraction(numerator) / denominator


def refs(found: Iterable[str]) -> tuple[str, ...]:
    """References, each once and in order."""
    return tuple(sorted(set(found)))


def sum_and_count(numbers: Iterable[Number]) -> tuple[Number, int]:
    """The numerator and the denominator of a mean."""
    kept = list(numbers)
    return sum(kept), len(kept)


def median(numbers: Iterable[Number]) -> Number | None:
    """The middle one, or the mean of the two in the middle (D11); None of nothing."""
    kept = sorted(numbers)
    if not kept:
        return None
    half = len(kept) // 2
    return kept[half] if len(kept) % 2 else Fraction(kept[half - 1] + kept[half]) / 2
