"""The curriculum vitae, in versions, made only of what the person chose for it (domain.md 4.7; seed 000)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import cv as choices
from ips_tui.records.base import Guid, Record, Word, Words


class Cv(Record):
    """One version; an application names the one that it sent."""

    __tablename__ = "cv"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    """What this version is for, such as "shop work"."""
    made_on: Mapped[date] = mapped_column(Date)
    seen_on: Mapped[date | None] = mapped_column(Date)
    """The day the person said that it may be sent as it stands."""
    headline: Mapped[str | None] = mapped_column(Text)
    own_words: Mapped[str | None] = mapped_column(Text)
    reach: Mapped[tuple[choices.CvReach, ...]] = mapped_column(Words(choices.CvReach))
    referees: Mapped[str | None] = mapped_column(Text)


class CvLine(Record):
    """One line: a copy in the person's words of something in the record, or something of its own."""

    __tablename__ = "cv_line"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    cv_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("cv.id"), index=True)
    part: Mapped[choices.CvPart] = mapped_column(Word(choices.CvPart))
    name: Mapped[str] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    period: Mapped[str | None] = mapped_column(Text)
    details: Mapped[str | None] = mapped_column(Text)
    past_job_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("past_job.id"), index=True)
    job_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("job.id"), index=True)
    education_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("education.id"), index=True)
    licence_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("licence.id"), index=True)
