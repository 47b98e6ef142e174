"""The rows of the long lists, caseload and employers, by plain SQL: an index of ids, then a window of rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

BATCH = 500
"""Ids in one query; drivers allow far more, but a query should be ready soon."""


@dataclass(frozen=True)
class CaseloadRow:
    """One participant as the caseload and the header show them."""

    participant_id: UUID
    ref: str
    name: str
    received_on: date
    stage: int
    stage_entered_on: date
    specialist_id: UUID | None
    specialist_ref: str
    specialist_name: str
    place: str
    clock_from_on: date | None
    clock_met_on: date | None
    first_seen_on: date | None
    first_search_on: date | None
    first_employer_met_on: date | None
    last_contact_on: date | None
    closed_on: date | None


@dataclass(frozen=True)
class EmployerRow:
    """One employer as the list shows it."""

    employer_id: UUID
    name: str
    sector: str
    site: str
    visits: int
    met: int
    hires: int
    last_contact_on: date | None
    next_on: date | None


def _id(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


_CASELOAD = (
    "SELECT participant_id, ref, name, received_on, stage, stage_entered_on, specialist_id, specialist_ref,"
    " specialist_name, place, first_seen_on, first_search_on, first_employer_met_on, last_contact_on, closed_on,"
    " clock_from_on, clock_met_on"
    " FROM caseload_line"
)
_FIRST_DUE = (
    "(SELECT min(o.due_on) FROM obligation o WHERE o.subject_id = participant_id"
    " AND o.opens_on <= ?1 AND (o.snoozed_until IS NULL OR o.snoozed_until <= ?1))"
)
_SORTS = {
    "name": "sort_name, ref",
    "ref": "ref",
    "stage": "stage, stage_entered_on, sort_name",
    "days": "stage_entered_on, sort_name",
    "clock": "clock_met_on IS NOT NULL, clock_from_on IS NULL, clock_from_on, sort_name",
    "due": f"{_FIRST_DUE} IS NULL, {_FIRST_DUE}, sort_name",
}
CASELOAD_SORTS = tuple(_SORTS)


def caseload_index(
    connection: Any, sort: str, day: date, *, specialist: UUID | None = None, closed: bool = False
) -> list[tuple[bytes, str]]:
    """Ids and folded search texts of the open cases in the order of one of `CASELOAD_SORTS`.

    `closed`: with the closed ones behind them.
    """
    values: list[Any] = [day.isoformat()]
    where = "1" if closed else "closed_on IS NULL"
    if specialist is not None:
        where += " AND specialist_id = ?2"
        values.append(specialist.bytes)
    elif "?1" not in _SORTS[sort]:
        values = []
    order = f"closed_on IS NOT NULL, {_SORTS[sort]}" if closed else _SORTS[sort]
    return _index(connection, "participant_id", f"caseload_line WHERE {where}", order, values)


def _index(
    connection: Any, id_column: str, source: str, order: str, values: Sequence[Any] = ()
) -> list[tuple[bytes, str]]:
    # As one row: the driver lets other threads go ahead at each row it fetches, and while the ORM is loading on
    # one of them ten thousand rows would take as long as that takes.
    pair = f"json_array(hex({id_column}), search_text)"
    sql = f"SELECT json_group_array({pair} ORDER BY {order}) FROM {source}"
    (found,) = connection.execute(sql, values).fetchone()
    return [(bytes.fromhex(row_id), text) for row_id, text in json.loads(found)]


def caseload_rows(connection: Any, ids: Sequence[bytes] | None = None) -> tuple[CaseloadRow, ...]:
    """The lines of these participants in no order, or of everyone in the order of their refs."""
    if ids is None:
        rows = connection.execute(_CASELOAD + " ORDER BY ref").fetchall()
    else:
        rows = []
        for start in range(0, len(ids), BATCH):
            part = ids[start : start + BATCH]
            marks = ",".join("?" * len(part))
            rows += connection.execute(f"{_CASELOAD} WHERE participant_id IN ({marks})", part).fetchall()
    return tuple(
        CaseloadRow(
            participant_id=UUID(bytes=row[0]),
            ref=row[1],
            name=row[2],
            received_on=date.fromisoformat(row[3]),
            stage=row[4],
            stage_entered_on=date.fromisoformat(row[5]),
            specialist_id=_id(row[6]),
            specialist_ref=row[7],
            specialist_name=row[8],
            place=row[9],
            first_seen_on=_day(row[10]),
            first_search_on=_day(row[11]),
            first_employer_met_on=_day(row[12]),
            last_contact_on=_day(row[13]),
            closed_on=_day(row[14]),
            clock_from_on=_day(row[15]),
            clock_met_on=_day(row[16]),
        )
        for row in rows
    )


def caseload_row_of_ref(connection: Any, ref: str) -> CaseloadRow | None:
    """The line of the participant with that ref, upper or lower case."""
    sql = "SELECT participant_id FROM caseload_line WHERE upper(ref) = upper(?)"
    found = connection.execute(sql, [ref]).fetchone()
    return None if found is None else caseload_rows(connection, [found[0]])[0]


def flags(connection: Any, ids: Sequence[bytes] | None = None) -> dict[UUID, tuple[str, ...]]:
    """The conditions without a date of these participants, or of everyone."""
    if ids is None:
        rows = connection.execute("SELECT subject_id, kind FROM flag ORDER BY kind").fetchall()
    else:
        marks = ",".join("?" * len(ids))
        sql = f"SELECT subject_id, kind FROM flag WHERE subject_id IN ({marks}) ORDER BY kind"
        rows = connection.execute(sql, list(ids)).fetchall()
    found: dict[UUID, tuple[str, ...]] = {}
    for subject, kind in rows:
        key = UUID(bytes=subject)
        found[key] = (*found.get(key, ()), kind)
    return found


def due_kinds(connection: Any, day: date, ids: Sequence[bytes]) -> dict[UUID, tuple[tuple[str, date], ...]]:
    """Kinds and due days listed on `day` for these participants and not put off, longest overdue first."""
    marks = ",".join("?" * len(ids))
    sql = (
        f"SELECT subject_id, kind, due_on FROM obligation WHERE subject_id IN ({marks})"
        " AND opens_on <= ? AND (lapses_on IS NULL OR lapses_on >= ?)"
        " AND (snoozed_until IS NULL OR snoozed_until <= ?) ORDER BY due_on, kind, id"
    )
    found: dict[UUID, tuple[tuple[str, date], ...]] = {}
    for subject, kind, due_on in connection.execute(sql, [*ids, *[day.isoformat()] * 3]):
        key = UUID(bytes=subject)
        found[key] = (*found.get(key, ()), (kind, date.fromisoformat(due_on)))
    return found


def employer_index(connection: Any, sort: str) -> list[tuple[bytes, str]]:
    """Ids and folded search texts of the employers by `name`, `last` contact or `next` date."""
    order = {
        "name": "sort_name",
        "last": "last_contact_on IS NULL, last_contact_on DESC, sort_name",
        "next": "next_on IS NULL, next_on, sort_name",
    }[sort]
    return _index(connection, "employer_id", "employer_line", order)


def employer_rows(connection: Any, ids: Sequence[bytes]) -> tuple[EmployerRow, ...]:
    """The lines of these employers, in no order."""
    marks = ",".join("?" * len(ids))
    sql = (
        "SELECT employer_id, name, sector, site, visits, met, hires, last_contact_on, next_on FROM employer_line"
        f" WHERE employer_id IN ({marks})"
    )
    return tuple(
        EmployerRow(UUID(bytes=r[0]), r[1], r[2], r[3], r[4], r[5], r[6], _day(r[7]), _day(r[8]))
        for r in connection.execute(sql, list(ids))
    )
