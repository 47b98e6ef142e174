"""Education and training that serves the goal (domain.md 4.10)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import education as choices
from ips_tui.domain.disclosure import Decision
from ips_tui.records.base import Guid, Record, WeeklyHours, Word, Words


class Education(Record):
    """A course or other training; its own disclosure is apart from that at work."""

    __tablename__ = "education"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    """What it leads to."""
    kind: Mapped[choices.EducationKind] = mapped_column(Word(choices.EducationKind))
    goal_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("goal.id"), index=True)
    link_to_goal: Mapped[str | None] = mapped_column(Text)
    provider: Mapped[str | None] = mapped_column(Text)
    status: Mapped[choices.EducationStatus] = mapped_column(Word(choices.EducationStatus))
    noted_on: Mapped[date] = mapped_column(Date)
    enrolled_on: Mapped[date | None] = mapped_column(Date)
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    finished_on: Mapped[date | None] = mapped_column(Date)
    """The day it was completed or left."""
    hours: Mapped[Decimal | None] = mapped_column(WeeklyHours)
    funding: Mapped[tuple[choices.EducationFunding, ...]] = mapped_column(Words(choices.EducationFunding))
    supports: Mapped[tuple[choices.EducationSupport, ...]] = mapped_column(Words(choices.EducationSupport))
    disclosure: Mapped[Decision | None] = mapped_column(Word(Decision))
    disclosure_decided_on: Mapped[date | None] = mapped_column(Date)
    disclosure_words: Mapped[str | None] = mapped_column(Text)
    disclosure_never_words: Mapped[str | None] = mapped_column(Text)
    result: Mapped[choices.EducationResult | None] = mapped_column(Word(choices.EducationResult))
    result_on: Mapped[date | None] = mapped_column(Date)
