"""The keys that work with one lead, on the list of leads and on its own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from textual.binding import BindingType
from textual.screen import Screen

from ips_tui.casework import leads
from ips_tui.casework.lead_fits import LeadLine
from ips_tui.casework.session import StoreProblem
from screens.desk import desk_of
from screens.keys import bind
from screens.undoing import UndoingScreen


class LeadDoing(UndoingScreen[None]):
    """Correcting a lead, saying that it is gone or there after all, its history."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("e", "correct", "lead.correct"),
        bind("x", "mark_gone", "lead.gone"),
        bind("x", "mark_there", "lead.there"),
        bind("h", "history", "lead.history"),
    ]

    @property
    def lead_meant(self) -> LeadLine | None:
        """The lead that the keys are about; None where there is none."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """X says of a lead that is there that it is gone, and the other way round."""
        if action in ("correct", "history"):
            return self.lead_meant is not None
        if action in ("mark_gone", "mark_there"):
            line = self.lead_meant
            return line is not None and (line.gone_on is None) == (action == "mark_gone")
        return super().check_action(action, parameters)

    def action_correct(self) -> None:
        """E: correct the lead."""
        from screens import entries

        if (line := self.lead_meant) is not None:
            self.push_or_say(lambda: entries.lead_form(self.app, record_id=line.id))

    def action_mark_gone(self) -> None:
        """X: the work is taken, or was never there."""
        self._mark(leads.mark_gone)

    def action_mark_there(self) -> None:
        """X on a gone one: it is there after all."""
        self._mark(leads.mark_there)

    def action_history(self) -> None:
        """H: who changed the lead, and when."""
        from screens.participant.history import HistoryScreen

        if (line := self.lead_meant) is not None:
            self.app.push_screen(HistoryScreen(str(line.id), line.name))

    def push_or_say(self, screen: Callable[[], Screen[Any]]) -> None:
        """Push what `screen` gives; a record that is gone meanwhile is said."""
        try:
            form = screen()
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self.say(self.app.words("participant.record_gone"), problem=True)
            return
        self.app.push_screen(form, self.noted)

    def noted(self, record: str | None) -> None:
        """What was saved shows."""
        if record is not None:
            self.catch_up()
            self.show_record(record)
            self.refresh_bindings()
            self.say_saved(self.app.words("leads.saved"), record)

    def _mark(self, mark: Callable[[Any, UUID], UUID]) -> None:
        if (line := self.lead_meant) is None:
            return
        words = self.app.words
        try:
            record = str(mark(desk_of(self.app), line.id))
        except StoreProblem as problem:
            self.say(words(problem.message_id), problem=True)
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self.say(words("participant.record_gone"), problem=True)
            self.catch_up()
        else:
            self.noted(record)
