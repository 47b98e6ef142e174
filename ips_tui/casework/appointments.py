"""Appointments: made, kept, missed, moved, cancelled (DESIGN idea 9)."""

from __future__ import annotations

from uuid import UUID

from ips_tui.casework import staff
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import AppointmentFor, AppointmentState, ClosedBy, Result
from ips_tui.forms.contacts import AppointmentClosingEntry, AppointmentEntry
from ips_tui.records.contacts import Appointment, Contact
from ips_tui.records.employers import ContactWithoutAgreement, Employer, EmployerContact
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

_FIELDS = ("purpose", "on", "at", "mode", "place", "with_whom", "travel_minutes", "note")

_AFTER_CONTACT = {
    Result.TOOK_PLACE: (AppointmentState.TOOK_PLACE, None),
    Result.NOT_REACHED: (AppointmentState.MISSED, ClosedBy.PARTICIPANT),
    Result.NO_SHOW: (AppointmentState.MISSED, ClosedBy.PARTICIPANT),
    Result.CANCELLED_BY_PERSON: (AppointmentState.CANCELLED, ClosedBy.PARTICIPANT),
    Result.CANCELLED_BY_SPECIALIST: (AppointmentState.CANCELLED, ClosedBy.SPECIALIST),
}


def make_appointment(
    desk: Desk, participant_id: UUID, entry: AppointmentEntry, *, draft: DraftKey | None = None
) -> UUID:
    """An appointment with a participant.

    Raises LookupError for an unknown participant, employer or member of staff.
    """
    with desk.writing("appointment_made", draft=draft) as writing:
        writing.get(Participant, participant_id)
        return add_appointment(desk, writing, participant_id, entry).id


def add_appointment(desk: Desk, writing: Writing, participant_id: UUID | None, entry: AppointmentEntry) -> Appointment:
    """The appointment's row inside an action. Raises as `make_appointment` does."""
    return writing.add(
        Appointment,
        participant_id=participant_id,
        employer_id=_employer(writing, entry),
        staff_id=staff.worker(desk, writing, entry.specialist),
        state=AppointmentState.PLANNED,
        closed_by=None,
        closed_note=None,
        contact_id=None,
        employer_contact_id=None,
        **{name: getattr(entry, name) for name in _FIELDS},
    )


def change_appointment(
    desk: Desk, appointment_id: UUID, entry: AppointmentEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Correct an appointment that is still planned. Raises BadEntry when it was closed meanwhile."""
    with desk.writing("appointment_changed", draft=draft) as writing:
        appointment = _planned(writing, appointment_id)
        for name in _FIELDS:
            setattr(appointment, name, getattr(entry, name))
        appointment.staff_id = staff.worker(desk, writing, entry.specialist, before=appointment.staff_id)
        appointment.employer_id = _employer(writing, entry)
    return appointment_id


def _employer(writing: Writing, entry: AppointmentEntry) -> UUID | None:
    if entry.employer is None or entry.purpose is not AppointmentFor.EMPLOYER_VISIT:
        return None
    return writing.get(Employer, entry.employer).id


def _planned(writing: Writing, appointment_id: UUID) -> Appointment:
    appointment = writing.get(Appointment, appointment_id)
    if appointment.state is not AppointmentState.PLANNED:
        raise refuse(None, "problem.appointment_closed")
    return appointment


def appointment_entry(desk: Desk, appointment_id: UUID) -> AppointmentEntry:
    """An appointment as an entry. Raises LookupError."""
    with desk.reading() as db:
        kept = db.get(Appointment, appointment_id)
        if kept is None or kept.removed:
            raise LookupError("appointment")
        values = {name: getattr(kept, name) for name in _FIELDS}
        return AppointmentEntry(employer=kept.employer_id, specialist=kept.staff_id, **values)


def close_appointment(
    desk: Desk, appointment_id: UUID, entry: AppointmentClosingEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Missed, moved or cancelled, by whom; moved makes the new appointment in the same action.

    A missed appointment never counts towards closing a case (G13). Raises BadEntry when it was closed before.
    """
    with desk.writing("appointment_closed", draft=draft) as writing:
        appointment = _planned(writing, appointment_id)
        appointment.state, appointment.closed_by = AppointmentState(entry.state), entry.closed_by
        appointment.closed_note = entry.note
        if entry.moved_to is not None:
            values = {name: getattr(appointment, name) for name in _FIELDS}
            values |= {"on": entry.moved_to, "at": entry.moved_at or appointment.at}
            moved = AppointmentEntry(employer=appointment.employer_id, specialist=appointment.staff_id, **values)
            return add_appointment(desk, writing, appointment.participant_id, moved).id
    return appointment_id


def became(writing: Writing, appointment_id: UUID, contact: Contact) -> None:
    """The appointment took place as this contact, or was missed or cancelled as the contact says.

    Raises LookupError for an appointment of somebody else, BadEntry for one that is closed.
    """
    appointment = _planned(writing, appointment_id)
    if appointment.participant_id != contact.participant_id:
        raise LookupError("appointment")
    appointment.state, appointment.closed_by = _AFTER_CONTACT[contact.result]
    appointment.contact_id = contact.id


def became_record(
    writing: Writing,
    appointment_id: UUID,
    participant_id: UUID,
    state: AppointmentState = AppointmentState.TOOK_PLACE,
    closed_by: ClosedBy | None = None,
) -> None:
    """The appointment took place as a record that is no contact with this person, so it points at none.

    Where the record says that it did not, `state` and `closed_by` do too.

    Raises LookupError for an appointment of somebody else, BadEntry for one that is closed.
    """
    appointment = _planned(writing, appointment_id)
    if appointment.participant_id != participant_id:
        raise LookupError("appointment")
    appointment.state, appointment.closed_by = state, closed_by


def became_employer_contact(
    writing: Writing, appointment_id: UUID, contact: EmployerContact | ContactWithoutAgreement
) -> None:
    """The appointment took place as this employer contact, or as one that had no agreement.

    The visit may have been made without the person.

    Raises LookupError for an appointment with another employer or for another person, BadEntry for one that
    is closed.
    """
    appointment = _planned(writing, appointment_id)
    for planned, said in (
        (appointment.participant_id, contact.participant_id),
        (appointment.employer_id, contact.employer_id),
    ):
        if None not in (planned, said) and planned != said:
            raise LookupError("appointment")
    appointment.state = AppointmentState.TOOK_PLACE
    if isinstance(contact, EmployerContact):
        appointment.employer_contact_id = contact.id
