"""Every measure at every edge: the tables of cases beside this file, and that no cell of measure and edge is empty.

The measures are those of `ips_tui.domain.outcomes.measures`. A cell holds cases of its own, or all cases of the measure
once more with what the edge names added to everybody, where the measure must not look at it; mostly both.
`python -m pytest -n0 -v tests/domain/outcomes/edges` names every cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.blanks import blanks
from ips_tui.domain.outcomes.facts import PersonFacts, TeamFacts
from ips_tui.domain.outcomes.figure import Part, Why
from ips_tui.domain.outcomes.measures import ENGAGEMENT, MEASURES
from ips_tui.domain.outcomes.rules import Period
from tests.domain.outcomes.edges.edge import (
    ALL_THROUGH,
    BLANK,
    ONE_DAY,
    OTHER,
    PAUSED,
    TWO,
    Edge,
    Row,
    Table,
    changed,
    with_a_job_of_one_day,
    with_a_pause,
    with_blank_dates,
    with_two_jobs,
)
from tests.domain.outcomes.edges.engaged import ENGAGED
from tests.domain.outcomes.edges.hours import HOURS
from tests.domain.outcomes.edges.pace import PACE
from tests.domain.outcomes.edges.served import KNOWN, SERVED
from tests.domain.outcomes.edges.starts import STARTS
from tests.domain.outcomes.edges.staying import STAYING
from tests.domain.outcomes.made import day, figure, person

CASES: Table = {**SERVED, **STARTS, **STAYING, **HOURS, **PACE, **ENGAGED}
IDS = tuple(dict.fromkeys((*MEASURES, *ENGAGEMENT)))
NO_JOBS = ("M1", "M6", "M7", "M9", "M20", "M21", "M22", "M23", "M24", "M25", *ENGAGEMENT)
"""Measures that do not look at jobs."""
NOBODYS = ("M22",)
"""Measures that are about staff."""
UNTOUCHED: Mapping[Edge, tuple[str, ...]] = {
    PAUSED: IDS,  # D16: nothing subtracts a pause.
    ONE_DAY: NO_JOBS,
    TWO: NO_JOBS,
    BLANK: NO_JOBS,
}
"""The measures whose cases say the same again when that is added to everybody in them."""


def _check(measure: str, row: Row, change: Callable[[PersonFacts], PersonFacts] | None = None) -> None:
    edge, about, who, expected = row
    team = changed(who, change or (lambda one: one))
    found = figure(measure, team=team)
    told: tuple[Any, ...] = expected if isinstance(expected, tuple) else (expected,)
    why = next((part for part in told if isinstance(part, Why)), None)
    numbers = tuple(part for part in told if not isinstance(part, Why))
    said = (found.numerator, found.denominator)
    assert said == (*numbers, None)[:2], (edge, about, found)
    if found.numerator and measure not in NOBODYS:
        assert found.people == ("A",), (edge, about)
    assert [left.why for left in found.left_out] == ([] if why is None else [why]), (edge, about, found.left_out)


@pytest.mark.parametrize("measure", IDS)
@pytest.mark.parametrize("edge", [edge for edge in Edge if edge is not OTHER])
def test_cases_at_the_edge(measure: str, edge: Edge) -> None:
    own = [row for row in CASES[measure] if row[0] is edge]
    again = CASES[measure] if measure in UNTOUCHED.get(edge, ()) else ()
    assert own or again, "no case at all"
    for row in own:
        _check(measure, row)
    for row in again:
        _check(measure, row, ALL_THROUGH[edge])


@pytest.mark.parametrize("measure", IDS)
def test_other_cases(measure: str) -> None:
    for row in CASES[measure]:
        if row[0] is OTHER:
            _check(measure, row)


def test_the_tables_are_of_the_measures_and_each_has_somebody_who_counts() -> None:
    assert set(CASES) == set(IDS)
    for measure, rows in CASES.items():
        named = [(edge, about) for edge, about, *_ in rows]
        assert len(set(named)) == len(named), (measure, "two cases of one name")
        counts = [row for row in rows if (row[3][0] if isinstance(row[3], tuple) else row[3]) > 0]
        assert counts and len(counts) < len(rows), (measure, "somebody who counts and somebody who does not")


def test_what_is_added_all_through_is_seen_where_it_is_looked_at() -> None:
    """Else nothing would be shown by a figure that stays the same with it."""
    someone = person(on=-60)
    assert figure("M4", with_a_job_of_one_day(someone)).numerator == 1
    assert figure("M17", with_a_job_of_one_day(someone)).value == 0
    two = with_two_jobs(someone).jobs
    assert figure("M4", with_two_jobs(someone)).numerator == 2 and all(job.current_on(day(0)) for job in two)
    base = base_of(TeamFacts((with_blank_dates(someone),)), Period(day(-90), day(0)))
    assert {one.kind.value for one in blanks(base)} >= {"start", "enrolled"}
    (pause,) = with_a_pause(someone).pauses
    assert pause.on < day(-90) and pause.to_on is None


# A measure that is made of others is at each of their edges.


def _numbers(part: Part) -> tuple[Any, Any]:
    return part.numerator, part.denominator


@pytest.mark.parametrize("measure", ["M1", "M5", "M8", "M24"])
def test_the_parts_of_m25_say_of_a_group_what_the_measure_says_of_it(measure: str) -> None:
    for _, about, who, _ in CASES[measure]:
        team = changed(who, lambda one: replace(one, **KNOWN))
        whole = figure(measure, team=team)
        parts = [part for part in figure("M25", team=team).parts if part.id == measure]
        if not whole.base:
            assert not parts, about
            continue
        assert [part.of for part in parts] == ["ethnicity", "gender", "age"], about
        counted = None if whole.denominator is None else len(whole.counted)
        assert {_numbers(part) for part in parts} == {(len(whole.people), counted)}, about


@pytest.mark.parametrize(
    ("part", "measure"), [("meetings", "E2"), ("profile", "E3"), ("smart_plan", "E4"), ("satisfaction", "E5")]
)
def test_the_parts_of_m26_are_figures_of_engagement(part: str, measure: str) -> None:
    for _, about, who, _ in CASES[measure]:
        whole = figure(measure, who)
        (found,) = [one for one in figure("M26", who).parts if one.id == part]
        assert (*_numbers(found), found.people) == (whole.numerator, whole.denominator, whole.people), about
