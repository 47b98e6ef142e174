"""Who was served, came, left and learns, at the edges: M1, M6, M7, M9, M20, M23, M24, M25."""

from __future__ import annotations

from ips_tui.domain.engagement import PauseReason
from ips_tui.domain.outcomes.figure import Why
from ips_tui.domain.outcomes.row_facts import Paused
from ips_tui.domain.people import AgeBand, Gender
from tests.domain.outcomes.edges.edge import (
    AFTER,
    BEFORE,
    BLANK,
    FIRST,
    LAST,
    ONE_DAY,
    OTHER,
    PAUSED,
    REJOINED,
    TWO,
    Table,
    came_back,
    came_back_inside,
)
from tests.domain.outcomes.made import closed, day, job, met, person, referred, studied

KNOWN = {"gender": Gender.WOMAN, "age_band": AgeBand.A25_34, "ethnicity_group": "Group"}

SERVED: Table = {
    "M1": [
        (FIRST, "closed on the first day", person(on=-200, closures=(closed(-90),)), 1),
        (BEFORE, "closed the day before", person(on=-200, closures=(closed(-91),)), 0),
        (LAST, "accepted on the last day", person(on=0), 1),
        (LAST, "opened again on the last day", person(on=-300, closures=(closed(-200, reopened=0),)), 1),
        (AFTER, "accepted the day after", person(on=1), 0),
        (AFTER, "opened again the day after", person(on=-300, closures=(closed(-200, reopened=1),)), 0),
        (ONE_DAY, "a job of one day", person(jobs=(job(-9, -9),)), 1),
        (BLANK, "nothing has a date but the referral", person(jobs=(job(None, four_hours=None),)), 1),
        (PAUSED, "paused all through", person(pauses=(Paused(day(-95), None, PauseReason.HOSPITAL),)), 1),
        (REJOINED, "came back", person(referrals=(referred(-300), referred(-5)), closures=(closed(-99),)), 1),
        (REJOINED, "there twice", person(referrals=(referred(-80), referred(-5)), closures=(closed(-50),)), 1),
        (TWO, "two referrals at once", person(referrals=(referred(-80), referred(-70))), 1),
        (OTHER, "closed on its own first day", person(on=-50, closures=(closed(-50),)), 1),
    ],
    "M6": [
        (FIRST, "accepted on the first day", person(on=-90), 1),
        (BEFORE, "accepted the day before", person(on=-91), (0, Why.EARLIER)),
        (LAST, "accepted on the last day", person(on=0), 1),
        (AFTER, "accepted the day after", person(on=1), 0),
        (AFTER, "came back the day after", person(
            referrals=(referred(-80), referred(1)), closures=(closed(-50),)), 1),
        (REJOINED, "twice", person(referrals=(referred(-80), referred(-5)), closures=(closed(-50),)), 2),
        (REJOINED, "the first time lies before the period", came_back(), 1),
        (REJOINED, "opened again is no referral", person(
            on=-300, closures=(closed(-200, reopened=-9),)), (0, Why.EARLIER)),
        (TWO, "two referrals of an open case", person(referrals=(referred(-80), referred(-70))), 2),
    ],
    "M7": [
        (FIRST, "begun on the first day", person(on=-200, profile_started=day(-90)), 1),
        (BEFORE, "begun the day before", person(on=-200, profile_started=day(-91)), (0, Why.EARLIER)),
        (LAST, "begun on the last day", person(profile_started=day(0)), 1),
        (AFTER, "begun the day after", person(profile_started=day(1)), (0, Why.NONE)),
        (AFTER, "closed the day after", person(profile_started=day(-9), closures=(closed(1),)), 1),
        (BLANK, "no day on which it was begun", person(), (0, Why.NONE)),
        (REJOINED, "closed and opened again", person(profile_started=day(-9), closures=(closed(-5, reopened=-1),)), 1),
        (REJOINED, "opened again the day after", person(
            profile_started=day(-9), closures=(closed(-5, reopened=1),)), (0, Why.CLOSED)),
        (REJOINED, "begun after coming back", came_back(profile_started=day(-9)), 1),
        (REJOINED, "begun the first time", came_back(profile_started=day(-390)), (0, Why.EARLIER)),
        (TWO, "two versions on one day", person(
            profile_started=day(-9), profile_versions=(day(-9), day(-9))), 1),
        (OTHER, "closed by then", person(profile_started=day(-9), closures=(closed(-1),)), (0, Why.CLOSED)),
        (OTHER, "closed on the last day", person(profile_started=day(-9), closures=(closed(0),)), (0, Why.CLOSED)),
    ],
    "M9": [
        (FIRST, "came in work, closed on it", person(on=-200, status="in_work", closures=(closed(-90),)), (1, 1)),
        (BEFORE, "came in work, closed on it", person(on=-200, status="in_work", closures=(closed(-91),)), (0, 0)),
        (LAST, "came in work on it", person(on=0, status="in_work"), (1, 1)),
        (AFTER, "came in work on it", person(on=1, status="in_work"), (0, 0)),
        (REJOINED, "came back in work", person(
            referrals=(referred(-400), referred(-60, "in_work")), closures=(closed(-100),)), (1, 1)),
        (REJOINED, "was in work the first time", person(
            referrals=(referred(-400, "in_work"), referred(-60)), closures=(closed(-100),)), (0, 1)),
        (REJOINED, "opened again is no new entry", person(
            on=-400, status="in_work", closures=(closed(-100, reopened=-60),)), (1, 1)),
        (TWO, "a referral while on the books is no new entry", person(
            referrals=(referred(-400, "in_work"), referred(-60))), (1, 1)),
        (OTHER, "in work", person(status="in_work"), (1, 1)),
        (OTHER, "off sick", person(status="off_sick"), (1, 1)),
        (OTHER, "in education", person(status="in_education"), (0, 1)),
    ],
    "M20": [
        (FIRST, "left on the first day", person(on=-200, education=(studied(-150, -90, "left"),)), (1, 1)),
        (BEFORE, "left the day before", person(on=-200, education=(studied(-150, -91, "left"),)), (0, 1)),
        (LAST, "enrolled on the last day", person(education=(studied(0),)), (1, 1)),
        (AFTER, "enrolled the day after", person(education=(studied(1),)), (0, 1)),
        (AFTER, "completed the day after", person(education=(studied(-9, 1, "completed"),)), (1, 1)),
        (BLANK, "the day of enrolment is missing", person(education=(studied(None),)), (0, 1)),
        (REJOINED, "enrolled since coming back", came_back(education=(studied(-9),)), (1, 1)),
        (REJOINED, "left in the first time", came_back(education=(studied(-390, -200, "left"),)), (0, 1)),
        (TWO, "two courses count once", person(education=(studied(-9), studied(-5))), (1, 1)),
        (OTHER, "enrolled long before, still there", person(on=-200, education=(studied(-150),)), (1, 1)),
        (OTHER, "a course of one day", person(education=(studied(-9, -9, "completed"),)), (1, 1)),
        (OTHER, "applied", person(education=(studied(None, status="applied"),)), (0, 1)),
    ],
    "M23": [
        (FIRST, "closed on the first day", person(on=-200, closures=(closed(-90, "steady_work"),)), 1),
        (BEFORE, "closed the day before", person(on=-200, closures=(closed(-91, "steady_work"),)), 0),
        (LAST, "closed on the last day", person(closures=(closed(0, "steady_work"),)), 1),
        (AFTER, "closed the day after", person(closures=(closed(1, "steady_work"),)), (0, Why.NONE)),
        (AFTER, "opened again after the last day", person(closures=(closed(-9, "steady_work", reopened=2),)), 1),
        (REJOINED, "opened again", person(closures=(closed(-9, "steady_work", reopened=-2),)), (0, Why.REOPENED)),
        (REJOINED, "a new referral is a new case", came_back_inside("steady_work"), 1),
        (REJOINED, "closed for it before the period", person(
            referrals=(referred(-400), referred(-60)), closures=(closed(-100, "steady_work"),)), (0, Why.NONE)),
        (TWO, "two cases closed", person(
            referrals=(referred(-80), referred(-40)),
            closures=(closed(-60, "steady_work"), closed(-9, "steady_work"))), 2),
        (OTHER, "another reason", person(closures=(closed(-9),)), (0, Why.OTHER_REASON)),
        (OTHER, "open", person(), (0, Why.NONE)),
    ],
    "M24": [
        (FIRST, "first met on the first day", person(on=-200, contacts=(met(-90),)), 1),
        (BEFORE, "first met the day before", person(on=-200, contacts=(met(-91), met(-5))), (0, Why.EARLIER)),
        (LAST, "first met on the last day", person(contacts=(met(0),)), 1),
        (AFTER, "first met the day after", person(contacts=(met(1),)), (0, Why.OPEN)),
        (REJOINED, "each referral once", person(
            referrals=(referred(-80), referred(-20)), closures=(closed(-50),),
            contacts=(met(-70), met(-60), met(-10))), 2),
        (REJOINED, "met on the day of the second referral only", came_back_inside(contacts=(met(-20),)), 1),
        (REJOINED, "met the first time only", came_back(contacts=(met(-390),)), (0, Why.EARLIER)),
        (TWO, "two contacts on one day", person(contacts=(met(-9), met(-9, "telephone"))), 1),
        (OTHER, "by telephone", person(contacts=(met(-9, "telephone"),)), 1),
        (OTHER, "by video", person(contacts=(met(-9, "video"),)), 1),
        (OTHER, "by letter", person(contacts=(met(-9, "letter"),)), (0, Why.OPEN)),
        (OTHER, "not reached", person(contacts=(met(-9, "telephone", "not_reached"),)), (0, Why.OPEN)),
        (OTHER, "met on the day of the referral", person(on=-60, contacts=(met(-60),)), 1),
        (OTHER, "met the day before the referral", person(on=-60, contacts=(met(-61),)), (0, Why.OPEN)),
    ],
    "M25": [
        (FIRST, "closed on the first day", person(on=-200, closures=(closed(-90),), **KNOWN), (1, 1)),
        (BEFORE, "closed the day before", person(on=-200, closures=(closed(-91),), **KNOWN), (0, 0)),
        (LAST, "accepted on the last day", person(on=0, **KNOWN), (1, 1)),
        (AFTER, "accepted the day after", person(on=1, **KNOWN), (0, 0)),
        (BLANK, "no date of birth and no age band", person(**(KNOWN | {"age_band": None})), (0, 1)),
        (REJOINED, "there twice in the period", came_back_inside(**KNOWN), (1, 1)),
        (TWO, "two referrals at once", person(referrals=(referred(-80), referred(-70)), **KNOWN), (1, 1)),
        (OTHER, "all known", person(gender=Gender.WOMAN, age_band=AgeBand.A25_34, ethnicity_group="Group"), (1, 1)),
        (OTHER, "born on a day", person(**(KNOWN | {"age_band": None}), born_on=day(-12000)), (1, 1)),
        (OTHER, "one missing", person(gender=Gender.WOMAN, age_band=AgeBand.A25_34), (0, 1)),
    ],
}  # fmt: skip
