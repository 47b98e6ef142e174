"""Forms about work with one participant: contacts, reviews, appointments, clinical updates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import appointments, contacts, objective_reviews, reviews
from ips_tui.casework.review_briefing import before_review
from ips_tui.casework.session import DraftKey
from ips_tui.dates import short_date
from ips_tui.forms.action_plan import ObjectiveReviewEntry, PlanReviewEntry
from ips_tui.forms.contacts import (
    AppointmentClosingEntry,
    AppointmentEntry,
    ClinicalUpdateEntry,
    ContactCorrectionEntry,
    ContactEntry,
    ReviewEntry,
)
from ips_tui.forms.kit import raw_values
from ips_tui.forms.typed import rows_raw
from screens.desk import desk_of
from screens.entries.briefed import BriefedScreen, Fact
from screens.entries.opening import (
    EntryScreen,
    RecordId,
    as_id,
    name_of,
    plan_of,
    today_in,
    worker_in,
)
from screens.entries.review_facts import review_facts

if TYPE_CHECKING:
    from screens.app import IpsApp


MOST_TO_TELL = 3
"""Contacts that a clinical update names above its fields; the others are counted."""


def _about(app: IpsApp, participant_id: RecordId) -> tuple[UUID, str]:
    person = as_id(participant_id)
    return person, name_of(app, person)


def of_appointment(app: IpsApp, appointment_id: RecordId | None, *carried: str) -> dict[str, str]:
    """What an appointment says already about what it became; `carried` are fields of the same name.

    Raises LookupError when there is no such appointment.
    """
    if appointment_id is None:
        return {}
    kept = appointments.appointment_entry(desk_of(app), as_id(appointment_id))
    raw = raw_values(kept)
    start = {name: raw[name] for name in ("specialist", *carried) if name in raw}
    if kept.on <= app.desk.clock.today():
        start["happened_on"] = kept.on.isoformat()
    return start


def contact_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    record_id: RecordId | None = None,
    appointment_id: RecordId | None = None,
) -> EntryScreen:
    """A new contact, one that an appointment became, or the correction of one.

    Raises LookupError when there is no such contact or appointment.
    """
    desk = desk_of(app)
    person, name = _about(app, participant_id)
    if record_id is not None:
        contact = as_id(record_id)
        key = DraftKey("contact", person, contact)
        of_session = contacts.of_session(desk, contact)
        plan = plan_of(
            app,
            ContactCorrectionEntry,
            key,
            lambda entry: contacts.change_contact(desk, contact, entry, draft=key),
            start={},
            now=lambda: raw_values(contacts.contact_entry(desk, contact)),
            note=app.words("community.of_session") if of_session else "",
            left_out=contacts.SAID_BY_SESSION if of_session else frozenset(),
        )
        return EntryScreen(app, plan, about=name, participant_id=person)
    became = None if appointment_id is None else as_id(appointment_id)
    key = DraftKey("contact", person, became)
    start = {**today_in(app, "happened_on"), **worker_in(app)}
    if became is not None:
        start |= {**of_appointment(app, became, "mode", "with_whom", "travel_minutes"), "result": "took_place"}
    plan = plan_of(
        app,
        ContactEntry,
        key,
        lambda entry: contacts.record_contact(desk, person, entry, draft=key, appointment_id=became),
        start=start,
    )
    return EntryScreen(app, plan, about=name, participant_id=person)


def review_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    record_id: RecordId | None = None,
    appointment_id: RecordId | None = None,
) -> EntryScreen:
    """A new review, one that an appointment became, or the correction of one. Raises as `contact_form`.

    Under an agreed plan a review looks at the plan (G10), and asks what came of that.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        of_plan = isinstance(reviews.review_entry(desk, as_id(record_id)), PlanReviewEntry)
    else:
        of_plan = reviews.has_agreed_plan(desk, person)
    form = plan_review_form if of_plan else review_alone_form
    return form(app, person, record_id=record_id, appointment_id=appointment_id)


def review_alone_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    record_id: RecordId | None = None,
    appointment_id: RecordId | None = None,
) -> EntryScreen:
    """A review that looks at no plan. Raises as `contact_form`."""
    return _review_form(app, ReviewEntry, participant_id, record_id, appointment_id)


def plan_review_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    record_id: RecordId | None = None,
    appointment_id: RecordId | None = None,
) -> EntryScreen:
    """A review of the agreed plan. Raises as `contact_form`."""
    return _review_form(app, PlanReviewEntry, participant_id, record_id, appointment_id)


def _review_form(
    app: IpsApp,
    kind: type[ReviewEntry],
    participant_id: RecordId,
    record_id: RecordId | None,
    appointment_id: RecordId | None,
) -> EntryScreen:
    desk = desk_of(app)
    person, name = _about(app, participant_id)
    briefing = before_review(desk, person)
    of_plan = kind is PlanReviewEntry
    if record_id is not None:
        review = as_id(record_id)
        key = DraftKey(kind.form, person, review)
        kept = reviews.review_entry(desk, review)
        achieved = review_facts(app, briefing, of_plan=False)
        left_out = _left_out(kept.objectives if isinstance(kept, PlanReviewEntry) else (), proposed=True)
        plan = plan_of(
            app,
            kind,
            key,
            lambda entry: reviews.change_review(desk, review, entry, draft=key),
            start={},
            now=lambda: raw_values(reviews.review_entry(desk, review)),
            left_out=left_out if of_plan else frozenset(),
        )
        return BriefedScreen(app, plan, achieved, about=name, participant_id=person)
    became = None if appointment_id is None else as_id(appointment_id)
    key = DraftKey(kind.form, person, became)
    start = {**today_in(app, "happened_on"), **worker_in(app)}
    start |= of_appointment(app, became, "mode", "travel_minutes")
    left_out = frozenset[str]()
    if of_plan:
        rows = objective_reviews.rows_today(desk, person)
        start["objectives"] = rows_raw([raw_values(row) for row in rows])
        left_out = _left_out(rows, proposed=briefing.plan is not None and briefing.plan.version_proposed)
    plan = plan_of(
        app,
        kind,
        key,
        lambda entry: reviews.record_review(desk, person, entry, draft=key, appointment_id=became),
        start=start,
        left_out=left_out,
    )
    facts = review_facts(app, briefing, of_plan=of_plan)
    return BriefedScreen(app, plan, facts, about=name, participant_id=person)


def _left_out(rows: Sequence[ObjectiveReviewEntry], *, proposed: bool) -> frozenset[str]:
    """What a plan review does not ask: of objectives there are none, of a next version that is there or came later."""
    return frozenset(name for name, out in (("objectives", not rows), ("next_version", proposed)) if out)


def appointment_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A new appointment, or the correction of a planned one. Raises LookupError for an unknown one."""
    desk = desk_of(app)
    person, name = _about(app, participant_id)
    if record_id is None:
        key = DraftKey("appointment", person)
        plan = plan_of(
            app,
            AppointmentEntry,
            key,
            lambda entry: appointments.make_appointment(desk, person, entry, draft=key),
            start=worker_in(app),
        )
        return EntryScreen(app, plan, about=name, participant_id=person)
    planned = as_id(record_id)
    key = DraftKey("appointment", person, planned)
    plan = plan_of(
        app,
        AppointmentEntry,
        key,
        lambda entry: appointments.change_appointment(desk, planned, entry, draft=key),
        start={},
        now=lambda: raw_values(appointments.appointment_entry(desk, planned)),
    )
    return EntryScreen(app, plan, about=name, participant_id=person)


def appointment_closing_form(app: IpsApp, participant_id: RecordId, appointment_id: RecordId) -> EntryScreen:
    """What became of an appointment that did not take place as planned."""
    desk, planned = desk_of(app), as_id(appointment_id)
    person, name = _about(app, participant_id)
    key = DraftKey("appointment_closing", person, planned)
    plan = plan_of(
        app,
        AppointmentClosingEntry,
        key,
        lambda entry: appointments.close_appointment(desk, planned, entry, draft=key),
        start={},
    )
    return EntryScreen(app, plan, about=name, participant_id=person)


def clinical_update_form(
    app: IpsApp,
    participant_id: RecordId,
    *,
    record_id: RecordId | None = None,
    appointment_id: RecordId | None = None,
) -> EntryScreen:
    """A new clinical update, one that an appointment became, or the correction of one. Raises as `contact_form`."""
    desk = desk_of(app)
    person, name = _about(app, participant_id)
    if record_id is not None:
        update = as_id(record_id)
        key = DraftKey("clinical_update", person, update)
        of_meeting = contacts.of_meeting(desk, update)
        plan = plan_of(
            app,
            ClinicalUpdateEntry,
            key,
            lambda entry: contacts.change_clinical_update(desk, update, entry, draft=key),
            start={},
            now=lambda: raw_values(contacts.clinical_update_entry(desk, update)),
            note=app.words("community.of_meeting") if of_meeting else "",
            left_out=contacts.SAID_BY_MEETING if of_meeting else frozenset(),
        )
        return EntryScreen(app, plan, about=name, participant_id=person)
    became = None if appointment_id is None else as_id(appointment_id)
    key = DraftKey("clinical_update", person, became)
    start = {**today_in(app, "happened_on"), **worker_in(app)}
    start |= of_appointment(app, became, "mode", "with_whom")
    plan = plan_of(
        app,
        ClinicalUpdateEntry,
        key,
        lambda entry: contacts.record_clinical_update(desk, person, entry, draft=key, appointment_id=became),
        start=start,
    )
    return BriefedScreen(app, plan, list(_to_tell(app, person)), about=name, participant_id=person)


def _to_tell(app: IpsApp, person: UUID) -> Iterator[Fact]:
    """What the team is still to hear of, so that it is told now, and what saving does with it."""
    words, today = app.words, app.desk.clock.today()
    waiting = contacts.to_tell(desk_of(app), person)
    for one in waiting[:MOST_TO_TELL]:
        day = short_date(one.on, today, words.dates)
        summary = " ".join(one.summary.split())
        said = words("contacts.still_to_tell", day=day, what=summary) if summary else ""
        yield Fact(said or words("contacts.still_to_tell_bare", day=day), lines=1)
    if len(waiting) > MOST_TO_TELL:
        yield Fact(words("contacts.more_to_tell", count=len(waiting) - MOST_TO_TELL))
    if waiting:
        yield Fact(words("contacts.told_by_saving"))
