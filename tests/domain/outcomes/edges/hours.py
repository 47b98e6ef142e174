"""How many hours, at the edges: M13, M15, M18."""

from __future__ import annotations

from decimal import Decimal

from ips_tui.domain.outcomes.figure import Why
from ips_tui.domain.outcomes.job_facts import Terms
from tests.domain.outcomes.edges.edge import (
    AFTER,
    BEFORE,
    BLANK,
    FIRST,
    LAST,
    ONE_DAY,
    OTHER,
    REJOINED,
    TWO,
    Table,
    came_back,
    came_back_inside,
)
from tests.domain.outcomes.made import day, job, person


def hours(*told: tuple[int, int]) -> tuple[Terms, ...]:
    """Hours a week of a job, each from a day on."""
    return tuple(Terms(day(on), Decimal(number), first=not place) for place, (on, number) in enumerate(told))


HOURS: Table = {
    "M13": [
        (FIRST, "reached on the first day", person(on=-200, jobs=(job(-180, -90, hours=7),)), 1),
        (BEFORE, "reached the day before", person(on=-200, jobs=(job(-181, hours=7),)), (0, Why.EARLIER)),
        (LAST, "reached on the last day", person(on=-200, jobs=(job(-90, hours=7),)), 1),
        (AFTER, "a day short", person(on=-200, jobs=(job(-89, hours=7),)), (0, Why.OPEN)),
        (ONE_DAY, "a job of one day", person(on=-200, jobs=(job(-89, -89, hours=40),)), (0, Why.OPEN)),
        (ONE_DAY, "a job of one day makes up the day that is missing", person(
            on=-200, jobs=(job(-91, -91, hours=7), job(-89, hours=7))), 1),
        (BLANK, "hours not known", person(on=-200, jobs=(job(-150, hours=None),)), (0, Why.HOURS_MISSING)),
        (BLANK, "wage floor not known", person(
            on=-200, jobs=(job(-150, minimum_wage=None),)), (0, Why.WAGE_MISSING)),
        (BLANK, "no start date", person(
            on=-200, jobs=(job(None, four_hours=None, accepted_on=day(-150)),)), (0, Why.START_MISSING)),
        (BLANK, "unconfirmed", person(on=-200, jobs=(job(-150, four_hours=None),)), (0, Why.FOUR_HOURS_MISSING)),
        (REJOINED, "reached before coming back, in the period", came_back_inside(jobs=(job(-170, -75, hours=7),)), 1),
        (REJOINED, "too few days since coming back", came_back(jobs=(job(-390, -200), job(-60))), (0, Why.OPEN)),
        (TWO, "two jobs that come to it", person(on=-200, jobs=(job(-90, hours=4), job(-90, hours=3))), 1),
        (TWO, "two jobs that do not", person(
            on=-200, jobs=(job(-90, hours=3), job(-90, hours=3))), (0, Why.OPEN)),
        (TWO, "two jobs, together for a day too few", person(
            on=-200, jobs=(job(-90, hours=4), job(-89, hours=3))), (0, Why.OPEN)),
        (OTHER, "too few hours", person(on=-200, jobs=(job(-180, hours=6),)), (0, Why.OPEN)),
        (OTHER, "away for three weeks of sixteen", person(
            on=-200, jobs=(job(-111, hours=7, away=((-60, -40),)),)), 1),
        (OTHER, "away for a day more", person(
            on=-200, jobs=(job(-111, hours=7, away=((-60, -39),)),)), (0, Why.OPEN)),
        (OTHER, "enough days, in a day more than sixteen weeks", person(
            on=-200, jobs=(job(-112, hours=7, away=((-60, -39),)),)), (0, Why.OPEN)),
        (OTHER, "reached before the period", person(on=-400, jobs=(job(-300, hours=7),)), (0, Why.EARLIER)),
        (OTHER, "no job", person(), (0, Why.NO_JOB)),
    ],
    "M15": [
        (FIRST, "began on the first day", person(on=-200, jobs=(job(-90),)), (1, 1)),
        (BEFORE, "began the day before", person(on=-200, jobs=(job(-91),)), (0, 0, Why.EARLIER)),
        (LAST, "began on the last day", person(jobs=(job(0),)), (1, 1)),
        (AFTER, "begins the day after", person(jobs=(job(1, accepted_on=day(0)),)), (0, 0, Why.STARTS_LATER)),
        (ONE_DAY, "a job of one day", person(jobs=(job(-9, -9),)), (1, 1)),
        (BLANK, "hours not known", person(jobs=(job(-9, hours=None),)), (0, 1)),
        (BLANK, "no start date", person(
            jobs=(job(None, four_hours=None, accepted_on=day(-5)),)), (0, 0, Why.START_MISSING)),
        (BLANK, "unconfirmed", person(jobs=(job(-9, four_hours=None),)), (0, 0, Why.FOUR_HOURS_MISSING)),
        (BLANK, "unconfirmed, after one from before", person(
            on=-200, jobs=(job(-150), job(-9, four_hours=None))), (0, 0, Why.FOUR_HOURS_MISSING)),
        (REJOINED, "began before coming back, in the period", came_back_inside(jobs=(job(-80, -75),)), (1, 1)),
        (REJOINED, "began off the books", came_back(jobs=(job(-80),)), (0, 0, Why.BEFORE_ENTRY)),
        (TWO, "two begun at once, hours known", person(jobs=(job(-9, hours=7), job(-9, hours=30))), (2, 2)),
        (TWO, "hours of one of them", person(jobs=(job(-9, hours=7), job(-9, hours=None))), (1, 2)),
    ],
    "M18": [
        (FIRST, "worked on the first day only", person(on=-200, jobs=(job(-150, -90, hours=20),)), (20, 1)),
        (FIRST, "ended on it, and away", person(
            on=-200, jobs=(job(-150, -90, away=((-100, None),)),)), (0, 0, Why.AWAY)),
        (BEFORE, "ended the day before", person(on=-200, jobs=(job(-150, -91, hours=20),)), (0, 0, Why.EARLIER)),
        (LAST, "began on the last day", person(jobs=(job(0, hours=20),)), (20, 1)),
        (LAST, "other hours from the last day on", person(jobs=(job(-9, terms=hours((-9, 20), (0, 30))),)), (30, 1)),
        (AFTER, "begins the day after", person(jobs=(job(1, accepted_on=day(0)),)), (0, 0, Why.STARTS_LATER)),
        (AFTER, "other hours from the day after on", person(jobs=(job(-9, terms=hours((-9, 20), (1, 30))),)), (20, 1)),
        (ONE_DAY, "a job of one day", person(jobs=(job(-9, -9, hours=20),)), (20, 1)),
        (ONE_DAY, "away on its only day", person(jobs=(job(-9, -9, away=((-9, -9),)),)), (0, 0, Why.AWAY)),
        (BLANK, "hours not known", person(jobs=(job(-9, hours=None),)), (0, 0, Why.HOURS_MISSING)),
        (BLANK, "no start date", person(
            jobs=(job(None, four_hours=None, accepted_on=day(-5)),)), (0, 0, Why.START_MISSING)),
        (BLANK, "unconfirmed", person(jobs=(job(-9, four_hours=None),)), (0, 0, Why.FOUR_HOURS_MISSING)),
        (REJOINED, "worked before coming back, in the period", came_back_inside(
            jobs=(job(-100, -80, hours=20),)), (20, 1)),
        (REJOINED, "began off the books", came_back(jobs=(job(-80),)), (0, 0, Why.BEFORE_ENTRY)),
        (TWO, "two at once", person(jobs=(job(-9, hours=20), job(-9, hours=4))), (24, 2)),
        (OTHER, "one job", person(jobs=(job(-9, hours=20),)), (20, 1)),
        (OTHER, "ended before the period", person(on=-300, jobs=(job(-200, -100),)), (0, 0, Why.EARLIER)),
        (OTHER, "away all through", person(on=-300, jobs=(job(-200, away=((-200, None),)),)), (0, 0, Why.AWAY)),
    ],
}  # fmt: skip
