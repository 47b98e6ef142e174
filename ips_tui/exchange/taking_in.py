"""An export becomes a store again: one that does not exist yet, whole or not at all.

The rows are those that were exported; the store has a site id of its own, as a copy that was brought back has. The keys
never left the first one, so a team's store gets a new passphrase and a new recovery key; practice has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError

from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.opening import found
from ips_tui.clock import Clock
from ips_tui.exchange.folder import STEP, Bad, BadExport, Told, nobody
from ips_tui.exchange.reading import Export, rows
from ips_tui.ids import IdSource
from ips_tui.records.people import Staff
from ips_tui.store import founding, slots
from ips_tui.store.files import StoreFiles, move_into_place
from ips_tui.store.portable import kept_tables
from ips_tui.store.problems import translated
from ips_tui.store.store import PRACTICE, Store, create_store


@dataclass(frozen=True)
class Member:
    """Someone who works there, as the export says."""

    id: UUID
    ref: str
    name: str


@dataclass(frozen=True)
class TakenIn:
    """A store that was made of an export, closed."""

    files: StoreFiles
    rows: int
    journal_whole: bool
    """Whether the chain over the journal is whole; one that was broken before is broken still."""


def members(export: Export) -> tuple[Member, ...]:
    """Everyone who works there, by reference."""
    (staff,) = (kept for kept in kept_tables() if kept.name == Staff.__tablename__)
    there = (Member(row["id"], row["ref"], row["name"]) for row in rows(export, staff) if not row["removed"])
    return tuple(sorted(there, key=lambda member: member.ref))


def take_in_team(
    export: Export,
    files: StoreFiles,
    clock: Clock,
    *,
    staff_id: UUID,
    passphrase: str,
    recovery_key: str,
    cost: int = slots.COST,
    told: Told = nobody,
) -> TakenIn:
    """Make the team's store of an export; both secrets open it for this member of staff.

    Slow: twice scrypt, and half a minute for a hundred thousand rows. Raises BadExport when the files are not those any
    more that were looked through, FileExistsError, a StoreProblem; then nothing is left behind.
    """
    whole = True

    def begin(store: Store) -> UUID:
        nonlocal whole
        try:
            whole = _fill(store, export, clock, told)
        finally:
            store.close()
        return staff_id

    with translated():
        found(files, begin, passphrase, recovery_key, cost=cost).store.close()
    return TakenIn(files, export.manifest.rows, whole)


def take_in_practice(export: Export, files: StoreFiles, clock: Clock, *, told: Told = nobody) -> TakenIn:
    """Make a practice store of an export of one. Raises as `take_in_team`."""
    with translated():
        place = founding.begin(files)
        try:
            store = create_store(place, None, kind=PRACTICE, site_id=uuid4(), letter="P", practice_day=None)
            try:
                whole = _fill(store, export, clock, told)
            finally:
                store.close()
            move_into_place(place.path, files.path)
        finally:
            # What was moved is out of its reach.
            founding.abandon(files)
    return TakenIn(files, export.manifest.rows, whole)


def _fill(store: Store, export: Export, clock: Clock, told: Told) -> bool:
    """Put every row into the empty store; whether its chain is whole."""
    keeping = store.keeping(clock, IdSource(clock.now), CaseDeriver())
    manifest = export.manifest
    try:
        keeping.fill(_all(export, told), letter=manifest.letter, practice_day=manifest.practice_day)
    except (IntegrityError, ValueError, LookupError, TypeError, ArithmeticError) as error:
        # Every value has the right type, and still nothing can be computed of them: a stage that there is not, a review
        # after the last of all days.
        raise BadExport(Bad.CROSSED) from error
    return keeping.broken_chain() is None


def _all(export: Export, told: Told) -> Iterator[tuple[Table, Iterable[Mapping[str, Any]]]]:
    done = 0

    def counted(found: Iterator[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        nonlocal done
        for row in found:
            yield row
            done += 1
            if done % STEP == 0:
                told(done)

    for kept in kept_tables():
        yield kept.table, counted(rows(export, kept))
