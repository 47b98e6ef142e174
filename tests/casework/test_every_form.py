"""Every form of stages 2 to 5, of the Community area and of keeping a record: filled with hostile text it is kept as
text and read back equal; empty it says what is missing and keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import (
    action_plan,
    barriers,
    benefits,
    case,
    clinical_meetings,
    closure,
    cv,
    education,
    engagement,
    goals,
    group_sessions,
    interested,
    interviews,
    job_search,
    jobs,
    leads,
    outreach,
    profile,
    resources,
    retention,
    reviews,
    snooze,
    steps,
    support,
)
from ips_tui.casework.history import history
from ips_tui.casework.session import Desk
from ips_tui.casework.show import whole_record
from ips_tui.casework.today import DueLine, today
from ips_tui.content.questions import load_questions
from ips_tui.domain.action_plan import AGREED
from ips_tui.domain.jobs import MILESTONE_WEEKS
from ips_tui.forms.action_plan import (
    ActionPlanEntry,
    ObjectiveEntry,
    PlanAgreementEntry,
    PlanReviewEntry,
    PlanWithdrawalEntry,
    StepBesideEntry,
    StepOutcomeEntry,
)
from ips_tui.forms.asking import BadEntry, FieldSpec, Kind
from ips_tui.forms.barriers import BarrierStepEntry
from ips_tui.forms.benefits import BenefitsCounsellingEntry, OfficeContactEntry
from ips_tui.forms.closure import ClosureEntry, ReopeningEntry
from ips_tui.forms.community import (
    ClinicalMeetingEntry,
    GroupSessionEntry,
    InterestedEntry,
    InterestedNotNowEntry,
    OutreachEntry,
    ResourceEntry,
)
from ips_tui.forms.cv import CvEntry
from ips_tui.forms.education import EducationEntry
from ips_tui.forms.engagement import NaturalSupportEntry, PauseEntry, rapport_entry, satisfaction_entry
from ips_tui.forms.job_search import ApplicationEntry, InterviewEntry, SearchActivityEntry
from ips_tui.forms.jobs import AbsenceEntry, JobEndingEntry, JobEntry, JobStartEntry, JobTermsEntry
from ips_tui.forms.kit import Entry, fields_of, raw_values, read_entry
from ips_tui.forms.leads import LeadEntry, LeadOfferEntry
from ips_tui.forms.profile import (
    GoalEntry,
    LabourMarketResearchEntry,
    PersonalInformationTalkEntry,
    VocationalProfileEntry,
    section_entry,
)
from ips_tui.forms.rights import RetentionDecisionEntry
from ips_tui.forms.snooze import SnoozeEntry
from ips_tui.forms.support import FollowAlongContactEntry, InWorkSupportPlanEntry
from ips_tui.forms.typed import rows_raw
from ips_tui.text import clean
from tests import told
from tests.once import once

Record = Callable[[Desk, "Known", Any], UUID]
ReadBack = Callable[[Desk, "Known", UUID], Entry]


@dataclass(frozen=True)
class Known:
    """What the forms can point at."""

    person: UUID
    team: UUID
    outreach: UUID
    staff: UUID
    employer: UUID
    goal: UUID
    job: UUID
    step: UUID
    objective: UUID
    application: UUID
    cv: UUID
    barrier: UUID
    lead: UUID


@dataclass(frozen=True)
class Form:
    """One form: its entry, how it is recorded, how it is read back, and what its rules ask of some fields."""

    entry: type[Entry]
    record: Record
    read: ReadBack
    says: Mapping[str, str]


def _day(offset: int) -> str:
    return told.day(offset).isoformat()


def _interested(desk: Desk) -> UUID:
    return interested.record_interested(desk, InterestedEntry(name="J. K.", said_yes_on=told.day(-2)))


SECTIONS = {section.id: section_entry(section) for section in load_questions().sections}


def _under_a_proposal(desk: Desk, known: Known, entry: ObjectiveEntry) -> UUID:
    """Of a plan that nobody agreed to yet: in an agreed one it would not be taken."""
    with desk.reading() as db:
        latest = action_plan.latest_plan(db, known.person)
    if latest is None or latest.agreed in AGREED:
        action_plan.record_plan(desk, known.person, told.plan(agreed="not_agreed", agreed_on=None))
    return action_plan.record_objective(desk, known.person, entry)


def _a_proposal(desk: Desk, known: Known) -> UUID:
    return action_plan.record_plan(desk, known.person, told.plan(-2, agreed="not_agreed", agreed_on=None))


def _section(section_id: str) -> Form:
    says = {"fewest_hours": "12", "most_hours": "16"} if section_id == "preferences" else {}
    return Form(
        SECTIONS[section_id],
        lambda desk, known, entry: profile.save_section(desk, known.person, entry),
        lambda desk, known, row: profile.section_as_entry(desk, known.person, section_id),
        says,
    )


def _barrier_step(desk: Desk, known: Known, step_id: UUID) -> Entry:
    of = steps.step_of(desk, step_id)
    return BarrierStepEntry(objective=of.objective_id, name=of.step.name, who=of.step.who, due_on=of.step.due_on)


def _due(desk: Desk, known: Known) -> DueLine:
    """Something that is due with the person, or was put off."""
    view = today(desk, subject_id=known.person)
    return (*view.put_off, *view.due)[0]


def _put_off(desk: Desk, known: Known, row: UUID) -> Entry:
    line = _due(desk, known)
    assert line.put_off_until is not None
    return SnoozeEntry(until_on=line.put_off_until, reason=line.put_off_why)


FORMS: Mapping[str, Form] = {
    # Before what is due is done by another form.
    "put off": Form(
        SnoozeEntry,
        lambda d, k, e: snooze.put_off(d, _due(d, k).id, e),
        _put_off,
        {},
    ),
    **{f"section {section_id}": _section(section_id) for section_id in SECTIONS},
    "rapport": Form(
        rapport_entry(load_questions("rapport")),
        lambda d, k, e: engagement.save_rapport(d, k.person, e),
        lambda d, k, i: engagement.rapport_now(d, i),
        {"talked_on": _day(0)},
    ),
    "natural support": Form(
        NaturalSupportEntry,
        lambda d, k, e: engagement.record_natural_support(d, k.person, e),
        lambda d, k, i: engagement.SUPPORT.entry_of(d, i),
        {"consent": "withdrawn"},
    ),
    "satisfaction": Form(
        satisfaction_entry(load_questions("satisfaction")),
        lambda d, k, e: engagement.record_satisfaction(d, k.person, e),
        lambda d, k, i: engagement.satisfaction_as_entry(d, i),
        {"how": "group"},
    ),
    "pause": Form(
        PauseEntry,
        lambda d, k, e: engagement.record_pause(d, k.person, e),
        lambda d, k, i: engagement.PAUSE.entry_of(d, i),
        {},
    ),
    "vocational profile": Form(
        VocationalProfileEntry,
        lambda d, k, e: profile.begin_version(d, k.person, e),
        lambda d, k, i: profile.version_entry(d, i),
        {},
    ),
    "research": Form(
        LabourMarketResearchEntry,
        lambda d, k, e: profile.record_research(d, k.person, e),
        lambda d, k, i: profile.RESEARCH.entry_of(d, i),
        {},
    ),
    "information talk": Form(
        PersonalInformationTalkEntry,
        lambda d, k, e: profile.record_information_talk(d, k.person, e),
        lambda d, k, i: profile.INFORMATION_TALK.entry_of(d, i),
        {},
    ),
    "goal": Form(
        GoalEntry,
        lambda d, k, e: goals.record_goal(d, k.person, e),
        lambda d, k, i: goals.GOAL.entry_of(d, i),
        {},
    ),
    "education": Form(
        EducationEntry,
        lambda d, k, e: education.record_education(d, k.person, e),
        lambda d, k, i: education.EDUCATION.entry_of(d, i),
        {"status": "completed", "ends_on": _day(-1), "starts_on": _day(-2), "finished_on": _day(-1)},
    ),
    # Before there are further plans: it looks at the objective that is known.
    "plan review": Form(
        PlanReviewEntry,
        lambda d, k, e: reviews.record_review(d, k.person, e),
        lambda d, k, i: reviews.review_entry(d, i),
        {"next_version": "no"},
    ),
    "action plan": Form(
        ActionPlanEntry,
        lambda d, k, e: action_plan.record_plan(d, k.person, e),
        lambda d, k, i: action_plan.plan_entry(d, i),
        {"agreed": "signed"},
    ),
    "objective": Form(
        ObjectiveEntry,
        _under_a_proposal,
        lambda d, k, i: action_plan.objective_entry(d, i),
        {},
    ),
    "plan agreement": Form(
        PlanAgreementEntry,
        lambda d, k, e: action_plan.agree_plan(d, _a_proposal(d, k), e),
        lambda d, k, i: action_plan.agreement_entry(d, i) or pytest.fail("no agreement is kept"),
        {"review_on": ""},
    ),
    "plan withdrawal": Form(
        PlanWithdrawalEntry,
        lambda d, k, e: action_plan.withdraw_plan(d, action_plan.record_plan(d, k.person, told.plan(-2)), e),
        lambda d, k, i: action_plan.withdrawal_entry(d, i) or pytest.fail("no withdrawal is kept"),
        {},
    ),
    "step beside": Form(
        StepBesideEntry,
        lambda d, k, e: steps.record_step(d, k.person, e),
        lambda d, k, i: steps.beside_entry(d, i),
        {"status": "done"},
    ),
    "step outcome": Form(
        StepOutcomeEntry,
        lambda d, k, e: steps.note_step(d, k.step, e),
        lambda d, k, i: steps.step_entry(d, i),
        {"status": "done"},
    ),
    "barrier step": Form(
        BarrierStepEntry,
        # Another form may have taken out the barrier that was there at first.
        lambda d, k, e: barriers.make_step(d, case.case(d, k.person).stages.profile.barriers[0].id, e),
        _barrier_step,
        # The plan is agreed: the step stands beside it.
        {"objective": ""},
    ),
    "search activity": Form(
        SearchActivityEntry,
        lambda d, k, e: job_search.record_search_activity(d, k.person, e),
        lambda d, k, i: job_search.SEARCH_ACTIVITY.entry_of(d, i),
        {"attended": "moved"},
    ),
    "cv": Form(
        CvEntry,
        lambda d, k, e: cv.record_cv(d, k.person, e),
        lambda d, k, i: cv.cv_entry(d, i),
        {},
    ),
    "application": Form(
        ApplicationEntry,
        lambda d, k, e: job_search.record_application(d, k.person, e),
        lambda d, k, i: job_search.APPLICATION.entry_of(d, i),
        {"employer": "", "result": "offer"},
    ),
    "interview": Form(
        InterviewEntry,
        lambda d, k, e: interviews.record_interview(d, k.person, e),
        lambda d, k, i: interviews.INTERVIEW.entry_of(d, i),
        {},
    ),
    "benefits": Form(
        BenefitsCounsellingEntry,
        lambda d, k, e: benefits.record_benefits(d, k.person, e),
        lambda d, k, i: benefits.BENEFITS.entry_of(d, i),
        {"adviser": ""},
    ),
    "office contact": Form(
        OfficeContactEntry,
        lambda d, k, e: benefits.record_office_contact(d, k.person, e),
        lambda d, k, i: benefits.office_contact_entry(d, i),
        {},
    ),
    "office contact about nobody": Form(
        OfficeContactEntry,
        lambda d, k, e: benefits.record_office_contact_alone(d, e),
        lambda d, k, i: benefits.office_contact_entry(d, i),
        {},
    ),
    "job": Form(
        JobEntry,
        lambda d, k, e: jobs.record_job(d, k.person, e),
        lambda d, k, i: jobs.job_entry(d, i),
        {"employer": "", "held_at_referral": "no"},
    ),
    "job start": Form(
        JobStartEntry,
        lambda d, k, e: jobs.note_start(d, k.job, e),
        lambda d, k, i: jobs.start_entry(d, i) or pytest.fail("no start is kept"),
        {"started": "yes"},
    ),
    "job terms": Form(
        JobTermsEntry,
        lambda d, k, e: jobs.record_terms(d, k.job, e),
        lambda d, k, i: jobs.terms_entry(d, i),
        {},
    ),
    "absence": Form(
        AbsenceEntry,
        lambda d, k, e: jobs.record_absence(d, k.job, e),
        lambda d, k, i: jobs.absence_entry(d, i),
        {},
    ),
    "job ending": Form(
        JobEndingEntry,
        lambda d, k, e: jobs.record_ending(d, k.job, e),
        lambda d, k, i: jobs.ending_entry(d, i),
        {"new_search": "later"},
    ),
    "in-work support plan": Form(
        InWorkSupportPlanEntry,
        lambda d, k, e: support.record_support_plan(d, k.job, e),
        lambda d, k, i: support.support_plan_entry(d, i),
        {},
    ),
    "follow-along contact": Form(
        FollowAlongContactEntry,
        lambda d, k, e: support.record_follow_along(d, k.job, e),
        lambda d, k, i: support.follow_along_entry(d, i),
        {},
    ),
    "group session": Form(
        GroupSessionEntry,
        lambda d, k, e: group_sessions.record_group_session(d, e),
        lambda d, k, i: group_sessions.group_session_entry(d, i),
        {},
    ),
    "clinical meeting": Form(
        ClinicalMeetingEntry,
        lambda d, k, e: clinical_meetings.record_clinical_meeting(d, e),
        lambda d, k, i: clinical_meetings.clinical_meeting_entry(d, i),
        {},
    ),
    "outreach": Form(
        OutreachEntry,
        lambda d, k, e: outreach.record_outreach(d, e),
        lambda d, k, i: outreach.OUTREACH.entry_of(d, i),
        {},
    ),
    "interested": Form(
        InterestedEntry,
        lambda d, k, e: interested.record_interested(d, e),
        lambda d, k, i: interested.INTERESTED.entry_of(d, i),
        {},
    ),
    "not now": Form(
        InterestedNotNowEntry,
        lambda d, k, e: interested.not_now(d, _interested(d), e),
        lambda d, k, i: interested.not_now_entry(d, i) or pytest.fail("nothing they said is kept"),
        {},
    ),
    "resource": Form(
        ResourceEntry,
        lambda d, k, e: resources.record_resource(d, e),
        lambda d, k, i: resources.RESOURCE.entry_of(d, i),
        {},
    ),
    "lead": Form(
        LeadEntry,
        lambda d, k, e: leads.record_lead(d, e),
        lambda d, k, i: leads.lead_entry(d, i),
        {"employer": ""},
    ),
    "lead offer": Form(
        LeadOfferEntry,
        lambda d, k, e: leads.record_offer(d, k.person, e),
        lambda d, k, i: leads.offer_entry(d, i),
        {},
    ),
    "retention decision": Form(
        RetentionDecisionEntry,
        lambda d, k, e: retention.decide(d, k.person, e),
        lambda d, k, i: retention.DECISION.entry_of(d, i),
        {"choice": "keep"},
    ),
    "closure": Form(
        ClosureEntry,
        lambda d, k, e: closure.close_case(d, k.person, e),
        lambda d, k, i: closure.closure_entry(d, i),
        {"reason": "other"},
    ),
}


def filled(entry: type[Entry], known: Known, text: str, says: Mapping[str, str]) -> dict[str, str]:
    """Raw text for every field that is asked: `text` wherever a person types freely."""
    raw: dict[str, str] = {}
    for spec in fields_of(entry):
        asked = spec.only is None or raw.get(spec.only.field, "") in spec.only.values
        if spec.name == "objective" and spec.name not in says:
            raw[spec.name] = str(known.objective)
        elif spec.given:
            raw[spec.name] = told.objective().name
        elif asked and not spec.hidden:
            raw[spec.name] = says[spec.name] if spec.name in says else _said(spec, known, text)
    return raw


def _said(spec: FieldSpec, known: Known, text: str) -> str:
    match spec.kind:
        case Kind.TEXT:
            return clean(text).text.strip()[:200]
        case Kind.NOTES:
            return text
        case Kind.YES_NO:
            return "yes"
        case Kind.CHOICE:
            return spec.choices[0]
        case Kind.CHOICES:
            return "\n".join(spec.choices)
        case Kind.NUMBER:
            return "7"
        case Kind.DATE:
            return _day(20) if spec.lean == "future" else _day(-1)
        case Kind.TIME:
            return "09:30"
        case Kind.MONEY:
            return "12.50"
        case Kind.HOURS:
            return "16"
        case Kind.DISTANCE:
            return "12.5 km"
        case Kind.REFERENCE:
            of = {"staff": known.staff, "employer": known.employer, "goal": known.goal, "job": known.job}
            of |= {"participant": known.person, "clinical_team": known.team, "outreach": known.outreach}
            of |= {"objective": known.objective, "resource": "", "lead": known.lead}
            return str({**of, "application": known.application, "cv": known.cv}[spec.of])
        case Kind.REFERENCES:
            return str({"participant": known.person}.get(spec.of, ""))
        case Kind.GROUP:
            assert spec.rows is not None
            rows = [filled(spec.rows, known, text, {}), filled(spec.rows, known, "second", {})]
            # Of one person there is one row, and of an objective.
            return rows_raw(rows[:1] if spec.fixed or "participant" in rows[0] else rows)
        case _:
            return ""


def everything(desk: Desk) -> Known:
    """A person of whom everything is known that a form can point at."""
    return once(desk, _everything)


def _everything(desk: Desk) -> Known:
    team = told.clinical_team(desk)
    person = told.participant(desk, team)
    event = outreach.record_outreach(
        desk, OutreachEntry(happened_on=told.day(-9), kind="clinic_visit", place="CMHT North")
    )
    told.agreed(desk, person, -5)
    profile.record_research(desk, person, told.research())
    goal = goals.record_goal(desk, person, told.goal())
    action_plan.record_plan(desk, person, told.plan())
    action_plan.record_objective(
        desk, person, told.objective(steps=({"name": "CV", "who": "participant", "due_on": told.day(0)},))
    )
    firm = told.employer(desk)
    work = jobs.record_job(desk, person, told.job(-2, -4, employer=firm))
    support.record_support_plan(desk, work, told.support_plan())
    benefits.record_benefits(desk, person, told.benefits_talk())
    application = job_search.record_application(
        desk, person, ApplicationEntry(made_on=told.day(-6), name="baker", route="walk_in")
    )
    plan = case.case(desk, person).stages.plan
    assert plan is not None
    objective = plan.objectives[0]
    profile.save_section(desk, person, SECTIONS["barriers"](barriers=({"kind": "money"},)))
    (barrier,) = case.case(desk, person).stages.profile.barriers
    return Known(
        person=person,
        team=team,
        outreach=event,
        staff=told.specialist(desk),
        employer=firm,
        goal=goal,
        job=work,
        step=objective.steps[0].id,
        application=application,
        cv=cv.record_cv(desk, person, CvEntry(name="shops", made_on=told.day(-6))),
        objective=objective.id,
        barrier=barrier.id,
        lead=leads.record_lead(desk, told.lead()),
    )


def record_everything(desk: Desk) -> Known:
    """`everything`, and each form on top of it; the case ends closed."""
    return once(desk, _record_everything)


def _record_everything(desk: Desk) -> Known:
    known = _everything(desk)
    for form in FORMS.values():
        form.record(
            desk, known, read_entry(form.entry, filled(form.entry, known, "words", form.says), today=told.TODAY)
        )
    jobs.confirm_milestone(desk, jobs.record_job(desk, known.person, told.job(-50, -60)), MILESTONE_WEEKS[0])
    return known


def _without_ids(raw: Mapping[str, str]) -> dict[str, Any]:
    """Raw values with the rows of groups as rows, without the ids they were given when they were kept."""
    from ips_tui.forms.typed import raw_rows

    found: dict[str, Any] = {}
    for name, said in raw.items():
        rows = raw_rows(said) if said.startswith("[{") else []
        found[name] = [{k: v for k, v in row.items() if k != "id"} for row in rows] if rows else said
    return found


@pytest.mark.parametrize("name", FORMS)
def test_hostile_text_is_kept_as_text_and_read_back_equal(name: str, known_desk: tuple[Desk, Known]) -> None:
    form, (desk, known) = FORMS[name], known_desk
    # Every third text, another third for the next form: the kit reads all of them in every kind of field.
    for text in told.HOSTILE[list(FORMS).index(name) % 3 :: 3]:
        # Some forms can be recorded once; they are corrected the next time, or a new person has them.
        if form.entry in (ClosureEntry, JobEndingEntry):
            known = everything(desk)
        entry = read_entry(form.entry, filled(form.entry, known, text, form.says), today=told.TODAY)
        kept = form.record(desk, known, entry)
        assert _without_ids(raw_values(form.read(desk, known, kept))) == _without_ids(raw_values(entry))
        shown = "".join(cell.text for t in whole_record(desk, known.person) for row in t.rows for cell in row.cells)
        assert not {c for c in shown if ord(c) < 32 and c not in "\n\t"}
    assert history(desk, kept)


@pytest.mark.parametrize("name", [name for name in FORMS if any(s.required for s in fields_of(FORMS[name].entry))])
def test_an_empty_form_says_what_is_missing_and_keeps_nothing(name: str, desk: Desk) -> None:
    entry = FORMS[name].entry
    with pytest.raises(BadEntry) as refused:
        read_entry(entry, {}, today=told.TODAY)
    required = [spec.name for spec in fields_of(entry) if spec.required]
    assert [p.field for p in refused.value.problems if p.message_id == "problem.missing"][: len(required)] == required


@pytest.mark.parametrize("name", ["plan review", "job", "job start", "objective", "follow-along contact", "closure"])
def test_an_encrypted_store_keeps_them_too(name: str, open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(encrypted=True)
    form, known = FORMS[name], everything(desk)
    entry = read_entry(form.entry, filled(form.entry, known, "O'Brien", form.says), today=told.TODAY)
    kept = form.record(desk, known, entry)
    assert _without_ids(raw_values(form.read(desk, known, kept))) == _without_ids(raw_values(entry))


@pytest.mark.parametrize("name", [n for n in FORMS if "happened_on" in FORMS[n].entry.model_fields])
def test_what_lies_ahead_has_not_happened(name: str, known_desk: tuple[Desk, Known]) -> None:
    form, (desk, known) = FORMS[name], known_desk
    raw = {**filled(form.entry, known, "x", form.says), "happened_on": _day(1)}
    before = told.dump(desk.connection, only="record")
    with pytest.raises(BadEntry) as refused:
        form.record(desk, known, read_entry(form.entry, raw, today=told.TODAY))
    assert {p.field for p in refused.value.problems} == {"happened_on"}
    assert told.dump(desk.connection, only="record") == before


def test_a_reopened_case_has_everything_it_had(desk: Desk) -> None:
    known = everything(desk)
    before = whole_record(desk, known.person)
    closure.close_case(desk, known.person, told.closure())
    with pytest.raises(BadEntry):
        closure.close_case(desk, known.person, told.closure())
    closure.reopen_case(desk, known.person, ReopeningEntry(reopened_on=told.day(0)))
    after = [table for table in whole_record(desk, known.person) if table.table != "closure"]
    assert after == [table for table in before if table.table != "closure"]
    with pytest.raises(BadEntry):
        closure.reopen_case(desk, known.person, ReopeningEntry(reopened_on=told.day(0)))


def test_a_milestone_is_confirmed_by_hand_once_its_day_has_come(desk: Desk) -> None:
    person = told.participant(desk, told.clinical_team(desk))
    work = jobs.record_job(desk, person, told.job(-42, -50))
    assert jobs.confirm_milestone(desk, work, MILESTONE_WEEKS[0]) == jobs.confirm_milestone(desk, work, 6)
    with pytest.raises(BadEntry):
        jobs.confirm_milestone(desk, work, 13)
    with pytest.raises(ValueError):
        jobs.confirm_milestone(desk, work, 7)


def test_a_changed_answer_goes_into_the_newest_version_and_the_old_one_stays(desk: Desk) -> None:
    person = told.participant(desk, told.clinical_team(desk))
    kind = SECTIONS["work_goal"]
    profile.save_section(desk, person, kind(dream_job="a garden of my own", importance=8))
    profile.begin_version(desk, person, VocationalProfileEntry(begun_on=told.day(0), why="a job ended"))
    profile.save_section(desk, person, kind(dream_job="a bakery", importance=8))
    said = profile.section_as_entry(desk, person, "work_goal")
    assert (said.dream_job, said.importance) == ("a bakery", 8)  # type: ignore[attr-defined]
    answers = next(t for t in whole_record(desk, person) if t.table == "answer")
    found = sorted(str(cell.value) for row in answers.rows for cell in row.cells if cell.column == "value")
    assert found == ["8", "a bakery", "a garden of my own"]
    view = case.case(desk, person).stages.profile
    assert (view.version, next(s.said for s in view.sections if s.id == "work_goal")) == (2, 2)
