"""Erasing a person: what is kept about them, in the journal too, so that no word of it is left in the store.

One writing, one change group. What is about this person alone becomes what `replay` makes of a blanked journal: an
empty row, marked as removed, that other rows may point at. Their changes lose values and salt and keep their digests,
so the chain stays whole; a chain that was broken before is broken afterwards too. What stays is the erasure.

Row by row:

    every table with a participant      the person's rows, those of records joined into theirs too
    what must hang on such a row        goes with it: named employers of an agreement, steps, answers, absences
    what names such a row by its id     goes: lines that were put off, marks of confidence
    appointment, interested,            go although they could be about nobody: where they name the person they are
    satisfaction, its answers,          about them alone
    office_contact, snooze
    employer_contact, lead (`SHARED`)   stay, since they are of the employer and of others too: without the person and
                                        their agreement. Their words stay unless they are to be erased
    what may hang on a row that goes    stays, pointing nowhere: an employer's appointment that came of a contact
    group_session, clinical_meeting,    stay as they are; each person's contact, update or case in them goes. Their
    supervision                         words stay unless they are to be erased
    erasure                             stays: it is what tells a copy or another laptop that the person is to be gone
    access                              stays: it holds ids, times and who looked, and no text

A row that stays with something less is blanked as the others, and told once more as it is now by a second create: so
what it said earlier is gone as well.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Table, Text, and_, delete, func, or_, select, update

from ips_tui.domain.rights import ErasureGround
from ips_tui.records import base
from ips_tui.records.machinery import Change, DraftRow
from ips_tui.records.people import JoinedRecord
from ips_tui.records.rights import Erasure
from ips_tui.store import chain, journal
from ips_tui.store.keeping import ERASING, Keeping, Writing
from ips_tui.store.problems import translated
from ips_tui.store.replay import tell_again

SHARED = frozenset({"employer_contact", "lead"})
"""Tables whose rows may be about a participant and stay when that person is erased."""
SEVERAL = frozenset({"group_session", "clinical_meeting", "outreach", "supervision", *SHARED})
"""Tables whose rows may say something of several people."""
LEFT_OUT = "…"
"""Stands where words had to go and some must stand."""
_STAYS = frozenset({Erasure.__tablename__})
_PART = 500


@dataclass(frozen=True)
class Tombstone:
    """What is left of a person who was erased."""

    participant_id: UUID
    ground: ErasureGround


@dataclass(frozen=True)
class Reach:
    """What an erasure takes, by table."""

    people: frozenset[UUID]
    """The person's record and those that were joined into it."""
    own: Mapping[str, frozenset[UUID]]
    """Rows that go."""
    linked: Mapping[str, frozenset[UUID]]
    """Rows that stay, and do not point at the person any more."""
    beside: Mapping[str, frozenset[UUID]]
    """Rows about several people that one of the person's rows was a part of: they stay as they are."""

    @property
    def gone(self) -> frozenset[UUID]:
        """The ids of every row that goes."""
        return frozenset().union(*self.own.values())


@dataclass
class _Found:
    """What is gathered of a reach."""

    own: dict[str, set[UUID]] = field(default_factory=dict)
    linked: dict[str, set[UUID]] = field(default_factory=dict)

    def add(self, table: Table, ids: Iterable[UUID]) -> set[UUID]:
        """These rows go; the new ones among them."""
        kept = self.own.setdefault(table.name, set())
        new = set(ids) - kept
        kept |= new
        return new


def reach(connection: Connection, participant_id: UUID) -> Reach:
    """Everything in the record tables that is about this person."""
    people = _with_joined(connection, participant_id)
    found = _Found()
    waiting = [("participant", found.add(base.Table.metadata.tables["participant"], people))]
    while waiting:
        name, ids = waiting.pop()
        for table in _tables():
            for column in table.columns:
                hanging = _pointing(connection, column, name, ids)
                if not hanging:
                    continue
                if column.nullable and (name != "participant" or table.name in SHARED):
                    found.linked.setdefault(table.name, set()).update(hanging)
                elif new := found.add(table, hanging):
                    waiting.append((table.name, new))
    for name, was in _once_linked(connection, people):
        found.linked.setdefault(name, set()).add(was)
    own = {name: frozenset(ids) for name, ids in found.own.items() if ids}
    linked = {name: frozenset(ids - found.own.get(name, set())) for name, ids in found.linked.items()}
    linked = {name: ids for name, ids in linked.items() if ids}
    return Reach(people, own, linked, _beside(connection, own, linked))


def _beside(
    connection: Connection, own: Mapping[str, frozenset[UUID]], linked: Mapping[str, frozenset[UUID]]
) -> Mapping[str, frozenset[UUID]]:
    found: dict[str, set[UUID]] = {}
    for name, ids in own.items():
        table = base.Table.metadata.tables[name]
        for column in table.columns:
            for key in column.foreign_keys:
                target = key.column.table.name
                for part in _parts(ids) if target in SEVERAL else ():
                    pointed = connection.scalars(select(column).where(table.columns.id.in_(part)))
                    found.setdefault(target, set()).update(one for one in pointed if one is not None)
    stay = {name: frozenset(ids - linked.get(name, frozenset())) for name, ids in found.items()}
    return {name: ids for name, ids in stay.items() if ids}


def erase(
    writing: Writing,
    participant_id: UUID,
    *,
    staff_id: UUID,
    ground: ErasureGround,
    on: date,
    without_words: Collection[UUID] = (),
    names: Collection[str] = (),
) -> Erasure:
    """Erase a person in this action; nothing else may have been written in it.

    `without_words` are rows about several people, or about others, whose words go too. `names` are what the person is
    called: a row that says one of them no longer, and did earlier, loses what it said earlier. Gives back what stays.
    """
    connection = writing.db.connection()
    taken = reach(connection, participant_id)
    told_again = dict(_now(connection, taken, set(without_words), names))
    erasure_id = writing.new_id()
    blanked = _digests(connection, taken.gone | told_again.keys())
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    connection.info[ERASING] = True
    try:
        _blank(connection, taken.gone | told_again.keys(), erasure_id)
        for name, ids in taken.own.items():
            for row_id in sorted(ids):
                tell_again(connection, base.Table.metadata.tables[name], row_id, {})
        for row_id, (table, row) in told_again.items():
            # As `replay` does it: empty first, which may need rows that stand for nobody.
            tell_again(connection, table, row_id, {})
            tell_again(connection, table, row_id, row)
    finally:
        connection.info[ERASING] = False
    _drop_drafts(connection, taken.gone)
    if connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat4'").first():
        # The planner's samples are values of records.
        connection.exec_driver_sql("DELETE FROM sqlite_stat4")
    writing.db.expire_all()
    writing.anew = True
    facts: dict[str, Any] = {"staff_id": staff_id, "erased_on": on, "ground": ground}
    erasure = writing.add(
        Erasure,
        id=erasure_id,
        participant_id=participant_id,
        changes=len(blanked),
        covered=chain.covered(blanked),
        **facts,
    )
    for other in sorted(taken.people - {participant_id}):
        writing.add(Erasure, participant_id=other, changes=0, covered=chain.covered(()), **facts)
    if writing.group_id is None:
        raise RuntimeError("an erasure is a change group")
    again = [
        {
            "table_name": table.name,
            "row_id": row_id,
            "column_name": None,
            "old": None,
            "new": json.dumps(row, ensure_ascii=False),
        }
        for row_id, (table, row) in told_again.items()
    ]
    journal.write_changes(connection, writing.group_id, again, writing.new_id.salt)
    return erasure


def tombstones(connection: Connection) -> tuple[Tombstone, ...]:
    """Who was erased in this store, each once."""
    query = select(Erasure.participant_id, Erasure.ground).where(~Erasure.removed).order_by(Erasure.id)
    return tuple(Tombstone(*row) for row in {row[0]: row for row in connection.execute(query)}.values())


def apply_tombstones(
    keeping: Keeping, known: Iterable[Tombstone] = (), *, staff_id: UUID, on: date
) -> tuple[UUID, ...]:
    """Erase again whoever was erased and is alive in this store; gives back who.

    An older copy, or the journal of a laptop that did not know, brings people back. `known` are the tombstones of
    elsewhere, as of the store that a copy replaces; those of this store count as well. Each is a change group of its
    own, signed by `staff_id` on the day `on`. Sweep the store afterwards. Raises a StoreProblem.
    """
    again = []
    with keeping.reading() as db:
        wanted = {stone.participant_id: stone for stone in (*known, *tombstones(db.connection()))}
        alive = [one for one in wanted.values() if _is_alive(db.connection(), one.participant_id)]
    for stone in alive:
        with keeping.reading() as db:
            # One that was joined into another went with it.
            if not _is_alive(db.connection(), stone.participant_id):
                continue
        with keeping.writing("erased_again", staff_id=staff_id) as writing:
            erase(writing, stone.participant_id, staff_id=staff_id, ground=stone.ground, on=on)
        again.append(stone.participant_id)
    return tuple(again)


def sweep(connection: Any) -> bool:
    """Leave nothing of what was erased in free pages and in the write-ahead log; whether all is done.

    `connection` is the driver's own, in no transaction. Needs as much free disk as the store is large; seconds for
    hundreds of megabytes. False when another connection was reading: then the log is emptied later. Raises a
    StoreProblem, as when the disk is full; the erasure itself stands then.
    """
    with translated():
        connection.execute("VACUUM")
        return bool(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)


def words_in(table: Table) -> tuple[Column[Any], ...]:
    """The columns of a table that hold words as somebody typed them."""
    return tuple(column for column in table.columns if isinstance(column.type, Text) and column.name != "ref")


def draft_is_about(row: DraftRow, ids: Collection[UUID]) -> bool:
    """Whether an unsaved text is about one of these records: as its subject, its record, or named in a field."""
    return bool({row.subject_id, row.record_id} & set(ids)) or any(
        said in row.fields for one in ids for said in (one.hex, str(one))
    )


# -- what it takes ---------------------------------------------------------------------------------------


def _tables() -> Iterator[Table]:
    for mapper in sorted(base.Table.registry.mappers, key=lambda m: str(m.class_.__tablename__)):
        if issubclass(mapper.class_, base.Record) and mapper.class_.__tablename__ not in _STAYS:
            yield base.Table.metadata.tables[mapper.class_.__tablename__]


def _with_joined(connection: Connection, participant_id: UUID) -> frozenset[UUID]:
    people, waiting = {participant_id}, {participant_id}
    while waiting:
        query = select(JoinedRecord.other_id).where(
            JoinedRecord.participant_id.in_(waiting), JoinedRecord.parted_on.is_(None), ~JoinedRecord.removed
        )
        waiting = set(connection.scalars(query)) - people
        people |= waiting
    return frozenset(people)


def _parts(ids: Collection[Any]) -> Iterator[list[Any]]:
    inorder = sorted(ids)
    return (inorder[start : start + _PART] for start in range(0, len(inorder), _PART))


def _pointing(connection: Connection, column: Column[Any], name: str, ids: Collection[UUID]) -> set[UUID]:
    """The rows whose cell of this column holds one of these ids of table `name`."""
    if not isinstance(column.type, base.Guid) or column.primary_key:
        return set()
    targets = {key.column.table.name for key in column.foreign_keys}
    # A column without a table of its own names rows of any.
    if targets and name not in targets:
        return set()
    rows = column.table.columns
    return {one for part in _parts(ids) for one in connection.scalars(select(rows.id).where(column.in_(part)))}


def _once_linked(connection: Connection, people: Iterable[UUID]) -> Iterator[tuple[str, UUID]]:
    """Rows of `SHARED` that were about the person once, by what the journal says."""
    for person in people:
        said = or_(func.instr(Change.old, person.hex) > 0, func.instr(Change.new, person.hex) > 0)
        query = select(Change.table_name, Change.row_id).where(Change.table_name.in_(SHARED), said).distinct()
        yield from ((row[0], row[1]) for row in connection.execute(query))


def _now(
    connection: Connection, taken: Reach, without_words: set[UUID], names: Collection[str]
) -> Iterator[tuple[UUID, tuple[Table, dict[str, Any]]]]:
    """The rows that are told again, as they are to be: without the person, and without words where these go."""
    once_named = dict(_once_named(connection, names))
    for table in _tables():
        columns = table.columns
        mine = taken.linked.get(table.name, frozenset())
        wanted = (mine | without_words | once_named.get(table.name, set())) - taken.gone
        for part in _parts(wanted):
            for row in connection.execute(select(table).where(columns.id.in_(part))).mappings():
                values = dict(row)
                words = {column.name for column in words_in(table)}
                if row["id"] not in mine | without_words and any(
                    name in str(values[word]) for word in words for name in names
                ):
                    # Said to stay as it is.
                    continue
                for column in columns:
                    if column.foreign_keys and values[column.name] in taken.gone:
                        values[column.name] = None
                    if row["id"] in without_words and column.name in words:
                        values[column.name] = None if column.nullable else LEFT_OUT
                yield row["id"], (table, {name: journal.encode(value) for name, value in values.items()})


def _once_named(connection: Connection, names: Collection[str]) -> Iterator[tuple[str, set[UUID]]]:
    """Rows that say one of these names, or said it earlier, by table."""
    # As JSON has them.
    texts = [json.dumps(name, ensure_ascii=False)[1:-1] for name in names]
    said = [or_(func.instr(Change.old, text) > 0, func.instr(Change.new, text) > 0) for text in texts]
    found: dict[str, set[UUID]] = {}
    if said:
        query = select(Change.table_name, Change.row_id).where(or_(*said)).distinct()
        for table, row_id in connection.execute(query):
            found.setdefault(table, set()).add(row_id)
    yield from found.items()


# -- what is done to it ----------------------------------------------------------------------------------


def _digests(connection: Connection, rows: Collection[UUID]) -> list[str]:
    """The digests of the changes of these rows that no earlier erasure blanked."""
    columns = select(Change.digest).where(Change.erased_by.is_(None))
    return [digest for part in _parts(rows) for digest in connection.scalars(columns.where(Change.row_id.in_(part)))]


def _blank(connection: Connection, rows: Collection[UUID], erasure_id: UUID) -> None:
    for part in _parts(rows):
        whole = and_(Change.row_id.in_(part), Change.erased_by.is_(None))
        gone = {"old": None, "new": None, "salt": None, "erased_by": erasure_id}
        connection.execute(update(Change).where(whole).values(**gone))


def _drop_drafts(connection: Connection, gone: Collection[UUID]) -> None:
    for row in connection.execute(select(DraftRow.__table__)).all():
        if draft_is_about(row, gone):  # type: ignore[arg-type]
            connection.execute(delete(DraftRow).where(DraftRow.key == row.key))


def _is_alive(connection: Connection, participant_id: UUID) -> bool:
    """Whether the journal still says something of a person, or of a row about them."""
    about = reach(connection, participant_id)
    return bool(_digests(connection, about.gone | frozenset().union(*about.linked.values())))
