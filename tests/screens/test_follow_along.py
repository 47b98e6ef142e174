"""Stage 5 on the page: the current jobs, their keys and gates, contacts about a job, changes, milestones, endings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import appointments, in_work_gate, job_views, jobs, people, support
from ips_tui.casework.case import CaseView, case
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.stages import Stage
from ips_tui.domain.support import SIX_TOPICS
from ips_tui.forms.contacts import AppointmentEntry
from ips_tui.forms.jobs import JobEntry
from ips_tui.forms.people import ReferralEntry
from ips_tui.forms.typed import raw_rows
from screens import entries
from screens.entries.briefed import BriefedScreen
from screens.entries.opening import EntryScreen
from screens.participant.screen import ParticipantScreen
from screens.widgets.chooser import Chooser
from screens.widgets.confirm import Confirm
from screens.widgets.footer import Footer
from screens.widgets.form import questions
from tests import in_work
from tests.screens.entry_desk import (
    HOSTILE,
    SIZES,
    TODAY,
    HouseApp,
    desk_on,
    employer,
    fill,
    on_screen,
    person,
    text_of,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def newcomer(desk: Desk, name: str = "Bo Moe") -> UUID:
    """Somebody taken in two months ago with whom nothing has happened yet."""
    like = people.referral_entry(desk, person(desk, "P01"))
    told = {"name": name, "received_on": in_work.day(-60), "accepted_on": in_work.day(-60)}
    return people.receive_referral(desk, ReferralEntry(**{**dict(like), **told}))


async def _open(app: HouseApp, pilot: Pilot[None], who: UUID, stage: int = 5) -> ParticipantScreen:
    app.open_participant(str(who), stage)
    await pilot.pause()
    assert isinstance(app.screen, ParticipantScreen)
    return app.screen


def _view(desk: Desk, who: UUID) -> CaseView:
    return case(desk, who)


def _form(app: HouseApp) -> EntryScreen:
    assert isinstance(app.screen, EntryScreen), app.screen
    return app.screen


def _facts(app: HouseApp) -> list[str]:
    form = _form(app)
    assert isinstance(form, BriefedScreen)
    return [fact.text for fact in form.facts]


async def _choose(app: HouseApp, pilot: Pilot[None], answer: str) -> None:
    chooser = app.screen
    assert isinstance(chooser, Chooser), chooser
    ids = [item.id for item in chooser.choices.items]
    assert answer in ids, ids
    chooser.choices.move_to(ids.index(answer))
    await pilot.press("enter")
    await pilot.pause()


async def _about_job(app: HouseApp, pilot: Pilot[None], answer: str) -> None:
    """J, and what there is to note."""
    await pilot.press("j")
    await pilot.pause()
    await _choose(app, pilot, answer)


async def _save(pilot: Pilot[None], form: EntryScreen, **raw: str) -> None:
    await fill(pilot, form, **raw)
    await pilot.press("f2")
    await pilot.pause()


# What stands there


@pytest.mark.parametrize("size", SIZES)
def test_a_current_job_says_where_since_when_and_what_comes_next(desk: Desk, size: tuple[int, int]) -> None:
    who = newcomer(desk)
    job = in_work.works(desk, who, start=-10)
    in_work.follow(desk, job, -2, next_on=in_work.day(5))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        text = text_of(app)
        assert "Stock assistant, Harbour Outdoor   since 5 Oct, 12 h a week, 12.60 GBP an hour" in text
        assert "Next contact 20 Oct; support plan agreed; employer: no; satisfied 7 of 10" in text
        records = page._bodies[5].records
        # Five records stay in sight under their header, where there are so many.
        assert records.size.height > min(records.count, 5)
        if size[1] >= 32:
            assert "Early signs   Goes quiet at lunch" in text
            assert "What then     Ring before the next shift" in text
            assert "Support with  travel to work: First ride together" in text
            # A topic that nobody needs support with is no support.
            assert "Support with  travel to work: First ride together; stress" not in text

    on_screen(desk, steps, size)


def test_a_start_that_is_not_confirmed_and_a_plan_that_is_not_agreed_say_so(desk: Desk) -> None:
    who = newcomer(desk)
    job = in_work.accept_job(desk, who, start=-2)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        assert "since 13 Oct, start not confirmed yet" in text_of(app)
        assert "no support plan yet" in text_of(app)
        in_work.plan_support(desk, job, agreed=None)
        app.screen.catch_up()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "support plan not agreed yet" in text_of(app)

    on_screen(desk, steps)


def test_without_a_job_it_says_so_and_what_to_do(desk: Desk) -> None:
    who = newcomer(desk)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        assert "No job now. j notes one that was accepted." in text_of(app)
        for key in "fi":
            await pilot.press(key)
            await pilot.pause()
            assert app.screen is page
            assert "There is no job now. j notes one that was accepted." in text_of(app)

    on_screen(desk, steps)


def test_the_last_job_is_remembered(desk: Desk) -> None:
    who = newcomer(desk)
    in_work.end(desk, in_work.works(desk, who), -3)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        assert "Last job: Stock assistant, Harbour Outdoor, until 12 Oct" in text_of(app)

    on_screen(desk, steps)


def test_a_job_held_at_referral_stands_there_and_has_no_start(desk: Desk) -> None:
    who = newcomer(desk)
    entry = JobEntry(name="Fitter", job_type="machinery_vehicles", held_at_referral=True, hours=30)
    jobs.record_job(desk, who, entry)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        assert "Fitter   had at referral, 30 h a week" in text_of(app)
        await pilot.press("j")
        await pilot.pause()
        chooser = app.screen
        assert isinstance(chooser, Chooser)
        assert [item.id for item in chooser.choices.items] == ["terms", "absence", "ending", "job", "another"]

    on_screen(desk, steps)


def test_the_footer_names_the_keys_of_this_stage(desk: Desk) -> None:
    who = person(desk, "P06")
    in_work.works(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        assert {"f", "j", "i", "n"} <= {key.press for key in app.screen.query_one(Footer).keys}

    on_screen(desk, steps)


# A contact about a job (F15; G5)


def test_a_contact_about_the_job_is_one_entry(desk: Desk) -> None:
    who = newcomer(desk)
    job = in_work.works(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        before = len(_view(desk, who).timeline)
        await pilot.press("f")
        await pilot.pause()
        assert _form(app).plan.entry.form == "follow_along_contact"
        assert _facts(app)[0] == "Stock assistant, Harbour Outdoor"
        raw = {"mode": "telephone", "topics": "travel\nstress", "satisfaction": "8", "summary": "The bus works"}
        await _save(pilot, _form(app), **raw, next_on=in_work.day(7).isoformat())
        assert app.screen is page
        view = _view(desk, who)
        assert len(view.timeline) == before + 1
        assert page.item is not None and page.item.kind == "follow_along_contact"
        assert view.stages.satisfaction == (TODAY, 8)
        assert dict(view.stages.rungs) == {job: in_work.day(7)}
        await pilot.press("enter")
        await pilot.pause()
        assert _form(app).plan.editing and _form(app).plan.start["satisfaction"] == "8"
        await _save(pilot, _form(app), satisfaction="6")
        assert _view(desk, who).stages.satisfaction == (TODAY, 6)

    on_screen(desk, steps)


def test_f3_asks_about_the_job_too_and_before_a_start_it_does_not(desk: Desk) -> None:
    who, soon = newcomer(desk), newcomer(desk, "Cy Young")
    in_work.works(desk, who)
    in_work.accept_job(desk, soon, start=4)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        for one, in_a_job in ((who, True), (soon, False)):
            app.screen.participant_id = str(one)  # type: ignore[attr-defined]
            await pilot.press("f3", "enter")
            await pilot.pause()
            assert _form(app).participant_id == str(one)
            assert ("topics" in _form(app).filled.specs) == in_a_job
            await pilot.press("escape")
            await pilot.pause()

    on_screen(desk, steps)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("said", "warned"),
    [
        (None, "There is no agreement with this person yet"),
        ({"in_work_contact": "no"}, "does not want us to contact their employer once they are in work"),
        ({"valid_until": in_work.day(-1)}, "that time was over"),
    ],
)
def test_what_the_employer_says_is_refused_at_its_field_and_said_before(
    desk: Desk, size: tuple[int, int], said: dict[str, Any] | None, warned: str
) -> None:
    who = newcomer(desk)
    in_work.works(desk, who)
    if said is not None:
        in_work.agree(desk, who, **said)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await pilot.press("f")
        await pilot.pause()
        assert "! Leave out what the employer says:" in text_of(app)
        assert any(warned in fact for fact in _facts(app))
        before = len(_view(desk, who).timeline)
        raw = {"mode": "telephone", "topics": "travel"}
        await _save(pilot, _form(app), **raw, employer_feedback="Is glad to have her", summary="Kept")
        form = _form(app)
        assert set(form.body.problems) == {"employer_feedback"}
        assert warned in form.body.problems["employer_feedback"]
        assert form.filled.raw["summary"] == "Kept" and len(_view(desk, who).timeline) == before
        await _save(pilot, form, employer_feedback="")
        assert len(_view(desk, who).timeline) == before + 1

    on_screen(desk, steps, size)


@pytest.mark.parametrize(
    ("in_work_contact", "sentence"),
    [("yes", "You may talk with the employer."), ("with_me", "only together with the person")],
)
def test_under_an_agreement_it_says_what_may_be_said(desk: Desk, in_work_contact: str, sentence: str) -> None:
    who = newcomer(desk)
    job = in_work.works(desk, who)
    in_work.agree(desk, who, in_work_contact=in_work_contact)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await pilot.press("f")
        await pilot.pause()
        assert any(sentence in fact for fact in _facts(app))
        assert "Agreed words: Learns by doing." in text_of(app)
        raw = {"mode": "face_to_face", "topics": "performance", "employer_feedback": "Is glad to have her"}
        await _save(pilot, _form(app), **raw)
        (item,) = [item for item in _view(desk, who).timeline if item.kind == "follow_along_contact"]
        assert support.follow_along_entry(desk, item.id).employer_feedback == "Is glad to have her"
        assert in_work_gate.employer_gate(desk, job, TODAY).allowed

    on_screen(desk, steps)


def test_a_planned_contact_with_somebody_in_work_was_one_about_the_job(desk: Desk) -> None:
    who = person(desk, "P02")
    in_work.works(desk, who)
    planned = next(item.id for item in _view(desk, who).timeline if not item.closed)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
        assert _form(app).plan.entry.form == "follow_along_contact"
        await fill(pilot, _form(app), mode="telephone", topics="travel")
        _form(app).flush_draft()
        # The draft waits under the appointment, and goes on as what became of it.
        (line,) = today(desk).drafts
        again = entries.continue_draft(app, line)
        assert again is not None and again.plan.entry.form == "follow_along_contact"
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page
        assert planned not in {item.id for item in _view(desk, who).timeline}

    on_screen(desk, steps)


# Which job


@pytest.mark.parametrize(
    ("key", "form"), [("f", "follow_along_contact"), ("i", "in_work_support_plan"), ("b", "benefits_counselling")]
)
@pytest.mark.parametrize("size", SIZES)
def test_of_several_jobs_one_is_chosen_by_name_and_employer(
    desk: Desk, key: str, form: str, size: tuple[int, int]
) -> None:
    who = newcomer(desk)
    first = in_work.accept_job(desk, who, "Porter", start=-20)
    in_work.accept_job(desk, who, "Cleaner", start=-3, employer_name="Dale Surgery")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press(key)
        await pilot.pause()
        chooser = app.screen
        assert isinstance(chooser, Chooser)
        assert [item.label for item in chooser.choices.items] == ["Cleaner, Dale Surgery", "Porter, Harbour Outdoor"]
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is page
        await pilot.press(key)
        await pilot.pause()
        await _choose(app, pilot, str(first))
        assert _form(app).plan.entry.form == form
        about = _form(app).plan.start.get("job") or _facts(app)[0]
        assert about in (str(first), "Porter, Harbour Outdoor")

    on_screen(desk, steps, size)


# The start (G11, G12)


@pytest.mark.parametrize("size", SIZES)
def test_a_start_with_both_gates_open_says_what_is_missing_and_asks_why(desk: Desk, size: tuple[int, int]) -> None:
    who = newcomer(desk)
    job = in_work.accept_job(desk, who, start=-2)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await _about_job(app, pilot, "start")
        text = " ".join(text_of(app).split())
        assert "! No support plan is agreed yet: Esc, i makes one; or say why below." in text
        assert "! No benefits talk before this start yet: Esc, b notes one; or say why below." in text
        await _save(pilot, _form(app), started="yes")
        assert set(_form(app).body.problems) == {"without_plan_why"}
        assert "No support plan: why" in text_of(app)
        await _save(pilot, _form(app), without_plan_why="She starts tomorrow; plan on Monday")
        assert set(_form(app).body.problems) == {"without_benefits_why"}
        assert _view(desk, who).stages.jobs[0].confirmed_on is None
        await _save(pilot, _form(app), without_benefits_why="Adviser is away", four_hours_on=TODAY.isoformat())
        assert app.screen is page
        view = job_views.job_view(desk, job)
        assert (view.confirmed_on, view.start_on) == (TODAY, in_work.day(-2))
        assert "g makes stage 5 the main stage." in text_of(app)
        if size[1] >= 32:
            assert "No plan: why  She starts tomorrow; plan on Monday" in text_of(app)
            assert "No talk: why  Adviser is away" in text_of(app)

    on_screen(desk, steps, size)


@pytest.mark.parametrize(
    ("plan", "talk", "asked"),
    [(True, True, set()), (True, False, {"without_benefits_why"}), (False, True, {"without_plan_why"})],
)
def test_only_the_reason_that_is_needed_is_asked(desk: Desk, plan: bool, talk: bool, asked: set[str]) -> None:
    who = newcomer(desk)
    job = in_work.accept_job(desk, who, start=-2)
    if plan:
        in_work.plan_support(desk, job)
    if talk:
        in_work.talk_benefits(desk, who, -3)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await _about_job(app, pilot, "start")
        form = _form(app)
        await fill(pilot, form, started="yes", four_hours_on=TODAY.isoformat())
        whys = {"without_plan_why", "without_benefits_why"}
        assert {name for name in whys if form.filled.drawn(name)} == asked
        if not asked:
            assert "The support plan is agreed, and benefits were talked through." in text_of(app)
        await pilot.press("f2")
        await pilot.pause()
        if asked:
            assert set(form.body.problems) == asked
        else:
            assert job_views.job_view(desk, job).confirmed_on == TODAY

    on_screen(desk, steps)


def test_a_reason_comes_up_when_the_day_typed_makes_it_needed(desk: Desk) -> None:
    """The talk came after the day that turns out to be the first one."""
    who = newcomer(desk)
    job = in_work.accept_job(desk, who, start=0, accepted_on=in_work.day(-5))
    in_work.plan_support(desk, job)
    in_work.talk_benefits(desk, who, -1)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await _about_job(app, pilot, "start")
        form = _form(app)
        await _save(pilot, form, started="yes", start_on=in_work.day(-3).isoformat())
        assert set(form.body.problems) == {"without_benefits_why"}
        assert "No benefits talk: why" in text_of(app)
        await _save(pilot, form, without_benefits_why="Began earlier than agreed")
        assert isinstance(app.screen, ParticipantScreen)
        assert job_views.job_view(desk, job).without_benefits_why == "Began earlier than agreed"

    on_screen(desk, steps)


def test_a_job_that_fell_through_leaves_the_current_ones_and_can_be_put_right(desk: Desk) -> None:
    who = newcomer(desk)
    job = in_work.accept_job(desk, who, start=-2)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await _about_job(app, pilot, "start")
        await _save(pilot, _form(app), started="no", fell_through_on=TODAY.isoformat())
        assert "The search goes on; j notes the next job." in text_of(app)
        assert _view(desk, who).stages.current_jobs == ()
        assert page._bodies[5].records.move_to(str(job))
        await _about_job(app, pilot, "start")
        assert _form(app).plan.editing and _form(app).plan.start["started"] == "no"
        whys = {"without_plan_why": "later", "without_benefits_why": "later"}
        await _save(pilot, _form(app), started="yes", start_on=in_work.day(-2).isoformat(), **whys)
        # The day it fell through no longer holds, which is asked about.
        assert isinstance(app.screen, Confirm)
        app.screen.answers.move_to([one.id for one in app.screen.answers.answers].index(questions.WITHOUT))
        await pilot.press("enter")
        await pilot.pause()
        assert [one.id for one in _view(desk, who).stages.current_jobs] == [job]

    on_screen(desk, steps)


# The support plan


def test_a_first_plan_asks_about_the_six_topics_and_is_agreed_later(desk: Desk) -> None:
    who = newcomer(desk)
    in_work.accept_job(desk, who, start=3)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await pilot.press("i")
        await pilot.pause()
        rows = raw_rows(_form(app).plan.start["needs"])
        assert [row["topic"] for row in rows] == [topic.value for topic in SIX_TOPICS]
        assert not _form(app).dirty
        for topic in ("travel to work", "social demands", "managing time"):
            assert topic in text_of(app)
        await _save(pilot, _form(app), rhythm="weekly", early_signs="Quiet")
        assert app.screen is page
        ((_, plan),) = _view(desk, who).stages.support
        assert (plan.agreed_on, plan.early_signs, len(plan.needs)) == (None, "Quiet", 6)
        # A draft is gone on with: there is nothing to choose.
        await pilot.press("i")
        await pilot.pause()
        assert _form(app).plan.editing
        await _save(pilot, _form(app), agreed_on=TODAY.isoformat())
        ((_, agreed),) = _view(desk, who).stages.support
        assert (agreed.id, agreed.agreed_on) == (plan.id, TODAY)
        assert "support plan agreed" in text_of(app)

    on_screen(desk, steps)


@pytest.mark.parametrize(("answer", "versions"), [("next_version", 2), ("change", 1)])
def test_an_agreed_plan_is_followed_by_its_next_version_or_corrected(desk: Desk, answer: str, versions: int) -> None:
    who = newcomer(desk)
    job = in_work.works(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await pilot.press("i")
        await pilot.pause()
        question = app.screen
        assert isinstance(question, Confirm) and question.answers.chosen.id == "leave"
        question.answers.move_to([one.id for one in question.answers.answers].index(answer))
        await pilot.press("enter")
        await pilot.pause()
        form = _form(app)
        assert form.plan.editing is (answer == "change")
        assert form.plan.start["early_signs"] == "Goes quiet at lunch"
        assert ("agreed_on" in form.plan.start) is (answer == "change")
        await _save(pilot, form, early_signs="Comes late")
        kept = [item for item in _view(desk, who).timeline if item.kind == "in_work_support_plan"]
        assert len(kept) == versions
        ((_, newest),) = _view(desk, who).stages.support
        assert (newest.early_signs, len(newest.needs)) == ("Comes late", 2)
        if versions == 2:
            earlier = next(item.id for item in kept if item.id != newest.id)
            assert len(support.support_plan_entry(desk, earlier).needs) == 2
            assert job_views.job_view(desk, job).plan_agreed
            assert "a new support plan is not agreed yet" in text_of(app)

    on_screen(desk, steps)


# Changes, days away, milestones


def test_a_change_of_hours_asks_for_benefits_and_b_brings_job_and_occasion(desk: Desk) -> None:
    who = newcomer(desk)
    job = in_work.works(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await _about_job(app, pilot, "terms")
        assert "Until now: 12 h a week, 12.60 GBP an hour" in text_of(app)
        await _save(pilot, _form(app), hours="20")
        assert "b notes the benefits talk that belongs to a change." in text_of(app)
        assert [line.kind for line in _view(desk, who).due if line.kind == "benefits_review"]
        assert "20 h a week" in text_of(app)
        await pilot.press("b")
        await pilot.pause()
        start = _form(app).plan.start
        assert (start["job"], start["occasion"]) == (str(job), "change_of_hours")
        await _save(pilot, _form(app))
        assert not [line.kind for line in _view(desk, who).due if line.kind == "benefits_review"]

    on_screen(desk, steps)


def test_before_a_start_b_brings_that_occasion(desk: Desk) -> None:
    who = newcomer(desk)
    job = in_work.accept_job(desk, who, start=4)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await pilot.press("b")
        await pilot.pause()
        start = _form(app).plan.start
        assert (start["job"], start["occasion"]) == (str(job), "before_start")

    on_screen(desk, steps)


def test_days_away_are_noted(desk: Desk) -> None:
    who = newcomer(desk)
    in_work.works(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await _about_job(app, pilot, "absence")
        await _save(pilot, _form(app), reason="sick")
        assert app.screen is page and page.item is not None and page.item.kind == "absence"

    on_screen(desk, steps)


def test_a_job_ahead_can_neither_end_nor_have_days_away(desk: Desk) -> None:
    who = newcomer(desk)
    in_work.accept_job(desk, who, start=4)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await pilot.press("j")
        await pilot.pause()
        chooser = app.screen
        assert isinstance(chooser, Chooser)
        assert [item.id for item in chooser.choices.items] == ["start", "terms", "job", "another"]

    on_screen(desk, steps)


@pytest.mark.parametrize("size", SIZES)
def test_a_milestone_is_confirmed_without_a_form(desk: Desk, size: tuple[int, int]) -> None:
    who = newcomer(desk)
    in_work.works(desk, who, start=-43)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        assert "Milestone" in text_of(app)
        await _about_job(app, pilot, "lasts_6")
        assert app.screen is page
        assert "Confirmed: Stock assistant, Harbour Outdoor lasts after 6 weeks." in text_of(app)
        assert not [line for line in _view(desk, who).due if line.kind == "milestone"]
        await pilot.press("j")
        await pilot.pause()
        chooser = app.screen
        assert isinstance(chooser, Chooser)
        assert not [item.id for item in chooser.choices.items if item.id.startswith("lasts")]

    on_screen(desk, steps, size)


# Endings


@pytest.mark.parametrize(
    ("new_search", "stage", "said"),
    [
        ("now", Stage.FOLLOW_ALONG, "g makes stage 4 the main one for the new search; b: benefits talk."),
        ("now", Stage.JOB_DEVELOPMENT, "b notes the talk about what it means for benefits."),
        ("no", Stage.FOLLOW_ALONG, "b notes the talk about what it means for benefits."),
    ],
)
def test_an_ending_says_what_comes_next(desk: Desk, new_search: str, stage: Stage, said: str) -> None:
    who = newcomer(desk)
    in_work.works(desk, who)
    people.enter_stage(desk, who, stage, TODAY)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _open(app, pilot, who)
        await _about_job(app, pilot, "ending")
        assert "! Do not ask the employer:" in text_of(app)
        raw = {"last_day_on": in_work.day(-1).isoformat(), "how": "dismissed", "reasons": "attendance\ntransport"}
        await _save(pilot, _form(app), **raw, persons_view="The bus never came", new_search=new_search)
        assert app.screen is page
        assert said in text_of(app)
        assert page.item is not None and page.item.kind == "job_ending"
        assert _view(desk, who).stages.current_jobs == ()
        # What was due because of the job is gone with it.
        assert not {"follow_along_contact", "milestone", "job_start"} & {line.kind for line in _view(desk, who).due}

    on_screen(desk, steps)


def test_a_job_ends_once(desk: Desk) -> None:
    who = newcomer(desk)
    job = in_work.works(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        form = entries.job_ending_form(app, who, job_id=job)
        app.push_screen(form)
        await pilot.pause()
        in_work.end(desk, job)
        raw = {"last_day_on": in_work.day(-1).isoformat(), "how": "mutual", "new_search": "no"}
        await _save(pilot, form, **raw)
        assert app.screen is form
        assert "has been recorded already" in text_of(app)

    on_screen(desk, steps)


# Where due lines lead


@pytest.mark.parametrize(
    ("kind", "key", "form"),
    [
        ("in_work_plan", "i", "in_work_support_plan"),
        ("pre_start_meeting", "c", "contact"),
        ("follow_along_contact", "f", "follow_along_contact"),
        ("benefits_review", "b", "benefits_counselling"),
        ("milestone", "f", "follow_along_contact"),
    ],
)
def test_the_key_beside_a_due_line_does_it(desk: Desk, kind: str, key: str, form: str) -> None:
    who = newcomer(desk)
    if kind in ("in_work_plan", "pre_start_meeting"):
        in_work.accept_job(desk, who, start=2)
    else:
        job = in_work.works(desk, who, start=-43)
        if kind == "benefits_review":
            in_work.change_terms(desk, job)
        if kind == "follow_along_contact":
            in_work.follow(desk, job, -2, next_on=TODAY)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        assert kind in [line.kind for line in _view(desk, who).due]
        lines = [line for line in text_of(app).split("\n") if app.words(f"kind.{kind}") in line]
        if lines:
            assert lines[0].lstrip(" !").startswith(key)
        await pilot.press(key)
        await pilot.pause()
        assert _form(app).plan.entry.form == form

    on_screen(desk, steps)


@pytest.mark.parametrize("size", SIZES)
def test_the_employer_who_is_to_be_checked_in_with_stands_in_the_form(desk: Desk, size: tuple[int, int]) -> None:
    who, firm = newcomer(desk), employer(desk, "Harbour Outdoor")
    # Of many at once; what a person typed is shown as text only.
    job = in_work.accept_job(desk, who, HOSTILE, start=-40, employer=firm, employer_name=None)
    in_work.agree(desk, who)
    in_work.plan_support(desk, job, employer_rhythm="weekly")
    in_work.talk_benefits(desk, who)
    in_work.begin(desk, job)
    people.enter_stage(desk, who, Stage.FOLLOW_ALONG, in_work.day(-2))
    in_work.follow(desk, job, -1)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        text = text_of(app)
        (line,) = [line for line in text.split("\n") if app.words("kind.employer_check_in") in line]
        assert line.lstrip(" !").startswith("v")
        assert "employer: yes" in text
        if size[1] >= 32:
            assert "weekly; " in text
        await pilot.press("v")
        await pilot.pause()
        start = _form(app).plan.start
        told = {name: start[name] for name in ("participant", "employer", "purpose")}
        assert told == {"participant": str(who), "employer": str(firm), "purpose": "in_work_support"}

    on_screen(desk, steps, size)


@pytest.mark.parametrize("size", SIZES)
def test_a_contact_has_the_topics_of_the_plan_and_asks_at_a_set_point_whether_support_is_wanted(
    desk: Desk, size: tuple[int, int]
) -> None:
    who = newcomer(desk)
    job = in_work.works(desk, who, start=-95)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await pilot.press("f")
        await pilot.pause()
        form = _form(app)
        assert "In the support plan: travel to work: First ride together" in _facts(app)
        asked = "13 weeks in this job: ask whether support is still wanted. A no closes nothing."
        assert asked in _facts(app)
        assert form.body.advice == {"support_still_wanted": "13 weeks: time to ask. Left empty, it was not asked."}
        # Nothing waits for it.
        await _save(pilot, form, mode="telephone", topics="travel")
        assert isinstance(app.screen, ParticipantScreen)
        assert support.still_wanted(desk, job).asks(TODAY) == 13

    on_screen(desk, steps, size)


def test_the_start_that_is_due_is_confirmed_with_the_key_beside_it(desk: Desk) -> None:
    who = newcomer(desk)
    in_work.accept_job(desk, who, start=0)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        (line,) = [line for line in text_of(app).split("\n") if app.words("kind.job_start") in line and "today" in line]
        assert line.strip().startswith("j")
        await pilot.press("j")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert _form(app).plan.entry.form == "job_start"

    on_screen(desk, steps)


def test_an_appointment_of_nobody_in_work_stays_a_contact(desk: Desk) -> None:
    who = newcomer(desk)
    appointments.make_appointment(desk, who, AppointmentEntry(purpose="contact", on=in_work.day(-1)))
    in_work.accept_job(desk, who, start=3)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _open(app, pilot, who)
        await pilot.press("x")
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
        assert _form(app).plan.entry.form == "contact"

    on_screen(desk, steps)
