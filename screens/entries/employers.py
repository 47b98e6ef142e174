"""Forms about employers, the contacts with them, and contacts that had no agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import employers
from ips_tui.casework.employer_look_alikes import EmployerLookAlike, employer_look_alikes
from ips_tui.casework.employer_weeks import employer_week, review_id, review_week, week_review_entry
from ips_tui.casework.session import DraftKey
from ips_tui.dates import short_date
from ips_tui.domain.employers import Purpose
from ips_tui.forms.employers import (
    ContactWithoutAgreementEntry,
    EmployerContactEntry,
    EmployerEntry,
    EmployerLogReviewEntry,
)
from ips_tui.forms.kit import raw_values
from ips_tui.forms.typed import raw_rows
from ips_tui.text import shown
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
from screens.widgets.form.plan import Advise

if TYPE_CHECKING:
    from screens.app import IpsApp


LONGEST_ALIKE = 40
"""Cells of an employer's name in a sentence about look-alikes."""


def alike_said(found: Iterable[EmployerLookAlike]) -> str:
    """Those employers in one line, each with its site."""
    return "; ".join(shown(", ".join(part for part in (one.name, one.site) if part), LONGEST_ALIKE) for one in found)


def _look_alike(app: IpsApp, but: UUID | None = None) -> Advise:
    """Says beside name, site and telephone which employers may be the same one; it may be kept all the same."""

    def advise(raw: Mapping[str, str]) -> Mapping[str, str]:
        sites = [raw.get("site", ""), *(row.get("name", "") for row in raw_rows(raw.get("sites", "")))]
        people = raw_rows(raw.get("people", ""))
        telephones = [raw.get("telephone", ""), *(row.get("telephone", "") for row in people)]
        found = employer_look_alikes(desk_of(app), raw.get("name", ""), sites=sites, telephones=telephones, but=but)
        return {
            field: app.words(f"employers.look_alike.{field}", employers=alike_said(those))
            for field in ("name", "site", "telephone")
            if (those := [one for one in found if one.alike_in == field])
        }

    return advise


def employer_form(app: IpsApp, employer_id: RecordId | None = None, *, name: str = "") -> EntryScreen:
    """A new employer, or the correction of one. Raises LookupError for an unknown one."""
    desk = desk_of(app)
    if employer_id is None:
        key = DraftKey("employer")
        plan = plan_of(
            app,
            EmployerEntry,
            key,
            lambda entry: employers.add_employer(desk, entry, draft=key),
            start={"name": name},
            advise=_look_alike(app),
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
        advise=_look_alike(app, employer),
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


def week_review_form(app: IpsApp, staff_id: UUID, week_on: date) -> EntryScreen:
    """The team leader's mark on a specialist's week, new or to be brought up to date. Raises LookupError."""
    desk, words = desk_of(app), app.words
    line = employer_week(desk, staff_id, week_on).line
    key = DraftKey("employer_log_review", staff_id, review_id(staff_id, week_on))
    kept = week_review_entry(desk, staff_id, week_on)

    def now() -> Mapping[str, str]:
        entry = week_review_entry(desk, staff_id, week_on)
        return {} if entry is None else raw_values(entry)

    plan = plan_of(
        app,
        EmployerLogReviewEntry,
        key,
        lambda entry: review_week(desk, staff_id, week_on, entry, draft=key),
        start=today_in(app, "reviewed_on"),
        now=None if kept is None else now,
        note=words(
            "employer_weeks.about",
            day=short_date(week_on, desk.clock.today(), words.dates),
            met=line.count.face_to_face,
            other=line.count.other,
        ),
    )
    return EntryScreen(app, plan, about=line.specialist)
