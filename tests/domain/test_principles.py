"""The eight principles, each at its edges."""

from __future__ import annotations

from typing import Any

import pytest

from ips_tui.domain.employers import MatchesPreferences
from ips_tui.domain.job_search import ApplicationResult, JobRoute
from ips_tui.domain.jobs import JobMatches, Permanence
from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import PersonFacts, TeamFacts
from ips_tui.domain.outcomes.figure import Why
from ips_tui.domain.outcomes.row_facts import Applied, Updated
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.principles import Met, Principle, PrincipleId, principles
from tests.domain.fidelity.test_edges import counselled, seen, visits
from tests.domain.outcomes.made import closed, day, employer_met, job, person, referred, staff

P = PrincipleId


def told(name: PrincipleId, *people: PersonFacts, **team: Any) -> Principle:
    base = base_of(TeamFacts(people=people, **team), Period(day(-90), day(0)))
    return next(one for one in principles(base) if one.id is name)


def applied(matches: MatchesPreferences | None) -> Applied:
    return Applied(day(-3), JobRoute.ADVERT, next(iter(ApplicationResult)), matches)


YES, NO, LEFT = "yes", "no", "left out"
CASES: list[tuple[PrincipleId, str, PersonFacts, str]] = [
    (P.ZERO_EXCLUSION, "met on day 28", person(on=-60, seen=-32), YES),
    (P.ZERO_EXCLUSION, "met on day 29", person(on=-60, seen=-31), NO),
    (P.ZERO_EXCLUSION, "not met, day 28", person(on=-28), NO),
    (P.ZERO_EXCLUSION, "not met, day 27", person(on=-27), LEFT),
    (P.ZERO_EXCLUSION, "closed before it was met", person(on=-27, closures=(closed(-5),)), NO),
    (P.COMPETITIVE_WORK, "competitive", person(jobs=(job(-9),)), YES),
    (P.COMPETITIVE_WORK, "set aside", person(jobs=(job(-9, permanence=Permanence.LIMITED_BY_SERVICE),)), NO),
    (P.COMPETITIVE_WORK, "held at referral", person(jobs=(job(-9, held_at_referral=True),)), LEFT),
    (
        P.COMPETITIVE_WORK,
        "before coming back, in the period",
        person(referrals=(referred(-300), referred(-20)), closures=(closed(-70),), jobs=(job(-80, -75),)),
        YES,
    ),
    (P.INTEGRATION, "updated 30 days back", person(clinical_updates=(Updated(day(-30), 1),)), YES),
    (P.INTEGRATION, "updated 31 days back", person(clinical_updates=(Updated(day(-31), 1),)), NO),
    (P.INTEGRATION, "came 30 days back", person(on=-30), NO),
    (P.INTEGRATION, "came 29 days back", person(on=-29), LEFT),
    (P.PREFERENCES, "fits", person(applications=(applied(MatchesPreferences.YES),)), YES),
    (P.PREFERENCES, "fits partly", person(applications=(applied(MatchesPreferences.PARTLY),)), NO),
    (P.PREFERENCES, "not judged", person(applications=(applied(None),)), LEFT),
    (P.PREFERENCES, "their own visit", person(employer_contacts=(employer_met(-3, made_by="participant"),)), LEFT),
    (P.PREFERENCES, "a job that fits", person(jobs=(job(-9, matches=JobMatches.WELL),)), YES),
    (P.BENEFITS, "talked before", person(benefits=(counselled(-9, trained=False),), jobs=(job(-9),)), YES),
    (P.BENEFITS, "talked after", person(benefits=(counselled(-8),), jobs=(job(-9),)), NO),
    (P.BENEFITS, "no job", person(), LEFT),
    (P.RAPID_SEARCH, "day 30", person(seen=-50, employer_contacts=(employer_met(-20),)), YES),
    (P.RAPID_SEARCH, "day 31", person(seen=-50, employer_contacts=(employer_met(-19),)), NO),
    (P.RAPID_SEARCH, "waits, day 31", person(seen=-31), NO),
    (P.RAPID_SEARCH, "waits, day 30", person(seen=-30), LEFT),
    (P.RAPID_SEARCH, "not seen", person(), LEFT),
    (P.ONGOING_SUPPORT, "31 days back", person(contacts=seen(-31, mode="telephone"), jobs=(job(-50),)), YES),
    (P.ONGOING_SUPPORT, "32 days back", person(contacts=seen(-32), jobs=(job(-50),)), NO),
    (P.ONGOING_SUPPORT, "first month, 7 days back", person(contacts=seen(-7), jobs=(job(-27),)), YES),
    (P.ONGOING_SUPPORT, "first month, 8 days back", person(contacts=seen(-8), jobs=(job(-27),)), NO),
    (P.ONGOING_SUPPORT, "day 2 of the job", person(jobs=(job(-2),)), LEFT),
    (P.ONGOING_SUPPORT, "the job has ended", person(jobs=(job(-50, -1),)), LEFT),
]


@pytest.mark.parametrize(("name", "case", "one", "stands"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_where_somebody_stands(name: PrincipleId, case: str, one: PersonFacts, stands: str) -> None:
    found = told(name, one)
    figure = found.figure
    counted = {YES: (1, 1, 0), NO: (0, 1, 0), LEFT: (0, 0, 1)}[stands]
    assert (figure.numerator, figure.denominator, len(figure.left_out)) == counted
    assert found.state is {YES: Met.MET, NO: Met.LOOK, LEFT: Met.NO_DATA}[stands]
    assert found.look_at == (("A",) if stands is NO else ())


@pytest.mark.parametrize(("weekly", "state"), [(6, Met.MET), (5, Met.LOOK)])
def test_contacts_with_employers(weekly: int, state: Met) -> None:
    found = told(P.JOB_DEVELOPMENT, staff=(staff(),), employer_contacts=visits(weekly))
    assert (found.figure.value, found.state, found.look_at) == (weekly, state, ())
    assert told(P.JOB_DEVELOPMENT).state is Met.NO_DATA


def test_nine_of_ten_are_enough_and_the_tenth_is_looked_at() -> None:
    ten = [person(f"P{n}", on=-60, seen=-50) for n in range(9)] + [person("P9", on=-60)]
    found = told(P.ZERO_EXCLUSION, *ten)
    assert (found.state, found.look_at) == (Met.MET, ("P9",))
    assert told(P.ZERO_EXCLUSION, *ten[1:]).state is Met.LOOK
    paused = told(P.INTEGRATION, person(closures=(closed(-3),)))
    assert [one.why for one in paused.figure.left_out] == [Why.CLOSED]
