"""Which schema this program writes; compared at every start, so without SQLAlchemy or Alembic."""

from __future__ import annotations

from typing import Any

from ips_tui.store.problems import Damaged, NewerStore, reading_own_rows

HEAD = "0013"
"""The newest revision below `migrations/versions`; a test holds the two together."""

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013")
"""Every revision this program can start from, oldest first."""


def version_of(connection: Any) -> str:
    """The schema revision of an open store.

    Raises Damaged when the store has none or it cannot be read, NewerStore when this program does not know it.
    """
    with reading_own_rows():
        rows = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchall()
        found = connection.execute("SELECT version_num FROM alembic_version").fetchall() if rows else []
    if len(found) != 1:
        raise Damaged()
    version = str(found[0][0])
    if version not in KNOWN:
        raise NewerStore(version)
    return version
