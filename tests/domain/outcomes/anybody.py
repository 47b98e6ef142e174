"""Anybody: people and teams with rows of every kind that facts can hold, whose history need not be a likely one.

Everything comes from one random number that hypothesis draws: to draw each date would take longer than all measures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from ips_tui.domain.benefits import BenefitsOccasion
from ips_tui.domain.contacts import Mode, Result
from ips_tui.domain.disclosure import Decision
from ips_tui.domain.education import EducationStatus
from ips_tui.domain.employers import EmployerMode, MadeBy
from ips_tui.domain.engagement import PauseReason
from ips_tui.domain.job_search import ApplicationResult, Attended, JobRoute, SearchActivityKind
from ips_tui.domain.jobs import EndedHow, PayPeriod, Permanence
from ips_tui.domain.money import Money
from ips_tui.domain.outcomes import row_facts as rows
from ips_tui.domain.outcomes.facts import PersonFacts, Spent, TeamFacts
from ips_tui.domain.outcomes.job_facts import Terms, Work
from ips_tui.domain.people import AgeBand, AssignmentRole, Gender
from tests.domain.outcomes.made import ES, closed, day, employer_met, job, met, new_id, person, referred, staff

EARLIEST, LATEST = -300, 30
EDGES = (-91, -90, 0, 1)
OTHER_ES = UUID(int=901)
CAME = ("unemployed", "unemployed", "in_work", "off_sick", "in_education")
HOURS = tuple(None if one is None else Decimal(one) for one in (None, 4, 8, 37))
PAY = ((None, None), (Money(1200, "GBP"), PayPeriod.HOUR), (Money(200000, "NOK"), PayPeriod.MONTH))


class Luck(Random):
    """Random choices among what there is."""

    def one(self, *options: Any) -> Any:
        """One of them."""
        return self.choice(options)

    def day(self, first: int = EARLIEST, last: int = LATEST) -> int:
        """A day; one in three is at an edge of the period, where it may be."""
        edges = [on for on in EDGES if first <= on <= last]
        return self.choice(edges) if edges and self.randrange(3) == 0 else self.randint(first, last)

    def days(self, most: int, first: int = EARLIEST, last: int = LATEST) -> list[int]:
        """Up to so many days, in their order."""
        return sorted(self.day(first, last) for _ in range(self.randint(0, most)))

    def later(self, on: int) -> Any:
        """A date some time after that day, or none."""
        after = self.one(None, None, 0, 1, 20, 90, 200)
        return None if after is None else day(on + after)


def plain_job(luck: Luck) -> Work:
    """A job of which everything is known and that counts; else too few would."""
    start = luck.day(-260)
    end, how = luck.one(None, start + luck.randint(0, 250)), luck.one("dismissed", "quit_without_other_job", "mutual")
    return job(start, end, how=how, hours=luck.one(4, 8, 20))


def any_job(luck: Luck) -> Work:
    """A job, of which any date may be missing."""
    start = luck.one(None, *(luck.day() for _ in range(5)))
    begins = 0 if start is None else start
    after = luck.one(None, 0, luck.randint(0, 250))
    pay, per = luck.one(*PAY)
    terms = (
        Terms(day(begins), luck.one(*HOURS), pay, per, first=True),
        Terms(day(begins + 30), luck.one(*HOURS), pay, per),
    )
    return job(
        start,
        None if after is None else begins + after,
        four_hours=None if start is None else luck.one(start, start, start + 3, None),
        how=luck.one(*EndedHow),
        away=luck.one((), (), ((begins, None),), ((begins, begins + 20),)),
        accepted_on=luck.one(day(begins), day(begins - 20)),
        held_at_referral=luck.one(False, False, False, True),
        fell_through_on=luck.one(None, None, None, None, day(begins)),
        minimum_wage=luck.one(True, True, True, None, False),
        permanence=luck.one(None, *Permanence),
        terms=terms[: luck.one(0, 1, 2, 2)],
    )


def _closed(luck: Luck, on: int) -> Any:
    return closed(on, luck.one("steady_work", "changed_mind"), reopened=luck.one(None, None, on, on + 9))


def _met(luck: Luck, on: int) -> Any:
    mode = luck.one(Mode.FACE_TO_FACE, Mode.FACE_TO_FACE, *Mode)
    return met(on, mode, luck.one(Result.TOOK_PLACE, Result.TOOK_PLACE, Result.TOOK_PLACE, *Result))


def _employer_met(luck: Luck, on: int) -> Any:
    mode = luck.one(EmployerMode.FACE_TO_FACE, *EmployerMode)
    return employer_met(on, mode, luck.one(*MadeBy), staff=luck.one(ES, OTHER_ES))


def _planned(luck: Luck, on: int) -> Any:
    return rows.Planned(new_id(), day(on), luck.later(on), luck.later(on), luck.one(True, False), 1)


def _studied(luck: Luck, on: int) -> Any:
    begun = luck.one(None, day(on), day(on))
    return rows.Studied("course", day(on), luck.one(*EducationStatus), begun, day(on), luck.later(on))


def _supported(luck: Luck, on: int) -> Any:
    return rows.Supported(day(on), Mode.TELEPHONE, new_id(), satisfaction=luck.one(None, 0, 4, 10))


def _assigned(luck: Luck, on: int) -> Any:
    return rows.Assigned(day(on), luck.one(ES, OTHER_ES), luck.one(*AssignmentRole), luck.later(on))


ROWS: Mapping[str, Callable[[Luck, int], Any]] = {
    "closures": _closed,
    "contacts": _met,
    "employer_contacts": _employer_met,
    "plans": _planned,
    "education": _studied,
    "pauses": lambda luck, on: rows.Paused(day(on), luck.later(on), luck.one(*PauseReason)),
    "satisfaction": lambda luck, on: rows.Rated(day(on), luck.one((), (0,), (8, 6), (10,))),
    "clinical_updates": lambda _, on: rows.Updated(day(on), 1),
    "benefits": lambda luck, on: rows.Counselled(day(on), luck.one(*BenefitsOccasion)),
    "support": _supported,
    "applications": lambda luck, on: rows.Applied(day(on), luck.one(*JobRoute), luck.one(*ApplicationResult)),
    "interviews": lambda _, on: day(on),
    "activities": lambda luck, on: rows.Searched(day(on), luck.one(*SearchActivityKind), luck.one(*Attended)),
    "decisions": lambda luck, on: rows.Decided(day(on), luck.one(*Decision), day(on), luck.later(on)),
    "stages": lambda luck, on: rows.Staged(day(on), luck.randint(1, 5)),
    "assignments": _assigned,
    "profile_versions": lambda _, on: day(on),
}
"""Rows that have a day, and one of them made for a day."""
ABOUT: Mapping[str, tuple[Any, ...]] = {
    "born_on": (None, day(-12000)),
    "age_band": (None, AgeBand.A16_24),
    "gender": (None, *Gender),
    "ethnicity_group": (None, "One", "Two"),
    "clinical_team": (None, UUID(int=700)),
}
MADE = {"id", "ref", "name", "referrals", "jobs", "profile_started", *ROWS, *ABOUT}
"""Every field of a person's facts that is made here."""


def any_person(luck: Luck, ref: str, first: int = EARLIEST, last: int = LATEST) -> PersonFacts:
    """Somebody with a history; their rows, without referrals and jobs, are of the days from first to last."""
    came = sorted((luck.one(-300, luck.day()), *luck.days(1)))
    facts: dict[str, Any] = {
        "referrals": tuple(referred(on, luck.one(*CAME)) for on in came),
        "jobs": tuple(luck.one(any_job, plain_job)(luck) for _ in range(luck.randint(0, 2))),
    }
    for name, make in ROWS.items():
        facts[name] = tuple(make(luck, on) for on in luck.days(2, first, last))
    if luck.one(True, False) and first <= came[-1] + 3 <= last:
        facts["contacts"] = tuple(sorted((*facts["contacts"], met(came[-1] + 3)), key=lambda one: one.on))
    facts["profile_started"] = min(facts["profile_versions"], default=None)
    return person(ref, **facts, **{name: luck.one(*options) for name, options in ABOUT.items()})


def any_outsider(luck: Luck) -> PersonFacts:
    """Somebody with rows on any day, never on the books from day -90 to day 0."""
    left = closed(luck.one(-91, -92, -104, -105, -200), luck.one("steady_work", "changed_mind"))
    back = luck.one(1, 2, 30)
    gone, again = referred(luck.one(-400, -250), luck.one(*CAME)), referred(back, luck.one(*CAME))
    came, closures = luck.one(
        ((gone,), (left,)),
        ((again,), ()),
        ((gone, again), (left,)),
        ((gone,), (replace(left, reopened_on=day(back)),)),
        ((), ()),
    )
    return replace(any_person(luck, "Z"), referrals=came, closures=closures)


def any_team(luck: Luck, least: int = 0) -> TeamFacts:
    """Up to five people, each with a reference of their own, two specialists, and what those did."""
    found = tuple(any_person(luck, ref) for ref in "ABCDE"[: luck.randint(least, 5)])
    specialists = (staff(from_on=luck.one(None, day(-9))), staff("ES2", id=OTHER_ES, to_on=luck.later(-60)))
    log = tuple(_employer_met(luck, on) for on in luck.days(5, -40, 9))
    return TeamFacts(found, specialists, log, tuple(Spent(day(on), ES, 60, True) for on in luck.days(1)))


LUCK = st.integers(0, 2**64 - 1).map(Luck)


def people(ref: str = "A", first: int = EARLIEST, last: int = LATEST) -> st.SearchStrategy[PersonFacts]:
    """As `any_person`."""
    return LUCK.map(lambda luck: any_person(luck, ref, first, last))


def outsiders() -> st.SearchStrategy[PersonFacts]:
    """As `any_outsider`."""
    return LUCK.map(any_outsider)


def teams(least: int = 0) -> st.SearchStrategy[TeamFacts]:
    """As `any_team`."""
    return LUCK.map(lambda luck: any_team(luck, least))
