"""How records stood before an action, told from the journal, is what was seen then, whatever happened since."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ips_tui.casework import undo
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.domain.profile import BarrierKind, BarrierState
from ips_tui.records.machinery import ChangeGroup
from ips_tui.records.profile import Barrier
from ips_tui.store.files import StoreFiles
from ips_tui.store.keeping import Keeping
from ips_tui.store.past import Stood, group_that_made, rows_before, rows_now
from ips_tui.store.store import PRACTICE, create_store
from tests import told

Seen = dict[UUID, Stood]


def _ids(desk: Desk) -> list[UUID]:
    with desk.reading() as db:
        return list(db.scalars(select(Barrier.id)))


def _now(desk: Desk) -> Seen:
    ids = _ids(desk)
    with desk.reading() as db:
        return rows_now(db, Barrier, ids)


def _before(desk: Desk, group: UUID) -> Seen:
    ids = _ids(desk)
    with desk.reading() as db:
        return rows_before(db, Barrier, ids, group)


def _last(desk: Desk) -> UUID:
    with desk.reading() as db:
        return db.scalars(select(ChangeGroup.id).order_by(ChangeGroup.hybrid_clock.desc()).limit(1)).one()


def _add(desk: Desk, person: UUID, what: str | None = "no bus", by: str = "test") -> UUID:
    with desk.writing(by) as writing:
        row = writing.add(
            Barrier,
            participant_id=person,
            kind=BarrierKind.TRANSPORT,
            what=what,
            being_done=None,
            by_whom=None,
            since_on=None,
            state=BarrierState.OPEN,
        )
    return row.id


def _put(desk: Desk, row: UUID, **cells: Any) -> None:
    with desk.writing("test") as writing:
        kept = writing.db.get_one(Barrier, row)
        for name, value in cells.items():
            setattr(kept, name, value)


EDITS = st.one_of(
    st.tuples(st.just("add"), st.none() | st.text(max_size=5)),
    st.tuples(st.just("what"), st.none() | st.text(max_size=5)),
    st.tuples(st.just("state"), st.sampled_from(BarrierState)),
    st.tuples(st.just("since_on"), st.none() | st.dates()),
    st.tuples(st.just("removed"), st.booleans()),
    st.tuples(st.just("undo"), st.none()),
)


@pytest.fixture(scope="module")
def founded() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="past"))
    told.found(StoreFiles(folder / "team.db"), encrypted=False)
    yield folder
    shutil.rmtree(folder)


@settings(max_examples=15, deadline=None)
@given(edits=st.lists(st.tuples(st.integers(0, 3), EDITS), max_size=25))
def test_what_stood_before_every_action_is_what_was_seen_then(
    founded: Path, edits: list[tuple[int, tuple[str, Any]]]
) -> None:
    with tempfile.TemporaryDirectory(prefix="past") as folder:
        shutil.copytree(founded, Path(folder) / "copy")
        desk = told.opened(told.desk_at(StoreFiles(Path(folder) / "copy" / "team.db"), practice=True))
        person = told.participant(desk, told.clinical_team(desk))
        seen: list[tuple[UUID, Seen]] = []
        for place, (what, value) in edits:
            before, group, rows = _now(desk), _last(desk), _ids(desk)
            if what == "undo":
                try:
                    done = undo.last(desk)
                except undo.NotUndone:
                    continue
                if rows:
                    undo.undo(desk, done.id)
            elif what == "add" or not rows:
                _add(desk, person, value if isinstance(value, str) else None)
            else:
                _put(desk, rows[place % len(rows)], **{what: value})
            if _last(desk) != group:
                seen.append((_last(desk), before))
        for group, before in seen:
            assert _before(desk, group) == before
        desk.close()


def test_a_row_made_later_is_not_there_and_a_removed_one_says_so(desk: Desk, person: UUID) -> None:
    first = _add(desk, person)
    _put(desk, first, removed=True)
    removed = _last(desk)
    second = _add(desk, person, "no money")
    _put(desk, first, removed=False, what="a bus twice a day")
    assert {i: row["removed"] for i, row in _before(desk, removed).items()} == {first: False}
    made = _before(desk, _last(desk))
    assert {i: (row["removed"], row["what"]) for i, row in made.items()} == {
        first: (True, "no bus"),
        second: (False, "no money"),
    }
    with desk.reading() as db:
        assert group_that_made(db, second) != group_that_made(db, first)
        assert group_that_made(db, UUID(int=4)) is None
        with pytest.raises(LookupError):
            rows_before(db, Barrier, [first], UUID(int=4))


def test_it_reads_nothing_but_what_it_is_asked_for_and_writes_nothing(desk: Desk, person: UUID) -> None:
    _add(desk, person)
    dump = told.dump(desk.connection)
    with desk.reading() as db:
        assert rows_before(db, Barrier, [], _last(desk)) == rows_now(db, Barrier, []) == {}
    assert _before(desk, _last(desk)) == {}
    assert told.dump(desk.connection) == dump


def test_more_rows_than_one_statement_takes(desk: Desk, person: UUID) -> None:
    rows = [_add(desk, person, str(n)) for n in range(3)]
    _put(desk, rows[0], what="x")
    ids = [*(UUID(int=n) for n in range(1, 700)), *rows]
    with desk.reading() as db:
        found = rows_before(db, Barrier, ids, _last(desk))
        assert {i: row["what"] for i, row in found.items()} == {row: str(n) for n, row in enumerate(rows)}
        assert set(rows_now(db, Barrier, ids)) == set(rows)


def test_what_was_erased_says_nothing_and_is_removed(desk: Desk, person: UUID) -> None:
    row = _add(desk, person, "Secret Name")
    _put(desk, row, what="Secret Name too", state=BarrierState.IN_HAND)
    _put(desk, row, being_done="a third")
    edit = _last(desk)
    desk.connection.execute("UPDATE change SET old = NULL, new = NULL WHERE column_name IS NOT NULL")
    stood = _before(desk, edit)[row]
    # A cell that was erased later leaves what is as good, a whole row nothing.
    assert (stood["what"], stood["state"], stood["removed"]) == (None, BarrierState.OPEN, False)
    desk.connection.execute("UPDATE change SET new = NULL WHERE table_name = 'barrier'")
    erased = _before(desk, edit)[row]
    assert erased["removed"] and "Secret" not in repr(erased)


def test_a_create_from_before_a_later_column_holds_nothing_there(desk: Desk, person: UUID) -> None:
    row = _add(desk, person)
    desk.connection.execute("UPDATE change SET new = json_remove(new, '$.since_on', '$.removed')")
    _put(desk, row, what="x")
    stood = _before(desk, _last(desk))[row]
    assert (stood["since_on"], stood["removed"], stood["what"]) == (None, False, "no bus")


def test_what_came_from_another_laptop_is_told_where_it_belongs(desk: Desk, person: UUID, tmp_path: Path) -> None:
    """Two laptops write one cell at one moment: the sites decide, as they do when a journal is read back."""
    row = _add(desk, person)
    _put(desk, row, what="ours")
    ours = _last(desk)
    _put(desk, row, state=BarrierState.RESOLVED)
    later = _last(desk)
    (clock,) = desk.connection.execute("SELECT hybrid_clock FROM change_group WHERE id = ?", [ours.bytes]).fetchone()
    own_site = desk.store.site.id
    for site, words in ((UUID(int=1), "earlier site"), (UUID(int=2**128 - 1), "later site")):
        group = desk.new_id()
        desk.connection.execute(
            "INSERT INTO change_group SELECT ?, ?, 1, ?, at, staff_id, what, seen, schema_number, undoes"
            " FROM change_group WHERE id = ?",
            [group.bytes, site.bytes, clock, ours.bytes],
        )
        # Neither knew of the other: both say that "no bus" stood there.
        desk.connection.execute(
            "INSERT INTO change (group_id, table_name, row_id, column_name, old, new)"
            " VALUES (?, 'barrier', ?, 'what', ?, ?)",
            [group.bytes, row.bytes, json.dumps("no bus"), json.dumps(words)],
        )
    assert own_site.int not in (1, 2**128 - 1)
    assert _before(desk, later)[row]["what"] == "later site"
    assert _before(desk, ours)[row]["what"] == "earlier site"
    # And so says the journal once it was read into an empty store.
    files = StoreFiles(tmp_path / "taker" / "team.db")
    store = create_store(files, None, kind=PRACTICE, site_id=UUID(int=99), letter="F", practice_day=None)
    taker: Keeping = store.keeping(desk.clock, desk.new_id, CaseDeriver())
    taker.take_journal_of(desk.store.keeping(desk.clock, desk.new_id, CaseDeriver()))
    with taker.reading() as db:
        assert rows_now(db, Barrier, [row])[row]["what"] == "later site"
        assert rows_before(db, Barrier, [row], later)[row]["what"] == "later site"
    store.close()
