"""Reads a journal back into records: of what was erased an empty row stays, what came later gets its default.

Erasure may leave of a create its id, other ids or nothing. Whatever required value is missing then, the row is made
all the same, since other rows point at it, but marked as removed and with values that say nothing. A row that stays
although what was said in it was erased is told once more, by a second create.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Table, delete, insert, select, update

from ips_tui.ids import same_row_id
from ips_tui.records import base
from ips_tui.records.machinery import Access, ChainLink, Change, ChangeGroup
from ips_tui.store.journal import decode


def replay(source: Connection, target: Connection) -> None:
    """Read the journal of one store into another that is empty: records, journal and chain come out equal.

    `target` must be inside a transaction marked as journaling; derived rows are recomputed by the caller.
    """
    target.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    erased: set[UUID] = set()
    groups = source.execute(
        select(*ChangeGroup.__table__.columns).order_by(ChangeGroup.hybrid_clock, ChangeGroup.site_id)
    ).mappings()
    for group in groups.all():
        target.execute(insert(ChangeGroup), dict(group))
        rows = source.execute(
            select(*Change.__table__.columns).where(Change.group_id == group["id"]).order_by(Change.id)
        ).mappings()
        for change in rows.all():
            target.execute(insert(Change), {k: v for k, v in change.items() if k != "id"})
            table = base.Table.metadata.tables[change["table_name"]]
            if change["column_name"] is None:
                row_id, told = change["row_id"], json.loads(change["new"] or "{}")
                if row_id in erased:
                    tell_again(target, table, row_id, told)
                    erased.discard(row_id)
                elif not _create(target, table, row_id, told):
                    erased.add(row_id)
            elif change["row_id"] not in erased:
                _edit(target, table, change)
    for kept in (Access, ChainLink):
        for row in source.execute(select(*kept.__table__.columns)).mappings():
            target.execute(insert(kept), dict(row))


def fill_from_journal(target: Connection, changes: Mapping[UUID, Sequence[Mapping[Any, Any]]]) -> set[UUID]:
    """Make rows whose record is gone from what the journal says of each, in the order of its changes; their ids.

    A row whose beginning the journal lacks is not made. `target` has no foreign keys to hold meanwhile.
    """
    made = set()
    for row_id, told in changes.items():
        table = base.Table.metadata.tables[told[0]["table_name"]]
        first = next((change for change in told if change["column_name"] is None), None)
        if first is None or not first["new"]:
            continue
        if _create(target, table, row_id, json.loads(first["new"])):
            for change in told:
                if change["column_name"] is not None:
                    _edit(target, table, change)
        made.add(row_id)
    return made


def stand_in(target: Connection, table: Table, row_id: UUID) -> None:
    """A removed row that says nothing, for one that is gone and that other rows point at."""
    _create(target, table, row_id, {})


def tell_again(target: Connection, table: Table, row_id: UUID, told: Mapping[str, Any]) -> bool:
    """Make a row anew from these JSON values, in place of the one that is there; whether it is whole.

    Told nothing, it becomes what is left of an erased row. Foreign keys must be deferred.
    """
    target.execute(delete(table).where(table.columns.id == row_id))
    return _create(target, table, row_id, told)


def _create(target: Connection, table: Table, row_id: UUID, told: Mapping[str, Any]) -> bool:
    """Make a row; whether it is whole, and not what an erasure left."""
    values = {name: decode(table.columns[name], value) for name, value in told.items() if value is not None}
    values["id"] = row_id
    missing = [c for c in table.columns if c.name not in values and is_required(c)]
    if missing:
        values |= {column.name: _nothing(target, column, row_id) for column in missing}
        values["removed"] = True
    target.execute(insert(table), values)
    return not missing


def _edit(target: Connection, table: Table, change: Mapping[Any, Any]) -> None:
    column = table.columns[change["column_name"]]
    value = None if change["new"] is None else decode(column, json.loads(change["new"]))
    # A required cell without a value was erased; what stands there is as good.
    if value is not None or column.nullable:
        target.execute(update(table).where(table.columns.id == change["row_id"]).values({column.name: value}))


def is_required(column: Column[Any]) -> bool:
    """Whether a create must tell this cell: a column that came later has a default instead."""
    return not column.nullable and column.default is None and column.server_default is None


def _nothing(target: Connection, column: Column[Any], row_id: UUID) -> Any:
    """A value of this column that says nothing."""
    for key in column.foreign_keys:
        return _nobody(target, key.column.table)
    if isinstance(column.type, base.Words):
        return ()
    if isinstance(column.type, base.Word):
        choices: type[StrEnum] = column.type.choices
        return next(iter(choices))
    if isinstance(column.type, base.Guid):
        return row_id
    if column.unique:
        return row_id.hex
    kind = column.type.python_type
    return kind.min if kind in (date, time) else kind()


def _nobody(target: Connection, table: Table) -> UUID:
    """The one row of a table, removed and empty, that stands for whatever an erased row pointed at."""
    row_id = same_row_id("erased", table.name)
    if target.scalar(select(table.columns.id).where(table.columns.id == row_id)) is None:
        _create(target, table, row_id, {})
    return row_id
