"""Cases at the edges of each measure: first and last day, a job of one day, blank dates, absences, coming back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ips_tui.domain.contacts import Mode
from ips_tui.domain.engagement import PauseReason
from ips_tui.domain.job_search import Attended, SearchActivityKind
from ips_tui.domain.jobs import PayPeriod, Permanence
from ips_tui.domain.money import Money
from ips_tui.domain.outcomes.base import base_of, of_specialist
from ips_tui.domain.outcomes.blanks import BlankKind, blanks
from ips_tui.domain.outcomes.facts import PersonFacts, TeamFacts
from ips_tui.domain.outcomes.figure import Why
from ips_tui.domain.outcomes.job_facts import Terms
from ips_tui.domain.outcomes.measures import ENGAGEMENT, MEASURES, figures
from ips_tui.domain.outcomes.row_facts import Assigned, Paused, Planned, Rated, Searched, Staged, Supported
from ips_tui.domain.outcomes.rules import CountsFrom, Period, Rules
from ips_tui.domain.people import AgeBand, AssignmentRole, Gender
from tests.domain.outcomes.made import (
    ES,
    closed,
    day,
    employer_met,
    figure,
    job,
    met,
    new_id,
    person,
    referred,
    staff,
    studied,
)

DAY_ONE = Rules(counts_from=CountsFrom.DAY_ONE)
Case = tuple[str, Any, Any]
"""What is looked at, the person, and numerator or (numerator, denominator), with why where they are left out."""

IN, OUT = 1, 0
CASES: Mapping[str, Sequence[Case]] = {
    "M1": [
        ("accepted on the last day", person(on=0), 1),
        ("accepted the day after", person(on=1), 0),
        ("closed on the first day", person(on=-200, closures=(closed(-90),)), 1),
        ("closed the day before", person(on=-200, closures=(closed(-91),)), 0),
        ("closed on its own first day", person(on=-50, closures=(closed(-50),)), 1),
        ("opened again on the last day", person(on=-300, closures=(closed(-200, reopened=0),)), 1),
        ("opened again the day after", person(on=-300, closures=(closed(-200, reopened=1),)), 0),
        ("came back", person(referrals=(referred(-300), referred(-5)), closures=(closed(-99),)), 1),
        ("there twice", person(referrals=(referred(-80), referred(-5)), closures=(closed(-50),)), 1),
        ("paused all through", person(pauses=(Paused(day(-95), None, PauseReason.HOSPITAL),)), 1),
    ],
    "M2": [
        ("worked on the first day only", person(on=-200, jobs=(job(-150, -90),)), (1, 1)),
        ("ended the day before", person(on=-200, jobs=(job(-150, -91),)), (0, 1)),
        ("began on the last day", person(jobs=(job(0),)), (1, 1)),
        ("begins the day after", person(jobs=(job(1, accepted_on=day(-3)),)), (0, 1)),
        ("a job of one day", person(jobs=(job(-9, -9),)), (1, 1)),
        ("off sick all through", person(on=-200, jobs=(job(-150, away=((-150, None),)),)), (0, 1)),
        ("away on its only day", person(on=-200, jobs=(job(-150, -90, away=((-150, -90),)),)), (0, 1)),
        ("back for the last day", person(on=-200, jobs=(job(-150, away=((-150, -1),)),)), (1, 1)),
        ("two absences that leave no day", person(on=-200, jobs=(job(-150, away=((-99, -40), (-39, 0)),),)), (0, 1)),
        ("two absences with a day between", person(on=-200, jobs=(job(-150, away=((-99, -40), (-38, 0)),),)), (1, 1)),
        ("held at referral", person(jobs=(job(None, held_at_referral=True, four_hours=None),)), (1, 1)),
        ("held, ended before it", person(on=-60, jobs=(job(None, -61, held_at_referral=True),)), (0, 1)),
        ("held, ended on its day", person(on=-60, jobs=(job(None, -60, held_at_referral=True),)), (1, 1)),
        ("four hours not recorded", person(jobs=(job(-9, four_hours=None),)), (0, 1)),
        ("set aside for clients", person(jobs=(job(-9, permanence=Permanence.LIMITED_BY_SERVICE),)), (0, 1)),
        ("below the minimum wage", person(jobs=(job(-9, minimum_wage=False),)), (0, 1)),
        ("wage not known", person(jobs=(job(-9, minimum_wage=None),)), (1, 1)),
        ("fell through", person(jobs=(job(-9, fell_through_on=day(-8)),)), (0, 1)),
        ("two jobs at once", person(jobs=(job(-9), job(-8))), (1, 1)),
        ("worked before coming back, in the period", person(
            referrals=(referred(-200), referred(-20)), closures=(closed(-70),), jobs=(job(-100, -80),)), (1, 1)),
    ],
    "M4": [
        ("first day", person(on=-200, jobs=(job(-90),)), 1),
        ("day before", person(on=-200, jobs=(job(-91),)), (0, Why.EARLIER)),
        ("last day", person(jobs=(job(0),)), 1),
        ("day after", person(jobs=(job(1, accepted_on=day(0)),)), (0, Why.STARTS_LATER)),
        ("second and parallel", person(jobs=(job(-9), job(-9), job(-3))), 3),
        ("four hours on a later day, in the period", person(jobs=(job(-9, four_hours=-2),)), 1),
        ("four hours known only after it", person(jobs=(job(-1, four_hours=1),)), (0, Why.FOUR_HOURS_MISSING)),
        ("no start date", person(jobs=(job(None, four_hours=None, accepted_on=day(-5)),)), (0, Why.START_MISSING)),
        ("on the day of the referral", person(on=-60, jobs=(job(-60),)), 1),
        ("the day before the referral", person(on=-60, jobs=(job(-61),)), (0, Why.BEFORE_ENTRY)),
        ("held at referral", person(jobs=(job(-30, held_at_referral=True),)), (0, Why.HELD_AT_REFERRAL)),
        ("fell through", person(jobs=(job(-9, four_hours=None, fell_through_on=day(-8)),)), (0, Why.FELL_THROUGH)),
        ("not open to all", person(jobs=(job(-9, open_to_all=False),)), (0, Why.NOT_COMPETITIVE)),
        ("no job", person(), (0, Why.NO_JOB)),
    ],
    "M5": [
        ("first in the period", person(jobs=(job(-9), job(-3))), 1),
        ("second in the period", person(on=-200, jobs=(job(-100, -95), job(-9))), (0, Why.EARLIER)),
        ("first one unconfirmed", person(jobs=(job(-9, four_hours=None), job(-3))), 1),
        ("worked before, came back, works again", person(
            referrals=(referred(-400), referred(-60)), closures=(closed(-100),), jobs=(job(-300, -250), job(-9))), 1),
        ("opened again is no new entry", person(
            on=-400, closures=(closed(-100, reopened=-60),), jobs=(job(-300, -250), job(-9))), (0, Why.EARLIER)),
    ],
    "M6": [
        ("first day", person(on=-90), 1),
        ("day before", person(on=-91), (0, Why.EARLIER)),
        ("last day", person(on=0), 1),
        ("twice", person(referrals=(referred(-80), referred(-5)), closures=(closed(-50),)), 2),
    ],
    "M7": [
        ("first day", person(on=-200, profile_started=day(-90)), 1),
        ("day before", person(on=-200, profile_started=day(-91)), (0, Why.EARLIER)),
        ("last day", person(profile_started=day(0)), 1),
        ("day after", person(profile_started=day(1)), (0, Why.NONE)),
        ("closed by then", person(profile_started=day(-9), closures=(closed(-1),)), (0, Why.CLOSED)),
        ("closed and opened again", person(profile_started=day(-9), closures=(closed(-5, reopened=-1),)), 1),
        ("closed the day after", person(profile_started=day(-9), closures=(closed(1),)), 1),
    ],
    "M8": [
        ("worked long ago and not now", person(on=-900, jobs=(job(-800, -700),)), (1, 1)),
        ("began on the last day", person(jobs=(job(0),)), (1, 1)),
        ("begins the day after", person(jobs=(job(1, accepted_on=day(0)),)), (0, 1)),
        ("in education", person(status="in_education"), (0, 1)),
        ("inactive", person(status="inactive"), (0, 1)),
        ("in work", person(status="in_work", jobs=(job(-9),)), (0, 0, Why.IN_WORK_AT_REFERRAL)),
        ("off sick", person(status="off_sick"), (0, 0, Why.IN_WORK_AT_REFERRAL)),
        ("two jobs count once", person(jobs=(job(-9), job(-3))), (1, 1)),
        ("came in work, and came back without", person(
            referrals=(referred(-400, "in_work"), referred(-60)), closures=(closed(-100),)), (0, 1)),
        ("a referral while on the books is no new entry", person(
            referrals=(referred(-400, "in_work"), referred(-60))), (0, 0, Why.IN_WORK_AT_REFERRAL)),
    ],
    "M9": [
        ("in work", person(status="in_work"), (1, 1)),
        ("off sick", person(status="off_sick"), (1, 1)),
        ("in education", person(status="in_education"), (0, 1)),
    ],
    "M10": [
        ("seen six months ago to the day", person(on=-300, seen=-183, jobs=(job(-9),)), (1, 1)),
        ("a day less", person(on=-300, seen=-182, jobs=(job(-9),)), (0, 0, Why.TOO_RECENT)),
        ("counts from its first day", person(on=-300, seen=-250, jobs=(job(-9, four_hours=None),)), (1, 1)),
        ("in work at referral is in", person(on=-300, seen=-250, status="in_work"), (0, 1)),
        ("never seen", person(on=-300), (0, 0, Why.NOT_SEEN)),
        ("seen by telephone only", person(on=-300, contacts=(met(-250, "telephone"),)), (0, 0, Why.NOT_SEEN)),
        ("missed the meeting", person(on=-300, contacts=(met(-250, result="no_show"),)), (0, 0, Why.NOT_SEEN)),
    ],
    "M11": [
        ("old enough to the day, and goes on", person(on=-200, jobs=(job(-91),)), (1, 1)),
        ("a day too young", person(on=-200, jobs=(job(-90),)), (0, 0, Why.TOO_RECENT)),
        ("ended on that very day", person(on=-200, jobs=(job(-100, -9),)), (1, 1)),
        ("ended the day before", person(on=-200, jobs=(job(-100, -10),)), (0, 1)),
        ("one of each", person(on=-300, jobs=(job(-250, -240), job(-100))), (1, 2)),
        ("two at once", person(on=-300, jobs=(job(-100), job(-100))), (2, 2)),
        ("a job of one day", person(on=-300, jobs=(job(-200, -200),)), (0, 1)),
        ("unconfirmed", person(on=-300, jobs=(job(-200, four_hours=None),)), (0, 0, Why.FOUR_HOURS_MISSING)),
        ("away does not end it", person(on=-300, jobs=(job(-200, away=((-150, None),)),)), (1, 1)),
    ],
    "M12": [
        ("to the day", person(on=-300, jobs=(job(-182),)), (1, 1)),
        ("a day too young", person(on=-300, jobs=(job(-181),)), (0, 0, Why.TOO_RECENT)),
        ("ended on that very day", person(on=-300, jobs=(job(-200, -18),)), (1, 1)),
        ("ended the day before", person(on=-300, jobs=(job(-200, -19),)), (0, 1)),
    ],
    "M13": [
        ("on the last day", person(on=-200, jobs=(job(-90, hours=7),)), 1),
        ("a day short", person(on=-200, jobs=(job(-89, hours=7),)), (0, Why.OPEN)),
        ("too few hours", person(on=-200, jobs=(job(-180, hours=6),)), (0, Why.OPEN)),
        ("two jobs that come to it", person(on=-200, jobs=(job(-90, hours=4), job(-90, hours=3))), 1),
        ("away for three weeks of sixteen", person(on=-200, jobs=(job(-111, hours=7, away=((-60, -40),)),)), 1),
        ("away for a day more", person(on=-200, jobs=(job(-111, hours=7, away=((-60, -39),)),)), (0, Why.OPEN)),
        ("enough days, in a day more than sixteen weeks", person(
            on=-200, jobs=(job(-112, hours=7, away=((-60, -39),)),)), (0, Why.OPEN)),
        ("reached before the period", person(on=-400, jobs=(job(-300, hours=7),)), (0, Why.EARLIER)),
        ("hours not known", person(on=-200, jobs=(job(-150, hours=None),)), (0, Why.HOURS_MISSING)),
        ("wage floor not known", person(on=-200, jobs=(job(-150, minimum_wage=None),)), (0, Why.WAGE_MISSING)),
        ("no job", person(), (0, Why.NO_JOB)),
    ],
    "M14": [
        ("to the day", person(on=-300, jobs=(job(-90),)), (1, 1)),
        ("a day too young", person(on=-300, jobs=(job(-89),)), (0, 0, Why.TOO_RECENT)),
        ("ended on that very day", person(on=-300, jobs=(job(-100, -10),)), (1, 1)),
        ("ended the day before", person(on=-300, jobs=(job(-100, -11),)), (0, 1)),
    ],
    "M15": [
        ("hours known", person(jobs=(job(-9, hours=7), job(-9, hours=30))), (2, 2)),
        ("hours not known", person(jobs=(job(-9, hours=None),)), (0, 1)),
        ("began before", person(on=-200, jobs=(job(-91),)), (0, 0, Why.EARLIER)),
    ],
    "M16": [
        ("began on the day first seen", person(seen=-50, jobs=(job(-50),)), (0, 1)),
        ("the first of two", person(seen=-50, jobs=(job(-30), job(-20))), (20, 1)),
        ("the first one unconfirmed", person(seen=-50, jobs=(job(-30, four_hours=None), job(-20))), (30, 1)),
        ("none yet", person(seen=-50), (0, 0, Why.OPEN)),
        ("only unconfirmed", person(seen=-50, jobs=(job(-30, four_hours=None),)), (0, 0, Why.FOUR_HOURS_MISSING)),
        ("not seen", person(jobs=(job(-30),)), (0, 0, Why.NOT_SEEN)),
        ("in work at referral", person(seen=-50, status="in_work", jobs=(job(-30),)), (0, 0, Why.IN_WORK_AT_REFERRAL)),
        ("first seen anew after coming back", person(
            referrals=(referred(-400), referred(-60)), closures=(closed(-100),),
            contacts=(met(-390), met(-50)), jobs=(job(-20),)), (30, 1)),
    ],
    "M17": [
        ("a job of one day", person(jobs=(job(-9, -9),)), (0, 1)),
        ("began on the last day", person(jobs=(job(0),)), (0, 1)),
        ("not cut at the first day", person(on=-200, jobs=(job(-150),)), (150, 1)),
        ("ends after the last day", person(jobs=(job(-9, 5),)), (9, 1)),
        ("two at once", person(jobs=(job(-9), job(-9))), (18, 2)),
        ("no job", person(), (0, 0, Why.NO_JOB)),
    ],
    "M18": [
        ("one job", person(jobs=(job(-9, hours=20),)), (20, 1)),
        ("two at once", person(jobs=(job(-9, hours=20), job(-9, hours=4))), (24, 2)),
        ("ended before the period", person(on=-300, jobs=(job(-200, -100),)), (0, 0, Why.EARLIER)),
        ("hours not known", person(jobs=(job(-9, hours=None),)), (0, 0, Why.HOURS_MISSING)),
        ("away all through", person(on=-300, jobs=(job(-200, away=((-200, None),)),)), (0, 0, Why.AWAY)),
    ],
    "M19": [
        ("dismissed on the first day", person(on=-200, jobs=(job(-150, -90, how="dismissed"),)), (1, 1)),
        ("the day before", person(on=-200, jobs=(job(-150, -91, how="dismissed"),)), (0, 0, Why.EARLIER)),
        ("on the last day", person(jobs=(job(-9, 0, how="quit_without_other_job"),)), (1, 1)),
        ("after it", person(jobs=(job(-9, 1, how="dismissed"),)), (0, 0, Why.NO_ENDING)),
        ("for another job", person(jobs=(job(-9, -3, how="quit_with_other_job"),)), (0, 1)),
        ("the contract ended", person(jobs=(job(-9, -3, how="end_of_contract"),)), (0, 1)),
        ("one of each", person(jobs=(job(-9, -3, how="dismissed"), job(-9, -3, how="redundant"))), (1, 2)),
    ],
    "M20": [
        ("enrolled on the last day", person(education=(studied(0),)), (1, 1)),
        ("enrolled the day after", person(education=(studied(1),)), (0, 1)),
        ("left on the first day", person(on=-200, education=(studied(-150, -90, "left"),)), (1, 1)),
        ("left the day before", person(on=-200, education=(studied(-150, -91, "left"),)), (0, 1)),
        ("applied", person(education=(studied(None, status="applied"),)), (0, 1)),
        ("two courses count once", person(education=(studied(-9), studied(-5))), (1, 1)),
    ],
    "M21": [
        ("on the day first seen", person(seen=-50, employer_contacts=(employer_met(-50),)), (0, 1)),
        ("the first counts", person(seen=-50, employer_contacts=(employer_met(-40), employer_met(-30))), (10, 1)),
        ("their own visit", person(seen=-50, employer_contacts=(employer_met(-40, made_by="participant"),)), (10, 1)),
        ("before first seen", person(seen=-50, employer_contacts=(employer_met(-55, made_by="participant"),)), (0, 1)),
        ("by telephone", person(seen=-50, employer_contacts=(employer_met(-40, "telephone"),)), (0, 0, Why.OPEN)),
        ("by video", person(seen=-50, employer_contacts=(employer_met(-40, "video"),)), (0, 0, Why.OPEN)),
        ("after the last day", person(seen=-50, employer_contacts=(employer_met(1),)), (0, 0, Why.OPEN)),
        ("not seen", person(employer_contacts=(employer_met(-40),)), (0, 0, Why.NOT_SEEN)),
        ("came off sick", person(seen=-50, status="off_sick", employer_contacts=(employer_met(-40),)), (10, 1)),
        ("a pause takes nothing off", person(
            seen=-50, pauses=(Paused(day(-49), day(-41), PauseReason.TREATMENT),),
            employer_contacts=(employer_met(-40),)), (10, 1)),
        ("met before coming back", person(
            referrals=(referred(-400), referred(-60)), closures=(closed(-100),), contacts=(met(-390), met(-50)),
            employer_contacts=(employer_met(-380),)), (0, 0, Why.OPEN)),
    ],
    "M23": [
        ("on the first day", person(on=-200, closures=(closed(-90, "steady_work"),)), 1),
        ("on the last day", person(closures=(closed(0, "steady_work"),)), 1),
        ("another reason", person(closures=(closed(-9),)), (0, Why.OTHER_REASON)),
        ("opened again", person(closures=(closed(-9, "steady_work", reopened=-2),)), (0, Why.REOPENED)),
        ("opened again after the last day", person(closures=(closed(-9, "steady_work", reopened=2),)), 1),
        ("open", person(), (0, Why.NONE)),
    ],
    "M24": [
        ("on the first day", person(on=-200, contacts=(met(-90),)), 1),
        ("the day before", person(on=-200, contacts=(met(-91), met(-5))), (0, Why.EARLIER)),
        ("by telephone", person(contacts=(met(-9, "telephone"),)), 1),
        ("by letter", person(contacts=(met(-9, "letter"),)), (0, Why.OPEN)),
        ("not reached", person(contacts=(met(-9, "telephone", "not_reached"),)), (0, Why.OPEN)),
        ("each referral once", person(
            referrals=(referred(-80), referred(-20)), closures=(closed(-50),),
            contacts=(met(-70), met(-60), met(-10))), 2),
    ],
    "M25": [
        ("all known", person(gender=Gender.WOMAN, age_band=AgeBand.A25_34, ethnicity_group="Group"), (1, 1)),
        ("one missing", person(gender=Gender.WOMAN, age_band=AgeBand.A25_34), (0, 1)),
    ],
    "M26": [
        ("a contact on the first day", person(on=-200, contacts=(met(-90, "telephone"),)), (1, 1)),
        ("the day before", person(on=-200, contacts=(met(-91),)), (0, 1)),
        ("not reached", person(contacts=(met(-9, result="not_reached"),)), (0, 1)),
    ],
    "E5": [
        ("a mean of two", person(satisfaction=(Rated(day(-9), (8, 6)),)), (7, 1)),
        ("before the period", person(on=-200, satisfaction=(Rated(day(-91), (8,)),)), (0, 0, Why.NONE)),
    ],
    "E6": [
        ("came, did not, was moved", person(activities=tuple(
            Searched(day(-9), SearchActivityKind.WORKSHOP, attended) for attended in Attended)), (1, 2)),
        ("before the period", person(on=-200, activities=(
            Searched(day(-91), SearchActivityKind.WORKSHOP, Attended.ATTENDED),)), (0, 0, Why.NONE)),
    ],
    "E7": [
        ("a fair builds no skill", person(activities=(
            Searched(day(-9), SearchActivityKind.JOB_FAIR, Attended.ATTENDED),)), (0, 0, Why.NONE)),
    ],
    "E8": [
        ("an interview without an application", person(interviews=(day(-9),)), (1, 1)),
        ("before the period", person(on=-200, interviews=(day(-91),)), (0, 0, Why.NONE)),
    ],
    "E9": [
        ("said in the period", person(support=(
            Supported(day(-9), Mode.TELEPHONE, new_id(), satisfaction=4),
            Supported(day(-8), Mode.TELEPHONE, new_id()),)), (4, 1)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("measure", CASES)
def test_cases_at_the_edges(measure: str) -> None:
    for about, someone, expected in CASES[measure]:
        found = figure(measure, someone)
        told: tuple[Any, ...] = expected if isinstance(expected, tuple) else (expected,)
        why = next((part for part in told if isinstance(part, Why)), None)
        numbers = tuple(part for part in told if not isinstance(part, Why))
        said = (found.numerator, found.denominator)[: max(len(numbers), 1)]
        assert said == numbers, (about, found)
        assert [left.why for left in found.left_out] == ([] if why is None else [why]), (about, found.left_out)


def test_every_measure_has_its_cases_or_a_test_of_its_own() -> None:
    assert set(MEASURES) | set(ENGAGEMENT) == set(CASES) | {"M3", "M22", "E1", "E2", "E3", "E4"}


def test_m3_is_m2_to_be_read_beside_its_benchmarks() -> None:
    people = (person("A", jobs=(job(-9),)), person("B"))
    assert figure("M3", *people).value == figure("M2", *people).value == Fraction(1, 2)


@pytest.mark.parametrize(
    ("contacts", "hired", "left", "expected"),
    [
        ((0, -27), None, None, Fraction(2, 4)),
        ((-28, 1), None, None, Fraction(0)),
        ((0, -6), -6, None, Fraction(2)),
        ((-27, -14), None, -14, Fraction(1)),
    ],
    ids=["inside four weeks", "just outside", "began a week ago", "left half way"],
)
def test_m22_looks_at_the_four_weeks_up_to_the_last_day(
    contacts: tuple[int, ...], hired: int | None, left: int | None, expected: Fraction
) -> None:
    one = staff(from_on=None if hired is None else day(hired), to_on=None if left is None else day(left))
    made = tuple(employer_met(on) for on in contacts)
    others = (employer_met(-3, "telephone"), employer_met(-3, made_by="participant"), employer_met(-3, staff=new_id()))
    found = figure("M22", team=TeamFacts(staff=(one,), employer_contacts=(*made, *others)))
    assert found.value == expected and found.denominator == 1


def test_m22_is_the_mean_over_specialists_and_nothing_without_one() -> None:
    two = (staff("ES1"), staff("ES2", id=new_id(), full_time_percent=50))
    found = figure("M22", team=TeamFacts(staff=two, employer_contacts=tuple(employer_met(-n) for n in range(8))))
    assert [(part.group, part.value) for part in found.parts] == [("ES1", 2), ("ES2", 0)] and found.value == 1
    assert figure("M22", team=TeamFacts()).value is None


def test_meetings_profiles_and_plans_of_engagement() -> None:
    agreed = Planned(new_id(), day(-20), day(-19), smart=True)
    people = (
        person("A", on=-200, contacts=(met(-90), met(-9, "video"), met(-8, "telephone")), plans=(agreed,)),
        person("B", on=-200, closures=(closed(-91),), contacts=(met(-99),)),
        person("C", on=0, profile_started=day(0), plans=(replace(agreed, withdrawn_on=day(0)),)),
        person("D", plans=(replace(agreed, agreed_on=None),)),
        person("E", plans=(replace(agreed, smart=False),), profile_started=day(1)),
    )
    meetings = figure("E2", *people)
    assert meetings.numerator == 2 and meetings.people == ("A",)
    assert meetings.denominator == Fraction(91 + 1 + 61 + 61) / Fraction(36525, 1200)
    assert figure("E3", *people).people == ("C",)
    assert figure("E4", *people).people == ("A",)
    assert figure("E1", *people).people == ("A",)
    assert [part.id for part in figure("M26", *people).parts] == ["meetings", "profile", "smart_plan", "satisfaction"]


# What the rule packs change


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
def test_jobs_with_a_short_gap_may_be_joined(gap: int | None, expected: tuple[int, int]) -> None:
    # Fourteen days lie between the last day of one and the first of the next.
    someone = person(on=-300, jobs=(job(-200, -150), job(-135, -60)))
    found = figure("M11", someone, rules=Rules(join_gap_days=gap))
    assert (found.numerator, found.denominator) == expected


def test_the_limit_of_the_search_is_the_packs() -> None:
    someone = person(seen=-50, employer_contacts=(employer_met(-19),))
    for limit, in_time in ((30, 0), (31, 1)):
        parts = {part.id: part for part in figure("M21", someone, rules=Rules(search_days=limit)).parts}
        assert parts["in_time"].numerator == in_time


# Parts, who just missed, what is blank


def test_those_who_wait_are_counted_beside_the_mean() -> None:
    people = (
        person("A", seen=-50, employer_contacts=(employer_met(-30),)),
        person("B", seen=-30),
        person("C", seen=-31),
    )
    found = figure("M21", *people)
    parts = {part.id: part for part in found.parts}
    assert (found.numerator, found.denominator) == (20, 1)
    assert [(left.ref, left.days) for left in found.left_out] == [("B", 30), ("C", 31)]
    assert parts["waiting_past_limit"].people == ("C",)
    assert (parts["with_waiting"].numerator, parts["with_waiting"].denominator) == (51, 2)


def test_bands_of_hours_have_the_lower_edge() -> None:
    starts = tuple(job(-9, hours=hours) for hours in (6, 7, 15, 16, 19, 20, 29, 30, 60))
    found = figure("M15", person(jobs=starts))
    assert [(part.group, part.numerator) for part in found.parts] == [
        ("under_7", 1),
        ("7_to_16", 2),
        ("16_to_20", 2),
        ("20_to_30", 2),
        ("30_up", 2),
    ]


@pytest.mark.parametrize(
    ("per", "minor", "expected"),
    [
        (PayPeriod.HOUR, 1000, Fraction(140)),
        (PayPeriod.WEEK, 7000, Fraction(70)),
        (PayPeriod.MONTH, 36500, Fraction(84)),
        (PayPeriod.YEAR, 365000, Fraction(70)),
    ],
)
def test_hours_and_wages_of_seven_days(per: PayPeriod, minor: int, expected: Fraction) -> None:
    terms = (Terms(day(-6), Decimal(14), Money(minor, "GBP"), per, first=True),)
    found = figure("M18", person(jobs=(job(-6, terms=terms), job(-6, terms=(), hours=None))))
    parts = {(part.id, part.group): part.numerator for part in found.parts}
    assert parts["total_hours", ""] == 14 and parts["total_wages", "GBP"] == expected
    assert [left.why for left in found.besides] == [Why.HOURS_MISSING]


def test_a_change_of_hours_counts_from_its_day() -> None:
    terms = (Terms(day(-13), Decimal(7), first=True), Terms(day(-6), Decimal(14)), Terms(day(1), Decimal(70)))
    found = figure("M18", person(jobs=(job(-13, terms=terms),)))
    assert found.numerator == 14 and found.parts[0].numerator == 21


@pytest.mark.parametrize(
    ("measure", "someone", "how", "days"),
    [
        ("M2", person(jobs=(job(14, accepted_on=day(-1)),)), "began_later", 14),
        ("M2", person(jobs=(job(15, accepted_on=day(-1)),)), None, 0),
        ("M2", person(on=-300, jobs=(job(-200, -104),)), "too_early", 14),
        ("M1", person(on=-300, closures=(closed(-91),)), "too_early", 1),
        ("M5", person(jobs=(job(1, accepted_on=day(0)),)), "began_later", 1),
        ("M6", person(on=-104), "too_early", 14),
        ("M7", person(on=-105, profile_started=day(-91)), "too_early", 1),
        ("M11", person(on=-300, jobs=(job(-77),)), "still_young", 14),
        ("M11", person(on=-300, jobs=(job(-100, -10),)), "ended_short", 1),
        ("M13", person(on=-300, jobs=(job(-89, hours=7),)), "still_young", 1),
        ("M20", person(on=-300, education=(studied(-200, -91, "left"),)), "too_early", 1),
        ("M21", person(seen=-50, employer_contacts=(employer_met(-6),)), "over_limit", 14),
        ("M23", person(on=-300, closures=(closed(-91, "steady_work"),)), "too_early", 1),
        ("M24", person(on=-300, contacts=(met(-91),)), "too_early", 1),
    ],
)
def test_who_just_missed(measure: str, someone: PersonFacts, how: str | None, days: int) -> None:
    found = [(one.how.value, one.days) for one in figure(measure, someone).just_missed]
    assert found == ([] if how is None else [(how, days)])


def test_blank_dates_are_listed_with_what_they_matter_for() -> None:
    people = (
        person("A", seen=-50, jobs=(job(-9, four_hours=None, hours=None, minimum_wage=None),)),
        person("B", seen=-50, jobs=(job(None, four_hours=None, accepted_on=day(-5)),)),
        person("C", stages=(Staged(day(-9), 2),)),
        person("D", seen=-50, education=(studied(None),)),
        person("E", seen=-50, jobs=(job(5, accepted_on=day(-5)), job(-9, four_hours=None, held_at_referral=True))),
        person("F", seen=-50, education=(studied(None, status="applied"),), closures=(closed(-1),)),
    )
    found = blanks(base_of(TeamFacts(people), Period(day(-90), day(0))))
    assert [(one.ref, one.kind.value) for one in found] == [
        ("A", "four_hours"),
        ("A", "hours"),
        ("A", "wage"),
        ("B", "start"),
        ("C", "first_seen"),
        ("C", "profile_started"),
        ("D", "enrolled"),
    ]
    assert {one.kind for one in found} == set(BlankKind) and all(one.measures for one in found)
    by_day_one = blanks(base_of(TeamFacts(people[:1]), Period(day(-90), day(0)), DAY_ONE))
    assert [one.kind.value for one in by_day_one] == ["hours", "wage"]


def test_equity_is_cut_by_group_and_comes_to_the_whole() -> None:
    people = (
        person("A", gender=Gender.WOMAN, born_on=day(0).replace(year=2001), jobs=(job(-9),)),
        person("B", gender=Gender.WOMAN, born_on=day(1).replace(year=2001)),
        person("C", gender=Gender.MAN, age_band=AgeBand.A65_UP),
        person("D"),
    )
    parts = figure("M25", *people).parts
    into_work = {part.group: part.numerator for part in parts if (part.id, part.of) == ("M5", "gender")}
    assert into_work == {"man": 0, "woman": 1, "": 0}
    ages = {part.group: part.people for part in parts if (part.id, part.of) == ("M1", "age")}
    assert ages == {"16_24": ("B",), "25_34": ("A",), "65_up": ("C",), "": ("D",)}
    rate = {part.group: (part.numerator, part.denominator) for part in parts if (part.id, part.of) == ("M8", "gender")}
    assert rate == {"man": (0, 1), "woman": (1, 2), "": (0, 1)}


def test_a_specialists_people_are_whose_they_were_responsible_for_last() -> None:
    other = new_id()
    mine, theirs = (AssignmentRole.RESPONSIBLE, ES), (AssignmentRole.RESPONSIBLE, other)

    def assigned(*told: tuple[int, tuple[AssignmentRole, Any]]) -> tuple[Assigned, ...]:
        return tuple(Assigned(day(on), who, role) for on, (role, who) in told)

    people = (
        person("A", assignments=assigned((-60, mine))),
        person("B", assignments=assigned((-60, mine), (-10, theirs))),
        person("C", assignments=assigned((-60, theirs), (-10, mine))),
        person("D", assignments=assigned((-60, theirs), (1, mine))),
        person("E", assignments=assigned((-60, theirs), (-10, (AssignmentRole.COVERING, ES)))),
    )
    facts = TeamFacts(people, (staff(),), (employer_met(-1), employer_met(-1, staff=other)))
    narrowed = of_specialist(facts, facts.staff[0], day(0))
    assert [one.ref for one in narrowed.people] == ["A", "C"] and len(narrowed.employer_contacts) == 1


def test_a_period_has_both_its_days_and_does_not_end_before_it_begins() -> None:
    period = Period(day(0), day(0))
    assert day(0) in period and day(1) not in period and None not in period and period.days == 1
    with pytest.raises(ValueError, match="before it begins"):
        Period(day(0), day(-1))
