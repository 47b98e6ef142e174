"""The frozen facts that measures look at, and what of them was known on a day (domain.md 6.6 D2).

`ips_tui.reports.reading` reads records into them; nothing here knows a database, a clock or a language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from ips_tui.domain.outcomes.job_facts import Work, by
from ips_tui.domain.outcomes.row_facts import (
    Applied,
    Assigned,
    Closed,
    Counselled,
    Decided,
    EmployerMet,
    Met,
    Paused,
    Planned,
    Rated,
    Referred,
    Searched,
    Staged,
    Studied,
    Supported,
    Updated,
)
from ips_tui.domain.people import AgeBand, Gender, StaffRole


class _Happened(Protocol):
    @property
    def on(self) -> date: ...


OnT = TypeVar("OnT", bound=_Happened)


@dataclass(frozen=True)
class PersonFacts:
    """What measures may know of one participant. Every group is in the order of its days."""

    id: UUID
    ref: str
    name: str = ""
    referrals: tuple[Referred, ...] = ()
    closures: tuple[Closed, ...] = ()
    contacts: tuple[Met, ...] = ()
    profile_started: date | None = None
    profile_versions: tuple[date, ...] = ()
    plans: tuple[Planned, ...] = ()
    jobs: tuple[Work, ...] = ()
    education: tuple[Studied, ...] = ()
    pauses: tuple[Paused, ...] = ()
    employer_contacts: tuple[EmployerMet, ...] = ()
    """Those about this person, by either side, in any mode."""
    satisfaction: tuple[Rated, ...] = ()
    clinical_updates: tuple[Updated, ...] = ()
    benefits: tuple[Counselled, ...] = ()
    support: tuple[Supported, ...] = ()
    applications: tuple[Applied, ...] = ()
    interviews: tuple[date, ...] = ()
    activities: tuple[Searched, ...] = ()
    decisions: tuple[Decided, ...] = ()
    stages: tuple[Staged, ...] = ()
    assignments: tuple[Assigned, ...] = ()
    clinical_team: UUID | None = None
    born_on: date | None = None
    age_band: AgeBand | None = None
    gender: Gender | None = None
    ethnicity_group: str | None = None


@dataclass(frozen=True)
class StaffFacts:
    """A member of staff, with the share of full time in percent."""

    id: UUID
    ref: str
    name: str
    role: StaffRole
    full_time_percent: int = 100
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True)
class Spent:
    """Minutes of a member of staff with people, employers, clinical teams and offices, travel left out."""

    on: date
    staff: UUID
    minutes: int
    in_community: bool
    """Away from the desk and the clinic: where people live and work (IPS-25, item 24)."""


@dataclass(frozen=True)
class TeamFacts:
    """What measures may know of a whole team."""

    people: tuple[PersonFacts, ...] = ()
    staff: tuple[StaffFacts, ...] = ()
    employer_contacts: tuple[EmployerMet, ...] = ()
    """All of them, the general ones too."""
    time: tuple[Spent, ...] = ()


def known_by(facts: TeamFacts, day: date, as_of: date | None = None) -> TeamFacts:
    """The facts as they were known on that day: what came later does not exist for them, whenever it is asked (D2).

    `as_of` is the day looked from, up to which the start of a job may be confirmed (`Work.known_by`).
    """
    people = (person_known_by(person, day, as_of) for person in facts.people)
    return replace(
        facts,
        people=tuple(person for person in people if person.referrals),
        employer_contacts=_until(facts.employer_contacts, day),
        time=_until(facts.time, day),
    )


def person_known_by(person: PersonFacts, day: date, as_of: date | None = None) -> PersonFacts:
    """As `known_by`, of one person."""
    jobs = (job.known_by(day, as_of) for job in person.jobs)
    return replace(
        person,
        referrals=_until(person.referrals, day),
        closures=tuple(replace(c, reopened_on=by(c.reopened_on, day)) for c in _until(person.closures, day)),
        contacts=_until(person.contacts, day),
        profile_started=by(person.profile_started, day),
        profile_versions=tuple(on for on in person.profile_versions if on <= day),
        plans=tuple(
            replace(p, agreed_on=by(p.agreed_on, day), withdrawn_on=by(p.withdrawn_on, day))
            for p in _until(person.plans, day)
        ),
        jobs=tuple(job for job in jobs if job is not None),
        # An enrolment after the day does not exist; one whose day nobody filled in is something else.
        education=tuple(
            replace(e, finished_on=by(e.finished_on, day))
            for e in person.education
            if e.enrolled_on is None or e.enrolled_on <= day
        ),
        pauses=tuple(replace(p, to_on=by(p.to_on, day)) for p in _until(person.pauses, day)),
        employer_contacts=_until(person.employer_contacts, day),
        satisfaction=_until(person.satisfaction, day),
        clinical_updates=_until(person.clinical_updates, day),
        benefits=_until(person.benefits, day),
        support=_until(person.support, day),
        applications=_until(person.applications, day),
        interviews=tuple(on for on in person.interviews if on <= day),
        activities=_until(person.activities, day),
        decisions=tuple(replace(d, withdrawn_on=by(d.withdrawn_on, day)) for d in _until(person.decisions, day)),
        stages=_until(person.stages, day),
        assignments=tuple(replace(a, to_on=by(a.to_on, day)) for a in _until(person.assignments, day)),
    )


def _until(rows: Iterable[OnT], day: date) -> tuple[OnT, ...]:
    return tuple(row for row in rows if row.on <= day)
