"""Entries of the action plan: the plan and what was said to it, objectives, steps, its review (domain.md 4.4)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import action_plan as choices
from ips_tui.forms.asking import Fixed, Given, Needed, NotOffered, Only, broken
from ips_tui.forms.contacts import ReviewEntry
from ips_tui.forms.kit import (
    Choice,
    Day,
    Entry,
    FutureDay,
    GoalRef,
    Group,
    Notes,
    PastDay,
    ResourceRef,
    RowEntry,
    RowId,
    Text,
    YesNo,
)

AGREED = tuple(sorted(choices.AGREED))
DONE = (choices.StepStatus.DONE.value,)
TOLD_WHY = (choices.ReviewedStatus.CHANGED.value, choices.ReviewedStatus.DROPPED.value)


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


class PlanAgreementEntry(Entry):
    """The person says yes to a plan; from then on it stays as it is."""

    form: ClassVar[str] = "plan_agreement"
    agreed: Annotated[Choice[choices.PlanAgreed], NotOffered((choices.PlanAgreed.NOT_AGREED.value,))]
    agreed_on: PastDay
    review_on: FutureDay | None = None

    @model_validator(mode="after")
    def _is_a_yes(self) -> Self:
        if self.agreed not in choices.AGREED:
            raise broken("agreed", "problem.not_a_choice")
        if self.review_on is not None and self.review_on <= self.agreed_on:
            raise broken("review_on", "problem.next_before_this")
        return self


class PlanWithdrawalEntry(Entry):
    """A plan does not count as agreed any more: taken back by the person, or entered by mistake."""

    form: ClassVar[str] = "plan_withdrawal"
    withdrawn_on: PastDay
    withdrawn_why: Notes


class StepBesideEntry(Entry):
    """A step beside the plan, with what came of it: connecting somebody who has no plan yet, and the like."""

    form: ClassVar[str] = "step_beside"
    name: Text
    who: Choice[choices.StepWho]
    resource: ResourceRef | None = None
    due_on: Day | None = None
    status: Choice[choices.StepStatus] = choices.StepStatus.OPEN
    done_on: Annotated[PastDay | None, Only("status", DONE), Needed("status", DONE, "problem.done_when")] = None
    result: Notes | None = None


class StepEntry(StepBesideEntry, RowEntry):
    """One step of an objective: what, who, by when, and what came of it."""

    form: ClassVar[str] = "step"


class ObjectiveEntry(Entry):
    """A SMART objective: specific, measurable, achievable, relevant, time-bound (seeds 000 and 001).

    What makes it better is advised (`domain.smart`); only what it is and what it is about must be there.
    """

    form: ClassVar[str] = "objective"
    name: Text
    kind: Choice[choices.ObjectiveKind]
    specific: Notes
    measurable: Notes | None = None
    achievable: Notes | None = None
    relevant_goal: GoalRef | None = None
    due_on: FutureDay | None = None
    steps: Group[StepEntry] = ()
    status: Choice[choices.ObjectiveStatus] = choices.ObjectiveStatus.PLANNED
    result: Notes | None = None


class StepOutcomeEntry(Entry):
    """What came of one step."""

    form: ClassVar[str] = "step_outcome"
    status: Choice[choices.StepStatus]
    done_on: Annotated[PastDay | None, Only("status", DONE), Needed("status", DONE, "problem.done_when")] = None
    due_on: Annotated[Day | None, Only("status", (choices.StepStatus.OPEN.value,))] = None
    result: Notes | None = None


class ObjectiveReviewEntry(RowEntry):
    """One objective of the plan at its review; nothing is said of one that was not talked about."""

    form: ClassVar[str] = "objective_review"
    objective: RowId
    name: Annotated[Text, Given()]
    status: Choice[choices.ReviewedStatus] | None = None
    why: Annotated[Notes | None, Only("status", TOLD_WHY), Needed("status", TOLD_WHY, "problem.objective_why")] = None


class PlanReviewEntry(ReviewEntry):
    """A review under an agreed plan: the plan is looked at together, and what changes is said."""

    form: ClassVar[str] = "plan_review"
    objectives: Annotated[Group[ObjectiveReviewEntry], Fixed()] = ()
    plan_result: Notes
    next_version: YesNo = False
