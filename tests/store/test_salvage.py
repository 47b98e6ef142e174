"""What a damaged store still holds is read into a new one; what is gone is counted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from ips_tui.casework import contacts
from ips_tui.casework.salvaging import salvage_store
from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from ips_tui.store import driver
from ips_tui.store.files import StoreFiles
from ips_tui.store.problems import CutShort, Damaged, NoBeginning, WrongPassphrase
from ips_tui.store.salvage import Salvaged
from ips_tui.store.schema import HEAD, version_of
from tests import told
from tests.store.test_museum import taken_out

PAGE = 4096
PEOPLE, CONTACTS = 3, 40


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted store with three people and forty long notes."""
    files = StoreFiles(tmp_path_factory.mktemp("kept") / "team.db")
    told.found(files, encrypted=True)
    desk = told.opened(told.desk_at(files))
    team = told.clinical_team(desk)
    people = [told.participant(desk, team, name=f"Person {n}") for n in range(PEOPLE)]
    for n in range(CONTACTS):
        contacts.record_contact(desk, people[n % PEOPLE], told.contact(summary=f"note {n} " + "word " * 80))
    desk.close()
    return files.path.parent


@pytest.fixture
def files(kept: Path, tmp_path: Path) -> StoreFiles:
    shutil.copytree(kept, tmp_path / "team")
    return StoreFiles(tmp_path / "team" / "team.db")


def _end(files: StoreFiles) -> range:
    """The last pages, where what was typed stands."""
    pages = files.path.stat().st_size // PAGE
    return range(pages - 22, pages + 1)


def _salvaged(files: StoreFiles, clock: SetClock) -> Salvaged:
    before = files.path.read_bytes()
    done = salvage_store(files, told.PASSPHRASE, clock, cost=told.CHEAP)
    assert files.path.read_bytes() == before, "the damaged file is only read"
    assert sorted(p.name for p in files.path.parent.glob("*salvaged*")) == [
        "team-salvaged-01.db",
        "team-salvaged-01.db.slots",
    ]
    return done


def _key(files: StoreFiles) -> bytes:
    from ips_tui.store.slots import open_slot

    return open_slot(files.slots, told.PASSPHRASE, cost=told.CHEAP).key


def _pages_of(files: StoreFiles, table: str, among: range) -> list[int]:
    """Those pages without which a table cannot be read to its end."""
    found = []
    whole, key = files.path.read_bytes(), _key(files)
    copy = files.path.with_name("look.db")
    for page in among:
        copy.write_bytes(_flipped(whole, page))
        connection = driver.open_keyed(copy, key, readonly=True)
        try:
            connection.execute(f"SELECT * FROM {table}").fetchall()
        except driver.dbapi2.Error:
            found.append(page)
        finally:
            connection.close()
    copy.unlink()
    return found


def _flipped(data: bytes, page: int) -> bytes:
    place = (page - 1) * PAGE + 2000
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.fixture
def salvaged_desk(clock: SetClock) -> Iterator[list[Desk]]:
    desks: list[Desk] = []
    yield desks
    for desk in desks:
        desk.close()


def _open(done: Salvaged, clock: SetClock, desks: list[Desk]) -> Desk:
    desk = told.opened(told.desk_at(done.files, clock))
    desks.append(desk)
    return desk


def _notes(desk: Desk) -> int:
    return int(desk.connection.execute("SELECT count(*) FROM contact WHERE NOT removed").fetchone()[0])


def test_what_a_damaged_page_held_is_told_again_from_the_journal(
    files: StoreFiles, clock: SetClock, salvaged_desk: list[Desk], kept: Path
) -> None:
    """F6: with a page of notes and a page of the list of tables unreadable, every row is there."""
    leaves = _pages_of(files, "contact", _end(files))
    lists = _pages_of(files, "sqlite_master", range(40, 60))
    assert len(leaves) > 2 and lists
    files.path.write_bytes(_flipped(_flipped(files.path.read_bytes(), leaves[1]), lists[0]))
    with pytest.raises(Damaged):
        told.opened(told.desk_at(files, clock))
    done = _salvaged(files, clock)
    (notes,) = (table for table in done.tables if table.table == "contact")
    assert notes.told_again > 0 and notes.read > 0 and notes.read + notes.told_again == CONTACTS
    assert done.whole and done.stood_in_for == 0
    desk = _open(done, clock, salvaged_desk)
    assert _notes(desk) == CONTACTS
    assert driver.integrity(desk.connection) == ()
    sound = driver.connect(kept / "team.db", _key(files), readonly=True)
    try:
        for only in ("record", "derived"):
            assert told.dump(desk.connection, only=only) == told.dump(sound, only=only)
        (site,) = sound.execute("SELECT id FROM site").fetchone()
    finally:
        sound.close()
    assert desk.store.site.id.bytes != site, "two installations of one id would take each other's entries for their own"
    contacts.record_contact(desk, _person(desk), told.contact(-1))


def test_without_a_part_of_the_journal_every_record_is_read_from_its_table(
    files: StoreFiles, clock: SetClock, salvaged_desk: list[Desk]
) -> None:
    """F6: a page of the journal is unreadable and the last page is cut away: records stand, what is gone is counted."""
    leaves = _pages_of(files, "change", _end(files))
    groups = _pages_of(files, "change_group", _end(files))
    data = _flipped(_flipped(files.path.read_bytes(), leaves[2]), groups[-1])
    files.path.write_bytes(data[:-PAGE])
    with pytest.raises(CutShort):
        told.opened(told.desk_at(files, clock))
    done = _salvaged(files, clock)
    assert not done.whole
    lost = {table.table: table.lost for table in done.tables if table.lost}
    assert lost["change"] > 0 and lost["change_group"] > 0 and "participant" not in lost
    desk = _open(done, clock, salvaged_desk)
    assert _notes(desk) == CONTACTS - lost.get("contact", 0) >= CONTACTS - 4
    assert driver.integrity(desk.connection) == ()
    named = desk.connection.execute("SELECT count(*) FROM change_group WHERE what = 'salvaged'").fetchone()
    assert named[0] > 0, "changes whose action is gone have one that says so"


def test_an_older_store_that_was_cut_is_salvaged_into_this_schema(tmp_path: Path, clock: SetClock) -> None:
    """F6: salvage brings what it reads of an older store to this version."""
    files = taken_out("0005", tmp_path / "then")
    data = files.path.read_bytes()
    files.path.write_bytes(data[: -(512 * 3)])
    done = salvage_store(files, None, clock)
    desk = told.opened(told.desk_at(done.files, clock, practice=True))
    try:
        assert version_of(desk.connection) == HEAD
        assert desk.connection.execute("SELECT count(*) FROM participant").fetchone() == (2,)
        assert driver.integrity(desk.connection) == ()
    finally:
        desk.close()


def test_where_the_beginning_is_gone_that_is_said_and_nothing_is_made(files: StoreFiles, clock: SetClock) -> None:
    """F6: without its first page no key reads a store; nothing is left behind that looks like one."""
    files.path.write_bytes(_flipped(files.path.read_bytes(), 1))
    before = sorted(path.name for path in files.path.parent.iterdir())
    with pytest.raises(NoBeginning):
        salvage_store(files, told.PASSPHRASE, clock, cost=told.CHEAP)
    with pytest.raises(WrongPassphrase):
        salvage_store(files, "another passphrase", clock, cost=told.CHEAP)
    # The empty file of the lock stays, as it does beside every store.
    left = sorted(path.name for path in files.path.parent.iterdir() if path != files.lock)
    assert left == [name for name in before if name != files.lock.name]


def _person(desk: Desk) -> UUID:
    return UUID(bytes=desk.connection.execute("SELECT id FROM participant").fetchone()[0])
