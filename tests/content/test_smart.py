"""The guide of advice on objectives: whole, or refused; and every piece of advice has its words."""

from __future__ import annotations

import copy
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from ips_tui.content.smart import load_smart, read_smart
from ips_tui.content.words import load_words
from ips_tui.domain.action_plan import ObjectiveKind
from ips_tui.domain.smart import Advice


@pytest.fixture
def told() -> dict[str, Any]:
    return tomllib.loads(files("ips_tui.content").joinpath("smart.toml").read_text(encoding="utf-8"))


def test_the_packaged_guide_has_an_example_for_each_piece_of_advice_and_kind(told: dict[str, Any]) -> None:
    assert {"id", "version", "date"} <= told.keys()
    guide = load_smart()
    words = load_words()
    for advice in Advice:
        for kind in ObjectiveKind:
            said = words("smart.such_as", advice=words(f"smart.{advice}"), example=guide.example(advice, kind))
            # Three lines below a field in a window of 80.
            assert words.has(f"smart.{advice}") and words.has(f"smart.short.{advice}") and len(said) <= 150, said


def test_a_guide_that_is_not_whole_is_refused(told: dict[str, Any]) -> None:
    def broken(change: Any) -> dict[str, Any]:
        other = copy.deepcopy(told)
        change(other)
        return other

    for change in (
        lambda t: t["better"].pop("travel"),
        lambda t: t["better"]["travel"].pop("whose"),
        lambda t: t["better"].update(flying={}),
        lambda t: t["better"]["travel"].update(extra="x"),
        lambda t: t["observable"]["doing"].append("Rang"),
    ):
        with pytest.raises(ValueError):
            read_smart(broken(change))
