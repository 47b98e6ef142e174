"""Leads on screen: the list, one with the people it fits, those that fit a person; with harm in every text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import lead_fits, leads
from ips_tui.casework.session import Desk
from ips_tui.casework.today import DraftLine
from ips_tui.domain.leads import LeadAnswer
from ips_tui.forms.leads import LeadEntry
from ips_tui.text import clean
from screens import entries
from screens.employers.employer_screen import EmployerScreen
from screens.employers.lead_screen import LeadScreen
from screens.employers.leads_screen import LeadsScreen
from screens.entries.opening import EntryScreen
from screens.job_development.leads_screen import PersonLeadsScreen
from screens.participant.screen import ParticipantScreen
from screens.widgets.record_list import RecordList
from tests import told
from tests.screens.area_app import AreaApp, Page, drive, settled
from tests.screens.entry_desk import (
    HOSTILE,
    SIZES,
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

HARM = clean(HOSTILE[:120]).text
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _harmful(desk: Desk) -> UUID:
    """A lead with harm in every text, which somebody with a harmful name brought and was told of."""
    who = hostile_person(desk)
    texts = {"name": f"Harm {HARM}", "employer_name": HARM, "place": HARM, "told_by": HARM, "note": HARM}
    entry = told.lead(0, **texts, source="network", participant=who)
    lead = leads.record_lead(desk, entry)
    leads.record_offer(desk, who, told.offer(lead, 0, note=HARM))
    return lead


@pytest.mark.parametrize("size", SIZES)
def test_from_the_employers_to_a_lead_to_telling_a_person(desk: Desk, size: tuple[int, int]) -> None:
    _harmful(desk)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("f12")
        await settled(app, pilot)
        await pilot.press("l")
        await settled(app, pilot)
        screen = app.screen
        assert isinstance(screen, LeadsScreen)
        assert "[/oops]" in app.text and not CONTROL.search(app.text)
        assert "Lou Abara" in app.line("Kitchen porter") and app.line("Kitchen porter").endswith("1 2 days")
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, LeadScreen)
        assert "[/oops]" in app.text and not CONTROL.search(app.text)
        await pilot.press("escape", "slash", *"kitchen", "enter", "enter")
        await settled(app, pilot)
        assert "1 person here wants work with food and drink." in app.text
        assert "Leila Haddad" in app.text and "not told yet" in app.text
        assert app.words("leads.may_speak") in app.text and "Nobody from her last school year" in app.text
        await pilot.press("t")
        await settled(app, pilot)
        form = app.screen
        assert isinstance(form, EntryScreen)
        assert form.participant_id == str(person(desk, "P05"))
        await fill(pilot, form, answer="interested")  # type: ignore[arg-type]
        await pilot.press("f2")
        await settled(app, pilot)
        assert "Thu 15 Oct: interest" in app.line("Leila") and app.words("leads.saved") in app.text
        await pilot.press("x")
        await settled(app, pilot)
        assert app.words("leads.gone") in app.text and "Leila Haddad" in app.text
        await pilot.press("x", "enter")
        await settled(app, pilot)
        page = app.screen
        assert isinstance(page, Page) and (page.record_id, page.stage) == (str(person(desk, "P05")), 4)

    drive(desk, steps, size)


def test_after_a_visit_a_lead_is_two_keys_away_and_shows_whom_it_fits(desk: Desk) -> None:
    firm = employer(desk, "Quayside Kitchen")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.open_employer(str(firm))
        await pilot.pause()
        assert isinstance(app.screen, EmployerScreen)
        await pilot.press("l")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen)
        raw = form.filled.raw
        assert (raw["employer"], raw["source"], raw["sector"]) == (str(firm), "employer_visit", "food_service")
        await fill(pilot, form, name="Evening kitchen help")
        form.flush_draft()
        # A draft begun here is gone on with here.
        again = entries.continue_draft(app, DraftLine("lead", firm, None, "", ""))
        assert again is not None and again.plan.start["employer"] == str(firm)
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, LeadScreen)
        assert "Leila Haddad" in text_of(app)

    on_screen(desk, steps)
    line = next(line for line in lead_fits.leads(desk) if line.name == "Evening kitchen help")
    assert (line.employer, line.fits) == ("Quayside Kitchen", 1)


def test_the_leads_that_fit_a_person_stand_on_their_page(desk: Desk) -> None:
    who = person(desk, "P06")
    _harmful(desk)
    told_before = leads.record_lead(
        desk, LeadEntry(**{**dict(told.lead(0)), "name": HARM, "job_type": "warehouse_transport", "note": HARM})
    )

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.open_participant(str(who), 4)
        await pilot.pause()
        page = app.screen
        assert isinstance(page, ParticipantScreen)
        assert "Leads         3 fit (L), the newest:" in text_of(app)
        await pilot.press("L")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, PersonLeadsScreen)
        assert screen.query_one(RecordList).cursor_id == str(told_before)

        def look() -> None:
            text = text_of(app)
            assert "[/oops]" in text and not CONTROL.search(text)
            # He decided that employers are not contacted about him: he may still be told.
            assert " ".join(app.words("leads.own_search").split()[:8]) in text

        await in_both_sizes(pilot, look)
        await pilot.press("t")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen) and form.filled.raw["lead"] == str(told_before)
        await fill(pilot, form, answer="not_for_me")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is screen and screen.query_one(RecordList).count == 2
        await pilot.press("escape")
        await pilot.pause()
        assert "Leads         2 fit (L)" in text_of(app)
        # On the timeline it is corrected as any other record.
        await pilot.press("home", "enter")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen) and form.filled.raw["answer"] == LeadAnswer.NOT_FOR_ME

    on_screen(desk, steps)


@pytest.mark.parametrize(("ref", "sentence"), [("P01", "no_wishes"), ("P08", "not_looking"), ("P03", "none_for")])
def test_why_there_are_none_is_said(desk: Desk, ref: str, sentence: str) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(PersonLeadsScreen(str(person(desk, ref))))
        await pilot.pause()
        assert app.words(f"leads.{sentence}", key="n")[:50] in text_of(app)

    on_screen(desk, steps)
