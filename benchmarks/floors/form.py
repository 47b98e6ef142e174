"""The floor of a form: as many stock fields as asked for (20), every third a note of several lines."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input, Label, Static, TextArea


class Form(App[None]):
    """A label and a field, one under the other; the first has the focus. READY stands on top."""

    CSS = "TextArea { height: 4; }"

    def __init__(self, fields: int) -> None:
        super().__init__()
        self._fields = fields

    def compose(self) -> ComposeResult:
        yield Static("READY", markup=False)
        # A scroller takes the focus itself unless told not to; the first field is to have it.
        with VerticalScroll(can_focus=False):
            for number in range(1, self._fields + 1):
                yield Label(f"Field {number}", markup=False)
                yield TextArea(compact=True) if number % 3 == 0 else Input(compact=True)


if __name__ == "__main__":
    Form(int(sys.argv[1]) if len(sys.argv) > 1 else 20).run()
