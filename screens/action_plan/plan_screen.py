"""The action plan as a whole: its objectives with their steps, each to be opened where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework import plan_versions
from ips_tui.casework.case import CaseView
from ips_tui.casework.plan_views import ObjectiveView, PlanView, StepView, plan_as_it_is
from ips_tui.dates import short_date
from ips_tui.domain.action_plan import OPEN_OBJECTIVE
from screens import entries
from screens.action_plan import next_offer
from screens.action_plan.advice import in_short
from screens.action_plan.wording import due, is_open, plan_facts, sign
from screens.desk import desk_of
from screens.keys import bind, key_label
from screens.participant.list_screen import PersonListScreen
from screens.vocational_profile.resolved import ask_resolved
from screens.widgets.block import wrapped
from screens.widgets.record_list import Column

STEP = "· "
"""Stands before a step, so that it can be told from the objective above it."""
WIDE = 100
"""Cells from which who does it, and how it stands, have room in full."""
BESIDE = "beside"
"""The row that heads the steps beside the plan."""


class PlanScreen(PersonListScreen):
    """Enter on an objective opens its form, on a step what came of it. What was agreed stays; `l` makes the next."""

    help_id = "plan"
    title_id = "stage.3.name"
    below: ClassVar[int] = 5
    footer_keys = ("list.open", "plan.objective", "plan.agree", "plan.correct", "plan.beside", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("o", "objective", "plan.objective"),
        bind("b", "beside", "plan.beside"),
        bind("e", "correct", "plan.correct"),
        bind("a", "agree", "plan.agree"),
        bind("w", "withdraw", "plan.withdraw"),
        bind("l", "next", "plan.next"),
        bind("c", "compare", "plan.compare"),
        bind("v", "version", "plan.version"),
    ]

    def __init__(self, participant_id: str) -> None:
        """About this participant. Raises ValueError for text that is no id."""
        super().__init__(participant_id)
        self._chosen: UUID | None = None
        """A version to look at that is not the latest."""
        self._shown: PlanView | None = None

    def footer_hint(self) -> Sequence[str]:
        """Of an agreed plan the keys that go on from it."""
        agreed = self.plan is not None and self.plan.was_agreed
        return ("list.open", "plan.next", "plan.compare", "plan.correct", "plan.beside") if agreed else ()

    # What is shown

    @property
    def latest(self) -> PlanView | None:
        """The plan with the highest number."""
        return None if self.view is None else self.view.stages.plan

    @property
    def plan(self) -> PlanView | None:
        """The plan on screen: the latest, or the version that was chosen."""
        return self._shown

    def read(self) -> None:
        """The person and the plan as they are now."""
        super().read()
        self._shown = self.latest
        if self._chosen is not None and self._shown is not None and self._chosen != self._shown.id:
            try:
                self._shown = plan_as_it_is(desk_of(self.app), self._chosen)
            except LookupError:
                self._chosen = None

    def columns(self, width: int) -> tuple[Column, ...]:
        """What, who, by when, how it stands."""
        words, wide = self.app.words, width >= WIDE
        return (
            Column("what", words("plan.column.what"), 0),
            Column("who", words("plan.column.who"), 24 if wide else 14),
            Column("by", words("plan.column.by"), 24 if wide else 15),
            Column("status", words("plan.column.status"), 26 if wide else 16),
        )

    def lines_above(self, view: CaseView, width: int) -> Iterator[Content]:
        """The plan itself, the goal it serves, and what comes next with it."""
        words, plan = self.app.words, self.plan
        if plan is None:
            yield Content.styled(words("plan.no_plan", key=key_label("l", words)), "$quiet")
            return
        facts = plan_facts(plan, words, self.app.desk.clock.today())
        number = words("plan.number", number=plan.number)
        for place, line in enumerate(wrapped(f"{number}   {facts}", width, 2)):
            yield Content.assemble((number, "bold"), line[len(number) :]) if not place else Content(line)
        if plan.goal:
            yield Content(wrapped(words("plan.serves", goal=plan.goal), width, 1)[0])
        counting = view.stages.counting
        if counting is not None and counting.id != plan.id and plan.number > counting.number:
            yield Content.styled(words("plan.counts_until", number=counting.number), "$quiet")
        if not plan.objectives:
            yield Content.styled(words("plan.add_objective"), "$quiet")
        elif plan.frozen:
            yield Content.styled(words("plan.frozen", key=key_label("l", words)), "$quiet")
        else:
            yield Content.styled(words("plan.agree_first", key=key_label("a", words)), "$quiet")

    def rows_of(self, view: CaseView) -> Mapping[str, tuple[str, ...]]:
        """Each objective, and under it its steps; at the end the steps beside the plan."""
        rows: dict[str, tuple[str, ...]] = {}
        for objective in self.plan.objectives if self.plan is not None else ():
            rows[str(objective.id)] = self._objective(objective)
            rows |= {str(step.id): self._step(step) for step in objective.steps}
        if view.stages.beside:
            rows[BESIDE] = (self.app.words("plan.beside"), "", "", "")
            rows |= {str(step.id): self._step(step) for step in view.stages.beside}
        return rows

    def _objective(self, one: ObjectiveView) -> tuple[str, ...]:
        words, plan = self.app.words, self.plan
        by = self._by(one.due_on) if one.status in OPEN_OBJECTIVE else ""
        advised = plan is not None and bool(in_short(words, plan, one))
        mark = f"{words('smart.sign')} " if advised else ""
        return (f"{sign(words, one)} {mark}{one.name}", "", by, words.choice("objective_status", one.status))

    def _step(self, one: StepView) -> tuple[str, ...]:
        words = self.app.words
        by = self._by(one.due_on) if is_open(one) else ""
        status = words.choice("step_status", one.status)
        if one.done_on is not None:
            status += f" {short_date(one.done_on, self.app.desk.clock.today(), words.dates)}"
        return (f"{STEP}{sign(words, one)} {one.name}", words.choice("step_who", one.who), by, status)

    def _by(self, day: date | None) -> str:
        return "" if day is None else short_date(day, self.app.desk.clock.today(), self.app.words.dates)

    def lines_below(self, view: CaseView, row_id: str, width: int) -> Iterator[Content]:
        """The whole name; of an objective how both will know and what could be added, of a step what came of it."""
        if (objective := self._objective_of(row_id)) is not None:
            yield from self._objective_below(objective, width)
        elif (step := self._step_of(view, row_id)) is not None:
            words, today = self.app.words, self.app.desk.clock.today()
            yield from (Content(line) for line in wrapped(step.name, width, 2))
            if step.due_on is not None and is_open(step):
                yield Content.styled(due(step.due_on, words, today), "$quiet")
            yield from (Content.styled(line, "$quiet") for line in wrapped(step.result, width, 2) if line)

    def _objective_below(self, objective: ObjectiveView, width: int) -> Iterator[Content]:
        words = self.app.words
        yield from (Content(line) for line in wrapped(objective.name, width, 1))
        if objective.unmoved:
            said = words("plan.unmoved", name=objective.name)
            yield from (Content(line) for line in wrapped(said, width, 2))
        if self.plan is not None and (advice := in_short(words, self.plan, objective)):
            yield Content(wrapped(f"{words('smart.sign')} {advice}", width, 1)[0])
        told = [("specific", objective.specific), ("measurable", objective.measurable), ("result", objective.result)]
        for label, text in told:
            if text:
                said = f"{words(f'form.objective.{label}.label')}: {text}"
                yield from (Content.styled(line, "$quiet") for line in wrapped(said, width, 1))

    def _objective_of(self, row_id: str) -> ObjectiveView | None:
        objectives = self.plan.objectives if self.plan is not None else ()
        return next((one for one in objectives if str(one.id) == row_id), None)

    def _step_of(self, view: CaseView, row_id: str) -> StepView | None:
        steps = (*(self.plan.steps if self.plan is not None else ()), *view.stages.beside)
        return next((one for one in steps if str(one.id) == row_id), None)

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """Objectives stand out from their steps, which also stand further in."""
        head = row_id == BESIDE or self._objective_of(row_id) is not None
        return "bold" if head and column == 0 else "" if column == 0 else "$quiet"

    # What can be done

    def open_row(self, view: CaseView, row_id: str) -> None:
        """Enter: open the objective, or say what came of the step."""
        if self._objective_of(row_id) is not None:
            self.open(lambda: entries.objective_form(self.app, self.person, record_id=row_id), self._saved)
        elif row_id != BESIDE:
            self.open(lambda: entries.step_form(self.app, self.person, record_id=row_id), self._saved)

    def action_objective(self) -> None:
        """O: another objective; under an agreed plan it goes into the next version, which is offered."""
        if (plan := self.latest) is None:
            self._say_no_plan()
        elif plan.frozen:
            self._offer_next(plan)
        else:
            self._chosen = None
            self.open(lambda: entries.objective_form(self.app, self.person), self._saved)

    def _offer_next(self, plan: PlanView) -> None:
        def made(record: str | None) -> None:
            if record is not None:
                self._saved(record)
                self.open(lambda: entries.objective_form(self.app, self.person), self._saved)

        def answered(answer: str | None) -> None:
            if answer == next_offer.NEXT:
                self._make_next(made)

        self.app.push_screen(next_offer.offer(self.app.words, plan), answered)

    def action_beside(self) -> None:
        """B: a step beside the plan."""
        self.open(lambda: entries.step_beside_form(self.app, self.person), self._saved)

    def action_correct(self) -> None:
        """E: the plan itself; of an agreed one when it is looked at again, and the note."""
        if (plan := self.plan) is not None:
            self.open(lambda: entries.plan_form(self.app, self.person, record_id=plan.id), self._saved)

    def action_agree(self) -> None:
        """A: the person agrees to the plan."""
        words, plan = self.app.words, self.plan
        if plan is None:
            self._say_no_plan()
        elif plan.was_agreed:
            self.say(words("plan.agreed_already", key=key_label("l", words)))
        else:
            self.open(lambda: entries.plan_agreement_form(self.app, self.person, record_id=plan.id), self._saved)

    def action_withdraw(self) -> None:
        """W: the plan is not agreed any more."""
        plan = self.plan
        if plan is None or not plan.counts:
            self.say(self.app.words("plan.not_agreed"))
        else:
            self.open(lambda: entries.plan_withdrawal_form(self.app, self.person, record_id=plan.id), self._saved)

    def action_next(self) -> None:
        """L: the next version of an agreed plan, with all that is open; without a plan the first one."""
        plan = self.latest
        if plan is not None and not plan.was_agreed:
            self.say(self.app.words("plan.proposed", number=plan.number))
            return
        self._make_next(self._saved)

    def _make_next(self, made: Callable[[str | None], None]) -> None:
        self._chosen = None
        self.open(lambda: entries.plan_form(self.app, self.person), made)

    def action_compare(self) -> None:
        """C: two versions side by side."""
        from screens.action_plan.compare_screen import CompareScreen

        if len(plan_versions.versions(desk_of(self.app), self.person)) < 2:
            self.say(self.app.words("compare.one"))
        else:
            self.app.push_screen(CompareScreen(self.participant_id))

    def action_version(self) -> None:
        """V: the version before the one on screen; before the first comes the latest again."""
        known = plan_versions.versions(desk_of(self.app), self.person)
        if len(known) < 2 or self.plan is None:
            self.say(self.app.words("plan.only_version"))
            return
        place = next((n for n, one in enumerate(known) if one.id == self.plan.id), 0)
        self._chosen = known[place - 1].id
        self.reread()
        self.list.move_to(next(iter(self.rows_of(self.view)), "")) if self.view is not None else None

    def _say_no_plan(self) -> None:
        words = self.app.words
        self.say(words("plan.no_plan", key=key_label("l", words)))

    def _saved(self, record: Any) -> None:
        if record is None:
            return
        self.catch_up()
        self.list.move_to(record)
        self.say_saved(self.app.words("participant.saved"), record)
        ask_resolved(self.app)
