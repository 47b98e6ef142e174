"""A due line that was put off: until when, and why (DESIGN idea 4)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain.due import DueKind
from ips_tui.records.base import Guid, Record, Word


class Snooze(Record):
    """One line put off. It is the line of this subject, kind and source, whatever is computed anew."""

    __tablename__ = "snooze"
    participant_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    employer_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    kind: Mapped[DueKind] = mapped_column(Word(DueKind))
    source_id: Mapped[UUID] = mapped_column(Guid)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    snoozed_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date] = mapped_column(Date)
    """The day on which it is listed again."""
    reason: Mapped[str] = mapped_column(Text)
