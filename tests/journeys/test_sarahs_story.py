"""Sarah's story (seed 003), typed from nothing through the screens: it stands in the record as it was told.

She is interested in graphic design, finds a job at a marketing firm, is anxious in client meetings in her first
month; coping strategies are found, adjustments agreed with the employer, and her confidence grows. What the story
calls a diagnosis is asked nowhere and stands nowhere.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from sqlalchemy import select

from ips_tui.casework import caseload
from ips_tui.casework.case import case
from ips_tui.casework.session import Desk
from ips_tui.content.questions import load_questions
from ips_tui.domain.contacts import Mode
from ips_tui.domain.disclosure import Decision, InWorkContact
from ips_tui.domain.employers import Purpose
from ips_tui.domain.money import Money
from ips_tui.domain.profile import AnswerState, JobType
from ips_tui.domain.stages import Stage
from ips_tui.forms.action_plan import (
    ActionPlanEntry,
    ObjectiveEntry,
    PlanAgreementEntry,
    PlanReviewEntry,
    StepOutcomeEntry,
)
from ips_tui.forms.benefits import BenefitsCounsellingEntry
from ips_tui.forms.contacts import ClinicalUpdateEntry, ContactEntry
from ips_tui.forms.disclosure import DisclosureAgreementEntry
from ips_tui.forms.employers import EmployerContactEntry, EmployerEntry
from ips_tui.forms.job_search import ApplicationEntry, InterviewEntry
from ips_tui.forms.jobs import JobEntry, JobStartEntry
from ips_tui.forms.kit import Entry
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, ReferralEntry
from ips_tui.forms.profile import (
    GoalEntry,
    LabourMarketResearchEntry,
    PersonalInformationTalkEntry,
    ProfileSectionEntry,
)
from ips_tui.forms.support import FollowAlongContactEntry, InWorkSupportPlanEntry
from ips_tui.records.disclosure import DisclosureAgreement
from ips_tui.records.employers import Employer, EmployerContact
from ips_tui.records.job_search import Application, Interview
from ips_tui.records.jobs import Job, JobTerms
from ips_tui.records.profile import Answer, Goal, LabourMarketResearch
from ips_tui.records.support import FollowAlongContact, InWorkSupportPlan, SupportNeed
from screens.app import IpsApp
from tests import told
from tests.journeys.hands import Hands

FIRM = "Northlight Marketing"
WORDS = "Sarah does her best work when she knows a day before what is asked of her."
ADJUSTMENTS = "The agenda of a client meeting a day before; a colleague beside her in it."


def _adding(hands: Hands, name: str, entry: type[Entry], **said: str) -> Callable[[], Coroutine[Any, Any, None]]:
    """In a reference field: a name that is not there is typed, and added on its small form."""

    async def add() -> None:
        await hands.press("end", "ctrl+u")
        await hands.type(name)
        await hands.press("enter")
        await hands.fill(entry, said)

    return add


async def _stage(hands: Hands, stage: Stage, since: str) -> None:
    await hands.press("g")
    await hands.choose(str(stage.value))
    await hands.press("end", "ctrl+u")
    await hands.type(since)
    await hands.press("enter")


async def _note(hands: Hands, what: str) -> None:
    """Something from the list of everything that can be noted."""
    await hands.press("n")
    await hands.choose(what)


async def referred_and_met(hands: Hands) -> None:
    """Stage 1: Sarah is referred, and met."""
    await hands.press("n")
    await hands.fill(
        ReferralEntry,
        {
            "name": "Sarah Lind",
            "received_on": "-70",
            "accepted_on": "-70",
            "source": "care_coordinator",
            "programme": "mental_health",
            "clinical_team": _adding(hands, "Harbour CMHT", ClinicalTeamEntry),
            "care_coordinator": _adding(hands, "Ben Mensah", CareCoordinatorEntry),
            "wants_to_work": "yes",
            "work_status": "unemployed",
            "contact_preferences": "phone\ntext",
            "consent_to_record": "given",
            "consent_to_record_on": "-70",
            "consent_clinicians": "given",
            "consent_clinicians_on": "-70",
        },
    )
    await hands.press("c")
    await hands.fill(
        ContactEntry,
        {
            "happened_on": "-66",
            "kind": "three_way_meeting",
            "mode": "face_to_face",
            "result": "took_place",
            "summary": "She draws every evening and would like to be paid for it.",
            "expectations": "We look for a real job together, from the first weeks on.",
        },
    )
    await hands.press("k")
    await hands.fill(
        ClinicalUpdateEntry, {"happened_on": "-66", "mode": "face_to_face", "said": "Sarah begins with us."}
    )


async def profile_and_goal(hands: Hands) -> None:
    """Stage 2: the guided interview, research, the talk, the goal in graphic design."""
    await _stage(hands, Stage.VOCATIONAL_PROFILE, "-64")
    await hands.press("q")
    # The cursor stands where the talk goes on, and goes on to the next section after each that is saved.
    await hands.press("enter")
    await hands.fill(
        ProfileSectionEntry,
        {
            "dream_job": "Graphic design",
            "job_wanted_now": "Layout in a small office",
            "why_work": "To be good at something again",
            "importance": "9",
            "confidence": "4",
        },
    )
    await hands.press("enter")
    await hands.fill(
        ProfileSectionEntry,
        {
            "courses": "A year of art college",
            "wish_to_study": "A layout course beside the job",
            "licences": [{"kind": "other", "name": "Layout software, first level"}],
        },
        save=False,
    )
    await hands.form.body.go_to("last_school")
    await hands.press("ctrl+n", "ctrl+n", "f2")
    await hands.press("escape", "m")
    await hands.fill(
        LabourMarketResearchEntry,
        {
            "happened_on": "-60",
            "role": "Junior graphic designer",
            "sources": "job_board\nnetwork",
            "requirements": "A portfolio counts more than a certificate.",
            "conclusion": "Three small firms nearby work with juniors.",
        },
    )
    await hands.press("t")
    await hands.fill(PersonalInformationTalkEntry, {"happened_on": "-60", "note": "Wants to say what helps, no more."})
    await _note(hands, "Note the vocational goal")
    await hands.fill(GoalEntry, {"name": "A job in graphic design", "job_type": "digital_creative", "agreed_on": "-59"})


async def plan(hands: Hands) -> None:
    """Stage 3: how the goal will be reached."""
    await _stage(hands, Stage.ACTION_PLAN, "-58")
    await hands.press("l")
    await hands.fill(ActionPlanEntry, {"made_on": "-58"})
    await _note(hands, "Add an objective")
    await hands.fill(
        ObjectiveEntry,
        {
            "name": "A portfolio in front of three firms",
            "kind": "job_development",
            "specific": "Twelve pages, shown in person",
            "measurable": "Three firms have seen it",
            "achievable": "The pages are there; we print them",
            "due_on": "+1",
            "steps": [
                {"name": "Choose twelve pages", "who": "participant", "due_on": "-52"},
                {"name": "Ask three firms for an hour", "who": "specialist", "due_on": "-50"},
            ],
        },
    )
    await _note(hands, "Note that the person agrees")
    await hands.fill(PlanAgreementEntry, {"agreed": "signed", "agreed_on": "-58"})
    await hands.press("s")
    await hands.choose("Choose twelve pages")
    await hands.fill(StepOutcomeEntry, {"status": "done", "done_on": "-52"})
    # One is left, and meant.
    await hands.press("s")
    await hands.fill(StepOutcomeEntry, {"status": "done", "done_on": "-50"})


async def job_found(hands: Hands) -> None:
    """Stage 4: what may be said, the marketing firm, the offer."""
    await _stage(hands, Stage.JOB_DEVELOPMENT, "-52")
    await hands.press("d")
    await hands.fill(
        DisclosureAgreementEntry,
        {
            "decision": "partial",
            "decided_on": "-52",
            "pros_and_cons_on": "-52",
            "scope": "all",
            "agreed_words": WORDS,
            "never_words": "Any illness by its name",
            "who_tells": "both",
            "adjustments": ADJUSTMENTS,
            "in_work_contact": "yes",
            "agreement_form": "signed",
        },
    )
    await hands.press("v")
    await hands.fill(
        EmployerContactEntry,
        {
            "employer": _adding(hands, FIRM, EmployerEntry, sector="creative_digital"),
            "happened_on": "-50",
            "mode": "face_to_face",
            "purpose": "presenting_candidate",
            "participant_present": "yes",
            "result": "They liked her posters and want to see more.",
        },
    )
    await hands.press("y")
    await hands.fill(
        ApplicationEntry,
        {
            "made_on": "-48",
            "name": "Junior designer",
            "employer": FIRM,
            "route": "specialist_contact",
            "result": "offer",
        },
    )
    await _note(hands, "An interview")
    await hands.fill(
        InterviewEntry,
        {
            "happened_on": "-44",
            "application": "Junior designer",
            "preparation": "Two practice talks at our table",
            "feedback": "Calm, and her pages spoke for her.",
        },
    )
    await hands.press("b")
    await hands.fill(
        BenefitsCounsellingEntry,
        {
            "happened_on": "-42",
            "occasion": "before_start",
            "scenarios": [{"hours": "20", "pay_an_hour": "13.40", "net_now": "610", "net_then": "905"}],
        },
    )
    await hands.press("j")
    await hands.fill(
        JobEntry,
        {
            "name": "Junior designer",
            "job_type": "digital_creative",
            "employer": FIRM,
            "held_at_referral": "no",
            "accepted_on": "-41",
            "start_on": "-35",
            "hours": "20",
            "pay": "13.40",
            "pay_period": "hour",
            "open_to_all": "yes",
            "minimum_wage": "yes",
            "permanence": "permanent",
        },
    )


async def first_month(hands: Hands) -> None:
    """Stage 5: client meetings are hard; coping strategies and adjustments; it goes better."""
    await hands.press("i")
    await hands.fill(
        InWorkSupportPlanEntry,
        {
            "made_on": "-37",
            "agreed_on": "-36",
            "needs": [
                {
                    "topic": "stress",
                    "need": "Anxiety in client meetings",
                    "support": "Notes beforehand, slow breathing, a word with Tess after",
                },
                {"topic": "travel", "need": "Bus 4 at ten past eight"},
            ],
            "early_signs": "I go quiet and say yes to everything.",
        },
    )
    await hands.press("j")
    await hands.choose("Did it begin")
    await hands.fill(JobStartEntry, {"started": "yes", "start_on": "-35", "four_hours_on": "-35"})
    await _stage(hands, Stage.FOLLOW_ALONG, "-35")
    await hands.press("f")
    await hands.fill(
        FollowAlongContactEntry,
        {
            "happened_on": "-28",
            "mode": "face_to_face",
            "topics": "stress\nsymptoms_at_work",
            "summary": "Her hands shook in the client meeting. We tried the breathing.",
            "to_do": "Ask the firm for the agenda a day before.",
            "satisfaction": "5",
        },
    )
    await hands.press("v")
    await hands.fill(
        EmployerContactEntry,
        {
            "employer": FIRM,
            "happened_on": "-26",
            "mode": "face_to_face",
            "purpose": "in_work_support",
            "participant_present": "yes",
            "result": "Agreed: the agenda a day before, and Mia sits beside her.",
        },
    )
    await hands.press("f")
    await hands.fill(
        FollowAlongContactEntry,
        {
            "happened_on": "-3",
            "mode": "telephone",
            "topics": "stress\nperformance",
            "summary": "She led a client meeting for ten minutes.",
            "employer_feedback": "Her drafts are among the best they have.",
            "satisfaction": "8",
        },
    )
    await hands.press("r")
    await hands.fill(
        PlanReviewEntry,
        {
            "happened_on": "-2",
            "mode": "face_to_face",
            "rating": "8",
            "own_words": "I know now that it passes.",
            "went_well": "Led a client meeting",
            "expectations": "Bad days will come and are no reason to stop.",
            "plan_result": "The goal is reached; the layout course stays.",
        },
    )


@pytest.mark.parametrize("size", [(80, 24)])
def test_sarahs_story_stands_in_the_record_as_told(open_desk: Callable[..., Desk], size: tuple[int, int]) -> None:
    desk = open_desk(encrypted=True)

    async def run() -> None:
        app = IpsApp(desk)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            hands = Hands(app, pilot)
            for part in (referred_and_met, profile_and_goal, plan, job_found, first_month):
                await part(hands)

    desk.warm()
    asyncio.run(run())
    _stands_as_told(desk)


def _stands_as_told(desk: Desk) -> None:
    (line,) = caseload.everyone(desk)
    assert (line.name, line.stage) == ("Sarah Lind", Stage.FOLLOW_ALONG)
    view = case(desk, line.id)
    with desk.reading() as db:

        def one(table: Any) -> Any:
            return db.scalars(select(table).where(~table.removed)).one()

        goal = one(Goal)
        assert (goal.name, goal.job_type) == ("A job in graphic design", JobType.DIGITAL_CREATIVE)
        assert (goal.without_research_why, goal.without_talk_why) == (None, None)
        assert one(LabourMarketResearch).role == "Junior graphic designer"
        answers = {a.question: (a.value, a.state) for a in db.scalars(select(Answer))}
        assert answers["dream_job"] == ("Graphic design", None)
        assert answers["confidence"] == ("4", None)
        assert answers["last_school"] == (None, AnswerState.PREFERS_NOT_TO_SAY)
        firm = one(Employer)
        assert firm.name == FIRM
        agreement = one(DisclosureAgreement)
        assert (agreement.decision, agreement.agreed_words) == (Decision.PARTIAL, WORDS)
        assert (agreement.adjustments, agreement.in_work_contact) == (ADJUSTMENTS, InWorkContact.YES)
        contacts = db.scalars(select(EmployerContact).order_by(EmployerContact.happened_on)).all()
        assert [(c.purpose, c.agreement_id, c.employer_id) for c in contacts] == [
            (Purpose.PRESENTING_CANDIDATE, agreement.id, firm.id),
            (Purpose.IN_WORK_SUPPORT, agreement.id, firm.id),
        ]
        assert contacts[1].result == "Agreed: the agenda a day before, and Mia sits beside her."
        assert one(Application).employer_id == firm.id
        assert one(Interview).application_id == one(Application).id
        job, terms = one(Job), one(JobTerms)
        assert (job.name, job.employer_id, job.agreement_id) == ("Junior designer", firm.id, agreement.id)
        assert (job.start_on, job.four_hours_on) == (told.day(-35), told.day(-35))
        assert (job.without_plan_why, job.without_benefits_why) == (None, None)
        assert (terms.hours, terms.pay) == (20, Money(1340, "GBP"))
        assert one(InWorkSupportPlan).early_signs == "I go quiet and say yes to everything."
        needs = {need.topic.value: need for need in db.scalars(select(SupportNeed))}
        assert needs["stress"].need == "Anxiety in client meetings"
        assert needs["stress"].support == "Notes beforehand, slow breathing, a word with Tess after"
        held = db.scalars(select(FollowAlongContact).order_by(FollowAlongContact.id)).all()
        assert [h.satisfaction for h in held] == [5, 8]
        assert held[1].employer_feedback == "Her drafts are among the best they have."
    assert [section.title for section in load_questions().sections][:2] == ["Work wanted", "Education and licences"]
    assert view.achievements == ((told.day(-2), "Led a client meeting"),)
    assert view.person.clock_stopped_after == 16
    checked = {check.id for check in view.checklists[Stage.FOLLOW_ALONG - 1] if check.done_on is not None}
    assert {"review_face_to_face", "review_telephone", "expectations", "in_work_plan", "satisfaction"} <= checked
    texts = "\n".join(item.text for item in view.timeline)
    assert "Her hands shook" in texts and "led a client meeting for ten minutes" in texts
    assert Mode.TELEPHONE.value in "\n".join(detail for item in view.timeline for detail in item.detail)
