"""Whom an entry is about: who is meant first, then who is planned or due today, then everyone. Plain SQL: no ORM."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from ips_tui.casework import caseload
from ips_tui.casework.caseload import PersonLine
from ips_tui.casework.session import Desk
from ips_tui.casework.today import MOST, own_first


@dataclass(frozen=True)
class WhoLine:
    """One person to choose, and why they are likely the one; the name may hold anything a person typed."""

    id: UUID
    name: str
    detail: str
    """The ref, with the day of closing where the case is closed."""
    here: bool = False
    """Whether it is the person one was looking at."""
    planned: str = ""
    """What is planned with them today, a kind of `next`; empty for nothing."""
    at: str = ""
    due: str = ""
    """What is due with them and costs most to miss, a kind of `due`; empty for nothing."""


def likely(desk: Desk, first: UUID | None = None, *, last: Collection[UUID] = ()) -> tuple[WhoLine, ...]:
    """People in the order in which they are likely meant: `first`, planned today, due, then by name.

    Those of `last` come behind everyone else. In a large team it is not everyone: who is not here is found by name.
    """
    view = own_first(desk, most=MOST)
    lines: dict[UUID, WhoLine] = {}
    for planned in view.next:
        if planned.on == view.as_of and planned.subject == "participant" and planned.subject_id not in lines:
            person = WhoLine(planned.subject_id, planned.name, planned.ref, planned=planned.kind, at=planned.at)
            lines[person.id] = person
    for due in view.due:
        if due.subject == "participant":
            person = lines.get(due.subject_id) or WhoLine(due.subject_id, due.name, due.ref)
            lines[person.id] = person if person.due else replace(person, due=due.kind)
    for person in found(desk, ""):
        lines.setdefault(person.id, person)
    if first is not None:
        known = lines.get(first) or next((_line(row) for row in caseload.lines(desk, [first.bytes]).values()), None)
        if known is not None:
            lines[first] = replace(known, here=True)
    return tuple(sorted(lines.values(), key=lambda line: (not line.here, line.id in last)))


def found(desk: Desk, typed: str) -> tuple[WhoLine, ...]:
    """Participants whose name or ref holds every word typed, the likeliest first."""
    people = (one for one in desk.find(typed) if one.kind == "participant")
    return tuple(WhoLine(UUID(one.id), one.label, one.detail) for one in people)


def _line(row: PersonLine) -> WhoLine:
    return WhoLine(row.id, row.name, row.ref)
