"""Forms that are one record about no participant: a new one, or its correction, each in one way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework.session import DraftKey
from ips_tui.forms.kit import Entry, raw_values
from screens.desk import desk_of
from screens.entries.opening import EntryScreen, plan_of
from screens.entries.plain import Change, Read

if TYPE_CHECKING:
    from screens.app import IpsApp


def recording_alone(
    app: IpsApp, entry: type[Entry], record: Callable[..., UUID], start: Mapping[str, str]
) -> EntryScreen:
    """A new record. `record` is called with the desk, the entry and `draft`."""
    desk, key = desk_of(app), DraftKey(entry.form)
    return EntryScreen(app, plan_of(app, entry, key, lambda said: record(desk, said, draft=key), start=start))


def correcting_alone(
    app: IpsApp,
    entry: type[Entry],
    record_id: UUID,
    change: Change,
    read: Read,
    *,
    about: str = "",
) -> EntryScreen:
    """The correction of a record; `about` names the field that says what it is called. Raises LookupError."""
    desk, key = desk_of(app), DraftKey(entry.form, None, record_id)

    def now() -> Mapping[str, str]:
        kept = read(desk, record_id)
        return {} if kept is None else raw_values(kept)

    plan = plan_of(app, entry, key, lambda said: change(desk, record_id, said, draft=key), start={}, now=now)
    return EntryScreen(app, plan, about=plan.start.get(about, ""))
