"""The journal: every change of a record, captured once, at flush (DESIGN idea 3).

A create is one change that holds the whole row; an edit is one change per cell. Values are JSON text, written
and read by the type of their column, so that a journal can be read back into an empty store.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Time, bindparam, func, insert, inspect, select
from sqlalchemy.orm import Session

from ips_tui.domain.distance import Distance
from ips_tui.domain.money import Money
from ips_tui.records.base import Amount, Guid, Record, Table, UTCDateTime, Way, WeeklyHours, Word, Words
from ips_tui.records.machinery import Access, ChainLink, Change, ChangeGroup, KnownSite
from ips_tui.store import chain

_COUNTER_BITS = 12
_READS = re.compile(r"\s*SELECT\b", re.I)
_REMARKS = re.compile(r"--[^\n]*|/\*.*?\*/", re.S)
_WRITES = re.compile(
    r"\b(INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM"
    r"|(?:DROP|ALTER)\s+TABLE(?:\s+IF\s+EXISTS)?)\s+"
    r"(?:[\"'`\[]?\w+[\"'`\]]?\s*\.\s*)?[\"'`\[]?(\w+)",
    re.I,
)
_ADDS = re.compile(r"INSERT\s+INTO", re.I)
_CHANGES = re.compile(r"UPDATE", re.I)
_UPSERTS = re.compile(r"\bON\s+CONFLICT\b", re.I)
# Each save needs these; put together once.
_SEQUENCE = select(func.max(ChangeGroup.sequence)).where(ChangeGroup.site_id == bindparam("site_id"))
_HIGHEST = select(func.max(ChangeGroup.hybrid_clock))
_KNOWN = select(KnownSite.site_id, KnownSite.sequence)
_OPEN = insert(ChangeGroup)
_OWN = frozenset(table.__tablename__ for table in (ChangeGroup, Change, Access, ChainLink))


class Unjournaled(RuntimeError):
    """A statement would have changed records past the journal; a fault of the program, never of the person."""


def encode(value: Any) -> Any:
    """A cell as JSON can hold it."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (date, time, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [encode(v) for v in value]
    if isinstance(value, Money):
        return [value.minor, value.currency]
    if isinstance(value, Distance):
        return [value.tenths, value.unit]
    if isinstance(value, Decimal):
        return str(value)
    return value


def decode(column: Column[Any], value: Any) -> Any:
    """The cell of `column` that JSON held."""
    if value is None:
        return None
    kind = column.type
    if isinstance(kind, Guid):
        return UUID(value)
    if isinstance(kind, Word):
        return kind.choices(value)
    if isinstance(kind, Words):
        return tuple(kind.choices(v) for v in value)
    if isinstance(kind, Amount):
        return Money(*value)
    if isinstance(kind, Way):
        return Distance(*value)
    if isinstance(kind, WeeklyHours):
        return Decimal(value)
    if isinstance(kind, UTCDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Time):
        return time.fromisoformat(value)
    return value


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(encode(value), ensure_ascii=False)


def record_tables() -> frozenset[str]:
    """The names of the journaled tables."""
    return frozenset(str(m.class_.__tablename__) for m in Table.registry.mappers if issubclass(m.class_, Record))


def changes_in(session: Session) -> Iterator[dict[str, Any]]:
    """The journal rows of what the session just flushed.

    Raises Unjournaled when a record was deleted: a delete sets `removed`.
    """
    if any(isinstance(record, Record) for record in session.deleted):
        raise Unjournaled("a record is never deleted, it is marked as removed")
    for record in session.new:
        if isinstance(record, Record):
            columns = inspect(record).mapper.column_attrs
            row = {c.columns[0].name: encode(getattr(record, c.key)) for c in columns}
            yield _change(record, None, None, json.dumps(row, ensure_ascii=False))
    for record in session.dirty:
        if isinstance(record, Record):
            state = inspect(record)
            for attribute in state.mapper.column_attrs:
                history = state.attrs[attribute.key].history
                if history.has_changes():
                    old, new = (history.deleted or (None,))[0], (history.added or (None,))[0]
                    if old != new:
                        yield _change(record, attribute.columns[0].name, _json(old), _json(new))


def held_before(record: object) -> dict[str, Any]:
    """What the changed attributes of a record held before this flush."""
    state = inspect(record)
    histories = ((a.key, state.attrs[a.key].history) for a in state.mapper.column_attrs)
    return {key: history.deleted[0] for key, history in histories if history.deleted}


def _change(record: Record, column: str | None, old: str | None, new: str | None) -> dict[str, Any]:
    return {
        "table_name": record.__tablename__,
        "row_id": record.id,
        "column_name": column,
        "old": old,
        "new": new,
    }


def open_group(
    connection: Connection,
    *,
    group_id: UUID,
    site_id: UUID,
    at: datetime,
    staff_id: UUID | None,
    what: str,
    schema: str,
    undoes: UUID | None = None,
) -> None:
    """Begin a change group: the next sequence of this site, and a hybrid clock that never falls.

    `undoes` is the group that it takes back.
    """
    sequence = connection.scalar(_SEQUENCE, {"site_id": site_id})
    highest = connection.scalar(_HIGHEST)
    wall = int(at.timestamp() * 1000) << _COUNTER_BITS
    seen = {site.hex: number for site, number in connection.execute(_KNOWN)}
    connection.execute(
        _OPEN,
        {
            "id": group_id,
            "site_id": site_id,
            "sequence": (sequence or 0) + 1,
            "hybrid_clock": max(wall, (highest or 0) + 1),
            "at": at,
            "staff_id": staff_id,
            "what": what,
            "seen": json.dumps(seen, sort_keys=True),
            "schema_number": schema,
            "undoes": undoes,
        },
    )


def write_changes(
    connection: Connection, group_id: UUID, changes: Sequence[dict[str, Any]], new_salt: Callable[[], bytes]
) -> None:
    """Add changes to a group that is open, each with the digest that the chain holds of it."""
    rows = []
    for change in changes:
        salt = new_salt()
        digest = chain.digest_of(salt, change["old"], change["new"])
        rows.append({"group_id": group_id, **change, "salt": salt, "digest": digest})
    if rows:
        connection.execute(insert(Change), rows)


def _writes_in(statement: str) -> tuple[tuple[str, str], ...]:
    """(what is done, the table in lower case) for each write in a statement. Only an ordinary SELECT is quick."""
    if _READS.match(statement):
        return ()
    return tuple((verb, table.lower()) for verb, table in _WRITES.findall(_REMARKS.sub(" ", statement)))


def written_by(statement: str) -> frozenset[str]:
    """The names, in lower case, of the tables that a statement would write."""
    return frozenset(table for _, table in _writes_in(statement))


def refuse_past_journal(statement: str, journaling: bool, tables: frozenset[str], *, erasing: bool = False) -> None:
    """Refuse a statement that writes a record table outside a journaled flush, or rewrites the journal itself.

    The journal only grows, in a flush as well. `erasing`: erasure for law (`store/erasing.py`) is at work, the one
    thing that blanks changes and puts empty rows in place of records. Raises Unjournaled.
    """
    for verb, table in _writes_in(statement):
        if table in _OWN:
            if erasing and table == Change.__tablename__ and _CHANGES.match(verb):
                continue
            if not _ADDS.fullmatch(verb) or _UPSERTS.search(statement):
                raise Unjournaled(f"the table {table} only grows")
        elif table in tables and not (journaling or erasing):
            raise Unjournaled(f"the table {table} is written through the journal only")


def refuse_in_reading(statement: str) -> None:
    """Refuse a statement that writes anything at all. Raises Unjournaled."""
    if written_by(statement):
        raise Unjournaled("a reading writes nothing")
