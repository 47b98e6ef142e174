"""The rows of the first screens, by plain SQL: what a person sees at once must not wait for the ORM.

Only derived tables are read, each by an index; nothing here computes a rule.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class DueRow:
    """One due line about a participant, an employer or a colleague."""

    id: UUID
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
    about: str
    snoozed_until: date | None
    snoozed_why: str


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
    employer: str
    """Whom an appointment with a person is to visit; empty where that is the subject, or nobody was named."""


def last_entry(connection: Any) -> datetime | None:
    """The moment of the newest entry in the journal, whatever the clock says now; None while there is none.

    Read from the hybrid clock, which never falls: milliseconds, shifted left by 12 bits.
    """
    (newest,) = connection.execute("SELECT max(hybrid_clock) FROM change_group").fetchone()
    return None if newest is None else datetime.fromtimestamp((newest >> 12) / 1000, UTC)


def _id(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


_DUE = (
    "SELECT o.subject, o.subject_id, coalesce(c.ref, ''), coalesce(c.name, e.name, s.name), c.stage, c.specialist_id,"
    " coalesce(c.place, e.site, ''), o.kind, o.source_id, o.due_on, o.reason, o.dates, o.about,"
    " o.id, o.snoozed_until, o.snoozed_why FROM {lines} o"
    " LEFT JOIN caseload_line c ON o.subject = 'participant' AND c.participant_id = o.subject_id"
    " LEFT JOIN employer_line e ON o.subject = 'employer' AND e.employer_id = o.subject_id"
    " LEFT JOIN staff s ON o.subject = 'staff' AND s.id = o.subject_id"
)
_LISTED = "o.opens_on <= ?1 AND (o.lapses_on IS NULL OR o.lapses_on >= ?1)"
_NOW = "(o.snoozed_until IS NULL OR o.snoozed_until <= ?1)"
_PUT_OFF = "o.snoozed_until > ?1"
_OF_STAFF, _NOT_OF_STAFF = "o.subject = 'staff'", "o.subject <> 'staff'"
"""What is due with colleagues is a team leader's own, and in no list of what is due with people and employers."""


def due(
    connection: Any,
    day: date,
    *,
    specialist: UUID | None = None,
    subject_id: UUID | None = None,
    most: int | None = None,
    put_off: bool = False,
    of_staff: bool = False,
) -> tuple[DueRow, ...]:
    """The lines listed on `day`, longest overdue first, at most `most`; of one specialist's people or one subject.

    `put_off`: those alone that were put off to a later day, which are left out otherwise. `of_staff`: those alone that
    are about colleagues, which are left out otherwise unless they are asked for by their subject.
    """
    lines = "obligation"
    where = f" WHERE {_LISTED} AND {_PUT_OFF if put_off else _NOW}"
    if subject_id is None:
        where += f" AND {_OF_STAFF if of_staff else _NOT_OF_STAFF}"
    values: list[Any] = [day.isoformat()]
    if specialist is not None:
        where += " AND c.specialist_id = ?2"
        values.append(specialist.bytes)
    elif subject_id is not None:
        where += " AND o.subject_id = ?2"
        values.append(subject_id.bytes)
    elif most is not None:
        # Cut before anything is looked up about the lines: by the index, whatever their number.
        lines = f"(SELECT * FROM obligation o{where} ORDER BY o.due_on, o.id LIMIT {int(most)})"
    sql = _DUE.format(lines=lines) + where + " ORDER BY o.due_on, c.sort_name, o.kind, o.id"
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
            about=row[12],
            id=UUID(bytes=row[13]),
            snoozed_until=None if row[14] is None else date.fromisoformat(row[14]),
            snoozed_why=row[15],
        )
        for row in rows
    )


_UPCOMING = (
    "SELECT u.subject, u.subject_id, coalesce(c.ref, ''), coalesce(c.name, e.name),"
    " coalesce(c.specialist_id, a.staff_id), u.kind,"
    # A visit to an employer is not held where the person lives.
    " u.on_day, coalesce(a.at_time, ''),"
    " coalesce(a.place, nullif(v.site, ''), CASE u.kind WHEN 'employer_visit' THEN NULL ELSE c.place END, e.site, ''),"
    " a.travel_minutes, CASE u.subject WHEN 'participant' THEN coalesce(v.name, '') ELSE '' END"
    " FROM upcoming_date u LEFT JOIN appointment a ON a.id = u.source_id"
    " LEFT JOIN caseload_line c ON u.subject = 'participant' AND c.participant_id = u.subject_id"
    " LEFT JOIN employer_line e ON u.subject = 'employer' AND e.employer_id = u.subject_id"
    " LEFT JOIN employer_line v ON v.employer_id = a.employer_id"
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
            employer=row[10],
        )
        for row in rows
    )


_MOST_INITIALS = 3
"""Letters that may be somebody's initials; more are the beginning of a word."""


def find(connection: Any, words: Sequence[str], limit: int) -> tuple[tuple[str, UUID, str, str, date | None], ...]:
    """(kind, id, name, detail, day of closing) of participants and employers whose search text holds every word.

    Whoever's name begins with the first word typed comes first, then whose initials it is, then whose further names
    begin with it: two letters are mostly enough. People whose case was closed come after the others: they are found
    all the same, since many come back.
    """
    found: list[tuple[str, UUID, str, str, date | None]] = []
    first = words[0] if words else ""
    few = len(words) == 1 and 1 < len(first) <= _MOST_INITIALS and first.isalnum()
    initials = " ".join(f"{letter}%" for letter in first) if few else ""
    for kind, table, id_column, detail, closed in (
        ("participant", "caseload_line", "participant_id", "ref", "closed_on"),
        ("employer", "employer_line", "employer_id", "site", "NULL"),
    ):
        # A search text begins with the name.
        where = " AND ".join("instr(search_text, ?) > 0" for _ in words) or "1"
        likeness = (
            "CASE WHEN substr(search_text, 1, length(?)) = ? THEN 0"
            # Of the first and the last name before those of one between.
            " WHEN name LIKE ? THEN CASE WHEN name LIKE ? THEN 2 ELSE 1 END"
            " WHEN instr(search_text, ?) > 0 THEN 3 ELSE 4 END"
        )
        sql = f"SELECT {id_column}, name, {detail}, {closed} FROM {table} WHERE {where} OR name LIKE ?"
        rows = connection.execute(
            f"{sql} ORDER BY {closed} IS NOT NULL, {likeness}, sort_name LIMIT ?",
            [*words, initials, first, first, initials, f"{initials} %", f" {first}", limit],
        )
        found += [
            (kind, UUID(bytes=row[0]), row[1], row[2], date.fromisoformat(row[3]) if row[3] else None) for row in rows
        ]
    return tuple(found)


def staff(connection: Any) -> tuple[tuple[UUID, str, str, str], ...]:
    """(id, ref, name, role) of everyone who works here, by name."""
    sql = "SELECT id, ref, name, role FROM staff WHERE NOT removed ORDER BY name"
    return tuple((UUID(bytes=row[0]), row[1], row[2], row[3]) for row in connection.execute(sql))


def setting(connection: Any, key: str) -> str | None:
    """A journaled setting's value."""
    row = connection.execute("SELECT value FROM setting WHERE key = ? AND NOT removed", [key]).fetchone()
    return None if row is None else str(row[0])


def settings_below(connection: Any, start: str) -> tuple[tuple[str, str], ...]:
    """(key, value) of the journaled settings whose key begins so."""
    sql = "SELECT key, value FROM setting WHERE substr(key, 1, ?) = ? AND NOT removed"
    return tuple(connection.execute(sql, [len(start), start]))


def rules(connection: Any) -> str:
    """The fingerprint of the rules that the derived rows were computed by."""
    return str(connection.execute("SELECT rules FROM site").fetchone()[0])


def count_due(connection: Any, day: date) -> int:
    """How many lines are listed on `day` about participants and employers, without those that were put off."""
    sql = f"SELECT count(*) FROM obligation o WHERE {_LISTED} AND {_NOW} AND {_NOT_OF_STAFF}"
    return int(connection.execute(sql, [day.isoformat()]).fetchone()[0])


def name_of(connection: Any, subject_id: UUID | None) -> str:
    """The name of a participant, an employer or a colleague; empty for anything else."""
    if subject_id is None:
        return ""
    row = connection.execute(
        "SELECT name FROM caseload_line WHERE participant_id = ?1"
        " UNION ALL SELECT name FROM employer_line WHERE employer_id = ?1"
        " UNION ALL SELECT name FROM staff WHERE id = ?1",
        [subject_id.bytes],
    ).fetchone()
    return "" if row is None else str(row[0])
