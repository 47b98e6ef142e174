"""What became of a planned appointment, and which form says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from ips_tui.casework import appointments
from ips_tui.casework.case import CaseView
from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.dates import short_date
from ips_tui.domain.contacts import AppointmentFor
from screens import entries
from screens.desk import desk_of
from screens.entries.opening import EntryScreen, RecordId
from screens.participant.wording import capital
from screens.widgets.confirm import Answer, Confirm

if TYPE_CHECKING:
    from screens.app import IpsApp

TOOK_PLACE, OTHER, LEAVE = "took_place", "other", "leave"


def planned(item: TimelineItem | None, view: CaseView) -> TimelineItem | None:
    """The planned appointment that is meant: the one under the cursor, else the earliest; None without any."""
    if item is not None and not item.closed:
        return item
    return min((i for i in view.timeline if not i.closed), key=lambda i: (i.on, i.id.int), default=None)


def question(app: IpsApp, on: date, purpose: AppointmentFor) -> Confirm:
    """What became of it? It names the appointment, since the cursor may stand elsewhere."""
    words = app.words
    day = short_date(on, app.desk.clock.today(), words.dates)
    what = capital(words.choice("appointment_for", purpose.value))
    return Confirm(
        words("participant.outcome.question", what=what, day=day),
        (
            Answer(TOOK_PLACE, words("participant.outcome.took_place")),
            Answer(OTHER, words("participant.outcome.other")),
            Answer(LEAVE, words("participant.outcome.leave"), safe=True),
        ),
    )


def purpose_of(app: IpsApp, appointment_id: UUID) -> AppointmentFor:
    """What an appointment is for. Raises LookupError when it is gone."""
    return appointments.appointment_entry(desk_of(app), appointment_id).purpose


def took_place(app: IpsApp, person: UUID, appointment_id: UUID) -> EntryScreen:
    """The form of what took place, with what the appointment says already. Raises LookupError when it is gone."""
    purpose = purpose_of(app, appointment_id)
    if purpose is AppointmentFor.REVIEW:
        return entries.review_form(app, person, appointment_id=appointment_id)
    if purpose is AppointmentFor.EMPLOYER_VISIT:
        return entries.employer_contact_form(app, participant_id=person, appointment_id=appointment_id)
    if purpose is AppointmentFor.INTERVIEW:
        return entries.interview_form(app, person, appointment_id=appointment_id)
    if purpose is AppointmentFor.SEARCH_ACTIVITY:
        return entries.search_activity_form(app, person, appointment_id=appointment_id)
    if purpose is AppointmentFor.BENEFITS:
        return entries.benefits_form(app, person, appointment_id=appointment_id)
    if purpose is AppointmentFor.CLINICAL_UPDATE:
        return entries.clinical_update_form(app, person, appointment_id=appointment_id)
    return entries.contact_form(app, person, appointment_id=appointment_id)


def afterwards(app: IpsApp, view: CaseView, purpose: AppointmentFor) -> EntryScreen | None:
    """The form that belongs to such a meeting beside the contact itself."""
    person = view.person.id
    if purpose is AppointmentFor.DISCLOSURE_TALK:
        return entries.talk_form(app, person) if view.may_say.may_stand else entries.agreement_form(app, person)
    return None


class Corrects(Protocol):
    """The form about a participant that corrects one of their records. Raises LookupError when the record is gone."""

    def __call__(self, app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None) -> EntryScreen:
        """The screen to push."""
        ...


def _employer_contact(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None) -> EntryScreen:
    return entries.employer_contact_form(app, participant_id=participant_id, record_id=record_id)


CORRECTS: Mapping[str, Corrects] = {
    "absence": entries.absence_form,
    "action_plan": entries.plan_form,
    "application": entries.application_form,
    "appointment": entries.appointment_form,
    "benefits_counselling": entries.benefits_form,
    "clinical_update": entries.clinical_update_form,
    "closure": entries.closure_form,
    "contact": entries.contact_form,
    "cv": entries.cv_form,
    "education": entries.education_form,
    "employer_contact": _employer_contact,
    "follow_along_contact": entries.follow_along_form,
    "goal": entries.goal_form,
    "in_work_support_plan": entries.support_plan_form,
    "interview": entries.interview_form,
    "job": entries.job_form,
    "job_ending": entries.job_ending_form,
    "job_terms": entries.job_terms_form,
    "natural_support": entries.natural_support_form,
    "office_contact": entries.office_contact_form,
    "pause": entries.pause_form,
    "satisfaction": entries.satisfaction_form,
    "lead": entries.network_lead_form,
    "lead_offer": entries.lead_offer_form,
    "labour_market_research": entries.research_form,
    "objective": entries.objective_form,
    "personal_information_talk": entries.information_talk_form,
    "review": entries.review_form,
    "search_activity": entries.search_activity_form,
    "vocational_profile": entries.version_form,
}
"""The form that corrects an entry of the timeline, by the entry's kind."""


def can_correct(item: TimelineItem) -> bool:
    """Whether an entry is corrected; what was decided, reported or closed stands, and something new follows it."""
    return item.kind in CORRECTS and not (item.kind == "appointment" and item.closed)


def correction(app: IpsApp, person: UUID, item: TimelineItem) -> EntryScreen | None:
    """The form that corrects an entry; None where `can_correct` says no.

    Raises LookupError when the record is gone.
    """
    return CORRECTS[item.kind](app, person, record_id=item.id) if can_correct(item) else None
