"""The history of a record, read from the journal: when, who, what was done, each cell before and after."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, Time, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from ips_tui.casework.session import Desk
from ips_tui.dates import short_date
from ips_tui.records.base import Guid, Table, Word, Words
from ips_tui.records.contacts import Achievement, Review
from ips_tui.records.machinery import Change, ChangeGroup
from ips_tui.records.people import Assignment, Consent, MainStage, Referral, Staff
from ips_tui.store.journal import decode

_SILENT = frozenset({"id", "removed"})
_BEHIND: tuple[InstrumentedAttribute[Any], ...] = (
    Achievement.review_id,
    Referral.participant_id,
    Consent.participant_id,
    Assignment.participant_id,
    MainStage.participant_id,
)
"""The rows that are one record with the row these columns point at: a form writes them together."""


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
        rows = db.execute(
            select(Change, ChangeGroup, Staff.name)
            .join(ChangeGroup, ChangeGroup.id == Change.group_id)
            .outerjoin(Staff, Staff.id == ChangeGroup.staff_id)
            .where(Change.row_id.in_(behind))
            .order_by(ChangeGroup.hybrid_clock.desc(), Change.id)
        ).all()
        lines: dict[UUID, HistoryLine] = {}
        for change, group, who in rows:
            known = lines[group.id].cells if group.id in lines else ()
            lines[group.id] = HistoryLine(
                at=desk.clock.local(group.at),
                who=who or "",
                what=desk.words(f"did.{group.what}"),
                cells=known + tuple(_cells(desk, db, change, behind, known)),
            )
        return tuple(lines.values())


def rows_behind(db: Session, record_id: UUID) -> list[UUID]:
    """The rows that a record is kept in, itself first; those that were removed too.

    A review is kept in its contact and its achievement as well; a participant in referral, consents,
    assignments and main stages.
    """
    rows = [record_id]
    rows += db.scalars(select(Review.contact_id).where(Review.id == record_id))
    for points_at in _BEHIND:
        rows += db.scalars(select(points_at.class_.id).where(points_at == record_id))
    return rows


def typed_on(db: Session, record_ids: list[UUID]) -> dict[UUID, datetime]:
    """When each record was first typed in, in UTC."""
    rows = db.execute(
        select(Change.row_id, ChangeGroup.at)
        .join(ChangeGroup, ChangeGroup.id == Change.group_id)
        .where(Change.row_id.in_(record_ids), Change.column_name.is_(None))
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


def _cells(
    desk: Desk, db: Session, change: Change, behind: list[UUID], known: tuple[ChangedCell, ...]
) -> list[ChangedCell]:
    """The cells of a change, without those that only tie the rows of the record to each other or to `known`."""
    table = Table.metadata.tables[change.table_name]
    if change.column_name is None:
        row: dict[str, Any] = json.loads(change.new or "{}")
        values = [(name, None, value) for name, value in row.items() if name not in _SILENT and value not in (None, [])]
    else:
        old, new = (None if v is None else json.loads(v) for v in (change.old, change.new))
        values = [(change.column_name, old, new)]
    cells = []
    for name, old, new in values:
        column = table.columns[name]
        told = label(desk, table.name, name), _text(desk, db, column, old), _text(desk, db, column, new)
        said = [(cell.label, cell.old, cell.new) for cell in known]
        if column.foreign_keys and (decode(column, new) in behind or told in said):
            continue
        cells.append(ChangedCell(table.name, name, *told))
    return cells


def label(desk: Desk, table: str, column: str) -> str:
    """What a column is called: as in the form of its table, else `column.<table>_<name>` or `column.<name>`."""
    field = _ATTRIBUTES.get(column, column.removesuffix("_id"))
    for message_id in (f"form.{_FORMS.get(table, table)}.{field}.label", f"column.{table}_{field}"):
        if desk.words.has(message_id):
            return desk.words(message_id)
    return desk.words(f"column.{field}")


_ATTRIBUTES = {"on_day": "on", "at_time": "at"}
"""Columns that could not be called as their field is, because the database has that word for itself."""
_FORMS = {"participant": "referral", "achievement": "review", "main_stage": "stage"}


def _text(desk: Desk, db: Session, column: Column[Any], value: Any) -> str:
    """A journaled value as a person reads it."""
    found = decode(column, value)
    if found is None:
        return ""
    if isinstance(column.type, (Word, Words)):
        list_id = choice_id(column.type.choices.__name__)
        several = found if isinstance(found, tuple) else (found,)
        return ", ".join(desk.words.choice(list_id, word.value) for word in several)
    if isinstance(column.type, Guid):
        return _referred(db, column, found)
    if isinstance(column.type, Date) and isinstance(found, date):
        return short_date(found, desk.clock.today(), desk.words.dates)
    if isinstance(column.type, Time) and isinstance(found, time):
        return f"{found:%H:%M}"
    if isinstance(found, bool):
        return desk.words("yes" if found else "no")
    if column.name == "stage":
        return desk.words(f"stage.{found}.name")
    if column.name == "why_refused":
        return desk.words(f"gate.{found}")
    if column.name == "key" and desk.words.has(f"settings.{found}.name"):
        return desk.words(f"settings.{found}.name")
    return str(found)


def _referred(db: Session, column: Column[Any], row_id: UUID) -> str:
    for key in column.foreign_keys:
        target = key.column.table
        if "name" in target.columns:
            name = db.execute(select(target.columns.name).where(target.columns.id == row_id)).scalar()
            return str(name or "")
    return ""


def choice_id(name: str) -> str:
    """The id of a list of choices in the word pack, from its class name."""
    return "".join(f"_{c.lower()}" if c.isupper() and place else c.lower() for place, c in enumerate(name))
