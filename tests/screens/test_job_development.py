"""Stage 4 on the page: the search so far, its keys, interviews and benefits talks that were planned, offers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import appointments
from ips_tui.casework.case import CaseView, case
from ips_tui.casework.session import Desk
from ips_tui.dates import short_date
from ips_tui.domain.stages import Stage
from ips_tui.forms.contacts import AppointmentEntry
from screens.entries.opening import EntryScreen
from screens.participant.screen import ParticipantScreen
from screens.participant.timeline import stage_of
from screens.widgets.chooser import Chooser
from screens.widgets.footer import Footer
from tests import in_work
from tests.screens.entry_desk import (
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

HARM = "[/note] 'x' [y]\x1b]52;c;aGk=\x07 \u202egpj " + "w" * 100


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


async def open_at(app: HouseApp, pilot: Pilot[None], who: UUID, stage: int = 4) -> ParticipantScreen:
    app.open_participant(str(who), stage)
    await pilot.pause()
    assert isinstance(app.screen, ParticipantScreen)
    return app.screen


def _view(desk: Desk, who: UUID) -> CaseView:
    return case(desk, who)


def _plan(desk: Desk, who: UUID, purpose: str, offset: int = -1) -> UUID:
    return appointments.make_appointment(desk, who, AppointmentEntry(purpose=purpose, on=in_work.day(offset)))


def _form(app: HouseApp) -> EntryScreen:
    assert isinstance(app.screen, EntryScreen), app.screen
    return app.screen


# What stands there


def test_the_search_so_far_stands_beside_what_may_be_said(desk: Desk) -> None:
    who = person(desk, "P02")
    in_work.agree(desk, who)
    for result in ("sent", "no_reply", "offer"):
        in_work.apply_for(desk, who, result, result=result)
    in_work.talk_benefits(desk, who, -8)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await open_at(app, pilot, who)

        def look() -> None:
            text = text_of(app)
            assert "Agreed words  Learns by doing." in text
            assert "Search        3 applications, 1 open, 1 offer" in text
            if app.size.height >= 32:
                assert "1 offer, benefits talk Wed 7 Oct" in text
            assert page._bodies[4].records.count >= 5
            # Records stay in sight however much stands above them.
            assert page._bodies[4].records.size.height >= 5

        await in_both_sizes(pilot, look)

    on_screen(desk, steps)


def test_one_of_each_is_said_in_the_singular_and_none_in_words(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await open_at(app, pilot, who)
        assert "Search        no application or interview yet" in text_of(app)
        in_work.apply_for(desk, who)
        app.screen.catch_up()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "Search        1 application, 1 open" in text_of(app)

    on_screen(desk, steps)


def test_an_accepted_job_that_has_not_begun_stands_there(desk: Desk) -> None:
    who = person(desk, "P02")
    in_work.accept_job(desk, who, start=5)
    in_work.accept_job(desk, who, "Begun long ago", start=-30)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await open_at(app, pilot, who)

        def look() -> None:
            text = text_of(app)
            assert "Accepted      Stock assistant, Harbour Outdoor, starts 20 Oct" in text
            assert "Begun long ago" not in "\n".join(line for line in text.split("\n") if "Accepted" in line)

        await in_both_sizes(pilot, look)

    on_screen(desk, steps)


def test_whatever_was_typed_is_shown_as_text(desk: Desk) -> None:
    who = hostile_person(desk)
    in_work.agree(desk, who, 0, agreed_words=HARM, never_words=HARM)
    in_work.apply_for(desk, who, HARM, made_on=TODAY, employer_name=HARM, note=HARM)
    in_work.accept_job(desk, who, HARM, start=5, employer_name=HARM, accepted_on=TODAY - timedelta(days=1))
    in_work.apply_for(desk, who, HARM, made_on=TODAY, employer_name=HARM, result="offer", offer=HARM, answer_by=TODAY)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        def page() -> None:
            text = text_of(app)
            assert "[/note] 'x' [y]" in text
            assert not {"\x1b", "\x07", "\u202e"} & set(text)

        def asked() -> None:
            assert "[/note]" in text_of(app) and not {"\x1b", "\x07", "\u202e"} & set(text_of(app))

        for stage in (4, 5):
            await open_at(app, pilot, who, stage)
            await in_both_sizes(pilot, page)
            await pilot.press("j")
            await pilot.pause()
            assert isinstance(app.screen, Chooser)
            await in_both_sizes(pilot, asked)
            await pilot.press("escape", "escape")
            await pilot.pause()

    on_screen(desk, steps)


def test_the_footer_names_the_keys_of_this_stage(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await open_at(app, pilot, person(desk, "P02"))
        pressed = [key.press for key in app.screen.query_one(Footer).keys]
        assert {"v", "y", "j", "n"} <= set(pressed)

    on_screen(desk, steps)


# The keys


@pytest.mark.parametrize(("key", "form"), [("y", "application"), ("b", "benefits_counselling"), ("j", "job")])
def test_a_key_opens_its_form_about_this_person(desk: Desk, key: str, form: str) -> None:
    who = person(desk, "P02")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await open_at(app, pilot, who)
        await pilot.press(key)
        await pilot.pause()
        assert (_form(app).plan.entry.form, _form(app).participant_id) == (form, str(who))
        assert "Rohan Pillai" in text_of(app)

    on_screen(desk, steps)


@pytest.mark.parametrize("action", ["interview", "search_activity", "accept_job", "close_case"])
def test_what_has_no_key_is_in_the_list_of_what_can_be_noted(desk: Desk, action: str) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await open_at(app, pilot, person(desk, "P02"))
        await pilot.press("n")
        await pilot.pause()
        chooser = app.screen
        assert isinstance(chooser, Chooser)
        ids = [item.id for item in chooser.choices.items]
        assert action in ids and "open_again" not in ids
        chooser.choices.move_to(ids.index(action))
        await pilot.press("enter")
        await pilot.pause()
        form = {"accept_job": "job", "close_case": "closure"}.get(action, action)
        assert _form(app).plan.entry.form == form

    on_screen(desk, steps)


def test_an_application_is_saved_and_corrected_when_more_is_heard(desk: Desk) -> None:
    who = person(desk, "P02")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await open_at(app, pilot, who, 2)
        await pilot.press("y")
        await pilot.pause()
        await fill(pilot, _form(app), name="Porter", route="network", employer=str(employer(desk, "Quayside Kitchen")))
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page and page.stage_shown == 4
        assert "Saved under 4 Job development." in text_of(app)
        assert page.item is not None and page.item.kind == "application"
        await pilot.press("enter")
        await pilot.pause()
        assert _form(app).plan.editing
        await fill(pilot, _form(app), result="offer")
        await pilot.press("f2")
        await pilot.pause()
        assert "1 application, 1 offer" in text_of(app)
        assert "Porter, Quayside Kitchen" in text_of(app)

    on_screen(desk, steps)


def test_an_accepted_offer_brings_what_its_application_said(desk: Desk) -> None:
    who = person(desk, "P02")
    firm = employer(desk, "Quayside Kitchen")
    offered: dict[str, Any] = {"offer": "16 hours, mornings", "answer_by": in_work.day(-1)}
    in_work.apply_for(desk, who, "Porter", result="offer", employer=firm, route="network", **offered)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await open_at(app, pilot, who)
        # The day to answer by has passed, which is loud.
        day = short_date(in_work.day(-1), TODAY)
        assert f"{app.words('shell.problem_sign')}{app.words('job_development.answer_was', day=day)}" in text_of(app)
        await pilot.press("j")
        await pilot.pause()
        assert "16 hours, mornings" in text_of(app)
        start = _form(app).plan.start
        said = {name: start[name] for name in ("name", "employer", "how_found", "accepted_on")}
        assert said == {
            "name": "Porter",
            "employer": str(firm),
            "how_found": "network",
            "accepted_on": TODAY.isoformat(),
        }
        await fill(pilot, _form(app), job_type="kitchen", start_on=in_work.day(6).isoformat())
        await pilot.press("f2")
        await pilot.pause()
        assert app.words("job_development.answer_was", day=day) not in text_of(app)
        assert "Next: i the support plan, b a benefits talk before the start." in text_of(app)
        (job,) = _view(desk, who).stages.current_jobs
        assert (job.name, job.employer, job.start_on) == ("Porter", "Quayside Kitchen", in_work.day(6))

    on_screen(desk, steps)


def test_a_job_accepted_under_no_agreement_is_kept_all_the_same(desk: Desk) -> None:
    """The gate is about contact with employers, never about the person's own job (G1)."""
    who = person(desk, "P06")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await open_at(app, pilot, who)
        await pilot.press("j")
        await pilot.pause()
        raw = {"name": "Porter", "job_type": "kitchen", "start_on": in_work.day(6).isoformat()}
        await fill(pilot, _form(app), **raw)
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantScreen)
        assert [job.name for job in _view(desk, who).stages.current_jobs] == ["Porter"]

    on_screen(desk, steps)


# What was planned


@pytest.mark.parametrize(
    ("purpose", "form", "raw"),
    [
        ("interview", "interview", {"feedback": "Friendly"}),
        ("benefits", "benefits_counselling", {"occasion": "question"}),
        ("hand_over", "contact", {"kind": "other", "mode": "face_to_face"}),
    ],
)
def test_what_was_planned_and_took_place_opens_its_own_form(
    desk: Desk, purpose: str, form: str, raw: dict[str, str]
) -> None:
    who = person(desk, "P02")
    planned = _plan(desk, who, purpose)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await open_at(app, pilot, who, 0)
        await pilot.press("0")
        await pilot.pause()
        assert page._bodies[0].records.move_to(str(planned))
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
        assert _form(app).plan.entry.form == form
        assert _form(app).plan.start["happened_on"] == in_work.day(-1).isoformat()
        await fill(pilot, _form(app), **raw)
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page
        items = _view(desk, who).timeline
        assert planned not in {item.id for item in items}
        assert items[0].kind == form or form in {item.kind for item in items}

    on_screen(desk, steps)


def test_interviews_and_benefits_talks_that_are_planned_stand_under_job_development(desk: Desk) -> None:
    who = person(desk, "P02")
    stages = {
        _plan(desk, who, "interview", 3): 4,
        _plan(desk, who, "benefits", 4): 4,
        _plan(desk, who, "hand_over", 5): 5,
    }
    view = _view(desk, who)
    assert {item.id: stage_of(item, view) for item in view.timeline if item.id in stages} == stages
    assert view.person.stage == Stage.ENGAGEMENT


@pytest.mark.parametrize("purpose", ["interview", "benefits"])
def test_a_draft_of_what_was_planned_goes_on_as_that(desk: Desk, purpose: str) -> None:
    who = person(desk, "P02")
    planned = _plan(desk, who, purpose)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        from ips_tui.casework.today import today
        from screens import entries

        forms: dict[str, Any] = {"interview": entries.interview_form, "benefits": entries.benefits_form}
        form = forms[purpose](app, who, appointment_id=planned)
        app.push_screen(form)
        await pilot.pause()
        await fill(pilot, form, **({"feedback": "Friendly"} if purpose == "interview" else {"occasion": "question"}))
        form.flush_draft()
        app.pop_screen()
        await pilot.pause()
        again = entries.continue_draft(app, today(desk).drafts[0])
        assert again is not None
        app.push_screen(again)
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert planned not in {item.id for item in _view(desk, who).timeline}

    on_screen(desk, steps)
