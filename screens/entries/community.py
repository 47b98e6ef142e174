"""Forms of outreach and engagement that is not about one participant alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import clinical_meetings, group_sessions, interested, outreach, resources
from ips_tui.casework.session import DraftKey
from ips_tui.forms.community import (
    ClinicalMeetingEntry,
    GroupSessionEntry,
    InterestedEntry,
    InterestedNotNowEntry,
    OutreachEntry,
    ResourceEntry,
)
from screens.desk import desk_of
from screens.entries.alone import correcting_alone, recording_alone
from screens.entries.opening import EntryScreen, RecordId, as_id, name_of, plan_of, today_in, worker_in

if TYPE_CHECKING:
    from screens.app import IpsApp


def group_session_form(
    app: IpsApp, *, record_id: RecordId | None = None, participant_id: RecordId | None = None
) -> EntryScreen:
    """A new group session, or the correction of one. Raises LookupError when it is gone.

    Opened from the page of a participant, who is then on it already, it gives back their contact of it.
    """
    desk = desk_of(app)
    if record_id is not None:
        return correcting_alone(
            app,
            GroupSessionEntry,
            as_id(record_id),
            group_sessions.change_group_session,
            group_sessions.group_session_entry,
        )
    person = None if participant_id is None else as_id(participant_id)
    key = DraftKey("group_session", person)
    start = {**today_in(app, "happened_on"), **worker_in(app)}
    if person is not None:
        start["participants"] = str(person)

    def save(entry: GroupSessionEntry) -> UUID:
        session = group_sessions.record_group_session(desk, entry, draft=key)
        contact = None if person is None else group_sessions.contact_of(desk, session, person)
        return contact or session

    plan = plan_of(app, GroupSessionEntry, key, save, start=start)
    return EntryScreen(app, plan, about=name_of(app, person), participant_id=person)


def clinical_meeting_form(app: IpsApp, *, record_id: RecordId | None = None) -> EntryScreen:
    """A new meeting of a clinical team, or the correction of one. Raises LookupError when it is gone."""
    if record_id is None:
        start = {**today_in(app, "happened_on"), **worker_in(app)}
        return recording_alone(app, ClinicalMeetingEntry, clinical_meetings.record_clinical_meeting, start)
    return correcting_alone(
        app,
        ClinicalMeetingEntry,
        as_id(record_id),
        clinical_meetings.change_clinical_meeting,
        clinical_meetings.clinical_meeting_entry,
    )


def outreach_form(app: IpsApp, *, record_id: RecordId | None = None) -> EntryScreen:
    """New outreach, or the correction of one. Raises LookupError when it is gone."""
    if record_id is None:
        start = {**today_in(app, "happened_on"), **worker_in(app)}
        return recording_alone(app, OutreachEntry, outreach.record_outreach, start)
    return correcting_alone(app, OutreachEntry, as_id(record_id), outreach.change_outreach, outreach.OUTREACH.entry_of)


def interested_form(app: IpsApp, *, record_id: RecordId | None = None) -> EntryScreen:
    """Somebody who is interested, or the correction of what is noted of them. Raises LookupError when it is gone."""
    if record_id is None:
        start = {**today_in(app, "said_yes_on"), **worker_in(app)}
        return recording_alone(app, InterestedEntry, interested.record_interested, start)
    return correcting_alone(
        app, InterestedEntry, as_id(record_id), interested.change_interested, interested.INTERESTED.entry_of
    )


def not_now_form(app: IpsApp, interested_id: RecordId) -> EntryScreen:
    """What somebody said who is interested, but not now; once said, its correction.

    Raises LookupError when they are gone.
    """
    desk, who = desk_of(app), as_id(interested_id)
    entry = InterestedNotNowEntry
    if interested.not_now_entry(desk, who) is not None:
        return correcting_alone(app, entry, who, interested.not_now, interested.not_now_entry)
    key = DraftKey(entry.form, None, who)
    plan = plan_of(
        app,
        entry,
        key,
        lambda said: interested.not_now(desk, who, said, draft=key),
        start=today_in(app, "not_now_on"),
    )
    return EntryScreen(app, plan)


def resource_form(app: IpsApp, *, record_id: RecordId | None = None, name: str = "") -> EntryScreen:
    """A new community resource, or the correction of one. Raises LookupError when it is gone."""
    if record_id is None:
        start = {"name": name, **today_in(app, "checked_on")}
        return recording_alone(app, ResourceEntry, resources.record_resource, start)
    return correcting_alone(
        app, ResourceEntry, as_id(record_id), resources.change_resource, resources.RESOURCE.entry_of
    )
