"""Open questions: their wording, why they have no answer, and where long questions and hints stand."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from ips_tui.domain.profile import AnswerState
from screens.keys import SAME_BYTE
from screens.widgets.form.filled import Filled
from screens.widgets.form.plan import KeptDraft
from screens.widgets.form.versions import VersionsQuestion
from tests.screens import form_fake
from tests.screens.form_fake import Desk, Keeper
from tests.screens.form_more import ASIDE, DREAM, InterviewEntry, words
from tests.screens.form_walk import CLEAN, HOSTILE, SIZES, Walk, walk, work

ASKED = ["dream", "wanted", "importance", "help_from", "feeling", "has_licence", "aside"]


def plan(desk: Desk | None = None, keeper: Keeper | None = None, **more: Any) -> Any:
    return form_fake.plan(desk or Desk(), keeper, **{"entry": InterviewEntry, "title": "Profile", **more})


def go(made: Any, step: Any, size: tuple[int, int] = (80, 24)) -> Walk:
    return walk(made, step, size, words())


# States


@pytest.mark.parametrize("name", ["dream", "wanted", "importance", "help_from", "feeling"])
@pytest.mark.parametrize("size", SIZES)
def test_a_key_goes_through_the_reasons_and_back_to_none(name: str, size: tuple[int, int]) -> None:
    async def step(here: Walk) -> None:
        await here.go(name)
        for state, said in (
            ("not_asked", "- not asked -"),
            ("prefers_not_to_say", "- prefers not to say -"),
            ("does_not_apply", "- does not apply -"),
        ):
            await here.press("ctrl+n")
            assert here.raw == {f"{name}_state": state} and said in here.seen
        await here.press("ctrl+n")
        assert here.raw == {} and "- " not in here.seen.replace("- vocational", "")
        assert here.at == name

    go(plan(), step, size)


@pytest.mark.parametrize(("name", "key", "raw"), [("dream", "x", "x"), ("wanted", "x", "x"), ("importance", "7", "7")])
def test_typing_clears_the_state_and_clearing_brings_nothing_back(name: str, key: str, raw: str) -> None:
    async def step(here: Walk) -> None:
        await here.go(name)
        await here.press("ctrl+n")
        assert "- not asked -" in here.seen
        await here.press(key)
        assert here.raw == {name: raw} and "not asked" not in here.seen
        await here.press("backspace")
        assert here.raw == {} and "not asked" not in here.seen

    go(plan(), step)


def test_choosing_clears_the_state() -> None:
    async def step(here: Walk) -> None:
        await here.go("help_from")
        await here.press("ctrl+n", "right")
        assert here.raw == {"has_licence": "yes", "help_from": "participant"}
        await here.go("licences")
        await here.press("ctrl+n")
        assert "+ add: Licence  - not asked -" in here.seen
        await here.press("enter")
        await here.type("Food hygiene")
        await here.press("f2")
        assert here.raw["licences"].startswith("[{") and "licences_state" not in here.raw
        assert "not asked" not in here.seen

    go(plan(start={"has_licence": "yes"}), step)


def test_an_answer_is_not_thrown_away_by_the_key() -> None:
    async def step(here: Walk) -> None:
        await here.type("A bakery")
        await here.press("ctrl+n")
        assert here.raw == {"dream": "A bakery"}
        assert "There is an answer here." in here.seen

    go(plan(), step)


def test_the_key_is_offered_at_open_questions_alone_and_free_everywhere() -> None:
    async def step(here: Walk) -> None:
        def footer() -> str:
            return here.seen.splitlines()[-1]

        assert "Ctrl+N No answer" in footer()
        await here.go("aside")
        assert "No answer" not in footer()
        await here.press("ctrl+n")
        assert here.raw == {} and here.at == "aside"
        for control in here.form.query("*"):
            taken = [b for b in control._bindings.key_to_bindings.get("ctrl+n", ()) if b.id != "form.no_answer"]
            assert taken == []
        assert [b.id for b in here.app._bindings.key_to_bindings.get("ctrl+n", ())] == []
        assert "ctrl+n" not in SAME_BYTE

    go(plan(), step)


def test_states_are_saved_and_are_no_fields_of_their_own() -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        assert [name for name, field in here.form.body.fields.items() if field.display] == ASKED
        await here.press("ctrl+n", "ctrl+n", "tab")
        assert here.at == "wanted"
        await here.press("f2")

    go(plan(desk), step)
    (entry,) = desk.saved
    assert entry.dream is None and entry.dream_state is AnswerState.PREFERS_NOT_TO_SAY
    assert entry.wanted_state is None


def test_the_state_is_in_the_draft_and_comes_back() -> None:
    keeper = Keeper()

    async def step(here: Walk) -> None:
        await here.press("ctrl+n")
        here.form.flush_draft()

    go(plan(keeper=keeper), step)
    assert keeper.kept is not None and keeper.kept["dream_state"] == "not_asked"

    async def again(here: Walk) -> None:
        await here.press("enter")
        assert "- not asked -" in here.seen and here.raw == {"dream_state": "not_asked"}

    go(plan(keeper=Keeper(offered=KeptDraft(keeper.kept, "14:02", False, {}))), again)


def test_an_answer_from_the_draft_wins_over_a_state_from_the_record() -> None:
    kept = KeptDraft({"dream": HOSTILE}, "14:02", True, {"dream_state": "not_asked", "wanted_state": "not_asked"})

    async def step(here: Walk) -> None:
        question = here.app.screen
        assert isinstance(question, VersionsQuestion)
        assert [(v.label, v.typed, v.now) for v in question.versions] == [(DREAM, CLEAN, "- not asked -")]
        await here.press("enter")
        assert here.raw == {"dream": CLEAN, "wanted_state": "not_asked"}

    go(plan(keeper=Keeper(offered=kept), start=kept.current, editing=True), step)


def test_a_state_of_what_is_not_asked_any_more_is_not_saved_and_nobodys_text() -> None:
    desk = Desk()

    async def step(here: Walk) -> None:
        await here.go("licences")
        await here.press("ctrl+n", "shift+tab", "n", "f2")
        assert len(desk.saved) == 1, "a state alone is nothing to ask about"

    go(plan(desk, start={"has_licence": "yes"}), step)
    assert desk.saved[0].licences_state is None


def test_what_is_wrong_with_a_state_is_said_at_its_question() -> None:
    filled = Filled(plan(start={"dream_state": "sung"}))
    (problem,) = filled.problems()
    assert problem.field == "dream_state" and filled.place_of(problem) == "dream"

    async def step(here: Walk) -> None:
        await here.go("wanted")
        await here.press("f2")
        assert here.at == "dream" and "! Choose one from the list" in here.seen

    go(plan(start={"dream_state": "sung"}), step)


# Wording


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
def test_a_long_question_stands_above_its_field_and_is_read_to_its_end(size: tuple[int, int]) -> None:
    async def step(here: Walk) -> None:
        lines = here.seen.splitlines()
        if size[0] >= 80:
            assert any(f"▸{DREAM}" in line for line in lines)
        await here.go("aside")
        # Without the column in which a page has its scroll bar.
        assert ASIDE in " ".join(" ".join(line[:-2] for line in here.seen.splitlines()).split())
        await here.type("An answer")
        assert here.raw == {"aside": "An answer"} and "An answer" in here.seen

    go(plan(), step, size)


def test_a_short_question_stands_in_the_column_with_the_others() -> None:
    async def step(here: Walk) -> None:
        fields = here.form.body.fields
        columns = {name: fields[name].control.region.x for name in ("wanted", "importance", "help_from")}
        assert len(set(columns.values())) == 1
        assert fields["dream"].control.region.x < columns["wanted"]
        assert fields["dream"].control.region.y == fields["dream"].region.y + 1

    go(plan(), step)


def test_a_problem_stands_below_a_field_under_its_question() -> None:
    async def step(here: Walk) -> None:
        await here.press("tab", "tab")
        await here.type("11")
        await here.go("aside")
        await here.paste("x" * 200)
        await here.press("y", "f2")
        lines = here.seen.splitlines()
        (at,) = [n for n, line in enumerate(lines) if "201 characters" in line]
        assert "xxx" in lines[at - 1] and "just now?" in lines[at - 2]
        assert lines[at].index("!") == 2

    go(plan(), step)


def test_a_long_hint_has_the_lines_it_needs_and_no_less_room_is_left_in_a_low_window() -> None:
    async def step(here: Walk) -> None:
        assert "write down their own words." in " ".join(here.seen.split())
        assert here.form.body._hint.size.height == 3
        await here.go("aside")
        assert "[x] Only what the person is happy to see written down." in here.seen

    go(plan(), step)

    async def low(here: Walk) -> None:
        assert here.form.body._hint.size.height == 1
        assert any("Ask it with time" in line and line.rstrip().endswith("…") for line in here.seen.splitlines())

    go(plan(), low, (80, 14))

    async def short(here: Walk) -> None:
        assert here.form.body._hint.size.height == 1

    walk(form_fake.plan(Desk()), short)


def test_what_is_not_asked_any_more_is_named_by_its_question() -> None:
    filled = Filled(plan(start={"has_licence": "yes"}))
    filled.put("licences", '[{"name": "Food hygiene"}]')
    filled.put("has_licence", "no")
    assert filled.unasked(words()) == ["Licences"]


# Speed


def test_the_key_paints_and_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async def step(here: Walk) -> None:
        counts = work(here, monkeypatch)
        for name in ("dream", "wanted", "importance", "help_from"):
            await here.go(name)
            await asyncio.sleep(0.1)
            counts.update(layouts=0, paints=0)
            await here.press("ctrl+n")
            await here.press("7" if name == "importance" else "x")
            await asyncio.sleep(0.02)
            assert counts["layouts"] == 0 and counts["paints"] >= 1, name

    go(plan(keeper=Keeper()), step)
