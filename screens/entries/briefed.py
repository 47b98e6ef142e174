"""A form with lines above its fields: what must be known before anything is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.content import Content

from screens.entries.opening import EntryScreen
from screens.widgets.block import Block, wrapped
from screens.widgets.form.plan import FormPlan

if TYPE_CHECKING:
    from screens.app import IpsApp

MOST_LINES = 4
"""Lines of one fact; more of them than that would leave no room for the form."""


@dataclass(frozen=True)
class Fact:
    """One thing to know; `text` may hold anything a person typed."""

    text: str
    minds: bool = False
    """Whether it does harm to overlook it."""
    lines: int = MOST_LINES
    """It is cut after so many."""


class BriefedScreen(EntryScreen):
    """Asks for an entry, under what is known already or still open."""

    def __init__(
        self,
        app: IpsApp,
        plan: FormPlan,
        facts: Sequence[Fact],
        *,
        about: str = "",
        participant_id: UUID | None = None,
    ) -> None:
        """`facts` are shown in their order; an empty one is left out."""
        super().__init__(app, plan, about=about, participant_id=participant_id)
        self.facts = tuple(fact for fact in facts if fact.text)
        self._facts = Block(classes="briefed--facts")

    def compose_body(self) -> ComposeResult:
        """The facts above the fields."""
        yield self._facts
        yield from super().compose_body()

    def on_mount(self) -> None:
        """Show the facts."""
        self._show_facts(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Break them to the new width."""
        self._show_facts(event.size.width)

    def _show_facts(self, width: int) -> None:
        lines = []
        for fact in self.facts:
            sign = self.words("shell.problem_sign") if fact.minds else ""
            style = "bold $late" if fact.minds else "$quiet"
            lines += [Content.styled(line, style) for line in wrapped(sign + fact.text, width - 2, fact.lines)]
        self._facts.show(lines)
