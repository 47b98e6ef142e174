"""Derived rows: what the first screens read, recomputed in the commit that changes a record (DESIGN idea 4)."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, Date, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.records.base import Derived, Guid


class Obligation(Derived):
    """One due line; its id follows from subject, kind and source, so it stays itself over recomputation."""

    __tablename__ = "obligation"
    __table_args__ = (Index("ix_obligation_listed", "due_on", "opens_on"),)
    id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    subject: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[UUID] = mapped_column(Guid, index=True)
    kind: Mapped[str] = mapped_column(Text)
    source_id: Mapped[UUID] = mapped_column(Guid)
    opens_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    lapses_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    dates: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text, server_default="")
    snoozed_until: Mapped[date | None] = mapped_column(Date)
    """Until when somebody put it off; None where nobody did."""
    snoozed_why: Mapped[str] = mapped_column(Text, server_default="")


class UpcomingDate(Derived):
    """An appointment or agreed date that lies ahead."""

    __tablename__ = "upcoming_date"
    id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    subject: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[UUID] = mapped_column(Guid, index=True)
    kind: Mapped[str] = mapped_column(Text)
    source_id: Mapped[UUID] = mapped_column(Guid)
    on: Mapped[date] = mapped_column("on_day", Date, index=True)


class Flag(Derived):
    """A condition without a date."""

    __tablename__ = "flag"
    subject_id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)


class CaseloadLine(Derived):
    """What the caseload shows of one participant; the rest is computed from the day it is looked at."""

    __tablename__ = "caseload_line"
    participant_id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    ref: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    sort_name: Mapped[str] = mapped_column(Text, index=True)
    search_text: Mapped[str] = mapped_column(Text)
    received_on: Mapped[date] = mapped_column(Date)
    """The day of the first referral: before it the participant is on no list."""
    stage: Mapped[int]
    stage_entered_on: Mapped[date] = mapped_column(Date)
    specialist_id: Mapped[UUID | None] = mapped_column(Guid, index=True)
    specialist_ref: Mapped[str] = mapped_column(Text)
    specialist_name: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    clock_from_on: Mapped[date | None] = mapped_column(Date)
    """From when the search clock counts, in the reading of the team."""
    clock_met_on: Mapped[date | None] = mapped_column(Date)
    """When it stopped."""
    first_seen_on: Mapped[date | None] = mapped_column(Date)
    first_search_on: Mapped[date | None] = mapped_column(Date)
    first_employer_met_on: Mapped[date | None] = mapped_column(Date)
    last_contact_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date, index=True)
    """The day the case was closed; open ones have none."""


class EmployerLine(Derived):
    """What the list of employers shows of one employer."""

    __tablename__ = "employer_line"
    employer_id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    sort_name: Mapped[str] = mapped_column(Text, index=True)
    search_text: Mapped[str] = mapped_column(Text)
    sector: Mapped[str] = mapped_column(Text)
    site: Mapped[str] = mapped_column(Text)
    visits: Mapped[int]
    met: Mapped[int] = mapped_column(server_default="0")
    """Times that a specialist was there, face to face."""
    hires: Mapped[int] = mapped_column(server_default="0")
    """Jobs of participants here that began, held at referral or not."""
    last_contact_on: Mapped[date | None] = mapped_column(Date)
    next_on: Mapped[date | None] = mapped_column(Date)


class SearchDoc(Derived):
    """One record in the index over typed words. The words stand in the index alone, folded, and in the record."""

    __tablename__ = "search_doc"
    doc: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    """Its number in the index; begins with the day, and says nothing else."""
    table_name: Mapped[str] = mapped_column(Text)
    row_id: Mapped[UUID] = mapped_column(Guid, unique=True)
    on: Mapped[date | None] = mapped_column("on_day", Date)
    """The day the record is about."""
    participant_id: Mapped[UUID | None] = mapped_column(Guid)
    employer_id: Mapped[UUID | None] = mapped_column(Guid)
