"""The fields before the door: one line each, nothing of it kept, copied or shown in a record of a fault."""

from __future__ import annotations

from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input, Static

from screens.keys import bind

LONGEST = 400
"""Characters; a passphrase of forty words is as long as anybody types."""


class DoorLine(Input):
    """One line to type in. A secret one is neither shown nor copied."""

    DEFAULT_CSS = """
    DoorLine { background: $surface; padding: 0 1; width: 100%; }
    DoorLine:focus { background: $cursor; background-tint: transparent; }
    DoorLine:disabled { background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "submit", "unlock.go_on"),
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
    ]

    # Input asks for a layout whenever its text has another length; its place never depends on its text here.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, *, secret: bool = True, longest: int = LONGEST, id: str | None = None) -> None:
        super().__init__(password=secret, compact=True, select_on_focus=False, max_length=longest, id=id)
        self.cursor_blink = False

    def action_copy(self) -> None:
        """What is not shown is not copied either: the clipboard is open to every program."""
        if self.password:
            raise SkipAction()
        super().action_copy()

    def action_cut(self) -> None:
        """As copying."""
        if self.password:
            raise SkipAction()
        super().action_cut()

    def action_step(self, by: int) -> None:
        """Up and Down go from field to field."""
        if by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()


class Labelled(Vertical):
    """A line under its label."""

    DEFAULT_CSS = """
    Labelled { height: auto; margin: 1 0 0 0; }
    Labelled Static { height: 1; }
    Labelled.labelled--here Static { color: $accent; text-style: bold; }
    """

    def __init__(self, label: str, line: DoorLine) -> None:
        super().__init__(Static(Content(label)), line)

    def on_descendant_focus(self) -> None:
        """The label of the line in which one types stands out."""
        self.add_class("labelled--here")

    def on_descendant_blur(self) -> None:
        """And no longer."""
        self.remove_class("labelled--here")
