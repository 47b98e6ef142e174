"""Opening the form of a draft that waits, from what Today knows about it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import appointments
from ips_tui.casework.today import DraftLine
from screens.desk import desk_of
from screens.entries import contacts, disclosure, employers, people
from screens.entries.opening import EntryScreen

if TYPE_CHECKING:
    from screens.app import IpsApp


def continue_draft(app: IpsApp, draft_line: DraftLine) -> EntryScreen | None:
    """The form in which the draft was begun; it offers the draft by itself.

    None when the form is not known here, or what it was about is gone.
    """
    try:
        return _opened(app, draft_line.form, draft_line.subject_id, draft_line.record_id)
    except LookupError:
        return None


def _opened(app: IpsApp, form: str, subject: UUID | None, record: UUID | None) -> EntryScreen | None:
    if form == "employer_contact":
        return _employer_contact(app, subject, record)
    if form == "contact_without_agreement":
        start = {} if subject is None else {"participant": str(subject)}
        return employers.without_agreement_form(app, start, appointment_id=record)
    if subject is not None and people.is_participant(app, subject):
        return _of_participant(app, form, subject, record)
    match form:
        case "referral" if subject is None:
            return people.referral_form(app)
        case "team_names":
            return people.team_names_form(app)
        case "staff":
            return people.staff_form(app, record)
        case "clinical_team":
            return people.clinical_team_form(app, record)
        case "care_coordinator":
            return people.care_coordinator_form(app, coordinator_id=record)
        case "employer":
            return employers.employer_form(app, record)
    return None


def _of_participant(app: IpsApp, form: str, person: UUID, record: UUID | None) -> EntryScreen | None:
    match form:
        case "referral":
            return people.referral_form(app, person)
        case "contact" | "review" | "clinical_update":
            opens = {
                "contact": contacts.contact_form,
                "review": contacts.review_form,
                "clinical_update": contacts.clinical_update_form,
            }[form]
            if _is_appointment(app, record):
                return opens(app, person, appointment_id=record)
            return opens(app, person, record_id=record)
        case "appointment":
            return contacts.appointment_form(app, person, record_id=record)
        case "appointment_closing" if record is not None:
            return contacts.appointment_closing_form(app, person, record)
        case "consent":
            return people.consent_form(app, person)
        case "disclosure_agreement":
            return disclosure.agreement_form(app, person)
        case "disclosure_talk":
            return disclosure.talk_form(app, person)
        case "disclosure_withdrawal" if record is not None:
            return disclosure.withdrawal_form(app, person, record)
    return None


def _employer_contact(app: IpsApp, subject: UUID | None, record: UUID | None) -> EntryScreen:
    person = subject if people.is_participant(app, subject) else None
    employer = subject if person is None else None
    of_one = _is_appointment(app, record)
    return employers.employer_contact_form(
        app,
        participant_id=person,
        employer_id=employer,
        record_id=None if of_one else record,
        appointment_id=record if of_one else None,
    )


def _is_appointment(app: IpsApp, record: UUID | None) -> bool:
    """A new record's draft is kept under the appointment it came of, a correction's under the contact."""
    if record is None:
        return False
    try:
        appointments.appointment_entry(desk_of(app), record)
    except LookupError:
        return False
    return True
