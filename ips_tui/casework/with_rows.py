"""Which tables say anything about a person: asked once, where most have nothing to say."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, literal_column, select, union_all
from sqlalchemy.orm import Session

from ips_tui.records.base import Record

Tables = tuple[type[Record], ...]


@cache
def _question(tables: Tables) -> Any:
    """The statement for these tables; made once, since making it takes longer than answering it."""
    asked: list[Any] = []
    for place, table in enumerate(tables):
        columns = table.__table__.columns
        person = bindparam("person", type_=columns.participant_id.type)
        mine = select(columns.id).where(columns.participant_id == person, ~columns.removed)
        asked.append(select(literal_column(str(place))).where(mine.exists()))
    return union_all(*asked)


def with_rows(db: Session, tables: Tables, participant_id: UUID) -> frozenset[type[Record]]:
    """Those of these tables that have a row about a participant which was not removed."""
    return frozenset(tables[place] for place in db.scalars(_question(tables), {"person": participant_id}))


def without_rows(db: Session, tables: Tables, participant_id: UUID) -> frozenset[type[Record]]:
    """Those of these tables that hold nothing about a participant: they need not be asked one by one."""
    return frozenset(tables) - with_rows(db, tables, participant_id)
