"""The rows of the first screens, by plain SQL: what a person sees at once must not wait for the ORM.

Only derived tables are read, each by an index; nothing here computes a rule.
"""

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
class DueRow:
    """One due line about a participant or an employer."""

    subject: str
    subject_id: UUID
    ref: str
    name: str
    stage: int | None
    specialist_id: UUID | None
    place: str
    kind: str
    source_id: UUID
    due_on: date
    reason: str
    dates: tuple[tuple[str, date], ...]


@dataclass(frozen=True)
class UpcomingRow:
    """One appointment or agreed date, with what is needed to get there."""

    subject: str
    subject_id: UUID
    ref: str
    name: str
    specialist_id: UUID | None
    kind: str
    on: date
    at: str
    place: str
    travel_minutes: int | None


@dataclass(frozen=True)
class CaseloadRow:
    """One participant as the caseload and the header show them."""

    participant_id: UUID
    ref: str
    name: str
    stage: int
    stage_entered_on: date
    specialist_id: UUID | None
    specialist_ref: str
    specialist_name: str
    place: str
    first_seen_on: date | None
    first_search_on: date | None
    first_employer_met_on: date | None
    last_contact_on: date | None


@dataclass(frozen=True)
class EmployerRow:
    """One employer as the list shows it."""

    employer_id: UUID
    name: str
    sector: str
    site: str
    visits: int
    last_contact_on: date | None
    next_on: date | None


def _id(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


_DUE = (
    "SELECT o.subject, o.subject_id, coalesce(c.ref, ''), coalesce(c.name, e.name), c.stage, c.specialist_id,"
    " coalesce(c.place, e.site, ''), o.kind, o.source_id, o.due_on, o.reason, o.dates FROM obligation o"
    " LEFT JOIN caseload_line c ON o.subject = 'participant' AND c.participant_id = o.subject_id"
    " LEFT JOIN employer_line e ON o.subject = 'employer' AND e.employer_id = o.subject_id"
)


def due(
    connection: Any,
    day: date,
    *,
    specialist: UUID | None = None,
    subject_id: UUID | None = None,
    most: int | None = None,
) -> tuple[DueRow, ...]:
    """The lines listed on `day`, longest overdue first, at most `most`; of one specialist's people or one subject."""
    where = " WHERE o.opens_on <= ?1 AND (o.lapses_on IS NULL OR o.lapses_on >= ?1)"
    values: list[Any] = [day.isoformat()]
    if specialist is not None:
        where += " AND c.specialist_id = ?2"
        values.append(specialist.bytes)
    elif subject_id is not None:
        where += " AND o.subject_id = ?2"
        values.append(subject_id.bytes)
    sql = _DUE + where + " ORDER BY o.due_on, c.sort_name, o.kind, o.id"
    if most is not None:
        sql += f" LIMIT {int(most)}"
    rows = connection.execute(sql, values)
    return tuple(
        DueRow(
            subject=row[0],
            subject_id=UUID(bytes=row[1]),
            ref=row[2],
            name=row[3],
            stage=row[4],
            specialist_id=_id(row[5]),
            place=row[6],
            kind=row[7],
            source_id=UUID(bytes=row[8]),
            due_on=date.fromisoformat(row[9]),
            reason=row[10],
            dates=tuple((name, date.fromisoformat(value)) for name, value in json.loads(row[11])),
        )
        for row in rows
    )


_UPCOMING = (
    "SELECT u.subject, u.subject_id, coalesce(c.ref, ''), coalesce(c.name, e.name), c.specialist_id, u.kind,"
    " u.on_day, coalesce(a.at_time, ''), coalesce(a.place, c.place, e.site, ''), a.travel_minutes"
    " FROM upcoming_date u LEFT JOIN appointment a ON a.id = u.source_id"
    " LEFT JOIN caseload_line c ON u.subject = 'participant' AND c.participant_id = u.subject_id"
    " LEFT JOIN employer_line e ON u.subject = 'employer' AND e.employer_id = u.subject_id"
)


def upcoming(
    connection: Any,
    day: date,
    *,
    specialist: UUID | None = None,
    subject_id: UUID | None = None,
    most: int | None = None,
) -> tuple[UpcomingRow, ...]:
    """Appointments and agreed dates on or after `day`, the nearest first, at most `most`."""
    where, values = " WHERE u.on_day >= ?1", [day.isoformat()]
    if specialist is not None:
        where += " AND coalesce(c.specialist_id, a.staff_id) = ?2"
        values.append(specialist.bytes)  # type: ignore[arg-type]
    elif subject_id is not None:
        where += " AND u.subject_id = ?2"
        values.append(subject_id.bytes)  # type: ignore[arg-type]
    sql = _UPCOMING + where + " ORDER BY u.on_day, a.at_time, c.sort_name, u.id"
    if most is not None:
        sql += f" LIMIT {int(most)}"
    rows = connection.execute(sql, values)
    return tuple(
        UpcomingRow(
            subject=row[0],
            subject_id=UUID(bytes=row[1]),
            ref=row[2],
            name=row[3],
            specialist_id=_id(row[4]),
            kind=row[5],
            on=date.fromisoformat(row[6]),
            at=row[7][:5],
            place=row[8],
            travel_minutes=row[9],
        )
        for row in rows
    )


_CASELOAD = (
    "SELECT participant_id, ref, name, stage, stage_entered_on, specialist_id, specialist_ref, specialist_name,"
    " place, first_seen_on, first_search_on, first_employer_met_on, last_contact_on FROM caseload_line"
)
_SORTS = {
    "name": "sort_name, ref",
    "ref": "ref",
    "stage": "stage, stage_entered_on, sort_name",
    "days": "stage_entered_on, sort_name",
    "clock": "first_search_on IS NOT NULL, first_seen_on IS NULL, first_seen_on, sort_name",
    "due": "(SELECT min(o.due_on) FROM obligation o WHERE o.subject_id = participant_id"
    " AND o.opens_on <= ?1) IS NULL, (SELECT min(o.due_on) FROM obligation o"
    " WHERE o.subject_id = participant_id AND o.opens_on <= ?1), sort_name",
}
CASELOAD_SORTS = tuple(_SORTS)


def caseload_index(connection: Any, sort: str, day: date, *, specialist: UUID | None = None) -> list[tuple[bytes, str]]:
    """Ids and folded search texts of the caseload in the order of one of `CASELOAD_SORTS`."""
    values: list[Any] = [day.isoformat()]
    where = ""
    if specialist is not None:
        where = " WHERE specialist_id = ?2"
        values.append(specialist.bytes)
    elif "?1" not in _SORTS[sort]:
        values = []
    sql = f"SELECT participant_id, search_text FROM caseload_line{where} ORDER BY {_SORTS[sort]}"
    found: list[tuple[bytes, str]] = connection.execute(sql, values).fetchall()
    return found


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
            stage=row[3],
            stage_entered_on=date.fromisoformat(row[4]),
            specialist_id=_id(row[5]),
            specialist_ref=row[6],
            specialist_name=row[7],
            place=row[8],
            first_seen_on=_day(row[9]),
            first_search_on=_day(row[10]),
            first_employer_met_on=_day(row[11]),
            last_contact_on=_day(row[12]),
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
    """Kinds and due days listed on `day` for these participants, longest overdue first."""
    marks = ",".join("?" * len(ids))
    sql = (
        f"SELECT subject_id, kind, due_on FROM obligation WHERE subject_id IN ({marks})"
        " AND opens_on <= ? AND (lapses_on IS NULL OR lapses_on >= ?) ORDER BY due_on, kind, id"
    )
    found: dict[UUID, tuple[tuple[str, date], ...]] = {}
    for subject, kind, due_on in connection.execute(sql, [*ids, day.isoformat(), day.isoformat()]):
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
    sql = f"SELECT employer_id, search_text FROM employer_line ORDER BY {order}"
    found: list[tuple[bytes, str]] = connection.execute(sql).fetchall()
    return found


def employer_rows(connection: Any, ids: Sequence[bytes]) -> tuple[EmployerRow, ...]:
    """The lines of these employers, in no order."""
    marks = ",".join("?" * len(ids))
    sql = (
        "SELECT employer_id, name, sector, site, visits, last_contact_on, next_on FROM employer_line"
        f" WHERE employer_id IN ({marks})"
    )
    return tuple(
        EmployerRow(UUID(bytes=r[0]), r[1], r[2], r[3], r[4], _day(r[5]), _day(r[6]))
        for r in connection.execute(sql, list(ids))
    )


def find(connection: Any, words: Sequence[str], limit: int) -> tuple[tuple[str, UUID, str, str], ...]:
    """(kind, id, name, detail) of participants and employers whose search text holds every word."""
    found: list[tuple[str, UUID, str, str]] = []
    for kind, table, id_column, detail in (
        ("participant", "caseload_line", "participant_id", "ref"),
        ("employer", "employer_line", "employer_id", "site"),
    ):
        where = " AND ".join("instr(search_text, ?) > 0" for _ in words) or "1"
        sql = f"SELECT {id_column}, name, {detail} FROM {table} WHERE {where} ORDER BY sort_name LIMIT ?"
        rows = connection.execute(sql, [*words, limit])
        found += [(kind, UUID(bytes=row[0]), row[1], row[2]) for row in rows]
    return tuple(found)


def staff(connection: Any) -> tuple[tuple[UUID, str, str, str], ...]:
    """(id, ref, name, role) of everyone who works here, by name."""
    sql = "SELECT id, ref, name, role FROM staff WHERE NOT removed ORDER BY name"
    return tuple((UUID(bytes=row[0]), row[1], row[2], row[3]) for row in connection.execute(sql))


def setting(connection: Any, key: str) -> str | None:
    """A journaled setting's value."""
    row = connection.execute("SELECT value FROM setting WHERE key = ? AND NOT removed", [key]).fetchone()
    return None if row is None else str(row[0])


def count_due(connection: Any, day: date) -> int:
    """How many lines are listed on `day` in all."""
    sql = "SELECT count(*) FROM obligation WHERE opens_on <= ?1 AND (lapses_on IS NULL OR lapses_on >= ?1)"
    return int(connection.execute(sql, [day.isoformat()]).fetchone()[0])


def name_of(connection: Any, subject_id: UUID | None) -> str:
    """The name of a participant or employer; empty for anything else."""
    if subject_id is None:
        return ""
    row = connection.execute(
        "SELECT name FROM caseload_line WHERE participant_id = ?1"
        " UNION ALL SELECT name FROM employer_line WHERE employer_id = ?1",
        [subject_id.bytes],
    ).fetchone()
    return "" if row is None else str(row[0])
