"""The definitions and the rule packs: each has its words in every pack, and what is wrong in a file is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ips_tui.content.measures import load_definitions, load_rule_packs, read_definitions, read_rule_packs
from ips_tui.content.words import load_words
from ips_tui.domain.outcomes.blanks import BlankKind
from ips_tui.domain.outcomes.definition import PeriodRule
from ips_tui.domain.outcomes.figure import Missed, Why
from ips_tui.domain.outcomes.hours import BANDS, FULL_BAND
from ips_tui.domain.outcomes.measures import ENGAGEMENT, MEASURES
from ips_tui.domain.outcomes.rules import CountsFrom

pytestmark = pytest.mark.usefixtures("toml_read_once")

SOURCES = {"one": {"title": "One", "address": ""}}
GOOD: dict[str, Any] = {"id": "M1", "version": 1, "period": "inside", "sources": ["one"]}
PACK: dict[str, Any] = {"id": "standard", "version": 1, "dated": date(2026, 1, 1), "sources": [], "measures": ["M1"]}


def test_every_measure_is_defined_and_has_its_words() -> None:
    assert list(load_definitions()) == [*MEASURES, *(name for name in ENGAGEMENT if name != "M26")]
    texts = load_words().texts
    ids = {i.split(".")[1] for i in texts if i.startswith("measure.") and i.split(".")[1][1:].isdigit()}
    assert ids == {name.lower() for name in load_definitions()}
    for name in load_definitions():
        for part in ("title", "formula", "numerator"):
            assert texts[f"measure.{name.lower()}.{part}"]
        assert len(texts[f"measure.{name.lower()}.title"]) <= 44


def test_every_word_of_a_figure_is_said_and_none_is_left_over() -> None:
    texts = load_words().texts

    def said(start: str) -> set[str]:
        return {i.removeprefix(start) for i in texts if i.startswith(start)}

    assert said("measure.why.") == set(Why)
    assert said("measure.missed.") == {name + end for name in Missed for end in ("", "_one")}
    assert said("measure.blank.") == set(BlankKind)
    assert said("measure.period.") == set(PeriodRule)
    assert said("measure.band.") == {name for _, name in (*BANDS, FULL_BAND)}
    packs = load_rule_packs()
    assert said("rule_pack.") == {*packs, *(f"counts_from.{rule}" for rule in CountsFrom)}
    assert said("measure.benchmark.") == {b.level for pack in packs.values() for _, b in pack.benchmarks}


def test_the_packs_hold_the_published_figures() -> None:
    packs = load_rule_packs()
    assert list(packs["standard"].measures) == list(MEASURES)
    assert [100 * b.at for b in packs["us_quarterly"].benchmarks_of("M3")] == [31, 41, 50]
    assert packs["ips_grow"].rules.counts_from is CountsFrom.FOUR_HOURS
    assert packs["us_quarterly"].rules.counts_from is CountsFrom.DAY_ONE
    assert all(pack.sources for pack in packs.values() if pack.id != "standard")


@pytest.mark.parametrize(
    "wrong",
    [{"version": 0}, {"sources": ["two"]}, {"sources": []}, {"period": "sometimes"}],
    ids=["version", "source", "no source", "period"],
)
def test_a_definition_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    good = {"checked": date(2026, 1, 1), "source": SOURCES, "measure": [GOOD]}
    assert list(read_definitions(good)) == ["M1"]
    with pytest.raises(ValueError):
        read_definitions({**good, "measure": [GOOD | wrong]})
    with pytest.raises(ValueError, match="M1"):
        read_definitions({**good, "measure": [GOOD, GOOD]})


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "other"},
        {"measures": ["M9"]},
        {"sources": ["two"]},
        {"rules": {"unheard_of": 1}},
        {"rules": {"kept_days": "90"}},
        {"rules": {"counts_from": "never"}},
        {"dated": "2026-01-01"},
        {"benchmark": [{"measure": "M9", "level": "average", "percent": 1}]},
    ],
    ids=str,
)
def test_a_rule_pack_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    known = read_definitions({"checked": date(2026, 1, 1), "source": SOURCES, "measure": [GOOD]})
    assert list(read_rule_packs({"pack": [PACK]}, {}, known)) == ["standard"]
    with pytest.raises(ValueError):
        read_rule_packs({"pack": [PACK | wrong]}, {}, known)
