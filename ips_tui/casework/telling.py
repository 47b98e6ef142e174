"""How one event of a story is told: raw text as a person types it, handed to the function a specialist calls.

An event names its `form`. `on` is the day it was typed, counted from the practice day, and the day it is about where
it says no other. Its further values are the fields of the form: text as it is typed, a number for a day, a list for
several choices, tables for the rows of a group, and names for what it points at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from ips_tui.casework import (
    action_plan,
    appointments,
    benefits,
    clinical_meetings,
    contacts,
    cv,
    disclosure,
    education,
    employer_weeks,
    employers,
    goals,
    interested,
    interviews,
    job_search,
    jobs,
    leads,
    outreach,
    people,
    profile,
    resources,
    reviews,
    snooze,
    steps,
    support,
)
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.clock import SetClock
from ips_tui.domain.action_plan import ObjectiveStatus
from ips_tui.domain.employer_weeks import monday_of
from ips_tui.domain.stages import Stage
from ips_tui.forms.action_plan import (
    ActionPlanEntry,
    ObjectiveEntry,
    PlanAgreementEntry,
    PlanReviewEntry,
    StepOutcomeEntry,
)
from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.forms.benefits import BenefitsCounsellingEntry, OfficeContactEntry
from ips_tui.forms.community import ClinicalMeetingEntry, InterestedEntry, OutreachEntry, ResourceEntry
from ips_tui.forms.contacts import (
    AppointmentClosingEntry,
    AppointmentEntry,
    ClinicalUpdateEntry,
    ConsentEntry,
    ContactEntry,
    ReviewEntry,
)
from ips_tui.forms.cv import CvEntry
from ips_tui.forms.disclosure import DisclosureAgreementEntry, DisclosureTalkEntry, DisclosureWithdrawalEntry
from ips_tui.forms.education import EducationEntry
from ips_tui.forms.employers import EmployerContactEntry, EmployerLogReviewEntry
from ips_tui.forms.job_search import ApplicationEntry, InterviewEntry, SearchActivityEntry
from ips_tui.forms.jobs import AbsenceEntry, JobEndingEntry, JobEntry, JobStartEntry, JobTermsEntry
from ips_tui.forms.kit import Entry, fields_of, read_entry
from ips_tui.forms.leads import LeadEntry, LeadOfferEntry
from ips_tui.forms.profile import (
    GoalEntry,
    LabourMarketResearchEntry,
    PersonalInformationTalkEntry,
    VocationalProfileEntry,
    section_entry,
)
from ips_tui.forms.snooze import SnoozeEntry
from ips_tui.forms.support import FollowAlongContactEntry, InWorkSupportPlanEntry
from ips_tui.forms.typed import rows_raw

PRACTICE_DAY = date(2026, 10, 15)
"""T, the day on which the stories stand: a Thursday, and a constant (domain.md 6)."""
PERSON = "participant"
LATEST = "latest"
"""The name of what was made last of its kind, where a story gives it none."""

EntryT = TypeVar("EntryT", bound=Entry)
Event = Mapping[str, Any]


@dataclass
class Telling:
    """What a story needs while it is told: whom it is about, and what its events may name."""

    desk: Desk
    clock: SetClock
    known: dict[tuple[str, str], UUID]
    """Ids by kind and name: employers and staff of the setting, then the person, jobs, steps and so on of the story."""

    def id_of(self, kind: str, name: str) -> UUID:
        """The id of what an event names. Raises ValueError when nothing of that name was told before."""
        try:
            return self.known[kind, name]
        except KeyError:
            raise ValueError(f"no {kind} called {name} was told") from None

    @property
    def person(self) -> UUID:
        """Whom the story is about. Raises ValueError for one that is about nobody."""
        return self.id_of(PERSON, LATEST)


@dataclass(frozen=True)
class _Form:
    """A form whose entry goes to one function as it is: the function, and what the entry hangs on."""

    entry: type[Entry]
    record: Callable[[Desk, UUID, Any], UUID]
    day: str = ""
    """The field that is the event's own day, where the event does not say it."""
    of: str = ""
    """What the record belongs to, which the event names: `job`, `step`, `agreement`; else the participant."""
    keeps: str = ""
    """The kind by which later events name it."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Fields that an event calls otherwise, because `on` is the day it was typed."""


_FORMS: Mapping[str, _Form] = {
    "contact": _Form(ContactEntry, contacts.record_contact, "happened_on"),
    "review": _Form(ReviewEntry, reviews.record_review, "happened_on"),
    "plan_review": _Form(PlanReviewEntry, reviews.record_review, "happened_on"),
    "clinical_update": _Form(ClinicalUpdateEntry, contacts.record_clinical_update, "happened_on"),
    "consent": _Form(ConsentEntry, people.record_consent, "said_on"),
    "appointment": _Form(AppointmentEntry, appointments.make_appointment, keeps="appointment", renamed={"day": "on"}),
    "appointment_closing": _Form(AppointmentClosingEntry, appointments.close_appointment, of="appointment"),
    "disclosure_agreement": _Form(
        DisclosureAgreementEntry, disclosure.record_agreement, "decided_on", keeps="agreement"
    ),
    "disclosure_talk": _Form(DisclosureTalkEntry, disclosure.record_talk, "happened_on"),
    "disclosure_withdrawal": _Form(DisclosureWithdrawalEntry, disclosure.withdraw, "withdrawn_on", of="agreement"),
    "vocational_profile": _Form(VocationalProfileEntry, profile.begin_version, "begun_on"),
    "labour_market_research": _Form(LabourMarketResearchEntry, profile.record_research, "happened_on"),
    "personal_information_talk": _Form(PersonalInformationTalkEntry, profile.record_information_talk, "happened_on"),
    "goal": _Form(GoalEntry, goals.record_goal, "agreed_on", keeps="goal"),
    "action_plan": _Form(ActionPlanEntry, action_plan.record_plan, "made_on", keeps="plan"),
    "plan_agreement": _Form(PlanAgreementEntry, action_plan.agree_plan, "agreed_on", of="plan"),
    "step_outcome": _Form(StepOutcomeEntry, steps.note_step, of="step"),
    "search_activity": _Form(SearchActivityEntry, job_search.record_search_activity, "happened_on"),
    "cv": _Form(CvEntry, cv.record_cv, "made_on", keeps="cv"),
    "application": _Form(ApplicationEntry, job_search.record_application, "made_on", keeps="application"),
    "interview": _Form(InterviewEntry, interviews.record_interview, "happened_on"),
    "lead_offer": _Form(LeadOfferEntry, leads.record_offer, "happened_on"),
    "job": _Form(JobEntry, jobs.record_job, keeps="job"),
    "job_start": _Form(JobStartEntry, jobs.note_start, of="job"),
    "job_terms": _Form(JobTermsEntry, jobs.record_terms, "from_on", of="job"),
    "absence": _Form(AbsenceEntry, jobs.record_absence, "from_on", of="job"),
    "job_ending": _Form(JobEndingEntry, jobs.record_ending, of="job"),
    "in_work_support_plan": _Form(InWorkSupportPlanEntry, support.record_support_plan, "made_on", of="job"),
    "follow_along_contact": _Form(FollowAlongContactEntry, support.record_follow_along, "happened_on", of="job"),
    "benefits": _Form(BenefitsCounsellingEntry, benefits.record_benefits, "happened_on"),
    "education": _Form(EducationEntry, education.record_education, "noted_on"),
}


def tell_event(telling: Telling, event: Event) -> None:
    """Tell one event on the day the clock stands at.

    Raises ValueError for an event that no form has, or that names what was not told, and what casework raises.
    """
    name = event["form"]
    if name in _OTHERWISE:
        _OTHERWISE[name](telling, event)
        return
    if name not in _FORMS:
        raise ValueError(f"no form is called {name}")
    form, told = _FORMS[name], _said(event)
    key = told.pop("key", LATEST) if form.keeps else LATEST
    owner = telling.id_of(form.of, told.pop(form.of, LATEST)) if form.of else telling.person
    if form.day:
        told.setdefault(form.day, event["on"])
    told = {form.renamed.get(said, said): value for said, value in told.items()}
    made = form.record(telling.desk, owner, entry_of(telling, form.entry, told))
    if form.keeps:
        telling.known[form.keeps, key] = made


def _said(event: Event) -> dict[str, Any]:
    return {name: value for name, value in event.items() if name not in ("on", "form")}


def entry_of(telling: Telling, entry: type[EntryT], told: Event) -> EntryT:
    """The entry that an event tells. Raises BadEntry when it is no valid one, ValueError for an unknown field."""
    return read_entry(entry, _raw(telling, entry, told), today=telling.clock.today())


def _raw(telling: Telling, entry: type[Entry], told: Event) -> dict[str, str]:
    specs = {spec.name: spec for spec in fields_of(entry)}
    if unknown := sorted(told.keys() - specs.keys()):
        raise ValueError(f"the form {entry.form} has no field {', '.join(unknown)}")
    return {name: _typed(telling, specs[name], value) for name, value in told.items()}


def _typed(telling: Telling, spec: FieldSpec, value: Any) -> str:
    """What a person would have typed, or picked."""
    if spec.rows is not None:
        return rows_raw([_raw(telling, spec.rows, row) for row in value])
    if spec.kind is Kind.DATE and isinstance(value, int):
        return (PRACTICE_DAY + timedelta(days=value)).isoformat()
    said = [value] if isinstance(value, str) else value
    if spec.kind in (Kind.REFERENCE, Kind.REFERENCES):
        said = [str(telling.id_of(spec.of, name)) for name in said]
    elif spec.kind is Kind.CHOICES:
        # However a story names them: a form keeps those that were picked in the order in which it shows them.
        order = {choice: place for place, choice in enumerate(spec.choices)}
        said = sorted(said, key=lambda choice: order.get(choice, len(order)))
    return "\n".join(said)


def _stage(telling: Telling, event: Event) -> None:
    today = telling.clock.today()
    people.enter_stage(telling.desk, telling.person, Stage(event["stage"]), today, event.get("why"))


def _profile_section(telling: Telling, event: Event) -> None:
    said = _said(event)
    section = profile.questions(telling.desk).section(said.pop("section"))
    profile.save_section(telling.desk, telling.person, entry_of(telling, section_entry(section), said))


def _objective(telling: Telling, event: Event) -> None:
    entry = entry_of(telling, ObjectiveEntry, _said(event))
    made = action_plan.record_objective(telling.desk, telling.person, entry)
    telling.known["objective", entry.name] = made
    for step in action_plan.objective_entry(telling.desk, made).steps:
        if step.id is not None:
            telling.known["step", step.name] = step.id


def _objective_status(telling: Telling, event: Event) -> None:
    objective = telling.id_of("objective", event["objective"])
    entry = action_plan.objective_entry(telling.desk, objective)
    stands = entry.model_copy(update={"status": ObjectiveStatus(event["status"])})
    action_plan.change_objective(telling.desk, objective, stands)


def _employer_contact(telling: Telling, event: Event) -> None:
    said = {"happened_on": event["on"], **_said(event)}
    if (PERSON, LATEST) in telling.known:
        said[PERSON] = LATEST
    employers.record_employer_contact(telling.desk, entry_of(telling, EmployerContactEntry, said))


def _employer_log_review(telling: Telling, event: Event) -> None:
    """`of` names the specialist, `week` any day of the week that was looked through."""
    said = {"reviewed_on": event["on"], **_said(event)}
    staff, week = telling.id_of("staff", said.pop("of")), PRACTICE_DAY + timedelta(days=said.pop("week"))
    entry = entry_of(telling, EmployerLogReviewEntry, said)
    employer_weeks.review_week(telling.desk, staff, monday_of(week), entry)


def _clinical_meeting(telling: Telling, event: Event) -> None:
    said = {"happened_on": event["on"], **_said(event)}
    clinical_meetings.record_clinical_meeting(telling.desk, entry_of(telling, ClinicalMeetingEntry, said))


def _outreach(telling: Telling, event: Event) -> None:
    said = {"happened_on": event["on"], **_said(event)}
    made = outreach.record_outreach(telling.desk, entry_of(telling, OutreachEntry, said))
    telling.known["outreach", LATEST] = made


def _interested(telling: Telling, event: Event) -> None:
    interested.record_interested(telling.desk, entry_of(telling, InterestedEntry, _said(event)))


def _resource(telling: Telling, event: Event) -> None:
    resources.record_resource(telling.desk, entry_of(telling, ResourceEntry, _said(event)))


def _lead(telling: Telling, event: Event) -> None:
    """In a person's story it is of their network, unless it says otherwise."""
    said = {"heard_on": event["on"], **_said(event)}
    if (PERSON, LATEST) in telling.known:
        said = {"source": "network", PERSON: LATEST, **said}
    telling.known["lead", LATEST] = leads.record_lead(telling.desk, entry_of(telling, LeadEntry, said))


def _office_contact(telling: Telling, event: Event) -> None:
    """About the person of the story, or in a story about nobody about working together."""
    said = {"happened_on": event["on"], **_said(event)}
    person = telling.known.get((PERSON, LATEST))
    benefits.record_office_contact(telling.desk, person, entry_of(telling, OfficeContactEntry, said))


def _snooze(telling: Telling, event: Event) -> None:
    """What is put off is named by its kind: `kind` says which of the lines that are due with the person."""
    said = _said(event)
    kind = said.pop("kind")
    due = today(telling.desk, subject_id=telling.person).due
    line = next((line.id for line in due if line.kind == kind), None)
    if line is None:
        raise ValueError(f"no {kind} is due on that day")
    snooze.put_off(telling.desk, line, entry_of(telling, SnoozeEntry, said))


_OTHERWISE: Mapping[str, Callable[[Telling, Event], None]] = {
    "stage": _stage,
    "profile_section": _profile_section,
    "objective": _objective,
    "objective_status": _objective_status,
    "employer_contact": _employer_contact,
    "employer_log_review": _employer_log_review,
    "office_contact": _office_contact,
    "clinical_meeting": _clinical_meeting,
    "outreach": _outreach,
    "interested": _interested,
    "resource": _resource,
    "lead": _lead,
    "snooze": _snooze,
}
"""Forms that ask for more than one function, or for values that no field holds."""
