"""What a chart review asks of a job: whether the follow-along contacts were there when they count (domain.md 4.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ips_tui.domain.rhythms import MONTH, WEEK

WEEKLY = 4
"""Weeks from the start in which there is to be a contact each."""
FIRST_DAYS = 3


@dataclass(frozen=True)
class Kept:
    """Of so many times that are over, or in which there was a contact already, how many had one."""

    kept: int
    of: int


@dataclass(frozen=True)
class FollowAlong:
    """The contacts about one job, as a review of charts counts them."""

    before_on: date | None
    """The first contact in the week before the start."""
    first_on: date | None
    """The first contact within three days of it."""
    weeks: Kept
    """Of the first four."""
    months: Kept
    """Of those after the four weeks, of 31 days each."""


def follow_along(start_on: date, until: date, met: Sequence[date]) -> FollowAlong:
    """The follow-along of a job up to and on a day; `met` are the days on which something took place, in any order."""
    days = sorted(day for day in met if day <= until)

    def first(since: date, last: date) -> date | None:
        return next((day for day in days if since <= day <= last), None)

    def kept(since: date, length: int, most: int | None) -> Kept:
        count = of = 0
        while (most is None or of < most) and since <= until:
            last = since + timedelta(days=length - 1)
            held = first(since, last) is not None
            if held or last <= until:
                count, of = count + held, of + 1
            since = last + timedelta(days=1)
        return Kept(count, of)

    return FollowAlong(
        before_on=first(start_on - timedelta(days=WEEK), start_on - timedelta(days=1)),
        first_on=first(start_on, start_on + timedelta(days=FIRST_DAYS)),
        weeks=kept(start_on, WEEK, WEEKLY),
        months=kept(start_on + timedelta(days=WEEK * WEEKLY), MONTH, None),
    )
