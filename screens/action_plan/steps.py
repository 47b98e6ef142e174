"""The open steps of a person, to choose one from: what came of it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ips_tui.casework.case import CaseView
from ips_tui.casework.plan_views import StepView
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.action_plan import StepStatus
from ips_tui.domain.due import DueKind
from screens.widgets.chooser import Chooser, ChooserItem


@dataclass(frozen=True)
class OpenStep:
    """A step that nothing has come of yet."""

    step: StepView
    objective: str
    """The objective it belongs to; empty for a step beside the plan."""
    due: bool
    """Whether Today lists it."""

    @property
    def id(self) -> UUID:
        """The step's id."""
        return self.step.id


def open_steps(view: CaseView) -> tuple[OpenStep, ...]:
    """The open steps, each once: those that are due first, then the others, at the end those beside the plan."""
    due = {line.source_id for line in view.due if line.kind == DueKind.PLAN_STEP}
    known = [OpenStep(step, objective, step.id in due) for step, objective in _all(view)]
    return tuple(sorted(known, key=lambda one: (not one.due, not one.objective)))


def _all(view: CaseView) -> Iterator[tuple[StepView, str]]:
    """A step that was carried into a proposal stands where it was agreed."""
    agreed, latest = view.stages.counting, view.stages.plan
    in_agreed = {step.id for step in agreed.steps} if agreed is not None else set()
    for plan in dict.fromkeys(plan for plan in (agreed, latest) if plan is not None):
        for objective in plan.objectives:
            for step in objective.steps:
                if step.status is StepStatus.OPEN and step.carried_from not in in_agreed:
                    yield step, objective.name
    yield from ((step, "") for step in view.stages.beside if step.status is StepStatus.OPEN)


def meant(known: Sequence[OpenStep]) -> OpenStep | None:
    """The step that can only be meant: the one that is due, or the only one there is."""
    due = [step for step in known if step.due]
    candidates = due or known
    return candidates[0] if len(candidates) == 1 else None


def which(known: Sequence[OpenStep], words: Words, today: date) -> Chooser:
    """Which step? Gives back its id; each says who does it and by when, under its objective."""
    return Chooser(
        words("plan.which_step"),
        [ChooserItem(str(one.id), _said(one, words, today), one.objective or words("plan.beside")) for one in known],
    )


def _said(one: OpenStep, words: Words, today: date) -> str:
    day = one.step.due_on
    parts = [words.choice("step_who", one.step.who), "" if day is None else short_date(day, today, words.dates)]
    return f"{one.step.name} ({', '.join(part for part in parts if part)})"
