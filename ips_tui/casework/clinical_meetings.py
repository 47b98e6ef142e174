"""Meetings of a clinical team: one entry, and a clinical update for each person talked about (domain.md 1.3, 4.12).

A meeting is no contact with the people it was about, so none is made.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import staff
from ips_tui.casework.contacts import was_told
from ips_tui.casework.people import stage_on
from ips_tui.casework.plain import columns_of, fields_from, not_ahead, row_entry
from ips_tui.casework.session import Desk
from ips_tui.forms.community import ClinicalMeetingEntry, ClinicalMeetingUpdateEntry
from ips_tui.records.community import ClinicalMeeting
from ips_tui.records.contacts import ClinicalUpdate
from ips_tui.records.people import ClinicalTeam, Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

_ON_UPDATE = ("happened_on", "mode", "with_whom", "staff_id")
"""What an update says as its meeting does."""


def record_clinical_meeting(desk: Desk, entry: ClinicalMeetingEntry, *, draft: DraftKey | None = None) -> UUID:
    """A meeting, and an update for each person talked about, in the stage of that day.

    Raises BadEntry when the day lies ahead, LookupError for an unknown team or participant.
    """
    not_ahead(desk, entry)
    with desk.writing("clinical_meeting_recorded", draft=draft) as writing:
        writing.get(ClinicalTeam, entry.clinical_team)
        meeting = writing.add(
            ClinicalMeeting,
            staff_id=staff.worker(desk, writing, entry.specialist),
            **columns_of(ClinicalMeeting, entry),
        )
        _put_updates(writing, meeting, entry)
    return meeting.id


def change_clinical_meeting(
    desk: Desk, meeting_id: UUID, entry: ClinicalMeetingEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Correct a meeting with all its updates. Raises as `record_clinical_meeting`, LookupError when it is gone."""
    not_ahead(desk, entry)
    with desk.writing("clinical_meeting_changed", draft=draft) as writing:
        writing.get(ClinicalTeam, entry.clinical_team)
        meeting = writing.get(ClinicalMeeting, meeting_id)
        for name, value in columns_of(ClinicalMeeting, entry).items():
            setattr(meeting, name, value)
        meeting.staff_id = staff.worker(desk, writing, entry.specialist, before=meeting.staff_id)
        _put_updates(writing, meeting, entry)
    return meeting_id


def _put_updates(writing: Writing, meeting: ClinicalMeeting, entry: ClinicalMeetingEntry) -> None:
    """Make the meeting's updates what the entry says: known ones corrected, new ones added, missing ones removed."""
    kept = {row.id: row for row in updates_of(writing.db, meeting.id)}
    for row in entry.updates:
        writing.get(Participant, row.participant)
        values: dict[str, Any] = columns_of(ClinicalUpdate, row)
        values |= {name: getattr(meeting, name) for name in _ON_UPDATE}
        values["stage"] = stage_on(writing.db, row.participant, meeting.happened_on)
        known = kept.get(row.id) if row.id is not None else None
        if known is None or known.participant_id != row.participant:
            # Said of somebody else after all: that one gets an update, and the one it was put down for has none.
            was_told(writing, writing.add(ClinicalUpdate, clinical_meeting_id=meeting.id, **values))
            continue
        del kept[known.id]
        for name, value in values.items():
            setattr(known, name, value)
    for gone in kept.values():
        gone.removed = True


def updates_of(db: Session, meeting_id: UUID) -> list[ClinicalUpdate]:
    """The updates of a meeting that were not removed, in the order in which they were typed."""
    mine = select(ClinicalUpdate).where(ClinicalUpdate.clinical_meeting_id == meeting_id, ~ClinicalUpdate.removed)
    return list(db.scalars(mine.order_by(ClinicalUpdate.id)))


def clinical_meeting_entry(desk: Desk, meeting_id: UUID) -> ClinicalMeetingEntry:
    """A meeting as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        meeting = db.get(ClinicalMeeting, meeting_id)
        if meeting is None or meeting.removed:
            raise LookupError("clinical_meeting")
        return ClinicalMeetingEntry(
            updates=tuple(row_entry(row, ClinicalMeetingUpdateEntry) for row in updates_of(db, meeting_id)),
            specialist=meeting.staff_id,
            **fields_from(meeting, ClinicalMeetingEntry),
        )
