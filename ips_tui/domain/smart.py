"""What could make an objective better, as advice and never a wall (seeds 000 and 001; domain.md 1.5, 4.4).

The rules look at plain values. What counts as a word of doing is handed in: it depends on the language written in.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ips_tui.domain.action_plan import StepWho


class Part(StrEnum):
    """The part of an objective that advice is about, as its field is called."""

    MEASURABLE = "measurable"
    RELEVANT_GOAL = "relevant_goal"
    DUE_ON = "due_on"
    STEPS = "steps"


class Advice(StrEnum):
    """A piece of advice; its sentence is `smart.<value>` in the word pack."""

    NO_MEASURE = "no_measure"
    NOTHING_OBSERVABLE = "nothing_observable"
    NO_GOAL = "no_goal"
    NO_DAY = "no_day"
    DUE_BEFORE_PLAN = "due_before_plan"
    NO_STEPS = "no_steps"
    ALL_WITH_SPECIALIST = "all_with_specialist"


@dataclass(frozen=True)
class Drafted:
    """An objective as far as it is written."""

    measurable: str
    has_goal: bool
    due_on: date | None
    plan_made_on: date | None
    """None where that is not known; then nothing is said of the order of the two."""
    steps: tuple[StepWho | None, ...]
    """Who does each step; None where nobody is named yet."""


def advice_on(drafted: Drafted, doing: Set[str] | None) -> dict[Part, Advice]:
    """At most one piece of advice for each part, in the order of the parts.

    `doing` are the words of doing, counting and time, folded to small letters; None where the language has no list,
    and then only an empty measure is advised on. Source: domain.md 1.5 (traps: steps belonging only to the
    specialist, no dates) and 4.4.
    """
    found: dict[Part, Advice] = {}
    if not drafted.measurable.strip():
        found[Part.MEASURABLE] = Advice.NO_MEASURE
    elif doing is not None and not is_observable(drafted.measurable, doing):
        found[Part.MEASURABLE] = Advice.NOTHING_OBSERVABLE
    if not drafted.has_goal:
        found[Part.RELEVANT_GOAL] = Advice.NO_GOAL
    if drafted.due_on is None:
        found[Part.DUE_ON] = Advice.NO_DAY
    elif drafted.plan_made_on is not None and drafted.due_on < drafted.plan_made_on:
        found[Part.DUE_ON] = Advice.DUE_BEFORE_PLAN
    if not drafted.steps:
        found[Part.STEPS] = Advice.NO_STEPS
    elif all(who is StepWho.SPECIALIST for who in drafted.steps):
        found[Part.STEPS] = Advice.ALL_WITH_SPECIALIST
    return found


def is_observable(measurable: str, doing: Set[str]) -> bool:
    """Whether somebody could see or count what is written: a figure stands in it, or one of the words in `doing`.

    It is a simple rule and misses much, which is why it only ever advises.
    """
    if any(letter.isdigit() for letter in measurable):
        return True
    return any(word in doing for word in re.findall(r"[^\W_]+", measurable.lower()))
