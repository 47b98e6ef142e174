"""Closing a case, and opening it again (domain.md 4.13)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import closure as choices
from ips_tui.domain.people import WorkStatus
from ips_tui.records.base import Guid, Record, Word


class Closure(Record):
    """A case that was closed; opened again it keeps this row and everything before it."""

    __tablename__ = "closure"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    closed_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[choices.ClosureReason] = mapped_column(Word(choices.ClosureReason))
    note: Mapped[str | None] = mapped_column(Text)
    work_status: Mapped[WorkStatus] = mapped_column(Word(WorkStatus))
    hand_over_to: Mapped[str | None] = mapped_column(Text)
    hand_over_on: Mapped[date | None] = mapped_column(Date)
    way_back_explained: Mapped[bool]
    reopened_on: Mapped[date | None] = mapped_column(Date)
    reopened_why: Mapped[str | None] = mapped_column(Text)
