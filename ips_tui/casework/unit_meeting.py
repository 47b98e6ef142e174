"""What a team talks about once a week: who is stuck, what changed, which employers to share (exchange.md 3 point 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework.caseload import PersonLine, everyone
from ips_tui.casework.lead_fits import LeadLine, leads
from ips_tui.casework.session import Desk
from ips_tui.domain.due import COSTS, OWN_PACE, Cost, DueKind
from ips_tui.domain.employers import Warmth, counts_as_met, warmth
from ips_tui.domain.rhythms import WEEK
from ips_tui.records.contacts import ClinicalUpdate
from ips_tui.records.employers import Employer, EmployerContact
from ips_tui.records.jobs import Job, JobEnding
from ips_tui.store import lists

QUIET_DAYS = 28
"""Days without a contact, or without a word to the clinical team, after which the meeting hears of it."""


@dataclass(frozen=True)
class Stuck:
    """Somebody who may need the others' ideas, and why; what does not hold is None or 0."""

    person: PersonLine
    quiet_days: int | None
    """Days since the last contact, or since the referral where there was none, from 28 on."""
    never_met: bool
    clock_over: int
    """Days by which the search clock is past its limit."""
    employer_over: int
    """Days by which the first employer face to face is past the fidelity figure."""
    overdue: int
    """Lines that are late, without what goes at the person's own pace, what is only to be noted, and the clock."""
    latest: tuple[str, date] | None
    """The line that is late longest: kind and day."""


@dataclass(frozen=True)
class Crossing:
    """The day of the week on which somebody's four weeks are over while their clock runs."""

    person: PersonLine
    on: date


@dataclass(frozen=True)
class JobNews:
    """A job that begins or ended in the week. Who employs is not said: the sheet leaves the room."""

    person: PersonLine
    name: str
    on: date


@dataclass(frozen=True)
class Shared:
    """An employer the others may go to as well."""

    name: str
    site: str
    met: int
    warmth: Warmth
    on: date
    """The first visit, or of one known for longer the last."""


@dataclass(frozen=True)
class Untold:
    """Somebody of whom the clinical team has heard nothing for 28 days; `last_on` is None for never."""

    person: PersonLine
    last_on: date | None


@dataclass(frozen=True)
class UnitMeeting:
    """One week's sheet. `week_on` is its Monday."""

    week_on: date
    stuck: tuple[Stuck, ...]
    crossings: tuple[Crossing, ...]
    starts: tuple[JobNews, ...]
    endings: tuple[JobNews, ...]
    leads: tuple[LeadLine, ...]
    """Those that are still there, the newest first."""
    first_visits: tuple[Shared, ...]
    warm: tuple[Shared, ...]
    """Employers of three visits or more that were visited within 28 days, the last visit first."""
    untold: tuple[Untold, ...]


def unit_meeting(desk: Desk, week_on: date, *, specialist: UUID | None = None) -> UnitMeeting:
    """The week that begins on that Monday, as it stands today; of everyone, or of one specialist's people.

    Raises a StoreProblem.
    """
    today, figures = desk.clock.today(), desk.rhythms
    people = {line.id: line for line in everyone(desk, specialist=specialist)}
    rows = {row.participant_id: row for row in lists.caseload_rows(desk.connection)}
    week = (week_on, week_on + timedelta(days=WEEK - 1))
    stuck, crossings = [], []
    for person in people.values():
        row = rows[person.id]
        seen, met = row.first_seen_on, row.first_employer_met_on
        waits = seen is not None and seen <= today and (met is None or met > today)
        over = (today - seen).days - figures.fidelity_days if waits and seen is not None else 0
        one = _stuck(person, row.received_on, max(over, 0), today)
        if one is not None:
            stuck.append(one)
        if row.clock_from_on is not None:
            limit = row.clock_from_on + timedelta(days=person.clock_limit)
            if week[0] <= limit <= week[1] and (row.clock_met_on is None or row.clock_met_on > limit):
                crossings.append(Crossing(person, limit))
    open_leads = tuple(lead for lead in leads(desk) if lead.gone_on is None)
    with desk.reading() as db:
        starts, endings = _starts(db, people, week), _endings(db, people, week)
        visited = _visited(db, today)
        told = _told(db, today)
    long_ago = today - timedelta(days=QUIET_DAYS)
    untold = [
        Untold(person, told.get(person.id))
        for person in people.values()
        if (told.get(person.id) or rows[person.id].received_on) <= long_ago
    ]
    return UnitMeeting(
        week_on=week_on,
        stuck=tuple(stuck),
        crossings=tuple(sorted(crossings, key=lambda one: (one.on, one.person.ref))),
        starts=starts,
        endings=endings,
        leads=open_leads,
        first_visits=tuple(
            Shared(employer.name, employer.site or "", len(days), warmth(len(days)), days[0])
            for employer, days in visited
            if week[0] <= days[0] <= week[1]
        ),
        warm=tuple(
            Shared(employer.name, employer.site or "", len(days), warmth(len(days)), days[-1])
            for employer, days in sorted(visited, key=lambda one: one[1][-1], reverse=True)
            if warmth(len(days)) is Warmth.THIRD and days[-1] >= long_ago
        ),
        untold=tuple(untold),
    )


def _stuck(person: PersonLine, received_on: date, employer_over: int, today: date) -> Stuck | None:
    quiet = (today - (person.last_contact_on or received_on)).days
    over = max((person.clock_day or 0) - person.clock_limit, 0)
    late = [(kind, on) for kind, on in person.due if on < today and _matters(kind)]
    if quiet < QUIET_DAYS and not over and not employer_over and not late:
        return None
    return Stuck(
        person=person,
        quiet_days=quiet if quiet >= QUIET_DAYS else None,
        never_met=person.last_contact_on is None,
        clock_over=over,
        employer_over=employer_over,
        overdue=len(late),
        latest=min(late, key=lambda line: line[1], default=None),
    )


def _matters(kind: str) -> bool:
    """Whether others can help with it: a note that is missing they cannot, and the clock is told by itself."""
    return kind not in OWN_PACE and kind != DueKind.SEARCH_CLOCK and COSTS[kind] is not Cost.PAPER


def _starts(db: Session, people: dict[UUID, PersonLine], week: tuple[date, date]) -> tuple[JobNews, ...]:
    held = select(Job).where(
        Job.start_on.between(*week), ~Job.held_at_referral, Job.fell_through_on.is_(None), ~Job.removed
    )
    found = db.scalars(held.order_by(Job.start_on, Job.id)).all()
    return tuple(
        JobNews(people[job.participant_id], job.name, job.start_on)
        for job in found
        if job.participant_id in people and job.start_on is not None
    )


def _endings(db: Session, people: dict[UUID, PersonLine], week: tuple[date, date]) -> tuple[JobNews, ...]:
    ended = (
        select(JobEnding, Job.name)
        .join(Job, Job.id == JobEnding.job_id)
        .where(JobEnding.last_day_on.between(*week), ~JobEnding.removed)
        .order_by(JobEnding.last_day_on, JobEnding.id)
    )
    return tuple(
        JobNews(people[ending.participant_id], name, ending.last_day_on)
        for ending, name in db.execute(ended)
        if ending.participant_id in people
    )


def _visited(db: Session, today: date) -> Sequence[tuple[Employer, list[date]]]:
    """Employers that a specialist sat with, each with the days of it."""
    contacts = db.execute(
        select(EmployerContact.employer_id, EmployerContact.happened_on, EmployerContact.mode, EmployerContact.made_by)
        .where(EmployerContact.happened_on <= today, ~EmployerContact.removed)
        .order_by(EmployerContact.happened_on)
    )
    days: dict[UUID, list[date]] = {}
    for employer_id, on, mode, made_by in contacts:
        if counts_as_met(mode, made_by):
            days.setdefault(employer_id, []).append(on)
    known = db.scalars(select(Employer).where(~Employer.removed).order_by(Employer.name, Employer.id))
    return [(employer, days[employer.id]) for employer in known if employer.id in days]


def _told(db: Session, today: date) -> dict[UUID, date]:
    """When the clinical team heard of each person last."""
    last = (
        select(ClinicalUpdate.participant_id, func.max(ClinicalUpdate.happened_on))
        .where(~ClinicalUpdate.removed, ClinicalUpdate.happened_on <= today)
        .group_by(ClinicalUpdate.participant_id)
    )
    return {row[0]: row[1] for row in db.execute(last)}
