"""The edges that every measure is looked at, and what a case at one of them is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from ips_tui.domain.engagement import PauseReason
from ips_tui.domain.outcomes.facts import PersonFacts, TeamFacts
from ips_tui.domain.outcomes.row_facts import Paused, Planned
from tests.domain.outcomes.made import closed, day, job, new_id, person, referred, studied


class Edge(StrEnum):
    """Where a count goes wrong by one."""

    FIRST_DAY = "first day"
    """What is looked at happens on the first day of the period, or is still there on it."""
    LAST_DAY = "last day"
    DAY_BEFORE = "day before"
    """The day before the first. A measure that looks up to the last day from whenever counts it like the first."""
    DAY_AFTER = "day after"
    """The day after the last: it does not exist yet (D2)."""
    ONE_DAY_JOB = "job of one day"
    BLANK_DATE = "blank date"
    """A date, or what stands for one, that nobody filled in."""
    PAUSED = "paused"
    REJOINED = "rejoined"
    """The case was closed, and the person came back: by a new referral, or because it was opened again."""
    TWO_AT_ONCE = "two at once"
    """Two jobs at once; where jobs are not looked at, two at once of what is."""
    OTHER = "other"


FIRST, LAST, BEFORE, AFTER, ONE_DAY, BLANK, PAUSED, REJOINED, TWO, OTHER = Edge
Row = tuple[Edge, str, PersonFacts | TeamFacts, Any]
"""The edge, what is looked at, whom, and numerator or (numerator, denominator), with why where they are left out."""
Rows = Sequence[Row]
Table = Mapping[str, Rows]
"""The rows of each measure. Everything is over the 91 days up to T, both ends counted: day(-90) to day(0)."""


def came_back(**more: Any) -> PersonFacts:
    """Somebody whose first time on the books ended before the period, and who came again in it."""
    return person(referrals=(referred(-400), referred(-60)), closures=(closed(-100),), **more)


def came_back_inside(reason: str = "changed_mind", **more: Any) -> PersonFacts:
    """Somebody whose first time on the books reaches into the period (to day -70), and who came again on day -20."""
    return person(referrals=(referred(-300), referred(-20)), closures=(closed(-70, reason),), **more)


def with_a_pause(person: PersonFacts) -> PersonFacts:
    """The same person, with whom work rests all through the period."""
    return replace(person, pauses=(*person.pauses, Paused(day(-95), None, PauseReason.HOSPITAL)))


def with_a_job_of_one_day(person: PersonFacts) -> PersonFacts:
    """The same person with one job more, of one day."""
    return replace(person, jobs=(*person.jobs, job(-9, -9)))


def with_two_jobs(person: PersonFacts) -> PersonFacts:
    """The same person with two more jobs, both at once."""
    return replace(person, jobs=(*person.jobs, job(-9), job(-9)))


def with_blank_dates(person: PersonFacts) -> PersonFacts:
    """The same person with a job, a course and a plan more, none of which has the date that it counts by."""
    return replace(
        person,
        jobs=(*person.jobs, job(None, four_hours=None, accepted_on=day(-5))),
        education=(*person.education, studied(None)),
        plans=(*person.plans, Planned(new_id(), day(-5), None, smart=True)),
    )


ALL_THROUGH: Mapping[Edge, Callable[[PersonFacts], PersonFacts]] = {
    PAUSED: with_a_pause,
    ONE_DAY: with_a_job_of_one_day,
    TWO: with_two_jobs,
    BLANK: with_blank_dates,
}
"""What is added to everybody in the rows of a measure that does not look at it: each row must say the same again."""


def changed(who: PersonFacts | TeamFacts, change: Callable[[PersonFacts], PersonFacts]) -> TeamFacts:
    """The team of a row, with everybody in it changed."""
    team = who if isinstance(who, TeamFacts) else TeamFacts((who,))
    return replace(team, people=tuple(change(one) for one in team.people))
