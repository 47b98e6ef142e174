"""How fast, and how often with employers, at the edges: M16, M21, M22."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ips_tui.domain.engagement import PauseReason
from ips_tui.domain.outcomes.facts import TeamFacts
from ips_tui.domain.outcomes.figure import Why
from ips_tui.domain.outcomes.row_facts import EmployerMet, Paused
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
from tests.domain.outcomes.made import closed, day, employer_met, job, met, new_id, person, referred, staff

OTHERS = (employer_met(-3, "telephone"), employer_met(-3, made_by="participant"), employer_met(-3, staff=new_id()))
"""Contacts that M22 does not count: no meeting, the participant's own, that of somebody who is no specialist here."""
AWAY_FROM_ALL = Paused(day(-95), None, PauseReason.HOSPITAL)


def logged(*contacts: EmployerMet, who: Any = None, **worked: int) -> TeamFacts:
    """One specialist who works here from and to a day, with those contacts, and one person on the books."""
    one = staff(**{name: day(on) for name, on in worked.items()})
    return TeamFacts((who or person(),), (one,), (*contacts, *OTHERS))


PACE: Table = {
    "M16": [
        (FIRST, "began on the first day", person(on=-200, seen=-200, jobs=(job(-90),)), (110, 1)),
        (BEFORE, "began the day before", person(on=-200, seen=-200, jobs=(job(-91),)), (109, 1)),
        (LAST, "began on the last day", person(seen=-50, jobs=(job(0),)), (50, 1)),
        (LAST, "first seen on the last day", person(seen=0), (0, 0, Why.OPEN)),
        (AFTER, "begins the day after", person(seen=-50, jobs=(job(1, accepted_on=day(0)),)), (0, 0, Why.OPEN)),
        (AFTER, "first seen the day after", person(seen=1), (0, 0, Why.NOT_SEEN)),
        (ONE_DAY, "a job of one day", person(seen=-50, jobs=(job(-30, -30),)), (20, 1)),
        (BLANK, "not seen", person(jobs=(job(-30),)), (0, 0, Why.NOT_SEEN)),
        (BLANK, "the first one unconfirmed", person(
            seen=-50, jobs=(job(-30, four_hours=None), job(-20))), (30, 1)),
        (BLANK, "only unconfirmed", person(
            seen=-50, jobs=(job(-30, four_hours=None),)), (0, 0, Why.FOUR_HOURS_MISSING)),
        (BLANK, "no start date", person(
            seen=-50, jobs=(job(None, four_hours=None, accepted_on=day(-30)),)), (0, 0, Why.START_MISSING)),
        (REJOINED, "first seen anew after coming back", person(
            referrals=(referred(-400), referred(-60)), closures=(closed(-100),),
            contacts=(met(-390), met(-50)), jobs=(job(-20),)), (30, 1)),
        (REJOINED, "met on the day the first time ended", came_back(
            contacts=(met(-100), met(-50)), jobs=(job(-20),)), (30, 1)),
        (REJOINED, "worked the first time, and not since", came_back_inside(
            contacts=(met(-290), met(-10)), jobs=(job(-180, -80),)), (0, 0, Why.OPEN)),
        (REJOINED, "unconfirmed the first time", came_back_inside(
            contacts=(met(-290), met(-10)), jobs=(job(-180, -80, four_hours=None),)), (0, 0, Why.OPEN)),
        (REJOINED, "opened again goes on from the first meeting", person(
            on=-300, seen=-290, closures=(closed(-200, reopened=-100),), jobs=(job(-90),)), (200, 1)),
        (TWO, "two begun on one day", person(seen=-50, jobs=(job(-30), job(-30))), (20, 1)),
        (OTHER, "began on the day first seen", person(seen=-50, jobs=(job(-50),)), (0, 1)),
        (OTHER, "began before first seen", person(seen=-50, jobs=(job(-55),)), (0, 1)),
        (OTHER, "the first of two", person(seen=-50, jobs=(job(-30), job(-20))), (20, 1)),
        (OTHER, "none yet", person(seen=-50), (0, 0, Why.OPEN)),
        (OTHER, "in work at referral", person(
            seen=-50, status="in_work", jobs=(job(-30),)), (0, 0, Why.IN_WORK_AT_REFERRAL)),
    ],
    "M21": [
        (FIRST, "met on the first day", person(on=-200, seen=-120, employer_contacts=(employer_met(-90),)), (30, 1)),
        (BEFORE, "met the day before", person(on=-200, seen=-120, employer_contacts=(employer_met(-91),)), (29, 1)),
        (LAST, "met on the last day", person(seen=-50, employer_contacts=(employer_met(0),)), (50, 1)),
        (AFTER, "after the last day", person(seen=-50, employer_contacts=(employer_met(1),)), (0, 0, Why.OPEN)),
        (BLANK, "not seen", person(employer_contacts=(employer_met(-40),)), (0, 0, Why.NOT_SEEN)),
        (PAUSED, "a pause takes nothing off", person(
            seen=-50, pauses=(Paused(day(-49), day(-41), PauseReason.TREATMENT),),
            employer_contacts=(employer_met(-40),)), (10, 1)),
        (REJOINED, "met before coming back", person(
            referrals=(referred(-400), referred(-60)), closures=(closed(-100),), contacts=(met(-390), met(-50)),
            employer_contacts=(employer_met(-380),)), (0, 0, Why.OPEN)),
        (REJOINED, "met again after coming back", came_back(
            contacts=(met(-390), met(-50)), employer_contacts=(employer_met(-380), employer_met(-40))), (10, 1)),
        (REJOINED, "opened again goes on from the first meeting", person(
            on=-300, seen=-290, closures=(closed(-200, reopened=-100),),
            employer_contacts=(employer_met(-90),)), (200, 1)),
        (TWO, "two employers on one day", person(
            seen=-50, employer_contacts=(employer_met(-40), employer_met(-40))), (10, 1)),
        (OTHER, "on the day of the referral", person(
            on=-60, seen=-60, employer_contacts=(employer_met(-60),)), (0, 1)),
        (OTHER, "on the day first seen", person(seen=-50, employer_contacts=(employer_met(-50),)), (0, 1)),
        (OTHER, "the first counts", person(
            seen=-50, employer_contacts=(employer_met(-40), employer_met(-30))), (10, 1)),
        (OTHER, "their own visit", person(
            seen=-50, employer_contacts=(employer_met(-40, made_by="participant"),)), (10, 1)),
        (OTHER, "before first seen", person(
            seen=-50, employer_contacts=(employer_met(-55, made_by="participant"),)), (0, 1)),
        (OTHER, "by telephone", person(
            seen=-50, employer_contacts=(employer_met(-40, "telephone"),)), (0, 0, Why.OPEN)),
        (OTHER, "by video", person(seen=-50, employer_contacts=(employer_met(-40, "video"),)), (0, 0, Why.OPEN)),
        (OTHER, "came off sick", person(
            seen=-50, status="off_sick", employer_contacts=(employer_met(-40),)), (10, 1)),
    ],
    # It looks at the 28 days up to the last one (D18): four weeks, whose first day is day -27.
    "M22": [
        (FIRST, "met on the first of the 28 days", logged(employer_met(-27)), (Fraction(1, 4), 1)),
        (FIRST, "left on the first of the 28 days", logged(employer_met(-27), to_on=-27), (7, 1)),
        (FIRST, "the first day of the period is too early", logged(employer_met(-90)), (0, 1)),
        (BEFORE, "met the day before", logged(employer_met(-28)), (0, 1)),
        (BEFORE, "left the day before", logged(employer_met(-28), to_on=-28), (0, 0)),
        (LAST, "met on the last day", logged(employer_met(0)), (Fraction(1, 4), 1)),
        (LAST, "began on the last day", logged(employer_met(0), from_on=0), (7, 1)),
        (AFTER, "met the day after", logged(employer_met(1)), (0, 1)),
        (AFTER, "begins the day after", logged(employer_met(1), from_on=1), (0, 0)),
        (BLANK, "no day from which and to which they work here", logged(employer_met(0), employer_met(-27)),
            (Fraction(1, 2), 1)),
        (PAUSED, "about somebody with whom work rests", logged(
            employer_met(-3), who=person(pauses=(AWAY_FROM_ALL,))), (Fraction(1, 4), 1)),
        (REJOINED, "about somebody who came back", logged(employer_met(-3), who=came_back()), (Fraction(1, 4), 1)),
        (TWO, "two meetings on one day", logged(employer_met(-3), employer_met(-3)), (Fraction(1, 2), 1)),
        (TWO, "two specialists", TeamFacts(
            (person(),), (staff("ES1"), staff("ES2", id=new_id())), (employer_met(-3), *OTHERS)), (Fraction(1, 4), 2)),
        (OTHER, "just outside on both sides", logged(employer_met(-28), employer_met(1)), (0, 1)),
        (OTHER, "began a week ago", logged(employer_met(0), employer_met(-6), from_on=-6), (2, 1)),
        (OTHER, "left half way", logged(employer_met(-27), employer_met(-14), to_on=-14), (1, 1)),
        (OTHER, "no specialist", TeamFacts((person(),), (), (employer_met(-3),)), (0, 0)),
    ],
}  # fmt: skip
