"""Stage 3, action plan: how the goal will be reached, in steps with names and dates (domain.md 1.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.casework.plan_views import ObjectiveView
from ips_tui.domain.stages import Stage
from screens.action_plan.wording import is_open, named, objective_facts, plan_facts, sign, step_facts
from screens.keys import key_label
from screens.participant.stage_body import TALL, StageBody

INDENT = "    "
REST = 13
"""Cells left at the end of an objective's line in a low window, where it may be said how many more there are."""


class ActionPlanBody(StageBody):
    """The plan, its objectives and steps, its reviews, education beside it."""

    footer_keys: ClassVar[tuple[str, ...]] = (
        "participant.plan",
        "participant.step",
        "participant.review",
        "participant.contact",
        "participant.record",
    )

    def __init__(self) -> None:
        super().__init__(int(Stage.ACTION_PLAN))

    def own_lines(self, view: CaseView, width: int) -> Iterator[Content]:
        """The plan and the goal it serves, its objectives; in a high window their open steps; education."""
        words, today = self.house.words, self.house.desk.clock.today()
        plan = view.stages.plan
        if plan is None:
            yield Content.styled(words("plan.none", key=key_label("l", words)), "$quiet")
        else:
            yield self.labelled(words("plan.number", number=plan.number), plan_facts(plan, words, today), width)
            counting = view.stages.counting
            if counting is not None and counting != plan:
                yield self.labelled("", words("plan.counts_until", number=counting.number), width)
            if plan.goal:
                yield self.labelled(words("plan.goal"), plan.goal, width)
            for objective in plan.objectives:
                yield from self._objective(objective, width)
            if not plan.objectives:
                yield Content.styled(words("plan.no_objective", key=key_label("l", words)), "$quiet")
        for step in view.stages.beside:
            if is_open(step):
                said = f"{step.name} ({step_facts(step, words, today)})"
                yield self.labelled(words("plan.beside_label"), said, width)
        for name, status in view.stages.education[:1]:
            said = words("plan.education.said", name=name, status=words.choice("education_status", status))
            yield self.labelled(words("plan.education.label"), said, width)

    def _objective(self, objective: ObjectiveView, width: int) -> Iterator[Content]:
        words, today = self.house.words, self.house.desk.clock.today()
        tall = self.house.size.height >= TALL
        facts = objective_facts(objective, words, today, short=not tall)
        yield named(f"{sign(words, objective)} ", objective.name, facts, width if tall else width - REST)
        if tall:
            for step in objective.steps:
                if is_open(step):
                    yield named(f"{INDENT}{sign(words, step)} ", step.name, step_facts(step, words, today), width)
