"""A person's rows of one table. Their page asks for some forty tables, most of which have nothing to say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from ips_tui.casework.with_rows import Tables, without_rows
from ips_tui.records.base import Record

Kept = TypeVar("Kept", bound=Record)

_EMPTY = "tables that hold nothing"
"""Kept with the one reading they were looked at in."""


def look(db: Session, tables: Tables, participant_id: UUID) -> None:
    """Ask once which of these tables hold nothing of a person; `theirs` asks them no more in this reading.

    For a reading only: in a writing something may be added after.
    """
    db.info[_EMPTY] = (participant_id, without_rows(db, tables, participant_id))


def theirs(
    db: Session, table: type[Kept], participant_id: UUID, *by: Any, newest_first: bool = False
) -> Sequence[Kept]:
    """The rows that were not removed, by these columns and, of equal ones, by id."""
    of, empty = db.info.get(_EMPTY, (None, frozenset()))
    if of == participant_id and table in empty:
        return ()
    return db.scalars(_query(table, by, newest_first), {"person": participant_id}).all()


@cache
def _query(table: type[Any], by: tuple[Any, ...], newest_first: bool) -> Select[Any]:
    """The statement, put together once: that takes longer than answering it."""
    person = bindparam("person", type_=table.__table__.columns.participant_id.type)
    order = [column.desc() if newest_first else column for column in (*by, table.id)]
    return select(table).where(table.participant_id == person, ~table.removed).order_by(*order)
