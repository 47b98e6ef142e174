"""A specialist's own calendar as an .ics file (RFC 5545): appointments and due dates, without names.

Times are floating: ten o'clock is ten o'clock where the appointment is, as it was agreed and as it is kept. A time in
UTC would need the zone of the place, which nothing here knows, and would be an hour wrong after the clocks change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ips_tui import __version__
from ips_tui.casework.agenda import AgendaItem, agenda
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk, StaffMember
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.reports.writers.out import FOLDER, folder_problem, plain, put
from ips_tui.text import shown

AHEAD = 56
"""Days from the first one where no last day is asked for."""

LONGEST_LINE = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""
_END = "\r\n"
_LONGEST = 200
"""Cells of a text; a calendar shows less."""


def calendar_of(desk: Desk, member: StaffMember, since: date | None, until: date | None) -> tuple[AgendaItem, ...]:
    """What stands in that member of staff's calendar: from today, and for eight weeks, where no day is said.

    Raises a StoreProblem.
    """
    first = since or desk.clock.today()
    return agenda(desk, member.id, first, until or first + timedelta(days=min(AHEAD, (date.max - first).days)))


def write_calendar(desk: Desk, member: StaffMember, items: Sequence[AgendaItem], folder: Path) -> Path:
    """Write the file into `folder` as `calendar-REF-DAY[-n].ics`; where it is.

    Raises BadEntry at `folder` for a place that is none, is a link or cannot be written, and ValueError for no items.
    """
    if sentence := folder_problem(folder):
        raise refuse(FOLDER, sentence)
    data = ics_of(items, desk.words, desk.clock.now())
    return put(folder, f"calendar-{plain(member.ref)}-{desk.clock.today()}", "ics", data)


def ics_of(items: Sequence[AgendaItem], words: Words, now: datetime) -> bytes:
    """The file. `now`, with its zone, is when it was made. Raises ValueError for no items: a calendar has some."""
    if not items:
        raise ValueError("a calendar without anything in it is none")
    return b"".join(_folded(line) for line in _lines(items, words, now))


def title_of(item: AgendaItem, words: Words) -> str:
    """What stands in the calendar: what it is, initials, and the employer where that may be said."""
    with_whom = ", ".join(part for part in (item.who, item.employer) if part)
    what = words(f"kind.{item.kind}")
    said = words("papers_team.calendar.due", what=what) if item.due else what
    return words("papers_team.calendar.title", what=said, who=with_whom) if with_whom else said


def line_of(item: AgendaItem, words: Words) -> str:
    """One of them as it is read before it is written: the day, the time, what stands there, the place and the way."""
    at = "" if item.at is None else f"{item.at:%H:%M}"
    way = words("papers_team.calendar.way", minutes=item.minutes) if item.minutes else ""
    when = " ".join(part for part in (full_date(item.on, words.dates), at) if part)
    return ", ".join(part for part in (when, title_of(item, words), item.place, way) if part)


def _lines(items: Sequence[AgendaItem], words: Words, now: datetime) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//ips-tui//ips-tui {__version__}//{words.pack[:2].upper()}"
    yield "CALSCALE:GREGORIAN"
    for item in items:
        yield "BEGIN:VEVENT"
        yield f"UID:{item.id}"
        yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        day = f"{item.on.year:04d}{item.on:%m%d}"
        yield f"DTSTART;VALUE=DATE:{day}" if item.at is None else f"DTSTART:{day}T{item.at:%H%M%S}"
        yield f"SUMMARY:{escaped(title_of(item, words))}"
        if item.place:
            yield f"LOCATION:{escaped(item.place)}"
        if item.minutes:
            yield f"DESCRIPTION:{escaped(words('papers_team.calendar.way', minutes=item.minutes))}"
        yield "CLASS:PRIVATE"
        # A due date takes no time of the day; an appointment does.
        yield f"TRANSP:{'TRANSPARENT' if item.due else 'OPAQUE'}"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def escaped(text: str) -> str:
    """A text as the value of a property: one line, in which nothing ends it or begins another."""
    line = shown(text, _LONGEST)
    for sign in ("\\", ";", ","):
        line = line.replace(sign, f"\\{sign}")
    return line


def _folded(line: str) -> bytes:
    """The line with its end, in pieces of at most 75 octets; no character is cut in two."""
    pieces, room = [""], LONGEST_LINE
    for character in line:
        octets = len(character.encode())
        if octets > room:
            pieces.append("")
            # The space with which the next line begins is one of its octets.
            room = LONGEST_LINE - 1
        pieces[-1] += character
        room -= octets
    return (f"{_END} ".join(pieces) + _END).encode()
