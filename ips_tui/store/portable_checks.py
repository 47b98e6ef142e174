"""What a row that comes from outside must be beyond the types of its columns, since this program relies on it.

What the journal says is read back by columns, drafts into forms, and a reference becomes part of the name of a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Column

from ips_tui.domain.distance import Distance
from ips_tui.domain.money import Money
from ips_tui.records import base
from ips_tui.store.journal import decode, record_tables

_REF = re.compile(r"[A-Za-z0-9](-?[A-Za-z0-9]){0,63}", re.ASCII)
_FORM = re.compile(r"[a-z_]{1,64}", re.ASCII)


class Why(StrEnum):
    """Why a line is not taken in."""

    NO_ROW = "no_row"
    UNKNOWN_COLUMN = "unknown_column"
    MISSING_COLUMN = "missing_column"
    VALUE = "value"


class Unfit(ValueError):
    """A row is not as this program writes it. `column` is a name of this program; nothing of the content is in it."""

    def __init__(self, why: Why, column: str = "") -> None:
        super().__init__(why.value)
        self.why = why
        self.column = column


def check_row(table: str, row: Mapping[str, Any]) -> None:
    """Raise Unfit where a value has the right type and this program could not read it all the same."""
    if table == "change":
        _check_change(row)
    elif table == "change_group":
        _object(row, "seen")
    elif table == "draft":
        _check_draft(row)
    elif table == "question_set" and not row["removed"]:
        # A removed one may stand for a row that is gone, and say nothing.
        _object(row, "wording")
    if "ref" in row and row["ref"] and _REF.fullmatch(row["ref"]) is None:
        raise Unfit(Why.VALUE, "ref")


def _check_change(row: Mapping[str, Any]) -> None:
    """The journal speaks of tables and columns that there are, in values that these can hold."""
    if row["table_name"] not in _journaled():
        raise Unfit(Why.VALUE, "table_name")
    columns = base.Table.metadata.tables[row["table_name"]].columns
    name = row["column_name"]
    if name is not None and name not in columns:
        raise Unfit(Why.VALUE, "column_name")
    for side in ("old", "new"):
        if row[side] is None:
            continue
        said = _json(row, side)
        if name is None and not isinstance(said, dict):
            raise Unfit(Why.VALUE, side)
        for column, value in said.items() if name is None else ((name, said),):
            try:
                _check_value(columns[column], value)
            except (KeyError, ValueError, TypeError, ArithmeticError, AttributeError):
                raise Unfit(Why.VALUE, side) from None


def _check_value(column: Column[Any], value: Any) -> None:
    """Raise an error where the journal could not be read back, or what it says not be shown."""
    found = decode(column, value)
    if isinstance(found, (Money, Distance)):
        figure, unit = value
        if not isinstance(figure, int) or not isinstance(unit, str):
            raise ValueError("no figure with its unit")


@cache
def _journaled() -> frozenset[str]:
    return record_tables()


def _check_draft(row: Mapping[str, Any]) -> None:
    fields = _object(row, "fields")
    if not all(isinstance(value, str) for value in fields.values()):
        raise Unfit(Why.VALUE, "fields")
    if _FORM.fullmatch(row["form"]) is None:
        raise Unfit(Why.VALUE, "form")
    try:
        written = datetime.fromisoformat(row["written_at"])
    except ValueError:
        raise Unfit(Why.VALUE, "written_at") from None
    if written.tzinfo is None:
        raise Unfit(Why.VALUE, "written_at")


def _object(row: Mapping[str, Any], column: str) -> dict[str, Any]:
    found = _json(row, column)
    if not isinstance(found, dict):
        raise Unfit(Why.VALUE, column)
    return found


def _json(row: Mapping[str, Any], column: str) -> Any:
    try:
        return json.loads(row[column])
    except (ValueError, RecursionError):
        raise Unfit(Why.VALUE, column) from None
