"""Leads to work that is not advertised, and whom they were offered to (domain.md 1.6; seed 001)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import leads as choices
from ips_tui.domain.employers import Sector
from ips_tui.domain.profile import JobType
from ips_tui.records.base import Guid, Record, Word


class Lead(Record):
    """Work that somebody heard of; the employer is one of ours, or named as it was heard."""

    __tablename__ = "lead"
    heard_on: Mapped[date] = mapped_column(Date)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    source: Mapped[choices.LeadSource] = mapped_column(Word(choices.LeadSource))
    participant_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    """Through whose network it was heard of."""
    name: Mapped[str] = mapped_column(Text)
    """The work."""
    job_type: Mapped[JobType | None] = mapped_column(Word(JobType))
    sector: Mapped[Sector] = mapped_column(Word(Sector))
    employer_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    employer_name: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    told_by: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    gone_on: Mapped[date | None] = mapped_column(Date)
    """The day it was known that the work is taken or was never there; open ones have none."""


class LeadOffer(Record):
    """A lead that a participant was told of, and what they said."""

    __tablename__ = "lead_offer"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    lead_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("lead.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    answer: Mapped[choices.LeadAnswer] = mapped_column(Word(choices.LeadAnswer))
    note: Mapped[str | None] = mapped_column(Text)
