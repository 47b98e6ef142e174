"""Hands that type a story: each event through the keys of the screens, each field as its kind is answered by keys."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import timedelta
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from ips_tui.casework.telling import PRACTICE_DAY
from ips_tui.forms.asking import FieldSpec, Kind
from ips_tui.forms.kit import Entry, fields_of
from ips_tui.forms.typed import raw_rows
from screens.app import IpsApp
from screens.widgets.chooser import Chooser
from screens.widgets.confirm import Confirm
from screens.widgets.form.filled import Filled
from screens.widgets.form.references import ReferenceControl
from tests.journeys.counting import CountingHands
from tests.journeys.hands import Answer, Row

MOST_LOOKS = 60_000
"""How often it is looked whether the keys have come to rest, a thousandth of a second apart at least."""
_LETTERS = {"space": " ", "plus": "+"}
Event = Mapping[str, Any]


class StoryHands(CountingHands):
    """Hands on the program that is told what happened, by whom the story calls by name.

    Nothing is waited for but that the app has carried the keys out: the same queue that keeps the keys of a fast
    typist in order says so.
    """

    def __init__(self, app: IpsApp, pilot: Pilot[Any], names: Mapping[tuple[str, str], str]) -> None:
        """`names` is what stands on the screen for what a story calls otherwise, by kind and the story's name."""
        super().__init__(app, pilot)
        self.names = dict(names)

    # Keys

    async def press(self, *keys: str) -> None:
        """Keys, one after the other as fast as the app carries them out."""
        await self._send(*(events.Key(key, _LETTERS.get(key, key if len(key) == 1 else None)) for key in keys))

    async def type(self, text: str, *, free: bool = False) -> None:
        """A free text comes as one paste, as from other notes; anything else letter by letter."""
        if free:
            await self._send(events.Paste(text))
        else:
            await self._send(*(events.Key(_character_to_key(letter), letter) for letter in text))

    async def _send(self, *sent: events.Event) -> None:
        app, driver = self.app, self.app._driver
        assert driver is not None
        until = app._carried_out + len(sent)
        for event in sent:
            event.set_sender(app)
            driver.process_message(event)
        for _ in range(MOST_LOOKS):
            await asyncio.sleep(0.001)
            if app._carried_out >= until and not app._under_way:
                return
            assert app._exception is None, app._exception
        raise AssertionError(f"the keys did not come to rest\n{self.seen}")

    async def settle(self) -> None:
        """Until the screen in front has done all it was asked to."""
        await self.pilot._wait_for_screen()

    # Questions

    async def answer(self, wanted: str) -> None:
        """Give the answer of this id to the question or the list in front, with the arrow keys."""
        await self.until(lambda: isinstance(self.app.screen, (Chooser, Confirm)))
        screen = self.app.screen
        if isinstance(screen, Chooser):
            ids, here = [item.id for item in screen.choices.items], screen.choices.place
        else:
            assert isinstance(screen, Confirm)
            ids, here = [answer.id for answer in screen.answers.answers], screen.answers.place
        assert wanted in ids, f"{wanted} is not among the answers\n{self.seen}"
        steps = ids.index(wanted) - here
        await self.press(*(["down"] * steps if steps > 0 else ["up"] * -steps), "enter")
        await self.settle()

    async def until(self, there: Callable[[], bool]) -> None:
        """Wait until something is so."""
        for _ in range(MOST_LOOKS):
            if there():
                return
            await asyncio.sleep(0.001)
        raise AssertionError(f"it did not come to that\n{self.seen}")

    # Forms

    async def form_of(self, entry: type[Entry]) -> Any:
        """The form of that entry, once it is in front and a field has the focus."""
        await self.until(lambda: self._is_form(entry.form) and bool(self._field()))
        return self.form

    def _is_form(self, form: str) -> bool:
        plan = getattr(self.app.screen, "plan", None)
        return getattr(getattr(plan, "entry", None), "form", None) == form

    async def _until_gone(self, front: Any) -> None:
        await self.until(lambda: self.app.screen is not front or bool(front.body.problems))
        assert self.app.screen is not front, f"it was not saved\n{self.seen}"
        await self.settle()

    async def fill_form(self, form: str, said: Event, *, not_fields: Sequence[str] = ()) -> None:
        """Fill in the form in front as an event says, and save it. What stands there already is left as it is."""
        await self.until(lambda: self._is_form(form) and bool(self._field()))
        entry = self.form.plan.entry
        told = {name: value for name, value in said.items() if name not in ("on", "form", "key", *not_fields)}
        specs = {spec.name: spec for spec in fields_of(entry)}
        assert told.keys() <= specs.keys(), (form, sorted(told.keys() - specs.keys()))
        values: dict[str, Answer] = {}
        for name, value in told.items():
            if specs[name].rows is not None:
                values[name] = self._rows(specs[name], value)
            elif not self._stands(specs[name], typed := self._typed(specs[name], value)):
                values[name] = typed
        await self.fill(entry, values)

    def _typed(self, spec: FieldSpec, value: Any) -> str:
        """What a person types, or picks."""
        if spec.kind is Kind.DATE and isinstance(value, int):
            away = (PRACTICE_DAY + timedelta(days=value) - self.app.desk.clock.today()).days
            return f"{away:+d}" if away else "today"
        said = [value] if isinstance(value, str) else value
        if spec.kind in (Kind.REFERENCE, Kind.REFERENCES):
            said = [self.names[spec.of, name] for name in said]
        return "\n".join(said)

    def _stands(self, spec: FieldSpec, typed: str) -> bool:
        """Whether the field holds that already."""
        filled: Filled = self.form.filled
        raw = filled.raw[spec.name]
        if spec.kind is Kind.DATE:
            return bool(raw) and filled.read_day(spec, raw) == filled.read_day(spec, typed)
        if spec.kind is Kind.REFERENCE:
            control = self.form.body.fields[spec.name].control
            return isinstance(control, ReferenceControl) and bool(control.chosen) and control.value.startswith(typed)
        return raw == typed

    def _rows(self, spec: FieldSpec, said: Sequence[Event]) -> Callable[[], Coroutine[Any, Any, None]]:
        """Bring the rows of a group to what a story says: begun ones are gone on with, others taken out or added."""
        assert spec.rows is not None
        entry, inner = spec.rows, {one.name: one for one in fields_of(spec.rows)}
        rows = [{name: self._typed(inner[name], value) for name, value in row.items()} for row in said]

        async def bring() -> None:
            left = list(rows)
            begun = raw_rows(self.form.filled.raw[spec.name])
            place = 0
            for there in begun:
                await self.press("home", *["down"] * place)
                if (goes_on := _going_on(there, left)) is None:
                    await self.press("delete")
                    await self.answer("out")
                    continue
                left.remove(goes_on)
                place += 1
                if rest := {name: value for name, value in goes_on.items() if there.get(name) != value}:
                    await self.press("enter")
                    await self.fill_row(entry, rest)
            for row in left:
                await self.press("plus")
                await self.fill_row(entry, row)

        return bring

    async def _say(self, spec: FieldSpec, value: str) -> None:
        if spec.kind is Kind.NOTES:
            while before := self._in_focus():
                await self.press("ctrl+k")
                assert len(self._in_focus()) < len(before), self.seen
            await self.type(value, free=True)
        elif spec.kind is Kind.TEXT:
            if self._in_focus():
                await self.press("end", "ctrl+u")
            await self.type(value, free=True)
        elif spec.kind in (Kind.REFERENCE, Kind.REFERENCES):
            for name in value.split("\n"):
                await self._choose_reference(name)
        elif spec.kind in (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO):
            await super()._say(spec, value)
        else:
            # What stands in a short field is marked when one comes into it, and typed over.
            await self.type(value)

    async def _choose_reference(self, name: str) -> None:
        """Letters of a name, until it stands first in the list."""
        control = self.app.focused
        assert isinstance(control, ReferenceControl)
        if control.value:
            await self.press("end", "ctrl+u")
        for letter in name:
            await self.type(letter)
            if control._found[:1] and control._found[0].label.startswith(name):
                break
        assert control._found[:1] and control._found[0].label.startswith(name), f"no {name}\n{self.seen}"
        await self.press("enter")


def _going_on(begun: Row, rows: Sequence[Row]) -> Row | None:
    """The row of a story that says what a begun row says, and maybe more."""
    said = {name: value for name, value in begun.items() if name != "id" and value}
    return next((row for row in rows if all(row.get(name) == value for name, value in said.items())), None)
