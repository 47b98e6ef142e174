"""Copies of a store: what they were taken for, and which of them stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class CopyKind(StrEnum):
    """What a copy of the store was taken for."""

    DAILY = "daily"
    """By itself, at the first unlock of a day."""
    MIGRATION = "migration"
    """Before the store was brought to a newer schema."""
    IMPORT = "import"
    RESTORE = "restore"
    BY_HAND = "by_hand"


KEPT_DAYS = 30
"""Days for which a copy from before an import or a restore is kept: so long it may take to see what went wrong."""
OUTSIDE_DAYS = 7
"""Days after which a copy outside this laptop is called old."""
_DAILY_DAYS = 7
_WEEKLY_WEEKS = 5
_MONTHLY_MONTHS = 12
_NEWER_THAN_MIGRATION = 3


@dataclass(frozen=True)
class Kept:
    """A copy in one place, as thinning sees it; each was found good when it was made."""

    id: UUID
    kind: CopyKind
    made_at: datetime
    """On the wall clock of this place."""


def thinned(copies: Sequence[Kept], today: date) -> frozenset[UUID]:
    """Which of the copies in one place can go.

    Kept are the newest of each of the last 7 days, one a week for 5 weeks, one a month for 12 months; the newest of
    all, always; what a person took by hand; a copy from before a migration until there are 3 newer ones; for 30 days
    those from before an import and a restore; and what is dated after today, since then a clock was wrong.
    """
    order = sorted(copies, key=lambda copy: (copy.made_at, copy.id), reverse=True)
    kept: set[UUID] = set()
    seen: set[tuple[object, ...]] = set()
    for newer, copy in enumerate(order):
        day = copy.made_at.date()
        age = (today - day).days
        if newer == 0 or age < 0 or copy.kind is CopyKind.BY_HAND:
            kept.add(copy.id)
        if copy.kind is CopyKind.MIGRATION and newer < _NEWER_THAN_MIGRATION:
            kept.add(copy.id)
        if copy.kind in (CopyKind.IMPORT, CopyKind.RESTORE) and age <= KEPT_DAYS:
            kept.add(copy.id)
        for span in _spans(day, today):
            if span not in seen:
                seen.add(span)
                kept.add(copy.id)
    return frozenset(copy.id for copy in copies if copy.id not in kept)


def _spans(day: date, today: date) -> Iterator[tuple[object, ...]]:
    """The day, week and month of each of which the newest copy stays."""
    age = (today - day).days
    if 0 <= age < _DAILY_DAYS:
        yield "day", day
    if 0 <= age < 7 * _WEEKLY_WEEKS:
        yield ("week", *day.isocalendar()[:2])
    months = (today.year - day.year) * 12 + today.month - day.month
    if 0 <= months < _MONTHLY_MONTHS:
        yield "month", day.year, day.month
