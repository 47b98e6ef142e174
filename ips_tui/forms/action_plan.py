"""Entries of the action plan: the plan, its objectives with their steps, a step done, its review (domain.md 4.4)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import action_plan as choices
from ips_tui.forms.asking import Needed, Only, broken
from ips_tui.forms.contacts import ReviewEntry
from ips_tui.forms.kit import Choice, Day, Entry, FutureDay, GoalRef, Group, Notes, PastDay, RowEntry, Text

AGREED = tuple(sorted(choices.AGREED))
DONE = (choices.StepStatus.DONE.value,)


class ActionPlanEntry(Entry):
    """The plan itself: when it was made, which goal it serves, whether the person agreed."""

    form: ClassVar[str] = "action_plan"
    made_on: PastDay
    goal: GoalRef | None = None
    agreed: Choice[choices.PlanAgreed]
    agreed_on: Annotated[PastDay | None, Only("agreed", AGREED), Needed("agreed", AGREED, "problem.agreed_when")] = None
    review_on: FutureDay | None = None
    note: Notes | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.agreed_on is not None and self.agreed_on < self.made_on:
            raise broken("agreed_on", "problem.agreed_before_made")
        if self.review_on is not None and self.review_on <= self.made_on:
            raise broken("review_on", "problem.next_before_this")
        return self


class StepEntry(RowEntry):
    """One step: what, who, by when, and what came of it."""

    form: ClassVar[str] = "step"
    name: Text
    who: Choice[choices.StepWho]
    due_on: Day | None = None
    status: Choice[choices.StepStatus] = choices.StepStatus.OPEN
    done_on: Annotated[PastDay | None, Only("status", DONE), Needed("status", DONE, "problem.done_when")] = None
    result: Notes | None = None


class ObjectiveEntry(Entry):
    """A SMART objective: specific, measurable, achievable, relevant, time-bound (seeds 000 and 001)."""

    form: ClassVar[str] = "objective"
    name: Text
    kind: Choice[choices.ObjectiveKind]
    specific: Notes
    measurable: Notes
    achievable: Notes | None = None
    relevant_goal: GoalRef | None = None
    due_on: FutureDay
    steps: Group[StepEntry] = ()
    status: Choice[choices.ObjectiveStatus] = choices.ObjectiveStatus.PLANNED


class StepOutcomeEntry(Entry):
    """What came of one step."""

    form: ClassVar[str] = "step_outcome"
    status: Choice[choices.StepStatus]
    done_on: Annotated[PastDay | None, Only("status", DONE), Needed("status", DONE, "problem.done_when")] = None
    due_on: Annotated[Day | None, Only("status", (choices.StepStatus.OPEN.value,))] = None
    result: Notes | None = None


class PlanReviewEntry(ReviewEntry):
    """A review under an agreed plan: the plan is looked at together, and what changes is said."""

    form: ClassVar[str] = "plan_review"
    plan_result: Notes
