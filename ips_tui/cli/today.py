"""`ips-tui today`: what is due and what comes next, for participants."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.casework import copy_words
from ips_tui.casework.copy_age import outside_age
from ips_tui.casework.today import DueLine, NextLine, TodayView, today
from ips_tui.cli import opening, shapes
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import days, write_json, write_lines
from ips_tui.content.words import Words
from ips_tui.dates import full_date
from ips_tui.domain.due import OWN_PACE
from ips_tui.paths import Paths


def run(asked: Asked, paths: Paths) -> int:
    """Print one day's view; the exit status. Raises StoreProblem and Refusal."""
    with opening.up_to_date(asked, paths) as desk:
        view = today(desk, specialist=opening.specialist(desk, asked.specialist))
        age, words, config = outside_age(desk), desk.words, desk.config
    if asked.json:
        write_json(
            {
                "as_of": view.as_of.isoformat(),
                "due": shapes.due(view.due),
                "next": shapes.ahead(view.next),
                "put_off": shapes.put_off(view.put_off),
                "copy_outside": None if age.made_at is None else age.made_at.isoformat(),
            }
        )
    else:
        write_lines(_lines(view, words, practice=asked.demo))
        if age.old:
            write_lines([copy_words.outside(age, words, second_place=bool(config.copies))])
    return 0


def _lines(view: TodayView, words: Words, *, practice: bool) -> Iterator[str]:
    due = [line for line in view.due if line.subject == shapes.PARTICIPANT]
    ahead = [line for line in view.next if line.subject == shapes.PARTICIPANT]
    if practice:
        yield words("cli.practice")
    yield words("cli.today.heading", day=full_date(view.as_of, words.dates), due=len(due), next=len(ahead))
    yield from due_lines(due, words)
    yield from next_lines(ahead, words)
    yield from put_off_lines([line for line in view.put_off if line.subject == shapes.PARTICIPANT], words)


def due_lines(lines: list[DueLine], words: Words) -> Iterator[str]:
    """A heading and a line for each; nothing when nothing is due."""
    if lines:
        yield words("cli.today.due_heading")
    for line in lines:
        yield words(
            "cli.today.due",
            on=line.due_on.isoformat(),
            when=_when(words, line.days_overdue, line.kind),
            ref=line.ref,
            name=line.name,
            kind=words(f"kind.{line.kind}"),
            reason=line.reason.rstrip("."),
        )


def next_lines(lines: list[NextLine], words: Words) -> Iterator[str]:
    """A heading and a line for each; nothing when nothing lies ahead."""
    if lines:
        yield words("cli.today.next_heading")
    for line in lines:
        travel = words("cli.today.travel", minutes=line.travel_minutes) if line.travel_minutes else ""
        more = "".join(f", {part}" for part in (line.at, line.employer, line.place, travel) if part)
        kind = words(f"kind.{line.kind}")
        yield words("cli.today.next", on=line.on.isoformat(), ref=line.ref, name=line.name, kind=kind, more=more)


def put_off_lines(lines: list[DueLine], words: Words) -> Iterator[str]:
    """A heading and a line for each; nothing when nothing was put off."""
    if lines:
        yield words("cli.today.put_off_heading")
    for line in lines:
        on = "" if line.put_off_until is None else line.put_off_until.isoformat()
        kind = words(f"kind.{line.kind}")
        yield words("cli.today.put_off", on=on, ref=line.ref, name=line.name, kind=kind, why=line.put_off_why)


def _when(words: Words, overdue: int, kind: str) -> str:
    if overdue == 0:
        return words("cli.today.due_now")
    said = days(words, abs(overdue))
    if overdue > 0 and kind in OWN_PACE:
        return words("cli.today.ago", days=said)
    return words("cli.today.overdue", days=said) if overdue > 0 else words("cli.today.ahead", days=said)
