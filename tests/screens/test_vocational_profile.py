"""Stage 2 on screen: its page, the guided interview section by section, and the goal with its two gates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import goals, profile
from ips_tui.casework.case import CaseView, case
from ips_tui.casework.people import enter_stage
from ips_tui.casework.session import Desk
from ips_tui.domain.stages import Stage
from screens.entries.briefed import BriefedScreen
from screens.entries.opening import EntryScreen
from screens.participant.screen import ParticipantScreen
from screens.vocational_profile.interview import InterviewScreen
from screens.widgets.confirm import Confirm
from tests import planned
from tests.screens.entry_desk import HOSTILE, SIZES, TODAY, HouseApp, desk_on, fill, on_screen, person, text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


def _view(desk: Desk, who: UUID) -> CaseView:
    return case(desk, who)


async def _page(app: HouseApp, pilot: Pilot[None], who: UUID, *keys: str) -> ParticipantScreen:
    app.open_participant(str(who))
    await pilot.pause()
    page = app.screen
    assert isinstance(page, ParticipantScreen)
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    return page


async def _interview(app: HouseApp, pilot: Pilot[None], who: UUID) -> InterviewScreen:
    await _page(app, pilot, who, "2", "q")
    assert isinstance(app.screen, InterviewScreen)
    return app.screen


def _row(app: HouseApp, words: str) -> str:
    """The line of the screen with these words in it, its spaces made one, without the cursor."""
    found = next(line for line in text_of(app).split("\n") if words in line)
    return " ".join(found.split()).removeprefix("▸ ")


def _form(app: HouseApp) -> EntryScreen:
    assert isinstance(app.screen, EntryScreen)
    return app.screen


# The page


@pytest.mark.parametrize("size", SIZES)
def test_the_page_says_goal_interview_and_what_is_in_the_way(desk: Desk, size: tuple[int, int]) -> None:
    who = person(desk, "P01")
    for section in ("work_goal", "barriers"):
        planned.say(desk, who, section)
    planned.research(desk, who)
    planned.information_talk(desk, who)
    planned.goal(desk, who, name=HOSTILE[:60])

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "2")
        text = text_of(app)
        assert app.words("stage.2.aim") in text
        assert "[/oops] O'Brien [x]" in _row(app, "Goal  ")
        # What is in the way is never what a low window hides (the interview has its key in the footer).
        assert "1 open, 0 with a step (z): transport" in text
        assert "✓ Profile begun" in text and "✓ Goal agreed" in text and "✓ Labour market" in text
        assert "○" in text and "\x1b" not in text
        if size[1] > 30:
            assert "2 of 11 sections filled. q goes on." in text

    on_screen(desk, steps, size)


def test_without_anything_the_page_says_which_keys_begin(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, person(desk, "P02"), "2")
        assert "not begun; q shows its sections" in text_of(app)
        assert "not agreed yet (n, then Goal)" in text_of(app)
        assert text_of(app).count("○") == len(_view(desk, person(desk, "P02")).checklists[1])

    on_screen(desk, steps)


def test_four_records_stay_in_sight_in_a_low_window(desk: Desk) -> None:
    who = person(desk, "P01")
    for section in planned.sections(desk):
        planned.say(desk, who, section)
    for offset in range(-9, -2):
        planned.research(desk, who, offset)
    planned.goal(desk, who, without_talk_why="She would rather begin with the work.")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "2")
        records = page._bodies[2].records
        assert records.count >= 8 and records.size.height == 1 + 4  # its own header
        # The reason stays in sight too.
        assert "Work in a bakery; no talk: She would rather" in text_of(app)

    on_screen(desk, steps)


def test_where_the_next_stage_can_begin_one_line_says_so_and_g_sets_it(desk: Desk) -> None:
    who = person(desk, "P01")
    enter_stage(desk, who, Stage.VOCATIONAL_PROFILE, TODAY)
    planned.say(desk, who, "strengths")
    planned.research(desk, who)
    planned.information_talk(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        assert "can begin" not in text_of(app)
        planned.goal(desk, who)
        page.catch_up()
        await pilot.pause()
        said = "g Stage 3 can begin: goal, research and talk are there."
        assert said in text_of(app)
        await pilot.press("3")
        assert said not in text_of(app)
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)

    on_screen(desk, steps)


# The interview


@pytest.mark.parametrize("size", SIZES)
def test_eleven_sections_say_how_far_they_are_and_strengths_come_before_barriers(
    desk: Desk, size: tuple[int, int]
) -> None:
    who = person(desk, "P01")
    planned.say(desk, who, "work_goal")
    section = profile.questions(desk).section("strengths")
    half = planned.filled(desk, "strengths").model_copy(update={section.questions[0].id: None})
    profile.save_section(desk, who, half)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        screen = await _interview(app, pilot, who)
        assert screen.list.count == 11 + 3
        text = text_of(app)
        titles = [section.title for section in profile.questions(desk).sections]
        assert len(titles) == 11
        places = [text.index(title) for title in titles]
        assert places == sorted(places)
        assert text.index("Strengths and skills") < text.index("Needs and barriers")
        assert _row(app, "Work wanted") == "✓ 1 Work wanted 5 of 5 filled"
        assert _row(app, "Strengths and skills").startswith("◐ 4 Strengths and skills 3 of 4 begun")
        assert _row(app, "Needs and barriers") == "○ 6 Needs and barriers 0 of 3 not begun"
        assert _row(app, "Labour market research") == "○ Labour market research not yet"
        assert "1 of 11 sections filled" in text
        for _ in titles:
            section_id = screen.list.cursor_id
            aim = next((s.aim for s in profile.questions(desk).sections if s.id == section_id), None)
            if aim is not None:
                assert " ".join(aim.split()) in " ".join(text_of(app).split())
            await pilot.press("down")

    on_screen(desk, steps, size)


def test_after_saving_the_next_section_that_is_not_filled_has_the_cursor(desk: Desk) -> None:
    who = person(desk, "P01")
    planned.say(desk, who, "education")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        screen = await _interview(app, pilot, who)
        assert screen.list.cursor_id == "work_goal"
        await pilot.press("enter")
        await pilot.pause()
        form = _form(app)
        assert isinstance(form, BriefedScreen) and form.plan.title == "Work wanted"
        section = profile.questions(desk).section("work_goal")
        assert [fact.text for fact in form.facts] == [section.aim]
        assert section.questions[0].ask in text_of(app)
        answers = {q.id: "7" if q.kind == "rating" else "To bake bread" for q in section.questions}
        await fill(pilot, form, **answers)
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is screen and screen.said.startswith("Saved.")
        # Education is filled already, so it is passed over.
        assert screen.list.cursor_id == "work_history"
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ParticipantScreen)
        assert "2 of 11 sections filled" in text_of(app)

    on_screen(desk, steps)


def test_the_last_section_is_followed_by_the_first_that_is_not_filled(desk: Desk) -> None:
    who = person(desk, "P01")
    for section in planned.sections(desk):
        if section != "strengths":
            planned.say(desk, who, section)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        screen = await _interview(app, pilot, who)
        screen.list.move_to("sources")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert screen.list.cursor_id != "sources"

    on_screen(desk, steps)


def test_leaving_half_way_keeps_a_draft_which_the_list_shows_and_the_form_offers(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        screen = await _interview(app, pilot, who)
        screen.list.move_to("health")
        await pilot.press("enter")
        await pilot.pause()
        field = next(iter(_form(app).filled.specs))
        await fill(pilot, _form(app), **{field: "Mornings are best"})
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")  # Keeping it as a draft is the safe answer.
        await pilot.pause()
        assert app.screen is screen
        assert _row(app, "Health at work") == "○ 7 Health at work 0 of 3 not begun draft waiting"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        again = app.screen
        assert isinstance(again, InterviewScreen) and again.list.cursor_id == "health"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")  # Continue with it.
        await pilot.pause()
        assert _form(app).filled.raw[field] == "Mornings are best"
        await pilot.press("f2")
        await pilot.pause()
        assert "draft waiting" not in text_of(app)
        assert _row(app, "Health at work") == "◐ 7 Health at work 1 of 3 begun"

    on_screen(desk, steps)


def test_a_draft_of_a_section_that_was_changed_meanwhile_is_shown_beside_it(desk: Desk) -> None:
    who = person(desk, "P01")
    planned.say(desk, who, "network", words="Her aunt at the laundry")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        screen = await _interview(app, pilot, who)
        screen.list.move_to("network")
        await pilot.press("enter")
        await pilot.pause()
        await fill(pilot, _form(app), network="Her uncle at the garage")
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        planned.say(desk, who, "network", words="Her aunt at the laundry, and a neighbour")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "Her uncle at the garage" in text_of(app) and "laundry, and a" in text_of(app)

    on_screen(desk, steps)


def test_goal_research_and_talk_are_opened_from_the_interview_too(desk: Desk) -> None:
    who = person(desk, "P01")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        screen = await _interview(app, pilot, who)
        for row, form in (
            ("goal", "goal"),
            ("research", "labour_market_research"),
            ("information_talk", "personal_information_talk"),
        ):
            screen.list.move_to(row)
            await pilot.press("enter")
            await pilot.pause()
            assert _form(app).plan.entry.form == form
            await pilot.press("escape")
            await pilot.pause()
            assert app.screen is screen
        planned.research(desk, who)
        screen.catch_up()
        await pilot.pause()
        assert _row(app, "Labour market research") == "✓ Labour market research Fri 9 Oct to talk over"

    on_screen(desk, steps)


def test_the_interview_of_somebody_who_is_gone_is_said(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(InterviewScreen(str(UUID(int=1))))
        await pilot.pause()
        assert app.words("participant.gone") in text_of(app)
        await pilot.press("enter", "down", "f8", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, InterviewScreen)

    on_screen(desk, steps)


def test_the_name_above_the_interview_is_hidden_when_names_are(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _interview(app, pilot, person(desk, "P01"))
        assert "Ada Fenwick >" in text_of(app)
        await pilot.press("f8")
        await pilot.pause()
        assert "Ada Fenwick" not in text_of(app)

    on_screen(desk, steps)


# The goal and its gates


@pytest.mark.parametrize(("researched", "talked"), [(False, False), (True, False), (False, True), (True, True)])
def test_what_is_missing_for_a_goal_is_said_before_and_only_its_reason_is_asked_for(
    desk: Desk, researched: bool, talked: bool
) -> None:
    who = person(desk, "P01")
    if researched:
        planned.research(desk, who)
    if talked:
        planned.information_talk(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        screen = await _interview(app, pilot, who)
        screen.list.move_to("goal")
        await pilot.press("enter")
        await pilot.pause()
        form, text = _form(app), " ".join(text_of(app).split())
        said = {"without_research_why": not researched, "without_talk_why": not talked}
        for name, missing in said.items():
            assert (app.words(f"profile.goal.{name}") in text) == missing
            assert (app.words(f"form.goal.{name}.label") in text) == missing
        await fill(pilot, form, name="Work in a bakery", job_type="kitchen")
        await pilot.press("f2")
        await pilot.pause()
        assert (app.screen is form) == any(said.values())
        if app.screen is form:
            assert set(form.body.problems) == {next(name for name, missing in said.items() if missing)}
            assert goals.goal_now(desk, who) is None
            await fill(pilot, form, **{name: f"Because {name}" for name, missing in said.items() if missing})
            await pilot.press("f2")
            await pilot.pause()
        assert app.screen is screen and goals.goal_now(desk, who) is not None
        await pilot.press("escape")
        await pilot.pause()
        # The reason stays visible on the stage's own lines.
        for name, missing in said.items():
            assert (f"Because {name}" in text_of(app)) == missing

    on_screen(desk, steps, (120, 40))


def test_a_new_goal_names_the_one_before_and_a_correction_keeps_the_reason(desk: Desk) -> None:
    who = person(desk, "P01")
    first = planned.goal(desk, who, without_research_why="She knows them all", without_talk_why="Next week")
    planned.research(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "2")
        await app.run_action("goal", page)
        await pilot.pause()
        assert "So far: Work in a bakery (agreed Sat 10 Oct)" in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        page._bodies[2].records.move_to(str(first))
        await pilot.press("enter")
        await pilot.pause()
        form = _form(app)
        assert form.plan.editing and form.filled.drawn("without_research_why")
        assert "She knows them all" in text_of(app)
        await fill(pilot, form, name="Work in a bakery in the mornings")
        await pilot.press("f2")
        await pilot.pause()
        now = goals.goal_now(desk, who)
        assert now is not None and now.id == first and now.without_research_why == "She knows them all"

    on_screen(desk, steps)


def test_t_is_the_first_talk_until_there_is_a_decision(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, person(desk, "P01"), "2", "t")
        assert _form(app).plan.entry.form == "personal_information_talk"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        await _page(app, pilot, person(desk, "P06"), "2", "t")
        assert _form(app).plan.entry.form == "disclosure_talk"

    on_screen(desk, steps)


@pytest.mark.parametrize(
    ("record", "form"),
    [
        (planned.research, "labour_market_research"),
        (planned.information_talk, "personal_information_talk"),
    ],
)
def test_what_stands_on_the_timeline_is_corrected_with_its_own_form(desk: Desk, record: object, form: str) -> None:
    who = person(desk, "P01")
    made = record(desk, who)  # type: ignore[operator]

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "2")
        page._bodies[2].records.move_to(str(made))
        await pilot.press("e")
        await pilot.pause()
        assert _form(app).plan.editing and _form(app).plan.entry.form == form

    on_screen(desk, steps)
