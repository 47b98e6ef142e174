"""A row of a group on a form of its own: leaving it, the draft it is kept in, what is wrong with it."""

from __future__ import annotations

import asyncio

import pytest

from ips_tui.forms.asking import Problem
from ips_tui.forms.typed import raw_rows, rows_raw
from screens.widgets.form.group_row import RowScreen
from screens.widgets.form.plan import KeptDraft
from screens.widgets.form.versions import VersionsQuestion
from tests.screens.form_fake import Desk, Keeper
from tests.screens.form_rows import ONE, RING, THREE, TWO, VISIT, go, group, plan, start, steps
from tests.screens.form_walk import CLEAN, HOSTILE, SIZES, Walk

# Leaving a row


def test_esc_asks_and_takes_the_row_back_as_it_was() -> None:
    async def step(here: Walk) -> None:
        before = here.form.filled.raw["steps"]
        await here.press("tab", "enter")
        await here.type("!")
        assert steps(here)[0]["what"] == "Ring the college!", "written through at once"
        await here.press("escape")
        assert "What you typed here is kept with the form behind" in here.seen
        await here.press("escape")
        assert isinstance(here.app.screen, RowScreen), "no answer: one stays"
        await here.press("escape", "down", "enter")
        assert here.app.screen is here.form
        assert here.form.filled.raw["steps"] == before and not here.form.dirty

    go(plan(start=start(RING, VISIT)), step)


def test_a_new_row_that_is_taken_back_is_gone() -> None:
    async def step(here: Walk) -> None:
        await here.press("tab", "enter")
        await here.type("Half a ro")
        await here.press("escape", "down", "enter")
        assert here.form.filled.raw["steps"] == "" and "Half" not in here.seen

    go(plan(), step)


def test_a_half_typed_row_can_be_kept_and_opened_again() -> None:
    async def step(here: Walk) -> None:
        await here.press("tab", "enter")
        await here.type("Half a ro")
        await here.press("escape", "enter")
        assert here.app.screen is here.form
        assert "1  Half a ro" in here.seen
        await here.press("enter")
        assert "Half a ro" in here.seen and "This must be filled in." not in here.seen
        await here.press("f2")
        assert isinstance(here.app.screen, RowScreen) and here.at == "who"

    go(plan(), step)


def test_esc_in_an_untouched_row_asks_nothing() -> None:
    async def step(here: Walk) -> None:
        await here.press("tab", "enter")
        await here.type("x")
        await here.press("backspace", "escape")
        assert here.app.screen is here.form and not here.form.dirty

    go(plan(start=start(RING)), step)


# Drafts


def test_a_half_typed_row_is_in_the_draft_of_the_form_within_the_second() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.press("tab", "enter")
        await here.type("Ring the coll")
        await here.press("tab", "tab")
        await here.type("tomorrow")
        await asyncio.sleep(0.6)
        await here.pilot.pause()
        # What is on the disk now is all there is after a kill.
        assert keeper.kept is not None
        assert raw_rows(keeper.kept["steps"]) == [{"what": "Ring the coll", "due": "2026-10-09", "done": "no"}]
        assert here.app.screen is not here.form

    go(plan(keeper=keeper), step)
    kept = dict(keeper.kept or {})

    async def again(here: Walk) -> None:
        await here.press("enter")
        assert "1  Ring the coll · Fri 9 Oct 2026" in here.seen
        await here.go("steps")
        await here.press("enter")
        assert here.front.filled.raw["what"] == "Ring the coll"
        assert here.front.filled.raw["due"] == "Fri 9 Oct 2026"

    go(plan(keeper=Keeper(offered=KeptDraft(kept, "14:02", False, {}))), again)


def test_taking_a_row_back_takes_the_draft_back() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.press("tab", "enter")
        await here.type("x")
        here.front.flush_draft()
        assert keeper.kept is not None
        await here.press("escape", "down", "enter")
        here.form.flush_draft()
        assert keeper.kept is None

    go(plan(keeper=keeper), step)


@pytest.mark.parametrize("key", ["f9", "ctrl+q"])
def test_lock_and_quit_in_the_middle_of_a_row_keep_it(key: str) -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.press("tab", "enter")
        await here.pilot.press("R", key)
        await here.pilot.pause()
        assert keeper.kept is not None and raw_rows(keeper.kept["steps"])[0]["what"] == "R"

    go(plan(keeper=keeper), step)


def test_a_draft_that_cannot_be_kept_is_said_in_the_row() -> None:
    async def step(here: Walk) -> None:
        await here.press("tab", "enter")
        await here.type("R")
        await asyncio.sleep(0.6)
        await here.pilot.pause()
        assert isinstance(here.app.screen, RowScreen) and "could not be kept as a draft" in here.seen

    go(plan(keeper=Keeper(full=True)), step)


@pytest.mark.parametrize("size", SIZES)
def test_when_the_record_has_changed_rows_are_compared_line_by_line(size: tuple[int, int]) -> None:
    now = start({**RING, "what": HOSTILE}, VISIT, {**VISIT, "id": THREE, "what": "New from a colleague"})
    typed = {"steps": rows_raw([{**RING, "due": "2026-10-20"}, VISIT, {"what": "Mine", "who": "employer"}])}
    keeper = Keeper(offered=KeptDraft(typed, "14:02", True, now))

    async def step(here: Walk) -> None:
        question = here.app.screen
        assert isinstance(question, VersionsQuestion)
        assert [(v.label, v.typed, v.now) for v in question.versions] == [
            (
                "Steps, line 1",
                "What: Ring the college\nDue: Tue 20 Oct 2026",
                f"What: {CLEAN}\nDue: Fri 16 Oct 2026",
            ),
            ("Steps, line 3", "What: Mine\nWho: an employer", "(not there)"),
            ("Steps, line 3", "(not there)", "What: New from a colleague\nWho: the specialist\nDone: no"),
        ]
        assert "Steps, line 1" in here.seen and ONE not in here.seen
        await here.press("enter")
        assert [row["what"] for row in steps(here)] == ["Ring the college", "Visit the bakery", "Mine"]

    go(plan(keeper=keeper, start=now, editing=True), step, size)


# Problems


@pytest.mark.parametrize("size", SIZES)
def test_a_row_that_is_not_complete_is_named_and_says_in_its_form_what_is_missing(size: tuple[int, int]) -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.press("f2")
        assert here.at == "steps" and group(here).place == 1 and not desk.saved
        assert "Line 2 is not complete. Open it with Enter" in here.seen
        await here.press("enter")
        assert here.at == "who" and "! This must be filled in." in here.seen
        await here.press("right", "f2")
        assert here.app.screen is here.form
        assert "is not complete" not in here.seen and here.form.body.problems == {}
        await here.press("f2")

    go(plan(desk, start=start(RING, {"id": TWO, "what": "Visit"})), step, size)
    assert len(desk.saved) == 1


def test_a_new_row_is_not_found_wrong_with_the_others() -> None:
    async def step(here: Walk) -> None:
        await here.press("f2", "plus")
        assert isinstance(here.app.screen, RowScreen) and here.front.body.problems == {}

    go(plan(start=start({"id": TWO, "what": "Visit"})), step)


def test_taking_the_wrong_row_out_takes_its_problem_away() -> None:
    async def step(here: Walk) -> None:
        await here.press("f2", "delete", "down", "enter")
        assert here.form.body.problems == {} and "is not complete" not in here.seen

    go(plan(start=start(RING, {"id": TWO, "what": "Visit"})), step)


def test_a_save_may_refuse_a_group_as_any_field() -> None:
    desk = Desk(refuses=(Problem("steps", "problem.reason_needed"),))

    async def step(here: Walk) -> None:
        await here.press("f2")
        assert here.at == "steps" and "Say why it did not take place." in here.seen

    go(plan(desk, start=start(RING)), step)


def test_what_a_row_no_longer_asks_is_not_left_out_without_asking() -> None:
    desk = Desk()
    done = {**RING, "done": "yes", "result": "She rang"}

    async def step(here: Walk) -> None:
        await here.press("tab", "enter")
        await here.go("done")
        await here.press("n", "f2")
        assert "- What came of it" in here.seen
        await here.press("enter", "escape", "enter")
        assert here.app.screen is here.form
        await here.press("f2")
        assert "- Steps, line 1: What came of it" in here.seen and desk.saved == []
        await here.press("enter", "enter", "f2", "down", "enter")
        assert here.app.screen is here.form and "result" not in steps(here)[0]
        await here.press("f2")
        assert [row.result for row in desk.saved[0].steps] == [None]

    go(plan(desk, start=start(done)), step)
