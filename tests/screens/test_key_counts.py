"""How many keys the day's commonest entries take, at 80x24; no entry may take more than stands in the benchmarks.

Counted as `tests/journeys/counting.py` counts: every key, the letters of names and figures too, free text aside.
"""

from __future__ import annotations

import asyncio
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.big_store import big_store
from ips_tui.casework import caseload
from ips_tui.casework.session import Desk
from ips_tui.clock import DayClock
from ips_tui.config import Config
from ips_tui.forms.happened import HappenedEntry
from ips_tui.store.files import StoreFiles
from ips_tui.text import fold
from screens.app import IpsApp
from screens.employers.may_say import MaySayScreen
from screens.happened.who import WhoScreen
from screens.participant.screen import ParticipantScreen
from tests import told
from tests.journeys.counting import CountingHands
from tests.screens.entry_desk import TODAY, desk_on

TABLE = tomllib.loads((Path(__file__).parents[2] / "benchmarks" / "keys_per_entry.toml").read_text(encoding="utf-8"))
MOST = {"visit": 25, "visit_in_work": 25, "telephone_attempt": 10, "may_say": 1, "find": 4}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        opened.warm()
        yield opened


async def _front(hands: CountingHands, kind: type[Any]) -> Any:
    """The screen in front, once it is of that kind."""
    for _ in range(500):
        if isinstance(hands.app.screen, kind) and hands.app.screen.is_mounted:
            return hands.app.screen
        await hands.pilot.pause()
    raise AssertionError(hands.seen)


async def _who(hands: CountingHands, letters: str) -> Any:
    """F3, some letters of a name, Enter."""
    await hands.press("f3")
    await _front(hands, WhoScreen)
    await hands.type(letters)
    await hands.press("enter")
    return await hands.form_of(HappenedEntry)


async def _filed(hands: CountingHands) -> None:
    await hands.press("f2")
    await _front(hands, WhoScreen)


async def _visit(hands: CountingHands, letters: str, *topic: str) -> None:
    """Where, how long, what came of it, the next day and hour, and that the clinical team is to hear."""
    await _who(hands, letters)
    await hands.to_field("place")
    await hands.press("h")
    await hands.to_field("minutes")
    await hands.type("45")
    if topic:
        await hands.to_field("topics")
        await hands.press(*topic)
    await hands.to_field("summary")
    await hands.type("We looked at three adverts.", free=True)
    await hands.to_field("next_on")
    await hands.type("+7")
    await hands.to_field("next_at")
    await hands.type("10")
    await hands.to_field("clinical")
    await hands.press("y")
    await _filed(hands)


def _count(desk: Desk, steps: Callable[[CountingHands], Any]) -> dict[str, int]:
    async def run() -> dict[str, int]:
        app = IpsApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            hands = CountingHands(app, pilot)
            await steps(hands)
            return {kind: max(keys) for kind, keys in hands.counted.items()}

    return asyncio.run(run())


def test_no_entry_of_a_working_day_takes_more_keys_than_stated(desk: Desk) -> None:
    async def steps(hands: CountingHands) -> None:
        with hands.entry("visit"):
            await _visit(hands, "to")
        await hands.press("escape")
        with hands.entry("visit_in_work"):
            await _visit(hands, "ha", "t", "space")
        await hands.press("escape")
        with hands.entry("telephone_attempt"):
            await _who(hands, "ad")
            await hands.press("n")
            await _filed(hands)
        await hands.press("escape")
        with hands.entry("may_say"):
            await hands.press("f4")
            await _front(hands, MaySayScreen)
        await hands.press("escape")
        with hands.entry("find"):
            await hands.press("ctrl+p")
            await hands.type("ma")
            await hands.press("enter")
            page = await _front(hands, ParticipantScreen)
        assert page.view.person.name == "Marcus Chidgey"

    counted = _count(desk, steps)
    stated = TABLE["working_day"]
    assert counted.keys() == stated.keys() == MOST.keys()
    assert {kind: keys for kind, keys in counted.items() if keys > stated[kind]} == {}
    assert {kind: keys for kind, keys in stated.items() if keys > MOST[kind]} == {}
    _stands_as_typed(desk)


def _stands_as_typed(desk: Desk) -> None:
    query = "SELECT mode, result, minutes, place, clinical_share FROM contact ORDER BY id DESC LIMIT 3"
    rows = [tuple(row) for row in desk.connection.execute(query).fetchall()]
    visit = ("face_to_face", "took_place", 45, "home", "to_do")
    assert rows == [("telephone", "not_reached", None, None, "not_needed"), visit, visit]
    assert desk.connection.execute("SELECT count(*) FROM follow_along_contact WHERE topics = '[\"travel\"]'").fetchone()
    query = "SELECT count(*) FROM appointment WHERE on_day = ? AND at_time LIKE '10:00%'"
    (planned,) = desk.connection.execute(query, [TODAY.replace(day=22).isoformat()]).fetchone()
    assert planned == 2


def _codes(name: str) -> list[str]:
    """Two letters by which one may look for somebody: how one of the names begins, or initials."""
    first, *further = fold(name).split()
    return [first[:2], *(first[0] + part[0] for part in further), *(part[:2] for part in further)]


def _first_found(desk: Desk, name: str) -> bool:
    return any(found and found[0].label == name for found in map(desk.find, _codes(name)))


def test_two_letters_find_everyone_of_the_sample_and_of_a_caseload_of_twenty(desk: Desk, tmp_path: Path) -> None:
    people = [line.name for line in caseload.everyone(desk)]
    assert len(people) == 12 and [name for name in people if not _first_found(desk, name)] == []
    files = StoreFiles(big_store(tmp_path / "twenty.db", 20))
    twenty = Desk(files, clock=DayClock(told.TODAY), words=told.british(), config=Config(), practice=True)
    twenty.open_practice()
    try:
        names = [line.name for line in caseload.everyone(twenty)]
        assert len(set(names)) == 20
        assert [name for name in names if not _first_found(twenty, name)] == []
    finally:
        twenty.close()
