"""Repeated groups in a form: their lines and keys, hostile text, small windows, and fields that are not drawn."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from ips_tui.forms import kit
from ips_tui.forms.asking import MOST_ROWS, Problem
from ips_tui.forms.typed import raw_rows
from screens.widgets.confirm import Confirm
from screens.widgets.form.group_row import RowScreen
from screens.widgets.form.groups import MOST_LINES
from screens.widgets.form.page import paged
from tests.screens import form_fake, form_more
from tests.screens.form_fake import Desk, Keeper
from tests.screens.form_more import PlanEntry, StepEntry, words
from tests.screens.form_rows import ONE, RING, THREE, TWO, VISIT, go, group, plan, start, steps
from tests.screens.form_walk import CLEAN, HOSTILE, SIZES, Walk, work

# Filling in


@pytest.mark.parametrize("size", SIZES)
def test_rows_are_added_and_saved_by_keys_alone(size: tuple[int, int]) -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.type("A job")
        await here.press("tab")
        assert "+ add: Step" in here.seen
        await here.press("enter")
        assert isinstance(here.app.screen, RowScreen)
        assert "Step 1" in here.seen
        await here.type("Ring the college")
        await here.press("tab", "right", "tab")
        await here.type("fri")
        await here.press("f2")
        assert here.app.screen is here.form and here.at == "steps"
        assert "1  Ring the college · the participant · Fri" in here.seen
        assert ("Fri 9 Oct 2026 · Done: no" in here.seen) == (size[0] == 120)
        await here.press("enter")
        assert "Step 2" in here.seen
        await here.type("Visit")
        await here.press("tab", "right", "right", "f2", "tab", "tab", "enter")
        assert "A licence or certificate the person holds." in here.seen
        await here.type("Food hygiene")
        await here.press("f2", "f2")

    here = go(plan(desk), step, size)
    assert here.results == ["record-1"]
    (entry,) = desk.saved
    assert entry.steps == (
        StepEntry(what="Ring the college", who="participant", due=date(2026, 10, 9)),
        StepEntry(what="Visit", who="specialist"),
    )
    assert [licence.name for licence in entry.licences] == ["Food hygiene"]


def test_a_row_reads_as_a_person_reads_it() -> None:
    rows = [
        {**RING, "what": "Ring the college about the course in the spring", "done": "yes", "result": "All\nwell"},
        {"what": "", "who": "employer", "employer": form_fake.BUS, "pay": "12.5", "minutes": "7"},
        {"id": THREE},
    ]

    async def step(here: Walk) -> None:
        assert list(group(here).shown) == [
            "Ring the college about the co… · the participant · Fri 16 Oct 2026 · Done: yes",
            "an employer · Ødegård Buses [/oops] · 12.50 GBP · Minutes: 7",
            "not answered",
        ]
        assert ONE not in here.seen and form_fake.BUS not in here.seen

    go(plan(start=start(*rows)), step, (120, 40))


def test_up_and_down_go_through_the_rows_and_on_to_the_neighbours() -> None:
    async def step(here: Walk) -> None:
        places = []
        for _ in range(4):
            await here.press("down")
            places.append((here.at, group(here).place))
        assert places == [("steps", 0), ("steps", 1), ("steps", 2), ("note", 2)]
        await here.press("shift+tab")
        assert (here.at, group(here).place) == ("steps", 2)
        await here.press("up", "up", "up")
        assert here.at == "title"
        await here.press("tab", "tab")
        assert here.at == "note"
        await here.press("tab", "down", "up", "shift+tab", "shift+tab")
        assert (here.at, group(here).place) == ("steps", 2)
        await here.press("home")
        assert group(here).place == 0
        await here.press("end")
        assert group(here).place == 2

    go(plan(start=start(RING, VISIT)), step)


def test_the_footer_says_what_enter_does_on_this_line() -> None:
    async def step(here: Walk) -> None:
        def footer() -> str:
            return here.seen.splitlines()[-1]

        await here.press("tab")
        assert "Enter Open" in footer() and "Delete Take out" in footer() and "+ Add" in footer()
        await here.press("end")
        assert "Enter Add" in footer() and "Open" not in footer() and "Take out" not in footer()
        await here.press("up")
        assert "Enter Open" in footer()

    go(plan(start=start(RING)), step)


def test_the_sign_adds_from_any_row_and_a_row_more_than_fits_is_refused_in_words() -> None:
    async def step(here: Walk) -> None:
        await here.press("tab", "plus")
        assert isinstance(here.app.screen, RowScreen) and "Step 3" in here.seen
        await here.press("escape")
        assert here.app.screen is here.form and len(steps(here)) == 2

    go(plan(start=start(RING, VISIT)), step)

    async def full(here: Walk) -> None:
        await here.press("tab", "plus")
        assert here.app.screen is here.form
        assert f"There is room for {MOST_ROWS} lines here." in here.seen

    go(plan(start=start(*[RING] * MOST_ROWS)), full)


def test_a_row_is_corrected_and_keeps_its_id_and_its_neighbours() -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.press("tab", "down", "enter")
        assert "Visit the bakery" in here.seen and "Step 2" in here.seen
        await here.press("end")
        await here.type(" again")
        await here.press("f2")
        assert group(here).place == 1, "the cursor stays with the row that was corrected"
        await here.press("f2")

    go(plan(desk, start=start(RING, VISIT, {**RING, "id": THREE})), step)
    (entry,) = desk.saved
    assert [str(row.id) for row in entry.steps] == [ONE, TWO, THREE]
    assert [row.what for row in entry.steps] == ["Ring the college", "Visit the bakery again", "Ring the college"]


def test_a_row_is_taken_out_after_asking() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.press("tab", "delete")
        assert isinstance(here.app.screen, Confirm)
        assert "Take this line out?" in here.seen and "1  Ring the college" in here.seen
        await here.press("enter")
        assert len(steps(here)) == 2
        await here.press("delete", "down", "enter")
        assert [row["id"] for row in steps(here)] == [TWO]
        assert "Ring the college" not in here.seen and here.at == "steps"
        await here.press("backspace", "escape")
        assert len(steps(here)) == 1
        here.form.flush_draft()
        assert keeper.kept is not None and [row["id"] for row in raw_rows(keeper.kept["steps"])] == [TWO]
        await here.press("backspace", "down", "enter")
        assert here.form.filled.raw["steps"] == ""
        assert "+ add: Step" in here.seen
        await here.press("delete")
        assert here.app.screen is here.form, "on the line that adds there is nothing to take out"

    go(plan(keeper=keeper, start=start(RING, VISIT), editing=True), step)


def test_a_new_row_starts_with_what_its_entry_says_and_is_no_row_until_something_is_typed() -> None:
    async def step(here: Walk) -> None:
        await here.press("tab", "enter")
        assert here.front.filled.raw["done"] == "no"
        assert not here.form.dirty
        await here.type("R")
        assert steps(here) == [{"what": "R", "done": "no"}]
        await here.press("backspace")
        assert steps(here) == [] and not here.form.dirty
        await here.press("escape")
        assert here.app.screen is here.form

    go(plan(), step)


def test_a_row_without_anything_needed_may_stay_empty_and_is_then_no_row() -> None:
    async def step(here: Walk) -> None:
        await here.go("licences")
        await here.press("enter", "f2")
        assert here.app.screen is here.form and here.form.filled.raw["licences"] == ""

    go(plan(), step)


# Hostile text, and small windows


@pytest.mark.parametrize("size", SIZES)
def test_hostile_text_in_rows_is_text_only(size: tuple[int, int]) -> None:
    long = "n" * 300
    raw = json.dumps(
        [{"id": "[/oops]", "what": HOSTILE, "who": HOSTILE, "pay": HOSTILE, "unknown": "x"}, {"what": long}]
    )

    async def step(here: Walk) -> None:
        assert CLEAN in here.seen and "\x1b" not in here.seen
        assert not here.form.dirty and "unknown" not in here.form.filled.raw["steps"]
        await here.press("tab", "enter")
        assert CLEAN in here.seen and here.front.filled.raw["id"] == "[/oops]"
        await here.paste(HOSTILE)
        assert "2 hidden characters" in here.seen
        await here.press("f2")
        assert isinstance(here.app.screen, RowScreen)
        await here.press("escape", "down", "enter", "delete")
        assert CLEAN in here.seen and not here.form.dirty

    go(plan(start={"title": "x", "steps": raw}), step, size)


@pytest.mark.parametrize("raw", ["[/oops]", "{}", '"x"', "[1, null, [], {}]", '[{"what": 7}]', "[" * 100_000])
def test_what_is_no_list_of_rows_is_none(raw: str) -> None:
    async def step(here: Walk) -> None:
        assert here.form.filled.raw["steps"] == "" and "+ add: Step" in here.seen

    go(plan(start={"steps": raw}), step)


@pytest.mark.parametrize("size", [*SIZES, (40, 10)])
def test_twelve_rows_are_all_reached_by_keys(size: tuple[int, int]) -> None:
    rows = [{"id": str(UUID(int=n)), "what": f"Row number {n}", "who": "participant"} for n in range(1, 13)]

    async def step(here: Walk) -> None:
        control = group(here)
        assert control.size.height == MOST_LINES
        for number in range(1, 13):
            await here.press("down")
            assert here.at == "steps" and f"{number}  Row number {number}"[:14] in here.seen
        await here.press("down")
        assert "+ add: Step" in here.seen
        for number in range(12, 0, -1):
            await here.press("up")
            assert f"{number}  Row number {number}"[:14] in here.seen
        await here.press("enter")
        assert isinstance(here.app.screen, RowScreen)
        await here.press("f2", "tab", "tab", "tab")
        assert here.at == "review_on"

    go(plan(start=start(*rows)), step, size)


def test_how_many_more_rows_there_are_is_said_at_the_edge() -> None:
    async def step(here: Walk) -> None:
        assert "+5 ▾" in here.seen and "▴" not in here.seen
        await here.press("tab", "end")
        assert "▾" not in here.seen and "+5 ▴" in here.seen

    go(plan(start=start(*[RING] * 12)), step)


def test_a_page_has_room_for_its_groups() -> None:
    specs = {spec.name: spec for spec in kit.fields_of(PlanEntry)}
    assert paged(specs.values(), frozenset()) == [["title", "steps", "note", "licences", "review_on"]]
    many = [specs["steps"], specs["note"], specs["licences"], specs["steps"], specs["title"], specs["steps"]]
    assert paged(many, frozenset()) == [["steps", "note", "licences", "steps", "title"], ["steps"]]
    assert len(paged([specs["title"]] * 41, frozenset())) == 3
    assert paged([specs["goal"], specs["title"]], frozenset()) == [["title"]]
    assert paged([specs["title"]] * 20 + [specs["note"]], frozenset({"title"})) == [["title"] * 20 + ["note"]]


def test_pages_are_turned_from_a_group() -> None:
    class LongPlanEntry(PlanEntry):
        last: kit.Text | None = None
        more: kit.Group[StepEntry] = ()

    async def step(here: Walk) -> None:
        assert "page 1 of 2" in here.seen
        await here.press("tab", "pagedown")
        assert here.at == "more" and "page 2 of 2" in here.seen
        await here.press("up")
        assert here.at == "last"

    go(plan(entry=LongPlanEntry, start=start(RING)), step)


def test_a_click_goes_to_a_row_and_another_opens_it() -> None:
    async def step(here: Walk) -> None:
        await here.pilot.click(group(here), offset=(5, 1))
        await here.pilot.pause()
        assert here.at == "steps" and group(here).place == 1
        await here.pilot.click(group(here), offset=(5, 1), times=2)
        await here.pilot.pause()
        assert isinstance(here.app.screen, RowScreen)

    go(plan(start=start(RING, VISIT)), step)


def test_names_in_rows_follow_privacy() -> None:
    shown = {"name": "Fenland Bakery"}

    def options(of: str, _: object) -> list[Any]:
        from screens.widgets.form.plan import Option

        return [Option(form_fake.BAKERY, shown["name"])] if of == "employer" else []

    async def step(here: Walk) -> None:
        assert "Fenland Bakery" in here.seen
        shown["name"] = "FB"
        here.form.body.show_all()
        await here.pilot.pause()
        assert "Fenland" not in here.seen and "FB" in here.seen

    go(plan(start=start({**VISIT, "employer": form_fake.BAKERY}), options=options), step, (120, 40))


# Fields that are not drawn


def test_a_hidden_field_is_kept_and_saved_and_never_drawn() -> None:
    desk, keeper, goal = Desk(), Keeper(), str(UUID(int=5))

    async def step(here: Walk) -> None:
        assert goal not in here.seen and "goal" not in here.form.body.fields
        await here.type("x")
        here.form.flush_draft()
        assert keeper.kept is not None and keeper.kept["goal"] == goal
        await here.press("f2")

    go(plan(desk, keeper, start={**start(RING), "goal": goal}), step)
    assert str(desk.saved[0].goal) == goal


def test_what_is_wrong_with_a_hidden_field_is_said_at_the_top() -> None:
    async def step(here: Walk) -> None:
        await here.press("f2")
        assert "! Choose one from the list" in here.seen.splitlines()[2]

    go(plan(start={**start(RING), "goal": "none"}), step)


def test_a_field_left_out_stays_as_it_starts_and_comes_up_with_its_problem() -> None:
    desk = Desk()
    made = plan(desk, start={**start(RING), "note": "kept", "review_on": "2026-12-01"}, left_out=frozenset({"note"}))

    async def step(here: Walk) -> None:
        assert "Note" not in here.seen and "kept" not in here.seen
        await here.press("end", "tab", "end", "down")
        assert here.at == "licences"
        await here.press("f2")
        assert desk.saved[0].note == "kept"

    go(made, step)
    desk = Desk(refuses=(Problem("note", "problem.reason_needed"),))
    made = plan(desk, start={**start(RING), "note": "kept"}, left_out=frozenset({"note"}))

    async def refused(here: Walk) -> None:
        await here.press("f2")
        assert here.at == "note" and "Say why it did not take place." in here.seen and "kept" in here.seen
        await here.press("shift+tab", "tab")
        assert here.at == "note"

    go(made, refused)


# Speed


def test_a_key_in_a_row_and_through_the_rows_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def step(here: Walk) -> None:
        await here.press("tab")
        await asyncio.sleep(0.05)
        counts = work(here, monkeypatch)
        for _ in range(5):
            await here.press("down")
            await asyncio.sleep(0.02)
        assert counts["layouts"] == 0 and 1 <= counts["paints"] <= 6
        await here.press("enter", "x")
        await asyncio.sleep(0.1)
        counts.update(layouts=0, paints=0)
        for letter in "letters":
            await here.type(letter)
            await asyncio.sleep(0.02)
        assert counts["layouts"] == 0 and 1 <= counts["paints"] <= 8

    go(plan(keeper=Keeper(), start=start(*[RING] * 12)), step)


def test_words_of_these_forms_are_whole() -> None:
    known = words()
    for entry in (PlanEntry, StepEntry, form_more.LicenceEntry):
        for spec in kit.fields_of(entry):
            assert spec.hidden or known.has(spec.label_id), spec.label_id
