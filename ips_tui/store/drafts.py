"""Drafts: what was typed and not saved, kept in the store (DESIGN idea 2). Plain SQL: no form waits for the ORM."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class DraftKey:
    """What a draft belongs to: the form, whom it is about, and the record or the new entry."""

    form: str
    subject_id: UUID | None = None
    record_id: UUID | None = None

    def __str__(self) -> str:
        return "/".join((self.form, *(part.hex if part else "new" for part in (self.subject_id, self.record_id))))


@dataclass(frozen=True)
class Draft:
    """A kept draft: raw text per field, when it was written, and the record's last change when it was begun."""

    key: DraftKey
    fields: Mapping[str, str]
    written_at: datetime
    base: UUID | None


CLEAR = "DELETE FROM draft WHERE key = ?"


def keep(connection: Any, key: DraftKey, fields: Mapping[str, str], base: UUID | None, now: datetime) -> None:
    """Write the draft at once; it is on the disk when this returns."""
    values = [
        str(key),
        key.form,
        key.subject_id.bytes if key.subject_id else None,
        key.record_id.bytes if key.record_id else None,
        now.isoformat(),
        base.bytes if base else None,
        json.dumps(dict(fields), ensure_ascii=False),
    ]
    connection.execute(
        "INSERT INTO draft (key, form, subject_id, record_id, written_at, base, fields)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET"
        " written_at = excluded.written_at, base = excluded.base, fields = excluded.fields",
        values,
    )


def load(connection: Any, key: DraftKey) -> Draft | None:
    """The draft of that key, if one is kept."""
    found = connection.execute(f"{_SELECT} WHERE key = ?", [str(key)]).fetchone()
    return None if found is None else _draft(found)


def drop(connection: Any, key: DraftKey) -> None:
    """Forget the draft."""
    connection.execute(CLEAR, [str(key)])


def waiting(connection: Any) -> tuple[Draft, ...]:
    """Every kept draft, the newest first."""
    return tuple(_draft(row) for row in connection.execute(f"{_SELECT} ORDER BY written_at DESC"))


_SELECT = "SELECT form, subject_id, record_id, written_at, base, fields FROM draft"


def _id(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)


def _draft(row: tuple[Any, ...]) -> Draft:
    form, subject, record, written, base, fields = row
    key = DraftKey(form, _id(subject), _id(record))
    return Draft(key, json.loads(fields), datetime.fromisoformat(written), _id(base))
