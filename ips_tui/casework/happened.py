"""What happened today: one short entry that becomes a contact, the next appointment and an employer contact at once
(domain.md 7.5).

Everything is one action, so one undo takes it back. A contact with somebody in work is one about the job, as on the
long form; the planned appointment that it was is closed; the hard gate stands here as everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import appointments, contacts, employers, support
from ips_tui.casework.people import stage_on
from ips_tui.casework.plain import not_ahead
from ips_tui.casework.problems import GateRefused
from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import (
    AppointmentFor,
    AppointmentState,
    ClinicalShare,
    ContactKind,
    Mode,
)
from ips_tui.domain.happened import REACHED, Happened, SpokenOf, closes, said_by, usual_kind
from ips_tui.domain.stages import Stage
from ips_tui.forms.contacts import ContactEntry
from ips_tui.forms.employers import EmployerContactEntry
from ips_tui.forms.happened import HappenedEntry, HappenedInWorkEntry
from ips_tui.forms.support import FollowAlongContactEntry
from ips_tui.records.contacts import Appointment, Contact
from ips_tui.records.jobs import Job
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing


@dataclass(frozen=True)
class PlannedToday:
    """An appointment with the person today that nothing came of yet; the place is typed."""

    purpose: AppointmentFor
    at: str
    """The hour as `14:30`; empty where none was agreed."""
    mode: Mode
    place: str
    travel_minutes: int | None


@dataclass(frozen=True)
class Before:
    """What is known of a person before something is noted: what is planned today, and what contacts are for now."""

    planned: tuple[PlannedToday, ...]
    kind: ContactKind


@dataclass(frozen=True)
class Filed:
    """What came of one entry: the record that the person's page shows, and whether an appointment is closed by it."""

    id: UUID
    closed: bool


def before(desk: Desk, participant_id: UUID) -> Before:
    """What the form can start with. Raises LookupError for a participant who is gone."""
    today = desk.clock.today()
    with desk.reading() as db:
        kept = db.get(Participant, participant_id)
        if kept is None or kept.removed:
            raise LookupError("participant")
        planned = tuple(map(_as_planned, _planned(db, participant_id, today)))
        return Before(planned, usual_kind(Stage(stage_on(db, participant_id, today))))


def _as_planned(row: Appointment) -> PlannedToday:
    at = f"{row.at:%H:%M}" if row.at else ""
    return PlannedToday(row.purpose, at, row.mode, row.place or "", row.travel_minutes)


def record_happened(desk: Desk, participant_id: UUID, entry: HappenedEntry, *, draft: DraftKey | None = None) -> Filed:
    """File all of it in one action.

    Raises BadEntry when the day lies ahead, GateRefused (nothing is filed, the draft stays) when an employer was
    spoken to about the person without an agreement, LookupError for a participant, job or employer who is gone.
    """
    not_ahead(desk, entry)
    with desk.writing("happened_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        planned = _came_of(writing.db, participant_id, entry.what, entry.happened_on)
        record_id, contact = _contact(desk, writing, participant_id, entry, planned)
        if planned is not None:
            appointments.became(writing, planned.id, contact)
        contacts.add_next(desk, writing, contact, entry.next_on, entry.next_at, entry.next_place)
        _employer_contact(desk, writing, participant_id, entry)
    return Filed(record_id, planned is not None)


def _contact(
    desk: Desk, writing: Writing, participant_id: UUID, entry: HappenedEntry, planned: Appointment | None
) -> tuple[UUID, Contact]:
    """The contact, about the job where somebody in work was reached; and the id of the record that tells of it."""
    mode, result = said_by(entry.what, None if planned is None else planned.mode)
    meeting: dict[str, Any] = {
        "happened_on": entry.happened_on,
        "mode": mode,
        "place": entry.place,
        "minutes": entry.minutes,
        "travel_minutes": entry.travel_minutes,
        "summary": entry.summary,
        "clinical_share": ClinicalShare.TO_DO if entry.clinical else ClinicalShare.NOT_NEEDED,
        "specialist": entry.specialist,
    }
    if isinstance(entry, HappenedInWorkEntry) and entry.what in REACHED and entry.job is not None:
        job = writing.get(Job, entry.job)
        if job.participant_id != participant_id:
            raise LookupError("job")
        about_job = FollowAlongContactEntry(topics=entry.topics, **meeting)
        row, contact = support.add_follow_along(desk, writing, job, about_job)
        return row.id, contact
    alone = ContactEntry(kind=entry.kind, result=result, **meeting)
    contact = contacts.add_contact(desk, writing, participant_id, alone)
    return contact.id, contact


def _employer_contact(desk: Desk, writing: Writing, participant_id: UUID, entry: HappenedEntry) -> None:
    if not entry.employer_too:
        return
    about_person = entry.spoken_of is not SpokenOf.GENERAL
    visit = EmployerContactEntry.model_validate(
        {
            "employer": entry.employer,
            "happened_on": entry.happened_on,
            "mode": entry.employer_mode,
            "purpose": entry.purpose,
            "participant": participant_id if about_person else None,
            "participant_present": entry.spoken_of is SpokenOf.PERSON_THERE,
            "result": entry.result,
            "next_on": entry.employer_next_on,
            "specialist": entry.specialist,
        }
    )
    try:
        employers.add_employer_contact(desk, writing, visit)
    except GateRefused as refusal:
        raise GateRefused(refusal.answer, "spoken_of") from None


def _came_of(db: Session, participant_id: UUID, what: Happened, on: date) -> Appointment | None:
    """The appointment of that day that this is the outcome of, the earliest where there are several."""
    return next((row for row in _planned(db, participant_id, on) if closes(what, row.purpose, row.mode)), None)


def _planned(db: Session, participant_id: UUID, on: date) -> list[Appointment]:
    query = select(Appointment).where(
        Appointment.participant_id == participant_id,
        Appointment.on == on,
        Appointment.state == AppointmentState.PLANNED,
        ~Appointment.removed,
    )
    # One without an hour may have been at any; of several the earliest is meant.
    return sorted(db.scalars(query), key=lambda row: (row.at or time.min, row.id.int))
