"""Reads a file of another laptop's counts: only what could have been written here is taken (docs/numbers.md)."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import UUID

from ips_tui.domain.outcomes.figure import Kind, Number
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.outcomes.totals import PartTotal, Total
from ips_tui.reports.numbers_file import FORMAT, VERSION, BadNumbers, Numbers
from ips_tui.reports.outcomes import Laptop

MOST_BYTES = 1024 * 1024
ABOUT_STAFF = ("fidelity",)
"""Reports with numbers that nobody on the books is behind."""
_MOST = 10**15
"""What no count of people, jobs or days reaches."""
_MOST_DIGITS = 10**1000
"""What no part of a fraction reaches; a sum of the shares of many specialists has a long one."""
_WORD = re.compile(r"[A-Za-z0-9_]{0,40}", re.ASCII)
_MARK = re.compile(r"[0-9a-f]{16}", re.ASCII)
_LETTER = re.compile(r"[A-Z]{1,3}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SITE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


def read_numbers(path: Path) -> Numbers:
    """What stands in the file. Raises BadNumbers for whatever this program would not have written."""
    try:
        value = json.loads(_bytes(path).decode("utf-8"), object_pairs_hook=_once, parse_constant=_never)
    except (ValueError, RecursionError):
        raise BadNumbers("not_numbers") from None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise BadNumbers("not_numbers")
    version = value.get("version")
    if type(version) is int and version != VERSION and version > 0:
        raise BadNumbers("newer" if version > VERSION else "older")
    try:
        return _read(value)
    except ValueError as wrong:
        raise BadNumbers("damaged", where=str(wrong)) from None


def _bytes(path: Path) -> bytes:
    # O_NONBLOCK: a pipe without a writer must not be waited for.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise BadNumbers("not_read")
            with os.fdopen(handle, "rb", closefd=False) as file:
                data = file.read(MOST_BYTES + 1)
        finally:
            os.close(handle)
    except (OSError, ValueError):
        raise BadNumbers("not_read") from None
    if len(data) > MOST_BYTES:
        raise BadNumbers("not_numbers")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name that is there twice")
    return dict(pairs)


def _never(_: str) -> None:
    raise ValueError("not a number")


def _read(value: dict[str, Any]) -> Numbers:
    """The whole file. Raises ValueError that names the first field which is wrong."""
    names = "format version report practice laptop as_of period last_day rules scale left_out measures"
    _has(value, names, "file")
    laptop = _has(value["laptop"], "site letter", "laptop")
    period, rules = _has(value["period"], "from to", "period"), _has(value["rules"], "id version", "rules")
    if type(value["version"]) is not int or value["version"] != VERSION:
        raise ValueError("version")
    if type(value["practice"]) is not bool:
        raise ValueError("practice")
    left_out = value["left_out"]
    if not isinstance(left_out, list):
        raise ValueError("left_out")
    first, until = _day(period["from"], "period"), _day(period["to"], "period")
    if until < first:
        raise ValueError("period")
    asked = Period(first, until)
    last, as_of = _day(value["last_day"], "last_day"), _day(value["as_of"], "as_of")
    if last != min(asked.last, as_of) or last < asked.first:
        raise ValueError("last_day")
    found = value["measures"]
    if not isinstance(found, list) or not found:
        raise ValueError("measures")
    report = _text(value["report"], _WORD, "report")
    measures = tuple(_read_measure(one, about_staff=report in ABOUT_STAFF) for one in found)
    if len({total.id for _, total in measures}) != len(measures):
        raise ValueError("measures")
    return Numbers(
        report,
        value["practice"],
        Laptop(UUID(_text(laptop["site"], _SITE, "site")), _text(laptop["letter"], _LETTER, "letter"), as_of, False),
        asked,
        last,
        (_text(rules["id"], _WORD, "rules"), _count(rules["version"], "rules")),
        measures,
        tuple(_text(one, _WORD, "left_out") for one in left_out),
        None if value["scale"] is None else _scale(value["scale"]),
    )


def _scale(value: Any) -> tuple[str, str]:
    scale = _has(value, "id mark", "scale")
    return _text(scale["id"], _WORD, "scale"), _text(scale["mark"], _MARK, "scale")


def _read_measure(value: Any, *, about_staff: bool) -> tuple[int, Total]:
    _has(value, "id version kind numerator denominator base counted people parts", "measures")
    name = _text(value["id"], _WORD, "id")
    base = _count(value["base"], name)
    numerator, denominator, counted, people, mean = _figure(value, base, name, about_staff=about_staff)
    if not isinstance(value["parts"], list):
        raise ValueError(name)
    parts = tuple(_read_part(one, base, name, about_staff=about_staff) for one in value["parts"])
    if len({(part.id, part.of, part.group) for part in parts}) != len(parts):
        raise ValueError(name)
    total = Total(name, numerator, denominator, base, counted, people, parts, mean)
    return _count(value["version"], name), total


def _read_part(value: Any, base: int, name: str, *, about_staff: bool) -> PartTotal:
    _has(value, "id of group kind numerator denominator counted people", name)
    part, of, group = (_text(value[field], _WORD, name) for field in ("id", "of", "group"))
    numerator, denominator, counted, people, mean = _figure(value, base, name, about_staff=about_staff)
    return PartTotal(part, numerator, denominator, of, group, people, counted, mean)


def _figure(
    value: dict[str, Any], base: int, name: str, *, about_staff: bool
) -> tuple[Number, Number | None, int, int, bool]:
    """What a measure and its parts share. Raises ValueError with the measure for what no people could give.

    Some numbers `about_staff` have nobody behind them, such as contacts with an office, and people may be there while
    no specialist is.
    """
    kind = value["kind"]
    if kind not in (Kind.COUNT, Kind.SHARE, Kind.MEAN):
        raise ValueError(name)
    mean = kind == Kind.MEAN
    read: Callable[[Any, str], Number] = _number if mean else _count
    numerator = read(value["numerator"], name)
    denominator = None if value["denominator"] is None else read(value["denominator"], name)
    counted, people = _count(value["counted"], name), _count(value["people"], name)
    if not people <= counted <= base:
        raise ValueError(name)
    if (kind == Kind.COUNT and denominator is not None) or (kind == Kind.SHARE and denominator is None):
        raise ValueError(name)
    if denominator is not None and not mean and numerator > denominator:
        raise ValueError(name)
    if denominator == 0 and numerator and not (mean and about_staff):
        raise ValueError(name)
    # Each person stands behind one job or one referral at least, and none of them behind nobody.
    if not mean and (numerator < people or (numerator and not people and not about_staff)):
        raise ValueError(name)
    if kind == Kind.SHARE and (denominator or 0) < counted:
        raise ValueError(name)
    return numerator, denominator, counted, people, mean


def _has(value: Any, names: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(names.split()):
        raise ValueError(where)
    return value


def _count(value: Any, where: str) -> int:
    if type(value) is not int or not 0 <= value < _MOST:
        raise ValueError(where)
    return value


def _number(value: Any, where: str) -> Number:
    """A number that is 0 or more, exact. A fraction is two whole numbers that have no divisor in common."""
    if not isinstance(value, list):
        return _count(value, where)
    if len(value) != 2 or any(type(one) is not int or not 0 < one < _MOST_DIGITS for one in value) or value[1] == 1:
        raise ValueError(where)
    exact = Fraction(value[0], value[1])
    if exact.denominator != value[1] or exact >= _MOST:
        raise ValueError(where)
    return exact


def _text(value: Any, pattern: re.Pattern[str], where: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(where)
    return value


def _day(value: Any, where: str) -> date:
    text = _text(value, _DAY, where)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(where) from None
