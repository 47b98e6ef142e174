"""The search for work: what was done, applications and their offers (domain.md 4.7); interviews: `interviews.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework import appointments
from ips_tui.casework.plain import Plain, not_ahead
from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import AppointmentFor, AppointmentState, ClosedBy, Mode
from ips_tui.domain.job_search import ApplicationResult, Attended, SearchActivityKind
from ips_tui.forms.contacts import AppointmentEntry
from ips_tui.forms.job_search import ApplicationEntry, SearchActivityEntry
from ips_tui.records.contacts import Appointment
from ips_tui.records.employers import Employer
from ips_tui.records.job_search import Application, SearchActivity
from ips_tui.records.jobs import Job
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

SEARCH_ACTIVITY = Plain(SearchActivity, SearchActivityEntry, "search_activity")
APPLICATION = Plain(Application, ApplicationEntry, "application")

record_application, change_application = APPLICATION.record, APPLICATION.change
search_activity_entry, application_entry = SEARCH_ACTIVITY.entry_of, APPLICATION.entry_of

_AFTER_ACTIVITY: Mapping[Attended, tuple[AppointmentState, ClosedBy | None]] = {
    Attended.ATTENDED: (AppointmentState.TOOK_PLACE, None),
    Attended.NOT_ATTENDED: (AppointmentState.MISSED, ClosedBy.PARTICIPANT),
    # Who moved it is not asked of an activity.
    Attended.MOVED: (AppointmentState.MOVED, None),
}


def record_search_activity(
    desk: Desk,
    participant_id: UUID,
    entry: SearchActivityEntry,
    *,
    draft: DraftKey | None = None,
    appointment_id: UUID | None = None,
) -> UUID:
    """Something done to find work; the day it was moved to becomes an appointment in the same action.

    `appointment_id`: the appointment that took place as this, was missed or moved. Raises BadEntry when the day lies
    ahead, LookupError for an unknown participant.
    """
    not_ahead(desk, entry)
    with desk.writing("search_activity_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        activity = SEARCH_ACTIVITY.add(desk, writing, participant_id, entry)
        if appointment_id is not None:
            appointments.became_record(writing, appointment_id, participant_id, *_AFTER_ACTIVITY[entry.attended])
        if entry.moved_to is not None:
            _plan(desk, writing, participant_id, entry.moved_to, entry.specialist)
        return activity.id


def change_search_activity(
    desk: Desk, row_id: UUID, entry: SearchActivityEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Correct what was done; the appointment of the day it was moved to goes along, as long as nothing came of it.

    Raises as `record_search_activity`, LookupError when it is gone.
    """
    not_ahead(desk, entry)
    with desk.writing("search_activity_changed", draft=draft) as writing:
        before = writing.get(SearchActivity, row_id)
        participant_id, moved_to = before.participant_id, before.moved_to
        SEARCH_ACTIVITY.put(desk, writing, row_id, entry)
        if entry.moved_to != moved_to:
            planned = None if moved_to is None else _planned(writing.db, participant_id, moved_to)
            if planned is None and entry.moved_to is not None:
                _plan(desk, writing, participant_id, entry.moved_to, entry.specialist)
            elif planned is not None and entry.moved_to is not None:
                planned.on = entry.moved_to
            elif planned is not None:
                planned.removed = True
    return row_id


def _plan(desk: Desk, writing: Writing, participant_id: UUID, on: date, specialist: UUID | None) -> None:
    following = AppointmentEntry(
        purpose=AppointmentFor.SEARCH_ACTIVITY, on=on, mode=Mode.FACE_TO_FACE, specialist=specialist
    )
    appointments.add_appointment(desk, writing, participant_id, following)


def _planned(db: Session, participant_id: UUID, on: date) -> Appointment | None:
    query = select(Appointment).where(
        Appointment.participant_id == participant_id,
        Appointment.purpose == AppointmentFor.SEARCH_ACTIVITY,
        Appointment.state == AppointmentState.PLANNED,
        Appointment.on == on,
        ~Appointment.removed,
    )
    return db.scalars(query.order_by(Appointment.id)).first()


def kind_moved_to(desk: Desk, participant_id: UUID, on: date) -> SearchActivityKind | None:
    """What was moved to a day, so that nobody need say it again; None where nothing was."""
    with desk.reading() as db:
        query = select(SearchActivity.kind).where(
            SearchActivity.participant_id == participant_id, SearchActivity.moved_to == on, ~SearchActivity.removed
        )
        return db.scalars(query.order_by(SearchActivity.id.desc())).first()


@dataclass(frozen=True)
class OfferView:
    """An offer that waits for an answer. Its texts may hold anything a person typed."""

    application_id: UUID
    name: str
    employer: str
    offered_on: date | None
    offer: str
    answer_by: date | None


def latest_offer(desk: Desk, participant_id: UUID) -> ApplicationEntry | None:
    """The last application that led to an offer, while no job was accepted since it was made."""
    with desk.reading() as db:
        row = _open_offer(db, participant_id)
        return None if row is None else APPLICATION.read(db, row.id)


def open_offer(db: Session, participant_id: UUID) -> OfferView | None:
    """The same, as the stage shows it."""
    row = _open_offer(db, participant_id)
    if row is None:
        return None
    ours = db.scalar(select(Employer.name).where(Employer.id == row.employer_id)) if row.employer_id else None
    return OfferView(row.id, row.name, ours or row.employer_name or "", row.offered_on, row.offer or "", row.answer_by)


def open_offers(db: Session, participant_id: UUID) -> Sequence[Application]:
    """The applications with an offer while no job was accepted since it was made, the newest offer first."""
    accepted = db.scalar(select(func.max(Job.accepted_on)).where(Job.participant_id == participant_id, ~Job.removed))
    offered_on = func.coalesce(Application.offered_on, Application.made_on)
    query = select(Application).where(
        Application.participant_id == participant_id,
        Application.result == ApplicationResult.OFFER,
        ~Application.removed,
    )
    if accepted is not None:
        query = query.where(offered_on > accepted)
    return db.scalars(query.order_by(offered_on.desc(), Application.id.desc())).all()


def _open_offer(db: Session, participant_id: UUID) -> Application | None:
    return next(iter(open_offers(db, participant_id)), None)
