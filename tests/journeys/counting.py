"""Hands that count: every key a person presses to fill a form in, the letters of free texts aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from textual import events
from textual.pilot import Pilot

from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.forms.kit import Entry, RowEntry, asked_values, fields_of
from screens.app import IpsApp
from screens.widgets.form.pages import field_of
from tests.journeys.hands import MOST_PAUSES, Answer, Hands, Row

FREE = (Kind.TEXT, Kind.NOTES)
_LETTERS = {"space": " ", "plus": "+"}


class CountingHands(Hands):
    """As a person goes: with Tab from field to field, never by knowing where a field is.

    Keys are handed on as fast as somebody types who knows the way; what they came to is waited for.
    """

    def __init__(self, app: IpsApp, pilot: Pilot[Any]) -> None:
        super().__init__(app, pilot)
        self.keys = 0
        self.counted: dict[str, list[int]] = defaultdict(list)
        """Keys of each entry, by its kind."""

    @contextmanager
    def entry(self, kind: str) -> Iterator[None]:
        """What is pressed inside is one entry of that kind, from the key that opens it to the one that saves it."""
        before = self.keys
        yield
        self.counted[kind].append(self.keys - before)

    async def press(self, *keys: str) -> None:
        """Keys, counted."""
        self.keys += len(keys)
        driver = self.app._driver
        assert driver is not None
        for name in keys:
            key = events.Key(name, _LETTERS.get(name, name if len(name) == 1 else None))
            key.set_sender(self.app)
            driver.process_message(key)
        await self.pilot.pause()
        await self.pilot.pause()

    async def type(self, text: str, *, free: bool = False) -> None:
        """Letters; those of a free text are not counted, since nobody could save them."""
        if not free:
            self.keys += len(text)
        await super().type(text)

    async def to_field(self, name: str) -> None:
        """Tab until the field has the focus."""
        for _ in range(60):
            if self._field() == name:
                return
            await self.press("tab")
        raise AssertionError(f"no Tab leads to {name}\n{self.seen}")

    def _field(self) -> str:
        field = field_of(self.app.screen.focused)
        return "" if field is None else field.spec.name

    async def fill(self, entry: type[Entry], values: Mapping[str, Answer], *, save: bool = True) -> None:
        """As `Hands.fill`, from the field that has the focus on with Tab."""
        front = await self.form_of(entry)
        said = {name: value for name, value in values.items() if isinstance(value, str)}
        for spec in fields_of(front.plan.entry):
            asked = asked_values(fields_of(front.plan.entry), {**front.filled.raw, **said})
            if spec.name in values and spec.name in asked:
                await self.to_field(spec.name)
                await self._answer(spec, values[spec.name])
        if save:
            await self.press("f2")
            await self._until_gone(front)

    async def fill_row(self, entry: type[RowEntry], row: Row) -> None:
        """As `Hands.fill_row`, with Tab."""
        front = await self.form_of(entry)
        for spec in fields_of(entry):
            if spec.name in row:
                await self.to_field(spec.name)
                await self._say(spec, row[spec.name])
        await self.press("f2")
        await self._until_gone(front)

    async def form_of(self, entry: type[Entry]) -> Any:
        """The form of that entry, once it is in front."""
        for _ in range(MOST_PAUSES):
            front: Any = self.app.screen
            if getattr(getattr(front, "plan", None), "entry", None) is not None and front.plan.entry.form == entry.form:
                return front
            await self.pilot.pause()
        raise AssertionError(f"the form {entry.form} did not open\n{self.seen}")

    async def _until_gone(self, front: Any) -> None:
        for _ in range(MOST_PAUSES):
            if self.app.screen is not front:
                return
            await self.pilot.pause()
        raise AssertionError(f"it was not saved\n{self.seen}")

    async def _say(self, spec: FieldSpec, value: str) -> None:
        if spec.kind is Kind.NOTES:
            await self.write(value)
        elif spec.kind is Kind.TEXT:
            await self.press("end", "ctrl+u")
            await self.type(value, free=True)
        else:
            await super()._say(spec, value)
