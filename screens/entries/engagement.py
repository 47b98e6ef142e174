"""Forms of getting to know each other: topics talked through, natural supports, satisfaction, a pause."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import engagement
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.forms.engagement import NaturalSupportEntry, PauseEntry, SatisfactionEntry
from ips_tui.forms.kit import raw_values
from ips_tui.ids import same_row_id
from screens.desk import desk_of
from screens.entries.alone import correcting_alone, recording_alone
from screens.entries.keeper import DeskKeeper
from screens.entries.opening import EntryScreen, RecordId, as_id, name_of, plan_of, today_in, worker_in
from screens.entries.plain import correcting, recording

if TYPE_CHECKING:
    from screens.app import IpsApp


def rapport_form(app: IpsApp, participant_id: RecordId) -> EntryScreen:
    """What was talked through, to be brought up to date. It is no record: its draft has an id of its own."""
    desk, person = desk_of(app), as_id(participant_id)
    key = DraftKey("rapport", person, same_row_id("rapport", person.hex))

    def now() -> Mapping[str, str]:
        return raw_values(engagement.rapport_now(desk, person))

    def based_on() -> UUID:
        # The day of the talk is today's whenever it is opened; what was said tells whether anything has changed.
        said = {name: raw for name, raw in now().items() if name != "talked_on"}
        return same_row_id(json.dumps(said, sort_keys=True))

    plan = plan_of(
        app,
        engagement.rapport_form(desk),
        key,
        lambda entry: engagement.save_rapport(desk, person, entry, draft=key),
        start={},
        now=now,
    )
    plan = replace(plan, keeper=DeskKeeper(desk, key, now, based_on))
    return EntryScreen(app, plan, about=name_of(app, person), participant_id=person)


def natural_support_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """Somebody in the person's life, new or to be corrected. Raises LookupError when the record is gone."""
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        change, read = engagement.change_natural_support, engagement.SUPPORT.entry_of
        return correcting(app, NaturalSupportEntry, person, record_id, change, read)
    return recording(
        app,
        NaturalSupportEntry,
        person,
        lambda entry, key: engagement.record_natural_support(desk, person, entry, draft=key),
        start=today_in(app, "said_on"),
    )


def satisfaction_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """The questions about satisfaction, new or to be corrected. Raises LookupError when the record is gone."""
    desk, person = desk_of(app), as_id(participant_id)
    entry_type = engagement.satisfaction_form(desk)
    if record_id is not None:
        change, read = engagement.change_satisfaction, engagement.satisfaction_as_entry
        return correcting(app, entry_type, person, record_id, change, read)
    return recording(
        app,
        entry_type,
        person,
        lambda entry, key: engagement.record_satisfaction(desk, person, entry, draft=key),
        start={**today_in(app, "happened_on"), **worker_in(app)},
    )


def group_satisfaction_form(app: IpsApp, *, record_id: RecordId | None = None) -> EntryScreen:
    """The same questions, answered by a group without names. Raises LookupError when the record is gone."""
    entry = engagement.satisfaction_form(desk_of(app))
    if record_id is not None:
        change, read = engagement.change_satisfaction, engagement.satisfaction_as_entry
        return correcting_alone(app, entry, as_id(record_id), change, read)
    start = {**today_in(app, "happened_on"), **worker_in(app), "how": "group"}

    def record(desk: Desk, said: SatisfactionEntry, *, draft: DraftKey) -> UUID:
        return engagement.record_satisfaction(desk, None, said, draft=draft)

    return recording_alone(app, entry, record, start)


def pause_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A pause, new or to be corrected, as when it is over. Raises LookupError when the record is gone."""
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        return correcting(app, PauseEntry, person, record_id, engagement.change_pause, engagement.PAUSE.entry_of)
    return recording(
        app,
        PauseEntry,
        person,
        lambda entry, key: engagement.record_pause(desk, person, entry, draft=key),
        start=today_in(app, "from_on"),
    )
