"""The employers: the list, and the page of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from ips_tui.casework import employer_list, employers
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.forms.employers import EmployerContactEntry, EmployerEntry
from ips_tui.store.files import StoreFiles, prepare
from ips_tui.store.store import PRACTICE, create_store
from screens.employers.employer_screen import EmployerScreen
from screens.employers.list_screen import EmployersScreen
from screens.entries.opening import EntryScreen
from screens.widgets.record_list import RecordList
from tests.screens.entry_desk import (
    HOSTILE,
    NOW,
    SIZES,
    TODAY,
    HouseApp,
    desk_on,
    employer,
    fill,
    in_both_sizes,
    on_screen,
    person,
    text_of,
    unvisited,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _visit(desk: Desk, firm: UUID, days_ago: int, **more: Any) -> UUID:
    values = {
        "employer": firm,
        "happened_on": TODAY - timedelta(days=days_ago),
        "mode": "face_to_face",
        "purpose": "introduction",
        "result": "Said hello.",
        **more,
    }
    return employers.record_employer_contact(desk, EmployerContactEntry(**values))


def _rows(app: HouseApp) -> RecordList:
    return app.screen.query_one(RecordList)


def _at(app: HouseApp) -> UUID:
    found = _rows(app).cursor_id
    assert found is not None
    return UUID(found)


# The module behind the list


def test_the_lines_of_the_list_follow_the_contacts(desk: Desk) -> None:
    firm = unvisited(desk)
    _visit(desk, firm, 9)
    _visit(desk, firm, 2, next_on=TODAY + timedelta(days=4))
    _visit(desk, firm, 1, made_by="participant", participant=person(desk, "P01"))
    line = employer_list.lines(desk, [firm.bytes])[firm]
    assert (line.name, line.visits) == ("Tidewater Laundry", 2)
    assert (line.last_contact_on, line.next_on) == (date(2026, 10, 13), date(2026, 10, 19))
    assert employer_list.lines(desk, [uuid4().bytes]) == {}
    _visit(desk, firm, 0, next_on=TODAY + timedelta(days=4))
    for sort in ("last", "next"):
        assert employer_list.index(desk, sort)[0][0] == firm.bytes


# The list


def test_the_list_shows_everyone_and_opens_one(desk: Desk) -> None:
    firm = employer(desk, "Dale Surgery")
    _visit(desk, firm, 3, next_on=TODAY - timedelta(days=1))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployersScreen())
        await pilot.pause()
        assert _rows(app).count == len(employer_list.index(desk))

        def look() -> None:
            (line,) = [line for line in text_of(app).split("\n") if "Dale Surgery" in line]
            assert "Mon 12 Oct" in line
            assert "! Wed 14 Oct" in line
            assert (app.words("choice.sector.administrative") in line) == (app.size.width >= 120)

        await in_both_sizes(pilot, look)
        _rows(app).move_to(firm.hex)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, EmployerScreen)
        assert app.screen.employer_id == firm

    on_screen(desk, steps)


def test_typing_narrows_the_list(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployersScreen())
        await pilot.pause()
        await pilot.press("slash", *"bakery")
        assert _rows(app).count == 1
        assert _at(app) == employer(desk, "Mill Lane Bakery")
        await pilot.press(*"xx")
        await pilot.pause()
        assert app.words("employers.no_match") in text_of(app)

    on_screen(desk, steps)


def test_the_order_goes_round_and_says_itself_and_the_cursor_stays(desk: Desk) -> None:
    firm = unvisited(desk)
    _visit(desk, firm, 3, next_on=TODAY + timedelta(days=1))
    latest = unvisited(desk, "Weir Bicycles")
    _visit(desk, latest, 0)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployersScreen())
        await pilot.pause()
        stands = _at(app)
        firsts = []
        for sort in ("last", "next", "name"):
            await pilot.press("s")
            assert app.screen.said == app.words(f"employers.sort.{sort}")  # type: ignore[attr-defined]
            assert _at(app) == stands
            await pilot.press("home")
            firsts.append(_at(app))
            _rows(app).move_to(stands.hex)
        assert firsts == [latest, firm, stands]

    on_screen(desk, steps)


def test_a_new_employer_stands_under_the_cursor(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployersScreen())
        await pilot.pause()
        await pilot.press("n")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen)
        await fill(pilot, form, name=HOSTILE[:150], sector="retail", needs=HOSTILE)
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, EmployersScreen)
        assert app.screen.said == app.words("employers.saved") + " u undoes it."
        shown = text_of(app)
        assert "▸ [/oops] O'Brien [x]" in shown
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
        await pilot.press("enter")
        await pilot.pause()
        shown = text_of(app)
        assert "[/oops] O'Brien [x]" in shown
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)

    on_screen(desk, steps)


def test_an_empty_list_says_which_key_begins(tmp_path: Path) -> None:
    place = StoreFiles(tmp_path / "practice.db")
    prepare(place)
    create_store(place, None, kind=PRACTICE, site_id=uuid4(), letter="P", practice_day=TODAY).close()
    desk = Desk(place, clock=SetClock(NOW), words=load_words(), config=Config(), practice=True)
    desk.open_practice()

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployersScreen())
        await pilot.pause()

        def look() -> None:
            assert app.words("employers.empty", key="n") in text_of(app)

        await in_both_sizes(pilot, look)
        await pilot.press("enter", "down", "s")
        assert isinstance(app.screen, EmployersScreen)

    try:
        on_screen(desk, steps)
    finally:
        desk.close()


# One employer


@pytest.mark.parametrize("size", SIZES)
def test_the_page_shows_who_they_are_and_what_was_said(desk: Desk, size: tuple[int, int]) -> None:
    firm = unvisited(desk)
    twin = unvisited(desk, "Tidewater Laundries")
    details = {"site": "Upper Tarn", "sector": "food_service", "person": "Jo Baker", "person_role": "manager"}
    reach = {"telephone": "01234 567", "best_time": "after two", "needs": "Early shifts. " * 60}
    more = {
        "people": (
            {"name": "Ada Ng " + HOSTILE, "telephone": "0999 111"},
            *({"name": f"Further {number}"} for number in range(3)),
        ),
        "sites": ({"name": "Quay " + HOSTILE},),
    }
    employers.change_employer(desk, firm, EmployerEntry(name="Tidewater Laundry", **details, **reach, **more))
    for number, days in enumerate((30, 20, 10)):
        _visit(desk, firm, days, result=f"Result {number}", next_on=TODAY + timedelta(days=number))
    _visit(desk, firm, 5, made_by="participant", participant=person(desk, "P06"), result="Asked by herself")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployerScreen(str(firm)))
        await pilot.pause()
        shown = text_of(app)
        for text in (
            "Upper Tarn",
            "Jo Baker, manager",
            "01234 567",
            "after two",
            "Early shifts.",
            "next Sat 17 Oct",
            "Ada Ng",
            "Quay",
        ):
            assert text in shown, text
        assert f"{app.words('choice.warmth.third')}; {app.words('employers.met_times', count=3)}" in shown
        # However long a name is, the number they ring from stands there; so does who may be the same employer.
        assert "0999 111" in shown
        assert employers.employer(desk, twin).entry.name in shown
        assert ("Further 2" in shown) == (size[1] >= 40)
        assert (app.words("employers.more_people", count=2) in shown) == (size[1] < 32)
        assert "Marcus Chidgey" in shown
        assert "Asked by herself" in shown
        assert app.words("employers.went_alone") in shown
        await pilot.press("down")
        assert "3rd visit" in _detail(app)
        assert "Result 2" in _detail(app)
        assert "Result 2" in text_of(app)
        await pilot.press("f8")
        await pilot.pause()
        assert "Chidgey" not in text_of(app)

    on_screen(desk, steps, size)


def _detail(app: HouseApp) -> str:
    return str(app.screen.query_one(".employer--detail", Static).content)


def test_contacts_are_noted_and_corrected_from_the_page(desk: Desk) -> None:
    firm = unvisited(desk)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = EmployerScreen(str(firm))
        app.push_screen(page)
        await pilot.pause()
        assert app.words("employers.no_contacts")[:30] in text_of(app)
        await pilot.press("e")
        assert page.said == app.words("employers.no_contact_chosen", key="c")
        await pilot.press("c")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen)
        assert form.filled.raw["employer"] == str(firm)
        assert form.filled.raw["participant"] == ""
        await fill(pilot, form, mode="face_to_face", purpose="introduction", result="Said hello.")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page
        assert "Said hello." in _detail(app)
        assert app.words("choice.warmth.first") in text_of(app)
        for key in ("e", "enter"):
            await pilot.press(key)
            await pilot.pause()
            correcting = app.screen
            assert isinstance(correcting, EntryScreen)
            assert correcting.plan.editing
            await fill(pilot, correcting, result=f"Corrected by {key}.")
            await pilot.press("f2")
            await pilot.pause()
            assert f"Corrected by {key}." in _detail(app)
        await pilot.press("d")
        await pilot.pause()
        details = app.screen
        assert isinstance(details, EntryScreen)
        await fill(pilot, details, person="Jo Baker")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page
        assert "Jo Baker" in text_of(app)

    on_screen(desk, steps)


def test_the_employers_own_history_is_there_also_when_there_are_contacts(desk: Desk) -> None:
    firm = unvisited(desk)
    _visit(desk, firm, 9)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployerScreen(str(firm)))
        await pilot.pause()
        await pilot.press("H")
        await pilot.pause()
        assert app.words("did.employer_added") in text_of(app)
        assert app.words("did.employer_contact_recorded") not in text_of(app)

    on_screen(desk, steps)


def test_the_history_is_of_the_contact_under_the_cursor_or_of_the_employer(desk: Desk) -> None:
    firm = unvisited(desk)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployerScreen(str(firm)))
        await pilot.pause()
        for text in (app.words("did.employer_added"), app.words("did.employer_contact_recorded")):
            await pilot.press("h")
            await pilot.pause()
            assert text in text_of(app)
            await pilot.press("escape")
            await pilot.pause()
            _visit(desk, firm, 9)
            app.push_screen(EmployersScreen())
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()

    on_screen(desk, steps)


def test_a_next_date_gone_by_is_marked_with_a_sign_and_a_word(desk: Desk) -> None:
    firm = unvisited(desk)
    _visit(desk, firm, 9, next_on=TODAY - timedelta(days=2))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployerScreen(str(firm)))
        await pilot.pause()
        assert "! next was Tue 13 Oct" in text_of(app)

    on_screen(desk, steps)


def test_the_cursor_stays_on_its_contact_when_the_page_is_read_again(desk: Desk) -> None:
    firm = unvisited(desk)
    older = _visit(desk, firm, 9)
    _visit(desk, firm, 3)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployerScreen(str(firm)))
        await pilot.pause()
        await pilot.press("down")
        assert _at(app) == older
        _visit(desk, firm, 1)
        app.push_screen(EmployersScreen())
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, EmployerScreen)
        assert _rows(app).count == 3
        assert _at(app) == older

    on_screen(desk, steps)


def test_an_employer_that_is_gone_is_said(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(EmployerScreen(str(uuid4())))
        await pilot.pause()
        assert app.words("employers.gone") in text_of(app)
        await pilot.press("c", "d", "e")
        await pilot.pause()
        assert isinstance(app.screen, EmployerScreen)

    on_screen(desk, steps)
