"""What was agreed stays as it was: which plans are frozen, and what may still change in them (domain.md 4.4)."""

from __future__ import annotations

from collections.abc import Set

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ips_tui.casework.problems import refuse
from ips_tui.domain.action_plan import AGREED
from ips_tui.forms.kit import Entry
from ips_tui.records.action_plan import ActionPlan, Objective

PLAN_FREE = frozenset({"review_on", "note"})
OBJECTIVE_FREE = frozenset({"status", "result", "steps"})
STEP_FREE = frozenset({"id", "status", "done_on", "result"})
"""Fields of a plan, an objective and a step that say how it goes, and not what was agreed."""


def is_frozen(db: Session, plan: ActionPlan) -> bool:
    """Whether the person agreed to what stands in the plan, also where they took that back later.

    A plan without an objective holds nothing yet that could be agreed.
    """
    held = exists().where(Objective.action_plan_id == plan.id, ~Objective.removed)
    return plan.agreed in AGREED and bool(db.scalar(select(held)))


def as_agreed(kept: Entry, entry: Entry, free: Set[str]) -> None:
    """Refuse what differs from what was agreed. Raises BadEntry at the first such field."""
    for name in type(entry).model_fields:
        if name not in free and getattr(kept, name) != getattr(entry, name):
            raise refuse(name, "problem.plan_frozen")
