"""What a plan review says of each objective: asked with a row for each, kept, and set on the objective (4.12)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.action_plan import agreed_plan_on
from ips_tui.casework.plan_views import said_at_reviews
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.action_plan import OPEN_OBJECTIVE, ObjectiveStatus, ReviewedStatus
from ips_tui.forms.action_plan import ObjectiveReviewEntry
from ips_tui.records.action_plan import Objective, ObjectiveReview
from ips_tui.store.keeping import Writing


def rows_today(desk: Desk, participant_id: UUID) -> tuple[ObjectiveReviewEntry, ...]:
    """A row for each objective of the agreed plan, before anything is said; none without such a plan.

    What has ended already stands as it ended, with why.
    """
    with desk.reading() as db:
        plan = agreed_plan_on(db, participant_id, desk.clock.today())
        if plan is None:
            return ()
        said = said_at_reviews(db, participant_id)
        rows = []
        for objective in _objectives(db, plan.id):
            ended = None if objective.status in OPEN_OBJECTIVE else ReviewedStatus(objective.status.value)
            told = (one.why for one in reversed(said.get(objective.id, [])) if one.status is ended)
            why = next(told, "") or objective.result
            asked = ended in (ReviewedStatus.CHANGED, ReviewedStatus.DROPPED)
            rows.append(_row(objective, ended, why if asked else None, None))
        return tuple(rows)


def rows_of(db: Session, review_id: UUID, plan_id: UUID) -> tuple[ObjectiveReviewEntry, ...]:
    """The rows of a review as it was kept; with one for each objective of its plan."""
    kept = {row.objective_id: row for row in _kept(db, review_id)}
    rows = []
    for objective in _objectives(db, plan_id):
        row = kept.get(objective.id)
        told = (None, None, None) if row is None else (row.status, row.why, row.id)
        rows.append(_row(objective, *told))
    return tuple(rows)


def put_rows(
    writing: Writing,
    participant_id: UUID,
    review_id: UUID,
    plan_id: UUID | None,
    rows: tuple[ObjectiveReviewEntry, ...],
) -> None:
    """Keep what a review said of each objective, and let the objective stand so.

    An objective that was looked at again unchanged stays as it stands. Raises BadEntry at `objectives` when they are
    not those of the plan that was looked at.
    """
    objectives = {one.id: one for one in _objectives(writing.db, plan_id)} if plan_id is not None else {}
    if any(row.objective not in objectives for row in rows) or len({row.objective for row in rows}) < len(rows):
        raise refuse("objectives", "problem.objectives_of_another_plan")
    kept = {row.objective_id: row for row in _kept(writing.db, review_id)}
    for entry in rows:
        row, objective = kept.pop(entry.objective, None), objectives[entry.objective]
        before = None if row is None else row.status
        if entry.status is None:
            if row is not None:
                row.removed = True
        elif row is None:
            writing.add(
                ObjectiveReview,
                participant_id=participant_id,
                review_id=review_id,
                objective_id=objective.id,
                status=entry.status,
                why=entry.why,
            )
        else:
            row.status, row.why = entry.status, entry.why
        if entry.status is not before:
            _stand(objective, before, entry.status)
    for row in kept.values():
        # Its objective belongs to a plan that this review did not look at after all.
        row.removed = True


def _stand(objective: Objective, before: ReviewedStatus | None, after: ReviewedStatus | None) -> None:
    status = None if after is None else after.objective_status
    if status is not None:
        objective.status = status
    elif before is not None and before.objective_status is objective.status:
        # What this review had said is taken back.
        objective.status = ObjectiveStatus.IN_PROGRESS


def _row(
    objective: Objective, status: ReviewedStatus | None, why: str | None, row_id: UUID | None
) -> ObjectiveReviewEntry:
    return ObjectiveReviewEntry.model_construct(
        id=row_id, objective=objective.id, name=objective.name, status=status, why=why
    )


def _objectives(db: Session, plan_id: UUID) -> list[Objective]:
    query = select(Objective).where(Objective.action_plan_id == plan_id, ~Objective.removed)
    return list(db.scalars(query.order_by(Objective.id)))


def _kept(db: Session, review_id: UUID) -> list[ObjectiveReview]:
    query = select(ObjectiveReview).where(ObjectiveReview.review_id == review_id, ~ObjectiveReview.removed)
    return list(db.scalars(query.order_by(ObjectiveReview.id)))
