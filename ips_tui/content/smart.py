"""What the advice on objectives goes by: words of doing, and better wordings by kind, from `smart.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ips_tui.domain.action_plan import ObjectiveKind
from ips_tui.domain.smart import Advice

_SHOWN_BY: Mapping[Advice, str] = {
    Advice.NO_MEASURE: "measurable",
    Advice.NOTHING_OBSERVABLE: "measurable",
    Advice.NO_GOAL: "relevant_goal",
    Advice.NO_DAY: "due_on",
    Advice.DUE_BEFORE_PLAN: "due_on",
    Advice.NO_STEPS: "steps",
    Advice.ALL_WITH_SPECIALIST: "whose",
}
"""Which example goes with a piece of advice."""


@dataclass(frozen=True)
class SmartGuide:
    """Words and examples in one language."""

    language: str
    """As the name of a word pack begins: `en`."""
    doing: frozenset[str]
    """Words that make a measure observable, in small letters."""
    better: Mapping[ObjectiveKind, Mapping[str, str]]

    def example(self, advice: Advice, kind: ObjectiveKind) -> str:
        """A better wording for an objective of that kind."""
        return self.better[kind][_SHOWN_BY[advice]]


@cache
def load_smart() -> SmartGuide:
    """The guide that comes with the program, read once. Raises ValueError when it is no good one."""
    import tomllib

    return read_smart(tomllib.loads(files("ips_tui.content").joinpath("smart.toml").read_text(encoding="utf-8")))


def read_smart(told: Mapping[str, Any]) -> SmartGuide:
    """A guide from the values of its file.

    Raises ValueError when a kind of objective lacks an example, or there is one that no advice shows.
    """
    better = {ObjectiveKind(kind): dict(said) for kind, said in told["better"].items()}
    wanted = set(_SHOWN_BY.values())
    if set(better) != set(ObjectiveKind) or any(set(said) != wanted for said in better.values()):
        raise ValueError("each kind of objective has an example for each piece of advice")
    doing = frozenset(word for words in told["observable"].values() for word in words)
    if any(word != word.lower() for word in doing):
        raise ValueError("words of doing stand in small letters")
    return SmartGuide(told["language"], doing, better)
