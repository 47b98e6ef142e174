"""Laptops' people and staff, with everything that principles and items look at, and their reports without a store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from ips_tui.content.measures import load_rule_packs
from ips_tui.content.scales import load_scale
from ips_tui.domain.benefits import BenefitsOccasion, Office
from ips_tui.domain.contacts import ContactKind, Mode, Place, Result, Together
from ips_tui.domain.disclosure import Decision
from ips_tui.domain.employer_weeks import monday_of
from ips_tui.domain.employers import MatchesPreferences
from ips_tui.domain.engagement import PauseReason
from ips_tui.domain.fidelity.facts import FidelityFacts, LogReviewed, More, OfficeMet, TeamMeeting, Written
from ips_tui.domain.fidelity.indicators import indicators
from ips_tui.domain.fidelity.scale import Scale
from ips_tui.domain.job_search import ApplicationResult, JobRoute
from ips_tui.domain.jobs import JobMatches, Permanence
from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import PersonFacts, Spent, TeamFacts
from ips_tui.domain.outcomes.job_facts import Terms
from ips_tui.domain.outcomes.row_facts import Applied, Assigned, Counselled, Decided, Paused, Supported, Updated
from ips_tui.domain.outreach import Try
from ips_tui.domain.people import AssignmentRole, ConsentState
from ips_tui.domain.principles import principles
from ips_tui.domain.profile import JobType
from ips_tui.domain.support import Supporter, SupportTopic
from ips_tui.reports.fidelity import FidelityReport, ItemView
from ips_tui.reports.outcomes import Laptop
from ips_tui.reports.principles import PrinciplesReport
from tests.domain.outcomes.made import T, closed, day, employer_met, job, met, new_id, person, staff
from tests.domain.outcomes.test_properties import PERIOD

SCALE = load_scale()
CANARY = "Canaria"


@dataclass(frozen=True)
class Team:
    """What is known on one laptop, or on several together."""

    facts: FidelityFacts

    def __add__(self, other: Team) -> Team:
        mine, theirs = self.facts, other.facts
        team = TeamFacts(
            (*mine.team.people, *theirs.team.people),
            (*mine.team.staff, *theirs.team.staff),
            (*mine.team.employer_contacts, *theirs.team.employer_contacts),
            (*mine.team.time, *theirs.team.time),
        )
        return Team(
            FidelityFacts(
                team,
                {**mine.more, **theirs.more},
                (*mine.log_reviews, *theirs.log_reviews),
                (*mine.meetings, *theirs.meetings),
                (*mine.offices, *theirs.offices),
            )
        )


def a_team(luck: Random, letter: str, most: int = 4) -> Team:
    """Up to so many people and two specialists of one laptop; every text in it is a canary."""
    ours = [UUID(int=ord(letter) * 100 + number) for number in range(luck.randint(0, 2))]
    members = tuple(
        staff(f"{CANARY}-{letter}{n}", id=one, full_time_percent=luck.choice((50, 80, 100)), from_on=day(-300))
        for n, one in enumerate(ours)
    )
    people = tuple(_person(luck, f"{CANARY}-{letter}{number}", ours) for number in range(luck.randint(0, most)))
    weeks = [monday_of(day(-7 * back)) for back in range(1, 4)]
    team = TeamFacts(
        people,
        members,
        tuple(employer_met(-luck.randint(0, 27), staff=one) for one in ours for _ in range(luck.randint(0, 30))),
        tuple(
            Spent(day(-luck.randint(0, 27)), one, luck.randint(1, 300), in_community=luck.random() < 0.7)
            for one in ours
            for _ in range(luck.randint(0, 5))
        ),
    )
    return Team(
        FidelityFacts(
            team,
            {one.id: _more(luck) for one in people},
            tuple(LogReviewed(day(-1), one, week) for one in ours for week in weeks if luck.random() < 0.9),
            tuple(TeamMeeting(day(-luck.randint(0, 60)), one, UUID(int=7)) for one in ours),
            tuple(
                OfficeMet(
                    day(-luck.randint(0, 60)),
                    one,
                    luck.choice(list(Office)),
                    luck.choice(list(Mode)),
                    luck.choice([None, *(found.id for found in people)]),
                )
                for one in ours
                for _ in range(luck.randint(0, 2))
            ),
        )
    )


def _days(luck: Random, most: int, first: int = -200) -> list[int]:
    return sorted(luck.randint(first, 0) for _ in range(luck.randint(0, most)))


def _person(luck: Random, ref: str, ours: list[UUID]) -> PersonFacts:
    came = luck.randint(-250, -1)
    jobs = tuple(_job(luck, max(came, -200)) for _ in range(luck.randint(0, 3)))
    begun = [one.id for one in jobs]
    profile = _days(luck, 2)
    return person(
        ref,
        came,
        name=ref,
        closures=(closed(-luck.randint(0, 20), "steady_work"),) if luck.random() < 0.2 else (),
        pauses=(Paused(day(-5), None, PauseReason.HOSPITAL),) if luck.random() < 0.1 else (),
        contacts=tuple(
            replace(met(on, luck.choice(("face_to_face", "telephone"))), staff=luck.choice(ours or [new_id()]))
            for on in _days(luck, 25, came)
        ),
        employer_contacts=tuple(
            employer_met(on, matches=luck.choice((None, *MatchesPreferences))) for on in _days(luck, 3, came)
        ),
        jobs=jobs,
        benefits=tuple(
            Counselled(day(on), BenefitsOccasion.BEFORE_START, luck.choice((None, *begun)), luck.choice((True, False)))
            for on in _days(luck, 4, came)
        ),
        clinical_updates=tuple(Updated(day(on), 1) for on in _days(luck, 3, -90)),
        support=tuple(
            Supported(day(on), Mode.FACE_TO_FACE, begun[0], tuple(luck.sample(list(SupportTopic), 3)))
            for on in (_days(luck, 2, -60) if begun else [])
        ),
        applications=tuple(
            Applied(day(on), JobRoute.ADVERT, next(iter(ApplicationResult)), luck.choice((None, *MatchesPreferences)))
            for on in _days(luck, 3, -90)
        ),
        decisions=tuple(
            Decided(day(on), luck.choice(list(Decision)), luck.choice((None, day(on)))) for on in _days(luck, 2, -120)
        ),
        profile_started=day(profile[0]) if profile else None,
        profile_versions=tuple(map(day, profile)),
        clinical_team=luck.choice((None, *(UUID(int=700 + n) for n in range(4)))),
        assignments=(Assigned(day(-99), luck.choice(ours), AssignmentRole.RESPONSIBLE),) if ours else (),
    )


def _job(luck: Random, first: int) -> Any:
    start = luck.randint(first, 5)
    terms = [Terms(day(start), Decimal(16), first=True)]
    if luck.random() < 0.4:
        terms.append(Terms(day(start + luck.randint(1, 60)), Decimal(20)))
    return job(
        start,
        start + luck.randint(1, 90) if luck.random() < 0.4 else None,
        terms=tuple(terms),
        name=f"{CANARY} bakery",
        job_type=luck.choice((None, *list(JobType)[:4])),
        employer=luck.choice((None, *(UUID(int=800 + n) for n in range(4)))),
        permanence=luck.choice((None, Permanence.PERMANENT, Permanence.PERMANENT)),
        matches=luck.choice((None, *JobMatches)),
        minimum_wage=luck.random() < 0.9,
        held_at_referral=luck.random() < 0.1,
    )


def _more(luck: Random) -> More:
    def tried(on: int) -> Try:
        result, kind = luck.choice(list(Result)), luck.choice((ContactKind.OUTREACH_ATTEMPT, ContactKind.ENGAGEMENT))
        place, together = luck.choice((None, *Place)), luck.choice(((), (Together.CLINICAL_STAFF,)))
        return Try(new_id(), day(on), CANARY, kind, Mode.FACE_TO_FACE, place, result, together)

    return More(
        tuple(map(tried, _days(luck, 3, -80))),
        tuple(map(day, _days(luck, 2, -80))),
        tuple(map(day, _days(luck, 1, -80))),
        tuple(Written(day(on), in_record=luck.choice((None, True))) for on in _days(luck, 1, -80)),
        tuple(map(day, _days(luck, 1, -80))),
        tuple((day(on), (luck.choice(list(Supporter)),)) for on in _days(luck, 1, -80)),
        luck.choice((None, *ConsentState)),
    )


def fidelity_report(team: Team, site: UUID, letter: str = "A", scale: Scale = SCALE) -> FidelityReport:
    """What `fidelity` gives, of facts that are in no store."""
    pack = load_rule_packs()["standard"]
    base = base_of(team.facts.team, PERIOD)
    found = tuple(ItemView(one) for one in indicators(scale, base, team.facts))
    laptop = (Laptop(site, letter, T),)
    return FidelityReport(PERIOD, T, PERIOD, pack, scale, found, len(base.refs), covers=laptop)


def principles_report(team: Team, site: UUID, letter: str = "A") -> PrinciplesReport:
    """What `principles_report` gives, of facts that are in no store."""
    found = principles(base_of(team.facts.team, PERIOD))
    pack = load_rule_packs()["standard"]
    return PrinciplesReport(PERIOD, T, PERIOD, pack, found, covers=(Laptop(site, letter, T),))
