"""What holds for every journey: outside the store no file tells of anybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ips_tui.paths import sample
from ips_tui.store import driver
from tests.journeys.leaks import words_in


@pytest.fixture(scope="session")
def people() -> tuple[str, ...]:
    """The names of the invented people, whom most journeys are about, and of those that journeys take in themselves."""
    connection = driver.connect(sample(), None, readonly=True)
    try:
        rows = connection.execute("SELECT name FROM participant UNION SELECT name FROM staff").fetchall()
    finally:
        connection.close()
    assert len(rows) > 12
    return (*(str(row[0]) for row in rows), "Alder", "Birch", "Quill", "Sarah", "correct horse battery")


@pytest.fixture(autouse=True)
def nothing_of_a_person_outside_the_store(tmp_path: Path, people: tuple[str, ...]) -> Iterator[None]:
    """F32, F33: no log, crash record, setting or forgotten file of any journey holds a name or a passphrase."""
    yield
    told = []
    for path in sorted(tmp_path.rglob("*")):
        parts = path.relative_to(tmp_path).parts
        # The store and what belongs to it; on practice data those are plain files, and of invented people.
        if path.is_file() and not any(".db" in part for part in parts):
            told += [
                f"{'/'.join(parts)}: {word}" for word in words_in("/".join(parts).encode() + path.read_bytes(), people)
            ]
    assert told == []
