"""Forms that close a case and open it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ips_tui.casework import closure
from ips_tui.casework.case import CaseView, case
from ips_tui.dates import short_date
from ips_tui.forms.closure import ClosureEntry, ReopeningEntry
from screens.action_plan.steps import open_steps
from screens.desk import desk_of
from screens.entries.briefed import Fact
from screens.entries.opening import EntryScreen, RecordId, as_id, today_in
from screens.entries.plain import correcting, recording
from screens.participant.wording import lateness

if TYPE_CHECKING:
    from screens.app import IpsApp

OPEN_LINES = 6
"""Lines of what is still open; it is all there is to mind before closing."""


def closure_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """Closing a case, under what is still open with the person; or the correction of how it was closed.

    Raises LookupError when the participant or the closing is gone.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        return correcting(app, ClosureEntry, person, record_id, closure.change_closure, closure.closure_entry)
    view = case(desk, person)
    planned = {ahead.on for ahead in view.next}
    # A contact planned for the day agreed on is said once, as the appointment.
    promised = [one for one in closure.open_promises(desk, person) if one.name or one.on not in planned]
    still_open = "; ".join((*_still_open(app, view), *_promised(app, promised)))
    facts = [
        Fact(app.words("closure.still_open", what=still_open), minds=True, lines=OPEN_LINES)
        if still_open
        else Fact(app.words("closure.nothing_open")),
        Fact(app.words("closure.kept")),
    ]
    return recording(
        app,
        ClosureEntry,
        person,
        lambda entry, key: closure.close_case(desk, person, entry, draft=key),
        start=today_in(app, "closed_on"),
        facts=facts,
    )


def _still_open(app: IpsApp, view: CaseView) -> Iterator[str]:
    """What is due, what is planned, and the steps that nobody has taken yet."""
    words, today = app.words, app.desk.clock.today()
    for line in view.due:
        late = lateness(words, line.days_overdue, line.kind)
        yield words("closure.open_line", what=words(f"kind.{line.kind}"), when=late)
    for ahead in view.next:
        when = short_date(ahead.on, today, app.words.dates)
        yield words("closure.open_line", what=words(f"kind.{ahead.kind}"), when=when)
    asked_for = {line.source_id for line in view.due}
    yield from (one.step.name for one in open_steps(view) if one.id not in asked_for)


def _promised(app: IpsApp, promises: Iterable[closure.Promise]) -> Iterator[str]:
    """What else was promised: offers, leads, dates that lie further ahead."""
    words, today = app.words, app.desk.clock.today()
    for one in promises:
        what = words(f"closure.{one.kind}", name=one.name) if one.name else words(f"kind.{one.kind}")
        when = "" if one.on is None else short_date(one.on, today, words.dates)
        yield words("closure.open_line", what=what, when=when) if when else what


def reopening_form(app: IpsApp, participant_id: RecordId) -> EntryScreen:
    """Opening a closed case again."""
    desk, person = desk_of(app), as_id(participant_id)
    return recording(
        app,
        ReopeningEntry,
        person,
        lambda entry, key: closure.reopen_case(desk, person, entry, draft=key),
        start=today_in(app, "reopened_on"),
    )
