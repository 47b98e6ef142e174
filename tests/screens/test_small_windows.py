"""F18: every kind of screen in windows of any size, each made small where it stands.

In 60x16 and 40x10 what has the focus is in sight and the keys are told; below that one line says how large the window
is, everything goes on behind it, and a larger window shows the same screen again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import ModalScreen

from ips_tui.store.files import StoreFiles
from screens.app import IpsApp
from screens.terminal.too_small import SMALLEST
from screens.unlock.screen import UnlockScreen
from screens.widgets.footer import Footer
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.form.lines import LineControl
from screens.widgets.record_list import RecordList
from tests import told
from tests.screens.entry_desk import desk_on, employer, naming, person, text_of

USABLE = ((60, 16), tuple(SMALLEST))
TINY = ((20, 5), (1, 1))
USUAL = (80, 24)

Walk = Callable[[IpsApp, Pilot[Any]], Awaitable[None]]


async def settled(pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def keys(*pressed: str) -> Walk:
    async def walk(app: IpsApp, pilot: Pilot[Any]) -> None:
        for key in pressed:
            await pilot.press(key)
            await pilot.pause()

    return walk


async def an_employer(app: IpsApp, pilot: Pilot[Any]) -> None:
    app.open_employer(str(employer(app.desk, "Mill Lane Bakery")))  # type: ignore[arg-type]


AREAS: Mapping[str, Walk] = {
    "today": keys(),
    "caseload": keys("f7"),
    "search in the caseload": keys("f7", "slash", "a"),
    "employers": keys("f12"),
    "weeks of employer contact": keys("f12", "w"),
    "leads": keys("f12", "l"),
    "community": keys("ctrl+o"),
    "an employer": an_employer,
    "what happened, with whom": keys("f3"),
    "the palette": keys("ctrl+p", "h"),
    "help": keys("f1"),
    "a question": keys("ctrl+r"),
}
WITH_A_PERSON: Mapping[str, Walk] = {
    **{f"stage {stage}": keys(str(stage)) for stage in (1, 2, 3, 4, 5, 0)},
    "the header": keys("tab"),
    "the referral, at its end": keys("e", "pagedown", "shift+tab", "shift+tab"),
    "everything that can be noted": keys("n"),
    "which is the main stage": keys("g"),
    "ways tried": keys("1", "y"),
    "the guided interview": keys("2", "q"),
    "the plan": keys("3", "l"),
    "an objective, under what is known of it": keys("tab", "enter"),
    "what may be said": keys("f4"),
}


def in_sight(app: IpsApp) -> None:
    """What has the focus can be seen, a list with records; a screen tells its keys, a form how to save and leave."""
    focused, seen = app.focused, text_of(app)  # type: ignore[arg-type]
    assert focused is not None
    shown = focused.region.intersection(app.screen.region)
    assert shown.height >= 1 and shown.width >= 10, (focused, focused.region, seen)
    if isinstance(focused, RecordList) and focused.count:
        assert shown.height >= 2 and "▸" in seen, seen
    if not isinstance(app.screen, ModalScreen):
        told = " ".join(key.key for key in app.screen.query_one(Footer)._fitting)
        assert "F1" in told, seen
        assert not isinstance(app.screen, FormScreen) or ("F2" in told and "Esc" in told), seen


async def in_every_size(app: IpsApp, pilot: Pilot[Any]) -> None:
    """The screen in front in small windows and in tiny ones, and then as it was."""
    await pilot.pause()
    await pilot.pause()
    front, before, focused = app.screen, text_of(app), app.focused  # type: ignore[arg-type]
    assert app.lines_instead() is None
    for size in USABLE:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert app.lines_instead() is None
        in_sight(app)
    for width, height in TINY:
        await pilot.resize_terminal(width, height)
        await pilot.pause()
        lines = app.lines_instead()
        assert lines is not None and [len(line) for line in lines] == [width] * height
        assert width < SMALLEST.width // 2 or f"(now {width}x{height})" in " ".join(map(str.strip, lines))
    await pilot.resize_terminal(*USUAL)
    await pilot.pause()
    await pilot.pause()
    assert (app.screen, app.focused) == (front, focused)
    after = text_of(app)  # type: ignore[arg-type]
    changed = [pair for pair in zip(before.splitlines(), after.splitlines(), strict=True) if pair[0] != pair[1]]
    assert not changed


async def typed_in_a_tiny_window(app: IpsApp, pilot: Pilot[Any]) -> None:
    """F18: letters, Ctrl+S, Esc and Ctrl+Q do there what they do elsewhere, and nothing typed is lost."""
    await keys("c")(app, pilot)
    form = app.screen
    assert isinstance(form, FormScreen)
    assert isinstance(app.focused, LineControl)
    await pilot.resize_terminal(*TINY[0])
    await keys("end", "x")(app, pilot)
    assert app.focused.value.endswith("x")
    await keys("ctrl+s")(app, pilot)
    assert form.body.problems, "Ctrl+S has tried to save, and said what is wrong"
    await keys("escape")(app, pilot)
    assert app.screen is not form, "Esc has asked what becomes of it"
    await pilot.resize_terminal(*USUAL)
    await settled(pilot)
    await keys("escape")(app, pilot)
    assert app.screen is form
    assert form.filled.raw["happened_on"].endswith("x")
    await pilot.resize_terminal(*TINY[0])
    await keys("ctrl+q", "ctrl+q")(app, pilot)
    assert app.return_code == 0


def test_every_screen_in_windows_of_every_size(tmp_path: Path) -> None:
    """F18: small windows are worked in, tiny ones say so in one line, and nothing is lost in either."""

    async def run() -> None:
        app = IpsApp(desk)
        async with app.run_test(size=USUAL) as pilot:
            await settled(pilot)
            for name, walk in AREAS.items():
                with naming(name):
                    await walk(app, pilot)
                    await in_every_size(app, pilot)
                while len(app.screen_stack) > 1:
                    await app.pop_screen()
                app.go("today")
                await pilot.pause()
            app.open_participant(str(person(desk, "P07")))
            await settled(pilot)
            for name, walk in WITH_A_PERSON.items():
                with naming(name):
                    await walk(app, pilot)
                    await in_every_size(app, pilot)
                while len(app.screen_stack) > 2:
                    await app.pop_screen()
            await typed_in_a_tiny_window(app, pilot)

    with desk_on(tmp_path) as desk:
        desk.warm()
        asyncio.run(run())


def test_the_door_in_windows_of_every_size(tmp_path: Path) -> None:
    """F18: what was wrong with a passphrase is read in a small window too."""
    files = StoreFiles(tmp_path / "team.db")
    told.found(files, encrypted=True)
    desk = told.desk_at(files)

    async def run() -> None:
        app = IpsApp(desk)
        async with app.run_test(size=USUAL) as pilot:
            await settled(pilot)
            await keys("x", "enter")(app, pilot)
            await settled(pilot)
            await in_every_size(app, pilot)
            await pilot.resize_terminal(*SMALLEST)
            await settled(pilot)
            assert isinstance(app.screen, UnlockScreen)
            seen = " ".join(text_of(app).split())  # type: ignore[arg-type]
            assert app.words("store.wrong_passphrase") in seen

    asyncio.run(run())
    desk.close()
