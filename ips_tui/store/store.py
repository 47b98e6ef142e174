"""An open store: its files, lock and key, a plain connection at once, and the ORM when first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlcipher3 import dbapi2

from ips_tui.clock import Clock
from ips_tui.ids import IdSource
from ips_tui.store import driver
from ips_tui.store.files import StoreFiles, prepare, slot_files, sweep
from ips_tui.store.lock import StoreLock
from ips_tui.store.problems import (
    Damaged,
    DiskTrouble,
    EmptyFile,
    KeysLost,
    LinkedFile,
    MixedUp,
    NoAccess,
    NoStore,
    OlderHere,
    ReadOnlyStore,
    StoreLost,
    StoreProblem,
    reading_own_rows,
    translated,
)
from ips_tui.store.schema import HEAD, version_of

if TYPE_CHECKING:
    from ips_tui.store.keeping import Deriver, Keeping

TEAM = "team"
PRACTICE = "practice"


@dataclass(frozen=True)
class SiteFacts:
    """What a store says of itself."""

    id: UUID
    kind: str
    letter: str
    practice_day: date | None
    rules: str


class Store:
    """One store, held by this program alone until it is closed."""

    def __init__(
        self,
        files: StoreFiles,
        key: bytes | None,
        lock: StoreLock | None,
        connection: Any,
        *,
        before: Path | None = None,
    ) -> None:
        """Made by `create_store` and `open_store`. Raises Damaged when the store does not say what it is.

        `before` is the copy that was taken before the store was brought to this version, if it just was.
        """
        self.files = files
        self.key = key
        self.connection = connection
        self.site = _site(connection)
        self.readonly = lock is None
        self.why_readonly: type[StoreProblem] = ReadOnlyStore
        """What a person who wants to write is told while `readonly` holds."""
        self.before = before
        self.renewals = 0
        """How often the plain connection was opened anew; what was counted by an earlier one says nothing then."""
        self._in_trouble = False
        self._lock = lock
        self._keeping: Keeping | None = None
        self._loading = threading.Lock()
        self._closing = False
        self._aside = threading.Lock()

    def keeping(self, clock: Clock, new_id: IdSource, deriver: Deriver) -> Keeping:
        """The ORM side; the first call loads SQLAlchemy and the models, from whichever thread it comes."""
        with self._loading:
            if self._keeping is None:
                from ips_tui.store.keeping import Keeping

                self._keeping = Keeping(
                    self._connect_again, site_id=self.site.id, clock=clock, new_id=new_id, deriver=deriver
                )
            return self._keeping

    @contextmanager
    def aside(self) -> Iterator[tuple[Any, Callable[[], bool]]]:
        """One more connection for slow work on another thread, and what says that the store wants to close.

        `close` waits for the end of it, so the work has to look often. One at a time. Raises NoStore when the store is
        closed already.
        """
        with self._aside:
            if self._closing:
                raise NoStore()
            connection = self._connect_again()
            try:
                yield connection, lambda: self._closing
            finally:
                connection.close()

    @contextmanager
    def anew_after_trouble(self) -> Iterator[None]:
        """Work with the plain connection; after trouble it is closed, since it would refuse everything from then on.

        A new one stands in its place, so that what was refused can be tried again once the disk is well.
        """
        try:
            if self._in_trouble:
                self._renew()
            yield
        except (Damaged, DiskTrouble):
            self._in_trouble = True
            with suppress(StoreProblem):
                self._renew()
            raise

    def _renew(self) -> None:
        new = self._connect_again()
        old, self.connection = self.connection, new
        self.renewals += 1
        self._in_trouble = False
        with suppress(dbapi2.Error):
            old.close()

    def _connect_again(self) -> Any:
        unlocked = self._lock is None
        connection = driver.connect_again(self.files.path, self.key, readonly=unlocked)
        if self.readonly and not unlocked:
            connection.execute("PRAGMA query_only=ON")
        return connection

    def stop_writing(self) -> None:
        """A page cannot be read: from now on nothing is written, and what can be read is read anew.

        A connection that met such a page refuses every other, so all are opened again. Raises a StoreProblem when
        that is not possible. Calling it again does no harm.
        """
        if self.why_readonly is Damaged:
            return
        self.readonly, self.why_readonly = True, Damaged
        if self._keeping is not None:
            self._keeping.close()
        fresh = self._connect_again()
        old, self.connection = self.connection, fresh
        old.close()

    def close(self) -> None:
        """Close every connection and let the next program in. Calling it again does no harm."""
        self._closing = True
        with self._aside:
            self._close()

    def _close(self) -> None:
        try:
            if self._keeping is not None:
                self._keeping.close()
            if self.connection is not None:
                if not self.readonly:
                    # Statistics for the next start; a full disk or a stick pulled out must not keep us from leaving.
                    with suppress(dbapi2.Error):
                        self.connection.execute("PRAGMA optimize")
                self.connection.close()
        finally:
            self.connection = None
            if self._lock is not None:
                self._lock.release()


def _kind(connection: Any) -> str:
    """Asked before a migration, so by the one column that every revision has."""
    with reading_own_rows():
        row = connection.execute("SELECT kind FROM site").fetchone()
    if row is None:
        raise Damaged()
    return str(row[0])


def _site(connection: Any) -> SiteFacts:
    with reading_own_rows():
        row = connection.execute("SELECT id, kind, letter, practice_day, rules FROM site").fetchone()
        if row is None:
            raise Damaged()
        day = None if row[3] is None else date.fromisoformat(row[3])
        return SiteFacts(UUID(bytes=row[0]), row[1], row[2], day, row[4])


def create_store(
    files: StoreFiles, key: bytes | None, *, kind: str, site_id: UUID, letter: str, practice_day: date | None
) -> Store:
    """Make a new store of this program's schema and open it.

    Raises InUse when another program holds it, FileExistsError when a file is there already.
    """
    prepare(files)
    lock = StoreLock(files.lock)
    lock.acquire()
    try:
        if files.path.exists():
            raise FileExistsError(files.path)
        connection = driver.connect(files.path, key, create=True)
        try:
            from ips_tui.store.migrate import build

            build(lambda: driver.connect_again(files.path, key))
            _look_anew(connection)
            connection.execute(
                "INSERT INTO site (id, kind, letter, practice_day, rules) VALUES (?, ?, ?, ?, '')",
                [site_id.bytes, kind, letter, None if practice_day is None else practice_day.isoformat()],
            )
            return Store(files, key, lock, connection)
        except BaseException:
            connection.close()
            files.path.unlink(missing_ok=True)
            raise
    except BaseException:
        lock.release()
        raise


def look_before_unlock(files: StoreFiles) -> None:
    """Tell what is no encrypted store of ours before a passphrase is tried on it.

    Raises NoStore, StoreLost when there are key slots without it, EmptyFile, MixedUp for practice data,
    ForeignFile, LinkedFile for a link to a file, KeysLost for anything without key slots beside it.
    """
    _refuse_link(files)
    kind = driver.inspect_file(files.path)
    if kind is driver.FileKind.MISSING:
        raise (StoreLost if slot_files(files.slots) else NoStore)(str(files.path))
    if kind is driver.FileKind.EMPTY:
        raise EmptyFile(str(files.path))
    if kind is driver.FileKind.PLAIN_SQLITE:
        driver.connect(files.path, None, readonly=True).close()
        raise MixedUp(str(files.path))
    if not slot_files(files.slots):
        raise KeysLost(str(files.slots))


def _refuse_link(files: StoreFiles) -> None:
    if files.path.is_symlink():
        raise LinkedFile(str(files.path))


def open_store(
    files: StoreFiles, key: bytes | None, *, kind: str, wait_seconds: float = 0.0, readonly: bool = False
) -> Store:
    """Open a store of the wanted kind, brought to this program's schema after a verified copy.

    `readonly` takes no lock and writes nothing, not even a migration: for the packaged sample, and for a medium that
    cannot be written. Raises a StoreProblem: NoStore, ForeignFile, LinkedFile, InUse, Damaged, NewerStore, MixedUp,
    OlderHere for a team's store that would first have to be migrated; then the store is closed again, and one that is
    of no use here is left byte for byte as it was.
    """
    lock = None
    if not readonly:
        _refuse_link(files)
        lock = StoreLock(files.lock)
        if files.path.exists():
            lock.acquire(wait_seconds)

    def accept(connection: Any) -> None:
        version_of(connection)
        if _kind(connection) != kind:
            raise MixedUp()

    try:
        connection = driver.connect(files.path, key, readonly=readonly, accept=accept)
        try:
            before = None
            if version_of(connection) != HEAD and readonly and kind == TEAM:
                raise OlderHere(str(files.path))
            if not readonly:
                sweep(files)
                if version_of(connection) != HEAD:
                    before = _migrate(files, key, connection)
            return Store(files, key, lock, connection, before=before)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def open_or_look(files: StoreFiles, key: bytes | None, *, kind: str, wait_seconds: float = 0.0) -> Store:
    """Open the store; where its medium or its folder cannot be written, only to be read. Raises as `open_store`."""
    try:
        return open_store(files, key, kind=kind, wait_seconds=wait_seconds)
    except (ReadOnlyStore, NoAccess):
        return open_store(files, key, kind=kind, readonly=True)


def _migrate(files: StoreFiles, key: bytes | None, connection: Any) -> Path:
    """Bring the store to this schema; gives back the copy that was taken before."""
    from ips_tui.store.copies import make_copy
    from ips_tui.store.migrate import upgrade

    prepare(files)
    before = version_of(connection)
    # A copy from an earlier try stays: it may be the last good one by now.
    names = (f"ips-tui-before-{HEAD}-from-{before}-{n:02}" for n in count(1))
    name = next(name for name in names if not (files.backups / name).exists())
    copy = make_copy(connection, key, files, files.backups, name)
    with translated():
        upgrade(lambda: driver.connect_again(files.path, key))
        _look_anew(connection)
    return copy


def _look_anew(connection: Any) -> None:
    """Read what another connection made of the schema. Raises the driver's error.

    A statement would do it by itself, but of a disk in trouble it would say that there is no such table.
    """
    connection.execute("PRAGMA schema_version")
