"""What a participant may ask of their record as a whole: who looked at it, and their own copy."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from screens.keys import bind
from screens.participant.doing import DoingScreen


class RightsDoing(DoingScreen):
    """A capital, since it is pressed seldom and is not to be met by accident."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("W", "looked", "participant.looked")]

    def action_looked(self) -> None:
        """W: who has looked at this record."""
        from screens.rights.looked_screen import LookedScreen

        self._open(lambda: LookedScreen(self.participant_id))
