"""A fidelity review: what somebody rated, item by item, by which scale (domain.md 3)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.records.base import Guid, Record


class FidelityReview(Record):
    """One review by a scale: who looked, at which time. What is computed is never written into it."""

    __tablename__ = "fidelity_review"
    scale: Mapped[str] = mapped_column(Text)
    """The id of the scale's data file."""
    scale_version: Mapped[str] = mapped_column(Text)
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date] = mapped_column(Date)
    reviewed_on: Mapped[date] = mapped_column(Date)
    reviewers: Mapped[str] = mapped_column(Text)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    """Who wrote it down here."""
    completed_on: Mapped[date | None] = mapped_column(Date)
    """The day the reviewers said that it is whole; only then is it read by its bands."""
    note: Mapped[str | None] = mapped_column(Text)


class FidelityRating(Record):
    """What the reviewers rated for one item. Its id follows from review, item and specialist."""

    __tablename__ = "fidelity_rating"
    fidelity_review_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("fidelity_review.id"), index=True)
    item: Mapped[str] = mapped_column(Text)
    """Its id in the scale, such as F17."""
    rated_staff_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    """The specialist, where an item is rated for each of them first."""
    rating: Mapped[int]
    evidence: Mapped[str | None] = mapped_column(Text)
