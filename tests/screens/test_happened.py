"""What happened today on screen: who, the short form, who next; the gate's ways on; what stays to be told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import appointments, contacts, disclosure, today
from ips_tui.casework.session import Desk
from ips_tui.forms.contacts import AppointmentEntry, ContactEntry
from ips_tui.forms.disclosure import DisclosureAgreementEntry
from screens import entries
from screens.base import HouseScreen
from screens.entries.gate import GENERAL, WITHOUT
from screens.entries.happened import HappenedScreen
from screens.entries.opening import EntryScreen
from screens.happened.who import WhoScreen
from screens.widgets.confirm import Confirm
from tests.screens.entry_desk import (
    SIZES,
    TODAY,
    HouseApp,
    desk_on,
    employer,
    fill,
    hostile_person,
    in_both_sizes,
    on_screen,
    person,
    text_of,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


async def _form(app: HouseApp, pilot: Pilot[None], who: UUID) -> HappenedScreen:
    """F3 with this person meant, and Enter."""
    app.screen.participant_id = str(who)  # type: ignore[attr-defined]
    await pilot.press("f3", "enter")
    await pilot.pause()
    assert isinstance(app.screen, HappenedScreen) and app.screen.person == who
    return app.screen


def _count(desk: Desk, table: str) -> int:
    return int(desk.connection.execute(f"SELECT count(*) FROM {table} WHERE NOT removed").fetchone()[0])


def test_several_people_in_a_row_and_esc_ends_it(desk: Desk) -> None:
    who = hostile_person(desk)
    planned = AppointmentEntry(purpose="contact", on=TODAY, at="10:00", place="[b]the library[/b]")
    appointments.make_appointment(desk, who, planned)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        began = app.screen
        assert isinstance(began, HouseScreen)
        before = _count(desk, "contact")
        form = await _form(app, pilot, who)

        def planned_now() -> None:
            seen = " ".join(text_of(app).split())
            assert "[/oops] O'Brien" in seen and "[b]the library[/b]" in seen
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(seen)
            for name in ("what", "happened_on", "place", "next_on", "clinical", "employer_too"):
                assert app.words(f"form.happened.{name}.label") in seen

        await in_both_sizes(pilot, planned_now)
        await fill(pilot, form, minutes="30", next_on="+7")
        await pilot.press("f2")
        await pilot.pause()
        next_one = app.screen
        assert isinstance(next_one, WhoScreen)

        def filed() -> None:
            seen = " ".join(text_of(app).split())
            assert "[/oops] O'Brien" in seen and app.words("happened.who_next") in seen
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(seen)

        await in_both_sizes(pilot, filed)
        await pilot.press(*"ada", "enter")
        await pilot.pause()
        second = app.screen
        assert isinstance(second, HappenedScreen) and second.person == person(desk, "P01")
        await pilot.press("n", "f2")
        await pilot.pause()
        assert "not reached by telephone" in " ".join(text_of(app).split())
        await pilot.press("f8")
        await pilot.pause()
        assert "Ada Fenwick" not in text_of(app).split("Who next?")[1]
        await pilot.press("f8", "escape")
        await pilot.pause()
        assert app.screen is began
        assert began.said == app.words("happened.row", count=2)
        assert _count(desk, "contact") == before + 2

    on_screen(desk, steps)


@pytest.mark.parametrize("size", SIZES)
def test_the_gate_keeps_what_was_typed_and_offers_its_ways(desk: Desk, size: tuple[int, int]) -> None:
    who, bakery = person(desk, "P01"), employer(desk, "Mill Lane Bakery")
    said = {"employer_too": "yes", "employer": str(bakery), "spoken_of": "person", "purpose": "introduction"}

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        contacts_before, visits_before = _count(desk, "contact"), _count(desk, "employer_contact")
        form = await _form(app, pilot, who)
        await fill(pilot, form, **said, result="They bake at night.")
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert app.words("gate.none_yet") in app.screen.question
        assert [draft.key.form for draft in desk.drafts()] == ["happened"]
        assert _count(desk, "contact") == contacts_before
        app.screen.dismiss(WITHOUT if size == SIZES[0] else GENERAL)
        await pilot.pause()
        if size == SIZES[0]:
            report = app.screen
            assert isinstance(report, EntryScreen) and report.plan.entry.form == "contact_without_agreement"
            assert report.filled.raw["what_happened"] == "They bake at night."
            await fill(pilot, report, reason="Met by chance.")
            await pilot.press("f2")
            await pilot.pause()
            assert form.said == app.words("happened.reported")
            assert form.filled.raw["employer_too"] == "no"
        else:
            assert form.said == app.words("entries.gate.now_general")
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, WhoScreen)
        assert _count(desk, "contact") == contacts_before + 1
        assert _count(desk, "employer_contact") == visits_before + (size != SIZES[0])
        assert _count(desk, "contact_without_agreement") == (size == SIZES[0])

    on_screen(desk, steps, size)


def test_a_draft_of_it_waits_and_is_gone_on_with(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = await _form(app, pilot, who)
        await fill(pilot, form, summary="half a sentence")
        form.flush_draft()
        waiting = _draft_line(desk)
        again: Any = entries.continue_draft(app, waiting)
        assert isinstance(again, HappenedScreen) and again.person == who

    on_screen(desk, steps)


def _draft_line(desk: Desk) -> Any:
    (line,) = today.today(desk).drafts
    return line


def test_the_clinical_update_says_what_the_team_is_still_to_hear_of(desk: Desk) -> None:
    who = person(desk, "P01")
    told = {"happened_on": TODAY, "kind": "engagement", "mode": "telephone", "result": "took_place"}
    contacts.record_contact(desk, who, ContactEntry(**told, clinical_share="to_do", summary="[b]sleeps badly[/b]"))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.clinical_update_form(app, who)
        app.push_screen(form)
        await pilot.pause()
        seen = " ".join(text_of(app).split())
        assert "[b]sleeps badly[/b]" in seen and app.words("contacts.told_by_saving") in seen
        await fill(pilot, form, mode="telephone", said="told")
        await pilot.press("f2")
        await pilot.pause()
        assert contacts.to_tell(desk, who) == ()

    on_screen(desk, steps)


def test_f4_answers_for_the_employer_at_hand(desk: Desk) -> None:
    who, firm = person(desk, "P01"), employer(desk, "Mill Lane Bakery")
    other = employer(desk, "Harbour Legal")
    values = {"decision": "partial", "decided_on": TODAY, "pros_and_cons_on": TODAY, "scope": "named"}
    values |= {"agreed_words": "Learns by doing.", "in_work_contact": "no", "agreement_form": "verbal"}
    disclosure.record_agreement(desk, who, DisclosureAgreementEntry(**values, employers=(firm,)))
    assert disclosure.may_say(desk, who, firm).allowed and disclosure.may_say(desk, who).allowed
    said = disclosure.may_say(desk, who, other)
    assert (said.allowed, said.why, said.employer) == (False, "other_employers", "Harbour Legal")
