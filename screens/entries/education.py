"""The form of education and training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ips_tui.casework import education
from ips_tui.forms.education import EducationEntry
from screens.desk import desk_of
from screens.entries.action_plan import goal_in
from screens.entries.opening import EntryScreen, RecordId, as_id, today_in
from screens.entries.plain import correcting, recording

if TYPE_CHECKING:
    from screens.app import IpsApp


def education_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """Education or training, new or to be corrected. Raises LookupError when it is gone."""
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        change, read = education.change_education, education.EDUCATION.entry_of
        return correcting(app, EducationEntry, person, record_id, change, read)
    return recording(
        app,
        EducationEntry,
        person,
        lambda entry, key: education.record_education(desk, person, entry, draft=key),
        start={**today_in(app, "noted_on"), **goal_in(app, person, "goal")},
    )
