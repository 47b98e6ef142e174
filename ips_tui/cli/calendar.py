"""`ips-tui calendar`: a specialist's appointments and due dates without names, as a file for a calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from ips_tui.casework.agenda import agenda
from ips_tui.casework.session import Desk, StaffMember
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import write_json, write_lines
from ips_tui.cli.refusal import NOT_FOUND, Refusal
from ips_tui.paths import Paths
from ips_tui.reports.calendar import ics_of, title_of
from ips_tui.reports.writers.out import folder_problem
from ips_tui.store.files import free_stem, write_private
from ips_tui.store.problems import DiskTrouble

AHEAD = 56
"""Days from the first one where no last day is asked for."""


def run(asked: Asked, paths: Paths) -> int:
    """Print what would stand in the calendar, or write it into a folder; the exit status.

    Raises StoreProblem, and Refusal where nothing is planned or due, for nobody, and for a place that cannot be
    written.
    """
    with opening.up_to_date(asked, paths) as desk:
        words, member = desk.words, _whose(desk, asked)
        since = asked.since or desk.clock.today()
        until = asked.until or since + timedelta(days=min(AHEAD, (date.max - since).days))
        items = agenda(desk, member.id, since, until)
        if not items:
            raise Refusal(words("cli.calendar.nothing"), NOT_FOUND)
        if asked.to is not None:
            return _write(asked, asked.to.absolute(), desk, member, ics_of(items, words, desk.clock.now()))
    titles = [(f"{item.on} {item.at:%H:%M}" if item.at else f"{item.on}", title_of(item, words)) for item in items]
    if asked.json:
        write_json({"events": [{"on": on, "title": title} for on, title in titles]})
        return 0
    if asked.demo:
        write_lines([words("cli.practice")])
    write_lines(f"{on} {title}" for on, title in titles)
    write_lines([words("cli.calendar.where")])
    return 0


def _whose(desk: Desk, asked: Asked) -> StaffMember:
    """The specialist asked for, else who works at the desk."""
    wanted = opening.specialist(desk, asked.specialist)
    found = desk.who if wanted is None else next((one for one in desk.staff() if one.id == wanted), None)
    if found is None:
        raise Refusal(desk.words("cli.calendar.whose"))
    return found


def _write(asked: Asked, folder: Path, desk: Desk, member: StaffMember, data: bytes) -> int:
    words = desk.words
    if sentence := folder_problem(folder):
        raise Refusal(words(sentence))
    ref = re.sub(r"[^A-Za-z0-9]+", "-", member.ref).strip("-")
    try:
        path = folder / f"{free_stem(folder, f'calendar-{ref}-{desk.clock.today()}')}.ics"
        write_private(path, data)
    except OSError:
        raise Refusal(words("papers.not_written"), DiskTrouble.status) from None
    if asked.json:
        write_json({"file": str(path)})
        return 0
    write_lines([words("cli.calendar.written", path=path), words("cli.calendar.not_protected")])
    return 0
