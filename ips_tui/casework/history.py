"""The history of a record, read from the journal: when, who, what was done, each cell before and after."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Select,
    Time,
    and_,
    bindparam,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from ips_tui.casework.behind import removed_about, rows_behind
from ips_tui.casework.session import Desk
from ips_tui.dates import short_date
from ips_tui.domain.due import DueKind
from ips_tui.records.base import Guid, Table, Word, Words
from ips_tui.records.machinery import Change, ChangeGroup
from ips_tui.records.people import Staff
from ips_tui.records.profile import QuestionSet
from ips_tui.store.journal import decode, encode

_REMOVED = "removed"
_SILENT = frozenset({"id", _REMOVED, "source_id"})
"""What says nothing to a person: beside the obvious, which record a line that was put off comes from."""


@dataclass(frozen=True)
class ChangedCell:
    """One cell of a change: its label's id, and what stood there before and after, as text."""

    table: str
    column: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryLine:
    """One action on the record, whichever of its rows it changed."""

    at: datetime
    """Local wall time at which it was typed."""
    who: str
    what: str
    cells: tuple[ChangedCell, ...]


def history(desk: Desk, record_id: UUID) -> tuple[HistoryLine, ...]:
    """Everything done to one record, the newest first. Empty for an id the journal does not know."""
    with desk.reading() as db:
        behind = rows_behind(db, record_id)
        undone = aliased(ChangeGroup)
        rows = db.execute(
            select(Change, ChangeGroup, Staff.name, undone.what)
            .join(ChangeGroup, ChangeGroup.id == Change.group_id)
            .outerjoin(Staff, Staff.id == ChangeGroup.staff_id)
            .outerjoin(undone, undone.id == ChangeGroup.undoes)
            .where(or_(Change.row_id.in_(behind), _taken_out_of(db, record_id)))
            .order_by(ChangeGroup.hybrid_clock.desc(), Change.id)
        ).all()
        lines: dict[UUID, HistoryLine] = {}
        for change, group, who, undid in rows:
            known = lines[group.id].cells if group.id in lines else ()
            lines[group.id] = HistoryLine(
                at=desk.clock.local(group.at),
                who=who or "",
                what=_what(desk, group, undid),
                cells=known + tuple(_cells(desk, db, change, behind, known, undone=undid is not None)),
            )
        return tuple(lines.values())


def _what(desk: Desk, group: ChangeGroup, undid: str | None) -> str:
    """What was done; of an undo, what it took back."""
    if undid is None:
        return desk.words(f"did.{group.what}")
    return desk.words("undo.in_history", what=desk.words(f"did.{undid}"))


def _taken_out_of(db: Session, subject_id: UUID) -> ColumnElement[bool]:
    """The changes by which an undo took out what was about a participant or an employer.

    Their own rows are on no screen any more, so it is told where they belonged.
    """
    rows = db.scalars(removed_about(), {"subject": subject_id}).all()
    return and_(ChangeGroup.undoes.is_not(None), Change.column_name == _REMOVED, Change.row_id.in_(rows))


def typed_on(db: Session, record_ids: list[UUID]) -> dict[UUID, datetime]:
    """When each record was first typed in, in UTC."""
    rows = db.execute(
        select(Change.row_id, ChangeGroup.at)
        .join(ChangeGroup, ChangeGroup.id == Change.group_id)
        .where(Change.row_id.in_(record_ids), Change.column_name.is_(None))
        # A row that was told again after an erasure was typed when it was told first.
        .order_by(ChangeGroup.hybrid_clock.desc())
    )
    return {row[0]: row[1] for row in rows}


def last_change(desk: Desk, record_id: UUID) -> UUID | None:
    """The last change group of a record: a draft begun before it must show both versions."""
    with desk.reading() as db:
        return db.scalars(
            select(Change.group_id)
            .join(ChangeGroup, ChangeGroup.id == Change.group_id)
            .where(Change.row_id.in_(rows_behind(db, record_id)))
            .order_by(ChangeGroup.hybrid_clock.desc())
            .limit(1)
        ).first()


def changed_cells(desk: Desk, db: Session, change: Change) -> list[ChangedCell]:
    """The cells of one change, told by themselves; of a row that was taken out, everything that stood in it."""
    taken_out = change.column_name == _REMOVED
    if taken_out and not json.loads(change.new or "false"):
        return []
    return _cells(desk, db, change, [], (), undone=taken_out)


def _cells(
    desk: Desk,
    db: Session,
    change: Change,
    behind: list[UUID],
    known: tuple[ChangedCell, ...],
    *,
    undone: bool,
) -> list[ChangedCell]:
    """The cells of a change, without those that only tie the rows of the record to each other or to `known`.

    Of a row that an undo took out, everything that stood in it; of a change that was erased, that it was.
    """
    if change.erased_by is not None:
        erased = ChangedCell(change.table_name, "", desk.words("erasing.said"), "", desk.words("erasing.erased"))
        return [] if erased in known else [erased]
    table = Table.metadata.tables[change.table_name]
    values: list[tuple[str, Any, Any]]
    if undone and change.column_name == _REMOVED and json.loads(change.new or "false"):
        stood = db.execute(select(table).where(table.columns.id == change.row_id)).mappings().one()
        kept = ((name, encode(value)) for name, value in stood.items() if name not in _SILENT)
        values = [(name, value, None) for name, value in kept if value not in (None, [])]
    elif change.column_name is None:
        row: dict[str, Any] = json.loads(change.new or "{}")
        values = [(name, None, value) for name, value in row.items() if name not in _SILENT and value not in (None, [])]
    else:
        old, new = (None if v is None else json.loads(v) for v in (change.old, change.new))
        values = [(change.column_name, old, new)]
    cells = []
    asked = asked_as(db, table.name, change.row_id)
    for name, old, new in values:
        if asked and name not in ANSWERED:
            continue
        column = table.columns[name]
        called = asked or label(desk, table.name, name)
        told = called, _text(desk, db, column, old), _text(desk, db, column, new)
        said = [(cell.label, cell.old, cell.new) for cell in known]
        ties = decode(column, old if undone and new is None else new) in behind or told in said
        if name in _SAID_ONCE.get(table.name, ()) and told in said:
            continue
        if column.foreign_keys and (ties or (undone and told[1:] == ("", ""))):
            continue
        cells.append(ChangedCell(table.name, name, *told))
    return cells


_SAID_ONCE = {
    "contact": frozenset(
        {"happened_on", "kind", "mode", "place", "result", "minutes", "clinical_share", "expectations"}
    ),
    "clinical_update": frozenset({"happened_on", "mode", "with_whom"}),
}
"""What everybody's contact of a group session says alike, and everybody's update of one meeting."""


ANSWERED = frozenset({"value", "state"})
"""What an answer says. Which question it is to is how the answer is called."""


def asked_as(db: Session, table: str, row_id: UUID) -> str:
    """The question that a row answers, in the words it was asked in; empty where it answers none."""
    columns = Table.metadata.tables[table].columns
    if "question" not in columns:
        return ""
    kept = db.execute(_question(table), {"row": row_id}).one_or_none()
    return "" if kept is None else str(json.loads(kept.wording).get(kept.question, kept.question))


@cache
def _question(table: str) -> Select[str, str]:
    columns = Table.metadata.tables[table].columns
    return (
        select(columns.question, QuestionSet.wording)
        .join(QuestionSet, QuestionSet.id == columns.question_set_id)
        .where(columns.id == bindparam("row", type_=Guid()))
    )


def label(desk: Desk, table: str, column: str) -> str:
    """What a column is called: as in a form of its table, else `column.<table>_<name>` or `column.<name>`."""
    field = _ATTRIBUTES.get(column, column.removesuffix("_id"))
    asked = (f"form.{form}.{field}.label" for form in _FORMS.get(table, (table,)))
    for message_id in (*asked, f"column.{table}_{field}"):
        if desk.words.has(message_id):
            return desk.words(message_id)
    return desk.words(f"column.{field}")


_ATTRIBUTES = {"on_day": "on", "at_time": "at"}
"""Columns that could not be called as their field is, because the database has that word for itself."""
_FORMS = {
    "participant": ("referral",),
    "achievement": ("review",),
    "main_stage": ("stage",),
    "review": ("review", "plan_review"),
    "action_plan": ("action_plan", "plan_withdrawal"),
    "step": ("step", "step_beside"),
    "preferences": ("profile_section",),
    "job": ("job", "job_start"),
    "closure": ("closure", "reopening"),
    "interested": ("interested", "interested_not_now"),
    "supervision": ("supervision", "unit_meeting"),
}
"""The forms that ask for what a table keeps, where it is not one form of the same name."""


def _text(desk: Desk, db: Session, column: Column[Any], value: Any) -> str:
    """A journaled value as a person reads it."""
    return in_words(desk, db, column, decode(column, value))


def in_words(desk: Desk, db: Session, column: Column[Any], found: Any) -> str:
    """What stands in a cell as a person reads it; empty for nothing."""
    if found is None:
        return ""
    if isinstance(column.type, (Word, Words)):
        several = found if isinstance(found, tuple) else (found,)
        return ", ".join(chosen(desk, column.type.choices, word.value) for word in several)
    if isinstance(column.type, Guid):
        return _referred(db, column, found)
    if isinstance(column.type, Date) and isinstance(found, date):
        return short_date(found, desk.clock.today(), desk.words.dates)
    if isinstance(column.type, Time) and isinstance(found, time):
        return f"{found:%H:%M}"
    if isinstance(found, bool):
        return desk.words("yes" if found else "no")
    if isinstance(found, Decimal):
        return f"{found.normalize():f}"
    if column.name == "stage":
        return desk.words(f"stage.{found}.name")
    if column.name == "why_refused":
        return desk.words(f"gate.{found}")
    if column.name == "key" and desk.words.has(f"settings.{found}.name"):
        return desk.words(f"settings.{found}.name")
    return str(found)


def _referred(db: Session, column: Column[Any], row_id: UUID) -> str:
    """The record a column points to, by its name, else by which plan or version it is; empty for any other."""
    for key in column.foreign_keys:
        target = key.column.table
        for called in ("name", "number", "version"):
            if called in target.columns:
                found = db.scalar(_called(target.columns[called]), {"row": row_id})
                return "" if found is None else str(found)
    return ""


@cache
def _called(column: Column[Any]) -> Select[Any]:
    return select(column).where(column.table.c.id == bindparam("row", type_=Guid()))


def chosen(desk: Desk, choices: type[StrEnum], value: str) -> str:
    """A word of a list of choices as a person reads it; what is due is called as it is everywhere."""
    return desk.words(f"kind.{value}") if choices is DueKind else desk.words.choice(choice_id(choices.__name__), value)


def choice_id(name: str) -> str:
    """The id of a list of choices in the word pack, from its class name."""
    return "".join(f"_{c.lower()}" if c.isupper() and place else c.lower() for place, c in enumerate(name))
