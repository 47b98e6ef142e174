"""Contacts and attempts, clinical updates (domain.md 4.12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ips_tui.casework import appointments, staff
from ips_tui.casework.people import stage_on
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import AppointmentFor, ClinicalShare, Mode
from ips_tui.forms.contacts import AppointmentEntry, ClinicalUpdateEntry, ContactCorrectionEntry, ContactEntry
from ips_tui.records.contacts import ClinicalUpdate, Contact
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

_CONTACT = (
    "happened_on",
    "kind",
    "mode",
    "result",
    "place",
    "minutes",
    "travel_minutes",
    "travel_distance",
    "with_whom",
    "together_with",
    "tried_by",
    "summary",
    "expectations",
    "clinical_share",
)
MEETING = (
    "happened_on",
    "mode",
    "place",
    "minutes",
    "travel_minutes",
    "travel_distance",
    "expectations",
    "clinical_share",
)
"""What a review and a contact about a job say of their meeting, which is a contact."""
_UPDATE = (
    "happened_on",
    "mode",
    "with_whom",
    "said",
    "heard",
    "goal_in_treatment_plan",
    "status_in_clinical_record",
    "team_will_do",
)


SAID_BY_SESSION = frozenset(
    {
        "happened_on",
        "kind",
        "mode",
        "result",
        "place",
        "minutes",
        "travel_minutes",
        "travel_distance",
        "tried_by",
        "together_with",
        "specialist",
    }
)
"""What the group session says that a contact belongs to, and is corrected there, for everyone at once."""
SAID_BY_MEETING = frozenset({"happened_on", "mode", "with_whom", "specialist"})
"""What the clinical team's meeting says that an update belongs to."""


def happened(desk: Desk, entry: ContactCorrectionEntry | ClinicalUpdateEntry) -> None:
    """Refuse what lies ahead: a thing that is yet to happen is an appointment. Raises BadEntry."""
    if entry.happened_on > desk.clock.today():
        raise refuse("happened_on", "problem.lies_ahead")


def record_contact(
    desk: Desk,
    participant_id: UUID,
    entry: ContactEntry,
    *,
    draft: DraftKey | None = None,
    appointment_id: UUID | None = None,
) -> UUID:
    """A contact or attempt, in the stage of its day; its next date becomes an appointment in the same action.

    `appointment_id`: the appointment that took place as this contact, or was missed. Raises BadEntry when the
    day lies ahead, LookupError for an unknown participant.
    """
    happened(desk, entry)
    with desk.writing("contact_recorded", draft=draft) as writing:
        contact = add_whole_contact(desk, writing, participant_id, entry)
        if appointment_id is not None:
            appointments.became(writing, appointment_id, contact)
    return contact.id


def add_whole_contact(desk: Desk, writing: Writing, participant_id: UUID, entry: ContactEntry) -> Contact:
    """A contact with the appointment that was agreed at it, inside an action. Raises as `record_contact`."""
    happened(desk, entry)
    writing.get(Participant, participant_id)
    contact = add_contact(desk, writing, participant_id, entry)
    add_next(desk, writing, contact, entry.next_on, entry.next_at, entry.next_place)
    return contact


def add_next(
    desk: Desk, writing: Writing, contact: Contact, on: date | None, at: time | None, place: str | None
) -> None:
    """The appointment that was agreed at a contact, inside its action; none without a day."""
    if on is None:
        return
    following = AppointmentEntry(
        purpose=AppointmentFor.CONTACT,
        on=on,
        at=at,
        mode=Mode.FACE_TO_FACE,
        place=place,
        specialist=contact.staff_id,
    )
    appointments.add_appointment(desk, writing, contact.participant_id, following)


def add_contact(desk: Desk, writing: Writing, participant_id: UUID, entry: ContactEntry) -> Contact:
    """The contact's row inside an action."""
    return writing.add(
        Contact,
        participant_id=participant_id,
        staff_id=staff.worker(desk, writing, entry.specialist),
        stage=stage_on(writing.db, participant_id, entry.happened_on),
        **{name: getattr(entry, name) for name in _CONTACT},
    )


def change_contact(
    desk: Desk, contact_id: UUID, entry: ContactCorrectionEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Correct a contact; without a specialist it stays whose it was. Of one that was a group session, the own part.

    Raises as `record_contact`.
    """
    happened(desk, entry)
    with desk.writing("contact_changed", draft=draft) as writing:
        contact = writing.get(Contact, contact_id)
        in_session = contact.group_session_id is not None
        for name in _CONTACT:
            if not (in_session and name in SAID_BY_SESSION):
                setattr(contact, name, getattr(entry, name))
        if in_session:
            return contact_id
        contact.staff_id = staff.worker(desk, writing, entry.specialist, before=contact.staff_id)
        contact.stage = stage_on(writing.db, contact.participant_id, entry.happened_on)
    return contact_id


def contact_entry(desk: Desk, contact_id: UUID) -> ContactCorrectionEntry:
    """A contact as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        return read_contact(db, contact_id)


def read_contact(db: Session, contact_id: UUID) -> ContactCorrectionEntry:
    """A contact as an entry, inside a reading. Raises LookupError."""
    contact = db.get(Contact, contact_id)
    if contact is None or contact.removed:
        raise LookupError("contact")
    return ContactCorrectionEntry(
        specialist=contact.staff_id,
        together_with=contact.together_with or (),
        **{name: getattr(contact, name) for name in _CONTACT if name != "together_with"},
    )


def of_session(desk: Desk, contact_id: UUID) -> bool:
    """Whether a contact was a group session. Raises LookupError when it is gone."""
    with desk.reading() as db:
        contact = db.get(Contact, contact_id)
        if contact is None or contact.removed:
            raise LookupError("contact")
        return contact.group_session_id is not None


def of_meeting(desk: Desk, update_id: UUID) -> bool:
    """Whether a clinical update was at a meeting of the clinical team. Raises LookupError when it is gone."""
    with desk.reading() as db:
        update = db.get(ClinicalUpdate, update_id)
        if update is None or update.removed:
            raise LookupError("clinical_update")
        return update.clinical_meeting_id is not None


def record_clinical_update(
    desk: Desk,
    participant_id: UUID,
    entry: ClinicalUpdateEntry,
    *,
    draft: DraftKey | None = None,
    appointment_id: UUID | None = None,
) -> UUID:
    """The clinical team heard how things stand, in the stage of that day.

    `appointment_id`: the appointment that took place as this update; no contact with the person comes of it.
    Raises as `record_contact`.
    """
    happened(desk, entry)
    with desk.writing("clinical_update_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        update = writing.add(
            ClinicalUpdate,
            participant_id=participant_id,
            staff_id=staff.worker(desk, writing, entry.specialist),
            stage=stage_on(writing.db, participant_id, entry.happened_on),
            **{name: getattr(entry, name) for name in _UPDATE},
        )
        was_told(writing, update)
        if appointment_id is not None:
            appointments.became_record(writing, appointment_id, participant_id)
    return update.id


@dataclass(frozen=True)
class ToTell:
    """A contact of which the clinical team is still to hear; the summary is the specialist's own."""

    on: date
    summary: str


def to_tell(desk: Desk, participant_id: UUID) -> tuple[ToTell, ...]:
    """What the clinical team is still to hear of, the newest first."""
    with desk.reading() as db:
        rows = db.scalars(_waiting(participant_id).order_by(Contact.happened_on.desc(), Contact.id.desc()))
        return tuple(ToTell(row.happened_on, row.summary or "") for row in rows)


def _waiting(participant_id: UUID) -> Select[Any]:
    return select(Contact).where(
        Contact.participant_id == participant_id,
        Contact.clinical_share == ClinicalShare.TO_DO,
        ~Contact.removed,
    )


def was_told(writing: Writing, update: ClinicalUpdate) -> None:
    """What the clinical team was still to hear of, up to the day of an update, it has heard of with it."""
    waiting = _waiting(update.participant_id).where(Contact.happened_on <= update.happened_on)
    for contact in writing.db.scalars(waiting.order_by(Contact.id)):
        contact.clinical_share = ClinicalShare.DONE


def change_clinical_update(
    desk: Desk, update_id: UUID, entry: ClinicalUpdateEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Correct a clinical update; of one at a meeting of the team, what was said of this person."""
    happened(desk, entry)
    with desk.writing("clinical_update_changed", draft=draft) as writing:
        update = writing.get(ClinicalUpdate, update_id)
        at_meeting = update.clinical_meeting_id is not None
        for name in _UPDATE:
            if not (at_meeting and name in SAID_BY_MEETING):
                setattr(update, name, getattr(entry, name))
        if at_meeting:
            return update_id
        update.staff_id = staff.worker(desk, writing, entry.specialist, before=update.staff_id)
        update.stage = stage_on(writing.db, update.participant_id, entry.happened_on)
    return update_id


def clinical_update_entry(desk: Desk, update_id: UUID) -> ClinicalUpdateEntry:
    """A clinical update as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        update = db.get(ClinicalUpdate, update_id)
        if update is None or update.removed:
            raise LookupError("clinical_update")
        return ClinicalUpdateEntry(specialist=update.staff_id, **{name: getattr(update, name) for name in _UPDATE})
