"""Each computed item at the edge of each anchor, what lowers it, and what stands apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from ips_tui.content.scales import load_scale
from ips_tui.domain.benefits import BenefitsOccasion
from ips_tui.domain.employer_weeks import monday_of
from ips_tui.domain.engagement import PauseReason
from ips_tui.domain.fidelity.facts import FidelityFacts, LogReviewed, More, fidelity_of_specialist
from ips_tui.domain.fidelity.indicator import Indicator, Lowers, State
from ips_tui.domain.fidelity.indicators import indicators
from ips_tui.domain.fidelity.scale import Scale, mean_rating
from ips_tui.domain.jobs import Permanence
from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import PersonFacts, Spent, StaffFacts, TeamFacts
from ips_tui.domain.outcomes.figure import Why
from ips_tui.domain.outcomes.row_facts import Assigned, Counselled, Paused
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.people import AssignmentRole
from ips_tui.domain.profile import JobType
from tests.domain.outcomes.made import ES, closed, day, employer_met, job, met, person, staff

SCALE = load_scale()
OTHER = UUID(int=901)
TEAMS = [UUID(int=700 + n) for n in range(5)]


def told(
    item: str,
    *people: PersonFacts,
    staff_here: tuple[StaffFacts, ...] = (),
    reviews: tuple[LogReviewed, ...] = (),
    more: dict[UUID, More] | None = None,
    **team: Any,
) -> Indicator:
    """One item over the quarter up to T."""
    facts = FidelityFacts(TeamFacts(people=people, staff=staff_here, **team), more or {}, reviews)
    only = Scale("one", "", SCALE.dated, (SCALE.item(item),), ())
    (found,) = indicators(only, base_of(facts.team, Period(day(-90), day(0))), facts)
    return found


def many(count: int, **more: Any) -> list[PersonFacts]:
    return [person(f"{n:03}", **more) for n in range(count)]


def why(found: Indicator) -> list[tuple[str, Lowers]]:
    return [(low.ref, low.why) for low in found.lowered_by]


# Item 1


@pytest.mark.parametrize(
    ("people", "anchor"), [(0, 5), (20, 5), (21, 4), (25, 4), (26, 3), (30, 3), (31, 2), (40, 2), (41, 1)]
)
def test_caseload(people: int, anchor: int) -> None:
    found = told("F1", *many(people, profile_started=day(-9)), staff_here=(staff(),))
    assert (found.state, found.anchor) == (State.ANCHOR, anchor)


def test_caseload_is_of_full_time_posts_and_of_active_people() -> None:
    pause = {"pauses": (Paused(day(-5), None, PauseReason.HOSPITAL),)}
    mine = (Assigned(day(-60), ES, AssignmentRole.RESPONSIBLE),)
    people = [
        *many(11, profile_started=day(-9), assignments=mine),
        person("closed", closures=(closed(-1),), profile_started=day(-9)),
        person("paused", profile_started=day(-9), **pause),
        person("new"),
    ]
    found = told("F1", *people, staff_here=(staff(full_time_percent=50), staff("ES2", id=OTHER, to_on=day(-1))))
    figure = found.figure
    assert figure is not None and (figure.numerator, figure.denominator, found.anchor) == (11, Fraction(1, 2), 4)
    assert {one.ref: one.why for one in figure.left_out} == {
        "closed": Why.CLOSED,
        "paused": Why.PAUSED,
        "new": Why.PROFILE_MISSING,
    }
    assert why(found) == [("ES1", Lowers.MORE_PEOPLE)] and found.lowered_by[0].number == 22
    assert told("F1", *people).state is State.NO_DATA


# Item 4


@pytest.mark.parametrize(("inside", "outside", "anchor"), [(9, 1, 5), (8, 2, 4), (3, 1, 4), (7, 3, 3), (2, 2, 3)])
def test_clinical_teams(inside: int, outside: int, anchor: int) -> None:
    mine = (Assigned(day(-60), ES, AssignmentRole.RESPONSIBLE),)
    people = [
        *(person(f"in{n}", clinical_team=TEAMS[n % 2], assignments=mine) for n in range(inside)),
        *(person(f"out{n}", assignments=mine) for n in range(outside)),
    ]
    found = told("F4", *people, staff_here=(staff(),))
    assert found.anchor == anchor and why(found) == [(f"out{n}", Lowers.NO_TEAM) for n in range(outside)]


def test_a_third_team_lowers_it_and_nothing_says_apart_from_treatment() -> None:
    mine = (Assigned(day(-60), ES, AssignmentRole.RESPONSIBLE),)
    people = [person(f"P{n}", clinical_team=TEAMS[n // 2 if n < 4 else n - 2], assignments=mine) for n in range(6)]
    found = told("F4", *people)
    assert why(found) == [("P4", Lowers.OTHER_TEAM), ("P5", Lowers.OTHER_TEAM)] and found.anchor == 3
    assert told("F4", *many(3)).anchor == 2 and told("F4").state is State.NO_DATA


# Item 12


def counselled(on: int, trained: bool | None = True, job_id: UUID | None = None) -> Counselled:
    return Counselled(day(on), BenefitsOccasion.BEFORE_START, job_id, trained)


@pytest.mark.parametrize(
    ("talks", "anchor", "lowered"),
    [
        ((counselled(-30),), 5, []),
        ((counselled(-58),), 5, []),
        ((counselled(-59),), 1, [Lowers.NO_BENEFITS]),
        ((counselled(-29),), 1, [Lowers.NO_BENEFITS]),
        ((counselled(-30, trained=False),), 3, [Lowers.NOT_TRAINED]),
        ((counselled(-30, trained=None),), 3, [Lowers.NOT_TRAINED]),
        ((), 1, [Lowers.NO_BENEFITS]),
    ],
)
def test_benefits_before_a_start(talks: tuple[Counselled, ...], anchor: int, lowered: list[Lowers]) -> None:
    found = told("F12", person("A", benefits=talks, jobs=(job(-30),)))
    # A talk long before, or after it, is one about something else.
    assert (found.anchor, [low.why for low in found.lowered_by]) == (anchor, lowered)


def test_a_change_of_hours_asks_for_another_talk() -> None:
    work = job(-80)
    changed = replace(work, terms=(*work.terms, replace(work.terms[0], from_on=day(-20), first=False)))
    before = counselled(-80)
    found = told("F12", person("A", on=-200, benefits=(before,), jobs=(changed,)))
    assert found.anchor == 4 and why(found) == [("A", Lowers.NO_CHANGE_TALK)]
    assert told("F12", person("A", on=-200, benefits=(before, counselled(-48)), jobs=(changed,))).anchor == 5
    assert told("F12", person("A", on=-200, benefits=(before, counselled(-49)), jobs=(changed,))).anchor == 4
    # One that names the job is about it, however early.
    assert told("F12", person("A", on=-200, benefits=(counselled(-200, job_id=work.id),), jobs=(work,))).anchor == 5
    assert told("F12", person("A")).state is State.NO_DATA


# Item 15


@pytest.mark.parametrize(
    ("days", "anchor"), [(30, 5), (31, 4), (60, 4), (61, 3), (150, 3), (151, 2), (270, 2), (271, 1)]
)
def test_rapid_search(days: int, anchor: int) -> None:
    one = person("A", on=-300, seen=-290, employer_contacts=(employer_met(-290 + days),))
    found = told("F15", one)
    assert found.anchor == anchor and why(found) == ([("A", Lowers.DAYS)] if anchor < 5 else [])


def test_whoever_waits_is_in_no_mean_and_stands_apart() -> None:
    quick = person("A", on=-80, seen=-70, employer_contacts=(employer_met(-60, made_by="participant"),))
    found = told("F15", quick, person("B", on=-80, seen=-70), person("C", on=-5))
    assert found.anchor == 5 and found.figure is not None and found.figure.value == 10
    assert [(one.ref, one.days) for one in found.open_cases] == [("B", 70)]
    assert told("F15", person("B", seen=-3)).state is State.NO_DATA


# Item 17


def visits(weekly: int, who: UUID = ES) -> tuple[Any, ...]:
    return tuple(employer_met(-7 * week - 1, staff=who) for week in range(4) for _ in range(weekly))


def reviewed(*weeks: int, who: UUID = ES) -> tuple[LogReviewed, ...]:
    return tuple(LogReviewed(day(-1), who, monday_of(day(0)) - timedelta(weeks=back)) for back in weeks)


@pytest.mark.parametrize(
    ("weekly", "weeks", "anchor"),
    [
        (6, (1, 2, 3), 5),
        (6, (2, 3), 5),
        (6, (3,), 3),
        (6, (), 2),
        (5, (2, 3), 4),
        (4, (2, 3), 3),
        (4, (3,), 3),
        (4, (9,), 2),
        (3, (2, 3), 2),
        (2, (), 2),
        (1, (2, 3), 1),
    ],
)
def test_employer_contacts(weekly: int, weeks: tuple[int, ...], anchor: int) -> None:
    """T is a Thursday: the week before it may still be looked at, the two before that are over for the leader too."""
    found = told("F17", staff_here=(staff(),), employer_contacts=visits(weekly), reviews=reviewed(*weeks))
    assert found.anchor == anchor
    few = [low.number for low in found.lowered_by if low.why is Lowers.FEW_CONTACTS]
    assert few == ([] if weekly == 6 else [weekly] * 3)
    assert sum(low.why is Lowers.NOT_REVIEWED for low in found.lowered_by) == 2 - len({2, 3} & set(weeks))


def test_contacts_are_a_mean_over_specialists_and_calls_are_none() -> None:
    two = (staff(), staff("ES2", id=OTHER))
    calls = tuple(employer_met(-2, mode="telephone") for _ in range(99))
    own = (employer_met(-2, made_by="participant"),)
    found = told("F17", staff_here=two, employer_contacts=(*visits(8), *visits(2, OTHER), *calls, *own))
    assert found.figure is not None and found.figure.value == 5
    assert [part.value for part in found.figure.parts if part.of] == [8, 2]
    assert told("F17").state is State.NO_DATA


# Items 19 to 21


@pytest.mark.parametrize(
    ("different", "of", "anchor"), [(17, 20, 5), (14, 20, 4), (12, 20, 3), (10, 20, 2), (9, 20, 1)]
)
def test_different_employers_and_kinds_of_work(different: int, of: int, anchor: int) -> None:
    firms = [UUID(int=500 + min(n, different - 1)) for n in range(of)]
    found = told("F20", *(person(f"{n:02}", jobs=(job(-30, employer=firm),)) for n, firm in enumerate(firms)))
    assert found.anchor == anchor
    assert [low.ref for low in found.lowered_by] == [f"{n:02}" for n in range(different, of)]
    if different <= len(JobType):
        kinds = [list(JobType)[min(n, different - 1)] for n in range(of)]
        found = told("F19", *(person(f"{n:02}", jobs=(job(-30, job_type=kind),)) for n, kind in enumerate(kinds)))
        assert found.anchor == anchor


def test_what_is_not_known_is_left_out_and_said() -> None:
    found = told("F19", person("A", jobs=(job(-30),)), person("B", jobs=(job(-20, job_type=JobType.KITCHEN),)))
    assert found.figure is not None and (found.figure.numerator, found.figure.denominator) == (1, 1)
    assert [(one.ref, one.why) for one in found.figure.left_out] == [("A", Why.JOB_TYPE_MISSING)]
    assert told("F20", person("A", jobs=(job(-30),))).state is State.NO_DATA


@pytest.mark.parametrize(("lasting", "of", "anchor"), [(19, 20, 5), (17, 20, 4), (15, 20, 3), (13, 20, 2), (12, 20, 1)])
def test_competitive_and_permanent(lasting: int, of: int, anchor: int) -> None:
    kinds = [Permanence.PERMANENT, Permanence.SEASONAL, Permanence.AGENCY]
    terms = [kinds[n % 3] if n < lasting else Permanence.FIXED_TERM for n in range(of)]
    found = told("F21", *(person(f"{n:02}", jobs=(job(-30, permanence=p),)) for n, p in enumerate(terms)))
    assert found.anchor == anchor
    assert why(found) == [(f"{n:02}", Lowers.NOT_PERMANENT) for n in range(lasting, of)]


def test_below_ten_current_jobs_it_is_too_few() -> None:
    nine = [person(f"{n:02}", jobs=(job(-30, permanence=Permanence.PERMANENT),)) for n in range(9)]
    found = told("F21", *nine, person("10", jobs=(job(-30, -1),)), person("11", jobs=(job(-9, held_at_referral=True),)))
    assert (found.state, found.anchor) == (State.TOO_FEW, None)
    ten = told("F21", *nine, person("10", jobs=(job(-30, 0),)))
    assert ten.state is State.ANCHOR and why(ten) == [("10", Lowers.PERMANENCE_UNKNOWN)]
    assert told("F21").state is State.NO_DATA


# Item 23


def seen(*days: int, mode: str = "face_to_face") -> tuple[Any, ...]:
    return tuple(met(on, mode) for on in days)


FULL = (-82, -79, -72, -65, -58, -45, -15)
"""A job from T-80 on: the week before, the first days, four weeks, and the month after them that is over."""


@pytest.mark.parametrize(
    ("days", "mode", "anchor", "lowered"),
    [
        (FULL, "face_to_face", 5, []),
        (FULL[1:], "face_to_face", 4, [Lowers.BEFORE_START]),
        ((-82, -75, -72, -65, -58, -45), "face_to_face", 4, [Lowers.FIRST_DAYS]),
        ((-82, -79, -45), "face_to_face", 3, [Lowers.WEEKS]),
        ((-82, -79, -72, -65, -58), "face_to_face", 1, [Lowers.MONTHS]),
        ((-45,), "face_to_face", 2, [Lowers.BEFORE_START, Lowers.FIRST_DAYS, Lowers.WEEKS]),
        ((), "face_to_face", 1, [Lowers.BEFORE_START, Lowers.FIRST_DAYS, Lowers.WEEKS, Lowers.MONTHS]),
        (FULL, "telephone", 1, [Lowers.BEFORE_START, Lowers.FIRST_DAYS, Lowers.WEEKS, Lowers.MONTHS]),
    ],
)
def test_follow_along(days: tuple[int, ...], mode: str, anchor: int, lowered: list[Lowers]) -> None:
    found = told("F23", person("A", on=-200, contacts=seen(*days, mode=mode), jobs=(job(-80),)))
    assert (found.anchor, [low.why for low in found.lowered_by]) == (anchor, lowered)


@pytest.mark.parametrize(("after", "kept"), [(-37, True), (-36, False)])
def test_an_ending_asks_for_a_meeting_within_three_days(after: int, kept: bool) -> None:
    ended = job(-80, -40)
    days = (*(on for on in FULL if on < -40), after)
    found = told("F23", person("A", on=-200, contacts=seen(*days), jobs=(ended,)))
    assert [low.why for low in found.lowered_by] == ([] if kept else [Lowers.AFTER_ENDING])


def test_a_job_in_its_first_week_is_not_in_yet_and_a_year_is_enough() -> None:
    found = told("F23", person("A", on=-200, jobs=(job(-5),)))
    assert found.state is State.NO_DATA and [(o.ref, o.why) for o in found.open_cases] == [("A", Why.TOO_RECENT)]
    monthly = tuple(-600 + 28 + 31 * month + 1 for month in range(12))
    long = person("A", on=-700, contacts=seen(-602, -600, -593, -586, -579, *monthly), jobs=(job(-600),))
    assert told("F23", long).anchor == 5


# Item 24


@pytest.mark.parametrize(
    ("outside", "anchor"), [(65, 5), (64, 4), (50, 4), (49, 3), (40, 3), (39, 2), (30, 2), (29, 1), (0, 1)]
)
def test_community(outside: int, anchor: int) -> None:
    time = (Spent(day(-1), ES, outside, in_community=True), Spent(day(-1), ES, 100 - outside, in_community=False))
    found = told("F24", staff_here=(staff(),), time=time)
    assert found.anchor == anchor and bool(found.lowered_by) is (anchor < 5)


def test_hours_are_a_mean_over_specialists_of_four_weeks() -> None:
    time = (
        Spent(day(-27), ES, 1000, in_community=True),
        Spent(day(-28), ES, 9000, in_community=False),
        Spent(day(0), OTHER, 10, in_community=False),
    )
    found = told("F24", staff_here=(staff(), staff("ES2", id=OTHER), staff("ES3", id=UUID(int=902))), time=time)
    # Pooled it would be 99 percent; the third wrote nothing down.
    assert found.figure is not None and (found.figure.value, found.anchor) == (50, 4)
    assert told("F24", staff_here=(staff(),)).state is State.NO_DATA


# Evidence, and what people rate


def test_items_without_evidence_say_so_by_their_class() -> None:
    assert {told(f"F{n}").state for n in (2, 3, 5, 6, 9, 13, 14, 16, 22, 25)} == {State.NO_DATA}
    assert {told(f"F{n}").state for n in (7, 10, 11, 18)} == {State.BY_RATING}
    assert all(told(f"F{n}").anchor is None for n in (2, 3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 16, 18, 22, 25))


def test_of_one_specialist_only_theirs_is_looked_at() -> None:
    mine = person("A", profile_started=day(-9), assignments=(Assigned(day(-60), ES, AssignmentRole.RESPONSIBLE),))
    team = TeamFacts((mine, person("B", profile_started=day(-9))), (staff(), staff("ES2", id=OTHER)))
    facts = fidelity_of_specialist(
        FidelityFacts(team, {}, (*reviewed(1), *reviewed(1, who=OTHER))), team.staff[0], day(0)
    )
    assert [p.ref for p in facts.team.people] == ["A"] and {r.staff for r in facts.log_reviews} == {ES}


@pytest.mark.parametrize(("ratings", "one"), [([], None), ([4], 4), ([4, 5], 5), ([3, 4, 4], 4), ([1, 1, 2], 1)])
def test_several_ratings_come_to_one(ratings: list[int], one: int | None) -> None:
    assert mean_rating(ratings) == one


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (125, "exemplary"),
        (115, "exemplary"),
        (114, "good"),
        (100, "good"),
        (99, "fair"),
        (74, "fair"),
        (73, "not_supported_employment"),
        (25, "not_supported_employment"),
    ],
)
def test_bands_of_a_completed_rating(total: int, band: str) -> None:
    found = SCALE.band(total)
    assert found is not None and found.id == band
