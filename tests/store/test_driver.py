"""Opening a store, and leaving alone what is not one."""

import errno
import os
import random
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from ips_tui.store import problems
from ips_tui.store.driver import APPLICATION_ID, FileKind, check_ours, connect, connect_again, inspect_file, integrity
from ips_tui.store.files import StoreFiles

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
CANARY = "Whaiora Canarybird"


def make_store(path: Path, key: bytes | None = KEY, rows: int = 200) -> None:
    connection = connect(path, key, create=True)
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT)")
    connection.executemany("INSERT INTO note (body) VALUES (?)", [(f"{CANARY} {n} " + "." * 500,) for n in range(rows)])
    connection.close()


def make_foreign(path: Path, *, wal: bool = False) -> None:
    """A database of some other program, with a write-ahead log that its crash left behind when `wal`."""
    source = path.with_name("source of " + path.name)
    connection = sqlite3.connect(source)
    connection.execute("PRAGMA application_id=7")
    if wal:
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.execute("INSERT INTO recipe VALUES ('bread')")
    connection.commit()
    for end in ("", "-wal"):
        part = source.with_name(source.name + end)
        if part.exists():
            path.with_name(path.name + end).write_bytes(part.read_bytes())
    connection.close()


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def setting(connection, name):
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "practice"])
def test_what_was_saved_is_there_when_opened_again(tmp_path, key):
    make_store(tmp_path / "team.db", key)
    connection = connect(tmp_path / "team.db", key)
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (200,)
    assert integrity(connection) == ()
    connection.close()


@pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "practice"])
def test_a_connection_has_the_settings_of_a_store(tmp_path, key):
    connection = connect(tmp_path / "team.db", key, create=True)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "cache_size": -16000,
        "temp_store": 2,
        "application_id": APPLICATION_ID,
    }
    assert {name: setting(connection, name) for name in expected} == expected
    assert connection.isolation_level is None
    connection.close()


def test_the_mark_spells_the_program():
    assert APPLICATION_ID.to_bytes(4, "big") == b"IPSt"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no owner, group and other modes")
def test_a_store_and_its_log_are_private_whatever_the_umask(tmp_path):
    before = os.umask(0o022)
    try:
        connection = connect(tmp_path / "team.db", KEY, create=True)
        connection.execute("CREATE TABLE note (body TEXT)")
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    connection.close()
    assert modes == {"team.db": 0o600, "team.db-wal": 0o600, "team.db-shm": 0o600}


def test_nothing_is_readable_in_an_encrypted_store_or_its_log(tmp_path):
    connection = connect(tmp_path / "team.db", KEY, create=True)
    connection.execute("CREATE TABLE note (body TEXT)")
    connection.execute("INSERT INTO note VALUES (?)", (CANARY,))
    everything = b"".join(snapshot(tmp_path).values())
    connection.close()
    assert (tmp_path / "team.db").exists()
    for word in (CANARY.encode(), b"CREATE TABLE", b"SQLite format", KEY, KEY.hex().encode()):
        assert word not in everything + (tmp_path / "team.db").read_bytes()


def test_the_search_for_readable_words_would_find_them(tmp_path):
    make_store(tmp_path / "practice.db", None)
    assert CANARY.encode() in (tmp_path / "practice.db").read_bytes()


def test_a_missing_store_is_never_made_by_opening_it(tmp_path):
    for readonly in (False, True):
        with pytest.raises(problems.NoStore):
            connect(tmp_path / "team.db", KEY, readonly=readonly)
    with pytest.raises(problems.NoStore):
        connect(tmp_path / "no such folder" / "team.db", KEY)
    assert list(tmp_path.iterdir()) == []


def test_an_emptied_file_is_damage_and_never_a_store_without_people(tmp_path):
    (tmp_path / "team.db").touch()
    for key in (KEY, None):
        with pytest.raises(problems.Damaged):
            connect(tmp_path / "team.db", key)
    assert snapshot(tmp_path) == {"team.db": b""}


def test_create_opens_a_store_that_stands_there_and_keeps_it(tmp_path):
    make_store(tmp_path / "team.db")
    connection = connect(tmp_path / "team.db", KEY, create=True)
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (200,)
    connection.close()


def test_create_that_fails_leaves_no_file(tmp_path, monkeypatch):
    def refuse(*given, **ways):
        raise dbapi2.OperationalError("database or disk is full")

    monkeypatch.setattr("ips_tui.store.driver.open_keyed", refuse)
    with pytest.raises(problems.StoreFull):
        connect(tmp_path / "team.db", KEY, create=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "practice"])
@pytest.mark.parametrize("wal", [False, True], ids=["quiet", "with a log"])
@pytest.mark.parametrize("create", [False, True], ids=["open", "create"])
def test_a_file_of_another_program_is_refused_and_not_changed(tmp_path, key, wal, create):
    make_foreign(tmp_path / "recipes.db", wal=wal)
    before = snapshot(tmp_path)
    assert ("recipes.db-wal" in before) == wal
    with pytest.raises(problems.ForeignFile) as caught:
        connect(tmp_path / "recipes.db", key, create=create)
    assert snapshot(tmp_path) == before
    assert caught.value.detail == str(tmp_path / "recipes.db")


@pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "practice"])
def test_random_bytes_are_refused_and_not_changed(tmp_path, key):
    (tmp_path / "team.db").write_bytes(random.Random(1).randbytes(20_000))
    before = snapshot(tmp_path)
    with pytest.raises(problems.Damaged):
        connect(tmp_path / "team.db", key)
    assert snapshot(tmp_path) == before


def test_a_wrong_key_does_not_open_or_change_a_store(tmp_path):
    make_store(tmp_path / "team.db")
    before = snapshot(tmp_path)
    with pytest.raises(problems.Damaged):
        connect(tmp_path / "team.db", OTHER_KEY)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("place", [0, 100, 4000], ids=["salt", "header", "end of the first page"])
def test_a_flipped_bit_in_the_first_page_is_damage(tmp_path, place):
    make_store(tmp_path / "team.db")
    flip(tmp_path / "team.db", place)
    before = snapshot(tmp_path)
    with pytest.raises(problems.Damaged):
        connect(tmp_path / "team.db", KEY)
    assert snapshot(tmp_path) == before


def test_a_flipped_bit_further_in_is_found_by_the_check_and_names_no_content(tmp_path):
    make_store(tmp_path / "team.db")
    flip(tmp_path / "team.db", 4096 * 9 + 17)
    before = snapshot(tmp_path)
    connection = connect(tmp_path / "team.db", KEY)
    found = integrity(connection)
    connection.close()
    assert any("page 10" in problem for problem in found)
    assert not any("Canary" in problem for problem in found)
    assert snapshot(tmp_path) == before


def test_a_store_cut_short_is_damage(tmp_path):
    make_store(tmp_path / "team.db")
    (tmp_path / "team.db").write_bytes((tmp_path / "team.db").read_bytes()[: 4096 * 5])
    try:
        connection = connect(tmp_path / "team.db", KEY)
    except problems.Damaged:
        return
    assert integrity(connection) != ()
    connection.close()


def test_a_row_that_points_nowhere_is_found_by_table_names_alone(tmp_path):
    connection = connect(tmp_path / "team.db", KEY, create=True)
    connection.execute("CREATE TABLE person (name TEXT PRIMARY KEY)")
    connection.execute("CREATE TABLE visit (person TEXT REFERENCES person)")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.executemany("INSERT INTO visit VALUES (?)", [(CANARY,), (CANARY,)])
    assert integrity(connection) == ("visit: a row points to a missing row of person",)
    connection.close()


def test_practice_and_real_are_not_opened_as_each_other(tmp_path):
    make_store(tmp_path / "practice.db", None)
    make_store(tmp_path / "team.db", KEY)
    slots = StoreFiles(tmp_path / "team.db").slots
    slots.mkdir()
    (slots / "slot-0123456789abcdef.key").write_bytes(b"any")
    before = snapshot(tmp_path)
    with pytest.raises(problems.MixedUp):
        connect(tmp_path / "practice.db", KEY)
    with pytest.raises(problems.MixedUp):
        connect(tmp_path / "team.db", None)
    assert snapshot(tmp_path) == before


def test_a_place_where_no_log_can_be_made_is_told_as_read_only(tmp_path):
    make_store(tmp_path / "team.db")
    (tmp_path / "team.db-wal").mkdir()
    with pytest.raises(problems.ReadOnlyStore):
        connect(tmp_path / "team.db", KEY)
    (tmp_path / "team.db-wal").rmdir()
    reader = connect(tmp_path / "team.db", KEY, readonly=True)
    assert reader.execute("SELECT count(*) FROM note").fetchone() == (200,)
    reader.close()


def test_a_folder_is_not_a_store(tmp_path):
    (tmp_path / "team.db").mkdir()
    for create in (False, True):
        with pytest.raises(problems.ForeignFile):
            connect(tmp_path / "team.db", KEY, create=create)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes and devices")
def test_a_pipe_or_a_device_is_not_a_store_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path(os.devnull)):
        assert inspect_file(path) is FileKind.OTHER
        with pytest.raises(problems.ForeignFile):
            connect(path, KEY)


def test_check_ours_refuses_another_mark(tmp_path):
    connection = connect(tmp_path / "team.db", KEY, create=True)
    check_ours(connection)
    connection.execute("PRAGMA application_id=7")
    with pytest.raises(problems.ForeignFile):
        check_ours(connection)
    connection.close()


@pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "practice"])
@pytest.mark.parametrize("name", ["team.db", "100% a#b?mode=rwc&x=y ø.db"])
def test_reading_only_writes_nothing_and_refuses_writing(tmp_path, key, name):
    if sys.platform == "win32" and "?" in name:
        pytest.skip("Windows does not allow a question mark in a name")
    make_store(tmp_path / name, key)
    before = snapshot(tmp_path)
    connection = connect(tmp_path / name, key, readonly=True)
    assert connection.execute("SELECT count(*) FROM note").fetchone() == (200,)
    with pytest.raises(dbapi2.OperationalError) as caught:
        connection.execute("INSERT INTO note (body) VALUES ('x')")
    assert integrity(connection) == ()
    assert snapshot(tmp_path) == before
    connection.close()
    assert snapshot(tmp_path) == before
    assert isinstance(problems.translate(caught.value), problems.ReadOnlyStore)


def test_reading_only_refuses_to_show_an_older_state(tmp_path):
    connection = connect(tmp_path / "team.db", KEY, create=True)
    connection.execute("CREATE TABLE note (body TEXT)")
    assert (tmp_path / "team.db-wal").stat().st_size > 0
    with pytest.raises(problems.ReadOnlyStore):
        connect(tmp_path / "team.db", KEY, readonly=True)
    connection.close()
    connect(tmp_path / "team.db", KEY, readonly=True).close()


def test_keys_and_modes_that_make_no_sense_are_refused(tmp_path):
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "team.db", b"short", create=True)
    with pytest.raises(ValueError, match="read-only"):
        connect(tmp_path / "team.db", KEY, create=True, readonly=True)
    assert list(tmp_path.iterdir()) == []


def test_files_are_told_apart_by_their_first_bytes(tmp_path):
    make_store(tmp_path / "team.db")
    make_store(tmp_path / "practice.db", None)
    (tmp_path / "empty.db").touch()
    (tmp_path / "short.db").write_bytes(b"SQLite")
    names = ("team.db", "practice.db", "empty.db", "short.db", "missing.db", ".")
    assert [inspect_file(tmp_path / name) for name in names] == [
        FileKind.OTHER,
        FileKind.PLAIN_SQLITE,
        FileKind.EMPTY,
        FileKind.OTHER,
        FileKind.MISSING,
        FileKind.OTHER,
    ]


WRONG_KEY = """
import sys
from pathlib import Path
from ips_tui.store.driver import connect
from ips_tui.store.problems import Damaged
try:
    connect(Path(sys.argv[1]), bytes(32))
except Damaged:
    sys.stdout.write("refused")
"""


def test_a_wrong_key_writes_nothing_to_the_terminal(tmp_path):
    # In a process of its own: once any connection has silenced SQLCipher it is silent for the whole process.
    make_store(tmp_path / "team.db")
    run = subprocess.run(
        [sys.executable, "-c", WRONG_KEY, str(tmp_path / "team.db")],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert (run.stdout, run.stderr) == (b"refused", b"")


TRY_TO_WRITE = """
import sys
from pathlib import Path
from sqlcipher3 import dbapi2
from ips_tui.store.driver import connect
connection = connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]) or None)
connection.execute("PRAGMA busy_timeout=0")
try:
    connection.execute("BEGIN IMMEDIATE")
    sys.stdout.write("got it")
except dbapi2.OperationalError as error:
    sys.stdout.write(error.sqlite_errorname)
"""


@pytest.mark.parametrize("key", [KEY, None], ids=["encrypted", "practice"])
@pytest.mark.parametrize("open_again", [connect, connect_again])
def test_a_second_connection_does_not_lose_the_lock_of_the_first(tmp_path, key, open_again):
    make_store(tmp_path / "team.db", key)
    first = connect(tmp_path / "team.db", key)
    first.execute("BEGIN IMMEDIATE")
    open_again(tmp_path / "team.db", key).close()
    command = [sys.executable, "-c", TRY_TO_WRITE, str(tmp_path / "team.db"), (key or b"").hex()]
    held = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    first.execute("ROLLBACK")
    free = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout
    first.close()
    assert (held, free) == (b"SQLITE_BUSY", b"got it")


def raised(connection, statement):
    with pytest.raises(dbapi2.Error) as caught:
        connection.execute(statement)
    return caught.value


class Wrapped(Exception):
    """Looks like an error of SQLAlchemy: the driver's own is in `.orig`."""

    def __init__(self, orig):
        super().__init__("(sqlcipher3.dbapi2.OperationalError) is locked")
        self.orig = orig


def test_errors_of_the_driver_are_told_by_what_they_mean(tmp_path):
    make_store(tmp_path / "team.db")
    connection = connect(tmp_path / "team.db", KEY)
    connection.execute("PRAGMA max_page_count=40")
    full = raised(connection, "INSERT INTO note (body) VALUES (zeroblob(1000000))")
    other = connect(tmp_path / "team.db", KEY)
    other.execute("PRAGMA busy_timeout=0")
    connection.execute("BEGIN IMMEDIATE")
    busy = raised(other, "BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")
    twice = raised(connection, "INSERT INTO note (id) VALUES (1)")
    other.close()
    connection.close()
    assert type(problems.translate(full)) is problems.StoreFull
    assert type(problems.translate(busy)) is problems.InUse
    assert type(problems.translate(Wrapped(full))) is problems.StoreFull
    assert problems.translate(twice) is None
    assert problems.translate(Wrapped(twice)) is None


def test_errors_without_a_name_are_told_by_their_words_and_others_not_at_all():
    assert type(problems.translate(dbapi2.OperationalError("database is locked"))) is problems.InUse
    assert type(problems.translate(dbapi2.DatabaseError("file is not a database"))) is problems.Damaged
    assert problems.translate(ValueError("the note says that the file is not a database")) is None
    assert type(problems.translate(OSError(28, "no room"))) is problems.StoreFull
    assert type(problems.translate(OSError(30, "read-only"))) is problems.ReadOnlyStore
    assert type(problems.translate(OSError(errno.EACCES, "not yours"))) is problems.NoAccess
    assert type(problems.translate(OSError(errno.ENAMETOOLONG, "long"))) is problems.NameTooLong
    assert problems.translate(OSError(2, "missing")) is None
    known = problems.NoStore("place")
    assert problems.translate(known) is known


def test_every_problem_has_its_own_sentence_and_an_exit_status():
    kinds = [kind for kind in vars(problems).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    statuses = {kind.__name__: kind.status for kind in kinds if kind is not problems.StoreProblem}
    assert statuses == {
        "NoStore": 10,
        "StoreLost": 10,
        "ForeignFile": 10,
        "KeysLost": 10,
        "LinkedFile": 10,
        "InUse": 11,
        "WrongPassphrase": 12,
        "Damaged": 13,
        "EmptyFile": 13,
        "CutShort": 13,
        "NoBeginning": 13,
        "NewerStore": 14,
        "StoreFull": 1,
        "ReadOnlyStore": 1,
        "HalfSeen": 1,
        "OlderHere": 1,
        "NoAccess": 1,
        "NameTooLong": 2,
        "DiskTrouble": 1,
        "MixedUp": 2,
        "LastWayIn": 1,
        "LinkInTheWay": 1,
        "NoKeyring": 1,
        "PassphraseTaken": 1,
    }
    assert len({kind.message_id for kind in kinds}) == len(kinds)
