"""The field of one line: text, number, amount, hours, distance, date, time, and a secret that is not shown."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from ips_tui.forms.asking import LONGEST_TEXT, FieldSpec, Kind
from screens.keys import bind
from screens.widgets.form.gate import one_line
from screens.widgets.form.plan import FieldHost

# Cells; a date field is as wide as "Wednesday 30 September 2026" is rarely typed, and leaves room for its echo.
WIDTHS = {Kind.NUMBER: 10, Kind.TIME: 10, Kind.HOURS: 10, Kind.MONEY: 16, Kind.DISTANCE: 10, Kind.DATE: 18}

MOST_UNDONE = 50
"""Steps that Ctrl+Z takes back in one field."""


class LineControl(Input):
    """One line to type in. A key changes the line and tells the form in the same message, without any layout."""

    DEFAULT_CSS = """
    LineControl { background: $surface; padding: 0; width: 1fr; }
    LineControl:focus { background: $cursor; background-tint: transparent; }
    LineControl > .input--placeholder, LineControl:focus > .input--placeholder { color: $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "field(-1)", show=False),
        Binding("down", "field(1)", show=False),
        # Input has uses of its own for these, which mean nothing in a single line.
        bind("pagedown", "page(1)", "form.next_page"),
        bind("pageup", "page(-1)", "form.previous_page"),
        bind("ctrl+z", "undo", "field.undo"),
    ]

    # Input asks for a layout whenever its text has another length; its place never depends on its text here.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, spec: FieldSpec, host: FieldHost, raw: str, *, secret: bool = False) -> None:
        # A letter must not wipe out a text that is there; but a day, an hour and a number are typed anew, not mended.
        anew = spec.kind in WIDTHS
        super().__init__(raw, password=secret, compact=True, select_on_focus=anew, id=f"field-{spec.name}")
        self.spec = spec
        self.host = host
        self.cursor_blink = False
        self._state = ""
        self._before: list[tuple[str, int]] = []
        self._typed_to: int | None = None
        if spec.kind in WIDTHS:
            self.styles.width = WIDTHS[spec.kind]

    def show_raw(self, raw: str) -> None:
        """Show this raw text; what stood here before is not this person's to take back."""
        if raw != self.value:
            self._before.clear()
        self.value = raw

    def show_state(self, state: str) -> None:
        """Show why there is no answer, as long as there is none; in a short field it would not be read to its end."""
        self._state = state
        if self.spec.kind not in WIDTHS:
            self.placeholder = state

    @property
    def how(self) -> str:
        """Names the words `form.help.<how>` that say how to answer."""
        return self.spec.kind

    def echo(self) -> str:
        """What the field understood, if that is worth saying."""
        typed = self.value.strip()
        if not typed:
            return self._state if self.spec.kind in WIDTHS else ""
        said = self.host.understood(self.spec, typed)
        # What already stands in the field in the same words need not stand beside it again.
        return said.removeprefix(typed).strip() if self.spec.kind is Kind.DATE or said == typed else said

    def watch_value(self, value: str) -> None:
        """Input tells of a change by a message; the form is told here, a frame earlier."""
        if self.is_mounted:
            self.tell(value)

    def tell(self, value: str) -> None:
        """Tell the form the raw text that the shown text stands for."""
        self.host.typed(self.spec.name, value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Everything typed or pasted comes through here."""
        if text:
            room = (self.spec.longest or LONGEST_TEXT) - len(self.value) + abs(end - start)
            # A paste is cut; a person who types may go over and is told on leaving the field.
            arrived = one_line(text, max(room, 1), self.host.words)
            if arrived.said:
                self.host.say(arrived.said, problem=True)
            text = arrived.text
        before = self.value, self.cursor_position
        goes_on = len(text) == 1 and not text.isspace() and start == end and self._typed_to == start
        super().replace(text, start, end)
        self._typed_to = self.cursor_position if len(text) == 1 else None
        if self.value != before[0] and not goes_on:
            self._before = [*self._before[1 - MOST_UNDONE :], before]

    def action_undo(self) -> None:
        """Ctrl+Z: take back the last word typed, or the last paste or deletion."""
        if self._before:
            self.value, self.cursor_position = self._before.pop()
            self._typed_to = None

    def on_paste(self, event: events.Paste) -> None:
        """Input would keep the first line only and say nothing."""
        event.stop()
        event.prevent_default()
        if event.text:
            self.replace(event.text, *self.selection)

    async def action_submit(self) -> None:
        """Enter goes on to the next field."""
        self.host.step(1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pages are turned only where there are some."""
        if action == "page" and isinstance(by := parameters[0], int):
            return self.host.can_turn(by)
        return True

    def action_page(self, by: int) -> None:
        """PageDown and PageUp."""
        self.host.turn(by)

    def action_field(self, by: int) -> None:
        """Up and Down go from field to field."""
        self.host.step(by)
