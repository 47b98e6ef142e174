"""What is due and what is next, for Today and `today --json`. Plain SQL below: no ORM, no rule is run here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.casework.wording import reason
from ips_tui.content.words import Words
from ips_tui.domain.due import by_cost
from ips_tui.domain.rhythms import Rhythms
from ips_tui.domain.supervision import OF_COLLEAGUES
from ips_tui.store import first_screen


@dataclass(frozen=True)
class DueLine:
    """One due line. `days_overdue` is negative while there is time left."""

    subject: str
    subject_id: UUID
    ref: str
    name: str
    stage: int | None
    specialist_id: UUID | None
    place: str
    kind: str
    source_id: UUID
    due_on: date
    days_overdue: int
    reason: str
    id: UUID
    """The line's own, which follows from subject, kind and source, so it stays itself."""
    put_off_until: date | None = None
    """The day on which it is due again, where somebody put it off."""
    put_off_why: str = ""


@dataclass(frozen=True)
class NextLine:
    """One appointment or agreed date, up to and on its day."""

    subject: str
    subject_id: UUID
    ref: str
    name: str
    specialist_id: UUID | None
    kind: str
    on: date
    at: str
    place: str
    travel_minutes: int | None
    employer: str = ""
    """Whom an appointment with a participant is to visit."""


@dataclass(frozen=True)
class DraftLine:
    """A draft that waits: which form, about whom, since when."""

    form: str
    subject_id: UUID | None
    record_id: UUID | None
    about: str
    written: str


@dataclass(frozen=True)
class TodayView:
    """One day's view: what is due by what it costs to miss it, what comes next, what was put off by the day it is due
    again.
    """

    as_of: date
    due: tuple[DueLine, ...]
    next: tuple[NextLine, ...]
    put_off: tuple[DueLine, ...] = ()
    drafts: tuple[DraftLine, ...] = ()


MOST = 200
"""Lines of a kind that one screen asks for; nobody reads further down in the morning.

They are cut by their day, which the index can do whatever their number, and ordered by what they cost to miss after
that: where more than these are due, the longest overdue are shown, and the screen says that there are more.
"""


def today(
    desk: Desk,
    *,
    as_of: date | None = None,
    specialist: UUID | None = None,
    subject_id: UUID | None = None,
    most: int | None = None,
) -> TodayView:
    """The lines of one day: of everyone, of one specialist's people, or of one subject.

    `most` (1 or more) cuts each list to its longest overdue and its nearest lines: a screen shows no more.
    Today is everyone's; on the screen a specialist's own people come first (domain.md 6.6 Z9).
    """
    day = as_of or desk.clock.today()
    figures = desk.rhythms

    def lines(put_off: bool) -> Iterator[DueLine]:
        for row in first_screen.due(
            desk.connection, day, specialist=specialist, subject_id=subject_id, most=most, put_off=put_off
        ):
            yield _line(row, desk.words, day, figures)

    ahead = first_screen.upcoming(desk.connection, day, specialist=specialist, subject_id=subject_id, most=most)
    return TodayView(
        as_of=day,
        due=tuple(sorted(lines(False), key=lambda line: by_cost(line.kind, line.due_on))),
        put_off=tuple(sorted(lines(True), key=lambda line: line.put_off_until or day)),
        next=tuple(
            NextLine(
                subject=row.subject,
                subject_id=row.subject_id,
                ref=row.ref,
                name=row.name,
                specialist_id=row.specialist_id,
                kind=row.kind,
                on=row.on,
                at=row.at,
                place=row.place,
                travel_minutes=row.travel_minutes,
                employer=row.employer,
            )
            for row in ahead
        ),
        drafts=_drafts(desk) if subject_id is None else (),
    )


def _line(row: first_screen.DueRow, words: Words, day: date, figures: Rhythms) -> DueLine:
    return DueLine(
        subject=row.subject,
        subject_id=row.subject_id,
        ref=row.ref,
        name=row.name,
        stage=row.stage,
        specialist_id=row.specialist_id,
        place=row.place,
        kind=row.kind,
        source_id=row.source_id,
        due_on=row.due_on,
        days_overdue=(day - row.due_on).days,
        reason=reason(words, row.reason, row.dates, day, figures, about=row.about),
        id=row.id,
        put_off_until=row.snoozed_until if row.snoozed_until is not None and row.snoozed_until > day else None,
        put_off_why=row.snoozed_why,
    )


def own_first(desk: Desk, *, most: int) -> TodayView:
    """Today as whoever works at the desk sees it: a specialist's own people first, then the team's (Z9).

    For anyone else it is the team's; a team leader is also told what is due with colleagues. At most `most` lines of a
    kind are the specialist's own, at most `most` the team's.
    """
    team = today(desk, most=most)
    if desk.leads_team:
        return _with_colleagues(desk, team, most)
    if (own := desk.own_people_of) is None:
        return team
    mine = today(desk, specialist=own, most=most)
    known = set(mine.next)
    planned = (*mine.next, *(line for line in team.next if line not in known))
    return TodayView(
        as_of=team.as_of,
        due=(*mine.due, *(line for line in team.due if line.specialist_id != own)),
        put_off=(*mine.put_off, *(line for line in team.put_off if line.specialist_id != own)),
        next=tuple(sorted(planned, key=lambda line: line.on)),
        drafts=team.drafts,
    )


def _with_colleagues(desk: Desk, team: TodayView, most: int) -> TodayView:
    """The same with what is due with colleagues: supervision, the unit's meeting, field mentoring."""
    day, figures = team.as_of, desk.rhythms
    due, put_off = (
        tuple(
            _line(row, desk.words, day, figures)
            for row in first_screen.due(desk.connection, day, most=most, put_off=later, of_staff=True)
        )
        for later in (False, True)
    )
    return replace(
        team,
        due=tuple(sorted((*team.due, *due), key=lambda line: by_cost(line.kind, line.due_on))),
        put_off=tuple(sorted((*team.put_off, *put_off), key=lambda line: line.put_off_until or day)),
    )


def count_due(desk: Desk) -> int:
    """How many lines are due in all today and not put off, whichever participant or employer they are about."""
    return first_screen.count_due(desk.connection, desk.clock.today())


def _drafts(desk: Desk) -> tuple[DraftLine, ...]:
    own = None if desk.who is None else desk.who.id
    lines = []
    for draft in desk.drafts():
        if draft.key.form in OF_COLLEAGUES and not (desk.leads_team or draft.key.subject_id == own):
            continue  # What waits about a colleague is theirs and a team leader's.
        written = desk.clock.local(draft.written_at)
        lines.append(
            DraftLine(
                form=draft.key.form,
                subject_id=draft.key.subject_id,
                record_id=draft.key.record_id,
                about=first_screen.name_of(desk.connection, draft.key.subject_id),
                written=f"{written:%Y-%m-%d %H:%M}",
            )
        )
    return tuple(lines)
