"""Kept rows as any program can read them: each value as plain JSON, and back, strictly.

What is a row here is what makes a store what it is: records, the journal with its chain, who looked, and drafts. Left
out is what a store computes from these, or what is of one installation alone (`LEFT_OUT`).
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, Table, Text, Time

from ips_tui.domain.distance import UNITS, Distance
from ips_tui.domain.money import Money
from ips_tui.records import Derived, base
from ips_tui.records.machinery import KnownSite, Site, StoreCopy
from ips_tui.store.portable_checks import Unfit, Why, check_row

LEFT_OUT = frozenset({Site.__tablename__, KnownSite.__tablename__, StoreCopy.__tablename__})
"""Machinery of one installation: which it is, how far it has taken in others (told by the journal anew), and copies of
one file, which open with the keys of that file."""

_LARGEST, _SMALLEST = 2**63 - 1, -(2**63)
_ID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}"
_MOMENT = rf"{_DAY}T{_TIME}\.[0-9]{{6}}Z"
_HOURS = r"-?[0-9]{1,9}(\.[0-9]{1,2})?"
_BYTES = r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
_CURRENCY = r"[A-Z]{3}"
# Drawn as nothing, obeyed by a terminal, or taken for the end of a line by some readers.
_UNSEEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff0-\ufffb\ufffe\uffff]")

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Portable:
    """How one kind of value is written as JSON, read back (raising ValueError for anything else), and described."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]
    schema: Schema


@dataclass(frozen=True)
class Kept:
    """One table as it travels."""

    table: Table
    columns: Mapping[str, Portable]

    @property
    def name(self) -> str:
        """The table's name."""
        return self.table.name

    def line(self, row: Mapping[str, Any]) -> bytes:
        """A row as one line: every column in the order of the table, nothing hidden in it."""
        said = {
            name: None if row[name] is None else portable.write(row[name]) for name, portable in self.columns.items()
        }
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        return _UNSEEN.sub(_escaped, text).encode() + b"\n"

    def row(self, said: object) -> dict[str, Any]:
        """The row that a line said. Raises Unfit for anything that this program would not have written."""
        if not isinstance(said, dict):
            raise Unfit(Why.NO_ROW)
        if said.keys() - self.columns.keys():
            raise Unfit(Why.UNKNOWN_COLUMN)
        row: dict[str, Any] = {}
        for name, portable in self.columns.items():
            if name not in said:
                raise Unfit(Why.MISSING_COLUMN, name)
            value = said[name]
            if value is None:
                if not self.table.columns[name].nullable:
                    raise Unfit(Why.VALUE, name)
                row[name] = None
                continue
            try:
                row[name] = portable.read(value)
            except (ValueError, TypeError):
                # Not with the error behind it, which quotes the value.
                raise Unfit(Why.VALUE, name) from None
        check_row(self.name, row)
        return row


@cache
def kept_tables() -> tuple[Kept, ...]:
    """Every table that travels, by name."""
    tables = (
        base.Table.metadata.tables[str(mapper.class_.__tablename__)]
        for mapper in base.Table.registry.mappers
        if not issubclass(mapper.class_, Derived) and mapper.class_.__tablename__ not in LEFT_OUT
    )
    return tuple(
        Kept(table, {column.name: portable(column) for column in table.columns})
        for table in sorted(tables, key=lambda table: table.name)
    )


def portable(column: Column[Any]) -> Portable:
    """How the values of a column travel. Raises TypeError for a type that nobody has thought of yet."""
    kind = column.type
    if isinstance(kind, base.Word):
        return _word(kind.choices)
    if isinstance(kind, base.Words):
        return _words(kind.choices)
    for type_, found in _BY_TYPE:
        if isinstance(kind, type_):
            return found
    raise TypeError(f"{column} has a type that cannot be written out yet")


def is_portable_id(text: str) -> bool:
    """Whether this is an id as it is written here."""
    return re.fullmatch(_ID, text) is not None


# -- one kind of value each -------------------------------------------------------------------------------


def _matching(pattern: str, read: Callable[[str], Any]) -> Callable[[Any], Any]:
    """Reads a text of this shape and no other."""
    shape = re.compile(pattern)

    def checked(said: Any) -> Any:
        if not isinstance(said, str) or shape.fullmatch(said) is None:
            raise ValueError("another shape")
        return read(said)

    return checked


def _shaped(pattern: str, **more: str) -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{pattern}$", **more}


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise ValueError("no text")
    # Half of a surrogate pair is no character, and no store can hold it.
    said.encode()
    return said


def _truth(said: Any) -> bool:
    if not isinstance(said, bool):
        raise ValueError("neither true nor false")
    return said


def _whole(said: Any) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not _SMALLEST <= said <= _LARGEST:
        raise ValueError("no whole number")
    return said


def _moment_out(moment: datetime) -> str:
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _hours(said: str) -> Decimal:
    hours = Decimal(said)
    if f"{hours.normalize():f}" != said:
        raise ValueError("written otherwise")
    return hours


def _bytes(said: str) -> bytes:
    try:
        return base64.b64decode(said, validate=True)
    except binascii.Error:
        raise ValueError("no bytes") from None


def _parts(said: Any, *names: str) -> list[Any]:
    if not isinstance(said, dict) or said.keys() != set(names):
        raise ValueError("other parts")
    return [said[name] for name in names]


def _money(said: Any) -> Money:
    minor, currency = _parts(said, "minor", "currency")
    return Money(_whole(minor), _matching(_CURRENCY, str)(currency))


def _distance(said: Any) -> Distance:
    tenths, unit = _parts(said, "tenths", "unit")
    if unit not in UNITS:
        raise ValueError("no unit")
    return Distance(_whole(tenths), unit)


def _object(**properties: Schema) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


ID: Schema = _shaped(_ID, format="uuid")
DAY: Schema = _shaped(_DAY, format="date")
_INTEGER = {"type": "integer", "minimum": _SMALLEST, "maximum": _LARGEST}
_BY_TYPE: tuple[tuple[type[Any], Portable], ...] = (
    (base.Guid, Portable(str, _matching(_ID, UUID), ID)),
    (
        base.UTCDateTime,
        Portable(_moment_out, _matching(_MOMENT, datetime.fromisoformat), _shaped(_MOMENT, format="date-time")),
    ),
    (
        base.Amount,
        Portable(
            lambda money: {"minor": money.minor, "currency": money.currency},
            _money,
            _object(minor=_INTEGER, currency=_shaped(_CURRENCY)),
        ),
    ),
    (
        base.Way,
        Portable(
            lambda way: {"tenths": way.tenths, "unit": way.unit},
            _distance,
            _object(tenths=_INTEGER, unit={"enum": list(UNITS)}),
        ),
    ),
    (base.WeeklyHours, Portable(lambda hours: f"{hours.normalize():f}", _matching(_HOURS, _hours), _shaped(_HOURS))),
    (Boolean, Portable(bool, _truth, {"type": "boolean"})),
    (Integer, Portable(int, _whole, _INTEGER)),
    (Date, Portable(date.isoformat, _matching(_DAY, date.fromisoformat), DAY)),
    (
        Time,
        Portable(lambda at: at.isoformat(timespec="seconds"), _matching(_TIME, time.fromisoformat), _shaped(_TIME)),
    ),
    (
        LargeBinary,
        Portable(
            lambda said: base64.b64encode(said).decode(),
            _matching(_BYTES, _bytes),
            _shaped(_BYTES, contentEncoding="base64"),
        ),
    ),
    (Text, Portable(str, _text, {"type": "string"})),
)
"""By type; those made of another stand before it."""


def _word(choices: type[StrEnum]) -> Portable:
    return Portable(lambda word: word.value, _choice(choices), {"enum": [word.value for word in choices]})


def _words(choices: type[StrEnum]) -> Portable:
    read = _choice(choices)

    def several(said: Any) -> tuple[StrEnum, ...]:
        if not isinstance(said, list):
            raise ValueError("no list")
        return tuple(read(one) for one in said)

    return Portable(
        lambda words: [word.value for word in words],
        several,
        {"type": "array", "items": {"enum": [word.value for word in choices]}},
    )


def _choice(choices: type[StrEnum]) -> Callable[[Any], StrEnum]:
    known = {word.value: word for word in choices}

    def read(said: Any) -> StrEnum:
        if not isinstance(said, str) or said not in known:
            raise ValueError("no word of the list")
        return known[said]

    return read


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
