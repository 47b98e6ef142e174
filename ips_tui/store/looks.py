"""Who looked at a person's record. Plain SQL: a page must not wait for the ORM to say that it was opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from ips_tui.domain.rights import Looked
from ips_tui.store.digests import ACCESS, link_digest, plain
from ips_tui.store.transaction import one_transaction

SAME_LOOK = timedelta(minutes=30)
"""A page that is opened again by the same person within this time was not looked at anew."""

_MOMENT = "%Y-%m-%d %H:%M:%S.%f"
_LAST_LINK = "SELECT number, digest FROM chain_link WHERE site_id = ? ORDER BY number DESC LIMIT 1"
_LAST_LOOK = (
    "SELECT at FROM access WHERE participant_id = ? AND what = ? AND staff_id IS ? AND detail IS ?"
    " ORDER BY at DESC LIMIT 1"
)


@dataclass(frozen=True)
class Look:
    """One look at a record: when (UTC), by whom, and what was done."""

    at: datetime
    staff_id: UUID | None
    what: Looked
    detail: str


def note_look(
    connection: Any,
    *,
    look_id: UUID,
    site_id: UUID,
    at: datetime,
    staff_id: UUID | None,
    participant_id: UUID,
    what: Looked,
    detail: str = "",
) -> None:
    """Keep that a record was looked at, with its link in the chain, in a transaction of its own.

    `detail` is a word of this program for the paper or file, never a text of the record. A page opened again by the
    same person within SAME_LOOK is one look.
    """
    said, by = detail or None, None if staff_id is None else staff_id.bytes
    with one_transaction(connection):
        last = connection.execute(_LAST_LOOK, [participant_id.bytes, what.value, by, said]).fetchone()
        if what is not Looked.OPENED or last is None or abs(at - _moment(last[0])) > SAME_LOOK:
            link = connection.execute(_LAST_LINK, [site_id.bytes]).fetchone()
            number, before = (link[0] + 1, link[1]) if link else (1, "")
            facts = [look_id, site_id, at.astimezone(UTC), staff_id, participant_id, what.value, said]
            connection.execute(
                "INSERT INTO access (id, site_id, at, staff_id, participant_id, what, detail)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    look_id.bytes,
                    site_id.bytes,
                    at.astimezone(UTC).strftime(_MOMENT),
                    by,
                    participant_id.bytes,
                    what.value,
                    said,
                ],
            )
            connection.execute(
                "INSERT INTO chain_link (site_id, number, kind, what_id, digest) VALUES (?, ?, ?, ?, ?)",
                [site_id.bytes, number, ACCESS, look_id.bytes, link_digest(before, ACCESS, [*map(plain, facts)])],
            )


def looks_at(connection: Any, participant_id: UUID) -> tuple[Look, ...]:
    """Every look at one person's record, the newest first."""
    rows = connection.execute(
        "SELECT at, staff_id, what, detail FROM access WHERE participant_id = ? ORDER BY at DESC, id DESC",
        [participant_id.bytes],
    ).fetchall()
    return tuple(
        Look(_moment(at), staff and UUID(bytes=staff), Looked(what), detail or "") for at, staff, what, detail in rows
    )


def _moment(kept: str) -> datetime:
    return datetime.strptime(kept, _MOMENT).replace(tzinfo=UTC)
