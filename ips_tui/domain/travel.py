"""Journeys for work and what they add up to, for the travel claim of a month (exchange.md 3 point 5; domain.md 7.2).

A claim asks for money, so nothing in it is guessed: a journey without a distance is named and adds nothing, and where
one drive may have been noted twice it counts once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from uuid import UUID

from ips_tui.domain.distance import KILOMETRES, MILES, Distance, UnreadableDistance, read_distance
from ips_tui.domain.money import Money, UnreadableMoney, minor_digits, read_money

KILOMETRES_A_MILE = Decimal("1.609344")
MOST_A_UNIT = Decimal(1000)
"""More for one mile or kilometre is a slip of the key."""


class JourneyTo(StrEnum):
    """Whom a journey led to."""

    PARTICIPANT = "participant"
    EMPLOYER = "employer"
    GROUP_SESSION = "group_session"
    CLINICAL_TEAM = "clinical_team"
    OUTREACH = "outreach"


@dataclass(frozen=True)
class Trip:
    """One journey there and back as a record says it; the texts may hold anything somebody typed."""

    id: UUID
    on: date
    to: JourneyTo
    purpose: str
    """Id of the words that say what for; empty where `to` says it."""
    distance: Distance | None
    minutes: int | None
    participant_id: UUID | None = None
    employer_id: UUID | None = None
    ref: str = ""
    """Of the participant."""
    name: str = ""
    kind_of_place: str = ""
    """Id of the words for it."""
    place: str = ""
    with_person: bool = False
    """Whether the participant came along to the employer."""
    planned: bool = False
    """Whether only the appointment says so, which took place and became no record of its own."""


def journeys(trips: Iterable[Trip]) -> tuple[Trip, ...]:
    """Each journey once, by day.

    One drive may be noted in several records: one employer about two people, a person met at the employer's, an
    appointment beside what came of it. Of these the longest way counts, once.
    """
    by_day: dict[date, list[Trip]] = {}
    for trip in trips:
        by_day.setdefault(trip.on, []).append(trip)
    found: list[Trip] = []
    for day in sorted(by_day):
        kept: list[Trip] = []
        for trip in sorted(by_day[day], key=lambda one: (one.planned, one.to is not JourneyTo.EMPLOYER, one.id.int)):
            place = next((place for place, other in enumerate(kept) if _is_same(other, trip)), None)
            if place is None:
                kept.append(trip)
            else:
                kept[place] = _as_one(kept[place], trip)
        found += sorted(kept, key=lambda one: one.id.int)
    return tuple(found)


def _is_same(kept: Trip, trip: Trip) -> bool:
    """Whether two records of one day tell of one drive; `kept` is no appointment where one of them is none."""
    same_person = kept.participant_id is not None and kept.participant_id == trip.participant_id
    same_employer = kept.employer_id is not None and kept.employer_id == trip.employer_id
    if trip.planned:
        both_clinical = kept.to is trip.to is JourneyTo.CLINICAL_TEAM
        return not kept.planned and (same_person or same_employer or both_clinical)
    if trip.to is JourneyTo.EMPLOYER:
        return same_employer
    # Two contacts with one person are two meetings; one that is about a visit together is that visit.
    return same_person and kept.to is JourneyTo.EMPLOYER and kept.with_person


def _as_one(kept: Trip, other: Trip) -> Trip:
    minutes = max((one.minutes for one in (kept, other) if one.minutes is not None), default=None)
    return replace(kept, distance=_longer(kept.distance, other.distance), minutes=minutes)


def _longer(one: Distance | None, other: Distance | None) -> Distance | None:
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda way: _tenths_in(way.tenths, way.unit, KILOMETRES))


def _tenths_in(tenths: int, unit: str, wanted: str) -> Decimal:
    """Tenths of one unit in the other, not rounded."""
    if unit == wanted:
        return Decimal(tenths)
    return tenths * KILOMETRES_A_MILE if unit == MILES else tenths / KILOMETRES_A_MILE


@dataclass(frozen=True)
class Totals:
    """What journeys add up to."""

    distance: Distance
    """Of those that have one, in the unit that was asked for."""
    minutes: int
    without_distance: int
    converted: int
    """How many were noted in the other unit; only their sum is converted, and rounded once to a tenth."""


def totals(trips: Sequence[Trip], unit: str) -> Totals:
    """The sums of these journeys in `mi` or `km`."""
    ways = [trip.distance for trip in trips if trip.distance is not None]
    own = sum(way.tenths for way in ways if way.unit == unit)
    others = [way for way in ways if way.unit != unit]
    added = _tenths_in(sum(way.tenths for way in others), others[0].unit, unit) if others else Decimal(0)
    return Totals(
        distance=Distance(own + int(added.quantize(Decimal(1), ROUND_HALF_UP)), unit),
        minutes=sum(trip.minutes or 0 for trip in trips),
        without_distance=sum(trip.distance is None for trip in trips),
        converted=len(others),
    )


class UnreadableRate(ValueError):
    """The text is no rate; its own text never holds what was typed."""


@dataclass(frozen=True)
class TravelRate:
    """What is paid for a mile or a kilometre; finer than the smallest coin where a rule says so."""

    amount: Decimal
    """In whole units of the currency."""
    currency: str
    unit: str

    def __str__(self) -> str:
        """As a person reads it and `read_rate` reads it back: `0.45 GBP/mi`."""
        return f"{self.amount} {self.currency}/{self.unit}"

    def pays(self, distance: Distance) -> Money:
        """What a way in the unit of the rate is worth, rounded half up to the smallest coin.

        Raises ValueError for a way in another unit.
        """
        if distance.unit != self.unit:
            raise ValueError("the rate is for another unit")
        smallest = (self.amount * distance.tenths / 10).scaleb(minor_digits(self.currency))
        return Money(int(smallest.quantize(Decimal(1), ROUND_HALF_UP)), self.currency)


_RATE = re.compile(
    r"(?P<sign>[£€$]|kr|[A-Za-z]{3})? ?(?P<figure>[0-9]{1,4}(?:[.,][0-9]{1,4})?) ?(?P<after>kr|[A-Za-z]{3})?"
    r"(?: ?(?:/|per) ?(?P<unit>[A-Za-z]{1,10}))?"
)


def read_rate(typed: str, currency: str, unit: str) -> TravelRate:
    """What a person typed as a rate: `0.45`, `0,45`, `£0.45 per mile`, `3.50 NOK/km`.

    In `currency` and for one `unit` where none is named. Raises UnreadableRate for anything else, for nothing, and
    for more than 1,000 a unit.
    """
    match = _RATE.fullmatch(" ".join(typed.split()))
    if match is None or (match["sign"] and match["after"]):
        raise UnreadableRate("no rate")
    amount = Decimal(match["figure"].replace(",", "."))
    try:
        known = read_money(f"{match['sign'] or match['after'] or currency} 1", currency).currency
        of = read_distance(f"1 {match['unit']}", unit).unit if match["unit"] else unit
    except (UnreadableMoney, UnreadableDistance):
        raise UnreadableRate("no rate") from None
    if not 0 < amount <= MOST_A_UNIT:
        raise UnreadableRate("nothing, or too much")
    return TravelRate(amount, known, of)
