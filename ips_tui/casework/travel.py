"""Where somebody who works here went: what their records say of journeys, for a travel claim (exchange.md 3 point 5).

A claim leaves the team, so a journey to an employer says the place and never who works there, and a place that was
typed about a person is not passed on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import UNANSWERED, AppointmentFor, AppointmentState, Mode, Result, TriedBy
from ips_tui.domain.employers import EmployerMode, MadeBy
from ips_tui.domain.travel import JourneyTo, Trip, journeys
from ips_tui.records.community import ClinicalMeeting, GroupSession, Outreach
from ips_tui.records.contacts import Appointment, Contact
from ips_tui.records.employers import Employer, EmployerContact
from ips_tui.records.people import ClinicalTeam, Participant


def journeys_of(desk: Desk, staff_id: UUID, since: date, until: date) -> tuple[Trip, ...]:
    """The journeys of one member of staff from a day up to a day, each once, by day.

    A meeting face to face is a journey, with a way noted or without; anything else is one where a way was noted. So is
    an attempt at a meeting: it was driven to. What was cancelled was not. Raises a StoreProblem.
    """
    with desk.reading() as db:
        told = (_contacts, _employer_visits, _group_sessions, _clinical_meetings, _outreach, _appointments)
        return journeys(trip for read in told for trip in read(db, staff_id, since, until))


def _travelled(row: Any, *, in_person: bool) -> bool:
    """Whether there was a way; none noted at all is a way to be asked for, a way of nothing is none."""
    way, minutes = row.travel_distance, row.travel_minutes
    if way is None and minutes is None:
        return in_person
    return bool(way is not None and way.tenths) or bool(minutes)


def _contacts(db: Session, staff_id: UUID, since: date, until: date) -> Iterator[Trip]:
    rows = db.execute(
        select(Contact, Participant.ref, Participant.name, Participant.place)
        .join(Participant, Participant.id == Contact.participant_id)
        .where(
            Contact.staff_id == staff_id,
            Contact.happened_on.between(since, until),
            Contact.result.in_((Result.TOOK_PLACE, *UNANSWERED)),
            # What stands in a group session is one journey, which the session says.
            Contact.group_session_id.is_(None),
            or_(Contact.tried_by.is_(None), Contact.tried_by != TriedBy.CLINICAL_STAFF),
            ~Contact.removed,
        )
    )
    for row, ref, name, town in rows:
        met = row.mode is Mode.FACE_TO_FACE and row.result is Result.TOOK_PLACE
        if _travelled(row, in_person=met):
            yield Trip(
                id=row.id,
                on=row.happened_on,
                to=JourneyTo.PARTICIPANT,
                purpose=f"choice.contact_kind.{row.kind}",
                distance=row.travel_distance,
                minutes=row.travel_minutes,
                participant_id=row.participant_id,
                ref=ref,
                name=name,
                kind_of_place=f"choice.place.{row.place}" if row.place else "",
                place=town or "",
            )


def _employer_visits(db: Session, staff_id: UUID, since: date, until: date) -> Iterator[Trip]:
    rows = db.execute(
        select(EmployerContact, Employer.site)
        .join(Employer, Employer.id == EmployerContact.employer_id)
        .where(
            EmployerContact.staff_id == staff_id,
            EmployerContact.happened_on.between(since, until),
            EmployerContact.made_by == MadeBy.SPECIALIST,
            ~EmployerContact.removed,
        )
    )
    for row, site in rows:
        if _travelled(row, in_person=row.mode is EmployerMode.FACE_TO_FACE):
            yield Trip(
                id=row.id,
                on=row.happened_on,
                to=JourneyTo.EMPLOYER,
                purpose="",
                distance=row.travel_distance,
                minutes=row.travel_minutes,
                participant_id=row.participant_id,
                employer_id=row.employer_id,
                place=site or "",
                with_person=row.participant_present,
            )


def _group_sessions(db: Session, staff_id: UUID, since: date, until: date) -> Iterator[Trip]:
    for row in _of_staff(db, GroupSession, staff_id, since, until):
        if _travelled(row, in_person=row.mode is Mode.FACE_TO_FACE):
            kind = f"choice.place.{row.place}" if row.place else ""
            yield _alone(row, JourneyTo.GROUP_SESSION, row.place_name or "", kind)


def _clinical_meetings(db: Session, staff_id: UUID, since: date, until: date) -> Iterator[Trip]:
    names: dict[UUID, str] = {
        row[0]: row[2] or row[1] for row in db.execute(select(ClinicalTeam.id, ClinicalTeam.name, ClinicalTeam.place))
    }
    for row in _of_staff(db, ClinicalMeeting, staff_id, since, until):
        if _travelled(row, in_person=row.mode is Mode.FACE_TO_FACE):
            yield _alone(row, JourneyTo.CLINICAL_TEAM, names.get(row.clinical_team_id, ""))


def _outreach(db: Session, staff_id: UUID, since: date, until: date) -> Iterator[Trip]:
    for row in _of_staff(db, Outreach, staff_id, since, until):
        if _travelled(row, in_person=True):
            yield _alone(row, JourneyTo.OUTREACH, row.place)


def _of_staff(db: Session, table: Any, staff_id: UUID, since: date, until: date) -> list[Any]:
    theirs = select(table).where(table.staff_id == staff_id, table.happened_on.between(since, until), ~table.removed)
    return list(db.scalars(theirs))


def _alone(row: Any, to: JourneyTo, place: str, kind: str = "") -> Trip:
    return Trip(
        id=row.id,
        on=row.happened_on,
        to=to,
        purpose="",
        distance=row.travel_distance,
        minutes=row.travel_minutes,
        kind_of_place=kind,
        place=place,
    )


def _appointments(db: Session, staff_id: UUID, since: date, until: date) -> Iterator[Trip]:
    """Those that took place and became no contact: what came of them, where it was a journey, is told above too."""
    rows = db.execute(
        select(Appointment, Participant.ref, Participant.name, Participant.place, Employer.site)
        .outerjoin(Participant, Participant.id == Appointment.participant_id)
        .outerjoin(Employer, Employer.id == Appointment.employer_id)
        .where(
            Appointment.staff_id == staff_id,
            Appointment.on.between(since, until),
            Appointment.state == AppointmentState.TOOK_PLACE,
            Appointment.mode == Mode.FACE_TO_FACE,
            Appointment.contact_id.is_(None),
            Appointment.employer_contact_id.is_(None),
            ~Appointment.removed,
        )
    )
    for row, ref, name, town, site in rows:
        to = JourneyTo.PARTICIPANT
        if row.purpose is AppointmentFor.CLINICAL_UPDATE:
            to = JourneyTo.CLINICAL_TEAM
        elif row.purpose is AppointmentFor.EMPLOYER_VISIT:
            to = JourneyTo.EMPLOYER
        elsewhere = to is not JourneyTo.PARTICIPANT
        yield Trip(
            id=row.id,
            on=row.on,
            to=to,
            purpose="" if elsewhere else f"kind.{row.purpose}",
            distance=None,
            minutes=row.travel_minutes,
            participant_id=row.participant_id,
            employer_id=row.employer_id,
            ref="" if elsewhere else ref or "",
            name="" if elsewhere else name or "",
            place=(site if to is JourneyTo.EMPLOYER else None if elsewhere else town) or "",
            planned=True,
        )
