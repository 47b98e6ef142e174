"""The next version of a plan: what is open goes into it, each with where it came from (domain.md 4.4)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from ips_tui.casework.action_plan import add_plan, latest_plan
from ips_tui.casework.plain import not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.action_plan import AGREED, CARRIED, ObjectiveStatus, StepStatus
from ips_tui.forms.action_plan import ActionPlanEntry
from ips_tui.records.action_plan import ActionPlan, Objective, Step
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing


def record_next_version(
    desk: Desk, participant_id: UUID, entry: ActionPlanEntry, *, draft: DraftKey | None = None
) -> UUID:
    """The next version of the latest plan: proposed, with its open objectives and steps, to be changed until agreed.

    Raises BadEntry when there is no plan yet, when the latest is a proposal itself, or for a day before it was made.
    """
    not_ahead(desk, entry)
    with desk.writing("plan_version_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        return next_version(desk, writing, participant_id, entry).id


def next_version(desk: Desk, writing: Writing, participant_id: UUID, entry: ActionPlanEntry) -> ActionPlan:
    """The next version, inside an action. Raises as `record_next_version`."""
    before = latest_plan(writing.db, participant_id)
    if before is None:
        raise refuse(None, "problem.plan_first")
    if before.agreed not in AGREED:
        raise refuse(None, "problem.plan_proposed")
    if entry.made_on < before.made_on:
        raise refuse("made_on", "problem.made_before_version")
    plan = add_plan(desk, writing, participant_id, entry)
    kept = select(Objective).where(Objective.action_plan_id == before.id, ~Objective.removed).order_by(Objective.id)
    for objective in writing.db.scalars(kept).all():
        if objective.status in CARRIED:
            _carry(writing, objective, plan)
    return plan


def _carry(writing: Writing, objective: Objective, plan: ActionPlan) -> None:
    changed = objective.status is ObjectiveStatus.CHANGED
    copied = writing.add(
        Objective,
        participant_id=objective.participant_id,
        action_plan_id=plan.id,
        name=objective.name,
        kind=objective.kind,
        specific=objective.specific,
        measurable=objective.measurable,
        achievable=objective.achievable,
        relevant_goal_id=objective.relevant_goal_id,
        due_on=objective.due_on,
        # One that was to change is worded anew in this version.
        status=ObjectiveStatus.PLANNED if changed else objective.status,
        result=None,
        carried_from_id=objective.id,
    )
    kept = select(Step).where(Step.objective_id == objective.id, ~Step.removed).order_by(Step.id)
    for step in writing.db.scalars(kept).all():
        if step.status is StepStatus.OPEN:
            writing.add(
                Step,
                participant_id=step.participant_id,
                objective_id=copied.id,
                name=step.name,
                who=step.who,
                due_on=step.due_on,
                status=step.status,
                done_on=None,
                result=None,
                carried_from_id=step.id,
                barrier_id=step.barrier_id,
                resource_id=step.resource_id,
            )
