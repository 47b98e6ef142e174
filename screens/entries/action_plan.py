"""Forms of the action plan: the plan and what the person says to it, an objective, what came of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import action_plan, goals, next_plan, profile_jobs, steps
from ips_tui.casework.case import case
from ips_tui.casework.plan_views import ObjectiveView, PlanView, plan_as_it_is
from ips_tui.domain.action_plan import PlanAgreed
from ips_tui.forms.action_plan import (
    ActionPlanEntry,
    ObjectiveEntry,
    PlanAgreementEntry,
    PlanWithdrawalEntry,
    StepBesideEntry,
    StepOutcomeEntry,
)
from screens.action_plan.wording import due, plan_facts
from screens.desk import desk_of
from screens.entries.briefed import Fact
from screens.entries.lessons import lesson_facts
from screens.entries.opening import EntryScreen, RecordId, as_id, today_in
from screens.entries.plain import correcting, recording
from screens.entries.smart_advice import advising
from screens.keys import key_label

if TYPE_CHECKING:
    from screens.app import IpsApp

AGREED_LATER = frozenset({"agreed", "agreed_on"})
"""Fields that are answered once the objectives stand, on a form of their own."""
AGREED_ONCE = frozenset({"made_on", "goal", *AGREED_LATER})
"""Fields of an agreed plan that stay as they are."""
HOW_IT_GOES = frozenset({"status", "result"})
"""Fields of an objective that go on changing once it was agreed; its steps are noted where they stand."""


def goal_in(app: IpsApp, person: UUID, field: str) -> dict[str, str]:
    """The goal that counts now as the raw text of that field."""
    goal = goals.goal_now(desk_of(app), person)
    return {} if goal is None else {field: str(goal.id)}


def plan_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A new action plan, the next version of an agreed one, or the correction of one.

    Above a new one stands what a job taught that ended since the one before (domain.md 4.9).
    The person agrees once the objectives stand (`plan_agreement_form`). Raises LookupError when it is gone.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        plan = plan_as_it_is(desk, as_id(record_id))
        return correcting(
            app,
            ActionPlanEntry,
            person,
            record_id,
            action_plan.change_plan,
            action_plan.plan_entry,
            facts=[_stays(app, plan)] if plan.frozen else (),
            left_out=AGREED_ONCE if plan.frozen else AGREED_LATER,
        )
    latest = case(desk, person).stages.plan
    record = action_plan.record_plan if latest is None else next_plan.record_next_version
    lessons = profile_jobs.lessons_since(desk, person, None if latest is None else latest.made_on)
    return recording(
        app,
        ActionPlanEntry,
        person,
        lambda entry, key: record(desk, person, entry, draft=key),
        start={
            **today_in(app, "made_on"),
            **goal_in(app, person, "goal"),
            "agreed": PlanAgreed.NOT_AGREED.value,
        },
        facts=list(lesson_facts(app, lessons)),
        left_out=AGREED_LATER,
    )


def _stays(app: IpsApp, plan: PlanView) -> Fact:
    """That a plan was agreed, and which key makes the next version."""
    words = app.words
    facts = plan_facts(plan, words, app.desk.clock.today())
    return Fact(f"{words('plan.number', number=plan.number)}: {facts}. " + words("plan.frozen", key=_next_key(app)))


def _next_key(app: IpsApp) -> str:
    return key_label("l", app.words)


def plan_agreement_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None) -> EntryScreen:
    """The person agrees to a plan. Raises LookupError when it is gone, or none is meant."""
    if record_id is None:
        raise LookupError("action_plan")
    desk, person = desk_of(app), as_id(participant_id)
    plan = plan_as_it_is(desk, as_id(record_id))
    start = today_in(app, "agreed_on")
    if plan.review_on is not None:
        start["review_on"] = plan.review_on.isoformat()
    named = [objective.name for objective in plan.objectives]
    facts = [Fact(app.words("plan.number", number=plan.number) + (f": {'; '.join(named)}" if named else ""))]
    return recording(
        app,
        PlanAgreementEntry,
        person,
        lambda entry, key: action_plan.agree_plan(desk, plan.id, entry, draft=key),
        start=start,
        of=plan.id,
        facts=facts,
    )


def plan_withdrawal_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None) -> EntryScreen:
    """A plan is not agreed any more. Raises LookupError when it is gone, or none is meant."""
    if record_id is None:
        raise LookupError("action_plan")
    desk, person = desk_of(app), as_id(participant_id)
    plan = plan_as_it_is(desk, as_id(record_id))
    facts = plan_facts(plan, app.words, app.desk.clock.today())
    return recording(
        app,
        PlanWithdrawalEntry,
        person,
        lambda entry, key: action_plan.withdraw_plan(desk, plan.id, entry, draft=key),
        start=today_in(app, "withdrawn_on"),
        of=plan.id,
        facts=[Fact(f"{app.words('plan.number', number=plan.number)}: {facts}")],
    )


def objective_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A new objective of the latest plan, or the correction of one with its steps.

    Of an agreed plan how it stands and what came of it. Raises LookupError when it is gone.
    """
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is None:
        latest = case(desk, person).stages.plan
        return recording(
            app,
            ObjectiveEntry,
            person,
            lambda entry, key: action_plan.record_objective(desk, person, entry, draft=key),
            start=goal_in(app, person, "relevant_goal"),
            advise=advising(app, None if latest is None else latest.made_on),
        )
    change, read = action_plan.change_objective, action_plan.objective_entry
    plan = plan_as_it_is(desk, action_plan.plan_of_objective(desk, as_id(record_id)))
    if plan.frozen:
        objective = next(one for one in plan.objectives if one.id == as_id(record_id))
        left_out = frozenset(ObjectiveEntry.model_fields) - HOW_IT_GOES
        facts = [*_agreed(app, objective), _stays(app, plan)]
        return correcting(app, ObjectiveEntry, person, record_id, change, read, facts=facts, left_out=left_out)
    return correcting(app, ObjectiveEntry, person, record_id, change, read, advise=advising(app, plan.made_on))


def _agreed(app: IpsApp, objective: ObjectiveView) -> list[Fact]:
    """What an objective says, where it is not asked any more."""
    words = app.words
    by = objective.due_on
    day = "" if by is None else f", {due(by, words, app.desk.clock.today())}"
    told = [Fact(objective.name + day)]
    for name in ("specific", "measurable", "achievable"):
        if text := getattr(objective, name):
            told.append(Fact(f"{words(f'form.objective.{name}.label')}: {text}", lines=2))
    return told


def step_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None) -> EntryScreen:
    """What came of a step; one beside the plan is corrected as a whole.

    Raises LookupError when the step is gone, or none is meant.
    """
    if record_id is None:
        raise LookupError("step")
    desk, words, step = desk_of(app), app.words, as_id(record_id)
    of = steps.step_of(desk, step)
    if of.objective_id is None:
        return step_beside_form(app, participant_id, record_id=step)
    who = words.choice("step_who", of.step.who)
    day = of.step.due_on
    told = who if day is None else f"{who}, {due(day, words, app.desk.clock.today())}"
    facts = [Fact(f"{of.step.name} ({told})"), Fact(words("plan.step.of", objective=of.objective))]
    if of.frozen:
        facts.append(Fact(words("plan.step.day_stays", key=_next_key(app))))
    left_out = frozenset({"due_on"}) if of.frozen else frozenset()
    change, read = steps.note_step, steps.step_entry
    return correcting(app, StepOutcomeEntry, participant_id, step, change, read, facts=facts, left_out=left_out)


def step_beside_form(app: IpsApp, participant_id: RecordId, *, record_id: RecordId | None = None) -> EntryScreen:
    """A step beside the plan, new or to be corrected with what came of it. Raises LookupError when it is gone."""
    desk, person = desk_of(app), as_id(participant_id)
    if record_id is not None:
        return correcting(app, StepBesideEntry, person, record_id, steps.change_step, steps.beside_entry)
    return recording(
        app,
        StepBesideEntry,
        person,
        lambda entry, key: steps.record_step(desk, person, entry, draft=key),
        start={},
    )
