"""The morning that `docs/a-morning.md` tells is gone through by keys, in the year that it is told of.

Its table says how many keys each thing takes, counted here. `pytest tests/journeys/test_a_morning.py --snapshot-update`
draws its pictures anew; look at them before they are kept.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_textual_snapshot import normalize_svg
from textual.screen import Screen

from benchmarks.year import year_store
from ips_tui.casework.session import Desk
from ips_tui.clock import DayClock
from ips_tui.config import Config
from ips_tui.forms.action_plan import StepOutcomeEntry
from ips_tui.forms.happened import HappenedEntry
from ips_tui.forms.leads import LeadOfferEntry
from ips_tui.forms.snooze import SnoozeEntry
from ips_tui.store.files import StoreFiles
from screens.app import IpsApp
from screens.employers.lead_screen import LeadScreen
from screens.employers.leads_screen import LeadsScreen
from screens.employers.list_screen import EmployersScreen
from screens.employers.may_say import MaySayScreen
from screens.happened.who import WhoScreen
from screens.participant.screen import ParticipantScreen
from screens.today.screen import TodayScreen
from tests import told
from tests.journeys.counting import CountingHands

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "a-morning"
SAID = "Slept badly, came all the same. Wants to see the surgery's desk."


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    # Files go by names below the folder one works in, so that a screen that says them says the same everywhere.
    monkeypatch.chdir(tmp_path)
    files = StoreFiles(year_store(Path("practice.db")))
    opened = Desk(files, clock=DayClock(told.TODAY), words=told.british(), config=Config(), practice=True)
    opened.open_practice()
    opened.warm()
    try:
        yield opened
    finally:
        opened.close()


class Morning:
    """A specialist's hands, with the pictures they come past."""

    def __init__(self, hands: CountingHands) -> None:
        self.hands = hands
        self.pictures: dict[str, str] = {}

    async def front(self, kind: type[Screen[Any]]) -> Any:
        """The screen in front, once it is of that kind."""
        for _ in range(500):
            if isinstance(self.hands.app.screen, kind) and self.hands.app.screen.is_mounted:
                return self.hands.app.screen
            await self.hands.pilot.pause()
        raise AssertionError(self.hands.seen)

    async def look(self, name: str) -> None:
        """Keep a picture of what stands there."""
        await self.hands.pilot.app.workers.wait_for_complete()
        for _ in range(3):
            await self.hands.pilot.pause()
        self.pictures[name] = normalize_svg(self.hands.app.export_screenshot())

    async def who(self, letters: str) -> Any:
        """F3 and some letters of a name."""
        await self.hands.press("f3")
        await self.front(WhoScreen)
        await self.hands.type(letters)
        await self.hands.press("enter")
        return await self.hands.form_of(HappenedEntry)

    async def filed(self) -> None:
        """Saved, and nobody next."""
        await self.hands.press("f2")
        await self.front(WhoScreen)
        await self.hands.press("escape")
        await self.front(TodayScreen)


async def _telephone(morning: Morning) -> None:
    """Sunniva's job is at risk: rung, not reached, tried again tomorrow."""
    hands = morning.hands
    with hands.entry("a try by telephone"):
        await morning.who("su")
        await hands.press("n")
        await morning.filed()
    with hands.entry("a line put off, with its reason"):
        await hands.press("slash")
        await hands.type("sunn")
        await hands.press("enter", "z")
        await hands.fill(SnoozeEntry, {"until_on": "+1", "reason": "Rang; she is on the early shift until one."})
    await morning.front(TodayScreen)
    await hands.press("slash", "escape", "escape", "home")
    await hands.pilot.pause()


async def _visit(morning: Morning) -> None:
    """Alma at the village hall: her page before it, the visit after it."""
    hands = morning.hands
    with hands.entry("the page of whom one meets next"):
        await hands.press("enter")
        await morning.front(ParticipantScreen)
    await morning.look("page")
    await hands.press("escape")
    await morning.front(TodayScreen)
    with hands.entry("a visit"):
        await morning.who("al")
        for field, keys in (("place", "c"), ("minutes", "45")):
            await hands.to_field(field)
            await hands.type(keys) if field == "minutes" else await hands.press(keys)
        await hands.to_field("summary")
        await hands.type(SAID, free=True)
        await hands.to_field("next_on")
        await hands.type("+7")
        await hands.to_field("next_at")
        await hands.type("10")
        await hands.to_field("clinical")
        await hands.press("y")
        await morning.look("happened")
        await morning.filed()


async def _employer(morning: Morning) -> None:
    """Joss at the bakery: what may be said there, and a visit that is his contact and the employer's at once."""
    hands = morning.hands
    with hands.entry("somebody found"):
        await hands.press("ctrl+p")
        await hands.type("jo")
        await hands.press("enter")
        await morning.front(ParticipantScreen)
    with hands.entry("what I may say"):
        await hands.press("f4")
        await morning.front(MaySayScreen)
    await morning.look("may-say")
    await hands.press("escape", "escape")
    await morning.front(TodayScreen)
    with hands.entry("a visit together with the employer"):
        await morning.who("jo")
        await hands.fill(
            HappenedEntry,
            {
                "place": "employer",
                "minutes": "40",
                "summary": "He asked about the mixer himself.",
                "employer_too": "yes",
                "employer": "Mill Lane",
                "spoken_of": "person_there",
                "purpose": "presenting_candidate",
                "result": "Gwen wants to see him on a Saturday.",
            },
            save=False,
        )
        await morning.filed()


async def _lead(morning: Morning) -> None:
    """A kitchen lead, whom it fits, and Farid told of it."""
    hands = morning.hands
    with hands.entry("whom a lead fits"):
        await hands.press("f12")
        await morning.front(EmployersScreen)
        await hands.press("l")
        await morning.front(LeadsScreen)
        await hands.press("enter")
        await morning.front(LeadScreen)
    await morning.look("lead")
    with hands.entry("somebody told of a lead"):
        await hands.press("t")
        await hands.fill(LeadOfferEntry, {"answer": "interested"})
    await hands.press("f6")
    await morning.front(TodayScreen)


async def _step(morning: Morning) -> None:
    """What a line asks for, done from Today."""
    hands = morning.hands
    with hands.entry("a step of a plan done"):
        await hands.press("slash")
        await hands.type("gwyn")
        await hands.press("enter", "r")
        await hands.fill(StepOutcomeEntry, {"status": "done", "done_on": "today"})
    await morning.front(TodayScreen)
    await hands.press("slash", "escape", "escape", "home")
    await morning.look("noon")


def test_the_morning_of_the_page(desk: Desk, request: pytest.FixtureRequest) -> None:
    async def run() -> Morning:
        app = IpsApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            morning = Morning(CountingHands(app, pilot))
            await morning.front(TodayScreen)
            await morning.look("today")
            for part in (_telephone, _visit, _employer, _lead, _step):
                await part(morning)
            return morning

    done = asyncio.run(run())
    counted = {kind: str(keys[0]) for kind, keys in done.hands.counted.items()}
    page = (DOCS / "a-morning.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| ([a-zA-Z, ]+?) \| *(\d+) \|", page, re.MULTILINE)) == counted
    for name, picture in done.pictures.items():
        kept = PICTURES / f"{name}.svg"
        if request.config.option.update_snapshots:
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(picture, encoding="utf-8", newline="\n")
        assert picture == kept.read_text(encoding="utf-8"), f"{kept.name} is not what the screen shows"
        assert f"a-morning/{name}.svg" in page
