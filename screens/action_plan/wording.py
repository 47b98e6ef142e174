"""How plan, objectives and steps are said in a line: how far, by when, who."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from ips_tui.casework.plan_views import ObjectiveView, PlanView, StepView
from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.domain.action_plan import OPEN_OBJECTIVE, ObjectiveStatus, StepStatus
from ips_tui.text import shown
from screens.widgets.block import spread


def plan_facts(plan: PlanView, words: Words, today: date) -> str:
    """Whether the person agreed to it, and when it is looked at again."""
    agreed = words.choice("plan_agreed", plan.agreed)
    if plan.agreed_on is not None:
        agreed = words("plan.agreed", how=agreed, day=short_date(plan.agreed_on, today, words.dates))
    parts = [agreed]
    if plan.withdrawn_on is not None:
        since = short_date(plan.withdrawn_on, today, words.dates)
        parts.append(words("plan.withdrawn", day=since, why=plan.withdrawn_why))
    elif plan.review_on is not None:
        parts.append(words("plan.review", day=short_date(plan.review_on, today, words.dates)))
    return "; ".join(parts)


def is_open(step: StepView) -> bool:
    """Whether nothing has come of a step yet."""
    return step.status is StepStatus.OPEN


def sign(words: Words, one: ObjectiveView | StepView) -> str:
    """Done, still open, or ended in another way."""
    if one.status in (ObjectiveStatus.DONE, StepStatus.DONE):
        return words("participant.done_mark")
    still = is_open(one) if isinstance(one, StepView) else one.status in OPEN_OBJECTIVE
    return words("participant.open_mark" if still else "plan.ended_mark")


def objective_facts(objective: ObjectiveView, words: Words, today: date, *, short: bool) -> str:
    """Its status, by when it is due while it is open, and how many of its steps are done.

    `short`: while it is open the day alone says so.
    """
    still = objective.status in OPEN_OBJECTIVE
    parts = [] if short and still else [words.choice("objective_status", objective.status)]
    if still and objective.due_on is not None:
        parts.append(due(objective.due_on, words, today))
    if objective.steps:
        done = sum(step.status is StepStatus.DONE for step in objective.steps)
        parts.append(words("plan.steps", done=done, of=len(objective.steps)))
    return ", ".join(parts)


def step_facts(step: StepView, words: Words, today: date) -> str:
    """Who does it, by when, and what became of it."""
    parts = [words.choice("step_who", step.who), *([shown(step.resource)] if step.resource else [])]
    if is_open(step):
        parts += [due(step.due_on, words, today)] if step.due_on is not None else []
    else:
        day = "" if step.done_on is None else f" {short_date(step.done_on, today, words.dates)}"
        parts.append(words.choice("step_status", step.status) + day)
    return ", ".join(parts)


def due(day: date, words: Words, today: date) -> str:
    """By when; of a day that has passed that it was planned, since a plan that runs late is nobody's fault."""
    return words("plan.by" if day >= today else "plan.was_planned", day=short_date(day, today, words.dates))


def named(sign: str, name: str, facts: str, width: int) -> Content:
    """Its sign, what someone called it, and at the end of the line the facts; the name is cut first."""
    return spread(Content(sign + shown(name)), Content.styled(facts, "$quiet"), width)
