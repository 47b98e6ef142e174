"""What is in the way of work, and the steps of the plan that take it out of the way (domain.md 4.3, 4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.plan_views import StepView, step_view
from ips_tui.casework.session import Desk
from ips_tui.casework.steps import add_step
from ips_tui.casework.theirs import theirs
from ips_tui.domain.action_plan import StepStatus
from ips_tui.domain.profile import BarrierState
from ips_tui.forms.action_plan import StepEntry
from ips_tui.forms.barriers import BarrierStepEntry
from ips_tui.records.action_plan import Objective, Step
from ips_tui.records.machinery import Change, ChangeGroup
from ips_tui.records.profile import Barrier
from ips_tui.store.drafts import DraftKey


@dataclass(frozen=True)
class BarrierView:
    """One barrier, and the step it was made last."""

    id: UUID
    kind: str
    what: str
    being_done: str
    by_whom: str
    """Empty where nobody is named."""
    since_on: date | None
    state: BarrierState
    step: StepView | None
    objective: str
    """That of the step, by its name; empty for a step beside the plan, and without one."""

    @property
    def open(self) -> bool:
        """Whether it is still in the way."""
        return self.state is not BarrierState.RESOLVED


def barriers_of(db: Session, participant_id: UUID) -> tuple[BarrierView, ...]:
    """A person's barriers in the order they were typed, those that are resolved last."""
    rows = theirs(db, Barrier, participant_id)
    steps = _steps(db, participant_id)
    return tuple(sorted((_view(row, steps.get(row.id)) for row in rows), key=lambda one: not one.open))


def barrier(desk: Desk, barrier_id: UUID) -> BarrierView:
    """One barrier. Raises LookupError when it is gone."""
    with desk.reading() as db:
        row = db.get(Barrier, barrier_id)
        if row is None or row.removed:
            raise LookupError("barrier")
        return _view(row, _steps(db, row.participant_id).get(barrier_id))


def make_step(desk: Desk, barrier_id: UUID, entry: BarrierStepEntry, *, draft: DraftKey | None = None) -> UUID:
    """A barrier becomes a step of an objective of the same person, or one beside the plan; the barrier stays as it is.

    Raises as `steps.add_step`.
    """
    with desk.reading() as db:
        kept = db.get(Barrier, barrier_id)
        if kept is None or kept.removed:
            raise LookupError("barrier")
    step = StepEntry(name=entry.name, who=entry.who, due_on=entry.due_on)
    return add_step(desk, kept.participant_id, entry.objective, step, barrier_id, draft=draft)


def resolve(desk: Desk, barrier_id: UUID) -> UUID:
    """A barrier is out of the way, as the person says. Raises LookupError when it is gone."""
    with desk.writing("barrier_resolved") as writing:
        writing.get(Barrier, barrier_id).state = BarrierState.RESOLVED
    return barrier_id


def perhaps_resolved(desk: Desk) -> tuple[BarrierView, ...]:
    """The barriers that are still open although the last action says that their step is done."""
    with desk.reading() as db:
        last = select(ChangeGroup.id).order_by(ChangeGroup.hybrid_clock.desc()).limit(1).scalar_subquery()
        written = select(Change.row_id).where(
            Change.group_id == last, Change.table_name == Step.__tablename__, Change.column_name == "status"
        )
        done = db.scalars(
            select(Step).where(Step.id.in_(written), Step.status == StepStatus.DONE, Step.barrier_id.is_not(None))
        ).all()
        views = {one.id: one for step in done for one in barriers_of(db, step.participant_id)}
        asked = (views[step.barrier_id] for step in done if step.barrier_id in views)
        return tuple(one for one in dict.fromkeys(asked) if one.open)


_Step = tuple[StepView, str]


def _steps(db: Session, participant_id: UUID) -> dict[UUID, _Step]:
    """The step of each barrier and the name of its objective; of several steps the one made last."""
    rows = db.execute(
        select(Step, Objective.name)
        .outerjoin(Objective, Objective.id == Step.objective_id)
        .where(Step.participant_id == participant_id, Step.barrier_id.is_not(None), ~Step.removed)
        .order_by(Step.id)
    )
    return {
        step.barrier_id: (step_view(db, step), objective or "")
        for step, objective in rows
        if step.barrier_id is not None
    }


def _view(row: Barrier, made: _Step | None) -> BarrierView:
    step, objective = made or (None, "")
    return BarrierView(
        id=row.id,
        kind=row.kind.value,
        what=row.what or "",
        being_done=row.being_done or "",
        by_whom=row.by_whom.value if row.by_whom is not None else "",
        since_on=row.since_on,
        state=row.state,
        step=step,
        objective=objective,
    )
