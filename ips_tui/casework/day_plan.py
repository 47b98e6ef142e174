"""A specialist's day: whom they meet and where, in the order of the way, and who else is due near there (7.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from sqlalchemy import func, select

from ips_tui.casework.session import Desk
from ips_tui.casework.today import DueLine, today
from ips_tui.domain.contacts import AppointmentState, Mode
from ips_tui.domain.people import ContactPreference
from ips_tui.domain.route import Stop, in_travel_order, is_near
from ips_tui.records.contacts import Appointment
from ips_tui.records.employers import Employer
from ips_tui.records.people import Participant

_BY_TELEPHONE = frozenset({ContactPreference.PHONE, ContactPreference.TEXT})
_FARTHEST = 14


@dataclass(frozen=True)
class DayStop:
    """One appointment of the day; its texts may hold anything somebody typed."""

    id: UUID
    at: time | None
    purpose: str
    """`kind.<purpose>` in the word pack."""
    mode: Mode
    participant_id: UUID | None
    employer_id: UUID | None
    ref: str
    name: str
    employer: str
    """Whom it is with where it is about nobody; one about a person does not say it (4.5)."""
    place: str
    town: str
    """Where the participant lives; of a visit to an employer, where that is."""
    minutes: int | None
    """One way."""
    telephone: str
    """Empty where the person does not want to be rung."""
    due: tuple[DueLine, ...]


@dataclass(frozen=True)
class DayPlan:
    """One day of one member of staff."""

    on: date
    visits: tuple[DayStop, ...]
    """Face to face, in the order of the way."""
    calls: tuple[DayStop, ...]
    """What needs no way, by its time."""
    near: tuple[DueLine, ...]
    """Who else is due by that day and lives, or works, where a visit leads."""


def day_plan(desk: Desk, staff_id: UUID, on: date) -> DayPlan:
    """That member of staff's day. Raises a StoreProblem."""
    due = today(desk, as_of=on).due
    stops = {stop.id: stop for stop in _stops(desk, staff_id, on, due)}
    visits = [stop for stop in stops.values() if stop.mode is Mode.FACE_TO_FACE]
    calls = [stop for stop in stops.values() if stop.mode is not Mode.FACE_TO_FACE]
    ordered = in_travel_order([Stop(stop.id, stop.at, stop.place or stop.town, stop.minutes) for stop in visits])
    met = {met for stop in stops.values() for met in (stop.participant_id, stop.employer_id)}
    places = {place for stop in visits for place in (stop.place, stop.town) if place}
    near = [
        line
        for line in due
        if line.subject_id not in met
        and line.specialist_id in (None, staff_id)
        and any(is_near(line.place, place) for place in places)
    ]
    return DayPlan(
        on=on,
        visits=tuple(stops[stop.id] for stop in ordered),
        calls=tuple(sorted(calls, key=lambda stop: (stop.at is None, stop.at or time.min, stop.id.int))),
        near=tuple(near),
    )


def next_day(desk: Desk, staff_id: UUID, today: date) -> date:
    """Today, or where nothing is planned any more the next day within two weeks on which something is."""
    planned = select(func.min(Appointment.on)).where(
        Appointment.staff_id == staff_id,
        Appointment.on.between(today, today + timedelta(days=_FARTHEST)),
        Appointment.state == AppointmentState.PLANNED,
        ~Appointment.removed,
    )
    with desk.reading() as db:
        return db.scalar(planned) or today


def _stops(desk: Desk, staff_id: UUID, on: date, due: tuple[DueLine, ...]) -> list[DayStop]:
    planned = (
        select(Appointment, Participant, Employer)
        .outerjoin(Participant, Participant.id == Appointment.participant_id)
        .outerjoin(Employer, Employer.id == Appointment.employer_id)
        .where(
            Appointment.staff_id == staff_id,
            Appointment.on == on,
            Appointment.state == AppointmentState.PLANNED,
            ~Appointment.removed,
        )
        .order_by(Appointment.id)
    )
    with desk.reading() as db:
        return [_stop(*row, due) for row in db.execute(planned)]


def _stop(row: Appointment, person: Participant | None, employer: Employer | None, due: tuple[DueLine, ...]) -> DayStop:
    # A visit to an employer is not held where the person lives.
    home = person if employer is None else None
    town = (employer.site if employer is not None else home.place if home is not None else None) or ""
    minutes = row.travel_minutes
    if minutes is None and home is not None and not row.place:
        minutes = home.travel_minutes
    return DayStop(
        id=row.id,
        at=row.at,
        purpose=f"kind.{row.purpose}",
        mode=row.mode,
        participant_id=row.participant_id,
        employer_id=row.employer_id,
        ref="" if person is None else person.ref,
        name="" if person is None else person.name,
        employer=employer.name if employer is not None and person is None else "",
        place=row.place or "",
        town=town,
        minutes=minutes,
        telephone=_telephone(person, employer),
        # An appointment of the day is the line itself.
        due=tuple(line for line in due if line.subject_id == row.participant_id and line.source_id != row.id),
    )


def _telephone(person: Participant | None, employer: Employer | None) -> str:
    """The number of somebody who is met; of a person only where they may be rung or written to."""
    if person is None:
        return (employer.telephone if employer is not None else "") or ""
    wanted = set(person.contact_preferences)
    may = not person.leave_no_messages and (not wanted or wanted & _BY_TELEPHONE)
    return (person.telephone or "") if may else ""
