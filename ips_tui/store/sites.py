"""Whose journal is whose: the site id of this installation, and how far the journals of others are taken in here.

Plain SQL, so that a practice copy is made without the ORM.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from ips_tui.store.transaction import one_transaction

_TAKE_NOTE = (
    "INSERT INTO known_site (site_id, sequence) SELECT site_id, max(sequence) FROM change_group"
    " WHERE site_id <> (SELECT id FROM site) GROUP BY site_id"
)


def note_what_was_taken_in(connection: Any) -> None:
    """Write down how far the journal of every other site reaches here; the next group says so in `seen`.

    `connection` is the driver's own, inside the transaction that took the journals in.
    """
    connection.execute("DELETE FROM known_site")
    connection.execute(_TAKE_NOTE)


def set_practice_day(connection: Any, day: date) -> None:
    """Note the day that practice has come to, so that it is the same tomorrow (domain.md 6.6 Z2)."""
    connection.execute("UPDATE site SET practice_day = ?", [day.isoformat()])


def renew_site(connection: Any) -> None:
    """Give an open copy of a store a site id of its own, which knows everything that is in the copy.

    For every copy that somebody will write into: two installations of one id would count their groups twice,
    and each would take the other's for its own.
    """
    with one_transaction(connection):
        connection.execute("UPDATE site SET id = ?", [uuid4().bytes])
        note_what_was_taken_in(connection)
