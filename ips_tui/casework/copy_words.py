"""What is said of copies, by the screens and the commands alike. Light: words and dates only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from ips_tui.casework.copy_age import OutsideAge
from ips_tui.clock import Clock
from ips_tui.content.words import Words
from ips_tui.dates import full_date

if TYPE_CHECKING:
    from ips_tui.casework.restoring import Comparison

_MEGABYTE = 1024 * 1024


def outside(age: OutsideAge, words: Words, *, second_place: bool) -> str:
    """Today's line: how old the last copy outside is, and what to do. `second_place`: whether there is one set."""
    kind = "never" if age.days is None else "old"
    return words(f"copies.outside_age.{kind}{'' if second_place else '_no_place'}", days=age.days)


def how_long_ago(words: Words, days: int) -> str:
    """Days since then in words; a day that is still to come, by a wrong clock, is said as today."""
    if days <= 0:
        return words("copies.age_today")
    return words("copies.age_one") if days == 1 else words("copies.age", days=days)


def day_and_time(words: Words, made: datetime, today: date) -> dict[str, str]:
    """Day, time and age of a moment on the wall clock, as the texts ask for them."""
    age = how_long_ago(words, (today - made.date()).days)
    return {"day": full_date(made.date(), words.dates), "time": f"{made:%H:%M}", "age": age}


def size(words: Words, count: int) -> str:
    """So many bytes in words."""
    return words("copies.size", megabytes=count // _MEGABYTE) if count >= _MEGABYTE else words("copies.size_small")


def moment(words: Words, clock: Clock, at: datetime) -> str:
    """A moment as day and time of this place."""
    made = clock.local(at)
    return f"{full_date(made.date(), words.dates)} {made:%H:%M}"


def comparison(found: Comparison, words: Words, clock: Clock) -> Iterator[str]:
    """What is said before a copy is brought back: what it is, what will be missing, what stays."""
    copy = found.found
    if copy.newest is None:
        yield words("copies.back.sound_empty")
    else:
        said = "copies.back.sound_one" if copy.people == 1 else "copies.back.sound"
        yield words(said, people=copy.people, newest=moment(words, clock, copy.newest))
    if copy.broken is not None:
        yield words("copies.back.chain")
    if found.present != "read":
        yield words(f"copies.back.{found.present}")
    else:
        if not found.sound:
            yield words("copies.back.damaged")
        last = "" if found.newest is None else moment(words, clock, found.newest)
        yield _counted(words, "later", found.later, newest=last) or words("copies.back.later_none")
        yield from filter(None, (_counted(words, "drafts", found.drafts), _counted(words, "erased", len(found.erased))))
    if found.present != "missing":
        yield words("copies.back.kept")
    yield words("copies.back.passphrase")


def _counted(words: Words, what: str, count: int, **values: str) -> str:
    """The sentence for so many; empty for none."""
    if count == 0:
        return ""
    return words(f"copies.back.{what}{'_one' if count == 1 else ''}", count=count, **values)
