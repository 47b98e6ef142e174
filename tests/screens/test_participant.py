"""A participant's page: the header that stays, the stages under it, what is due, how to reach the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.screen import Screen

from ips_tui.casework import appointments, contacts, disclosure, people
from ips_tui.casework.case import CaseView, case
from ips_tui.casework.session import Desk
from ips_tui.clock import DayClock, SetClock
from ips_tui.content.words import load_words
from ips_tui.domain.due import DueKind
from ips_tui.domain.stages import Stage
from ips_tui.forms.contacts import AppointmentClosingEntry, AppointmentEntry, ContactEntry
from ips_tui.forms.disclosure import DisclosureAgreementEntry, DisclosureWithdrawalEntry
from ips_tui.forms.people import ReferralEntry
from screens.entries.opening import EntryScreen
from screens.participant.doing import DoingScreen
from screens.participant.due_lines import DOES
from screens.participant.reach import ReachScreen
from screens.participant.screen import ParticipantScreen
from screens.participant.timeline import stage_of
from tests.screens.entry_desk import (
    HOSTILE,
    NOW,
    TODAY,
    HouseApp,
    desk_on,
    employer,
    fill,
    in_both_sizes,
    on_screen,
    person,
    text_of,
)

NOTE = "[/note] 'x' [y]\x1b]52;c;aGk=\x07 \u202egpj\nsecond line " + "w" * 300


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _day(offset: int) -> Any:
    return TODAY + timedelta(days=offset)


async def _open(app: HouseApp, pilot: Pilot[None], who: UUID) -> ParticipantScreen:
    app.open_participant(str(who))
    await pilot.pause()
    assert isinstance(app.screen, ParticipantScreen)
    return app.screen


def _view(desk: Desk, who: UUID) -> CaseView:
    return case(desk, who)


def _contact(desk: Desk, who: UUID, offset: int, **more: Any) -> UUID:
    values = {"kind": "engagement", "mode": "telephone", "result": "took_place", **more}
    return contacts.record_contact(desk, who, ContactEntry(happened_on=_day(offset), **values))


def _plan(desk: Desk, who: UUID, offset: int, purpose: str = "contact", **more: Any) -> UUID:
    values = {"purpose": purpose, "on": _day(offset), **more}
    return appointments.make_appointment(desk, who, AppointmentEntry(**values))


def _agree(desk: Desk, who: UUID, **more: Any) -> UUID:
    values: dict[str, Any] = {
        "decision": "partial",
        "decided_on": _day(-3),
        "pros_and_cons_on": _day(-3),
        "scope": "all",
        "agreed_words": "Learns by doing.",
        "in_work_contact": "yes",
        "agreement_form": "signed",
        **more,
    }
    return disclosure.record_agreement(desk, who, DisclosureAgreementEntry(**values))


# The header


def test_the_header_says_who_where_how_late_and_what_may_be_said(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, person(desk, "P02"))
        header = (
            "Rohan Pillai",
            "P02",
            "Harbourside, 10 min",
            "Dayo Adeyemi",
            "[●1 Engagement (1)]",
            "4 Job dev. (1)",
            "5 In work",
            "! Open, day 68: 40 days past 28 for job search",
            "75 days in stage 1",
            "Sat 17 Oct 17:30, contact, Pitch side, Harbour Park, 10 min",
            "✕ No contact about this person: nothing is agreed yet",
            "assertive outreach",
        )

        def look() -> None:
            text = text_of(app)
            for said in header:
                assert said in text, said

        await in_both_sizes(pilot, look)

    on_screen(desk, steps)


def test_what_went_well_stands_in_the_header(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, person(desk, "P01"))
        text = text_of(app)
        assert "Went well  Came to the first meeting by herself" in text
        assert "Open, day 6 of 28 to first job search step" in text and "! Open, day 6" not in text
        assert "Nothing is due." in text

    on_screen(desk, steps)


def test_a_refused_decision_and_a_stopped_clock(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, person(desk, "P06"))
        text = text_of(app)
        assert "Search began on day 24" in text
        assert "✕ No contact with employers about this person" in text
        assert "●4 Job dev." in text

    on_screen(desk, steps)


def test_an_agreement_is_said_in_the_header_and_in_stage_four(desk: Desk) -> None:
    who = person(desk, "P01")
    _agree(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        assert "✓ Partly: support, not the condition; all employers" in text_of(app)
        await pilot.press("4")
        assert "Agreed words  Learns by doing." in text_of(app)
        assert "Disclosure decisi" in text_of(app)

    on_screen(desk, steps)


def test_the_conditions_of_an_agreement_stand_in_the_header_and_in_stage_four(desk: Desk) -> None:
    who = person(desk, "P01")
    _agree(desk, who, when_told="offer", valid_until=_day(7))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)

        def header() -> None:
            head = next(line for line in text_of(app).splitlines() if "✓" in line and "mployers" in line)
            assert "ll employers; after an offer; until Thu 22 Oct" in head

        await in_both_sizes(pilot, header)
        await pilot.press("4")
        await pilot.pause()

        def stage_four() -> None:
            stage = [" ".join(line.split()) for line in text_of(app).splitlines()]
            assert "When told after an offer" in stage
            assert "Valid until Thu 22 Oct 2026 (in 7 days)" in stage
            assert "Next talk by Mon 7 Dec" in stage

        await in_both_sizes(pilot, stage_four)

    on_screen(desk, steps)


def test_a_planned_visit_names_the_employer_in_the_header_and_in_its_line(desk: Desk) -> None:
    who, firm = person(desk, "P01"), employer(desk, "Mill Lane Bakery")
    for line in _view(desk, who).next:
        assert line.on > TODAY
    _plan(desk, who, 0, "employer_visit", employer=firm, note="Side door")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        assert "Thu 15 Oct, employer visit, Mill Lane Bakery" in text_of(app)
        await pilot.press("4")
        await pilot.pause()
        assert "Mill Lane Bakery: Side door" in text_of(app)

    on_screen(desk, steps)


def test_the_page_opens_at_the_stage_it_is_asked_for(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.open_participant(str(person(desk, "P01")), 4)
        await pilot.pause()
        assert "[4 Job dev." in text_of(app) and "●1 Engagement" in text_of(app)

    on_screen(desk, steps)


def test_an_agreement_taken_back_is_said_so_in_stage_four(desk: Desk) -> None:
    who = person(desk, "P01")
    disclosure.withdraw(desk, _agree(desk, who), DisclosureWithdrawalEntry(withdrawn_on=TODAY))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await pilot.press("4")
        await pilot.pause()
        lines = [" ".join(line.split()) for line in text_of(app).splitlines()]
        assert any(line.startswith("Decision") and line.endswith(", withdrawn") for line in lines)

    on_screen(desk, steps)


def test_privacy_hides_name_and_preferred_name(desk: Desk) -> None:
    who = person(desk, "P01")
    like = dict(people.referral_entry(desk, who))
    people.change_referral(desk, who, ReferralEntry(**{**like, "preferred_name": "Addie", "pronoun": "she"}))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        assert "Ada Fenwick (Addie, she)" in text_of(app)
        await pilot.press("f8")
        assert "AF (A, she)" in text_of(app)
        assert "Fenwick" not in text_of(app) and "Addie" not in text_of(app)
        await pilot.press("p")
        await pilot.pause()
        assert "AF > How to reach" in text_of(app) and "Fenwick" not in text_of(app)

    on_screen(desk, steps)


def test_hostile_text_is_shown_as_text(desk: Desk) -> None:
    like = dict(people.referral_entry(desk, person(desk, "P01")))
    values = {"name": HOSTILE, "preferred_name": HOSTILE, "pronoun": HOSTILE, "place": HOSTILE, "safety_note": NOTE}
    who = people.receive_referral(desk, ReferralEntry(**{**like, **values}))
    made = _contact(desk, who, 0, summary=NOTE, expectations=NOTE)
    _plan(desk, who, 3, place=HOSTILE, note=NOTE)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        page._bodies[1].records.move_to(str(made))
        await pilot.pause()

        def look() -> None:
            text = text_of(app)
            assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text
            assert all(len(line) <= app.size.width for line in text.split("\n"))

        def last() -> None:
            assert "[/note] 'x' [y]" in text_of(app)

        def page_again() -> None:
            assert "[/oops] O'Brien" in text_of(app) and "[/note] 'x' [y]" in text_of(app)

        for keys in ((), ("0",), ("4",), ("1", "f8"), ("f8", "h"), ("escape", "p")):
            await pilot.press(*keys)
            await pilot.pause()
            await in_both_sizes(pilot, look)
        await in_both_sizes(pilot, last)
        await pilot.press("escape")
        await in_both_sizes(pilot, page_again)

    on_screen(desk, steps)


@pytest.mark.parametrize("size", [(40, 10), (20, 6), (200, 60)])
def test_windows_of_any_size_are_no_crash(desk: Desk, size: tuple[int, int]) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, person(desk, "P02"))
        await pilot.press("4", "0", "down", "1", "h", "escape", "p", "escape")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.screen is page and "! Open, day 68: 40 days past 28 for job search" in text_of(app)

    on_screen(desk, steps, size)


# The stages


def test_numbers_change_the_stage_on_screen_and_not_the_main_stage(desk: Desk) -> None:
    who = person(desk, "P06")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        words = app.words
        for stage in Stage:
            await pilot.press(str(stage.value))
            text = text_of(app)
            assert words(f"stage.{stage.value}.aim") in text
            assert f"{stage.value} {words(f'stage.{stage.value}.short')}" in text
            assert [body.stage for body in page._bodies.values() if body.display] == [stage.value]
        await pilot.press("0")
        assert "Everything with this person" in text_of(app)
        assert page._bodies[0].records.count == len(_view(desk, who).timeline)

    on_screen(desk, steps)
    assert _view(desk, who).person.stage == 4


def test_the_checklist_says_what_is_done_with_a_sign_and_a_day(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, person(desk, "P01"))
        text = text_of(app)
        assert "○ Review face to face   not yet" in text
        assert "✓ Review by telephone   Mon 12 Oct" in text
        assert "✓ Clinical team updated Fri 9 Oct" in text

    on_screen(desk, steps)


def test_each_stage_has_its_own_checklist(desk: Desk) -> None:
    who = person(desk, "P01")
    people.enter_stage(desk, who, Stage.VOCATIONAL_PROFILE, TODAY)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        assert text_of(app).count("○") == len(_view(desk, who).checklists[1]) == 8
        await pilot.press("1")
        assert "✓ Review by telephone   Mon 12 Oct" in text_of(app)

    on_screen(desk, steps)


def test_every_record_stands_under_exactly_one_stage(desk: Desk) -> None:
    who = person(desk, "P06")
    _plan(desk, who, 2)
    _plan(desk, who, 3, "disclosure_talk")
    past = _plan(desk, who, -80)
    _agree(desk, who)
    people.enter_stage(desk, who, Stage.FOLLOW_ALONG, _day(-1))
    view = _view(desk, who)
    stages = {item.id: stage_of(item, view) for item in view.timeline}
    assert set(stages.values()) <= set(Stage)
    planned = {item.detail[0].split(".")[-1]: stages[item.id] for item in view.timeline if not item.closed}
    # The passed one is planned still, so it belongs to where the work is now.
    assert planned == {"contact": 5, "disclosure_talk": 4}
    assert stages[past] == 5
    by_kind = {item.kind: stages[item.id] for item in view.timeline}
    assert by_kind["disclosure_agreement"] == by_kind["employer_contact"] == by_kind["disclosure_talk"] == 4


def test_a_closed_appointment_stands_under_the_main_stage_of_its_day(desk: Desk) -> None:
    who = person(desk, "P02")
    people.enter_stage(desk, who, Stage.VOCATIONAL_PROFILE, _day(0))
    view = _view(desk, who)
    missed = [item for item in view.timeline if item.kind == "appointment" and item.closed]
    assert missed and {stage_of(item, view) for item in missed} == {1}


def test_what_was_typed_later_is_marked_and_said(desk: Desk) -> None:
    who = person(desk, "P01")
    made = _contact(desk, who, -4, summary="From memory")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        assert page._bodies[1].records.move_to(str(made))
        await pilot.pause()
        text = text_of(app)
        assert any("Sun 11 Oct" in line and "+4" in line for line in text.split("\n"))
        assert "typed Thu 15 Oct, 4 days later" in text
        # What was planned ahead was not typed late.
        assert sum("+" in line.split("Appointment")[0] for line in text.split("\n") if "Appointment" in line) == 0

    on_screen(desk, steps)


def test_a_closed_appointment_says_what_came_of_it(desk: Desk) -> None:
    who = person(desk, "P01")
    planned = _plan(desk, who, 0, place="Library")
    closing = AppointmentClosingEntry(state="cancelled", closed_by="participant", note="The bus did not come.")
    appointments.close_appointment(desk, planned, closing)
    (item,) = [item for item in _view(desk, who).timeline if item.id == planned]
    assert item.text == "The bus did not come."


def test_in_practice_nothing_typed_today_is_called_late(tmp_path: Path) -> None:
    wall = DayClock(TODAY, under=SetClock(NOW + timedelta(days=41)))
    with desk_on(tmp_path, wall) as practice:
        who = person(practice, "P01")
        made = _contact(practice, who, 0, summary="Just now")

        async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
            page = await _open(app, pilot, who)
            assert page._bodies[1].records.move_to(str(made))
            await pilot.pause()
            text = text_of(app)
            assert "Just now" in text and "+41" not in text and "days later" not in text

        on_screen(practice, steps)


def test_moving_the_cursor_lays_nothing_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, person(desk, "P02"))
        layouts: list[int] = []
        done = Screen._refresh_layout

        def counted(screen: Screen[Any], *given: Any, **named: Any) -> None:
            layouts.append(1)
            done(screen, *given, **named)

        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        first = page.item
        await pilot.press("down", "down", "down", "up")
        assert page.item is not first and layouts == []

    on_screen(desk, steps)


# What is due


def test_every_kind_of_line_about_a_person_has_a_key() -> None:
    # Lines about colleagues stand on a team leader's Today alone.
    of_staff = {DueKind.SUPERVISION, DueKind.UNIT_MEETING, DueKind.FIELD_MENTORING}
    assert set(DOES) == set(DueKind) - of_staff
    words = load_words()
    kinds = [kind for kind in ParticipantScreen.__mro__ if issubclass(kind, DoingScreen)]
    bound = {b.id for kind in kinds for b in Binding.make_bindings(kind.__dict__.get("BINDINGS", ()))}
    assert set(DOES.values()) <= bound
    assert all(words.has(f"key.{binding_id}.name") for binding_id in bound)


def test_what_is_due_says_why_and_which_key_does_it(desk: Desk) -> None:
    who = person(desk, "P01")
    _plan(desk, who, -2)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        text = text_of(app)
        assert "! x Appointment, no result 2 days late" in text
        assert "A contact was planned for Tue 13 Oct: what came of it?" in text

    on_screen(desk, steps)


def test_many_due_lines_are_counted_instead_of_pushing_the_list_away(desk: Desk) -> None:
    who = person(desk, "P01")
    for offset in range(-8, -1):
        _plan(desk, who, offset)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        assert "and 4 more" in text_of(app)
        assert page._bodies[1].records.size.height >= 1 + 4  # its own header

    on_screen(desk, steps)


# Who is not there


def test_a_participant_who_is_gone_is_said(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, UUID(int=1))
        assert app.words("participant.gone") in text_of(app)
        await pilot.press("c", "x", "g", "e", "4", "0", "h", "f3", "f8")
        await pilot.pause()
        assert app.screen is page
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is not page

    on_screen(desk, steps)


# How to reach the person


def test_the_reach_panel_says_what_to_mind_and_what_was_agreed_to(desk: Desk) -> None:
    who = person(desk, "P01")
    like = dict(people.referral_entry(desk, who))
    told = {
        "telephone": "01632 960001",
        "leave_no_messages": True,
        "safety_note": "Two dogs.",
        "safe_times": "Mornings",
        "emergency_contact": "Mary, her sister: 01632 960002",
    }
    people.change_referral(desk, who, ReferralEntry(**{**like, **told}))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await pilot.press("p")
        await pilot.pause()
        assert isinstance(app.screen, ReachScreen)
        text = text_of(app)
        for said in (
            "01632 960001",
            "! Leave no messages",
            "Two dogs.",
            "Mornings",
            "In an emergency          Mary, her sister: 01632 960002",
            "keeping this record",
            "yes, Sat 3 Oct",
        ):
            assert said in text, said
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen)
        await fill(pilot, app.screen, about="family", state="refused")
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, ReachScreen) and app.screen.said == "Saved."
        assert any("talking with family" in line and "no, Thu 15 Oct" in line for line in text_of(app).split("\n"))

    on_screen(desk, steps)
