"""Getting to know each other: what was talked through, natural supports, satisfaction, pauses (domain.md 1.3, 4.12)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import engagement as choices
from ips_tui.domain.people import ConsentState
from ips_tui.domain.profile import AnswerState
from ips_tui.records.base import Guid, Record, Word, Words


class Rapport(Record):
    """One topic talked through, in the person's words, brought up to date. Its id follows from person and topic."""

    __tablename__ = "rapport"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    question_set_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("question_set.id"), index=True)
    question: Mapped[str] = mapped_column(Text)
    state: Mapped[AnswerState | None] = mapped_column(Word(AnswerState))
    value: Mapped[str | None] = mapped_column(Text)
    talked_on: Mapped[date] = mapped_column(Date)
    """The day on which what stands here was said."""


class NaturalSupport(Record):
    """Somebody in the person's life, and what the person agreed that one may be in touch with them about."""

    __tablename__ = "natural_support"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    relation: Mapped[choices.Relation] = mapped_column(Word(choices.Relation))
    said_on: Mapped[date] = mapped_column(Date)
    consent: Mapped[ConsentState] = mapped_column(Word(ConsentState))
    contact_about: Mapped[tuple[choices.ContactAbout, ...]] = mapped_column(Words(choices.ContactAbout))
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    telephone: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text)
    helps_with: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class Satisfaction(Record):
    """The questions about satisfaction, asked once: of one person, or of a group whose answers have no names."""

    __tablename__ = "satisfaction"
    participant_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    question_set_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("question_set.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    how: Mapped[choices.SatisfactionHow] = mapped_column(Word(choices.SatisfactionHow))
    people: Mapped[int | None]
    """How many answered together; None for one person."""


class SatisfactionAnswer(Record):
    """One answer to one of those questions, or why there is none."""

    __tablename__ = "satisfaction_answer"
    participant_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    satisfaction_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("satisfaction.id"), index=True)
    question_set_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("question_set.id"), index=True)
    question: Mapped[str] = mapped_column(Text)
    state: Mapped[AnswerState | None] = mapped_column(Word(AnswerState))
    value: Mapped[str | None] = mapped_column(Text)


class Pause(Record):
    """A time in which work together rests. It takes nothing from any count of days; it is said beside it (D16)."""

    __tablename__ = "pause"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    """The last day of it; None while it goes on."""
    reason: Mapped[choices.PauseReason] = mapped_column(Word(choices.PauseReason))
    note: Mapped[str | None] = mapped_column(Text)
