"""The Community area and its forms: by keys alone, in both windows, with harm in every text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import (
    benefits,
    clinical_meetings,
    community,
    contacts,
    employers,
    group_sessions,
    interested,
    outreach,
    people,
    references,
    resources,
    today,
)
from ips_tui.casework.session import Desk
from ips_tui.domain.community import InterestedState
from ips_tui.forms.asking import Kind
from ips_tui.forms.community import (
    ClinicalMeetingEntry,
    ClinicalMeetingUpdateEntry,
    GroupSessionEntry,
    InterestedEntry,
    InterestedNotNowEntry,
    OutreachEntry,
    ResourceEntry,
)
from ips_tui.forms.kit import Entry, fields_of
from ips_tui.forms.typed import rows_raw
from ips_tui.text import clean
from screens import entries
from screens.community.parts import PARTS
from screens.community.screen import CommunityScreen
from screens.entries.opening import EntryScreen
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.record_list import RecordList
from tests.screens.area_app import AreaApp, Page, drive, settled
from tests.screens.entry_desk import (
    HOSTILE,
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

HARM = HOSTILE[:120] + " {x}"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _team(desk: Desk) -> UUID:
    return references.choosable(desk, "clinical_team")[0].id


def _noted(desk: Desk, name: str = "Rowan Pike", **said: Any) -> UUID:
    return interested.record_interested(desk, InterestedEntry(name=name, said_yes_on=YESTERDAY, **said))


def _session(desk: Desk, *who: UUID, **said: Any) -> UUID:
    entry = GroupSessionEntry(happened_on=YESTERDAY, participants=who, **{"name": "first steps", **said})
    return group_sessions.record_group_session(desk, entry)


# -- the forms -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Form:
    """How a form is opened and read back, and raw text that makes it complete."""

    open: Callable[[HouseApp], EntryScreen]
    read: Callable[[Desk, UUID], Entry | None]
    complete: Callable[[Desk, UUID], Mapping[str, str]] = field(default=lambda desk, who: {})


FORMS: Mapping[str, Form] = {
    "group_session": Form(
        lambda app: entries.group_session_form(app),
        group_sessions.group_session_entry,
        lambda desk, who: {"participants": f"{who}\n{person(desk, 'P02')}"},
    ),
    "clinical_meeting": Form(
        lambda app: entries.clinical_meeting_form(app),
        clinical_meetings.clinical_meeting_entry,
        lambda desk, who: {
            "clinical_team": str(_team(desk)),
            "updates": rows_raw([{"participant": str(who), "said": HARM, "heard": HARM, "team_will_do": HARM}]),
        },
    ),
    "outreach": Form(
        lambda app: entries.outreach_form(app), outreach.OUTREACH.entry_of, lambda desk, who: {"kind": "clinic_visit"}
    ),
    "office_contact": Form(
        lambda app: entries.office_contact_alone_form(app),
        benefits.office_contact_entry,
        lambda desk, who: {"office": "employment_office", "mode": "letter"},
    ),
    "interested": Form(lambda app: entries.interested_form(app), interested.INTERESTED.entry_of),
    "resource": Form(
        lambda app: entries.resource_form(app), resources.RESOURCE.entry_of, lambda desk, who: {"kind": "course"}
    ),
}


def _texts(entry: Entry | None) -> Iterator[tuple[Kind, str]]:
    assert entry is not None
    for spec in fields_of(type(entry)):
        value = getattr(entry, spec.name)
        if spec.kind in (Kind.TEXT, Kind.NOTES) and value is not None:
            yield spec.kind, value
        for row in value if spec.rows is not None else ():
            yield from _texts(row)


@pytest.mark.parametrize("name", FORMS)
def test_harm_in_every_text_is_kept_and_shown_as_text(desk: Desk, name: str) -> None:
    who, form = hostile_person(desk), FORMS[name]

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = CommunityScreen()
        app.push_screen(page)
        await pilot.pause()
        screen = form.open(app)
        saved: list[str | None] = []
        app.push_screen(screen, saved.append)
        await pilot.pause()
        texts = [s.name for s in fields_of(screen.plan.entry) if s.kind in (Kind.TEXT, Kind.NOTES)]
        await fill(pilot, screen, **{**form.complete(desk, who), **dict.fromkeys(texts, HARM)})

        def look() -> None:
            assert not CONTROL.search(text_of(app))

        await in_both_sizes(pilot, look)
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page, screen.body.problems
        (record,) = saved
        assert record is not None
        kept = list(_texts(form.read(desk, UUID(record))))
        wanted = {Kind.TEXT: clean(HARM).text.strip(), Kind.NOTES: clean(HARM, lines=True).text.strip("\n")}
        assert kept and all(text == wanted[kind] for kind, text in kept)
        assert page.show_record(record)
        await pilot.pause()
        assert "O'Brien" in text_of(app)
        for key in ("f8", "h", "escape", "slash"):
            await pilot.press(key)
            await in_both_sizes(pilot, look)

    on_screen(desk, steps)


@pytest.mark.parametrize("name", [*FORMS, "interested_not_now", "group_session of a person", "referral"])
def test_what_was_begun_waits_and_is_gone_on_with_from_today(desk: Desk, name: str) -> None:
    who, waits = person(desk, "P01"), _noted(desk)
    more: Mapping[str, Callable[[HouseApp], EntryScreen]] = {
        "interested_not_now": lambda app: entries.not_now_form(app, waits),
        "group_session of a person": lambda app: entries.group_session_form(app, participant_id=who),
        "referral": lambda app: entries.referral_form(app, interested_id=waits),
    }

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        screen = (more[name] if name in more else FORMS[name].open)(app)
        app.push_screen(screen)
        await pilot.pause()
        first = next(s for s in fields_of(screen.plan.entry) if s.kind in (Kind.TEXT, Kind.NOTES))
        await fill(pilot, screen, **{first.name: "half a sentence"})
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")  # Keep it as a draft is the safe answer.
        await pilot.pause()
        assert app.screen is not screen
        (line,) = today.today(desk).drafts
        again = entries.continue_draft(app, line)
        assert again is not None and again.plan.title == screen.plan.title
        assert again.participant_id == screen.participant_id
        app.push_screen(again)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert again.filled.raw[first.name] == "half a sentence"

    on_screen(desk, steps)


def test_a_correction_that_was_begun_waits_too(desk: Desk) -> None:
    who = person(desk, "P01")
    made = {
        "group_session": _session(desk, who),
        "clinical_meeting": clinical_meetings.record_clinical_meeting(
            desk, ClinicalMeetingEntry(happened_on=YESTERDAY, clinical_team=_team(desk))
        ),
        "outreach": outreach.record_outreach(
            desk, OutreachEntry(happened_on=YESTERDAY, kind="clinic_visit", place="here")
        ),
        "interested": _noted(desk),
        "resource": resources.record_resource(desk, ResourceEntry(name="bus", kind="transport")),
    }
    no = InterestedNotNowEntry(not_now_on=YESTERDAY, not_now_words="not yet")
    made["interested_not_now"] = interested.not_now(desk, _noted(desk, "J. K."), no)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        for name, record in made.items():
            key = today.DraftLine(name, None, record, "", "2026-10-15 09:00")
            form = entries.continue_draft(app, key)
            assert form is not None and form.plan.editing and form.plan.entry.form == name
            gone = entries.continue_draft(app, today.DraftLine(name, None, UUID(int=5), "", "2026-10-15 09:00"))
            assert gone is None

    on_screen(desk, steps)


def test_a_session_is_typed_by_name_after_name(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.group_session_form(app)
        saved: list[str | None] = []
        app.push_screen(form, saved.append)
        await pilot.pause()
        await pilot.press("tab", *"cv", "tab")
        # "f" stands in a name that is chosen already; who types means another one.
        for typed in ("ada", "f", "han"):
            await pilot.press(*typed, "enter")
        await pilot.pause()
        assert "3: " in text_of(app)
        await pilot.press("f8")
        await pilot.pause()
        assert "3: AF" in text_of(app) and "Ada" not in text_of(app)
        await pilot.press("f2")
        await pilot.pause()
        (record,) = saved
        assert record is not None
        there = group_sessions.group_session_entry(desk, UUID(record)).participants
        assert there[0] == person(desk, "P01") and len(set(there)) == 3

    on_screen(desk, steps)


def test_from_a_persons_page_they_are_on_it_and_the_cursor_goes_to_their_contact(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.open_participant(str(who))
        await pilot.pause()
        page = app.screen
        await page.run_action("group_session")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, FormScreen) and form.filled.raw["participants"] == str(who)
        await fill(pilot, form, name="what IPS is", participants=f"{who}\n{person(desk, 'P02')}")
        await pilot.press("f2")
        await pilot.pause()
        await pilot.pause()
        assert app.screen is page and "what IPS is" in text_of(app)
        (session,) = community.community(desk).group_sessions
        contact = group_sessions.contact_of(desk, session.id, who)
        assert page.item is not None and page.item.id == contact  # type: ignore[attr-defined]
        # On their page only what concerns them alone is corrected.
        await pilot.press("enter")
        await pilot.pause()
        own = app.screen
        assert isinstance(own, FormScreen)
        drawn = {name for name in own.filled.specs if own.filled.drawn(name)}
        assert drawn == {"with_whom", "summary", "expectations", "clinical_share"}
        await in_both_sizes(pilot, lambda: _holds(text_of(app), app.words("community.of_session")))
        await fill(pilot, own, summary="Asked about rights.")
        await pilot.press("f2")
        await pilot.pause()
        assert contact is not None and contacts.contact_entry(desk, contact).summary == "Asked about rights."

    on_screen(desk, steps)


def _holds(text: str, wanted: str) -> None:
    assert wanted[:60] in text


def test_an_update_of_a_meeting_asks_only_for_what_was_said(desk: Desk) -> None:
    who = person(desk, "P01")
    row = ClinicalMeetingUpdateEntry(participant=who, said="begins soon")
    clinical_meetings.record_clinical_meeting(
        desk, ClinicalMeetingEntry(happened_on=YESTERDAY, clinical_team=_team(desk), updates=(row,))
    )

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        with desk.reading() as db:
            from ips_tui.records.contacts import ClinicalUpdate

            (update,) = [u.id for u in db.query(ClinicalUpdate).filter_by(participant_id=who, said="begins soon")]
        form = entries.clinical_update_form(app, who, record_id=update)
        app.push_screen(form)
        await pilot.pause()
        assert not {n for n in contacts.SAID_BY_MEETING if form.filled.drawn(n)} and form.filled.drawn("said")
        assert form.plan.note == app.words("community.of_meeting")

    on_screen(desk, steps)


def test_a_row_points_at_a_participant_and_hides_the_name_too(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.clinical_meeting_form(app)
        app.push_screen(form)
        await pilot.pause()
        await form.body.go_to("updates")
        await pilot.press("enter", *"ada", "enter", "tab", *"well", "f8")
        await pilot.pause()
        assert app.screen is not form and "AF (P01)" in text_of(app) and "Ada" not in text_of(app)
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is form
        await in_both_sizes(pilot, lambda: _holds(text_of(app), "AF (P01) · well"))
        await pilot.press("f8")
        await pilot.pause()
        assert "Ada Fenwick (P01) · well" in text_of(app)

    on_screen(desk, steps)


# -- the area --------------------------------------------------------------------------------------------


def _area(app: AreaApp) -> CommunityScreen:
    assert isinstance(app.screen, CommunityScreen)
    return app.screen


def _footer(app: AreaApp) -> str:
    return app.text.splitlines()[-1]


@pytest.mark.parametrize("size", SIZES)
def test_each_part_is_a_key_away_and_says_what_it_is_for_when_empty(desk: Desk, size: tuple[int, int]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+o")
        await settled(app, pilot)
        assert app.current_mode == "community"
        counts = {
            "interested": 2,
            "outreach": 2,
            "group_session": 0,
            "clinical_meeting": 20,
            "resource": 4,
            "satisfaction": 0,
            "office_contact": 0,
        }
        for number, part in enumerate(PARTS, start=1):
            await pilot.press(str(number))
            await settled(app, pilot)
            tabs = app.text.splitlines()[2]
            (here,) = re.findall(r"\[(.*?)\]", tabs)
            assert here.startswith(f"{number} ") and here.endswith(f" {counts[part.name]}")
            assert len(tabs.rstrip()) <= size[0]
            assert app.words(f"community.part.{part.name}") in app.text.splitlines()[1]
            assert "F1 Help" in _footer(app) and "n New" in _footer(app)
            if not counts[part.name]:
                assert app.words(f"community.empty.{part.name}", key="n")[:30] in app.text
        await pilot.press("f1")
        await settled(app, pilot)
        assert "before and around a referral" in " ".join(app.text.split())

    drive(desk, steps, size)


@pytest.mark.parametrize("size", SIZES)
def test_a_next_day_that_has_passed_has_a_sign_and_stands_first(desk: Desk, size: tuple[int, int]) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+o")
        await settled(app, pilot)
        assert app.place("J. K.") < app.place("Rowan Pike")
        assert "! Tue 13 Oct" in app.line("J. K.")
        assert "!" not in app.line("Rowan Pike")
        await pilot.press("f8")
        await settled(app, pilot)
        assert "Rowan" not in app.text and app.line("RP")
        # A search knows the name all the same.
        await pilot.press("slash", *"rowan")
        await settled(app, pilot)
        assert app.line("RP") and "JK" not in app.text

    drive(desk, steps, size)


def test_not_now_and_interested_again(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+o")
        await settled(app, pilot)
        assert "x Not now" in _footer(app) and "Again" not in _footer(app)
        await pilot.press("x", "tab", *"after harvest", "f2")
        await settled(app, pilot)
        area = _area(app)
        assert "not now: after harvest" in app.line("J. K.")
        assert area.query_one(RecordList).cursor_id == str(_line(desk, "J. K.").id)
        assert "x Interested again" in _footer(app) and "r Refer" in _footer(app)
        await pilot.press("e")
        await settled(app, pilot)
        form = app.screen
        assert isinstance(form, FormScreen) and form.plan.editing
        await fill(pilot, form, not_now_words="after the harvest")  # type: ignore[arg-type]
        await pilot.press("f2")
        await settled(app, pilot)
        assert _line(desk, "J. K.").not_now_words == "after the harvest"
        await pilot.press("x")
        await settled(app, pilot)
        assert _line(desk, "J. K.").state is InterestedState.OPEN
        assert "x Not now" in _footer(app) and "u" in area.said

    drive(desk, steps)


def _line(desk: Desk, name: str) -> community.InterestedLine:
    return next(line for line in community.community(desk).interested if line.name == name)


def test_one_key_makes_a_referral_of_somebody_interested(desk: Desk) -> None:
    waits = _noted(desk, "Robin Vale", told_by="Iris Doyle", source="care_coordinator", how_to_reach="0123 456 789")

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+o")
        await settled(app, pilot)
        assert _area(app).show_record(str(waits))
        await pilot.press("r")
        await settled(app, pilot)
        form = app.screen
        assert isinstance(form, FormScreen)
        raw = form.filled.raw
        assert (raw["name"], raw["source"], raw["telephone"]) == ("Robin Vale", "care_coordinator", "0123 456 789")
        assert "told by Iris Doyle" in app.text
        await fill(
            pilot,  # type: ignore[arg-type]
            form,
            programme="youth",
            clinical_team=str(_team(desk)),
            wants_to_work="yes",
            work_status="unemployed",
            contact_preferences="phone",
            consent_to_record="given",
        )
        await pilot.press("f2")
        await settled(app, pilot)
        line = _line(desk, "Robin Vale")
        assert line.state is InterestedState.REFERRED
        assert isinstance(app.screen, Page) and app.screen.record_id == str(line.participant_id)
        await pilot.press("escape")
        await settled(app, pilot)
        assert "referred" in app.line("Robin Vale")
        assert "Refer" not in _footer(app) and "Not now" not in _footer(app)
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, Page)

    drive(desk, steps)


def test_something_new_is_noted_from_one_list_and_opened_again(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+o", "5")
        await settled(app, pilot)
        # What belongs to the part on screen stands first.
        await pilot.press("n", "enter")
        await settled(app, pilot)
        await pilot.press(*"Boat yard", "tab", *"tr", "f2")
        await settled(app, pilot)
        assert app.place("Boat yard") and "undoes" in _area(app).said
        await pilot.press("enter")
        await settled(app, pilot)
        form = app.screen
        assert isinstance(form, FormScreen) and form.plan.editing and form.filled.raw["name"] == "Boat yard"
        await pilot.press("escape", "u")
        await settled(app, pilot)
        await pilot.press("down", "enter")
        await settled(app, pilot)
        assert "Boat yard" not in [line.name for line in community.community(desk).resources]

    drive(desk, steps)


def test_names_of_participants_are_initials_too(desk: Desk) -> None:
    who = person(desk, "P01")
    _session(desk, who)

    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+o", "3")
        await settled(app, pilot)
        assert "there: Ada Fenwick" in app.text
        await pilot.press("f8")
        await settled(app, pilot)
        assert "there: AF" in app.text and "Ada" not in app.text
        await pilot.press("h")
        await settled(app, pilot)
        assert "AF" in app.text and "Ada" not in app.text

    drive(desk, steps)


def test_a_note_that_is_found_opens_where_it_stands(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        desk.warm()
        await pilot.press("f8", "ctrl+p", *"working with animals once")
        await settled(app, pilot)
        assert "RP" in app.text and "Rowan" not in app.text
        await pilot.press("enter")
        await settled(app, pilot)
        area = _area(app)
        assert area.query_one(RecordList).cursor_id == str(_line(desk, "Rowan Pike").id)
        # Found from there, it is the same page at another part.
        await pilot.press("ctrl+p", *"bring colm")
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.screen is area and "autumn market" in app.text
        await pilot.press("escape")
        await settled(app, pilot)
        assert app.screen is not area and app.current_mode == "today"

    drive(desk, steps)


def test_what_was_removed_meanwhile_is_said(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+o")
        await settled(app, pilot)
        with desk.writing("test") as writing:
            from ips_tui.records.community import Interested

            writing.get(Interested, _line(desk, "J. K.").id).removed = True
        for key in ("enter", "r", "x"):
            await pilot.press(key)
            await settled(app, pilot)
            assert _area(app).said.endswith(app.words("participant.record_gone"))

    drive(desk, steps)


def test_who_was_referred_by_a_colleague_meanwhile_is_not_referred_twice(desk: Desk) -> None:
    waits = _noted(desk)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.referral_form(app, interested_id=waits)
        app.push_screen(form)
        await pilot.pause()
        entry = people.referral_entry(desk, person(desk, "P01"))
        people.receive_referral(desk, entry, interested_id=waits)
        before = len(references.choosable(desk, "participant"))
        await fill(
            pilot,
            form,
            programme="youth",
            source="self",
            clinical_team=str(_team(desk)),
            wants_to_work="yes",
            work_status="unemployed",
            contact_preferences="phone",
            consent_to_record="given",
        )
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is form and len(references.choosable(desk, "participant")) == before
        assert " ".join(app.words("problem.already_referred").split()[:5]) in " ".join(text_of(app).split())

    on_screen(desk, steps)


def test_what_is_found_from_a_persons_page_opens_where_it_belongs(desk: Desk) -> None:
    firm = employer(desk, "Mill Lane Bakery")
    visit = employers.employer(desk, firm).contacts[0].id
    made = outreach.record_outreach(desk, OutreachEntry(happened_on=YESTERDAY, kind="clinic_visit", place="Dale hall"))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.open_participant(str(person(desk, "P01")))
        await pilot.pause()
        page = app.screen
        for opens, shown in (
            (lambda: app.open_community(str(made)), "Dale hall"),
            (lambda: app.open_employer(str(firm), str(visit)), "Mill Lane Bakery"),
        ):
            opens()
            await pilot.pause()
            assert app.screen is not page and shown in text_of(app)
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is page

    on_screen(desk, steps)


def test_a_group_answers_in_community_and_belongs_to_nobody(desk: Desk) -> None:
    async def steps(app: AreaApp, pilot: Pilot[int]) -> None:
        await pilot.press("ctrl+o", "6", "n")
        await settled(app, pilot)
        await pilot.press("enter")
        await settled(app, pilot)
        form = app.screen
        assert isinstance(form, FormScreen) and form.filled.raw["how"] == "group"
        for name, text in {"people": "6", "supported": "7", "what_helps": "[/oops] being asked"}.items():
            form.filled.put(name, text)
        await pilot.press("f2")
        await settled(app, pilot)
        assert "[/oops] being asked" in app.text and "How well supported do you feel" in app.text
        await pilot.press("enter")
        await settled(app, pilot)
        assert isinstance(app.screen, FormScreen) and app.screen.filled.raw["people"] == "6"

    drive(desk, steps)
    assert desk.connection.execute("SELECT participant_id, people FROM satisfaction").fetchall() == [(None, 6)]
