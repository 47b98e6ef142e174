"""The action plan as a whole: its objectives with their steps, each to be opened where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.action_plan import ObjectiveView, PlanView, StepView
from ips_tui.casework.case import CaseView
from ips_tui.dates import short_date
from screens import entries
from screens.action_plan.wording import OPEN_OBJECTIVE, is_open, plan_facts, sign
from screens.keys import bind
from screens.participant.block import wrapped
from screens.participant.list_screen import PersonListScreen
from screens.vocational_profile.resolved import ask_resolved
from screens.widgets.record_list import Column

STEP = "· "
"""Stands before a step, so that it can be told from the objective above it."""
WIDE = 100
"""Cells from which who does it, and how it stands, have room in full."""


class PlanScreen(PersonListScreen):
    """Enter on an objective opens its form, on a step what came of it."""

    help_id = "plan"
    title_id = "stage.3.name"
    footer_keys = ("list.open", "plan.objective", "plan.correct", "plan.next", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("o", "objective", "plan.objective"),
        bind("e", "correct", "plan.correct"),
        bind("l", "next", "plan.next"),
    ]

    @property
    def plan(self) -> PlanView | None:
        """The plan that counts now."""
        return None if self.view is None else self.view.stages.plan

    def columns(self, width: int) -> tuple[Column, ...]:
        """What, who, by when, how it stands."""
        words, wide = self.app.words, width >= WIDE
        return (
            Column("what", words("plan.column.what"), 0),
            Column("who", words("plan.column.who"), 24 if wide else 14),
            Column("by", words("plan.column.by"), 17 if wide else 15),
            Column("status", words("plan.column.status"), 26 if wide else 16),
        )

    def lines_above(self, view: CaseView, width: int) -> Iterator[Content]:
        """The plan itself, and the goal it serves."""
        words, plan = self.app.words, self.plan
        if plan is None:
            return
        facts = plan_facts(plan, words, self.app.desk.clock.today())
        yield Content.assemble((words("plan.number", number=plan.number), "bold"), f"   {facts}")
        if plan.goal:
            yield Content(wrapped(words("plan.serves", goal=plan.goal), width, 1)[0])
        if not plan.objectives:
            yield Content.styled(words("plan.add_objective"), "$quiet")

    def rows_of(self, view: CaseView) -> Mapping[str, tuple[str, ...]]:
        """Each objective, and under it its steps."""
        rows: dict[str, tuple[str, ...]] = {}
        for objective in self.plan.objectives if self.plan is not None else ():
            rows[str(objective.id)] = self._objective(objective)
            rows |= {str(step.id): self._step(step) for step in objective.steps}
        return rows

    def _objective(self, one: ObjectiveView) -> tuple[str, ...]:
        words = self.app.words
        due = self._by(one.due_on) if one.status in OPEN_OBJECTIVE else ""
        return (f"{sign(words, one)} {one.name}", "", due, words.choice("objective_status", one.status))

    def _step(self, one: StepView) -> tuple[str, ...]:
        words = self.app.words
        due = self._by(one.due_on) if one.due_on is not None and is_open(one) else ""
        status = words.choice("step_status", one.status)
        if one.done_on is not None:
            status += f" {short_date(one.done_on, self.app.desk.clock.today(), words.dates)}"
        return (f"{STEP}{sign(words, one)} {one.name}", words.choice("step_who", one.who), due, status)

    def _by(self, day: date) -> str:
        """By when; a day that has passed has a sign."""
        words, today = self.app.words, self.app.desk.clock.today()
        return (words("shell.problem_sign") if day < today else "") + short_date(day, today, words.dates)

    def lines_below(self, view: CaseView, row_id: str, width: int) -> Iterator[Content]:
        """The whole name; of an objective how both will know, of a step what came of it."""
        words = self.app.words
        for objective in self.plan.objectives if self.plan is not None else ():
            if str(objective.id) == row_id:
                yield from (Content(line) for line in wrapped(objective.name, width, 1))
                for label, text in (("specific", objective.specific), ("measurable", objective.measurable)):
                    said = f"{words(f'form.objective.{label}.label')}: {text}"
                    yield from (Content.styled(line, "$quiet") for line in wrapped(said, width, 1))
            for step in objective.steps:
                if str(step.id) == row_id:
                    yield from (Content(line) for line in wrapped(step.name, width, 2 if not step.result else 1))
                    yield from (Content.styled(line, "$quiet") for line in wrapped(step.result, width, 2))

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """Objectives stand out from their steps, which also stand further in."""
        plan = self.plan
        objective = plan is not None and any(str(one.id) == row_id for one in plan.objectives)
        return "bold" if objective and column == 0 else "" if column == 0 else "$quiet"

    # What can be done

    def open_row(self, view: CaseView, row_id: str) -> None:
        """Enter: correct the objective, or say what came of the step."""
        plan = self.plan
        if plan is not None and any(str(one.id) == row_id for one in plan.objectives):
            self.open(lambda: entries.objective_form(self.app, self.person, record_id=row_id), self._saved)
        else:
            self.open(lambda: entries.step_form(self.app, self.person, record_id=row_id), self._saved)

    def action_objective(self) -> None:
        """O: another objective."""
        self.open(lambda: entries.objective_form(self.app, self.person), self._saved)

    def action_correct(self) -> None:
        """E: the plan itself: whether it is agreed, when it is looked at again."""
        if (plan := self.plan) is not None:
            self.open(lambda: entries.plan_form(self.app, self.person, record_id=plan.id), self._saved)

    def action_next(self) -> None:
        """L: a new plan, with the next number; this one stays."""
        self.open(lambda: entries.plan_form(self.app, self.person), self._saved)

    def _saved(self, record: str | None) -> None:
        if record is None:
            return
        self.catch_up()
        self.list.move_to(record)
        self.say_saved(self.app.words("participant.saved"), record)
        ask_resolved(self.app)
