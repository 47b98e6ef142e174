"""The papers about a participant: what is printed, signed, handed over."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from screens.keys import bind
from screens.participant.doing import DoingScreen


class PapersDoing(DoingScreen):
    """A capital: the small letter is how the person is reached."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("P", "papers", "participant.papers")]

    def action_papers(self) -> None:
        """P: the papers there are."""
        from screens.papers.list_screen import PapersScreen

        self._open(lambda: PapersScreen(self.participant_id))
