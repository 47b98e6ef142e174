"""Two records of one person: joined into one, and parted again (domain.md 4.2).

Joining moves what is kept about the one to the other, row by row through the journal, so that everything is read in one
place; the record that is left empty is removed, and nothing is deleted. Parting moves back what the joining moved, with
what hangs on it. What was written after the joining about the person stays where it was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.forms.people import JoinEntry
from ips_tui.ids import same_row_id
from ips_tui.records.base import Record, Table
from ips_tui.records.closure import Closure
from ips_tui.records.engagement import Rapport
from ips_tui.records.leads import Lead
from ips_tui.records.machinery import Change
from ips_tui.records.people import Assignment, JoinedRecord, MainStage, Participant
from ips_tui.records.profile import Preferences
from ips_tui.store import undoing
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

STAYS: frozenset[type[Record]] = frozenset({Assignment, MainStage, Closure, Preferences, Rapport})
"""What is not moved. Who is responsible, the stage and whether the case is closed are those of the record that stays;
a person has one row of preferences and one for each topic, so those fill in what is missing there."""


_IN_WORDS = frozenset({"value", "tasks", "not_with"})


@dataclass(frozen=True)
class Joined:
    """A record that was joined into this one."""

    id: UUID
    ref: str
    name: str
    on: date


def join_records(desk: Desk, keep: UUID, entry: JoinEntry, *, draft: DraftKey | None = None) -> UUID:
    """Everything about `entry.other` becomes part of the record `keep`, in one action.

    Gives back the id of the joining. Raises BadEntry where both are the same record, the other is gone, or a form about
    the other was begun and not saved; LookupError for an unknown `keep`.
    """
    if entry.other == keep:
        raise refuse("other", "problem.same_record")
    if any(entry.other in (waiting.key.subject_id, waiting.key.record_id) for waiting in desk.drafts()):
        raise refuse("other", "problem.draft_about_other")
    with desk.writing("records_joined", draft=draft) as writing:
        writing.get(Participant, keep)
        other = writing.db.get(Participant, entry.other)
        if other is None or other.removed:
            raise refuse("other", "problem.other_is_gone")
        for table in _about_people():
            if table not in STAYS:
                for row in _rows(writing.db, table, other.id):
                    row.participant_id = keep
        for table in (Preferences, Rapport):
            _fill_in(writing, table, keep, other.id)
        other.removed = True
        writing.db.flush()
        joined = writing.add(
            JoinedRecord,
            participant_id=keep,
            other_id=other.id,
            joined_on=desk.clock.today(),
            why=entry.why,
            parted_on=None,
        )
    return joined.id


def part_records(desk: Desk, joined_id: UUID) -> UUID:
    """Undo a joining as far as it still stands: what it moved goes back, with what has been hung on it since.

    A cell that was written since keeps what stands there. Gives back the id of the record that is there again. Raises
    LookupError when there is no such joining.
    """
    with desk.writing("records_parted") as writing:
        joined = writing.get(JoinedRecord, joined_id)
        if joined.parted_on is not None:
            raise LookupError("joined_record")
        keep, other = joined.participant_id, joined.other_id
        group = writing.db.scalars(
            select(Change.group_id).where(Change.row_id == joined.id, Change.column_name.is_(None))
        ).one()
        back: set[UUID] = set()
        for done in undoing.rows_done(writing.db, group):
            if done.record.id == joined.id:
                continue
            if done.made:
                # A row filled in from the other record, where nothing was said since.
                if _stands(done):
                    done.record.removed = True
                continue
            for name, value in done.before.items():
                if getattr(done.record, name) == done.left[name]:
                    setattr(done.record, name, value)
                    if name == "participant_id":
                        back.add(done.record.id)
        writing.db.flush()
        _bring_what_hangs_on(writing.db, back, keep, other)
        joined.parted_on = desk.clock.today()
    return other


def joined_into(db: Session, participant_id: UUID) -> tuple[Joined, ...]:
    """The records that were joined into this one and not parted since."""
    query = (
        select(JoinedRecord.id, Participant.ref, Participant.name, JoinedRecord.joined_on)
        .join(Participant, Participant.id == JoinedRecord.other_id)
        .where(JoinedRecord.participant_id == participant_id, JoinedRecord.parted_on.is_(None), ~JoinedRecord.removed)
        .order_by(JoinedRecord.joined_on, JoinedRecord.id)
    )
    return tuple(Joined(*row) for row in db.execute(query))


def joined_records(desk: Desk, participant_id: UUID) -> tuple[Joined, ...]:
    """As `joined_into`, for a screen."""
    with desk.reading() as db:
        return joined_into(db, participant_id)


def _about_people() -> Iterator[type[Any]]:
    """Every table whose rows are about a participant, also one that is added later."""
    for mapper in sorted(Table.registry.mappers, key=lambda m: str(m.class_.__tablename__)):
        if issubclass(mapper.class_, Record) and "participant_id" in mapper.columns:
            yield mapper.class_


def _rows(db: Session, table: type[Any], participant_id: UUID) -> list[Any]:
    query = select(table).where(table.participant_id == participant_id, ~table.removed)
    return list(db.scalars(query.order_by(table.id)))


def _fill_in(writing: Writing, table: type[Any], keep: UUID, other: UUID) -> None:
    """What the one has no answer to, the other's; where both say something in words, both."""
    for row in _rows(writing.db, table, other):
        natural = (table.__tablename__, keep.hex) + ((row.question,) if table is Rapport else ())
        mine = writing.db.get(table, same_row_id(*natural))
        columns = [c.key for c in table.__mapper__.column_attrs if c.key not in ("id", "removed", "participant_id")]
        if mine is None:
            values = {name: getattr(row, name) for name in columns}
            writing.add(table, id=same_row_id(*natural), participant_id=keep, **values)
            continue
        mine.removed = False
        for name in columns:
            kept, said = getattr(mine, name), getattr(row, name)
            if kept in (None, ()):
                setattr(mine, name, said)
            elif name in _IN_WORDS and said and said not in kept:
                setattr(mine, name, f"{kept}\n{said}")


def _stands(done: undoing.RowDone) -> bool:
    return all(getattr(done.record, name) == value for name, value in done.left.items())


def _bring_what_hangs_on(db: Session, back: set[UUID], keep: UUID, other: UUID) -> None:
    """Rows written since on what goes back go with it: a step of its plan, a contact about its job with its meeting."""
    waiting = True
    while waiting:
        waiting = False
        for table in _about_people():
            if table in STAYS:
                continue
            owners = _owners(table)
            for row in _rows(db, table, keep) if owners else ():
                if any(getattr(row, name) in back for name in owners):
                    # What it hangs on besides is a part of it, as the meeting is of a contact about a job.
                    for one in (row, *_kept_by(db, row, owners, keep)):
                        one.participant_id = other
                        back.add(one.id)
                    waiting = True


def _owners(table: type[Any]) -> dict[str, type[Any]]:
    """The columns that point at a record about the person which must be there, each with the table of that record."""
    # A lead is heard of through one person and told to others: it is no whole that takes them along.
    about = {one.__tablename__: one for one in _about_people() if one is not Lead}
    return {
        column.key: about[key.column.table.name]
        for column in table.__mapper__.columns
        if not column.nullable
        for key in column.foreign_keys
        if key.column.table.name in about
    }


def _kept_by(db: Session, row: Any, owners: dict[str, type[Any]], keep: UUID) -> list[Any]:
    found = (db.get_one(table, getattr(row, name)) for name, table in owners.items())
    return [one for one in found if one.participant_id == keep]
