"""Who opens the file with what, on the screen: pages that ask for the present passphrase, and the hint at the door."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from textual.pilot import Pilot

from ips_tui.casework import staff, ways_in
from ips_tui.casework.session import Desk
from ips_tui.config import read_config
from ips_tui.forms.people import StaffEntry
from screens.settings.openers_screen import OpenersScreen
from screens.settings.screen import SettingsScreen
from screens.today.screen import TodayScreen
from screens.unlock.change import (
    ChangeScreen,
    PassphraseChangeScreen,
    RecoveryKeyChangeScreen,
    RememberScreen,
    ShutOutScreen,
)
from screens.unlock.found import RecoveryKeyScreen, TypedBackScreen
from screens.unlock.screen import UnlockScreen
from tests import told
from tests.casework.test_ways_in import Keyring
from tests.screens.area_app import AreaApp, drive, paused, settled

NEW = "quiet brown otter"
LEADERS = "four grey herons"
HOSTILE = "[/oops] O'Brien [x]\x1b]52;c;aGk=\x07 \u202egpj"


@pytest.fixture
def desk(open_desk: Callable[..., Desk]) -> Desk:
    return open_desk(encrypted=True)


async def _from_settings(app: AreaApp, pilot: Pilot[int], name: str) -> None:
    app.go("settings")
    await settled(app, pilot)
    assert isinstance(app.screen, SettingsScreen)
    app.screen.list.move_to(f"here:{name}")
    await pilot.press("e")
    await paused(pilot)


def _page(app: AreaApp) -> ChangeScreen:
    assert isinstance(app.screen, ChangeScreen)
    return app.screen


async def _go_on(app: AreaApp, pilot: Pilot[int]) -> None:
    await pilot.press("f2")
    await settled(app, pilot)


def test_passphrase_and_recovery_key_are_changed_from_settings(desk: Desk) -> None:
    """F8, F9: each page asks for the passphrase of now, a hint may not give it away, the key is typed back."""

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        words = app.words
        await _from_settings(app, pilot, "passphrase")
        page = _page(app)
        assert isinstance(page, PassphraseChangeScreen)
        await _go_on(app, pilot)
        assert page.told.endswith(words("ways_in.empty")) and page.present.has_focus
        page.present.value = "not this one"
        page.new.first.value = page.new.again.value = NEW
        page.new.hint.value = "otter, brown"
        await _go_on(app, pilot)
        assert page.told.endswith(words("unlock.hint.gives_away")) and page.new.hint.has_focus
        page.new.hint.value = "[b]river[/b]"
        await _go_on(app, pilot)
        assert page.told.endswith(words("ways_in.wrong")) and page.present.value == ""
        assert page.new.first.value == NEW
        # In a low window what is wrong is said where it is seen.
        await pilot.resize_terminal(40, 10)
        await paused(pilot)
        await _go_on(app, pilot)
        assert words("ways_in.empty") in page.said and app.focused is page.present
        assert page.present.region.bottom <= 9
        await pilot.resize_terminal(80, 24)
        page.present.value = told.PASSPHRASE
        await _go_on(app, pilot)
        assert isinstance(app.screen, SettingsScreen)
        assert words("ways_in.passphrase.done") in app.screen.said
        assert NEW not in app.text

        await _from_settings(app, pilot, "recovery_key")
        key_page = _page(app)
        assert isinstance(key_page, RecoveryKeyChangeScreen)
        key_page.present.value = NEW
        await _go_on(app, pilot)
        assert isinstance(app.screen, RecoveryKeyScreen)
        key = app.screen.beginning.recovery_key
        await pilot.press("enter")
        await settled(app, pilot)
        back = app.screen
        assert isinstance(back, TypedBackScreen)
        back.typed.value = told.RECOVERY_KEY
        await _go_on(app, pilot)
        assert back.told.endswith(words("unlock.first_run.differs"))
        back.typed.value = key.lower()
        await _go_on(app, pilot)
        assert isinstance(app.screen, SettingsScreen)
        assert words("ways_in.recovery_key.done") in app.screen.said

        app.lock()
        await settled(app, pilot)
        for wrong in ("not this one", told.PASSPHRASE):
            door = app.screen
            assert isinstance(door, UnlockScreen)
            assert "river" not in door.tip
            door.passphrase.value = wrong
            await pilot.press("enter")
            await settled(app, pilot)
        assert words("unlock.hint.is", hint="[b]river[/b]") in door.tip and words("unlock.tip") in door.tip
        assert "[b]river[/b]" in app.text
        door.passphrase.value = NEW
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, SettingsScreen) and desk.state == "open"
        desk.close()
        desk.recover(key, told.PASSPHRASE)
        desk.close()

    drive(desk, steps)


def test_a_colleague_is_let_in_and_shut_out_and_the_keyring_opens_only_at_the_start(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F9, F15: a colleague's own passphrase; what this computer remembers opens nothing after a lock."""
    leader = staff.add_staff(desk, StaffEntry(name=HOSTILE, role="team_leader"))
    ring, library = Keyring(), ModuleType("keyring")
    library.get_keyring = lambda: ring  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", library)
    file = tmp_path / "config.toml"

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        words = app.words
        await _from_settings(app, pilot, "openers")
        page = app.screen
        assert isinstance(page, OpenersScreen)
        page.list.move_to(str(told.specialist(desk)))
        await pilot.press("x")
        assert words("openers.not_you") in page.said
        page.list.move_to(str(leader))
        await pilot.press("x")
        assert words("openers.not_in") in page.said
        await pilot.press("e")
        await settled(app, pilot)
        new = _page(app)
        assert isinstance(new, PassphraseChangeScreen)
        assert "[/oops] O'Brien [x]" in app.text and not {"\x1b", "\x07", "\u202e"} & set(app.text)
        new.present.value = told.PASSPHRASE
        new.new.first.value = new.new.again.value = LEADERS
        await _go_on(app, pilot)
        assert app.screen is page and words("openers.typed") in app.text
        await pilot.press("x")
        await settled(app, pilot)
        gone = _page(app)
        assert isinstance(gone, ShutOutScreen)
        gone.present.value = told.PASSPHRASE
        await _go_on(app, pilot)
        assert app.screen is page and words("openers.nothing") in app.text
        await pilot.press("escape")
        await settled(app, pilot)

        await _from_settings(app, pilot, "keyring")
        await pilot.press("down", "enter")
        for _ in range(40):
            await pilot.pause(0.05)
            if isinstance(app.screen, RememberScreen):
                break
        _page(app).present.value = told.PASSPHRASE
        await _go_on(app, pilot)
        assert isinstance(app.screen, SettingsScreen)
        assert read_config(file)[0].keyring and ways_in.remembers(desk)
        app.lock()
        await settled(app, pilot)
        # Remembered or not: after a lock the passphrase is asked for.
        assert isinstance(app.screen, UnlockScreen) and not app.screen.resting and desk.state == "locked"

    drive(desk, steps, config_path=file)

    async def started(app: AreaApp, pilot: Pilot[int]) -> None:
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen) and desk.who_name == "Maren Test"
        app.lock()
        await settled(app, pilot)
        assert isinstance(app.screen, UnlockScreen) and not app.screen.resting and desk.state == "locked"
        ring.broken = True

    drive(desk, started, config_path=file)

    async def broken(app: AreaApp, pilot: Pilot[int]) -> None:
        door = app.screen
        assert isinstance(door, UnlockScreen) and not door.resting and door.told == "" and door.passphrase.has_focus

    drive(desk, broken, config_path=file)
