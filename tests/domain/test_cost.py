"""The order of due lines: by what it costs to miss them, of one cost the longest overdue first (domain.md 7.5)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ips_tui.domain.due import COSTS, OWN_PACE, Cost, DueKind, by_cost, by_day

DAY = date(2026, 10, 15)


def test_every_kind_costs_something_and_every_cost_has_a_kind() -> None:
    assert set(COSTS) == set(DueKind)
    assert set(COSTS.values()) == set(Cost)


def test_the_costs_stand_in_the_order_of_what_they_take() -> None:
    assert list(Cost) == ["promise", "job", "clock", "review", "paper"]


@pytest.mark.parametrize(("dear", "cheap"), pairwise(Cost))
def test_what_costs_more_comes_first_however_late_the_other_is(dear: Cost, cheap: Cost) -> None:
    for first in (kind for kind in DueKind if COSTS[kind] is dear):
        for then in (kind for kind in DueKind if COSTS[kind] is cheap):
            assert by_cost(first, DAY + timedelta(days=9)) < by_cost(then, DAY - timedelta(days=400))


@pytest.mark.parametrize("kind", DueKind)
def test_of_one_cost_the_longest_overdue_comes_first(kind: DueKind) -> None:
    alike = [one for one in DueKind if COSTS[one] is COSTS[kind] and (one in OWN_PACE) == (kind in OWN_PACE)]
    for other in alike:
        assert by_cost(kind, DAY - timedelta(days=1)) < by_cost(other, DAY)


def test_what_goes_at_the_persons_own_pace_follows_what_is_late_to_somebody() -> None:
    assert by_cost("appointment", DAY) < by_cost("plan_step", DAY - timedelta(days=30))
    assert by_cost("plan_step", DAY) < by_cost("job_start", DAY - timedelta(days=30))


def test_where_one_line_has_room_it_is_the_longest_overdue() -> None:
    assert by_day("milestone", DAY - timedelta(days=1)) < by_day("appointment", DAY)
    assert by_day("appointment", DAY) < by_day("milestone", DAY)
