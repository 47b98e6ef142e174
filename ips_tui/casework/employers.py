"""Employers, the contacts with them, and the hard gate (domain.md 4.6; 1.9 G4, G5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import appointments, staff
from ips_tui.casework.facts import agreements_of
from ips_tui.casework.people import stage_on
from ips_tui.casework.plain import Plain, Rows
from ips_tui.casework.problems import GateRefused, refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.disclosure import GateAnswer, employer_contact_gate
from ips_tui.domain.employers import MadeBy, Purpose, counts_as_met
from ips_tui.forms.employers import ContactWithoutAgreementEntry, EmployerContactEntry, EmployerEntry
from ips_tui.records.employers import (
    ContactWithoutAgreement,
    Employer,
    EmployerContact,
    EmployerPerson,
    EmployerSite,
)
from ips_tui.records.people import Participant, Staff
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

EMPLOYER = Plain(
    Employer,
    EmployerEntry,
    "employer",
    groups={"people": Rows(EmployerPerson, "employer_id"), "sites": Rows(EmployerSite, "employer_id")},
)
_CONTACT = (
    "happened_on",
    "mode",
    "purpose",
    "made_by",
    "participant_present",
    "matches_preferences",
    "person_met",
    "result",
    "next_step",
    "next_on",
    "asked",
    "minutes",
    "travel_minutes",
    "travel_distance",
)


@dataclass(frozen=True)
class EmployerContactView:
    """One contact with an employer; the participant's name is there only for who may open the record."""

    id: UUID
    happened_on: date
    mode: str
    purpose: str
    specialist: str
    participant_id: UUID | None
    participant: str
    made_by: str
    result: str
    asked: str
    next_step: str
    next_on: date | None
    visit_number: int
    """Which visit of a specialist it was; 0 for a call, and for what the participant did alone."""


@dataclass(frozen=True)
class EmployerView:
    """An employer with its contacts, the newest first."""

    id: UUID
    entry: EmployerEntry
    contacts: tuple[EmployerContactView, ...]


def add_employer(desk: Desk, entry: EmployerEntry, *, draft: DraftKey | None = None) -> UUID:
    """A new employer."""
    with desk.writing("employer_added", draft=draft) as writing:
        return EMPLOYER.add(desk, writing, None, entry).id


def change_employer(desk: Desk, employer_id: UUID, entry: EmployerEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct an employer. Raises LookupError."""
    with desk.writing("employer_changed", draft=draft) as writing:
        EMPLOYER.put(desk, writing, employer_id, entry)
    return employer_id


def gate(desk: Desk, entry: EmployerContactEntry) -> GateAnswer:
    """What the gate would say to this contact, before it is saved."""
    with desk.reading() as db:
        return _gate(db, entry)


def _gate(db: Session, entry: EmployerContactEntry) -> GateAnswer:
    return gate_for(
        db,
        participant=entry.participant,
        employer=entry.employer,
        on=entry.happened_on,
        purpose=entry.purpose,
        made_by=entry.made_by,
        participant_present=entry.participant_present,
    )


def gate_for(
    db: Session,
    *,
    participant: UUID | None,
    employer: UUID,
    on: date,
    purpose: Purpose,
    made_by: MadeBy,
    participant_present: bool,
) -> GateAnswer:
    """What the gate says to a contact with an employer, by the agreements as they are kept now.

    Every way in asks here: what is recorded, corrected, and brought back by an undo.
    """
    if participant is None or made_by is MadeBy.PARTICIPANT:
        return GateAnswer(True, "general" if participant is None else "own_visit")
    return employer_contact_gate(
        agreements_of(db, [participant]).get(participant, []),
        on=on,
        employer=employer,
        purpose=purpose,
        participant_present=participant_present,
    )


def _checked(desk: Desk, writing: Writing, entry: EmployerContactEntry) -> GateAnswer:
    """Run the gate inside the action, on create and on edit. Raises GateRefused; nothing is kept then."""
    if entry.happened_on > desk.clock.today():
        raise refuse("happened_on", "problem.lies_ahead")
    writing.get(Employer, entry.employer)
    if entry.participant is not None:
        writing.get(Participant, entry.participant)
    answer = _gate(writing.db, entry)
    if not answer.allowed:
        raise GateRefused(answer)
    return answer


def record_employer_contact(
    desk: Desk,
    entry: EmployerContactEntry,
    *,
    draft: DraftKey | None = None,
    appointment_id: UUID | None = None,
) -> UUID:
    """A visit or call. About a person only under an agreement in force that day, for this employer and purpose.

    Raises GateRefused (nothing recorded, the draft stays), BadEntry when the day lies ahead. The ways on after
    a refusal: record the agreement with its own date, record the visit without the person, or
    `report_without_agreement`.
    """
    with desk.writing("employer_contact_recorded", draft=draft) as writing:
        contact = add_employer_contact(desk, writing, entry)
        if appointment_id is not None:
            appointments.became_employer_contact(writing, appointment_id, contact)
    return contact.id


def add_employer_contact(desk: Desk, writing: Writing, entry: EmployerContactEntry) -> EmployerContact:
    """The contact's row inside an action, once the gate has allowed it. Raises as `record_employer_contact`."""
    answer = _checked(desk, writing, entry)
    return writing.add(
        EmployerContact,
        employer_id=entry.employer,
        staff_id=staff.worker(desk, writing, entry.specialist),
        participant_id=entry.participant,
        agreement_id=answer.agreement.id if answer.agreement else None,
        stage=stage_on(writing.db, entry.participant, entry.happened_on) if entry.participant else None,
        supervisor_reviewed_on=None,
        **{name: getattr(entry, name) for name in _CONTACT},
    )


def change_employer_contact(
    desk: Desk, contact_id: UUID, entry: EmployerContactEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Correct an employer contact; the gate is asked again. Raises as `record_employer_contact`."""
    with desk.writing("employer_contact_changed", draft=draft) as writing:
        contact = writing.get(EmployerContact, contact_id)
        answer = _checked(desk, writing, entry)
        for name in _CONTACT:
            setattr(contact, name, getattr(entry, name))
        contact.employer_id, contact.participant_id = entry.employer, entry.participant
        contact.staff_id = staff.worker(desk, writing, entry.specialist, before=contact.staff_id)
        contact.agreement_id = answer.agreement.id if answer.agreement else None
        contact.stage = stage_on(writing.db, entry.participant, entry.happened_on) if entry.participant else None
    return contact_id


def report_without_agreement(
    desk: Desk,
    entry: ContactWithoutAgreementEntry,
    *,
    draft: DraftKey | None = None,
    appointment_id: UUID | None = None,
) -> UUID:
    """Say openly that an employer was spoken to about a person without an agreement, and why.

    It stands on the person's record for the team leader and counts in no figure. An appointment it came of took
    place. Raises BadEntry when the day lies ahead, or when the gate would allow the contact: then it is an
    ordinary one.
    """
    if entry.happened_on > desk.clock.today():
        raise refuse("happened_on", "problem.lies_ahead")
    with desk.writing("contact_without_agreement_reported", draft=draft) as writing:
        participant = writing.get(Participant, entry.participant)
        writing.get(Employer, entry.employer)
        answer = employer_contact_gate(
            agreements_of(writing.db, [participant.id]).get(participant.id, []),
            on=entry.happened_on,
            employer=entry.employer,
            purpose=entry.purpose,
            participant_present=False,
        )
        if answer.allowed:
            raise refuse("participant", "problem.agreement_is_there")
        report = writing.add(
            ContactWithoutAgreement,
            participant_id=entry.participant,
            employer_id=entry.employer,
            staff_id=staff.worker(desk, writing, entry.specialist),
            happened_on=entry.happened_on,
            mode=entry.mode,
            purpose=entry.purpose,
            what_happened=entry.what_happened,
            reason=entry.reason,
            why_refused=answer.why,
        )
        if appointment_id is not None:
            appointments.became_employer_contact(writing, appointment_id, report)
    return report.id


def employer(desk: Desk, employer_id: UUID) -> EmployerView:
    """An employer with its contacts. Raises LookupError."""
    with desk.reading() as db:
        entry = EMPLOYER.read(db, employer_id)
        rows = db.execute(
            select(EmployerContact, Staff.name, Participant.name)
            .join(Staff, Staff.id == EmployerContact.staff_id)
            .outerjoin(Participant, Participant.id == EmployerContact.participant_id)
            .where(EmployerContact.employer_id == employer_id, ~EmployerContact.removed)
            .order_by(EmployerContact.happened_on, EmployerContact.id)
        ).all()
        views, visits = [], 0
        for contact, specialist, participant in rows:
            met = counts_as_met(contact.mode, contact.made_by)
            visits += met
            views.append(
                EmployerContactView(
                    id=contact.id,
                    happened_on=contact.happened_on,
                    mode=contact.mode.value,
                    purpose=contact.purpose.value,
                    specialist=specialist,
                    participant_id=contact.participant_id,
                    participant=participant or "",
                    made_by=contact.made_by.value,
                    result=contact.result,
                    asked=contact.asked or "",
                    next_step=contact.next_step or "",
                    next_on=contact.next_on,
                    visit_number=visits if met else 0,
                )
            )
    return EmployerView(employer_id, entry, tuple(reversed(views)))


def employer_contact_entry(desk: Desk, contact_id: UUID) -> EmployerContactEntry:
    """An employer contact as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        kept = db.get(EmployerContact, contact_id)
        if kept is None or kept.removed:
            raise LookupError("employer_contact")
        return EmployerContactEntry(
            employer=kept.employer_id,
            participant=kept.participant_id,
            specialist=kept.staff_id,
            **{name: getattr(kept, name) for name in _CONTACT},
        )
