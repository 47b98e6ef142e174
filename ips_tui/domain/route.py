"""In which order the visits of a day are best driven, from what is known of the way (domain.md 7.2; exchange.md 3, 5).

Known are the minutes from the base to a place, and that two visits at one place have no way between them. How long it
takes from one place to another is not known, so it counts as the way over the base; no order is made up beyond that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from ips_tui.text import words_of


@dataclass(frozen=True)
class Stop:
    """One visit. The place may hold anything somebody typed; `minutes` are one way from the base."""

    id: UUID
    at: time | None
    place: str
    minutes: int | None


def in_travel_order(stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """The visits with a time in its order; each of the others where it adds the least way, else at the end.

    Those without a time come the nearest first, and after them those whose way is not known.
    """
    route = sorted((stop for stop in stops if stop.at is not None), key=lambda stop: (stop.at or time.min, stop.id.int))
    loose = [stop for stop in stops if stop.at is None]
    for stop in sorted(loose, key=lambda one: (one.minutes is None, one.minutes or 0, one.id.int)):
        # Of places that add as little the last is taken: what has a time is not to be late for.
        best = min(range(len(route) + 1), key=lambda place: (_added(route, place, stop), -place))
        route.insert(best, stop)
    return tuple(route)


def _added(route: Sequence[Stop], place: int, stop: Stop) -> int:
    before = route[place - 1] if place else None
    after = route[place] if place < len(route) else None
    return _leg(before, stop) + _leg(stop, after) - _leg(before, after)


def _leg(one: Stop | None, other: Stop | None) -> int:
    """Minutes between two visits, over the base; None is the base itself."""
    if one is not None and other is not None and is_near(one.place, other.place):
        return 0
    return sum(stop.minutes or 0 for stop in (one, other) if stop is not None)


def is_near(one: str, other: str) -> bool:
    """Whether two places as they were typed are one: the same words, or one with more said before or behind it."""
    shorter, longer = sorted((words_of(one), words_of(other)), key=len)
    return bool(shorter) and any(
        longer[start : start + len(shorter)] == shorter for start in range(len(longer) - len(shorter) + 1)
    )
