"""Steps: what came of one, and those beside the plan (domain.md 4.4, 6.6 F10)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ips_tui.casework.frozen import is_frozen
from ips_tui.casework.plain import Plain, columns_of, not_ahead
from ips_tui.casework.plan_views import StepView, step_view
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.action_plan import StepStatus
from ips_tui.forms.action_plan import StepBesideEntry, StepEntry, StepOutcomeEntry
from ips_tui.records.action_plan import ActionPlan, Objective, Step
from ips_tui.store.drafts import DraftKey

BESIDE = Plain(Step, StepBesideEntry, "step")
record_step, change_step, beside_entry = BESIDE.record, BESIDE.change, BESIDE.entry_of
"""A step beside the plan: recorded, corrected with what came of it, read back."""


@dataclass(frozen=True)
class StepOf:
    """A step, and the objective it belongs to."""

    step: StepView
    objective_id: UUID | None
    """None for a step beside the plan."""
    objective: str
    """Its name; empty for a step beside the plan."""
    frozen: bool
    """Whether it stands in a plan that the person agreed to, so that its day stays."""


def add_step(
    desk: Desk,
    participant_id: UUID,
    objective_id: UUID | None,
    entry: StepEntry,
    barrier_id: UUID,
    *,
    draft: DraftKey | None = None,
) -> UUID:
    """A step that takes a barrier out of the way: of that objective, or with None beside the plan.

    Raises BadEntry at `objective` for one of somebody else, or of a plan that the person agreed to as it is;
    LookupError when one of them is gone.
    """
    not_ahead(desk, entry)
    with desk.writing("step_added", draft=draft) as writing:
        if objective_id is not None:
            objective = writing.db.get(Objective, objective_id)
            if objective is None or objective.removed or objective.participant_id != participant_id:
                raise refuse("objective", "problem.not_a_choice")
            if is_frozen(writing.db, writing.get(ActionPlan, objective.action_plan_id)):
                raise refuse("objective", "problem.plan_frozen_add")
        values = columns_of(Step, entry)
        return writing.add(
            Step, participant_id=participant_id, objective_id=objective_id, barrier_id=barrier_id, **values
        ).id


def note_step(desk: Desk, step_id: UUID, entry: StepOutcomeEntry, *, draft: DraftKey | None = None) -> UUID:
    """What came of one step; it leaves Today once it is done, changed or dropped (F10).

    A step that was carried into a proposed version is one step in both. Raises BadEntry for another day of a step
    that was agreed.
    """
    not_ahead(desk, entry)
    with desk.writing("step_noted", draft=draft) as writing:
        step = writing.get(Step, step_id)
        if entry.due_on is not None and entry.due_on != step.due_on:
            if _is_frozen(writing.db, step):
                raise refuse("due_on", "problem.plan_frozen")
            step.due_on = entry.due_on
        for one in (step, *_open_twins(writing.db, step)):
            one.status, one.done_on, one.result = entry.status, entry.done_on, entry.result
    return step_id


def _open_twins(db: Session, step: Step) -> list[Step]:
    """The same step in the version before and in the next, where it is still open there."""
    same = or_(Step.carried_from_id == step.id, Step.id == step.carried_from_id)
    return list(db.scalars(select(Step).where(same, Step.status == StepStatus.OPEN, ~Step.removed)))


def _is_frozen(db: Session, step: Step) -> bool:
    objective = None if step.objective_id is None else db.get(Objective, step.objective_id)
    return objective is not None and is_frozen(db, db.get_one(ActionPlan, objective.action_plan_id))


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
        if step is None or step.removed:
            raise LookupError("step")
        if step.objective_id is None:
            return StepOf(step_view(db, step), None, "", frozen=False)
        objective = db.get(Objective, step.objective_id)
        if objective is None or objective.removed:
            raise LookupError("step")
        return StepOf(step_view(db, step), objective.id, objective.name, frozen=_is_frozen(db, step))
