"""What stands in the header of a participant's page, in words; plain functions of the kept facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ips_tui.casework.caseload import PersonLine
from ips_tui.casework.today import NextLine
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.due import OWN_PACE
from ips_tui.domain.four_weeks import Reading
from ips_tui.text import capital as capital

if TYPE_CHECKING:
    from ips_tui.casework.disclosure import MaySay
    from ips_tui.casework.stage_views import StageViews


def clock(words: Words, person: PersonLine) -> tuple[str, bool]:
    """How the search clock stands, and whether it has run over."""
    limit = person.clock_limit
    # What it waits for is the first step of a search, or in one reading the first employer met.
    of = "clock_employer" if person.clock_reading is Reading.EMPLOYER_MET else "clock"
    if person.clock_day is not None:
        late = person.clock_day - limit
        if late <= 0:
            return words(f"participant.{of}.running", day=person.clock_day, limit=limit), False
        said = f"participant.{of}.late_one" if late == 1 else f"participant.{of}.late"
        return words(said, day=person.clock_day, days=late, limit=limit), True
    if person.clock_stopped_after is not None:
        return words(f"participant.{of}.stopped", day=person.clock_stopped_after), False
    return words("participant.clock.waiting"), False


def closed(words: Words, stages: StageViews, today: date) -> str:
    """Since when the case is closed, and why; empty for an open one."""
    if stages.closed_on is None:
        return ""
    why = words.choice("closure_reason", stages.closed_why)
    return words("participant.closed.said", day=short_date(stages.closed_on, today, words.dates), why=why)


def days_in_stage(words: Words, person: PersonLine) -> str:
    """How long the main stage has been the main one."""
    days = person.days_in_stage
    named = {0: "participant.today_in_stage", 1: "participant.day_in_stage"}.get(days, "participant.days_in_stage")
    return words(named, days=days, number=person.stage)


def may_say(words: Words, said: MaySay, today: date, room: int) -> str:
    """What may be said to employers today, in one line that begins with its sign.

    Where not all of it fits in `room` cells, the conditions stay: they are what does harm when it is forgotten.
    """
    if not said.allowed:
        return f"{words('participant.may.no_mark')} {words(f'participant.may.{said.why}')}"
    parts = [words.choice("decision", said.decision.value)]
    if said.scope is not None:
        parts.append(words.choice("scope", said.scope.value))
    if said.when_told:
        parts.append(words.choice("when_told", said.when_told))
    if said.valid_until is not None:
        parts.append(words("participant.may.until", day=short_date(said.valid_until, today, words.dates)))
    mark = f"{words('participant.may.yes_mark')} "
    if len(parts) > 2 and cell_len(mark + "; ".join(parts)) > room:
        del parts[0]
    return mark + capital("; ".join(parts))


def next_one(words: Words, ahead: tuple[NextLine, ...], today: date) -> str:
    """The next appointment or agreed date, and how many come after it."""
    if not ahead:
        return words("participant.next.none")
    line = ahead[0]
    when = short_date(line.on, today, words.dates) + (f" {line.at}" if line.at else "")
    parts = [when, words(f"kind.{line.kind}").lower(), line.employer, line.place]
    if line.travel_minutes:
        parts.append(words("participant.minutes", minutes=line.travel_minutes))
    said = ", ".join(part for part in parts if part)
    return said if len(ahead) == 1 else f"{said} ({words('participant.next.more', count=len(ahead) - 1)})"


def lateness(words: Words, days_overdue: int, kind: str = "") -> str:
    """How late a due line is, or how many days are left; what goes at the person's own pace is never late."""
    if days_overdue == 0:
        return words("participant.due_today")
    if days_overdue > 0 and kind in OWN_PACE:
        return words(f"participant.ago{'_one' if days_overdue == 1 else ''}", days=days_overdue)
    if days_overdue > 0:
        return words(f"participant.overdue{'_one' if days_overdue == 1 else ''}", days=days_overdue)
    return words(f"participant.due_in{'_one' if days_overdue == -1 else ''}", days=-days_overdue)
