"""Statements about some rows by their ids, each put together once. A save is about one row of most tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, bindparam

from ips_tui.records.base import Guid


def among(column: SQLColumnExpression[Any], *, one: bool) -> ColumnElement[bool]:
    """That the column holds one of the ids that `handed` hands in; `one`: that it holds the one.

    A list is written into the text of a statement anew each time, which takes as long as answering it.
    """
    if one:
        return column == bindparam("ids", type_=Guid())
    return column.in_(bindparam("ids", expanding=True))


def handed(ids: Sequence[UUID]) -> dict[str, UUID | Sequence[UUID]]:
    """The ids as the statement takes them that was made with `one` where there is one, otherwise without."""
    return {"ids": ids[0] if len(ids) == 1 else ids}
