"""The store's own tables: the site, the journal and the drafts (DESIGN ideas 2 and 3)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain.copies import CopyKind
from ips_tui.domain.rights import Looked
from ips_tui.records.base import Guid, Machinery, UTCDateTime, Word

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
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Random bytes without which nobody can find `old` and `new` from the digest by guessing; gone once erased."""
    digest: Mapped[str] = mapped_column(Text, server_default="")
    """SHA-256 of salt, old and new (`store/chain.py`); stays when they are erased, so that the chain stays whole."""
    erased_by: Mapped[UUID | None] = mapped_column(Guid)
    """The erasure that blanked this change."""


class Access(Machinery):
    """One look at a person's record that changed nothing in it. Only grows; holds ids and no text of the record."""

    __tablename__ = "access"
    id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    site_id: Mapped[UUID] = mapped_column(Guid)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    staff_id: Mapped[UUID | None] = mapped_column(Guid)
    participant_id: Mapped[UUID] = mapped_column(Guid, index=True)
    what: Mapped[Looked] = mapped_column(Word(Looked))
    detail: Mapped[str | None] = mapped_column(Text)
    """Which paper or file it was, as a word of this program."""


class ChainLink(Machinery):
    """One link of a site's chain: a change group or an access, in the order in which they were kept.

    Its digest is made of the link before and of what it stands for, so that nothing before it can be changed or
    taken away unseen. Only grows.
    """

    __tablename__ = "chain_link"
    site_id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    number: Mapped[int] = mapped_column(Clock64, primary_key=True, autoincrement=False)
    """From 1, without a gap."""
    kind: Mapped[str] = mapped_column(Text)
    """`group` or `access`."""
    what_id: Mapped[UUID] = mapped_column(Guid, unique=True)
    digest: Mapped[str] = mapped_column(Text)


class StoreCopy(Machinery):
    """A copy of this store that was taken and found good, and where it went."""

    __tablename__ = "store_copy"
    id: Mapped[UUID] = mapped_column(Guid, primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)
    kind: Mapped[CopyKind] = mapped_column(Word(CopyKind))
    outside: Mapped[bool] = mapped_column()
    """Whether it is on another medium than the store itself."""
    place: Mapped[str] = mapped_column(Text)
    """The folder."""
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(Clock64)
    """Bytes."""
    verified_at: Mapped[datetime] = mapped_column(UTCDateTime)
    gone: Mapped[bool] = mapped_column(server_default="0")
    """Whether it was thinned out since, or is not there any more."""


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
