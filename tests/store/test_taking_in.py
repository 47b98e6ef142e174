"""Taking in another journal: what was seen is noted, whatever the refs, and whatever was erased or came later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.records.people import ClinicalTeam
from ips_tui.store.files import StoreFiles
from ips_tui.store.keeping import Keeping
from ips_tui.store.store import PRACTICE, Store, create_store

OWN = UUID(int=99)


def keeping(desk: Desk) -> Keeping:
    return desk.store.keeping(desk.clock, desk.new_id, CaseDeriver())


@pytest.fixture
def taker(desk: Desk, tmp_path: Path) -> Iterator[tuple[Store, Keeping]]:
    """Another laptop's store, empty, and its ORM side."""
    files = StoreFiles(tmp_path / "taker" / "team.db")
    store = create_store(files, None, kind=PRACTICE, site_id=OWN, letter="F", practice_day=None)
    yield store, store.keeping(desk.clock, desk.new_id, CaseDeriver())
    store.close()


def rows(store: Store, sql: str, *values: Any) -> list[Any]:
    return list(store.connection.execute(sql, values).fetchall())


def test_what_was_taken_in_is_known_and_seen_by_the_next_group(desk: Desk, person: UUID, taker: Any) -> None:
    """Else every later edit would look as if made without knowing of it (exchange rules 1 and 3)."""
    store, kept = taker
    # A group of a third site that `desk` had taken in, and one of the taker's own that came back.
    for site, sequence in ((UUID(int=7), 41), (OWN, 3)):
        desk.connection.execute(
            "INSERT INTO change_group SELECT ?, ?, ?, 1, at, staff_id, what, seen, schema_number"
            " FROM change_group LIMIT 1",
            [desk.new_id().bytes, site.bytes, sequence],
        )
    (highest,) = desk.connection.execute(
        "SELECT max(sequence) FROM change_group WHERE site_id = ?", [desk.store.site.id.bytes]
    ).fetchone()
    kept.take_journal_of(keeping(desk))
    known = {desk.store.site.id.hex: highest, UUID(int=7).hex: 41}
    assert {UUID(bytes=s).hex: n for s, n in rows(store, "SELECT site_id, sequence FROM known_site")} == known
    with kept.writing("test", staff_id=None) as writing:
        writing.add(ClinicalTeam, name="West", place=None, telephone=None)
    ((sequence, seen),) = rows(
        store, "SELECT sequence, seen FROM change_group WHERE site_id = ? AND sequence > 3", OWN.bytes
    )
    assert (sequence, json.loads(seen)) == (4, known)
