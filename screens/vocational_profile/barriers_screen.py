"""What is in the way of work, and the step of the plan that each barrier was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.barriers import BarrierView
from ips_tui.casework.case import CaseView
from ips_tui.casework.references import choosable
from ips_tui.dates import short_date
from ips_tui.domain.action_plan import StepStatus
from screens import entries
from screens.desk import desk_of
from screens.keys import bind, key_label
from screens.participant.list_screen import PersonListScreen
from screens.vocational_profile.resolved import ask_resolved, resolve
from screens.vocational_profile.wording import step_said
from screens.widgets.block import wrapped
from screens.widgets.chooser import Chooser, ChooserItem
from screens.widgets.record_list import Column

WIDE = 100
"""Cells from which the columns have room in full."""
SECTION = "barriers"


class BarriersScreen(PersonListScreen):
    """Enter opens the barriers to be changed; S makes one a step of the plan, or says what came of that step."""

    help_id = "barriers"
    title_id = "profile.barrier.title"
    footer_keys = (
        "profile.barrier_step",
        "profile.barrier_resolved",
        "profile.barrier_note",
        "list.open",
        "screen.back",
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("s", "step", "profile.barrier_step"),
        bind("r", "resolved", "profile.barrier_resolved"),
        bind("n", "note", "profile.barrier_note"),
    ]

    def columns(self, width: int) -> tuple[Column, ...]:
        """What is in the way, how it stands, and its step."""
        words, wide = self.app.words, width >= WIDE
        return (
            Column("kind", words("profile.barrier.column.kind"), 24 if wide else 21),
            Column("what", words("profile.barrier.column.what"), 0),
            Column("state", words("profile.barrier.column.state"), 14 if wide else 10),
            Column("step", words("profile.barrier.column.step"), 30 if wide else 24),
        )

    @property
    def _barriers(self) -> tuple[BarrierView, ...]:
        return () if self.view is None else self.view.stages.profile.barriers

    def lines_above(self, view: CaseView, width: int) -> Iterator[Content]:
        """What can be done here, or how the first barrier is noted."""
        words = self.app.words
        said = words("profile.barrier.how") if self._barriers else self._none()
        yield Content.styled(wrapped(said, width, 1)[0], "$quiet")

    def rows_of(self, view: CaseView) -> Mapping[str, tuple[str, ...]]:
        """The barriers, the open ones first."""
        words, today = self.app.words, self.app.desk.clock.today()
        rows: dict[str, tuple[str, ...]] = {}
        for one in self._barriers:
            mark = words("participant.open_mark" if one.open else "participant.done_mark")
            rows[str(one.id)] = (
                f"{mark} {words.choice('barrier_kind', one.kind)}",
                one.what,
                words.choice("barrier_state", one.state),
                step_said(one.step, words, today) if one.step is not None or one.open else "",
            )
        return rows

    def lines_below(self, view: CaseView, row_id: str, width: int) -> Iterator[Content]:
        """What it is, what is being done about it, and the step in full."""
        words, one = self.app.words, self._one(row_id)
        if one is None:
            return
        yield from (Content(line) for line in wrapped(one.what or words.choice("barrier_kind", one.kind), width, 1))
        parts = [words("profile.barrier.being_done", what=one.being_done.rstrip("."))] if one.being_done else []
        parts += [words.choice("step_who", one.by_whom)] if one.by_whom else []
        if one.since_on is not None:
            day = short_date(one.since_on, self.app.desk.clock.today(), words.dates)
            parts.append(words("profile.barrier.since", day=day))
        # What is being done matters more than an empty line: without a step it has the room of the step.
        lines = wrapped("; ".join(parts), width, self.below - (1 if one.step is None else 2))
        yield from (Content.styled(line, "$quiet") for line in lines)
        if one.step is not None:
            is_step = "is_step" if one.objective else "is_step_beside"
            said = words(f"profile.barrier.{is_step}", step=one.step.name, objective=one.objective)
            yield from (Content.styled(line, "$quiet") for line in wrapped(said, width, 1))

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """What it is stands out."""
        return "" if column < 2 else "$quiet"

    def _none(self) -> str:
        return self.app.words("profile.barrier.none", key=key_label("n", self.app.words))

    def _one(self, row_id: str | None) -> BarrierView | None:
        return next((one for one in self._barriers if str(one.id) == row_id), None)

    # What can be done

    def open_row(self, view: CaseView, row_id: str) -> None:
        """Enter: the barriers as the interview asks for them."""
        self.action_note()

    def action_note(self) -> None:
        """N: one more, where the interview asks for them; nobody has to go looking for its section."""
        self.open(lambda: entries.section_form(self.app, self.person, SECTION), self._saved)

    def action_step(self) -> None:
        """S: a step of the plan; or, where it is one already that is still open, what came of it."""
        one, words = self._one(self.list.cursor_id), self.app.words
        if self.view is None or one is None:
            self.say(self._none())
            return
        if one.step is not None and one.step.status is StepStatus.OPEN:
            step = one.step.id
            self.open(lambda: entries.step_form(self.app, self.person, record_id=step), self._saved)
            return
        # Under a plan that the person agreed to as it is, or without one, it is a step beside the plan.
        open_ones = choosable(desk_of(self.app), "objective", participant=self.person)
        if len(open_ones) > 1:
            ask = Chooser(words("profile.barrier.which"), [ChooserItem(str(o.id), o.name) for o in open_ones])
            self.app.push_screen(ask, lambda chosen: None if chosen is None else self._make(one, chosen))
        else:
            self._make(one, str(open_ones[0].id) if open_ones else None)

    def _make(self, one: BarrierView, objective: str | None) -> None:
        self.open(lambda: entries.barrier_step_form(self.app, self.person, one.id, objective_id=objective), self._saved)

    def action_resolved(self) -> None:
        """R: it is out of the way."""
        one = self._one(self.list.cursor_id)
        if one is None or not one.open:
            self.say(self.app.words("profile.barrier.resolved_already"))
            return
        resolve(self.app, one.id)

    def _saved(self, record: str | None) -> None:
        if record is not None:
            self.catch_up()
            self.say_saved(self.app.words("participant.saved"), record)
            ask_resolved(self.app)
