"""How a store comes open: founded at the first run, unlocked, opened with the recovery key, or as practice.

Light to import: it is wanted before the first screen. What is done at an open store is the desk's matter.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from ips_tui.store import founding, hints, restoring, slots
from ips_tui.store.driver import FileKind, inspect_file, is_practice_data
from ips_tui.store.files import StoreFiles, prepare, slot_files
from ips_tui.store.problems import Damaged, EmptyFile, ForeignFile, MixedUp, StoreProblem, WrongPassphrase
from ips_tui.store.store import TEAM, Store, create_store, look_before_unlock, open_or_look, open_store

REF_LETTERS = "ABCDEFGHJKLMNQRSTUVWXYZ"
"""Letters that begin the refs of a laptop; without I and O, and without P, which the invented people have."""


@dataclass(frozen=True)
class Opened:
    """An open store, and the member of staff whose key slot opened it."""

    store: Store
    staff_id: UUID | None


def unlock(files: StoreFiles, passphrase: str, *, cost: int, wait_seconds: float = 0.0) -> Opened:
    """Open the team's store, only to be read where it cannot be written. Slow on purpose (scrypt, whose n is `cost`).

    Raises a StoreProblem: NoStore, WrongPassphrase, InUse, Damaged, NewerStore, ForeignFile, MixedUp. Damaged then
    names the newest copy that is good.
    """
    restoring.finish(files)
    _look(files, passphrase, cost)
    _, content = slots.find_slot(files.slots, passphrase, cost=cost)
    try:
        store = open_or_look(files, content.key, kind=TEAM, wait_seconds=wait_seconds)
    except Damaged as damaged:
        _look_for_copy(damaged, files, content.key)
        raise
    return Opened(store, content.staff_id)


def _look(files: StoreFiles, secret: str, cost: int) -> None:
    """As `look_before_unlock`; of a file that was emptied, a passphrase that is right finds the newest good copy."""
    try:
        look_before_unlock(files)
    except EmptyFile as empty:
        with suppress(StoreProblem):
            _look_for_copy(empty, files, slots.find_slot(files.slots, secret, cost=cost)[1].key)
        raise


def _look_for_copy(damaged: Damaged, files: StoreFiles, key: bytes) -> None:
    from ips_tui.store.copies import newest_good_copy

    damaged.copy, damaged.looked = newest_good_copy(files.backups, key), True


def recover(files: StoreFiles, typed: str, passphrase: str, *, cost: int) -> Opened:
    """Open the store with the recovery key and give its owner a new passphrase; earlier ones open no longer.

    Raises WrongPassphrase when the key is mistyped or another store's, and what `unlock` raises.
    """
    restoring.finish(files)
    look_before_unlock(files)
    recovery_key = slots.read_recovery_key(typed)
    if recovery_key is None:
        raise WrongPassphrase()
    _, content = slots.find_slot(files.slots, recovery_key, cost=cost)
    store = open_store(files, content.key, kind=TEAM)
    try:
        fresh = slots.SlotContent(content.key, content.staff_id, "passphrase")
        slots.replace_slot(files.slots, passphrase, fresh, cost=cost)
        if content.staff_id is not None:
            # Both belonged to the passphrase that was lost.
            slots.forget_computer(files.slots, content.staff_id)
            hints.drop_hint(files.slots, content.staff_id)
    except BaseException:
        store.close()
        raise
    return Opened(store, content.staff_id)


def found(
    files: StoreFiles, begin: Callable[[Store], UUID], passphrase: str, recovery_key: str, hint: str = "", *, cost: int
) -> Opened:
    """Make the team's store, with a slot for the passphrase and one for recovery, and `hint` beside them.

    `begin` writes the first member of staff into the new store, closes it, and gives that member's id.
    Raises a StoreProblem or FileExistsError; nothing is left behind then, but for a whole store that could not be
    opened: its passphrase and its recovery key are those that were given.
    """
    prepare(files)
    place = founding.begin(files)
    key = slots.new_key()
    letter = secrets.choice(REF_LETTERS)
    try:
        staff_id = begin(create_store(place, key, kind=TEAM, site_id=uuid4(), letter=letter, practice_day=None))
        passphrase_slot = slots.SlotContent(key, staff_id, "passphrase")
        recovery_slot = slots.SlotContent(key, staff_id, "recovery")
        slots.create_slot(place.slots, passphrase, passphrase_slot, cost=cost)
        slots.create_slot(place.slots, recovery_key, recovery_slot, cost=cost)
        hints.keep_hint(place.slots, staff_id, hint)
        founding.settle(files)
    except BaseException:
        founding.abandon(files)
        raise
    return Opened(open_store(files, key, kind=TEAM), staff_id)


def weak_passphrase(text: str) -> bool:
    """Whether a passphrase is too short to protect a store."""
    return slots.weak_passphrase(text)


def new_recovery_key() -> str:
    """A new recovery key, as it is to be written down: groups of characters with dashes between."""
    return slots.new_recovery_key()


def same_recovery_key(typed: str, key: str) -> bool:
    """Whether what was typed is this recovery key, whatever its case and dashes and with O for 0 or I for 1."""
    return slots.read_recovery_key(typed) == key


def whole_recovery_key(typed: str) -> bool:
    """Whether what was typed has the shape of some recovery key, with no character missing or mistyped."""
    return slots.read_recovery_key(typed) is not None


def check_practice_place(files: StoreFiles) -> None:
    """Raise MixedUp or ForeignFile when something else than practice data stands in its place, which may be lost.

    An empty file may, and practice data that is damaged. Only while this process does not have the file open.
    """
    if slot_files(files.slots):
        # Practice has no keys: somebody has put a real store here.
        raise MixedUp(str(files.path))
    kind = inspect_file(files.path)
    if kind not in (FileKind.MISSING, FileKind.EMPTY) and not (
        kind is FileKind.PLAIN_SQLITE and is_practice_data(files.path)
    ):
        raise ForeignFile(str(files.path))


def reset_practice(files: StoreFiles, sample: Path) -> None:
    """Put a fresh copy of the sample, with a site id of its own, in the place of the practice store.

    Raises InUse while it is open, what `check_practice_place` raises, OSError of the disk.
    """
    from ips_tui.store import driver
    from ips_tui.store.files import discard, move_into_place, temporary_name, write_private
    from ips_tui.store.lock import StoreLock
    from ips_tui.store.sites import renew_site

    prepare(files)
    with StoreLock(files.lock):
        check_practice_place(files)
        fresh = temporary_name(files.path)
        try:
            write_private(fresh, sample.read_bytes())
            copy = driver.connect(fresh, None)
            try:
                renew_site(copy)
            finally:
                copy.close()
            for ending in ("-wal", "-shm"):
                files.path.with_name(files.path.name + ending).unlink(missing_ok=True)
            move_into_place(fresh, files.path)
        finally:
            for ending in ("", "-wal", "-shm"):
                discard(fresh.with_name(fresh.name + ending))
