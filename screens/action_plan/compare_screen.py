"""Two versions of a plan on one screen: what changed, objective by objective and step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework import plan_versions
from ips_tui.casework.case import case
from ips_tui.casework.plan_versions import (
    Became,
    Cell,
    CellChange,
    Compared,
    ObjectiveChange,
    StepChange,
    Version,
)
from ips_tui.dates import short_date
from ips_tui.domain.action_plan import ObjectiveKind
from ips_tui.text import shown
from screens.desk import desk_of
from screens.keys import bind
from screens.participant.text_screen import TextScreen
from screens.widgets.block import wrapped
from screens.widgets.chooser import Chooser, ChooserItem

SIGNS = {Became.ADDED: "+", Became.DROPPED: "-", Became.DONE: "✓", Became.CHANGED: "~", Became.SAME: " "}
LABEL = 9
"""Cells of what became of a thing."""
SIDE = 8
"""Cells of before and after."""


class CompareScreen(TextScreen):
    """The last two agreed plans, or those that are chosen; long texts are broken, never cut."""

    made_of = ("participant_id",)
    help_id = "compare"
    footer_keys = ("compare.before", "compare.after", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("b", "choose(0)", "compare.before"),
        bind("a", "choose(1)", "compare.after"),
    ]

    def __init__(self, participant_id: str) -> None:
        """About the plans of this participant. Raises ValueError for text that is no id."""
        super().__init__()
        self.participant_id: str = participant_id
        self.person = UUID(participant_id)
        self._known: tuple[Version, ...] = ()
        self._pair: tuple[UUID, UUID] | None = None
        self._compared: Compared | None = None
        self._name = ""

    # What the shell asks

    def trail(self) -> Sequence[str]:
        """Whose plans they are."""
        title = self.app.words("compare.title")
        return (self.app.name_of(self._name), title) if self._name else (title,)

    def read(self) -> None:
        """The versions there are, and what changed between the two."""
        desk = desk_of(self.app)
        try:
            self._name = case(desk, self.person).person.name
        except LookupError:
            self._name, self._known, self._compared = "", (), None
            return
        self._known = plan_versions.versions(desk, self.person)
        usual = plan_versions.usual_pair(self._known)
        known = {one.id for one in self._known}
        if self._pair is None or not known.issuperset(self._pair):
            self._pair = None if usual is None else (usual[0].id, usual[1].id)
        self._compared = None if self._pair is None else plan_versions.compare(desk, *self._pair)

    def lines(self, width: int) -> Iterator[Content]:
        """Which two, what changed in the plan, then each objective with its steps."""
        words, found = self.app.words, self._compared
        if found is None:
            gone = "compare.one" if self._name else "participant.gone"
            yield Content.styled(words(gone), "$quiet")
            return
        for version in (found.before, found.after):
            yield from (Content.styled(line, "bold") for line in wrapped(self._version(version), width))
        yield Content("")
        if found.cells:
            yield Content.styled(words("compare.plan"), "bold $accent")
            for cell in found.cells:
                yield from self._cell(cell, "action_plan", "  ", width)
            yield Content("")
        if not found.cells and all(one.became is Became.SAME for one in found.objectives):
            yield Content.styled(words("compare.no_change"), "$quiet")
            yield Content("")
        for one in found.objectives:
            yield from self._objective(one, width)
            yield Content("")

    def _version(self, one: Version) -> str:
        words, today = self.app.words, self.app.desk.clock.today()
        agreed = words.choice("plan_agreed", one.agreed)
        if one.agreed_on is not None:
            agreed = words("plan.agreed", how=agreed, day=short_date(one.agreed_on, today, words.dates))
        if one.withdrawn_on is not None:
            agreed += f"; {words('timeline.withdrawn')}"
        made = short_date(one.made_on, today, words.dates)
        return words("compare.version", number=one.number, day=made, agreed=agreed)

    def _objective(self, one: ObjectiveChange, width: int) -> Iterator[Content]:
        yield from self._head(one.became, one.name, "", width, bold=True)
        if one.why and one.became is not Became.SAME:
            yield from self._why(one.why, "  ", width)
        for cell in one.cells:
            yield from self._cell(cell, "objective", "  ", width)
        for step in one.steps:
            yield from self._step(step, width)

    def _step(self, one: StepChange, width: int) -> Iterator[Content]:
        yield from self._head(one.became, one.name, "    ", width, bold=False)
        if one.why and one.became in (Became.DROPPED, Became.DONE):
            yield from self._why(one.why, "      ", width)
        for cell in one.cells:
            yield from self._cell(cell, "step", "      ", width)

    def _head(self, became: Became, name: str, indent: str, width: int, *, bold: bool) -> Iterator[Content]:
        """What became of it, by sign and word, and what it is called."""
        lead = f"{indent}{SIGNS[became]} {self.app.words(f'compare.{became}'):<{LABEL}} "
        style = "$quiet" if became is Became.SAME else "bold" if bold else ""
        for place, line in enumerate(wrapped(name, width - len(lead))):
            yield Content.assemble((lead if not place else " " * len(lead), style), (line, style))

    def _why(self, why: str, indent: str, width: int) -> Iterator[Content]:
        for line in wrapped(self.app.words("compare.why", why=why), width - len(indent)):
            yield Content.styled(indent + line, "$quiet")

    def _cell(self, cell: CellChange, form: str, indent: str, width: int) -> Iterator[Content]:
        """One field: its name, and under it what stood there before and after."""
        words = self.app.words
        label = {"goal": "relevant_goal"}.get(cell.field, cell.field) if form == "objective" else cell.field
        yield Content.styled(f"{indent}{words(f'form.{form}.{label}.label')}", "$accent")
        for side, value, style in (("was", cell.before, "$quiet"), ("now", cell.after, "")):
            lead = f"{indent}  {words(f'compare.{side}'):<{SIDE}}"
            for place, line in enumerate(wrapped(self._value(cell.field, value), width - len(lead))):
                yield Content.assemble((lead if not place else " " * len(lead), "$quiet"), (line, style))

    def _value(self, field: str, value: Cell) -> str:
        words = self.app.words
        if value is None or value == "":
            return words("compare.nothing")
        if isinstance(value, date):
            return short_date(value, self.app.desk.clock.today(), words.dates)
        if isinstance(value, ObjectiveKind):
            return words.choice("objective_kind", value)
        return words.choice("step_who", value) if field == "who" else value

    # Choosing others

    def action_choose(self, side: int) -> None:
        """B and A: which is the earlier, which is the later version."""
        words = self.app.words
        if self._pair is None:
            self.say(words("compare.one"))
            return
        pair = list(self._pair)
        items = [ChooserItem(str(one.id), shown(self._version(one))) for one in self._known if one.id != pair[1 - side]]

        def chosen(answer: str | None) -> None:
            if answer is not None:
                pair[side] = UUID(answer)
                self._pair = (pair[0], pair[1])
                self.reread()

        question = words("compare.which_after" if side else "compare.which_before")
        self.app.push_screen(Chooser(question, items), chosen)
