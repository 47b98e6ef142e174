"""The chain over journal and looks: whatever is changed, taken away, put in or blanked shows, and where."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.domain.rights import Looked
from ips_tui.store import chain
from ips_tui.store.files import StoreFiles
from ips_tui.store.journal import Unjournaled
from ips_tui.store.keeping import Keeping
from ips_tui.store.looks import looks_at, note_look
from ips_tui.store.sites import renew_site
from ips_tui.store.store import PRACTICE, create_store
from tests import told


@pytest.fixture
def kept(desk: Desk, person: UUID) -> Keeping:
    """A store with a team, a person and two looks at them."""
    keeping: Keeping = desk.store.keeping(desk.clock, desk.new_id, CaseDeriver())
    desk.note_look(Looked.OPENED, person)
    desk.note_look(Looked.PRINTED, person, "support_plan")
    return keeping


def test_a_store_that_only_the_program_wrote_is_whole(desk: Desk, kept: Keeping) -> None:
    assert kept.broken_chain() is None
    (links,) = desk.connection.execute("SELECT count(*) FROM chain_link").fetchone()
    (groups,) = desk.connection.execute("SELECT count(*) FROM change_group").fetchone()
    assert links == groups + 2 > 4


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("UPDATE change SET new = '\"x\"' WHERE id = (SELECT max(id) FROM change)", "value"),
        ("UPDATE change SET old = '\"x\"' WHERE id = (SELECT min(id) FROM change)", "value"),
        ("UPDATE change SET new = NULL, salt = NULL WHERE id = (SELECT min(id) FROM change)", "value"),
        ("UPDATE change SET digest = 'x', salt = NULL, old = NULL, new = NULL, erased_by = row_id", "link"),
        ("UPDATE change SET salt = NULL, old = NULL, new = NULL, erased_by = row_id", "blanked"),
        ("UPDATE change SET column_name = 'name' WHERE id = (SELECT min(id) FROM change)", "link"),
        ("DELETE FROM change WHERE id = (SELECT max(id) FROM change)", "link"),
        ("UPDATE change_group SET at = '2020-01-01 00:00:00.000000' WHERE sequence = 2", "link"),
        ("UPDATE change_group SET staff_id = NULL WHERE staff_id IS NOT NULL", "link"),
        ("UPDATE access SET participant_id = id WHERE what = 'opened'", "link"),
        ("UPDATE access SET what = 'opened'", "link"),
        ("DELETE FROM access WHERE what = 'opened'", "missing"),
        ("DELETE FROM chain_link WHERE number = 2", "gap"),
        ("DELETE FROM chain_link WHERE number = (SELECT max(number) FROM chain_link)", "unlinked"),
        ("UPDATE chain_link SET number = number + 1000 WHERE number > 1", "gap"),
        (
            "INSERT INTO access SELECT x'00112233445566778899aabbccddeeff', site_id, at, staff_id, participant_id,"
            " what, detail FROM access LIMIT 1",
            "unlinked",
        ),
    ],
)
def test_whatever_is_done_past_the_program_shows(desk: Desk, kept: Keeping, sql: str, why: str) -> None:
    desk.connection.execute("PRAGMA foreign_keys=OFF")
    assert desk.connection.execute(sql).rowcount != 0
    found = kept.broken_chain()
    assert found is not None and found.why == why


def test_the_end_of_a_chain_that_was_noted_is_found_again_and_missed_when_it_was_cut_off(
    desk: Desk, kept: Keeping, person: UUID
) -> None:
    with kept.reading() as db:
        (head,) = chain.heads(db.connection())
    desk.note_look(Looked.SHOWN, person)
    with kept.reading() as db:
        assert chain.holds(db.connection(), head)
    for number in (head.number + 1, head.number):
        desk.connection.execute(
            "DELETE FROM access WHERE id = (SELECT what_id FROM chain_link WHERE number = ?)", [number]
        )
        desk.connection.execute("DELETE FROM chain_link WHERE number = ?", [number])
    # Whole in itself: what was last was taken away without a trace, but for who noted the end.
    assert kept.broken_chain() is None
    with kept.reading() as db:
        assert not chain.holds(db.connection(), head)


def test_the_program_itself_can_add_links_and_looks_and_nothing_else(kept: Keeping) -> None:
    with kept.writing("test", staff_id=None) as writing:
        for statement in (
            "UPDATE access SET what = 'opened'",
            "DELETE FROM access",
            "DELETE FROM chain_link",
            "UPDATE chain_link SET digest = ''",
            "INSERT OR REPLACE INTO chain_link SELECT * FROM chain_link",
        ):
            with pytest.raises(Unjournaled):
                writing.db.connection().exec_driver_sql(statement)


def test_another_laptops_chain_comes_along_and_stays_whole(desk: Desk, kept: Keeping, tmp_path: Path) -> None:
    files = StoreFiles(tmp_path / "taker" / "team.db")
    store = create_store(files, None, kind=PRACTICE, site_id=UUID(int=99), letter="F", practice_day=None)
    try:
        taker: Any = store.keeping(desk.clock, desk.new_id, CaseDeriver())
        taker.take_journal_of(kept)
        assert taker.broken_chain() is None
        with kept.reading() as db, taker.reading() as other:
            assert chain.heads(other.connection()) == chain.heads(db.connection())
    finally:
        store.close()


TEXTS = st.none() | st.text()


@given(st.binary(min_size=16, max_size=16), TEXTS, TEXTS, TEXTS, TEXTS)
def test_two_changes_have_one_digest_only_when_they_are_the_same(
    salt: bytes, old: str | None, new: str | None, old2: str | None, new2: str | None
) -> None:
    one, other = chain.digest_of(salt, old, new), chain.digest_of(salt, old2, new2)
    assert (one == other) == ((old, new) == (old2, new2))


def test_who_opened_printed_or_gave_out_a_record_is_kept_and_nothing_on_the_screen_is_read_anew_for_it(
    desk: Desk, person: UUID, kept: Keeping, clock: SetClock
) -> None:
    edition = desk.edition
    for minutes in (10, 31, 5):
        clock.moment += timedelta(minutes=minutes)
        desk.note_look(Looked.OPENED, person)
    desk.note_look(Looked.EXPORTED, person, "own_copy")
    desk.note_look(Looked.EXPORTED, person, "own_copy")
    said = [(look.what.value, look.detail) for look in looks_at(desk.connection, person)]
    assert said[:2] == [("exported", "own_copy")] * 2
    # Opened again after ten minutes it was one look; after more than half an hour another.
    assert [what for what, _ in said[2:]] == ["opened", "printed", "opened"]
    assert {look.staff_id for look in looks_at(desk.connection, person)} == {desk.who and desk.who.id}
    assert desk.edition == edition
    assert kept.broken_chain() is None


class Refusing:
    """A connection whose disk refuses the commit, and which has taken everything back by then, as SQLite may."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def execute(self, sql: str, values: Any = ()) -> Any:
        if sql != "COMMIT":
            return self.connection.execute(sql, values)
        self.connection.execute("ROLLBACK")
        raise OSError("the disk said no")

    @property
    def in_transaction(self) -> bool:
        return bool(self.connection.in_transaction)


def test_a_commit_that_took_everything_back_by_itself_is_told_by_what_the_disk_said(desk: Desk, person: UUID) -> None:
    """F4, F6: and not by a second error, which nobody could tell."""
    before = told.dump(desk.connection)
    refusing = Refusing(desk.connection)
    with pytest.raises(OSError, match="the disk said no"):
        renew_site(refusing)
    with pytest.raises(OSError, match="the disk said no"):
        note_look(
            refusing,
            look_id=desk.new_id(),
            site_id=desk.store.site.id,
            at=desk.clock.now(),
            staff_id=None,
            participant_id=person,
            what=Looked.OPENED,
        )
    assert told.dump(desk.connection) == before
