"""The definitions of the measures and the rule packs that come with the program (domain.md 5.2 to 5.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from ips_tui.domain.outcomes.definition import STANDARD, Definition, PeriodRule, RulePack, Source
from ips_tui.domain.outcomes.rules import Benchmark, CountsFrom, Rules


@cache
def load_definitions() -> Mapping[str, Definition]:
    """The definitions by their ids, in the order of the file. Raises ValueError when the file is no good one."""
    return read_definitions(_told("measures.toml"))


@cache
def load_rule_packs() -> Mapping[str, RulePack]:
    """The rule packs by their ids, the standard one first. Raises ValueError when the file is no good one."""
    return read_rule_packs(_told("rule_packs.toml"), _sources(_told("measures.toml")), load_definitions())


def _told(name: str) -> Mapping[str, Any]:
    import tomllib

    return tomllib.loads(files("ips_tui.content").joinpath(name).read_text(encoding="utf-8"))


def _sources(told: Mapping[str, Any]) -> Mapping[str, Source]:
    return {name: Source(**said) for name, said in told["source"].items()}


def _day(said: object) -> date:
    if not isinstance(said, date):
        raise ValueError("a day")
    return said


def read_definitions(told: Mapping[str, Any]) -> Mapping[str, Definition]:
    """Definitions from the values of their file.

    Raises ValueError for an id given twice, an unknown period or source, or a version below 1.
    """
    sources, found = _sources(told), dict[str, Definition]()
    for one in told["measure"]:
        unknown = set(one["sources"]) - set(sources)
        if one["id"] in found or one["version"] < 1 or unknown or not one["sources"]:
            raise ValueError(f"the measure {one['id']}")
        cited = tuple(sources[name] for name in one["sources"])
        found[one["id"]] = Definition(
            one["id"], one["version"], PeriodRule(one["period"]), cited, _day(told["checked"])
        )
    return found


def read_rule_packs(
    told: Mapping[str, Any], sources: Mapping[str, Source], measures: Mapping[str, Definition]
) -> Mapping[str, RulePack]:
    """Rule packs from the values of their file.

    Raises ValueError for an id given twice, an unknown measure, source or rule, or when there is no standard pack.
    """
    found: dict[str, RulePack] = {}
    for one in told["pack"]:
        benchmarks = tuple(
            (b["measure"], Benchmark(b["level"], Fraction(b["percent"], 100), b.get("most", False)))
            for b in one.get("benchmark", ())
        )
        asked = {*one["measures"], *(measure for measure, _ in benchmarks)}
        if one["id"] in found or one["version"] < 1 or asked - set(measures) or set(one["sources"]) - set(sources):
            raise ValueError(f"the rule pack {one['id']}")
        found[one["id"]] = RulePack(
            one["id"],
            one["version"],
            _day(one["dated"]),
            tuple(sources[name] for name in one["sources"]),
            tuple(one["measures"]),
            _rules(one.get("rules", {})),
            benchmarks,
        )
    if next(iter(found), None) != STANDARD:
        raise ValueError("the standard pack comes first")
    return found


def _rules(said: Mapping[str, Any]) -> Rules:
    known = {field.name for field in fields(Rules)}
    if set(said) - known:
        raise ValueError("a rule that there is not")
    figures = {name: value for name, value in said.items() if name != "counts_from"}
    if any(type(value) is not int or value < 0 for value in figures.values()):
        raise ValueError("a figure of a rule pack is a whole number")
    return Rules(counts_from=CountsFrom(said.get("counts_from", CountsFrom.FOUR_HOURS)), **figures)
