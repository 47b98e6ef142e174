"""Whom one may write to about a person, and what may stand there: only what the agreement lets out (G4, G5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.disclosure import may_say_on
from ips_tui.casework.in_work_gate import gate_without_them
from ips_tui.casework.job_views import jobs_of
from ips_tui.casework.references import Choosable
from ips_tui.casework.session import Desk
from ips_tui.casework.settings import EMPLOYER_FACING_NAME
from ips_tui.domain.disclosure import GateAnswer, WhoTells
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureEmployer
from ips_tui.records.employers import Employer, EmployerContact
from ips_tui.records.job_search import Application
from ips_tui.records.jobs import Job
from ips_tui.records.people import Assignment, Participant, Staff

NOT_OURS_TO_TELL = frozenset({WhoTells.PARTICIPANT.value, WhoTells.NOBODY.value})
"""Where the person tells it themselves, or nobody does, no letter of ours holds the words."""


class JobStands(StrEnum):
    """What the person has to do with that employer; the value ends the id of the sentence that says so."""

    WANTED = "wanted"
    BEGINS = "begins"
    WORKS = "works"


@dataclass(frozen=True)
class LetterView:
    """What a letter to one employer about one person may say. Its texts may hold anything a person typed."""

    person: str
    employer: str
    to_whom: str
    """Who is asked for there; empty where nobody is known."""
    job: JobStands
    agreed_words: str
    adjustments: str
    service: str
    """The name that employers hear; empty where none is set."""
    specialist: str
    telephone: str


def employers_to_write_to(desk: Desk, participant_id: UUID) -> tuple[Choosable, ...]:
    """The employers known about this person that the gate is open for today, the newest dealings first.

    Raises StoreProblem.
    """
    today = desk.clock.today()
    with desk.reading() as db:
        known = _known(db, participant_id)
        found = list(db.scalars(select(Employer).where(Employer.id.in_(known), ~Employer.removed)))
        open_for = [row for row in found if gate_without_them(db, participant_id, row.id, today).allowed]
        by_name = sorted(open_for, key=lambda row: row.name.casefold())
        newest = sorted(by_name, key=lambda row: known[row.id], reverse=True)
        return tuple(Choosable(row.id, row.name, row.site or "") for row in newest)


def why_no_letter(desk: Desk, participant_id: UUID) -> str:
    """Why none of the employers known about this person may be written to today (`gate.<why>`), told of the newest.

    Empty where none is known, although employers may hear of them. Raises StoreProblem.
    """
    today = desk.clock.today()
    with desk.reading() as db:
        known = _known(db, participant_id)
        if not known:
            said = may_say_on(db, participant_id, today)
            return "" if said.allowed else said.why
        return gate_without_them(db, participant_id, max(known, key=lambda employer: known[employer]), today).why


def _known(db: Session, participant_id: UUID) -> dict[UUID, date]:
    """The employers that an agreement names, and those of contacts, applications and jobs; each with its newest day."""
    agreement = DisclosureAgreement
    named = (
        select(DisclosureEmployer.employer_id, agreement.decided_on)
        .join(agreement, agreement.id == DisclosureEmployer.agreement_id)
        .where(agreement.participant_id == participant_id, ~DisclosureEmployer.removed)
    )
    dealt = (
        (EmployerContact, EmployerContact.happened_on),
        (Application, Application.made_on),
        (Job, Job.accepted_on),
    )
    of_tables = [
        select(table.employer_id, day).where(table.participant_id == participant_id, ~table.removed)
        for table, day in dealt
    ]
    found: dict[UUID, date] = {}
    for query in (named, *of_tables):
        for employer, day in db.execute(query):
            if employer is not None:
                found[employer] = max(found.get(employer, date.min), day or date.min)
    return found


def letter_view(desk: Desk, participant_id: UUID, employer_id: UUID) -> tuple[GateAnswer, LetterView | None]:
    """What the gate says today, and where it is open what a letter may say.

    Raises LookupError for somebody who is not there, and StoreProblem.
    """
    today = desk.clock.today()
    with desk.reading() as db:
        person, employer = db.get(Participant, participant_id), db.get(Employer, employer_id)
        if person is None or person.removed or employer is None or employer.removed:
            raise LookupError("employer")
        gate = gate_without_them(db, participant_id, employer_id, today)
        if not gate.allowed:
            return gate, None
        said = may_say_on(db, participant_id, today, employer_id)
        ours = said.who_tells not in NOT_OURS_TO_TELL
        writer = _writer(db, desk, participant_id)
        return gate, LetterView(
            person=person.name,
            employer=employer.name,
            to_whom=employer.person or "",
            job=_stands(db, participant_id, employer_id, today),
            agreed_words=said.agreed_words if ours else "",
            adjustments=said.adjustments if ours else "",
            service=desk.setting(EMPLOYER_FACING_NAME) or "",
            specialist="" if writer is None else writer.name,
            telephone="" if writer is None else writer.telephone or "",
        )


def _stands(db: Session, participant_id: UUID, employer_id: UUID, today: date) -> JobStands:
    there = [job for job in jobs_of(db, participant_id, today) if job.employer_id == employer_id and job.current]
    if any(job.worked_in(today) for job in there):
        return JobStands.WORKS
    return JobStands.BEGINS if there else JobStands.WANTED


def _writer(db: Session, desk: Desk, participant_id: UUID) -> Staff | None:
    """Who works here now, else who is responsible for the person."""
    if desk.who is not None:
        return db.get(Staff, desk.who.id)
    found = db.scalars(
        select(Staff)
        .join(Assignment, Assignment.staff_id == Staff.id)
        .where(Assignment.participant_id == participant_id, Assignment.to_on.is_(None), ~Assignment.removed)
        .order_by(Assignment.from_on)
    )
    return found.first()
