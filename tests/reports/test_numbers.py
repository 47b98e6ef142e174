"""Numbers travel and people do not: added figures are everyone's together, and no file from elsewhere is trusted."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ips_tui.content.measures import load_definitions, load_rule_packs
from ips_tui.content.words import load_words
from ips_tui.domain.jobs import PayPeriod
from ips_tui.domain.money import Money
from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import TeamFacts
from ips_tui.domain.outcomes.job_facts import Terms
from ips_tui.domain.outcomes.measures import ENGAGEMENT, MEASURES, figures
from ips_tui.domain.outcomes.row_facts import Rated
from ips_tui.domain.outcomes.totals import added, total_of
from ips_tui.domain.people import AgeBand, Gender
from ips_tui.reports.adding import numbers_of, with_numbers
from ips_tui.reports.numbers_file import BadNumbers, Numbers, written
from ips_tui.reports.numbers_reading import MOST_BYTES, read_numbers
from ips_tui.reports.outcomes import Laptop, Measure, OutcomeReport
from tests.domain.outcomes.anybody import people
from tests.domain.outcomes.made import T, day, employer_met, job, person, staff
from tests.domain.outcomes.test_properties import PERIOD
from tests.reports.numbers_page import stands_on_the_page, strings

IDS = (*MEASURES, *(name for name in ENGAGEMENT if name not in MEASURES))
CANARY = "Canaria"
HERE, B, C = (UUID(int=number << 96 | number) for number in (0xA1, 0xB2, 0xC3))
FEWER = settings(
    max_examples=max(settings().max_examples // 5, 1), phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
"""Each example is some hundred and fifty measures."""


@pytest.fixture(autouse=True)
def _practice_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _report(facts: TeamFacts, site: UUID = HERE, letter: str = "A") -> OutcomeReport:
    """What `outcomes` gives, of facts that are in no store."""
    pack, definitions = load_rule_packs()["standard"], load_definitions()
    base = base_of(facts, PERIOD, pack.rules)
    found = tuple(Measure(definitions[one.id], one, pack.benchmarks_of(one.id)) for one in figures(base, IDS))
    return OutcomeReport(PERIOD, T, PERIOD, pack, found, (), covers=(Laptop(site, letter, T),))


@st.composite
def _laptops(draw: st.DrawFn) -> tuple[TeamFacts, ...]:
    """Three laptops' people and staff, nobody known to two of them."""
    found = []
    for laptop in "ABC":
        ours = UUID(int=ord(laptop))
        everyone = tuple(draw(people(f"{laptop}{number}")) for number in range(draw(st.integers(0, 2))))
        met = tuple(employer_met(on, staff=ours) for on in draw(st.lists(st.integers(-40, 0), max_size=2)))
        members = (staff(f"{CANARY}-{laptop}", id=ours, from_on=day(-300)),) if draw(st.booleans()) else ()
        found.append(TeamFacts(everyone, members, met))
    return tuple(found)


def _together(laptops: tuple[TeamFacts, ...]) -> TeamFacts:
    return TeamFacts(
        tuple(one for facts in laptops for one in facts.people),
        tuple(one for facts in laptops for one in facts.staff),
        tuple(one for facts in laptops for one in facts.employer_contacts),
    )


@FEWER
@given(_laptops())
def test_added_numbers_are_those_of_everyone_together_in_any_order(laptops: tuple[TeamFacts, ...]) -> None:
    own, *others = (_report(f, site, name) for f, site, name in zip(laptops, (HERE, B, C), "ABC", strict=True))
    expected = [total_of(one.figure) for one in _report(_together(laptops)).measures]
    files = [_again(numbers_of(other, "outcomes")) for other in others]
    for order in permutations(files):
        report = with_numbers(own, "outcomes", order)
        assert [one.whole for one in report.measures] == expected
        assert [laptop.letter for laptop in report.covers] == ["A", "B", "C"]
        assert [one.figure for one in report.measures] == [one.figure for one in own.measures]
    for one, two, three in zip(*([total_of(m.figure) for m in r.measures] for r in (own, *others)), strict=True):
        assert added([added([three, one]), two]) == added([one, added([two, three])])


def _again(numbers: Numbers) -> Numbers:
    """Through a file, which says the same again."""
    path = Path("numbers.json")
    path.write_bytes(written(numbers))
    found = read_numbers(path)
    assert found == replace(numbers, laptop=replace(numbers.laptop, here=False))
    return found


def _rich() -> OutcomeReport:
    """A laptop whose every text is a canary, with wages, fractions and every group."""
    paid = Terms(day(-200), Decimal("7.5"), Money(1230, "GBP"), PayPeriod.HOUR, first=True)
    ours = tuple(
        person(
            f"{CANARY}-{number}",
            -300 + number,
            seen=-290,
            name=f"{CANARY} {number}",
            jobs=(job(-200 + number, None if number else -20, name=f"{CANARY} bakery", terms=(paid,)),),
            gender=list(Gender)[number % 3],
            age_band=AgeBand.A16_24,
            ethnicity_group=f"{CANARY} group",
            satisfaction=(Rated(day(-9), (7, 8, 8)),),
        )
        for number in range(7)
    )
    return _report(TeamFacts(ours, (staff(CANARY),), (employer_met(-3),)))


def test_nothing_but_numbers_and_ids_is_in_the_file() -> None:
    data = written(numbers_of(_rich(), "outcomes"))
    assert CANARY.encode() not in data
    texts = set(strings(json.loads(data)))
    assert "GBP" in texts and "woman" in texts
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{0,36}|ips-tui numbers", text) for text in texts), texts
    assert not {"median", "specialist", "ethnicity"} & {part["of"] or part["id"] for part in _parts(json.loads(data))}


def _parts(value: Any) -> list[Any]:
    return [part for measure in value["measures"] for part in measure["parts"]]


def test_the_file_is_as_its_page_and_its_schema_say() -> None:
    stands_on_the_page(json.loads(written(numbers_of(_rich(), "outcomes"))))


# What comes from elsewhere


def _set(*path: Any, to: Any) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        for step in path[:-1]:
            value = value[step]
        value[path[-1]] = to

    return change


def _measure(name: str, *path: Any, to: Any) -> Callable[[Any], None]:
    return lambda value: _set(*path, to=to)(next(one for one in value["measures"] if one["id"] == name))


def _gone(name: str) -> Callable[[Any], None]:
    def change(value: Any) -> None:
        value["measures"] = [one for one in value["measures"] if one["id"] != name]

    return change


def _doubled(value: Any) -> None:
    value["measures"].append(value["measures"][0])


def _cut(value: Any) -> Any:
    return next(one for one in value["measures"] if one["id"] == "M25")["parts"]


def _shifted(value: Any) -> None:
    value["period"]["from"] = (PERIOD.first - timedelta(days=1)).isoformat()


def _earlier(value: Any) -> None:
    value["as_of"] = value["last_day"] = day(-1).isoformat()


WRONG: dict[str, tuple[Callable[[Any], object], str]] = {
    "newer": (_set("version", to=3), "newer"),
    "older": (_set("version", to=1), "older"),
    "a version that is true": (_set("version", to=True), "damaged"),
    "another format": (_set("format", to="other"), "not_numbers"),
    "one more field": (_set("name", to=CANARY), "damaged"),
    "a person in a measure": (_measure("M1", "refs", to=["P01"]), "damaged"),
    "no such day": (_set("as_of", to="2026-02-30"), "damaged"),
    "a day of ISO week": (_set("period", "from", to="2026-W01-1"), "damaged"),
    "a period that ends first": (_set("period", "to", to="2020-01-01"), "damaged"),
    "a last day of its own": (_set("last_day", to=day(-1).isoformat()), "damaged"),
    "a site of words": (_set("laptop", "site", to=CANARY), "damaged"),
    "a long letter": (_set("laptop", "letter", to="\x1b[31mA"), "damaged"),
    "nothing in it": (_set("measures", to=[]), "damaged"),
    "measures of another kind": (_set("measures", to={"M1": 3}), "damaged"),
    "a measure twice": (_doubled, "damaged"),
    "below nothing": (_measure("M1", "numerator", to=-1), "damaged"),
    "a float": (_measure("M2", "numerator", to=1.0), "damaged"),
    "a number as text": (_measure("M2", "numerator", to="1"), "damaged"),
    "true for one": (_measure("M2", "numerator", to=True), "damaged"),
    "too many": (_measure("M1", "base", to=10**15), "damaged"),
    "more than all": (_measure("M2", "numerator", to=99), "damaged"),
    "more people than there are": (_measure("M8", "people", to=8), "damaged"),
    "people behind nothing": (_measure("M8", "numerator", to=0), "damaged"),
    "a count with a denominator": (_measure("M1", "denominator", to=3), "damaged"),
    "a share without": (_measure("M2", "denominator", to=None), "damaged"),
    "a share in halves": (_measure("M2", "numerator", to=[1, 2]), "damaged"),
    "a fraction of nothing": (_measure("M18", "numerator", to=[1, 0]), "damaged"),
    "a fraction below nothing": (_measure("M18", "numerator", to=[-1, 2]), "damaged"),
    "a fraction not reduced": (_measure("M18", "numerator", to=[2, 4]), "damaged"),
    "a mean of nobody": (_measure("M18", "denominator", to=0), "damaged"),
    "another kind": (_measure("M16", "kind", to="share"), "damaged"),
    "no parts": (_measure("M15", "parts", to=[]), "damaged"),
    "a part that is none": (_measure("M16", "parts", to=[1]), "damaged"),
    "an unknown group": (lambda value: _set(0, "group", to="robot")(_cut(value)), "damaged"),
    "a group by ethnicity": (lambda value: _set(0, "of", to="ethnicity")(_cut(value)), "damaged"),
    "a group twice": (lambda value: _cut(value).append(_cut(value)[0]), "damaged"),
    "other people's": (_set("practice", to=True), "practice"),
    "another report": (_set("report", to="engagement"), "other_report"),
    "another period": (_shifted, "other_period"),
    "another last day": (_earlier, "other_last_day"),
    "another pack": (_set("rules", "id", to="norway"), "other_rules"),
    "another version of the pack": (_set("rules", "version", to=2), "other_version"),
    "another definition": (_measure("M7", "version", to=2), "other_version"),
    "no M7": (_gone("M7"), "no_measure"),
    "this laptop": (_set("laptop", "site", to=str(HERE)), "own"),
}


def _refused(report: OutcomeReport, data: bytes, *more: Numbers) -> BadNumbers | None:
    path = Path("theirs.json")
    path.write_bytes(data)
    try:
        with_numbers(report, "outcomes", [*more, read_numbers(path)])
    except BadNumbers as bad:
        return bad
    return None


def test_a_file_that_is_not_as_it_was_written_is_refused_with_a_sentence() -> None:
    report = _rich()
    good = written(numbers_of(replace(report, covers=(Laptop(B, "B", T),)), "outcomes"))
    assert _refused(report, good) is None
    packs = load_words(), load_words("nb_NO")
    for name, (change, why) in WRONG.items():
        value = json.loads(good)
        change(value)
        bad = _refused(report, json.dumps(value).encode())
        assert bad is not None and bad.message_id == f"numbers.bad.{why}", name
        for words in packs:
            said = words(bad.message_id, **bad.values)
            assert said and "{" not in said and CANARY not in said and "\x1b" not in said, name
    assert _refused(report, good) is None
    bad = _refused(report, good, read_numbers(Path("theirs.json")))
    # The file of the laptop that is there already is told by its place.
    assert bad is not None and bad.message_id == "numbers.bad.twice" and bad.place == 1


def test_what_is_no_file_of_numbers_is_refused(tmp_path: Path) -> None:
    said = {
        "nothing": b"",
        "no JSON": b"{",
        "not UTF-8": b'"\xff"',
        "a list": b"[]",
        "twice": b'{"format": "ips-tui numbers", "format": "ips-tui numbers"}',
        "not a number": b'{"format": "ips-tui numbers", "version": NaN}',
        "deep": b"[" * 100_000,
        "a long number": b'{"version": ' + b"9" * 9000 + b"}",
        "large": b" " * (MOST_BYTES + 1),
    }
    path = tmp_path / "theirs.json"
    for name, data in said.items():
        path.write_bytes(data)
        why = ""
        try:
            read_numbers(path)
        except BadNumbers as bad:
            why = bad.message_id
        assert why == "numbers.bad.not_numbers", name
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
    for nowhere in (tmp_path, tmp_path / "none", tmp_path / "pipe", Path("a\0b")):
        with pytest.raises(BadNumbers, match="not_read"):
            read_numbers(nowhere)


def test_numbers_are_of_one_whole_laptop() -> None:
    report = _rich()
    for other in (replace(report, specialist_ref="ES1"), replace(report, covers=report.covers * 2)):
        with pytest.raises(ValueError, match="one laptop"):
            numbers_of(other, "outcomes")
    with pytest.raises(ValueError, match="one specialist"):
        with_numbers(replace(report, specialist_ref="ES1"), "outcomes", [numbers_of(report, "outcomes")])
    with pytest.raises(ValueError, match="one measure"):
        added([total_of(one.figure) for one in report.measures])
