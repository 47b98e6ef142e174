"""Advice on objectives in words: beside a field with an example, on the plan in a few words."""

from __future__ import annotations

from collections.abc import Mapping

from ips_tui.casework.plan_views import ObjectiveView, PlanView
from ips_tui.content.smart import load_smart
from ips_tui.content.words import Words
from ips_tui.domain.action_plan import OPEN_OBJECTIVE, ObjectiveKind, StepWho
from ips_tui.domain.smart import Advice, Drafted, Part, advice_on


def advice_in(words: Words, drafted: Drafted) -> dict[Part, Advice]:
    """What could make an objective better; words of doing are looked for where the guide is in that language."""
    guide = load_smart()
    return advice_on(drafted, guide.doing if _same_language(words) else None)


def said(words: Words, advice: Mapping[Part, Advice], kind: ObjectiveKind) -> dict[str, str]:
    """Each piece of advice as a sentence by the field it is about, with a better wording for that kind."""
    guide = load_smart()
    sentences = {}
    for part, one in advice.items():
        sentence = words(f"smart.{one}")
        if _same_language(words):
            sentence = words("smart.such_as", advice=sentence, example=guide.example(one, kind))
        sentences[part.value] = sentence
    return sentences


def in_short(words: Words, plan: PlanView, objective: ObjectiveView) -> str:
    """What could still be added to an objective that is open, in a line; empty where there is nothing."""
    if objective.status not in OPEN_OBJECTIVE:
        return ""
    drafted = Drafted(
        measurable=objective.measurable,
        has_goal=bool(objective.goal),
        due_on=objective.due_on,
        plan_made_on=plan.made_on,
        steps=tuple(StepWho(step.who) for step in objective.steps),
    )
    what = ", ".join(words(f"smart.short.{one}") for one in advice_in(words, drafted).values())
    return words("smart.short.line", what=what) if what else ""


def _same_language(words: Words) -> bool:
    return words.pack.startswith(load_smart().language)
