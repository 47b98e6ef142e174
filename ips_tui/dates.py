"""Dates as people type them.

Reading is lenient in form and strict in sense: many spellings, but never a guess that swaps day and month,
and a weekday that does not fit is an error. The form says back what it understood with `say_date`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Literal

from ips_tui.date_words import ENGLISH, DateWords, bare_date, folded, full_date, say_date, short_date
from ips_tui.text import fold

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "DateWords",
    "Lean",
    "Order",
    "Reason",
    "UnreadableDate",
    "bare_date",
    "full_date",
    "read_date",
    "say_date",
    "short_date",
]

Order = Literal["dmy", "mdy", "ymd"]
Lean = Literal["past", "future", "near"]
Reason = Literal["empty", "not_a_date", "no_such_day", "too_far", "weekday_differs"]

FIRST_YEAR = 1900
LAST_YEAR = 2199

_LONGEST_INPUT = 80
_SENTENCES: dict[Reason, str] = {
    "empty": "There is no date here.",
    "not_a_date": "This is not a date; write it like 11 mar 2026, 11/3/26, fri, today or +7.",
    "no_such_day": "There is no such day in the calendar.",
    "too_far": f"Dates go from {FIRST_YEAR} to {LAST_YEAR}.",
    "weekday_differs": "That day is another day of the week.",
}


class UnreadableDate(ValueError):
    """Text that is not a date. `reason` is a stable word; the message never repeats what was typed."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(_SENTENCES[reason])
        self.reason: Reason = reason


_REMARK = re.compile(r"\s*\([^()]*\)$")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_STEP = re.compile(r"([+-])\s*([0-9]+)\s*([^\s0-9]*)")
_SEPARATORS = "/.,'-"
_TOKEN = re.compile(r"[0-9]+|[^\s0-9/.,'-]+")


def read_date(
    text: str,
    today: date,
    *,
    order: Order = "dmy",
    lean: Lean = "near",
    words: DateWords = ENGLISH,
) -> date:
    """The day a person means, from 1900 to 2199.

    Understood: 11/3/84, 11.3.1984, 11 mar, mar 11, 11 March 2026, Fri 11 Mar, 2026-03-11, 20260311, 110326,
    today, yesterday, tomorrow, +7, -3, +2w, fri, last fri, next fri, 3 weeks ago, in 2 weeks, and 12 for the
    day of a month. A remark in brackets at the end is passed over, so what `say_date` says can be read.

    `order` says which number is which. A year of four digits in front is always year, month, day; one at the
    end, where the year is expected in front, is day, month, year.

    `lean` decides where a part is missing: "past" takes the last such day up to today, "future" the first
    from today on, "near" the nearer of both, and the past one of two equally near. "last fri" and "next fri"
    are the Fridays before and after today, never today.

    A year of two digits is one of the hundred years from 80 before today's to 19 after it; with "past" one of
    the hundred that end with today's, since then a year ahead makes no sense (84 is 1984 for a birth date).

    Raises UnreadableDate, whatever the text holds.
    """
    if len(text) > _LONGEST_INPUT:
        raise UnreadableDate("not_a_date")
    folded = _REMARK.sub("", fold(text))
    if not folded:
        raise UnreadableDate("empty")
    # What forms and files hold most, read without the rest.
    if iso := _ISO.fullmatch(folded):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    return _Reader(today, order, lean, words).read(folded)


class _Reader:
    """Reads one folded text; holds what every step of the reading needs to know."""

    def __init__(self, today: date, order: Order, lean: Lean, words: DateWords) -> None:
        self.today = today
        self.order = order
        self.lean = lean
        self.words = words

    def read(self, text: str) -> date:
        """The day a folded text (not empty) means; raises UnreadableDate."""
        if step := _STEP.fullmatch(text):
            unit = step[3] or fold(self.words.days[0])
            return self._moved(step[2], unit, -1 if step[1] == "-" else 1)
        if text[0] in _SEPARATORS or text[-1] in _SEPARATORS.replace(".", ""):
            raise UnreadableDate("not_a_date")
        tokens = _TOKEN.findall(text)
        if len(tokens) > 1:
            fillers = {*folded(self.words.fillers), *folded(self.words.endings)}
            tokens = [token for token in tokens if token not in fillers]
        if not 1 <= len(tokens) <= 4:
            raise UnreadableDate("not_a_date")
        found = self._named(tokens) or self._counted(tokens)
        return found if found is not None else self._calendar(tokens)

    def _named(self, tokens: list[str]) -> date | None:
        """Today and its neighbours, a weekday alone, and last or next with a weekday."""
        first, *rest = tokens
        weekday = self.words.weekday_of(tokens[-1])
        if not rest:
            near = (self.words.yesterday, self.words.today, self.words.tomorrow)
            for distance, names in enumerate(near, start=-1):
                if first in folded(names):
                    return self._far(distance)
            if weekday is None:
                return None
            ahead = (weekday - self.today.weekday()) % 7
            if ahead and (self.lean == "past" or (self.lean == "near" and ahead > 3)):
                ahead -= 7
            return self._far(ahead)
        if len(rest) == 1 and weekday is not None:
            if first in folded(self.words.last):
                return self._far(-((self.today.weekday() - weekday - 1) % 7 + 1))
            if first in folded(self.words.next):
                return self._far((weekday - self.today.weekday() - 1) % 7 + 1)
        return None

    def _counted(self, tokens: list[str]) -> date | None:
        """A number of days, weeks, months or years ago or ahead."""
        if len(tokens) != 3:
            return None
        if tokens[2] in folded(self.words.ago):
            return self._moved(tokens[0], tokens[1], -1)
        if tokens[0] in folded(self.words.ahead):
            return self._moved(tokens[1], tokens[2], 1)
        return None

    def _moved(self, number: str, unit: str, sign: int) -> date:
        """Today moved by a number of units; the day of the month gives way where the month is shorter."""
        if number in folded(self.words.one):
            number = "1"
        if not _DIGITS.fullmatch(number):
            raise UnreadableDate("not_a_date")
        count = sign * int(number)
        if unit in folded(self.words.days):
            return self._far(count)
        if unit in folded(self.words.weeks):
            return self._far(7 * count)
        if unit in folded(self.words.months_unit):
            months = count
        elif unit in folded(self.words.years):
            months = 12 * count
        else:
            raise UnreadableDate("not_a_date")
        year, month = divmod(12 * self.today.year + self.today.month - 1 + months, 12)
        # The year is looked at first, since the calendar does not know every year.
        last = calendar.monthrange(year, month + 1)[1] if FIRST_YEAR <= year <= LAST_YEAR else 31
        return _day(year, month + 1, min(self.today.day, last))

    def _far(self, days: int) -> date:
        """Today moved by a number of days."""
        try:
            found = self.today + timedelta(days=days)
        except OverflowError:
            raise UnreadableDate("too_far") from None
        return _day(found.year, found.month, found.day)

    def _calendar(self, tokens: list[str]) -> date:
        """A day of the calendar: numbers, perhaps with a month's name and a weekday in front."""
        months = [self.words.month_of(token) for token in tokens]
        weekday = None
        # In some languages one short form is a weekday and a month; the only month there is stays one.
        if months[0] is None or any(month is not None for month in months[1:]):
            weekday = self.words.weekday_of(tokens[0])
        if weekday is not None:
            tokens = tokens[1:]
            months = months[1:]
        numbers = [token for token in tokens if _DIGITS.fullmatch(token)]
        named = [month for month in months if month is not None]
        if len(named) > 1 or len(numbers) + len(named) < len(tokens):
            raise UnreadableDate("not_a_date")
        year, month, day = self._parts(numbers, named[0] if named else None)
        return self._resolve(year, month, day, weekday)

    def _parts(self, numbers: list[str], month: int | None) -> tuple[str, int | None, int]:
        """Year as written (or ""), month and day from the numbers in their order."""
        if month is not None:
            if len(numbers) == 2 and len(numbers[0]) == 4:
                numbers.reverse()
            if not 1 <= len(numbers) <= 2 or len(numbers[0]) > 2:
                raise UnreadableDate("not_a_date")
            return (numbers[1] if len(numbers) == 2 else ""), month, int(numbers[0])
        if len(numbers) == 1 and len(numbers[0]) in (6, 8):
            numbers = self._unglued(numbers[0])
        if len(numbers) == 3:
            order: Order = self.order
            if len(numbers[0]) == 4:
                order = "ymd"
            elif len(numbers[2]) == 4 and order == "ymd":
                order = "dmy"
            year, month_text, day = (numbers[order.index(part)] for part in "ymd")
        elif len(numbers) == 2:
            first, second = numbers
            year = ""
            day, month_text = (first, second) if self.order == "dmy" else (second, first)
        elif len(numbers) == 1:
            year, month_text, day = "", "", numbers[0]
        else:
            raise UnreadableDate("not_a_date")
        if len(month_text) > 2 or len(day) > 2:
            raise UnreadableDate("not_a_date")
        return year, int(month_text) if month_text else None, int(day)

    def _unglued(self, digits: str) -> list[str]:
        """Six or eight digits without separators, cut into three numbers.

        Eight that begin with a year of the range are year, month, day: written in another order they would
        begin with day or month 19, 20 or 21 and go on with a month that leaves no year of the range.
        """
        if len(digits) == 6:
            return [digits[:2], digits[2:4], digits[4:]]
        if self.order == "ymd" or (FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR and int(digits[4:6]) <= 12):
            return [digits[:4], digits[4:6], digits[6:]]
        return [digits[:2], digits[2:4], digits[4:]]

    def _resolve(self, year_text: str, month: int | None, day: int, weekday: int | None) -> date:
        """The day with what was left out filled in, if it exists and falls on the weekday."""
        if month is not None and not 1 <= month <= 12:
            raise UnreadableDate("no_such_day")
        if not 1 <= day <= (31 if month is None else calendar.monthrange(2024, month)[1]):
            raise UnreadableDate("no_such_day")
        if month is None:
            return self._pick(self._days_of_months(day), weekday)
        if not year_text:
            return self._pick(self._days_of_years(month, day), weekday)
        found = _day(self._year(year_text), month, day)
        if weekday is not None and found.weekday() != weekday:
            raise UnreadableDate("weekday_differs")
        return found

    def _year(self, text: str) -> int:
        """The year as written, or the one of its hundred years for two digits."""
        if len(text) == 4:
            return int(text)
        if len(text) != 2:
            raise UnreadableDate("not_a_date")
        last = self.today.year if self.lean == "past" else self.today.year + 19
        return last - (last - int(text)) % 100

    def _days_of_months(self, day: int) -> Iterator[date]:
        """That day of the months around today; two either side, since not every month has a 31st."""
        for distance in range(-2, 3):
            year, month = divmod(12 * self.today.year + self.today.month - 1 + distance, 12)
            if FIRST_YEAR <= year <= LAST_YEAR and day <= calendar.monthrange(year, month + 1)[1]:
                yield date(year, month + 1, day)

    def _days_of_years(self, month: int, day: int) -> Iterator[date]:
        """That day of the years around today; eight either side, the most between two 29 Februaries."""
        reach = 8 if (month, day) == (2, 29) else 1
        for year in range(self.today.year - reach, self.today.year + reach + 1):
            if FIRST_YEAR <= year <= LAST_YEAR and day <= calendar.monthrange(year, month)[1]:
                yield date(year, month, day)

    def _pick(self, candidates: Iterator[date], weekday: int | None) -> date:
        """The candidate to which the form leans, among those that fall on the weekday if one was given."""
        wanted: dict[Lean, Callable[[date], bool]] = {
            "past": lambda day: day <= self.today,
            "future": lambda day: day >= self.today,
            "near": lambda day: True,
        }
        fitting = [day for day in candidates if wanted[self.lean](day)]
        if not fitting:
            raise UnreadableDate("too_far")
        if weekday is not None:
            fitting = [day for day in fitting if day.weekday() == weekday]
            if not fitting:
                raise UnreadableDate("weekday_differs")
        # The candidates come in their order, so of two equally near the past one is taken.
        return min(fitting, key=lambda day: abs(day - self.today))


def _day(year: int, month: int, day: int) -> date:
    """The day, if there is one and it is in the range."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableDate("too_far")
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableDate("no_such_day") from None
