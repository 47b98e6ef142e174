"""The caseload: one line a person at any size, orders, whose people, the story of the line, hostile names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import caseload, contacts, disclosure, people, staff
from ips_tui.casework.session import Desk
from ips_tui.forms.people import StaffEntry
from ips_tui.text import shown
from screens.caseload.people import PeopleSource
from screens.caseload.screen import ORDERS, CaseloadScreen
from screens.employers.may_say import MaySayScreen
from screens.entries.opening import EntryScreen
from screens.widgets.form.form_screen import FormScreen
from tests import told
from tests.screens.area_app import SIZES, AreaApp, Page, Steps, frames_of, settled
from tests.screens.area_app import drive as drive_from_today
from tests.screens.entry_desk import in_both_sizes


def drive(desk: Desk, steps: Steps, size: tuple[int, int] = (80, 24)) -> None:
    async def from_caseload(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("f7")
        await settled(app, pilot)
        await steps(app, pilot)

    drive_from_today(desk, from_caseload, size)


def _screen(app: AreaApp) -> CaseloadScreen:
    assert isinstance(app.screen, CaseloadScreen)
    return app.screen


@pytest.fixture
def three(desk: Desk, team: UUID) -> dict[str, UUID]:
    """One late, one on the way, one who wants no contact with employers and belongs to a colleague."""
    other = staff.add_staff(desk, StaffEntry(name="Dayo Test", role="employment_specialist"))
    when: dict[str, Any] = {
        "received_on": told.day(-80),
        "accepted_on": told.day(-80),
        "consent_to_record_on": told.day(-80),
    }
    found = {
        "late": told.participant(desk, team, name="Rohan Pillai", place="Harbourside", **when),
        "on the way": told.participant(desk, team, name="Ada Fenwick"),
        "blocked": told.participant(desk, team, name="Marcus Chidgey", specialist=other),
    }
    contacts.record_contact(desk, found["late"], told.contact(-68))
    contacts.record_contact(desk, found["on the way"], told.contact(-6))
    disclosure.record_agreement(desk, found["blocked"], told.refused(-5))
    return found


def test_one_line_says_stage_days_clock_due_and_what_to_know(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:

        def look() -> None:
            late = app.line("Rohan Pillai 1 Engagement")
            assert late.split()[0].startswith("E-") and " 80 late 40 " in late
            assert "52 late Clinical" in late and "+2" in late
            assert "day 6/28" in app.line("Ada Fenwick 1 Engagement")
            assert "no employer contact" in app.line("Marcus Chidgey 1 Engagement")
            assert ("Harbourside" in late) == (app.size.width == 120)
            assert app.line("Marcus Chidgey 1").endswith(" DT") == (app.size.width == 120)

        await in_both_sizes(pilot, look)

    drive(desk, steps)


def test_the_story_of_the_line_says_every_reason_in_full(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("end")
        story = _screen(app).detail
        assert "Rohan Pillai" in story and "Maren Test" in story and "Harbourside" in story
        for part in ("40 late  Job search to begin", "Review", "Clinical update", "68 days since the last contact"):
            assert part in story
        await pilot.press("home", "down")
        assert "Ada Fenwick" in _screen(app).detail and app.words("caseload.nothing_due") in _screen(app).detail

    drive(desk, steps, (120, 40))


def test_a_low_window_counts_the_reasons_it_has_no_room_for(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("end")
        assert "and 2 more" in _screen(app).detail and "+2" in app.line("Rohan Pillai 1")

    drive(desk, steps)


def test_another_width_moves_columns_and_keeps_the_cursor(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("end")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "Harbourside" in app.line("Rohan Pillai 1")
        assert _screen(app).people.cursor_id == three["late"].hex
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Harbourside" not in app.line("Rohan Pillai 1")

    drive(desk, steps)


def test_s_goes_through_every_order_and_says_it(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        screen, cursor = _screen(app), _screen(app).people.cursor_id
        said = []
        for _ in ORDERS:
            await pilot.press("s")
            said.append(screen.said)
            assert screen.people.cursor_id == cursor
        assert said == [app.words(f"caseload.order.{order}") for order in (*ORDERS[1:], ORDERS[0])]

    drive(desk, steps)
    assert set(ORDERS) == set(caseload.SORTS)


def test_sorted_by_due_the_latest_comes_first(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert app.place("Ada Fenwick 1") < app.place("Rohan Pillai 1")
        await pilot.press("s")
        await pilot.pause()
        assert app.place("Rohan Pillai 1") < app.place("Ada Fenwick 1")

    drive(desk, steps)


def test_m_shows_only_ones_own_people(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("m")
        await pilot.pause()
        assert "Marcus" not in app.text and "2 of 2" in app.text and "my people" in app.text
        await pilot.press("m")
        await pilot.pause()
        assert "Marcus" in app.text and "my people" not in app.text

    drive(desk, steps)


def test_m_says_so_where_nobody_is_ones_own(desk: Desk, three: dict[str, UUID]) -> None:
    leader = staff.add_staff(desk, StaffEntry(name="Priya Test", role="team_leader"))
    desk.who = next(person for person in desk.staff() if person.id == leader)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("m")
        assert _screen(app).said == app.words("caseload.none_of_mine") and _screen(app).people.count == 3

    drive(desk, steps)


def test_typing_narrows_and_a_key_costs_one_frame(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert [await frames_of(app, pilot, key) for key in ("down", "up")] == [1, 1]
        await pilot.press("slash")
        assert await frames_of(app, pilot, "r") == 1
        await pilot.press("o", "h")
        assert _screen(app).people.count == 1 and "Rohan" in _screen(app).detail
        await pilot.press("s", "m", "n")
        assert _screen(app).search.value == "rohsmn" and _screen(app).people.count == 0
        assert app.words("caseload.no_match").split(".")[0] in app.text

    drive(desk, steps)


def test_enter_opens_and_coming_back_the_cursor_is_on_the_same_person(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("end", "enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Page) and UUID(app.screen.record_id) == three["late"]
        team = people.referral_entry(desk, three["late"]).clinical_team
        told.participant(desk, team, name="Aaron Aardvark")
        told.participant(desk, team, name="Zoë Zander")
        await pilot.press("escape")
        await settled(app, pilot)
        assert _screen(app).people.cursor_id == three["late"].hex and _screen(app).people.count == 5

    drive(desk, steps)


def test_only_what_is_in_view_is_read(desk: Desk, team: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(60):
        told.participant(desk, team, name=f"Person {number:03d}")
    asked: list[int] = []
    real = caseload.lines

    def lines(desk: Desk, ids: Sequence[bytes], **more: Any) -> Any:
        asked.append(len(ids))
        return real(desk, ids, **more)

    monkeypatch.setattr(caseload, "lines", lines)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert asked and max(asked) < 20
        assert _screen(app).people.total == 60
        await pilot.press("end")
        await pilot.pause()
        assert "Person 059" in app.text and max(asked) < 20

    drive(desk, steps)


def test_nobody_yet(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        assert app.words("caseload.empty") in app.text
        await pilot.press("enter", "s", "m", "down")
        await pilot.press("n")
        await settled(app, pilot)
        assert isinstance(app.screen, FormScreen)

    drive(desk, steps)


def test_privacy_shows_initials(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("f8")
        await pilot.pause()
        assert all(name not in app.text for name in ("Ada", "Rohan", "Marcus"))
        assert "MC" in _screen(app).detail

    drive(desk, steps)


def test_hostile_names_are_shown_as_text(desk: Desk, team: UUID) -> None:
    kept = []
    for hostile in told.HOSTILE:
        person = told.participant(desk, team, name=hostile, place=hostile)
        kept.append(people.referral_entry(desk, person).name)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            await pilot.press("home")
            for name in kept:
                assert shown(name, 16).rstrip("…") in app.text, size
            for _ in kept:
                assert "\x1b" not in app.text and "\u202e" not in app.text, size
                assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in app.text if c != "\n"), size
                await pilot.press("down")
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Page)

    drive(desk, steps)


def test_the_source_gives_ids_without_lines(desk: Desk, three: dict[str, UUID]) -> None:
    source = PeopleSource(desk, str)
    assert {record_id for record_id, _ in source.index("name")} == {person.hex for person in three.values()}
    assert source.rows(["00" * 16]) == {}
    assert source.story("00" * 16, 3) == []


def test_f3_and_f4_are_about_the_person_under_the_cursor(desk: Desk, three: dict[str, UUID]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("down")
        chosen = _screen(app).person_meant
        assert chosen is not None and UUID(chosen) in three.values()
        for key in ("f3", "f4"):
            await pilot.press(key, *(["enter"] if key == "f3" else []))
            await settled(app, pilot)
            assert isinstance(app.screen, EntryScreen if key == "f3" else MaySayScreen)
            assert app.screen.participant_id == chosen
            await pilot.press("escape")
            await settled(app, pilot)

    drive(desk, steps)
