"""The action plan: made, agreed, its objectives and steps (domain.md 4.4; G10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework.plain import Plain, Rows, columns_of, not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.action_plan import AGREED, ObjectiveKind, ObjectiveStatus, PlanAgreed, StepStatus
from ips_tui.forms.action_plan import ActionPlanEntry, ObjectiveEntry, StepEntry, StepOutcomeEntry
from ips_tui.records.action_plan import ActionPlan, Objective, Step
from ips_tui.records.people import Participant
from ips_tui.records.profile import Goal
from ips_tui.store.drafts import DraftKey

PLAN = Plain(ActionPlan, ActionPlanEntry, "plan")
OBJECTIVE = Plain(Objective, ObjectiveEntry, "objective", groups={"steps": Rows(Step, "objective_id")})


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


@dataclass(frozen=True)
class StepOf:
    """A step, and the objective it belongs to."""

    step: StepView
    objective_id: UUID
    objective: str
    """Its name."""


@dataclass(frozen=True)
class ObjectiveView:
    """One objective with its steps, in the order they were typed."""

    id: UUID
    name: str
    specific: str
    measurable: str
    kind: ObjectiveKind
    due_on: date
    status: ObjectiveStatus
    steps: tuple[StepView, ...]


@dataclass(frozen=True)
class PlanView:
    """The plan that counts now."""

    id: UUID
    number: int
    made_on: date
    agreed: PlanAgreed
    agreed_on: date | None
    review_on: date | None
    goal: str
    objectives: tuple[ObjectiveView, ...]


change_plan, plan_entry = PLAN.change, PLAN.entry_of
objective_entry = OBJECTIVE.entry_of


def latest_plan(db: Session, participant_id: UUID) -> ActionPlan | None:
    """The plan with the highest number."""
    query = select(ActionPlan).where(ActionPlan.participant_id == participant_id, ~ActionPlan.removed)
    return db.scalars(query.order_by(ActionPlan.number.desc(), ActionPlan.id.desc())).first()


def agreed_plan_on(db: Session, participant_id: UUID, day: date) -> ActionPlan | None:
    """The latest plan made by that day to which the person agreed."""
    query = select(ActionPlan).where(
        ActionPlan.participant_id == participant_id, ActionPlan.made_on <= day, ~ActionPlan.removed
    )
    plans = db.scalars(query.order_by(ActionPlan.made_on.desc(), ActionPlan.id.desc()))
    return next((plan for plan in plans if plan.agreed in AGREED), None)


def record_plan(desk: Desk, participant_id: UUID, entry: ActionPlanEntry, *, draft: DraftKey | None = None) -> UUID:
    """A new plan with the next number; the plan before it stays. Raises as `Plain.record`."""
    not_ahead(desk, entry)
    with desk.writing("plan_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        highest = writing.db.scalar(
            select(func.max(ActionPlan.number)).where(ActionPlan.participant_id == participant_id)
        )
        return PLAN.add(desk, writing, participant_id, entry, number=(highest or 0) + 1).id


def record_objective(desk: Desk, participant_id: UUID, entry: ObjectiveEntry, *, draft: DraftKey | None = None) -> UUID:
    """An objective of the latest plan, with its steps.

    Raises BadEntry when there is no plan yet, or the objective is due before it was made.
    """
    not_ahead(desk, entry)
    with desk.writing("objective_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        plan = latest_plan(writing.db, participant_id)
        if plan is None:
            raise refuse(None, "problem.plan_first")
        _after_plan(plan, entry)
        return OBJECTIVE.add(desk, writing, participant_id, entry, action_plan_id=plan.id).id


def change_objective(desk: Desk, objective_id: UUID, entry: ObjectiveEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct an objective and its steps. Raises BadEntry when it is due before its plan was made."""
    not_ahead(desk, entry)
    with desk.writing("objective_changed", draft=draft) as writing:
        kept = writing.get(Objective, objective_id)
        _after_plan(writing.get(ActionPlan, kept.action_plan_id), entry)
        OBJECTIVE.put(desk, writing, objective_id, entry)
    return objective_id


def _after_plan(plan: ActionPlan, entry: ObjectiveEntry) -> None:
    if entry.due_on <= plan.made_on:
        raise refuse("due_on", "problem.due_before_plan")


def add_step(
    desk: Desk, objective_id: UUID, entry: StepEntry, barrier_id: UUID | None = None, *, draft: DraftKey | None = None
) -> UUID:
    """One more step of an objective, which may take a barrier out of the way. Raises LookupError, BadEntry."""
    not_ahead(desk, entry)
    with desk.writing("step_added", draft=draft) as writing:
        objective = writing.get(Objective, objective_id)
        person = objective.participant_id
        values = columns_of(Step, entry)
        return writing.add(Step, participant_id=person, objective_id=objective_id, barrier_id=barrier_id, **values).id


def note_step(desk: Desk, step_id: UUID, entry: StepOutcomeEntry, *, draft: DraftKey | None = None) -> UUID:
    """What came of one step; it leaves Today once it is done, changed or dropped (F10)."""
    not_ahead(desk, entry)
    with desk.writing("step_noted", draft=draft) as writing:
        step = writing.get(Step, step_id)
        step.status, step.done_on, step.result = entry.status, entry.done_on, entry.result
        if entry.due_on is not None:
            step.due_on = entry.due_on
    return step_id


def step_entry(desk: Desk, step_id: UUID) -> StepOutcomeEntry:
    """What came of a step so far; whether it needs another day is asked anew. Raises LookupError."""
    with desk.reading() as db:
        step = db.get(Step, step_id)
        if step is None or step.removed:
            raise LookupError("step")
        return StepOutcomeEntry(status=step.status, done_on=step.done_on, result=step.result)


def step_of(desk: Desk, step_id: UUID) -> StepOf:
    """A step with the objective it belongs to. Raises LookupError."""
    with desk.reading() as db:
        step = db.get(Step, step_id)
        objective = None if step is None else db.get(Objective, step.objective_id)
        if step is None or objective is None or step.removed or objective.removed:
            raise LookupError("step")
        return StepOf(_step_view(step), objective.id, objective.name)


def _step_view(step: Step) -> StepView:
    return StepView(step.id, step.name, step.who.value, step.due_on, step.status, step.done_on, step.result or "")


def plan_view(db: Session, participant_id: UUID) -> PlanView | None:
    """The latest plan with its objectives and steps."""
    plan = latest_plan(db, participant_id)
    if plan is None:
        return None
    goal = db.get(Goal, plan.goal_id) if plan.goal_id else None
    objectives = db.scalars(
        select(Objective).where(Objective.action_plan_id == plan.id, ~Objective.removed).order_by(Objective.id)
    ).all()
    steps = db.scalars(select(Step).where(Step.participant_id == participant_id, ~Step.removed).order_by(Step.id)).all()
    return PlanView(
        id=plan.id,
        number=plan.number,
        made_on=plan.made_on,
        agreed=plan.agreed,
        agreed_on=plan.agreed_on,
        review_on=plan.review_on,
        goal=goal.name if goal else "",
        objectives=tuple(
            ObjectiveView(
                id=objective.id,
                name=objective.name,
                specific=objective.specific,
                measurable=objective.measurable,
                kind=objective.kind,
                due_on=objective.due_on,
                status=objective.status,
                steps=tuple(_step_view(step) for step in steps if step.objective_id == objective.id),
            )
            for objective in objectives
        ),
    )
