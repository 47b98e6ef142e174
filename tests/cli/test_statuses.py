"""Every exit status that scripts rely on, the sentence beside it, and that no traceback or store is lost to a fault."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ips_tui.__main__ import main
from ips_tui.casework.session import Desk
from ips_tui.cli.parser import Asked, parse
from ips_tui.cli.refusal import Refusal
from ips_tui.paths import sample
from ips_tui.store.lock import StoreLock
from tests import told
from tests.cli.running import Home, Said


def _refused(said: Said, status: int, *words: str) -> None:
    assert said.status == status, said
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "Traceback" not in said.err
    assert "\x1b" not in said.err
    for word in words:
        assert word in said.err


def test_all_is_well(team_home: Home) -> None:
    said = team_home.ask("people", passphrase=told.PASSPHRASE)
    assert (said.status, said.err) == (0, "")
    assert "Edda Quill" in said.out


def test_nobody_has_that_ref(home: Home) -> None:
    _refused(home.ask("show", "P99", "--demo"), 1, "P99")


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("today", "--frobnicate"),
        ("today", "--demo", "extra"),
        ("today", "--demo", "--as-of", "2026-02-30"),
        ("today", "--demo", "--as-of", "0001-01-01"),
        ("today", "--demo", "--as-of", "\x1b[31m2026-01-01"),
        ("today", "--demo", "--store", "x.db"),
        ("show", "--demo"),
        ("show", "P01; --", "--demo"),
        ("show", "\x1b]0;x\x07", "--demo"),
        ("people", "--demo", "--specialist", ""),
        ("today", "--passphrase-fd", "-1"),
        ("today", "--passphrase-fd", "three"),
        ("sample",),
        ("doctor", "--demo", "--rebuild"),
    ],
)
def test_wrong_usage(home: Home, arguments: tuple[str, ...]) -> None:
    _refused(home.ask(*arguments), 2)
    assert not home.folder.exists()


@pytest.mark.parametrize("text", [*told.HOSTILE, "", "20261015", "2026-W42-4", "٢٠٢٦-١٠-١٥", "2026-10-15T09:00"])
def test_no_text_is_taken_for_a_day(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(["today", f"--as-of={text}"])
    assert refused.value.status == 2


def test_what_is_understood() -> None:
    assert parse([]) == Asked(command="team")
    assert parse(["demo", "--reset"]) == Asked(command="demo", reset=True)
    asked = parse(["show", "A-0042", "--json", "--as-of", "2026-10-15", "--specialist", "ES1", "--passphrase-fd", "3"])
    assert (asked.ref, asked.json, str(asked.as_of), asked.specialist, asked.passphrase_fd) == (
        "A-0042",
        True,
        "2026-10-15",
        "ES1",
        3,
    )


def test_practice_data_is_not_taken_for_a_store(home: Home) -> None:
    home.folder.mkdir()
    copied = home.folder / "copied.db"
    shutil.copy(sample(), copied)
    _refused(home.ask("today", "--store", str(copied), passphrase=told.PASSPHRASE), 2, "kept apart")


def test_a_passphrase_that_nobody_can_be_asked_for(team_home: Home) -> None:
    _refused(team_home.run("today"), 2, "--passphrase-fd")
    _refused(team_home.run("today", "--passphrase-fd", "77"), 2, "passphrase")
    _refused(team_home.run("today", "--passphrase-fd", "999999"), 2, "passphrase")
    _refused(team_home.run("today", "--passphrase-fd", "0"), 2, "passphrase")


def test_there_is_no_store(home: Home) -> None:
    _refused(home.run("today"), 10)
    _refused(home.run("people", "--store", str(home.folder / "nowhere.db")), 10, "nowhere.db")
    assert not home.folder.exists()


def test_a_file_of_another_program_is_no_store(home: Home) -> None:
    home.folder.mkdir()
    notes = home.folder / "notes.txt"
    notes.write_text("my notes\n" * 100, encoding="utf-8")
    _refused(home.ask("today", "--store", str(notes), passphrase=told.PASSPHRASE), 10)
    assert notes.read_text(encoding="utf-8") == "my notes\n" * 100


def test_places_that_can_hold_no_store(home: Home) -> None:
    home.folder.mkdir()
    _refused(home.ask("today", "--store", str(home.folder / ("x" * 300))), 2, "too long")
    _refused(Home(home.folder / ("x" * 300)).run("today"), 2, "too long")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_no_store_and_is_not_waited_for(home: Home) -> None:
    home.folder.mkdir()
    os.mkfifo(home.folder / "pipe")
    _refused(home.run("today", "--store", str(home.folder / "pipe"), passphrase=told.PASSPHRASE), 10)
    assert home.run("doctor", "--store", str(home.folder / "pipe"), passphrase=told.PASSPHRASE).status == 10


def test_a_store_that_may_not_be_read(
    team_home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here and not in another process: nothing is closed to an administrator, who may be running this."""
    really = Path.open

    def closed(path: Path, *how: Any, **more: Any) -> Any:
        if path == team_home.store.path:
            raise PermissionError(errno.EACCES, "closed", str(path))
        return really(path, *how, **more)

    monkeypatch.setattr(Path, "open", closed)
    monkeypatch.setenv("IPS_TUI_HOME", str(team_home.folder))
    usual = os.umask(0o077)
    try:
        assert main(["today"]) == 1
    finally:
        os.umask(usual)
    assert "does not let you" in capsys.readouterr().err


def test_a_store_or_its_keys_that_are_gone(team_home: Home) -> None:
    slots, away = team_home.store.slots, team_home.store.path.with_name("away")
    slots.rename(away)
    _refused(team_home.ask("today", passphrase=told.PASSPHRASE), 10, "folder of keys", slots.name)
    said = team_home.ask("doctor", "--json", passphrase=told.PASSPHRASE)
    problems = [check["about"] for check in said.json["checks"] if check["state"] == "problem"]
    assert (said.status, problems) == (10, ["key slots", "store"])
    away.rename(slots)
    team_home.store.path.rename(away)
    _refused(team_home.ask("today", passphrase=told.PASSPHRASE), 10, "file is missing")


def test_a_store_in_use_is_waited_for_two_seconds(team_home: Home) -> None:
    with StoreLock(team_home.store.lock):
        begun = time.monotonic()
        said = team_home.run("today", passphrase=told.PASSPHRASE)
        took = time.monotonic() - begun
    _refused(said, 11)
    assert 2.0 <= took < 20
    assert team_home.ask("today", passphrase=told.PASSPHRASE).status == 0


def test_the_sample_is_read_beside_other_programs(home: Home, team_home: Home) -> None:
    with StoreLock(team_home.store.lock):
        assert home.run("today", "--demo").status == 0


def test_a_wrong_passphrase(team_home: Home) -> None:
    said = team_home.run("today", passphrase=told.PASSPHRASE + "!")
    _refused(said, 12)
    assert told.PASSPHRASE not in said.err


def test_a_damaged_store(team_home: Home) -> None:
    path = team_home.store.path
    whole = path.read_bytes()
    path.write_bytes(b"")
    _refused(team_home.ask("today", passphrase=told.PASSPHRASE), 13)
    path.write_bytes(b"\x55" * 4096 + whole[4096:])
    _refused(team_home.ask("today", passphrase=told.PASSPHRASE), 13)
    # Damage behind the first pages shows only while the rows are read.
    path.write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    _refused(team_home.ask("today", passphrase=told.PASSPHRASE), 13)


def test_salvage_says_what_became_of_every_table(team_home: Home) -> None:
    """F6: what is read goes into a new file that the same passphrase opens; where nothing can be, that is said."""
    path = team_home.store.path
    sound = team_home.ask("salvage", str(path), "--json", passphrase=told.PASSPHRASE)
    assert sound.status == 0 and sound.json["whole"] and sound.json["stood_in_for"] == 0
    assert {"table": "contact", "read": 1, "told_again": 0, "lost": 0, "found": True} in sound.json["tables"]
    path.write_bytes(path.read_bytes()[:4096] + bytes(4096) * 20)
    said = team_home.ask("salvage", str(path), passphrase=told.PASSPHRASE)
    _refused(said, 13)
    path.write_bytes(b"")
    said = team_home.ask("salvage", str(path), passphrase=told.PASSPHRASE)
    _refused(said, 13, "empty", "ips-tui restore")
    made = sound.json["store"]
    there = team_home.ask("people", "--store", made, passphrase=told.PASSPHRASE)
    assert there.status == 0 and "Edda Quill" in there.out


def test_where_nothing_can_be_written_the_views_work(team_home: Home) -> None:
    """F5: a view says on the error stream that the file can only be read, and shows what it always shows."""
    usual = team_home.ask("people", passphrase=told.PASSPHRASE)
    team_home.store.path.with_name("team.db-wal").mkdir()
    said = team_home.ask("people", passphrase=told.PASSPHRASE)
    assert (said.status, said.out) == (0, usual.out) and usual.err == ""
    assert said.err.startswith("READ ONLY") and len(said.err.splitlines()) == 1


def test_damaged_key_slots(team_home: Home) -> None:
    for slot in team_home.store.slots.iterdir():
        slot.write_bytes(b"\x00" * 100)
    _refused(team_home.run("today", passphrase=told.PASSPHRASE), 13)


def test_a_store_of_a_newer_version(team_home: Home, open_team: Callable[[], Desk]) -> None:
    desk = open_team()
    desk.connection.execute("UPDATE alembic_version SET version_num = '9999'")
    desk.close()
    before = team_home.store.path.read_bytes()
    _refused(team_home.run("today", passphrase=told.PASSPHRASE), 14)
    assert team_home.store.path.read_bytes() == before
