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
from ips_tui.store.keeping import Writing

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
    personal information, it counts only with a reason, which stays visible. Research that belongs to no goal yet
    belongs to this one from now on. Raises BadEntry at the field where the reason is missing.
    """
    not_ahead(desk, entry)
    with desk.writing("goal_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        _gates(writing.db, participant_id, entry)
        highest = writing.db.scalar(select(func.max(Goal.version)).where(Goal.participant_id == participant_id))
        goal = GOAL.add(desk, writing, participant_id, entry, version=(highest or 0) + 1)
        _link_research(writing, participant_id, goal.id)
    return goal.id


def _link_research(writing: Writing, participant_id: UUID, goal_id: UUID) -> None:
    """The research that led to a goal is what was found out before it and belongs to none yet."""
    of_none = select(LabourMarketResearch).where(
        LabourMarketResearch.participant_id == participant_id,
        LabourMarketResearch.goal_id.is_(None),
        ~LabourMarketResearch.removed,
    )
    for research in writing.db.scalars(of_none.order_by(LabourMarketResearch.id)).all():
        research.goal_id = goal_id
        # Each by itself: what is flushed together is journaled in any order.
        writing.db.flush()


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


def latest_research(db: Session, participant_id: UUID) -> LabourMarketResearch | None:
    """The research of the latest day."""
    query = select(LabourMarketResearch).where(
        LabourMarketResearch.participant_id == participant_id, ~LabourMarketResearch.removed
    )
    newest = query.order_by(LabourMarketResearch.happened_on.desc(), LabourMarketResearch.id.desc())
    return db.scalars(newest.limit(1)).first()


@dataclass(frozen=True)
class ResearchView:
    """The latest labour market research: what it was about, and whether the person has heard of it."""

    id: UUID
    role: str
    happened_on: date
    talked_through_on: date | None


def research_view(db: Session, participant_id: UUID) -> ResearchView | None:
    """The latest research as the screens show it."""
    row = latest_research(db, participant_id)
    return None if row is None else ResearchView(row.id, row.role, row.happened_on, row.talked_through_on)


def research_now(desk: Desk, participant_id: UUID) -> ResearchView | None:
    """The latest research, for a form that rests on it."""
    with desk.reading() as db:
        return research_view(db, participant_id)


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
