"""Bringing a copy back: looked through, compared with what stands there, and put beside it, never over it.

At a desk that is closed. The copy is opened with the passphrase, or the recovery key, of its own day.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlcipher3 import dbapi2

from ips_tui.casework.session import Desk
from ips_tui.domain.copies import CopyKind
from ips_tui.domain.rights import ErasureGround
from ips_tui.store import restoring, slots
from ips_tui.store.checked import Checked, check, newest_action
from ips_tui.store.copies import CopyFiles, FoundCopy, copies_in, copy_files, make_copy, name_of, owners, still
from ips_tui.store.driver import connect, connect_again
from ips_tui.store.files import prepare
from ips_tui.store.lock import StoreLock
from ips_tui.store.problems import Damaged, InUse, NoStore, StoreProblem, translated


@dataclass(frozen=True)
class Comparison:
    """A copy that is sound, beside the store as it stands. Nothing was changed."""

    copy: CopyFiles
    key: bytes = field(repr=False)
    found: Checked
    """What is in the copy."""
    present: str
    """`missing`, `read`, or `unreadable`: then nobody can count what the copy lacks."""
    sound: bool
    """Whether the store as it stands could be read to its end."""
    newest: datetime | None = None
    """The last action in the store as it stands, in UTC."""
    later: int = 0
    """Actions in it that the copy lacks."""
    drafts: int = 0
    """Texts that were typed in it and not saved."""
    erased: tuple[tuple[UUID, ErasureGround], ...] = ()
    """People whose record was erased in it and who are in the copy: they are erased again before it takes its place."""


@dataclass(frozen=True)
class Restored:
    """The copy is in its place, with a site id of its own."""

    aside: Path | None
    """The folder in which the earlier store lies; None when there was none."""
    before: Path | None
    """The copy from before the restore; None where the store could not be copied."""


def newest(desk: Desk) -> FoundCopy | None:
    """The newest copy of this store that is at hand, here or in the second place; None when there is none.

    In the second place only what shares an owner's mark with the key slots here: others may keep copies there.
    """
    from ips_tui.casework.copies import second_place

    found = list(copies_in(desk.files.backups, desk.clock.local))
    if (second := second_place(desk)) is not None:
        own = owners(desk.files.slots)
        # Those taken by hand lie in the folder that was named itself.
        elsewhere = (*copies_in(second, desk.clock.local), *copies_in(second.parent, desk.clock.local))
        found += [copy for copy in elsewhere if not own or own & owners(copy.files.slots)]
    return max(found, key=lambda copy: copy.made, default=None)


def verify(desk: Desk, path: Path, typed: str, scratch: Path) -> Checked:
    """Whether the copy or store at `path` opens with what was typed and is sound; nothing is written into it.

    `scratch` must exist: a store with a log is looked at in a working copy there. Raises a StoreProblem: NoStore,
    WrongPassphrase, Damaged, NewerStore, InUse.
    """
    with translated():
        files = copy_files(path)
        return _look(desk, files, _key(desk, files, typed), scratch)


def compare(desk: Desk, path: Path, typed: str) -> Comparison:
    """Look through the copy and count what the store as it stands has beyond it. Slow; changes nothing.

    Raises a StoreProblem: those of `verify`, and Damaged when the copy is not sound. One whose journal is not whole
    may be the last there is: that is said, and the person decides.
    """
    with translated():
        # An earlier restore that was cut off is completed first: of half of each there is nothing to compare.
        restoring.finish(desk.files)
        copy = copy_files(path)
        key = _key(desk, copy, typed)
        scratch = desk.files.path.absolute().parent
        prepare(desk.files)
        found = _look(desk, copy, key, scratch)
        if not found.sound:
            raise Damaged(str(copy.path))
        with StoreLock(desk.files.lock):
            return _compared(desk, copy, key, found, scratch)


def restore(desk: Desk, comparison: Comparison) -> Restored:
    """Put the copy in the store's place and that aside, whole; a sound one is copied first. Slow.

    Raises a StoreProblem; then the store stands as it was, or the next start or try completes what was begun.
    """
    files, copy = desk.files, comparison.copy
    made = desk.clock.local(desk.clock.now())
    scratch = files.path.absolute().parent
    with translated(), StoreLock(files.lock):
        restoring.make_way(files)
        before = _copied_before(desk, comparison, scratch, made) if comparison.sound else None
        with still(copy.path, comparison.key, scratch) as path:
            aside = restoring.restore(
                files,
                path,
                copy.slots,
                comparison.key,
                made,
                before_moved=lambda store: _erase_again(desk, store, comparison),
            )
    return Restored(aside, before)


def _key(desk: Desk, files: CopyFiles, typed: str) -> bytes:
    secret = slots.read_recovery_key(typed) or typed
    return slots.find_slot(files.slots, secret, cost=desk.slot_cost)[1].key


def _look(desk: Desk, files: CopyFiles, key: bytes, scratch: Path) -> Checked:
    lock = StoreLock(files.path.with_name(files.path.name + ".lock"))
    if files.path.with_name(files.path.name + ".lock").exists():
        # A store that somebody works with; on a medium that cannot be written nobody does.
        try:
            lock.acquire()
        except InUse:
            raise
        except StoreProblem:
            pass
    try:
        with still(files.path, key, scratch) as path:
            return check(path, key)
    finally:
        lock.release()


def _compared(desk: Desk, copy: CopyFiles, key: bytes, found: Checked, scratch: Path) -> Comparison:
    try:
        with still(desk.files.path, key, scratch) as present, still(copy.path, key, scratch) as path:
            sound = check(present, key).sound
            theirs, ours = connect(path, key, readonly=True), connect(present, key, readonly=True)
            try:
                newest_here = _part(lambda: newest_action(ours), None)
                later = _part(lambda: _later(ours, theirs), 0)
                drafts = _part(lambda: _count(ours, "SELECT count(*) FROM draft"), 0)
                erased = _part(lambda: _erased(ours, theirs), ())
            finally:
                theirs.close()
                ours.close()
    except NoStore:
        return Comparison(copy, key, found, "missing", False)
    except StoreProblem:
        return Comparison(copy, key, found, "unreadable", False)
    return Comparison(copy, key, found, "read", sound, newest_here, later, drafts, erased)


def _part(read: Any, otherwise: Any) -> Any:
    """What can be read; of a damaged store that may be only some of it."""
    with suppress(dbapi2.Error):
        return read()
    return otherwise


def _count(connection: Any, statement: str, *about: Any) -> int:
    return int(connection.execute(statement, about).fetchone()[0])


def _later(ours: Any, theirs: Any) -> int:
    known = dict(theirs.execute("SELECT site_id, max(sequence) FROM change_group GROUP BY site_id").fetchall())
    sites = ours.execute("SELECT site_id, sequence FROM change_group").fetchall()
    return sum(sequence > known.get(site, 0) for site, sequence in sites)


def _erased(ours: Any, theirs: Any) -> tuple[tuple[UUID, ErasureGround], ...]:
    """Who was erased in the one, on what ground, and is still in the other."""
    erased = dict(ours.execute("SELECT participant_id, ground FROM erasure WHERE NOT removed").fetchall())
    there = {row[0] for row in theirs.execute("SELECT id FROM participant").fetchall()}
    with suppress(dbapi2.Error):
        there -= {row[0] for row in theirs.execute("SELECT participant_id FROM erasure").fetchall()}
    return tuple((UUID(bytes=who), ErasureGround(ground)) for who, ground in erased.items() if who in there)


def _erase_again(desk: Desk, path: Path, comparison: Comparison) -> None:
    """Whoever was erased since is erased in the restored store, brought to this schema, before anybody can open it."""
    if not comparison.erased:
        return
    from ips_tui.casework.deriving import CaseDeriver
    from ips_tui.store.erasing import Tombstone, apply_tombstones, sweep
    from ips_tui.store.keeping import Keeping
    from ips_tui.store.migrate import upgrade

    key = comparison.key

    def again() -> Any:
        return connect_again(path, key)

    upgrade(again)
    connection = connect(path, key)
    try:
        site, staff = (
            UUID(bytes=connection.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 1").fetchone()[0])
            for table in ("site", "staff")
        )
        keeping = Keeping(again, site_id=site, clock=desk.clock, new_id=desk.new_id, deriver=CaseDeriver())
        try:
            stones = [Tombstone(who, ground) for who, ground in comparison.erased]
            apply_tombstones(keeping, stones, staff_id=staff, on=desk.clock.today())
        finally:
            keeping.close()
        sweep(connection)
    finally:
        connection.close()


def _copied_before(desk: Desk, comparison: Comparison, scratch: Path, made: datetime) -> Path | None:
    """The store as it stands, copied; it is put aside whole as well, so no room for a copy is no reason to stop."""
    files = desk.files
    try:
        with still(files.path, comparison.key, scratch) as path:
            connection = connect(path, comparison.key, readonly=True)
            try:
                name = name_of(CopyKind.RESTORE, made)
                return make_copy(connection, comparison.key, files, files.backups, name)
            finally:
                connection.close()
    except StoreProblem:
        return None
