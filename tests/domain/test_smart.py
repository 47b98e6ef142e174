"""Advice on objectives: what is said of which part, and never more than one thing of each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.content.smart import load_smart
from ips_tui.domain.action_plan import ReviewedStatus, StepWho, is_unmoved
from ips_tui.domain.smart import Advice, Drafted, Part, advice_on, is_observable

MADE = date(2026, 10, 1)
WHOLE: dict[str, Any] = {
    "measurable": "two answers on the list",
    "has_goal": True,
    "due_on": MADE + timedelta(days=14),
    "plan_made_on": MADE,
    "steps": (StepWho.PARTICIPANT,),
}
DOING = frozenset({"two", "rang", "friday"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, {}),
        ({"measurable": ""}, {Part.MEASURABLE: Advice.NO_MEASURE}),
        ({"measurable": " \n"}, {Part.MEASURABLE: Advice.NO_MEASURE}),
        ({"measurable": "feels better about it"}, {Part.MEASURABLE: Advice.NOTHING_OBSERVABLE}),
        ({"measurable": "3 calls"}, {}),
        ({"measurable": "She RANG."}, {}),
        ({"measurable": "by (Friday)"}, {}),
        ({"measurable": "strange networks"}, {Part.MEASURABLE: Advice.NOTHING_OBSERVABLE}),
        ({"has_goal": False}, {Part.RELEVANT_GOAL: Advice.NO_GOAL}),
        ({"due_on": None}, {Part.DUE_ON: Advice.NO_DAY}),
        ({"due_on": MADE - timedelta(days=1)}, {Part.DUE_ON: Advice.DUE_BEFORE_PLAN}),
        ({"due_on": MADE}, {}),
        ({"due_on": MADE - timedelta(days=1), "plan_made_on": None}, {}),
        ({"steps": ()}, {Part.STEPS: Advice.NO_STEPS}),
        ({"steps": (StepWho.SPECIALIST, StepWho.SPECIALIST)}, {Part.STEPS: Advice.ALL_WITH_SPECIALIST}),
        ({"steps": (StepWho.SPECIALIST, StepWho.FAMILY)}, {}),
        ({"steps": (StepWho.SPECIALIST, None)}, {}),
    ],
)
def test_each_part_is_advised_on_by_itself(change: dict[str, Any], said: dict[Part, Advice]) -> None:
    assert advice_on(Drafted(**{**WHOLE, **change}), DOING) == said


def test_without_a_list_of_words_only_an_empty_measure_is_advised_on() -> None:
    assert advice_on(Drafted(**{**WHOLE, "measurable": "snakker mer"}), None) == {}
    assert Part.MEASURABLE in advice_on(Drafted(**{**WHOLE, "measurable": ""}), None)


@given(st.text(), st.booleans(), st.none() | st.dates(), st.lists(st.sampled_from([*StepWho, None]), max_size=4))
def test_whatever_is_written_there_is_an_answer(text: str, goal: bool, due: date | None, who: list[Any]) -> None:
    found = advice_on(Drafted(text, goal, due, MADE, tuple(who)), DOING)
    assert list(found) == [part for part in Part if part in found]
    assert (Part.DUE_ON in found) == (due is None or due < MADE)


@given(st.text(), st.integers(0, 9))
def test_a_figure_anywhere_can_be_counted(text: str, figure: int) -> None:
    assert is_observable(f"{text}{figure}", frozenset())


def test_the_examples_for_a_measure_are_observable_themselves() -> None:
    guide = load_smart()
    for kind, said in guide.better.items():
        assert is_observable(said["measurable"], guide.doing), kind


@pytest.mark.parametrize(
    ("said", "unmoved"),
    [("", False), ("u", False), ("uu", True), ("uiu", False), ("iuu", True), ("uui", False), ("uuc", False)],
)
def test_two_reviews_in_a_row_without_a_move(said: str, unmoved: bool) -> None:
    words = {"u": ReviewedStatus.UNCHANGED, "i": ReviewedStatus.IN_PROGRESS, "c": ReviewedStatus.CHANGED}
    assert is_unmoved([words[letter] for letter in said]) is unmoved
