"""What is said when something is wrong with the file: what it is, that looking costs nothing, and the ways on.

And the quiet lines that stand on Today while nothing is wrong yet. Needs no ORM: both are wanted before it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ips_tui.clock import Clock
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.store import first_screen, room
from ips_tui.store.files import synced_folder
from ips_tui.store.problems import Damaged, EmptyFile, InUse, NewerStore, NoBeginning, StoreProblem
from ips_tui.store.schema import HEAD

if TYPE_CHECKING:
    from ips_tui.casework.session import Desk

LONG_AWAY = timedelta(days=366)
"""Nobody leaves a store alone for so long: a clock that says so is wrong."""
SLACK = timedelta(hours=26)
"""Another time zone, or a clock that was set right, is no clock that goes wrong."""


def told(problem: StoreProblem, words: Words, clock: Clock, path: Path | None = None) -> tuple[str, ...]:
    """The sentences for a problem: what is wrong and, for the store at `path`, the ways on."""
    if isinstance(problem, InUse) and problem.since is not None:
        return (words("trouble.in_use_since", since=_moment(problem.since, words, clock)),)
    if isinstance(problem, NewerStore) and problem.detail:
        return (words("trouble.newer", needs=problem.detail, knows=HEAD),)
    if isinstance(problem, Damaged):
        return (words(problem.message_id), words("trouble.way.untouched"), *_ways_on(problem, words, clock, path))
    return (words(problem.message_id),)


def _ways_on(problem: Damaged, words: Words, clock: Clock, path: Path | None) -> Iterator[str]:
    if problem.copy is not None:
        written = datetime.fromtimestamp(problem.copy.stat().st_mtime, UTC)
        yield words("trouble.way.copy", path=problem.copy, when=_moment(written, words, clock))
    elif problem.looked:
        yield words("trouble.way.no_copy")
    else:
        yield words("trouble.way.restore")
    # Of nothing, and of what no key opens, nothing can be read.
    if path is not None and not isinstance(problem, (EmptyFile, NoBeginning)):
        yield words("trouble.way.salvage", path=path)


def _moment(moment: datetime, words: Words, clock: Clock) -> str:
    """The time, and the day unless it is today, on the clock of this place."""
    there, today = clock.local(moment), clock.local(clock.now()).date()
    time = f"{there:%H:%M}"
    return time if there.date() == today else f"{short_date(there.date(), today, words.dates)}, {time}"


def low_lines(desk: Desk) -> tuple[str, ...]:
    """What whoever works at the open desk should know and need do nothing about at once, the weightiest first."""
    return tuple(_low_lines(desk))


def _low_lines(desk: Desk) -> Iterator[str]:
    words, store = desk.words, desk.store
    if store.readonly:
        yield words("trouble.damaged" if store.why_readonly is Damaged else "trouble.read_only")
        if desk.rules_changed():
            yield words("cli.other_rules")
    if store.before is not None:
        yield words("trouble.migrated", name=store.before.name)
    if desk.practice:
        # Invented people have their own days, and the place of the practice copy is nobody's worry.
        return
    if (line := clock_line(desk)) is not None:
        yield line
    if (line := room_line(desk.files.path, words)) is not None:
        yield line
    if (line := synced_line(desk.files.path, words)) is not None:
        yield line


def clock_line(desk: Desk) -> str | None:
    """That the clock of this computer stands before the last entry, or a year and more after it."""
    last = first_screen.last_entry(desk.connection)
    if last is None:
        return None
    now = desk.clock.now()
    if last - SLACK <= now <= last + LONG_AWAY:
        return None
    there, then = desk.clock.local(now).date(), desk.clock.local(last).date()
    if there.year != then.year:
        return desk.words("trouble.clock", now=there.year, last=then.year)
    days = [short_date(day, day.replace(year=day.year - 1, day=1), desk.words.dates) for day in (there, then)]
    return desk.words("trouble.clock", now=days[0], last=days[1])


def room_line(path: Path, words: Words) -> str | None:
    """That little room is left on the disk of the store."""
    try:
        megabytes = room.little_room(path)
    except OSError:
        return None
    return None if megabytes is None else words("trouble.room", megabytes=megabytes)


def synced_line(path: Path, words: Words) -> str | None:
    """That a program which copies open files watches the place of the store."""
    keeper = synced_folder(path)
    return None if keeper is None else words("trouble.synced", keeper=keeper)
