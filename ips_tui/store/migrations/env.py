"""Alembic's door: it runs on the connection it is handed, so no key ever meets a file or an address."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from ips_tui.records import Table
from ips_tui.records.base import Amount, Guid, UTCDateTime, Way, WeeklyHours, Word, Words
from ips_tui.store.search import is_index


def render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """How a revision writes our column types: as what they are in the database, without today's choices."""
    if kind == "type" and isinstance(item, (Word, Words, Amount, Way)):
        return "sa.Text()"
    if kind == "type" and isinstance(item, WeeklyHours):
        return "sa.Integer()"
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, Guid):
        return "Guid()"
    return False


def differs(_context: Any, _column: Any, _kept: Any, _found: Any, wanted: Any) -> Literal[False] | None:
    """Whether a column's type differs: never for an id, whose type SQLite reads back as a number."""
    return False if isinstance(wanted, Guid) else None


def ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether the models say how a thing of the database is to be: not of the search index, which is SQLite's own."""
    return not (kind == "table" and is_index(name or ""))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=render,
    compare_type=differs,
    include_name=ours,
)
with context.begin_transaction():
    context.run_migrations()
