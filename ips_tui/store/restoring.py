"""A copy in the place of a store, which is put aside whole and never written over.

The restored store is made whole in a folder beside the other and only then moved, so a crash leaves one or the other:

    until it is called `.restored-...`  the store stands as it was; half of a restored one is thrown away next time
    before the key slots are moved      the next start goes on from here
    between the slots and the store     the next start goes on: what is still in the folder has not been moved; what
                                        stands in its place is old and goes aside first, its log with it
    after the store                     the restored one stands; the empty folder goes

What was there lies in `.replaced-...`, in the form of a copy, and opens in place.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ips_tui.store.backup import verified_copy
from ips_tui.store.copies import STORE
from ips_tui.store.driver import connect
from ips_tui.store.files import StoreFiles, slot_files, sync_folder, write_private
from ips_tui.store.lock import StoreLock
from ips_tui.store.problems import Damaged, DiskTrouble, InUse, KeysLost, translate
from ips_tui.store.sites import renew_site

_HALF, _WHOLE, _ASIDE = ".restoring", ".restored-", ".replaced-"
_SLOTS = "slots"


def restore(files: StoreFiles, path: Path, slots: Path, key: bytes, made: datetime) -> Path | None:
    """Put the store of a copy, which has no log, at `files`, with a site id of its own; what stood there goes aside.

    The caller holds the store's lock and has the copy checked. `made` is now on the wall clock. Gives the folder in
    which the old store lies, None when there was none. Raises a StoreProblem; then the store stands as it was, or
    the next start completes what was begun.
    """
    half, whole = _beside(files, _HALF), _beside(files, f"{_WHOLE}{made:%Y-%m-%d-%H%M%S}")
    try:
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        _make(half, path, slots, key)
        half.rename(whole)
        sync_folder(files.path.parent)
        return _move(files, whole)
    except OSError as error:
        raise type(translate(error) or DiskTrouble())(str(files.path)) from None
    finally:
        shutil.rmtree(half, ignore_errors=True)


def finish(files: StoreFiles) -> None:
    """Go on with a restore that was interrupted; does nothing when there is none, or while another program is at it."""
    found = _begun(files)
    if not found:
        return
    lock = StoreLock(files.lock)
    with suppress(InUse):
        lock.acquire()
        try:
            for whole in _begun(files):
                _move(files, whole)
        finally:
            lock.release()


def _make(half: Path, path: Path, slots: Path, key: bytes) -> None:
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
    if store.with_name(store.name + "-wal").exists():
        raise Damaged(str(path))
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
    whole.rmdir()
    return aside if aside.exists() else None


def _put_aside(path: Path, aside: Path, name: str) -> None:
    if path.exists() or path.is_symlink():
        aside.mkdir(mode=0o700, exist_ok=True)
        path.rename(aside / name)


def _begun(files: StoreFiles) -> list[Path]:
    begins = files.path.name + _WHOLE
    try:
        return sorted(folder for folder in files.path.parent.iterdir() if folder.name.startswith(begins))
    except OSError:
        return []


def _beside(files: StoreFiles, ending: str) -> Path:
    return files.path.with_name(files.path.name + ending)
