"""Opening the form of a draft that waits, from what Today knows about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from ips_tui.casework import appointments
from ips_tui.casework.employer_weeks import week_of_review
from ips_tui.casework.job_views import current_jobs, job_view
from ips_tui.casework.today import DraftLine
from screens.desk import desk_of
from screens.entries import (
    action_plan,
    barriers,
    benefits,
    closure,
    community,
    contacts,
    cv,
    disclosure,
    education,
    employers,
    engagement,
    fidelity,
    happened,
    interview,
    job_search,
    jobs,
    leads,
    people,
    profile,
    snooze,
    supervision,
    support,
    team,
)
from screens.entries.opening import EntryScreen, RecordId

if TYPE_CHECKING:
    from screens.app import IpsApp


def continue_draft(app: IpsApp, draft_line: DraftLine) -> EntryScreen | None:
    """The form in which the draft was begun; it offers the draft by itself.

    None when the form is not known here, or what it was about is gone.
    """
    try:
        return _opened(app, draft_line.form, draft_line.subject_id, draft_line.record_id)
    except LookupError:
        return None


def _opened(app: IpsApp, form: str, subject: UUID | None, record: UUID | None) -> EntryScreen | None:
    if form == "employer_contact":
        return _employer_contact(app, subject, record)
    if form == "snooze":
        return None if record is None else snooze.snooze_form(app, record)
    if form == "contact_without_agreement":
        start = {} if subject is None else {"participant": str(subject)}
        return employers.without_agreement_form(app, start, appointment_id=record)
    if form == "lead":
        return leads.lead_of_draft(app, subject, record)
    if form in supervision.KINDS:
        return supervision.form_of_draft(app, form, subject, record)
    if subject is not None and people.is_participant(app, subject):
        return _of_participant(app, form, subject, record)
    match form:
        case "fidelity_review":
            return fidelity.fidelity_review_form(app, record_id=record)
        case "fidelity_rating":
            return fidelity.rating_of_draft(app, subject, record)
        case "referral" if subject is None:
            return people.referral_form(app, interested_id=record)
        case "team_names":
            return team.team_names_form(app)
        case "staff":
            return team.staff_form(app, record)
        case "clinical_team":
            return team.clinical_team_form(app, record)
        case "care_coordinator":
            return team.care_coordinator_form(app, coordinator_id=record)
        case "list_item":
            return team.list_item_form(app, record)
        case "employer":
            return employers.employer_form(app, record)
        case "employer_log_review" if subject is not None and record is not None:
            return employers.week_review_form(app, subject, week_of_review(desk_of(app), subject, record))
    return _of_community(app, form, record)


def _of_community(app: IpsApp, form: str, record: UUID | None) -> EntryScreen | None:
    """A form that is about nobody alone."""
    if form == "interested_not_now":
        return None if record is None else community.not_now_form(app, record)
    opens: dict[str, _OfNobody] = {
        "group_session": community.group_session_form,
        "clinical_meeting": community.clinical_meeting_form,
        "outreach": community.outreach_form,
        "interested": community.interested_form,
        "resource": community.resource_form,
        "satisfaction": engagement.group_satisfaction_form,
        "office_contact": benefits.office_contact_alone_form,
    }
    return opens[form](app, record_id=record) if form in opens else None


class _OfNobody(Protocol):
    def __call__(self, app: IpsApp, *, record_id: RecordId | None) -> EntryScreen: ...


def _of_participant(app: IpsApp, form: str, person: UUID, record: UUID | None) -> EntryScreen | None:
    match form:
        case "referral":
            return people.referral_form(app, person)
        case "contact" | "review" | "plan_review" | "clinical_update":
            opens = {
                "contact": contacts.contact_form,
                "review": contacts.review_alone_form,
                "plan_review": contacts.plan_review_form,
                "clinical_update": contacts.clinical_update_form,
            }[form]
            if _is_appointment(app, record):
                return opens(app, person, appointment_id=record)
            return opens(app, person, record_id=record)
        case "appointment":
            return contacts.appointment_form(app, person, record_id=record)
        case "appointment_closing" if record is not None:
            return contacts.appointment_closing_form(app, person, record)
        case "happened":
            return happened.happened_form(app, person)
        case "consent":
            return people.consent_form(app, person)
        case "join":
            return people.join_form(app, person)
        case "group_session":
            return community.group_session_form(app, participant_id=person)
        case "disclosure_agreement":
            return disclosure.agreement_form(app, person)
        case "disclosure_talk":
            return disclosure.talk_form(app, person)
        case "disclosure_withdrawal" if record is not None:
            return disclosure.withdrawal_form(app, person, record)
    return (
        _of_engagement(app, form, person, record)
        or _of_plan(app, form, person, record)
        or _of_search(app, form, person, record)
        or _of_job(app, form, person, record)
    )


def _of_engagement(app: IpsApp, form: str, person: UUID, record: UUID | None) -> EntryScreen | None:
    """A form of getting to know each other."""
    if form == "rapport":
        return engagement.rapport_form(app, person)
    opens: dict[str, _OfPerson] = {
        "natural_support": engagement.natural_support_form,
        "satisfaction": engagement.satisfaction_form,
        "pause": engagement.pause_form,
    }
    return opens[form](app, person, record_id=record) if form in opens else None


def _of_plan(app: IpsApp, form: str, person: UUID, record: UUID | None) -> EntryScreen | None:
    """A form of the profile, the action plan or education."""
    if form == "profile_section":
        section = profile.section_of_draft(app, person, record)
        return None if section is None else profile.section_form(app, person, section)
    if form == "barrier_step" and record is not None:
        return barriers.barrier_step_form(app, person, record)
    opens: dict[str, _OfPerson] = {
        "vocational_profile": profile.version_form,
        "labour_market_research": profile.research_form,
        "personal_information_talk": profile.information_talk_form,
        "goal": profile.goal_form,
        "action_plan": action_plan.plan_form,
        "objective": action_plan.objective_form,
        "plan_agreement": action_plan.plan_agreement_form,
        "plan_withdrawal": action_plan.plan_withdrawal_form,
        "step_outcome": action_plan.step_form,
        "step_beside": action_plan.step_beside_form,
        "education": education.education_form,
    }
    return opens[form](app, person, record_id=record) if form in opens else None


class _OfPerson(Protocol):
    def __call__(self, app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None) -> EntryScreen: ...


def _of_search(app: IpsApp, form: str, person: UUID, record: UUID | None) -> EntryScreen | None:
    """A form of the search for work, of benefits or of closing."""
    match form:
        case "office_contact":
            return benefits.office_contact_form(app, person, record_id=record)
        case "application":
            return job_search.application_form(app, person, record_id=record)
        case "cv":
            return cv.cv_form(app, person, record_id=record)
        case "lead_offer":
            return leads.offer_of_draft(app, person, record)
        case "search_activity" | "interview" | "benefits_counselling":
            opens = {
                "search_activity": job_search.search_activity_form,
                "interview": interview.interview_form,
                "benefits_counselling": benefits.benefits_form,
            }[form]
            if _is_appointment(app, record):
                return opens(app, person, appointment_id=record)
            return opens(app, person, record_id=record)
        case "closure":
            return closure.closure_form(app, person, record_id=record)
        case "reopening":
            return closure.reopening_form(app, person)
    return None


def _of_job(app: IpsApp, form: str, person: UUID, record: UUID | None) -> EntryScreen | None:
    """A form about a job; a new record's draft is kept under the job, a correction's under the record."""
    match form:
        case "job":
            return jobs.job_form(app, person, record_id=record)
        case "job_start" if record is not None:
            return jobs.job_start_form(app, person, record)
        case "follow_along_contact" if _is_appointment(app, record):
            # Which job it is about is not kept with an appointment; with several it is the one begun last.
            current = current_jobs(desk_of(app), person)
            job = None if not current else current[0].id
            return None if job is None else support.follow_along_form(app, person, job_id=job, appointment_id=record)
        case "job_terms" | "absence" | "job_ending" | "in_work_support_plan" | "follow_along_contact":
            opens: _OfJob = {
                "job_terms": jobs.job_terms_form,
                "absence": jobs.absence_form,
                "job_ending": jobs.job_ending_form,
                "in_work_support_plan": support.support_plan_form,
                "follow_along_contact": support.follow_along_form,
            }[form]
            if record is not None and _is_job(app, record):
                return opens(app, person, job_id=record)
            return opens(app, person, record_id=record)
    return None


class _OfJob(Protocol):
    def __call__(
        self,
        app: IpsApp,
        participant_id: RecordId,
        *,
        job_id: RecordId | None = None,
        record_id: RecordId | None = None,
    ) -> EntryScreen: ...


def _is_job(app: IpsApp, record: UUID) -> bool:
    try:
        job_view(desk_of(app), record)
    except LookupError:
        return False
    return True


def _employer_contact(app: IpsApp, subject: UUID | None, record: UUID | None) -> EntryScreen:
    person = subject if people.is_participant(app, subject) else None
    employer = subject if person is None else None
    of_one = _is_appointment(app, record)
    return employers.employer_contact_form(
        app,
        participant_id=person,
        employer_id=employer,
        record_id=None if of_one else record,
        appointment_id=record if of_one else None,
    )


def _is_appointment(app: IpsApp, record: UUID | None) -> bool:
    """A new record's draft is kept under the appointment it came of, a correction's under the contact."""
    if record is None:
        return False
    try:
        appointments.appointment_entry(desk_of(app), record)
    except LookupError:
        return False
    return True
