"""Bringing a store to this program's schema. Imports Alembic, so only where there is something to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy import text

from ips_tui.store.engine import make_engine
from ips_tui.store.problems import Damaged, DiskTrouble

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration(connection: Any = None) -> Config:
    """Alembic's configuration, on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def build(connect: Callable[[], Any]) -> None:
    """Build this program's schema in an empty store, by every revision there is."""
    upgrade(connect)


def upgrade(connect: Callable[[], Any], *, to: str = "head", orphans: bool = False) -> None:
    """Run every missing revision up to `to` in one transaction; nothing changes when one of them fails.

    Foreign keys are off meanwhile, since a table made anew would else take its children with it, and checked
    before the commit. Raises Damaged when the check finds a row without its parent, unless `orphans` may be there, and
    DiskTrouble when the program's own revisions cannot be read.
    """

    def without_foreign_keys() -> Any:
        opened = connect()
        opened.execute("PRAGMA foreign_keys=OFF")
        return opened

    engine = make_engine(without_foreign_keys)
    try:
        with engine.begin() as connection:
            try:
                command.upgrade(configuration(connection), to)
            except CommandError as error:
                # Every store that comes here is of a revision that this program has.
                raise DiskTrouble() from error
            if not orphans and connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                raise Damaged()
    finally:
        engine.dispose()
