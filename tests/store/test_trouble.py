"""A museum of damaged stores, and every other trouble of a disk: told by what it is, nothing changed, and a way on."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ips_tui.casework import contacts, trouble
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.clock import SetClock
from ips_tui.forms.contacts import ContactEntry
from ips_tui.store import driver, room
from ips_tui.store.backup import verified_copy
from ips_tui.store.driver import integrity
from ips_tui.store.files import StoreFiles
from ips_tui.store.problems import (
    CutShort,
    Damaged,
    EmptyFile,
    ForeignFile,
    HalfSeen,
    InUse,
    MixedUp,
    NewerStore,
    NoBeginning,
    OlderHere,
    ReadOnlyStore,
    StoreFull,
    StoreProblem,
)
from ips_tui.store.store import TEAM, open_store
from tests import told
from tests.once import once
from tests.store.test_migrations import _everything as everything

PAGE = 4096


def _put(data: bytes, place: int, bad: bytes) -> bytes:
    return data[:place] + bad + data[place + len(bad) :]


def _recipes(folder: Path) -> bytes:
    """The file of some other program."""
    connection = sqlite3.connect(folder / "recipes.db")
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.commit()
    connection.close()
    return (folder / "recipes.db").read_bytes()


@pytest.mark.parametrize("encrypted", [True, False], ids=["encrypted", "plain"])
def test_every_damaged_file_is_told_by_what_it_is_and_left_as_it_is(
    open_desk: Callable[..., Desk], encrypted: bool, tmp_path: Path
) -> None:
    """F6, F7: refused with a sentence of its own, byte for byte as it was, and a sound file opens afterwards."""
    desk = open_desk(encrypted=encrypted)
    desk.close()
    path = desk.files.path
    whole = path.read_bytes()
    exhibits: list[tuple[str, bytes, type[StoreProblem]]] = [
        ("a flipped bit in the header", _put(whole, 3, bytes([whole[3] ^ 1])), NoBeginning),
        ("the list of tables gone", _put(whole, PAGE, bytes(PAGE)), Damaged),
        ("cut at a page", whole[: len(whole) // PAGE // 2 * PAGE], CutShort),
        ("cut within a page", whole[:-100], CutShort),
        ("without its last page", whole[:-PAGE], CutShort),
        ("random bytes", random.Random(5).randbytes(3 * PAGE), NoBeginning),
        ("empty", b"", EmptyFile),
        ("another program's", _recipes(tmp_path), ForeignFile),
    ]
    if encrypted:
        exhibits.append(("a flipped bit in the first page", _put(whole, 200, bytes([whole[200] ^ 1])), NoBeginning))
    else:
        # Of practice data no key could tell whether it ever was a store.
        exhibits = [e for e in exhibits if e[0] != "a flipped bit in the header"]
    for name, data, problem in exhibits:
        path.write_bytes(data)
        before = everything(path.parent)
        with pytest.raises(StoreProblem) as caught:
            told.opened(desk)
            pytest.fail(name)
        assert type(caught.value) is problem, name
        assert everything(path.parent) == before, name
        said = trouble.told(caught.value, desk.words, desk.clock, path)
        assert said[0] == desk.words(problem.message_id)
        if issubclass(problem, Damaged):
            assert desk.words("trouble.way.untouched") in said, name
            assert any("restore" in line or "copy" in line for line in said), name
            assert any("salvage" in line for line in said) == (problem in (Damaged, CutShort)), name
    path.write_bytes(whole)
    told.opened(desk)


def test_a_page_that_nobody_reads_at_the_start_is_found_by_the_check(open_desk: Callable[..., Desk]) -> None:
    """F6: the middle and the last page of an encrypted store: one opens it, and doctor's check names the page."""
    desk = open_desk(encrypted=True)
    desk.close()
    whole = desk.files.path.read_bytes()
    for place in (len(whole) // 2, len(whole) - 2000):
        desk.files.path.write_bytes(_put(whole, place, bytes([whole[place] ^ 1])))
        try:
            told.opened(desk)
        except Damaged:
            continue
        assert any(f"page {place // PAGE + 1}" in line for line in integrity(desk.connection))
        desk.close()


def test_the_newest_copy_that_is_good_is_named(open_desk: Callable[..., Desk]) -> None:
    """F6: of two copies the newer is damaged too: the older one is named, with its day; without any, that is said."""
    desk = open_desk(encrypted=True)
    files, key = desk.files, desk.store.key
    good, bad = files.backups / "good.db", files.backups / "newer.db"
    for place, moment in ((good, 1_790_000_000), (bad, 1_790_100_000)):
        verified_copy(desk.connection, key, place)
        os.utime(place, (moment, moment))
    desk.close()
    data = bad.read_bytes()
    bad.write_bytes(_put(data, len(data) - 2000, b"x"))
    os.utime(bad, (1_790_100_000, 1_790_100_000))
    for data in (files.path.read_bytes()[:-PAGE], b""):
        files.path.write_bytes(data)
        with pytest.raises(Damaged) as caught:
            desk.unlock(told.PASSPHRASE)
        assert caught.value.copy == good
        assert any(
            str(good) in line and "21 Sep" in line for line in trouble.told(caught.value, desk.words, desk.clock)
        )
    good.unlink()
    with pytest.raises(Damaged) as caught:
        desk.unlock(told.PASSPHRASE)
    assert desk.words("trouble.way.no_copy") in trouble.told(caught.value, desk.words, desk.clock)


def test_damage_that_is_met_while_one_works_ends_all_writing_and_no_reading(open_desk: Callable[..., Desk]) -> None:
    """F6: what can be read is read, by new connections; nothing more is written; what was saved stays."""
    desk = open_desk(encrypted=True)
    person = told.participant(desk, told.clinical_team(desk))
    assert desk.noticed(ValueError("no trouble of the file")) is None and not desk.readonly
    try:
        raise RuntimeError from driver.dbapi2.DatabaseError("database disk image is malformed")
    except RuntimeError as error:
        assert isinstance(desk.noticed(error), Damaged)
    assert desk.readonly
    before = told.dump(desk.connection)
    with pytest.raises(Damaged):
        contacts.record_contact(desk, person, told.contact())
    with pytest.raises(Damaged):
        desk.keep_draft(DraftKey("contact", person), {"summary": "half a thought"})
    with pytest.raises(driver.dbapi2.OperationalError):
        desk.connection.execute("DELETE FROM draft")
    with desk.reading() as db:
        assert db.connection().exec_driver_sql("SELECT count(*) FROM participant").scalar() == 1
    assert told.dump(desk.connection) == before
    assert desk.words("trouble.damaged") in trouble.low_lines(desk)


# -- full -------------------------------------------------------------------------------------------------


def test_a_full_disk_keeps_what_was_saved_and_the_same_save_works_once_there_is_room(
    desk: Desk, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F4: nothing is half saved, reading goes on, drafts and saves work again without a new start."""
    whole = driver.connect_again
    full = True

    def connect_again(*about: object, **more: object) -> object:
        connection = whole(*about, **more)  # type: ignore[arg-type]
        if full:
            connection.execute("PRAGMA max_page_count=1")
        return connection

    monkeypatch.setattr(driver, "connect_again", connect_again)
    before = told.dump(desk.connection)
    note = told.contact(summary="a long note " * 2000)
    desk.store.keeping(desk.clock, desk.new_id, CaseDeriver()).close()
    for _ in range(2):
        with pytest.raises(StoreFull):
            contacts.record_contact(desk, person, note)
    (pages,) = desk.connection.execute("PRAGMA max_page_count=1").fetchone()
    with pytest.raises(StoreFull):
        desk.keep_draft(DraftKey("contact", person), {"summary": "a long note " * 9000})
    assert told.dump(desk.connection) == before
    full = False
    desk.connection.execute("PRAGMA max_page_count=1000000")
    desk.store.keeping(desk.clock, desk.new_id, CaseDeriver()).close()
    desk.keep_draft(DraftKey("contact", person), {"summary": "a long note " * 9000})
    contacts.record_contact(desk, person, note)
    assert pages and integrity(desk.connection) == ()


def test_little_room_is_said_before_the_disk_is_full(
    open_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """F4: with under 200 MB, or three times the store, a line on Today says how much is left."""
    desk = open_desk(encrypted=True)
    size = desk.files.path.stat().st_size

    def line(free: int) -> str | None:
        monkeypatch.setattr("shutil.disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 0, free))
        return next((line for line in trouble.low_lines(desk) if "MB" in line), None)

    assert line(room.LEAST) is None
    assert line(room.LEAST - 1) == desk.words("trouble.room", megabytes=199)
    monkeypatch.setattr(room, "LEAST", 0)
    assert line(3 * size) is None and line(3 * size - 1) is not None


# -- only to be read ----------------------------------------------------------------------------------------


def test_where_nothing_can_be_written_one_reads(open_desk: Callable[..., Desk]) -> None:
    """F5: the store opens to be read, says so, refuses to write with one sentence, and no file is made or changed."""
    desk = open_desk(encrypted=True)
    person = told.participant(desk, told.clinical_team(desk))
    desk.close()
    # A log that cannot be made is how SQLite meets a medium without writing; so does a lock that cannot be taken.
    log = desk.files.path.with_name("team.db-wal")
    log.mkdir()
    before = everything(desk.files.path.parent)
    desk.unlock(told.PASSPHRASE)
    assert desk.readonly and desk.who_name == "Maren Test"
    assert desk.find("ada")
    assert desk.words("trouble.read_only") in trouble.low_lines(desk)
    with pytest.raises(ReadOnlyStore):
        contacts.record_contact(desk, person, told.contact())
    with pytest.raises(ReadOnlyStore):
        desk.keep_draft(DraftKey("contact", person), {"summary": "half a thought"})
    desk.warm()
    desk.close()
    assert everything(desk.files.path.parent) == before
    log.rmdir()
    told.opened(desk)
    assert not desk.readonly


@contextmanager
def _somebody_else() -> Iterator[None]:
    """Whoever may do anything to a file is, for a moment, one who may not."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_file_without_the_right_to_write_is_not_opened_as_if_there_were_one(
    templates: Callable[[bool], Path],
) -> None:
    """F5: SQLite opens such a file for reading in silence; here that is noticed before anything is typed."""
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "team.db"
        shutil.copy(templates(False) / "team.db", path)
        path.chmod(0o444)
        folder.chmod(0o777)
        with _somebody_else(), pytest.raises(ReadOnlyStore):
            driver.connect(path, None)
        with _somebody_else():
            driver.connect(path, None, readonly=True).close()
    finally:
        shutil.rmtree(folder)


def test_a_look_never_shows_less_than_there_is(open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    """F5: entries that stand in the log alone are not passed over, nor is a store that must be brought up first."""
    desk = open_desk(encrypted=True)
    key = desk.store.key
    told.clinical_team(desk)
    shutil.copytree(desk.files.path.parent, tmp_path / "killed", ignore=shutil.ignore_patterns("*-shm"))
    with pytest.raises(HalfSeen):
        open_store(StoreFiles(tmp_path / "killed" / "team.db"), key, kind=TEAM, readonly=True)
    desk.connection.execute("UPDATE alembic_version SET version_num = '0011'")
    desk.close()
    with pytest.raises(OlderHere):
        open_store(desk.files, key, kind=TEAM, readonly=True)


# -- other programs, other versions, other times --------------------------------------------------------------


def test_a_newer_store_says_what_it_needs(open_desk: Callable[..., Desk]) -> None:
    """F11: refused with the schema that it needs and the one known here."""
    desk = open_desk(encrypted=True)
    desk.connection.execute("UPDATE alembic_version SET version_num = '9999'")
    desk.close()
    before = desk.files.path.read_bytes()
    with pytest.raises(NewerStore) as caught:
        told.opened(desk)
    (said,) = trouble.told(caught.value, desk.words, desk.clock)
    assert "9999" in said and "00" in said
    assert desk.files.path.read_bytes() == before


def test_a_file_that_is_open_elsewhere_says_since_when(open_desk: Callable[..., Desk], clock: SetClock) -> None:
    """F12: the second window says since when the first has the file."""
    desk = open_desk(encrypted=True)
    moment = datetime(2026, 10, 15, 7, 12, tzinfo=UTC)
    desk.close()
    os.utime(desk.files.lock, (0, 0))
    told.opened(desk)
    taken = desk.files.lock.stat().st_mtime
    assert abs(taken - datetime.now(UTC).timestamp()) < 600
    os.utime(desk.files.lock, (moment.timestamp(), moment.timestamp()))
    other = told.desk_at(desk.files, clock)
    for day, since in ((0, "07:12"), (2, "Thu 15 Oct, 07:12")):
        clock.moment = moment + timedelta(days=day, hours=2)
        with pytest.raises(InUse) as caught:
            other.unlock(told.PASSPHRASE)
        assert trouble.told(caught.value, desk.words, clock) == (desk.words("trouble.in_use_since", since=since),)


def test_a_clock_that_goes_wrong_is_said_and_nothing_stops(open_desk: Callable[..., Desk], clock: SetClock) -> None:
    """F13: a line on Today names both years; entries keep the order in which they were made."""
    desk = open_desk(encrypted=True)
    person = once(desk, told.participant, once(desk, told.clinical_team))
    assert trouble.low_lines(desk) == ()
    clock.moment = datetime(2019, 3, 1, 9, tzinfo=UTC)
    assert trouble.low_lines(desk) == (desk.words("trouble.clock", now=2019, last=2026),)
    contacts.record_contact(desk, person, ContactEntry(**(vars(told.contact()) | {"happened_on": date(2019, 2, 27)})))
    newest = desk.connection.execute("SELECT at, what FROM change_group ORDER BY hybrid_clock DESC").fetchone()
    assert newest[0].startswith("2019"), "the last that was done is the last, whatever its clock said"
    clock.moment = datetime(2031, 3, 1, 9, tzinfo=UTC)
    assert trouble.low_lines(desk) == (desk.words("trouble.clock", now=2031, last=2026),)
    clock.moment = datetime(2026, 10, 11, 9, tzinfo=UTC)
    assert trouble.low_lines(desk) == (desk.words("trouble.clock", now="Sun 11 Oct 2026", last="Thu 15 Oct 2026"),)


def test_a_synchronised_folder_and_an_upgrade_are_said_on_today(
    open_desk: Callable[..., Desk], tmp_path: Path, clock: SetClock
) -> None:
    """F37, F10: who watches the folder; that the file was brought to this version, and the copy from before."""
    desk = open_desk(encrypted=True)
    desk.close()
    folder = tmp_path / "OneDrive - Some Trust"
    shutil.copytree(desk.files.path.parent, folder)
    there = told.opened(told.desk_at(StoreFiles(folder / "team.db"), clock))
    try:
        there.store.before = folder / "team-before.db"
        assert trouble.low_lines(there) == (
            there.words("trouble.migrated", name="team-before.db"),
            there.words("trouble.synced", keeper="OneDrive"),
        )
    finally:
        there.close()


def test_practice_and_real_people_stay_apart_in_trouble(open_desk: Callable[..., Desk]) -> None:
    """F7: a real file in the place of practice data is that, and no damage."""
    desk = open_desk(encrypted=True)
    desk.close()
    with pytest.raises(MixedUp):
        told.opened(told.desk_at(desk.files, desk.clock, practice=True))
