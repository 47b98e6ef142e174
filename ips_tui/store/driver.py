"""The one way to an SQLite file: through SQLCipher, with the settings a store needs.

A file that is not to be opened is refused before anything could change it: switching to the write-ahead log, or
merely closing a file that has one, would write to it. SQLite's locks on POSIX vanish when the process opens
and closes the file by other means, so once a connection is open nothing here reads the file except through
the driver.
"""

import enum
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlcipher3 import dbapi2

from ips_tui.store.files import StoreFiles, discard, new_private_file, slot_files
from ips_tui.store.problems import (
    CutShort,
    Damaged,
    DiskTrouble,
    EmptyFile,
    ForeignFile,
    HalfSeen,
    MixedUp,
    NoBeginning,
    NoStore,
    ReadOnlyStore,
    StoreProblem,
    translate,
)

if TYPE_CHECKING:
    # SQLCipher's module has the standard library's interface but no types; only the checker looks at these.
    from sqlite3 import Connection as Connection
else:
    Connection = dbapi2.Connection

APPLICATION_ID: int = int.from_bytes(b"IPSt", "big")
KEY_BYTES = 32
SALT_BYTES = 16
_BUSY_MILLISECONDS = 5000
_PLAIN_START = b"SQLite format 3\x00"
_MARK = slice(68, 72)  # where the header of an SQLite file holds its application id


class FileKind(enum.Enum):
    """What a file looks like from its first 16 bytes."""

    MISSING = "missing"
    EMPTY = "empty"
    PLAIN_SQLITE = "plain_sqlite"
    OTHER = "other"  # encrypted, damaged or something else entirely: only a key can tell


def inspect_file(path: Path) -> FileKind:
    """What stands at `path`. Only while no connection of this process has the file open.

    Raises NoAccess, NameTooLong or DiskTrouble when the file cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            # Nothing would ever come from a pipe, and from a device no end.
            return FileKind.OTHER
        with path.open("rb") as file:
            start = file.read(len(_PLAIN_START))
    except FileNotFoundError:
        return FileKind.MISSING
    except OSError as error:
        problem = translate(error)
        raise (type(problem) if problem else DiskTrouble)(str(path)) from None
    if not start:
        return FileKind.EMPTY
    return FileKind.PLAIN_SQLITE if start == _PLAIN_START else FileKind.OTHER


def is_practice_data(path: Path) -> bool:
    """Whether the file is a plain store of ours, which only practice data is, however damaged behind its header.

    Only while no connection of this process has the file open. Raises OSError when it cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(_MARK.stop)
    return header.startswith(_PLAIN_START) and header[_MARK] == APPLICATION_ID.to_bytes(4, "big")


def _anything(connection: Connection) -> None:
    """Whatever is in the store, it may be opened."""


def connect(
    path: Path,
    key: bytes | None,
    *,
    readonly: bool = False,
    create: bool = False,
    accept: Callable[[Connection], None] = _anything,
) -> Connection:
    """Open the store at `path`: with its 32-byte data key, or without one for practice data.

    `create` makes the file when it is missing (mode 0600) and marks an empty one as ours; a file with content
    is opened as ever. `readonly` opens a file that nobody is writing, wherever it stands, and writes nothing
    beside it. `accept` looks into a store that stands there and raises when it is not to be opened; it may only
    read, and may be asked twice.

    Raises NoStore when there is no file, ForeignFile and MixedUp for files that are not this kind of store,
    EmptyFile, NoBeginning when the key does not open it, CutShort, Damaged, ReadOnlyStore when it cannot be opened
    for writing, HalfSeen when a read-only look would miss changes, InUse, StoreFull, DiskTrouble, and what `accept`
    raises; ValueError for a key of another length or `readonly` with `create`. A refused file and its log are left
    byte for byte as they were.
    """
    if key is not None and len(key) != KEY_BYTES:
        raise ValueError(f"a data key has {KEY_BYTES} bytes")
    if readonly and create:
        raise ValueError("a store cannot be made and opened read-only at once")
    path = path.absolute()
    made = create and _make_if_missing(path)
    try:
        fresh = _is_empty(path)
        if fresh and not create:
            raise EmptyFile(str(path))
        if not fresh:
            _refuse_other_kinds(path, key)
        if _has_log(path):
            if readonly:
                # An unchanging look does not see the log: it would show an older store as if it were today's.
                raise HalfSeen(str(path))
            _look(path, key, accept)
        connection = _open(path, key, readonly=readonly, fresh=fresh, accept=accept)
        if not readonly:
            _try_to_write(connection)
        return connection
    except BaseException as error:
        if made:
            discard(path)
        if isinstance(error, dbapi2.Error):
            raise _explain(error, path) from None
        if isinstance(error, (NoBeginning, CutShort)):
            error.detail = str(path)
        raise


def connect_again(path: Path, key: bytes | None, *, readonly: bool = False) -> Connection:
    """One more connection to a store that `connect` opened in this process and that is still open.

    It looks at the file through the driver alone: opening and closing the file by other means while a
    connection stands would let go of the locks of that connection. Raises as `connect` does.
    """
    try:
        return _open(path.absolute(), key, readonly=readonly, fresh=False, accept=_anything)
    except dbapi2.Error as error:
        raise _explain(error, path) from None


def open_keyed(
    path: Path, key: bytes | None, *, salt: bytes = b"", readonly: bool = False, log: bool = False
) -> Connection:
    """Open any SQLite file and hand it the raw key; nothing is read, written or set yet.

    `salt` (16 bytes) becomes the first bytes of a file that is made by this connection. `readonly` takes the file
    for one that nobody changes; with `log`, what stands in its write-ahead log is seen too, and left there. Raises
    the driver's errors.
    """
    target = _reading_uri(path, log) if readonly else str(path.absolute())
    connection: Connection = dbapi2.connect(
        target, uri=readonly, timeout=_BUSY_MILLISECONDS / 1000, isolation_level=None, check_same_thread=False
    )
    try:
        # First of all: SQLCipher would otherwise write about a wrong key into the middle of the screen.
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key is not None:
            connection.execute(f"PRAGMA key=\"x'{key.hex()}{salt.hex()}'\"")
    except BaseException:
        connection.close()
        raise
    return connection


def check_ours(connection: Connection) -> None:
    """Raise ForeignFile unless the open file carries this program's mark; Damaged when it cannot be read."""
    try:
        mark = _mark(connection)
    except dbapi2.Error as error:
        raise translate(error) or error from None
    if mark != APPLICATION_ID:
        raise ForeignFile()


def integrity(connection: Connection) -> tuple[str, ...]:
    """What is wrong inside the open store; empty when all is well. Seconds for hundreds of megabytes.

    Names tables, indexes and pages, never what is in them. Not inside a transaction. After damage was found
    the connection may refuse everything: close it. Raises InUse when the file is locked by someone else.
    """
    problems: list[str] = []
    try:
        # The page check reads the main file only, and cries wolf over pages whose newest form is in the log.
        log_emptied = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        encrypted = str(connection.execute("PRAGMA cipher_status").fetchone()[0]) == "1"
        if encrypted and log_emptied:
            problems += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        problems += [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            problems.append(f"{table}: a row points to a missing row of {parent}")
    except dbapi2.Error as error:
        problem = translate(error)
        if not isinstance(problem, Damaged):
            raise problem or error from None
        problems.append("the file cannot be read to its end")
    return tuple(dict.fromkeys(problems))


def _look(path: Path, key: bytes | None, accept: Callable[[Connection], None]) -> None:
    """Refuse a store with a log: the last connection that may write empties the log into the file as it closes."""
    connection = open_keyed(path, key, readonly=True, log=True)
    try:
        _refuse(connection, path, accept)
    finally:
        connection.close()


def _refuse(connection: Connection, path: Path, accept: Callable[[Connection], None]) -> None:
    if _mark(connection) != APPLICATION_ID:
        raise ForeignFile(str(path))
    # Half a page at the end is filled up with nothing by SQLite, in silence; with a log a crash may have left it.
    if not _has_log(path) and path.stat().st_size % int(connection.execute("PRAGMA page_size").fetchone()[0]):
        raise CutShort(str(path))
    accept(connection)


def _open(
    path: Path, key: bytes | None, *, readonly: bool, fresh: bool, accept: Callable[[Connection], None]
) -> Connection:
    connection = open_keyed(path, key, readonly=readonly)
    try:
        if fresh:
            # Before the write-ahead log, so that the mark is in the main file from its first byte on.
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        else:
            _refuse(connection, path, accept)
        if not readonly:
            (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
            if mode != "wal":
                raise ReadOnlyStore(str(path))
            connection.execute("PRAGMA synchronous=FULL")
            if sys.platform == "darwin":
                # macOS calls a write done while the drive still holds it.
                connection.execute("PRAGMA fullfsync=ON")
                connection.execute("PRAGMA checkpoint_fullfsync=ON")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
        connection.execute("PRAGMA cache_size=-16000")
        connection.execute("PRAGMA temp_store=MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def _mark(connection: Connection) -> int:
    """What the first page says, which is the first thing read of any file. Raises NoBeginning, CutShort."""
    try:
        return int(connection.execute("PRAGMA application_id").fetchone()[0])
    except dbapi2.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name == "SQLITE_NOTADB":
            raise NoBeginning() from None
        if name == "SQLITE_CORRUPT":
            # The first page is sound; what it says of the file's length is not so.
            raise CutShort() from None
        raise


def _try_to_write(connection: Connection) -> None:
    """Begin to write and take it back: a file without the right to be written is opened for reading in silence."""
    connection.execute("PRAGMA busy_timeout=0")
    try:
        # To begin is not enough: of such a file that would be a reading.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("ROLLBACK")
    except BaseException as error:
        # Where somebody writes at this moment, one may write.
        if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            connection.close()
            raise
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")


def _make_if_missing(path: Path) -> bool:
    try:
        new_private_file(path)
    except FileExistsError:
        return False
    except OSError as error:
        problem = translate(error)
        raise (type(problem) if problem else DiskTrouble)(str(path)) from None
    return True


def _is_empty(path: Path) -> bool:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ForeignFile(str(path))
        return found.st_size == 0
    except FileNotFoundError:
        raise NoStore(str(path)) from None
    except OSError as error:
        problem = translate(error)
        raise (type(problem) if problem else DiskTrouble)(str(path)) from None


def _refuse_other_kinds(path: Path, key: bytes | None) -> None:
    mark = _plain_mark(path)
    if mark is None:
        if key is None:
            # No plain file: a real store if keys stand beside it.
            raise MixedUp(str(path)) if slot_files(StoreFiles(path).slots) else NoBeginning(str(path))
    elif mark != APPLICATION_ID:
        raise ForeignFile(str(path))
    elif key is not None:
        raise MixedUp(str(path))


def _plain_mark(path: Path) -> int | None:
    """The application id of an unencrypted SQLite file, None for anything else; changes and locks nothing."""
    connection = open_keyed(path, None, readonly=True)
    try:
        return _mark(connection)
    except NoBeginning:
        return None
    finally:
        connection.close()


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.is_file() and log.stat().st_size > 0


def _reading_uri(path: Path, log: bool) -> str:
    # A leading slash before a drive letter, and an empty host before a network name, are what SQLite expects.
    text = path.absolute().as_posix()
    how = "mode=ro" if log else "mode=ro&immutable=1"
    return f"file://{quote(text if text.startswith('/') else '/' + text)}?{how}"


def _explain(error: Exception, path: Path) -> StoreProblem:
    if getattr(error, "sqlite_errorname", "").startswith("SQLITE_CANTOPEN"):
        # The file is there (that was looked at first), so it is the writing that is not allowed.
        return ReadOnlyStore(str(path))
    problem = translate(error)
    return (type(problem) if problem else DiskTrouble)(str(path))
