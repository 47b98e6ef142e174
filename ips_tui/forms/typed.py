"""What a person typed, as a value: the validators of the kit's types.

A value that is no text is left as it is: an entry can be made from values too. What cannot be read is refused with the
id of the sentence that says why, which never holds what was typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import time
from decimal import Decimal
from typing import Any

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from ips_tui import text
from ips_tui.date_words import ENGLISH
from ips_tui.dates import UnreadableDate, read_date
from ips_tui.domain.distance import MILES, UnreadableDistance, read_distance
from ips_tui.domain.money import USUAL_CURRENCY, UnreadableMoney, read_money
from ips_tui.forms.asking import MOST_HOURS, Ask


def _asked_how(info: ValidationInfo) -> Ask | None:
    """How the field is asked; None when an entry is made from values and not read from raw text."""
    context: Mapping[str, Any] = info.context or {}
    ask: Ask | None = context.get("asks", {}).get(info.field_name)
    return ask


def _not_too_long(value: str, ask: Ask | None) -> str:
    if ask and ask.longest and len(value) > ask.longest:
        over: dict[str, Any] = {"longest": str(ask.longest), "length": str(len(value))}
        raise PydanticCustomError("problem.too_long", "too long", over)
    return value


def plain(value: Any, info: ValidationInfo) -> Any:
    return _not_too_long(text.clean(value).text.strip(), _asked_how(info)) if isinstance(value, str) else value


def lines_of(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    return _not_too_long(text.clean(value, lines=True).text.strip("\n"), _asked_how(info))


def day(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    context: Mapping[str, Any] = info.context or {}
    ask = _asked_how(info)
    try:
        return read_date(
            value,
            context["today"],
            order=context.get("date_order", "dmy"),
            lean=ask.lean if ask else "near",
            words=context.get("dates", ENGLISH),
        )
    except UnreadableDate as error:
        raise PydanticCustomError(f"problem.{error.reason}", "not a date") from None


def number(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    digits = value.strip().replace(" ", "")
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", digits):
        raise PydanticCustomError("problem.not_a_number", "not a whole number")
    number, ask = int(digits), _asked_how(info)
    if ask and ask.lowest is not None and ask.highest is not None and not ask.lowest <= number <= ask.highest:
        span: dict[str, Any] = {"lowest": str(ask.lowest), "highest": str(ask.highest)}
        raise PydanticCustomError("problem.out_of_range", "out of range", span)
    return number


def time_of_day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    match = re.fullmatch(r"\s*([0-9]{1,2})(?:[:.h ]?([0-9]{2}))?\s*(am|pm)?\s*", value.lower())
    if match:
        hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
        # "13 am" says two things at once and is no time.
        possible = not half or 1 <= hour <= 12
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0)
        if possible and hour < 24 and minute < 60:
            return time(hour, minute)
    raise PydanticCustomError("problem.not_a_time", "not a time")


def money(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    context: Mapping[str, Any] = info.context or {}
    ask = _asked_how(info)
    below_zero = ask is not None and ask.below_zero
    try:
        return read_money(text.clean(value).text, context.get("currency", USUAL_CURRENCY), below_zero=below_zero)
    except UnreadableMoney:
        raise PydanticCustomError("problem.not_money", "not an amount of money") from None


def distance(value: Any, info: ValidationInfo) -> Any:
    if not isinstance(value, str):
        return value
    context: Mapping[str, Any] = info.context or {}
    try:
        return read_distance(text.clean(value).text, context.get("distance", MILES))
    except UnreadableDistance:
        raise PydanticCustomError("problem.not_a_distance", "not a distance") from None


def hours(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return read_hours(text.clean(value).text)
    except ValueError:
        raise PydanticCustomError("problem.not_hours", "not a number of hours") from None


def read_hours(typed: str) -> Decimal:
    """The hours of a week that a person typed, to a hundredth: `16`, `37.5`, `37,5`, `37:30`.

    Raises ValueError for anything else, and unless they are above 0 and at most 168.
    """
    match = re.fullmatch(r"([0-9]{1,3})(?:[.,]([0-9]{1,2})|:([0-5][0-9]))?", typed.strip())
    if match is None:
        raise ValueError("no number of hours")
    hours = Decimal(f"{match[1]}.{match[2] or 0}")
    if match[3]:
        hours = (Decimal(match[1]) + Decimal(match[3]) / 60).quantize(Decimal("0.01"))
    if not 0 < hours <= MOST_HOURS:
        raise ValueError("no hours, or more than a week has")
    return hours


def raw_rows(text: str) -> list[dict[str, str]]:
    """The rows of a group's raw text, each as raw text per field; none when it is no such text."""
    try:
        found = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, list):
        return []
    rows = [row for row in found if isinstance(row, dict)]
    return [{name: said for name, said in row.items() if isinstance(said, str)} for row in rows]


def rows_raw(rows: Sequence[Mapping[str, str]]) -> str:
    """The raw text of a group that holds these rows; empty for none."""
    return json.dumps([dict(row) for row in rows], ensure_ascii=False) if rows else ""


def yes_no(value: Any) -> Any:
    if isinstance(value, str):
        if value in ("yes", "no"):
            return value == "yes"
        raise PydanticCustomError("problem.not_a_choice", "neither yes nor no")
    return value


def several(value: Any) -> Any:
    return tuple(v for v in value.split("\n") if v) if isinstance(value, str) else value
