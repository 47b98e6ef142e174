"""What the screens show of a file in trouble: a mark in every frame, a line on Today, no traceback, no lost text."""

from __future__ import annotations

from collections.abc import Callable

from sqlcipher3 import dbapi2
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from ips_tui.casework.session import Desk
from screens.base import HouseScreen
from screens.today.screen import TodayScreen
from screens.widgets.form.form_screen import FormScreen
from tests import told
from tests.screens.area_app import AreaApp, drive, settled


class Torn(HouseScreen[None]):
    """A page whose rows stand on a damaged page of the file."""

    def compose_body(self) -> ComposeResult:
        yield Static("the part that could be read")
        raise RuntimeError from dbapi2.DatabaseError("database disk image is malformed")

    def on_mount(self) -> None:
        self.query_one("#what-never-came")


def test_a_page_that_cannot_be_read_is_said_and_what_is_typed_stays(open_desk: Callable[..., Desk]) -> None:
    """F6: damage met while one works: the screen says so, writing ends, an open form keeps its text, one can go on."""
    desk = open_desk(encrypted=True)
    told.participant(desk, told.clinical_team(desk))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("n")
        await settled(app, pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        await pilot.press(*"Zed")
        app.push_screen(Torn())
        await settled(app, pilot)
        assert app.words("trouble.unreadable")[:60] in app.text
        assert app.words("trouble.mark") in app.text
        await pilot.press("escape")
        await settled(app, pilot)
        assert app.screen is form and "Zed" in app.text, "what is typed stays"
        assert app.words("trouble.mark") in app.text
        await pilot.press("escape", "down", "down", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert app.words("trouble.damaged") in app.text
        await pilot.press("n")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen), "no form is opened where nothing can be saved"
        assert app.words("store.damaged") in app.screen.said
        await pilot.press("f7")
        await settled(app, pilot)
        assert "Ada Fenwick" in app.text and app.words("trouble.mark") in app.text

    drive(desk, steps)


def test_where_nothing_can_be_written_every_frame_says_so(open_desk: Callable[..., Desk]) -> None:
    """F5: opened to be read: words in the frame and on Today, at 40 columns too, and a key that writes says why."""
    desk = open_desk(encrypted=True)
    told.participant(desk, told.clinical_team(desk))
    desk.close()
    desk.files.path.with_name("team.db-wal").mkdir()
    told.opened(desk)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert app.text.count("READ ONLY") == 2
        await pilot.press("n")
        await settled(app, pilot)
        assert app.words("store.read_only")[:30] in app.text
        await pilot.press("f7")
        await settled(app, pilot)
        assert "READ ONLY" in app.text

    drive(desk, steps, (40, 10))
