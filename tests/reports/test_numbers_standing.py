"""Principles and items over several laptops: exactly what one store of everyone would give, or said not to be added."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, permutations
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ips_tui.content.words import load_words
from ips_tui.domain.fidelity.anchors import DECIDES
from ips_tui.domain.fidelity.facts import FidelityFacts
from ips_tui.domain.fidelity.indicator import Indicator, State, by_evidence
from ips_tui.domain.fidelity.outside import Outside, of_figure, of_items
from ips_tui.domain.fidelity.scale import ItemClass
from ips_tui.domain.fidelity.totals import adds_up, item_total, kinds_of_work
from ips_tui.domain.outcomes.facts import TeamFacts
from ips_tui.domain.outcomes.figure import Kind, Part
from ips_tui.domain.outcomes.outside import is_small
from ips_tui.domain.outcomes.totals import AnyPart, Whole, total_of
from ips_tui.reports.adding import AnyReport, Report, numbers_of, with_numbers
from ips_tui.reports.numbers_file import BadNumbers, written
from ips_tui.reports.numbers_reading import read_numbers
from ips_tui.reports.standing_tables import fidelity_tables, principles_tables
from tests.domain.outcomes.made import closed, day, person, staff
from tests.reports.numbers_page import stands_on_the_page, strings
from tests.reports.standing_teams import CANARY, SCALE, Team, a_team, fidelity_report, principles_report

SITES = {letter: UUID(int=number << 96 | number) for number, letter in enumerate("ABC", start=0xA1)}
FEWER = settings(
    max_examples=max(settings().max_examples // 5, 1), phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
"""Each example is seven reports of everything."""
TEAMS = st.randoms(use_true_random=False).map(lambda luck: tuple(a_team(luck, letter) for letter in "ABC"))
EMPLOYERS = "F20"


@pytest.fixture(autouse=True)
def _practice_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _through_a_file(report: AnyReport, what: str) -> Any:
    path = Path("numbers.json")
    path.write_bytes(written(numbers_of(report, what)))
    return read_numbers(path)


def _added(make: Callable[[Team, UUID, str], Report], what: str, teams: tuple[Team, ...]) -> Iterator[Report]:
    """The first laptop's report with the others' files, in each order."""
    own, *others = (make(team, SITES[letter], letter) for team, letter in zip(teams, "ABC", strict=True))
    for order in permutations([_through_a_file(other, what) for other in others]):
        report = with_numbers(own, what, order)
        assert [laptop.letter for laptop in report.covers] == ["A", "B", "C"]
        yield report


@FEWER
@given(TEAMS)
def test_principles_over_laptops_are_those_of_everyone_together(teams: tuple[Team, ...]) -> None:
    whole = principles_report(teams[0] + teams[1] + teams[2], SITES["A"])
    for report in _added(principles_report, "principles", teams):
        for one, expected in zip(report.principles, whole.principles, strict=True):
            assert one.added == replace(total_of(expected.figure), id=str(one.id)), one.id
            assert one.state is expected.state and one.whole.value == expected.figure.value, one.id


@FEWER
@given(TEAMS)
def test_items_over_laptops_are_those_of_everyone_together(teams: tuple[Team, ...]) -> None:
    whole = fidelity_report(teams[0] + teams[1] + teams[2], SITES["A"])
    for report in _added(fidelity_report, "fidelity", teams):
        for one, expected in zip(report.items, whole.items, strict=True):
            item, of = one.indicator, expected.indicator
            assert item.added == item_total(of, whole.here_count), one.id
            assert item.figure == report.item(one.id).indicator.figure
            if one.id == EMPLOYERS:
                assert (item.state, item.anchor, item.whole) == (State.NOT_ADDED, None, None)
            elif one.item.item_class is ItemClass.COMPUTED:
                assert (item.state, item.anchor) == (of.state, of.anchor), one.id
                assert item.whole is not None and of.figure is not None
                assert item.whole.value == of.figure.value, one.id
                assert item.waiting is None or of.waiting is None or item.waiting.numerator == len(of.open_cases)
            elif len(adds_up(one.item)) == len({part.id for part in of.evidence}):
                # Nothing of its evidence stays behind.
                assert item.state is of.state, one.id


def test_the_teams_that_are_made_say_something() -> None:
    """Else what holds for them would hold for nothing."""
    seen: dict[str, set[object]] = {}
    for luck in range(40):
        team = a_team(Random(luck), "A", 6)
        for one in fidelity_report(team, SITES["A"]).items:
            seen.setdefault(one.id, set()).add(one.indicator.anchor or one.indicator.state)
        for principle in principles_report(team, SITES["A"]).principles:
            seen.setdefault(principle.id, set()).add(principle.state)
    for name in ("F4", "F12", "F15", "F17", "F19", "F23", "F24"):
        assert len(seen[name] & {1, 2, 3, 4, 5}) >= 3, (name, seen[name])
    assert all(
        State.EVIDENCE in seen[name] for name in ("F3", "F5", "F6", "F9", "F10", "F13", "F14", "F16", "F22", "F25")
    )
    assert all(len(found) == 3 for name, found in seen.items() if not name.startswith("F"))


def _rich() -> Team:
    """A laptop of which every number is there, with a text in every place for one."""
    found = a_team(Random(10), "A", 9) + a_team(Random(10), "B", 9)
    assert len(found.facts.team.people) > 9 and len(found.facts.team.staff) > 2
    return found


def test_the_files_hold_numbers_and_ids_and_are_as_their_page_says() -> None:
    team = _rich()
    own = replace(SCALE, id="ours", version=f"{CANARY}'s", name=CANARY)
    for report, what in (
        (fidelity_report(team, SITES["A"], scale=own), "fidelity"),
        (fidelity_report(team, SITES["A"]), "fidelity"),
        (principles_report(team, SITES["A"]), "principles"),
    ):
        data = written(numbers_of(report, what))
        assert CANARY.encode() not in data
        value = json.loads(data)
        texts = set(strings(value))
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{0,36}|ips-tui numbers", text) for text in texts), texts
        parts = [part for measure in value["measures"] for part in measure["parts"]]
        assert not {"median", "specialist", "employers_met_again", "sources", "per_leader"} & {
            part[name] for part in parts for name in ("id", "of")
        }
        stands_on_the_page(value)


# What comes from elsewhere


def _measure(name: str, **to: Any) -> Callable[[Any], None]:
    return lambda value: next(one for one in value["measures"] if one["id"] == name).update(to)


def _part(name: str, part: str, **to: Any) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        parts = next(one for one in value["measures"] if one["id"] == name)["parts"]
        next(one for one in parts if one["id"] == part).update(to)

    return change


def _set(**to: Any) -> Callable[[Any], None]:
    return lambda value: value.update(to)


def _gone(name: str) -> Callable[[Any], None]:
    return lambda value: value.update(measures=[one for one in value["measures"] if one["id"] != name])


WRONG: dict[str, tuple[str, Callable[[Any], None], str]] = {
    "another report": ("fidelity", _set(report="principles"), "damaged"),
    "another report's numbers": ("principles", _set(report="outcomes"), "other_report"),
    "another period": ("fidelity", lambda v: v["period"].update({"from": "2026-01-01"}), "other_period"),
    "another last day": (
        "principles",
        _set(as_of=day(-1).isoformat(), last_day=day(-1).isoformat()),
        "other_last_day",
    ),
    "another pack": ("principles", _set(rules={"id": "norway", "version": 1}), "other_team_rules"),
    "another version of the pack": ("fidelity", lambda v: v["rules"].update(version=9), "other_version"),
    "another scale": ("fidelity", lambda v: v["scale"].update(id="ours"), "other_scale"),
    "another version of the scale": ("fidelity", lambda v: v["scale"].update(mark="0" * 16), "other_scale_file"),
    "a mark of words": ("fidelity", lambda v: v["scale"].update(mark=CANARY), "damaged"),
    "no scale": ("fidelity", _set(scale=None), "damaged"),
    "a scale where there is none": ("principles", _set(scale={"id": "ips25", "mark": "0" * 16}), "damaged"),
    "something else left out": ("fidelity", _set(left_out=["median"]), "damaged"),
    "another way to count an item": ("fidelity", _measure("F12", version=2), "other_version"),
    "another way to count a principle": ("principles", _measure("benefits", version=2), "other_version"),
    "no item": ("fidelity", _gone("F9"), "damaged"),
    "no principle": ("principles", _gone("benefits"), "damaged"),
    "no parts": ("fidelity", _measure("F23", parts=[]), "damaged"),
    "no evidence": ("fidelity", _measure("F13", parts=[]), "damaged"),
    "a rating": ("fidelity", _measure("F11", numerator=4), "damaged"),
    "employers": ("fidelity", _measure("F20", kind="share", denominator=9), "damaged"),
    "a kind of work that is none": ("fidelity", _part("F19", "jobs_of_kind", group=CANARY), "damaged"),
    "a kind of work of another item": ("fidelity", _part("F23", "kept_in_full", of="job_type"), "damaged"),
    "more kinds than there are": ("fidelity", _measure("F19", numerator=5), "damaged"),
    "more jobs than there are": ("fidelity", _part("F19", "jobs_of_kind", numerator=99), "damaged"),
    "more people than there are": ("fidelity", _part("F5", "team_updated", counted=99, denominator=99), "damaged"),
    "specialists by themselves": ("fidelity", _part("F17", "log_weekly", of="specialist", group="ES1"), "damaged"),
    "this laptop": ("fidelity", lambda v: v["laptop"].update(site=str(SITES["A"])), "own"),
    "invented people": ("principles", _set(practice=True), "practice"),
    "an older file": ("principles", _set(version=1), "older"),
}


def test_what_is_about_something_else_is_refused_with_a_sentence() -> None:
    team = _rich()
    makes: dict[str, Callable[[Team, UUID, str], AnyReport]] = {
        "fidelity": fidelity_report,
        "principles": principles_report,
    }
    own = {what: make(team, SITES["A"], "A") for what, make in makes.items()}
    good = {what: written(numbers_of(make(team, SITES["B"], "B"), what)) for what, make in makes.items()}
    path, packs = Path("theirs.json"), (load_words(), load_words("nb_NO"))
    for name, (what, change, why) in WRONG.items():
        value = json.loads(good[what])
        change(value)
        path.write_text(json.dumps(value))
        bad: BadNumbers | None = None
        try:
            with_numbers(own[what], what, [read_numbers(path)])
        except BadNumbers as refused:
            bad = refused
        assert bad is not None and bad.message_id == f"numbers.bad.{why}", name
        for words in packs:
            said = words(bad.message_id, **bad.values)
            assert said and "{" not in said and CANARY not in said, name
    for what, data in good.items():
        path.write_bytes(data)
        theirs = read_numbers(path)
        assert len(with_numbers(own[what], what, [theirs]).covers) == 2
        with pytest.raises(BadNumbers, match="twice") as found:
            with_numbers(own[what], what, [theirs, theirs])
        assert found.value.place == 1


def test_numbers_of_one_specialist_do_not_travel_and_none_are_added_to_them() -> None:
    own = fidelity_report(_rich(), SITES["A"])
    theirs = numbers_of(fidelity_report(_rich(), SITES["B"], "B"), "fidelity")
    with pytest.raises(ValueError, match="one laptop"):
        numbers_of(replace(own, specialist_ref="ES1"), "fidelity")
    with pytest.raises(ValueError, match="one specialist"):
        with_numbers(replace(own, specialist_ref="ES1"), "fidelity", [theirs])


def test_a_scale_has_another_mark_where_it_counts_otherwise() -> None:
    first, *others = SCALE.items
    changed = (
        replace(SCALE, id="ours"),
        replace(SCALE, version="2"),
        replace(SCALE, items=tuple(others)),
        replace(SCALE, items=(replace(first, limits=(*first.limits[:3], first.limits[3] + 1)), *others)),
        replace(SCALE, items=(replace(first, least=9), *others)),
    )
    assert len({SCALE.mark, *(scale.mark for scale in changed)}) == 1 + len(changed)
    assert replace(SCALE, name="another name").mark == SCALE.mark


# For outside


def _hidden(whole: Whole | AnyPart) -> bool:
    """Whether the number itself is about one to four people, or leaves so few out."""
    people, counted = whole.people_count, whole.counted_count
    if whole.kind is Kind.COUNT:
        return is_small(people)
    return is_small(counted) or (whole.kind is Kind.SHARE and (is_small(people) or is_small(counted - people)))


@FEWER
@given(st.randoms(use_true_random=False))
def test_outside_nothing_points_at_few_people_and_nobody_is_named(luck: Any) -> None:
    teams = a_team(luck, "A", 12), a_team(luck, "B", 12)
    numbers = numbers_of(fidelity_report(teams[1], SITES["B"], "B"), "fidelity")
    own = fidelity_report(teams[0], SITES["A"])
    for report in (own, with_numbers(own, "fidelity", [numbers])):
        everyone = [
            report.here_count if one.indicator.added is None else one.indicator.added.base_count for one in report.items
        ]
        found = [one.indicator for one in report.items]
        told = of_items(zip(found, everyone, strict=True))
        for indicator, of, said in zip(found, everyone, told, strict=True):
            _safe(indicator, of, said)
        _open_cases_are_safe(list(zip(found, told, strict=True)))
    standing = principles_report(teams[0], SITES["A"])
    for principle in standing.principles:
        said = of_figure(principle.whole)
        assert said.suppressed >= _hidden(principle.whole)
    words = load_words()
    for tables in (
        principles_tables(standing, words, outside=True),
        fidelity_tables(own, words, outside=True),
    ):
        cells = [str(cell) for table in tables for row in table.rows for cell in row]
        assert not [cell for cell in cells if CANARY in cell]


def _safe(indicator: Indicator, everyone: int, said: Outside) -> None:
    name, whole = indicator.id, indicator.whole
    shown = {part.id for part, told in said.parts if not told.suppressed}
    assert not {part.of for part, _ in said.parts} & {"specialist", "job_type"}
    for part, told in said.parts:
        assert told.suppressed >= _hidden(part), (name, part.id)
    if whole is None or said.figure is None:
        assert indicator.state is not State.ANCHOR
        _evidence_is_safe([part for part, told in said.parts if not told.suppressed], everyone)
        return
    few = _hidden(whole) or is_small(whole.base_count - whole.counted_count)
    assert said.figure.suppressed >= few, name
    decides = {part.id for part in whole.parts if part.id in DECIDES}
    assert said.suppressed >= (said.figure.suppressed or not decides <= shown), name
    if said.waiting is not None and not said.waiting.suppressed and indicator.waiting is not None:
        waiting = indicator.waiting.people_count
        assert not is_small(waiting) and not is_small(whole.base_count - whole.counted_count - waiting)


def _open_cases_are_safe(found: list[tuple[Indicator, Outside]]) -> None:
    """Open cases, active people and those with a decision or a profile do not differ by one to four either."""
    by_id = {one.id: (one, said) for one, said in found}
    counts = []
    for name in ("F1", "F4"):
        one, said = by_id[name]
        if one.whole is not None and said.figure is not None and not said.figure.suppressed:
            counts.append(one.whole.counted_count)
    for name in ("F5", "F13", "F14"):
        parts = by_id[name][1].parts
        counts += [p.counted_count for p, told in parts if p.kind is Kind.SHARE and not told.suppressed]
    assert not [few for few in combinations(counts, 2) if is_small(abs(few[0] - few[1]))], counts


def _evidence_is_safe(parts: list[AnyPart], everyone: int) -> None:
    """Neither to everyone served nor to each other do parts differ by one to four people."""
    for part in parts:
        size = part.people_count if part.kind is Kind.COUNT else part.counted_count
        assert not size or not is_small(everyone - size), part.id
    shares = [part for part in parts if part.kind is Kind.SHARE]
    for one, other in combinations(shares, 2):
        assert not is_small(abs(one.counted_count - other.counted_count)), (one.id, other.id)


@pytest.mark.parametrize(
    ("counted", "said"), [((30, 20), [30, 20]), ((30, 28), [30, None]), ((30, 30), [30, 30]), ((44, 20), [None, 20])]
)
def test_of_two_shares_of_nearly_the_same_people_one_is_said(counted: tuple[int, int], said: list[int | None]) -> None:
    def share(number: int) -> Part:
        people = tuple(f"P{one:02}" for one in range(number))
        return Part("pros_and_cons", number - 10, number, people=people[10:], counted=people)

    (found,) = of_items([(by_evidence(SCALE.item("F13"), tuple(map(share, counted))), 45)])
    assert [told.denominator for _, told in found.parts] == said
    # Two items of nearly the same open cases are no other thing.
    items = [by_evidence(SCALE.item(name), (share(of),)) for name, of in zip(("F5", "F13"), counted, strict=True)]
    assert [of.parts[0][1].denominator for of in of_items((one, 45) for one in items)] == said


@pytest.mark.parametrize(("without", "said"), [(0, True), (2, False), (4, False), (10, True)])
def test_active_people_and_open_cases_do_not_tell_of_the_few_between(without: int, said: bool) -> None:
    people = [person(f"A{n}", profile_started=day(-9)) for n in range(20)]
    people += [person(f"B{n}") for n in range(without)]
    people += [person(f"C{n}", closures=(closed(-1),)) for n in range(9)]
    report = fidelity_report(Team(FidelityFacts(TeamFacts(tuple(people), (staff(),)))), SITES["A"])
    found = of_items((one.indicator, report.here_count) for one in report.items)
    caseload, teams = found[0].figure, found[3].figure
    assert caseload is not None and caseload.numerator == 20
    assert teams is not None and teams.suppressed is not said


def test_kinds_of_work_are_counted_by_their_groups() -> None:
    report = fidelity_report(_rich(), SITES["A"])
    total = item_total(report.item("F19").indicator, report.here_count)
    assert 1 < kinds_of_work(total) == total.numerator < (total.denominator or 0)
