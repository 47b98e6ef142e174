"""A due line is put off to a day, with a reason, and is due again on it (DESIGN idea 4).

Putting off does nothing that the line asks for: it leaves only because a record satisfies it. No kind is exempt; that
it was put off stands on the timeline with its reason, for whoever reads the record later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import staff
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.casework.today import DueLine, today
from ips_tui.domain.due import DueKind
from ips_tui.forms.snooze import SnoozeEntry
from ips_tui.records.derived import Obligation
from ips_tui.records.snooze import Snooze
from ips_tui.store.drafts import DraftKey

MOST_DAYS = 28
"""Days that a line can be put off at once: as long as the rhythm that most of what is due follows."""
_PARTICIPANT, _EMPLOYER = "participant", "employer"


@dataclass(frozen=True)
class Latest:
    """The last day to which a line can be put off."""

    day: date
    lapses: bool
    """Whether it is the last because the line lapses after it."""


def due_line(desk: Desk, line_id: UUID) -> DueLine:
    """A line that is due or was put off. Raises LookupError when what it asks for was done meanwhile."""
    with desk.reading() as db:
        kept = _kept(db, line_id)
    view = today(desk, subject_id=kept.subject_id)
    found = next((line for line in (*view.due, *view.put_off) if line.id == line_id), None)
    if found is None:
        raise LookupError("obligation")
    return found


def latest_day(desk: Desk, line_id: UUID) -> Latest:
    """The last day to which a line can be put off. Raises LookupError when the line is gone."""
    with desk.reading() as db:
        return _latest(_kept(db, line_id), desk.clock.today())


def put_off(desk: Desk, line_id: UUID, entry: SnoozeEntry, *, draft: DraftKey | None = None) -> UUID:
    """The line is not among what is due until the day of the entry; what was said of it before counts no longer.

    Raises BadEntry for a day that is not ahead or too far, LookupError when the line is gone.
    """
    day = desk.clock.today()
    with desk.writing("line_put_off", draft=draft) as writing:
        line = _kept(writing.db, line_id)
        if entry.until_on <= day:
            raise refuse("until_on", "problem.put_off_not_ahead")
        latest = _latest(line, day)
        if entry.until_on > latest.day:
            raise refuse("until_on", "problem.put_off_past_lapse" if latest.lapses else "problem.put_off_long")
        # One about a colleague is known by its source alone.
        return writing.add(
            Snooze,
            participant_id=line.subject_id if line.subject == _PARTICIPANT else None,
            employer_id=line.subject_id if line.subject == _EMPLOYER else None,
            kind=DueKind(line.kind),
            source_id=line.source_id,
            staff_id=staff.worker(desk, writing, None),
            snoozed_on=day,
            until_on=entry.until_on,
            reason=entry.reason,
        ).id


def end(desk: Desk, line_id: UUID) -> UUID:
    """The line is due again today. Raises LookupError when it is gone, or was not put off."""
    day = desk.clock.today()
    with desk.writing("line_due_again") as writing:
        line = _kept(writing.db, line_id)
        of_line = select(Snooze).where(
            Snooze.kind == DueKind(line.kind),
            Snooze.source_id == line.source_id,
            Snooze.participant_id == (line.subject_id if line.subject == _PARTICIPANT else None),
            Snooze.employer_id == (line.subject_id if line.subject == _EMPLOYER else None),
            ~Snooze.removed,
        )
        latest = writing.db.scalars(of_line.order_by(Snooze.snoozed_on.desc(), Snooze.id.desc())).first()
        if latest is None or latest.until_on <= day:
            raise LookupError("snooze")
        latest.until_on = day
    return latest.id


def _kept(db: Session, line_id: UUID) -> Obligation:
    line = db.get(Obligation, line_id)
    if line is None:
        raise LookupError("obligation")
    return line


def _latest(line: Obligation, day: date) -> Latest:
    furthest = day + timedelta(days=MOST_DAYS)
    if line.lapses_on is not None and line.lapses_on <= furthest:
        return Latest(line.lapses_on, True)
    return Latest(furthest, False)
