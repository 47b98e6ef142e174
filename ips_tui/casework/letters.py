"""Whom one may write to about a person, and what may stand there: only what the agreement lets out (G4, G5)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.disclosure import MaySay, may_say_on
from ips_tui.casework.references import Choosable
from ips_tui.casework.session import Desk
from ips_tui.casework.settings import EMPLOYER_FACING_NAME
from ips_tui.domain.disclosure import WhoTells
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureEmployer
from ips_tui.records.employers import Employer, EmployerContact
from ips_tui.records.job_search import Application
from ips_tui.records.jobs import Job
from ips_tui.records.people import Assignment, Participant, Staff

NOT_OURS_TO_TELL = frozenset({WhoTells.PARTICIPANT.value, WhoTells.NOBODY.value})
"""Where the person tells it themselves, or nobody does, no letter of ours holds the words."""


@dataclass(frozen=True)
class LetterView:
    """What a letter to one employer about one person may say. Its texts may hold anything a person typed."""

    person: str
    employer: str
    to_whom: str
    """Who is asked for there; empty where nobody is known."""
    agreed_words: str
    adjustments: str
    service: str
    """The name that employers hear; empty where none is set."""
    specialist: str
    telephone: str


def employers_to_write_to(desk: Desk, participant_id: UUID) -> tuple[Choosable, ...]:
    """The employers known about this person that the gate is open for today, by name. Raises StoreProblem."""
    today = desk.clock.today()
    with desk.reading() as db:
        ids = {row for query in _known(db, participant_id) for row in query if row is not None}
        found = list(db.scalars(select(Employer).where(Employer.id.in_(ids), ~Employer.removed)))
        open_for = [row for row in found if may_say_on(db, participant_id, today, row.id).allowed]
        return tuple(
            Choosable(row.id, row.name, row.site or "") for row in sorted(open_for, key=lambda e: e.name.casefold())
        )


def _known(db: Session, participant_id: UUID) -> list[list[UUID | None]]:
    """The employers that an agreement names, and those of contacts, applications and jobs."""
    named = (
        select(DisclosureEmployer.employer_id)
        .join(DisclosureAgreement, DisclosureAgreement.id == DisclosureEmployer.agreement_id)
        .where(DisclosureAgreement.participant_id == participant_id, ~DisclosureEmployer.removed)
    )
    tables = (EmployerContact, Application, Job)
    return [
        list(db.scalars(named)),
        *(
            list(db.scalars(select(table.employer_id).where(table.participant_id == participant_id, ~table.removed)))
            for table in tables
        ),
    ]


def letter_view(desk: Desk, participant_id: UUID, employer_id: UUID) -> tuple[MaySay, LetterView | None]:
    """What the gate says today, and where it is open what a letter may say.

    Raises LookupError for somebody who is not there, and StoreProblem.
    """
    today = desk.clock.today()
    with desk.reading() as db:
        person, employer = db.get(Participant, participant_id), db.get(Employer, employer_id)
        if person is None or person.removed or employer is None or employer.removed:
            raise LookupError("employer")
        said = may_say_on(db, participant_id, today, employer_id)
        if not said.allowed:
            return said, None
        ours = said.who_tells not in NOT_OURS_TO_TELL
        writer = _writer(db, desk, participant_id)
        return said, LetterView(
            person=person.name,
            employer=employer.name,
            to_whom=employer.person or "",
            agreed_words=said.agreed_words if ours else "",
            adjustments=said.adjustments if ours else "",
            service=desk.setting(EMPLOYER_FACING_NAME) or "",
            specialist="" if writer is None else writer.name,
            telephone="" if writer is None else writer.telephone or "",
        )


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
