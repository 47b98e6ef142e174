"""Who has looked, and the person's own copy, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from ips_tui.casework import contacts
from ips_tui.casework.own_copy import passages
from ips_tui.casework.session import Desk
from ips_tui.store.looks import looks_at
from ips_tui.text import shown
from screens.participant.screen import ParticipantScreen
from screens.rights.looked_screen import LookedScreen
from screens.rights.own_copy_screen import OwnCopyScreen
from tests import told
from tests.screens.entry_desk import HOSTILE, HouseApp, desk_on, in_both_sizes, on_screen, person, text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def test_a_page_that_was_opened_is_listed_and_the_own_copy_leaves_out_what_is_marked(
    desk: Desk, tmp_path: Path
) -> None:
    p01 = person(desk, "P01")
    said = f"Her sister says {HOSTILE}"
    contacts.record_contact(desk, p01, told.contact(on=0, summary=said))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        edition = desk.edition
        app.push_screen(ParticipantScreen(str(p01)))
        await pilot.pause()
        assert [look.what for look in looks_at(desk.connection, p01)] == ["opened"]
        # Nothing that is shown is read again because somebody looked.
        assert desk.edition == edition
        await pilot.press("W")
        assert isinstance(app.screen, LookedScreen)

        def looked() -> None:
            text = text_of(app)
            assert "opened on the screen" in text and "Recorded a contact" in text

        await in_both_sizes(pilot, looked)
        await pilot.press("c")
        copy = app.screen
        assert isinstance(copy, OwnCopyScreen)
        (row,) = [key for key, one in copy._passages.items() if one.text.startswith("Her sister says")]
        copy.list.move_to(row)
        await pilot.press("space")

        def marked() -> None:
            text = text_of(app)
            assert ", 1 left out" in text and "left out" in text and shown(said)[:30] in text

        await in_both_sizes(pilot, marked)
        await pilot.press("w")
        line = app.screen.query_one(Input)
        line.value = str(tmp_path / "none")
        await pilot.press("enter")
        assert "There is no such folder" in text_of(app)
        line.value = str(tmp_path)
        await pilot.press("enter")
        await pilot.pause()
        (text,), (data,) = tmp_path.glob("own-copy-P01-*.txt"), tmp_path.glob("own-copy-P01-*.json")
        assert "Her sister says" not in text.read_text() + data.read_text()
        assert looks_at(desk.connection, p01)[0].detail == "own_copy"
        await pilot.press("escape")
        assert "given out as a file: the person's own copy" in " ".join(text_of(app).split())

    on_screen(desk, steps)
    assert sum(one.marked for one in passages(desk, p01)) == 1
