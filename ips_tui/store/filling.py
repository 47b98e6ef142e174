"""Filling an empty store with whole rows of another: records, journal and chain as they were, nothing anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from ips_tui.records.machinery import ChangeGroup
from ips_tui.store.sites import note_what_was_taken_in

Rows = Iterable[tuple[Table, Iterable[Mapping[str, Any]]]]
_BATCH = 500


def fill(target: Connection, rows: Rows, *, letter: str, practice_day: date | None) -> None:
    """Put these rows into a store in which nothing was written yet, in any order of tables.

    The store keeps its own site id and notes that it knows the journals in it; `letter` and `practice_day` become its
    own, as in a copy that was brought back. `target` is in a transaction marked as journaling; derived rows are
    computed by the caller. Raises ValueError when the store is not empty, and SQLAlchemy's IntegrityError, at the
    latest at the commit, where rows do not go together.
    """
    if target.execute(select(ChangeGroup.id).limit(1)).first() is not None:
        raise ValueError("the store is not empty")
    target.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for table, found in rows:
        for part in _parts(found):
            target.execute(insert(table), part)
    driver: Any = target.connection.driver_connection
    driver.execute("UPDATE site SET letter = ?, practice_day = ?", [letter, practice_day and practice_day.isoformat()])
    note_what_was_taken_in(driver)


def _parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    waiting = iter(rows)
    while part := list(islice(waiting, _BATCH)):
        yield part
