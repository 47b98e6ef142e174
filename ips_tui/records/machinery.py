"""The store's own tables: the site, the journal and the drafts (DESIGN ideas 2 and 3)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.records.base import Guid, Machinery, UTCDateTime

Clock64 = BigInteger().with_variant(Integer, "sqlite")


class Site(Machinery):
    """This installation: one row. Its id is random and renewed on restore; nothing of it is in a key."""

    __tablename__ = "site"
    id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    """`team` for a real store, `practice` for invented people; the two never mix."""
    letter: Mapped[str] = mapped_column(Text)
    """Begins the refs that this laptop gives out alone, as in A-0042."""
    practice_day: Mapped[str | None] = mapped_column(Text)
    rules: Mapped[str] = mapped_column(Text, default="")
    """Fingerprint of the rules and rhythms that the derived rows were computed by."""


class ChangeGroup(Machinery):
    """One action of one person: the unit of history and undo."""

    __tablename__ = "change_group"
    __table_args__ = (UniqueConstraint("site_id", "sequence"),)
    id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    site_id: Mapped[UUID] = mapped_column(Guid)
    sequence: Mapped[int] = mapped_column(Clock64)
    hybrid_clock: Mapped[int] = mapped_column(Clock64, index=True)
    """Milliseconds shifted left by 12, plus a counter: never falls, whatever the wall clock does."""
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    staff_id: Mapped[UUID | None] = mapped_column(Guid)
    what: Mapped[str] = mapped_column(Text)
    """Id of the words for what was done, below `did.`"""
    seen: Mapped[str] = mapped_column(Text)
    """JSON: the highest sequence of every other site that this site had taken in."""
    schema_number: Mapped[str] = mapped_column(Text)
    undoes: Mapped[UUID | None] = mapped_column(Guid, unique=True, index=True)
    """The earlier group of this site whose changes this one takes back; each is undone once."""


class KnownSite(Machinery):
    """Another laptop, and how much of its journal has been taken in here."""

    __tablename__ = "known_site"
    site_id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    sequence: Mapped[int] = mapped_column(Clock64)


class Change(Machinery):
    """One changed cell, or one new row (`column_name` empty, the whole row in `new`)."""

    __tablename__ = "change"
    id: Mapped[int] = mapped_column(Clock64, primary_key=True, autoincrement=True)
    group_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("change_group.id"), index=True)
    table_name: Mapped[str] = mapped_column(Text)
    row_id: Mapped[UUID] = mapped_column(Guid, index=True)
    column_name: Mapped[str | None] = mapped_column(Text)
    old: Mapped[str | None] = mapped_column(Text)
    new: Mapped[str | None] = mapped_column(Text)


class DraftRow(Machinery):
    """What was typed in a form and not saved yet, as raw text per field."""

    __tablename__ = "draft"
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    form: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[UUID | None] = mapped_column(Guid)
    record_id: Mapped[UUID | None] = mapped_column(Guid)
    written_at: Mapped[str] = mapped_column(Text)
    """Moment in UTC, ISO 8601: drafts are written and read without the ORM."""
    base: Mapped[UUID | None] = mapped_column(Guid)
    """The last change group of the record when the draft was begun."""
    fields: Mapped[str] = mapped_column(Text)
