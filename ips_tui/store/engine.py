"""SQLAlchemy over SQLCipher: plain `sqlite` dialect, own connections, explicit transactions.

The driver runs in autocommit; the `begin` event says what a transaction is. Writers take the write lock at
once (BEGIN IMMEDIATE): the driver's own deferred BEGIN loses updates in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

READ = "BEGIN"
WRITE = "BEGIN IMMEDIATE"


def make_engine(connect: Callable[[], Any]) -> Engine:
    """An engine over connections that `connect` opens; it writes unless the option `begin` says `READ`."""
    engine = create_engine(
        "sqlite://", module=sqlcipher3.dbapi2, creator=connect, poolclass=QueuePool, hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", WRITE))

    return engine
