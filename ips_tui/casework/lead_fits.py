"""Whom a lead fits, and which leads fit a person: by what they said they want, in words, never as a rank.

People come by name and leads by their day, so that no order says who is the better one (domain.md 1.6, 4.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.facts import agreements_of
from ips_tui.casework.lead_people import Offered, People, Seeker
from ips_tui.casework.session import Desk
from ips_tui.domain.disclosure import employer_contact_gate
from ips_tui.domain.employers import Purpose
from ips_tui.domain.leads import LeadSource, Meets, OfferedWork
from ips_tui.records.derived import CaseloadLine
from ips_tui.records.employers import Employer
from ips_tui.records.leads import Lead
from ips_tui.records.people import Participant, Staff

NO_EMPLOYER = UUID(int=0)
"""Stands for an employer that is none of ours: an agreement about named ones does not cover them."""


@dataclass(frozen=True)
class LeadLine:
    """One lead as a list shows it; its texts may hold anything somebody typed."""

    id: UUID
    name: str
    work: OfferedWork
    employer_id: UUID | None
    employer: str
    """One of ours, or the name as it was heard."""
    place: str
    source: LeadSource
    told_by: str
    participant: str
    """Through whose network it was heard of; a name that may have to be hidden."""
    heard_on: date
    gone_on: date | None
    note: str
    by: str
    fits: int
    """How many people it fits who did not say that it is not for them."""


@dataclass(frozen=True)
class Fit:
    """A lead beside a person: what they asked for that it meets, and what may be said to the employer today.

    `meets` is None where it fits nothing that is noted of them, and they were told of it all the same.
    """

    participant_id: UUID
    name: str
    place: str
    meets: Meets | None
    most_travel_minutes: int | None
    not_with: str
    """People and places they do not want to work with: to be minded before they are told."""
    may_speak: bool
    """Whether the specialist may speak to this employer about them; telling them of the lead is always allowed."""
    why: str
    """Id of the gate's answer, `gate.<why>`; `in_force` where one may."""
    offered: Offered | None


@dataclass(frozen=True)
class LeadView:
    """A lead with the people it fits, and with others who were told of it."""

    line: LeadLine
    people: tuple[Fit, ...]
    """By name."""
    told: tuple[Fit, ...]
    """Who was told and said that it is not for them, or did not ask for such work; by name."""


@dataclass(frozen=True)
class LeadForPerson:
    """A lead that fits a person."""

    line: LeadLine
    fit: Fit


@dataclass(frozen=True)
class LeadsView:
    """The leads that fit one person."""

    leads: tuple[LeadForPerson, ...] = ()
    """The newest first; none that they said is not for them."""
    wishes_said: bool = True
    """Whether anything is noted that a lead could meet."""
    looking: bool = True
    """Whether they look for work."""


def leads(desk: Desk) -> tuple[LeadLine, ...]:
    """Every lead: those that are still there first, of each the newest. Raises a StoreProblem."""
    with desk.reading() as db:
        rows = _lines(db)
        known = People(db, [line.id for line in rows])
        return tuple(replace(line, fits=len(_whom_fits(known, line))) for line in rows)


def lead(desk: Desk, lead_id: UUID) -> LeadView:
    """One lead with the people it fits. Raises LookupError."""
    with desk.reading() as db:
        line = next(iter(_lines(db, lead_id)), None)
        if line is None:
            raise LookupError("lead")
        known = People(db, [lead_id])
        fitting = _whom_fits(known, line)
        others = _named(db, [person for person in known.said(lead_id) if person not in fitting])
        beside = _Beside(desk, db, known, [*fitting, *others])
        return LeadView(
            replace(line, fits=len(fitting)),
            tuple(beside.fit(line, person, known.seekers[person], meets) for person, meets in fitting.items()),
            tuple(beside.fit(line, person, seeker, None) for person, seeker in others.items()),
        )


def leads_for(desk: Desk, participant_id: UUID) -> LeadsView:
    """The leads that fit a person. Raises a StoreProblem."""
    with desk.reading() as db:
        return leads_view(desk, db, participant_id)


def leads_view(desk: Desk, db: Session, participant_id: UUID) -> LeadsView:
    """As `leads_for`, inside a reading."""
    there = [line for line in _lines(db) if line.gone_on is None]
    if not there:
        # A page is opened many times a day; most teams begin without any lead.
        return LeadsView()
    known = People(db, [line.id for line in there], [participant_id])
    seeker = known.seekers.get(participant_id)
    if seeker is None:
        return LeadsView()
    beside = _Beside(desk, db, known, [participant_id])
    found = [(line, _whom_fits(known, line).get(participant_id)) for line in there]
    fitting = tuple(
        LeadForPerson(line, beside.fit(line, participant_id, seeker, meets)) for line, meets in found if meets
    )
    return LeadsView(fitting, wishes_said=seeker.wishes.said, looking=seeker.looking)


def _whom_fits(known: People, line: LeadLine) -> dict[UUID, Meets]:
    """Whom a lead fits; one that is gone fits nobody."""
    return known.whom_fits(line.id, line.work) if line.gone_on is None else {}


def _lines(db: Session, lead_id: UUID | None = None) -> list[LeadLine]:
    query = (
        select(Lead, Employer.name, Employer.site, Participant.name, Staff.name)
        .join(Staff, Staff.id == Lead.staff_id)
        .outerjoin(Employer, Employer.id == Lead.employer_id)
        .outerjoin(Participant, Participant.id == Lead.participant_id)
        .where(~Lead.removed)
        .order_by(Lead.gone_on.is_not(None), Lead.heard_on.desc(), Lead.id.desc())
    )
    if lead_id is not None:
        query = query.where(Lead.id == lead_id)
    return [
        LeadLine(
            id=row.id,
            name=row.name,
            # Where the employer is, is where the work is, unless somebody said otherwise.
            work=OfferedWork(row.sector, row.job_type, row.place or site or ""),
            employer_id=row.employer_id,
            employer=employer or row.employer_name or "",
            place=row.place or site or "",
            source=row.source,
            told_by=row.told_by or "",
            participant=person or "",
            heard_on=row.heard_on,
            gone_on=row.gone_on,
            note=row.note or "",
            by=by,
            fits=0,
        )
        for row, employer, site, person, by in db.execute(query)
    ]


class _Beside:
    """Puts leads beside people, with what the gate on employer contacts says today of introducing them."""

    def __init__(self, desk: Desk, db: Session, known: People, ids: Sequence[UUID]) -> None:
        self._today = desk.clock.today()
        self._known = known
        self._agreements = agreements_of(db, ids)

    def fit(self, line: LeadLine, person: UUID, seeker: Seeker, meets: Meets | None) -> Fit:
        said = employer_contact_gate(
            self._agreements.get(person, []),
            on=self._today,
            employer=line.employer_id or NO_EMPLOYER,
            purpose=Purpose.PRESENTING_CANDIDATE,
            participant_present=False,
        )
        return Fit(
            participant_id=person,
            name=seeker.name,
            place=seeker.place,
            meets=meets,
            most_travel_minutes=seeker.most_travel_minutes,
            not_with=seeker.not_with,
            may_speak=said.allowed,
            why=said.why,
            offered=self._known.said(line.id).get(person),
        )


def _named(db: Session, ids: Sequence[UUID]) -> dict[UUID, Seeker]:
    """These people by name, also those whose case is closed; what they asked for does not matter here."""
    line = CaseloadLine
    query = select(line.participant_id, line.name, line.place).where(line.participant_id.in_(ids))
    return {row[0]: Seeker(row[1], row[2]) for row in db.execute(query.order_by(line.sort_name))}
