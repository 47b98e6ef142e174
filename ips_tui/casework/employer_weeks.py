"""Employer contacts by specialist and week, and the team leader's weekly review of them (domain.md 4.6, 4.14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework.plain import not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.employer_weeks import LoggedContact, WeekCount, counted, last_weeks, monday_of
from ips_tui.domain.employers import MadeBy
from ips_tui.domain.people import StaffRole
from ips_tui.domain.rhythms import WEEK
from ips_tui.forms.employers import EmployerLogReviewEntry
from ips_tui.ids import same_row_id
from ips_tui.records.employers import ContactWithoutAgreement, Employer, EmployerContact, EmployerLogReview
from ips_tui.records.people import Participant, Staff
from ips_tui.store.drafts import DraftKey

FARTHEST_BACK = 104
"""Weeks in which a review is looked for by its id; a draft of one may have waited long."""


@dataclass(frozen=True)
class Reviewed:
    """The team leader looked at a week."""

    on: date
    by: str
    note: str


@dataclass(frozen=True)
class WeekLine:
    """A specialist's contacts with employers in one week."""

    staff_id: UUID
    specialist: str
    week_on: date
    count: WeekCount
    without_agreement: int
    """Contacts about a person that had no agreement. They are in no count."""
    reviewed: Reviewed | None


@dataclass(frozen=True)
class WeekContact:
    """One contact of a week; the participant's name is for who may open the record."""

    id: UUID
    employer_id: UUID
    employer: str
    participant: str
    happened_on: date
    mode: str
    purpose: str
    said: str
    """What came of it, or without an agreement what was said."""
    asked: str
    """What the employer asked, or without an agreement how it came about."""
    participant_id: UUID | None = None


@dataclass(frozen=True)
class WeekView:
    """One specialist's week in full, the newest contact first."""

    line: WeekLine
    contacts: tuple[WeekContact, ...]
    without_agreement: tuple[WeekContact, ...]


def may_review(desk: Desk) -> bool:
    """Whether the person at this desk is a team leader, whose mark it is (domain.md 4.14)."""
    return desk.leads_team


def employer_weeks(desk: Desk) -> tuple[WeekLine, ...]:
    """Every specialist in each of the last weeks, the newest week first, then by name.

    Whoever works here as a specialist has a line, with nothing in it too; anybody else only where they made a contact.
    """
    weeks = last_weeks(desk.clock.today())
    with desk.reading() as db:
        staff = db.scalars(select(Staff).where(~Staff.removed)).all()
        contacts = _logged(db, weeks[-1])
        without = _without(db, weeks[-1])
        reviews = _reviews(db, weeks[-1])
    counts = counted(contacts, weeks)
    lines = []
    for week in weeks:
        for one in sorted(staff, key=lambda member: (member.name.casefold(), member.ref)):
            key = (one.id, week)
            if _works(one, week) or key in counts or key in without or key in reviews:
                count = counts.get(key, WeekCount())
                lines.append(WeekLine(one.id, one.name, week, count, without.get(key, 0), reviews.get(key)))
    return tuple(lines)


def _works(one: Staff, week: date) -> bool:
    """Whether somebody is a specialist on any day of that week."""
    begun = one.from_on is None or one.from_on < week + timedelta(days=WEEK)
    return one.role is StaffRole.EMPLOYMENT_SPECIALIST and begun and (one.to_on is None or one.to_on >= week)


def _logged(db: Session, since: date) -> list[LoggedContact]:
    rows = db.execute(
        select(
            EmployerContact.staff_id,
            EmployerContact.happened_on,
            EmployerContact.mode,
            EmployerContact.made_by,
            EmployerContact.participant_id,
        ).where(EmployerContact.happened_on >= since, ~EmployerContact.removed)
    )
    return [LoggedContact(r.staff_id, r.happened_on, r.mode, r.made_by, r.participant_id is not None) for r in rows]


def _without(db: Session, since: date) -> dict[tuple[UUID, date], int]:
    table = ContactWithoutAgreement
    rows = db.execute(select(table.staff_id, table.happened_on).where(table.happened_on >= since, ~table.removed))
    found: dict[tuple[UUID, date], int] = {}
    for staff_id, on in rows:
        key = (staff_id, monday_of(on))
        found[key] = found.get(key, 0) + 1
    return found


def _reviews(db: Session, since: date) -> dict[tuple[UUID, date], Reviewed]:
    rows = db.execute(
        select(EmployerLogReview, Staff.name)
        .join(Staff, Staff.id == EmployerLogReview.reviewer_id)
        .where(EmployerLogReview.week_on >= since, ~EmployerLogReview.removed)
    )
    return {(r.staff_id, r.week_on): Reviewed(r.reviewed_on, by, r.note or "") for r, by in rows}


def employer_week(desk: Desk, staff_id: UUID, week_on: date) -> WeekView:
    """The contacts of one specialist in the week that begins on that Monday. Raises LookupError."""
    with desk.reading() as db:
        one = db.get(Staff, staff_id)
        if one is None or one.removed:
            raise LookupError("staff")
        contacts = _contacts(db, EmployerContact, staff_id, week_on)
        without = _contacts(db, ContactWithoutAgreement, staff_id, week_on)
        made = [row for row in contacts if row[0].made_by is MadeBy.SPECIALIST]
        logged = [
            LoggedContact(staff_id, c.happened_on, c.mode, c.made_by, c.participant_id is not None) for c, *_ in made
        ]
        count = counted(logged, (week_on,)).get((staff_id, week_on), WeekCount())
        reviewed = _reviews(db, week_on).get((staff_id, week_on))
    return WeekView(
        WeekLine(staff_id, one.name, week_on, count, len(without), reviewed),
        tuple(_shown(c, employer, person, c.result, c.asked) for c, employer, person in made),
        tuple(_shown(c, employer, person, c.what_happened, c.reason) for c, employer, person in without),
    )


def _contacts(db: Session, table: Any, staff_id: UUID, week_on: date) -> list[Any]:
    """The rows of a week with the names of employer and participant, the newest first."""
    query = (
        select(table, Employer.name, func.coalesce(Participant.name, ""))
        .join(Employer, Employer.id == table.employer_id)
        .outerjoin(Participant, Participant.id == table.participant_id)
        .where(
            table.staff_id == staff_id,
            table.happened_on >= week_on,
            table.happened_on < week_on + timedelta(days=WEEK),
            ~table.removed,
        )
        .order_by(table.happened_on.desc(), table.id.desc())
    )
    return list(db.execute(query))


def _shown(row: Any, employer: str, participant: str, said: str, asked: str | None) -> WeekContact:
    return WeekContact(
        id=row.id,
        employer_id=row.employer_id,
        employer=employer,
        participant=participant,
        happened_on=row.happened_on,
        mode=row.mode.value,
        purpose=row.purpose.value,
        said=said,
        asked=asked or "",
        participant_id=row.participant_id,
    )


def review_id(staff_id: UUID, week_on: date) -> UUID:
    """The id of the review of a specialist's week, the same on every laptop."""
    return same_row_id("employer_log_review", staff_id.hex, week_on.isoformat())


def review_week(
    desk: Desk, staff_id: UUID, week_on: date, entry: EmployerLogReviewEntry, *, draft: DraftKey | None = None
) -> UUID:
    """The team leader's mark on a specialist's week; said again, the same mark is brought up to date.

    Raises BadEntry when whoever works here is no team leader, and for a day ahead or before the week began;
    LookupError for an unknown member of staff, ValueError for a day that is no Monday.
    """
    if week_on != monday_of(week_on):
        raise ValueError("a week begins on a Monday")
    not_ahead(desk, entry)
    if desk.who is None or not may_review(desk):
        raise refuse(None, "problem.team_leader_reviews")
    if entry.reviewed_on < week_on:
        raise refuse("reviewed_on", "problem.before_the_week")
    with desk.writing("employer_week_reviewed", draft=draft) as writing:
        writing.get(Staff, staff_id)
        row_id = review_id(staff_id, week_on)
        said = {"reviewed_on": entry.reviewed_on, "note": entry.note, "reviewer_id": desk.who.id}
        kept = writing.db.get(EmployerLogReview, row_id)
        if kept is None:
            writing.add(EmployerLogReview, id=row_id, staff_id=staff_id, week_on=week_on, **said)
        else:
            kept.removed = False
            for name, value in said.items():
                setattr(kept, name, value)
    return row_id


def week_review_entry(desk: Desk, staff_id: UUID, week_on: date) -> EmployerLogReviewEntry | None:
    """The review of a week as an entry, to be brought up to date; None where there is none yet."""
    with desk.reading() as db:
        kept = db.get(EmployerLogReview, review_id(staff_id, week_on))
        if kept is None or kept.removed:
            return None
        return EmployerLogReviewEntry(reviewed_on=kept.reviewed_on, note=kept.note)


def reviewed_week(desk: Desk, row_id: UUID) -> tuple[UUID, date]:
    """Whose week a kept review is of, and the Monday that it began. Raises LookupError."""
    with desk.reading() as db:
        kept = db.get(EmployerLogReview, row_id)
        if kept is None or kept.removed:
            raise LookupError("employer_log_review")
        return kept.staff_id, kept.week_on


def week_of_review(desk: Desk, staff_id: UUID, row_id: UUID) -> date:
    """The Monday of the week that a review of that id is of, kept yet or not. Raises LookupError for another id."""
    for week in last_weeks(desk.clock.today(), FARTHEST_BACK):
        if review_id(staff_id, week) == row_id:
            return week
    raise LookupError("employer_log_review")
