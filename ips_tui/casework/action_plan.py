"""The action plan: made, agreed, its objectives; what was agreed stays, and a change makes the next version.

Sources: domain.md 4.4; G10.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework.frozen import OBJECTIVE_FREE, PLAN_FREE, STEP_FREE, as_agreed, is_frozen
from ips_tui.casework.plain import Plain, Rows, not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.action_plan import AGREED
from ips_tui.forms.action_plan import (
    ActionPlanEntry,
    ObjectiveEntry,
    PlanAgreementEntry,
    PlanWithdrawalEntry,
    StepEntry,
)
from ips_tui.records.action_plan import ActionPlan, Objective, Step
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

PLAN = Plain(ActionPlan, ActionPlanEntry, "plan")
OBJECTIVE = Plain(Objective, ObjectiveEntry, "objective", groups={"steps": Rows(Step, "objective_id")})

plan_entry, objective_entry = PLAN.entry_of, OBJECTIVE.entry_of


def latest_plan(db: Session, participant_id: UUID) -> ActionPlan | None:
    """The plan with the highest number."""
    query = select(ActionPlan).where(ActionPlan.participant_id == participant_id, ~ActionPlan.removed)
    return db.scalars(query.order_by(ActionPlan.number.desc(), ActionPlan.id.desc())).first()


def agreed_plan_on(db: Session, participant_id: UUID, day: date) -> ActionPlan | None:
    """The latest plan to which the person had agreed on that day, and not taken that back by then."""
    query = select(ActionPlan).where(
        ActionPlan.participant_id == participant_id,
        ActionPlan.made_on <= day,
        ActionPlan.agreed.in_(AGREED),
        ActionPlan.agreed_on.is_(None) | (ActionPlan.agreed_on <= day),
        ActionPlan.withdrawn_on.is_(None) | (ActionPlan.withdrawn_on > day),
        ~ActionPlan.removed,
    )
    return db.scalars(query.order_by(ActionPlan.made_on.desc(), ActionPlan.id.desc())).first()


# Plans


def record_plan(desk: Desk, participant_id: UUID, entry: ActionPlanEntry, *, draft: DraftKey | None = None) -> UUID:
    """A new plan with the next number; the plan before it stays. Raises as `Plain.record`."""
    not_ahead(desk, entry)
    with desk.writing("plan_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        return add_plan(desk, writing, participant_id, entry).id


def add_plan(desk: Desk, writing: Writing, participant_id: UUID, entry: ActionPlanEntry) -> ActionPlan:
    """A new plan with the next number, inside an action."""
    highest = writing.db.scalar(select(func.max(ActionPlan.number)).where(ActionPlan.participant_id == participant_id))
    plan = PLAN.add(desk, writing, participant_id, entry, number=(highest or 0) + 1)
    assert isinstance(plan, ActionPlan)
    return plan


def change_plan(desk: Desk, plan_id: UUID, entry: ActionPlanEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct a plan. Raises BadEntry for a change of what the person agreed to, and as `Plain.change`."""
    not_ahead(desk, entry)
    with desk.writing("plan_changed", draft=draft) as writing:
        if is_frozen(writing.db, writing.get(ActionPlan, plan_id)):
            as_agreed(PLAN.read(writing.db, plan_id), entry, PLAN_FREE)
        PLAN.put(desk, writing, plan_id, entry)
    return plan_id


def agree_plan(desk: Desk, plan_id: UUID, entry: PlanAgreementEntry, *, draft: DraftKey | None = None) -> UUID:
    """The person says yes to a plan. From then on it counts, and stays as it is.

    Raises BadEntry for a plan that was agreed before, or on a day before it was made; LookupError when it is gone.
    """
    not_ahead(desk, entry)
    with desk.writing("plan_agreed", draft=draft) as writing:
        plan = writing.get(ActionPlan, plan_id)
        if plan.agreed in AGREED:
            raise refuse("agreed", "problem.plan_agreed_before")
        if entry.agreed_on < plan.made_on:
            raise refuse("agreed_on", "problem.agreed_before_made")
        plan.agreed, plan.agreed_on = entry.agreed, entry.agreed_on
        plan.review_on = entry.review_on
    return plan_id


def withdraw_plan(desk: Desk, plan_id: UUID, entry: PlanWithdrawalEntry, *, draft: DraftKey | None = None) -> UUID:
    """A plan counts as not agreed from that day: the person took it back, or it was entered by mistake.

    What stands in it stays. Raises BadEntry for a plan that is not agreed, or on a day before it was.
    """
    not_ahead(desk, entry)
    with desk.writing("plan_withdrawn", draft=draft) as writing:
        plan = writing.get(ActionPlan, plan_id)
        if plan.agreed not in AGREED or plan.withdrawn_on is not None:
            raise refuse(None, "problem.plan_not_agreed")
        if entry.withdrawn_on < (plan.agreed_on or plan.made_on):
            raise refuse("withdrawn_on", "problem.withdrawn_before_agreed")
        plan.withdrawn_on, plan.withdrawn_why = entry.withdrawn_on, entry.withdrawn_why
    return plan_id


def agreement_entry(desk: Desk, plan_id: UUID) -> PlanAgreementEntry | None:
    """What was said when the person agreed; None for a plan that they have not agreed to. Raises LookupError."""
    with desk.reading() as db:
        plan = db.get(ActionPlan, plan_id)
        if plan is None or plan.removed:
            raise LookupError("action_plan")
        if plan.agreed not in AGREED:
            return None
        return PlanAgreementEntry(agreed=plan.agreed, agreed_on=plan.agreed_on or plan.made_on)


def withdrawal_entry(desk: Desk, plan_id: UUID) -> PlanWithdrawalEntry | None:
    """What was said when the agreement was taken back; None for one that stands. Raises LookupError."""
    with desk.reading() as db:
        plan = db.get(ActionPlan, plan_id)
        if plan is None or plan.removed:
            raise LookupError("action_plan")
        if plan.withdrawn_on is None:
            return None
        return PlanWithdrawalEntry(withdrawn_on=plan.withdrawn_on, withdrawn_why=plan.withdrawn_why or "")


# Objectives


def record_objective(desk: Desk, participant_id: UUID, entry: ObjectiveEntry, *, draft: DraftKey | None = None) -> UUID:
    """An objective of the latest plan, with its steps.

    Raises BadEntry when there is no plan yet, or the person agreed to it as it is.
    """
    not_ahead(desk, entry)
    with desk.writing("objective_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        plan = latest_plan(writing.db, participant_id)
        if plan is None:
            raise refuse(None, "problem.plan_first")
        if is_frozen(writing.db, plan):
            raise refuse(None, "problem.plan_frozen_add")
        return OBJECTIVE.add(desk, writing, participant_id, entry, action_plan_id=plan.id).id


def change_objective(desk: Desk, objective_id: UUID, entry: ObjectiveEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct an objective and its steps; of an agreed plan how it stands and what came of it, and of its steps too.

    Raises BadEntry for a change of what the person agreed to.
    """
    not_ahead(desk, entry)
    with desk.writing("objective_changed", draft=draft) as writing:
        kept = writing.get(Objective, objective_id)
        if is_frozen(writing.db, writing.get(ActionPlan, kept.action_plan_id)):
            before = OBJECTIVE.read(writing.db, objective_id)
            as_agreed(before, entry, OBJECTIVE_FREE)
            if not _same_steps(before.steps, entry.steps):
                raise refuse("steps", "problem.plan_frozen")
        OBJECTIVE.put(desk, writing, objective_id, entry)
    return objective_id


def plan_of_objective(desk: Desk, objective_id: UUID) -> UUID:
    """The plan an objective belongs to. Raises LookupError when it is gone."""
    with desk.reading() as db:
        objective = db.get(Objective, objective_id)
        if objective is None or objective.removed:
            raise LookupError("objective")
        return objective.action_plan_id


def _same_steps(before: tuple[StepEntry, ...], after: tuple[StepEntry, ...]) -> bool:
    def agreed(steps: tuple[StepEntry, ...]) -> list[dict[str, object]]:
        return [step.model_dump(exclude=set(STEP_FREE - {"id"})) for step in steps]

    return agreed(before) == agreed(after)
