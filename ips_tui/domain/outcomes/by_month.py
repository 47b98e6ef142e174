"""Starts, tenure, hours and earnings month by month: M4, M17 and M18 over each calendar month of a period."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import TeamFacts
from ips_tui.domain.outcomes.figure import Figure
from ips_tui.domain.outcomes.hours import m18_hours_and_earnings
from ips_tui.domain.outcomes.rules import Period, Rules
from ips_tui.domain.outcomes.starts import m4_starts
from ips_tui.domain.outcomes.staying import m17_tenure

MOST_MONTHS = 24
"""Of a longer period the last months are looked at."""


@dataclass(frozen=True)
class Month:
    """The figures of one calendar month, or of the days of it that lie in the period."""

    period: Period
    starts: Figure
    """M4."""
    tenure: Figure
    """M17, on the last of these days."""
    hours: Figure
    """M18, with the earnings by currency in its parts."""


def months_of(period: Period) -> tuple[Period, ...]:
    """The calendar months of a period, the first and the last perhaps not whole; at most the last `MOST_MONTHS`."""
    return tuple(_months(period))[-MOST_MONTHS:]


def _months(period: Period) -> Iterator[Period]:
    first = period.first
    while first <= period.last:
        last = min(date(first.year, first.month, monthrange(first.year, first.month)[1]), period.last)
        yield Period(first, last)
        if last == period.last:
            return
        first = last + timedelta(days=1)


def by_month(facts: TeamFacts, period: Period, rules: Rules, as_of: date | None = None) -> tuple[Month, ...]:
    """Those figures of each month, as known on its last day and looked at on `as_of`."""
    found = []
    for one in months_of(period):
        base = base_of(facts, one, rules, as_of)
        found.append(Month(one, m4_starts(base), m17_tenure(base), m18_hours_and_earnings(base)))
    return tuple(found)
