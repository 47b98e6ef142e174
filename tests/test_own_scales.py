"""A team's own scale: what a file makes, what is said where it has a fault, and nothing else is stopped by it."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ips_tui.content.scales.reading import BadScale, read_scale
from ips_tui.content.words import load_words
from ips_tui.domain.fidelity.scale import Formula, ItemClass
from ips_tui.own_scales import MOST_FILES, OwnScales, read_own_scales
from ips_tui.reports import fidelity_words as told
from tests.told import HOSTILE

WORDS = load_words()
GOOD = (
    (Path(__file__).parents[1] / "docs" / "fidelity.md").read_text(encoding="utf-8").split("## A scale of your own")[1]
)
GOOD = "\n".join(line.removeprefix("    ") for line in GOOD.splitlines() if line.startswith("    "))
"""The example of the page for a team, so that it stays one."""
ITEM: dict[str, Any] = {"id": "A1", "title": "One"}
SCALE: dict[str, Any] = {"id": "ours", "name": "Ours", "dated": date(2026, 1, 31), "item": [ITEM]}
COUNTED = ITEM | {"class": "computed", "formula": "caseload", "limits": [20, 25, 30, 40], "less": True}


def read(folder: Path, **files: str | bytes) -> OwnScales:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_own_scales(folder, WORDS)


def test_the_example_of_the_page_is_a_scale_with_its_own_words(tmp_path: Path) -> None:
    own = read(tmp_path, ours=GOOD)
    assert own.problems == ()
    scale = own.scales["ours"]
    assert (told.scale_name(scale, WORDS), scale.version, scale.dated) == ("Our own scale", "2", date(2026, 1, 31))
    contacts, voice = scale.items
    assert (contacts.formula, contacts.limits, contacts.per_specialist) == (
        Formula.EMPLOYER_CONTACTS,
        (8, 6, 4, 2),
        True,
    )
    assert voice.item_class is ItemClass.HUMAN and told.anchor(voice, 2, WORDS) == "seldom"
    assert told.title(voice, WORDS) == "Young people have a say"
    band = scale.band(9)
    assert band is not None and told.band(band, WORDS) == "good" and scale.band(7) is None
    assert read_own_scales(tmp_path / "nowhere", WORDS) == read_own_scales(None, WORDS) == OwnScales()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "ips25"}, "taken"),
        ({"id": "of two"}, "id"),
        ({"id": 1}, "id"),
        ({"name": ""}, "text"),
        ({"name": "N" * 201}, "text"),
        ({"dated": "2026-01-31"}, "not_dated"),
        ({"item": []}, "no_items"),
        ({"item": {}}, "no_tables"),
        ({"item": [ITEM, ITEM]}, "twice"),
        ({"item": [ITEM] * 101}, "too_many"),
        ({"weight": 2}, "unknown"),
        ({"item": [ITEM | {"weight": 2}]}, "unknown"),
        ({"item": [ITEM | {"title": " "}]}, "text"),
        ({"item": [ITEM | {"class": "guessed"}]}, "word"),
        ({"item": [ITEM | {"class": "computed"}]}, "class_and_formula"),
        ({"item": [ITEM | {"formula": "caseload", "limits": [20, 25, 30, 40]}]}, "class_and_formula"),
        ({"item": [COUNTED | {"evidence": "hours"}]}, "class_and_formula"),
        ({"item": [COUNTED | {"limits": [20, 25, 30]}]}, "limits"),
        ({"item": [COUNTED | {"limits": [20, 25, 30, 40.5]}]}, "limits"),
        ({"item": [COUNTED | {"limits": [20, 25, 30, True]}]}, "limits"),
        ({"item": [ITEM | {"limits": [4, 3, 2, 1]}]}, "limits"),
        ({"item": [COUNTED | {"less": False}]}, "limits_in_order"),
        ({"item": [COUNTED | {"less": "yes"}]}, "yes_or_no"),
        ({"item": [COUNTED | {"least": -1}]}, "number"),
        ({"item": [ITEM | {"anchors": ["one", "two"]}]}, "anchors"),
        ({"item": [ITEM | {"anchors": ["a", "b", "c", "d", 5]}]}, "text"),
        (
            {"band": [{"id": "low", "least": 1, "words": "low"}, {"id": "high", "least": 2, "words": "high"}]},
            "bands_in_order",
        ),
        ({"band": [{"id": "low", "least": 1}]}, "text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said(change: dict[str, Any], fault: str) -> None:
    assert read_scale(SCALE, own=True).items[0].id == "A1"
    assert (
        read_scale(SCALE | {"item": [COUNTED]}, own=True)
        .items[0]
        .anchor(read_scale(SCALE | {"item": [COUNTED]}, own=True).items[0].limits[0])
        == 5
    )
    with pytest.raises(BadScale) as caught:
        read_scale(SCALE | change, own=True)
    assert caught.value.fault == fault
    said = WORDS(f"scale.{fault}", **{name: str(value) for name, value in caught.value.values.items()})
    assert not set("{}") & set(said) and said != f"scale.{fault}"


def test_a_bad_file_is_said_with_its_place_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "scales" / "folder.toml").mkdir(parents=True)
    pipes = hasattr(os, "mkfifo")
    if pipes:
        os.mkfifo(tmp_path / "scales" / "pipe.toml")
    own = read(
        tmp_path / "scales", a=GOOD, b=GOOD, broken='id = "x"\nname = ?\n', bytes=b"\xff\xfe\x00", big=b"#" * 2_000_000
    )
    assert list(own.scales) == ["ours"]
    assert len(own.problems) == 5 + pipes
    by_name = {sentence.split(":")[0].split(",")[0].split(" ")[0]: sentence for sentence in own.problems}
    assert "line 2" in by_name["broken.toml"] and "already" in by_name["b.toml"]
    assert all(sentence.endswith(WORDS("scale.left_out")) for sentence in own.problems)
    # What stands in a file is shown as text only.
    hostile = read(
        tmp_path / "more", **{f"n{n}": f'id = "o{n}"\n"{ascii(t)[1:-1]}" = 1' for n, t in enumerate(HOSTILE)}
    )
    assert hostile.scales == {} and not any(re.search(r"[\x00-\x1f\x7f-\x9f]", said) for said in hostile.problems)
    many = read(tmp_path / "many", **{f"n{n:02}": GOOD.replace('"ours"', f'"o{n}"') for n in range(MOST_FILES + 2)})
    assert len(many.scales) == MOST_FILES and len(many.problems) == 1
