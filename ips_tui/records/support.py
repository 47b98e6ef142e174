"""In-work support plans and follow-along contacts (domain.md 4.8)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import support as choices
from ips_tui.records.base import Guid, Record, Word, Words


class InWorkSupportPlan(Record):
    """How and when support in a job is offered; proposed before the start, in force once agreed."""

    __tablename__ = "in_work_support_plan"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    job_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("job.id"), index=True)
    version: Mapped[int]
    made_on: Mapped[date] = mapped_column(Date)
    agreed_on: Mapped[date | None] = mapped_column(Date)
    rhythm: Mapped[choices.SupportRhythm | None] = mapped_column(Word(choices.SupportRhythm))
    employer_rhythm: Mapped[choices.SupportRhythm | None] = mapped_column(Word(choices.SupportRhythm))
    """How often the specialist is in touch with the employer, as person and employer wish."""
    who_supports: Mapped[tuple[choices.Supporter, ...]] = mapped_column(Words(choices.Supporter))
    early_signs: Mapped[str | None] = mapped_column(Text)
    what_then: Mapped[str | None] = mapped_column(Text)
    clinical_input: Mapped[str | None] = mapped_column(Text)
    clinical_input_on: Mapped[date | None] = mapped_column(Date)
    clinical_input_by: Mapped[str | None] = mapped_column(Text)
    exit_from_on: Mapped[date | None] = mapped_column(Date)
    exit_to: Mapped[str | None] = mapped_column(Text)
    exit_remains: Mapped[str | None] = mapped_column(Text)


class SupportNeed(Record):
    """One topic of a plan: what is needed, what is done, by whom, how often."""

    __tablename__ = "support_need"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    in_work_support_plan_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("in_work_support_plan.id"), index=True)
    topic: Mapped[choices.SupportTopic] = mapped_column(Word(choices.SupportTopic))
    need: Mapped[str | None] = mapped_column(Text)
    support: Mapped[str | None] = mapped_column(Text)
    by_whom: Mapped[tuple[choices.Supporter, ...]] = mapped_column(Words(choices.Supporter))
    how_often: Mapped[str | None] = mapped_column(Text)


class FollowAlongContact(Record):
    """What a contact about a job held; the meeting itself is the contact it belongs to."""

    __tablename__ = "follow_along_contact"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    contact_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("contact.id"), index=True)
    job_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("job.id"), index=True)
    topics: Mapped[tuple[choices.SupportTopic, ...]] = mapped_column(Words(choices.SupportTopic))
    to_do: Mapped[str | None] = mapped_column(Text)
    satisfaction: Mapped[int | None]
    satisfaction_words: Mapped[str | None] = mapped_column(Text)
    employer_feedback: Mapped[str | None] = mapped_column(Text)
    employer_feedback_on: Mapped[date | None] = mapped_column(Date)
    support_still_wanted: Mapped[bool | None]
    next_on: Mapped[date | None] = mapped_column(Date)
