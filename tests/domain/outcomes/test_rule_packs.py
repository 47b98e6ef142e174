"""What the rule packs change: when a job counts, whose cohort, which limits (domain.md 5.3, 5.4)."""

from __future__ import annotations

from datetime import date

import pytest

from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import TeamFacts
from ips_tui.domain.outcomes.figure import Why
from ips_tui.domain.outcomes.measures import figures
from ips_tui.domain.outcomes.rules import CountsFrom, Period, Rules
from ips_tui.domain.outcomes.starts import months_before
from tests.domain.outcomes.made import day, employer_met, figure, job, person

DAY_ONE = Rules(counts_from=CountsFrom.DAY_ONE)


def test_a_job_may_count_from_its_first_day() -> None:
    someone = person(jobs=(job(-9, four_hours=None),), seen=-50)
    for measure in ("M2", "M4", "M5", "M8", "M16", "M17"):
        assert not figure(measure, someone).people and figure(measure, someone, rules=DAY_ONE).people == ("A",)
    gone = person(jobs=(job(-9, four_hours=None, fell_through_on=day(0)),))
    assert not figure("M4", gone, rules=DAY_ONE).people


def test_a_start_that_was_confirmed_after_the_period_counts_in_it_once_that_is_known() -> None:
    """Else it would count nowhere: the next period does not hold its start (D2 names starts, not their hours)."""
    team = TeamFacts((person(jobs=(job(-1, four_hours=2),)),))
    first, second = Period(day(-90), day(0)), Period(day(1), day(90))

    def starts(period: Period, on: date) -> object:
        (found,) = figures(base_of(team, period, as_of=on), ["M4"])
        return found.numerator

    counts = [(starts(first, on), starts(second, on)) for on in (day(0), day(1), day(2), day(90))]
    assert counts == [(0, 0), (0, 0), (1, 0), (1, 0)]


def test_a_cohort_may_be_who_came_lately() -> None:
    people = (person("A", on=-99, jobs=(job(-9),)), person("B", on=-100))
    found = figure("M8", *people, rules=Rules(cohort_days=100))
    assert (found.numerator, found.denominator) == (1, 1)
    assert [(left.ref, left.why) for left in found.left_out] == [("B", Why.OUTSIDE_COHORT)]
    (came,) = figure("M8", person("A", on=-90, jobs=(job(-9),)), person("B", on=-91)).parts
    assert (came.numerator, came.denominator, came.counted) == (1, 1, ("A",))


@pytest.mark.parametrize(("gap", "expected"), [(None, (0, 2)), (14, (1, 1)), (13, (0, 2))])
@pytest.mark.parametrize("measure", ["M11", "M14"])
def test_jobs_with_a_short_gap_may_be_joined(measure: str, gap: int | None, expected: tuple[int, int]) -> None:
    # Fourteen days lie between the last day of one and the first of the next.
    someone = person(on=-300, jobs=(job(-200, -150), job(-135, -60)))
    found = figure(measure, someone, rules=Rules(join_gap_days=gap))
    assert (found.numerator, found.denominator) == expected


@pytest.mark.parametrize(("second", "kept"), [((-140, None), 1), ((-170, None), 1), ((-170, -150), 0)])
def test_joined_jobs_end_with_the_later_one(second: tuple[int, int | None], kept: int) -> None:
    someone = person(on=-300, jobs=(job(-200, -152), job(*second)))
    found = figure("M11", someone, rules=Rules(join_gap_days=14))
    assert (found.numerator, found.denominator) == (kept, 1)


def test_the_limit_of_the_search_is_the_packs() -> None:
    someone = person(seen=-50, employer_contacts=(employer_met(-19),))
    for limit, in_time in ((30, 0), (31, 1)):
        parts = {part.id: part for part in figure("M21", someone, rules=Rules(search_days=limit)).parts}
        assert parts["in_time"].numerator == in_time


@pytest.mark.parametrize(
    ("last", "months", "since"),
    [
        (date(2026, 10, 15), 6, date(2026, 4, 15)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 1), 6, date(2025, 9, 1)),
        (date(2026, 12, 31), 12, date(2025, 12, 31)),
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
    ],
)
def test_enough_time_is_in_months_of_the_calendar(last: date, months: int, since: date) -> None:
    assert months_before(last, months) == since
