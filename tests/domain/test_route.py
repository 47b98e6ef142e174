"""The order of a day's visits: times stay, the rest stands where it adds the least way that is known."""

from __future__ import annotations

from datetime import time
from uuid import UUID

import pytest

from ips_tui.domain.route import Stop, in_travel_order, is_near

TEN, ELEVEN, THREE = time(10), time(11), time(15, 30)


def stop(number: int, at: time | None = None, place: str = "", minutes: int | None = None) -> Stop:
    return Stop(UUID(int=number), at, place, minutes)


@pytest.mark.parametrize(
    ("stops", "order"),
    [
        ((), []),
        ((stop(1, THREE), stop(2, TEN)), [2, 1]),
        # At one place the second visit adds no way, also between two others.
        ((stop(1, TEN, "Upper Tarn", 35), stop(2, THREE, "Quay", 10), stop(3, None, "upper tarn", 35)), [1, 3, 2]),
        (
            (stop(1, TEN, "Quay", 10), stop(2, THREE, "Café, Upper Tarn", 35), stop(3, None, "Upper Tarn", 35)),
            [1, 2, 3],
        ),
        # Two visits at one place are not parted by a third somewhere else.
        ((stop(1, TEN, "Quay", 10), stop(2, ELEVEN, "Quay", 10), stop(3, None, "Dale", 20)), [1, 2, 3]),
        # What fits nowhere better comes after the times: the nearest first, what is not known last.
        (
            (stop(1, None, "Dale", 40), stop(2, TEN, "Quay", 10), stop(3, None, "Mill"), stop(4, None, "Hill", 5)),
            [2, 4, 1, 3],
        ),
        # Places that were not said are not the same place.
        ((stop(1, TEN, "", 10), stop(2, THREE, "", 10), stop(3, None, "", 10)), [1, 2, 3]),
    ],
    ids=range(7),
)
def test_the_order(stops: tuple[Stop, ...], order: list[int]) -> None:
    for given in (stops, stops[::-1]):
        assert [one.id.int for one in in_travel_order(given)] == order


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Upper Tarn", "Café by the bridge, Upper Tarn", True),
        ("UPPER  tarn", "upper Tarn", True),
        ("Tarn", "Tarnhead", False),
        ("Lower Tarn", "Upper Tarn", False),
        ("", "", False),
        ("", "Quay", False),
        ("Ødegård", "odegard", True),
    ],
)
def test_one_place_is_the_same_words(one: str, other: str, near: bool) -> None:
    assert is_near(one, other) is is_near(other, one) is near
