"""People with a profile and an action plan, for tests: each function records one thing and gives back its id."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ips_tui.casework import action_plan, education, goals, profile
from ips_tui.casework.frozen import is_frozen
from ips_tui.casework.session import Desk
from ips_tui.forms.action_plan import ActionPlanEntry, ObjectiveEntry, StepEntry
from ips_tui.forms.education import EducationEntry
from ips_tui.forms.profile import (
    GoalEntry,
    LabourMarketResearchEntry,
    PersonalInformationTalkEntry,
    ProfileSectionEntry,
    section_entry,
)


def day(desk: Desk, offset: int) -> date:
    """So many days after the desk's today."""
    return desk.clock.today() + timedelta(days=offset)


def sections(desk: Desk) -> list[str]:
    """The ids of the sections in their order."""
    return [section.id for section in profile.questions(desk).sections]


def filled(desk: Desk, section_id: str, words: str = "In their own words") -> ProfileSectionEntry:
    """A section in which every question has an answer, and every list one row that says enough."""
    section = profile.questions(desk).section(section_id)
    answers: dict[str, Any] = {"rating": 7, "yes_no": True}
    values: dict[str, Any] = {question.id: answers.get(question.kind, words) for question in section.questions}
    rows: dict[str, dict[str, Any]] = {
        "licences": {"kind": "first_aid"},
        "past_jobs": {"title": words},
        "barriers": {"kind": "transport"},
        "skill_gaps": {"gap": words},
        "sources": {"kind": "family"},
    }
    kind = section_entry(section)
    return kind.model_validate(values | {name: (row,) for name, row in rows.items() if name in kind.model_fields})


def say(desk: Desk, who: UUID, section_id: str, words: str = "In their own words") -> UUID:
    """A section as it was filled in."""
    return profile.save_section(desk, who, filled(desk, section_id, words))


def research(desk: Desk, who: UUID, offset: int = -6) -> UUID:
    """Labour market research."""
    entry = LabourMarketResearchEntry(
        happened_on=day(desk, offset), role="Baker", sources=("job_board",), conclusion="Three bakeries take people on."
    )
    return profile.record_research(desk, who, entry)


def information_talk(desk: Desk, who: UUID, offset: int = -6) -> UUID:
    """The talk about personal information."""
    return profile.record_information_talk(desk, who, PersonalInformationTalkEntry(happened_on=day(desk, offset)))


def goal(desk: Desk, who: UUID, offset: int = -5, **more: Any) -> UUID:
    """A goal; without research or talk `more` gives the reasons."""
    values = {"name": "Work in a bakery", "job_type": "kitchen", "agreed_on": day(desk, offset), **more}
    return goals.record_goal(desk, who, GoalEntry(**values))


def plan(desk: Desk, who: UUID, offset: int = -20, **more: Any) -> UUID:
    """An action plan, agreed in words on the day it was made unless `more` says otherwise."""
    made = day(desk, offset)
    values = {"made_on": made, "agreed": "verbally", "agreed_on": made, **more}
    return action_plan.record_plan(desk, who, ActionPlanEntry(**values))


def step(name: str, due: date | None = None, **more: Any) -> StepEntry:
    """An open step of the person's, or what `more` makes of it."""
    return StepEntry(**{"name": name, "who": "participant", "due_on": due, **more})


def objective(desk: Desk, who: UUID, *steps: StepEntry, offset: int = 14, **more: Any) -> UUID:
    """An objective about active search with these steps; in an agreed plan as if typed before the person agreed."""
    values: dict[str, Any] = {
        "name": "Ask at three bakeries",
        "kind": "active_search",
        "specific": "One a week, after the morning rush",
        "measurable": "Three answers on the list",
        "due_on": day(desk, offset),
        "steps": steps,
        **more,
    }
    entry = ObjectiveEntry(**values)
    with desk.reading() as db:
        latest = action_plan.latest_plan(db, who)
        agreed = latest is not None and is_frozen(db, latest)
    if not agreed or latest is None:
        return action_plan.record_objective(desk, who, entry)
    with desk.writing("objective_recorded") as writing:
        return action_plan.OBJECTIVE.add(desk, writing, who, entry, action_plan_id=latest.id).id


def course(desk: Desk, who: UUID, offset: int = -3, **more: Any) -> UUID:
    """A short course that the person applied for."""
    values = {"name": "Food safety", "kind": "short_course", "status": "applied", "noted_on": day(desk, offset), **more}
    return education.record_education(desk, who, EducationEntry(**values))
