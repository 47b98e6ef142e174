"""The floor of a start: the least a Textual application can show."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """One line, READY."""

    def compose(self) -> ComposeResult:
        yield Static("READY", markup=False)


if __name__ == "__main__":
    Hello().run()
