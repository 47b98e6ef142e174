"""A store meets a program of another age: upgraded after a checked copy, or left exactly as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from ips_tui.casework.session import Desk
from ips_tui.records import Table
from ips_tui.store import driver, migrate, schema
from ips_tui.store import store as store_module
from ips_tui.store.engine import make_engine
from ips_tui.store.files import StoreFiles, slot_files
from ips_tui.store.migrate import configuration, upgrade
from ips_tui.store.problems import Damaged, DiskTrouble, ForeignFile, MixedUp, NewerStore, StoreFull
from ips_tui.store.search import is_index
from ips_tui.store.slots import find_slot
from tests import told
from tests.faults import templates

KEY = bytes(range(32))
OLD_MIGRATIONS, OLD_HEAD = migrate.MIGRATIONS, schema.HEAD

ADDS_A_COLUMN = """
import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{before}"


def upgrade():
    with op.batch_alter_table("clinical_team") as batch:
        batch.add_column(sa.Column("door_code", sa.Text(), nullable=True))
    # A parent made anew: its children must still be there afterwards.
    with op.batch_alter_table("participant", recreate="always") as batch:
        batch.alter_column("pronoun", new_column_name="pronouns")
    {then}
"""


def _files(folder: Path) -> StoreFiles:
    return StoreFiles(folder / "team.db")


def test_head_is_the_newest_revision_of_the_scripts() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert scripts.get_heads() == [schema.HEAD]
    oldest_first = [script.revision for script in scripts.walk_revisions()][::-1]
    assert oldest_first == list(schema.KNOWN)


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_an_upgraded_empty_file_is_what_the_models_say(tmp_path: Path, key: bytes | None) -> None:
    path = tmp_path / "new.db"
    opened = driver.connect(path, key, create=True)
    upgrade(lambda: driver.connect_again(path, key))
    assert schema.version_of(opened) == schema.HEAD
    engine = make_engine(lambda: driver.connect_again(path, key))
    with engine.connect() as connection:
        # The index over typed words is no table of the models: SQLite keeps it in tables of its own.
        opts = {"compare_type": False, "include_name": lambda name, kind, _: kind != "table" or not is_index(name)}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Table.metadata) == []
        # And the comparison would have seen a difference.
        connection.execute(text("DROP TABLE employer_line"))
        connection.execute(text("DROP INDEX ix_contact_staff_id"))
        assert len(compare_metadata(context, Table.metadata)) >= 2
    engine.dispose()
    opened.close()


def test_autogenerate_has_nothing_to_write(desk: Desk) -> None:
    engine = make_engine(lambda: driver.connect_again(desk.files.path, None))
    with engine.begin() as connection:
        command.check(configuration(connection))
    engine.dispose()


def _columns(engine: Engine) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        return {
            table.name: sorted(
                tuple(row)[1:6] for row in connection.exec_driver_sql(f"PRAGMA table_info({table.name})").fetchall()
            )
            for table in Table.metadata.sorted_tables
        }


def test_the_stores_of_tests_are_what_the_revisions_build(tmp_path: Path) -> None:
    """From the second on they are built from what was told of the first (`tests/quicker.py`)."""

    def everything(build: Callable[..., None], name: str) -> list[Any]:
        opened = driver.connect(tmp_path / name, None, create=True)
        build(lambda: driver.connect_again(tmp_path / name, None))
        names = [row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        rows = [(name, opened.execute(f"SELECT * FROM {name}").fetchall()) for name in names]
        made = opened.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        opened.close()
        # A table made anew names its constraints in any order.
        return [[(*of, sorted((sql or "").replace(",", "").splitlines())) for *of, sql in made], rows]

    by_revisions = everything(upgrade, "revisions.db")
    assert everything(migrate.build, "first.db") == everything(migrate.build, "second.db") == by_revisions


def test_every_column_of_an_upgraded_file_has_the_type_that_the_models_give_it(tmp_path: Path) -> None:
    """The comparison above reads types back from SQLite, which does not know all of ours by name."""
    engines = []
    for name in ("upgraded.db", "made.db"):
        driver.connect(tmp_path / name, None, create=True).close()
        engines.append(make_engine(lambda name=name: driver.connect(tmp_path / name, None)))
    upgraded, made = engines
    upgrade(lambda: driver.connect(tmp_path / "upgraded.db", None))
    Table.metadata.create_all(made)
    assert _columns(upgraded) == _columns(made)
    for engine in engines:
        engine.dispose()


def test_an_upgrade_with_nothing_to_do_changes_nothing(desk: Desk, person: object) -> None:
    before = told.dump(desk.connection)
    upgrade(lambda: driver.connect_again(desk.files.path, None))
    assert told.dump(desk.connection) == before


def test_every_table_can_be_spelt_for_postgresql() -> None:
    said = [str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in Table.metadata.sorted_tables]
    assert any("UUID" in sql for sql in said)
    assert not any(word in sql for sql in said for word in ("BINARY", "BLOB", "DATETIME"))


# -- a newer store --------------------------------------------------------------------------------------


def _everything(folder: Path) -> dict[str, bytes]:
    """All but the index of the log, in which SQLite keeps who reads now."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.endswith("-shm"))
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def _left_as(how: str, desk: Desk, folder: Path) -> Desk:
    """Close the desk's store and leave it as a program does that ends well, dies, or brings back a copy."""
    if how == "killed":
        # A copy of the files while they are open is what a killed program leaves.
        shutil.copytree(desk.files.path.parent, folder, ignore=shutil.ignore_patterns("*-shm"))
        desk.close()
        assert _files(folder).path.with_name("team.db-wal").stat().st_size > 0
        return told.desk_at(_files(folder), desk.clock, practice=desk.practice)
    key = desk.store.key
    desk.close()
    if how == "copy":
        connection = driver.open_keyed(desk.files.path, key)
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.close()
    return desk


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize("how", ["closed", "killed", "copy"])
@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", NewerStore),
        ("DELETE FROM alembic_version", Damaged),
        ("UPDATE site SET kind = 'other'", MixedUp),
        ("PRAGMA application_id=7", ForeignFile),
    ],
)
def test_a_store_that_is_of_no_use_here_is_left_as_it_is(
    open_desk: Callable[..., Desk],
    tmp_path: Path,
    encrypted: bool,
    how: str,
    statement: str,
    problem: type[Exception],
) -> None:
    desk = open_desk(encrypted=encrypted)
    desk.connection.execute(statement)
    desk = _left_as(how, desk, tmp_path / "killed")
    folder = desk.files.path.parent
    before = _everything(folder)
    for _ in range(2):
        with pytest.raises(problem):
            told.opened(desk)
        assert _everything(folder) == before
    assert desk.state == "locked", "and nothing holds the lock"


@pytest.mark.parametrize("how", ["killed", "copy"])
def test_a_store_of_this_version_opens_however_it_was_left(
    open_desk: Callable[..., Desk], tmp_path: Path, how: str
) -> None:
    desk = open_desk(encrypted=True)
    told.clinical_team(desk, "The last thing saved")
    desk = told.opened(_left_as(how, desk, tmp_path / "killed"))
    assert desk.connection.execute("SELECT name FROM clinical_team").fetchall() == [("The last thing saved",)]
    assert desk.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    desk.close()


# -- an older store -------------------------------------------------------------------------------------


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes this program one revision newer than the store that it will open."""

    def make(then: str = "pass") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(OLD_MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        script = ADDS_A_COLUMN.format(number="9001", before=schema.HEAD, then=then)
        (folder / "versions" / "9001_next.py").write_text(script, encoding="utf-8")
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)
        monkeypatch.setattr(schema, "KNOWN", (*schema.KNOWN, "9001"))
        monkeypatch.setattr(schema, "HEAD", "9001")
        monkeypatch.setattr(store_module, "HEAD", "9001")

    return make


def _told(desk: Desk) -> dict[str, int]:
    tables = ("participant", "referral", "contact", "change", "obligation", "clinical_team")
    return {t: desk.connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def test_a_program_whose_own_revisions_cannot_be_read_says_so_and_changes_nothing(
    desk: Desk, next_version: Callable[..., None]
) -> None:
    """F4: it is trouble with a disk, and no fault that nobody can tell."""
    before = told.dump(desk.connection)
    desk.close()
    next_version()
    (migrate.MIGRATIONS / "versions" / "9001_next.py").unlink()
    (newest,) = (migrate.MIGRATIONS / "versions").glob(f"{OLD_HEAD}_*.py")
    newest.unlink()
    with pytest.raises(DiskTrouble):
        told.opened(desk)
    opened = driver.connect(desk.files.path, None, readonly=True)
    assert told.dump(opened) == before
    opened.close()


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_an_older_store_is_copied_checked_and_then_upgraded(
    open_desk: Callable[..., Desk], next_version: Callable[..., None], encrypted: bool
) -> None:
    desk = open_desk(encrypted=encrypted)
    told.participant(desk, told.clinical_team(desk))
    counts, before, old = _told(desk), told.dump(desk.connection), schema.HEAD
    desk.close()
    next_version()
    told.opened(desk)
    assert _told(desk) == counts, "a parent made anew kept its children"
    assert desk.connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9001",)]
    assert desk.connection.execute("SELECT pronouns FROM participant").fetchall() == [(None,)]
    assert desk.connection.execute("SELECT door_code FROM clinical_team").fetchall() == [(None,)]
    assert desk.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    (folder,) = desk.files.backups.iterdir()
    assert desk.store.before == folder, "it is named"
    copy = folder / "team.db"
    assert {slot.name for slot in slot_files(StoreFiles(copy).slots)} == {
        slot.name for slot in slot_files(desk.files.slots)
    }
    key = find_slot(desk.files.slots, told.PASSPHRASE, cost=told.CHEAP)[1].key if encrypted else None
    opened = driver.connect(copy, key, readonly=True)
    assert told.dump(opened) == before
    assert schema_of(opened) == old
    assert driver.integrity(opened) == ()
    opened.close()
    if encrypted:
        assert driver.inspect_file(copy) is driver.FileKind.OTHER, "the copy is encrypted too"


def schema_of(connection: Any) -> str:
    return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_a_plan_of_an_older_store_comes_through_every_revision(tmp_path: Path) -> None:
    """F10: a revision makes the tables of a plan anew; each id is still that id afterwards."""
    templates.make(tmp_path, {"older"})
    older, now = (told.opened(told.desk_at(templates.place(tmp_path / name))) for name in ("older", "team"))
    for table in ("action_plan", "objective", "step", "contact"):
        rows, wanted = (told.dump(desk.connection)[table] for desk in (older, now))
        assert rows == wanted and rows, table
    older.close()
    now.close()


@pytest.mark.parametrize(
    ("then", "problem"),
    [
        ("raise ZeroDivisionError", ZeroDivisionError),
        # Orphans made by a revision are found before the commit.
        ('op.execute("DELETE FROM participant")', Damaged),
    ],
)
def test_a_revision_that_fails_changes_nothing(
    open_desk: Callable[..., Desk], next_version: Callable[..., None], then: str, problem: type[Exception]
) -> None:
    desk = open_desk()
    told.participant(desk, told.clinical_team(desk))
    before, old = told.dump(desk.connection), schema.HEAD
    desk.close()
    next_version(then)
    for _ in range(2):
        with pytest.raises(problem):
            told.opened(desk)
    connection = driver.connect(desk.files.path, None)
    assert told.dump(connection) == before
    assert schema_of(connection) == old
    connection.close()
    first, second = sorted(desk.files.backups.iterdir())
    for copy in (first, second):
        opened = driver.connect(copy / "team.db", None, readonly=True)
        assert told.dump(opened) == before
        opened.close()


def test_the_copy_of_an_earlier_try_stays_whatever_happened_to_the_store(
    open_desk: Callable[..., Desk], next_version: Callable[..., None]
) -> None:
    desk = open_desk(encrypted=True)
    told.participant(desk, told.clinical_team(desk))
    desk.close()
    next_version("raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        told.opened(desk)
    (folder,) = desk.files.backups.iterdir()
    copy = folder / "team.db"
    good, data = copy.read_bytes(), desk.files.path.read_bytes()
    # In the second page, which every copy reads; the middle of the file may be a page that is free.
    place = 4096 + 100
    desk.files.path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    with pytest.raises(Damaged):
        told.opened(desk)
    assert list(desk.files.backups.iterdir()) == [folder]
    assert copy.read_bytes() == good


def test_without_a_copy_there_is_no_upgrade(
    open_desk: Callable[..., Desk], next_version: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    told.participant(desk, told.clinical_team(desk))
    desk.close()
    next_version()
    data = desk.files.path.read_bytes()

    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ips_tui.store.backup.move_into_place", full)
    with pytest.raises(StoreFull):
        told.opened(desk)
    assert desk.files.path.read_bytes() == data
    assert list(desk.files.backups.iterdir()) == []


def test_a_readonly_look_at_an_older_store_upgrades_nothing(
    open_desk: Callable[..., Desk], next_version: Callable[..., None]
) -> None:
    desk = open_desk()
    desk.close()
    next_version()
    data = desk.files.path.read_bytes()
    desk.open_practice(readonly=True)
    desk.close()
    assert desk.files.path.read_bytes() == data
