"""The shell on small screens: frame, footer, finder, help, privacy, lock, keys of one's own, leaving."""

from __future__ import annotations

import asyncio
import gc
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from textual.binding import Binding
from textual.color import Color
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import Input

import screens
from ips_tui.config import Config
from ips_tui.content.words import load_words
from screens import start
from screens.areas import AREAS
from screens.base import Banner, HouseScreen, TitleLine
from screens.guarded import LeavingQuestion
from screens.help import HelpScreen
from screens.keys import check_keymap, key_label
from screens.palette import Palette
from screens.shell_keys import SHELL_KEYS
from screens.theme import themes
from screens.watch import LockWatch
from screens.widgets.confirm import Answer, Confirm, Notice
from screens.widgets.footer import Footer
from tests.screens.desk_fake import HOSTILE, PEOPLE, DoorScreen, FakeDesk, ListScreen, PersonScreen, ShellApp

SIZES = ((80, 24), (120, 40))
WORDS = load_words()


def shell(
    step: Callable[[ShellApp, Pilot[int]], Awaitable[None]],
    desk: FakeDesk | None = None,
    size: tuple[int, int] = (80, 24),
) -> ShellApp:
    """Run one walk through the shell."""
    app = ShellApp(desk or FakeDesk())

    async def walk() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await step(app, pilot)

    asyncio.run(walk())
    return app


def seen(app: ShellApp) -> list[str]:
    """The lines on the screen as text."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


@pytest.mark.parametrize("size", SIZES)
def test_practice_is_said_on_every_screen_in_words(size: tuple[int, int]) -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        for keys in (("f7",), ("enter",), ("f1",), ("escape", "f12")):
            await pilot.press(*keys)
            await pilot.pause()
            first = seen(app)[0]
            assert "PRACTICE" in first and "invented people" in first and "Thu 15 Oct 2026" in first

    shell(step, FakeDesk(practice=True), size)


def test_a_real_store_carries_no_banner() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        assert not app.screen.query(Banner)
        assert seen(app)[0].startswith(" Today")

    shell(step)


@pytest.mark.parametrize("size", SIZES)
def test_title_says_where_and_who(size: tuple[int, int]) -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await pilot.pause()
        title = seen(app)[0]
        assert title.startswith(" Caseload > Ada Fenwick")
        assert title.rstrip().endswith("Ruth Kaur")

    shell(step, size=size)


def test_footer_has_six_keys_at_most_and_help_last() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        footer = app.screen.query_one(Footer)
        assert [key.name for key in footer.keys] == ["Open", "Find", "Next due", "Caseload", "Lock", "Help"]
        last = seen(app)[-1]
        assert last.startswith(" Enter Open") and last.rstrip().endswith("F1 Help")

    shell(step)


def test_footer_too_narrow_leaves_out_what_stands_before_help() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        last = seen(app)[-1]
        assert "Enter Open" in last and "F1 Help" in last and "Lock" not in last and "…" not in last

    shell(step, size=(44, 12))


def test_footer_shows_a_key_of_ones_own_and_the_key_works() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        assert "Ctrl+Y Find" in seen(app)[-1]
        await pilot.press("ctrl+p")
        assert not isinstance(app.screen, Palette)
        await pilot.press("ctrl+y")
        assert isinstance(app.screen, Palette)

    shell(step, FakeDesk(config=Config(keys=(("app.find", "ctrl+y"),))))


def test_help_stays_in_the_footer_when_one_question_follows_another() -> None:
    answers = [Answer("no", "No", safe=True)]

    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        front = app.screen
        before = [key.name for key in front.query_one(Footer).keys]
        app.push_screen(Confirm("First?", answers), lambda _: app.push_screen(Confirm("Second?", answers)))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm) and app.screen.question == "Second?"
        assert [key.name for key in front.query_one(Footer).keys] == before
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is front and [key.name for key in front.query_one(Footer).keys] == before

    shell(step)


def test_footer_paints_only_when_its_text_changes() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        footer = app.screen.query_one(Footer)
        assert footer.show_keys(footer.keys) is False
        assert footer.show_keys(footer.keys[1:]) is True

    shell(step)


def test_a_click_on_a_footer_key_presses_it() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        x = seen(app)[-1].index("F1 Help") + 4
        await pilot.click(offset=(x, app.size.height - 1))
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)

    shell(step)


@pytest.mark.parametrize(("typed", "first"), [("odeg", "Bjørn Ødegård"), ("mend car", "Carla Mendes")])
def test_finder_finds_a_person_by_folded_parts_of_the_name(typed: str, first: str) -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+p", *typed)
        assert any(line.strip(" │").startswith(f"▸ {first}") for line in seen(app))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert app.screen.participant_id == str(PEOPLE.index(first))

    shell(step)


def test_finder_puts_people_before_employers_and_goes_to_areas_and_commands() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+p", *"fen")
        text = "\n".join(seen(app))
        assert text.index("Ada Fenwick  ") < text.index("Fenland Bakery  ")
        await pilot.press("escape")
        await pilot.press("ctrl+p", *"settings", "enter")
        await pilot.pause()
        assert app.current_mode == "settings"
        await pilot.press("ctrl+p", *"initials", "enter")
        await pilot.pause()
        assert app.privacy

    shell(step)


def test_finder_answers_a_key_in_one_frame() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+p", "f")
        await pilot.pause(0.1)
        frames = 0
        display = app._display

        def count(*args: object) -> None:
            nonlocal frames
            frames += 1
            display(*args)  # type: ignore[arg-type]

        app._display = count  # type: ignore[assignment,method-assign]
        for key in "enwi":
            await pilot.press(key)
            await pilot.pause(0.05)
        assert frames == 4

    shell(step)


def test_hostile_names_are_text_in_title_finder_and_question() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        app.open_participant(str(PEOPLE.index(HOSTILE)))
        await pilot.pause()
        assert "[/oops] O'Brien [x]" in seen(app)[0]
        await pilot.press("ctrl+p", *"oops")
        assert any("[/oops] O'Brien [x]" in line for line in seen(app))
        await pilot.press("escape")
        app.push_screen(Confirm(f"About {HOSTILE}?", [Answer("no", HOSTILE, safe=True)]))
        await pilot.pause()
        assert sum("[/oops] O'Brien [x]" in line for line in seen(app)) == 3
        app.say(HOSTILE)
        text = "\n".join(seen(app))
        assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text

    shell(step)


def test_help_lists_the_keys_that_work_here_and_the_words() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("f7", "f1")
        await pilot.pause()
        text = "\n".join(seen(app))
        assert "Caseload" in seen(app)[0]
        assert WORDS("help.screen.caseload")[:40] in text
        assert "[list.open]" in text and "[app.lock]" in text and "F2" in text
        assert "Clinical update" in text
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)

    shell(step, FakeDesk(config=Config(keys=(("app.lock", "f2"),))), size=(120, 60))


def test_f1_leaves_help_again() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("f1", "f1")
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)

    shell(step)


def test_privacy_shows_initials_on_every_screen_also_those_behind() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await pilot.press("f8")
        await pilot.pause()
        assert "Caseload > AF" in seen(app)[0] and "initials only" in seen(app)[0]
        await pilot.press("escape")
        await pilot.pause()
        assert not any("Fenwick" in line for line in seen(app))
        await pilot.press("ctrl+p", *"fenw")
        assert not any("Fenwick" in line for line in seen(app))
        await pilot.press("escape", "f8")
        await pilot.pause()
        assert any("Fenwick" in line for line in seen(app))

    shell(step)


def test_lock_keeps_the_draft_closes_the_desk_and_leaves_no_screen() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("f7")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"half", "f9")
        await pilot.pause()
        assert app.desk.asked[-2:] == ["draft half", "close"]  # type: ignore[attr-defined]
        assert isinstance(app.screen, DoorScreen) and len(app.screen_stack) == 1
        for area in AREAS:
            with pytest.raises(KeyError):
                app.get_screen_stack(area)
        assert list(app.house_screens()) == [app.screen]
        # At the door nothing of the inside can be reached.
        for key in ("ctrl+p", "f5", "f6", "f7", "f12", "f8", "f3", "f4"):
            await pilot.press(key)
        assert isinstance(app.screen, DoorScreen)

    shell(step)


def test_unlocking_goes_to_today_and_leaves_the_door_with_what_was_typed_there() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        assert isinstance(app.screen, DoorScreen)
        await pilot.press(*"secret", "enter")
        await pilot.pause()
        assert isinstance(app.screen, ListScreen) and app.current_mode == "today"
        with pytest.raises(KeyError):
            app.get_screen_stack("door")
        await pilot.press("f9")
        await pilot.pause()
        assert app.screen.query_one(Input).value == ""

    shell(step, FakeDesk(state="locked"))


def test_practice_does_not_lock_and_says_so() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("f9")
        await pilot.pause()
        assert app.desk.state == "open"
        assert app.house is not None and app.house.said == WORDS("shell.practice_no_lock")

    shell(step, FakeDesk(practice=True))


def test_what_cannot_be_kept_is_not_locked_away_nor_left() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(Input).value = "full disk"
        for key in ("f9", "ctrl+q"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen.query_one(Input).value == "full disk"
            assert app.house is not None and WORDS("shell.not_kept")[:30] in app.house.said
            assert app.desk.state == "open"
        # F15: a laptop that slept was to be locked once; that is not given up.
        app._lock_by_itself()
        assert app.desk.state == "open"
        app.screen.query_one(Input).value = ""
        app._beat()
        assert app.desk.state == "locked"
        await pilot.pause()

    shell(step)


@pytest.mark.parametrize("answer", [("enter",), ("ctrl+q",)])
def test_quit_keeps_the_draft_and_closes(answer: tuple[str, ...]) -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press(*"half", "ctrl+q", *answer)

    app = shell(step)
    assert app.desk.asked[-2:] == ["draft half", "close"]  # type: ignore[attr-defined]
    assert app.return_code == 0


def test_quit_asks_first_where_something_is_not_saved() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await pilot.pause()
        page = app.screen
        await pilot.press(*"half", "ctrl+q")
        await pilot.pause()
        assert isinstance(app.screen, LeavingQuestion) and WORDS("shell.leaving.unsaved")[:20] in "".join(seen(app))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.screen is page and app.return_code is None
        await pilot.press("ctrl+q", "escape")
        await pilot.pause()
        assert app.screen is page

    shell(step)


@pytest.mark.parametrize("answer", [("enter",), ("ctrl+q",), ("escape",)])
def test_what_cannot_be_kept_is_never_left_by_the_safe_answer(answer: tuple[str, ...]) -> None:
    class Unkept(PersonScreen):
        keeps = False

    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        page = Unkept("0")
        await app.push_screen(page)
        await pilot.press(*"half", "ctrl+q", *answer)
        await pilot.pause()
        assert app.return_code is None and app.house is page
        if answer == ("ctrl+q",):
            assert isinstance(app.screen, LeavingQuestion)
            await pilot.press("down", "enter")
            await pilot.pause()
            assert app.return_code == 0

    shell(step)


def test_an_area_is_found_as_it_was_left_and_its_key_again_goes_to_its_first_page() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("x", "f7")
        await pilot.pause()
        assert app.current_mode == "caseload"
        await pilot.press("f6")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen) and app.screen.query_one(Input).value == "x"
        await pilot.press("f6")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen), "unsaved text is not taken away"
        assert WORDS("shell.open_form") in app.screen.said
        await pilot.press("backspace", "f6")
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)

    shell(step)


def test_a_screen_come_back_to_reads_again_only_when_something_was_written() -> None:
    class Counting(ListScreen):
        times = 0

        def reread(self) -> None:
            self.times += 1

    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        page = Counting("caseload")
        await app.push_screen(page)
        await pilot.pause()
        fake = app.desk
        assert isinstance(fake, FakeDesk) and page.times == 0
        for times, edition in enumerate([(0,), (1,), (2,)]):
            await pilot.press("f1")
            await pilot.pause()
            fake.edition = edition
            await pilot.press("f1")
            await pilot.pause()
            assert app.screen is page and page.times == times
        page.catch_up()
        assert page.times == 2

    shell(step)


def test_f5_walks_through_who_is_due_without_a_pile_of_screens() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        for due in ("1", "0", "1"):
            await pilot.press("f5")
            await pilot.pause()
            assert isinstance(app.screen, PersonScreen) and app.screen.participant_id == due
            assert len(app.screen_stack) == 2

    shell(step)


def test_f5_says_that_nothing_is_due() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("f5")
        assert app.house is not None and app.house.said == WORDS("shell.nothing_due")

    shell(step, FakeDesk(due=()))


def test_f4_belongs_to_the_screen_and_says_what_is_missing_elsewhere() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.press("f4")
        assert app.house is not None and app.house.said == WORDS("shell.no_person")
        await pilot.press("enter", "f4")
        assert app.house.said == "May say nothing yet"

    shell(step)


def test_the_desk_is_warmed_after_the_first_paint() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await app.workers.wait_for_complete()
        assert app.desk.asked == ["warm"]  # type: ignore[attr-defined]

    shell(step)


def test_bad_keys_are_said_at_the_start_naming_the_file() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        assert isinstance(app.screen, Notice)
        assert "config.toml" in app.screen.question and "app.nonsense" in app.screen.question
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ListScreen)

    shell(step, FakeDesk(config=Config(keys=(("app.nonsense", "f2"),))))


def test_a_key_that_hides_another_on_its_screen_is_said() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        await pilot.pause()
        assert app.house is not None and "list.down" in app.house.said

    shell(step, FakeDesk(config=Config(keys=(("list.open", "down"),))))


# The question


def test_a_question_has_its_safe_answer_in_front_and_letters_only_move() -> None:
    answers = [Answer("throw", "Throw away"), Answer("keep", "Keep", safe=True), Answer("save", "Save")]
    given: list[str | None] = []

    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        for keys in (("enter",), ("t", "enter"), ("down", "enter"), ("left", "enter"), ("escape",)):
            app.push_screen(Confirm("Leave?", answers), given.append)
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                assert len(given) == 0 or key in ("enter", "escape") or isinstance(app.screen, Confirm)
            await pilot.pause()

    shell(step)
    assert given == ["keep", "throw", "save", "throw", None]


def test_a_question_needs_one_safe_answer() -> None:
    with pytest.raises(ValueError, match="safe"):
        Confirm("Leave?", [Answer("yes", "Yes")])


def test_while_a_question_waits_nobody_walks_away_but_one_may_lock() -> None:
    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        app.push_screen(Confirm("Leave?", [Answer("no", "No", safe=True)]))
        await pilot.pause()
        for key in ("f6", "f7", "ctrl+p", "f5", "f1"):
            await pilot.press(key)
        assert isinstance(app.screen, Confirm) and app.current_mode == "today"
        await pilot.press("f9")
        await pilot.pause()
        assert isinstance(app.screen, DoorScreen)

    shell(step)


def test_ask_gives_the_answer_to_a_worker() -> None:
    given: list[str | None] = []

    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        async def ask() -> None:
            given.append(await app.ask("Leave?", [Answer("no", "No", safe=True), Answer("yes", "Yes")]))

        app.screen.run_worker(ask())
        await pilot.pause()
        await pilot.press("down", "enter")
        await app.workers.wait_for_complete()

    shell(step)
    assert given == ["yes"]


# Keys of one's own


@pytest.mark.parametrize(
    ("wanted", "good", "said"),
    [
        ((("app.lock", "f2"),), {"app.lock": "f2"}, ""),
        ((("form.save", "f2,ctrl+s"),), {"form.save": "f2,ctrl+s"}, ""),
        ((("list.open", "o"),), {"list.open": "o"}, ""),
        ((("app.lock", "f7"), ("app.caseload", "f9")), {"app.lock": "f7", "app.caseload": "f9"}, ""),
        ((("app.luck", "f2"),), {}, "app.luck"),
        ((("app.lock", "f99"),), {}, "f99"),
        ((("app.lock", "hyper+x"),), {}, "hyper+x"),
        ((("app.lock", "x"),), {}, "while you type"),
        ((("app.lock", "shift+x"),), {}, "while you type"),
        ((("app.lock", "ctrl+i"),), {}, "Tab"),
        ((("app.lock", "f7"),), {}, "app.caseload"),
        ((("app.lock", "f2"), ("app.find", "f2")), {"app.lock": "f2"}, "app.lock"),
        ((("list.open", "f1"),), {}, "app.help"),
    ],
)
def test_keymap(wanted: tuple[tuple[str, str], ...], good: dict[str, str], said: str) -> None:
    checked = check_keymap(wanted, SHELL_KEYS, WORDS, "config.toml")
    assert checked.keys == good
    assert said in "\n".join(checked.problems) and bool(checked.problems) == bool(said)


def test_the_example_in_help_takes_no_key_from_anything() -> None:
    """Of our screens, of every widget of Textual's that they use, or of any other."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        importlib.import_module(module.name)
    found = re.search(r'"([\w.]+)" = "([\w+]+)"', WORDS("help.change_keys", file="config.toml"))
    assert found is not None
    binding_id, key = found.groups()
    assert check_keymap([(binding_id, key)], SHELL_KEYS, WORDS, "config.toml").problems == ()
    taken: dict[str, set[str]] = {}
    kinds: list[type] = [DOMNode]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        for binding in Binding.make_bindings(kind.__dict__.get("BINDINGS", ())):
            taken.setdefault(binding.key, set()).add(kind.__name__)
    assert "Input" in taken["ctrl+u"] and taken.get(key) is None


def test_every_shell_key_has_its_words_and_fits() -> None:
    for key in SHELL_KEYS:
        assert WORDS.has(f"key.{key.id}.name") and WORDS.has(f"key.{key.id}.does")
        assert len(WORDS(f"key.{key.id}.name")) <= 14
        assert len(WORDS(f"key.{key.id}.does")) <= 45


@pytest.mark.parametrize(
    ("key", "label"),
    [("ctrl+p", "Ctrl+P"), ("escape", "Esc"), ("f1", "F1"), ("slash", "/"), ("n", "n"), ("shift+tab", "Shift+Tab")],
)
def test_key_label(key: str, label: str) -> None:
    assert key_label(key, WORDS) == label


# The watch over the lock


@dataclass
class HandClock:
    """A clock whose two hands are moved apart, as sleep does."""

    wall: datetime = datetime(2026, 10, 15, 9, 0, tzinfo=UTC)
    running: float = 0.0

    def today(self) -> object:
        return self.wall.date()

    def now(self) -> datetime:
        return self.wall

    def local(self, moment: datetime) -> datetime:
        return moment

    def tick(self) -> float:
        return self.running

    def passes(self, seconds: float, asleep: float = 0.0) -> None:
        self.wall += timedelta(seconds=seconds + asleep)
        self.running += seconds


def beats(watch: LockWatch, clock: HandClock, seconds: int) -> bool:
    for _ in range(seconds // 5):
        clock.passes(5)
        if watch.beat():
            return True
    return False


def test_watch_locks_after_the_minutes_without_a_key() -> None:
    clock = HandClock()
    watch = LockWatch(clock, 5)  # type: ignore[arg-type]
    assert not beats(watch, clock, 295)
    assert beats(watch, clock, 5)


def test_watch_begins_again_at_each_key_and_never_locks_with_0() -> None:
    clock = HandClock()
    watch = LockWatch(clock, 5)  # type: ignore[arg-type]
    for _ in range(4):
        assert not beats(watch, clock, 290)
        watch.touched()
    assert not beats(LockWatch(clock, 0), clock, 86_400)  # type: ignore[arg-type]


@pytest.mark.parametrize("jump", [31.0, 8 * 3600.0, -3600.0])
def test_watch_locks_when_the_wall_clock_jumps(jump: float) -> None:
    clock = HandClock()
    watch = LockWatch(clock, 5)  # type: ignore[arg-type]
    clock.passes(5, asleep=jump)
    assert watch.beat()
    clock.passes(5)
    assert not watch.beat()


def test_the_app_locks_by_its_watch() -> None:
    clock = HandClock()

    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        clock.passes(299)
        await pilot.press("down")
        clock.passes(5, asleep=3600)
        app._beat()
        await pilot.pause()
        assert isinstance(app.screen, DoorScreen)

    shell(step, FakeDesk(clock=clock))  # type: ignore[arg-type]


@pytest.mark.parametrize(("stopped", "locks"), [(0.4, False), (1.5, True), (-60.0, True)])
def test_going_on_after_a_stop_from_outside_locks_at_once_unless_it_was_a_moment(stopped: float, locks: bool) -> None:
    """F14, F17: who stops the program has its terminal, so it asks who is there; a clock put back counts too."""
    clock = HandClock()
    watch = LockWatch(clock, 5)  # type: ignore[arg-type]
    clock.passes(4)
    watch.touched()
    watch.beat()
    clock.passes(max(stopped, 0.0), asleep=min(stopped, 0.0))
    assert watch.stopped() is locks


def test_what_is_copied_is_taken_back_by_time_by_the_lock_and_on_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """F14, F17, F31: half a minute in the clipboard, none over a lock; and a stopped program locks when it goes on."""
    monkeypatch.setattr("screens.guarded.COPIED_SECONDS", 0.2)
    clock, sent = HandClock(), []
    desk = FakeDesk(clock=clock)  # type: ignore[arg-type]

    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        real = app._driver.write  # type: ignore[union-attr]
        monkeypatch.setattr(app._driver, "write", lambda data: (sent.append(data), real(data)))
        taken_back = "\x1b]52;c;\a"
        app.copy_to_clipboard("Aroha's telephone")
        assert app.house is not None and app.house.said == WORDS("shell.copied", seconds=0)
        assert app.clipboard and sent[-1] != taken_back
        for _ in range(60):
            await pilot.pause(0.05)
            if not app.clipboard:
                break
        assert app.clipboard == "" and sent[-1] == taken_back
        # Nothing of ours is there any more, so what another program put there stays.
        sent.clear()
        app.copy_to_clipboard("")
        app.clear_clipboard()
        assert not [one for one in sent if "]52;" in one]
        monkeypatch.setattr("screens.guarded.COPIED_SECONDS", 600.0)
        app.copy_to_clipboard("again")
        clock.passes(3)
        app.continued()
        await pilot.pause()
        assert isinstance(app.screen, DoorScreen) and app.clipboard == "" and taken_back in sent
        await pilot.press("x", "enter")
        await pilot.pause()
        app.copy_to_clipboard("once more")
        sent.clear()
        app.before_leaving()
        assert app.clipboard == "" and taken_back in sent
        # A computer that lets nothing out copies from field to field alone.
        desk.config = Config(copying=False)
        sent.clear()
        app.copy_to_clipboard("inside")
        assert app.clipboard == "inside" and not [one for one in sent if "]52;" in one]
        app.clear_clipboard()
        assert app.clipboard == "" and not [one for one in sent if "]52;" in one]

    shell(step, desk)


# The looks and the walls


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2, from 1 to 21."""

    def light(colour: str) -> float:
        parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in Color.parse(colour).normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", themes(), ids=lambda theme: theme.name)
def test_every_text_colour_can_be_read_on_its_grounds(theme: object) -> None:
    colours = {**vars(theme), **vars(theme)["variables"]}
    for ground in ("background", "surface", "cursor"):
        assert contrast(colours["foreground"], colours[ground]) >= 7, ground
    for ground in ("background", "surface"):
        for text in ("quiet", "accent", "late", "good"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["practice-ink"], colours["practice"]) >= 7


def test_the_shell_loads_nothing_that_only_records_need() -> None:
    code = (
        "import sys, screens.start, screens.app, screens.base, screens.help, screens.palette;"
        "bad = {'sqlalchemy', 'pydantic', 'alembic', 'ips_tui.forms', 'ips_tui.records'} & set(sys.modules);"
        "assert not bad, bad"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_starting_reads_the_environment_before_textual_is_loaded() -> None:
    code = "import sys, screens.start; assert not any(m.split('.')[0] == 'textual' for m in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_title_keeps_the_end_of_a_long_trail() -> None:
    class Deep(HouseScreen[None]):
        def trail(self) -> tuple[str, ...]:
            return ("Caseload", "A very long name of a participant " * 3, "Job development", "Application 12")

    async def step(app: ShellApp, pilot: Pilot[int]) -> None:
        app.push_screen(Deep())
        await pilot.pause()
        assert "Application 12" in app.screen.query_one(TitleLine).render().plain
        assert "Ruth Kaur" in seen(app)[0]

    shell(step)


def test_run_gives_the_true_exit_status_and_garbage_is_collected_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seen_inside: list[bool] = []
    cleaned: list[bool] = []

    class Ending(ShellApp):
        def run(self, *_: Any, **__: Any) -> int | None:
            seen_inside.append(gc.isenabled() or not cleaned)
            self._return_code = 143
            return None

    monkeypatch.setattr("screens.app.IpsApp", Ending)
    monkeypatch.setattr(start, "clean_environment", lambda: cleaned.append(True))
    assert start.run(FakeDesk()) == 143
    assert seen_inside == [False] and gc.isenabled()
