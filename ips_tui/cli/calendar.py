"""`ips-tui calendar`: a specialist's appointments and due dates without names, as a file for a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ips_tui.casework.agenda import AgendaItem
from ips_tui.casework.session import Desk, StaffMember
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import write_json, write_lines
from ips_tui.cli.refusal import NOT_FOUND, Refusal
from ips_tui.cli.reports.asking import in_order
from ips_tui.forms.asking import BadEntry
from ips_tui.paths import Paths
from ips_tui.reports.calendar import calendar_of, title_of, write_calendar


def run(asked: Asked, paths: Paths) -> int:
    """Print what would stand in the calendar, or write it into a folder; the exit status.

    Raises StoreProblem, and Refusal where nothing is planned or due, for nobody, for days that are not in their order
    and for a place that cannot be written.
    """
    with opening.up_to_date(asked, paths) as desk:
        words, member = desk.words, _whose(desk, asked)
        in_order(asked.since or desk.clock.today(), asked.until, words)
        items = calendar_of(desk, member, asked.since, asked.until)
        if not items:
            raise Refusal(words("papers_team.calendar.nothing"), NOT_FOUND)
        if asked.to is not None:
            return _write(asked, asked.to.absolute(), desk, member, items)
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


def _write(asked: Asked, folder: Path, desk: Desk, member: StaffMember, items: Sequence[AgendaItem]) -> int:
    words = desk.words
    try:
        path = write_calendar(desk, member, items, folder)
    except BadEntry as problem:
        raise Refusal(words(problem.problems[0].message_id)) from None
    if asked.json:
        write_json({"file": str(path)})
        return 0
    write_lines([words("papers.written", path=path), words("papers_team.calendar.not_protected")])
    return 0
