"""A list brought in by keys, in both sizes: five steps, a step back loses nothing, and U takes it all back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ips_tui.casework import caseload
from ips_tui.casework.session import Desk
from screens.bring_in.columns_screen import ColumnsScreen
from screens.bring_in.done_screen import DoneScreen
from screens.bring_in.file_screen import FileScreen
from screens.bring_in.look_screen import LookScreen
from screens.bring_in.reading_screen import ReadingScreen
from screens.bring_in.step import StepScreen
from screens.settings.ask import AskLine
from screens.terminal.too_small import SMALLEST
from tests.exchange.lists import put
from tests.screens.entry_desk import HOSTILE, HouseApp, desk_on, in_both_sizes, on_screen, text_of

LIST = (
    "Client name;Referral date;Start date;Source;Programme;Team;Status;Contact by;Consent;Consent date;[/x]\n"
    "Bjørn Åsen;3.10.2026;3.10.2026;self;youth;Harbour CMHT;UB;sms;yes;3.10.2026;1\n"
    "Hannah Lindqvist;3.10.2026;3.10.2026;gp;youth;Harbour CMHT;ledig;sms;yes;3.10.2026;2\n"
    "Bo Øst;3 oct;3.10.2026;gp;youth;Harbour CMHT;ledig;sms;yes;3.10.2026;3\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


async def settled(app: HouseApp, pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.pause()


async def typed(app: HouseApp, pilot: Pilot[None], text: str) -> None:
    """Put a line into the question in front and give it."""
    from textual.widgets import Input

    assert isinstance(app.screen, AskLine)
    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await settled(app, pilot)


async def pressed(app: HouseApp, pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await settled(app, pilot)


async def until(app: HouseApp, pilot: Pilot[None], kind: type) -> None:
    """Wait for what is done on a thread."""
    for _ in range(300):
        if isinstance(app.screen, kind):
            return
        await pilot.pause(0.02)
    raise AssertionError(type(app.screen))


def test_a_list_goes_through_five_steps_and_is_taken_back_by_one_key(desk: Desk, tmp_path: Path) -> None:
    hostile = HOSTILE[:150].replace(";", ",")
    text = (
        f'{LIST}"{hostile.replace(chr(34), "")}";3.10.2026;3.10.2026;gp;youth;Harbour CMHT;ledig;sms;yes;3.10.2026;4\n'
    )
    place = put(tmp_path, text, "clients.csv", "utf-8")
    before = len(caseload.everyone(desk))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        async def looked(kind: type[StepScreen], *parts: str) -> None:
            assert isinstance(app.screen, kind)

            def look() -> None:
                seen = text_of(app)
                assert f"▸ {app.words(f'bring_in.step.{kind.step}')}" in seen, seen
                for part in parts:
                    assert part in seen, f"{part!r} is not in\n{seen}"

            await in_both_sizes(pilot, look)
            await pilot.resize_terminal(*SMALLEST)
            await pilot.pause()
            assert f"▸ {app.words(f'bring_in.step.{kind.step}')}" in text_of(app)
            await pilot.resize_terminal(80, 24)
            await settled(app, pilot)

        await pressed(app, pilot, "ctrl+p", *"bring", "enter")
        await looked(FileScreen, "People", "Employers", "Contacts with people")
        await pressed(app, pilot, "enter")
        await typed(app, pilot, str(tmp_path / "none.csv"))
        assert isinstance(app.screen, AskLine) and "no such file" in app.screen.wrong
        await typed(app, pilot, str(place))
        await looked(ReadingScreen, "4 rows in 11 columns", "UTF-8", "semicolon", "Bjørn Åsen")
        await pressed(app, pilot, "end")
        assert text_of(app).count("[/oops] O'Brien [x]") == 2, "in the list, and below it in full"
        await pressed(app, pilot, "home")
        # Other letters: names look wrong, and say so; then as they were.
        await pressed(app, pilot, "enter", "down", "enter")
        assert "! BjÃ¸rn" in text_of(app) and "look wrong" in text_of(app)
        await pressed(app, pilot, "enter", "enter")
        assert "look wrong" not in text_of(app)
        await pressed(app, pilot, "g")
        await looked(ColumnsScreen, "Specialist *", "Wants to work *", "“UB”", "To be decided (3)")
        await pressed(app, pilot, "g")
        assert isinstance(app.screen, ColumnsScreen) and "To be decided" in app.screen.said
        # The same for every row: the last but one of the columns.
        await pressed(app, pilot, "enter", "end", "up", "enter", "enter")
        assert "To be decided (2)" in text_of(app)
        await pressed(app, pilot, "enter", "end", "up", "enter", "enter")
        await pressed(app, pilot, "enter", "enter")
        assert "Everything that is needed is found" in text_of(app)
        await pressed(app, pilot, "k")
        await typed(app, pilot, str(tmp_path))
        assert (tmp_path / "columns-people.toml").read_text("utf-8").count("ub") == 1
        # A step back and forth loses nothing.
        await pressed(app, pilot, "escape", "g", "g")
        await looked(LookScreen, "To be brought in: 2. Left out: 2.", "Bjørn Åsen", "Looks like Hannah Lindqvist")
        await pressed(app, pilot, "space")
        assert "stays out" in app.screen.said if isinstance(app.screen, LookScreen) else False
        await pressed(app, pilot, "down", "space")
        assert "To be brought in: 3. Left out: 1." in text_of(app) and len(caseload.everyone(desk)) == before
        await pressed(app, pilot, "g", "up", "up", "enter")
        await typed(app, pilot, str(tmp_path))
        await until(app, pilot, DoneScreen)
        (left,) = tmp_path.glob("left-out-people-*.csv")
        assert "People brought in: 3." in text_of(app) and "Bo Øst" in left.read_text("utf-8-sig")
        assert len(caseload.everyone(desk)) == before + 3 and "Left out, with the reason" in text_of(app)
        await pressed(app, pilot, "u", "down", "enter")
        assert len(caseload.everyone(desk)) == before
        assert isinstance(app.screen, LookScreen) and "Undone" in app.screen.said
        await pressed(app, pilot, "g", "up", "enter")
        await until(app, pilot, DoneScreen)
        await pressed(app, pilot, "enter")
        assert not isinstance(app.screen, (StepScreen, DoneScreen)), "every step closes"
        # Next month the columns are there.
        await pressed(app, pilot, "ctrl+p", *"bring", "enter", "enter")
        await typed(app, pilot, str(place))
        await pressed(app, pilot, "g")
        assert isinstance(app.screen, ColumnsScreen) and "columns-people.toml" in app.screen.said
        assert "Everything that is needed is found" in text_of(app)
        await pressed(app, pilot, "g")
        assert "To be brought in: 0. Left out: 4." in text_of(app), "all of them are here already"

    on_screen(desk, steps)
