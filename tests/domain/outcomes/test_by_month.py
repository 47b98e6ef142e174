"""Month by month: the months of a period without a gap, and the figures of each as a report of that month has them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.by_month import MOST_MONTHS, by_month, months_of
from ips_tui.domain.outcomes.facts import TeamFacts
from ips_tui.domain.outcomes.measures import figures
from ips_tui.domain.outcomes.rules import Period, Rules
from tests.domain.outcomes.made import day, job, person

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(DAYS, st.integers(0, 700))
def test_months_follow_each_other_and_are_the_period(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    months = months_of(period)
    assert months[-1].last == period.last and len(months) <= MOST_MONTHS
    assert months[0].first == period.first or len(months) == MOST_MONTHS
    for one, after in pairwise(months):
        assert after.first == one.last + timedelta(days=1) and after.first.day == 1
    assert all((month.first.year, month.first.month) == (month.last.year, month.last.month) for month in months)


def test_each_month_has_the_figures_of_that_month() -> None:
    # T is 15 October 2026.
    team = TeamFacts((person("A", -200, seen=-190, jobs=(job(-60, -20, hours=10), job(-10, hours=20))),))
    months = by_month(team, Period(day(-90), day(0)), Rules())
    assert [month.period.first.month for month in months] == [7, 8, 9, 10]
    for month in months:
        base = base_of(team, month.period)
        assert (month.starts, month.tenure, month.hours) == figures(base, ("M4", "M17", "M18"))
    assert [month.starts.numerator for month in months] == [0, 1, 0, 1]
    assert [month.hours.value for month in months] == [None, 10, 10, 20]
    # The 16th of August to the 31st; to its end in September; both jobs in October.
    assert [month.tenure.numerator for month in months] == [0, 15, 40, 50]
