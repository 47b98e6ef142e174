"""The floor of opening something and closing it by Esc: a modal screen of one line, with Textual's own driver."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static


class Question(ModalScreen[None]):
    """One line, OPEN; Esc closes it."""

    BINDINGS = [("escape", "dismiss", "Close")]

    def compose(self) -> ComposeResult:
        yield Static("OPEN", markup=False)


class ModalApp(App[None]):
    """One line, READY; the letter m opens the question."""

    BINDINGS = [("m", "ask", "Ask")]

    def compose(self) -> ComposeResult:
        yield Static("READY", markup=False)

    def action_ask(self) -> None:
        """Open the question."""
        self.push_screen(Question())


if __name__ == "__main__":
    ModalApp().run()
