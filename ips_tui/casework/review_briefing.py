"""What is known before a review: what went well so far, and of the plan what was agreed, done and is open (4.12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework.plan_views import ObjectiveView, PlanView, StepView, plans_view
from ips_tui.casework.session import Desk
from ips_tui.domain.action_plan import OPEN_OBJECTIVE, StepStatus
from ips_tui.records.contacts import Achievement, Contact, Review


@dataclass(frozen=True)
class PlanBriefing:
    """The agreed plan, and what happened since it was looked at last."""

    plan: PlanView
    since: date
    """The last review of it, else the day it was agreed."""
    done: tuple[StepView, ...]
    """Steps done from that day on."""
    open: tuple[StepView, ...]
    unmoved: tuple[ObjectiveView, ...]
    """Open objectives that the last two reviews found unmoved."""
    version_proposed: bool
    """Whether the next version is there already."""


@dataclass(frozen=True)
class ReviewBriefing:
    """What to look at before anything is typed."""

    achievements: tuple[tuple[date, str], ...]
    """Everything that went well so far, the newest first."""
    plan: PlanBriefing | None
    """None without an agreed plan."""


def before_review(desk: Desk, participant_id: UUID) -> ReviewBriefing:
    """What is known now. Somebody of whom nothing is known has had nothing go well yet."""
    with desk.reading() as db:
        achieved = db.execute(
            select(Achievement.on, Achievement.what)
            .where(Achievement.participant_id == participant_id, ~Achievement.removed)
            .order_by(Achievement.on.desc(), Achievement.id.desc())
        )
        plans = plans_view(db, participant_id)
        plan = plans.counting
        return ReviewBriefing(
            achievements=tuple((row[0], row[1]) for row in achieved),
            plan=None if plan is None else _of_plan(db, plan, proposed=plans.latest != plan),
        )


def _of_plan(db: Session, plan: PlanView, *, proposed: bool) -> PlanBriefing:
    looked_at = db.scalar(
        select(func.max(Contact.happened_on))
        .join(Review, Review.contact_id == Contact.id)
        .where(Review.action_plan_id == plan.id, ~Review.removed)
    )
    since = looked_at or plan.agreed_on or plan.made_on
    return PlanBriefing(
        plan=plan,
        since=since,
        done=tuple(step for step in plan.steps if step.done_on is not None and step.done_on >= since),
        open=tuple(
            step
            for objective in plan.objectives
            if objective.status in OPEN_OBJECTIVE
            for step in objective.steps
            if step.status is StepStatus.OPEN
        ),
        unmoved=tuple(objective for objective in plan.objectives if objective.unmoved),
        version_proposed=proposed,
    )
