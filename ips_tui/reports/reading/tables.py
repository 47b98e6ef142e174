"""Whole tables, and facts put to the people they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from ips_tui.records.base import Record

FactT = TypeVar("FactT")


class Rows:
    """The rows of whole tables, each asked once: bare columns, so that no record is made for a row."""

    def __init__(self, db: Session, before: Callable[[], None] | None = None) -> None:
        """`before` is called before each table is read, and may raise to stop."""
        self._before = before
        # A statement of bare columns does not see to it by itself that what was changed is seen.
        db.flush()
        self._connection = db.connection()

    def of(self, table: type[Record], *columns: Any) -> Iterable[Any]:
        """The rows that were not removed, by their ids, with the columns as names."""
        if self._before is not None:
            self._before()
        return self._connection.execute(_statement(table, *columns)).all()


@cache
def _statement(table: type[Record], *columns: Any) -> Select[Any]:
    """The statement for a table, put together once."""
    kept = table.__table__.columns
    # A record may call a column by another name than the table does.
    named = (column.property.columns[0].label(column.key) for column in columns)
    return select(*named).where(~kept.removed).order_by(kept.id)


def grouped(
    found: Iterable[tuple[UUID | None, FactT]], order: Callable[[FactT], Any]
) -> Mapping[UUID, tuple[FactT, ...]]:
    """Facts by whom they are about, each group in order; what is about nobody is left out."""
    groups: dict[UUID, list[FactT]] = defaultdict(list)
    for person, fact in found:
        if person is not None:
            groups[person].append(fact)
    return {person: tuple(sorted(facts, key=order)) for person, facts in groups.items()}
