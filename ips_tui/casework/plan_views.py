"""What screens show of a person's plans: the latest, the one that counts, and the steps beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.frozen import is_frozen
from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.domain.action_plan import (
    AGREED,
    OPEN_OBJECTIVE,
    ObjectiveKind,
    ObjectiveStatus,
    PlanAgreed,
    ReviewedStatus,
    StepStatus,
    is_unmoved,
)
from ips_tui.records.action_plan import ActionPlan, Objective, ObjectiveReview, Step
from ips_tui.records.community import Resource
from ips_tui.records.contacts import Contact, Review
from ips_tui.records.profile import Goal


@dataclass(frozen=True)
class StepView:
    """One step as the plan shows it."""

    id: UUID
    name: str
    who: str
    due_on: date | None
    status: StepStatus
    done_on: date | None
    result: str
    resource: str
    """The community resource that it connects with; empty for any other step."""
    carried_from: UUID | None


@dataclass(frozen=True)
class ObjectiveView:
    """One objective with its steps, in the order they were typed."""

    id: UUID
    name: str
    specific: str
    measurable: str
    achievable: str
    goal: str
    """The name of the goal it serves; empty where none is said."""
    kind: ObjectiveKind
    due_on: date | None
    status: ObjectiveStatus
    result: str
    steps: tuple[StepView, ...]
    carried_from: UUID | None
    unmoved: bool
    """Whether it is open and the last two reviews found it unmoved."""


@dataclass(frozen=True)
class PlanView:
    """One plan."""

    id: UUID
    number: int
    made_on: date
    agreed: PlanAgreed
    agreed_on: date | None
    withdrawn_on: date | None
    withdrawn_why: str
    review_on: date | None
    goal: str
    note: str
    objectives: tuple[ObjectiveView, ...]
    frozen: bool
    """Whether what stands in it was agreed and stays as it is."""

    @property
    def was_agreed(self) -> bool:
        """Whether the person ever agreed to it; then a change makes the next version."""
        return self.agreed in AGREED

    @property
    def counts(self) -> bool:
        """Whether the person agreed to it and did not take that back."""
        return self.was_agreed and self.withdrawn_on is None

    @property
    def steps(self) -> tuple[StepView, ...]:
        """The steps of all its objectives."""
        return tuple(step for objective in self.objectives for step in objective.steps)


@dataclass(frozen=True)
class PlansView:
    """A person's plans."""

    latest: PlanView | None
    counting: PlanView | None
    """The agreed one that reviews look at; while the next is only proposed it is the one before."""
    beside: tuple[StepView, ...]
    """Steps beside the plan, in the order they were typed."""


def plans_view(db: Session, participant_id: UUID) -> PlansView:
    """The latest plan, the one that counts, and the steps beside them."""
    plans = theirs(db, ActionPlan, participant_id, ActionPlan.number)
    counting = max(
        (plan for plan in plans if plan.agreed in AGREED and plan.withdrawn_on is None),
        key=lambda plan: (plan.made_on, plan.id.int),
        default=None,
    )
    steps = theirs(db, Step, participant_id)
    wanted = {plan.id: plan for plan in (plans[-1] if plans else None, counting) if plan is not None}
    views = {plan_id: _plan(db, plan, steps) for plan_id, plan in wanted.items()}
    return PlansView(
        latest=views[plans[-1].id] if plans else None,
        counting=None if counting is None else views[counting.id],
        beside=tuple(step_view(db, step) for step in steps if step.objective_id is None),
    )


def plan_as_it_is(desk: Desk, plan_id: UUID) -> PlanView:
    """One plan, whichever version it is. Raises LookupError when it is gone."""
    with desk.reading() as db:
        return plan_view(db, plan_id)


def plan_view(db: Session, plan_id: UUID) -> PlanView:
    """One plan, inside a reading. Raises LookupError when it is gone."""
    plan = db.get(ActionPlan, plan_id)
    if plan is None or plan.removed:
        raise LookupError("action_plan")
    return _plan(db, plan, theirs(db, Step, plan.participant_id))


def _plan(db: Session, plan: ActionPlan, steps: Sequence[Step]) -> PlanView:
    goal = db.get(Goal, plan.goal_id) if plan.goal_id else None
    objectives = db.scalars(
        select(Objective).where(Objective.action_plan_id == plan.id, ~Objective.removed).order_by(Objective.id)
    ).all()
    said = said_at_reviews(db, plan.participant_id) if objectives else {}
    return PlanView(
        id=plan.id,
        number=plan.number,
        made_on=plan.made_on,
        agreed=plan.agreed,
        agreed_on=plan.agreed_on,
        withdrawn_on=plan.withdrawn_on,
        withdrawn_why=plan.withdrawn_why or "",
        review_on=plan.review_on,
        goal=goal.name if goal else "",
        note=plan.note or "",
        objectives=tuple(
            _objective(db, objective, [step for step in steps if step.objective_id == objective.id], said)
            for objective in objectives
        ),
        frozen=is_frozen(db, plan),
    )


def _objective(
    db: Session, objective: Objective, steps: Sequence[Step], said: Mapping[UUID, Sequence[Said]]
) -> ObjectiveView:
    goal = db.get(Goal, objective.relevant_goal_id) if objective.relevant_goal_id else None
    reviewed = [one.status for one in said.get(objective.id, ())]
    return ObjectiveView(
        id=objective.id,
        name=objective.name,
        specific=objective.specific,
        measurable=objective.measurable or "",
        achievable=objective.achievable or "",
        goal=goal.name if goal else "",
        kind=objective.kind,
        due_on=objective.due_on,
        status=objective.status,
        result=objective.result or "",
        steps=tuple(step_view(db, step) for step in steps),
        carried_from=objective.carried_from_id,
        unmoved=objective.status in OPEN_OBJECTIVE and is_unmoved(reviewed),
    )


def step_view(db: Session, step: Step) -> StepView:
    """One step, inside a reading."""
    resource = None if step.resource_id is None else db.get(Resource, step.resource_id)
    return StepView(
        id=step.id,
        name=step.name,
        who=step.who.value,
        due_on=step.due_on,
        status=step.status,
        done_on=step.done_on,
        result=step.result or "",
        resource="" if resource is None else resource.name,
        carried_from=step.carried_from_id,
    )


@dataclass(frozen=True)
class Said:
    """What one review said of an objective."""

    on: date
    status: ReviewedStatus
    why: str


def said_at_reviews(db: Session, participant_id: UUID) -> dict[UUID, list[Said]]:
    """What reviews said of each objective, the newest last; of a carried one also in the versions before."""
    rows = db.execute(
        select(ObjectiveReview, Contact.happened_on)
        .join(Review, Review.id == ObjectiveReview.review_id)
        .join(Contact, Contact.id == Review.contact_id)
        .where(ObjectiveReview.participant_id == participant_id, ~ObjectiveReview.removed, ~Review.removed)
        .order_by(Contact.happened_on, Review.id)
    ).all()
    if not rows:
        return {}
    own: dict[UUID, list[Said]] = {}
    for row, on in rows:
        own.setdefault(row.objective_id, []).append(Said(on, row.status, row.why or ""))
    chained = select(Objective.id, Objective.carried_from_id).where(Objective.participant_id == participant_id)
    before: dict[UUID, UUID | None] = {row[0]: row[1] for row in db.execute(chained)}
    found: dict[UUID, list[Said]] = {}
    for objective in before:
        said: list[Said] = []
        seen: set[UUID] = set()
        place: UUID | None = objective
        while place is not None and place not in seen:
            seen.add(place)
            said = own.get(place, []) + said
            place = before.get(place)
        found[objective] = said
    return found
