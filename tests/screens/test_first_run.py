"""The first start: three pages in memory, then a store that opens with what was typed, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from ips_tui.casework.session import Desk
from ips_tui.store.files import StoreFiles
from screens.today.screen import TodayScreen
from screens.unlock.first_run import FirstRunScreen
from screens.unlock.found import PassphraseScreen, RecoveryKeyScreen, TypedBackScreen, spread
from screens.widgets.confirm import Confirm
from tests import told
from tests.screens.area_app import SIZES, AreaApp, drive, settled

PASSPHRASE = "quiet brown otter"
TYPED = {
    "name": "[/oops] Ruth\x1b]52;c;aGk=\x07",
    "role": "team_leader",
    "team_name": "Harbour team",
    "employer_facing_name": "Harbour Work",
}


@pytest.fixture
def fresh(tmp_path: Path) -> Desk:
    return told.desk_at(StoreFiles(tmp_path / "data" / "team.db"))


async def _who(app: AreaApp, pilot: Pilot[int]) -> None:
    first = app.screen
    assert isinstance(first, FirstRunScreen)
    for name, raw in TYPED.items():
        first.filled.put(name, raw)
    await pilot.press("f2")
    await settled(app, pilot)


async def _passphrase(app: AreaApp, pilot: Pilot[int]) -> None:
    page = app.screen
    assert isinstance(page, PassphraseScreen)
    page.new.first.value = page.new.again.value = PASSPHRASE
    await pilot.press("f2")
    await settled(app, pilot)


async def _typed_back(app: AreaApp, pilot: Pilot[int], typed: str) -> None:
    page = app.screen
    assert isinstance(page, TypedBackScreen)
    page.typed.value = typed
    await pilot.press("enter")
    await settled(app, pilot)


@pytest.mark.parametrize("size", SIZES)
def test_three_pages_make_a_store_that_passphrase_and_recovery_key_open(fresh: Desk, size: tuple[int, int]) -> None:
    keys: list[str] = []

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _who(app, pilot)
        await _passphrase(app, pilot)
        page = app.screen
        assert isinstance(page, RecoveryKeyScreen)
        key = page.beginning.recovery_key
        keys.append(key)
        shown = "".join(app.text.split())
        assert all("".join(group) in shown for group in key.split("-"))
        assert PASSPHRASE not in app.text
        assert not fresh.files.path.exists()
        await pilot.press("enter")
        await settled(app, pilot)
        assert " ".join(key[:5]) not in app.text
        await _typed_back(app, pilot, key.lower().replace("-", "").replace("0", "o").replace("1", "l"))
        assert isinstance(app.screen, TodayScreen)
        assert app.words("today.first_steps").split(":")[0] in app.text
        assert fresh.who is not None and fresh.who.role == "team_leader"

    drive(fresh, steps, size)
    fresh.close()
    fresh.unlock(PASSPHRASE)
    assert fresh.setting("employer_facing_name") == "Harbour Work"
    fresh.close()
    fresh.recover(keys[0], "another passphrase")
    assert fresh.state == "open"
    fresh.close()


def test_what_is_missing_on_the_first_page_is_said_at_the_field(fresh: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press(*"Ruth", "f2")
        await settled(app, pilot)
        assert isinstance(app.screen, FirstRunScreen)
        assert set(app.screen.body.problems) == {"role", "team_name", "employer_facing_name"}

    drive(fresh, steps)


def test_a_weak_passphrase_and_two_that_differ_go_no_further(fresh: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _who(app, pilot)
        page = app.screen
        assert isinstance(page, PassphraseScreen)
        page.new.first.value = page.new.again.value = "short"
        await pilot.press("f2")
        assert page.told.endswith(app.words("unlock.too_short"))
        page.new.first.value, page.new.again.value = PASSPHRASE, PASSPHRASE.upper()
        await pilot.press("f2")
        assert page.told.endswith(app.words("unlock.not_the_same"))
        assert app.screen is page

    drive(fresh, steps)


def test_a_key_typed_back_wrong_makes_nothing_and_may_be_looked_at_again(fresh: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _who(app, pilot)
        await _passphrase(app, pilot)
        page = app.screen
        assert isinstance(page, RecoveryKeyScreen)
        key = page.beginning.recovery_key
        await pilot.press("enter")
        await settled(app, pilot)
        wrong = ("A" if key[0] != "A" else "B") + key[1:]
        await _typed_back(app, pilot, wrong)
        assert isinstance(app.screen, TypedBackScreen)
        assert app.screen.told.endswith(app.words("unlock.first_run.differs"))
        assert not fresh.files.path.exists()
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, RecoveryKeyScreen) and app.screen.beginning.recovery_key == key
        await pilot.press("enter")
        await settled(app, pilot)
        await _typed_back(app, pilot, key)
        assert fresh.state == "open"

    drive(fresh, steps)
    fresh.close()


def test_esc_goes_back_with_everything_as_it_was_and_asks_before_it_leaves(fresh: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _who(app, pilot)
        await pilot.press("escape")
        await settled(app, pilot)
        first = app.screen
        assert isinstance(first, FirstRunScreen) and first.filled.raw["team_name"] == "Harbour team"
        await pilot.press("escape")
        await settled(app, pilot)
        assert isinstance(app.screen, Confirm) and not app._exit
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.screen is first and not app._exit
        await pilot.press("escape")
        await settled(app, pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app._exit

    drive(fresh, steps)
    assert not fresh.files.path.exists()


def test_a_store_made_meanwhile_is_left_alone(fresh: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _who(app, pilot)
        await _passphrase(app, pilot)
        page = app.screen
        assert isinstance(page, RecoveryKeyScreen)
        await pilot.press("enter")
        await settled(app, pilot)
        told.found(fresh.files, encrypted=True)
        before = fresh.files.path.read_bytes()
        await _typed_back(app, pilot, page.beginning.recovery_key)
        assert isinstance(app.screen, TypedBackScreen)
        assert app.screen.told.endswith(app.words("unlock.made_meanwhile"))
        assert fresh.files.path.read_bytes() == before

    drive(fresh, steps)


def test_the_key_is_spread_over_two_lines_of_four_groups() -> None:
    lines = spread(told.RECOVERY_KEY).splitlines()
    assert [line for line in lines if line] == [
        "0 0 0 0 0     0 0 0 0 0     0 0 0 0 0     0 0 0 0 0",
        "0 0 0 0 0     0 0 0 0 0     0 0 0 0 0     0 2 D W H",
    ]
