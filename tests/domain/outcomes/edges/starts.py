"""Who works and who began to, at the edges: M2 to M5, M8, M10."""

from __future__ import annotations

from ips_tui.domain.jobs import Permanence
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
    Rows,
    Table,
    came_back,
    came_back_inside,
)
from tests.domain.outcomes.made import closed, day, job, met, person, referred

WORKED: Rows = [
    (FIRST, "worked on the first day only", person(on=-200, jobs=(job(-150, -90),)), (1, 1)),
    (BEFORE, "ended the day before", person(on=-200, jobs=(job(-150, -91),)), (0, 1)),
    (LAST, "began on the last day", person(jobs=(job(0),)), (1, 1)),
    (LAST, "began on the last day, held at referral", person(jobs=(job(0, held_at_referral=True),)), (1, 1)),
    (LAST, "away on the last day, its only one", person(jobs=(job(0, away=((0, None),)),)), (0, 1)),
    (LAST, "back for the last day", person(on=-200, jobs=(job(-150, away=((-150, -1),)),)), (1, 1)),
    (AFTER, "begins the day after", person(jobs=(job(1, accepted_on=day(-3)),)), (0, 1)),
    (ONE_DAY, "a job of one day", person(jobs=(job(-9, -9),)), (1, 1)),
    (ONE_DAY, "away on its only day", person(on=-200, jobs=(job(-150, -90, away=((-150, -90),)),)), (0, 1)),
    (BLANK, "four hours not recorded", person(jobs=(job(-9, four_hours=None),)), (0, 1)),
    (BLANK, "no start date", person(jobs=(job(None, four_hours=None, accepted_on=day(-9)),)), (0, 1)),
    (BLANK, "no end date of an absence", person(on=-200, jobs=(job(-150, away=((-91, None),)),)), (0, 1)),
    (REJOINED, "worked before coming back, in the period", person(
        referrals=(referred(-200), referred(-20)), closures=(closed(-70),), jobs=(job(-100, -80),)), (1, 1)),
    (REJOINED, "worked only before coming back, off the books", came_back(jobs=(job(-80, -61),)), (0, 1)),
    (REJOINED, "goes on after coming back", came_back(jobs=(job(-80),)), (1, 1)),
    (TWO, "two jobs at once", person(jobs=(job(-9), job(-8))), (1, 1)),
    (TWO, "at work in one and away from the other", person(jobs=(job(-9), job(-9, away=((-9, None),)))), (1, 1)),
    (OTHER, "off sick all through", person(on=-200, jobs=(job(-150, away=((-150, None),)),)), (0, 1)),
    (OTHER, "two absences that leave no day", person(
        on=-200, jobs=(job(-150, away=((-99, -40), (-39, 0))),)), (0, 1)),
    (OTHER, "two absences with a day between", person(
        on=-200, jobs=(job(-150, away=((-99, -40), (-38, 0))),)), (1, 1)),
    (OTHER, "held at referral", person(jobs=(job(None, held_at_referral=True, four_hours=None),)), (1, 1)),
    (OTHER, "held, ended before it", person(on=-60, jobs=(job(None, -61, held_at_referral=True),)), (0, 1)),
    (OTHER, "held, ended on its day", person(on=-60, jobs=(job(None, -60, held_at_referral=True),)), (1, 1)),
    (OTHER, "set aside for clients", person(jobs=(job(-9, permanence=Permanence.LIMITED_BY_SERVICE),)), (0, 1)),
    (OTHER, "below the minimum wage", person(jobs=(job(-9, minimum_wage=False),)), (0, 1)),
    (OTHER, "wage not known", person(jobs=(job(-9, minimum_wage=None),)), (1, 1)),
    (OTHER, "fell through", person(jobs=(job(-9, fell_through_on=day(-8)),)), (0, 1)),
]  # fmt: skip

STARTS: Table = {
    "M2": WORKED,
    "M3": WORKED,
    "M4": [
        (FIRST, "began on the first day", person(on=-200, jobs=(job(-90),)), 1),
        (BEFORE, "began the day before", person(on=-200, jobs=(job(-91),)), (0, Why.EARLIER)),
        (LAST, "began on the last day", person(jobs=(job(0),)), 1),
        (AFTER, "begins the day after", person(jobs=(job(1, accepted_on=day(0)),)), (0, Why.STARTS_LATER)),
        (AFTER, "accepted the day after, and begins then", person(jobs=(job(1),)), (0, Why.NO_JOB)),
        (AFTER, "accepted the day after, no start date", person(
            jobs=(job(None, four_hours=None, accepted_on=day(1)),)), (0, Why.NO_JOB)),
        (AFTER, "four hours known only after it", person(
            jobs=(job(-1, four_hours=1),)), (0, Why.FOUR_HOURS_MISSING)),
        (ONE_DAY, "a job of one day", person(jobs=(job(-9, -9),)), 1),
        (BLANK, "no start date", person(
            jobs=(job(None, four_hours=None, accepted_on=day(-5)),)), (0, Why.START_MISSING)),
        (BLANK, "four hours not recorded", person(jobs=(job(-9, four_hours=None),)), (0, Why.FOUR_HOURS_MISSING)),
        (BLANK, "no start date of a job that would not count", person(
            jobs=(job(None, four_hours=None, open_to_all=False),)), (0, Why.NOT_COMPETITIVE)),
        (REJOINED, "began since coming back", came_back(jobs=(job(-9),)), 1),
        (REJOINED, "began before coming back, in the period", came_back_inside(jobs=(job(-80, -75),)), 1),
        (REJOINED, "began before and after", came_back_inside(jobs=(job(-80, -75), job(-9))), 2),
        (REJOINED, "began off the books", came_back(jobs=(job(-80),)), (0, Why.BEFORE_ENTRY)),
        (REJOINED, "opened again, began in between", person(
            on=-300, closures=(closed(-100, reopened=-60),), jobs=(job(-80),)), 1),
        (TWO, "second and parallel", person(jobs=(job(-9), job(-9), job(-3))), 3),
        (OTHER, "four hours on a later day, in the period", person(jobs=(job(-9, four_hours=-2),)), 1),
        (OTHER, "on the day of the referral", person(on=-60, jobs=(job(-60),)), 1),
        (OTHER, "the day before the referral", person(on=-60, jobs=(job(-61),)), (0, Why.BEFORE_ENTRY)),
        (OTHER, "held at referral", person(jobs=(job(-30, held_at_referral=True),)), (0, Why.HELD_AT_REFERRAL)),
        (OTHER, "fell through", person(
            jobs=(job(-9, four_hours=None, fell_through_on=day(-8)),)), (0, Why.FELL_THROUGH)),
        (OTHER, "not open to all", person(jobs=(job(-9, open_to_all=False),)), (0, Why.NOT_COMPETITIVE)),
        (OTHER, "no job", person(), (0, Why.NO_JOB)),
    ],
    "M5": [
        (FIRST, "began on the first day", person(on=-200, jobs=(job(-90),)), 1),
        (BEFORE, "began the day before", person(on=-200, jobs=(job(-91),)), (0, Why.EARLIER)),
        (LAST, "began on the last day", person(jobs=(job(0),)), 1),
        (AFTER, "begins the day after", person(jobs=(job(1, accepted_on=day(0)),)), (0, Why.STARTS_LATER)),
        (ONE_DAY, "a job of one day", person(jobs=(job(-9, -9),)), 1),
        (ONE_DAY, "a job of one day before the period was the first", person(
            on=-200, jobs=(job(-100, -100), job(-9))), (0, Why.EARLIER)),
        (BLANK, "first one unconfirmed", person(jobs=(job(-9, four_hours=None), job(-3))), 1),
        (BLANK, "no start date", person(
            jobs=(job(None, four_hours=None, accepted_on=day(-5)),)), (0, Why.START_MISSING)),
        (REJOINED, "worked before, came back, works again", person(
            referrals=(referred(-400), referred(-60)), closures=(closed(-100),), jobs=(job(-300, -250), job(-9))), 1),
        (REJOINED, "opened again is no new entry", person(
            on=-400, closures=(closed(-100, reopened=-60),), jobs=(job(-300, -250), job(-9))), (0, Why.EARLIER)),
        (REJOINED, "first job before coming back, in the period", came_back_inside(jobs=(job(-80, -75),)), 1),
        (REJOINED, "a first job each time, one person", came_back_inside(jobs=(job(-80, -75), job(-9))), 1),
        (REJOINED, "worked before the period, first job anew", came_back_inside(jobs=(job(-200, -150), job(-9))), 1),
        (REJOINED, "worked before the period, not since", came_back_inside(
            jobs=(job(-200, -150),)), (0, Why.EARLIER)),
        (REJOINED, "worked before the period, unconfirmed since", came_back_inside(
            jobs=(job(-200, -150), job(-9, four_hours=None))), (0, Why.FOUR_HOURS_MISSING)),
        (REJOINED, "began on the day of coming back", came_back_inside(jobs=(job(-200, -150), job(-20))), 1),
        (REJOINED, "the only job, begun on the day of coming back", came_back_inside(jobs=(job(-20),)), 1),
        (TWO, "two begun on one day", person(jobs=(job(-9), job(-9))), 1),
        (OTHER, "on the day of the referral", person(on=-60, jobs=(job(-60),)), 1),
        (OTHER, "first in the period", person(jobs=(job(-9), job(-3))), 1),
        (OTHER, "second in the period", person(on=-200, jobs=(job(-100, -95), job(-9))), (0, Why.EARLIER)),
    ],
    "M8": [
        (FIRST, "began on the first day", person(on=-200, jobs=(job(-90),)), (1, 1)),
        (BEFORE, "began the day before", person(on=-200, jobs=(job(-91),)), (1, 1)),
        (LAST, "began on the last day", person(jobs=(job(0),)), (1, 1)),
        (AFTER, "begins the day after", person(jobs=(job(1, accepted_on=day(0)),)), (0, 1)),
        (ONE_DAY, "a job of one day", person(jobs=(job(-9, -9),)), (1, 1)),
        (BLANK, "four hours not recorded", person(jobs=(job(-9, four_hours=None),)), (0, 1)),
        (BLANK, "no start date", person(jobs=(job(None, four_hours=None, accepted_on=day(-5)),)), (0, 1)),
        (REJOINED, "came in work, and came back without", person(
            referrals=(referred(-400, "in_work"), referred(-60)), closures=(closed(-100),)), (0, 1)),
        (REJOINED, "came without, and came back in work", person(
            referrals=(referred(-400), referred(-60, "in_work")), closures=(closed(-100),),
            jobs=(job(-390, -200),)), (0, 0, Why.IN_WORK_AT_REFERRAL)),
        (REJOINED, "worked the first time, and not since", came_back_inside(jobs=(job(-80, -75),)), (0, 1)),
        (REJOINED, "works since coming back", came_back_inside(jobs=(job(-9),)), (1, 1)),
        (REJOINED, "began on the day of coming back", came_back_inside(jobs=(job(-20),)), (1, 1)),
        (TWO, "two jobs count once", person(jobs=(job(-9), job(-3))), (1, 1)),
        (TWO, "a referral while on the books is no new entry", person(
            referrals=(referred(-400, "in_work"), referred(-60))), (0, 0, Why.IN_WORK_AT_REFERRAL)),
        (OTHER, "worked long ago and not now", person(on=-900, jobs=(job(-800, -700),)), (1, 1)),
        (OTHER, "in education", person(status="in_education"), (0, 1)),
        (OTHER, "inactive", person(status="inactive"), (0, 1)),
        (OTHER, "in work", person(status="in_work", jobs=(job(-9),)), (0, 0, Why.IN_WORK_AT_REFERRAL)),
        (OTHER, "off sick", person(status="off_sick"), (0, 0, Why.IN_WORK_AT_REFERRAL)),
    ],
    "M10": [
        (FIRST, "began on the first day", person(on=-300, seen=-250, jobs=(job(-90),)), (1, 1)),
        (BEFORE, "began the day before", person(on=-300, seen=-250, jobs=(job(-91),)), (1, 1)),
        (LAST, "began on the last day", person(on=-300, seen=-250, jobs=(job(0),)), (1, 1)),
        (AFTER, "begins the day after", person(on=-300, seen=-250, jobs=(job(1, accepted_on=day(0)),)), (0, 1)),
        (ONE_DAY, "a job of one day", person(on=-300, seen=-250, jobs=(job(-9, -9),)), (1, 1)),
        (ONE_DAY, "away on its only day", person(
            on=-300, seen=-250, jobs=(job(-9, -9, away=((-9, -9),)),)), (0, 1)),
        (BLANK, "never seen", person(on=-300), (0, 0, Why.NOT_SEEN)),
        (BLANK, "counts from its first day", person(on=-300, seen=-250, jobs=(job(-9, four_hours=None),)), (1, 1)),
        (BLANK, "no start date", person(
            on=-300, seen=-250, jobs=(job(None, four_hours=None, accepted_on=day(-5)),)), (0, 1)),
        (REJOINED, "seen anew, too lately", came_back(
            contacts=(met(-390), met(-50)), jobs=(job(-9),)), (0, 0, Why.TOO_RECENT)),
        (REJOINED, "worked the first time, and not since", person(
            referrals=(referred(-400), referred(-300)), closures=(closed(-350),),
            contacts=(met(-390), met(-290)), jobs=(job(-380, -360),)), (0, 1)),
        (REJOINED, "both times in the period", came_back_inside(
            contacts=(met(-290), met(-10)), jobs=(job(-80, -75),)), (0, 0, Why.TOO_RECENT)),
        (TWO, "two jobs count once", person(on=-300, seen=-250, jobs=(job(-9), job(-9))), (1, 1)),
        (OTHER, "seen six months ago to the day", person(on=-300, seen=-183, jobs=(job(-9),)), (1, 1)),
        (OTHER, "a day less", person(on=-300, seen=-182, jobs=(job(-9),)), (0, 0, Why.TOO_RECENT)),
        (OTHER, "in work at referral is in", person(on=-300, seen=-250, status="in_work"), (0, 1)),
        (OTHER, "seen by telephone only", person(
            on=-300, contacts=(met(-250, "telephone"),)), (0, 0, Why.NOT_SEEN)),
        (OTHER, "missed the meeting", person(
            on=-300, contacts=(met(-250, result="no_show"),)), (0, 0, Why.NOT_SEEN)),
    ],
}  # fmt: skip
