"""Dates as people read them, and the words for it in one language.

British English stands here; a word pack hands another `DateWords`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from ips_tui.text import fold


@dataclass(frozen=True)
class DateWords:
    """The words of one language for reading and saying dates.

    Months begin with January, weekdays with Monday. When reading, a full name may be shortened to any
    beginning of three letters or more that fits one name only; the short forms are always read. The other
    tuples hold what is understood, at least one word each; the first of `today`, `yesterday` and `tomorrow`
    is the one that is said. In `in_days` and its like `{n}` stands for the number. Names that `also` knows are
    read as well and never said.
    """

    months: tuple[str, ...] = (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    )  # fmt: skip
    months_short: tuple[str, ...] = (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    )  # fmt: skip
    weekdays: tuple[str, ...] = (
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    )  # fmt: skip
    weekdays_short: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    today: tuple[str, ...] = ("today", "now")
    yesterday: tuple[str, ...] = ("yesterday",)
    tomorrow: tuple[str, ...] = ("tomorrow",)
    last: tuple[str, ...] = ("last", "previous")
    next: tuple[str, ...] = ("next",)
    ago: tuple[str, ...] = ("ago",)
    ahead: tuple[str, ...] = ("in",)
    one: tuple[str, ...] = ("a", "an", "one")
    days: tuple[str, ...] = ("day", "days", "d")
    weeks: tuple[str, ...] = ("week", "weeks", "w")
    months_unit: tuple[str, ...] = ("month", "months", "m")
    years: tuple[str, ...] = ("year", "years", "y")
    endings: tuple[str, ...] = ("st", "nd", "rd", "th")
    fillers: tuple[str, ...] = ("on", "the", "of")
    in_days: str = "in {n} days"
    days_ago: str = "{n} days ago"
    in_years: str = "in {n} years"
    years_ago: str = "{n} years ago"
    day: str = "{weekday} {day} {month}"
    day_of_year: str = "{date} {year}"
    """How a day is written with its year; `{date}` is what `day` gave."""
    also: DateWords | None = None

    def month_of(self, token: str) -> int | None:
        """1 to 12 for a folded word that names one month, else None."""
        place = _place(token, self.months, self.months_short)
        if place is None:
            return None if self.also is None else self.also.month_of(token)
        return place + 1

    def weekday_of(self, token: str) -> int | None:
        """0 (Monday) to 6 for a folded word that names one weekday, else None."""
        place = _place(token, self.weekdays, self.weekdays_short)
        return self.also.weekday_of(token) if place is None and self.also is not None else place

    @property
    def widest(self) -> int:
        """How many characters the longest day with its year takes."""
        # The tenth of each month, so that the day has two figures, and every weekday.
        days = (date(2026, month, day) for month in range(1, 13) for day in range(10, 17))
        return max(len(full_date(day, self)) for day in days)


def folded(words: tuple[str, ...]) -> list[str]:
    """The words as they look in a folded text; short forms of some languages end with a full stop."""
    return [fold(word).rstrip(".") for word in words]


def _place(token: str, names: tuple[str, ...], short: tuple[str, ...]) -> int | None:
    """Where a name stands, by its short form, in full, or by a beginning that fits one only."""
    for exact in (folded(short), folded(names)):
        if token in exact:
            return exact.index(token)
    if len(token) < 3:
        return None
    fitting = [place for place, name in enumerate(folded(names)) if name.startswith(token)]
    return fitting[0] if len(fitting) == 1 else None


ENGLISH = DateWords()
_IN_ORDER = ("months", "months_short", "weekdays", "weekdays_short")
"""Names that stand for their places, so that those of two languages cannot be put together."""


def date_words(said: Mapping[str, str]) -> DateWords:
    """The words of another language by the names of `DateWords`, several with commas between; English where none is.

    What a person types may be in that language or in English. Raises ValueError for an unknown name, and where
    there are not as many months or weekdays as there should be.
    """
    known = {field.name: getattr(ENGLISH, field.name) for field in fields(DateWords) if field.name != "also"}
    given: dict[str, str | tuple[str, ...]] = {}
    for name, text in said.items():
        english = known.get(name)
        if english is None:
            raise ValueError(f"dates have no words called {name}")
        if isinstance(english, str):
            given[name] = text
            continue
        own = tuple(part.strip() for part in text.split(","))
        if name not in _IN_ORDER:
            own = tuple(dict.fromkeys((*own, *english)))
        elif len(own) != len(english):
            raise ValueError(f"there are {len(english)} {name}")
        given[name] = own
    return DateWords(**given, also=ENGLISH)  # type: ignore[arg-type]


def say_date(day: date, today: date, words: DateWords = ENGLISH) -> str:
    """The day with its weekday, its year and how far off it is: "Thu 15 Oct 2026 (in 7 days)".

    Whole years are counted from two years on, so a date of birth says the age.
    """
    return f"{full_date(day, words)} ({_distance(day, today, words)})"


def short_date(day: date, today: date, words: DateWords = ENGLISH) -> str:
    """The day for a list: "Thu 15 Oct", with the year if it is another year than today's."""
    return _plain(day, words) if day.year == today.year else full_date(day, words)


def full_date(day: date, words: DateWords = ENGLISH) -> str:
    """The day with its weekday and its year: "Thu 15 Oct 2026"."""
    return words.day_of_year.replace("{date}", _plain(day, words)).replace("{year}", f"{day.year:04d}")


def bare_date(day: date, today: date, words: DateWords = ENGLISH) -> str:
    """The day where room is short, without its weekday: "15 Oct", with the year if it is another than today's."""
    bare = f"{day.day} {words.months_short[day.month - 1]}"
    return bare if day.year == today.year else f"{bare} {day.year:04d}"


def _plain(day: date, words: DateWords) -> str:
    named = words.day.replace("{weekday}", words.weekdays_short[day.weekday()])
    return named.replace("{month}", words.months_short[day.month - 1]).replace("{day}", str(day.day))


def _distance(day: date, today: date, words: DateWords) -> str:
    days = (day - today).days
    near = {-1: words.yesterday, 0: words.today, 1: words.tomorrow}
    if days in near:
        return near[days][0]
    early, late = min(day, today), max(day, today)
    years = late.year - early.year - ((late.month, late.day) < (early.month, early.day))
    if years >= 2:
        return (words.in_years if days > 0 else words.years_ago).replace("{n}", str(years))
    return (words.in_days if days > 0 else words.days_ago).replace("{n}", str(abs(days)))
