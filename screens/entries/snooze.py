"""The form by which a due line is put off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ips_tui.casework import snooze
from ips_tui.casework.session import DraftKey
from ips_tui.casework.today import DueLine
from ips_tui.dates import short_date
from ips_tui.forms.snooze import SnoozeEntry
from screens.desk import desk_of
from screens.entries.briefed import BriefedScreen, Fact
from screens.entries.opening import EntryScreen, RecordId, as_id, name_of, plan_of

if TYPE_CHECKING:
    from screens.app import IpsApp


def snooze_form(app: IpsApp, line_id: RecordId) -> EntryScreen:
    """Until when a line can wait, and why; which line it is and what can be the last day is said above.

    Where it was put off before, the reason begins as it was given then.

    Raises LookupError when what the line asks for was done meanwhile.
    """
    desk, line = desk_of(app), as_id(line_id)
    due = snooze.due_line(desk, line)
    latest = snooze.latest_day(desk, line)
    key = DraftKey(SnoozeEntry.form, due.subject_id, line)
    plan = plan_of(
        app,
        SnoozeEntry,
        key,
        lambda entry: snooze.put_off(desk, line, entry, draft=key),
        start={"reason": due.put_off_why},
    )
    day = short_date(latest.day, app.desk.clock.today(), app.words.dates)
    facts = [Fact(_said(app, due)), Fact(app.words("snooze.latest", day=day))]
    person = due.subject_id if due.subject == "participant" else None
    return BriefedScreen(app, plan, facts, about=name_of(app, due.subject_id), participant_id=person)


def _said(app: IpsApp, line: DueLine) -> str:
    return app.words("snooze.line", what=app.words(f"kind.{line.kind}"), why=line.reason)
