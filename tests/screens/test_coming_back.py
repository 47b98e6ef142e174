"""Over a lock: nothing of the old session is left in memory but ids, and the same person finds the same place again."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from uuid import UUID

from textual.pilot import Pilot

from ips_tui.casework import contacts, staff, ways_in
from ips_tui.casework.session import Desk
from ips_tui.forms.people import StaffEntry
from ips_tui.store.keeping import Keeping
from ips_tui.store.store import Store
from screens.app import IpsApp
from screens.base import HouseScreen
from screens.caseload.screen import CaseloadScreen
from screens.employers.week_screen import WeekScreen
from screens.entries import employer_form
from screens.entries.happened import HappenedScreen
from screens.papers.paper_screen import PaperScreen
from screens.participant.list_screen import PersonListScreen
from screens.participant.screen import ParticipantScreen
from screens.place import Place
from screens.settings.keys_screen import all_keys
from screens.settings.screen import SettingsScreen
from screens.today.screen import TodayScreen
from screens.unlock.screen import UnlockScreen
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.form.group_row import RowScreen
from tests import told
from tests.screens.area_app import settled

NAME = "Aroha Canary"
TYPED = "Canary words of a note"
LEADERS = "four grey herons"


def _drive(desk: Desk, steps: Callable[[IpsApp, Pilot[int]], Awaitable[None]]) -> None:
    async def run() -> None:
        app = IpsApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(app, pilot)  # type: ignore[arg-type]
            await steps(app, pilot)

    asyncio.run(run())


async def _unlocked(app: IpsApp, pilot: Pilot[int], passphrase: str = told.PASSPHRASE) -> None:
    door = app.screen
    assert isinstance(door, UnlockScreen)
    door.passphrase.value = passphrase
    await pilot.press("enter")
    await settled(app, pilot)  # type: ignore[arg-type]


async def _locked(app: IpsApp, pilot: Pilot[int]) -> None:
    assert app.lock()
    await settled(app, pilot)  # type: ignore[arg-type]


def _words_in(kept: object) -> str:
    """All text that can be reached from what is kept over a lock, but for classes."""
    seen, waiting, found = set(), [kept], []
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, type):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            found.append(one)
        waiting += gc.get_referents(one)
    return " ".join(found)


def _page(app: IpsApp) -> ParticipantScreen:
    assert isinstance(app.screen, ParticipantScreen)
    return app.screen


def _form(app: IpsApp) -> FormScreen:
    assert isinstance(app.screen, FormScreen)
    return app.screen


def test_the_same_person_comes_back_to_page_form_and_text_and_nothing_was_left_in_memory(
    open_desk: Callable[..., Desk],
) -> None:
    """F15: a lock leaves no screen, connection, key or word in memory; unlocking finds place and text again."""
    gc.collect()
    # Those of other tests of this process, which may have frozen them: they are not this lock's.
    others = {id(one): one for one in gc.get_objects() if isinstance(one, (Store, Keeping))}
    desk = open_desk(encrypted=True)
    person = told.participant(desk, told.clinical_team(desk), name=NAME)
    first = contacts.record_contact(desk, person, told.contact(-3))
    contacts.record_contact(desk, person, told.contact(-1))
    desk.close()

    async def steps(app: IpsApp, pilot: Pilot[int]) -> None:
        await _unlocked(app, pilot)
        app.go("caseload")
        await settled(app, pilot)  # type: ignore[arg-type]
        app.open_participant(str(person))
        await settled(app, pilot)  # type: ignore[arg-type]
        await pilot.press("0")
        assert _page(app).stage_shown == 0
        assert _page(app)._records().move_to(str(first))  # type: ignore[union-attr]
        await pilot.press("c")
        await settled(app, pilot)  # type: ignore[arg-type]
        form = _form(app)
        await form.body.go_to("summary")
        await pilot.press(*"Canary")
        for name, raw in (
            ("kind", "engagement"),
            ("mode", "face_to_face"),
            ("result", "took_place"),
            ("summary", TYPED),
        ):
            form.filled.put(name, raw)
        form._typed()
        key = desk.store.key
        del form

        await _locked(app, pilot)
        gc.collect()
        alive = gc.get_objects()
        # Textual keeps its first screen to the end; nothing of what was typed there may be left.
        doors = [one for one in alive if isinstance(one, HouseScreen)]
        assert app.screen in doors and len(doors) <= 2
        assert all(isinstance(door, UnlockScreen) and door.passphrase.value == "" for door in doors)
        assert not [one for one in alive if isinstance(one, (Store, Keeping)) and id(one) not in others]
        ours = [one for one in alive if str(type(one).__module__).startswith(("ips_tui.", "screens."))]
        assert not [one for one in ours if "Aroha" in str(getattr(one, "__dict__", {}).get("name", ""))]
        del alive, doors, ours
        # This name and the call's own: nobody else holds the key, once the threads that opened the store have ended.
        for _ in range(50):
            if sys.getrefcount(key) == 2:
                break
            await asyncio.sleep(0.1)
        assert sys.getrefcount(key) == 2
        words = _words_in(app._kept)
        assert str(person) in words and "contact" in words
        for secret in ("Canary", "Aroha", "Maren", told.PASSPHRASE):
            assert secret not in words

        await _unlocked(app, pilot)
        form = _form(app)
        assert form.filled.raw["summary"] == TYPED and form._line_here() == "summary" and form.dirty
        assert form.said == "" or app.words("shell.back.form") in form.said
        assert TYPED[:6] in "".join(strip.text for strip in app.screen._compositor.render_strips())
        await pilot.press("f2")
        await settled(app, pilot)  # type: ignore[arg-type]
        page = _page(app)
        assert page.participant_id == str(person) and page.stage_shown == 0
        assert app.words("participant.saved")[:5] in page.said
        assert desk.drafts() == ()
        await pilot.press("escape")
        await settled(app, pilot)  # type: ignore[arg-type]
        assert isinstance(app.screen, CaseloadScreen)

    _drive(desk, steps)


def test_a_place_is_the_persons_own_and_what_is_gone_falls_back(open_desk: Callable[..., Desk]) -> None:
    """F15: another person begins at Today; F3, lists and Settings come back; who is gone meanwhile is not shown."""
    desk = open_desk(encrypted=True)
    person = told.participant(desk, told.clinical_team(desk), name=NAME)
    leader = staff.add_staff(desk, StaffEntry(name="Ruth Kaur", role="team_leader"))
    ways_in.let_in(desk, told.PASSPHRASE, leader, LEADERS)

    async def steps(app: IpsApp, pilot: Pilot[int]) -> None:
        app.open_participant(str(person), stage=1)
        await settled(app, pilot)  # type: ignore[arg-type]
        await pilot.press("f3")
        await settled(app, pilot)  # type: ignore[arg-type]
        await pilot.press("enter")
        await settled(app, pilot)  # type: ignore[arg-type]
        assert isinstance(app.screen, HappenedScreen)
        app.screen.filled.put("summary", TYPED)
        app.screen._typed()
        await _locked(app, pilot)
        await _unlocked(app, pilot, LEADERS)
        assert isinstance(app.screen, TodayScreen) and desk.who_name == "Ruth Kaur" and app._kept is None
        app.open_participant(str(person), stage=1)
        await settled(app, pilot)  # type: ignore[arg-type]

        await _locked(app, pilot)
        await _unlocked(app, pilot, LEADERS)
        assert _page(app).stage_shown == 1 and app.words("shell.back.here") in _page(app).said
        await pilot.press("f3")
        await settled(app, pilot)  # type: ignore[arg-type]
        await pilot.press("enter")
        await settled(app, pilot)  # type: ignore[arg-type]
        assert app.screen.is_modal  # Maren's text is offered to whoever opens that form.
        await pilot.press("enter")
        await settled(app, pilot)  # type: ignore[arg-type]
        await _locked(app, pilot)
        await _unlocked(app, pilot, LEADERS)
        assert isinstance(app.screen, HappenedScreen) and app.screen.filled.raw["summary"] == TYPED
        assert isinstance(app.screen_stack[-2], ParticipantScreen)
        app._kept = None

        # A row of a form, and behind it the form.
        app.go("employers")
        await settled(app, pilot)  # type: ignore[arg-type]
        app.push_screen(employer_form(app))
        await settled(app, pilot)  # type: ignore[arg-type]
        behind = _form(app)
        behind._open_row(behind.filled.specs["people"], 0)
        await settled(app, pilot)  # type: ignore[arg-type]
        row = _form(app)
        row.filled.put("name", TYPED)
        row._typed()
        del behind, row
        await _locked(app, pilot)
        await _unlocked(app, pilot, LEADERS)
        row = _form(app)
        assert isinstance(row, RowScreen) and row.filled.raw["name"] == TYPED
        await pilot.press("f2")
        await settled(app, pilot)  # type: ignore[arg-type]
        assert TYPED in _form(app).filled.raw["people"] and not isinstance(app.screen, RowScreen)

        app.go("settings")
        await settled(app, pilot)  # type: ignore[arg-type]
        assert isinstance(app.screen, SettingsScreen)
        app.screen.list.move_to("here:lock_minutes")
        await _locked(app, pilot)
        await _unlocked(app, pilot, LEADERS)
        assert isinstance(app.screen, SettingsScreen) and app.screen.list.cursor_id == "here:lock_minutes"

        app.go("caseload")
        await settled(app, pilot)  # type: ignore[arg-type]
        app.open_participant(str(person))
        await settled(app, pilot)  # type: ignore[arg-type]
        await _locked(app, pilot)
        app._kept = _of_somebody_gone(app, person)
        await _unlocked(app, pilot, LEADERS)
        assert isinstance(app.screen, CaseloadScreen) and app.words("shell.back.gone") in app.screen.said

    _drive(desk, steps)


NO_IDS = {"_employer": None, "figure_id": "M2", "kind": "outcomes", "part": "", "period": "last_90", "whose": ""}
"""What screens are made of that is no id of a record."""


def test_every_screen_that_says_how_it_is_made_again_can_be() -> None:
    """F15: what makes a screen again is ids as texts, whatever its maker takes."""
    all_keys()  # loads every screen
    waiting, found = [HouseScreen], []
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.made_of and kind.__module__.startswith("screens."):
            found.append(kind)
    nowhere = SimpleNamespace(house=None)
    for kind in {*found} - {PersonListScreen}:
        ids = [NO_IDS.get(name, str(UUID(int=5))) for name in kind.made_of or ()]
        if kind is WeekScreen:
            ids[1] = "2026-10-12"
        elif kind is PaperScreen:
            ids[0] = "may_say"
        again = kind.again(nowhere, Place(kind, tuple(ids)))  # type: ignore[arg-type]
        assert type(again) is kind
        assert [None if (v := getattr(again, name)) is None else str(v) for name in kind.made_of or ()] == ids, kind
    assert len(found) >= 12


def _of_somebody_gone(app: IpsApp, person: UUID) -> object:
    from dataclasses import replace

    kept = app._kept
    assert kept is not None and kept.places[-1].ids == (str(person),)
    return replace(kept, places=(*kept.places[:-1], replace(kept.places[-1], ids=(str(UUID(int=9)),))))
