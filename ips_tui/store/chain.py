"""The chain over everything that was kept: a line that was changed or taken away shows.

A link stands for a change group or for an access, in the order in which this laptop kept them. Its digest covers
the link before, ids, times and a digest of each value; so values can be erased for law, their digests stay, and the
chain stays whole. Whoever can write the store can also write a new chain from some place on, and the last links can be
cut off: against both helps a copy elsewhere, whose last number and digest must be found here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, insert, select

from ips_tui.records.machinery import Access, ChainLink, Change, ChangeGroup
from ips_tui.records.rights import Erasure
from ips_tui.store.digests import GROUP as GROUP
from ips_tui.store.digests import covered as covered
from ips_tui.store.digests import digest_of as digest_of
from ips_tui.store.digests import link_digest, plain

# Columns by name: a column that is added later is not covered, and must not change what was digested before.
_GROUPS = select(
    ChangeGroup.id,
    ChangeGroup.site_id,
    ChangeGroup.sequence,
    ChangeGroup.hybrid_clock,
    ChangeGroup.at,
    ChangeGroup.staff_id,
    ChangeGroup.what,
    ChangeGroup.seen,
    ChangeGroup.schema_number,
    ChangeGroup.undoes,
)
_CHANGES = select(Change.table_name, Change.row_id, Change.column_name, Change.digest)
_ACCESSES = select(
    Access.id, Access.site_id, Access.at, Access.staff_id, Access.participant_id, Access.what, Access.detail
)
_ONE_GROUP = _GROUPS.where(ChangeGroup.id == bindparam("what_id"))
_CHANGES_OF = _CHANGES.where(Change.group_id == bindparam("what_id")).order_by(Change.id)
_LINK = insert(ChainLink)
_LAST = (
    select(ChainLink.number, ChainLink.digest)
    .where(ChainLink.site_id == bindparam("site_id"))
    .order_by(ChainLink.number.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Head:
    """The end of one site's chain: its number and digest can be written down, and found again later."""

    site_id: UUID
    number: int
    digest: str


@dataclass(frozen=True)
class Broken:
    """Where a chain is not what it was: the first link, or what has none, and what is wrong there."""

    site_id: UUID
    number: int
    why: str
    """Id of the words, below `chain.`: `value`, `link`, `gap`, `missing`, `unlinked` or `blanked`."""


def add_link(connection: Connection, site_id: UUID, group_id: UUID) -> None:
    """Add the next link of this site's chain for an action, in its transaction; a look adds its own (`looks.py`)."""
    last = connection.execute(_LAST, {"site_id": site_id}).first()
    number, before = (last[0] + 1, last[1]) if last else (1, "")
    digest = link_digest(before, GROUP, _facts(connection, group_id))
    linked = {"site_id": site_id, "number": number, "kind": GROUP, "what_id": group_id, "digest": digest}
    connection.execute(_LINK, linked)


def link_what_has_no_link(connection: Connection) -> None:
    """Add a link for every action that has none, by site and in order: for a store from before the chain."""
    linked = select(ChainLink.what_id)
    groups = select(ChangeGroup.site_id, ChangeGroup.id).where(ChangeGroup.id.not_in(linked))
    for site_id, what_id in connection.execute(groups.order_by(ChangeGroup.site_id, ChangeGroup.sequence)).all():
        add_link(connection, site_id, what_id)


def heads(connection: Connection) -> tuple[Head, ...]:
    """Where the chain of each site ends."""
    last = select(ChainLink.site_id, func.max(ChainLink.number)).group_by(ChainLink.site_id)
    ends = connection.execute(last.order_by(ChainLink.site_id)).all()
    return tuple(Head(site, *connection.execute(_LAST, {"site_id": site}).one()) for site, _ in ends)


def holds(connection: Connection, head: Head) -> bool:
    """Whether the end of a chain that was noted earlier, as in a copy, is still found in it."""
    kept = select(ChainLink.digest).where(ChainLink.site_id == head.site_id, ChainLink.number == head.number)
    return connection.scalar(kept) == head.digest


def broken(connection: Connection) -> Broken | None:
    """The first place at which the chain is not whole; None when all of it is.

    Reads the whole journal, once.
    """
    told, wrong = _changes_told(connection)
    groups = connection.execute(_GROUPS)
    facts = {row.id: (row.site_id, [*map(plain, row), told.pop(row.id, [])]) for row in groups}
    facts |= {row.id: (row.site_id, [*map(plain, row)]) for row in connection.execute(_ACCESSES)}
    links = select(ChainLink.site_id, ChainLink.number, ChainLink.kind, ChainLink.what_id, ChainLink.digest)
    site: UUID | None = None
    number, before = 0, ""
    for link in connection.execute(links.order_by(ChainLink.site_id, ChainLink.number)):
        if link.site_id != site:
            site, number, before = link.site_id, 0, ""
        number += 1
        if link.number != number:
            return Broken(link.site_id, number, "gap")
        if link.what_id not in facts:
            return Broken(link.site_id, number, "missing")
        if link.what_id in wrong:
            return Broken(link.site_id, number, "value")
        if link_digest(before, link.kind, facts.pop(link.what_id)[1]) != link.digest:
            return Broken(link.site_id, number, "link")
        before = link.digest
    for loose, _ in facts.values():
        return Broken(loose, 0, "unlinked")
    return _blanked_without_erasure(connection)


def _changes_told(connection: Connection) -> tuple[dict[UUID, list[Any]], set[UUID]]:
    """What the changes of each group say to the chain, and the groups with a value that is not that of its digest."""
    told: dict[UUID, list[Any]] = {}
    wrong: set[UUID] = set()
    values = _CHANGES.add_columns(Change.group_id, Change.salt, Change.old, Change.new, Change.erased_by)
    for change in connection.execute(values.order_by(Change.id)):
        told.setdefault(change.group_id, []).append([plain(value) for value in change[:4]])
        if change.erased_by is not None and change.salt is None:
            if change.old is not None or change.new is not None:
                wrong.add(change.group_id)
        elif change.salt is None or digest_of(change.salt, change.old, change.new) != change.digest:
            wrong.add(change.group_id)
    return told, wrong


def _blanked_without_erasure(connection: Connection) -> Broken | None:
    blanked: dict[UUID, list[str]] = {}
    gone = select(Change.erased_by, Change.digest).where(Change.erased_by.is_not(None)).order_by(Change.id)
    for erasure_id, digest in connection.execute(gone):
        if erasure_id is not None:
            blanked.setdefault(erasure_id, []).append(digest)
    said = {row.id: row for row in connection.execute(select(Erasure.id, Erasure.changes, Erasure.covered))}
    for erasure_id in sorted(said.keys() | blanked.keys()):
        digests, erasure = blanked.get(erasure_id, []), said.get(erasure_id)
        if erasure is None or (erasure.changes, erasure.covered) != (len(digests), covered(digests)):
            return Broken(erasure_id, 0, "blanked")
    return None


def _facts(connection: Connection, group_id: UUID) -> list[Any]:
    """What the link of an action stands for, which must be there."""
    row = connection.execute(_ONE_GROUP, {"what_id": group_id}).one()
    changes = connection.execute(_CHANGES_OF, {"what_id": group_id})
    return [*map(plain, row), [[plain(value) for value in change] for change in changes]]
