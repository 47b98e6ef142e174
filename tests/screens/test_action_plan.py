"""Stage 3 on screen: the plan with its objectives and steps, what came of a step, the review of the plan, education."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import reviews
from ips_tui.casework.case import CaseView, case
from ips_tui.casework.plan_views import PlanView
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.action_plan import StepStatus
from ips_tui.forms.action_plan import PlanReviewEntry
from ips_tui.forms.contacts import ReviewEntry
from screens.action_plan.plan_screen import PlanScreen
from screens.entries.opening import EntryScreen
from screens.participant.screen import ParticipantScreen
from screens.widgets.chooser import Chooser
from tests import planned
from tests.screens.entry_desk import HOSTILE, SIZES, TODAY, HouseApp, desk_on, fill, on_screen, person, text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_on(tmp_path) as opened:
        yield opened


@pytest.fixture
def who(desk: Desk) -> UUID:
    return person(desk, "P01")


def _plan(desk: Desk, who: UUID) -> PlanView:
    plan = case(desk, who).stages.plan
    assert plan is not None
    return plan


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


def _form(app: HouseApp, name: str) -> EntryScreen:
    assert isinstance(app.screen, EntryScreen)
    assert app.screen.plan.entry.form == name
    return app.screen


def _row(app: HouseApp, words: str) -> str:
    found = next(line for line in text_of(app).split("\n") if words in line)
    return " ".join(found.split()).removeprefix("▸ ")


async def _save(pilot: Pilot[None], form: EntryScreen, **raw: str) -> None:
    await fill(pilot, form, **raw)
    await pilot.press("f2")
    await pilot.pause()


# The plan


@pytest.mark.parametrize("size", SIZES)
def test_the_page_says_the_plan_its_goal_its_objectives_and_education(
    desk: Desk, who: UUID, size: tuple[int, int]
) -> None:
    goal = planned.goal(desk, who, without_research_why="Known", without_talk_why="Later")
    planned.plan(desk, who, goal=goal, review_on=planned.day(desk, 4))
    planned.objective(
        desk,
        who,
        planned.step("Write a list", planned.day(desk, 2)),
        planned.step("Buy shoes", status="done", done_on=TODAY),
        name=HOSTILE[:40],
        status="in_progress",
    )
    planned.course(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "3")
        text = text_of(app)
        assert app.words("stage.3.aim") in text and "\x1b" not in text
        assert _row(app, "Plan 1 ").startswith("Plan 1 agreed in words, Fri 25 Sep; look at it again Mon 19 Oct")
        assert "by Thu 29 Oct, 1 of 2 steps done" in _row(app, "[/oops]")
        if size[1] > 30:
            assert "under way, by Thu" in text
            assert _row(app, "For the goal") == "For the goal Work in a bakery"
            assert _row(app, "○ Write a list") == "○ Write a list the person, by Sat 17 Oct"
            assert "✓ Buy shoes" not in text
            assert _row(app, "Education ") == "Education Food safety, applied"

    on_screen(desk, steps, size)


def test_l_makes_the_first_plan_and_then_shows_it(desk: Desk, who: UUID) -> None:
    goal = planned.goal(desk, who, without_research_why="Known", without_talk_why="Later")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3")
        assert "No plan yet. l makes the first one." in text_of(app)
        await pilot.press("l")
        await pilot.pause()
        form = _form(app, "action_plan")
        assert form.filled.raw["goal"] == str(goal) and "Work in a bakery" in text_of(app)
        await _save(pilot, form, agreed="not_agreed")
        assert app.screen is page and page.said.startswith("Saved.")
        assert _row(app, "Plan 1 ") == "Plan 1 not agreed yet"
        assert "No objective yet. l opens the plan to add one." in text_of(app)
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        await pilot.press("e")
        await pilot.pause()
        await _save(pilot, _form(app, "action_plan"), agreed="signed", agreed_on=TODAY.isoformat())
        assert "Plan 1 signed, Thu 15 Oct" in " ".join(text_of(app).split())
        await pilot.press("l")
        await pilot.pause()
        await _save(pilot, _form(app, "action_plan"), agreed="not_agreed")
        assert _plan(desk, who).number == 2 and "Plan 2" in text_of(app)

    on_screen(desk, steps)


@pytest.mark.parametrize("size", SIZES)
def test_the_plan_lists_objectives_with_their_steps_and_opens_each_where_it_stands(
    desk: Desk, who: UUID, size: tuple[int, int]
) -> None:
    planned.plan(desk, who)
    late = planned.step("Ring the bakery", planned.day(desk, -2))
    planned.objective(desk, who, planned.step("Write a list", planned.day(desk, 2)), late)
    planned.objective(desk, who, name="A certificate", kind="retrain", offset=30)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "3", "l")
        screen = app.screen
        assert isinstance(screen, PlanScreen) and screen.list.count == 4
        assert _row(app, "Ring the bakery") == "· ○ Ring the bakery the person ! Tue 13 Oct open"
        assert "How we will know: Three answers on the list" in text_of(app)
        assert _row(app, "· ○ Write a list") == "· ○ Write a list the person Sat 17 Oct open"
        await pilot.press("enter")
        await pilot.pause()
        form = _form(app, "objective")
        assert form.plan.editing and "Write a list" in text_of(app)
        await _save(pilot, form, status="done")
        assert app.screen is screen and _row(app, "✓ Ask at three") == "✓ Ask at three bakeries done"
        await pilot.press("down", "enter")
        await pilot.pause()
        form = _form(app, "step_outcome")
        assert "Write a list (the person, by Sat 17 Oct)" in text_of(app)
        assert "For: Ask at three bakeries" in text_of(app)
        await _save(pilot, form, status="done", done_on=TODAY.isoformat(), result="Twelve names")
        assert app.screen is screen and "Twelve names" in text_of(app)
        assert _row(app, "· ✓ Write a list") == "· ✓ Write a list the person done Thu 15 Oct"
        await pilot.press("o")
        await pilot.pause()
        form = _form(app, "objective")
        raw = {"name": "A lift to work", "kind": "travel", "specific": "By bus 7", "measurable": "On time"}
        await _save(pilot, form, **raw, due_on=planned.day(desk, 9).isoformat())
        assert app.screen is screen and screen.list.count == 5
        assert screen.list.cursor_id == str(_plan(desk, who).objectives[-1].id)

    on_screen(desk, steps, size)


def test_an_objective_due_before_its_plan_was_made_is_refused_at_its_field(desk: Desk, who: UUID) -> None:
    planned.plan(desk, who, offset=0)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3")
        await app.run_action("objective", page)
        await pilot.pause()
        form = _form(app, "objective")
        raw = {"name": "A list", "kind": "networking", "specific": "Ten names", "measurable": "Ten names"}
        await _save(pilot, form, **raw, due_on=planned.day(desk, -1).isoformat())
        assert app.screen is form
        assert form.body.problems == {"due_on": app.words("problem.due_before_plan")}
        assert _plan(desk, who).objectives == ()

    on_screen(desk, steps)


# Steps


def test_s_is_about_the_step_that_is_due_and_it_leaves_the_page_when_something_came_of_it(
    desk: Desk, who: UUID
) -> None:
    planned.plan(desk, who)
    objective = planned.objective(
        desk,
        who,
        planned.step("Later", planned.day(desk, 20)),
        planned.step("Ring the bakery", planned.day(desk, -2)),
    )

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who)
        assert _row(app, "Step of the plan") == "! s Step of the plan 2 days late Ring the bakery"
        await pilot.press("s")
        await pilot.pause()
        form = _form(app, "step_outcome")
        assert "Ring the bakery (the person, by Tue 13 Oct)" in text_of(app)
        await _save(pilot, form, status="changed", result="They closed; we ask next door.")
        assert app.screen is page and page.stage_shown == 3
        assert page.item is not None and page.item.id == objective
        assert "Step of the plan" not in text_of(app)
        assert not [line for line in today(desk, subject_id=who).due if line.kind == "plan_step"]

    on_screen(desk, steps)


@pytest.mark.parametrize("size", SIZES)
def test_with_several_steps_s_asks_which_and_shows_them_as_text(desk: Desk, who: UUID, size: tuple[int, int]) -> None:
    planned.plan(desk, who)
    planned.objective(
        desk,
        who,
        planned.step(HOSTILE[:50], planned.day(desk, 9)),
        planned.step("Buy shoes", who="family"),
        planned.step("Done with", status="dropped"),
    )
    planned.objective(desk, who, planned.step("Ask the college", planned.day(desk, 12)), name="A certificate")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "3", "s")
        ask = app.screen
        assert isinstance(ask, Chooser)
        text = text_of(app)
        assert "\x1b" not in text and "[/oops] O'Brien [x]" in text and "Done with" not in text
        assert "Buy shoes (family or friends)" in text and "Ask the college (the person, Tue 27 Oct)" in text
        assert text.index("Ask at three bakeries") < text.index("Buy shoes") < text.index("A certificate")
        await pilot.press("a")  # The first letter goes there; it chooses nothing by itself.
        await pilot.pause()
        assert app.screen is ask and ask.choices.chosen.label.startswith("Ask the college")
        await pilot.press("enter")
        await pilot.pause()
        form = _form(app, "step_outcome")
        await _save(pilot, form, status="done", done_on=TODAY.isoformat())
        steps_now = [step for objective in _plan(desk, who).objectives for step in objective.steps]
        assert [s.name for s in steps_now if s.status is StepStatus.DONE] == ["Ask the college"]

    on_screen(desk, steps, size)


def test_without_an_open_step_s_says_so_and_esc_chooses_none(desk: Desk, who: UUID) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3", "s")
        assert app.screen is page and page.said == app.words("plan.no_step", key="l")
        planned.plan(desk, who)
        planned.objective(desk, who, planned.step("One"), planned.step("Two"))
        page.catch_up()
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is page

    on_screen(desk, steps)


def test_a_step_of_an_earlier_plan_that_is_due_can_be_noted_still(desk: Desk, who: UUID) -> None:
    planned.plan(desk, who)
    planned.objective(desk, who, planned.step("Ring the bakery", planned.day(desk, -2)))
    planned.plan(desk, who, offset=-1)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3", "s")
        await _save(pilot, _form(app, "step_outcome"), status="dropped")
        assert app.screen is page and page.said.startswith("Saved.")
        assert "Step of the plan" not in text_of(app)

    on_screen(desk, steps)


# Its review


@pytest.mark.parametrize("agreed", ["verbally", "not_agreed"])
def test_under_an_agreed_plan_a_review_looks_at_the_plan(desk: Desk, who: UUID, agreed: str) -> None:
    planned.plan(desk, who, agreed=agreed, agreed_on=planned.day(desk, -20) if agreed == "verbally" else None)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3", "r")
        if agreed == "not_agreed":
            assert "plan_result" not in _form(app, "review").filled.raw
            return
        form = _form(app, "plan_review")
        await _save(
            pilot, form, mode="telephone", expectations="Same", own_words="It goes well", plan_result="Nothing changes"
        )
        assert app.screen is page and page.item is not None
        assert isinstance(reviews.review_entry(desk, page.item.id), PlanReviewEntry)
        await pilot.press("e")
        await pilot.pause()
        form = _form(app, "plan_review")
        assert form.plan.editing and form.filled.raw["plan_result"] == "Nothing changes"

    on_screen(desk, steps)


def test_a_review_of_a_day_before_the_plan_is_noted_without_it(desk: Desk, who: UUID) -> None:
    planned.plan(desk, who, offset=-3)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3", "r")
        raw = {
            "happened_on": planned.day(desk, -5).isoformat(),
            "mode": "telephone",
            "expectations": "Same",
            "own_words": "Well",
        }
        form = _form(app, "plan_review")
        await _save(pilot, form, **raw, plan_result="x")
        assert form.body.problems == {"happened_on": app.words("problem.no_agreed_plan")}
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("end", "enter")
        await pilot.pause()
        while app.screen is not page:
            await pilot.press("enter")
            await pilot.pause()
        await app.run_action("review_alone", page)
        await pilot.pause()
        await _save(pilot, _form(app, "review"), **raw)
        assert page.item is not None
        entry = reviews.review_entry(desk, page.item.id)
        assert isinstance(entry, ReviewEntry) and not isinstance(entry, PlanReviewEntry)

    on_screen(desk, steps)


# What is corrected


@pytest.mark.parametrize("kind", ["action_plan", "objective", "education"])
def test_what_stands_on_the_timeline_is_corrected_with_its_own_form(desk: Desk, who: UUID, kind: str) -> None:
    made = {"action_plan": planned.plan(desk, who)}
    made["objective"] = planned.objective(desk, who)
    made["education"] = planned.course(desk, who)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3")
        page._bodies[3].records.move_to(str(made[kind]))
        await pilot.press("enter")
        await pilot.pause()
        assert _form(app, kind).plan.editing

    on_screen(desk, steps)


def test_the_plan_of_somebody_who_is_gone_is_said(desk: Desk) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        app.push_screen(PlanScreen(str(UUID(int=1))))
        await pilot.pause()
        assert app.words("participant.gone") in text_of(app)
        await pilot.press("e", "enter", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, PlanScreen)

    on_screen(desk, steps)


def test_only_the_goals_of_this_person_can_be_chosen(desk: Desk, who: UUID) -> None:
    planned.goal(desk, who, without_research_why="x", without_talk_why="x")
    other = person(desk, "P02")
    planned.goal(desk, other, name="Nobody else's", without_research_why="x", without_talk_why="x")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "3", "l")
        form = _form(app, "action_plan")
        assert [option.label for option in form.plan.options("goal", form.filled.raw)] == ["Work in a bakery"]

    on_screen(desk, steps)


def test_a_step_that_is_gone_is_said(desk: Desk, who: UUID) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3")
        page._note_step(UUID(int=7))
        await pilot.pause()
        assert app.screen is page and app.words("participant.record_gone") in page.said
        with pytest.raises(LookupError):
            steps.step_of(desk, UUID(int=7))

    on_screen(desk, steps)
