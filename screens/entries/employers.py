"""Forms about employers, the contacts with them, and contacts that had no agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import employers
from ips_tui.casework.session import DraftKey
from ips_tui.domain.employers import Purpose
from ips_tui.forms.employers import ContactWithoutAgreementEntry, EmployerContactEntry, EmployerEntry
from ips_tui.forms.kit import raw_values
from screens.desk import desk_of
from screens.entries.contacts import of_appointment
from screens.entries.gate import EmployerContactScreen, GateWatch
from screens.entries.opening import (
    EntryScreen,
    RecordId,
    as_id,
    name_of,
    plan_of,
    today_in,
    worker_in,
)

if TYPE_CHECKING:
    from screens.app import IpsApp


def employer_form(app: IpsApp, employer_id: RecordId | None = None, *, name: str = "") -> EntryScreen:
    """A new employer, or the correction of one. Raises LookupError for an unknown one."""
    desk = desk_of(app)
    if employer_id is None:
        key = DraftKey("employer")
        plan = plan_of(
            app, EmployerEntry, key, lambda entry: employers.add_employer(desk, entry, draft=key), start={"name": name}
        )
        return EntryScreen(app, plan)
    employer = as_id(employer_id)
    key = DraftKey("employer", employer, employer)
    plan = plan_of(
        app,
        EmployerEntry,
        key,
        lambda entry: employers.change_employer(desk, employer, entry, draft=key),
        start={},
        now=lambda: raw_values(employers.employer(desk, employer).entry),
    )
    return EntryScreen(app, plan, about=name_of(app, employer))


def employer_contact_form(
    app: IpsApp,
    *,
    participant_id: RecordId | None = None,
    employer_id: RecordId | None = None,
    record_id: RecordId | None = None,
    appointment_id: RecordId | None = None,
    purpose: Purpose | None = None,
) -> EmployerContactScreen:
    """A contact with an employer, new, of an appointment, or to be corrected; the gate is asked when it is saved.

    `purpose` is what a new one is for, where that is known.

    Raises LookupError when there is no such contact or appointment.
    """
    desk = desk_of(app)
    person = None if participant_id is None else as_id(participant_id)
    employer = None if employer_id is None else as_id(employer_id)
    subject = person or employer
    if record_id is not None:
        contact = as_id(record_id)
        key = DraftKey("employer_contact", subject, contact)
        watch = GateWatch(lambda entry: employers.change_employer_contact(desk, contact, entry, draft=key))
        plan = plan_of(
            app,
            EmployerContactEntry,
            key,
            watch,
            start={},
            now=lambda: raw_values(employers.employer_contact_entry(desk, contact)),
        )
    else:
        became = None if appointment_id is None else as_id(appointment_id)
        key = DraftKey("employer_contact", subject, became)
        watch = GateWatch(
            lambda entry: employers.record_employer_contact(desk, entry, draft=key, appointment_id=became)
        )
        start = {**today_in(app, "happened_on"), **worker_in(app)}
        start |= {"participant": str(person)} if person else {}
        start |= {"employer": str(employer)} if employer else {}
        start |= {"purpose": purpose.value} if purpose else {}
        start |= of_appointment(app, became, "employer")
        plan = plan_of(app, EmployerContactEntry, key, watch, start=start)
    return EmployerContactScreen(
        app,
        plan,
        watch,
        about=name_of(app, subject),
        participant_id=person,
        appointment_id=None if appointment_id is None else as_id(appointment_id),
    )


def without_agreement_form(app: IpsApp, start: Mapping[str, str], *, appointment_id: UUID | None = None) -> EntryScreen:
    """A contact about a person that had no agreement, said openly; `start` is what is known of it already.

    `appointment_id` is of the visit that was planned, which took place.
    """
    desk = desk_of(app)
    person = UUID(start["participant"]) if start.get("participant") else None
    key = DraftKey("contact_without_agreement", person, appointment_id)
    plan = plan_of(
        app,
        ContactWithoutAgreementEntry,
        key,
        lambda entry: employers.report_without_agreement(desk, entry, draft=key, appointment_id=appointment_id),
        start={**worker_in(app), **start},
    )
    return EntryScreen(app, plan, about=name_of(app, person), participant_id=person)
