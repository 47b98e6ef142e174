"""Computes the derived rows of the subjects that an action touched, in its own commit (DESIGN idea 4)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Delete, Insert, Select, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from ips_tui.casework import facts as reading
from ips_tui.casework import settings, staff_facts
from ips_tui.casework.later_facts import rows_of
from ips_tui.casework.snoozed import EMPLOYER, PARTICIPANT, STAFF, put_off_until
from ips_tui.domain.due import Owed
from ips_tui.domain.employers import MadeBy, times_met
from ips_tui.domain.facts import CaseFacts
from ips_tui.domain.four_weeks import FourWeeks
from ips_tui.domain.obligations import owed_by_case, owed_by_employer, owed_by_staff
from ips_tui.domain.people import AssignmentRole
from ips_tui.ids import same_row_id
from ips_tui.records.base import Record
from ips_tui.records.derived import CaseloadLine, EmployerLine, Flag, Obligation, UpcomingDate
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureEmployer
from ips_tui.records.employers import Employer, EmployerContact, EmployerPerson, EmployerSite
from ips_tui.records.jobs import Job
from ips_tui.records.people import Assignment, Participant, Referral, Setting, Staff
from ips_tui.records.snooze import Snooze
from ips_tui.records.supervision import FieldMentoring, Supervision
from ips_tui.store.by_ids import among, handed
from ips_tui.store.keeping import Subject, Touch
from ips_tui.text import fold, sort_name

_BATCH = 500


class CaseDeriver:
    """The deriver that casework hands to the store."""

    def fingerprint(self, db: Session) -> str:
        """Changes when a rule or a team's rhythm changes."""
        return settings.rhythms(db).fingerprint

    def touched(self, db: Session, touches: Sequence[Touch]) -> set[Subject]:
        """Whom the changed records are about, before and after the change."""
        subjects: set[Subject] = set()
        for touch in touches:
            record = touch.record
            if isinstance(record, Setting) and record.key.startswith(settings.RHYTHM):
                return _everyone(db)
            if isinstance(record, Participant):
                subjects.add((PARTICIPANT, record.id))
            elif isinstance(record, Employer):
                subjects.add((EMPLOYER, record.id))
            elif isinstance(record, Staff):
                theirs = select(Assignment.participant_id).where(Assignment.staff_id == record.id)
                subjects |= {(PARTICIPANT, participant) for participant in db.scalars(theirs)}
            elif isinstance(record, DisclosureEmployer):
                agreement = db.get(DisclosureAgreement, record.agreement_id)
                if agreement is not None:
                    subjects.add((PARTICIPANT, agreement.participant_id))
            if isinstance(record, (Staff, Supervision, FieldMentoring)) or _of_staff(record):
                # A handful of people, of whom one more or less may mean that somebody leads the team.
                subjects |= {(STAFF, one) for one in staff_facts.ids(db)}
            for kind, column in ((PARTICIPANT, "participant_id"), (EMPLOYER, "employer_id")):
                for subject in (getattr(record, column, None), touch.before.get(column)):
                    if subject is not None:
                        subjects.add((kind, subject))
        return subjects

    def derive(self, db: Session, subjects: set[Subject]) -> None:
        """Replace the derived rows of these subjects."""
        rhythms = settings.rhythms(db)
        people = sorted((s[1] for s in subjects if s[0] == PARTICIPANT), key=lambda i: i.int)
        for part in _parts(people):
            cases = reading.cases(db, part)
            _replace(db, PARTICIPANT, part, {c.participant: owed_by_case(c, rhythms) for c in cases})
            _replace_lines(
                db, CaseloadLine, CaseloadLine.participant_id, part, _caseload_lines(db, cases, rhythms.four_weeks)
            )
        employers = sorted((s[1] for s in subjects if s[0] == EMPLOYER), key=lambda i: i.int)
        for part in _parts(employers):
            facts = reading.employers(db, part)
            _replace(db, EMPLOYER, part, {f.employer: owed_by_employer(f, rhythms) for f in facts})
            _replace_lines(db, EmployerLine, EmployerLine.employer_id, part, _employer_lines(db, part))
        if colleagues := [s[1] for s in subjects if s[0] == STAFF]:
            _replace(db, STAFF, colleagues, {f.staff: owed_by_staff(f, rhythms) for f in staff_facts.everyone(db)})

    def derive_all(self, db: Session) -> None:
        """Throw every derived row away and compute them anew."""
        for table in (Obligation, UpcomingDate, Flag, CaseloadLine, EmployerLine):
            db.connection().execute(delete(table))
        self.derive(db, _everyone(db))


def _everyone(db: Session) -> set[Subject]:
    people = {(PARTICIPANT, i) for i in db.scalars(select(Participant.id).where(~Participant.removed))}
    people |= {(STAFF, i) for i in staff_facts.ids(db)}
    return people | {(EMPLOYER, i) for i in db.scalars(select(Employer.id).where(~Employer.removed))}


def _of_staff(record: Record) -> bool:
    """Whether it puts off a line about a colleague: what is about nobody else."""
    return isinstance(record, Snooze) and record.participant_id is None and record.employer_id is None


def _parts(ids: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _replace(db: Session, subject: str, ids: Sequence[UUID], owed: dict[UUID, Owed]) -> None:
    """Obligations, upcoming dates and flags of these subjects: all gone, then as the rules say."""
    connection = db.connection()
    for table in (Obligation, UpcomingDate, Flag):
        connection.execute(_without(table.subject_id, len(ids) == 1), handed(ids))
    put_off = put_off_until(db, subject, ids)
    obligations, upcoming, flags = [], [], []
    for subject_id, said in owed.items():
        for due in said.due:
            until, why = put_off.get((subject_id, due.kind, due.source), (None, ""))
            obligations.append(
                {
                    "id": same_row_id(subject, subject_id.hex, due.kind, due.source.hex),
                    "subject": subject,
                    "subject_id": subject_id,
                    "kind": due.kind.value,
                    "source_id": due.source,
                    "opens_on": due.opens_on,
                    "due_on": due.due_on,
                    "lapses_on": due.lapses_on,
                    "reason": due.reason,
                    "dates": json.dumps([(name, day.isoformat()) for name, day in due.dates]),
                    "about": due.about,
                    "snoozed_until": until,
                    "snoozed_why": why,
                }
            )
        for ahead in said.upcoming:
            upcoming.append(
                {
                    "id": same_row_id("upcoming", subject, subject_id.hex, ahead.kind, ahead.source.hex),
                    "subject": subject,
                    "subject_id": subject_id,
                    "kind": ahead.kind,
                    "source_id": ahead.source,
                    "on_day": ahead.on,
                }
            )
        flags += [{"subject_id": subject_id, "kind": flag.value} for flag in said.flags]
    for table, rows in ((Obligation, obligations), (UpcomingDate, upcoming), (Flag, flags)):
        if rows:
            connection.execute(_into(table), rows)


@cache
def _without(column: Any, one: bool) -> Delete:
    """The statement that takes away the rows of these ids; made once, as all here: it is needed at each save."""
    kept = column.property.columns[0]
    return delete(kept.table).where(among(kept, one=one))


@cache
def _into(table: Any) -> Insert:
    return insert(table.__table__)


def _replace_lines(db: Session, table: Any, column: Any, ids: Sequence[UUID], rows: list[dict[str, Any]]) -> None:
    db.connection().execute(_without(column, len(ids) == 1), handed(ids))
    if rows:
        db.connection().execute(_into(table), rows)


@cache
def _called(one: bool) -> Select[Any]:
    """How these participants are called."""
    kept = Participant.__table__.columns
    return select(kept.id, kept.name, kept.preferred_name, kept.ref, kept.place).where(
        among(kept.id, one=one), ~kept.removed
    )


@cache
def _responsible(one: bool) -> Select[Any]:
    """Who works with these participants now; of several, whoever came last is read last."""
    kept, staff = Assignment.__table__.columns, Staff.__table__.columns
    return (
        select(kept.participant_id, staff.id, staff.ref, staff.name)
        .join(Staff.__table__, staff.id == kept.staff_id)
        .where(
            among(kept.participant_id, one=one),
            kept.role == AssignmentRole.RESPONSIBLE,
            kept.to_on.is_(None),
            ~kept.removed,
        )
        .order_by(kept.from_on, kept.id)
    )


@cache
def _received(one: bool) -> Select[Any]:
    """When these participants were first referred."""
    kept = Referral.__table__.columns
    return (
        select(kept.participant_id, func.min(kept.received_on))
        .where(among(kept.participant_id, one=one), ~kept.removed)
        .group_by(kept.participant_id)
    )


def _caseload_lines(db: Session, cases: Sequence[CaseFacts], reading: FourWeeks) -> list[dict[str, Any]]:
    one, asked, connection = len(cases) == 1, handed([case.participant for case in cases]), db.connection()
    people = {row.id: row for row in connection.execute(_called(one), asked)}
    responsible = {row.participant_id: row for row in connection.execute(_responsible(one), asked)}
    received = {row[0]: row[1] for row in connection.execute(_received(one), asked)}
    lines = []
    for case in cases:
        if (person := people.get(case.participant)) is None:
            continue
        specialist, seen = responsible.get(case.participant), case.first_seen
        searched = (person.name, person.preferred_name, person.ref, person.place, specialist and specialist.name)
        lines.append(
            {
                "participant_id": person.id,
                "ref": person.ref,
                "name": person.name,
                "sort_name": sort_name(person.name),
                "search_text": fold(" ".join(part for part in searched if part)),
                "received_on": received[person.id],
                "stage": int(case.stage),
                "stage_entered_on": case.stage_entered_on,
                "specialist_id": specialist.id if specialist else None,
                "specialist_ref": specialist.ref if specialist else "",
                "specialist_name": specialist.name if specialist else "",
                "place": person.place or "",
                "clock_from_on": case.clock_from(reading),
                "clock_met_on": case.clock_met_on(reading),
                "first_seen_on": seen.on if seen else None,
                "first_search_on": case.first_search_on,
                "first_employer_met_on": case.first_employer_met_on,
                "last_contact_on": case.last_contact_on,
                "closed_on": case.closed_on,
            }
        )
    return lines


def _employer_lines(db: Session, ids: Sequence[UUID]) -> list[dict[str, Any]]:
    employers = rows_of(db, ids, Employer.id, Employer.name, Employer.sector, Employer.site, Employer.person)
    contacts = rows_of(
        db,
        ids,
        EmployerContact.employer_id,
        EmployerContact.id,
        EmployerContact.happened_on,
        EmployerContact.mode,
        EmployerContact.made_by,
        EmployerContact.next_on,
    )
    called = [rows_of(db, ids, kept.employer_id, kept.name) for kept in (EmployerPerson, EmployerSite)]
    hires = _hires(db, ids)
    lines = []
    for (employer,) in employers.values():
        visits = [c for c in contacts.get(employer.id, ()) if c.made_by is MadeBy.SPECIALIST]
        visits.sort(key=lambda visit: (visit.happened_on, visit.id.int))
        names = (named.name for rows in called for named in rows.get(employer.id, ()))
        searched = (employer.name, employer.site, employer.person, *names)
        lines.append(
            {
                "employer_id": employer.id,
                "name": employer.name,
                "sort_name": fold(employer.name),
                "search_text": fold(" ".join(part for part in searched if part)),
                "sector": employer.sector.value,
                "site": employer.site or "",
                "visits": len(visits),
                "met": times_met((c.mode, c.made_by) for c in visits),
                "hires": hires.get(employer.id, 0),
                "last_contact_on": visits[-1].happened_on if visits else None,
                "next_on": visits[-1].next_on if visits else None,
            }
        )
    return lines


def _hires(db: Session, ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many jobs of participants began with each of these employers: their four hours are done (6.6 F13).

    Jobs held when a person was referred are among them: that employer does hire people we support.
    """
    begun = db.connection().execute(_begun(len(ids) == 1), handed(ids))
    return {employer_id: count for employer_id, count in begun if employer_id is not None}


@cache
def _begun(one: bool) -> Select[Any]:
    jobs, people = Job.__table__.columns, Participant.__table__.columns
    return (
        select(jobs.employer_id, func.count())
        .join(Participant.__table__, people.id == jobs.participant_id)
        .where(
            among(jobs.employer_id, one=one),
            or_(jobs.four_hours_on.is_not(None), jobs.held_at_referral),
            jobs.fell_through_on.is_(None),
            ~jobs.removed,
            ~people.removed,
        )
        .group_by(jobs.employer_id)
    )
