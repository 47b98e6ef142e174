"""What salvage does about what is gone: told again from the journal, given a place of its own, or stood in for."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from ips_tui.records import Record, Table
from ips_tui.records.machinery import Change, ChangeGroup
from ips_tui.store.problems import Damaged
from ips_tui.store.replay import fill_from_journal, stand_in

LOST_ACTION = "salvaged"
"""What an action is called of which only the changes are left (`did.salvaged`)."""


def records() -> set[str]:
    """The names of the journaled tables."""
    return {str(m.class_.__tablename__) for m in Table.registry.mappers if issubclass(m.class_, Record)}


def told_again(target: Connection) -> tuple[dict[str, int], dict[str, int]]:
    """How many records of each table were made from the journal, and how many of which it knows stay gone."""
    journaled = records()
    gone: dict[str, dict[UUID, list[Any]]] = defaultdict(lambda: defaultdict(list))
    there: dict[str, set[UUID]] = {}
    order = select(Change.__table__).join(ChangeGroup, ChangeGroup.id == Change.group_id)
    order = order.order_by(ChangeGroup.hybrid_clock, ChangeGroup.site_id, Change.id)
    for change in target.execute(order).mappings():
        name = change["table_name"]
        if name not in journaled:
            continue
        if name not in there:
            there[name] = set(target.scalars(select(Table.metadata.tables[name].columns.id)))
        if change["row_id"] not in there[name]:
            gone[name][change["row_id"]].append(change)
    made = {name: fill_from_journal(target, changes) for name, changes in gone.items()}
    return {n: len(ids) for n, ids in made.items()}, {n: len(gone[n].keys() - ids) for n, ids in made.items()}


def lost_groups(target: Connection) -> int:
    """Actions of which only changes are left get a row that says so: in a free place of their site's count."""
    groups = ChangeGroup.__table__
    held = select(groups.c.id)
    lost = target.scalars(
        select(Change.group_id).where(Change.group_id.not_in(held)).group_by(Change.group_id).order_by(Change.group_id)
    ).all()
    if not lost:
        return 0
    known = target.execute(select(groups.c.site_id, groups.c.sequence, groups.c.hybrid_clock, groups.c.at)).all()
    site = target.exec_driver_sql("SELECT id FROM site").scalar_one()
    own = [row for row in known if row.site_id.bytes == site]
    taken = {row.sequence for row in own}
    free = (n for n in count(1) if n not in taken)
    for group_id in lost:
        sequence = next(free)
        before = max((r for r in own if r.sequence < sequence), key=lambda r: r.sequence, default=None)
        after = min((r for r in own if r.sequence > sequence), key=lambda r: r.sequence, default=None)
        near = before or after
        clock = 0 if near is None else near.hybrid_clock
        at = None if near is None else near.at
        target.execute(
            insert(ChangeGroup).values(
                id=group_id,
                site_id=UUID(bytes=site),
                sequence=sequence,
                hybrid_clock=clock,
                at=at or _moment(group_id),
                staff_id=None,
                what=LOST_ACTION,
                seen="{}",
                schema_number="",
                undoes=None,
            )
        )
    return len(lost)


def _moment(made: UUID) -> Any:
    """When an id was made, which a UUIDv7 says in its first 48 bits, in milliseconds."""
    return datetime.fromtimestamp((made.int >> 80) / 1000, UTC)


def stand_ins(target: Connection) -> int:
    """Removed rows for all that others point at and nobody has; how many. Raises Damaged where that has no end."""
    made = 0
    before: list[Any] = []
    while orphans := target.exec_driver_sql("PRAGMA foreign_key_check").all():
        if orphans == before:
            raise Damaged()
        before = list(orphans)
        wanted: set[tuple[str, UUID]] = set()
        for table, rowid, parent, number in orphans:
            keys = target.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")').all()
            column = next(key[3] for key in keys if key[0] == number)
            sql = f'SELECT "{column}" FROM "{table}" WHERE rowid = {int(rowid)}'
            wanted.add((parent, UUID(bytes=target.exec_driver_sql(sql).scalar_one())))
        for parent, row_id in sorted(wanted, key=str):
            stand_in(target, Table.metadata.tables[parent], row_id)
        made += len(wanted)
    return made
