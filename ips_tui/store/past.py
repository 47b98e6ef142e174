"""How records stood at an earlier time, told from the journal; nothing is written.

Changes are taken in the order in which `replay` reads a journal back: by hybrid clock, then site, then sequence. So
what another laptop did is told where it belongs, whenever it was taken in. Every change before that time is applied,
instead of taking back those after it: where two laptops wrote one cell without knowing of each other, the later change
does not say what the earlier one left there.

What the law had erased comes out as `replay` makes it: marked as removed, and saying nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from ips_tui.records.base import Record
from ips_tui.records.machinery import Change, ChangeGroup
from ips_tui.store.journal import decode
from ips_tui.store.replay import is_required

_PART = 500
Stood = Mapping[str, Any]
"""The cells of one row by the names of their columns."""


def group_that_made(db: Session, row_id: UUID) -> UUID | None:
    """The change group in which a row was made; None for one that the journal does not know."""
    made = select(Change.group_id).where(Change.row_id == row_id, Change.column_name.is_(None))
    return db.scalars(made.order_by(Change.id).limit(1)).first()


def rows_before(db: Session, table: type[Record], row_ids: Iterable[UUID], group_id: UUID) -> Mapping[UUID, Stood]:
    """These rows of `table` as they stood just before a change group, removed ones too; not those made later.

    Raises LookupError when there is no such group.
    """
    group = db.get(ChangeGroup, group_id)
    if group is None:
        raise LookupError("change_group")
    ids = list(row_ids)
    columns: Any = table.__table__.columns
    stood: dict[UUID, dict[str, Any]] = {}
    erased: set[UUID] = set()
    for place in range(0, len(ids), _PART):
        for change in _changes_before(db, table, ids[place : place + _PART], group):
            if change.column_name is None:
                row = stood[change.row_id] = _made(table, change)
                # A row that stays although its words were erased is told a second time.
                erased.discard(change.row_id)
                if any(is_required(column) and row[column.name] is None for column in columns):
                    row["removed"] = True
                    erased.add(change.row_id)
            elif change.row_id in stood and change.row_id not in erased:
                _edit(table, stood[change.row_id], change)
    return stood


def rows_now(db: Session, table: type[Record], row_ids: Iterable[UUID]) -> Mapping[UUID, Stood]:
    """These rows of `table` as they stand now, removed ones too, in the same shape."""
    ids, columns = list(row_ids), table.__table__.columns
    found: dict[UUID, Stood] = {}
    for place in range(0, len(ids), _PART):
        rows = db.execute(select(*columns).where(columns.id.in_(ids[place : place + _PART]))).mappings()
        found |= {row["id"]: dict(row) for row in rows}
    return found


def _changes_before(db: Session, table: type[Record], ids: Sequence[UUID], group: ChangeGroup) -> Iterator[Change]:
    query = (
        select(Change)
        .join(ChangeGroup, ChangeGroup.id == Change.group_id)
        .where(Change.table_name == table.__tablename__, Change.row_id.in_(ids), _is_before(group))
        .order_by(ChangeGroup.hybrid_clock, ChangeGroup.site_id, ChangeGroup.sequence, Change.id)
    )
    yield from db.scalars(query)


def _is_before(group: ChangeGroup) -> ColumnElement[bool]:
    clock, site = ChangeGroup.hybrid_clock, ChangeGroup.site_id
    same_clock = clock == group.hybrid_clock
    return or_(
        clock < group.hybrid_clock,
        and_(same_clock, site < group.site_id),
        and_(same_clock, site == group.site_id, ChangeGroup.sequence < group.sequence),
    )


def _made(table: type[Record], change: Change) -> dict[str, Any]:
    """The row as its create tells it; a column that came later holds its default."""
    told: dict[str, Any] = json.loads(change.new or "{}")
    columns: Any = table.__table__.columns
    row = {column.name: _default(column) for column in columns}
    row |= {name: decode(columns[name], value) for name, value in told.items() if value is not None}
    row["id"] = change.row_id
    return row


def _default(column: Any) -> Any:
    return column.default.arg if column.default is not None and column.default.is_scalar else None


def _edit(table: type[Record], row: dict[str, Any], change: Change) -> None:
    column: Any = table.__table__.columns[str(change.column_name)]
    value = None if change.new is None else decode(column, json.loads(change.new))
    # As in `replay`: a required cell without a value was erased.
    if value is not None or column.nullable:
        row[column.name] = value
