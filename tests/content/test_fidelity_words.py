"""IPS-25 as a file, and the words of indicators and principles: all there, short enough, and never a sum of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ips_tui.content.scales import load_scale
from ips_tui.content.words import Words, load_words
from ips_tui.domain.fidelity.evidence import EVIDENCE
from ips_tui.domain.fidelity.indicator import Lowers, State
from ips_tui.domain.fidelity.indicators import COMPUTED
from ips_tui.domain.fidelity.scale import Formula, ItemClass, Seen
from ips_tui.domain.outreach import Strategy
from ips_tui.domain.principles import Met, PrincipleId
from ips_tui.domain.word_packs import WordPack
from ips_tui.reports import fidelity_words as told

pytestmark = pytest.mark.usefixtures("toml_read_once")

SCALE = load_scale()
COMPUTED_ITEMS = {1, 4, 12, 15, 17, 19, 20, 21, 23, 24}
PARTLY_ITEMS = {2, 3, 5, 6, 9, 13, 14, 16, 22, 25}


@pytest.fixture(params=list(WordPack), scope="module")
def words(request: pytest.FixtureRequest) -> Iterator[Words]:
    yield load_words(request.param)


def test_the_scale_is_that_of_the_reference() -> None:
    assert [item.id for item in SCALE.items] == [f"F{n}" for n in range(1, 26)]
    sections = [item.section for item in SCALE.items]
    assert [sections.count(one) for one in ("staffing", "organization", "services")] == [3, 8, 14]
    classes = {n: SCALE.item(f"F{n}").item_class for n in range(1, 26)}
    assert {n for n, one in classes.items() if one is ItemClass.COMPUTED} == COMPUTED_ITEMS
    assert {n for n, one in classes.items() if one is ItemClass.PARTLY} == PARTLY_ITEMS
    assert [item.id for item in SCALE.items if item.per_specialist] == ["F17", "F18", "F24"]
    assert {item.id: item.parts for item in SCALE.items if item.parts} == {
        "F5": 5,
        "F8": 5,
        "F10": 5,
        "F11": 5,
        "F13": 4,
        "F25": 6,
    }
    assert SCALE.item("F21").least == 10 and [band.least for band in SCALE.bands] == [115, 100, 74, 0]
    assert {*COMPUTED} == {*Formula} and {*EVIDENCE} == {*Seen} - {Seen.UNIT, Seen.SUPERVISOR}


def test_every_item_has_its_words(words: Words) -> None:
    for item in SCALE.items:
        assert 0 < len(told.title(item, words)) <= 32, item.id
        assert told.asks(item, words) and words.has(f"fidelity.{item.id.lower()}.action"), item.id
        said = [text for _, text in told.anchors(item, words)]
        assert len(set(said)) == 5 and all(len(text) <= 70 for text in said), item.id
        assert all(told.parts_of_formula(item, words)) is (item.item_class is ItemClass.COMPUTED), item.id
    assert len({told.title(item, words) for item in SCALE.items}) == 25


def test_every_word_is_there_and_none_is_left_over(words: Words) -> None:
    def said(start: str) -> set[str]:
        return {i.removeprefix(start) for i in words.texts if i.startswith(start)}

    assert said("fidelity.lowers.") == {*Lowers}
    assert said("fidelity.state.") == {*State} - {State.ANCHOR}
    assert said("fidelity.band.") == {band.id for band in SCALE.bands}
    assert said("fidelity.section.") == {item.section for item in SCALE.items}
    assert said("fidelity.class.") == {*ItemClass}
    assert said("principle.state.") == {*Met}
    parts = ("title", "formula", "numerator", "denominator")
    assert said("principle.") - {"about", "met_from", "items"} == {
        *(f"{one}.{part}" for one in PrincipleId for part in parts),
        *(f"state.{one}" for one in Met),
    }
    assert {f"way_{way}" for way in Strategy} <= said("measure.part.")
    items = {i.split(".")[0] for i in said("fidelity.") if re.match(r"f\d", i)}
    assert items == {item.id.lower() for item in SCALE.items}


def test_parts_of_an_item_are_counted_down_to_the_lowest() -> None:
    words = load_words()
    assert told.anchor(SCALE.item("F5"), 5, words) == "5 of the 5 parts"
    assert told.anchor(SCALE.item("F8"), 1, words) == "1 of the 5 parts, or fewer"
    assert told.anchor(SCALE.item("F13"), 2, words) == "1 of the 4 parts"
    assert told.anchor(SCALE.item("F13"), 1, words) == "none of the 4 parts"
    assert told.anchor(SCALE.item("F25"), 1, words) == "2 of the 6 parts, or fewer"


def test_indicators_are_never_called_a_score() -> None:
    english, norwegian = load_words().texts, load_words(WordPack.NB_NO).texts
    for texts, avoided in ((english, r"(?i)\bscor"), (norwegian, r"(?i)\bskår|\bscor")):
        ours = {i: text for i, text in texts.items() if i.startswith(("fidelity.", "principle.", "cli.report."))}
        assert len(ours) > 250 and [i for i, text in ours.items() if re.search(avoided, text)] == []
