"""What each stage's screen shows of a person beside its records: profile, plan, search, jobs; and its checklist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ips_tui.casework.benefits import talks_of
from ips_tui.casework.closure import closure_of
from ips_tui.casework.engagement import EngagementView, engagement_view
from ips_tui.casework.job_search import OfferView, open_offer
from ips_tui.casework.job_views import JobView, jobs_of
from ips_tui.casework.plan_views import PlanView, StepView, plans_view
from ips_tui.casework.profile import ProfileView, profile_view
from ips_tui.casework.session import Desk
from ips_tui.casework.support import SupportPlanView, latest_satisfaction, support_plan_view
from ips_tui.casework.theirs import theirs
from ips_tui.domain.action_plan import SEARCHING
from ips_tui.domain.contacts import ClinicalShare, Mode, Result, TriedBy
from ips_tui.domain.disclosure import Decision
from ips_tui.domain.due import DueKind
from ips_tui.domain.job_search import ApplicationResult
from ips_tui.domain.stages import Stage
from ips_tui.records.contacts import ClinicalUpdate, Contact, Review
from ips_tui.records.derived import Obligation
from ips_tui.records.disclosure import DisclosureAgreement
from ips_tui.records.education import Education
from ips_tui.records.job_search import Application, Interview, SearchActivity
from ips_tui.records.support import FollowAlongContact


@dataclass(frozen=True)
class CheckLine:
    """One line of a stage's checklist: its id (`check.<id>` in the word pack), whether and when last done."""

    id: str
    done_on: date | None


@dataclass(frozen=True)
class SearchView:
    """The search for work so far."""

    applications: int
    open_applications: int
    """Sent and without an answer yet, or with an interview to come of it."""
    offers: int
    """Applications that led to an offer."""
    interviews: int
    activities: int
    begun_on: date | None
    benefits_on: date | None
    """The day of the last benefits talk."""
    offer: OfferView | None
    """The offer that waits for an answer."""


@dataclass(frozen=True)
class StageViews:
    """Everything the five stages show of one person."""

    engagement: EngagementView
    to_tell: tuple[date, ...]
    """Days of contacts that the clinical team is still to hear of, the newest first."""
    profile: ProfileView
    plan: PlanView | None
    """The latest plan, which may be only proposed."""
    counting: PlanView | None
    """The plan that the person agreed to; while the next version is only proposed it is the one before."""
    beside: tuple[StepView, ...]
    """Steps beside the plan."""
    education: tuple[tuple[str, str], ...]
    """What it leads to and its status, the newest first."""
    search: SearchView
    jobs: tuple[JobView, ...]
    support: tuple[tuple[UUID, SupportPlanView], ...]
    """The newest in-work support plan of each current job."""
    rungs: tuple[tuple[UUID, date], ...]
    """The day on which the next follow-along contact about each current job is due, also while it lies ahead."""
    satisfaction: tuple[date, int] | None
    """The last rating of a current job, 0 to 10, and its day."""
    closed_on: date | None
    closed_why: str
    """The reason of the closure that stands."""
    disclosure_decided_on: date | None

    @property
    def current_jobs(self) -> tuple[JobView, ...]:
        """Jobs that are accepted or worked in and began under IPS, the newest first."""
        return tuple(job for job in self.jobs if job.current and not job.held_at_referral)


def stage_views(desk: Desk, db: Session, participant_id: UUID) -> StageViews:
    """What the stages show of a person."""
    jobs = jobs_of(db, participant_id, desk.clock.today())
    current = [job for job in jobs if job.current and not job.held_at_referral]
    support = [(job.id, plan) for job in current if (plan := support_plan_view(db, job.id)) is not None]
    closed = closure_of(db, participant_id)
    studies = theirs(db, Education, participant_id, Education.noted_on, newest_first=True)
    decided = db.scalar(
        select(func.max(DisclosureAgreement.decided_on)).where(
            DisclosureAgreement.participant_id == participant_id,
            ~DisclosureAgreement.removed,
            DisclosureAgreement.decision.not_in((Decision.NOT_DISCUSSED, Decision.UNDECIDED)),
            # One that lets employers hear something counts once its pros and cons were talked through.
            or_(DisclosureAgreement.decision == Decision.NO_CONTACT, DisclosureAgreement.pros_and_cons_on.is_not(None)),
        )
    )
    plans = plans_view(db, participant_id)
    return StageViews(
        engagement=engagement_view(desk, db, participant_id),
        to_tell=_to_tell(db, participant_id),
        profile=profile_view(desk, db, participant_id),
        plan=plans.latest,
        counting=plans.counting,
        beside=plans.beside,
        education=tuple((study.name, study.status.value) for study in studies),
        search=_search(db, participant_id),
        jobs=jobs,
        support=tuple(support),
        rungs=_rungs(db, participant_id),
        satisfaction=max((s for job in current if (s := latest_satisfaction(db, job.id)) is not None), default=None),
        closed_on=closed.closed_on if closed else None,
        closed_why=closed.reason.value if closed else "",
        disclosure_decided_on=decided,
    )


def _to_tell(db: Session, participant_id: UUID) -> tuple[date, ...]:
    """What was marked to be told and still is: an update turns what came before it to told."""
    waiting = select(Contact.happened_on).where(
        Contact.participant_id == participant_id,
        Contact.clinical_share == ClinicalShare.TO_DO,
        ~Contact.removed,
    )
    return tuple(db.scalars(waiting.order_by(Contact.happened_on.desc())))


def _rungs(db: Session, participant_id: UUID) -> tuple[tuple[UUID, date], ...]:
    owed = select(Obligation.source_id, Obligation.due_on).where(
        Obligation.subject_id == participant_id, Obligation.kind == DueKind.FOLLOW_ALONG_CONTACT.value
    )
    return tuple((source, due_on) for source, due_on in db.execute(owed.order_by(Obligation.due_on)))


def _search(db: Session, participant_id: UUID) -> SearchView:
    sent = [(row.made_on, row.result) for row in theirs(db, Application, participant_id)]
    held = [row.happened_on for row in theirs(db, Interview, participant_id)]
    done = theirs(db, SearchActivity, participant_id)
    talks = talks_of(db, participant_id)
    waiting = (ApplicationResult.SENT, ApplicationResult.INTERVIEW)
    return SearchView(
        applications=len(sent),
        open_applications=sum(result in waiting for _, result in sent),
        offers=sum(result is ApplicationResult.OFFER for _, result in sent),
        interviews=len(held),
        activities=len(done),
        begun_on=min([day for day, _ in sent] + list(held), default=None),
        benefits_on=talks[0].happened_on if talks else None,
        offer=open_offer(db, participant_id),
    )


def checklists(
    db: Session, participant_id: UUID, since: dict[int, date], views: StageViews, search_begun_on: date | None
) -> tuple[tuple[CheckLine, ...], ...]:
    """Per stage, since it was last entered: reviews in both modes, clinical update, expectations (G7, G8, G9);

    then what only that stage has (domain.md 1.3 to 1.7).
    """
    contacts = db.scalars(
        select(Contact).where(
            Contact.participant_id == participant_id,
            Contact.result == Result.TOOK_PLACE,
            func.coalesce(Contact.tried_by, TriedBy.SPECIALIST.value) != TriedBy.CLINICAL_STAFF.value,
            ~Contact.removed,
        )
    ).all()
    reviewed = {review.contact_id for review in theirs(db, Review, participant_id)}
    # In a job the contact about it is the review.
    reviewed |= {held.contact_id for held in theirs(db, FollowAlongContact, participant_id)}
    updates = theirs(db, ClinicalUpdate, participant_id)

    def of_stage(stage: Stage) -> tuple[CheckLine, ...]:
        begun = since.get(stage, date.min)
        held = [c for c in contacts if c.stage == stage and c.happened_on >= begun]
        told = [u.happened_on for u in updates if u.stage == stage and u.happened_on >= begun]

        def last(mode: Mode) -> date | None:
            return max((c.happened_on for c in held if c.id in reviewed and c.mode is mode), default=None)

        return (
            CheckLine("review_face_to_face", last(Mode.FACE_TO_FACE)),
            CheckLine("review_telephone", last(Mode.TELEPHONE)),
            CheckLine("clinical_update", max(told, default=None)),
            CheckLine("expectations", max((c.happened_on for c in held if c.expectations), default=None)),
            *_own(stage, views, search_begun_on),
        )

    return tuple(of_stage(stage) for stage in Stage)


def _own(stage: Stage, views: StageViews, search_begun_on: date | None) -> tuple[CheckLine, ...]:
    profile, plan, job = views.profile, views.counting, next(iter(views.current_jobs), None)
    match stage:
        case Stage.VOCATIONAL_PROFILE:
            return (
                CheckLine("research", profile.researched_on),
                CheckLine("personal_information", profile.information_talked_on),
                CheckLine("profile", profile.begun_on),
                CheckLine("goal", profile.goal.agreed_on if profile.goal else None),
                *_since_job(profile),
            )
        case Stage.ACTION_PLAN:
            return (
                CheckLine("plan_agreed", None if plan is None else plan.agreed_on or plan.made_on),
                CheckLine("objective_with_date", _searching(views)),
                CheckLine("disclosure_decided", views.disclosure_decided_on),
            )
        case Stage.JOB_DEVELOPMENT:
            return (
                CheckLine("search_begun", search_begun_on),
                CheckLine("benefits_before_start", views.search.benefits_on),
            )
        case Stage.FOLLOW_ALONG:
            support = dict(views.support).get(job.id) if job is not None else None
            return (
                CheckLine("in_work_plan", support.agreed_on if support is not None else None),
                CheckLine("satisfaction", views.satisfaction[0] if views.satisfaction else None),
            )
        case _:
            return ()


def _since_job(profile: ProfileView) -> tuple[CheckLine, ...]:
    """Whether the profile was brought up to date with the last job; no line as long as there was none (4.9)."""
    if not profile.followed_jobs:
        return ()
    return (CheckLine("profile_since_job", None if profile.not_told else profile.newest_on),)


def _searching(views: StageViews) -> date | None:
    """The day by which an objective about job search or job development is due (gate to stage 4, domain.md 1.5).

    One in the plan that counts, or in the latest; one without a day opens nothing.
    """
    plans = [plan for plan in (views.counting, views.plan) if plan is not None]
    objectives = [objective for plan in plans for objective in plan.objectives if objective.kind in SEARCHING]
    return min((objective.due_on for objective in objectives if objective.due_on is not None), default=None)


def opens(stage: int, views: StageViews, *, seen: bool) -> Stage | None:
    """The next stage whose gate is met, for the specialist to set as the main one (domain.md 1.3 to 1.6).

    Stage 2: the person was met and the profile can begin. Stage 3: goal, research and the talk about personal
    information are there. Stage 4: an objective about the search has a date, and the disclosure decision is made.
    Stage 5: a competitive job is accepted and has a start date.
    """
    profile = views.profile
    accepted = any(job.competitive and job.start_on is not None for job in views.current_jobs)
    if accepted and stage < Stage.FOLLOW_ALONG:
        return Stage.FOLLOW_ALONG
    met = {
        Stage.ENGAGEMENT: seen and profile.begun_on is not None,
        Stage.VOCATIONAL_PROFILE: profile.goal is not None
        and profile.researched_on is not None
        and profile.information_talked_on is not None,
        Stage.ACTION_PLAN: _searching(views) is not None and views.disclosure_decided_on is not None,
    }
    return Stage(stage + 1) if met.get(Stage(stage), False) else None
