"""Practice: one key moves the day by a week and the lines of Today follow, one brings the people back as they were."""

from __future__ import annotations

import asyncio
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ips_tui.casework import contacts, practice_day
from ips_tui.casework.practice import PRACTICE_DAY
from ips_tui.casework.session import Desk, reset_practice
from ips_tui.casework.today import today
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.paths import sample
from ips_tui.store.files import StoreFiles
from screens.app import IpsApp
from screens.today.screen import TodayScreen
from screens.widgets.confirm import Notice
from tests import told
from tests.casework.hand_tables import DUE

SIZES = [(80, 24), (120, 40)]


def _desk(files: StoreFiles) -> Desk:
    desk = Desk(files, clock=SystemClock(), words=load_words(), config=Config(), practice=True)
    desk.open_practice()
    return desk


@pytest.fixture
def practising(tmp_path: Path) -> Iterator[Desk]:
    files = StoreFiles(tmp_path / "practice.db")
    reset_practice(files, sample())
    desk = _desk(files)
    yield desk
    desk.close()


def _lines(desk: Desk) -> set[tuple[str, str, int]]:
    return {(line.ref, line.kind, line.days_overdue) for line in today(desk).due}


def _by_hand(day: int) -> set[tuple[str, str, int]]:
    """What `hand_tables` says of a day."""
    return {(ref, kind, day - due_on) for ref, kind, due_on in DUE[day]}


def test_the_day_moves_by_a_week_and_stays_there(practising: Desk) -> None:
    assert _lines(practising) == _by_hand(0)
    assert practice_day.a_week_later(practising) == PRACTICE_DAY + timedelta(days=7)
    after = _lines(practising)
    assert after == _by_hand(7) != _by_hand(0)
    practising.close()
    again = _desk(practising.files)
    try:
        assert again.clock.today() == PRACTICE_DAY + timedelta(days=7)
        assert _lines(again) == after
    finally:
        again.close()


def test_beginning_again_brings_the_people_back(practising: Desk) -> None:
    before = _lines(practising)
    person = next(line.subject_id for line in today(practising).due if line.subject == "participant")
    contacts.record_contact(practising, person, told.contact(0))
    practice_day.a_week_later(practising)
    assert _lines(practising) != before
    assert practice_day.begin_again(practising, sample()) == PRACTICE_DAY
    assert practising.clock.today() == PRACTICE_DAY
    assert _lines(practising) == before


def test_a_real_store_has_no_day_to_move(open_desk: object, desk: Desk) -> None:
    for move in (practice_day.a_week_later, lambda d: practice_day.begin_again(d, sample())):
        with pytest.raises(ValueError):
            move(desk)


@pytest.mark.parametrize("size", SIZES)
def test_the_keys_do_it_on_the_screen(practising: Desk, size: tuple[int, int]) -> None:
    app = IpsApp(practising)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            first = app.day_name(PRACTICE_DAY)
            banner = app.house.query("Banner").first() if app.house else None
            assert banner is not None and first in str(banner.render())
            await pilot.press("ctrl+t")
            await pilot.pause()
            later = app.day_name(PRACTICE_DAY + timedelta(days=7))
            assert later in str(banner.render())
            assert app.house is not None and later in app.house.said
            await pilot.press("ctrl+r")
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
            assert practising.clock.today() == PRACTICE_DAY + timedelta(days=7)
            await pilot.press("ctrl+r")
            await pilot.pause()
            await pilot.press("b", "enter")
            await pilot.pause()
            assert practising.clock.today() == PRACTICE_DAY
            assert isinstance(app.screen, TodayScreen)
            assert first in str(app.screen.query("Banner").first().render())

    asyncio.run(run())


def test_a_picture_of_the_screen_is_for_practice_only(practising: Desk, open_desk: Callable[..., Desk]) -> None:
    """F34: in practice a key keeps a private picture where the person is told; over a real store there is none."""
    folder = practising.files.path.with_name("pictures")

    async def in_practice() -> None:
        app = IpsApp(practising)
        async with app.run_test(size=SIZES[0]) as pilot:
            await pilot.pause()
            await pilot.press("ctrl+p", *"picture")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            (kept,) = folder.iterdir()
            assert "PRACTICE" in kept.read_text(encoding="utf-8")
            assert isinstance(app.screen, Notice)
            said = app.screen.question
            assert said.endswith(str(kept))
            if sys.platform != "win32":
                assert [stat.S_IMODE(place.stat().st_mode) for place in (folder, kept)] == [0o700, 0o600]

    async def over_a_real_store() -> None:
        desk = open_desk(encrypted=True)
        app = IpsApp(desk)
        async with app.run_test(size=SIZES[0]) as pilot:
            await pilot.pause()
            before = {path: path.stat().st_size for path in desk.files.path.parent.rglob("*")}
            await pilot.press("ctrl+g")
            await pilot.pause()
            assert before.keys() == set(desk.files.path.parent.rglob("*"))
            assert not {"app.picture", "app.week_later"} & {
                active.binding.id for active in app.screen.active_bindings.values() if active.enabled
            }
            with pytest.raises(ValueError):
                practice_day.keep_picture(desk, "<svg/>")

    asyncio.run(in_practice())
    asyncio.run(over_a_real_store())
