"""Records that are their form: one row whose columns are the entry's fields, with the rows of its groups behind it.

A plain form is recorded, corrected and read back by the same three functions. What a form needs beyond that (a gate,
a second row, a rule over the record) stands with the stage it belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from ips_tui.casework import appointments, staff
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.forms.asking import Kind
from ips_tui.forms.kit import Entry, EntryT, RowEntry, RowT, fields_of
from ips_tui.records.base import Record
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

SPECIALIST = "specialist"


@dataclass(frozen=True)
class Rows:
    """Where the rows of a group are kept, and the column that points at the record they belong to."""

    table: type[Record]
    owner: str


@dataclass(frozen=True)
class Plain(Generic[EntryT]):
    """A form and the table it is kept in.

    `did` names what was done: `did.<did>_recorded` and `did.<did>_changed` in the word pack.
    """

    table: type[Record]
    entry: type[EntryT]
    did: str
    called: Mapping[str, str] = field(default_factory=dict)
    """Columns that are not called as their field is."""
    groups: Mapping[str, Rows] = field(default_factory=dict)

    def record(
        self,
        desk: Desk,
        participant_id: UUID | None,
        entry: EntryT,
        *,
        draft: DraftKey | None = None,
        appointment_id: UUID | None = None,
        **more: Any,
    ) -> UUID:
        """A new record about a participant, or with None about nobody; `more` are columns that no field gives.

        `appointment_id`: the appointment that took place as this record. Raises BadEntry for a day of the past that
        lies ahead, LookupError for an unknown participant.
        """
        not_ahead(desk, entry)
        with desk.writing(f"{self.did}_recorded", draft=draft) as writing:
            if participant_id is not None:
                writing.get(Participant, participant_id)
            if appointment_id is not None and participant_id is not None:
                appointments.became_record(writing, appointment_id, participant_id)
            return self.add(desk, writing, participant_id, entry, **more).id

    def add(self, desk: Desk, writing: Writing, participant_id: UUID | None, entry: EntryT, **more: Any) -> Record:
        """The record's rows inside an action."""
        about = _about(participant_id)
        values = {**columns_of(self.table, entry, self.called, leave=self.groups), **more, **about}
        if SPECIALIST in type(entry).model_fields:
            values["staff_id"] = staff.worker(desk, writing, getattr(entry, SPECIALIST))
        row = writing.add(self.table, **values)
        if any(getattr(entry, name) for name in self.groups):
            self._put_rows(writing, about, row.id, entry)
        return row

    def change(self, desk: Desk, row_id: UUID, entry: EntryT, *, draft: DraftKey | None = None) -> UUID:
        """Correct a record. Raises as `record`, LookupError when it is gone."""
        not_ahead(desk, entry)
        with desk.writing(f"{self.did}_changed", draft=draft) as writing:
            self.put(desk, writing, row_id, entry)
        return row_id

    def put(self, desk: Desk, writing: Writing, row_id: UUID, entry: EntryT) -> Record:
        """Correct the record's rows inside an action."""
        row: Any = writing.get(self.table, row_id)
        for name, value in columns_of(self.table, entry, self.called, leave=self.groups).items():
            setattr(row, name, value)
        if SPECIALIST in type(entry).model_fields:
            row.staff_id = staff.worker(desk, writing, getattr(entry, SPECIALIST), before=row.staff_id)
        self._put_rows(writing, _about(getattr(row, "participant_id", None)), row_id, entry)
        return row  # type: ignore[no-any-return]

    def entry_of(self, desk: Desk, row_id: UUID) -> EntryT:
        """The record as an entry, to be corrected. Raises LookupError."""
        with desk.reading() as db:
            return self.read(db, row_id)

    def read(self, db: Session, row_id: UUID) -> EntryT:
        """The record as an entry, inside a reading. Raises LookupError."""
        row: Any = db.get(self.table, row_id)
        if row is None or row.removed:
            raise LookupError(self.table.__tablename__)
        values = fields_from(row, self.entry, self.called, leave=self.groups)
        if SPECIALIST in self.entry.model_fields:
            values[SPECIALIST] = row.staff_id
        kinds = {spec.name: spec.rows for spec in fields_of(self.entry)}
        for name, rows in self.groups.items():
            kind = kinds[name]
            if kind is not None:
                kept = kept_rows(db, rows.table, rows.owner, row_id)
                values[name] = tuple(row_entry(one, kind) for one in kept)
        return self.entry(**values)

    def _put_rows(self, writing: Writing, about: Mapping[str, UUID], row_id: UUID, entry: EntryT) -> None:
        for name, rows in self.groups.items():
            put_rows(writing, rows.table, rows.owner, row_id, getattr(entry, name), **about)


def _about(participant_id: UUID | None) -> dict[str, UUID]:
    """The column that says whom a record is about; a record about nobody has none."""
    return {} if participant_id is None else {"participant_id": participant_id}


def not_ahead(desk: Desk, entry: Entry) -> None:
    """Refuse a day that is said to have been and lies ahead. Raises BadEntry at that field."""
    for spec in fields_of(type(entry)):
        day = getattr(entry, spec.name)
        if spec.kind is Kind.DATE and spec.lean == "past" and day is not None and day > desk.clock.today():
            raise refuse(spec.name, "problem.lies_ahead")


def _column(table: type[Record], name: str, called: Mapping[str, str]) -> str | None:
    """The attribute of the table that a field is kept in; a reference is kept as the id it points at."""
    known = inspect(table).column_attrs
    return next((n for n in (called.get(name, name), f"{name}_id") if n in known), None)


def columns_of(
    table: type[Record], entry: Entry, called: Mapping[str, str] = {}, *, leave: Mapping[str, Any] = {}
) -> dict[str, Any]:
    """The columns of `table` that an entry's fields say."""
    found = {}
    for name in type(entry).model_fields:
        if name not in leave and name != "id" and (column := _column(table, name, called)) is not None:
            found[column] = getattr(entry, name)
    return found


def fields_from(
    row: Record, entry: type[Entry], called: Mapping[str, str] = {}, *, leave: Mapping[str, Any] = {}
) -> dict[str, Any]:
    """The fields of `entry` that a row says."""
    found = {}
    for name in entry.model_fields:
        if name not in leave and name != "id" and (column := _column(type(row), name, called)) is not None:
            found[name] = getattr(row, column)
    return found


def kept_rows(db: Session, table: type[Record], owner: str, owner_id: UUID) -> list[Any]:
    """The rows of a group that were not removed, in the order they were typed."""
    columns: Any = table
    query = select(table).where(getattr(columns, owner) == owner_id, ~table.removed).order_by(table.id)
    return list(db.scalars(query))


def row_entry(row: Record, entry: type[RowT]) -> RowT:
    """A kept row as an entry; it keeps its id."""
    return entry(id=row.id, **fields_from(row, entry))


def put_rows(
    writing: Writing, table: type[Record], owner: str, owner_id: UUID, rows: tuple[RowEntry, ...], **more: Any
) -> None:
    """Make the rows of a group what the entry says: known ones corrected, new ones added, missing ones removed."""
    kept = {row.id: row for row in kept_rows(writing.db, table, owner, owner_id)}
    for entry in rows:
        known = kept.pop(entry.id, None) if entry.id is not None else None
        values = columns_of(table, entry)
        if known is None:
            writing.add(table, **{owner: owner_id, **more, **values})
        else:
            for name, value in values.items():
                setattr(known, name, value)
    for row in kept.values():
        row.removed = True
