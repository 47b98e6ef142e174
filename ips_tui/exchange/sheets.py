"""Sheets for a spreadsheet beside the tables: one a record table, in words. They are never read back.

UTF-8 with a byte-order mark, every cell quoted, no cell that a spreadsheet would take for a formula, and nothing hidden
in a text. What was removed is left out; a column that points at another record says its reference, its name or its day.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Table, select
from sqlalchemy.orm import Session

from ips_tui.casework.history import in_words, label
from ips_tui.casework.session import Desk
from ips_tui.records import base
from ips_tui.store.files import new_private_file
from ips_tui.store.journal import record_tables
from ips_tui.store.problems import reading_own_rows
from ips_tui.text import safe_cell

_BYTE_ORDER_MARK = "\ufeff"
_CALLED = ("ref", "name", "number", "version")


def write_sheets(desk: Desk, db: Session, folder: Path) -> None:
    """Write every record table into the folder, which is empty. Raises a StoreProblem, OSError of the disk."""
    names = _Names(db)
    for name in sorted(record_tables()):
        path = folder / f"{name}.csv"
        new_private_file(path)
        # A line break inside a cell stays what it is.
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(_BYTE_ORDER_MARK)
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerows(_rows(desk, db, names, base.Table.metadata.tables[name]))


def _rows(desk: Desk, db: Session, names: _Names, table: Table) -> Iterator[list[str]]:
    columns = [column for column in table.columns if column.name != "removed"]
    yield _titles(desk, table.name, columns)
    query = select(*columns).where(~table.columns.removed).order_by(table.columns.id)
    with reading_own_rows():
        for row in db.execute(query.execution_options(yield_per=500)):
            yield [_cell(_said(desk, db, names, column, value)) for column, value in zip(columns, row, strict=True)]


def _titles(desk: Desk, table: str, columns: list[Column[Any]]) -> list[str]:
    """What each column is called; two of one name say which column they are, so that a sheet can be sorted by both."""
    said = ["id" if column.name == "id" else label(desk, table, column.name) for column in columns]
    return [
        _cell(f"{title} ({column.name})" if said.count(title) > 1 else title)
        for title, column in zip(said, columns, strict=True)
    ]


def _said(desk: Desk, db: Session, names: _Names, column: Column[Any], value: Any) -> str:
    if value is None:
        return ""
    if isinstance(column.type, base.Guid):
        return names.of(column, value)
    # A day as it sorts, and not in words.
    return value.isoformat() if isinstance(column.type, Date) else in_words(desk, db, column, value)


def _cell(text: str) -> str:
    return safe_cell(text)


class _Names:
    """What records are called, each table read once when a column first points at it."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._known: dict[str, dict[UUID, str]] = {}

    def of(self, column: Column[Any], row_id: UUID) -> str:
        """What the record is called that this column points at; the id where nothing calls it."""
        for key in column.foreign_keys:
            target = key.column.table
            if target.name not in self._known:
                self._known[target.name] = dict(self._all(target))
            return self._known[target.name].get(row_id, str(row_id))
        return str(row_id)

    def _all(self, table: Table) -> Iterator[tuple[UUID, str]]:
        days = [column for column in table.columns if isinstance(column.type, Date) and not column.nullable]
        called = [table.columns[name] for name in _CALLED if name in table.columns] or days
        if called:
            for row_id, said in self._db.execute(select(table.columns.id, called[0])):
                yield row_id, str(said) or str(row_id)
