"""Copies of a store on a disk: a folder each, which opens in place, because the key slots are in it too.

A copy is made under a hidden name and renamed when it is whole and checked, and renamed before it is removed. So what
carries the name of a copy is one, whatever was interrupted. No name says anything of a person.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from ips_tui.domain.copies import CopyKind
from ips_tui.store.backup import never, verified_copy
from ips_tui.store.driver import connect, integrity
from ips_tui.store.files import StoreFiles, slot_files, sync_folder, temporary_name, write_private
from ips_tui.store.problems import (
    DiskTrouble,
    KeysLost,
    LinkInTheWay,
    NoStore,
    ReadOnlyStore,
    StoreFull,
    StoreProblem,
    translate,
)

STORE = "team.db"
"""What the store is called inside a copy."""
_ROOM = 2
"""So many times its size must be free for a copy: what is saved meanwhile needs room too."""
_NAME = re.compile(r"ips-tui-(\d{4}-\d\d-\d\d-\d{4})-(daily|import|restore|by-hand)(-\d+)?", re.ASCII)
_BEFORE = re.compile(r"ips-tui-before-\d+-from-\d+-\d+", re.ASCII)
_HALF = re.compile(r"\.ips-tui-.*\.part", re.ASCII)


@dataclass(frozen=True)
class CopyFiles:
    """The store of a copy, or any other store, and the folder of key slots that belongs to it."""

    path: Path
    slots: Path


@dataclass(frozen=True)
class FoundCopy:
    """A copy that stands in a folder."""

    folder: Path
    kind: CopyKind
    made: datetime
    """On the wall clock of the computer that made it; its zone says nothing."""

    @property
    def files(self) -> CopyFiles:
        """Its store and key slots."""
        files = StoreFiles(self.folder / STORE)
        return CopyFiles(files.path, files.slots)


def name_of(kind: CopyKind, made: datetime) -> str:
    """The name of a copy made at this moment of the wall clock."""
    return f"ips-tui-{made:%Y-%m-%d-%H%M}-{kind.replace('_', '-')}"


def make_copy(
    connection: Any,
    key: bytes | None,
    files: StoreFiles,
    place: Path,
    name: str,
    *,
    stopped: Callable[[], bool] = never,
) -> Path:
    """Copy the open store at `files` with its key slots into a new folder in `place`, check it, and give the folder.

    It is called `name`, with a number behind it where that stands there already. Slow, and safe on a second connection
    while the store is written to. Raises LinkInTheWay when `place` is a link, StoreFull with less room than twice the
    store, KeysLost when an encrypted store has no slots, what `verified_copy` raises; then nothing is left behind.
    """
    if place.is_symlink():
        raise LinkInTheWay(str(place))
    temporary = temporary_name(place / name)
    try:
        if shutil.disk_usage(place).free < _ROOM * _size(connection):
            raise StoreFull(str(place))
        temporary.mkdir(mode=0o700)
        made = StoreFiles(temporary / STORE)
        if key is not None:
            _copy_slots(files.slots, made.slots)
        verified_copy(connection, key, made.path, stopped=stopped)
        sync_folder(temporary)
        target = next(one for one in _names(place / name) if not one.exists() and not one.is_symlink())
        temporary.rename(target)
        sync_folder(place)
    except OSError as error:
        raise type(translate(error) or DiskTrouble())(str(place)) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return target


def copies_in(place: Path, local: Callable[[datetime], datetime]) -> tuple[FoundCopy, ...]:
    """The copies in a folder, the newest first; none where it is not there or cannot be read.

    `local` gives a moment on the wall clock of this place.
    """
    found = []
    with suppress(OSError):
        for folder in place.iterdir():
            if (copy := _found(folder, local)) is not None:
                found.append(copy)
    return tuple(sorted(found, key=lambda copy: (copy.made, copy.folder.name), reverse=True))


def remove_copy(folder: Path) -> None:
    """Take a copy away. Raises OSError of the disk; then it is whole, or no copy any more."""
    if folder.is_symlink():
        raise LinkInTheWay(str(folder))
    going = temporary_name(folder)
    folder.rename(going)
    shutil.rmtree(going, ignore_errors=True)


def newest_good_copy(folder: Path, key: bytes | None) -> Path | None:
    """The newest copy in the folder that opens with this key and is sound in itself; None when there is none.

    Reads a copy to its end, so about half a second for 100 MB. Changes nothing.
    """
    with suppress(OSError):
        # Each in a folder of its own with its key slots; from earlier versions there are bare files too.
        places = [path / STORE if path.is_dir() else path for path in folder.iterdir() if path.name[0] != "."]
        found = [path for path in places if path.is_file()]
        for path in sorted(found, key=lambda path: path.stat().st_mtime, reverse=True):
            with suppress(StoreProblem, dbapi2.Error):
                opened = connect(path, key, readonly=True)
                try:
                    if not integrity(opened):
                        return path
                finally:
                    opened.close()
    return None


def sweep(place: Path, now: datetime) -> None:
    """Take away what a copy left unfinished a day ago or longer; younger ones may still be on their way."""
    with suppress(OSError):
        for folder in place.iterdir():
            if _HALF.fullmatch(folder.name) and folder.is_dir() and not folder.is_symlink():
                begun = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
                if now - begun > timedelta(days=1):
                    shutil.rmtree(folder, ignore_errors=True)


def copy_files(path: Path) -> CopyFiles:
    """What a person named as a copy: its folder, or the store in it or anywhere. Raises NoStore."""
    with _disk(path):
        if path.is_dir():
            path = path / STORE
        if not path.is_file():
            raise NoStore(str(path))
    slots = StoreFiles(path).slots
    if not slots.exists() and path.parent.name.endswith(".backups"):
        # Copies of earlier versions were a file without keys of its own, beside its store.
        slots = path.parent.with_name(path.parent.name.removesuffix(".backups") + ".slots")
    return CopyFiles(path, slots)


def owners(slots: Path) -> frozenset[str]:
    """Marks of whose key slots these are: two stores that share one have the same owner."""
    return frozenset(path.stem.rpartition("-")[2] for path in slot_files(slots) if path.stem.count("-") == 3)


@contextmanager
def still(path: Path, key: bytes | None, scratch: Path) -> Iterator[Path]:
    """A file that says what the store at `path` says and can be read without writing: itself, where it has no log.

    Else a working copy below `scratch` that took the log in, removed again at the end. Nobody may have the store open.
    Beside a store, its next start sweeps away one that was left. Raises as `connect` does.
    """
    try:
        connect(path, key, readonly=True).close()
    except ReadOnlyStore:
        pass
    else:
        yield path
        return
    folder = temporary_name(scratch / STORE)
    with _disk(scratch):
        try:
            folder.mkdir(mode=0o700)
            work = folder / STORE
            for ending in ("", "-wal"):
                shutil.copyfile(path.with_name(path.name + ending), work.with_name(work.name + ending))
            # The last one that closes it takes the log into the file.
            connect(work, key).close()
            yield work
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _found(folder: Path, local: Callable[[datetime], datetime]) -> FoundCopy | None:
    store = folder / STORE
    if folder.is_symlink() or not store.is_file():
        return None
    if named := _NAME.fullmatch(folder.name):
        with suppress(ValueError):
            return FoundCopy(
                folder, CopyKind(named[2].replace("-", "_")), datetime.strptime(f"{named[1]}+0000", "%Y-%m-%d-%H%M%z")
            )
    if _BEFORE.fullmatch(folder.name):
        made = local(datetime.fromtimestamp(store.stat().st_mtime, UTC))
        return FoundCopy(folder, CopyKind.MIGRATION, made.replace(tzinfo=UTC))
    return None


def _copy_slots(slots: Path, target: Path) -> None:
    found = slot_files(slots)
    if not found:
        raise KeysLost(str(slots))
    target.mkdir(mode=0o700)
    for slot in found:
        write_private(target / slot.name, slot.read_bytes())


def _names(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_name(f"{path.name}-{number}") for number in count(2))


def _size(connection: Any) -> int:
    """Bytes, what stands in the log included."""
    pages, each = (int(connection.execute(f"PRAGMA {what}").fetchone()[0]) for what in ("page_count", "page_size"))
    return pages * each


@contextmanager
def _disk(path: Path) -> Iterator[None]:
    try:
        yield
    except StoreProblem:
        raise
    except OSError as error:
        raise type(translate(error) or DiskTrouble())(str(path)) from None
