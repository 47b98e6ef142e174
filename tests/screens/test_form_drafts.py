"""What is typed and not saved: kept as a draft, offered again, asked about on leaving."""

from __future__ import annotations

import asyncio

import pytest

from screens.widgets.form import draft
from screens.widgets.form.draft import DraftWriter
from screens.widgets.form.plan import KeptDraft
from screens.widgets.form.versions import VersionsQuestion
from tests.screens import form_fake as fake
from tests.screens.form_fake import Desk, Keeper, plan
from tests.screens.form_walk import CLEAN, HOSTILE, SIZES, Walk, walk

VALID = {"on": "2026-10-07", "kind": "visit", "took_place": "yes"}


# Drafts


def test_a_draft_that_the_disk_does_not_let_go_of_ends_nothing() -> None:
    """F4: on a full disk nothing can be deleted either; the draft is offered once more."""

    class Full(Keeper):
        def drop(self) -> None:
            raise OSError("no room")

    writer = DraftWriter(Full(), dict, lambda seconds, due: None, lambda: None)  # type: ignore[arg-type, return-value]
    writer.forget()
    assert writer.keeper is not None, "what is typed from now on is kept"


def test_a_draft_is_kept_while_somebody_never_stops_typing() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("notes")
        typed = 0
        for _ in range(12):
            await here.type("a")
            typed += 1
            await asyncio.sleep(0.1)
        assert keeper.times >= 2, "each key started the timer anew"
        assert keeper.kept is not None
        assert typed - len(keeper.kept["notes"]) <= 8
        await asyncio.sleep(0.5)
        assert keeper.kept["notes"] == "a" * typed

    walk(plan(Desk(), keeper), step)


def test_a_kept_date_is_the_day_it_meant_when_it_was_typed() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("next_on")
        await here.type("tomorrow")
        here.form.flush_draft()
        assert keeper.kept is not None
        assert keeper.kept["next_on"] == "2026-10-09"

    walk(plan(Desk(), keeper), step)


def test_the_draft_of_a_saved_record_keeps_the_changed_fields_alone() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.type("!")
        here.form.flush_draft()
        assert keeper.kept == {"place": "Leeds!"}
        await here.press("backspace")
        here.form.flush_draft()
        assert keeper.kept is None

    walk(plan(Desk(), keeper, start={**VALID, "place": "Leeds"}, editing=True), step)


def test_a_draft_is_offered_and_continued() -> None:
    desk = Desk()
    keeper = Keeper(offered=KeptDraft({**VALID, "place": HOSTILE, "old_field": "x"}, "14:02", False, {}))

    async def step(here: Walk) -> None:
        assert "Continue what you typed at 14:02?" in here.seen
        await here.press("enter")
        assert here.form.dirty
        assert CLEAN in here.seen
        assert "Wed 7 Oct 2026      (yesterday)" in here.seen
        await here.press("f2")

    walk(plan(desk, keeper), step)
    assert desk.saved[0].place == CLEAN
    assert keeper.dropped == 1


def test_a_draft_is_thrown_away_only_after_asking_twice() -> None:
    keeper = Keeper(kept={"place": "Leeds"}, offered=KeptDraft({"place": "Leeds"}, "14:02", False, {}))

    async def step(here: Walk) -> None:
        await here.press("down", "enter")
        assert "It cannot be brought back" in here.seen
        await here.press("enter")
        assert keeper.kept == {"place": "Leeds"}
        assert "Continue what you typed at 14:02?" in here.seen
        await here.press("down", "enter", "down", "enter")
        assert keeper.kept is None
        assert here.raw == {}
        assert here.app.screen is here.form

    walk(plan(Desk(), keeper), step)


def test_esc_at_the_offer_leaves_everything_as_it_was() -> None:
    keeper = Keeper(offered=KeptDraft({"place": "Leeds"}, "14:02", False, {}))

    async def step(here: Walk) -> None:
        await here.press("escape")

    here = walk(plan(Desk(), keeper), step)
    assert here.results == [None]
    assert keeper.dropped == 0


@pytest.mark.parametrize("size", SIZES)
def test_when_the_record_has_changed_both_versions_are_shown(size: tuple[int, int]) -> None:
    now = {**VALID, "place": HOSTILE, "kind": "call", "employer": fake.BUS, "minutes": "30"}
    typed = {"place": "Leeds", "kind": "letter", "employer": fake.BAKERY, "took_place": "yes"}
    keeper = Keeper(offered=KeptDraft(typed, "14:02", True, now))

    async def step(here: Walk) -> None:
        assert isinstance(here.app.screen, VersionsQuestion)
        for text in ("Leeds", CLEAN, "Letter", "Call", "Fenland Bakery", "Ødegård Buses [/oops]"):
            assert text in here.seen, text
        labels = [version.label for version in here.app.screen.versions]
        assert labels == ["Kind", "Place", "Employer"], "only what differs, in the order of the form"
        assert fake.BUS not in here.seen
        assert "Continue with what I typed" in here.seen
        assert "Take the record as it is now" in here.seen
        await here.press("enter")
        assert here.raw["place"] == "Leeds"
        assert here.raw["minutes"] == "30", "what a colleague wrote meanwhile must not go back"

    walk(plan(Desk(), keeper, start=now, editing=True), step, size)


def test_a_draft_that_cannot_be_kept_is_said_and_nobody_leaves_by_it() -> None:
    keeper = Keeper(full=True)

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.type("Leeds")
        await asyncio.sleep(0.6)
        await here.pilot.pause()
        assert "could not be kept as a draft" in here.seen
        with pytest.raises(OSError, match="no space"):
            here.form.flush_draft()
        await here.press("escape", "enter")
        assert here.app.screen is here.form
        keeper.full = False
        await here.press("escape", "enter")
        assert here.app.screen is not here.form
        assert keeper.kept is not None

    walk(plan(Desk(), keeper), step)


def test_a_draft_that_could_not_be_kept_is_tried_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """F4: once the disk has room again the draft is kept, without another key; to forget one never ends the program."""
    monkeypatch.setattr(draft, "AGAIN_AFTER_SECONDS", 0.05)
    keeper = Keeper(full=True)

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.type("Leeds")
        await asyncio.sleep(0.6)
        assert "could not be kept as a draft" in here.seen and keeper.kept is None
        keeper.full = False
        await asyncio.sleep(0.3)
        assert keeper.kept is not None and keeper.kept["place"] == "Leeds"

    walk(plan(Desk(), keeper), step)


def test_quitting_at_once_keeps_the_draft() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.pilot.press("L", "ctrl+q", "enter")

    walk(plan(Desk(), keeper), step)
    assert keeper.kept is not None
    assert keeper.kept["place"] == "L"


def test_the_lock_keeps_the_draft_and_waits_when_it_cannot() -> None:
    keeper = Keeper(full=True)

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.pilot.press("L", "f9")
        await here.pilot.pause()
        assert here.app.screen is here.form
        keeper.full = False
        await here.press("f9")
        assert here.app.screen is not here.form
        assert keeper.kept is not None
        assert keeper.kept["place"] == "L"

    walk(plan(Desk(), keeper), step)


def test_a_screen_taken_away_by_force_keeps_the_draft() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.go("place")
        await here.pilot.press("L")
        await here.app.pop_screen()

    walk(plan(Desk(), keeper), step)
    assert keeper.kept is not None


# Leaving


def test_leaving_an_untouched_form_asks_nothing() -> None:
    async def step(here: Walk) -> None:
        await here.type("7")
        await here.press("backspace", "escape")

    assert walk(plan(Desk(), Keeper()), step).results == [None]


def test_leaving_keeps_the_draft_unless_told_otherwise() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.type("7/10")
        await here.press("escape")
        assert "What you typed is not saved yet." in here.seen
        await here.press("escape")
        assert here.app.screen is here.form
        await here.press("escape", "enter")

    here = walk(plan(Desk(), keeper), step)
    assert here.results == [None]
    assert keeper.kept is not None
    assert keeper.kept["on"] == "2026-10-07"


def test_leaving_can_save_or_throw_away() -> None:
    desk, keeper = Desk(), Keeper()

    async def save(here: Walk) -> None:
        await here.go("place")
        await here.type("Leeds")
        await here.press("escape", "down", "enter")

    assert walk(plan(desk, keeper, start=VALID), save).results == ["record-1"]
    assert desk.saved[0].place == "Leeds"

    async def throw(here: Walk) -> None:
        await here.go("place")
        await here.type("Leeds")
        here.form.flush_draft()
        assert keeper.kept is not None
        await here.press("escape", "down", "down", "enter")

    assert walk(plan(desk, keeper, start=VALID), throw).results == [None]
    assert keeper.kept is None


def test_without_a_keeper_the_safe_answer_is_to_stay() -> None:
    async def step(here: Walk) -> None:
        await here.type("7/10")
        await here.press("escape", "enter")
        assert here.app.screen is here.form
        assert here.raw == {"on": "7/10"}

    walk(plan(Desk()), step)


def test_what_is_no_longer_asked_is_not_left_out_without_asking() -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.go("took_place")
        await here.press("n", "tab")
        await here.type("ill")
        await here.press("shift+tab", "y")
        for name, raw in VALID.items():
            here.form.filled.put(name, raw)
        await here.press("f2")
        assert "- Why not?" in here.seen and desk.saved == []
        await here.press("enter")
        assert here.app.screen is here.form and here.raw["reason"] == "ill"
        await here.press("f2", "down", "enter")
        assert [entry.reason for entry in desk.saved] == [None]

    walk(plan(desk), step)


def test_a_correction_that_would_empty_a_saved_field_says_so() -> None:
    desk = Desk()
    start = VALID | {"took_place": "no", "reason": "ill"}

    async def step(here: Walk) -> None:
        await here.go("took_place")
        await here.press("y", "f2")
        assert "- Why not?" in here.seen and desk.saved == []

    walk(plan(desk, start=start, editing=True), step)


def test_what_the_form_came_with_is_left_out_in_silence() -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.press("f2")
        assert len(desk.saved) == 1

    walk(plan(desk, start=VALID | {"reason": "from a default"}), step)
