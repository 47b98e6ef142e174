"""The first start: three pages in memory, then a store that opens with what was typed, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from ips_tui.casework.session import Desk
from ips_tui.config import Config, read_config
from ips_tui.content.words import load_words
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


# Whose words


def _first(app: AreaApp) -> FirstRunScreen:
    assert isinstance(app.screen, FirstRunScreen)
    return app.screen


@pytest.mark.parametrize("size", SIZES)
def test_other_words_show_at_once_with_what_was_typed_and_are_kept_on_going_on(
    fresh: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "config" / "config.toml"
    norwegian = load_words("nb_NO")

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        first = _first(app)
        for name, raw in TYPED.items():
            first.filled.put(name, raw)
        beginning = first.beginning
        for pack in ("en_US", "en_NZ", "nb_NO"):
            await pilot.press("right")
            await settled(app, pilot)
            assert (app.words.pack, _first(app).filled.raw["words"]) == (pack, pack)
        assert not file.exists(), "nothing is written before the person goes on"
        first = _first(app)
        assert first.beginning is beginning, "a recovery key on paper stays the right one"
        assert {name: first.filled.raw[name] for name in TYPED} == TYPED
        for part in ("form.first_run.name.label", "unlock.first_run.who", "key.unlock.next.name"):
            assert norwegian(part) in app.text
        assert "Your name" not in app.text
        assert first.focused is first.body.fields["words"].control
        await pilot.press("f2")
        await settled(app, pilot)
        assert isinstance(app.screen, PassphraseScreen)
        assert norwegian("unlock.first_run.choose") in app.text
        await pilot.press("escape")
        await settled(app, pilot)
        await pilot.press("left")
        await settled(app, pilot)
        assert app.words.pack == "en_NZ" and _first(app).filled.raw["team_name"] == "Harbour team"

    drive(fresh, steps, size, config_path=file)
    assert file.read_text(encoding="utf-8") == 'words = "nb_NO"\n'


def test_several_keys_in_a_row_end_in_the_last_words(fresh: Desk, tmp_path: Path) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("right", "right", "right", "left", "tab", *"Ruth")
        await settled(app, pilot)
        assert app.words.pack == "en_NZ"
        assert _first(app).filled.raw | {"name": "Ruth"} == _first(app).filled.raw

    drive(fresh, steps, config_path=tmp_path / "config.toml")


def test_american_words_read_dates_month_first_unless_the_file_says_otherwise(fresh: Desk, tmp_path: Path) -> None:
    for text, order in (("", "mdy"), ('date_order = "ymd"\n', "ymd")):
        file = tmp_path / "config.toml"
        file.write_text(text, encoding="utf-8")
        fresh.config, _ = read_config(file)
        fresh.words = load_words()

        async def steps(app: AreaApp, pilot: Pilot[int], order: str = order) -> None:
            await pilot.press("right")
            await settled(app, pilot)
            assert (app.words.pack, app.desk.config.date_order) == ("en_US", order)
            assert _first(app).plan.date_order == order

        drive(fresh, steps, config_path=file)


def test_the_words_of_the_file_are_there_from_the_start(fresh: Desk, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('words = "nb_NO"  # as agreed\n', encoding="utf-8")
    fresh.config, _ = read_config(file)
    fresh.words = load_words(fresh.config.words)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert _first(app).filled.raw["words"] == "nb_NO" and not _first(app).dirty
        await pilot.press("backspace")
        await settled(app, pilot)
        await _who(app, pilot)
        assert isinstance(app.screen, PassphraseScreen)

    drive(fresh, steps, config_path=file)
    assert file.read_text(encoding="utf-8") == 'words = "nb_NO"  # as agreed\n'


@pytest.mark.parametrize(("text", "why"), [("lock_minutes =\n", "config.damaged"), (None, "config.not_written")])
def test_words_that_cannot_be_kept_are_said_once_and_hold_all_the_same(
    fresh: Desk, tmp_path: Path, text: str | None, why: str
) -> None:
    file = tmp_path / "config.toml"
    if text is None:
        file.mkdir()
    else:
        file.write_text(text, encoding="utf-8")

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("right")
        await settled(app, pilot)
        await _who(app, pilot)
        problem = _first(app).body.problems["words"]
        assert problem.startswith("config.toml") and app.words(why, file="").split(".")[0][:20] in problem
        assert "F2" in problem
        await pilot.press("f2")
        await settled(app, pilot)
        assert isinstance(app.screen, PassphraseScreen) and app.words.pack == "en_US"

    drive(fresh, steps, config_path=file)
    assert file.is_dir() if text is None else file.read_text(encoding="utf-8") == text


def test_nothing_chosen_stands_for_the_words_that_are_shown(fresh: Desk, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("backspace")
        await settled(app, pilot)
        assert app.words.pack == "en_GB"
        await _who(app, pilot)
        assert isinstance(app.screen, PassphraseScreen)

    drive(fresh, steps, config_path=file)
    assert not file.exists() and fresh.config == Config()


# Who


def test_what_is_missing_on_the_first_page_is_said_at_the_field(fresh: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("tab", *"Ruth", "f2")
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
