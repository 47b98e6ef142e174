"""A person's own copy: everything kept about them, but what others said in confidence (GDPR Article 15).

What is left out is marked text by text beforehand, and said in the copy at its place, so that the person knows that
there is something and may ask why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.history import ChangedCell, changed_cells
from ips_tui.casework.looks import LookLine, changes_about, who_has_looked
from ips_tui.casework.session import Desk
from ips_tui.casework.show import ShownCell, ShownTable, whole_record
from ips_tui.domain.rights import Looked
from ips_tui.records.machinery import Change, ChangeGroup
from ips_tui.records.people import Participant, Staff
from ips_tui.records.rights import ConfidenceMark
from ips_tui.store.files import free_stem, write_private
from ips_tui.store.problems import translated
from ips_tui.text import shown

PAPER = "own_copy"
_NAME = "name"
Place = tuple[UUID, str]
"""One text: the row it stands in, and its column."""


_KNOWN = frozenset({("participant", "ref"), ("participant", "name"), ("participant", "preferred_name")})
"""What nobody can have said in confidence: how the person is called."""


@dataclass(frozen=True)
class Passage:
    """One text that somebody typed about the person, and whether it was said in confidence by somebody else."""

    row_id: UUID
    table: str
    column: str
    on: date | None
    label: str
    text: str
    marked: bool

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.row_id, self.column


@dataclass(frozen=True)
class EarlierLine:
    """One action that corrected or took out something: when, who, what was done, and what stood there."""

    at: str
    who: str
    what: str
    cells: tuple[ChangedCell, ...]


@dataclass(frozen=True)
class OwnCopy:
    """What a person gets. Texts that were left out are empty here, and their cells say so."""

    ref: str
    made_on: date
    record: tuple[ShownTable, ...]
    earlier: tuple[EarlierLine, ...]
    looked: tuple[LookLine, ...]
    left_out: int


def passages(desk: Desk, participant_id: UUID) -> tuple[Passage, ...]:
    """Every typed text about a person, in the order of the copy.

    Raises LookupError for an unknown participant, and a StoreProblem.
    """
    marks = _marks(desk, participant_id)
    return tuple(
        Passage(row.id, table.table, cell.column, row.on, cell.label, cell.text, (row.id, cell.column) in marks)
        for table in whole_record(desk, participant_id)
        for row in table.rows
        for cell in row.cells
        if cell.typed and (table.table, cell.column) not in _KNOWN
    )


def mark(desk: Desk, participant_id: UUID, passage: Passage, *, confidential: bool) -> None:
    """Leave a text out of the person's own copy, or put it in again. Raises LookupError, a StoreProblem."""
    if (passage.place in _marks(desk, participant_id)) == confidential:
        return
    if desk.who is None:
        raise LookupError("staff")
    with desk.writing("text_marked" if confidential else "text_unmarked") as writing:
        if confidential:
            writing.add(
                ConfidenceMark,
                participant_id=participant_id,
                table_name=passage.table,
                row_id=passage.row_id,
                column_name=passage.column,
                staff_id=desk.who.id,
                marked_on=desk.clock.today(),
            )
            return
        held = select(ConfidenceMark).where(
            ConfidenceMark.row_id == passage.row_id, ConfidenceMark.column_name == passage.column
        )
        for kept in writing.db.scalars(held.where(~ConfidenceMark.removed)):
            kept.removed = True


def own_copy(desk: Desk, participant_id: UUID) -> OwnCopy:
    """Everything about one person as it may be given to them; nothing is noted and nothing written.

    Raises LookupError for an unknown participant, and a StoreProblem.
    """
    marks = _marks(desk, participant_id)
    with desk.reading() as db:
        ref = db.scalars(select(Participant.ref).where(Participant.id == participant_id)).first() or ""
    whole = whole_record(desk, participant_id)
    # A record is called by its name wherever another points to it, so a marked name is left out there too.
    names = {
        cell.text
        for table in whole
        for row in table.rows
        for cell in row.cells
        if cell.column == _NAME and (row.id, _NAME) in marks
    }
    record = tuple(_without(table, marks, names) for table in whole)
    return OwnCopy(
        ref=ref,
        made_on=desk.clock.today(),
        record=record,
        earlier=_earlier(desk, participant_id, marks, names),
        looked=who_has_looked(desk, participant_id),
        left_out=sum(cell.column == LEFT_OUT for table in record for row in table.rows for cell in row.cells),
    )


def write_files(desk: Desk, participant_id: UUID, folder: Path) -> tuple[Path, Path]:
    """Write the copy as a text to read and as JSON into `folder`, note that it was given out, and give both places.

    The files are readable by their owner alone, hold the ref and no name in their names, and replace nothing. Raises
    LookupError, a StoreProblem, NotADirectoryError where `folder` is none, and other OSErrors of the disk.
    """
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    made = own_copy(desk, participant_id)
    stem = free_stem(folder, f"own-copy-{made.ref}-{made.made_on.isoformat()}")
    text, data = folder / f"{stem}.txt", folder / f"{stem}.json"
    # Before the files: one that was given out and not noted would be worse than one noted and not given out.
    desk.note_look(Looked.EXPORTED, participant_id, PAPER)
    with translated():
        write_private(text, ("\n".join(lines(desk, made)) + "\n").encode())
        write_private(data, (json.dumps(as_json(made), ensure_ascii=False, indent=2) + "\n").encode())
    return text, data


def lines(desk: Desk, made: OwnCopy) -> Iterator[str]:
    """The copy to be read, a paragraph a line."""
    words = desk.words
    yield words("own_copy.title", day=str(made.made_on))
    yield words("own_copy.what")
    if made.left_out:
        yield words("own_copy.left_out_one") if made.left_out == 1 else words("own_copy.left_out", count=made.left_out)
    for table in made.record:
        if not table.rows:
            continue
        yield ""
        yield words(f"cli.section.{table.table}").upper()
        for row in table.rows:
            yield ""
            for cell in row.cells:
                text = words("own_copy.here_left_out") if cell.column == LEFT_OUT else cell.text
                if text:
                    yield shown(f"{cell.label}{'' if cell.label.endswith('?') else ':'} {text}")
    if made.earlier:
        yield from ("", words("own_copy.earlier").upper())
    for line in made.earlier:
        yield from ("", shown(f"{line.at}, {line.who or words('history.nobody')}: {line.what}"))
        for changed in line.cells:
            old, new = (shown(text) or words("history.nothing") for text in (changed.old, changed.new))
            yield f"  {shown(changed.label)}: {old} {words('history.arrow')} {new}"
    yield from ("", words("own_copy.looked").upper(), "")
    for look in made.looked:
        yield shown(f"{look.at:%Y-%m-%d %H:%M}, {look.who or words('history.nobody')}: {look.what}")


def as_json(made: OwnCopy) -> Mapping[str, object]:
    """The copy for a program; a text that was left out is null, and its column stands in `left_out` of its row."""
    return {
        "ref": made.ref,
        "made_on": made.made_on.isoformat(),
        "left_out": made.left_out,
        "record": {table.table: [_row(row.cells) for row in table.rows] for table in made.record},
        "earlier": [
            {
                "at": line.at,
                "who": line.who,
                "what": line.what,
                "cells": [
                    {"table": cell.table, "column": cell.column, "old": cell.old, "new": cell.new}
                    for cell in line.cells
                ],
            }
            for line in made.earlier
        ],
        "looked": [
            {"at": look.at.isoformat(), "who": look.who, "kind": look.kind, "what": look.what} for look in made.looked
        ],
    }


LEFT_OUT = "left_out"


def _row(cells: Sequence[ShownCell]) -> dict[str, object]:
    said: dict[str, object] = {cell.column: cell.value for cell in cells if cell.column != LEFT_OUT}
    hidden = [str(cell.value) for cell in cells if cell.column == LEFT_OUT]
    return said | ({LEFT_OUT: hidden} if hidden else {})


def _without(table: ShownTable, marks: set[Place], names: set[str]) -> ShownTable:
    """The table with every marked text replaced by a cell that says which column was left out."""

    def kept(row_id: UUID, cell: ShownCell) -> ShownCell:
        hidden = (row_id, cell.column) in marks or (not cell.typed and cell.text in names)
        return ShownCell(LEFT_OUT, cell.label, cell.column, "") if hidden else cell

    return replace(
        table, rows=tuple(replace(row, cells=tuple(kept(row.id, cell) for cell in row.cells)) for row in table.rows)
    )


def _marks(desk: Desk, participant_id: UUID) -> set[Place]:
    with desk.reading() as db:
        held = select(ConfidenceMark.row_id, ConfidenceMark.column_name)
        mine = held.where(ConfidenceMark.participant_id == participant_id, ~ConfidenceMark.removed)
        return {(row_id, column) for row_id, column in db.execute(mine)}


def _earlier(desk: Desk, participant_id: UUID, marks: set[Place], names: set[str]) -> tuple[EarlierLine, ...]:
    """What was corrected or taken out, oldest first, without marked texts; what still stands is in the record."""
    with desk.reading() as db:
        rows = db.execute(
            select(Change, ChangeGroup, Staff.name)
            .join(ChangeGroup, ChangeGroup.id == Change.group_id)
            .outerjoin(Staff, Staff.id == ChangeGroup.staff_id)
            .where(changes_about([participant_id]), Change.column_name.is_not(None))
            .where(Change.table_name != ConfidenceMark.__tablename__)
            .order_by(ChangeGroup.hybrid_clock, Change.id)
        ).all()
        found: dict[UUID, EarlierLine] = {}
        for change, group, who in rows:
            cells = tuple(one for one in _unmarked(db, desk, change, marks) if not {one.old, one.new} & names)
            if cells:
                at = f"{desk.clock.local(group.at):%Y-%m-%d %H:%M}"
                line = found.setdefault(group.id, EarlierLine(at, who or "", desk.words(f"did.{group.what}"), ()))
                found[group.id] = replace(line, cells=line.cells + cells)
        return tuple(found.values())


def _unmarked(db: Session, desk: Desk, change: Any, marks: set[Place]) -> Iterator[ChangedCell]:
    for cell in changed_cells(desk, db, change):
        if (change.row_id, cell.column.removesuffix("_id")) not in marks:
            yield cell
