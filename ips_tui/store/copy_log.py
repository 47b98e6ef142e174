"""The rows that say which copies of this store were taken and where they went. Plain SQL: no ORM, no journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from ips_tui.domain.copies import CopyKind


@dataclass(frozen=True)
class CopyRow:
    """A copy that was found good, as the store remembers it. `made_at` is in UTC, `size` in bytes."""

    id: UUID
    made_at: datetime
    kind: CopyKind
    outside: bool
    place: str
    name: str
    size: int


def note(connection: Any, row: CopyRow, verified_at: datetime) -> None:
    """Remember a copy."""
    values = [row.id.bytes, _text(row.made_at), row.kind, row.outside, row.place, row.name, row.size]
    connection.execute(
        "INSERT INTO store_copy (id, made_at, kind, outside, place, name, size, verified_at, gone)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
        [*values, _text(verified_at)],
    )


def gone(connection: Any, ids: Sequence[UUID]) -> None:
    """Remember that these are not there any more."""
    connection.executemany("UPDATE store_copy SET gone = 1 WHERE id = ?", [[one.bytes] for one in ids])


def rows(connection: Any) -> tuple[CopyRow, ...]:
    """Every copy that is not known to be gone, the newest first."""
    found = connection.execute(
        "SELECT id, made_at, kind, outside, place, name, size FROM store_copy WHERE NOT gone "
        " ORDER BY made_at DESC, id DESC"
    )
    return tuple(
        CopyRow(UUID(bytes=row[0]), _moment(row[1]), CopyKind(row[2]), bool(row[3]), *row[4:]) for row in found
    )


def last_outside(connection: Any) -> datetime | None:
    """When the last copy on another medium was made; None for never."""
    (found,) = connection.execute("SELECT max(made_at) FROM store_copy WHERE outside").fetchone()
    return None if found is None else _moment(found)


def began(connection: Any) -> datetime | None:
    """When the first action was kept; None while there is none."""
    found = connection.execute("SELECT at FROM change_group ORDER BY hybrid_clock LIMIT 1").fetchone()
    return None if found is None else _moment(found[0])


def _text(moment: datetime) -> str:
    # As SQLAlchemy writes a moment, so that both can be compared and read by either.
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
