"""Undo on the screens: asked first in words, gone at once, refused with the reason; the key is said after a save."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import appointments, contacts, employers, people, staff, undo
from ips_tui.casework.case import case
from ips_tui.casework.session import Desk, StaffMember
from ips_tui.clock import SetClock
from ips_tui.config import Config
from ips_tui.store.problems import StoreFull
from screens import undoing
from screens.app import IpsApp
from screens.base import HouseScreen
from screens.entries.opening import EntryScreen
from screens.participant.screen import ParticipantScreen
from screens.widgets.confirm import Confirm, Notice
from screens.widgets.search_line import SearchLine
from screens.widgets.working import Working
from tests import told
from tests.screens.area_app import AreaApp, drive, settled
from tests.screens.entry_desk import (
    HOSTILE,
    HouseApp,
    desk_on,
    employer,
    fill,
    in_both_sizes,
    on_screen,
    person,
    text_of,
)

SAFE = "▸ Leave it as it is"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


async def _page(app: IpsApp, pilot: Pilot[Any], who: UUID) -> ParticipantScreen:
    app.open_participant(str(who))
    await pilot.pause()
    assert isinstance(app.screen, ParticipantScreen)
    return app.screen


async def _press(app: IpsApp, pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause()


async def _undo(app: IpsApp, pilot: Pilot[Any]) -> None:
    """U, then the answer that begins with U."""
    await _press(app, pilot, "u")
    assert isinstance(app.screen, Confirm) and not isinstance(app.screen, Notice)
    await _press(app, pilot, "u", "enter")
    assert not isinstance(app.screen, Confirm)


def _asked(app: HouseApp | AreaApp) -> str:
    assert isinstance(app.screen, Confirm)
    return app.screen.question


def _kinds(desk: Desk, who: UUID) -> list[str]:
    return [item.kind for item in case(desk, who).timeline]


# -- on a person's page ----------------------------------------------------------------------------------


def test_a_slip_of_a_moment_ago_is_taken_back_with_three_keys(desk: Desk) -> None:
    who = person(desk, "P01")
    before = _kinds(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        await _press(app, pilot, "c")
        form = app.screen
        assert isinstance(form, EntryScreen)
        await fill(pilot, form, kind="engagement", mode="telephone", result="took_place", summary=HOSTILE, next_on="+4")
        await _press(app, pilot, "f2")
        assert page.said == "Saved. u undoes it."

        def saved() -> None:
            assert "oops" in text_of(app) and len(_kinds(desk, who)) == len(before) + 2

        await in_both_sizes(pilot, saved)
        await _press(app, pilot, "u")
        asked = ("Undo what you did last?", "Recorded a contact", "Ada Fenwick", "today at 09:00", SAFE, "Undo it")

        def asks() -> None:
            text = text_of(app)
            for line in asked:
                assert line in text

        await in_both_sizes(pilot, asks)
        # The safe answer is the one under the cursor, and so is leaving.
        for key in ("enter", "escape"):
            await _press(app, pilot, key)
            assert app.screen is page and len(_kinds(desk, who)) == len(before) + 2
            await _press(app, pilot, "u")
        await _press(app, pilot, "u", "enter")
        assert app.screen is page
        assert page.said == "Undone: Recorded a contact."

        def gone() -> None:
            assert "oops" not in text_of(app)

        await in_both_sizes(pilot, gone)
        assert _kinds(desk, who) == before

    on_screen(desk, steps)


def test_an_action_of_many_records_is_taken_back_on_a_thread_and_stops_at_a_key(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person(desk, "P01")
    contacts.record_contact(desk, who, told.contact())
    monkeypatch.setattr(undoing, "MANY_ROWS", 1)
    take_back, on_thread, waiting = undo.undo_aside, threading.Event(), threading.Event()

    def slowly(*asked: Any, stopped: Callable[[], bool], **more: Any) -> undo.Done:
        assert threading.current_thread() is not threading.main_thread()
        on_thread.set()
        waiting.wait(20)
        return take_back(*asked, stopped=stopped, **more)

    monkeypatch.setattr(undo, "undo_aside", slowly)

    async def asked(app: HouseApp, pilot: Pilot[None]) -> None:
        on_thread.clear()
        waiting.clear()
        await pilot.press("u", "u", "enter")
        assert await asyncio.to_thread(on_thread.wait, 20)
        await pilot.pause()
        assert isinstance(app.screen, Working)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        before = _kinds(desk, who)
        await asked(app, pilot)

        def works() -> None:
            assert "Taking it back" in text_of(app) and "Esc stops it" in text_of(app)

        await in_both_sizes(pilot, works)
        await pilot.press("escape")
        waiting.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "It was stopped, so nothing was undone." in text_of(app) and _kinds(desk, who) == before
        await pilot.press("escape")
        await asked(app, pilot)
        waiting.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen is page and page.said == "Undone: Recorded a contact."
        assert len(_kinds(desk, who)) < len(before)

    on_screen(desk, steps)


def test_names_are_asked_about_as_they_may_be_shown(desk: Desk) -> None:
    contacts.record_contact(desk, person(desk, "P01"), told.contact())

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, person(desk, "P02"))
        await _press(app, pilot, "f8", "u")
        assert "\nAF\n" in _asked(app) and "Fenwick" not in text_of(app)
        await _press(app, pilot, "u", "enter")
        assert "Fenwick" not in text_of(app)

    on_screen(desk, steps)


def test_hostile_names_are_text_and_leave_room_for_the_answers(desk: Desk) -> None:
    like = people.referral_entry(desk, person(desk, "P01"))
    who = people.receive_referral(desk, like.model_copy(update={"name": HOSTILE}))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who)
        await _press(app, pilot, "u")

        def look() -> None:
            text = text_of(app)
            assert "[/oops] O'Brien [x]" in text and SAFE in text and "Undo it" in text and "today at" in text
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)

        await in_both_sizes(pilot, look)

    on_screen(desk, steps)


def test_the_page_of_somebody_taken_out_is_left(desk: Desk) -> None:
    like = people.referral_entry(desk, person(desk, "P01"))
    who = people.receive_referral(desk, like.model_copy(update={"name": "Bo Berg"}))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        # F17: Ctrl+Z, known from other programs, asks as U does and suspends nothing.
        await _press(app, pilot, "ctrl+z")
        assert isinstance(app.screen, Confirm)
        await _press(app, pilot, "escape")
        await _undo(app, pilot)
        assert app.screen is not page and isinstance(app.screen, HouseScreen)
        assert app.screen.said == "Undone: Took in the referral."
        with pytest.raises(LookupError):
            case(desk, who)

    on_screen(desk, steps)


def test_their_page_in_another_area_shows_nothing_of_them(desk: Desk) -> None:
    like = people.referral_entry(desk, person(desk, "P01"))
    who = people.receive_referral(desk, like.model_copy(update={"name": "Bo Berg", "preferred_name": "Bobo"}))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        assert "Bo Berg" in text_of(app)
        await _press(app, pilot, "f7")
        await _page(app, pilot, person(desk, "P02"))
        await _undo(app, pilot)
        await _press(app, pilot, "f6")
        assert app.screen is page

        def look() -> None:
            assert app.words("participant.gone") in text_of(app)
            assert "Bo" not in text_of(app).replace("Back", "")

        await in_both_sizes(pilot, look)
        await _press(app, pilot, "c", "1", "h", "f8")
        assert app.screen is page and page.gone
        await _press(app, pilot, "escape")
        assert app.screen is not page

    on_screen(desk, steps)


# -- wherever a list has the focus -------------------------------------------------------------------------


def _due(desk: Desk) -> str:
    entry = told.appointment(0, at="16:45", place="Ferry slip")
    appointments.make_appointment(desk, person(desk, "P01"), entry)
    return "Ferry slip"


def _taken_in(desk: Desk) -> str:
    like = people.referral_entry(desk, person(desk, "P01"))
    people.receive_referral(desk, like.model_copy(update={"name": "Bo Berg"}))
    return "Bo Berg"


def _added(desk: Desk) -> str:
    told.employer(desk, "Harbour Smithy")
    return "Harbour Smithy"


def _colleague(desk: Desk) -> str:
    staff.add_staff(desk, staff.StaffEntry(name="Zoltan", role="employment_specialist"))
    return "Zoltan"


@pytest.mark.parametrize(
    ("area", "do"),
    [("today", _due), ("caseload", _taken_in), ("employers", _added), ("settings", _colleague)],
)
def test_in_every_area_what_is_undone_is_gone_at_once(desk: Desk, area: str, do: Callable[[Desk], str]) -> None:
    seen = do(desk)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        app.go(area)
        await settled(app, pilot)
        here = app.screen

        def stands() -> None:
            assert seen in app.text

        def gone() -> None:
            assert seen not in app.text

        await in_both_sizes(pilot, stands)
        await _undo(app, pilot)
        await settled(app, pilot)
        assert app.screen is here and isinstance(here, HouseScreen)
        await in_both_sizes(pilot, gone)
        assert here.said.startswith("Undone: ")

    drive(desk, steps)


def test_an_employer_and_the_contacts_with_them(desk: Desk) -> None:
    bakery = employer(desk, "Mill Lane Bakery")
    employers.record_employer_contact(desk, told.visit(bakery, 0, result="A [/loaf] to take home"))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.open_employer(str(bakery))
        await pilot.pause()
        page = app.screen
        assert "[/loaf]" in text_of(app)
        await _undo(app, pilot)
        assert app.screen is page and "[/loaf]" not in text_of(app)
        smithy = told.employer(desk, "Harbour Smithy")
        app.open_employer(str(smithy))
        await pilot.pause()
        await _undo(app, pilot)
        assert app.screen is page and page.said == "Undone: Added an employer."  # type: ignore[attr-defined]

    on_screen(desk, steps, (120, 40))


@pytest.mark.parametrize("area", ["caseload", "employers"])
def test_while_one_types_the_letter_is_a_letter(desk: Desk, area: str) -> None:
    _taken_in(desk)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        app.go(area)
        await settled(app, pilot)
        await _press(app, pilot, "slash", "u")
        assert not isinstance(app.screen, Confirm)
        assert isinstance(app.focused, SearchLine) and app.focused.value == "u"

    drive(desk, steps)


def test_the_finder_has_it_too(desk: Desk) -> None:
    _taken_in(desk)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        app.go("caseload")
        await settled(app, pilot)
        await _press(app, pilot, "ctrl+p", *"undo what", "enter")
        assert "Bo Berg" in _asked(app)

    drive(desk, steps)


# -- what stays ----------------------------------------------------------------------------------------------


def test_what_stays_says_what_it_is_and_why(desk: Desk) -> None:
    who = person(desk, "P01")
    told.agreed(desk, who, 0)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        await _press(app, pilot, "u")
        assert isinstance(app.screen, Notice)

        def look() -> None:
            text = text_of(app)
            for line in ("stays as it is", "Recorded a disclosure decision", "today at 09:00", "record the", "▸ OK"):
                assert line in text

        await in_both_sizes(pilot, look)
        assert app.screen.question.endswith("\n\n" + app.words("undo.not.decision"))
        await _press(app, pilot, "enter")
        assert app.screen is page and "disclosure_agreement" in _kinds(desk, who)

    on_screen(desk, steps)


def test_who_changed_it_since_is_said_as_text(desk: Desk) -> None:
    name = HOSTILE[:150]
    colleague = staff.add_staff(desk, staff.StaffEntry(name=name, role="employment_specialist"))
    made = contacts.record_contact(desk, person(desk, "P01"), told.contact())
    own = desk.who
    desk.who = StaffMember(colleague, "X", name, "employment_specialist")
    contacts.change_contact(desk, made, told.contact(summary="theirs"))
    desk.who = own

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, person(desk, "P01"))
        await _press(app, pilot, "u")
        assert isinstance(app.screen, Notice)

        def look() -> None:
            text = text_of(app)
            assert "“Corrected a contact”, by [/oops] O'Brien [x]" in text and "▸ OK" in text
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)

        await in_both_sizes(pilot, look)

    on_screen(desk, steps)


def test_text_that_waits_in_another_area_is_not_orphaned(desk: Desk) -> None:
    like = people.referral_entry(desk, person(desk, "P01"))
    who = people.receive_referral(desk, like.model_copy(update={"name": "Bo Berg"}))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who)
        await _press(app, pilot, "c")
        form = app.screen
        assert isinstance(form, EntryScreen)
        form.filled.put("summary", "half a sentence")
        form.body.show_all()
        form._typed()
        # At once, before it is kept by itself.
        await _press(app, pilot, "f7")
        await _page(app, pilot, person(desk, "P02"))
        await _press(app, pilot, "u")
        assert isinstance(app.screen, Notice) and app.words("undo.not.draft") in app.screen.question

    on_screen(desk, steps)


def test_what_happens_while_it_is_asked_is_not_undone_in_its_place(desk: Desk) -> None:
    who = person(desk, "P01")
    contacts.record_contact(desk, who, told.contact())

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who)
        await _press(app, pilot, "u")
        contacts.record_contact(desk, who, told.contact(-2))
        await _press(app, pilot, "u", "enter")
        assert isinstance(app.screen, Notice) and app.screen.question == app.words("undo.not.meanwhile")
        assert _kinds(desk, who).count("contact") == 3

    on_screen(desk, steps)


def test_a_full_disk_is_said_and_nothing_is_undone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    who = person(desk, "P01")
    contacts.record_contact(desk, who, told.contact())
    before = _kinds(desk, who)

    def full(*_: Any) -> None:
        raise StoreFull

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        monkeypatch.setattr("ips_tui.casework.undo.undo", full)
        await _undo(app, pilot)
        assert page.said == "! " + app.words(StoreFull.message_id)
        assert _kinds(desk, who) == before

    on_screen(desk, steps)


# -- after a save --------------------------------------------------------------------------------------------


def test_no_key_is_said_for_what_stays(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        await _press(app, pilot, "d")
        form = app.screen
        assert isinstance(form, EntryScreen)
        await fill(pilot, form, decision="no_contact", agreement_form="verbal")
        await _press(app, pilot, "f2")
        assert app.screen is page and page.said == "Saved under 4 Job development."

    on_screen(desk, steps)


def test_nor_where_saving_changed_nothing(desk: Desk) -> None:
    """What the key would undo then is something else."""
    told.employer(desk)
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        app.screen.set_focus(None)
        await _press(app, pilot, "e")
        assert isinstance(app.screen, EntryScreen)
        await _press(app, pilot, "f2")
        assert app.screen is page and page.said == "Saved."
        for said in ("Saved. u undoes it.", "Saved."):
            page.set_focus(None)
            await _press(app, pilot, "e")
            form = app.screen
            assert isinstance(form, EntryScreen)
            await fill(pilot, form, preferred_name="Addie")
            await _press(app, pilot, "f2")
            assert app.screen is page and page.said == said

    on_screen(desk, steps)


def test_the_key_is_named_as_the_person_has_set_it(desk: Desk) -> None:
    desk.config = replace(Config(), keys=(("undo.last", "z"),))
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        await _press(app, pilot, "c")
        form = app.screen
        assert isinstance(form, EntryScreen)
        await fill(pilot, form, kind="engagement", mode="telephone", result="took_place")
        await _press(app, pilot, "f2")
        assert page.said == "Saved. z undoes it."
        await _press(app, pilot, "z")
        assert "Recorded a contact" in _asked(app)

    on_screen(desk, steps)


def test_what_is_older_than_today_names_its_day(tmp_path: Path) -> None:
    clock = SetClock(datetime(2026, 10, 13, 16, 30, tzinfo=UTC))
    with desk_on(tmp_path, clock) as desk:
        contacts.record_contact(desk, person(desk, "P01"), told.contact(-6))
        clock.moment += timedelta(days=2)

        async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
            await _page(app, pilot, person(desk, "P01"))
            await _press(app, pilot, "u")
            assert _asked(app).endswith("\nTue 13 Oct at 16:30")

        on_screen(desk, steps)
