"""A note grows with what is typed, and the line that is typed stays in sight."""

from __future__ import annotations

import asyncio
from pathlib import Path

from screens.app import IpsApp
from screens.widgets.form.form_screen import FormScreen
from tests.screens.entry_desk import SIZES, desk_on, person, text_of


def test_the_last_note_of_a_page_grows_and_the_line_that_is_typed_stays_in_sight(tmp_path: Path) -> None:
    async def run() -> None:
        with desk_on(tmp_path) as desk:
            app = IpsApp(desk)
            async with app.run_test(size=SIZES[0]) as pilot:
                await pilot.pause()
                app.open_participant(str(person(desk, "P10")))
                await pilot.pause()
                # The next version of a support plan: its last field is a note at the lower edge of the window.
                await pilot.press("5", "i", "up", "up", "enter")
                await pilot.pause()
                form = app.screen
                assert isinstance(form, FormScreen)
                await form.body.go_to("exit_remains")
                await pilot.pause()
                for number in range(1, 10):
                    await pilot.press("x", *str(number), "enter")
                    await pilot.press("z")
                    await pilot.pause()
                    lines = text_of(app).splitlines()
                    above = next((place for place, line in enumerate(lines) if f"x{number}" in line), None)
                    assert above is not None, (number, text_of(app))
                    assert "z" in lines[above + 1], (number, text_of(app))
                    await pilot.press("backspace")

    asyncio.run(run())
