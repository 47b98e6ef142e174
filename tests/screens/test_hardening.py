"""The hardened app, its line filter, its crash records and the environment it starts in."""

from __future__ import annotations

import asyncio
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widgets import Input, Static

from ips_tui import crash
from ips_tui.clock import SetClock
from ips_tui.content.words import Words, load_words
from screens.terminal.driver import driver_class
from screens.terminal.environment import clean_environment
from screens.terminal.filter import CONTROL, TextOnly
from screens.terminal.hardened import ENGLISH, HardenedApp

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CANARY = "CANARY-Aroha"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes and Textual's own driver")


class App(HardenedApp):
    def __init__(self, folder: Path | None = None, fail_saving: bool = False, pack: Words | None = None) -> None:
        super().__init__(SetClock(MOMENT), pack=pack)
        self.folder, self.fail_saving = folder, fail_saving
        self.saved: list[str] = []
        self.asked_to_quit: list[bool] = []

    def compose(self) -> ComposeResult:
        yield Input()
        yield Static(Content("plain"))

    def crash_folder(self) -> Path | None:
        return self.folder

    def before_leaving(self) -> None:
        self.saved.append(self.query_one(Input).value)
        if self.fail_saving:
            raise OSError(f"disk full while saving {CANARY}")

    async def action_quit(self) -> None:
        self.asked_to_quit.append(True)

    def key_f8(self) -> None:
        note = f"{CANARY} said"
        int(note)


def fail_deep(levels: int) -> None:
    note = CANARY
    if levels:
        fail_deep(levels - 1)
    raise KeyError(note)


def caught(levels: int = 0) -> BaseException:
    try:
        try:
            int(f"{CANARY} is no number")
        except ValueError as error:
            raise RuntimeError(CANARY) from error
    except RuntimeError as error:
        if not levels:
            return error
    try:
        fail_deep(levels)
    except KeyError as error:
        return error
    raise AssertionError


# The line filter


@pytest.mark.parametrize("text", ["a\x1b]52;c;eA==\x07b", "\x9b31m", "\u202eabc", "\u2066x\u2069", "\x7f", "a\tb\nc"])
def test_control_characters_leave_a_line_without_moving_it(text: str) -> None:
    style = Style(bold=True)
    (segment,) = TextOnly().apply([Segment(text, style)], Color(0, 0, 0))
    assert not CONTROL.search(segment.text)
    assert cell_len(segment.text) == cell_len(text)
    assert segment.style == style


def test_clean_segments_pass_untouched_and_textuals_own_controls_too() -> None:
    control = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    segments = [Segment("Żółć ليلى 👩‍👩‍👧"), control, Segment("x")]
    assert TextOnly().apply(segments, Color(0, 0, 0)) == segments
    assert TextOnly().apply([Segment("\x1b"), control], Color(0, 0, 0))[1] is control


def test_a_link_with_a_control_character_is_no_link_any_more() -> None:
    good, bad = Style(link="https://example.org"), Style(link="https://example.org\x1b\\\x1b]52;c;eA==\x07")
    kept, dropped = TextOnly().apply([Segment("a", good), Segment("b", bad)], Color(0, 0, 0))
    assert kept.style is not None and kept.style.link == "https://example.org"
    assert dropped.style is not None and dropped.style.link is None
    assert dropped.text == "b"


# Crash records


def test_a_record_has_types_places_and_versions_and_no_message(tmp_path: Path) -> None:
    code = crash.write_crash_record(tmp_path / "crashes", caught(), MOMENT, {"ips-tui": "1.2.3"})
    (file,) = (tmp_path / "crashes").iterdir()
    text = file.read_text(encoding="utf-8")
    assert file.name == f"crash-{code}.txt"
    assert len(code) == 6 and set(code) <= set(crash.LETTERS)
    assert "at 2026-11-24T09:30:00Z" in text
    assert "ips-tui 1.2.3" in text
    assert "builtins.RuntimeError" in text and "because of builtins.ValueError" in text
    assert "test_hardening.py:" in text and " caught" in text
    assert CANARY not in text
    assert str(Path(__file__).parent.parent.parent) not in text
    assert "raise" not in text and "int(" not in text, "source lines hold what is compared with"


@POSIX
def test_a_record_and_its_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    crash.write_crash_record(tmp_path / "crashes", caught(), MOMENT, {})
    (file,) = (tmp_path / "crashes").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) & 0o077 == 0


def test_a_record_of_a_very_deep_error_is_short(tmp_path: Path) -> None:
    text = crash.describe(caught(levels=300), "BCDFGH", MOMENT, {})
    assert text.count("fail_deep") == crash.FIRST_FRAMES + crash.LAST_FRAMES - 1
    assert "more ..." in text


def test_groups_and_circles_of_errors_are_described_once() -> None:
    first, second = ValueError(CANARY), TypeError(CANARY)
    first.__context__, second.__context__ = second, first
    text = crash.describe(ExceptionGroup(CANARY, [first]), "BCDFGH", MOMENT, {})
    assert [line for line in text.splitlines() if "builtins." in line] == [
        "builtins.ExceptionGroup",
        "because of builtins.ValueError",
        "because of builtins.TypeError",
    ]
    assert CANARY not in text


def test_two_records_are_two_files(tmp_path: Path) -> None:
    codes = {crash.write_crash_record(tmp_path, caught(), MOMENT, {}) for _ in range(5)}
    assert len(codes) == len(list(tmp_path.iterdir())) == 5


# The app


def crashed(app: App, capsys: pytest.CaptureFixture[str]) -> str:
    async def run() -> None:
        async with app.run_test() as pilot:
            await pilot.press("a", "b", "f8")

    with pytest.raises(ValueError, match=CANARY):
        asyncio.run(run())
    output = capsys.readouterr()
    return output.out + output.err


def test_a_fault_keeps_what_was_typed_and_says_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = App(tmp_path)
    shown = crashed(app, capsys)
    (file,) = tmp_path.iterdir()
    assert app.return_code == 1
    assert app.saved == ["ab"]
    assert file.stem.removeprefix("crash-") in shown
    assert CANARY not in shown and "Traceback" not in shown
    assert CANARY not in file.read_text(encoding="utf-8")


class Broken(Static):
    """Cannot be put together; what it was about is at hand."""

    def compose(self) -> ComposeResult:
        note = f"{CANARY} said"
        yield Static(Content(str(int(note))))


def fail_with_a_record() -> None:
    note = f"{CANARY} said"
    int(note)


async def fail_in_a_task() -> None:
    fail_with_a_record()


FAULTS: dict[str, Callable[[App], object]] = {
    "timer": lambda app: app.set_timer(0.01, fail_with_a_record),
    "compose": lambda app: app.mount(Broken()),
    "worker": lambda app: app.run_worker(fail_in_a_task()),
    "thread": lambda app: app.run_worker(fail_with_a_record, thread=True),
    "after a paint": lambda app: app.call_after_refresh(fail_with_a_record),
}


@pytest.mark.parametrize("place", FAULTS)
def test_a_fault_anywhere_shows_and_records_nothing_of_a_person(
    place: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """F39: wherever it happens, with a record at hand, what was typed is kept and the program ends with 1."""
    app = App(tmp_path)

    async def run() -> None:
        async with app.run_test() as pilot:
            await pilot.press("a", "b")
            FAULTS[place](app)
            for _ in range(200):
                await pilot.pause(0.01)

    with pytest.raises(Exception) as fault:
        asyncio.run(run())
    assert type(fault.value).__name__ in ("ValueError", "WorkerFailed")
    said = "".join(capfd.readouterr())
    (record,) = tmp_path.iterdir()
    text = record.read_text(encoding="utf-8")
    assert app.return_code == 1 and app.saved == ["ab"]
    assert record.stem.removeprefix("crash-") in said
    assert "builtins.ValueError" in text and "test_hardening.py" in text
    assert CANARY not in said + text and "Traceback" not in said


def test_a_fault_is_told_even_if_nothing_can_be_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    app = App(blocked, fail_saving=True)
    shown = " ".join(crashed(app, capsys).split())
    assert "had to close" in shown and "No record of the fault" in shown
    assert CANARY not in shown and "disk full" not in shown
    assert app.return_code == 1


OTHER = """
[shell.fault]
happened = "Noe gikk galt."
recorded = "Koden er {code}."
not_recorded = "Ingenting ble skrevet."
"""


@pytest.mark.parametrize("recorded", [True, False])
def test_a_fault_is_told_in_the_words_of_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], recorded: bool
) -> None:
    app = App(tmp_path if recorded else None, pack=Words("nb_NO", {Path("shell.toml"): OTHER}))
    shown = " ".join(crashed(app, capsys).split())
    assert "Noe gikk galt." in shown and "had to close" not in shown
    if recorded:
        (file,) = tmp_path.iterdir()
        assert f"Koden er {file.stem.removeprefix('crash-')}." in shown
    else:
        assert "Ingenting ble skrevet." in shown


@pytest.mark.parametrize("text", ["[shell]", "not = [toml", "[shell.fault]\nnot_recorded = 3"])
def test_a_fault_is_told_even_without_the_words(capsys: pytest.CaptureFixture[str], text: str) -> None:
    shown = " ".join(crashed(App(pack=Words("broken", {Path("shell.toml"): text})), capsys).split())
    assert ENGLISH["shell.fault.happened"] in shown and ENGLISH["shell.fault.not_recorded"] in shown


def test_what_is_said_without_the_words_is_what_they_say() -> None:
    words = load_words()
    assert {message_id: words.texts[message_id] for message_id in ENGLISH} == ENGLISH


def test_leaving_by_a_signal_saves_once_and_sets_the_status() -> None:
    app = App()

    async def run() -> None:
        async with app.run_test() as pilot:
            await pilot.press("a")
            app.leave(15)
            app.leave(1)
            await pilot.pause()

    asyncio.run(run())
    assert app.return_code == 143
    assert app.saved == ["a"]


def test_a_save_that_fails_on_leaving_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = App(tmp_path, fail_saving=True)

    async def run() -> None:
        async with app.run_test() as pilot:
            app.leave(15)
            await pilot.pause()

    with pytest.raises(OSError, match="disk full"):
        asyncio.run(run())
    assert app.return_code == 1
    assert len(list(tmp_path.iterdir())) == 1
    assert CANARY not in "".join(capsys.readouterr())


def test_an_error_in_a_forgotten_task_is_a_fault_and_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    app = App(tmp_path)

    async def run() -> None:
        async with app.run_test() as pilot:
            loop = asyncio.get_running_loop()
            loop.call_soon(int, f"{CANARY} is no number")
            await pilot.pause(0.05)

    with pytest.raises(ValueError, match=CANARY):
        asyncio.run(run())
    assert len(list(tmp_path.iterdir())) == 1
    assert CANARY not in "".join(capsys.readouterr()) + caplog.text


def test_ctrl_q_asks_the_program_and_ctrl_c_and_ctrl_z_do_not_end_it() -> None:
    app = App()

    async def run() -> None:
        async with app.run_test(notifications=True) as pilot:
            app.set_focus(None)
            await pilot.press("ctrl+z", "ctrl+c")
            await pilot.pause()
            assert [each.message for each in app._notifications] == ["^q leaves the program."]
            assert app.is_running and app.asked_to_quit == []
            app.action_suspend_process()
            await pilot.press("ctrl+q")
            assert app.asked_to_quit == [True] and app.is_running

    asyncio.run(run())


def test_no_command_saves_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = App()

    async def run() -> None:
        async with app.run_test() as pilot:
            titles = [command.title for command in app.get_system_commands(app.screen)]
            assert "Quit" in titles, "the commands are still asked for"
            assert not any("shot" in title.lower() for title in titles)
            await app.run_action("screenshot")
            await pilot.pause()

    asyncio.run(run())
    assert not list(tmp_path.iterdir())


def test_nothing_is_animated_and_the_clipboard_can_be_cleared() -> None:
    app = App()

    async def run() -> None:
        async with app.run_test():
            assert app.animation_level == "none"
            app.copy_to_clipboard(CANARY)
            app.clear_clipboard()
            assert app.clipboard == ""

    asyncio.run(run())


def test_every_line_goes_through_the_filter_last() -> None:
    app = App()
    assert isinstance(app.get_line_filters()[-1], TextOnly)


@POSIX
def test_the_program_has_its_own_driver_here() -> None:
    assert driver_class() is not None
    assert App().driver_class is driver_class()


# The environment


def test_textual_variables_are_dropped_and_esc_is_quick() -> None:
    environ = {"TEXTUAL_LOG": "keys", "TEXTUAL": "debug", "PATH": "/bin"}
    clean_environment(environ)
    assert environ == {"PATH": "/bin", "ESCDELAY": "25"}


def test_a_developer_keeps_them_and_anybody_their_own_esc_delay() -> None:
    environ = {"TEXTUAL_LOG": "keys", "IPS_TUI_DEV": "1", "ESCDELAY": "200"}
    clean_environment(environ)
    assert environ == {"TEXTUAL_LOG": "keys", "IPS_TUI_DEV": "1", "ESCDELAY": "200"}


def test_the_environment_is_cleaned_before_textual_is_there() -> None:
    code = (
        "import sys; from screens.terminal.environment import clean_environment; clean_environment();"
        "sys.exit(any(name.split('.')[0] in ('textual', 'rich') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2]).returncode == 0
