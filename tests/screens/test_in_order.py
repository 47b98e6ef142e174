"""Keys and pastes are carried out one after the other, also on a computer that is slow."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import perf_counter

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from screens.terminal.in_order import REST_SECONDS, InputInOrder


class Slow(Vertical):
    """Takes its time over every key that passes: together with others longer than nothing may go on, alone not."""

    async def on_key(self) -> None:
        await asyncio.sleep(REST_SECONDS * 0.6)


class Stuck(Vertical):
    """Is busy with a key for as long as somebody thinks about a question."""

    async def on_key(self) -> None:
        await asyncio.sleep(REST_SECONDS * 12)


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


def _typed(app: TwoFields, ended: Sequence[str], longest: float) -> list[str]:
    """What stands in both fields after Tab, a pasted text and a letter that all came at once."""
    found: list[str] = []

    async def run() -> None:
        async with app.run_test() as pilot:
            app.query_one("#first", Input).focus()
            await pilot.pause()
            driver = app._driver
            assert driver is not None
            for event in (events.Key("tab", "\t"), events.Paste("word"), events.Key("x", "x")):
                event.set_sender(app)
                driver.process_message(event)
            until = perf_counter() + longest
            while found != list(ended) and perf_counter() < until:
                await asyncio.sleep(0.02)
                found[:] = [line.value for line in app.query(Input)]

    asyncio.run(run())
    return found


def test_a_text_pasted_after_tab_comes_to_the_next_field_however_slow_the_tab() -> None:
    wanted = ["", "wordx"]
    assert _typed(TwoFields([Slow, Slow, Slow]), wanted, 10) == wanted


def test_who_is_busy_with_a_question_does_not_hold_the_keyboard_up() -> None:
    """What comes after arrives while that goes on; where the Tab has not done its work yet, in the field before."""
    wanted = ["wordx", ""]
    assert _typed(TwoFields([Stuck]), wanted, REST_SECONDS * 10) == wanted
