"""Action plans with their objectives and steps (domain.md 4.4)."""

from __future__ import annotations

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


class Objective(Record):
    """A SMART objective of a plan (seed 001)."""

    __tablename__ = "objective"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    action_plan_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("action_plan.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[choices.ObjectiveKind] = mapped_column(Word(choices.ObjectiveKind))
    specific: Mapped[str] = mapped_column(Text)
    measurable: Mapped[str] = mapped_column(Text)
    achievable: Mapped[str | None] = mapped_column(Text)
    relevant_goal_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("goal.id"), index=True)
    due_on: Mapped[date] = mapped_column(Date)
    status: Mapped[choices.ObjectiveStatus] = mapped_column(Word(choices.ObjectiveStatus))


class Step(Record):
    """One step of an objective: what, who, by when, and what came of it."""

    __tablename__ = "step"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    objective_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("objective.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    who: Mapped[choices.StepWho] = mapped_column(Word(choices.StepWho))
    due_on: Mapped[date | None] = mapped_column(Date)
    status: Mapped[choices.StepStatus] = mapped_column(Word(choices.StepStatus))
    done_on: Mapped[date | None] = mapped_column(Date)
    result: Mapped[str | None] = mapped_column(Text)
    barrier_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("barrier.id"), index=True)
    """The barrier of the vocational profile that this step is to take out of the way."""
