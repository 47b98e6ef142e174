"""The open steps of a plan, to choose one from: what came of it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ips_tui.casework.action_plan import StepView
from ips_tui.casework.case import CaseView
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.action_plan import StepStatus
from ips_tui.domain.due import DueKind
from screens.widgets.chooser import Chooser, ChooserItem


@dataclass(frozen=True)
class OpenStep:
    """A step that nothing has come of yet."""

    id: UUID
    step: StepView | None
    """None for one of an earlier plan, of which only what is due is known here."""
    objective: str
    said: str
    """Its name, or for one of an earlier plan why it is due."""
    due: bool
    """Whether Today lists it."""


def open_steps(view: CaseView) -> tuple[OpenStep, ...]:
    """The open steps: those that are due first, then the others of the latest plan."""
    due = {line.source_id: line for line in view.due if line.kind == DueKind.PLAN_STEP}
    plan = view.stages.plan
    known = {
        step.id: OpenStep(step.id, step, objective.name, step.name, step.id in due)
        for objective in (plan.objectives if plan is not None else ())
        for step in objective.steps
        if step.status is StepStatus.OPEN
    }
    earlier = [OpenStep(i, None, "", line.reason, True) for i, line in due.items() if i not in known]
    return tuple(sorted([*known.values(), *earlier], key=lambda step: not step.due))


def meant(view: CaseView, known: Sequence[OpenStep]) -> OpenStep | None:
    """The step that can only be meant: the one that is due, or the only one there is."""
    due = [step for step in known if step.due]
    candidates = due or known
    return candidates[0] if len(candidates) == 1 else None


def which(known: Sequence[OpenStep], words: Words, today: date) -> Chooser:
    """Which step? Gives back its id; each says who does it and by when, under its objective."""
    return Chooser(
        words("plan.which_step"),
        [ChooserItem(str(one.id), _said(one, words, today), _group(one, words)) for one in known],
    )


def _group(one: OpenStep, words: Words) -> str:
    return one.objective or words("plan.earlier")


def _said(one: OpenStep, words: Words, today: date) -> str:
    if one.step is None:
        return one.said
    day = one.step.due_on
    parts = [words.choice("step_who", one.step.who), "" if day is None else short_date(day, today, words.dates)]
    return f"{one.said} ({', '.join(part for part in parts if part)})"
