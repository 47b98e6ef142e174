"""A copy in the place of a store, which is put aside whole and never written over.

The restored store is made whole in a folder beside the other and only then moved, so a crash leaves one or the other:

    until it is called `.restored-...`  the store stands as it was; half of a restored one is swept away next time
    before the key slots are moved      the next start goes on from here
    between the slots and the store     the next start goes on: what is still in the folder has not been moved; what
                                        stands in its place is old and goes aside first, its log with it
    after the store                     the restored one stands; the folder goes, and what still is in it

What was there lies in `.replaced-...`, in the form of a copy, and opens in place. A second restore completes the first
before it begins: else the old store would go to one folder and its log to another.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path

from ips_tui.store.backup import verified_copy
from ips_tui.store.copies import STORE
from ips_tui.store.driver import connect
from ips_tui.store.files import StoreFiles, slot_files, sweep, sync_folder, temporary_name, write_private
from ips_tui.store.lock import StoreLock
from ips_tui.store.problems import DiskTrouble, InUse, KeysLost, translate
from ips_tui.store.sites import renew_site

_WHOLE, _ASIDE = ".restored-", ".replaced-"
_SLOTS = "slots"


def as_it_is(store: Path) -> None:
    """Nothing has to be done to the restored store before it takes its place."""


def restore(
    files: StoreFiles,
    path: Path,
    slots: Path,
    key: bytes,
    made: datetime,
    *,
    before_moved: Callable[[Path], None] = as_it_is,
) -> Path | None:
    """Put the store of a copy, which has no log, at `files`, with a site id of its own; what stood there goes aside.

    The caller holds the store's lock, has called `make_way`, and has the copy checked. `made` is now on the wall clock,
    `before_moved` what is to be done to the restored store, which it gets while that still lies beside.
    Gives the folder in which the old store lies, None when there was none. Raises a StoreProblem; then the store stands
    as it was, or the next start or the next try completes what was begun.
    """
    half = temporary_name(files.path)
    try:
        half.mkdir(mode=0o700)
        _make(half, path, slots, key, before_moved)
        whole = _unused(files, made)
        half.rename(whole)
        sync_folder(files.path.parent)
        return _move(files, whole)
    except OSError as error:
        raise type(translate(error) or DiskTrouble())(str(files.path)) from None
    finally:
        shutil.rmtree(half, ignore_errors=True)


def make_way(files: StoreFiles) -> None:
    """Complete a restore that was cut off, and take away what else was left unfinished, before another one begins.

    The caller holds the store's lock. Raises OSError of the disk.
    """
    _finish(files)
    sweep(files)


def finish(files: StoreFiles) -> None:
    """Go on with a restore that was interrupted; does nothing when there is none, or while another program is at it.

    Raises a StoreProblem or OSError when it can still not be completed: neither store must be opened then.
    """
    if not _begun(files):
        return
    with suppress(InUse), StoreLock(files.lock):
        _finish(files)


def _finish(files: StoreFiles) -> None:
    for whole in _begun(files):
        _move(files, whole)


def _make(half: Path, path: Path, slots: Path, key: bytes, before_moved: Callable[[Path], None]) -> None:
    found = slot_files(slots)
    if not found:
        raise KeysLost(str(slots))
    (half / _SLOTS).mkdir(mode=0o700)
    for slot in found:
        write_private(half / _SLOTS / slot.name, slot.read_bytes())
    store = half / STORE
    copy = connect(path, key, readonly=True)
    try:
        verified_copy(copy, key, store)
    finally:
        copy.close()
    fresh = connect(store, key)
    try:
        # Two laptops of one site id would take each other's actions for their own.
        renew_site(fresh)
    finally:
        fresh.close()
    before_moved(store)
    if store.with_name(store.name + "-wal").exists():
        # A disk in trouble kept its log, without which it would lack its site id once it is moved.
        raise DiskTrouble(str(path))
    sync_folder(half)


def _move(files: StoreFiles, whole: Path) -> Path | None:
    aside = files.path.with_name(whole.name.replace(_WHOLE, _ASIDE))
    if (whole / _SLOTS).exists():
        if files.slots.is_dir() and not any(files.slots.iterdir()):
            files.slots.rmdir()
        _put_aside(files.slots, aside, StoreFiles(aside / STORE).slots.name)
        (whole / _SLOTS).rename(files.slots)
        sync_folder(files.path.parent)
    if (whole / STORE).exists():
        for ending in ("", "-wal", "-shm", "-journal"):
            _put_aside(files.path.with_name(files.path.name + ending), aside, STORE + ending)
        if aside.exists():
            sync_folder(aside)
        (whole / STORE).rename(files.path)
        sync_folder(files.path.parent)
    # Moved whole; should the disk not let go of the folder, the next start takes it away.
    shutil.rmtree(whole, ignore_errors=True)
    return aside if aside.exists() else None


def _put_aside(path: Path, aside: Path, name: str) -> None:
    if path.exists() or path.is_symlink():
        aside.mkdir(mode=0o700, exist_ok=True)
        path.rename(aside / name)


def put_aside(files: StoreFiles) -> tuple[Path, ...]:
    """The folders in which stores lie that a restore put aside, the oldest first."""
    begins = files.path.name + _ASIDE
    with suppress(OSError):
        return tuple(sorted(folder for folder in files.path.parent.iterdir() if folder.name.startswith(begins)))
    return ()


def _begun(files: StoreFiles) -> list[Path]:
    begins = files.path.name + _WHOLE
    try:
        return sorted(folder for folder in files.path.parent.iterdir() if folder.name.startswith(begins))
    except FileNotFoundError:
        return []


def _unused(files: StoreFiles, made: datetime) -> Path:
    """A name for the restored store; neither it nor the one that goes with it for the old store is in use."""
    at = f"{made:%Y-%m-%d-%H%M%S}"
    ends = (at if number == 1 else f"{at}-{number}" for number in count(1))
    taken = {path.name for path in files.path.parent.iterdir()}
    end = next(end for end in ends if not {f"{files.path.name}{kind}{end}" for kind in (_WHOLE, _ASIDE)} & taken)
    return files.path.with_name(f"{files.path.name}{_WHOLE}{end}")
