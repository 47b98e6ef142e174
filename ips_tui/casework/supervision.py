"""Supervision and learning: what is held with whom, what was said of it, what was learnt (domain.md 4.14; seed 000).

Who leads the team notes it about everyone; anybody else about themselves, and a meeting of the unit. There is one file
and whoever opens it holds all of it: these functions refuse what is not one's own, they hide nothing from a program
that reads the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.plain import Plain, Rows, fields_from, kept_rows, not_ahead, row_entry
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.casework.supervision_evidence import evidence as evidence
from ips_tui.domain.people import StaffRole
from ips_tui.domain.supervision import SupervisionForm
from ips_tui.forms.kit import Entry
from ips_tui.forms.supervision import (
    CaseNoteReviewEntry,
    ColleagueFeedbackEntry,
    FieldMentoringEntry,
    SupervisionCaseEntry,
    SupervisionEntry,
    TrainingAttendedEntry,
    UnitMeetingEntry,
)
from ips_tui.ids import same_row_id
from ips_tui.records.base import Record
from ips_tui.records.people import Participant, Staff
from ips_tui.records.supervision import (
    CaseNoteReview,
    ColleagueFeedback,
    FieldMentoring,
    Supervision,
    SupervisionCase,
    SupervisionPresent,
    TrainingAttended,
)
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

_CASES = {"cases": Rows(SupervisionCase, "supervision_id")}
SUPERVISION = Plain(Supervision, SupervisionEntry, "supervision", groups=_CASES)
MEETING = Plain(Supervision, UnitMeetingEntry, "unit_meeting", groups=_CASES)
MENTORING = Plain(FieldMentoring, FieldMentoringEntry, "field_mentoring")
CASE_NOTES = Plain(CaseNoteReview, CaseNoteReviewEntry, "case_note_review")
FEEDBACK = Plain(ColleagueFeedback, ColleagueFeedbackEntry, "colleague_feedback")
TRAINING = Plain(TrainingAttended, TrainingAttendedEntry, "training_attended")

EntryT = TypeVar("EntryT", bound=Entry)


def may_see(desk: Desk, staff_id: UUID) -> bool:
    """Whether this colleague's page is for the person at this desk: their own, or for a team leader anybody's."""
    return desk.leads_team or (desk.who is not None and desk.who.id == staff_id)


def leads_by_default(desk: Desk) -> UUID | None:
    """Who held it where nobody was chosen: the leader at this desk, else the first by ref, else whoever is here."""
    if desk.who is None or desk.leads_team:
        return None if desk.who is None else desk.who.id
    leaders = sorted((one for one in desk.staff() if one.role == "team_leader"), key=lambda one: one.ref)
    return leaders[0].id if leaders else desk.who.id


def unit(desk: Desk) -> tuple[UUID, ...]:
    """The specialists and team leaders who work here today, by ref: who is at a meeting of the unit."""
    today = desk.clock.today()
    here = select(Staff.id, Staff.from_on, Staff.to_on).where(
        Staff.role.in_((StaffRole.EMPLOYMENT_SPECIALIST, StaffRole.TEAM_LEADER)), ~Staff.removed
    )
    with desk.reading() as db:
        staff = db.execute(here.order_by(Staff.ref)).all()
    return tuple(
        one.id for one in staff if (one.from_on or today) <= today and (one.to_on is None or one.to_on >= today)
    )


# Each kind: a new record, and its correction. All raise BadEntry for a day that lies ahead and for what is not one's
# own, LookupError for a participant, colleague or record that is not there.


def record_supervision(desk: Desk, entry: SupervisionEntry, *, draft: DraftKey | None = None) -> UUID:
    """Supervision of one specialist. Raises BadEntry where somebody would supervise themselves."""
    _may_note(desk, entry.staff)
    _known(desk, Participant, (row.participant for row in entry.cases))
    entry = _held_by(desk, entry, "supervisor", not_by=entry.staff)
    return SUPERVISION.record(desk, None, entry, draft=draft, form=SupervisionForm.INDIVIDUAL)


def change_supervision(desk: Desk, row_id: UUID, entry: SupervisionEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct it."""
    _may_change(desk, Supervision, row_id, entry.staff)
    _known(desk, Participant, (row.participant for row in entry.cases))
    entry = _held_by(desk, entry, "supervisor", not_by=entry.staff)
    return SUPERVISION.change(desk, row_id, entry, draft=draft)


def record_unit_meeting(desk: Desk, entry: UnitMeetingEntry, *, draft: DraftKey | None = None) -> UUID:
    """A meeting of the unit, with everybody who was there; whoever works here may note one."""
    not_ahead(desk, entry)
    _known(desk, Participant, (row.participant for row in entry.cases))
    entry = _held_by(desk, entry, "supervisor")
    with desk.writing("unit_meeting_recorded", draft=draft) as writing:
        row = MEETING.add(desk, writing, None, entry, form=SupervisionForm.UNIT_MEETING)
        _put_present(writing, row.id, entry)
    return row.id


def change_unit_meeting(desk: Desk, row_id: UUID, entry: UnitMeetingEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct it: who was there, who led it, or a team leader."""
    not_ahead(desk, entry)
    _known(desk, Participant, (row.participant for row in entry.cases))
    entry = _held_by(desk, entry, "supervisor")
    with desk.writing("unit_meeting_changed", draft=draft) as writing:
        before = writing.get(Supervision, row_id)
        there = {one.staff_id for one in _present(writing.db, row_id) if not one.removed}
        if not any(may_see(desk, one) for one in (before.supervisor_id, *there)):
            raise refuse(None, "problem.meeting_of_others")
        MEETING.put(desk, writing, row_id, entry)
        _put_present(writing, row_id, entry)
    return row_id


def unit_meeting_entry(desk: Desk, row_id: UUID) -> UnitMeetingEntry:
    """The meeting as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        row = db.get(Supervision, row_id)
        if row is None or row.removed:
            raise LookupError(Supervision.__tablename__)
        cases = kept_rows(db, SupervisionCase, "supervision_id", row_id)
        return UnitMeetingEntry(
            **fields_from(row, UnitMeetingEntry),
            present=tuple(one.staff_id for one in _present(db, row_id) if not one.removed),
            cases=tuple(row_entry(one, SupervisionCaseEntry) for one in cases),
        )


def record_mentoring(desk: Desk, entry: FieldMentoringEntry, *, draft: DraftKey | None = None) -> UUID:
    """The leader went along to employers. Raises BadEntry where somebody would have gone along with themselves."""
    _may_note(desk, entry.staff)
    return MENTORING.record(desk, None, _held_by(desk, entry, "mentor", not_by=entry.staff), draft=draft)


def change_mentoring(desk: Desk, row_id: UUID, entry: FieldMentoringEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct it."""
    _may_change(desk, FieldMentoring, row_id, entry.staff)
    return MENTORING.change(desk, row_id, _held_by(desk, entry, "mentor", not_by=entry.staff), draft=draft)


def record_case_notes(desk: Desk, entry: CaseNoteReviewEntry, *, draft: DraftKey | None = None) -> UUID:
    """Somebody read one person's record as a whole. It is read on that person's page too."""
    _may_note(desk, entry.staff)
    _known(desk, Participant, (entry.participant,))
    return CASE_NOTES.record(desk, None, _held_by(desk, entry, "reviewer"), draft=draft)


def change_case_notes(desk: Desk, row_id: UUID, entry: CaseNoteReviewEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct it."""
    _may_change(desk, CaseNoteReview, row_id, entry.staff)
    _known(desk, Participant, (entry.participant,))
    return CASE_NOTES.change(desk, row_id, _held_by(desk, entry, "reviewer"), draft=draft)


def record_feedback(desk: Desk, entry: ColleagueFeedbackEntry, *, draft: DraftKey | None = None) -> UUID:
    """What somebody said about a specialist's work."""
    _may_note(desk, entry.staff)
    return FEEDBACK.record(desk, None, entry, draft=draft)


def change_feedback(desk: Desk, row_id: UUID, entry: ColleagueFeedbackEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct it."""
    _may_change(desk, ColleagueFeedback, row_id, entry.staff)
    return FEEDBACK.change(desk, row_id, entry, draft=draft)


def record_training(desk: Desk, entry: TrainingAttendedEntry, *, draft: DraftKey | None = None) -> UUID:
    """A training that a member of staff attended."""
    _may_note(desk, entry.staff)
    return TRAINING.record(desk, None, entry, draft=draft)


def change_training(desk: Desk, row_id: UUID, entry: TrainingAttendedEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct it."""
    _may_change(desk, TrainingAttended, row_id, entry.staff)
    return TRAINING.change(desk, row_id, entry, draft=draft)


# What they have in common


def _may_note(desk: Desk, staff_id: UUID) -> None:
    if not may_see(desk, staff_id):
        raise refuse("staff", "problem.supervision_of_others")
    _known(desk, Staff, (staff_id,))


def _may_change(desk: Desk, table: type[Record], row_id: UUID, staff_id: UUID) -> None:
    """Neither a colleague's record, nor one's own made into a colleague's."""
    with desk.reading() as db:
        kept = db.get(table, row_id)
        if kept is None or kept.removed:
            raise LookupError(table.__tablename__)
        whose: UUID = kept.staff_id  # type: ignore[attr-defined]
    _may_note(desk, whose)
    _may_note(desk, staff_id)


def _held_by(desk: Desk, entry: EntryT, field: str, *, not_by: UUID | None = None) -> EntryT:
    """The entry with who held it, which is whoever was chosen, else `leads_by_default`."""
    by = getattr(entry, field) or leads_by_default(desk)
    if by is None:
        raise refuse(field, "problem.missing")
    if by == not_by:
        raise refuse(field, "problem.by_oneself")
    _known(desk, Staff, (by,))
    return entry.model_copy(update={field: by})


def _known(desk: Desk, table: type[Participant] | type[Staff], ids: Iterable[UUID]) -> None:
    """Raises LookupError where one of them is not there, or was taken back."""
    wanted = set(ids)
    if not wanted:
        return
    with desk.reading() as db:
        there = db.scalars(select(table.id).where(table.id.in_(wanted), ~table.removed)).all()
    if wanted - set(there):
        raise LookupError(table.__tablename__)


def _present(db: Session, row_id: UUID) -> list[SupervisionPresent]:
    """Who was there, by ref; those taken out too."""
    query = select(SupervisionPresent).join(Staff, Staff.id == SupervisionPresent.staff_id)
    return list(db.scalars(query.where(SupervisionPresent.supervision_id == row_id).order_by(Staff.ref)))


def _put_present(writing: Writing, row_id: UUID, entry: UnitMeetingEntry) -> None:
    """Whoever the entry says was there, by ids that follow from meeting and colleague."""
    kept = {one.staff_id: one for one in _present(writing.db, row_id)}
    for staff_id in dict.fromkeys(entry.present):
        if (known := kept.pop(staff_id, None)) is not None:
            known.removed = False
            continue
        writing.get(Staff, staff_id)
        same = same_row_id(SupervisionPresent.__tablename__, row_id.hex, staff_id.hex)
        writing.add(SupervisionPresent, id=same, supervision_id=row_id, staff_id=staff_id)
    for one in kept.values():
        one.removed = True
