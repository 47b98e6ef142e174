"""What can be wrong with a store, as a small family of exceptions.

Every problem carries the exit status of the command line, the id of the sentence a person is shown (word
packs hold the sentence) and a detail that is safe to show: a place on the disk the person named, never what
is kept there.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from sqlcipher3 import dbapi2


class StoreProblem(Exception):
    """Something about the store that a person must be told.

    `status` is the exit status of the command line, `message_id` names the sentence, `detail` may be shown
    beside it.
    """

    status: ClassVar[int] = 1
    message_id: ClassVar[str] = "store.problem"

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class NoStore(StoreProblem):
    """There is no file where the store should be."""

    status = 10
    message_id = "store.none"


class StoreLost(NoStore):
    """The store's file is not there, while the folder of its keys is: it was moved or removed."""

    message_id = "store.lost"


class ForeignFile(StoreProblem):
    """The file belongs to some other program; it was not changed."""

    status = 10
    message_id = "store.foreign"


class KeysLost(ForeignFile):
    """Another program's file, or a store whose folder of keys is gone: without keys nobody can tell."""

    message_id = "store.keys_lost"


class LinkedFile(ForeignFile):
    """A link stands where the store's file should be: its lock would stand beside the link and keep nobody out."""

    message_id = "store.linked"


class InUse(StoreProblem):
    """Another window or program is using the store."""

    status = 11
    message_id = "store.in_use"

    def __init__(self, detail: str = "", since: datetime | None = None) -> None:
        """`since` is the moment (UTC) at which the other one opened it, where that is known."""
        super().__init__(detail)
        self.since = since


class WrongPassphrase(StoreProblem):
    """No key slot answers to what was typed."""

    status = 12
    message_id = "store.wrong_passphrase"


class PassphraseTaken(StoreProblem):
    """A passphrase that opens somebody else's key slot, so that nobody could tell who is at work."""

    message_id = "store.passphrase_taken"


class LastWayIn(StoreProblem):
    """What was to be taken away is the last of its kind that opens the store."""

    message_id = "store.last_way_in"


class NoKeyring(StoreProblem):
    """The keyring of this computer is not there, is of a kind that keeps nothing safe, or refused."""

    message_id = "store.no_keyring"


class Damaged(StoreProblem):
    """The store or its key slots cannot be read as they were written."""

    status = 13
    message_id = "store.damaged"
    copy: Path | None = None
    """The newest copy on this computer that is known to be good, once somebody has looked."""
    looked = False
    """Whether somebody has looked for such a copy."""


class EmptyFile(Damaged):
    """A store is expected and the file has no bytes; it is no store without people."""

    message_id = "store.empty"


class CutShort(Damaged):
    """The file ends before its last page."""

    message_id = "store.cut"


class NoBeginning(Damaged):
    """Its key is right and the first page does not answer to it: damaged there, or another file in its place."""

    message_id = "store.no_beginning"


class NewerStore(StoreProblem):
    """The store was written by a later version of the program; it was not changed."""

    status = 14
    message_id = "store.newer"


class StoreFull(StoreProblem):
    """The disk has no room left; what was saved before is still there."""

    message_id = "store.full"


class ReadOnlyStore(StoreProblem):
    """The store can be read here but not written."""

    message_id = "store.read_only"


class HalfSeen(ReadOnlyStore):
    """It cannot be written here, and its newest entries still stand in the log beside it: a look would miss them."""

    message_id = "store.read_only_log"


class OlderHere(ReadOnlyStore):
    """It cannot be written here, and an older version wrote it: it would first have to be brought to this one."""

    message_id = "store.read_only_older"


class NoAccess(StoreProblem):
    """The operating system keeps this person from the file or its folder, for reading or for writing."""

    message_id = "store.no_access"


class NameTooLong(StoreProblem):
    """No file can have this name or stand so deep in folders."""

    status = 2
    message_id = "store.name_too_long"


class DiskTrouble(StoreProblem):
    """The disk did not do what was asked: taken out, failing, or a folder that is gone."""

    message_id = "store.disk_trouble"


class MixedUp(StoreProblem):
    """A practice store was opened as a real one, or a real one as practice."""

    status = 2
    message_id = "store.mixed_up"


# By the first words of SQLite's own names, so that SQLITE_IOERR covers SQLITE_IOERR_WRITE and its relatives.
_BY_SQLITE_NAME: tuple[tuple[str, type[StoreProblem]], ...] = (
    ("SQLITE_NOTADB", Damaged),
    ("SQLITE_CORRUPT", Damaged),
    ("SQLITE_FULL", StoreFull),
    ("SQLITE_READONLY", ReadOnlyStore),
    ("SQLITE_BUSY", InUse),
    ("SQLITE_LOCKED", InUse),
    ("SQLITE_IOERR", DiskTrouble),
    ("SQLITE_CANTOPEN", DiskTrouble),
)

# For errors that a driver raised without a name.
_BY_MESSAGE: tuple[tuple[str, type[StoreProblem]], ...] = (
    ("file is not a database", Damaged),
    ("disk image is malformed", Damaged),
    ("database or disk is full", StoreFull),
    ("readonly database", ReadOnlyStore),
    ("is locked", InUse),
    ("disk i/o error", DiskTrouble),
    ("unable to open database file", DiskTrouble),
)

_BY_ERRNO: dict[int, type[StoreProblem]] = {
    errno.ENOSPC: StoreFull,
    getattr(errno, "EDQUOT", errno.ENOSPC): StoreFull,
    errno.EROFS: ReadOnlyStore,
    errno.EACCES: NoAccess,
    errno.EPERM: NoAccess,
    errno.ENAMETOOLONG: NameTooLong,
    errno.EIO: DiskTrouble,
    errno.ENODEV: DiskTrouble,
}


def translate(error: Exception) -> StoreProblem | None:
    """The problem behind an error of the driver, of SQLAlchemy (its `.orig`) or of the operating system.

    None when the error says nothing about the store itself, such as a broken constraint. The message of the
    error is never carried over: it may quote what a person typed.
    """
    if isinstance(error, StoreProblem):
        return error
    if isinstance(error, OSError):
        kind = _BY_ERRNO.get(error.errno or 0)
        return kind() if kind else None
    original = getattr(error, "orig", None)
    return _from_driver(original if isinstance(original, Exception) else error)


@contextmanager
def translated() -> Iterator[None]:
    """Raise the problem behind an error in place of the error; one that says nothing about the store passes."""
    try:
        yield
    except Exception as error:
        if (problem := translate(error)) is not None:
            raise problem from error
        raise


@contextmanager
def reading_own_rows() -> Iterator[None]:
    """As `translated`, where only rows are read that this program itself wrote: what it never writes is damage."""
    try:
        with translated():
            yield
    except (dbapi2.Error, ValueError, TypeError) as error:
        raise Damaged() from error


def _from_driver(error: Exception) -> StoreProblem | None:
    name = getattr(error, "sqlite_errorname", None)
    if isinstance(name, str):
        return next((kind() for start, kind in _BY_SQLITE_NAME if name.startswith(start)), None)
    # Only a database error's words are looked at: a ValueError may quote a note that says "is locked".
    if not any(base.__name__ == "DatabaseError" for base in type(error).__mro__):
        return None
    message = str(error).lower()
    return next((kind() for words, kind in _BY_MESSAGE if words in message), None)
