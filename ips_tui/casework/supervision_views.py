"""What the pages of supervision show: one colleague's, and for a team leader the list of everyone (domain.md 4.14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import settings, staff_facts
from ips_tui.casework.session import Desk
from ips_tui.casework.supervision import may_see
from ips_tui.domain.due import DueKind
from ips_tui.domain.facts import HeldFacts, StaffFacts
from ips_tui.domain.obligations import owed_by_staff
from ips_tui.domain.people import StaffRole
from ips_tui.domain.supervision import NAMED_TOPICS, SupervisionForm, TrainingTopic
from ips_tui.records.base import Record
from ips_tui.records.employers import Employer
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

SUPERVISION, UNIT_MEETING = "supervision", "unit_meeting"
MENTORING, CASE_NOTES, FEEDBACK, TRAINING = (
    "field_mentoring",
    "case_note_review",
    "colleague_feedback",
    "training_attended",
)
KINDS = (SUPERVISION, UNIT_MEETING, MENTORING, CASE_NOTES, FEEDBACK, TRAINING)
"""What can be noted, each called as its form."""
_TEXTS: Mapping[str, tuple[str, ...]] = {
    SUPERVISION: ("strengths", "ideas", "actions"),
    UNIT_MEETING: ("strengths", "ideas", "actions"),
    MENTORING: ("strengths", "observed", "next_steps"),
    CASE_NOTES: ("strengths", "found", "actions"),
    FEEDBACK: ("said", "agreed"),
    TRAINING: ("note",),
}
"""The fields of each kind that hold what was said, what is strong first."""


@dataclass(frozen=True)
class CaseLine:
    """One person who was talked about."""

    participant: str
    discussed: str
    agreed: str


@dataclass(frozen=True)
class HeldLine:
    """One record of a page. Names and texts may hold anything that somebody typed."""

    kind: str
    """One of `KINDS`."""
    id: UUID
    on: date
    by: str
    """Who led, went along or read; of feedback who said it, of training who gave it."""
    said: tuple[str, ...]
    """Ids of choices."""
    participants: tuple[str, ...]
    """Whom it was about: those talked about, or whose notes were read."""
    cases: tuple[CaseLine, ...]
    present: tuple[str, ...]
    employer: str
    name: str
    """What a training was called."""
    count: int | None
    """Minutes, or employer visits."""
    hours: str
    topic: TrainingTopic | None
    texts: tuple[tuple[str, str], ...]
    """(field, text) of what was said; empty ones are left out."""
    next_on: date | None


@dataclass(frozen=True)
class Rhythm:
    """When something was last held, and when it is due again by the team's figures; None for never."""

    last_on: date | None
    due_on: date | None


@dataclass(frozen=True)
class ColleagueLine:
    """One member of staff, and how it stands with what is held regularly."""

    id: UUID
    ref: str
    name: str
    role: StaffRole
    until_on: date | None
    rhythms: Mapping[DueKind, Rhythm]
    """Of supervision, the unit's meeting and field mentoring."""
    trained_on: date | None


@dataclass(frozen=True)
class SupervisionPage:
    """One colleague's page, the newest of each kind first."""

    colleague: ColleagueLine
    lines: tuple[HeldLine, ...]
    not_yet: tuple[TrainingTopic, ...]
    """Topics that seed 000 names and that they attended no training in."""


def page(desk: Desk, staff_id: UUID) -> SupervisionPage:
    """Everything of one colleague. Raises LookupError where it is not for the person at this desk, or nobody's."""
    if not may_see(desk, staff_id):
        raise LookupError("supervision")
    with desk.reading() as db:
        one = db.get(Staff, staff_id)
        if one is None or one.removed:
            raise LookupError("staff")
        lines = tuple(_Reader(db).lines(staff_id))
        colleague = _colleague(db, one, staff_facts.held(db))
    attended = {line.topic for line in lines}
    return SupervisionPage(colleague, lines, tuple(topic for topic in NAMED_TOPICS if topic not in attended))


def colleague_name(desk: Desk, staff_id: UUID) -> str:
    """Whose page it is. Raises LookupError as `page`."""
    if not may_see(desk, staff_id):
        raise LookupError("supervision")
    with desk.reading() as db:
        one = db.get(Staff, staff_id)
        if one is None or one.removed:
            raise LookupError("staff")
        return one.name


def team(desk: Desk) -> tuple[ColleagueLine, ...]:
    """Everyone who works here, by name. Raises LookupError for anybody but a team leader."""
    if not desk.leads_team:
        raise LookupError("supervision")
    with desk.reading() as db:
        staff = db.scalars(select(Staff).where(~Staff.removed)).all()
        held = staff_facts.held(db)
        lines = [_colleague(db, one, held) for one in staff]
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), line.ref)))


def _colleague(db: Session, one: Staff, held: staff_facts.Held) -> ColleagueLine:
    facts = StaffFacts(
        one.id,
        supervised=held.supervised.get(one.id),
        mentored=held.mentored.get(one.id),
        unit_met=held.met.get(None),
    )
    due = {line.kind: line.due_on for line in owed_by_staff(facts, settings.rhythms(db)).due}
    last: Mapping[DueKind, HeldFacts | None] = {
        DueKind.SUPERVISION: facts.supervised,
        DueKind.UNIT_MEETING: facts.unit_met,
        DueKind.FIELD_MENTORING: facts.mentored,
    }
    trained = select(TrainingAttended.happened_on).where(TrainingAttended.staff_id == one.id, ~TrainingAttended.removed)
    return ColleagueLine(
        id=one.id,
        ref=one.ref,
        name=one.name,
        role=one.role,
        until_on=one.to_on,
        rhythms={kind: Rhythm(None if was is None else was.on, due.get(kind)) for kind, was in last.items()},
        trained_on=max(db.scalars(trained), default=None),
    )


class _Reader:
    """Turns records into lines within one reading."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._staff: Mapping[UUID, str] = {row[0]: row[1] for row in db.execute(select(Staff.id, Staff.name))}
        self._people: Mapping[UUID, str] = {
            row[0]: row[1] for row in db.execute(select(Participant.id, Participant.name).where(~Participant.removed))
        }
        self._employers: Mapping[UUID, str] = {row[0]: row[1] for row in db.execute(select(Employer.id, Employer.name))}

    def lines(self, staff_id: UUID) -> Iterator[HeldLine]:
        """All of one colleague: those of a kind together, the newest first."""
        yield from self._supervision(staff_id)
        for row in self._mine(FieldMentoring, staff_id):
            employer = self._employers.get(row.employer_id, "")
            yield _line(MENTORING, row, self._staff[row.mentor_id], employer=employer, count=row.visits)
        for row in self._mine(CaseNoteReview, staff_id):
            about = (self._people.get(row.participant_id, ""),)
            yield _line(CASE_NOTES, row, self._staff[row.reviewer_id], participants=about)
        for row in self._mine(ColleagueFeedback, staff_id, by="given_on"):
            said = (f"choice.feedback_from.{row.given_by}",)
            yield _line(FEEDBACK, row, row.from_whom or "", said=said, on=row.given_on)
        for row in self._mine(TrainingAttended, staff_id):
            said = (f"choice.training_topic.{row.topic}",)
            hours = "" if row.hours is None else f"{row.hours.normalize():f}"
            yield _line(TRAINING, row, row.provider or "", said=said, name=row.name, hours=hours, topic=row.topic)

    def _supervision(self, staff_id: UUID) -> Iterator[HeldLine]:
        """Supervision of them alone, and the meetings of the unit that they were at or led."""
        there = select(SupervisionPresent.supervision_id).where(
            SupervisionPresent.staff_id == staff_id, ~SupervisionPresent.removed
        )
        met = Supervision.id.in_(there) | (Supervision.supervisor_id == staff_id)
        together = (Supervision.form == SupervisionForm.UNIT_MEETING) & met
        query = select(Supervision).where((Supervision.staff_id == staff_id) | together, ~Supervision.removed)
        rows = self._db.scalars(query.order_by(Supervision.happened_on.desc(), Supervision.id.desc())).all()
        ids = [row.id for row in rows]
        cases, present = self._cases(ids), self._present(ids)
        for row in rows:
            kind = UNIT_MEETING if row.form is SupervisionForm.UNIT_MEETING else SUPERVISION
            mine = cases.get(row.id, ())
            yield _line(
                kind,
                row,
                self._staff[row.supervisor_id],
                said=(f"choice.mode.{row.mode}",),
                participants=tuple(case.participant for case in mine),
                cases=mine,
                present=present.get(row.id, ()),
                count=row.minutes,
            )

    def _cases(self, ids: list[UUID]) -> Mapping[UUID, tuple[CaseLine, ...]]:
        query = select(SupervisionCase).where(SupervisionCase.supervision_id.in_(ids), ~SupervisionCase.removed)
        found: dict[UUID, tuple[CaseLine, ...]] = defaultdict(tuple)
        for row in self._db.scalars(query.order_by(SupervisionCase.id)):
            if (name := self._people.get(row.participant_id)) is not None:
                found[row.supervision_id] += (CaseLine(name, row.discussed or "", row.agreed or ""),)
        return found

    def _present(self, ids: list[UUID]) -> Mapping[UUID, tuple[str, ...]]:
        query = (
            select(SupervisionPresent.supervision_id, Staff.name)
            .join(Staff, Staff.id == SupervisionPresent.staff_id)
            .where(SupervisionPresent.supervision_id.in_(ids), ~SupervisionPresent.removed)
        )
        found: dict[UUID, tuple[str, ...]] = defaultdict(tuple)
        for meeting, name in self._db.execute(query.order_by(Staff.ref)):
            found[meeting] += (name,)
        return found

    def _mine(self, table: Any, staff_id: UUID, *, by: str = "happened_on") -> Any:
        query = select(table).where(table.staff_id == staff_id, ~table.removed)
        return self._db.scalars(query.order_by(getattr(table, by).desc(), table.id.desc()))


def _line(
    kind: str,
    row: Record,
    by: str,
    *,
    on: date | None = None,
    said: tuple[str, ...] = (),
    participants: tuple[str, ...] = (),
    cases: tuple[CaseLine, ...] = (),
    present: tuple[str, ...] = (),
    employer: str = "",
    name: str = "",
    count: int | None = None,
    hours: str = "",
    topic: TrainingTopic | None = None,
) -> HeldLine:
    texts = ((field, getattr(row, field) or "") for field in _TEXTS[kind])
    return HeldLine(
        kind=kind,
        id=row.id,
        on=on or row.happened_on,  # type: ignore[attr-defined]
        by=by,
        said=said,
        participants=participants,
        cases=cases,
        present=present,
        employer=employer,
        name=name,
        count=count,
        hours=hours,
        topic=topic,
        texts=tuple((field, text) for field, text in texts if text),
        next_on=getattr(row, "next_on", None),
    )
