"""Taking an action back, whatever tables it wrote: what the journal says it did, what stands in the way, the way back.

The journal only grows, so an action is undone by a new group that names it (`undoes`): a row that it made is marked
as removed, a cell that it changed gets its former value. The two groups cancel each other out, and neither counts
as a change any more. So undoing again reaches the action before, and an undo is never itself undone.

Nothing here knows a table by name, but for the members of staff that groups are signed by. What may not be undone
although nothing stands in the way is casework's to say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session, aliased

from ips_tui.records.base import Guid, Record, Table
from ips_tui.records.machinery import Change, ChangeGroup, DraftRow
from ips_tui.records.people import Staff
from ips_tui.store.by_ids import among, handed
from ips_tui.store.journal import decode
from ips_tui.store.keeping import Writing

_PART = 500
Why = Literal["changed", "rests", "worked", "draft", "gone"]


@dataclass(frozen=True)
class RowDone:
    """One row that an action made or changed; values by the names of the record's attributes."""

    record: Record
    made: bool
    left: Mapping[str, Any]
    """What the action left in the cells that it wrote."""
    before: Mapping[str, Any]
    """What has to be written for the action to be undone."""

    def after_undo(self, name: str) -> Any:
        """What will stand in a cell once the action is undone."""
        return self.before.get(name, getattr(self.record, name))


@dataclass(frozen=True)
class Hindrance:
    """Why an action cannot be undone, and the later action that is the reason, where the journal knows one."""

    why: Why
    """`changed`: a cell holds something else now. `rests`: a kept row points at one that would be removed. `worked`:
    a member of staff who would be removed has written here. `draft`: unsaved text is about a row that would be
    removed. `gone`: a row that would be back points at one that was removed, or was removed itself."""
    by: ChangeGroup | None = None


@cache
def _standing() -> Select[ChangeGroup]:
    """The groups that were not undone and are no undoing themselves."""
    later = aliased(ChangeGroup)
    return select(ChangeGroup).where(ChangeGroup.undoes.is_(None), ~exists().where(later.undoes == ChangeGroup.id))


def last_group(db: Session, site_id: UUID, staff_id: UUID) -> ChangeGroup | None:
    """What this member of staff did last on this site and did not undo."""
    return db.scalars(_last_of(), {"site": site_id, "staff": staff_id}).first()


@cache
def _last_of() -> Select[ChangeGroup]:
    """The statement, put together once as all here: it is asked after each save, what could be taken back."""
    site, staff = bindparam("site", type_=Guid()), bindparam("staff", type_=Guid())
    own = _standing().where(ChangeGroup.site_id == site, ChangeGroup.staff_id == staff)
    return own.order_by(ChangeGroup.sequence.desc()).limit(1)


def last_of_anyone(db: Session) -> ChangeGroup | None:
    """What was done last, by whomever and wherever, and not undone."""
    return db.scalars(_standing().order_by(ChangeGroup.hybrid_clock.desc()).limit(1)).first()


def rows_done(db: Session, group_id: UUID) -> tuple[RowDone, ...]:
    """The rows that an action made or changed, in the order in which it first wrote them."""
    told: dict[UUID, list[Change]] = {}
    for change in db.scalars(_changes_of(), {"group": group_id}):
        told.setdefault(change.row_id, []).append(change)
    kinds = _record_types()
    # Read many at a time and held, since an action may have made thousands.
    held = [*_records(db, told.values(), kinds)]
    done = tuple(_row_done(db, changes, kinds[changes[0].table_name]) for changes in told.values())
    del held
    return done


@cache
def _changes_of() -> Select[Change]:
    return select(Change).where(Change.group_id == bindparam("group", type_=Guid())).order_by(Change.id)


def _records(db: Session, told: Iterable[Sequence[Change]], kinds: Mapping[str, type[Record]]) -> Iterator[Record]:
    ids: dict[str, list[UUID]] = {}
    for changes in told:
        ids.setdefault(changes[0].table_name, []).append(changes[0].row_id)
    for table, wanted in ids.items():
        for part in _parts(wanted):
            yield from db.scalars(_of_ids(kinds[table], len(part) == 1), handed(part))


@cache
def _of_ids(kind: type[Record], one: bool) -> Select[Record]:
    return select(kind).where(among(kind.__table__.columns.id, one=one))


def _row_done(db: Session, changes: Sequence[Change], kind: type[Record]) -> RowDone:
    attributes = {column.name: name for name, column in _columns(kind)}
    record = db.get_one(kind, changes[0].row_id)
    made = False
    left: dict[str, Any] = {}
    before: dict[str, Any] = {}
    for change in changes:
        if change.column_name is None:
            made = True
            for column, value in json.loads(change.new or "{}").items():
                left[attributes[column]] = decode(kind.__table__.columns[column], value)
        else:
            column, name = kind.__table__.columns[change.column_name], attributes[change.column_name]
            left[name] = _value(column, change.new)
            # A cell that was written twice goes back to what stood there at first.
            before.setdefault(name, _value(column, change.old))
    if made:
        before = {} if left.get("removed") else {"removed": True}
    return RowDone(record, made, left, {name: value for name, value in before.items() if made or value != left[name]})


def _value(column: Any, told: str | None) -> Any:
    return None if told is None else decode(column, json.loads(told))


@cache
def _record_types() -> Mapping[str, type[Record]]:
    classes = (mapper.class_ for mapper in Table.registry.mappers)
    return {kind.__tablename__: kind for kind in classes if issubclass(kind, Record)}


def _columns(kind: type[Record]) -> Iterator[tuple[str, Any]]:
    """The columns of a table, each with the name of its attribute."""
    for attribute in kind.__mapper__.column_attrs:
        yield attribute.key, attribute.columns[0]


def hindrance(db: Session, group_id: UUID, rows: Sequence[RowDone]) -> Hindrance | None:
    """What stands in the way of undoing an action, if anything does."""
    if db.scalar(_blanked(), {"group": group_id}) is not None:
        # What it was is not known any more.
        return Hindrance("changed")
    return _changed(db, group_id, rows) or _gone(db, rows) or _resting(db, rows)


@cache
def _blanked() -> Select[int]:
    group = bindparam("group", type_=Guid())
    return select(Change.id).where(Change.group_id == group, Change.erased_by.is_not(None)).limit(1)


def _changed(db: Session, group_id: UUID, rows: Sequence[RowDone]) -> Hindrance | None:
    """Whether somebody wrote in the same cells since; in any cell of a row that the action made."""
    written = {row.record.id: row for row in rows}
    for group, row_id, column in db.execute(_since(), {"group": group_id}):
        row = written[row_id]
        if row.made or column in {kept.name for name, kept in _columns(type(row.record)) if name in row.left}:
            return Hindrance("changed", group)
    for row in rows:
        if any(getattr(row.record, name) != value for name, value in row.left.items()):
            return Hindrance("changed")
        required = {name for name, column in _columns(type(row.record)) if not column.nullable}
        # What the law had erased cannot be brought back.
        if any(row.before[name] is None for name in required & row.before.keys()):
            return Hindrance("changed")
    return None


@cache
def _since() -> Select[ChangeGroup, UUID, str | None]:
    """What was written since in the rows of a group, and by which groups."""
    group = bindparam("group", type_=Guid())
    ids = select(Change.row_id).where(Change.group_id == group)
    last = select(Change.id).where(Change.group_id == group).order_by(Change.id.desc()).limit(1).scalar_subquery()
    # By the order in which changes came into this store: another laptop's clock may have been behind.
    return (
        _standing()
        .add_columns(Change.row_id, Change.column_name)
        .join(Change, Change.group_id == ChangeGroup.id)
        .where(Change.row_id.in_(ids), Change.id > last)
        .order_by(Change.id.desc())
    )


def _gone(db: Session, rows: Sequence[RowDone]) -> Hindrance | None:
    """Whether a cell would point at something that was removed, or the row itself was."""
    back = {row.record.id for row in rows if row.before.get("removed") is False}
    for row in rows:
        if row.made:
            continue
        if row.after_undo("removed") and "removed" not in row.before:
            return Hindrance("gone")
        for name, column in _columns(type(row.record)):
            target = row.after_undo(name)
            if target is None or not column.foreign_keys or not (name in row.before or row.record.id in back):
                continue
            (key,) = column.foreign_keys
            kept = _record_types().get(key.column.table.name)
            if kept is not None and target not in back and db.get_one(kept, target).removed:
                return Hindrance("gone")
    return None


def _resting(db: Session, rows: Sequence[RowDone]) -> Hindrance | None:
    """Whether something kept needs a row that would be removed."""
    leaving = {row.record.id: row.record.__tablename__ for row in rows if row.after_undo("removed")}
    if not leaving:
        return None
    for name, column, tables in _pointers():
        for targets in _parts([row_id for row_id, table in leaving.items() if table in tables]):
            for row_id in db.scalars(_pointing(column, len(targets) == 1), handed(targets)):
                if row_id not in leaving and not _turned_away(rows, row_id, name):
                    return Hindrance("rests", _who_wrote(db, row_id, column.name))
    for signers in _parts([row_id for row_id, table in leaving.items() if table == Staff.__tablename__]):
        worked = _standing().where(ChangeGroup.staff_id.in_(signers)).order_by(ChangeGroup.hybrid_clock.desc())
        if (group := db.scalars(worked.limit(1)).first()) is not None:
            return Hindrance("worked", group)
    for part in _parts(list(leaving)):
        if db.scalar(_drafted(len(part) == 1), handed(part)):
            return Hindrance("draft")
    return None


@cache
def _pointers() -> tuple[tuple[str, Any, frozenset[str]], ...]:
    """Every column of a record that points at other records: its attribute, itself, at which tables."""
    return tuple(
        (name, column, frozenset(key.column.table.name for key in column.foreign_keys))
        for kind in _record_types().values()
        for name, column in _columns(kind)
        if column.foreign_keys
    )


@cache
def _pointing(column: Any, one: bool) -> Select[UUID]:
    """The kept rows in which a column points at one of these."""
    return select(column.table.c.id).where(among(column, one=one), ~column.table.c.removed)


@cache
def _drafted(one: bool) -> Select[bool]:
    return select(exists().where(or_(among(DraftRow.subject_id, one=one), among(DraftRow.record_id, one=one))))


def _parts(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """So many that any database takes them in one statement."""
    return (ids[start : start + _PART] for start in range(0, len(ids), _PART))


def _turned_away(rows: Iterable[RowDone], row_id: UUID, name: str) -> bool:
    """Whether the same undoing makes this cell point elsewhere."""
    return any(row.record.id == row_id and name in row.before for row in rows)


def _who_wrote(db: Session, row_id: UUID, column: str) -> ChangeGroup | None:
    """The action that last wrote a cell."""
    wrote = (
        _standing()
        .join(Change, Change.group_id == ChangeGroup.id)
        .where(Change.row_id == row_id, or_(Change.column_name == column, Change.column_name.is_(None)))
    )
    return db.scalars(wrote.order_by(Change.id.desc()).limit(1)).first()


def write_back(
    writing: Writing, group_id: UUID, rows: Sequence[RowDone], *, before: Callable[[int], None] = lambda place: None
) -> None:
    """Undo an action by a group that names it; the caller has made sure that nothing stands in the way.

    `before` is told how many rows are through, before each; what it raises ends this.
    """
    writing.undoes = group_id
    for place, row in enumerate(rows):
        before(place)
        for name, value in row.before.items():
            setattr(row.record, name, value)
