"""A person's hands on the screens of a pilot: fills forms in by the fields of their entry, key by key."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.forms.kit import Entry, RowEntry, asked_values, fields_of
from screens.app import IpsApp
from screens.widgets.chooser import Chooser
from screens.widgets.confirm import Confirm
from screens.widgets.form.form_screen import FormScreen

MOST_PAUSES = 500
Row = Mapping[str, str]
Answer = str | Sequence[Row] | Callable[[], Coroutine[Any, Any, None]]


class Hands:
    """Presses keys and nothing else; what stands on the screen is only read to find the way."""

    def __init__(self, app: IpsApp, pilot: Pilot[Any]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Keys, one after the other, each with its whole effect."""
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Letters as the terminal sends those of a fast typist: none waits for what the one before has done."""
        await self._put(text, *(events.Key(_character_to_key(letter), letter) for letter in text))

    async def write(self, text: str) -> None:
        """A free text: its first word letter by letter, the rest at once, as it is pasted from other notes."""
        first, space, rest = text.partition(" ")
        await self._put(
            text, *(events.Key(_character_to_key(letter), letter) for letter in first), events.Paste(space + rest)
        )

    async def _put(self, text: str, *sent: events.Event) -> None:
        driver = self.app._driver
        assert driver is not None
        for event in sent:
            event.set_sender(self.app)
            driver.process_message(event)
        for _ in range(MOST_PAUSES):
            await self.pilot.pause()
            # On a busy machine a pause ends before the last letter has come to its field.
            if text in self._in_focus():
                return
        raise AssertionError(f"{text!r} does not stand where it was typed: {self._in_focus()!r}\n{self.seen}")

    def _in_focus(self) -> str:
        """What stands in the field that has the focus."""
        field = self.app.focused
        return str(getattr(field, "value", getattr(field, "text", "")))

    @property
    def form(self) -> FormScreen:
        """The form in front."""
        assert isinstance(self.app.screen, FormScreen), self.seen
        return self.app.screen

    @property
    def seen(self) -> str:
        """What stands on the screen in front, as text."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)

    async def fill(self, entry: type[Entry], values: Mapping[str, Answer], *, save: bool = True) -> None:
        """Fill in the form of that entry, which must be the one in front, and save it with F2."""
        front = self.form
        assert front.plan.entry.form == entry.form, self.seen
        said = {name: value for name, value in values.items() if isinstance(value, str)}
        for spec in fields_of(front.plan.entry):
            # What is asked may depend on what was answered above, and on what stood there at first.
            asked = asked_values(fields_of(front.plan.entry), {**front.filled.raw, **said})
            if spec.name in values and spec.name in asked:
                await front.body.go_to(spec.name)
                await self.pilot.pause()
                await self._answer(spec, values[spec.name])
        if save:
            await self.press("f2")
            assert self.app.screen is not front, self.seen

    async def _answer(self, spec: FieldSpec, value: Answer) -> None:
        if isinstance(value, str):
            await self._say(spec, value)
        elif callable(value):
            await value()
        else:
            for row in value:
                await self.press("plus")
                assert spec.rows is not None
                await self.fill_row(spec.rows, row)

    async def fill_row(self, entry: type[RowEntry], row: Row) -> None:
        """Fill in the row in front and give it back to its form with F2."""
        front = self.form
        for spec in fields_of(entry):
            if spec.name in row:
                await front.body.go_to(spec.name)
                await self.pilot.pause()
                await self._say(spec, row[spec.name])
        await self.press("f2")
        assert self.app.screen is not front, self.seen

    async def _say(self, spec: FieldSpec, value: str) -> None:
        match spec.kind:
            case Kind.NOTES:
                await self.write(value)
            case Kind.YES_NO | Kind.CHOICE:
                choices = ("yes", "no") if spec.kind is Kind.YES_NO else spec.choices
                await self.press("backspace", *["right"] * (choices.index(value) + 1))
            case Kind.CHOICES:
                await self.press("backspace")
                at = -1
                for wanted in sorted(spec.choices.index(one) for one in value.split("\n")):
                    await self.press(*["right"] * (wanted - at), "space")
                    at = wanted
            case Kind.REFERENCE | Kind.REFERENCES:
                for name in value.split("\n"):
                    if spec.kind is Kind.REFERENCE:
                        await self.press("end", "ctrl+u")
                    await self.type(name)
                    await self.press("enter")
            case _:
                await self.press("end", "ctrl+u")
                await self.type(value)

    async def choose(self, wanted: str) -> None:
        """Move to an answer of the list in front whose label begins so, and take it."""
        screen = self.app.screen
        assert isinstance(screen, (Chooser, Confirm)), screen
        for _ in range(60):
            if self._under_cursor().startswith(wanted):
                await self.press("enter")
                return
            await self.press("down")
        raise AssertionError(f"{wanted} is not among the answers\n{self.seen}")

    def _under_cursor(self) -> str:
        screen = self.app.screen
        for name in ("Choices", "Answers"):
            for found in screen.query(name):
                answers: Any = found
                return str(answers.chosen.label)
        return ""
