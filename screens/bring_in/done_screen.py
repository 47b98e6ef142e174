"""The last step: what was brought in, where the copy from before is, and that one key takes it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from ips_tui.text import shown
from screens.bring_in.step import Wizard, steps_line
from screens.keys import bind
from screens.undoing import UndoingScreen
from screens.widgets.block import Block, wrapped


class DoneScreen(UndoingScreen[bool]):
    """Enter or Esc closes the list; U takes everything back and leads to the step before."""

    help_id = "bring_in"
    footer_keys = ("bring_in.close", "undo.last")
    BINDINGS: ClassVar[list[BindingType]] = [bind("enter", "close", "bring_in.close")]
    DEFAULT_CSS = """
    DoneScreen VerticalScroll { padding: 1 0; }
    """

    def __init__(self, wizard: Wizard) -> None:
        """After it was done."""
        super().__init__()
        self.wizard = wizard
        self._block = Block()

    @property
    def gone(self) -> bool:
        """Once it is undone, there is nothing left to say here."""
        return True

    def trail(self) -> Sequence[str]:
        """That a list was brought in, and which."""
        words = self.app.words
        return words("bring_in.title"), shown(self.wizard.path.name, 40)

    def compose_body(self) -> ComposeResult:
        """One text."""
        where = Block(fixed=1)
        where.show([steps_line(self.app.words, "done")])
        yield where
        with VerticalScroll():
            yield self._block

    def on_mount(self) -> None:
        """The text has the focus."""
        self.query_one(VerticalScroll).focus()
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """Lines are broken to the new width."""
        self.draw()

    def draw(self) -> None:
        """Show the lines as they are."""
        width = self.app.size.width - 3
        lines: list[Content] = []
        for number, sentence in enumerate(self._sentences()):
            lines += [Content.styled(line, "" if number else "bold") for line in wrapped(sentence, width)]
        self._block.show(lines)

    def _sentences(self) -> Iterator[str]:
        words, wizard = self.app.words, self.wizard
        done = wizard.done
        if done is None:
            return
        yield words(f"bring_in.done.{wizard.of}", count=done.count)
        if wizard.rejected is not None:
            yield words("bring_in.done.rejected", place=wizard.rejected)
        if done.copy is not None:
            yield words("bring_in.done.copy", place=done.copy.folder)
        yield words("bring_in.done.undo")

    def action_back(self) -> None:
        """Esc does what Enter does: there is no way back but to undo."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Enter: to where the list was begun."""
        self.dismiss(True)
