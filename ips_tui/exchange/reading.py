"""An export looked through before anything is written: every file to its end, every line against its table.

Nothing outside the folder is read, no link in it is followed, and no file is held in memory whole.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Table, UniqueConstraint

from ips_tui.exchange.folder import (
    LARGEST_FILE,
    LARGEST_MANIFEST,
    LONGEST_LINE,
    MANIFEST,
    STEP,
    Bad,
    BadExport,
    Manifest,
    Told,
    file_name,
    nobody,
    parsed,
    read_manifest,
)
from ips_tui.store.portable import Kept, kept_tables
from ips_tui.store.portable_checks import Unfit
from ips_tui.store.schema import KNOWN


@dataclass(frozen=True)
class Export:
    """An export that was looked through: where it is, and what it says of itself."""

    folder: Path
    manifest: Manifest


def read_export(folder: Path, *, told: Told = nobody) -> Export:
    """Look through the export in this folder. Some ten seconds for a hundred thousand rows; writes nothing.

    Raises BadExport with the file and the line, OSError of the disk.
    """
    if not folder.is_dir():
        raise BadExport(Bad.NO_FOLDER)
    with _opened(folder, MANIFEST, missing=Bad.NO_MANIFEST) as file:
        if os.fstat(file.fileno()).st_size > LARGEST_MANIFEST:
            raise BadExport(Bad.TOO_LARGE, MANIFEST)
        manifest = read_manifest(file.read(LARGEST_MANIFEST), known=KNOWN)
    export = Export(folder, manifest)
    # All sizes first: nobody waits for a thousand good lines in front of a file that is not what it should be.
    for kept in kept_tables():
        _check_size(export, kept)
    together = _Together()
    done = 0
    for kept in _in_order():
        for number, row in enumerate(rows(export, kept), 1):
            together.note(kept, row, number)
            done += 1
            if done % STEP == 0:
                told(done)
    together.check()
    return export


def rows(export: Export, kept: Kept) -> Iterator[Mapping[str, Any]]:
    """The rows of one table, each read strictly. Raises BadExport; at the end where the file is not what it was."""
    name, facts = file_name(kept.name), export.manifest.files[kept.name]
    digest, number = hashlib.sha256(), 0
    with _opened(export.folder, name) as file:
        while data := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(data) > LONGEST_LINE:
                raise BadExport(Bad.LINE_TOO_LONG, name, number)
            if not data.endswith(b"\n"):
                raise BadExport(Bad.CUT, name, number)
            digest.update(data)
            try:
                row = kept.row(parsed(data, name, number))
            except Unfit as unfit:
                raise BadExport(Bad(unfit.why.value), name, number, unfit.column) from None
            yield row
    if number != facts.rows:
        raise BadExport(Bad.OTHER_COUNT, name)
    if digest.hexdigest() != facts.sha256:
        raise BadExport(Bad.OTHER_DIGEST, name)


def _check_size(export: Export, kept: Kept) -> None:
    name = file_name(kept.name)
    with _opened(export.folder, name) as file:
        size = os.fstat(file.fileno()).st_size
    if size > LARGEST_FILE:
        raise BadExport(Bad.TOO_LARGE, name)
    if size != export.manifest.files[kept.name].size:
        raise BadExport(Bad.OTHER_SIZE, name)


def _opened(folder: Path, name: str, *, missing: Bad = Bad.MISSING) -> BinaryIO:
    """A file of the folder, which is one: no link, no pipe, no device. Raises BadExport, OSError."""
    path = folder / name
    # O_NONBLOCK: a pipe without a writer must not be waited for.
    flags = os.O_RDONLY
    for name_of_flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
        flags |= getattr(os, name_of_flag, 0)
    if path.is_symlink():
        raise BadExport(Bad.NOT_A_FILE, name)
    if not path.exists():
        raise BadExport(missing, name)
    if not path.is_file():
        raise BadExport(Bad.NOT_A_FILE, name)
    handle = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BadExport(Bad.NOT_A_FILE, name)
    return os.fdopen(handle, "rb")


class _Together:
    """What rows must be to each other: no key twice, and nothing points where nothing is."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, tuple[str, ...]], set[tuple[Any, ...]]] = {}
        self._ids: dict[str, set[Any]] = {}
        self._waiting: list[tuple[str, Any, str, int, str]] = []

    def note(self, kept: Kept, row: Mapping[str, Any], number: int) -> None:
        """One more row, in line `number` of its file. Raises BadExport for a key that is there already."""
        for columns in _unique(kept.table):
            key = tuple(row[column] for column in columns)
            seen = self._keys.setdefault((kept.name, columns), set())
            if key in seen:
                raise BadExport(Bad.TWICE, file_name(kept.name), number, columns[0])
            # As in the database, nothing is equal to nothing.
            if None not in key:
                seen.add(key)
        if "id" in row:
            self._ids.setdefault(kept.name, set()).add(row["id"])
        for column, target in _references(kept.table):
            if row[column] is not None and row[column] not in self._ids.get(target, ()):
                # It may stand further down, or in a file that is read later.
                self._waiting.append((target, row[column], kept.name, number, column))

    def check(self) -> None:
        """Raise BadExport for the first reference that leads nowhere."""
        for target, row_id, table, number, column in self._waiting:
            if row_id not in self._ids.get(target, ()):
                raise BadExport(Bad.DANGLING, file_name(table), number, column)


@cache
def _in_order() -> tuple[Kept, ...]:
    """The tables, those first that point at few others: then little has to wait for what it points at."""
    return tuple(sorted(kept_tables(), key=lambda kept: (len(_references(kept.table)), kept.name)))


@cache
def _unique(table: Table) -> tuple[tuple[str, ...], ...]:
    """The columns of each key of a table."""
    keys = [table.primary_key.columns]
    keys += [one.columns for one in table.constraints if isinstance(one, UniqueConstraint)]
    keys += [index.columns for index in table.indexes if index.unique]
    return tuple(dict.fromkeys(tuple(column.name for column in columns) for columns in keys))


@cache
def _references(table: Table) -> tuple[tuple[str, str], ...]:
    """Each column of a table that points at another, and that table."""
    return tuple((column.name, key.column.table.name) for column in table.columns for key in column.foreign_keys)
