"""A transaction on a plain connection; what goes through SQLAlchemy has its own (`keeping.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def one_transaction(connection: Any) -> Iterator[None]:
    """All that is written meanwhile is kept together, or nothing of it. Raises what the driver raises."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A commit that the disk refused may have taken everything back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
