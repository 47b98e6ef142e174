"""The Reports area by keys alone, in both windows and a very small one, with a name that does harm."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from ips_tui.casework import fidelity
from ips_tui.casework.session import Desk
from ips_tui.forms.fidelity import FidelityRatingEntry
from ips_tui.reports import fidelity as fidelity_report
from ips_tui.reports import outcomes
from ips_tui.reports import principles as principles_report
from ips_tui.reports.asked import Asking, ReportKind
from screens import areas
from screens.app import IpsApp
from screens.desk import desk_of
from screens.employers.week_screen import WeekScreen
from screens.participant.screen import ParticipantScreen
from screens.place import keep
from screens.reports.base import ReportScreen, Stopped
from screens.reports.definition_screen import DefinitionScreen
from screens.reports.item_screen import ItemScreen
from screens.reports.measure_screen import MeasureScreen, PrincipleScreen
from screens.reports.screen import REPORTS, ReportsScreen
from screens.settings.ask import AskLine
from screens.widgets.chooser import Chooser
from screens.widgets.record_list import RecordList
from tests.screens.entry_desk import HouseApp, desk_on, hostile_person, in_both_sizes, text_of

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class ReportsApp(HouseApp):
    """Bare areas but for this one."""

    MODES: Mapping[str, areas.Factory] = {**HouseApp.MODES, "reports": areas.reports}  # type: ignore[misc]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


async def counted(app: IpsApp, pilot: Pilot[None]) -> ReportScreen:
    """The page in front once it is through with counting."""
    await pilot.pause()
    await app.workers.wait_for_complete([w for w in app.workers if w.group == "counting"])
    await pilot.pause()
    await pilot.pause()
    page = app.screen
    assert isinstance(page, ReportScreen) and not page.counting
    return page


async def opened(app: IpsApp, pilot: Pilot[None], kind: str) -> ReportScreen:
    """A report, from the list of them."""
    await pilot.press("home", *["down"] * REPORTS.index(kind), "enter")
    return await counted(app, pilot)


def test_from_a_figure_to_the_person_and_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile_person(desk)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        words = app.words

        def harmless() -> None:
            assert not CONTROL.search(text_of(app))

        async def pressed(*keys: str) -> None:
            await pilot.press(*keys)
            await pilot.pause()

        # Found by its key, and on it what there is.
        await pressed("ctrl+f")
        area = app.screen
        assert isinstance(area, ReportsScreen)

        def all_there() -> None:
            for report in REPORTS:
                assert words(f"reports.report.{report}.name") in text_of(app)
            assert "17 Jul 2026 to Thu 15 Oct 2026" in text_of(app) and "Settings" in text_of(app)

        await in_both_sizes(pilot, all_there)

        await opened(app, pilot, ReportKind.OUTCOMES)
        # Thirteen people: one has come since the sample was told.
        await in_both_sizes(pilot, lambda: harmless())
        assert re.search(r"M2 .*4 of 13 = 30\.8 %", text_of(app)) and "4 of 4" in text_of(app)
        await pressed(*["down"] * 5, "enter")
        page = await counted(app, pilot)
        assert isinstance(page, MeasureScreen) and page.figure_id == "M6"
        people = page.list

        def named() -> None:
            harmless()
            assert "Referrals accepted  8" in text_of(app) and "[/oops] O'Brien" in text_of(app)

        await pressed("end")
        await pressed("home", *["down"] * 7)
        await in_both_sizes(pilot, named)
        line = people.cursor_id
        await pressed("f8")
        assert "O'Brien" not in text_of(app)
        await pressed("f8", "enter")
        person = app.screen
        assert isinstance(person, ParticipantScreen)
        found = page.asking.person(str(line).split(".")[1])
        assert found is not None and person.participant_id == str(found.id)
        await pressed("escape")
        assert app.screen is page and people.cursor_id == line and not page.counting

        await pressed("d")
        assert isinstance(app.screen, DefinitionScreen)
        assert "Above the line" not in text_of(app) and "Source: " in text_of(app)
        await pressed("escape", "escape", "down", "down", "enter")
        await counted(app, pilot)
        for group in ("In it (5)", "Just missed (1)", "Counted below the line only (7)", "Left out, and why (1)"):
            await pressed("end") if group.startswith("Left") else None
            assert group in text_of(app), group
        assert "in work at referral" in text_of(app)
        # A part of the figure has people of its own.
        await pressed("enter")
        part = await counted(app, pilot)
        assert isinstance(part, MeasureScreen) and part.part == "1" and "1 of 7 = 14.3 %" in text_of(app)
        await pressed("down", "down")
        # Everything that is open can be made again after a lock, from ids alone.
        stack = [one for one in app.screen_stack if isinstance(one, ReportScreen)]
        kept = keep(desk.who_id, "reports", stack)
        assert kept.whole and [place.kind for place in kept.places] == [type(one) for one in stack]
        again = MeasureScreen.again(app, kept.places[-1])
        assert isinstance(again, MeasureScreen) and (again.figure_id, again.part) == ("M8", "1")
        assert again.asking is part.asking
        # There the cursor stands where it was, once it is counted.
        again.asking = Asking(again.asking.asked)
        await app.push_screen(again)
        await again.stand_at(kept.places[-1])
        await counted(app, pilot)
        assert again.list.cursor_id == part.list.cursor_id != kept.places[-2].line
        await pressed("escape", "escape")

        # Another period: own dates, what is wrong with one is said at it; it holds for the pages below as well.
        await pressed("p")
        assert isinstance(app.screen, Chooser)
        await pressed("end", "enter")
        ask = app.screen
        assert isinstance(ask, AskLine)
        await pressed("x", "enter")
        assert words("reports.no_day") in ask.wrong
        await pressed("ctrl+u", *"+3", "enter")
        assert words("reports.day_later") in ask.wrong
        await pressed("ctrl+u", *"1/8/26", "enter")
        ask = app.screen
        assert isinstance(ask, AskLine)
        await pressed("ctrl+u", *"31/7/26", "enter")
        assert words("reports.day_before") in ask.wrong.replace("\n", " ")
        await pressed("ctrl+u", *"31/8/26", "enter")
        page = await counted(app, pilot)
        assert page.period == "2026-08-01:2026-08-31" and "Sat 1 Aug 2026 to Mon 31 Aug 2026" in text_of(app)
        await pressed("escape")
        assert "Sat 1 Aug 2026" in text_of(await _front(app, pilot))
        # Whose: my own people.
        await pressed("w", "down", "enter")
        page = await counted(app, pilot)
        assert page.whose == desk.who_id and f"People of {desk.who_name}" in text_of(app)
        assert re.search(r"M1 .* 4$", text_of(app), re.M) or "  4 " in text_of(app)
        # A very small window still shows a figure and what it is.
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        assert "▸" in text_of(app) and "M8" in text_of(app)
        await pilot.resize_terminal(80, 24)

        # While it is counted keys work; Esc leaves, and nothing comes of it.
        begun, go_on = Event(), Event()
        real = outcomes.outcomes

        def slow(*about: Any, **more: Any) -> Any:
            begun.set()
            assert go_on.wait(20)
            return real(*about, **more)

        monkeypatch.setattr(outcomes, "outcomes", slow)
        await pressed("p", "home", "down", "enter")
        assert begun.wait(20)
        await pilot.pause()
        slowly = app.screen
        assert isinstance(slowly, ReportScreen) and slowly.counting and "Counting" in text_of(app)
        await pressed("down")
        await pressed("escape")
        assert app.screen is area and not slowly.counting
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen is area and "Thu 1 Oct 2026" in text_of(app)

        # A lock closes the store while it is counted: whatever comes of that, the program goes on.
        begun.clear()
        go_on.clear()
        await pressed("w", "home", "enter", "home", "enter")
        assert begun.wait(20)
        desk.close()
        go_on.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.is_running and isinstance(app.screen, ReportScreen) and app.screen.found is None

    _drive(desk, steps)


async def _front(app: HouseApp, pilot: Pilot[None]) -> HouseApp:
    await counted(app, pilot)
    return app


def _drive(desk: Desk, steps: Callable[[HouseApp, Pilot[None]], Awaitable[None]]) -> None:
    async def run() -> None:
        app = ReportsApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await steps(app, cast("Pilot[None]", pilot))

    asyncio.run(run())


def test_principles_and_items_say_how_far_they_are_and_esc_stops_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, stopped = Event(), Event(), Event()
    reached: list[int] = []

    def slowly(real: Callable[..., Any]) -> Callable[..., Any]:
        def slow(*about: Any) -> Any:
            *others, through = about

            def step(done: int, of: int) -> None:
                reached.append(done)
                try:
                    through(done, of)
                except Stopped:
                    stopped.set()
                    raise
                if done == 3:
                    begun.set()
                    assert go_on.wait(20)

            return real(*others, step)

        return slow

    monkeypatch.setattr(fidelity_report, "indicators", slowly(fidelity_report.indicators))
    monkeypatch.setattr(principles_report, "principles", slowly(principles_report.principles))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+f")
        await pilot.pause()
        area = app.screen
        for kind, of in ((ReportKind.PRINCIPLES, 8), (ReportKind.FIDELITY, 25)):
            for event in (begun, go_on, stopped):
                event.clear()
            reached.clear()
            await pilot.press("home", *["down"] * REPORTS.index(kind), "enter")
            await asyncio.to_thread(begun.wait, 20)
            page = app.screen
            assert isinstance(page, ReportScreen) and page.counting
            page.draw_above()
            await in_both_sizes(pilot, lambda of=of: _says(app, f"Counting: 3 of {of}. You can go on or leave."))
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is area and not page.counting
            go_on.set()
            # The next step is where it is told to stop.
            assert await asyncio.to_thread(stopped.wait, 20)
            assert reached == [0, 1, 2, 3, 4] and page.found is None
            # Asked for once more it is counted to its end.
            reached.clear()
            await pilot.press("enter")
            await counted(app, pilot)
            assert reached == list(range(of))
            await pilot.press("escape")
            await pilot.pause()

    _drive(desk, steps)


def _says(app: IpsApp, text: str) -> None:
    assert text in text_of(app)


def test_the_other_reports(desk: Desk) -> None:
    hostile_person(desk)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        words = app.words

        async def pressed(*keys: str) -> None:
            await pilot.press(*keys)
            await pilot.pause()

        await pressed("ctrl+f")
        area = app.screen
        assert isinstance(area, ReportsScreen)
        # The quarter that runs: what is missing is said with the days to go.
        await pressed("p", "down", "enter")
        await opened(app, pilot, ReportKind.BLANKS)

        def missing() -> None:
            assert not CONTROL.search(text_of(app))
            assert "Missing: 1. Filled in by Thu 31 Dec 2026" in text_of(app) and "[/oops] O'Brien" in text_of(app)
            assert words("measure.blank.first_seen") in text_of(app)

        await in_both_sizes(pilot, missing)
        await pressed("enter")
        assert isinstance(app.screen, ParticipantScreen)
        await pressed("escape", "escape")

        await opened(app, pilot, ReportKind.CHARTS)

        def drawn() -> None:
            # Thirteen open cases but none closed: the one who came is in the first stage.
            for label in ("1 Engagement", "5 Follow-along", "Nov", "Oct"):
                assert label in text_of(app)
            assert re.search(r"4 Job development +█+ 3", text_of(app))

        await in_both_sizes(pilot, drawn)
        await pressed("end")
        assert words("reports.chart.too_few") in text_of(app) and "Lasted so long" in text_of(app)
        await pilot.resize_terminal(40, 10)
        await pressed("home")
        assert "1 Engagement" in text_of(app)
        await pilot.resize_terminal(80, 24)
        await pressed("escape", "p", "home", "enter")

        await opened(app, pilot, ReportKind.PRINCIPLES)

        def eight() -> None:
            states = [words(f"principle.state.{state}") for state in ("met", "look")]
            lines = [line for line in text_of(app).splitlines() if any(f" {state}   " in line for state in states)]
            assert len(lines) == 8 and words("principle.about") in text_of(app)

        await in_both_sizes(pilot, eight)
        await pressed("down", "down", "enter")
        page = await counted(app, pilot)
        assert isinstance(page, PrincipleScreen) and page.figure_id == "integration"
        assert "In it (5)" in text_of(app) and "To look at (5)" in text_of(app)
        await pressed("d")
        assert "IPS-25 items 4, 5, 6, 25" in text_of(app)
        await pressed("escape", "escape", "escape")

        await opened(app, pilot, ReportKind.FIDELITY)
        assert re.search(r"F1 +Caseload +●●●●● anchor 5 of 5", text_of(app)) and words("fidelity.about")[
            :60
        ] in text_of(app)
        await in_both_sizes(pilot, lambda: None)
        items = app.screen.query_one(RecordList)
        assert items.move_to("F17")
        await pilot.pause()
        assert "Would raise it: " in text_of(app)
        await pressed("enter")
        page = await counted(app, pilot)
        assert isinstance(page, ItemScreen) and "Would raise it: " in text_of(app)
        # A week of a specialist's lowers it: Enter shows that week, Esc comes back.
        assert "ES1 Maren Holt" in text_of(app) and "What lowers it" in text_of(app)
        await pressed("enter")
        assert isinstance(app.screen, WeekScreen)
        await pressed("escape")
        assert app.screen is page
        await pressed("escape")
        await _rated(app, pilot)
        await pressed("escape")
        await opened(app, pilot, ReportKind.ENGAGEMENT)
        assert "E9" in text_of(app)

    _drive(desk, steps)


async def _rated(app: HouseApp, pilot: Pilot[None]) -> None:
    """People rate beside what is computed: by keys, each said where it cannot be yet; the last item makes it whole."""
    words, desk = app.words, desk_of(app)
    for key in ("e", "k"):
        await pilot.press(key)
        assert words("fidelity.no_open_review", key="n") in (await counted(app, pilot)).said
    await pilot.press("n")
    await pilot.pause()
    await pilot.press("tab", "tab", "tab", *"Ann")
    await pilot.press("f2")
    page = await counted(app, pilot)
    assert page.said == "" and "by Ann: 0 of 25 items rated" in text_of(app)
    await pilot.press("home", "e")
    await pilot.pause()
    assert "F1 Caseload > " in text_of(app)
    await pilot.press("tab", "9", "f2")
    await pilot.pause()
    assert words("form.fidelity_rating.title") in text_of(app), "9 is no rating: the form stays and says so"
    await pilot.press("ctrl+u", "4", "f2")
    await counted(app, pilot)
    assert "1 of 25 items rated" in text_of(app) and "Rated 4 by Ann" in text_of(app)
    await pilot.press("k")
    await pilot.pause()
    assert words("problem.items_not_rated") in page.said
    (review,) = fidelity.reviews(desk)
    for item in review.missing:
        fidelity.rate(desk, review.id, item, FidelityRatingEntry(rating=4))
    await pilot.press("k")
    await counted(app, pilot)
    (review,) = fidelity.reviews(desk)
    assert page.said == words("fidelity.completed") and review.total == 100 and review.band is not None
    assert words(f"fidelity.band.{review.band.id}") in text_of(app)
    await pilot.press("k")
    await pilot.pause()
    await pilot.press("up", "enter")
    await counted(app, pilot)
    assert "25 of 25 items rated" in text_of(app)


def test_every_report_has_a_page() -> None:
    from screens.reports.screen import report_screen

    asking = Asking()
    assert {report_screen(kind, asking).kind for kind in ReportKind} == set(ReportKind)
