"""The keys of a participant's page: what they open, what is saved, what came of an appointment, the main stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual import events
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input

from ips_tui.casework import appointments, contacts, disclosure
from ips_tui.casework.case import CaseView, case
from ips_tui.casework.session import Desk
from ips_tui.content.words import load_words
from ips_tui.dates import say_date
from ips_tui.domain.contacts import AppointmentState
from ips_tui.forms.contacts import ContactEntry
from ips_tui.forms.disclosure import DisclosureAgreementEntry, DisclosureWithdrawalEntry
from ips_tui.forms.happened import HappenedEntry
from ips_tui.forms.profile import PersonalInformationTalkEntry
from screens.base import HouseScreen
from screens.employers.may_say import MaySayScreen
from screens.entries.opening import EntryScreen
from screens.happened.who import WhoScreen
from screens.participant import outcome
from screens.participant.doing import DoingScreen
from screens.participant.header import PersonHeader
from screens.participant.history import HistoryScreen
from screens.participant.main_stage import SinceWhen
from screens.participant.recordable import Recordable
from screens.participant.screen import ParticipantScreen
from screens.widgets.block import Block
from screens.widgets.chooser import Chooser
from screens.widgets.confirm import Confirm
from screens.widgets.footer import Footer
from tests import in_work, planned
from tests.screens.entry_desk import SIZES, TODAY, HouseApp, desk_on, employer, fill, on_screen, person, text_of

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


def _footer(app: HouseApp) -> list[str]:
    return [key.name for key in app.screen.query_one(Footer).keys]


def _of_key(page: ParticipantScreen, key: str) -> str | None:
    """What a key does on the page now."""
    found = page.active_bindings.get(key)
    return None if found is None else found.binding.id


# The keys


def test_a_key_opens_its_form_about_this_person(desk: Desk) -> None:
    opens = {
        "c": "contact",
        "r": "plan_review",
        "a": "appointment",
        "k": "clinical_update",
        "v": "employer_contact",
        "d": "disclosure_agreement",
        "t": "disclosure_talk",
        "m": "labour_market_research",
    }

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, person(desk, "P06"))
        for key, form in opens.items():
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, EntryScreen), key
            assert app.screen.plan.entry.form == form, key
            assert app.screen.participant_id == page.participant_id, key
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is page and page.said == "", key

    on_screen(desk, steps)


# Everything that can be noted


def _known() -> list[Recordable]:
    return [one for kind in ParticipantScreen.__mro__ for one in kind.__dict__.get("RECORDABLES", ())]


def test_everything_that_can_be_noted_is_an_action_with_words_of_its_own() -> None:
    known, words = _known(), load_words()
    assert len(known) > 25 and len({one.action for one in known}) == len(known)
    # Two classes of keys that name an action alike would do each other's work.
    actions = [name for kind in _classes_of_keys() for name in kind.__dict__ if name.startswith("action_")]
    assert len(actions) == len(set(actions))
    labels = []
    for one in known:
        assert f"action_{one.action}" in actions
        labels.append(words(f"key.{one.key}.does") if one.key else words(f"participant.record.{one.action}"))
    assert not [label for label in labels if label.startswith(("key.", "participant."))]
    assert len(set(labels)) == len(labels)
    keys = [kind.__dict__.get("BINDINGS", ()) for kind in _classes_of_keys()]
    bound = {b.id: b.action for kind in keys for b in Binding.make_bindings(kind)}
    # A key that two share is asked first whether it is meant here.
    assert all(bound[one.key].removesuffix("_here") == one.action for one in known if one.key)


def _classes_of_keys() -> list[type]:
    return [
        kind for kind in ParticipantScreen.__mro__ if issubclass(kind, DoingScreen) and kind is not ParticipantScreen
    ]


def test_n_lists_what_can_be_noted_the_stage_on_screen_first(desk: Desk) -> None:
    who = person(desk, "P02")
    in_work.accept_job(desk, who, start=-5)
    firsts = {"1": "z", "2": "q", "3": "l", "4": "v", "5": "f", "0": "c"}

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        for (stage, first), size in product(firsts.items(), SIZES):
            asked = f"stage {stage} at {size}"
            await pilot.resize_terminal(*size)
            await pilot.press(stage, "n")
            await pilot.pause()
            ask = app.screen
            assert isinstance(ask, Chooser), asked
            items = ask.choices.items
            assert items[0].keys[0] == first and ask.choices.place == 0, asked
            assert app.words("participant.record.every") in text_of(app), asked
            groups = [item.group for item in items]
            begun = [n for n, group in enumerate(groups) if not n or groups[n - 1] != group]
            assert len(set(groups)) == len(begun), asked
            for item in items:
                assert (item.key_label == "") == (item.keys == ()), asked
            # However low the window, the last one can be seen and chosen.
            await pilot.press("end")
            await pilot.pause()
            assert ask.choices.chosen is items[-1] and items[-1].label in text_of(app), asked
            assert ask.choices.region.bottom <= size[1], asked
            await pilot.press("home")
            await pilot.pause()
            assert groups[0] in text_of(app) and items[0].label in text_of(app), asked
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, ParticipantScreen), asked

    on_screen(desk, steps)


def test_the_list_of_what_can_be_noted_opens_it_by_its_own_key_or_by_enter(desk: Desk) -> None:
    opens = {("m",): "labour_market_research", ("c",): "contact", ("down", "down", "enter"): "goal"}

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, person(desk, "P06"))
        for keys, form in opens.items():
            await pilot.press("2", "n")
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            assert isinstance(app.screen, EntryScreen) and app.screen.plan.entry.form == form, keys
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is page, keys

    on_screen(desk, steps)


def test_what_has_nothing_to_do_now_is_not_offered(desk: Desk) -> None:
    who = person(desk, "P01")

    async def offered(app: HouseApp, pilot: Pilot[None]) -> set[str]:
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        found = {item.id for item in app.screen.choices.items}
        await pilot.press("escape")
        await pilot.pause()
        return found

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        depends = {"talk", "withdraw", "objective", "step", "profile_version", "review_alone"}
        assert not depends & await offered(app, pilot)
        assert "information_talk" in await offered(app, pilot)
        _agree(desk, who)
        planned.say(desk, who, "strengths")
        planned.plan(desk, who)
        page.catch_up()
        now = await offered(app, pilot)
        assert depends - {"step"} <= now and "information_talk" not in now and "step" not in now
        planned.objective(desk, who, planned.step("Buy shoes"))
        page.catch_up()
        assert "step" in await offered(app, pilot)

    on_screen(desk, steps)


def test_f4_shows_the_card(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, person(desk, "P06"))
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, MaySayScreen)
        assert app.screen.participant_id == page.participant_id

    on_screen(desk, steps)


@pytest.mark.parametrize("way", [("p",), ("h",), ("f4",), ("r",)])
def test_f3_and_f4_are_about_the_person_wherever_one_is(desk: Desk, way: tuple[str, ...]) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await pilot.press(*way)
        await pilot.pause()
        here = app.screen
        await pilot.press("f3", "enter")
        await pilot.pause()
        form = app.screen
        assert form is not here and isinstance(form, EntryScreen)
        assert (form.plan.entry, form.participant_id) == (HappenedEntry, str(who))
        await pilot.press("f3")
        await pilot.pause()
        assert app.screen is form
        await pilot.press("t", "f2")
        await pilot.pause()
        assert isinstance(app.screen, WhoScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is here and isinstance(here, HouseScreen)
        assert here.said.startswith(app.words("happened.row_one"))
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantScreen if way == ("f4",) else MaySayScreen)

    on_screen(desk, steps)


@pytest.mark.parametrize("before", [(), ("f4",)])
def test_f3_leaves_typed_text_where_it_is(desk: Desk, before: tuple[str, ...]) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, person(desk, "P01"))
        await pilot.press("r")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen)
        await fill(pilot, form, own_words="half a sentence")
        await pilot.press(*before)
        await pilot.pause()
        here = app.screen
        await pilot.press("f3")
        await pilot.pause()
        assert app.screen is here and isinstance(here, HouseScreen)
        assert here.said == "! " + app.words("shell.open_form")

    on_screen(desk, steps)


def test_a_decision_is_looked_at_again_only_while_there_is_one(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("4")
        await pilot.pause()
        assert _of_key(page, "t") == "participant.information_talk"
        await pilot.press("t")
        await pilot.pause()
        # Before there is a decision the same key is the first talk about personal information.
        assert isinstance(app.screen, EntryScreen) and app.screen.plan.entry is PersonalInformationTalkEntry
        await pilot.press("escape")
        await pilot.pause()
        agreement = _agree(desk, who)
        page.catch_up()
        assert _of_key(page, "t") == "participant.talk"
        disclosure.withdraw(desk, agreement, DisclosureWithdrawalEntry(withdrawn_on=TODAY))
        page.catch_up()
        assert _of_key(page, "t") is None
        await pilot.press("t")
        await pilot.pause()
        assert app.screen is page
        await pilot.press("f4")
        await pilot.pause()
        assert "Looked at again" not in text_of(app)

    on_screen(desk, steps)


def test_after_a_decision_was_taken_back_the_due_talk_names_the_key_of_a_new_one(desk: Desk) -> None:
    who = person(desk, "P01")
    values = {"pros_and_cons_on": _day(-90), "decided_on": _day(-90)}
    withdrawn = DisclosureWithdrawalEntry(withdrawn_on=_day(-80))
    disclosure.withdraw(desk, _agree(desk, who, **values), withdrawn)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        assert "! d Disclosure talk" in text_of(app)

    on_screen(desk, steps)


def test_an_agreement_is_taken_back_only_when_there_is_one(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("w")
        assert page.said == app.words("participant.no_agreement")
        _agree(desk, who)
        await pilot.press("f4", "escape", "w")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen)
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page and page.said == app.words("participant.saved_in", number=4, name="Job development")
        assert "they took the agreement back" in text_of(app)
        await pilot.press("w")
        assert page.said == app.words("participant.no_agreement")

    on_screen(desk, steps)


def test_what_is_saved_is_said_and_has_the_cursor(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, person(desk, "P01"))
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen)
        await fill(pilot, app.screen, kind="engagement", mode="telephone", result="took_place", summary="Rang back")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page and page.said == "Saved. u undoes it."
        assert page.item is not None and page.item.text == "Rang back"
        assert "Rang back" in text_of(app)

    on_screen(desk, steps)


def test_what_belongs_to_another_stage_is_shown_there(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, person(desk, "P01"))
        await pilot.press("3", "c")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen)
        await fill(pilot, app.screen, kind="planning", mode="telephone", result="took_place")
        await pilot.press("f2")
        await pilot.pause()
        assert page.said == "Saved under 1 Engagement. u undoes it."
        assert app.words("stage.1.aim") in text_of(app)
        assert page.item is not None and page.item.title == "choice.contact_kind.planning"
        assert page.item.on == TODAY

    on_screen(desk, steps)


def test_a_visit_made_a_general_one_is_said_to_stand_with_the_employer(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, person(desk, "P06"))
        await pilot.press("v")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, EntryScreen)
        firm = employer(desk, "Mill Lane Bakery")
        await fill(
            pilot, form, employer=str(firm), mode="telephone", purpose="introduction", result="Asked.", participant=""
        )
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page
        assert page.said == app.words("participant.saved_at_employer", employer="Mill Lane Bakery")

    on_screen(desk, steps)


def test_the_cursor_stays_on_its_record_when_something_newer_comes(desk: Desk) -> None:
    who = person(desk, "P02")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("down", "down", "down")
        here = page.item
        assert here is not None
        _contact(desk, who, 0)
        await pilot.press("f4", "escape")
        await pilot.pause()
        assert app.screen is page and page.item is not None and page.item.id == here.id
        assert page._bodies[1].records.count == 14

    on_screen(desk, steps)


@pytest.mark.parametrize("key", ["e", "enter"])
def test_an_entry_opens_for_correction(desk: Desk, key: str) -> None:
    who = person(desk, "P02")
    wanted = {"contact": "contact", "clinical_update": "clinical_update", "appointment": "appointment"}
    view = _view(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        for kind, form in wanted.items():
            item = next(i for i in view.timeline if i.kind == kind and outcome.can_correct(i))
            page._bodies[1].records.move_to(str(item.id))
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, EntryScreen) and app.screen.plan.entry.form == form
            assert app.screen.plan.editing
            await pilot.press("escape")
            await pilot.pause()

    on_screen(desk, steps)


def test_what_is_not_corrected_shows_its_history_and_the_footer_says_so(desk: Desk) -> None:
    who = person(desk, "P02")
    view = _view(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        assert _footer(app)[0] == "Outcome"
        for item in view.timeline:
            if outcome.can_correct(item):
                continue
            page._bodies[1].records.move_to(str(item.id))
            await pilot.pause()
            assert _footer(app)[0] == "History", item.kind
            await pilot.press("e")
            await pilot.pause()
            assert isinstance(app.screen, HistoryScreen)
            await pilot.press("escape")
            await pilot.pause()
        page._bodies[1].records.move_to(str(next(i.id for i in view.timeline if i.kind == "contact")))
        await pilot.pause()
        assert _footer(app)[0] == "Correct"

    on_screen(desk, steps)


def test_on_the_header_e_corrects_the_referral_and_h_tells_its_history(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, person(desk, "P02"))
        await pilot.press("shift+tab")
        assert isinstance(page.focused, PersonHeader)
        assert "▸Rohan Pillai" in text_of(app)
        assert _footer(app)[0] == "Referral"
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen) and app.screen.plan.entry.form == "referral"
        await pilot.press("escape", "h")
        await pilot.pause()
        assert isinstance(app.screen, HistoryScreen)
        assert "Took in the referral" in text_of(app)

    on_screen(desk, steps)


@pytest.mark.parametrize(("ref", "stage"), [("P01", 1), ("P02", 3), ("P06", 4)])
def test_six_keys_fit_the_footer_and_help_is_the_last(desk: Desk, ref: str, stage: int) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, person(desk, ref))
        await pilot.press(str(stage))
        line = text_of(app).rstrip("\n").split("\n")[-1]
        for name in _footer(app):
            assert name in line
        assert line.rstrip().endswith("F1 Help")

    on_screen(desk, steps)


# What came of an appointment


def test_it_took_place_becomes_a_contact(desk: Desk) -> None:
    who = person(desk, "P02")
    planned = next(item for item in _view(desk, who).timeline if not item.closed)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("end", "x")  # The cursor may stand anywhere: the question says which one it means.
        assert isinstance(app.screen, Confirm) and "Contact on Sat 17 Oct" in app.screen.question
        assert app.screen.answers.chosen.id == outcome.LEAVE
        await pilot.press("up", "up", "enter")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen) and app.screen.plan.entry.form == "contact"
        assert app.screen.plan.start["mode"] == "face_to_face"
        await fill(pilot, app.screen, kind="engagement", result="took_place", summary="At the pitch")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page and page.said == "Saved. u undoes it."
        await pilot.press("x")
        assert page.said == app.words("participant.no_planned", key="a")

    on_screen(desk, steps)
    view = _view(desk, who)
    assert planned.id not in {item.id for item in view.timeline}
    assert any(item.text == "At the pitch" for item in view.timeline)


def test_it_was_moved(desk: Desk) -> None:
    who = person(desk, "P02")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("o", "up", "enter")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen) and app.screen.plan.entry.form == "appointment_closing"
        await fill(pilot, app.screen, state="moved", closed_by="participant", moved_to=_day(6).isoformat())
        await pilot.press("f2")
        await pilot.pause()
        assert page.item is not None and page.item.on == _day(6) and not page.item.closed

    on_screen(desk, steps)
    states = [item.detail[1] for item in _view(desk, who).timeline if item.kind == "appointment"]
    assert states.count(f"choice.appointment_state.{AppointmentState.MOVED}") == 1


def test_leaving_the_question_leaves_everything(desk: Desk) -> None:
    who = person(desk, "P02")
    before = _view(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        for key in ("enter", "escape"):
            await pilot.press("x", key)
            await pilot.pause()
            assert app.screen is page

    on_screen(desk, steps)
    assert _view(desk, who) == before


@pytest.mark.parametrize(
    ("purpose", "first", "second"),
    [
        ("review", "review", None),
        ("employer_visit", "employer_contact", None),
        ("hand_over", "contact", None),
        ("clinical_update", "clinical_update", None),
        ("disclosure_talk", "contact", "disclosure_agreement"),
    ],
)
def test_each_kind_of_appointment_opens_what_it_was_for(
    desk: Desk, purpose: str, first: str, second: str | None
) -> None:
    who = person(desk, "P01")
    planned = next(item for item in _view(desk, who).timeline if not item.closed)
    entry = appointments.appointment_entry(desk, planned.id)
    appointments.change_appointment(desk, planned.id, entry.model_copy(update={"purpose": purpose}))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("x", "up", "up")
        assert isinstance(app.screen, Confirm) and app.screen.answers.chosen.label == "It took place"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen) and app.screen.plan.entry.form == first
        if second is None:
            return
        await fill(pilot, app.screen, kind="three_way_meeting", result="took_place")
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen) and app.screen.plan.entry.form == second
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is page

    on_screen(desk, steps)


def test_an_appointment_with_the_team_leaves_no_contact_with_the_person(desk: Desk) -> None:
    who = person(desk, "P01")
    planned = next(item for item in _view(desk, who).timeline if not item.closed)
    entry = appointments.appointment_entry(desk, planned.id)
    appointments.change_appointment(desk, planned.id, entry.model_copy(update={"purpose": "clinical_update"}))
    before = _view(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("x", "up", "up", "enter")
        await pilot.pause()
        assert isinstance(app.screen, EntryScreen)
        await fill(pilot, app.screen, mode="telephone", said="Looks for kitchens")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page and page.item is not None and page.item.text == "Looks for kitchens"

    on_screen(desk, steps)
    after = _view(desk, who)
    added = [item.kind for item in after.timeline if item.id not in {old.id for old in before.timeline}]
    assert added == ["clinical_update"]
    assert planned.id not in {item.id for item in after.timeline}
    assert after.person.last_contact_on == before.person.last_contact_on


def test_an_appointment_that_is_gone_meanwhile_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> Any:
        raise LookupError("appointment")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, person(desk, "P02"))
        monkeypatch.setattr(outcome, "purpose_of", gone)
        await pilot.press("x")
        await pilot.pause()
        assert app.screen is page
        assert app.words("participant.record_gone") in page.said

    on_screen(desk, steps)


# The main stage


def test_the_main_stage_is_set_with_its_day(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("g")
        assert isinstance(app.screen, Confirm) and app.screen.answers.chosen.id == "1"
        await pilot.press("enter")
        assert page.said == app.words("participant.stage.same", number=1, name="Engagement")
        await pilot.press("g", "down", "enter")
        assert isinstance(app.screen, SinceWhen)
        field = app.screen.query_one(Input)
        for text, problem in (
            ("tomorrow", "participant.stage.ahead"),
            ("blah", "problem.not_a_date"),
            ("1 jan 2020", "participant.stage.too_early"),
        ):
            field.value = text
            await pilot.press("enter")
            assert isinstance(app.screen, SinceWhen)
            echo = " ".join(line.plain for line in app.screen.query(Block).first().lines)
            assert app.words(problem, day="Sat 3 Oct") in echo
        field.value = "yesterday"
        await pilot.pause()
        assert f"{say_date(_day(-1), TODAY)} " in text_of(app)
        await pilot.press("tab", *"ok")
        app.post_message(events.Paste(f" {NOTE[:45]}"))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is page
        assert page.said == app.words("participant.stage.set", number=2, name="Vocational profile")
        assert "[●2 Profile" in text_of(app) and "1 day in stage 2" in text_of(app)

    on_screen(desk, steps)
    view = _view(desk, who)
    assert (view.person.stage, view.stage_entered_on) == (2, _day(-1))
    (entered,) = (item for item in view.timeline if item.kind == "main_stage" and item.on == _day(-1))
    assert entered.text == "ok [/note] 'x' [y] gpj second line"


def test_esc_sets_no_stage(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("g", "escape")
        assert app.screen is page
        await pilot.press("g", "down", "enter", "escape")
        await pilot.pause()
        assert app.screen is page

    on_screen(desk, steps)
    assert _view(desk, who).person.stage == 1


def test_f5_goes_on_to_the_next_person_in_place_of_this_one(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, person(desk, "P01"))
        depth = len(app.screen_stack)
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantScreen)
        assert app.screen.participant_id == str(person(desk, "P09"))
        assert len(app.screen_stack) == depth and "Hannah Lindqvist" in text_of(app)

    on_screen(desk, steps)
