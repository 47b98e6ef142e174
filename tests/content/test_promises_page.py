"""The page of promises names tests that are there, and every fault that must not happen."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "promises.md").read_text()
FIRST = (*range(1, 13), *range(14, 20), *range(21, 27), 28, 29, *range(31, 36))
"""The faults that the first release must not have; the one about hand-over between laptops comes later."""


def test_every_test_it_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
    assert len(named) > 80
    missing = [(file, test) for file, test in named if f"def {test}(" not in (ROOT / file).read_text()]
    assert not missing


def test_every_fault_of_the_first_release_has_a_promise() -> None:
    rows = [line.split("|") for line in PAGE.splitlines() if line.startswith("|") and "::" in line]
    named = {int(number) for row in rows for number in re.findall(r"F(\d+)", row[2])}
    assert set(FIRST) <= named
