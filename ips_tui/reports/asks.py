"""What can be asked of a paper: its time, whose, one case of every few, the version for outside."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.employer_weeks import monday_of
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.rhythms import WEEK
from ips_tui.text import capital

MONTHS_BACK = 5
WEEKS_BACK = 3


class Ask(StrEnum):
    """One thing that can be asked of a paper; `EVERY` and `OUTSIDE` are also the names of options in `PaperRequest`."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    PERIOD = "period"
    """Days up to today, or that run today, as figures are counted over."""
    DAYS = "days"
    """Any days, those ahead as well."""
    SINCE = "since"
    """From a day until today."""
    WHOSE = "whose"
    """Of another member of staff than who works here."""
    PEOPLE = "people"
    """About the people of one specialist, instead of everyone's."""
    EVERY = "every"
    """One case of every so many; the option says how many."""
    OUTSIDE = "outside"
    """For those outside the team: without references, and with small numbers left out."""


ONE_DAY = frozenset({Ask.DAY, Ask.SINCE})
"""Times of which only the first day is asked for."""
TIMES = frozenset({Ask.WEEK, Ask.MONTH, Ask.PERIOD, Ask.DAYS}) | ONE_DAY


def time_of(asks: Collection[Ask]) -> Ask | None:
    """The time among these; None where there is none."""
    return next((ask for ask in asks if ask in TIMES), None)


def around(ask: Ask, day: date, today: date) -> Period:
    """The day itself, the week or the month it lies in, or the days from it until today.

    Raises ValueError for a time that has two days of its own, and for a day after today where it goes until today.
    """
    match ask:
        case Ask.DAY:
            return Period(day, day)
        case Ask.WEEK:
            return Period(monday_of(day), monday_of(day) + timedelta(days=WEEK - 1))
        case Ask.MONTH:
            return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
        case Ask.SINCE:
            return Period(day, today)
    raise ValueError(f"{ask} is not told by one day")


def near(ask: Ask, today: date) -> tuple[Period, ...]:
    """The days, weeks or months that are asked for most, in the order to offer them."""
    days: list[date] = []
    if ask is Ask.DAY:
        days = [today + timedelta(days=ahead) for ahead in range(WEEK)]
    elif ask is Ask.WEEK:
        days = [today - timedelta(days=WEEK * back) for back in range(WEEKS_BACK + 1)]
    elif ask is Ask.MONTH:
        months = today.year * 12 + today.month - 1
        days = [date((months - back) // 12, (months - back) % 12 + 1, 1) for back in range(MONTHS_BACK + 1)]
    return tuple(around(ask, day, today) for day in days)


def time_said(ask: Ask, period: Period, words: Words) -> str:
    """A time as a person says it: "October 2026", "since Thu 1 Oct 2026"."""
    first, last = (full_date(day, words.dates) for day in (period.first, period.last))
    match ask:
        case Ask.DAY:
            return first
        case Ask.MONTH:
            return capital(f"{words.dates.months[period.first.month - 1]} {period.first.year:04d}")
        case Ask.SINCE:
            return words("papers.ask.said.since", day=first)
    return words("reports.from_to", first=first, last=last)
