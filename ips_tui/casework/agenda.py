"""One specialist's appointments and due dates, as they may stand in a calendar that others see (exchange.md 3 point 3).

A calendar is carried about and copied to places nobody at this desk knows of. So people are initials, and what could
name an employer beside a person is in it only where that person's agreement covers that employer on that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ips_tui.casework.facts import agreements_of
from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import AppointmentState
from ips_tui.domain.disclosure import Agreement, standing
from ips_tui.domain.route import is_near
from ips_tui.ids import same_row_id
from ips_tui.records.contacts import Appointment
from ips_tui.records.derived import CaseloadLine, Obligation, UpcomingDate
from ips_tui.records.employers import Employer, EmployerContact
from ips_tui.records.people import Participant
from ips_tui.text import initials


@dataclass(frozen=True)
class AgendaItem:
    """One appointment, or a day on which something is due; nothing in it says who a participant is."""

    id: UUID
    """Always the same for one record, and made so that nothing can be read from it."""
    on: date
    at: time | None
    """Wall time of the place where it is; None for a whole day."""
    kind: str
    """`kind.<kind>` in the word pack."""
    who: str
    """Initials; empty where it is about nobody."""
    employer: str = ""
    place: str = ""
    minutes: int | None = None
    """Minutes on the way."""
    due: bool = False
    """Whether it is a due date and no appointment."""


def agenda(desk: Desk, staff_id: UUID, since: date, until: date) -> tuple[AgendaItem, ...]:
    """What stands in that member of staff's calendar from one day up to another, by day. Raises a StoreProblem."""
    with desk.reading() as db:
        names = _Names(db)
        met = _appointments(db, staff_id, since, until, names)
        due = [*_due(db, staff_id, since, until), *_employers_due(db, staff_id, since, until)]
        agreed = _agreed(db, staff_id, since, until)
    seen = {(one.kind, one.who, one.on) for one in due}
    # A day agreed with the person is often the day the line is due.
    due += [one for one in agreed if (one.kind, one.who, one.on) not in seen]
    return tuple(sorted((*met, *due), key=_in_order))


def _in_order(item: AgendaItem) -> tuple[date, bool, time, str, str, int]:
    return item.on, item.at is None, item.at or time.min, item.kind, item.who, item.id.int


class _Names:
    """Who must not be told by a place that somebody typed."""

    def __init__(self, db: Session) -> None:
        self.people: Sequence[str] = db.scalars(select(Participant.name).where(~Participant.removed)).all()
        employers = db.execute(select(Employer.id, Employer.name).where(~Employer.removed))
        self.employers: list[tuple[UUID, str]] = [(row[0], row[1]) for row in employers]

    def names_somebody(self, place: str, own: str) -> bool:
        """Whether a participant is named in it: any of them in full, the one it is about by any part."""
        parts = [part for part in own.split() if len(part) > 1]
        return any(is_in(name, place) for name in (*self.people, *parts))

    def employers_in(self, place: str) -> list[UUID]:
        """The employers whose names stand in it."""
        return [employer_id for employer_id, name in self.employers if is_in(name, place)]


def is_in(name: str, place: str) -> bool:
    """Whether the words of a name stand in a place in their order."""
    return len(name) <= len(place) and is_near(name, place)


def _appointments(db: Session, staff_id: UUID, since: date, until: date, names: _Names) -> list[AgendaItem]:
    rows = db.execute(
        select(Appointment, Participant.name, Employer.name, Employer.site)
        .outerjoin(Participant, Participant.id == Appointment.participant_id)
        .outerjoin(Employer, Employer.id == Appointment.employer_id)
        .where(
            Appointment.staff_id == staff_id,
            Appointment.on.between(since, until),
            Appointment.state == AppointmentState.PLANNED,
            ~Appointment.removed,
        )
    ).all()
    said = agreements_of(db, [row.participant_id for row, *_ in rows if row.participant_id is not None])
    found = []
    for row, person, employer, site in rows:
        theirs = said.get(row.participant_id, []) if row.participant_id else None
        may = row.employer_id is not None and _may_name(theirs, row.employer_id, row.on)
        place = row.place or (site if may else None) or ""
        named = names.employers_in(place)
        hidden = not may and row.employer_id is not None
        hidden = hidden or not all(_may_name(theirs, employer_id, row.on) for employer_id in named)
        found.append(
            AgendaItem(
                id=_id(row.id),
                on=row.on,
                at=row.at,
                kind=row.purpose.value,
                who=initials(person) if person else "",
                employer=(employer or "") if may else "",
                place="" if hidden or names.names_somebody(place, person or "") else place,
                minutes=row.travel_minutes,
            )
        )
    return found


def _may_name(said: Sequence[Agreement] | None, employer_id: UUID, on: date) -> bool:
    """Whether an employer may stand in the line: always where it is about nobody, else as the person agreed."""
    return said is None or standing(said, on, employer_id).allowed


def _id(row_id: UUID) -> UUID:
    # An id of a record begins with the moment it was made.
    return same_row_id("calendar", row_id.hex)


def _due(db: Session, staff_id: UUID, since: date, until: date) -> list[AgendaItem]:
    """The days on which lines of the specialist's people are due, or due again where they were put off."""
    planned = select(Appointment.id)
    rows = db.execute(
        select(Obligation, CaseloadLine.name)
        .join(CaseloadLine, CaseloadLine.participant_id == Obligation.subject_id)
        .where(
            CaseloadLine.specialist_id == staff_id,
            CaseloadLine.closed_on.is_(None),
            or_(Obligation.due_on.between(since, until), Obligation.snoozed_until.between(since, until)),
            # An appointment stands there itself.
            Obligation.source_id.not_in(planned),
        )
    )
    found = []
    for line, name in rows:
        on = max(line.due_on, line.snoozed_until or line.due_on)
        if since <= on <= until:
            found.append(AgendaItem(_id(line.id), on, None, line.kind, initials(name), due=True))
    return found


def _employers_due(db: Session, staff_id: UUID, since: date, until: date) -> list[AgendaItem]:
    """The days on which an employer is to hear from the specialist who said so, whoever it was about."""
    rows = db.execute(
        select(Obligation, Employer.name)
        .join(EmployerContact, EmployerContact.id == Obligation.source_id)
        .join(Employer, Employer.id == Obligation.subject_id)
        .where(EmployerContact.staff_id == staff_id, Obligation.due_on.between(since, until))
    )
    return [AgendaItem(_id(line.id), line.due_on, None, line.kind, "", name, due=True) for line, name in rows]


def _agreed(db: Session, staff_id: UUID, since: date, until: date) -> list[AgendaItem]:
    """Days agreed with the specialist's people that are no appointments."""
    rows = db.execute(
        select(UpcomingDate, CaseloadLine.name)
        .join(CaseloadLine, CaseloadLine.participant_id == UpcomingDate.subject_id)
        .where(
            CaseloadLine.specialist_id == staff_id,
            CaseloadLine.closed_on.is_(None),
            UpcomingDate.on.between(since, until),
            UpcomingDate.source_id.not_in(select(Appointment.id)),
        )
    )
    return [AgendaItem(_id(row.id), row.on, None, row.kind, initials(name), due=True) for row, name in rows]
