"""The forms of a benefits talk, and of a contact with the benefit or employment office."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import benefits
from ips_tui.domain.benefits import BenefitsOccasion
from ips_tui.domain.people import StaffRole
from ips_tui.forms.benefits import BenefitsCounsellingEntry, OfficeContactEntry
from screens.desk import desk_of
from screens.entries.alone import correcting_alone, recording_alone
from screens.entries.contacts import of_appointment
from screens.entries.opening import EntryScreen, RecordId, as_id, today_in, worker_in
from screens.entries.plain import correcting, recording

if TYPE_CHECKING:
    from screens.app import IpsApp


def benefits_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    record_id: RecordId | None = None,
    appointment_id: RecordId | None = None,
    job_id: UUID | None = None,
    occasion: BenefitsOccasion | None = None,
) -> EntryScreen:
    """A benefits talk, new, one that an appointment became, or to be corrected.

    `job_id` and `occasion` are what a new one is about, where that is known. Raises LookupError when there is no such
    talk or appointment.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        change, read = benefits.change_benefits, benefits.benefits_entry
        return correcting(app, BenefitsCounsellingEntry, person, record_id, change, read)
    became = None if appointment_id is None else as_id(appointment_id)
    start = {**today_in(app, "happened_on"), **of_appointment(app, became)}
    if job_id is not None:
        start["job"] = str(job_id)
    if occasion is not None:
        start["occasion"] = occasion.value
    if desk.who is not None and desk.who.role == StaffRole.BENEFITS_ADVISER:
        start["adviser"] = str(desk.who.id)
    return recording(
        app,
        BenefitsCounsellingEntry,
        person,
        lambda entry, key: benefits.record_benefits(desk, person, entry, draft=key, appointment_id=became),
        start=start,
        of=became,
    )


def office_contact_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A contact with an office about this person, new or to be corrected. Raises LookupError when it is gone."""
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        change, read = benefits.change_office_contact, benefits.office_contact_entry
        return correcting(app, OfficeContactEntry, person, record_id, change, read)
    return recording(
        app,
        OfficeContactEntry,
        person,
        lambda entry, key: benefits.record_office_contact(desk, person, entry, draft=key),
        start={**today_in(app, "happened_on"), **worker_in(app)},
    )


def office_contact_alone_form(app: IpsApp, *, record_id: RecordId | None = None) -> EntryScreen:
    """A contact with an office about nobody, new or to be corrected. Raises LookupError when it is gone."""
    if record_id is None:
        start = {**today_in(app, "happened_on"), **worker_in(app)}
        return recording_alone(app, OfficeContactEntry, benefits.record_office_contact_alone, start)
    change, read = benefits.change_office_contact, benefits.office_contact_entry
    return correcting_alone(app, OfficeContactEntry, as_id(record_id), change, read)
