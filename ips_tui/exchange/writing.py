"""The whole store written out, so that its words can be read without this program and taken into another store of it.

Written into a folder beside the one that was asked for, and renamed when it is whole. The files are readable by their
owner alone; they are not protected beyond that, and no name of a person is in their names.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from ips_tui import __version__
from ips_tui.casework.session import Desk, Looked
from ips_tui.exchange.folder import (
    MANIFEST,
    SCHEMA,
    SHEETS,
    STEP,
    FileFacts,
    Manifest,
    Told,
    file_name,
    nobody,
    rendered,
)
from ips_tui.exchange.schema import rendered as export_schema
from ips_tui.store.files import new_private_file, sync_folder, temporary_name, write_private
from ips_tui.store.portable import Kept, kept_tables
from ips_tui.store.problems import reading_own_rows, translated
from ips_tui.store.schema import HEAD

PAPER = "whole_store"
"""What was given out, in the list of looks."""


class NoPlaceFor(StrEnum):
    """Why an export cannot be written to a place; each has a sentence, `export.place.<word>`."""

    LINK = "link"
    TAKEN = "taken"
    NO_PARENT = "no_parent"


class BadPlace(Exception):
    """The place that was named cannot hold an export; nothing was written."""

    def __init__(self, why: NoPlaceFor) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Exported:
    """A whole export."""

    folder: Path
    tables: int
    rows: int
    sheets: bool
    """Whether sheets for a spreadsheet lie in it."""


def export_store(desk: Desk, folder: Path, *, sheets: bool = False, told: Told = nobody) -> Exported:
    """Write every row of the open store into the new folder, and note for each participant that it was given out.

    `folder` is absent or empty. With `sheets` there is a folder of sheets for a spreadsheet as well. Some ten seconds
    for a hundred thousand rows. Raises BadPlace, a StoreProblem, OSError of the disk; no half of it is left then.
    """
    check_place(folder)
    with translated():
        _sweep(folder)
        # Before the files: what was given out and not noted would be worse than noted and not given out.
        for participant_id in _people(desk):
            desk.note_look(Looked.EXPORTED, participant_id, PAPER)
        half = temporary_name(folder)
        try:
            half.mkdir(mode=0o700)
            made = _written(desk, half, sheets, told)
            sync_folder(half)
            if folder.exists():
                folder.rmdir()
            half.rename(folder)
            sync_folder(folder.parent)
        finally:
            shutil.rmtree(half, ignore_errors=True)
    return Exported(folder, len(made.files), made.rows, sheets)


def check_place(folder: Path) -> None:
    """Raise BadPlace unless a new folder can be made there, or an empty one stands there. Raises OSError."""
    if folder.is_symlink():
        raise BadPlace(NoPlaceFor.LINK)
    if folder.exists():
        if not folder.is_dir() or any(folder.iterdir()):
            raise BadPlace(NoPlaceFor.TAKEN)
    elif not folder.parent.is_dir():
        raise BadPlace(NoPlaceFor.NO_PARENT)


def _sweep(folder: Path) -> None:
    """Take away what an export to this place left when it was killed: it is readable and nobody knows of it."""
    half = re.compile(rf"\.{re.escape(folder.name)}\.[0-9a-f]{{16}}\.part")
    with suppress(OSError):
        for place in folder.parent.iterdir():
            if half.fullmatch(place.name) and place.is_dir() and not place.is_symlink():
                shutil.rmtree(place, ignore_errors=True)


def _people(desk: Desk) -> tuple[UUID, ...]:
    """Everyone of whom something is in the store: not those who were erased."""
    from ips_tui.records.people import Participant
    from ips_tui.records.rights import Erasure

    erased = select(Erasure.participant_id).where(~Erasure.removed)
    with desk.reading() as db:
        query = select(Participant.id).where(Participant.id.not_in(erased)).order_by(Participant.id)
        return tuple(db.scalars(query))


def _written(desk: Desk, folder: Path, sheets: bool, told: Told) -> Manifest:
    done = _Counter(told)
    # One reading: every file tells of the same moment.
    with desk.reading() as db:
        connection = db.connection()
        files = {kept.name: _table(connection, kept, folder / file_name(kept.name), done) for kept in kept_tables()}
        if sheets:
            from ips_tui.exchange.sheets import write_sheets

            (folder / SHEETS).mkdir(mode=0o700)
            write_sheets(desk, db, folder / SHEETS)
            sync_folder(folder / SHEETS)
    site = desk.store.site
    manifest = Manifest(
        schema=HEAD,
        program=__version__,
        made_on=desk.clock.today(),
        site_id=site.id,
        kind=site.kind,
        letter=site.letter,
        practice_day=site.practice_day,
        made_by=None if desk.who is None else desk.who.id,
        files=files,
    )
    write_private(folder / SCHEMA, export_schema().encode())
    write_private(folder / MANIFEST, rendered(manifest))
    return manifest


class _Counter:
    """Says now and then how far it is."""

    def __init__(self, told: Told) -> None:
        self.rows = 0
        self._told = told

    def one_more(self) -> None:
        """A row was written."""
        self.rows += 1
        if self.rows % STEP == 0:
            self._told(self.rows)


def _table(connection: Connection, kept: Kept, path: Path, done: _Counter) -> FileFacts:
    digest = hashlib.sha256()
    rows = size = 0
    new_private_file(path)
    with path.open("r+b") as file:
        for row in _rows(connection, kept):
            line = kept.line(row)
            digest.update(line)
            file.write(line)
            rows, size = rows + 1, size + len(line)
            done.one_more()
        file.flush()
        os.fsync(file.fileno())
    return FileFacts(rows, size, digest.hexdigest())


def _rows(connection: Connection, kept: Kept) -> Iterator[Mapping[str, Any]]:
    """Every row of a table in the order of its key, so that equal stores give equal files."""
    query = select(*kept.table.columns).order_by(*kept.table.primary_key.columns)
    with reading_own_rows():
        for row in connection.execute(query.execution_options(yield_per=500)).mappings():
            yield dict(row)
