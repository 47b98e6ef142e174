"""The sheet of a specialist's day, to have in the car: whom, when, where, the order of the way (domain.md 7.2).

People stand with reference and initials unless names were asked for, also inside what was typed of a place or number.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ips_tui.casework.day_plan import DayPlan, DayStop, day_plan, next_day
from ips_tui.casework.session import Desk
from ips_tui.casework.today import DueLine
from ips_tui.dates import bare_date, full_date
from ips_tui.reports.document import Block, Bullets, Document, Field, Fields, Heading, Paragraph
from ips_tui.reports.named import called, unnamed, whose
from ips_tui.reports.registry import PaperKind, PaperRequest
from ips_tui.text import capital

PARTICIPANT = "participant"


def make(desk: Desk, request: PaperRequest) -> Document:
    """The sheet of the day `since`, else of the next on which something is planned.

    Raises LookupError for nobody, and a StoreProblem.
    """
    words, member = desk.words, whose(desk, request)
    on = request.since or next_day(desk, member.id, desk.clock.today())
    plan = day_plan(desk, member.id, on)
    return Document(
        kind=PaperKind.DAY_SHEET,
        title=words("papers.kind.day_sheet"),
        subtitle=words("papers_team.day.subtitle", name=member.name, day=full_date(on, words.dates)),
        made_on=desk.clock.today(),
        blocks=tuple(_blocks(desk, request, plan)),
        foot=words("papers_team.day.foot"),
    )


def _blocks(desk: Desk, request: PaperRequest, plan: DayPlan) -> Iterator[Block]:
    words = desk.words
    if not plan.visits and not plan.calls:
        yield Paragraph(words("papers_team.day.nothing"))
    for number, stop in enumerate(plan.visits, 1):
        yield Heading(words("papers_team.day.visit", number=number, what=_heading(desk, request, stop)))
        yield Fields(tuple(_fields(desk, request, stop)))
    if len(plan.visits) > 1:
        loose = any(stop.at is None for stop in plan.visits)
        yield Paragraph(words("papers_team.day.order_loose" if loose else "papers_team.day.order"), quiet=True)
    if plan.calls:
        yield Heading(words("papers_team.day.calls"))
        yield Bullets(tuple(_call(desk, request, stop) for stop in plan.calls))
    if plan.visits:
        yield Heading(words("papers_team.day.near"))
        near = _near(desk, request, plan)
        yield Bullets(near) if near else Paragraph(words("papers_team.day.nobody_near"))


def _heading(desk: Desk, request: PaperRequest, stop: DayStop) -> str:
    words = desk.words
    at = words("papers_team.day.no_time") if stop.at is None else f"{stop.at:%H:%M}"
    who = called(stop.ref, stop.name, request) if stop.ref else stop.employer
    return words("papers_team.day.heading", at=at, who=who, what=words(stop.purpose))


def _fields(desk: Desk, request: PaperRequest, stop: DayStop) -> Iterator[Field]:
    words = desk.words
    place = unnamed(stop.place, stop.name, request) or stop.town
    yield Field(words("papers_team.day.place"), place or words("papers_team.day.no_place"))
    way = words("papers_team.day.way_unknown")
    yield Field(
        words("papers_team.day.way"),
        way if stop.minutes is None else words("papers_team.minutes", minutes=stop.minutes),
    )
    if stop.telephone:
        yield Field(words("papers_team.day.telephone"), unnamed(stop.telephone, stop.name, request))
    if stop.due:
        yield Field(words("papers_team.day.due"), _due(desk, stop.due))
    yield Field(words("papers_team.day.notes"), "")


def _due(desk: Desk, lines: tuple[DueLine, ...]) -> str:
    """The kinds that are due with their days; what they are about may name somebody, so it is not said."""
    return capital("; ".join(_kind(desk, line.kind, line.due_on) for line in lines))


def _kind(desk: Desk, kind: str, day: date) -> str:
    words = desk.words
    told = bare_date(day, desk.clock.today(), words.dates)
    return words("papers_team.day.due_kind", what=words(f"kind.{kind}"), day=told)


def _call(desk: Desk, request: PaperRequest, stop: DayStop) -> str:
    words = desk.words
    mode = words.choice("mode", stop.mode)
    parts = [_heading(desk, request, stop), mode, unnamed(stop.telephone, stop.name, request)]
    if stop.due:
        parts.append(words("papers_team.day.call_due", due=_due(desk, stop.due)))
    return ", ".join(part for part in parts if part)


def _near(desk: Desk, request: PaperRequest, plan: DayPlan) -> tuple[str, ...]:
    """One point for each person or employer, in the order of what is dearest to miss."""
    by_subject: dict[object, list[DueLine]] = {}
    for line in plan.near:
        by_subject.setdefault(line.subject_id, []).append(line)
    points = []
    for lines in by_subject.values():
        first = lines[0]
        who = called(first.ref, first.name, request) if first.subject == PARTICIPANT else first.name
        points.append(desk.words("papers_team.day.near_one", who=who, place=first.place, due=_due(desk, tuple(lines))))
    return tuple(points)
