"""What travels of a figure from one laptop to another, sums and counts and nobody's reference, and how it is added.

Every person is looked at alone, so figures of people who are known to one laptop each add up. Three things do not
travel: a median, which cannot be added; parts by specialist, which would name staff; and parts by ethnicity, whose
groups are words that a team typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ips_tui.domain.outcomes.figure import SMALL, Counts, Figure, Number, Part

CUTS = ("currency", "gender", "age", "job_type")
"""By what a figure is parted into whatever groups there are; the other parts of a figure are always the same ones."""
STAYS = ("median", "specialist", "ethnicity")
"""Parts that do not travel, by their ids or by what they are parts by."""


@dataclass(frozen=True)
class PartTotal(Counts):
    """A part of a figure as it travels: as `Part`, with how many people there are and not who."""

    id: str
    numerator: Number
    denominator: Number | None
    of: str
    group: str
    people_count: int
    counted_count: int
    mean: bool = False

    @property
    def small(self) -> bool:
        """As `Figure.small`."""
        return self.counted_count < SMALL


@dataclass(frozen=True)
class Total(Counts):
    """A figure as it travels, or of several laptops together."""

    id: str
    numerator: Number
    denominator: Number | None
    base_count: int
    counted_count: int
    people_count: int
    parts: tuple[PartTotal, ...] = ()
    mean: bool = False

    @property
    def small(self) -> bool:
        """As `Figure.small`."""
        return self.counted_count < SMALL


Whole = Figure | Total
AnyPart = Part | PartTotal


def total_of(figure: Figure) -> Total:
    """What of a figure travels. Raises ValueError for one without a number."""
    parts = (_part(part) for part in figure.parts if part.id not in STAYS and part.of not in STAYS)
    return Total(
        figure.id,
        _known(figure.numerator),
        figure.denominator,
        figure.base_count,
        figure.counted_count,
        figure.people_count,
        _in_order(parts),
        figure.mean,
    )


def _part(part: Part) -> PartTotal:
    numerator = _known(part.numerator)
    people, counted = part.people_count, part.counted_count
    return PartTotal(part.id, numerator, part.denominator, part.of, part.group, people, counted, part.mean)


def _known(number: Number | None) -> Number:
    if number is None:
        raise ValueError("a figure without a number does not travel")
    return number


def added(totals: Sequence[Total]) -> Total:
    """The same measure of several laptops together, in whatever order.

    A group that only some of them have counts as nothing on the others. Raises ValueError for no total at all, for
    totals of several measures, and for numbers of different kinds.
    """
    if len({(total.id, total.kind) for total in totals}) != 1:
        raise ValueError("totals of one measure are added, and of one kind")
    parts: dict[tuple[str, str, str], PartTotal] = {}
    for part in (part for total in totals for part in total.parts):
        key = part.id, part.of, part.group
        parts[key] = part if key not in parts else _both(parts[key], part)
    return replace(
        totals[0],
        numerator=_sum(total.numerator for total in totals),
        denominator=None if totals[0].denominator is None else _sum(total.denominator or 0 for total in totals),
        base_count=sum(total.base_count for total in totals),
        counted_count=sum(total.counted_count for total in totals),
        people_count=sum(total.people_count for total in totals),
        parts=_in_order(parts.values()),
    )


def _both(one: PartTotal, other: PartTotal) -> PartTotal:
    if one.kind is not other.kind or (one.denominator is None) is not (other.denominator is None):
        raise ValueError("parts of one kind are added")
    return replace(
        one,
        numerator=one.numerator + other.numerator,
        denominator=None if one.denominator is None else one.denominator + (other.denominator or 0),
        people_count=one.people_count + other.people_count,
        counted_count=one.counted_count + other.counted_count,
    )


def _sum(numbers: Iterable[Number]) -> Number:
    return sum(numbers, 0)


def _in_order(parts: Iterable[PartTotal]) -> tuple[PartTotal, ...]:
    """Groups in their own order, whichever laptop had them; the parts that are always there before, as they are."""
    return tuple(sorted(parts, key=_place))


def _place(part: PartTotal) -> tuple[int, int, bool, str]:
    if part.of not in CUTS:
        return 0, 0, False, ""
    number = part.id[1:]
    return 1 + CUTS.index(part.of), int(number) if number.isdecimal() else 0, not part.group, part.group
