"""The goal with its two soft gates: labour market research and the talk about personal information (4.3; G2, G3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ips_tui.casework.plain import Plain, not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.forms.profile import GoalEntry
from ips_tui.records.disclosure import DisclosureAgreement
from ips_tui.records.people import Participant
from ips_tui.records.profile import Goal, LabourMarketResearch, PersonalInformationTalk
from ips_tui.store.drafts import DraftKey

GOAL = Plain(Goal, GoalEntry, "goal")


@dataclass(frozen=True)
class GoalView:
    """The goal that counts now, and the reasons with which it passed a gate."""

    id: UUID
    name: str
    job_type: str
    agreed_on: date
    version: int
    without_research_why: str
    without_talk_why: str


def record_goal(desk: Desk, participant_id: UUID, entry: GoalEntry, *, draft: DraftKey | None = None) -> UUID:
    """A goal; a changed goal is the next version.

    Two soft gates (seed 001; domain.md 1.9 G2, G3): without labour market research, or without the talk about
    personal information, it counts only with a reason, which stays visible. Raises BadEntry at the field where the
    reason is missing.
    """
    not_ahead(desk, entry)
    with desk.writing("goal_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        _gates(writing.db, participant_id, entry)
        highest = writing.db.scalar(select(func.max(Goal.version)).where(Goal.participant_id == participant_id))
        return GOAL.add(desk, writing, participant_id, entry, version=(highest or 0) + 1).id


def change_goal(desk: Desk, goal_id: UUID, entry: GoalEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct a goal; its gates are asked again. Raises as `record_goal`."""
    not_ahead(desk, entry)
    with desk.writing("goal_changed", draft=draft) as writing:
        _gates(writing.db, writing.get(Goal, goal_id).participant_id, entry)
        GOAL.put(desk, writing, goal_id, entry)
    return goal_id


def _gates(db: Session, participant_id: UUID, entry: GoalEntry) -> None:
    researched, talked = gates_met(db, participant_id)
    if not researched and not entry.without_research_why:
        raise refuse("without_research_why", "problem.research_missing")
    if not talked and not entry.without_talk_why:
        raise refuse("without_talk_why", "problem.talk_missing")


def gates_met(db: Session, participant_id: UUID) -> tuple[bool, bool]:
    """Whether there is labour market research (G2), and a talk about personal information or a decision (G3)."""
    talked = (any_row(db, table, participant_id) for table in (PersonalInformationTalk, DisclosureAgreement))
    return any_row(db, LabourMarketResearch, participant_id), any(talked)


def gates_of_goal(desk: Desk, participant_id: UUID) -> tuple[bool, bool]:
    """As `gates_met`, for a form that asks for a reason only where one is needed."""
    with desk.reading() as db:
        return gates_met(db, participant_id)


def latest_goal(db: Session, participant_id: UUID) -> Goal | None:
    """The goal of the highest version."""
    query = select(Goal).where(Goal.participant_id == participant_id, ~Goal.removed)
    return db.scalars(query.order_by(Goal.version.desc(), Goal.id.desc())).first()


def goal_now(desk: Desk, participant_id: UUID) -> GoalView | None:
    """The goal that counts now, for a form that serves one."""
    with desk.reading() as db:
        goal = latest_goal(db, participant_id)
        return None if goal is None else goal_view(goal)


def goal_view(goal: Goal) -> GoalView:
    """A goal as the screens show it."""
    return GoalView(
        goal.id,
        goal.name,
        goal.job_type.value,
        goal.agreed_on,
        goal.version,
        goal.without_research_why or "",
        goal.without_talk_why or "",
    )


def any_row(db: Session, table: Any, participant_id: UUID) -> bool:
    """Whether there is a row about a person that was not removed."""
    query = select(table.id).where(table.participant_id == participant_id, ~table.removed)
    return db.scalars(query.limit(1)).first() is not None
