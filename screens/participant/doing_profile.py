"""What can be done in stages 2 and 3: interview, research, talk, goal; plan, objectives, steps, education."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from screens.participant.doing import DoingScreen
from screens.participant.recordable import Recordable


class ProfileDoing(DoingScreen):
    """The keys of vocational profile and action plan."""

    BINDINGS: ClassVar[list[BindingType]] = []
    RECORDABLES: ClassVar[tuple[Recordable, ...]] = ()
