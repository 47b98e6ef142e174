"""Stage 3 on screen: the plan with its objectives and steps, what came of a step, the review of the plan, education."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from textual.pilot import Pilot

from ips_tui.casework import next_plan, reviews
from ips_tui.casework.case import CaseView, case
from ips_tui.casework.plan_views import PlanView
from ips_tui.casework.session import Desk
from ips_tui.casework.steps import step_of
from ips_tui.casework.today import today
from ips_tui.domain.action_plan import StepStatus
from ips_tui.forms.action_plan import ActionPlanEntry, PlanReviewEntry
from ips_tui.forms.contacts import ReviewEntry
from ips_tui.forms.typed import raw_rows
from screens.action_plan.compare_screen import CompareScreen
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
    planned.plan(desk, who, agreed="not_agreed", agreed_on=None)
    late = planned.step("Ring the bakery", planned.day(desk, -2))
    planned.objective(desk, who, planned.step("Write a list", planned.day(desk, 2)), late)
    planned.objective(desk, who, name="A certificate", kind="retrain", offset=30)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "3", "l")
        screen = app.screen
        assert isinstance(screen, PlanScreen) and screen.list.count == 4
        assert _row(app, "Ring the bakery") == "· ○ Ring the bakery the person Tue 13 Oct open"
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


def test_an_objective_is_advised_on_as_it_is_typed_and_saved_all_the_same(desk: Desk, who: UUID) -> None:
    planned.plan(desk, who, offset=0, agreed="not_agreed", agreed_on=None)

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3")
        await app.run_action("objective", page)
        await pilot.pause()
        form = _form(app, "objective")
        assert not form.body.advice
        raw = {"name": HOSTILE[:40], "kind": "travel", "specific": "Bus 7", "measurable": "it goes better"}
        await fill(pilot, form, **raw, due_on=planned.day(desk, -1).isoformat())
        await form.body.go_to("measurable")
        await pilot.press("tab")
        await pilot.pause()
        words = app.words
        advice = ("nothing_observable", "due_before_plan", "no_steps", "no_goal")
        assert set(form.body.advice) == {"measurable", "due_on", "steps", "relevant_goal"}
        assert all(any(said.startswith(words(f"smart.{one}")) for said in form.body.advice.values()) for one in advice)
        assert "Such as: went there and back by bus twice" in form.body.advice["measurable"]
        assert form.body.problems == {}
        await pilot.press("f2")
        await pilot.pause()
        (kept,) = _plan(desk, who).objectives
        assert app.screen is page and kept.measurable == "it goes better"
        await pilot.press("l")
        await pilot.pause()
        text = text_of(app)
        assert "? Could be added: something to see or count, the goal it serves" in text and "\x1b" not in text

    on_screen(desk, steps)


def test_what_was_agreed_is_shown_and_only_how_it_goes_is_asked(desk: Desk, who: UUID) -> None:
    planned.plan(desk, who)
    planned.objective(desk, who, planned.step("Ring the bakery", planned.day(desk, -2)))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "3", "l")
        screen = app.screen
        assert isinstance(screen, PlanScreen) and "l makes the next version." in text_of(app)
        await pilot.press("enter")
        await pilot.pause()
        form = _form(app, "objective")
        assert {name for name in form.filled.raw if form.filled.drawn(name)} == {"status", "result"}
        text = " ".join(text_of(app).split())
        assert "How we will know: Three answers on the list" in text and "l makes the next version." in text
        await _save(pilot, form, status="done", result="Both said yes")
        assert app.screen is screen and _plan(desk, who).objectives[0].result == "Both said yes"
        await pilot.press("down", "enter")
        await pilot.pause()
        form = _form(app, "step_outcome")
        assert "was planned for Tue 13 Oct" in text_of(app) and not form.filled.drawn("due_on")
        await pilot.press("escape", "e")
        await pilot.pause()
        form = _form(app, "action_plan")
        assert {name for name in form.filled.raw if form.filled.drawn(name)} == {"review_on", "note"}
        await _save(pilot, form, review_on=planned.day(desk, 5).isoformat())
        assert _plan(desk, who).review_on == planned.day(desk, 5)

    on_screen(desk, steps)


@pytest.mark.parametrize("size", SIZES)
def test_from_an_agreed_plan_to_the_next_version_by_keys_alone(desk: Desk, who: UUID, size: tuple[int, int]) -> None:
    planned.plan(desk, who)
    planned.objective(desk, who, planned.step("Ring the bakery", planned.day(desk, -2)), name=HOSTILE[:40])

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "3", "l")
        screen = app.screen
        assert isinstance(screen, PlanScreen)
        await pilot.press("a")
        await pilot.pause()
        assert app.screen is screen and screen.said == app.words("plan.agreed_already", key="l")
        await pilot.press("o")
        await pilot.pause()
        assert app.words("plan.frozen_offer_yes") in text_of(app)
        await pilot.press("up", "enter")
        await pilot.pause()
        form = _form(app, "action_plan")
        assert not form.filled.drawn("agreed")
        await pilot.press("f2")
        await pilot.pause()
        await _save(pilot, _form(app, "objective"), name="One more", kind="travel", specific="Bus 7")
        assert app.screen is screen
        plan = _plan(desk, who)
        assert (plan.number, len(plan.objectives), plan.agreed.value) == (2, 2, "not_agreed")
        assert "Plan 1 counts until this one is agreed." in text_of(app)
        await pilot.press("l")
        await pilot.pause()
        assert app.screen is screen and screen.said == app.words("plan.proposed", number=2)
        await pilot.press("w")
        await pilot.pause()
        assert app.screen is screen and screen.said == app.words("plan.not_agreed")
        await pilot.press("a")
        await pilot.pause()
        await _save(pilot, _form(app, "plan_agreement"), agreed="signed")
        assert _plan(desk, who).counts and "Plan 2 signed, Thu 15 Oct" in " ".join(text_of(app).split())
        # The earlier version, and back.
        await pilot.press("v")
        await pilot.pause()
        assert "Plan 1 agreed in words" in " ".join(text_of(app).split()) and "One more" not in text_of(app)
        await pilot.press("v")
        await pilot.pause()
        assert "Plan 2 signed" in " ".join(text_of(app).split())
        await pilot.press("w")
        await pilot.pause()
        form = _form(app, "plan_withdrawal")
        await _save(pilot, form, withdrawn_why=HOSTILE[:40])
        view = _view(desk, who)
        assert view.stages.counting is not None and view.stages.counting.number == 1
        assert "\x1b" not in text_of(app) and "not agreed since Thu 15 Oct" in text_of(app)

    on_screen(desk, steps, size)


@pytest.mark.parametrize("size", SIZES)
def test_two_versions_are_read_without_scrolling_sideways(desk: Desk, who: UUID, size: tuple[int, int]) -> None:
    planned.plan(desk, who)
    planned.objective(desk, who, planned.step("Ring the bakery"), name="Long words " * 14)
    planned.objective(desk, who, name="Let go", status="dropped")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "3", "l")
        plans = app.screen
        assert isinstance(plans, PlanScreen)
        await pilot.press("c")
        await pilot.pause()
        assert app.screen is plans and plans.said == app.words("compare.one")
        await pilot.press("l")
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        plans.list.move_to(str(_plan(desk, who).objectives[0].id))
        await pilot.press("enter")
        await pilot.pause()
        await _save(pilot, _form(app, "objective"), name=HOSTILE[:40] + " {x}", due_on="")
        await pilot.press("c")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CompareScreen)
        width = size[0] - 3
        lines = list(screen.lines(width))
        text = "\n".join(line.plain for line in lines)
        assert all(line.cell_length <= width for line in lines)
        assert "~ Changed   [/oops] O'Brien [x]" in text and "- Dropped   Let go" in text
        assert "before" in text and text.count("Long") == 14 and "(nothing)" in text
        assert "Ring the bakery" in text and "\x1b" not in text_of(app)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        assert [item.label.split(",")[0] for item in app.screen.choices.items] == ["Plan 1"]
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("end", "escape")
        await pilot.pause()
        assert app.screen is plans

    on_screen(desk, steps, size)


@pytest.mark.parametrize("size", SIZES)
def test_a_step_beside_the_plan_from_the_first_stage_on(desk: Desk, who: UUID, size: tuple[int, int]) -> None:
    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "1", "n")
        assert isinstance(app.screen, Chooser)
        assert "step_beside" in {item.id for item in app.screen.choices.items}
        await pilot.press("escape")
        await pilot.pause()
        await app.run_action("step_beside", page)
        await pilot.pause()
        raw = {"name": HOSTILE[:40], "who": "participant", "due_on": planned.day(desk, -1).isoformat()}
        await _save(pilot, _form(app, "step_beside"), **raw)
        assert app.screen is page and page.said.startswith("Saved.")
        assert "Step of the plan" in text_of(app) and "yesterday" in text_of(app) and "late" not in text_of(app)
        await pilot.press("3", "l")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, PlanScreen) and screen.list.count == 2
        assert app.words("plan.beside") in text_of(app) and "\x1b" not in text_of(app)
        await pilot.press("home", "enter")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("down", "enter")
        await pilot.pause()
        form = _form(app, "step_beside")
        assert form.plan.editing
        await _save(pilot, form, status="done", done_on=TODAY.isoformat(), result="Goes on Tuesdays")
        assert app.screen is screen and "Goes on Tuesdays" in text_of(app)
        assert not [line for line in today(desk, subject_id=who).due if line.kind == "plan_step"]
        await pilot.press("l")
        await pilot.pause()
        assert _form(app, "action_plan")

    on_screen(desk, steps, size)


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
        assert _row(app, "Step of the plan").startswith("s Step of the plan 2 days ago")
        await pilot.press("s")
        await pilot.pause()
        form = _form(app, "step_outcome")
        assert "Ring the bakery (the person, was planned for Tue 13 Oct)" in text_of(app)
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


def test_a_step_of_the_agreed_plan_is_noted_while_the_next_version_is_proposed(desk: Desk, who: UUID) -> None:
    planned.plan(desk, who)
    planned.objective(desk, who, planned.step("Ring the bakery", planned.day(desk, -2)))
    next_plan.record_next_version(desk, who, ActionPlanEntry(made_on=TODAY, agreed="not_agreed"))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3", "s")
        await _save(pilot, _form(app, "step_outcome"), status="dropped")
        assert app.screen is page and page.said.startswith("Saved.")
        assert "Step of the plan" not in text_of(app)
        assert [step.status for step in _plan(desk, who).steps] == [StepStatus.DROPPED]

    on_screen(desk, steps)


# Its review


@pytest.mark.parametrize("size", SIZES)
def test_a_plan_review_goes_objective_by_objective_and_makes_the_next_version(
    desk: Desk, who: UUID, size: tuple[int, int]
) -> None:
    planned.plan(desk, who)
    planned.objective(desk, who, planned.step("Ring the bakery"), name=HOSTILE[:40])
    planned.objective(desk, who, planned.step("Ask", status="done", done_on=planned.day(desk, -1)), name="A lift")

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        page = await _page(app, pilot, who, "3", "r")
        form = _form(app, "plan_review")
        text = text_of(app)
        assert "Done since Fri 25 Sep: Ask" in text and "Open: Ring the bakery" in text and "\x1b" not in text
        await fill(pilot, form, mode="telephone", expectations="Same", plan_result="See above", next_version="yes")
        await form.body.go_to("objectives")
        await pilot.press("plus", "delete")
        await pilot.pause()
        assert app.screen is form and len(raw_rows(form.filled.raw["objectives"])) == 2
        await pilot.press("enter")
        await pilot.pause()
        assert "[/oops] O'Brien [x]" in text_of(app)
        await pilot.press(*["right"] * 5, "f2")
        await pilot.pause()
        assert app.words("problem.objective_why") in " ".join(text_of(app).split())
        assert app.screen.focused is not None and app.screen.focused.id == "field-why"
        await pilot.press("n", "o", "f2")
        await pilot.pause()
        # The cursor has gone on to the next one.
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("d", "f2")
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert app.screen is page, form.body.problems
        counting = _view(desk, who).stages.counting
        assert counting is not None
        assert [one.status.value for one in counting.objectives] == ["dropped", "done"]
        plan = _plan(desk, who)
        assert (plan.number, plan.objectives) == (2, ())
        assert page.item is not None and page.item.kind == "review"
        await pilot.press("e")
        await pilot.pause()
        form = _form(app, "plan_review")
        assert not form.filled.drawn("next_version")
        assert [row["why"] for row in raw_rows(form.filled.raw["objectives"]) if "why" in row] == ["no"]

    on_screen(desk, steps, size)


def test_every_review_opens_with_what_went_well(desk: Desk, who: UUID) -> None:
    for offset in (-9, -6, -3):
        raw = {"mode": "telephone", "expectations": "x", "went_well": f"{HOSTILE[:30]} {offset}"}
        reviews.record_review(desk, who, ReviewEntry(happened_on=planned.day(desk, offset), **raw))

    async def steps(app: HouseApp, pilot: Pilot[None]) -> None:
        await _page(app, pilot, who, "1", "r")
        _form(app, "review")
        line = next(line for line in text_of(app).split("\n") if "Went well so far" in line)
        assert "[/oops] O'Brien [x]" in line and "\x1b" not in line

    on_screen(desk, steps)


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
            step_of(desk, UUID(int=7))

    on_screen(desk, steps)
