"""Advice beside a field: said and taken back as a person goes on, and never in the way of saving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.screens.form_fake import Desk, Keeper, plan
from tests.screens.form_rows import RING, go, group, start
from tests.screens.form_rows import plan as plan_of_rows
from tests.screens.form_walk import HOSTILE, SIZES, Walk, walk, work

VALID = {"on": "2026-10-07", "kind": "visit", "took_place": "yes"}
LONG = "Who else was there? " * 30


def advise(raw: Mapping[str, str]) -> dict[str, str]:
    """A place would help, and so would less haste."""
    said = {} if raw["place"] else {"place": "Say where it was. Such as: the café"}
    return said | ({"minutes": "So short?"} if raw["minutes"] == "1" else {})


def lines_with(here: Walk, text: str) -> list[str]:
    return [line for line in here.seen.split("\n") if text in line]


@pytest.mark.parametrize("size", SIZES)
def test_advice_stands_below_its_field_with_a_sign_of_its_own_and_goes_when_it_is_followed(
    size: tuple[int, int],
) -> None:
    async def step(here: Walk) -> None:
        (line,) = lines_with(here, "Say where it was")
        assert "? Say where it was. Such as: the café" in line
        (field,) = lines_with(here, "  Place") or lines_with(here, "? Place")
        assert field.startswith("? Place")
        await here.go("place")
        await here.type("Café")
        # While one is still typing nothing moves.
        assert lines_with(here, "Say where it was")
        await here.press("tab")
        assert not lines_with(here, "Say where it was")
        await here.type("1")
        await here.press("tab")
        assert lines_with(here, "? So short?")

    walk(plan(Desk(), start=VALID, advise=advise), step, size)


def test_advice_is_no_problem_and_stops_no_save() -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        assert "another look" not in here.seen
        await here.press("f2")

    here = walk(plan(desk, start={**VALID, "minutes": "1"}, advise=advise), step)
    assert here.results == ["record-1"]
    assert desk.saved[0].minutes == 1


def test_a_problem_stands_in_the_place_of_advice() -> None:
    said = {"minutes": "Say how long it took."}

    async def step(here: Walk) -> None:
        assert lines_with(here, "? Say how long")
        await here.go("minutes")
        await here.type("9x")
        await here.press("tab")
        assert lines_with(here, "! This is not a whole number.")
        assert not lines_with(here, "Say how long")
        assert "One field needs another look" in here.seen
        await here.go("minutes")
        await here.press("backspace", "tab")
        assert lines_with(here, "? Say how long")
        assert "another look" not in here.seen

    walk(plan(Desk(), start=VALID, advise=lambda raw: said), step)


def test_a_save_that_is_refused_leaves_the_advice_that_stands_then() -> None:
    async def step(here: Walk) -> None:
        await here.go("minutes")
        await here.type("1")
        await here.press("f2")
        assert lines_with(here, "! This must be filled in.")
        assert lines_with(here, "? So short?")

    walk(plan(Desk(), start={"on": "2026-10-07", "kind": "visit"}, advise=advise), step)


@pytest.mark.parametrize("size", SIZES)
def test_hostile_and_long_advice_is_text_in_its_column(size: tuple[int, int]) -> None:
    async def step(here: Walk) -> None:
        assert lines_with(here, "? [/oops] O'Brien [x]")
        assert not set(here.seen) & {"\x1b", "\x07", "\u202e"}
        said = [line for line in here.seen.split("\n") if "there?" in line]
        assert 1 < len(said) <= 3
        assert said[-1].rstrip().endswith("…")
        assert all(len(line) == size[0] for line in said)

    walk(plan(Desk(), start=VALID, advise=lambda raw: {"place": HOSTILE, "minutes": LONG}), step, size)


def test_a_kept_draft_is_advised_on_once_it_is_continued() -> None:
    from screens.widgets.form.plan import KeptDraft

    keeper = Keeper(KeptDraft({**VALID, "place": "Café", "minutes": "1"}, "14:02", False, {}))

    async def step(here: Walk) -> None:
        await here.press("enter")
        assert here.raw["place"] == "Café"
        assert not lines_with(here, "Say where it was")
        assert lines_with(here, "? So short?")

    walk(plan(Desk(), keeper, start=VALID, advise=advise), step)


def test_a_group_is_advised_on_when_one_comes_back_from_a_row() -> None:
    def of_rows(raw: Mapping[str, str]) -> dict[str, str]:
        return {} if "specialist" in raw["steps"] else {"steps": "All of it falls to one of you."}

    async def step(here: Walk) -> None:
        await here.go("steps")
        assert lines_with(here, "? All of it falls")
        group(here).put_cursor(1)
        await here.press("enter")
        await here.type("Visit the bakery")
        await here.press("tab", "right", "right", "f2")
        assert here.app.screen is here.form
        assert not lines_with(here, "All of it falls")

    go(plan_of_rows(start=start(RING), advise=of_rows), step)


def test_without_advice_leaving_a_field_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    async def step(here: Walk) -> None:
        await here.go("place")
        counts = work(here, monkeypatch)
        await here.press("tab")
        asked.append(counts["layouts"])

    walk(plan(Desk(), start=VALID), step)
    walk(plan(Desk(), start={**VALID, "place": "Café"}, advise=advise), step)
    assert asked[0] == asked[1]
