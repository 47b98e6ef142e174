"""Today: groups in the order of the morning, one cursor that passes over headings, drafts, privacy, hostile names."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import appointments, contacts, people, staff
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.forms.people import StaffEntry
from ips_tui.text import shown
from screens.employers.may_say import MaySayScreen
from screens.entries.opening import EntryScreen
from screens.today.screen import WIDE, TodayScreen
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.grouped_list import HEADING, GroupedList
from tests import told
from tests.screens.area_app import SIZES, AreaApp, Page, drive, frames_of, settled
from tests.screens.entry_desk import in_both_sizes


def _today(app: AreaApp) -> TodayScreen:
    assert isinstance(app.screen, TodayScreen)
    return app.screen


def _list(app: AreaApp) -> GroupedList:
    return _today(app).query_one(GroupedList)


def _met(desk: Desk, team: UUID, name: str, days_ago: int, **said: Any) -> UUID:
    """A participant first met so many days ago, whose search has not begun."""
    when = {"received_on": told.day(-80), "accepted_on": told.day(-80), "consent_to_record_on": told.day(-80)}
    person = told.participant(desk, team, name=name, **(when | said))
    contacts.record_contact(desk, person, told.contact(-days_ago))
    # So that nothing else is due: spoken to lately, and the clinical team told.
    contacts.record_contact(desk, person, told.contact(-3, mode="telephone"))
    contacts.record_clinical_update(desk, person, told.clinical_update())
    return person


@pytest.fixture
def morning(desk: Desk, team: UUID) -> dict[str, UUID]:
    """Two specialists' people: clocks that ran out and that run out this week, appointments, and a draft."""
    other = staff.add_staff(desk, StaffEntry(name="Dayo Test", role="employment_specialist"))
    found = {
        "late of mine": _met(desk, team, "Ada Fenwick", 40),
        "later of theirs": _met(desk, team, "Rohan Pillai", 60, specialist=other),
        "this week": _met(desk, team, "Grace Okafor", 24),
    }
    appointments.make_appointment(
        desk, found["this week"], told.appointment(0, at=time(14, 30), place="Village hall", travel_minutes=35)
    )
    appointments.make_appointment(desk, found["late of mine"], told.appointment(40))
    desk.keep_draft(DraftKey("contact", found["this week"]), {"notes": "half a sentence"})
    return found


def test_the_morning_in_its_order(desk: Desk, morning: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:

        def look() -> None:
            # Where one has to be stands first.
            assert app.line("Grace Okafor Contact 14:30, 35 min").startswith("▸")
            assert app.line("12 late Ada Fenwick Job search to begin")
            assert app.line("32 late Rohan Pillai Job search to begin")
            order = [
                "Planned today",
                "Clock: your people",
                "this week",
                "Clock: the team's",
                "Typed and not saved",
                "Later",
            ]
            places = [app.place(heading) for heading in order]
            assert places == sorted(places)
            assert "Day 24 of 28" in app.text
            # The clock of this week stands there and not under Due as well.
            assert app.line("Grace Okafor Job search to begin").startswith("in 4 ")
            assert "today Grace Okafor" in app.line("Grace Okafor Contact 14:30, 35 min")

        await in_both_sizes(pilot, look)

    drive(desk, steps)


def test_a_visit_names_the_employer_and_where_they_are(desk: Desk, team: UUID) -> None:
    someone = told.participant(desk, team, name="Ada Fenwick", place="Saltby")
    bakery = told.employer(desk, "Mill Lane Bakery", site="Mill Lane")
    appointments.make_appointment(desk, someone, told.appointment(2, purpose="employer_visit", employer=bakery))

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("end")
        await settled(app, pilot)

        def look() -> None:
            assert _today(app).detail.splitlines()[1] == "Sat 17 Oct, Mill Lane Bakery, Mill Lane"
            if app.size.width >= WIDE:
                assert "Mill Lane Bakery" in app.line("Employer visit Sat 17 Oct")

        await in_both_sizes(pilot, look)
        await pilot.press("enter")
        await settled(app, pilot)
        # Where the person's page lists the visit, whatever their main stage is.
        assert isinstance(app.screen, Page) and app.screen.stage == 4

    drive(desk, steps)


def test_a_team_leader_sees_the_team_as_one(desk: Desk, morning: dict[str, UUID]) -> None:
    leader = staff.add_staff(desk, StaffEntry(name="Priya Test", role="team_leader"))
    desk.who = next(person for person in desk.staff() if person.id == leader)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert "your people" not in app.text
        lines = app.text.splitlines()
        first = next(n for n, line in enumerate(lines) if line.strip().startswith("Clock ("))
        assert "Rohan" in lines[first + 1]

    drive(desk, steps)


def test_the_cursor_passes_over_headings_and_the_detail_follows(desk: Desk, morning: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        shown_list, seen = _list(app), []
        for _ in range(len(_today(app)._lines) + 2):
            assert shown_list.cursor_id is not None and not shown_list.cursor_id.startswith(HEADING)
            line = _today(app)._lines[shown_list.cursor_id]
            assert line.who in _today(app).detail and line.detail in _today(app).detail
            seen.append(shown_list.cursor_id)
            await pilot.press("down")
        assert list(dict.fromkeys(seen)) == list(_today(app)._lines)
        await pilot.press("home")
        assert shown_list.cursor_id == seen[0]
        await pilot.press("end", "up")
        assert shown_list.cursor_id == list(_today(app)._lines)[-2]
        await pilot.press("pageup", "pageup", "pageup")
        assert shown_list.cursor_id == seen[0]

    drive(desk, steps)


def test_going_up_to_the_first_line_shows_its_heading(desk: Desk, team: UUID) -> None:
    for number in range(30):
        _met(desk, team, f"Person {number}", 40)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("end")
        await pilot.pause()
        assert "Clock: your people" not in app.text
        await pilot.press("home")
        await pilot.pause()
        assert "Clock: your people (30)" in app.text

    drive(desk, steps)


def test_a_group_that_was_cut_says_so(desk: Desk, team: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screens.today.lines.MOST", 2)
    for number in range(3):
        _met(desk, team, f"Person {number}", 40)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        # The own lines are cut by name, the team's by id: together they may be three.
        assert "Clock: your people (2 or more)" in app.text or "Clock: your people (3 or more)" in app.text

    drive(desk, steps)


def test_a_key_costs_one_frame_with_the_detail_in_it(desk: Desk, morning: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert [await frames_of(app, pilot, key) for key in ("down", "down", "up", "end")] == [1, 1, 1, 1]

    drive(desk, steps)


def test_enter_opens_who_the_line_is_about(desk: Desk, morning: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Page) and app.screen.record_id == str(morning["this week"])

    drive(desk, steps)


def test_d_goes_to_the_draft_and_then_on_with_it(desk: Desk, morning: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("d")
        assert (_list(app).record_id or "").startswith("draft:")
        assert "Grace Okafor" in _today(app).detail
        await pilot.press("d")
        await settled(app, pilot)
        forms = [screen for screen in app.screen_stack if isinstance(screen, FormScreen)]
        assert len(forms) == 1 and forms[0].participant_id == str(morning["this week"])

    drive(desk, steps)


def test_without_drafts_d_says_so(desk: Desk, person: UUID) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("d")
        assert _today(app).said == app.words("today.no_drafts")

    drive(desk, steps)


def test_what_was_done_elsewhere_shows_on_coming_back(desk: Desk, morning: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("enter")
        await settled(app, pilot)
        people.receive_referral(
            desk, told.referral(desk, people.referral_entry(desk, morning["this week"]).clinical_team, name="Zoë New")
        )
        desk.drop_draft(DraftKey("contact", morning["this week"]))
        await pilot.press("escape")
        await settled(app, pilot)
        assert "Typed and not saved" not in app.text
        assert "Grace Okafor" in _today(app).detail

    drive(desk, steps)


def test_search_narrows_under_headings_that_still_have_something(desk: Desk, morning: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("slash", *"rohan")
        await pilot.pause()
        text = app.text
        assert "Clock: the team's (1)" in text and "Clock: your people" not in text and "Ada" not in text
        assert "1 of 6" in text
        assert "Rohan" in _today(app).detail
        await pilot.press(*"zz")
        await pilot.pause()
        assert app.words("today.no_match").split(".")[0] in app.text
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert "Ada Fenwick" in app.text and "6 of 6" not in app.text
        assert _list(app).has_focus

    drive(desk, steps)


def test_privacy_shows_initials_everywhere(desk: Desk, morning: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("f8")
        await pilot.pause()
        assert all(name not in app.text for name in ("Ada", "Rohan", "Grace"))
        assert "AF" in app.text and "RP" in app.text and "GO" in _today(app).detail

    drive(desk, steps)


def test_first_steps_while_there_is_nobody_and_calm_while_nothing_is_due(desk: Desk, team: UUID) -> None:
    someone: list[UUID] = []

    async def nobody(app: AreaApp, pilot: Pilot[int]) -> None:
        assert "No participants yet: n takes in a referral." in app.text
        assert _today(app).detail.strip() == ""
        assert "Enter Open" not in app.text
        await pilot.press("enter", "down", "d")
        someone.append(told.participant(desk, team))
        await pilot.press("n")
        await settled(app, pilot)
        assert isinstance(app.screen, FormScreen)
        await pilot.press("escape")
        await settled(app, pilot)
        assert "Nothing is due and nothing is planned." in app.text
        appointments.make_appointment(desk, someone[0], told.appointment(1))
        _today(app).catch_up()
        await settled(app, pilot)
        assert "Enter Open" in app.text

    drive(desk, nobody)


def test_hostile_names_and_places_are_shown_as_text(desk: Desk, team: UUID) -> None:
    for hostile in told.HOSTILE:
        person = _met(desk, team, hostile, 40, place=hostile)
        appointments.make_appointment(desk, person, told.appointment(1, place=hostile))
        desk.keep_draft(DraftKey("contact", person), {"notes": hostile})

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            await pilot.press("home")
            for _ in _today(app)._lines:
                line = _today(app)._lines[_list(app).record_id or ""]
                assert shown(line.who, 18).rstrip("…") in app.text, size
                assert "\x1b" not in app.text and "\u202e" not in app.text, size
                assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in app.text if c != "\n"), size
                await pilot.press("down")
        await pilot.press("enter")
        await settled(app, pilot)

    drive(desk, steps)


def test_f3_and_f4_are_about_the_person_under_the_cursor(desk: Desk, morning: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        for key in ("f3", "f4"):
            await pilot.press(key, *(["enter"] if key == "f3" else []))
            await settled(app, pilot)
            assert isinstance(app.screen, EntryScreen if key == "f3" else MaySayScreen)
            assert app.screen.participant_id == str(morning["this week"])
            await pilot.press("escape")
            await settled(app, pilot)
        _list(app).move_to(next(line for line in _today(app)._lines if line.startswith("draft:")))
        await pilot.press("f4")
        await settled(app, pilot)
        assert _today(app).said == app.words("shell.no_person")

    drive(desk, steps)
