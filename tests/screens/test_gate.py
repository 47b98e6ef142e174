"""The hard gate on screen: what it refuses is not recorded, nothing typed is lost, and there are three ways on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import appointments, case, disclosure, employers
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.casework.today import today
from ips_tui.forms.contacts import AppointmentEntry
from ips_tui.forms.disclosure import DisclosureAgreementEntry
from ips_tui.forms.employers import EmployerContactEntry
from screens import entries
from screens.employers.may_say import MaySayScreen
from screens.entries.gate import AGREEMENT, BACK, GENERAL, WITHOUT, EmployerContactScreen
from screens.entries.opening import EntryScreen
from screens.happened.who import WhoScreen
from screens.widgets.confirm import Confirm
from tests.screens.entry_desk import TODAY, HouseApp, desk_on, employer, fill, on_screen, person, text_of, unvisited

TYPED = {
    "happened_on": "2026-10-14",
    "mode": "telephone",
    "purpose": "presenting_candidate",
    "person_met": "Jo Baker",
    "result": "Said that someone would come by.",
    "next_step": "Ring again",
}
ALLOWING = {
    "decision": "partial",
    "pros_and_cons_on": "2026-10-01",
    "scope": "all",
    "agreed_words": "Ada is steady.",
    "in_work_contact": "no",
    "agreement_form": "signed",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


@dataclass
class Refused:
    """A form that the gate has refused, with the question over it."""

    form: EmployerContactScreen
    who: UUID
    firm: UUID
    given: list[str | None] = field(default_factory=list)


async def _refused(app: HouseApp, pilot: Pilot[None], desk: Desk, **typed: str) -> Refused:
    """P01 has no agreement, so a contact about her is refused."""
    who, firm = person(desk, "P01"), unvisited(desk)
    form = entries.employer_contact_form(app, participant_id=who, employer_id=firm)
    refused = Refused(form, who, firm)
    app.push_screen(form, refused.given.append)
    await pilot.pause()
    await fill(pilot, form, **{**TYPED, **typed})
    await pilot.press("f2")
    await pilot.pause()
    assert isinstance(app.screen, Confirm)
    return refused


async def _choose(app: HouseApp, pilot: Pilot[None], way: str) -> None:
    assert isinstance(app.screen, Confirm)
    answers = app.screen.answers
    answers.move_to([answer.id for answer in answers.answers].index(way))
    await pilot.press("enter")
    await pilot.pause()
    await pilot.pause()


def _about(desk: Desk, who: UUID) -> list[str]:
    kinds = ("employer_contact", "contact_without_agreement", "disclosure_agreement")
    return [item.kind for item in case.case(desk, who).timeline if item.kind in kinds]


def _raw(form: EntryScreen) -> dict[str, str]:
    return {name: form.filled.raw[name] for name in TYPED if name != "happened_on"}


def test_a_refusal_says_why_at_the_person_records_nothing_and_keeps_the_draft(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk)
        assert isinstance(app.screen, Confirm)
        assert [answer.id for answer in app.screen.answers.answers] == [AGREEMENT, GENERAL, WITHOUT, BACK]
        assert app.words("gate.none_yet") in app.screen.question
        assert refused.form.body.problems == {"participant": app.words("gate.none_yet")}
        assert _about(desk, refused.who) == []
        assert employers.employer(desk, refused.firm).contacts == ()
        draft = desk.load_draft(DraftKey("employer_contact", refused.who))
        assert draft is not None
        assert draft.fields["result"] == TYPED["result"]

    on_screen(desk, steps)


@pytest.mark.parametrize("key", ["escape", "enter"])
def test_going_back_loses_nothing(desk: Desk, key: str) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk)
        before = dict(refused.form.filled.raw)
        await pilot.press(key)
        await pilot.pause()
        assert app.screen is refused.form
        assert refused.form.filled.raw == before
        assert refused.form.dirty
        assert app.focused is refused.form.body.fields["participant"].control
        assert app.words("gate.none_yet") in " ".join(text_of(app).split())
        assert refused.given == []

    on_screen(desk, steps)


def test_an_agreement_with_its_own_date_lets_the_contact_through(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk)
        await _choose(app, pilot, AGREEMENT)
        agreement = app.screen
        assert isinstance(agreement, EntryScreen)
        assert agreement.plan.entry is DisclosureAgreementEntry
        assert agreement.filled.raw["decided_on"] == ""
        await fill(pilot, agreement, decided_on="2026-10-12", **ALLOWING)
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is refused.form
        assert _raw(refused.form) == {name: text for name, text in TYPED.items() if name != "happened_on"}
        assert refused.form.body.problems == {}
        assert refused.form.said == app.words("entries.gate.agreement_recorded")
        await pilot.press("f2")
        await pilot.pause()
        assert refused.given == [str(employers.employer(desk, refused.firm).contacts[0].id)]
        assert sorted(_about(desk, refused.who)) == ["disclosure_agreement", "employer_contact"]
        assert desk.drafts() == ()

    on_screen(desk, steps)


def test_an_agreement_made_after_the_contact_is_recorded_and_still_not_enough(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk)
        await _choose(app, pilot, AGREEMENT)
        assert isinstance(app.screen, EntryScreen)
        await fill(pilot, app.screen, decided_on=TODAY.isoformat(), **ALLOWING)
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert app.words("gate.decided_later") in app.screen.question
        assert refused.form.said == ""
        assert _about(desk, refused.who) == ["disclosure_agreement"]

    on_screen(desk, steps)


def test_leaving_the_agreement_comes_back_to_what_was_typed(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk)
        before = dict(refused.form.filled.raw)
        await _choose(app, pilot, AGREEMENT)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is refused.form
        assert refused.form.filled.raw == before
        assert _about(desk, refused.who) == []

    on_screen(desk, steps)


def test_a_general_visit_holds_no_trace_of_the_person_but_their_name_in_the_text(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk, participant_present="yes", matches_preferences="partly")
        await _choose(app, pilot, GENERAL)
        form = refused.form
        assert app.screen is form
        assert _raw(form) == {name: text for name, text in TYPED.items() if name != "happened_on"}
        assert form.filled.raw["participant"] == ""
        assert "Ada Fenwick" not in text_of(app)
        assert app.words("entries.gate.name_nobody") in text_of(app)
        assert form.said == app.words("entries.gate.now_general")
        assert app.focused is form.body.fields["result"].control
        await pilot.press("tab")
        await pilot.pause()
        assert form.said == app.words("entries.gate.now_general")
        await pilot.press("f2")
        await pilot.pause()
        (contact,) = employers.employer(desk, refused.firm).contacts
        assert contact.participant_id is None
        entry = employers.employer_contact_entry(desk, contact.id)
        assert (entry.participant_present, entry.matches_preferences) == (False, None)
        assert entry.result == TYPED["result"]
        assert entry.happened_on == date(2026, 10, 14)
        assert _about(desk, refused.who) == []
        assert refused.given == [str(contact.id)]
        assert desk.drafts() == ()

    on_screen(desk, steps)


def test_in_work_support_for_nobody_asks_for_another_purpose(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk, purpose="in_work_support")
        await _choose(app, pilot, GENERAL)
        await pilot.press("f2")
        await pilot.pause()
        assert set(refused.form.body.problems) == {"purpose"}

    on_screen(desk, steps)


def test_a_report_stands_on_the_persons_record_and_takes_the_draft_with_it(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk, next_on="Mon 2 Nov 2026")
        await _choose(app, pilot, WITHOUT)
        report = app.screen
        assert isinstance(report, EntryScreen)
        raw = report.filled.raw
        assert (raw["participant"], raw["employer"]) == (str(refused.who), str(refused.firm))
        assert (raw["mode"], raw["purpose"]) == (TYPED["mode"], TYPED["purpose"])
        carried = f"{TYPED['result']}\nWho was met: Jo Baker\nNext step: Ring again\nIn touch again on: Mon 2 Nov 2026"
        assert (raw["what_happened"], raw["reason"]) == (carried, "")
        await pilot.press("f2")
        await pilot.pause()
        assert set(report.body.problems) == {"reason"}
        assert len(desk.drafts()) >= 1
        await fill(pilot, report, reason="I was asked and answered before I thought.")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen not in (report, refused.form)
        assert _about(desk, refused.who) == ["contact_without_agreement"]
        assert employers.employer(desk, refused.firm).contacts == ()
        assert desk.drafts() == ()
        assert len(refused.given) == 1 and refused.given[0] is not None

    on_screen(desk, steps)


@pytest.mark.parametrize("by_draft", [False, True])
def test_a_planned_visit_that_is_reported_took_place(desk: Desk, by_draft: bool) -> None:
    who, firm = person(desk, "P01"), employer(desk, "Mill Lane Bakery")
    planned = appointments.make_appointment(
        desk, who, AppointmentEntry(purpose="employer_visit", on=TODAY, employer=firm)
    )

    def open_visits() -> list[str]:
        return [line.kind for line in case.case(desk, who).next if line.kind == "employer_visit"]

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        assert open_visits() == ["employer_visit"]
        form = entries.employer_contact_form(app, participant_id=who, appointment_id=planned)
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, **TYPED)
        await pilot.press("f2")
        await pilot.pause()
        await _choose(app, pilot, WITHOUT)
        report = app.screen
        assert isinstance(report, EntryScreen)
        await fill(pilot, report, reason="I was asked.")
        if by_draft:
            report.flush_draft()
            report.dismiss(None)
            await pilot.pause()
            (line,) = [line for line in today(desk).drafts if line.form == "contact_without_agreement"]
            again = entries.continue_draft(app, line)
            assert isinstance(again, EntryScreen)
            app.push_screen(again)
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert open_visits() == []
        tomorrow = today(desk, as_of=TODAY + timedelta(days=1), subject_id=who)
        assert "appointment" not in [line.kind for line in tomorrow.due]
        assert _about(desk, who) == ["contact_without_agreement"]

    on_screen(desk, steps)


def test_leaving_the_report_keeps_the_form_and_its_draft(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk)
        await _choose(app, pilot, WITHOUT)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is refused.form
        assert refused.form.dirty
        assert [draft.key for draft in desk.drafts()] == [DraftKey("employer_contact", refused.who)]

    on_screen(desk, steps)


def test_a_correction_that_moves_a_contact_to_somebody_else_asks_the_gate_again(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who, firm = person(desk, "P02"), employer(desk, "Mill Lane Bakery")
        values = {**TYPED, "happened_on": TODAY - timedelta(days=1), "employer": firm}
        contact = employers.record_employer_contact(desk, EmployerContactEntry(**values))
        form = entries.employer_contact_form(app, employer_id=firm, record_id=contact)
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, participant=str(who))
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert employers.employer_contact_entry(desk, contact).participant is None

    on_screen(desk, steps)


def test_a_decision_against_contact_is_said_in_its_own_words(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.employer_contact_form(app, participant_id=person(desk, "P06"))
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, **TYPED, employer=str(employer(desk, "Harbour Legal")))
        await pilot.press("f2")
        await pilot.pause()
        assert form.body.problems == {"participant": app.words("gate.no_contact")}

    on_screen(desk, steps)


def test_another_mistake_brings_no_question(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk)
        await pilot.press("escape")
        await pilot.pause()
        await fill(pilot, refused.form, result="")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is refused.form
        assert "result" in refused.form.body.problems

    on_screen(desk, steps)


def test_f4_shows_the_card_of_the_person_in_the_form_and_comes_back(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.employer_contact_form(app, employer_id=employer(desk, "Harbour Legal"))
        app.push_screen(form)
        await pilot.pause()
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, WhoScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is form
        await fill(pilot, form, participant=str(person(desk, "P06")))
        await pilot.press("f4")
        await pilot.pause()
        assert isinstance(app.screen, MaySayScreen)
        assert "May I speak to Harbour Legal about Marcus Chidgey?" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is form
        assert form.filled.raw["participant"] == str(person(desk, "P06"))

    on_screen(desk, steps)


def test_the_agreement_made_in_between_is_this_persons(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        refused = await _refused(app, pilot, desk)
        await _choose(app, pilot, AGREEMENT)
        assert isinstance(app.screen, EntryScreen)
        await fill(pilot, app.screen, decided_on="2026-10-12", **ALLOWING)
        await pilot.press("f2")
        await pilot.pause()
        assert disclosure.may_say(desk, refused.who).allowed
        assert not disclosure.may_say(desk, person(desk, "P02")).allowed

    on_screen(desk, steps)
