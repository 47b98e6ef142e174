"""The vocational profile in depth on screen: versions side by side, jobs, barriers and their steps, own questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import jobs, profile
from ips_tui.casework import steps as steps_of_plan
from ips_tui.casework.case import CaseView, case
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.content.questions import PROFILE, load_questions
from ips_tui.domain.profile import BarrierState
from ips_tui.domain.questions import Question, QuestionSet, Section
from ips_tui.forms.jobs import JobEndingEntry, JobEntry
from ips_tui.forms.profile import VocationalProfileEntry, section_entry
from ips_tui.own_questions import OwnQuestions
from screens import entries
from screens.action_plan.plan_screen import PlanScreen
from screens.entries.briefed import BriefedScreen
from screens.entries.opening import EntryScreen
from screens.participant.screen import ParticipantScreen
from screens.vocational_profile.barriers_screen import BarriersScreen
from screens.vocational_profile.compare_screen import CompareScreen
from screens.vocational_profile.earlier_screen import EarlierScreen
from screens.vocational_profile.interview import InterviewScreen
from screens.widgets.chooser import Chooser
from screens.widgets.confirm import Confirm
from tests import planned
from tests.screens.entry_desk import (
    HOSTILE,
    SIZES,
    TODAY,
    HouseApp,
    desk_on,
    fill,
    in_both_sizes,
    on_screen,
    person,
    text_of,
)

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _view(desk: Desk, who: UUID) -> CaseView:
    return case(desk, who)


def _save(desk: Desk, who: UUID, section: str, **said: Any) -> None:
    profile.save_section(desk, who, section_entry(desk.questions.section(section))(**said))


def _version(desk: Desk, who: UUID, offset: int = 0, **said: Any) -> UUID:
    return profile.begin_version(desk, who, VocationalProfileEntry(begun_on=planned.day(desk, offset), **said))


def _job(desk: Desk, who: UUID, start: int) -> UUID:
    days = {"accepted_on": planned.day(desk, start - 2), "start_on": planned.day(desk, start)}
    return jobs.record_job(desk, who, JobEntry(name="bakery assistant", job_type="kitchen", **days))


def _ended(desk: Desk, work: UUID, last: int, **said: Any) -> None:
    on = planned.day(desk, last)
    jobs.record_ending(desk, work, JobEndingEntry(last_day_on=on, learnt_on=on, how="mutual", new_search="now", **said))


async def _page(app: HouseApp, pilot: Pilot[None], who: UUID, *keys: str) -> ParticipantScreen:
    app.open_participant(str(who))
    await pilot.pause()
    page = app.screen
    assert isinstance(page, ParticipantScreen)
    await _press(pilot, *keys)
    return page


async def _press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def _line(app: HouseApp, words: str) -> str:
    return " ".join(next(line for line in text_of(app).split("\n") if words in line).split())


# Two versions side by side


def _two_versions(desk: Desk, who: UUID, text: str = "a bakery near the river") -> None:
    _version(desk, who, -50, occasion="first_talk")
    _save(desk, who, "work_goal", dream_job="a garden of my own", importance=8, why_work_state="prefers_not_to_say")
    _save(desk, who, "barriers", barriers=({"kind": "transport", "what": text},))
    _version(desk, who, -40, occasion="new_information", why=text)
    _save(desk, who, "work_goal", dream_job=text, importance=8, why_work="to meet people")
    _save(desk, who, "preferences", tasks="early " * 120)


@pytest.mark.parametrize("size", SIZES)
def test_what_differs_stands_side_by_side_and_long_texts_over_each_other(desk: Desk, size: tuple[int, int]) -> None:
    who = person(desk, "P02")
    _two_versions(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "2", "q", "v")
        assert isinstance(app.screen, CompareScreen)
        text = text_of(app)
        assert "Version 1, begun" in text and "Version 2, begun" in text
        assert "First talk" in text and "Something new" in text
        assert _line(app, "a garden of my own") == "a garden of my own │ a bakery near the river"
        assert _line(app, "prefers not to say") == "prefers not to say │ to meet people"
        assert "Differs: 3. The same in both: 2." in text
        scroll = app.screen.query_one("VerticalScroll")
        assert scroll.max_scroll_x == 0
        await _press(pilot, "end")
        long = text_of(app)
        # In half of the window that would be too many lines.
        assert "early early" in long and "│ early" not in long
        assert _line(app, "before").split()[0] == "before" and _line(app, "after").split()[0] == "after"
        before = scroll.scroll_y
        await _press(pilot, "home")
        if size[1] == 24:
            assert before > 0 == scroll.scroll_y
            await _press(pilot, "down", "pagedown")
            assert scroll.scroll_y > 1

    on_screen(desk, steps, size)


def test_other_versions_are_chosen_with_a_key(desk: Desk) -> None:
    who = person(desk, "P02")
    for number in range(3):
        if number:
            _version(desk, who, why=f"reason {number}")
        _save(desk, who, "work_goal", dream_job=f"dream {number}")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "2", "q", "v")
        assert _line(app, "dream 2") == "dream 1 │ dream 2"
        await _press(pilot, "b")
        assert isinstance(app.screen, Chooser)
        assert [item.label.split(".")[-1].strip() for item in app.screen.choices.items] == ["Reason 1", "First talk"]
        await _press(pilot, "end", "enter")
        assert _line(app, "dream 2") == "dream 0 │ dream 2"
        await _press(pilot, "a", "end", "enter")
        assert _line(app, "dream 1") == "dream 0 │ dream 1"

    on_screen(desk, steps)


def test_with_one_version_or_none_it_says_so(desk: Desk) -> None:
    who = person(desk, "P02")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "2", "q", "v")
        assert "There is one version so far." in text_of(app)
        await _press(pilot, "b")
        assert isinstance(app.screen, CompareScreen)
        await _press(pilot, "escape", "escape")
        # From the page's list it is offered once there are two.
        await _press(pilot, "n")
        assert "side by side" not in text_of(app)

    on_screen(desk, steps)


def test_hostile_text_is_text_in_every_screen_here(desk: Desk) -> None:
    who = person(desk, "P02")
    _two_versions(desk, who, HOSTILE)
    planned.plan(desk, who)
    _save(desk, who, "sources", sources=({"kind": "family", "who": HOSTILE[:190]},))
    questions = (Question("dream_job", HOSTILE[:250], HOSTILE[:90], "rating"), Question("rowing", "Row?", "", "text"))
    work = _job(desk, who, -30)
    _ended(desk, work, -1, learnt=HOSTILE, differently=HOSTILE)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        def look() -> None:
            assert not CONTROL.search(text_of(app)) and "[/oops] O'Brien" in text_of(app)

        app.open_participant(str(who))
        await pilot.pause()
        for keys in (("2", "z"), ("escape", "q", "v")):
            await _press(pilot, *keys)
            await in_both_sizes(pilot, look)
        await _press(pilot, "escape", "escape")
        app.push_screen(entries.version_form(app, who))
        await in_both_sizes(pilot, look)
        await _press(pilot, "escape")
        desk.own_questions = OwnQuestions(
            {PROFILE: QuestionSet(PROFILE, 1, (Section("own", "[/oops] O'Brien", HOSTILE[:99], questions),))}
        )
        desk._question_sets.clear()
        app.push_screen(InterviewScreen(str(who)))
        await in_both_sizes(pilot, look)
        app.push_screen(entries.section_form(app, who, "own"))
        await in_both_sizes(pilot, look)
        await _press(pilot, "escape")
        app.push_screen(EarlierScreen(str(who)))
        await in_both_sizes(pilot, look)
        app.push_screen(CompareScreen(str(who)))
        await in_both_sizes(pilot, look)

    on_screen(desk, steps)


# Answers to questions that are not asked any more


def test_earlier_questions_stand_last_and_are_only_read(desk: Desk) -> None:
    who = person(desk, "P02")
    _save(desk, who, "work_goal", dream_job="a lighthouse", why_work_state="not_asked")
    own = Section("own", "Our own", "Short.", (Question("rowing", "Can you row?", "", "yes_no"),))
    desk.own_questions = OwnQuestions({PROFILE: QuestionSet(PROFILE, 1, (own,))})
    desk._question_sets.clear()

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "2", "q")
        assert "Our own" in text_of(app)
        await _press(pilot, "end", "enter")
        assert isinstance(app.screen, EarlierScreen)
        text = text_of(app)
        assert "If you could do any work" in text and "a lighthouse" in text and "not asked" in text
        await _press(pilot, "escape")
        assert isinstance(app.screen, InterviewScreen)

    on_screen(desk, steps)


def test_what_is_wrong_in_the_teams_files_is_said_at_the_front_door(desk: Desk) -> None:
    import asyncio

    async def run() -> None:
        problems = [f"file{n}.toml, line 3: [/oops] is missing." for n in range(5)]
        app = HouseApp(desk, question_problems=problems)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            app.painted()
            await pilot.pause()
            text = text_of(app)
            assert app.words("questions.problems") in text
            assert "file0.toml, line 3: [/oops] is missing." in text and "file3" not in text
            assert "2 more" in text

    asyncio.run(run())


# Jobs


def test_a_job_ending_asks_for_a_version_and_its_lessons_stand_above(desk: Desk) -> None:
    who = person(desk, "P02")
    _version(desk, who, -40)
    work = _job(desk, who, -30)
    _ended(desk, work, -3, learnt="mornings suit her", differently="a shop with a back room")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "2")
        text = text_of(app)
        assert "○ Since the job" in text and "bakery assistant ended" in text
        await _press(pilot, "q")
        assert "! n begins a new version: bakery assistant ended" in text_of(app)
        await _press(pilot, "n")
        assert isinstance(app.screen, BriefedScreen) and app.screen.plan.entry is VocationalProfileEntry
        await _press(pilot, "escape")
        await _press(pilot, "escape")
        page.action_profile_version()
        await pilot.pause()
        form = app.screen
        assert isinstance(form, BriefedScreen)
        assert (form.filled.raw["occasion"], form.filled.raw["job"]) == ("job_ending", str(work))
        text = " ".join(text_of(app).split())
        assert "bakery assistant taught: mornings suit her" in text and "next time: a shop with a back room" in text
        await _press(pilot, "f2")
        assert app.screen is page
        assert "✓ Since the job" in text_of(app) and "bakery assistant ended" not in text_of(app)
        # While this version is being filled in, the lessons stand above the sections that they concern.
        for section, there in (("preferences", True), ("work_history", True), ("network", False)):
            opened = entries.section_form(app, who, section)
            assert isinstance(opened, BriefedScreen)
            assert any("a shop with a back room" in fact.text for fact in opened.facts) is there
        # Without a new job the next version is about something new.
        page.action_profile_version()
        await pilot.pause()
        assert isinstance(app.screen, BriefedScreen)
        assert app.screen.filled.raw["occasion"] == "new_information" and not app.screen.filled.raw.get("job")

    on_screen(desk, steps)


# Barriers


def _with_barrier(desk: Desk, who: UUID) -> UUID:
    bus = {"kind": "transport", "what": "no bus before eight", "by_whom": "specialist"}
    _save(desk, who, "barriers", barriers=(bus, {"kind": "money"}))
    return _view(desk, who).stages.profile.barriers[0].id


@pytest.mark.parametrize("size", SIZES)
def test_where_nothing_is_in_the_way_one_key_notes_it_and_what_is_being_done_begins_its_step(
    desk: Desk, size: tuple[int, int]
) -> None:
    who = person(desk, "P02")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "2", "z")
        assert "Nothing is noted as being in the way. n notes it." in text_of(app)
        await _press(pilot, "s")  # There is nothing to make a step of, and that is said again.
        assert isinstance(app.screen, BarriersScreen)
        await _press(pilot, "n")
        assert isinstance(app.screen, EntryScreen) and "barriers" in app.screen.filled.raw
        await _press(pilot, "escape")
        money = {"kind": "money", "what": HOSTILE, "being_done": f"Ask Colm\n{HOSTILE}"}
        _save(desk, who, "barriers", barriers=(money,))
        await _press(pilot, "escape", "z", "s")
        name = app.screen.filled.raw["name"] if isinstance(app.screen, BriefedScreen) else ""
        assert name.startswith("Ask Colm ") and "\x1b" not in name and "\n" not in name

    on_screen(desk, steps, size)


def test_a_barrier_becomes_a_step_of_the_only_objective_by_one_key(desk: Desk) -> None:
    who = person(desk, "P02")
    barrier = _with_barrier(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "2", "z")
        screen = app.screen
        assert isinstance(screen, BarriersScreen)
        assert "no step yet" in _line(app, "no bus before")
        # Without a plan it is a step beside it.
        await _press(pilot, "s")
        assert isinstance(app.screen, BriefedScreen) and app.screen.filled.raw["objective"] == ""
        await _press(pilot, "escape")
        planned.plan(desk, who, agreed="not_agreed", agreed_on=None)
        objective = planned.objective(desk, who)
        screen.catch_up()
        await _press(pilot, "s")
        form = app.screen
        assert isinstance(form, BriefedScreen)
        raw = form.filled.raw
        assert (raw["name"], raw["who"], raw["objective"]) == ("no bus before eight", "specialist", str(objective))
        await fill(pilot, form, due_on="2026-10-30")
        await _press(pilot, "f2")
        assert app.screen is screen
        assert "step, by Fri 30 Oct" in _line(app, "no bus before")
        step = _view(desk, who).stages.profile.barriers[0].step
        assert step is not None
        # Once more, and it says what came of it.
        await _press(pilot, "s")
        assert isinstance(app.screen, BriefedScreen) and app.screen.plan.entry.form == "step_outcome"
        await fill(pilot, app.screen, status="done", done_on=TODAY.isoformat())
        await _press(pilot, "f2")
        assert isinstance(app.screen, Confirm) and "no bus before eight" in text_of(app)
        assert _view(desk, who).stages.profile.barriers[0].state is BarrierState.OPEN
        await _press(pilot, "enter")  # Not yet is the safe answer.
        assert app.screen is screen
        kept = {one.id: one for one in _view(desk, who).stages.profile.barriers}
        assert kept[barrier].state is BarrierState.OPEN
        assert "step done" in _line(app, "no bus before")
        await _press(pilot, "r")
        kept = {one.id: one for one in _view(desk, who).stages.profile.barriers}
        assert kept[barrier].state is BarrierState.RESOLVED
        assert "out of the way" in text_of(app)
        await _press(pilot, "escape")
        assert app.screen is page and "1 open, 0 with a step (z): money" in text_of(app)

    on_screen(desk, steps)


def test_with_several_objectives_it_is_asked_which(desk: Desk) -> None:
    who = person(desk, "P02")
    _with_barrier(desk, who)
    planned.plan(desk, who, agreed="not_agreed", agreed_on=None)
    planned.objective(desk, who, name="First")
    second = planned.objective(desk, who, name="[/oops] second")
    planned.objective(desk, who, name="Over", status="done")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "3", "z", "s")
        assert isinstance(app.screen, Chooser)
        assert "[/oops] second" in text_of(app) and "Over" not in text_of(app)
        await _press(pilot, "enter")  # They stand by name.
        form = app.screen
        assert isinstance(form, BriefedScreen) and form.filled.raw["objective"] == str(second)
        # Left half way, it waits and is gone on with from Today.
        await fill(pilot, form, name="half a step")
        form.flush_draft()
        await _press(pilot, "escape", "enter")
        (line,) = [draft for draft in today(desk).drafts if draft.form == "barrier_step"]
        again = entries.continue_draft(app, line)
        assert again is not None
        app.push_screen(again)
        await _press(pilot, "enter")
        assert again.filled.raw["name"] == "half a step"

    on_screen(desk, steps)


def test_a_step_done_in_the_plan_asks_about_its_barrier_once(desk: Desk) -> None:
    who = person(desk, "P02")
    barrier = _with_barrier(desk, who)
    planned.plan(desk, who, agreed="not_agreed", agreed_on=None)
    objective = planned.objective(desk, who, planned.step("Something else"))
    steps_of_plan.add_step(desk, who, objective, planned.step("Ask about a lift"), barrier)
    lift = next(s for o in _view(desk, who).stages.plan.objectives for s in o.steps if s.name == "Ask about a lift")  # type: ignore[union-attr]

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "3", "l")
        screen = app.screen
        assert isinstance(screen, PlanScreen)
        screen.list.move_to(str(lift.id))
        await _press(pilot, "enter")
        form = app.screen
        assert isinstance(form, BriefedScreen)
        await fill(pilot, form, status="done", done_on=TODAY.isoformat())
        await _press(pilot, "f2")
        assert isinstance(app.screen, Confirm)
        await _press(pilot, "up", "enter")
        assert app.screen is screen
        assert _view(desk, who).stages.profile.barriers[-1].state is BarrierState.RESOLVED
        # Saved again, nobody is asked.
        screen.list.move_to(str(objective))
        await _press(pilot, "enter", "f2")
        assert app.screen is screen

    on_screen(desk, steps)


# Research and sources


@pytest.mark.parametrize("talked", [False, True])
def test_research_says_whether_it_was_talked_through_and_blocks_nothing(desk: Desk, talked: bool) -> None:
    who = person(desk, "P02")
    research = planned.research(desk, who)
    planned.information_talk(desk, who)
    if talked:
        entry = profile.RESEARCH.entry_of(desk, research)
        profile.change_research(desk, research, entry.model_copy(update={"talked_through_on": TODAY}))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "2")
        assert ("not talked through with the person yet" in text_of(app)) is not talked
        page.action_goal()
        await pilot.pause()
        form = app.screen
        assert isinstance(form, BriefedScreen)
        assert ("not talked through" in text_of(app)) is not talked
        await fill(pilot, form, name="Baker", job_type="kitchen")
        await _press(pilot, "f2")
        assert app.screen is page
        goal = _view(desk, who).stages.profile.goal
        assert goal is not None and profile.RESEARCH.entry_of(desk, research).goal == goal.id
        # New research is for the goal that counts now.
        await _press(pilot, "m")
        assert isinstance(app.screen, BriefedScreen) or app.screen is not page
        assert app.screen.filled.raw["goal"] == str(goal.id)  # type: ignore[attr-defined]

    on_screen(desk, steps)


def test_a_source_without_a_day_of_permission_is_pointed_out(desk: Desk) -> None:
    who = person(desk, "P02")
    own, mother = {"kind": "participant"}, {"kind": "family", "who": "her mother"}
    _save(desk, who, "sources", sources=(own, mother))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "2", "q")
        screen = app.screen
        assert isinstance(screen, InterviewScreen)
        assert "! No day of permission" in text_of(app) and "her mother" in text_of(app)
        _save(desk, who, "sources", sources=(own, {**mother, "permission_on": TODAY}))
        screen.catch_up()
        await pilot.pause()
        assert "No day of permission" not in text_of(app)

    on_screen(desk, steps)


def test_the_interview_has_what_the_form_asks_for() -> None:
    """domain.md 4.3, line by line, as far as it is asked in open questions."""
    ids = {question.id for question in load_questions().questions}
    assert ids >= {
        "dream_job", "job_wanted_now", "importance", "confidence", "last_school", "courses", "wish_to_study",
        "strengths", "transferable_skills", "interests", "motivation", "needs", "what_helps", "early_signs",
        "times_of_day", "network", "benefits_received", "benefits_adviser", "calculation_wished",
    }  # fmt: skip
