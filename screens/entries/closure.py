"""Forms that close a case and open it again."""

from __future__ import annotations

from collections.abc import Iterator
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


def closure_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """Closing a case, under what is still open with the person; or the correction of how it was closed.

    Raises LookupError when the participant or the closing is gone.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        return correcting(app, ClosureEntry, person, record_id, closure.change_closure, closure.closure_entry)
    still_open = "; ".join(_still_open(app, case(desk, person)))
    facts = [
        Fact(app.words("closure.still_open", what=still_open), minds=True)
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
