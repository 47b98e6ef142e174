"""Supervision, field mentoring, case notes read, feedback and training (domain.md 4.14; seed 000)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import supervision as choices
from ips_tui.domain.contacts import Mode
from ips_tui.records.base import Guid, Record, WeeklyHours, Word


class Supervision(Record):
    """Supervision of one specialist, or a meeting of the unit that goes through people one by one."""

    __tablename__ = "supervision"
    staff_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    """Whose supervision; None for the unit's meeting."""
    supervisor_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    form: Mapped[choices.SupervisionForm] = mapped_column(Word(choices.SupervisionForm))
    mode: Mapped[Mode] = mapped_column(Word(Mode))
    minutes: Mapped[int | None]
    strengths: Mapped[str | None] = mapped_column(Text)
    ideas: Mapped[str | None] = mapped_column(Text)
    actions: Mapped[str | None] = mapped_column(Text)
    leads_shared: Mapped[bool | None]
    """Whether leads to work were shared; asked of the unit's meeting (IPS-25, item 7)."""
    outcomes_looked_at: Mapped[bool | None]
    """Whether outcomes were looked at and goals set (IPS-25, item 8)."""
    next_on: Mapped[date | None] = mapped_column(Date)


class SupervisionCase(Record):
    """One person who was talked about in supervision, and what was agreed to do."""

    __tablename__ = "supervision_case"
    supervision_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("supervision.id"), index=True)
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    discussed: Mapped[str | None] = mapped_column(Text)
    agreed: Mapped[str | None] = mapped_column(Text)


class SupervisionPresent(Record):
    """One member of staff who was at a meeting of the unit. Its id follows from the two."""

    __tablename__ = "supervision_present"
    supervision_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("supervision.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)


class FieldMentoring(Record):
    """The leader went along to employers, and what was seen."""

    __tablename__ = "field_mentoring"
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    mentor_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    employer_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    visits: Mapped[int]
    """How many employer visits were observed."""
    observed: Mapped[str | None] = mapped_column(Text)
    strengths: Mapped[str | None] = mapped_column(Text)
    next_steps: Mapped[str | None] = mapped_column(Text)
    next_on: Mapped[date | None] = mapped_column(Date)


class CaseNoteReview(Record):
    """Somebody read one person's record as a whole, to learn from it together."""

    __tablename__ = "case_note_review"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    """The specialist whose notes they are."""
    reviewer_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    strengths: Mapped[str | None] = mapped_column(Text)
    found: Mapped[str | None] = mapped_column(Text)
    actions: Mapped[str | None] = mapped_column(Text)


class ColleagueFeedback(Record):
    """What somebody said about a specialist's work."""

    __tablename__ = "colleague_feedback"
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    given_on: Mapped[date] = mapped_column(Date)
    given_by: Mapped[choices.FeedbackFrom] = mapped_column(Word(choices.FeedbackFrom))
    from_whom: Mapped[str | None] = mapped_column(Text)
    said: Mapped[str] = mapped_column(Text)
    agreed: Mapped[str | None] = mapped_column(Text)


class TrainingAttended(Record):
    """A training that a member of staff attended."""

    __tablename__ = "training_attended"
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    topic: Mapped[choices.TrainingTopic] = mapped_column(Word(choices.TrainingTopic))
    name: Mapped[str] = mapped_column(Text)
    hours: Mapped[Decimal | None] = mapped_column(WeeklyHours)
    provider: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
