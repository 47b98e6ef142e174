"""The forms as they are opened: where they start, what they save, what becomes of what is typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import appointments, case, contacts, employers, interested, staff, today
from ips_tui.casework.session import Desk, DraftKey, StoreProblem
from ips_tui.clock import DayClock, SetClock
from ips_tui.domain.contacts import AppointmentState
from ips_tui.forms.community import InterestedEntry
from ips_tui.forms.contacts import AppointmentEntry, ContactEntry
from ips_tui.forms.kit import fields_of, raw_values
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry
from ips_tui.store.problems import StoreFull
from screens import entries
from screens.entries.keeper import DeskKeeper
from screens.entries.opening import EntryScreen
from screens.widgets.confirm import Confirm
from screens.widgets.form.choices import ChoiceControl
from screens.widgets.form.form_screen import FormScreen
from tests.screens.entry_desk import (
    NOW,
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

CONTACT = {"kind": "engagement", "mode": "telephone", "result": "took_place"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _contact(desk: Desk, who: UUID, **more: Any) -> UUID:
    values = {"happened_on": TODAY - timedelta(days=1), **CONTACT, **more}
    return contacts.record_contact(desk, who, ContactEntry(**values))


def _appointment(desk: Desk, who: UUID, days: int = 0, **more: Any) -> UUID:
    values = {"purpose": "contact", "on": TODAY + timedelta(days=days), "with_whom": "Iris Doyle", **more}
    return appointments.make_appointment(desk, who, AppointmentEntry(**values))


def _interested(desk: Desk) -> UUID:
    return interested.record_interested(desk, InterestedEntry(name="J. K.", said_yes_on=TODAY))


def _every_form(app: HouseApp, desk: Desk, who: UUID) -> list[EntryScreen]:
    firm = employer(desk, "Mill Lane Bakery")
    planned = _appointment(desk, who)
    return [
        entries.referral_form(app),
        entries.referral_form(app, who),
        entries.contact_form(app, who),
        entries.contact_form(app, who, appointment_id=planned),
        entries.contact_form(app, who, record_id=_contact(desk, who)),
        entries.review_form(app, who, appointment_id=planned),
        entries.appointment_form(app, who),
        entries.appointment_form(app, who, record_id=planned),
        entries.appointment_closing_form(app, who, planned),
        entries.clinical_update_form(app, who),
        entries.clinical_update_form(app, who, appointment_id=planned),
        entries.consent_form(app, who),
        entries.agreement_form(app, who),
        entries.talk_form(app, who),
        entries.withdrawal_form(app, who, planned),
        entries.group_session_form(app),
        entries.group_session_form(app, participant_id=who),
        entries.clinical_meeting_form(app),
        entries.outreach_form(app),
        entries.interested_form(app),
        entries.not_now_form(app, _interested(desk)),
        entries.referral_form(app, interested_id=_interested(desk)),
        entries.resource_form(app),
        entries.employer_form(app),
        entries.employer_form(app, firm),
        entries.employer_contact_form(app, participant_id=who, employer_id=firm),
        entries.without_agreement_form(app, {"participant": str(who)}),
        entries.staff_form(app),
        entries.staff_form(app, desk.staff()[0].id),
        entries.clinical_team_form(app),
        entries.care_coordinator_form(app),
    ]


def test_every_form_opens_untouched_and_leaves_without_a_question(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = hostile_person(desk)
        for form in _every_form(app, desk, who):

            def look(form: FormScreen = form) -> None:
                shown = text_of(app)
                assert form.plan.title in shown
                assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
                if form.participant_id:
                    assert "[/oops]" in shown

            app.push_screen(form)
            await pilot.pause()
            assert app.screen is form
            assert not form.dirty
            assert app.words.has(f"form.{form.plan.entry.form}.title")
            await in_both_sizes(pilot, look)
            assert not form.dirty
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is not form
        assert desk.drafts() == ()

    on_screen(desk, steps)


def test_every_form_with_nothing_in_it_says_what_is_missing_and_keeps_nothing(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = hostile_person(desk)
        missing = app.words("problem.missing")
        for form in _every_form(app, desk, who):
            app.push_screen(form)
            await pilot.pause()
            groups = desk.connection.execute("SELECT count(*) FROM change_group").fetchone()
            needed = {spec.name for spec in fields_of(form.plan.entry) if spec.required and not spec.hidden}
            await fill(pilot, form, **dict.fromkeys(form.filled.raw, ""))
            await pilot.press("f2")
            await pilot.pause()
            assert app.screen is form and needed, form.plan.title
            assert {name for name, said in form.body.problems.items() if said == missing} >= needed
            assert " ".join(missing.split()[:3]) in " ".join(text_of(app).split())
            assert desk.connection.execute("SELECT count(*) FROM change_group").fetchone() == groups
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press("end", "enter")  # Throw away what was typed.
            await pilot.pause()
            assert app.screen is not form

    on_screen(desk, steps)


def test_a_contact_starts_today_with_who_works_here(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        assert desk.who is not None
        start = entries.contact_form(app, person(desk, "P01")).plan.start
        assert start["happened_on"] == TODAY.isoformat()
        assert start["specialist"] == str(desk.who.id)
        assert start["clinical_share"] == "not_needed"
        assert "result" not in start

    on_screen(desk, steps)


def test_saving_a_contact_records_it_and_forgets_the_draft(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who, given = person(desk, "P01"), []
        form = entries.contact_form(app, who)
        app.push_screen(form, given.append)
        await pilot.pause()
        await fill(pilot, form, **CONTACT, summary="Rang about the bus.")
        form.flush_draft()
        assert [draft.key for draft in desk.drafts()] == [DraftKey("contact", who)]
        await pilot.press("f2")
        await pilot.pause()
        newest = next(item for item in case.case(desk, who).timeline if item.kind == "contact")
        assert (newest.text, newest.on) == ("Rang about the bus.", TODAY)
        assert given == [str(newest.id)]
        assert desk.drafts() == ()

    on_screen(desk, steps)


def test_an_appointment_that_took_place_becomes_the_contact(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        planned = _appointment(desk, who, mode="video", travel_minutes=25)
        form = entries.contact_form(app, who, appointment_id=planned)
        assert form.plan.start["mode"] == "video"
        assert form.plan.start["travel_minutes"] == "25"
        assert form.plan.start["with_whom"] == "Iris Doyle"
        assert form.plan.start["happened_on"] == TODAY.isoformat()
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, kind="engagement")
        await pilot.press("f2")
        await pilot.pause()
        with desk.reading() as db:
            from ips_tui.records.contacts import Appointment

            assert db.get_one(Appointment, planned).state is AppointmentState.TOOK_PLACE

    on_screen(desk, steps)


def test_an_appointment_with_the_team_becomes_the_clinical_update(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        planned = _appointment(desk, who, purpose="clinical_update", mode="video")
        form = entries.clinical_update_form(app, who, appointment_id=planned)
        said = {name: form.plan.start[name] for name in ("mode", "with_whom", "happened_on")}
        assert said == {"mode": "video", "with_whom": "Iris Doyle", "happened_on": TODAY.isoformat()}
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, said="First interview next week")
        await pilot.press("f2")
        await pilot.pause()
        with desk.reading() as db:
            from ips_tui.records.contacts import Appointment

            assert db.get_one(Appointment, planned).state is AppointmentState.TOOK_PLACE

    on_screen(desk, steps)


def test_an_appointment_still_to_come_gives_no_day_ahead(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        form = entries.contact_form(app, who, appointment_id=_appointment(desk, who, days=3))
        assert form.plan.start["happened_on"] == TODAY.isoformat()

    on_screen(desk, steps)


def test_a_correction_starts_with_the_record_and_saves_into_it(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        contact = _contact(desk, who, summary="Before")
        form = entries.contact_form(app, who, record_id=contact)
        assert form.plan.start == raw_values(contacts.contact_entry(desk, contact))
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, summary="After")
        await pilot.press("f2")
        await pilot.pause()
        assert contacts.contact_entry(desk, contact).summary == "After"

    on_screen(desk, steps)


def test_a_correction_does_not_ask_for_what_is_an_appointment_by_now(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        form = entries.contact_form(app, who, record_id=_contact(desk, who))
        app.push_screen(form)
        await pilot.pause()
        assert "next_on" not in form.filled.specs and app.words("form.contact.next_on.label") not in text_of(app)

    on_screen(desk, steps)


@pytest.mark.parametrize("given", [{"next_at": "10:30"}, {"next_place": "Café"}])
def test_an_hour_or_a_place_of_a_next_time_without_its_day_is_not_lost(desk: Desk, given: dict[str, str]) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        form = entries.contact_form(app, who)
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, kind="engagement", mode="telephone", result="took_place", **given)
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is form and form.body.problems == {"next_on": app.words("problem.next_on_which_day")}

    on_screen(desk, steps)


def test_what_is_left_as_a_draft_is_offered_again(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        form = entries.contact_form(app, who)
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, summary="Half a sentence")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("enter")
        await pilot.pause()
        line = today.today(desk).drafts[0]
        assert (line.form, line.about) == ("contact", "Ada Fenwick")
        again = entries.continue_draft(app, line)
        assert again is not None
        app.push_screen(again)
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("enter")
        await pilot.pause()
        assert again.filled.raw["summary"] == "Half a sentence"
        assert again.dirty

    on_screen(desk, steps)


@pytest.mark.parametrize(("later", "said"), [(0, ""), (1, ", Wed 25 Nov 2026 (yesterday)")])
def test_a_draft_says_by_the_walls_day_when_it_was_typed(tmp_path: Path, later: int, said: str) -> None:
    wall = SetClock(NOW + timedelta(days=41))
    with desk_on(tmp_path, DayClock(TODAY, under=wall)) as practice:
        keeper = DeskKeeper(practice, DraftKey("contact", person(practice, "P01")))
        keeper.keep({"summary": "half"})
        wall.moment += timedelta(days=later)
        kept = keeper.load()
        assert kept is not None and kept.written == f"09:00{said}"


def test_a_draft_knows_that_its_record_was_changed_since(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        contact = _contact(desk, who, summary="Before")
        form = entries.contact_form(app, who, record_id=contact)
        assert form.plan.keeper is not None
        form.plan.keeper.keep({"summary": "Mine"})
        unchanged = entries.contact_form(app, who, record_id=contact).plan.keeper
        assert unchanged is not None
        kept = unchanged.load()
        assert kept is not None
        assert (kept.changed, dict(kept.current)) == (False, {})
        entry = contacts.contact_entry(desk, contact)
        contacts.change_contact(desk, contact, entry.model_copy(update={"summary": "Theirs"}))
        after = entries.contact_form(app, who, record_id=contact).plan.keeper
        assert after is not None
        kept = after.load()
        assert kept is not None
        assert kept.changed
        assert (kept.values["summary"], kept.current["summary"]) == ("Mine", "Theirs")

    on_screen(desk, steps)


def test_every_draft_that_waits_opens_the_form_it_was_begun_in(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        kept: dict[DraftKey, str] = {}
        for form in _every_form(app, desk, who):
            assert form.plan.keeper is not None
            form.plan.keeper.keep({"nothing": "typed"})
            key = form.plan.keeper.key  # type: ignore[attr-defined]
            kept[key] = form.plan.entry.form
        lines = today.today(desk).drafts
        assert len(lines) == len(kept)
        for line in lines:
            form = entries.continue_draft(app, line)
            assert form is not None, line
            key = form.plan.keeper.key  # type: ignore[union-attr]
            assert (key.form, key.subject_id, key.record_id) == (line.form, line.subject_id, line.record_id)
            assert form.plan.entry.form == kept[key]

    on_screen(desk, steps)


@pytest.mark.parametrize("form", ["contact", "review", "referral", "staff", "employer", "nonsense"])
def test_a_draft_about_something_gone_opens_nothing(desk: Desk, form: str) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        gone = UUID(int=7)
        for subject in (gone, person(desk, "P01")):
            if form != "referral" or subject == gone:
                line = today.DraftLine(form, subject, gone, "", "")
                assert entries.continue_draft(app, line) is None

    on_screen(desk, steps)


def test_a_refusal_of_casework_stands_at_its_field(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        other = staff.add_clinical_team(desk, ClinicalTeamEntry(name="Other team"))
        nurse = staff.add_care_coordinator(desk, CareCoordinatorEntry(name="N", clinical_team=other))
        form = entries.referral_form(app, person(desk, "P01"))
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, care_coordinator=str(nurse))
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is form
        assert form.body.problems == {"care_coordinator": app.words("problem.coordinator_of_other_team")}

    on_screen(desk, steps)


def test_a_full_disk_is_said_and_the_text_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> UUID:
        raise StoreFull()

    monkeypatch.setattr(contacts, "record_contact", full)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.contact_form(app, person(desk, "P01"))
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, **CONTACT, summary="Long story")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is form
        assert app.words(StoreFull.message_id)[:60] in text_of(app)
        assert form.filled.raw["summary"] == "Long story"
        assert form.dirty

    on_screen(desk, steps)
    assert issubclass(StoreFull, StoreProblem)


def test_a_record_that_is_gone_is_said_and_a_mistake_of_the_program_is_not_hidden(desk: Desk) -> None:
    from screens.entries.opening import saving
    from screens.widgets.form.plan import Refused

    def raising(error: Exception) -> Any:
        def save(_: Any) -> UUID:
            raise error

        return saving(save)

    with pytest.raises(Refused) as refused:
        raising(LookupError("contact"))(None)
    assert refused.value.problems[0].message_id == "entries.gone"
    with pytest.raises(KeyError):
        raising(KeyError("x"))(None)


def test_care_coordinators_are_those_of_the_chosen_team(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.referral_form(app)
        teams = {team.name: team for team in staff.clinical_teams(desk)}
        tarn = teams["Tarn Valley CMHT"]
        of_team = form.plan.options("care_coordinator", {"clinical_team": str(tarn.id)})
        assert [option.label for option in of_team] == ["Iris Doyle"]
        everyone = form.plan.options("care_coordinator", {"clinical_team": "tarn val"})
        assert len(everyone) == sum(len(team.care_coordinators) for team in teams.values())

    on_screen(desk, steps)


def test_an_employer_added_from_a_form_comes_back_into_its_field(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.employer_contact_form(app)
        app.push_screen(form)
        await pilot.pause()
        await pilot.press(*"Tide Mill")
        await pilot.press("enter")
        await pilot.pause()
        small = app.screen
        assert isinstance(small, EntryScreen) and small is not form
        assert small.filled.raw["name"] == "Tide Mill"
        await fill(pilot, small, sector="food_service")
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is form
        added = UUID(form.filled.raw["employer"])
        assert employers.employer(desk, added).entry.name == "Tide Mill"

    on_screen(desk, steps)


def test_a_care_coordinator_is_added_to_the_team_chosen_above(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        team = staff.clinical_teams(desk)[0]
        form = entries.referral_form(app)
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, clinical_team=str(team.id))
        given: list[str] = []
        form.plan.add["care_coordinator"]("Nia", given.append)
        await pilot.pause()
        small = app.screen
        assert isinstance(small, EntryScreen)
        assert small.filled.raw["clinical_team"] == str(team.id)
        await pilot.press("f2")
        await pilot.pause()
        assert "Nia" in [c.name for c in staff.clinical_teams(desk)[0].care_coordinators]
        assert len(given) == 1

    on_screen(desk, steps)


def test_privacy_shows_initials_in_title_and_in_references(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.employer_contact_form(app, participant_id=person(desk, "P01"))
        app.push_screen(form)
        await pilot.pause()
        assert text_of(app).count("Ada Fenwick") == 2
        await pilot.press("f8")
        await pilot.pause()
        assert "Fenwick" not in text_of(app)
        assert "AF (P01)" in text_of(app)
        assert not form.dirty

    on_screen(desk, steps)


def test_a_team_leader_is_not_made_the_specialist_of_a_referral(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        assert desk.who is not None
        assert entries.referral_form(app).plan.start["specialist"] == str(desk.who.id)
        desk.who = next(member for member in desk.staff() if member.role == "team_leader")
        assert "specialist" not in entries.referral_form(app).plan.start

    on_screen(desk, steps)


def test_a_closing_offers_only_what_can_have_become_of_it(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        form = entries.appointment_closing_form(app, who, _appointment(desk, who))
        assert form.filled.specs["state"].choices == ("missed", "moved", "cancelled")

    on_screen(desk, steps)


def test_a_contact_is_never_called_a_review_which_has_a_form_of_its_own(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        who = person(desk, "P01")
        old = _contact(desk, who, kind="review")
        for record in (None, old):
            form = entries.contact_form(app, who, record_id=record)
            app.push_screen(form)
            await pilot.pause()
            control = form.body.fields["kind"].control
            assert isinstance(control, ChoiceControl)
            offered = [option.id for option in control.answers]
            assert "review" not in offered and "planning" in offered
            form.dismiss(None)
            await pilot.pause()

    on_screen(desk, steps)
