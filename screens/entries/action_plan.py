"""Forms of the action plan: the plan, an objective with its steps, what came of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import action_plan, goals
from ips_tui.dates import short_date
from ips_tui.forms.action_plan import ActionPlanEntry, ObjectiveEntry, StepOutcomeEntry
from screens.desk import desk_of
from screens.entries.briefed import Fact
from screens.entries.opening import EntryScreen, RecordId, as_id, today_in
from screens.entries.plain import correcting, recording

if TYPE_CHECKING:
    from screens.app import IpsApp


def goal_in(app: IpsApp, person: UUID, field: str) -> dict[str, str]:
    """The goal that counts now as the raw text of that field."""
    goal = goals.goal_now(desk_of(app), person)
    return {} if goal is None else {field: str(goal.id)}


def plan_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A new action plan, or the correction of one. Raises LookupError when it is gone."""
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        return correcting(app, ActionPlanEntry, person, record_id, action_plan.change_plan, action_plan.plan_entry)
    return recording(
        app,
        ActionPlanEntry,
        person,
        lambda entry, key: action_plan.record_plan(desk, person, entry, draft=key),
        start={**today_in(app, "made_on", "agreed_on"), **goal_in(app, person, "goal")},
    )


def objective_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A new objective of the latest plan, or the correction of one with its steps.

    Raises LookupError when it is gone.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        change, read = action_plan.change_objective, action_plan.objective_entry
        return correcting(app, ObjectiveEntry, person, record_id, change, read)
    return recording(
        app,
        ObjectiveEntry,
        person,
        lambda entry, key: action_plan.record_objective(desk, person, entry, draft=key),
        start=goal_in(app, person, "relevant_goal"),
    )


def step_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None) -> EntryScreen:
    """What came of a step. Raises LookupError when the step is gone, or none is meant."""
    if record_id is None:
        raise LookupError("step")
    desk, words, step = desk_of(app), app.words, as_id(record_id)
    of = action_plan.step_of(desk, step)
    who = words.choice("step_who", of.step.who)
    day = of.step.due_on
    by = short_date(day, app.desk.clock.today(), app.words.dates) if day is not None else ""
    said = words("plan.step.who_by", who=who, day=by) if by else words("plan.step.who", who=who)
    facts = [Fact(f"{of.step.name} ({said})"), Fact(words("plan.step.of", objective=of.objective))]
    return correcting(
        app, StepOutcomeEntry, participant_id, step, action_plan.note_step, action_plan.step_entry, facts=facts
    )
