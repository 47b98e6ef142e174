"""Keys and pastes are carried out one after the other, also on a computer that is slow."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import perf_counter
from typing import ClassVar

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from screens.terminal import in_order
from screens.terminal.in_order import InputInOrder


class Slow(Vertical):
    """Takes its time over every key that passes: far less than nothing may go on."""

    async def on_key(self) -> None:
        await asyncio.sleep(in_order.REST_SECONDS * 0.2)


class Stuck(Vertical):
    """Is busy with a key until it is let go, as if somebody thought about a question."""

    let_go: ClassVar[asyncio.Event]

    async def on_key(self) -> None:
        await self.let_go.wait()


class TwoFields(InputInOrder):
    """Two fields within whatever there is between them and the screen."""

    def __init__(self, around: Sequence[type[Vertical]]) -> None:
        super().__init__()
        self.around = around

    def compose(self) -> ComposeResult:
        inner = Vertical(Input(id="first"), Input(id="second"))
        for kind in self.around:
            inner = kind(inner)
        yield inner


class Leading(Vertical):
    """A key in it leads to the second field, by the way stock Textual puts off until after the key."""

    BINDINGS: ClassVar[list[BindingType]] = [("tab", "on", "On")]

    def action_on(self) -> None:
        self.app.query_one("#second", Input).focus()


def _typed(app: TwoFields, ended: Sequence[str]) -> list[str]:
    """What stands in both fields after Tab, a pasted text and a letter that all came at once."""
    found: list[str] = []

    async def run() -> None:
        Stuck.let_go = asyncio.Event()
        async with app.run_test() as pilot:
            app.query_one("#first", Input).focus()
            await pilot.pause()
            driver = app._driver
            assert driver is not None
            for event in (events.Key("tab", "\t"), events.Paste("word"), events.Key("x", "x")):
                event.set_sender(app)
                driver.process_message(event)
            until = perf_counter() + 20
            while found != list(ended) and perf_counter() < until:
                await asyncio.sleep(0.02)
                found[:] = [line.value for line in app.query(Input)]
            Stuck.let_go.set()

    asyncio.run(run())
    return found


def test_a_text_pasted_after_tab_comes_to_the_next_field_however_slow_the_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    # Longer than otherwise, so that what else runs on this computer makes no step look like none.
    monkeypatch.setattr(in_order, "REST_SECONDS", 1.0)
    wanted = ["", "wordx"]
    assert _typed(TwoFields([Slow] * 6), wanted) == wanted


def test_a_letter_after_a_key_that_gives_the_focus_away_comes_to_whom_it_was_given() -> None:
    wanted = ["", "wordx"]
    assert _typed(TwoFields([Leading]), wanted) == wanted


def test_who_is_busy_with_a_question_does_not_hold_the_keyboard_up() -> None:
    """What comes after arrives while that goes on; where the Tab has not done its work yet, in the field before."""
    wanted = ["wordx", ""]
    assert _typed(TwoFields([Stuck]), wanted) == wanted


class NotThereYet(Screen[None]):
    """A screen that takes its time until it stands; its key writes into what stands on it."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [("x", "write", "Write")]

    def compose(self) -> ComposeResult:
        yield Input(id="late")

    async def _compose(self) -> None:
        await asyncio.sleep(0.3)
        await super()._compose()

    def action_write(self) -> None:
        self.query_one("#late", Input).value = "written"


def test_a_key_typed_ahead_waits_until_the_screen_it_is_for_stands() -> None:
    """A page opened a moment ago is still being put together: a key found nothing there, and ended the program."""

    async def run() -> str:
        app = InputInOrder()
        async with app.run_test() as pilot:
            app.push_screen(NotThereYet())
            assert not app.screen.is_mounted
            # As it comes back to the app from the screen before, which had no use for it.
            event = events.Key("x", "x")
            event._set_forwarded()
            app.post_message(event)
            until = perf_counter() + 5
            while not app.screen.query(Input) or not app.screen.query_one(Input).value:
                assert perf_counter() < until
                await pilot.pause(0.02)
            return app.screen.query_one(Input).value

    assert asyncio.run(run()) == "written"
