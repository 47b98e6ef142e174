"""What belongs to this computer: changed in Settings, kept in the settings file, in force at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ips_tui.casework.session import Desk
from ips_tui.config import Config, read_config
from ips_tui.content.words import load_words
from ips_tui.forms.kit import fields_of
from screens.areas import AREAS
from screens.settings.ask import AskLine
from screens.settings.keys_screen import KeysScreen, all_keys
from screens.settings.screen import SettingsScreen
from screens.shell_keys import SHELL_KEYS
from screens.widgets.confirm import Confirm
from screens.widgets.form.form_screen import FormScreen
from tests.screens.area_app import SIZES, AreaApp, Steps, paused, settled
from tests.screens.area_app import drive as drive_from_today

WRITTEN = "# Ruth's laptop.\nlock_minutes = 10  # a short walk\n"
PLACES = ("words", "theme", "date_order", "lock_minutes", "passphrase", "recovery_key", "openers", "keyring", "copying")
PLACES += ("keys", "file", "copies", "config")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "config" / "config.toml"
    place.parent.mkdir()
    place.write_text(WRITTEN, encoding="utf-8")
    return place


def drive(desk: Desk, file: Path | None, steps: Steps, size: tuple[int, int] = (80, 24)) -> None:
    """These steps in Settings, with what the file says in force."""
    if file is not None:
        desk.config = read_config(file)[0]
        desk.words = load_words(desk.config.words)

    async def from_settings(app: AreaApp, pilot: Pilot[int]) -> None:
        app.go("settings")
        await settled(app, pilot)
        await steps(app, pilot)

    drive_from_today(desk, from_settings, size, config_path=file)


def _screen(app: AreaApp) -> SettingsScreen:
    assert isinstance(app.screen, SettingsScreen)
    return app.screen


async def at(app: AreaApp, pilot: Pilot[int], name: str) -> None:
    """With the cursor on that setting."""
    _screen(app).list.move_to(f"here:{name}")
    await paused(pilot)


async def choose(app: AreaApp, pilot: Pilot[int], name: str, *keys: str) -> None:
    """Open that setting's question and press these keys."""
    await at(app, pilot, name)
    await pilot.press("e")
    await paused(pilot)
    assert isinstance(app.screen, (Confirm, AskLine))
    await pilot.press(*keys)
    await settled(app, pilot)


@pytest.mark.parametrize("size", SIZES)
def test_each_says_what_it_is_and_what_it_does(
    open_desk: Callable[..., Desk], file: Path, size: tuple[int, int]
) -> None:
    desk = open_desk(encrypted=True)
    file.write_text('theme = "light"\nlock_minutes = 0\ndate_order = "ymd"\n[keys]\n"app.lock" = "ctrl+l"\n')

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        words = app.words
        shown = {
            "words": "English UK",
            "theme": "light",
            "date_order": "year, month, day",
            "lock_minutes": words("settings.here.lock_minutes.never"),
            "keys": "1 of your own",
        }
        for name in PLACES:
            await at(app, pilot, name)
            assert shown.get(name, "") in app.line(words(f"settings.here.{name}.name"))
            detail = _screen(app).detail.replace("\n", "")
            assert words(f"settings.here.{name}.does")[:40] in " ".join(detail.split())
            if name in ("file", "config"):
                place = desk.files.path if name == "file" else file
                # A long place is broken over two lines; a person may have to type it.
                assert "".join(str(place).split())[:100] in "".join(detail.split())
        assert app.current_theme.dark is False
        assert f"Ctrl+L {words('key.app.lock.name')}" in app.text

    drive(desk, file, steps, size)


def test_practice_says_that_it_never_locks_and_that_the_file_is_its_own(desk: Desk, file: Path) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await at(app, pilot, "file")
        assert app.words("settings.here.lock_minutes.practice") in app.line("Locks by itself")
        assert app.line(app.words("settings.here.file.practice_name"))
        assert "invented people" in _screen(app).detail
        assert "F9" not in app.text

    drive(desk, file, steps)


def test_colours_change_at_once_and_one_line_of_the_file(desk: Desk, file: Path) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await choose(app, pilot, "theme", "down", "enter")
        assert app.current_theme.dark is False
        assert _screen(app).said == app.words("settings.said.here")
        assert "light" in app.line("Colours")

    drive(desk, file, steps)
    assert file.read_text(encoding="utf-8") == WRITTEN + 'theme = "light"\n'


@pytest.mark.parametrize("size", SIZES)
def test_other_words_are_spoken_on_every_screen_at_once(desk: Desk, file: Path, size: tuple[int, int]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await choose(app, pilot, "words", "end", "enter")
        await settled(app, pilot)
        norwegian = load_words("nb_NO")
        screen = _screen(app)
        assert app.words.pack == "nb_NO"
        assert screen.row is not None and screen.row.id == "words"
        assert screen.said.startswith(norwegian("settings.said.words", name="Norsk"))
        assert norwegian("shell.area.settings") in app.text and "tor 15. okt 2026" in app.text
        for area in AREAS:
            app.go(area)
            await settled(app, pilot)
            assert norwegian(f"shell.area.{area}") in app.text
            for english in ("Settings", "Caseload", "Employers", "Help", "Thu "):
                assert english not in app.text
        assert app.pack is not None and app.pack("shell.fault.happened") == norwegian("shell.fault.happened")

    drive(desk, file, steps, size)
    assert read_config(file)[0] == Config(words="nb_NO", lock_minutes=10)


def test_american_words_bring_their_order_of_dates_and_an_explicit_one_wins(desk: Desk, file: Path) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await choose(app, pilot, "words", "down", "enter")
        await settled(app, pilot)
        assert (app.words.pack, desk.config.date_order, desk.config.own_date_order) == ("en_US", "mdy", False)
        assert "month, day, year" in _screen(app).said
        await choose(app, pilot, "date_order", "end", "enter")
        assert desk.config.date_order == "ymd"
        await choose(app, pilot, "words", "home", "enter")
        await settled(app, pilot)
        assert (app.words.pack, desk.config.date_order) == ("en_GB", "ymd")
        await choose(app, pilot, "date_order", "home", "enter")
        assert desk.config.date_order == "dmy"

    drive(desk, file, steps)
    assert file.read_text(encoding="utf-8") == WRITTEN + 'words = "en_GB"\n'


def test_the_order_of_dates_holds_for_the_next_form(desk: Desk, file: Path) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await choose(app, pilot, "date_order", "down", "down", "enter")
        assert _screen(app).said == app.words("settings.said.order", order="month, day, year")
        await pilot.press("home", "e")
        await settled(app, pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        spec = next(spec for spec in fields_of(form.plan.entry) if spec.name == "from_on")
        day = form.filled.read_day(spec, "3/4/26")
        assert day is not None and (day.month, day.day) == (3, 4)

    drive(desk, file, steps)


def test_words_wait_while_something_unsaved_is_open(desk: Desk, file: Path) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("f6", "n")
        await settled(app, pilot)
        await pilot.press(*"Bo")
        app.switch_mode("settings")
        await settled(app, pilot)
        await at(app, pilot, "words")
        await pilot.press("e")
        await settled(app, pilot)
        assert _screen(app).said.endswith(app.words("settings.said.open_form"))
        app.switch_mode("today")
        await settled(app, pilot)
        assert isinstance(app.screen, FormScreen) and app.screen.filled.raw["name"] == "Bo"

    drive(desk, file, steps)


def test_minutes_until_the_lock_are_checked_and_hold_at_once(open_desk: Callable[..., Desk], file: Path) -> None:
    desk = open_desk(encrypted=True)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await at(app, pilot, "lock_minutes")
        await pilot.press("e")
        await paused(pilot)
        ask = app.screen
        assert isinstance(ask, AskLine)
        for wrong in ("241", "-1", "soon", ""):
            await pilot.press("ctrl+u", *wrong, "enter")
            await paused(pilot)
            assert ask.wrong.endswith(app.words("settings.not_a_number", least=0, most=240))
        await pilot.press("ctrl+u", "1", "enter")
        await settled(app, pilot)
        assert "1 minute" in app.line("Locks by itself")
        assert app._watch.minutes == 1

    drive(desk, file, steps)
    assert file.read_text(encoding="utf-8") == WRITTEN.replace("10", "1")


@pytest.mark.parametrize("name", ["file", "copies", "config"])
def test_a_place_is_told_and_not_changed(desk: Desk, file: Path, name: str) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await at(app, pilot, name)
        await pilot.press("enter")
        await settled(app, pilot)
        assert _screen(app).said == app.words("settings.fixed")

    drive(desk, file, steps)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("lock_minutes =\n", "config.damaged"),
        ("theme = '''\nlight'''\n", "config.by_hand"),
        (None, "config.not_written"),
    ],
)
def test_a_file_that_cannot_be_changed_is_said_and_everything_stays(
    desk: Desk, file: Path, text: str | None, why: str
) -> None:
    if text is not None:
        file.write_text(text, encoding="utf-8")
    before = file.read_text(encoding="utf-8")

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        dark = app.current_theme.dark
        await choose(app, pilot, "theme", "end" if dark else "home", "enter")
        assert app.words(why, file="config.toml").split(" ", 1)[1][:20] in _screen(app).said
        assert app.current_theme.dark is dark

    drive(desk, file if text is not None else None, steps)
    assert file.read_text(encoding="utf-8") == before


def test_esc_leaves_everything_as_it_was(desk: Desk, file: Path) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        for name in ("words", "theme", "date_order", "lock_minutes"):
            await choose(app, pilot, name, "down", "escape")
            assert isinstance(app.screen, SettingsScreen)

    drive(desk, file, steps)
    assert file.read_text(encoding="utf-8") == WRITTEN
    assert desk.config == Config(lock_minutes=10)


# Keys


async def _keys(app: AreaApp, pilot: Pilot[int], binding_id: str) -> KeysScreen:
    await at(app, pilot, "keys")
    await pilot.press("e")
    await settled(app, pilot)
    screen = app.screen
    assert isinstance(screen, KeysScreen)
    assert screen.list.move_to(binding_id)
    await pilot.press("e")
    await paused(pilot)
    return screen


def test_every_key_with_a_name_is_in_the_list(desk: Desk, file: Path) -> None:
    came = all_keys()
    assert {str(key.id): key.key for key in SHELL_KEYS}.items() <= came.items()
    assert {"list.open", "form.save", "participant.contact", "settings.edit", "unlock.go_on"} <= came.keys()
    words = load_words()
    named = {
        i.split(".", 1)[1].removesuffix(".name") for i in words.texts if i.startswith("key.") and i.endswith(".name")
    }
    # A line of its own takes the first, and only the finder goes to the second.
    assert named - came.keys() <= {"day.keep", "app.settings"}

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        screen = await _keys(app, pilot, "app.lock")
        await pilot.press("escape")
        await settled(app, pilot)
        assert {row[0] for row in screen.rows()} == named & came.keys()

    drive(desk, file, steps)


@pytest.mark.parametrize("size", SIZES)
def test_another_key_works_at_once_and_can_be_taken_back(desk: Desk, file: Path, size: tuple[int, int]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _keys(app, pilot, "app.caseload")
        await pilot.press("ctrl+u", *"ctrl+y", "enter")
        await settled(app, pilot)
        assert app.screen.said == app.words("settings.keys.kept")  # type: ignore[attr-defined]
        assert "Ctrl+Y (your own)" in app.text
        await pilot.press("ctrl+y")
        await settled(app, pilot)
        assert app.current_mode == "caseload"
        await pilot.press("f6")
        await settled(app, pilot)
        app.go("settings")
        await settled(app, pilot)
        await pilot.press("e")
        await paused(pilot)
        await pilot.press("ctrl+u", "enter")
        await settled(app, pilot)
        assert "your own" not in app.text
        await pilot.press("f7")
        await settled(app, pilot)
        assert app.current_mode == "caseload"

    drive(desk, file, steps, size)
    assert file.read_text(encoding="utf-8") == WRITTEN + "\n[keys]\n"


@pytest.mark.parametrize(
    ("binding_id", "typed", "why"),
    [
        ("app.caseload", "x", "shell.keys.letter"),
        ("app.caseload", "f6", "shell.keys.taken"),
        ("app.caseload", "ctrl+i", "shell.keys.same_byte"),
        ("today.draft", "nonsense", "shell.keys.bad_key"),
        ("today.draft", "[@click]x", "shell.keys.bad_key"),
    ],
)
def test_a_key_that_cannot_be_used_is_said_at_its_line(
    desk: Desk, file: Path, binding_id: str, typed: str, why: str
) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await _keys(app, pilot, binding_id)
        ask = app.screen
        assert isinstance(ask, AskLine)
        await pilot.press("ctrl+u")
        await pilot.press(
            *[{"[": "left_square_bracket", "]": "right_square_bracket", "@": "at"}.get(c, c) for c in typed]
        )
        await pilot.press("enter")
        await paused(pilot)
        assert app.screen is ask
        beginning = app.words(why, key=typed, id=binding_id, other="", file="config.toml")[:12]
        assert beginning in " ".join(ask.wrong.split())

    drive(desk, file, steps)
    assert file.read_text(encoding="utf-8") == WRITTEN


def test_a_hostile_place_is_shown_as_text(open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    desk = open_desk()
    file = tmp_path / "[@click=app.quit]x\u202e" / "config.toml"

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await at(app, pilot, "config")
        assert "\u202e" not in app.text and "[@click=app.quit]" in _screen(app).detail.replace("\n", "")

    drive(desk, file, steps)
