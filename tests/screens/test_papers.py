"""Papers by keys: what there is, how it reads, and where it went."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from ips_tui.casework.session import Desk
from ips_tui.store.looks import looks_at
from screens.papers.list_screen import PapersScreen
from screens.papers.paper_screen import PaperScreen
from screens.participant.screen import ParticipantScreen
from tests.screens.entry_desk import HouseApp, desk_on, hostile_person, in_both_sizes, on_screen, text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def whole(app: HouseApp) -> str:
    """The paper in front, what is below the window too."""
    return str(app.screen.query_one(".paper--text", Static).content)


def test_a_paper_is_read_saved_and_noted_and_the_computer_remembers_where(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = hostile_person(desk)
    home, folder = tmp_path / "home", tmp_path / "papers"
    home.mkdir()
    folder.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(home))

    def noted() -> list[tuple[str, str]]:
        return [(look.what.value, look.detail) for look in looks_at(desk.connection, who) if look.detail]

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.config_path = tmp_path / "config.toml"
        app.push_screen(ParticipantScreen(str(who)))
        await pilot.pause()
        await pilot.press("P")
        assert isinstance(app.screen, PapersScreen)

        def listed() -> None:
            assert "What I may say" in text_of(app) and "can be made" in text_of(app)
            assert "roster" not in text_of(app)

        await in_both_sizes(pilot, listed)
        await pilot.press("enter")
        screen = app.screen
        assert isinstance(screen, PaperScreen)

        def read() -> None:
            text = text_of(app)
            assert "WHAT I MAY SAY" in text and "[/oops] O'Brien [x]" in text and "A4, ordinary print" in text
            assert "NO: NOTHING MAY BE SAID" in text

        await in_both_sizes(pilot, read)
        # What this paper cannot be written as has no key.
        await pilot.press("x", "w", "v", "m", "i")
        assert not list(home.iterdir())
        await pilot.press("f")
        line = app.screen.query_one(Input)
        line.value = str(tmp_path / "none")
        await pilot.press("enter")
        assert "There is no such folder" in text_of(app)
        watched = tmp_path / "Dropbox"
        watched.mkdir()
        line.value = str(watched)
        await pilot.press("enter")
        assert "Dropbox keeps this folder" in text_of(app), "said before anything is written"
        await pilot.press("f")
        line = app.screen.query_one(Input)
        line.value = str(folder)
        await pilot.press("enter")
        await pilot.press("l", "s")
        assert "US Letter, large print" in text_of(app) and str(folder)[:20] in text_of(app)
        assert app.config_path.read_text() == f'papers = "{folder}"\nsheet = "letter"\n'
        read_here = ("opened", "may_say")
        assert not list(folder.iterdir()) and noted() == [read_here]
        await pilot.press("p", "t")
        made = {path.suffix: path for path in folder.iterdir()}
        assert set(made) == {".pdf", ".txt"} and all(
            stat.S_IMODE(path.stat().st_mode) == 0o600 for path in made.values()
        )
        assert noted() == [("printed", "may_say"), ("printed", "may_say"), read_here]

        def told() -> None:
            assert "Written:" in text_of(app) and "not protected" in text_of(app)

        await in_both_sizes(pilot, told)
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        told()
        assert "WHAT I MAY" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await pilot.press("c")
        assert "WHAT I MAY SAY" in app.clipboard and noted()[0] == ("exported", "may_say")
        await pilot.press("f8")
        assert "O'Brien" not in text_of(app) and "Names are hidden" in text_of(app)
        await pilot.press("f8", "escape", "escape", "escape")
        # The team's papers, by Ctrl+P from anywhere; with names or initials.
        await pilot.press("ctrl+p", *"papers", "enter")
        assert isinstance(app.screen, PapersScreen) and app.screen.participant_id is None
        await pilot.press("enter")
        assert "  Rohan " in whole(app)
        await pilot.press("i")
        assert "  Rohan" not in whole(app)
        everyone = len(whole(app))
        await pilot.press("m")
        assert len(whole(app)) < everyone
        await pilot.press("x", "v")
        assert {".xlsx", ".csv"} <= {path.suffix for path in folder.iterdir()}

    on_screen(desk, steps)
