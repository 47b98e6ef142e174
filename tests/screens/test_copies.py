"""Copies from the screens: the age on Today, one taken by hand, the newest brought back when the store is damaged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ips_tui.casework import copies
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from screens import guarded
from screens.settings.ask import AskLine
from screens.settings.copies_screen import CopiesScreen
from screens.today.screen import TodayScreen
from screens.unlock.restoring import RestoreScreen
from screens.unlock.screen import UnlockScreen
from screens.widgets.confirm import Confirm
from tests import told
from tests.screens.area_app import AreaApp, drive, paused, settled
from tests.screens.test_settings_here import at


@pytest.fixture
def locked(open_desk: Callable[..., Desk]) -> Desk:
    """A locked desk over a store that is two weeks old, with a participant in it and no copy yet."""
    desk = open_desk(encrypted=True)
    told.participant(desk, told.clinical_team(desk))
    assert isinstance(desk.clock, SetClock)
    desk.clock.moment += timedelta(days=14)
    desk.close()
    return desk


async def _unlock(app: AreaApp, pilot: Pilot[int]) -> None:
    assert isinstance(app.screen, (UnlockScreen, RestoreScreen))
    app.screen.passphrase.value = told.PASSPHRASE
    await pilot.press("enter")
    await settled(app, pilot)


def test_today_says_that_there_is_no_copy_outside_and_settings_takes_one(
    locked: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F36: the age of the last copy outside is said on Today while it is old, and a copy is two keys away."""
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(copies, "is_outside", lambda place, _: place == stick)
    # The copy of the day is asked for by hand below.
    monkeypatch.setattr(guarded, "COPY_AFTER_SECONDS", 3600)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _unlock(app, pilot)
        words = app.words
        assert isinstance(app.screen, TodayScreen)
        assert words("copies.outside_age.never_no_place") in app.text
        app.copy_of_the_day()
        await settled(app, pilot)
        assert [line.kind for line in copies.lines(locked)] == ["daily"]
        assert words("copies.outside_age.never_no_place") in app.text, "that one is on this disk"
        app.go("settings")
        await settled(app, pilot)
        await at(app, pilot, "copies")
        await pilot.press("e")
        await settled(app, pilot)
        assert isinstance(app.screen, CopiesScreen)
        assert "once a day" in app.text and "today" in app.text and "this disk" in app.text
        await pilot.press("n")
        await paused(pilot)
        assert isinstance(app.screen, AskLine)
        await pilot.press(*"nowhere", "enter")
        await paused(pilot)
        assert isinstance(app.screen, AskLine) and app.screen.wrong
        app.screen.query_one("Input").value = str(stick)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, CopiesScreen)
        assert len(list(stick.iterdir())) == 1
        assert "by hand" in app.text and "another medium" in app.text
        app.go("today")
        await settled(app, pilot)
        assert "copy outside" not in app.text
        # No room: one calm line, no question.
        assert isinstance(locked.clock, SetClock)
        locked.clock.moment += timedelta(days=1)
        monkeypatch.setattr(locked, "copy_of_the_day", lambda: "store.full")
        app.copy_of_the_day()
        await settled(app, pilot)
        assert app.screen.said == words("copies.failed", why=words("store.full"))  # type: ignore[attr-defined]

    drive(locked, steps)


def test_a_damaged_store_offers_its_newest_copy_and_brings_it_back(
    locked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F6: the newest copy is named with its age, one key leads to it, it is asked once, and the damaged file stays."""
    told.opened(locked)
    assert copies.daily(locked).taken == 1
    locked.close()
    locked.files.path.write_bytes(b"x" * 8192)
    assert isinstance(locked.clock, SetClock)
    locked.clock.moment += timedelta(days=3)
    monkeypatch.setattr(guarded, "COPY_AFTER_SECONDS", 3600)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        words = app.words
        await pilot.press("ctrl+b")
        assert isinstance(app.screen, UnlockScreen), "nobody is led there while nothing is wrong"
        await _unlock(app, pilot)
        assert isinstance(app.screen, UnlockScreen)
        assert "29 Oct 2026" in app.screen.tip and "3 days ago" in app.screen.tip
        assert words("key.unlock.restore.name") in app.text
        await pilot.press("ctrl+b")
        await settled(app, pilot)
        assert isinstance(app.screen, RestoreScreen)
        app.screen.passphrase.value = "not this one"
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, RestoreScreen)
        assert app.screen.told.endswith(words("store.wrong_passphrase"))
        await _unlock(app, pilot)
        assert isinstance(app.screen, Confirm)
        assert "never written over" in app.text and words("copies.back.yes") in app.text
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, RestoreScreen), "the safe answer leaves all as it is"
        assert locked.files.path.read_bytes() == b"x" * 8192
        await _unlock(app, pilot)
        await pilot.press("up", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        (aside,) = locked.files.path.parent.glob("team.db.replaced-2026-11-01-*")
        assert app.screen.said == words("copies.back.done_kept", name=aside.name)
        assert "Ada Fenwick" in app.text

    drive(locked, steps)
    assert (_aside(locked) / "team.db").read_bytes() == b"x" * 8192


def _aside(desk: Desk) -> Path:
    (aside,) = [place for place in desk.files.path.parent.iterdir() if ".replaced-" in place.name]
    return aside
