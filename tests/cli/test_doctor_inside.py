"""`doctor`: its exit statuses, the chain of the history, the copies, the keyring, and modes beside the store."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from uuid import uuid4

import pytest

from ips_tui.casework import copies
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.cli.disk import Encryption
from ips_tui.clock import SystemClock
from ips_tui.domain.copies import CopyKind
from ips_tui.paths import find_paths
from ips_tui.store.copies import copies_in
from ips_tui.store.lock import StoreLock
from tests import told
from tests.cli.running import Home, Said

COPY = ("id", "made_at", "kind", "outside", "place", "name", "size", "verified_at", "gone")


def _looked(home: Home, passphrase: str | None = told.PASSPHRASE) -> tuple[Said, dict[str, tuple[str, str]]]:
    said = home.ask("doctor", "--json", passphrase=passphrase)
    assert said.err == ""
    return said, {check["about"]: (check["state"], check["says"]) for check in said.json["checks"]}


def test_every_status_that_help_promises(
    team_home: Home, open_team: Callable[[], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F7, F8, F11, F12: 0 well, 1 problems, 10 no store, 11 in use, 12 wrong passphrase, 13 damaged, 14 newer."""
    monkeypatch.setattr("ips_tui.cli.opening.WAIT_SECONDS", 0.0)
    empty = Home(tmp_path / "empty")
    whole = team_home.store.path.read_bytes()
    assert _looked(team_home)[0].status == 0
    if sys.platform != "win32":
        team_home.store.path.parent.chmod(0o755)
        assert _looked(team_home)[0].status == 1
        team_home.store.path.parent.chmod(0o700)
    assert _looked(empty)[0].status == 10
    with StoreLock(team_home.store.lock):
        assert _looked(team_home)[0].status == 11
    assert _looked(team_home, "not that one")[0].status == 12
    team_home.store.path.write_bytes(b"\x55" * 4096 + whole[4096:])
    assert _looked(team_home)[0].status == 13
    team_home.store.path.write_bytes(whole)
    desk = open_team()
    desk.connection.execute("UPDATE alembic_version SET version_num = '9999'")
    desk.close()
    assert _looked(team_home)[0].status == 14


def test_the_chain_and_the_copies(team_home: Home, open_team: Callable[[], Desk]) -> None:
    """F36: no copy, an old one and a new one are told apart, and a history changed from outside is a problem."""
    said, found = _looked(team_home)
    assert said.status == 0 and said.json["ok"]
    assert found["chain of the history"] == ("ok", "whole: no line of it was changed or taken away")
    both = ("last verified copy", "last copy outside this computer")
    assert [found[about] for about in both] == [("note", "none yet")] * 2
    desk = open_team()
    now = SystemClock().now()
    for days, outside, gone in ((1, False, False), (8, True, False), (2, True, True)):
        at = f"{now - timedelta(days=days, minutes=5):%Y-%m-%d %H:%M:%S.%f}"
        row = (uuid4().bytes, at, CopyKind.BY_HAND.value, outside, "/media/Zquill", "Zquill.db", 1, at, gone)
        desk.connection.execute(f"INSERT INTO store_copy ({', '.join(COPY)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    desk.close()
    said, found = _looked(team_home)
    assert [found[about][0] for about in both] == ["ok", "note"]
    assert found[both[0]][1] == "1 day ago" and found[both[1]][1].startswith("8 days ago")
    assert said.status == 0 and "Zquill" not in said.out
    desk = open_team()
    desk.connection.execute("UPDATE change SET new = '\"Zquill\"' WHERE id = (SELECT max(id) FROM change)")
    desk.close()
    said, found = _looked(team_home)
    assert said.status == 1 and found["chain of the history"][0] == "problem" and "Zquill" not in said.out


def test_a_history_whose_end_was_cut_off_shows_against_the_copies(
    team_home: Home, open_team: Callable[[], Desk]
) -> None:
    """The chain that is left is whole; a copy still has what is gone. After a restore nothing is missing."""
    about = "chain of the history"
    desk = open_team()
    copies.take(desk, CopyKind.BY_HAND)
    desk.close()
    assert _looked(team_home)[1][about][0] == "ok"
    desk = open_team()
    ((number,),) = desk.connection.execute("SELECT max(number) FROM chain_link").fetchall()
    desk.connection.execute("DELETE FROM chain_link WHERE number = ?", [number])
    desk.connection.execute(
        "DELETE FROM access WHERE id NOT IN (SELECT what_id FROM chain_link)",
    )
    for table, column in (("change", "group_id"), ("change_group", "id")):
        desk.connection.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT what_id FROM chain_link)")
    assert desk.store.keeping(desk.clock, desk.new_id, CaseDeriver()).broken_chain() is None
    copies.take(desk, CopyKind.BY_HAND)  # It has what was left; the earlier one still shows it.
    desk.close()
    said, found = _looked(team_home)
    assert said.status == 1 and found[about][0] == "problem" and f"link {number}," in found[about][1]
    desk = open_team()
    newest = copies_in(desk.files.backups, desk.clock.local)[0]
    desk.close()
    restored = team_home.ask("restore", str(newest.folder), "--yes", passphrase=told.PASSPHRASE)
    assert restored.status == 0, restored.err
    assert _looked(team_home)[1][about][0] == "ok"


def test_the_disk_the_keyring_and_other_files(team_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F28, F30: the disk's encryption and why it matters, the keyring by its name, a crash record others may read."""
    states = {}
    for answer in Encryption:
        monkeypatch.setattr("ips_tui.cli.machine.encryption", lambda _, answer=answer: answer)
        states[answer] = _looked(team_home, None)[1]["encryption of the disk"]
    assert [states[answer][0] for answer in Encryption] == ["ok", "note", "note"]
    monkeypatch.setattr("ips_tui.cli.machine.swap_encryption", lambda: Encryption.NOT_SEEN)
    assert _looked(team_home, None)[1]["encryption of swap"] == states[Encryption.NOT_SEEN]
    assert "memory" in states[Encryption.NOT_SEEN][1] and "Ask your IT" in states[Encryption.CANNOT_TELL][1]

    module = ModuleType("keyring")
    module.get_keyring = lambda: StoreLock(Path("x"))  # type: ignore[attr-defined]
    monkeypatch.setattr("ips_tui.cli.machine.find_spec", lambda name: None)
    assert _looked(team_home, None)[1]["keyring"] == ("ok", "none, and none is needed")
    monkeypatch.setattr("ips_tui.cli.machine.find_spec", lambda name: name)
    monkeypatch.setitem(sys.modules, "keyring", module)
    assert "ips_tui.store.lock.StoreLock" in _looked(team_home, None)[1]["keyring"][1]
    module.get_keyring = lambda: 1 / 0  # type: ignore[attr-defined]
    assert "ZeroDivisionError" in _looked(team_home, None)[1]["keyring"][1]

    if sys.platform != "win32":
        crashes = find_paths({"IPS_TUI_HOME": str(team_home.folder)}).crash_folder
        crashes.mkdir(parents=True, mode=0o700)
        crashes.parent.chmod(0o700)
        (crashes / "crash-BCDFGH.txt").write_text("", encoding="utf-8")
        (crashes / "crash-BCDFGH.txt").chmod(0o644)
        found = _looked(team_home, None)[1]
        assert found["private"][0] == "problem" and "crash-BCDFGH.txt" in found["private"][1]
