"""The search line: what may be typed, where the focus goes, what a key costs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from screens.widgets.record_list import Column, ListSource, RecordList
from screens.widgets.search_line import LONGEST, ONE_LINE, SearchLine
from tests.screens.area_app import painting

NAMES = ["Aroha Ngata", "Anna Ødegård", "Hannah Żółć", "Per Nowak", "漢字 Li"]


class SearchApp(App[None]):
    """A search line over a list, with a pane that follows the cursor; counts the frames that are painted."""

    CSS = "RecordList { height: 1fr; } #pane { height: 2; }"
    BINDINGS = [("n", "shout", "New"), ("1", "shout", "One"), ("escape", "shout", "Back")]

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.frames = 0
        self.shouts = 0
        self.notices: list[str] = []
        rows = [(f"id-{n}", (name,)) for n, name in enumerate(names)]
        self.people = RecordList(
            [Column("name", "Name", 0)], ListSource(rows), empty="Nobody.", no_match="None.", on_cursor=self.follow
        )
        self.line = SearchLine(self.people, on_notice=self.notices.append)

    def compose(self) -> ComposeResult:
        yield self.line
        yield self.people
        yield Static(id="pane", markup=False)

    def action_shout(self) -> None:
        self.shouts += 1

    def follow(self, record_id: str | None) -> None:
        self.screen.query_one("#pane", Static).update(f"pane of {record_id}", layout=False)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        # Where Textual hands a finished frame, or part of one, to the terminal.
        if renderable is not None and not self._batch_count:
            self.frames += 1
        super()._display(screen, renderable)

    def lines(self) -> list[str]:
        return [strip.text for strip in self.screen._compositor.render_strips()]


Step = Callable[[SearchApp, Pilot[None]], Awaitable[None]]


def drive(step: Step, names: Sequence[str] = NAMES, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        app = SearchApp(names)
        async with app.run_test(size=size) as pilot:
            app.line.focus()
            await pilot.pause(0.1)
            await step(app, pilot)

    asyncio.run(run())


@pytest.mark.parametrize("size", [12, 100_000])
def test_a_letter_costs_one_frame_with_list_pane_and_count_in_it(size: int) -> None:
    async def step(app: SearchApp, pilot: Pilot[None]) -> None:
        for key, found in [("9", None), ("backspace", size), ("space", size), ("1", None), ("1", None)]:
            painting(app)
            before = app.frames
            await pilot.press(key)
            await pilot.pause(0.15)
            assert app.frames - before == 1, key
            text = "\n".join(app.lines())
            assert f"{app.people.count} of {size}" in text
            assert f"pane of {app.people.cursor_id}" in text
            assert found is None or app.people.count == found

    drive(step, [f"Person {n}" for n in range(size)])


def test_it_narrows_as_one_types_and_says_how_many() -> None:
    async def step(app: SearchApp, pilot: Pilot[None]) -> None:
        assert app.lines()[0].startswith("/ type to find")
        assert app.lines()[0].rstrip().endswith("5 of 5")
        await pilot.press(*"anna")
        assert app.lines()[0].startswith("/ anna ")
        assert app.lines()[0].rstrip().endswith("2 of 5")
        await pilot.press(*" o")
        assert app.people.cursor_id == "id-1"
        await pilot.press("ctrl+w", "backspace", "backspace")
        assert app.line.value == "ann"
        await pilot.press("ctrl+u")
        assert (app.line.value, app.people.count) == ("", 5)

    drive(step)


def test_letters_never_run_the_keys_of_the_screen() -> None:
    async def step(app: SearchApp, pilot: Pilot[None]) -> None:
        await pilot.press("n", "1")
        assert (app.line.value, app.shouts) == ("n1", 0)

    drive(step)


def test_esc_clears_then_goes_to_the_list() -> None:
    async def step(app: SearchApp, pilot: Pilot[None]) -> None:
        await pilot.press("p", "escape")
        assert (app.line.value, app.people.count, app.focused) == ("", 5, app.line)
        await pilot.press("escape")
        assert app.focused is app.people
        assert app.shouts == 0
        await pilot.press("escape")
        assert app.shouts == 1, "in the list Esc is the screen's again"

    drive(step)


@pytest.mark.parametrize("key", ["down", "enter"])
def test_down_and_enter_go_to_the_list_and_keep_the_search(key: str) -> None:
    async def step(app: SearchApp, pilot: Pilot[None]) -> None:
        await pilot.press("p", "e", "r", key)
        assert app.focused is app.people
        assert (app.people.count, app.people.cursor_id) == (1, "id-3")

    drive(step)


def test_editing_in_the_middle_and_by_whole_characters() -> None:
    async def step(app: SearchApp, pilot: Pilot[None]) -> None:
        await pilot.press("a", "c", "left", "b", "home", "x", "delete", "end", "d")
        assert app.line.value == "xbcd"
        app.line.set_value("e\u0301漢👩‍👩‍👧q\u0323")
        await pilot.press("backspace")
        assert app.line.value == "é漢👩‍👩‍👧"
        await pilot.press("backspace")
        assert app.line.value == "é漢"
        await pilot.press("left", "left", "right", "z")
        assert app.line.value == "éz漢"

    drive(step)


def test_a_paste_is_one_clean_line_and_says_what_was_left_out() -> None:
    async def step(app: SearchApp, pilot: Pilot[None]) -> None:
        app.line.post_message(events.Paste("\n  \x1b]52;c;eA==\x07Per\tNo\u202ewak\nand a second line\n"))
        await pilot.pause()
        assert app.line.value.split() == ["Per", "Nowak"]
        assert app.people.cursor_id == "id-3"
        assert app.notices == [ONE_LINE]
        app.line.set_value("")
        app.line.post_message(events.Paste("x" * 5000))
        await pilot.pause()
        assert len(app.line.value) == LONGEST
        assert len(app.notices) == 2
        await pilot.press("y")
        assert len(app.line.value) == LONGEST
        app.line.set_value("")
        app.line.post_message(events.Paste("one line"))
        await pilot.pause()
        assert (app.line.value, len(app.notices)) == ("one line", 2)

    drive(step)


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (12, 5), (5, 3), (1, 3)])
@pytest.mark.parametrize("text", ["", "漢" * 90, "e\u0301" * 90, "[/oops] [x]", "👩‍👩‍👧" * 20])
def test_any_text_fits_any_width_with_its_cursor(size: tuple[int, int], text: str) -> None:
    async def step(app: SearchApp, pilot: Pilot[None]) -> None:
        app.line.set_value(text)
        for key in ("end", "left", "home"):
            await pilot.press(key)
            assert cell_len(app.lines()[0]) == size[0]
        if size[0] == 80 and text.startswith("["):
            assert app.lines()[0].startswith("/ [/oops] [x]")

    drive(step, size=size)


def test_the_count_follows_the_list_without_a_key() -> None:
    async def step(app: SearchApp, pilot: Pilot[None]) -> None:
        app.people.filter("per")
        await pilot.pause(0.1)
        assert app.lines()[0].rstrip().endswith("1 of 5")

    drive(step)
