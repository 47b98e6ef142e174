"""The index over every word typed into records: FTS5 over words folded here, kept up in the commit of the record.

`search_doc` says which record a document of the index is, `search_text` which words it holds and nothing more: the
words themselves are read from the records. Both are derived, and made anew whenever derived rows are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Delete,
    Row,
    RowMapping,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    inspect,
    select,
    text,
)

from ips_tui.records.derived import SearchDoc
from ips_tui.store.by_ids import among, handed
from ips_tui.store.searched import NAMES, SUBJECTS, Searched, parent_of, searched_tables
from ips_tui.text import words_of

if TYPE_CHECKING:
    from ips_tui.store.keeping import Touch

INDEX = "search_text"
_BATCH = 500
# A document's number begins with its day, so that the index gives the newest first without looking at the others;
# behind it there is room for sixteen million records of one day.
_OF_ONE_DAY = 24
_FORGET = text(f"DELETE FROM {INDEX} WHERE rowid = :doc")
_FORGET_ALL = text(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('delete-all')")
_LEARN = text(f"INSERT INTO {INDEX} (rowid, words) VALUES (:doc, :words)")
_MATCHES = (
    "SELECT d.doc, d.table_name, d.row_id, d.on_day, d.participant_id, d.employer_id"
    f" FROM {INDEX} JOIN search_doc d ON d.doc = {INDEX}.rowid"
    f" WHERE {INDEX} MATCH ? AND {INDEX}.rowid >= ? AND {INDEX}.rowid < ? ORDER BY {INDEX}.rowid DESC LIMIT ?"
)
_END = 1 << 62


def is_index(table_name: str) -> bool:
    """Whether a table of the database is the index, or one of those that SQLite keeps it in."""
    return table_name == INDEX or table_name.startswith(f"{INDEX}_")


@dataclass(frozen=True)
class Match:
    """A record that holds every word, by id alone."""

    table: str
    row_id: UUID
    on: date | None
    """The day the record is about; None where it is about no day."""
    participant_id: UUID | None
    employer_id: UUID | None


def matches(connection: Connection, typed: str, limit: int) -> tuple[Match, ...]:
    """The newest records that hold every word typed, the last one perhaps only begun; at most `limit`.

    By the day they are about, of one day the last typed first; records without a day come last.
    """
    words = dict.fromkeys(words_of(typed))
    if not words or limit < 1:
        return ()
    # In quotes nothing is syntax, and a word of ours holds none.
    asked = " AND ".join(f'"{word}"' for word in words) + "*"

    def read(start: int, end: int, most: int) -> list[Row[Any]]:
        return list(connection.exec_driver_sql(_MATCHES, (asked, start, end, most)))

    rows = read(0, _END, limit)
    if len(rows) == limit:
        # The last day may have been cut, and its numbers do not tell which of its records was typed last.
        rows += read(rows[-1].doc >> _OF_ONE_DAY << _OF_ONE_DAY, rows[-1].doc, -1)
    rows.sort(key=lambda row: (row.doc >> _OF_ONE_DAY, row.row_id), reverse=True)
    return tuple(
        Match(
            table=row.table_name,
            row_id=UUID(bytes=row.row_id),
            on=None if row.on_day is None else date.fromisoformat(row.on_day),
            participant_id=None if row.participant_id is None else UUID(bytes=row.participant_id),
            employer_id=None if row.employer_id is None else UUID(bytes=row.employer_id),
        )
        for row in rows[:limit]
    )


@dataclass(frozen=True)
class _About:
    """What a record is about, by itself and by the records it is a part of."""

    day: date | None
    subjects: Mapping[str, UUID | None]
    there: bool
    """Neither it, nor what it is a part of, nor whom it is about was removed."""
    names: tuple[str, ...] = ()
    """The words by which its subjects are called."""


@cache
def _kinds_and_parts(
    tables: tuple[Table, ...],
) -> tuple[Mapping[str, Searched], Mapping[str, Sequence[tuple[Searched, Column[Any]]]]]:
    """What is searched of these tables, and what hangs on each; told once, since no table changes while we run."""
    kinds = searched_tables(tables)

    def parts_of(name: str) -> Iterator[tuple[Searched, Column[Any]]]:
        """The tables whose records hang on one of this table, and the column by which."""
        for kind in kinds.values():
            if name in kind.subjects and name != kind.name:
                yield kind, kind.subjects[name]
            yield from ((kind, column) for column in kind.parents if parent_of(column) == name)

    return kinds, {name: tuple(parts_of(name)) for name in kinds}


class SearchIndex:
    """Keeps the index up with the records of the journaled tables."""

    def __init__(self, tables: Iterable[Table]) -> None:
        """Which of these tables are searched is told from their columns."""
        self._kinds, self._parts = _kinds_and_parts(tuple(tables))

    def follow(self, connection: Connection, touches: Sequence[Touch]) -> None:
        """Bring the index up with records that were made or changed; their own transaction is to go on."""
        changed: dict[str, set[UUID]] = {name: set() for name in self._kinds}
        handed_on: dict[str, set[UUID]] = {name: set() for name in self._kinds}
        for touch in touches:
            if (kind := self._kinds.get(touch.record.__tablename__)) is None:
                continue
            columns = inspect(touch.record).mapper.column_attrs
            before = {columns[key].columns[0].name for key in touch.before}
            (handed_on if before & kind.inherited else changed)[kind.name].add(touch.record.id)
        self._add_parts(connection, handed_on)
        numbers = _Numbers(connection)
        for name, kind in self._kinds.items():
            for some in _batches(sorted(changed[name] | handed_on[name])):
                self._index(connection, kind, some, numbers)

    def _add_parts(self, connection: Connection, records: dict[str, set[UUID]]) -> None:
        """Add to these records, by table, whatever hangs on them, and on that in turn."""
        waiting = [(name, set(ids)) for name, ids in records.items() if ids]
        while waiting:
            name, ids = waiting.pop()
            for part, column in self._parts[name]:
                hanging = (
                    connection.scalars(_hanging(part.table, column, len(some) == 1), handed(some))
                    for some in _batches(list(ids))
                )
                if new := {one for found in hanging for one in found} - records[part.name]:
                    records[part.name] |= new
                    waiting.append((part.name, new))

    def rebuild(self, connection: Connection) -> None:
        """Throw the index away and make it anew from the records; nothing of what was erased is left in it."""
        connection.execute(_FORGET_ALL)
        connection.execute(delete(SearchDoc))
        numbers = _Numbers(connection)
        for kind in self._kinds.values():
            last = UUID(int=0)
            while kind.texts and (ids := connection.scalars(_kept_after(kind.table), {"last": last}).all()):
                self._index(connection, kind, ids, numbers)
                last = ids[-1]

    # One batch

    def _index(self, connection: Connection, kind: Searched, ids: Sequence[UUID], numbers: _Numbers) -> None:
        """Put these records of one table into the index as they are now, in place of what it held of them."""
        if not kind.texts:
            return
        _forget(connection, ids)
        rows = _rows(connection, kind, ids)
        about = self._about(connection, kind, rows)
        docs, texts = [], []
        for row_id, row in rows.items():
            of = about[row_id]
            words = dict.fromkeys(word for column in kind.texts for word in words_of(row[column] or ""))
            if not words or not of.there:
                continue
            words |= dict.fromkeys(of.names)
            doc = numbers.new(of.day)
            docs.append(
                {
                    "doc": doc,
                    "table_name": kind.name,
                    "row_id": row_id,
                    "on_day": of.day,
                    "participant_id": of.subjects["participant"],
                    "employer_id": of.subjects["employer"],
                }
            )
            texts.append({"doc": doc, "words": " ".join(words)})
        if docs:
            connection.execute(insert(SearchDoc), docs)
            connection.execute(_LEARN, texts)

    def _about(self, connection: Connection, kind: Searched, rows: Mapping[UUID, Any]) -> dict[UUID, _About]:
        """Whom and which day these rows of one table are about."""
        above = {}
        for column in kind.parents:
            parent = self._kinds[str(parent_of(column))]
            ids = {row[column] for row in rows.values()}
            above[column] = self._about(connection, parent, _rows(connection, parent, ids))
        found = {}
        for row_id, row in rows.items():
            parents = [above[column][row[column]] for column in kind.parents]
            day = next((of.day for of in parents if of.day), None) if kind.day is None else row[kind.day]
            subjects: dict[str, UUID | None] = {}
            for name in SUBJECTS:
                own = kind.subjects.get(name)
                told = (of.subjects[name] for of in parents if of.subjects[name])
                subjects[name] = next(told, None) if own is None else row[own]
            there = not row[kind.table.c.removed] and all(of.there for of in parents)
            found[row_id] = _About(day, subjects, there)
        return self._with_subjects(connection, found)

    def _with_subjects(self, connection: Connection, found: Mapping[UUID, _About]) -> dict[UUID, _About]:
        """The same, with the names of whom they are about; with those that were removed nothing is there."""
        known: dict[UUID, tuple[bool, list[str]]] = {}
        for name in SUBJECTS:
            if not (wanted := [*{one for of in found.values() if (one := of.subjects[name]) is not None}]):
                continue
            query = _names(self._kinds[name].table, NAMES[name], len(wanted) == 1)
            for row_id, removed, *called in connection.execute(query, handed(wanted)):
                known[row_id] = removed, [word for part in called for word in words_of(part or "")]
        whole = {}
        for row_id, of in found.items():
            # On the page of the first of its subjects it is shown.
            subjects = [known[one] for name in SUBJECTS if (one := of.subjects[name]) is not None]
            names = tuple(word for _, words in subjects for word in words)
            whole[row_id] = _About(of.day, of.subjects, of.there and not any(gone for gone, _ in subjects[:1]), names)
        return whole


class _Numbers:
    """Gives documents their numbers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: dict[int, int] = {}

    def new(self, day: date | None) -> int:
        """One of that day that no document has."""
        first = (0 if day is None else day.toordinal()) << _OF_ONE_DAY
        if first not in self._last:
            query = "SELECT max(doc) FROM search_doc WHERE doc >= ? AND doc < ?"
            found = self._connection.exec_driver_sql(query, (first, first + (1 << _OF_ONE_DAY))).scalar()
            self._last[first] = found or first
        self._last[first] += 1
        return self._last[first]


def _forget(connection: Connection, ids: Sequence[UUID]) -> None:
    """Take these records out of the index."""
    held = connection.scalars(_held(len(ids) == 1), handed(ids)).all()
    if held:
        connection.execute(_FORGET, [{"doc": doc} for doc in held])
        connection.execute(_docs_gone(len(ids) == 1), handed(ids))


def _rows(connection: Connection, kind: Searched, ids: Collection[UUID]) -> dict[UUID, RowMapping]:
    """What the index needs of these rows, in the order of their ids."""
    key = kind.table.c.id
    return {
        row[key]: row
        for row in connection.execute(_needed(kind.table, kind.columns, len(ids) == 1), handed([*ids])).mappings()
    }


# The statements that every save needs, each put together once


@cache
def _held(one: bool) -> Select[Any]:
    kept = SearchDoc.__table__.columns
    return select(kept.doc).where(among(kept.row_id, one=one))


@cache
def _docs_gone(one: bool) -> Delete:
    kept = SearchDoc.__table__.columns
    return delete(SearchDoc).where(among(kept.row_id, one=one))


@cache
def _hanging(table: Table, column: Column[Any], one: bool) -> Select[Any]:
    return select(table.c.id).where(among(column, one=one))


@cache
def _kept_after(table: Table) -> Select[Any]:
    """The next rows of a table that were not removed, in the order of their ids."""
    key = table.c.id
    return select(key).where(~table.c.removed, key > bindparam("last", type_=key.type)).order_by(key).limit(_BATCH)


@cache
def _needed(table: Table, columns: tuple[Column[Any], ...], one: bool) -> Select[Any]:
    return select(*columns).where(among(table.c.id, one=one)).order_by(table.c.id)


@cache
def _names(table: Table, called: tuple[str, ...], one: bool) -> Select[Any]:
    columns = (table.c.id, table.c.removed, *(table.c[name] for name in called))
    return select(*columns).where(among(table.c.id, one=one))


def _batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
