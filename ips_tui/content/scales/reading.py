"""Reads a fidelity scale from the values of its file, and says what is wrong with one.

A scale of a team is as the program's own, but for its words, which stand in the file: `name`, and for each item
`title` and, where they are told, `asks`, `anchors` (five texts, from 5 down to 1) and `action`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from ips_tui.domain.fidelity.scale import (
    BEST,
    IPS25,
    LOWEST,
    Band,
    Formula,
    ItemClass,
    ItemWords,
    Scale,
    ScaleItem,
    Seen,
)
from ips_tui.domain.outcomes.definition import Source

MOST_ITEMS, MOST_BANDS, LONGEST = 100, 10, 200
ANCHORS = BEST - LOWEST + 1
SHARES = frozenset(
    {
        Formula.TEAMS,
        Formula.BENEFITS,
        Formula.JOB_TYPES,
        Formula.EMPLOYERS,
        Formula.COMPETITIVE,
        Formula.FOLLOW_ALONG,
    }
)
"""Formulas whose limits are shares; a file gives them in percent."""
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,29}", re.ASCII)
_SCALE = {"id", "version", "dated", "checked", "name", "source", "band", "item"}
_ITEM = {"id", "section", "class", "formula", "evidence", "limits", "less", "least", "parts", "per_specialist"}
_WORDS = {"title", "asks", "anchors", "action"}
WordT = TypeVar("WordT", bound=StrEnum)


class BadScale(ValueError):
    """What is wrong with a file: the end of the id of a sentence (`scale.<fault>`), and what it says."""

    def __init__(self, fault: str, **values: object) -> None:
        super().__init__(fault)
        self.fault = fault
        self.values = values


def read_scale(told: Mapping[str, Any], *, own: bool) -> Scale:
    """The scale that a file tells of; `own` for a team's, whose words stand in it. Raises BadScale."""
    _only(told, _SCALE, "")
    scale_id = _id(told, "")
    if own and scale_id == IPS25:
        raise BadScale("taken", id=scale_id)
    items = tuple(_item(one, own=own) for one in _tables(told, "item", MOST_ITEMS))
    if not items:
        raise BadScale("no_items")
    ids = [item.id for item in items]
    if doubled := next((one for one in ids if ids.count(one) > 1), None):
        raise BadScale("twice", id=doubled)
    dated = told.get("dated")
    if type(dated) is not date:
        raise BadScale("not_dated")
    return Scale(
        scale_id,
        _text(told, "version", "") or dated.isoformat(),
        dated,
        items,
        _bands(told, own=own),
        tuple(
            Source(_text(one, "title", "source"), _text(one, "address", "source"))
            for one in _tables(told, "source", MOST_BANDS)
        ),
        _text(told, "name", "", needed=own),
    )


def _bands(told: Mapping[str, Any], *, own: bool) -> tuple[Band, ...]:
    found = []
    for one in _tables(told, "band", MOST_BANDS):
        _only(one, {"id", "least", "words"}, "band")
        found.append(Band(_id(one, "band"), _whole(one, "least", "band"), _text(one, "words", "band", needed=own)))
    if [band.least for band in found] != sorted({band.least for band in found}, reverse=True):
        raise BadScale("bands_in_order")
    return tuple(found)


def _item(told: Mapping[str, Any], *, own: bool) -> ScaleItem:
    _only(told, _ITEM | (_WORDS if own else set()), str(told.get("id", "")))
    item_id = _id(told, "item")
    item_class = _word(told, "class", ItemClass, item_id) or ItemClass.HUMAN
    formula, evidence = _word(told, "formula", Formula, item_id), _word(told, "evidence", Seen, item_id)
    if (item_class is ItemClass.COMPUTED) != (formula is not None) or (formula and evidence):
        raise BadScale("class_and_formula", id=item_id)
    less = _yes(told, "less", item_id)
    return ScaleItem(
        item_id,
        _text(told, "section", item_id) or "",
        item_class,
        formula,
        evidence,
        _limits(told, formula, item_id, less=less),
        less,
        _whole(told, "least", item_id),
        _whole(told, "parts", item_id),
        _yes(told, "per_specialist", item_id),
        _words(told, item_id) if own else None,
    )


def _limits(told: Mapping[str, Any], formula: Formula | None, item_id: str, *, less: bool) -> tuple[Fraction, ...]:
    limits = told.get("limits", [])
    numbers = isinstance(limits, list) and all(type(one) is int and 0 <= one <= 100_000 for one in limits)
    if not numbers or len(limits) != (ANCHORS - 1 if formula is not None else 0):
        raise BadScale("limits", id=item_id, count=ANCHORS - 1)
    if limits != sorted(limits, reverse=not less):
        raise BadScale("limits_in_order", id=item_id)
    return tuple(Fraction(one, 100 if formula in SHARES else 1) for one in limits)


def _words(told: Mapping[str, Any], item_id: str) -> ItemWords:
    anchors = told.get("anchors", [])
    if not isinstance(anchors, list) or len(anchors) not in (0, ANCHORS):
        raise BadScale("anchors", id=item_id, count=ANCHORS)
    texts = tuple(_text({"anchors": one}, "anchors", item_id, needed=True) for one in anchors)
    return ItemWords(
        _text(told, "title", item_id, needed=True),
        _text(told, "asks", item_id),
        texts,
        _text(told, "action", item_id),
    )


def _tables(told: Mapping[str, Any], key: str, most: int) -> Sequence[Mapping[str, Any]]:
    found = told.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadScale("no_tables", key=key)
    if len(found) > most:
        raise BadScale("too_many", key=key, most=most)
    return found


def _only(told: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(told) - known):
        raise BadScale("unknown", key=unknown[0], where=where or "scale")


def _id(told: Mapping[str, Any], where: str) -> str:
    found = told.get("id")
    if not isinstance(found, str) or not _ID.fullmatch(found):
        raise BadScale("id", where=where or "scale")
    return found


def _text(told: Mapping[str, Any], key: str, where: str, *, needed: bool = False) -> str:
    found = told.get(key, "")
    if not isinstance(found, str) or len(found) > LONGEST or (needed and not found.strip()):
        raise BadScale("text", key=key, where=where or "scale", most=LONGEST)
    return found.strip()


def _whole(told: Mapping[str, Any], key: str, where: str) -> int:
    found = told.get(key, 0)
    if type(found) is not int or not 0 <= found <= 100_000:
        raise BadScale("number", key=key, where=where)
    return found


def _yes(told: Mapping[str, Any], key: str, where: str) -> bool:
    found = told.get(key, False)
    if not isinstance(found, bool):
        raise BadScale("yes_or_no", key=key, where=where)
    return found


def _word(told: Mapping[str, Any], key: str, kind: type[WordT], where: str) -> WordT | None:
    found = told.get(key)
    if found is None:
        return None
    if not isinstance(found, str) or found not in {one.value for one in kind}:
        raise BadScale("word", key=key, where=where, known=", ".join(kind))
    return kind(found)
