"""`ips-tui report fidelity` and `report principles` over the invented people: figures, lines, and the page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ips_tui.domain.fidelity.indicator import Lowers, State
from ips_tui.domain.principles import PrincipleId
from tests.cli.running import Home

PAGE = (Path(__file__).parents[2] / "docs" / "fidelity.md").read_text(encoding="utf-8")
ANCHORS = {
    "F1": 5,
    "F4": 5,
    "F12": 4,
    "F15": 5,
    "F17": 3,
    "F19": 5,
    "F20": 5,
    "F21": None,
    "F23": 2,
    "F24": 4,
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def report(asked: Home) -> Any:
    """What the command prints, asked once."""
    return asked.ask("report", "fidelity", "--demo", "--json").json


def _measures(found: Any) -> dict[str, Any]:
    return {one["id"]: one for one in found["measures"]}


def test_the_invented_team_has_the_figures_of_the_reference(report: Any) -> None:
    found = _measures(report)
    assert list(found) == [f"F{n}" for n in range(1, 26)]
    assert {name: one["anchor"] for name, one in found.items() if one["class"] == "computed"} == ANCHORS
    search = found["F15"]
    assert (search["numerator"], search["denominator"], search["value"]) == (208, 8, 26)
    assert {one["ref"]: one["days"] for one in search["open_cases"]} == {"P01": 6, "P02": 68, "P03": 20, "P04": 57}
    assert [(one["ref"], one["number"]) for one in search["lowered_by"]] == [("P11", 45)]
    parts = [part for part in found["F17"]["parts"] if part["of"]]
    assert {part["group"]: part["value"] for part in parts} == {"ES1": 5.5, "ES2": 3.25, "ES3": 6.25}
    assert found["F17"]["value"] == 5
    assert {part["group"]: part["value"] for part in found["F24"]["parts"]} == {"ES1": 0.71, "ES2": 0.48, "ES3": 0.66}
    assert found["F24"]["value"] == pytest.approx(61.67, abs=0.01)
    for name in ("F19", "F20"):
        assert (found[name]["numerator"], found[name]["denominator"]) == (6, 6)
    assert (found["F21"]["state"], found["F21"]["denominator"]) == ("too_few", 4)
    assert found["F1"]["numerator"] == 10 and found["F1"]["denominator"] == pytest.approx(2.8)
    ways = {part["id"]: part["people"] for part in found["F25"]["evidence"]}
    assert ways["way_joint_visits"] == ["P02", "P11"] and ways["family_refused"] == ["P02"]
    assert report["review"] is None and all(one["rating"] is None for one in found.values())


def test_every_item_is_whole_and_nothing_is_added_up(report: Any) -> None:
    for name, one in _measures(report).items():
        assert one["title"] and one["definition"] and one["state"] in {*State}, name
        assert (one["action"] is None) == (one["anchor"] == 5), name
        assert (one["kind"] is not None) == (one["class"] == "computed") == bool(one["counts"]), name
        assert len(one["anchors"]) == 5, name
    assert not re.search(r"(?i)scor|\"total\"|\"band\"", str(report).replace("'", '"'))


def test_the_lines_for_a_terminal(asked: Home) -> None:
    said = asked.ask("report", "fidelity", "--demo")
    assert said.status == 0 and all(len(line) <= 80 for line in said.lines)
    assert "F15 Rapid search: anchor 5 of 5 (208 / 8 = 26.0)" in said.lines
    assert "F21 Competitive jobs: too few to say (4 of 4)" in said.lines
    assert "- Hours outside, ES2: 720 of 1500 = 48.0 %" in said.lines
    assert "F11 Support from the top: only people can tell" in said.lines
    assert any(line.startswith("- Not in yet, apart: P01 (6 days), P02 (68 days)") for line in said.lines)
    full = asked.ask("report", "fidelity", "--demo", "--measure", "f17").out
    for part in ("How it is counted", "Anchors:", "What lowers it:", "ES2: 3 employer contacts", "Would raise it:"):
        assert part in full
    assert not re.search(r"(?i)scor", said.out + full)


def test_of_one_specialist_and_from_an_earlier_day(asked: Home) -> None:
    found = asked.ask("report", "fidelity", "--demo", "--json", "--specialist", "es2").json
    assert found["specialist"] == "ES2" and _measures(found)["F17"]["value"] == 3.25
    assert _measures(found)["F4"]["denominator"] == 4
    early = asked.ask("report", "fidelity", "--demo", "--json", "--as-of", "2026-09-20", "--measure", "F20").json
    # P08 began on 28 September.
    assert [(one["id"], one["denominator"]) for one in early["measures"]] == [("F20", 5)]


def test_the_principles(asked: Home) -> None:
    found = _measures(asked.ask("report", "principles", "--demo", "--json").json)
    assert list(found) == [*PrincipleId]
    states = {name: (one["state"], one["numerator"], one["denominator"], one["look_at"]) for name, one in found.items()}
    assert states == {
        "zero_exclusion": ("met", 12, 12, []),
        "competitive_work": ("met", 6, 6, []),
        "integration": ("look", 5, 10, ["P04", "P06", "P07", "P09", "P10"]),
        "preferences": ("look", 18, 26, ["P06", "P07"]),
        "benefits": ("met", 6, 6, []),
        "rapid_search": ("look", 7, 10, ["P02", "P04", "P11"]),
        "job_development": ("look", 15, 3, []),
        "ongoing_support": ("look", 3, 4, ["P09"]),
    }
    said = asked.ask("report", "principles", "--demo")
    assert said.status == 0 and all(len(line) <= 80 for line in said.lines)
    # Below five people counts and no percentage.
    assert "Support as long as wanted: look (3 of 4)" in said.lines
    assert "Rapid search: look (7 of 10 = 70.0 %)" in said.lines
    full = asked.ask("report", "principles", "--demo", "--measure", "rapid_search").out
    assert "Met from 90 %" in full and "P01: too short a time yet" in full and not re.search(r"(?i)scor", full)


@pytest.mark.parametrize(
    ("typed", "status", "part"),
    [
        (("fidelity", "--measure", "F26"), 2, "F25"),
        (("fidelity", "--scale", "nowhere"), 2, "ips25"),
        (("fidelity", "--specialist", "ES9"), 1, "ES9"),
        (("principles", "--measure", "F1"), 2, "rapid_search"),
        (("principles", "--from", "2026-10-16"), 2, "before it begins"),
    ],
)
def test_what_cannot_be_is_said(asked: Home, typed: tuple[str, ...], status: int, part: str) -> None:
    said = asked.ask("report", *typed, "--demo")
    assert said.status == status and part in said.err and not said.out


# The page for script writers


@cache
def _shape(start: str, end: str) -> set[str]:
    part = PAGE.split(start)[1].split(end)[0]
    return set(re.findall(r'"([a-z_]+)"', "".join(re.findall(r"^ {4}.*$", part, re.MULTILINE))))


def _fields(value: Any) -> set[str]:
    if isinstance(value, list):
        return {name for part in value for name in _fields(part)}
    return set(value).union(*(_fields(part) for part in value.values())) if isinstance(value, dict) else set()


def test_every_field_and_every_word_stands_on_the_page(asked: Home, report: Any) -> None:
    review = {"reviewed_on", "reviewers", "completed_on", "not_rated", "total", "band"}
    page = _shape("`report fidelity --json`", "## The principles") | {"specialist"}
    assert _fields(report) | review == page
    outside = asked.ask("report", "fidelity", "--demo", "--json", "--outside").json
    assert _fields(outside) <= page | {"suppressed"}
    found = asked.ask("report", "principles", "--demo", "--json").json
    assert _fields(found) == _shape("`report principles --json`", "## A scale")
    told = set(re.findall(r"^\| `([a-z_]+)` \|", PAGE.split("## The principles")[0], re.MULTILINE))
    assert told == {*State} | {*Lowers}
    assert {f"`{one}`" for one in PrincipleId} <= set(re.findall(r"`[a-z_]+`", PAGE))
