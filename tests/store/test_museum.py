"""Stores of every schema there ever was, as the program of that time wrote them, are opened by this one.

`museum/NNNN.db.xz` is a practice store that the last program of schema NNNN wrote: one team, two people, some
records, a draft. Made once, with pages of 512 bytes so that they stay small. None is ever made anew or changed; a new
schema gets one before the next follows.
"""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import contacts
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.store import driver, schema
from ips_tui.store.files import StoreFiles
from ips_tui.store.store import PRACTICE, create_store, open_store
from tests import told

MUSEUM = Path(__file__).with_name("museum")


def taken_out(version: str, folder: Path) -> StoreFiles:
    """A copy of the store of that schema, in a folder of its own."""
    folder.mkdir()
    files = StoreFiles(folder / "team.db")
    files.path.write_bytes(lzma.decompress((MUSEUM / f"{version}.db.xz").read_bytes()))
    return files


def _rows(connection: Any, tables: list[str]) -> dict[str, int]:
    return {t: int(connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in tables}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store of the schema of now with nothing in it."""
    files = StoreFiles(tmp_path_factory.mktemp("empty") / "team.db")
    create_store(files, None, kind=PRACTICE, site_id=UUID(int=99), letter="F", practice_day=None).close()
    return files.path.read_bytes()


@pytest.mark.parametrize("version", schema.KNOWN)
def test_a_store_of_every_schema_is_brought_to_this_one_and_loses_nothing(
    version: str, tmp_path: Path, empty: bytes
) -> None:
    """F10: an older store is copied, brought to this schema, and holds every row and the whole journal it held."""
    files = taken_out(version, tmp_path / "then")
    then = driver.connect(files.path, None, readonly=True)
    tables = [row[0] for row in then.execute("SELECT DISTINCT table_name FROM change")]
    tables += ["change_group", "change", "draft", "site"]
    before = _rows(then, tables)
    assert before["participant"] == 2 and before["draft"] == 1, "it has something to lose"
    assert schema.version_of(then) == version
    then.close()

    desk = told.opened(told.desk_at(files, practice=True))
    other = None
    try:
        assert schema.version_of(desk.connection) == schema.HEAD
        assert _rows(desk.connection, tables) == before
        assert driver.integrity(desk.connection) == ()
        assert len(list(files.backups.glob("*"))) == (version != schema.HEAD), "the copy from before"
        desk.warm()
        (tmp_path / "now").mkdir()
        now = StoreFiles(tmp_path / "now" / "team.db")
        now.path.write_bytes(empty)
        other = open_store(now, None, kind=PRACTICE)
        told_by = desk.store.keeping(desk.clock, desk.new_id, CaseDeriver())
        other.keeping(desk.clock, desk.new_id, CaseDeriver()).take_journal_of(told_by)
        assert told.dump(other.connection, only="record") == told.dump(desk.connection, only="record")
        assert told.dump(other.connection, only="derived") == told.dump(desk.connection, only="derived")
        _go_on(desk)
    finally:
        if other is not None:
            other.close()
        desk.close()


def _go_on(desk: Desk) -> None:
    """What was kept then can be worked with now."""
    (person,) = desk.connection.execute("SELECT id FROM participant LIMIT 1").fetchone()
    contacts.record_contact(desk, UUID(bytes=person), told.contact(-1))
