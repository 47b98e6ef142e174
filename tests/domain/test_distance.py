"""Distances as they are typed: in the unit that was named, else in the usual one, never converted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.domain.distance import MOST_TENTHS, UNITS, Distance, UnreadableDistance, read_distance


@pytest.mark.parametrize(
    ("typed", "tenths", "unit"),
    [
        ("12", 120, "mi"),
        (" 12.5 ", 125, "mi"),
        ("12,5 km", 125, "km"),
        ("20km", 200, "km"),
        ("3 Miles", 30, "mi"),
        ("1 kilometre", 10, "km"),
        ("0", 0, "mi"),
        ("2000", MOST_TENTHS, "mi"),
    ],
)
def test_it_is_read_as_it_was_meant(typed: str, tenths: int, unit: str) -> None:
    assert read_distance(typed, "mi") == Distance(tenths, unit)


@pytest.mark.parametrize("typed", ["", "far", "-3", "12.55", "1 2", "3 feet", "2000.1", "99999", "1e3", "٣"])
def test_anything_else_is_refused_without_saying_what_was_typed(typed: str) -> None:
    with pytest.raises(UnreadableDistance) as refused:
        read_distance(typed, "km")
    assert str(refused.value) == "no distance"


@given(st.integers(0, MOST_TENTHS), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_what_is_shown_is_read_back_equal(tenths: int, unit: str, usual: str) -> None:
    said = Distance(tenths, unit)
    assert read_distance(str(said), usual) == said
