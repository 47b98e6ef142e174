"""Founding a store: it is made whole beside its place and then moved there, so a crash never leaves half of one.

The key slots move first and the store file last. A crash between the two leaves both, and the next start moves
the file; a crash before leaves a beginning that nobody has seen the recovery key of, which is thrown away.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from ips_tui.store.files import StoreFiles, discard, move_into_place, prepare, slot_files, sync_folder
from ips_tui.store.problems import StoreLost

_BEGUN = ".new"


def begin(files: StoreFiles) -> StoreFiles:
    """A place beside `files` to make the store in, emptied of any earlier beginning.

    Raises FileExistsError when a store stands at `files`, StoreLost when key slots stand there without their
    store: they may be all that opens a copy of it, so nothing is put beside them.
    """
    finish(files)
    if files.path.exists():
        raise FileExistsError(files.path)
    if slot_files(files.slots):
        raise StoreLost(str(files.path))
    fresh = _fresh(files)
    abandon(files)
    prepare(fresh)
    return fresh


def finish(files: StoreFiles) -> None:
    """Move a store that was founded whole into its place; does nothing when there is none."""
    fresh = _fresh(files)
    if not fresh.path.exists() or files.path.exists():
        return
    if slot_files(files.slots) and not fresh.slots.exists():
        log = _beside(fresh.path, "-wal")
        if log.exists():
            # A disk that was in trouble while the store closed kept it, and in it what was written last. It goes first:
            # the store without it would be cut short.
            move_into_place(log, _beside(files.path, "-wal"))
        move_into_place(fresh.path, files.path)


def settle(files: StoreFiles) -> None:
    """The store that `begin` gave a place to is whole and closed: put it where it belongs.

    Raises OSError of the disk; then the key slots are taken back, so that the beginning can be thrown away.
    """
    fresh = _fresh(files)
    if files.slots.exists():
        files.slots.rmdir()
    fresh.slots.rename(files.slots)
    try:
        sync_folder(files.path.parent)
        finish(files)
    except BaseException:
        if not files.path.exists():
            # A log alone would be taken for that of the next store in this place.
            discard(_beside(files.path, "-wal"))
            files.slots.rename(fresh.slots)
        raise
    _forget(fresh)


def abandon(files: StoreFiles) -> None:
    """Throw a beginning away."""
    fresh = _fresh(files)
    if fresh.slots.exists():
        shutil.rmtree(fresh.slots)
    for ending in ("", "-wal", "-shm"):
        discard(_beside(fresh.path, ending))
    _forget(fresh)


def _forget(fresh: StoreFiles) -> None:
    discard(fresh.lock)
    if fresh.backups.exists():
        shutil.rmtree(fresh.backups)


def _fresh(files: StoreFiles) -> StoreFiles:
    return StoreFiles(_beside(files.path, _BEGUN))


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
