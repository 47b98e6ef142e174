"""A copy of an open store that is known to be good before it gets its name.

`VACUUM INTO` copies through the driver, keeps the key, and leaves a file without a write-ahead log, which
also opens on a medium that cannot be written. Copying the open file byte by byte would break its locks.
"""

from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from ips_tui.store.driver import Connection, connect, integrity
from ips_tui.store.files import discard, move_into_place, new_private_file, temporary_name
from ips_tui.store.problems import Damaged, DiskTrouble, InUse, StoreProblem, translate

# A save during the copy makes the counts differ without any fault; then the copy is taken again.
_TRIES = 3
_STEPS = 20_000
"""Steps of the database's own machine between two looks at whether to stop: some milliseconds."""


class Abandoned(Exception):
    """The copy was given up because somebody asked for it."""


def never() -> bool:
    """Nobody stops the copy."""
    return False


def verified_copy(
    connection: Connection, key: bytes | None, target: Path, *, stopped: Callable[[], bool] = never
) -> Path:
    """Copy the open store to `target` under the same key, open the copy and check it, and only then name it.

    About 1.5 s for 300 MB, plus as much again for the check; other connections can read and save meanwhile.
    Needs room for one more store. Raises Damaged when the store or the copy is not sound, StoreFull,
    ReadOnlyStore, DiskTrouble when the place cannot be written, InUse when someone saved during every try,
    FileExistsError when something stands at `target`, ValueError inside a transaction, Abandoned soon after
    `stopped`, which is asked again and again, says so. A failure leaves nothing behind at or beside `target`.
    """
    if connection.in_transaction:
        raise ValueError("a copy cannot be taken inside a transaction")
    target = target.absolute()
    if target.exists() or target.is_symlink():
        raise FileExistsError(str(target))
    connection.set_progress_handler(stopped, _STEPS)
    try:
        for _ in range(_TRIES):
            if _copied(connection, key, target, stopped):
                return target
    finally:
        connection.set_progress_handler(None, 0)
    raise InUse(str(target))


def _copied(connection: Connection, key: bytes | None, target: Path, stopped: Callable[[], bool]) -> bool:
    temporary = temporary_name(target)
    try:
        version = _version(connection)
        expected = _row_counts(connection)
        new_private_file(temporary)  # first, so that the copy has mode 0600 from its first byte
        connection.execute("VACUUM INTO ?", (str(temporary),))
        if not _is_sound(temporary, key, expected, stopped):
            if _version(connection) == version:
                raise Damaged(str(target))
            return False
        if stopped():
            raise Abandoned
        move_into_place(temporary, target)
    except (StoreProblem, dbapi2.Error, OSError) as error:
        if stopped():
            raise Abandoned from None
        # Told by the name that was asked for: the temporary one is gone when anyone reads it.
        problem = translate(error)
        raise (type(problem) if problem else DiskTrouble)(str(target)) from None
    finally:
        for end in ("", "-journal"):
            discard(temporary.with_name(temporary.name + end))
    return True


def _is_sound(copy: Path, key: bytes | None, expected: dict[str, int], stopped: Callable[[], bool]) -> bool:
    """Whether the copy holds the expected rows; raises Damaged when it is not sound in itself."""
    opened = connect(copy, key, readonly=True)
    opened.set_progress_handler(stopped, _STEPS)
    try:
        if integrity(opened):
            raise Damaged(str(copy))
        return _row_counts(opened) == expected
    finally:
        opened.close()


def _row_counts(connection: Connection) -> dict[str, int]:
    """Rows per table, the list of tables included; a search table is counted by those it rests on."""
    tables = [
        name
        for schema, name, kind, *_ in connection.execute("PRAGMA table_list").fetchall()
        if schema == "main" and kind in ("table", "shadow")
    ]
    counts = {}
    for name in tables:
        quoted = name.replace('"', '""')
        counts[name] = int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])
    return counts


def _version(connection: Connection) -> int:
    """A number that changes when another connection saves."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
