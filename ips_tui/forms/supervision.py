"""Entries of supervision and learning (domain.md 4.14; seed 000). What is strong is asked first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from pydantic import model_validator

from ips_tui.domain import supervision as choices
from ips_tui.domain.contacts import Mode
from ips_tui.forms.asking import broken
from ips_tui.forms.kit import (
    Choice,
    Count,
    EmployerRef,
    Entry,
    FutureDay,
    Group,
    Hours,
    Minutes,
    Notes,
    ParticipantRef,
    PastDay,
    RowEntry,
    StaffRef,
    StaffRefs,
    Text,
    YesNo,
)


class SupervisionCaseEntry(RowEntry):
    """One person who was talked about, and what was agreed to do. It is read on their page."""

    form: ClassVar[str] = "supervision_case"
    participant: ParticipantRef
    discussed: Notes | None = None
    agreed: Notes | None = None


def _each_once(cases: Sequence[SupervisionCaseEntry]) -> None:
    people = [row.participant for row in cases]
    if len(set(people)) < len(people):
        raise broken("cases", "problem.person_twice")


def _next_after(on: date, next_on: date | None) -> None:
    if next_on is not None and next_on <= on:
        raise broken("next_on", "problem.next_before_this")


def _somebody_else(staff: UUID, field: str, by: UUID | None) -> None:
    if by == staff:
        raise broken(field, "problem.by_oneself")


class SupervisionEntry(Entry):
    """Supervision of one specialist."""

    form: ClassVar[str] = "supervision"
    happened_on: PastDay
    staff: StaffRef
    supervisor: StaffRef | None = None
    mode: Choice[Mode] = Mode.FACE_TO_FACE
    minutes: Minutes | None = None
    strengths: Notes | None = None
    cases: Group[SupervisionCaseEntry] = ()
    ideas: Notes | None = None
    actions: Notes | None = None
    outcomes_looked_at: YesNo | None = None
    next_on: FutureDay | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _each_once(self.cases)
        _next_after(self.happened_on, self.next_on)
        _somebody_else(self.staff, "supervisor", self.supervisor)
        return self


class UnitMeetingEntry(Entry):
    """A meeting of the unit that goes through people one by one (IPS-25, item 7)."""

    form: ClassVar[str] = "unit_meeting"
    happened_on: PastDay
    supervisor: StaffRef | None = None
    present: StaffRefs
    mode: Choice[Mode] = Mode.FACE_TO_FACE
    minutes: Minutes | None = None
    strengths: Notes | None = None
    cases: Group[SupervisionCaseEntry] = ()
    leads_shared: YesNo | None = None
    ideas: Notes | None = None
    actions: Notes | None = None
    outcomes_looked_at: YesNo | None = None
    next_on: FutureDay | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _each_once(self.cases)
        _next_after(self.happened_on, self.next_on)
        return self


class FieldMentoringEntry(Entry):
    """The leader went along to employers."""

    form: ClassVar[str] = "field_mentoring"
    happened_on: PastDay
    staff: StaffRef
    mentor: StaffRef | None = None
    employer: EmployerRef | None = None
    visits: Count = 1
    strengths: Notes | None = None
    observed: Notes | None = None
    next_steps: Notes | None = None
    next_on: FutureDay | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        _next_after(self.happened_on, self.next_on)
        _somebody_else(self.staff, "mentor", self.mentor)
        return self


class CaseNoteReviewEntry(Entry):
    """Somebody read one person's record as a whole, to learn from it together."""

    form: ClassVar[str] = "case_note_review"
    happened_on: PastDay
    participant: ParticipantRef
    staff: StaffRef
    reviewer: StaffRef | None = None
    strengths: Notes | None = None
    found: Notes | None = None
    actions: Notes | None = None


class ColleagueFeedbackEntry(Entry):
    """What somebody said about a specialist's work."""

    form: ClassVar[str] = "colleague_feedback"
    given_on: PastDay
    staff: StaffRef
    given_by: Choice[choices.FeedbackFrom]
    from_whom: Text | None = None
    said: Notes
    agreed: Notes | None = None


class TrainingAttendedEntry(Entry):
    """A training that a member of staff attended."""

    form: ClassVar[str] = "training_attended"
    happened_on: PastDay
    staff: StaffRef
    topic: Choice[choices.TrainingTopic]
    name: Text
    hours: Hours | None = None
    provider: Text | None = None
    note: Notes | None = None
