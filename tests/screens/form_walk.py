"""A form in the shell, with what a person does there and sees."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from ips_tui.content.words import Words
from screens.widgets.form.fields import FormField
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.form.plan import FormPlan
from tests.screens import form_fake
from tests.screens.desk_fake import FakeDesk, ShellApp

SIZES = ((80, 24), (120, 40))
HOSTILE = "[/oops] O'Brien [x]\x1b]52;c;aGk=\x07 \u202egpj"
CLEAN = "[/oops] O'Brien [x] gpj"


class Walk:
    """A form in the shell, with what a person does and sees."""

    def __init__(self, app: ShellApp, pilot: Pilot[Any], form: FormScreen) -> None:
        self.app, self.pilot, self.form = app, pilot, form
        self.results: list[str | None] = []

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.press(*["space" if letter == " " else letter for letter in text])

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def go(self, name: str) -> None:
        """To a field of the form in front."""
        await self.front.body.go_to(name)
        await self.pilot.pause()

    @property
    def front(self) -> FormScreen:
        """The form in front: this one, or a row of it."""
        assert isinstance(self.app.screen, FormScreen)
        return self.app.screen

    @property
    def seen(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def raw(self) -> dict[str, str]:
        return {name: raw for name, raw in self.form.filled.raw.items() if raw}

    @property
    def at(self) -> str:
        """The name of the field with the focus."""
        focused = self.front.focused
        assert focused is not None
        assert isinstance(focused.parent, FormField)
        return focused.parent.spec.name


def walk(
    made: FormPlan,
    step: Callable[[Walk], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
    words: Words | None = None,
) -> Walk:
    """Open the form and do something with it."""
    done: list[Walk] = []

    async def run() -> None:
        pack = words or form_fake.words()
        app = ShellApp(FakeDesk(words=pack))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            form = FormScreen(made, pack)
            here = Walk(app, pilot, form)
            app.push_screen(form, here.results.append)
            await pilot.pause()
            await step(here)
            done.append(here)

    asyncio.run(run())
    return done[0]


def work(here: Walk, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Counts layouts and paints from here on."""
    counts = {"layouts": 0, "paints": 0}
    layout, display = Screen._refresh_layout, type(here.app)._display

    def counted_layout(self: Screen[Any], *args: Any, **kwargs: Any) -> None:
        counts["layouts"] += 1
        layout(self, *args, **kwargs)

    def counted_display(self: Any, *args: Any, **kwargs: Any) -> None:
        counts["paints"] += 1
        display(self, *args, **kwargs)

    monkeypatch.setattr(Screen, "_refresh_layout", counted_layout)
    monkeypatch.setattr(type(here.app), "_display", counted_display)
    return counts
