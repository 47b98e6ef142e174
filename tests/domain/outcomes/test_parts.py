"""What stands beside a figure: its parts, who just missed, what is blank, and whose people they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ips_tui.domain.jobs import PayPeriod
from ips_tui.domain.money import Money
from ips_tui.domain.outcomes.base import base_of, of_specialist
from ips_tui.domain.outcomes.blanks import BlankKind, blanks
from ips_tui.domain.outcomes.facts import PersonFacts, Spent, TeamFacts, person_known_by
from ips_tui.domain.outcomes.figure import Why
from ips_tui.domain.outcomes.job_facts import Terms
from ips_tui.domain.outcomes.row_facts import Assigned, Planned, Staged
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
    staff,
    studied,
)

DAY_ONE = Rules(counts_from=CountsFrom.DAY_ONE)


def test_m3_is_m2_to_be_read_beside_its_benchmarks() -> None:
    people = (person("A", jobs=(job(-9),)), person("B"))
    assert figure("M3", *people).value == figure("M2", *people).value == Fraction(1, 2)


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


def test_the_higher_hours_of_m13_are_asked_for_by_themselves() -> None:
    people = (
        person("A", on=-200, jobs=(job(-90, hours=16),)),
        person("B", on=-200, jobs=(job(-90, hours=15),)),
        person("C", on=-400, jobs=(job(-300, hours=7), job(-90, hours=9))),
        person("D", on=-400, jobs=(job(-300, hours=16),)),
    )
    found = figure("M13", *people)
    (more,) = found.parts
    assert found.people == ("A", "B") and more.people == ("A", "C") and more.numerator == 2


def test_a_course_without_its_day_of_enrolment_is_said_and_not_counted() -> None:
    people = (
        person("A", education=(studied(None),)),
        person("B", education=(studied(None, status="applied"),)),
        person("C", education=(replace(studied(None), noted_on=day(1)),)),
        person("D", education=(studied(None), studied(-9))),
    )
    found = figure("M20", *people)
    assert found.people == ("D",)
    assert [(one.ref, one.why, one.on) for one in found.besides] == [("A", Why.ENROLMENT_MISSING, day(0))]


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
        ("M11", person(on=-300, jobs=(job(-100, -23),)), "ended_short", 14),
        ("M11", person(on=-300, jobs=(job(-100, -24),)), None, 0),
        ("M11", person(on=-300, jobs=(job(-100, -9),)), None, 0),
        ("M13", person(on=-300, jobs=(job(-89, hours=7),)), "still_young", 1),
        ("M13", person(on=-300, jobs=(job(-76, hours=7),)), "still_young", 14),
        ("M13", person(on=-300, jobs=(job(-75, hours=7),)), None, 0),
        ("M20", person(on=-300, education=(studied(-200, -91, "left"),)), "too_early", 1),
        ("M21", person(seen=-50, employer_contacts=(employer_met(-20),)), None, 0),
        ("M21", person(seen=-50, employer_contacts=(employer_met(-19),)), "over_limit", 1),
        ("M21", person(seen=-50, employer_contacts=(employer_met(-6),)), "over_limit", 14),
        ("M21", person(seen=-50, employer_contacts=(employer_met(-5),)), None, 0),
        ("M23", person(on=-300, closures=(closed(-91, "steady_work"),)), "too_early", 1),
        ("M24", person(on=-300, contacts=(met(-91),)), "too_early", 1),
    ],
)
def test_who_just_missed(measure: str, someone: PersonFacts, how: str | None, days: int) -> None:
    found = [(one.how.value, one.days) for one in figure(measure, someone).just_missed]
    assert found == ([] if how is None else [(how, days)])


def test_a_version_made_on_the_day_itself_is_known_on_it() -> None:
    someone = person(profile_started=day(-1), profile_versions=(day(-1), day(0), day(1)))
    assert person_known_by(someone, day(0)).profile_versions == (day(-1), day(0))


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
    found = figure("M25", *people)
    parts = found.parts
    assert not found.people and [one.ref for one in found.besides] == ["A", "B", "C", "D"]
    assert not figure("M25", replace(people[0], ethnicity_group="Group")).besides
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
        person("F", assignments=assigned((-60, theirs), (0, mine))),
    )
    spent = tuple(Spent(day(-1), who, 60, in_community=True) for who in (ES, other))
    facts = TeamFacts(people, (staff(),), (employer_met(-1), employer_met(-1, staff=other)), spent)
    narrowed = of_specialist(facts, facts.staff[0], day(0))
    assert [one.ref for one in narrowed.people] == ["A", "C", "F"]
    assert {one.staff for one in (*narrowed.employer_contacts, *narrowed.time)} == {ES}


def test_a_period_has_both_its_days_and_does_not_end_before_it_begins() -> None:
    period = Period(day(0), day(0))
    assert day(0) in period and day(1) not in period and None not in period and period.days == 1
    with pytest.raises(ValueError, match="before it begins"):
        Period(day(0), day(-1))
