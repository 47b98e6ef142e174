"""Forms about the search for work: activities and applications; `interview.py` has that of an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ips_tui.casework import appointments, job_search
from ips_tui.forms.job_search import ApplicationEntry, SearchActivityEntry
from screens.desk import desk_of
from screens.entries.contacts import of_appointment
from screens.entries.opening import EntryScreen, RecordId, as_id, today_in, worker_in
from screens.entries.plain import correcting, recording

if TYPE_CHECKING:
    from screens.app import IpsApp


def search_activity_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    record_id: RecordId | None = None,
    appointment_id: RecordId | None = None,
) -> EntryScreen:
    """Something done to find work, new, one that an appointment became, or to be corrected.

    What was moved to the day of that appointment is what it will have been. Raises LookupError when there is no such
    activity or appointment.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        change, read = job_search.change_search_activity, job_search.search_activity_entry
        return correcting(app, SearchActivityEntry, person, record_id, change, read)
    became = None if appointment_id is None else as_id(appointment_id)
    start = {**today_in(app, "happened_on"), **worker_in(app), **of_appointment(app, became)}
    if became is not None:
        kind = job_search.kind_moved_to(desk, person, appointments.appointment_entry(desk, became).on)
        start["kind"] = "" if kind is None else kind.value
    return recording(
        app,
        SearchActivityEntry,
        person,
        lambda entry, key: job_search.record_search_activity(desk, person, entry, draft=key, appointment_id=became),
        start=start,
        of=became,
    )


def application_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """An application, new or with what came of it since. Raises LookupError when it is gone."""
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        change, read = job_search.change_application, job_search.application_entry
        return correcting(app, ApplicationEntry, person, record_id, change, read)
    return recording(
        app,
        ApplicationEntry,
        person,
        lambda entry, key: job_search.record_application(desk, person, entry, draft=key),
        start=today_in(app, "made_on"),
    )
