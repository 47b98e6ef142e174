"""Salvage: what can be read of a damaged store goes into a new one beside it, which opens with the same passphrase.

Rows come from their tables. A record whose row is gone is told again from the journal; a row that others point at and
that nobody has any more is stood in for by an empty, removed one. Derived rows and the search are computed anew. The
chain stays as it was read, so that it shows what is missing. The damaged files are only read.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import uuid4

from ips_tui.records import Derived
from ips_tui.records.machinery import Change, ChangeGroup
from ips_tui.store import driver, founding
from ips_tui.store.engine import make_engine
from ips_tui.store.files import StoreFiles, discard, move_into_place, new_private_file, slot_files, write_private
from ips_tui.store.lock import StoreLock
from ips_tui.store.migrate import upgrade
from ips_tui.store.problems import Damaged, NoAccess, NoStore, ReadOnlyStore, translated
from ips_tui.store.salvage_mending import lost_groups, records, stand_ins, told_again
from ips_tui.store.salvage_reading import DamagedReader, ReadTable
from ips_tui.store.search import is_index
from ips_tui.store.sites import renew_site

_LETTER = "S"


@dataclass(frozen=True)
class Counted:
    """What became of one table: rows read, rows told again from the journal, rows that are gone."""

    table: str
    read: int
    told_again: int
    lost: int
    unknown: bool = False
    """Whether the table itself was not found, so that nobody knows what more it held."""


@dataclass(frozen=True)
class Salvaged:
    """The new store, closed, and what is in it."""

    files: StoreFiles
    tables: tuple[Counted, ...]
    stood_in_for: int
    """Rows that are gone for good and that others point at."""

    @property
    def lost(self) -> int:
        """Rows that are gone."""
        return sum(table.lost for table in self.tables)

    @property
    def whole(self) -> bool:
        """Whether nothing is gone, as far as the file can tell."""
        return not self.lost and not any(table.unknown for table in self.tables)


def salvage(
    files: StoreFiles, key: bytes | None, *, kind: str, recompute: Callable[[StoreFiles], None] = lambda files: None
) -> Salvaged:
    """Read the damaged store at `files` into a new one beside it, of this program's schema.

    `recompute` is given the new store, still under another name, to compute its derived rows. Needs room for two more
    stores. Raises InUse while somebody has it open, NoStore, NoBeginning, ForeignFile, NewerStore, Damaged when not
    even its tables can be found, and what the disk raises; then nothing is left beside it.
    """
    if not files.path.exists():
        raise NoStore(str(files.path))
    names = (
        StoreFiles(files.path.with_name(f"{files.path.stem}-salvaged-{n:02}{files.path.suffix}")) for n in count(1)
    )
    target = next(place for place in names if not place.path.exists() and not slot_files(place.slots))
    with translated(), _held(files):
        place = founding.begin(target)
        try:
            read, version = _read_all(files, key, place)
            _write(place, key, kind, read, version)
            counted, stood_in = _mend(place, key, read)
            recompute(place)
            _finish(files, place, key)
            if key is None:
                # Practice data has no keys that would have to be there first.
                move_into_place(place.path, target.path)
                founding.abandon(target)
            else:
                founding.settle(target)
        except BaseException:
            founding.abandon(target)
            raise
    return Salvaged(target, counted, stood_in)


@contextmanager
def _held(files: StoreFiles) -> Iterator[None]:
    """Nobody else writes meanwhile; on a medium that cannot be written nobody can."""
    lock = StoreLock(files.lock)
    with suppress(ReadOnlyStore, NoAccess):
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _read_all(files: StoreFiles, key: bytes | None, place: StoreFiles) -> tuple[dict[str, ReadTable], str]:
    copy = place.path.with_name(place.path.name + ".damaged")
    ends = ("", "-wal", "-shm")
    try:
        for end in ends[:2]:
            source = files.path.with_name(files.path.name + end)
            if source.exists():
                new_private_file(copy.with_name(copy.name + end))
                shutil.copyfile(source, copy.with_name(copy.name + end))
        reader = DamagedReader(copy, key)
        try:
            made = _empty(place, key, reader.version)
            try:
                wanted = {name: _columns(made, name) for name in _kept_tables(made)}
            finally:
                made.close()
            return {name: reader.read(name, columns) for name, columns in wanted.items()}, reader.version
        finally:
            reader.close()
    finally:
        for end in ends:
            discard(copy.with_name(copy.name + end))


def _empty(place: StoreFiles, key: bytes | None, version: str) -> Any:
    """An empty store of that schema, open."""
    connection = driver.connect(place.path, key, create=True)
    try:
        upgrade(lambda: driver.connect_again(place.path, key), to=version)
    except BaseException:
        connection.close()
        raise
    return connection


def _kept_tables(connection: Any) -> tuple[str, ...]:
    derived = {str(model.__tablename__) for model in Derived.__subclasses__()}
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return tuple(
        name
        for name in names
        if name not in derived and name != "alembic_version" and not name.startswith("sqlite_") and not is_index(name)
    )


def _columns(connection: Any, table: str) -> tuple[str, ...]:
    return tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")'))


def _write(place: StoreFiles, key: bytes | None, kind: str, read: dict[str, ReadTable], version: str) -> None:
    """Put what was read into the empty store as it stood, and bring that to the schema of now."""
    connection = driver.connect(place.path, key)
    try:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        for table, found in read.items():
            names = ", ".join(f'"{name}"' for name in found.columns)
            marks = ", ".join("?" for _ in found.columns)
            if found.rows:
                rows = [found.rows[rowid] for rowid in sorted(found.rows)]
                connection.executemany(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', rows)
        if connection.execute("SELECT count(*) FROM site").fetchone() != (1,):
            connection.execute("DELETE FROM site")
            connection.execute(
                "INSERT INTO site (id, kind, letter, practice_day, rules) VALUES (?, ?, ?, NULL, '')",
                [uuid4().bytes, kind, _LETTER],
            )
        connection.execute("UPDATE site SET rules = ''")
        connection.execute("COMMIT")
    finally:
        connection.close()
    upgrade(lambda: driver.connect_again(place.path, key), orphans=True)


def _mend(place: StoreFiles, key: bytes | None, read: dict[str, ReadTable]) -> tuple[tuple[Counted, ...], int]:
    """Tell again from the journal what is gone, and stand in for what nobody has; what became of each table."""

    def connect() -> Any:
        connection = driver.connect_again(place.path, key)
        connection.execute("PRAGMA foreign_keys=OFF")
        return connection

    opened = driver.connect(place.path, key)
    engine = make_engine(connect)
    try:
        with engine.begin() as target:
            actions = lost_groups(target)
            again, unseen = told_again(target)
            stood_in = stand_ins(target)
    finally:
        engine.dispose()
        opened.close()
    # What the journal tells whole is known whole, also of a table that was not found.
    journal = all(read[name].whole for name in (Change.__tablename__, ChangeGroup.__tablename__))
    counted = []
    for table, found in read.items():
        made = again.get(table, 0)
        lost = max(found.missing - made, unseen.get(table, 0), 0)
        if table == ChangeGroup.__tablename__:
            lost = max(lost, actions)
        counted.append(
            Counted(table, len(found.rows), made, lost, unknown=not (found.columns or (journal and table in records())))
        )
    return tuple(counted), stood_in


def _finish(files: StoreFiles, place: StoreFiles, key: bytes | None) -> None:
    """Give the store an id of its own, check it, and let the same passphrase open it."""
    connection = driver.connect(place.path, key)
    try:
        renew_site(connection)
        if wrong := driver.integrity(connection):
            raise Damaged(wrong[0])
    finally:
        connection.close()
    for slot in slot_files(files.slots):
        write_private(place.slots / slot.name, slot.read_bytes())


def tables_of(counted: Sequence[Counted]) -> tuple[Counted, ...]:
    """Those of which anything was there."""
    return tuple(table for table in counted if table.read or table.told_again or table.lost or table.unknown)
