"""What was decided about a person's record as a whole: what others said in confidence, keeping it, erasing it."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain.rights import ErasureGround, RetentionChoice
from ips_tui.records.base import Guid, Record, Word


class ConfidenceMark(Record):
    """One text in a person's record that somebody else said in confidence: left out of the person's own copy."""

    __tablename__ = "confidence_mark"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    table_name: Mapped[str] = mapped_column(Text)
    row_id: Mapped[UUID] = mapped_column(Guid, index=True)
    column_name: Mapped[str] = mapped_column(Text)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    marked_on: Mapped[date] = mapped_column(Date)


class RetentionDecision(Record):
    """What was decided when the time to keep a record was over, and until when that holds."""

    __tablename__ = "retention_decision"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    decided_on: Mapped[date] = mapped_column(Date)
    choice: Mapped[RetentionChoice] = mapped_column(Word(RetentionChoice))
    reason: Mapped[str | None] = mapped_column(Text)
    review_on: Mapped[date | None] = mapped_column(Date)


class Erasure(Record):
    """What stays of an erased record: that there was one, when it was erased, by whom and on what ground.

    Its participant is an empty row that no name and no ref can be told from; an older copy or another laptop's
    journal that still knows the person is measured against it.
    """

    __tablename__ = "erasure"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    erased_on: Mapped[date] = mapped_column(Date)
    ground: Mapped[ErasureGround] = mapped_column(Word(ErasureGround))
    changes: Mapped[int] = mapped_column(Integer)
    """How many changes of the journal lost their values; each says so in `erased_by`."""
    covered: Mapped[str] = mapped_column(Text)
    """SHA-256 over the digests of those changes, in their order: so it can be checked that no others were blanked."""
