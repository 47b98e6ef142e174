"""Whether jobs last, at the edges: M11, M12, M14, M17, M19."""

from __future__ import annotations

from ips_tui.domain.outcomes.figure import Why
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

STAYING: Table = {
    "M11": [
        (FIRST, "ended on it, on the very day", person(on=-300, jobs=(job(-181, -90),)), (1, 1)),
        (FIRST, "began on it: a day too young", person(on=-200, jobs=(job(-90),)), (0, 0, Why.TOO_RECENT)),
        (BEFORE, "ended on it, on the very day", person(on=-300, jobs=(job(-182, -91),)), (1, 1)),
        (BEFORE, "began on it: old enough to the day, and goes on", person(on=-200, jobs=(job(-91),)), (1, 1)),
        (LAST, "ended on it, on the very day", person(on=-200, jobs=(job(-91, 0),)), (1, 1)),
        (AFTER, "ends on it", person(on=-200, jobs=(job(-91, 1),)), (1, 1)),
        (AFTER, "will have lasted on it", person(on=-200, jobs=(job(-90, 1),)), (0, 0, Why.TOO_RECENT)),
        (ONE_DAY, "a job of one day", person(on=-300, jobs=(job(-200, -200),)), (0, 1)),
        (BLANK, "unconfirmed", person(
            on=-300, jobs=(job(-200, four_hours=None),)), (0, 0, Why.FOUR_HOURS_MISSING)),
        (BLANK, "no start date", person(
            on=-300, jobs=(job(None, four_hours=None, accepted_on=day(-200)),)), (0, 0, Why.START_MISSING)),
        (REJOINED, "lasted before coming back, in the period", came_back_inside(jobs=(job(-250, -80),)), (1, 1)),
        (REJOINED, "ended with the first time, before the period", came_back(
            jobs=(job(-390, -200),)), (0, 0, Why.BEFORE_ENTRY)),
        (TWO, "two at once", person(on=-300, jobs=(job(-100), job(-100))), (2, 2)),
        (TWO, "one of two at once ended", person(on=-300, jobs=(job(-100), job(-100, -50))), (1, 2)),
        (OTHER, "ended on that very day", person(on=-200, jobs=(job(-100, -9),)), (1, 1)),
        (OTHER, "ended the day before", person(on=-200, jobs=(job(-100, -10),)), (0, 1)),
        (OTHER, "one of each", person(on=-300, jobs=(job(-250, -240), job(-100))), (1, 2)),
        (OTHER, "away does not end it", person(on=-300, jobs=(job(-200, away=((-150, None),)),)), (1, 1)),
    ],
    "M12": [
        (FIRST, "ended on it, on the very day", person(on=-300, jobs=(job(-272, -90),)), (1, 1)),
        (BEFORE, "ended on it, on the very day", person(on=-300, jobs=(job(-273, -91),)), (1, 1)),
        (LAST, "ended on it, on the very day", person(on=-300, jobs=(job(-182, 0),)), (1, 1)),
        (LAST, "to the day, and goes on", person(on=-300, jobs=(job(-182),)), (1, 1)),
        (AFTER, "ends on it", person(on=-300, jobs=(job(-182, 1),)), (1, 1)),
        (AFTER, "a day too young", person(on=-300, jobs=(job(-181),)), (0, 0, Why.TOO_RECENT)),
        (ONE_DAY, "a job of one day", person(on=-300, jobs=(job(-200, -200),)), (0, 1)),
        (BLANK, "unconfirmed", person(
            on=-300, jobs=(job(-200, four_hours=None),)), (0, 0, Why.FOUR_HOURS_MISSING)),
        (BLANK, "no start date", person(
            on=-300, jobs=(job(None, four_hours=None, accepted_on=day(-200)),)), (0, 0, Why.START_MISSING)),
        (REJOINED, "lasted before coming back, in the period", came_back_inside(jobs=(job(-270, -80),)), (1, 1)),
        (REJOINED, "ended with the first time, before the period", came_back(
            jobs=(job(-390, -200),)), (0, 0, Why.BEFORE_ENTRY)),
        (TWO, "two at once", person(on=-300, jobs=(job(-200), job(-200, -100))), (1, 2)),
        (OTHER, "ended on that very day", person(on=-300, jobs=(job(-200, -18),)), (1, 1)),
        (OTHER, "ended the day before", person(on=-300, jobs=(job(-200, -19),)), (0, 1)),
    ],
    "M14": [
        (FIRST, "to the day, and goes on", person(on=-300, jobs=(job(-90),)), (1, 1)),
        (FIRST, "ended on it, on the very day", person(on=-300, jobs=(job(-180, -90),)), (1, 1)),
        (BEFORE, "ended on it, on the very day", person(on=-300, jobs=(job(-181, -91),)), (1, 1)),
        (LAST, "ended on it, on the very day", person(on=-300, jobs=(job(-90, 0),)), (1, 1)),
        (AFTER, "ends on it", person(on=-300, jobs=(job(-90, 1),)), (1, 1)),
        (AFTER, "a day too young", person(on=-300, jobs=(job(-89),)), (0, 0, Why.TOO_RECENT)),
        (ONE_DAY, "a job of one day", person(on=-300, jobs=(job(-200, -200),)), (0, 1)),
        (BLANK, "unconfirmed", person(
            on=-300, jobs=(job(-200, four_hours=None),)), (0, 0, Why.FOUR_HOURS_MISSING)),
        (BLANK, "no start date", person(
            on=-300, jobs=(job(None, four_hours=None, accepted_on=day(-200)),)), (0, 0, Why.START_MISSING)),
        (REJOINED, "kept before coming back, in the period", came_back_inside(jobs=(job(-250, -80),)), (1, 1)),
        (REJOINED, "ended with the first time, before the period", came_back(
            jobs=(job(-390, -200),)), (0, 0, Why.BEFORE_ENTRY)),
        (TWO, "two at once", person(on=-300, jobs=(job(-100), job(-100, -50))), (1, 2)),
        (OTHER, "ended on that very day", person(on=-300, jobs=(job(-100, -10),)), (1, 1)),
        (OTHER, "ended the day before", person(on=-300, jobs=(job(-100, -11),)), (0, 1)),
    ],
    "M17": [
        (FIRST, "began on the first day", person(on=-200, jobs=(job(-90),)), (90, 1)),
        (FIRST, "not cut at the first day", person(on=-200, jobs=(job(-150),)), (150, 1)),
        (BEFORE, "began the day before", person(on=-200, jobs=(job(-91),)), (91, 1)),
        (BEFORE, "ended the day before", person(on=-200, jobs=(job(-101, -91),)), (10, 1)),
        (LAST, "began on the last day", person(jobs=(job(0),)), (0, 1)),
        (LAST, "ended on the last day", person(jobs=(job(-9, 0),)), (9, 1)),
        (AFTER, "ends after the last day", person(jobs=(job(-9, 5),)), (9, 1)),
        (AFTER, "begins the day after", person(jobs=(job(1, accepted_on=day(0)),)), (0, 0, Why.STARTS_LATER)),
        (ONE_DAY, "a job of one day", person(jobs=(job(-9, -9),)), (0, 1)),
        (BLANK, "no start date", person(
            jobs=(job(None, four_hours=None, accepted_on=day(-5)),)), (0, 0, Why.START_MISSING)),
        (BLANK, "unconfirmed", person(jobs=(job(-9, four_hours=None),)), (0, 0, Why.FOUR_HOURS_MISSING)),
        (BLANK, "no end date: it goes on", person(jobs=(job(-9, None),)), (9, 1)),
        (REJOINED, "worked before coming back, in the period", came_back_inside(jobs=(job(-80, -75),)), (5, 1)),
        (REJOINED, "both times", came_back_inside(jobs=(job(-80, -75), job(-9))), (14, 2)),
        (REJOINED, "ended with the first time, before the period", came_back(
            jobs=(job(-390, -200), job(-9))), (9, 1)),
        (TWO, "two at once", person(jobs=(job(-9), job(-9))), (18, 2)),
        (OTHER, "days away are days of the job", person(jobs=(job(-9, away=((-9, None),)),)), (9, 1)),
        (OTHER, "no job", person(), (0, 0, Why.NO_JOB)),
    ],
    "M19": [
        (FIRST, "dismissed on the first day", person(on=-200, jobs=(job(-150, -90, how="dismissed"),)), (1, 1)),
        (BEFORE, "dismissed the day before", person(
            on=-200, jobs=(job(-150, -91, how="dismissed"),)), (0, 0, Why.EARLIER)),
        (LAST, "quit on the last day", person(jobs=(job(-9, 0, how="quit_without_other_job"),)), (1, 1)),
        (AFTER, "dismissed after it", person(jobs=(job(-9, 1, how="dismissed"),)), (0, 0, Why.NO_ENDING)),
        (ONE_DAY, "dismissed from a job of one day", person(jobs=(job(-9, -9, how="dismissed"),)), (1, 1)),
        (BLANK, "ended, and no start date", person(
            jobs=(job(None, -9, four_hours=None, how="dismissed"),)), (0, 0, Why.START_MISSING)),
        (BLANK, "no start date, and goes on", person(jobs=(job(None, four_hours=None),)), (0, 0, Why.NO_ENDING)),
        (BLANK, "four hours are not asked of an ending", person(
            jobs=(job(-9, -3, four_hours=None, how="dismissed"),)), (1, 1)),
        (REJOINED, "dismissed before coming back, in the period", came_back_inside(
            jobs=(job(-150, -80, how="dismissed"),)), (1, 1)),
        (REJOINED, "dismissed in the first time, before the period", came_back(
            jobs=(job(-390, -200, how="dismissed"),)), (0, 0, Why.NO_ENDING)),
        (TWO, "one of each", person(
            jobs=(job(-9, -3, how="dismissed"), job(-9, -3, how="redundant"))), (1, 2)),
        (TWO, "one of two goes on", person(jobs=(job(-9, -3, how="dismissed"), job(-9))), (1, 1)),
        (OTHER, "for another job", person(jobs=(job(-9, -3, how="quit_with_other_job"),)), (0, 1)),
        (OTHER, "the contract ended", person(jobs=(job(-9, -3, how="end_of_contract"),)), (0, 1)),
        (OTHER, "none ended", person(jobs=(job(-9),)), (0, 0, Why.NO_ENDING)),
    ],
}  # fmt: skip
