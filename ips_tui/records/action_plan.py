"""Action plans with their objectives and steps (domain.md 4.4)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import action_plan as choices
from ips_tui.records.base import Guid, Record, Word


class ActionPlan(Record):
    """An action plan; a plan made anew has the next number, the old one stays."""

    __tablename__ = "action_plan"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    number: Mapped[int]
    made_on: Mapped[date] = mapped_column(Date)
    goal_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("goal.id"), index=True)
    agreed: Mapped[choices.PlanAgreed] = mapped_column(Word(choices.PlanAgreed))
    agreed_on: Mapped[date | None] = mapped_column(Date)
    review_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(Text)
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    """The day from which the plan counts as not agreed: the person took it back, or it was entered by mistake."""
    withdrawn_why: Mapped[str | None] = mapped_column(Text)


class Objective(Record):
    """A SMART objective of a plan (seed 001); what is not known yet is advised on, never asked for."""

    __tablename__ = "objective"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    action_plan_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("action_plan.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[choices.ObjectiveKind] = mapped_column(Word(choices.ObjectiveKind))
    specific: Mapped[str] = mapped_column(Text)
    measurable: Mapped[str | None] = mapped_column(Text)
    achievable: Mapped[str | None] = mapped_column(Text)
    relevant_goal_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("goal.id"), index=True)
    due_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[choices.ObjectiveStatus] = mapped_column(Word(choices.ObjectiveStatus))
    result: Mapped[str | None] = mapped_column(Text)
    carried_from_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("objective.id"), index=True)
    """The objective of the version before that it was copied from."""


class Step(Record):
    """One step: what, who, by when, and what came of it; of an objective, or beside the plan."""

    __tablename__ = "step"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    objective_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("objective.id"), index=True)
    """None for a step beside the plan, of a person who may have none yet."""
    name: Mapped[str] = mapped_column(Text)
    who: Mapped[choices.StepWho] = mapped_column(Word(choices.StepWho))
    due_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[choices.StepStatus] = mapped_column(Word(choices.StepStatus))
    done_on: Mapped[date | None] = mapped_column(Date)
    result: Mapped[str | None] = mapped_column(Text)
    carried_from_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("step.id"), index=True)
    """The step of the version before that it was copied from: the two are one step, noted together."""
    resource_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("resource.id"), index=True)
    """The community resource that this step connects the person with (domain.md 4.12)."""
    barrier_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("barrier.id"), index=True)
    """The barrier of the vocational profile that this step is to take out of the way."""


class ObjectiveReview(Record):
    """What a review of the plan said of one of its objectives (domain.md 4.12)."""

    __tablename__ = "objective_review"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("review.id"), index=True)
    objective_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("objective.id"), index=True)
    status: Mapped[choices.ReviewedStatus] = mapped_column(Word(choices.ReviewedStatus))
    why: Mapped[str | None] = mapped_column(Text)
