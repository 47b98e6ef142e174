"""Copies that are known to be good before they get their name."""

import os
import stat
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ips_tui.store import backup
from ips_tui.store.backup import verified_copy
from ips_tui.store.driver import APPLICATION_ID, connect, integrity
from ips_tui.store.problems import Damaged, DiskTrouble, InUse, StoreFull

KEY = bytes(range(32))
CANARY = "Whaiora Canarybird"


def make(path, key=KEY, rows=300):
    connection = connect(path, key, create=True)
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)")
    connection.execute("""CREATE TABLE "odd ""name" (x TEXT PRIMARY KEY) WITHOUT ROWID""")
    connection.execute("CREATE VIRTUAL TABLE note_search USING fts5(body, content='', contentless_delete=1)")
    connection.execute("""INSERT INTO "odd ""name" VALUES ('one')""")
    connection.executemany("INSERT INTO note (body) VALUES (?)", [(f"{CANARY} {n} " + "." * 300,) for n in range(rows)])
    connection.execute("INSERT INTO note_search (rowid, body) SELECT id, body FROM note")
    connection.execute("PRAGMA user_version=7")
    return connection


@pytest.fixture
def store(tmp_path):
    (tmp_path / "live").mkdir()
    connection = make(tmp_path / "live" / "team.db")
    yield connection
    connection.close()


@pytest.fixture
def place(tmp_path):
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies"


class Between:
    """A connection that lets something happen just before or instead of the copy."""

    def __init__(self, connection, happens):
        self._connection = connection
        self._happens = happens

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def execute(self, statement, parameters=()):
        if statement.startswith("VACUUM"):
            self._happens(parameters)
        return self._connection.execute(statement, parameters)


@pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "practice"])
def test_a_copy_opens_with_the_same_key_and_holds_everything(tmp_path, place, key):
    connection = make(tmp_path / "team.db", key)
    assert verified_copy(connection, key, place / "copy's (1).db") == place / "copy's (1).db"
    rows = connection.execute("SELECT * FROM note").fetchall()
    connection.close()
    assert [path.name for path in place.iterdir()] == ["copy's (1).db"]
    copy = connect(place / "copy's (1).db", key)
    assert copy.execute("SELECT * FROM note").fetchall() == rows
    assert copy.execute("SELECT count(*) FROM note_search('canarybird')").fetchone() == (300,)
    assert copy.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert copy.execute("PRAGMA user_version").fetchone() == (7,)
    assert integrity(copy) == ()
    copy.close()


def test_a_copy_holds_what_is_still_in_the_log(store, place):
    store.execute("INSERT INTO note (id, body) VALUES (9000, 'just saved')")
    verified_copy(store, KEY, place / "copy.db")
    copy = connect(place / "copy.db", KEY, readonly=True)
    assert copy.execute("SELECT body FROM note WHERE id = 9000").fetchone() == ("just saved",)
    copy.close()


def test_nothing_is_readable_in_a_copy(store, place):
    data = verified_copy(store, KEY, place / "copy.db").read_bytes()
    assert len(data) > 50_000
    for word in (CANARY.encode(), b"CREATE TABLE", b"SQLite format", KEY):
        assert word not in data


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no owner, group and other modes")
def test_a_copy_is_private_from_its_first_byte(store, place):
    modes = []
    before = os.umask(0o022)
    try:
        copier = Between(store, lambda names: modes.append(stat.S_IMODE(Path(names[0]).stat().st_mode)))
        path = verified_copy(copier, KEY, place / "copy.db")
    finally:
        os.umask(before)
    assert [*modes, stat.S_IMODE(path.stat().st_mode)] == [0o600, 0o600]


def test_the_store_goes_on_after_a_copy(store, place):
    verified_copy(store, KEY, place / "one.db")
    store.execute("INSERT INTO note (body) VALUES ('after')")
    verified_copy(store, KEY, place / "two.db")
    assert integrity(store) == ()
    assert len(list(place.iterdir())) == 2


def test_a_copy_never_takes_the_place_of_another_file(store, place):
    (place / "copy.db").write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        verified_copy(store, KEY, place / "copy.db")
    assert [path.read_bytes() for path in place.iterdir()] == [b"kept"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_in_the_place_of_the_copy_is_refused(store, place, tmp_path):
    (place / "copy.db").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        verified_copy(store, KEY, place / "copy.db")
    assert not (tmp_path / "elsewhere").exists()


def test_a_damaged_store_gives_no_copy(tmp_path, place):
    make(tmp_path / "team.db").close()
    data = bytearray((tmp_path / "team.db").read_bytes())
    data[4096 * 9 + 50] ^= 1
    (tmp_path / "team.db").write_bytes(data)
    connection = connect(tmp_path / "team.db", KEY)
    with pytest.raises(Damaged) as caught:
        verified_copy(connection, KEY, place / "copy.db")
    connection.close()
    assert caught.value.detail == str(place / "copy.db")
    assert list(place.iterdir()) == []
    assert (tmp_path / "team.db").read_bytes() == data


def test_a_copy_that_went_bad_on_the_medium_is_not_kept(store, place, monkeypatch):
    # One long note fills most of the file, so that the spoilt page is one that counting rows does not read.
    store.execute("INSERT INTO note (body) VALUES (?)", ("." * 2_000_000,))

    def spoil_then_connect(path, key, **ways):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        return connect(path, key, **ways)

    monkeypatch.setattr(backup, "connect", spoil_then_connect)
    with pytest.raises(Damaged) as caught:
        verified_copy(store, KEY, place / "copy.db")
    assert caught.value.detail == str(place / "copy.db")
    assert list(place.iterdir()) == []


def test_a_sound_copy_that_lacks_a_row_is_not_kept(store, place, monkeypatch):
    def lose_a_row(path, key, **ways):
        copy = connect(path, key)
        copy.execute("DELETE FROM note WHERE id = 5")
        copy.close()
        return connect(path, key, **ways)

    monkeypatch.setattr(backup, "connect", lose_a_row)
    with pytest.raises(Damaged):
        verified_copy(store, KEY, place / "copy.db")
    assert list(place.iterdir()) == []


def test_a_save_during_the_copy_means_another_try(store, place, tmp_path):
    other = connect(tmp_path / "live" / "team.db", KEY)
    tries = []

    def save_once(_):
        tries.append(1)
        if len(tries) == 1:
            other.execute("INSERT INTO note (body) VALUES ('meanwhile')")

    verified_copy(Between(store, save_once), KEY, place / "copy.db")
    other.close()
    copy = connect(place / "copy.db", KEY, readonly=True)
    assert copy.execute("SELECT count(*) FROM note").fetchone() == (301,)
    copy.close()
    assert len(tries) == 2
    assert [path.name for path in place.iterdir()] == ["copy.db"]


def test_saves_during_every_try_are_told_and_leave_nothing(store, place, tmp_path):
    other = connect(tmp_path / "live" / "team.db", KEY)
    save = Between(store, lambda _: other.execute("INSERT INTO note (body) VALUES ('meanwhile')"))
    with pytest.raises(InUse):
        verified_copy(save, KEY, place / "copy.db")
    other.close()
    assert list(place.iterdir()) == []


def test_a_full_disk_leaves_nothing(store, place):
    def half_a_file(names):
        Path(names[0]).write_bytes(b"x" * 5000)
        raise dbapi2.OperationalError("database or disk is full")

    with pytest.raises(StoreFull) as caught:
        verified_copy(Between(store, half_a_file), KEY, place / "copy.db")
    assert caught.value.detail == str(place / "copy.db")
    assert list(place.iterdir()) == []
    assert store.execute("SELECT count(*) FROM note").fetchone() == (300,)


def test_a_memory_stick_that_is_gone_is_told(store, tmp_path):
    with pytest.raises(DiskTrouble):
        verified_copy(store, KEY, tmp_path / "stick" / "copy.db")
    assert not (tmp_path / "stick").exists()


def test_inside_a_transaction_is_a_mistake_of_the_caller(store, place):
    store.execute("BEGIN")
    with pytest.raises(ValueError, match="transaction"):
        verified_copy(store, KEY, place / "copy.db")
    store.execute("ROLLBACK")
    assert list(place.iterdir()) == []
