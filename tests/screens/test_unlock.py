"""The door: the passphrase and the recovery key, what goes wrong, and that no secret is left anywhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from ips_tui.casework.session import Desk
from screens.today.screen import TodayScreen
from screens.unlock.door import PAUSES, DoorScreen
from screens.unlock.lines import Labelled
from screens.unlock.recover import RecoverScreen
from screens.unlock.screen import UnlockScreen
from tests import told
from tests.screens.area_app import SIZES, AreaApp, drive, settled


@pytest.fixture
def locked(open_desk: Callable[..., Desk]) -> Desk:
    desk = open_desk(encrypted=True)
    desk.close()
    return desk


def _door(app: AreaApp) -> UnlockScreen:
    assert isinstance(app.screen, UnlockScreen)
    return app.screen


async def _try(app: AreaApp, pilot: Pilot[int], passphrase: str) -> None:
    _door(app).passphrase.value = passphrase
    await pilot.press("enter")
    await settled(app, pilot)


@pytest.mark.parametrize("size", SIZES)
def test_the_passphrase_opens_today_and_is_never_shown(locked: Desk, size: tuple[int, int]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press(*told.PASSPHRASE.split()[0])
        assert _door(app).passphrase.value == "correct"
        assert "correct" not in app.text
        _door(app).passphrase.action_select_all()
        assert _door(app).passphrase.selected_text == "correct"
        await pilot.press("ctrl+c", "ctrl+x")
        assert app.clipboard == "" and _door(app).passphrase.value == "correct"
        await _try(app, pilot, told.PASSPHRASE)
        assert isinstance(app.screen, TodayScreen)
        assert locked.state == "open" and locked.who_name == "Maren Test"
        assert told.PASSPHRASE not in app.text

    drive(locked, steps, size)


def test_the_label_of_the_line_in_which_one_types_stands_out(locked: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("f2")
        await settled(app, pilot)
        assert isinstance(app.screen, RecoverScreen)
        lines = list(app.screen.query(Labelled))
        assert len(lines) > 1
        for line in (*lines, lines[0]):
            standing_out = [each for each in lines if each.query_one(Static).styles.text_style.bold]
            assert standing_out == [line] and app.focused in line.children
            await pilot.press("tab")
            await settled(app, pilot)

    drive(locked, steps)


def test_a_wrong_passphrase_is_said_calmly_and_the_second_time_with_a_tip(locked: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _try(app, pilot, "not this one")
        door, words = _door(app), app.words
        assert door.told.endswith(words("store.wrong_passphrase"))
        assert door.tip == ""
        assert door.passphrase.value == "" and door.passphrase.has_focus
        await _try(app, pilot, "nor this one")
        assert door.tip == words("unlock.tip")
        assert "Caps Lock" in app.text and "not this one" not in app.text
        await _try(app, pilot, told.PASSPHRASE)
        assert isinstance(app.screen, TodayScreen)

    drive(locked, steps)


def test_pauses_grow_and_a_resting_field_says_so(locked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert PAUSES == (0, 0, 1, 2, 4)
    waited: list[float] = []
    monkeypatch.setattr(DoorScreen, "_wait", lambda door, seconds: (waited.append(seconds), door._waited()))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        for _ in range(6):
            await _try(app, pilot, "wrong")
        assert waited == [1, 2, 4, 4]

    drive(locked, steps)


def test_during_a_pause_nothing_is_taken_and_afterwards_one_may_go_on(
    locked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DoorScreen, "pauses", (1,))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _try(app, pilot, "wrong")
        door = _door(app)
        assert door.resting and door.passphrase.disabled
        assert door.tip == app.words("unlock.wait_one")
        await pilot.press("x", "enter", "f2")
        assert app.screen is door and door.passphrase.value == ""
        for _ in range(100):
            if not door.resting:
                break
            await pilot.pause(0.05)
        assert door.passphrase.has_focus and not door.passphrase.disabled
        await _try(app, pilot, told.PASSPHRASE)
        assert isinstance(app.screen, TodayScreen)

    drive(locked, steps)


def test_in_use_is_no_wrong_try_and_keeps_what_was_typed(locked: Desk) -> None:
    other = told.opened(told.desk_at(locked.files))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _try(app, pilot, told.PASSPHRASE)
        door = _door(app)
        assert re.search(r"in another window or program since .*\d\d:\d\d", door.told)
        assert door.tries == 0 and door.passphrase.value == told.PASSPHRASE
        other.close()
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)

    try:
        drive(locked, steps)
    finally:
        other.close()


def test_a_fault_of_the_disk_is_told_without_its_own_words(locked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(passphrase: str) -> None:
        raise OSError(5, "secret/path")

    monkeypatch.setattr(locked, "unlock", broken)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _try(app, pilot, "anything")
        assert _door(app).told.endswith(app.words("store.disk_trouble"))
        assert "secret" not in app.text

    drive(locked, steps)


def test_a_damaged_file_is_told_at_the_door(locked: Desk) -> None:
    whole = locked.files.path.read_bytes()
    # The list of the tables, which everything else is found by.
    locked.files.path.write_bytes(whole[:6000] + bytes([whole[6000] ^ 1]) + whole[6001:])

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _try(app, pilot, told.PASSPHRASE)
        assert app.words("store.damaged") in _door(app).told and app.words("trouble.way.untouched") in _door(app).told
        assert _door(app).tries == 0 and locked.state == "locked"
        locked.files.path.write_bytes(whole)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)

    drive(locked, steps)


def test_a_file_that_is_gone_is_no_first_start(locked: Desk) -> None:
    locked.files.path.rename(locked.files.path.with_name("moved.db"))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _try(app, pilot, told.PASSPHRASE)
        assert _door(app).told.endswith(app.words("store.lost"))

    drive(locked, steps)


def test_an_empty_line_is_no_try(locked: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await settled(app, pilot)
        assert _door(app).told == app.words("unlock.empty") and _door(app).tries == 0

    drive(locked, steps)


def test_esc_leaves_the_program(locked: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("escape")
        await pilot.pause()
        assert app.return_code == 0 and app._exit

    drive(locked, steps)


@pytest.mark.parametrize("size", SIZES)
def test_the_recovery_key_lets_in_with_a_new_passphrase(locked: Desk, size: tuple[int, int]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("f2")
        await settled(app, pilot)
        page = app.screen
        assert isinstance(page, RecoverScreen)
        page.recovery_key.value = told.RECOVERY_KEY[:-1]
        await pilot.press("f2")
        assert page.told.endswith(app.words("unlock.recover.not_whole"))
        page.recovery_key.value = told.RECOVERY_KEY.lower().replace("-", " ").replace("0", "o")
        page.new.first.value = "short"
        await pilot.press("f2")
        assert page.told.endswith(app.words("unlock.too_short"))
        page.new.first.value, page.new.again.value = "quiet brown otter", "quiet brown ottre"
        await pilot.press("f2")
        assert page.told.endswith(app.words("unlock.not_the_same")) and page.new.again.has_focus
        page.new.again.value = "quiet brown otter"
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, TodayScreen)
        assert "otter" not in app.text

    drive(locked, steps, size)
    locked.close()
    locked.unlock("quiet brown otter")
    assert locked.who_name == "Maren Test"


def test_a_recovery_key_of_another_file_is_said_to_be_that(locked: Desk) -> None:
    from ips_tui.casework.session import new_recovery_key

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("f2")
        await settled(app, pilot)
        page = app.screen
        assert isinstance(page, RecoverScreen)
        page.recovery_key.value = new_recovery_key()
        page.new.first.value = page.new.again.value = "quiet brown otter"
        await pilot.press("f2")
        await settled(app, pilot)
        assert page.told.endswith(app.words("unlock.recover.wrong"))
        assert page.new.first.value == "quiet brown otter"
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, UnlockScreen)

    drive(locked, steps)
    assert locked.state == "locked"


def test_the_first_screens_need_neither_the_orm_nor_pydantic() -> None:
    program = (
        "import sys, screens.app, screens.unlock.screen, screens.today.screen, screens.caseload.screen\n"
        "print([name for name in ('sqlalchemy', 'pydantic', 'alembic') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout.strip() == "[]"
