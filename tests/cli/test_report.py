"""`ips-tui report`: the figures of domain.md 6.5 with the people behind each, and how it is asked for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ips_tui.content.measures import load_definitions, load_rule_packs
from ips_tui.domain.outcomes.figure import Missed, Why
from ips_tui.domain.outcomes.measures import ENGAGEMENT, MEASURES
from tests.cli.running import Home

WORKED = ["P08", "P09", "P10", "P11", "P12"]
EXPECTED: dict[str, tuple[float, float | None, list[str]]] = {
    "M1": (12, None, [f"P{n:02}" for n in range(1, 13)]),
    "M2": (4, 12, ["P08", "P09", "P10", "P12"]),
    "M4": (1, None, ["P08"]),
    "M5": (1, None, ["P08"]),
    "M8": (5, 11, WORKED),
    "M9": (1, 12, ["P04"]),
    "M11": (3, 5, ["P09", "P10", "P12"]),
    "M12": (1, 2, ["P12"]),
    "M16": (520, 5, WORKED),
    "M17": (774, 6, WORKED),
    "M19": (0, 0, []),
    "M20": (1, 12, ["P05"]),
    "M21": (208, 8, ["P05", "P06", "P07", "P08", "P09", "P10", "P11", "P12"]),
    "M22": (15, 3, []),
}
"""Numerator, denominator and people of domain.md 6.5, period [T-90, T]."""
PAGE = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")


def _measures(found: Any) -> dict[str, Any]:
    return {one["id"]: one for one in found["measures"]}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What the command prints over the invented people, asked once."""
    return Home(tmp_path_factory.mktemp("home")).ask("report", "outcomes", "--demo", "--json").json


def test_the_invented_people_give_the_figures_of_the_reference(report: Any) -> None:
    assert report["period"] == {"from": "2026-07-17", "to": "2026-10-15"} and report["last_day"] == "2026-10-15"
    found = _measures(report)
    assert list(found) == list(MEASURES) and report["blanks"] == []
    for name, (numerator, denominator, people) in EXPECTED.items():
        one = found[name]
        assert (one["numerator"], one["denominator"], one["people"]) == (numerator, denominator, people), name
        value = numerator if denominator is None else numerator / denominator if denominator else None
        assert one["value"] == value, name
        assert one["title"] and one["definition"] and one["sources"], name
        assert one["version"] == load_definitions()[name].version, name
    assert [(left["ref"], left["why"]) for left in found["M8"]["left_out"]] == [("P04", "in_work_at_referral")]
    assert {left["ref"]: left["days"] for left in found["M21"]["left_out"]} == {
        "P01": 6,
        "P02": 68,
        "P03": 20,
        "P04": 57,
    }
    assert [left["ref"] for left in found["M11"]["left_out"] if left["why"] == "too_recent"] == ["P08"]
    assert {left["ref"]: left["days"] for left in found["M16"]["left_out"]}["P06"] == 90


def test_what_stands_behind_the_figures_of_the_reference(report: Any) -> None:
    found = _measures(report)

    def days(name: str) -> list[int]:
        return [case["number"] for case in found[name]["cases"]]

    def parts(name: str) -> dict[str, Any]:
        return {part["id"] + (part["group"] or ""): part for part in found[name]["parts"]}

    assert days("M16") == [55, 112, 108, 160, 85] and parts("M16")["median"]["value"] == 108
    assert sorted(days("M17")) == sorted([17, 140, 60, 98, 29, 430])
    assert sorted(days("M21")) == sorted([21, 24, 19, 22, 27, 28, 45, 22])
    assert parts("M21")["with_waiting"]["numerator"] == 333 and parts("M21")["with_waiting"]["denominator"] == 10
    weekly = {part["group"]: part["value"] for part in found["M22"]["parts"]}
    assert weekly == {"ES1": 5.5, "ES2": 3.25, "ES3": 6.25}
    assert [level["value"] for level in found["M3"]["benchmarks"]] == [0.31, 0.41, 0.5]
    assert [level["met"] for level in found["M3"]["benchmarks"]] == [True, False, False]
    assert [(one["ref"], one["how"], one["days"]) for one in found["M8"]["just_missed"]] == [("P07", "began_later", 5)]


def test_a_script_gets_the_same_from_a_process_of_its_own(home: Home, report: Any) -> None:
    said = home.run("report", "outcomes", "--demo", "--json")
    assert said.status == 0 and said.json == report and not said.err


def test_a_year_back_the_endings_are_counted(home: Home) -> None:
    asked = ("report", "outcomes", "--demo", "--json", "--from", "2025-10-15", "--measure", "m19")
    (one,) = home.ask(*asked).json["measures"]
    assert (one["numerator"], one["denominator"], one["people"]) == (2, 2, ["P10", "P11"])


def test_the_lines_for_a_terminal(home: Home) -> None:
    said = home.ask("report", "outcomes", "--demo")
    assert said.status == 0 and all(len(line) <= 80 for line in said.lines)
    assert "M2 Employment rate in the period: 4 of 12 = 33.3 %" in said.lines
    assert "M8 Employment rate of those without work: 5 of 11 = 45.5 %" in said.lines
    # Below five people counts and no percentage (Z6), and half a tenth is rounded up (Z4).
    assert "M11 Jobs that lasted 13 weeks: 3 of 5" in said.lines and "- Contacts, ES2: 13 / 4 = 3.3" in said.lines
    assert "- People: P08, P09, P10, P12" in said.lines
    full = home.ask("report", "outcomes", "--demo", "--measure", "M11").out
    for part in ("Left out:", "P08: too short a time yet", "P10: 60 Kitchen porter", "How it is counted", "https://"):
        assert part in full


def test_the_view_of_one_specialist_and_of_another_rule_pack(home: Home) -> None:
    found = home.ask("report", "outcomes", "--demo", "--json", "--specialist", "es2").json
    assert found["specialist"] == "ES2" and _measures(found)["M1"]["people"] == ["P02", "P03", "P06", "P12"]
    assert [part["group"] for part in _measures(found)["M22"]["parts"]] == ["ES2"]
    found = home.ask("report", "outcomes", "--demo", "--json", "--rules", "us_quarterly").json
    assert list(_measures(found)) == list(load_rule_packs()["us_quarterly"].measures)
    assert found["rules"]["counts_from"] == "day_one"


def test_looked_at_from_an_earlier_day(home: Home) -> None:
    asked = ("--from", "2026-07-17", "--to", "2026-10-15", "--as-of", "2026-09-20")
    found = home.ask("report", "outcomes", "--demo", "--json", *asked).json
    assert (found["period"]["to"], found["last_day"]) == ("2026-10-15", "2026-09-20")
    # P08 began on 28 September: on that day it was a job that lay ahead.
    assert "P08" not in _measures(found)["M2"]["people"]
    assert any("not over yet" in line for line in home.ask("report", "outcomes", "--demo", *asked).lines)


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        (("outcomes", "--from", "2026-10-16"), 2, "before it begins"),
        (("outcomes", "--from", "2026-10-16", "--to", "2026-10-20"), 2, "begins on 2026-10-16"),
        (("outcomes", "--measure", "M99"), 2, "M26"),
        (("outcomes", "--rules", "nowhere"), 2, "us_quarterly"),
        (("outcomes", "--specialist", "ES9"), 1, "ES9"),
        (("nothing",), 2, "outcomes"),
    ],
)
def test_what_cannot_be_is_said(home: Home, asked: tuple[str, ...], status: int, part: str) -> None:
    said = home.ask("report", *asked, "--demo") if asked[0] == "outcomes" else home.ask("report", *asked)
    assert said.status == status and part in said.err and not said.out


def test_engagement(home: Home) -> None:
    found = _measures(home.ask("report", "engagement", "--demo", "--json").json)
    assert list(found) == list(ENGAGEMENT)
    assert (found["M26"]["numerator"], found["M26"]["denominator"]) == (12, 12)
    assert found["E4"]["people"] == ["P05", "P06", "P07", "P11"]
    assert "E1 People engaged: 12 of 12 = 100.0 %" in home.ask("report", "engagement", "--demo").lines


# The page for script writers


@cache
def _named(heading: str) -> set[str]:
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([a-z_]+)` \|", part, re.MULTILINE))


def _fields(value: Any) -> set[str]:
    if isinstance(value, list):
        return {name for part in value for name in _fields(part)}
    return set(value).union(*(_fields(part) for part in value.values())) if isinstance(value, dict) else set()


def test_every_field_and_every_reason_stands_on_the_page(report: Any) -> None:
    shape = set(re.findall(r'"([a-z_]+)"', "".join(re.findall(r"^ {4}.*$", PAGE, re.MULTILINE))))
    blank = {"what", "about"}
    assert _fields(report) | blank == shape
    assert _named("Why somebody is left out") == {why.value for why in Why}
    assert _named("Who just missed") == {how.value for how in Missed}
    assert set(load_rule_packs()) == _named("Rule packs")
