"""Journeys: each counted once, added up in one unit, and paid by the rate; nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from ips_tui.domain.distance import Distance
from ips_tui.domain.money import Money
from ips_tui.domain.travel import JourneyTo, Totals, TravelRate, Trip, UnreadableRate, journeys, read_rate, totals

DAY = date(2026, 9, 14)
ADA, TOM, BAKERY, QUAY = (UUID(int=number) for number in range(1, 5))
CONTACT, VISIT, CLINIC = JourneyTo.PARTICIPANT, JourneyTo.EMPLOYER, JourneyTo.CLINICAL_TEAM


def mi(tenths: int) -> Distance:
    return Distance(tenths, "mi")


def km(tenths: int) -> Distance:
    return Distance(tenths, "km")


def trip(
    number: int,
    to: JourneyTo,
    way: Distance | None = None,
    *,
    who: UUID | None = None,
    at: UUID | None = None,
    minutes: int | None = None,
    on: date = DAY,
    together: bool = False,
    planned: bool = False,
) -> Trip:
    return Trip(UUID(int=100 + number), on, to, "", way, minutes, who, at, with_person=together, planned=planned)


@pytest.mark.parametrize(
    ("told", "ways"),
    [
        ((), []),
        # Two people on one day are two journeys, and so are two meetings with one.
        ((trip(1, CONTACT, mi(50), who=ADA), trip(2, CONTACT, mi(70), who=TOM)), [mi(50), mi(70)]),
        ((trip(1, CONTACT, mi(50), who=ADA), trip(2, CONTACT, mi(50), who=ADA)), [mi(50), mi(50)]),
        # One employer about two people is one drive, the longer one; another employer is another.
        ((trip(1, VISIT, mi(40), who=ADA, at=BAKERY), trip(2, VISIT, mi(60), who=TOM, at=BAKERY)), [mi(60)]),
        ((trip(1, VISIT, mi(40), at=BAKERY), trip(2, VISIT, None, at=QUAY)), [mi(40), None]),
        # On another day it is driven again.
        ((trip(1, VISIT, mi(40), at=BAKERY), trip(2, VISIT, mi(40), at=BAKERY, on=date(2026, 9, 15))), [mi(40)] * 2),
        # The visit at which the person was, noted as a contact too.
        ((trip(1, CONTACT, mi(30), who=ADA), trip(2, VISIT, None, who=ADA, at=BAKERY, together=True)), [mi(30)]),
        ((trip(1, CONTACT, mi(30), who=ADA), trip(2, VISIT, mi(40), who=ADA, at=BAKERY)), [mi(30), mi(40)]),
        # An appointment beside what came of it, whichever was typed first.
        ((trip(1, CONTACT, None, who=ADA, planned=True), trip(2, CONTACT, mi(30), who=ADA)), [mi(30)]),
        ((trip(1, VISIT, mi(30), at=QUAY), trip(2, VISIT, None, at=QUAY, planned=True)), [mi(30)]),
        ((trip(1, CLINIC, None, who=ADA, planned=True), trip(2, CLINIC, mi(80))), [mi(80)]),
        ((trip(1, CONTACT, None, who=ADA, planned=True), trip(2, CONTACT, None, who=TOM, planned=True)), [None, None]),
        # Of two units the longer way is the longer way.
        ((trip(1, VISIT, mi(10), at=QUAY), trip(2, VISIT, km(15), at=QUAY)), [mi(10)]),
        ((trip(1, VISIT, mi(10), at=QUAY), trip(2, VISIT, km(17), at=QUAY)), [km(17)]),
    ],
    ids=range(14),
)
def test_one_drive_counts_once(told: tuple[Trip, ...], ways: list[Distance | None]) -> None:
    for order in (told, told[::-1]):
        assert [one.distance for one in journeys(order)] == ways


@pytest.mark.parametrize(
    ("ways", "unit", "total", "without", "converted"),
    [
        ([], "mi", mi(0), 0, 0),
        ([None, mi(125), mi(75), None], "mi", mi(200), 2, 0),
        # 20 km are 12.427 miles, 12.5 miles are 20.117 km.
        ([mi(100), km(200)], "mi", mi(224), 0, 1),
        ([mi(125), km(100)], "km", km(301), 0, 1),
        # Rounded once: three times 0.1 km are 0.186 miles and not three times 0.1.
        ([km(1), km(1), km(1)], "mi", mi(2), 0, 3),
    ],
)
def test_ways_are_added_up_in_one_unit(
    ways: list[Distance | None], unit: str, total: Distance, without: int, converted: int
) -> None:
    told = [trip(number, CONTACT, way, minutes=number) for number, way in enumerate(ways)]
    assert totals(told, unit) == Totals(total, sum(range(len(ways))), without, converted)


def test_a_drive_noted_twice_takes_the_longer_time() -> None:
    (one,) = journeys((trip(1, VISIT, at=QUAY, minutes=20), trip(2, VISIT, mi(9), at=QUAY, minutes=35)))
    assert (one.minutes, one.distance) == (35, mi(9))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0.45", "0.45 GBP/mi"),
        ("0,45", "0.45 GBP/mi"),
        ("£0.45 per mile", "0.45 GBP/mi"),
        ("3.50 NOK/km", "3.50 NOK/km"),
        ("kr 5,30 per km", "5.30 NOK/km"),
        ("0.655 usd", "0.655 USD/mi"),
        ("  1.17  NZD / km ", "1.17 NZD/km"),
    ],
)
def test_a_rate_is_read_and_read_back(typed: str, kept: str) -> None:
    rate = read_rate(typed, "GBP", "mi")
    assert str(rate) == kept
    assert read_rate(kept, "EUR", "km") == rate


@pytest.mark.parametrize(
    "typed", ["", "0", "45p", "a lot", "0.45 GBP GBP", "1001", "0.45/week", "0.12345", "1 ABC", "-1"]
)
def test_what_is_no_rate_is_none(typed: str) -> None:
    with pytest.raises(UnreadableRate) as told:
        read_rate(typed, "GBP", "mi")
    assert not typed or typed not in str(told.value)


def test_a_rate_pays_to_the_smallest_coin() -> None:
    assert TravelRate(Decimal("0.45"), "GBP", "mi").pays(mi(123)) == Money(554, "GBP")
    assert TravelRate(Decimal("0.655"), "USD", "mi").pays(mi(10)) == Money(66, "USD")
    assert TravelRate(Decimal(120), "JPY", "km").pays(km(15)) == Money(180, "JPY")
    with pytest.raises(ValueError, match="another unit"):
        TravelRate(Decimal(1), "GBP", "mi").pays(km(1))
