"""`doctor`, `locate` and `sample build`."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from ips_tui.casework.session import Desk
from ips_tui.cli import doctor, machine
from ips_tui.cli.parser import Asked
from ips_tui.content.words import load_words
from ips_tui.paths import find_paths, sample
from ips_tui.store.lock import StoreLock
from ips_tui.store.slots import find_slot
from tests import told
from tests.cli.running import Home, Said


def _checks(said: Said) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for check in said.json["checks"]:
        assert list(check) == ["about", "state", "says"]
        found.setdefault(check["about"], []).append((check["state"], check["says"]))
    return found


def _problems(said: Said) -> set[str]:
    return {check["about"] for check in said.json["checks"] if check["state"] == "problem"}


def _doctor(home: Home, *arguments: str, passphrase: str | None = told.PASSPHRASE) -> Said:
    said = home.ask("doctor", "--json", *arguments, passphrase=passphrase)
    assert said.err == ""
    return said


def test_the_sample_is_well(home: Home) -> None:
    said = home.run("doctor", "--demo", "--json")
    assert (said.status, said.json["ok"], _problems(said)) == (0, True, set())
    checks = _checks(said)
    wanted = {"ips-tui", "Python", "SQLite", "SQLCipher", "schema of the store", "integrity", "derived rows"}
    assert wanted <= set(checks)
    assert checks["store"] == [("ok", "practice")]
    plain = home.ask("doctor", "--demo")
    assert plain.lines[-1] == "All is well."


def test_a_teams_store_is_well(team_home: Home) -> None:
    said = team_home.run("doctor", "--json", passphrase=told.PASSPHRASE)
    assert said.err == ""
    assert (said.status, said.json["ok"], _problems(said)) == (0, True, set())
    checks = _checks(said)
    assert checks["store"] == [("ok", "team")]
    assert checks["key slots"] == [("ok", "2 key slots, all readable")]
    left = [path.name for path in find_paths({"IPS_TUI_HOME": str(team_home.folder)}).state.iterdir()]
    assert left == [], "the working copy is gone"


def test_nothing_about_anybody_is_said(team_home: Home) -> None:
    person = Path(team_home.folder).parent / "annsofie"
    shutil.copytree(team_home.folder, person / "ips")
    home = Home(person / "ips")
    said = home.ask("doctor", passphrase=told.PASSPHRASE, HOME=str(person), USERPROFILE=str(person))
    assert said.status == 0
    assert "~" in said.out
    for name in ("annsofie", "Edda", "Quill", "Maren", "bakery", told.FIRST_RUN.team_name):
        assert name not in said.out


def test_without_a_store(home: Home) -> None:
    said = home.ask("doctor", "--json")
    assert said.status == 10
    assert not said.json["ok"]
    assert _problems(said) == {"store"}


def test_without_a_passphrase_the_outside_is_looked_at(team_home: Home) -> None:
    said = team_home.ask("doctor", "--json")
    assert said.status == 2
    assert not said.json["ok"]
    checks = _checks(said)
    assert "key slots" in checks
    assert "integrity" not in checks
    assert checks["store"][0][0] == "note"
    plain = team_home.ask("doctor")
    assert "All is well." not in plain.lines


def test_in_use_wrong_and_damaged(team_home: Home) -> None:
    with StoreLock(team_home.store.lock):
        said = team_home.run("doctor", "--json", passphrase=told.PASSPHRASE)
        assert (said.status, said.err) == (11, "")
    assert _doctor(team_home, passphrase="not that one").status == 12
    whole = team_home.store.path.read_bytes()
    team_home.store.path.write_bytes(whole[: len(whole) // 2])
    said = _doctor(team_home)
    assert said.status in (1, 13)
    assert _problems(said) & {"store", "integrity"}


def _flipped(data: bytes, place: int) -> bytes:
    place %= len(data)
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: _flipped(whole, 100),
        lambda whole: _flipped(whole, 6000),
        lambda whole: _flipped(whole, len(whole) // 2),
        lambda whole: _flipped(whole, -2000),
        lambda whole: whole[:-100],
        lambda whole: whole[:4096],
        lambda whole: whole[:100],
        lambda whole: whole + b"more",
    ],
    ids=["first page", "list of tables", "middle", "last page", "end", "one page left", "less than a page", "longer"],
)
def test_whatever_is_damaged_is_a_line(team_home: Home, damage: Callable[[bytes], bytes]) -> None:
    whole = team_home.store.path.read_bytes()
    team_home.store.path.write_bytes(damage(whole))
    said = _doctor(team_home)
    assert said.status in (1, 13)
    assert _problems(said) & {"store", "integrity"}
    assert "key slots" in _checks(said)
    plain = team_home.ask("doctor", passphrase=told.PASSPHRASE)
    assert (plain.status, plain.err) == (said.status, "")
    assert "All is well." not in plain.lines and len(plain.lines) > 8


def test_damage_met_only_by_the_comparison_is_a_line(
    team_home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*args: Any) -> Any:
        raise dbapi2.DatabaseError("database disk image is malformed")

    monkeypatch.setattr("ips_tui.casework.checking.differing_tables", broken)
    monkeypatch.setattr("ips_tui.cli.opening.passphrase", lambda *_: told.PASSPHRASE)
    assert doctor.run(Asked(json=True), find_paths({"IPS_TUI_HOME": str(team_home.folder)})) == 13
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert [check["about"] for check in checks if check["state"] == "problem"] == ["store"]
    assert "integrity" in [check["about"] for check in checks]


def test_a_home_that_may_not_be_read(
    team_home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = Path.stat

    def refused(path: Path, **how: Any) -> Any:
        if team_home.folder in path.parents:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, **how)

    monkeypatch.setattr(Path, "stat", refused)
    assert doctor.run(Asked(json=True), find_paths({"IPS_TUI_HOME": str(team_home.folder)})) == 1
    monkeypatch.undo()
    said = Said(1, *capsys.readouterr())
    assert {"store file", "settings file", "state", "store"} <= _problems(said)
    assert "SQLCipher" in _checks(said)


def test_a_home_whose_name_is_too_long(tmp_path: Path) -> None:
    said = Home(tmp_path / ("x" * 300)).run("doctor", "--json")
    assert not said.json["ok"] and said.err == ""
    assert "store" in _problems(said)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_files_that_others_may_read(team_home: Home) -> None:
    slot = next(team_home.store.slots.iterdir())
    slot.chmod(0o644)
    said = _doctor(team_home)
    assert (said.status, _problems(said)) == (1, {"private"})
    assert slot.name in said.out
    slot.chmod(0o600)
    team_home.store.path.parent.chmod(0o755)
    assert _problems(_doctor(team_home)) == {"private"}


def test_a_damaged_slot_is_found_while_the_other_still_opens(team_home: Home) -> None:
    opens, _ = find_slot(team_home.store.slots, told.PASSPHRASE)
    (other,) = [slot for slot in team_home.store.slots.iterdir() if slot != opens]
    other.write_bytes(other.read_bytes()[:-100] + b"\x00" * 100)
    said = _doctor(team_home)
    assert (said.status, _problems(said)) == (1, {"key slots"})


def test_derived_rows_that_are_not_what_the_rules_compute(team_home: Home, open_team: Callable[[], Desk]) -> None:
    desk = open_team()
    desk.connection.execute("DELETE FROM obligation")
    desk.connection.execute("UPDATE caseload_line SET stage = 5")
    desk.close()
    said = _doctor(team_home)
    assert (said.status, _problems(said)) == (1, {"derived rows"})
    ((_, sentence),) = _checks(said)["derived rows"]
    assert "obligation" in sentence
    assert "caseload_line" in sentence
    assert "flag" not in sentence
    rebuilt = _doctor(team_home, "--rebuild")
    assert (rebuilt.status, _problems(rebuilt)) == (0, set())
    people = team_home.ask("people", "--json", passphrase=told.PASSPHRASE).json["people"]
    assert [line["stage"] for line in people] == [1]


def test_a_synchronised_folder(tmp_path: Path) -> None:
    home = Home(tmp_path / "OneDrive - Some Trust" / "ips")
    home.folder.mkdir(parents=True)
    said = home.ask("doctor", "--json")
    assert "place of the store" in _problems(said)
    assert "OneDrive" in said.out


def test_a_settings_file_that_is_not_understood(home: Home) -> None:
    config = find_paths({"IPS_TUI_HOME": str(home.folder)}).config_file
    config.parent.mkdir(parents=True)
    config.write_text("lock_minutes = 'soon'\n", encoding="utf-8")
    said = home.ask("doctor", "--json")
    assert "settings" in _problems(said)
    assert "lock_minutes" in said.out


def test_little_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths, words = find_paths({"IPS_TUI_HOME": str(tmp_path)}), load_words()

    def room() -> machine.State:
        return next(c.state for c in machine.checks(Asked(), paths, words) if c.about == "room on the disk")

    def free(amount: int) -> Callable[[Any], Any]:
        return lambda _: SimpleNamespace(total=10**12, used=0, free=amount)

    monkeypatch.setattr("shutil.disk_usage", free(machine.LEAST_ROOM))
    assert room() is machine.State.OK
    monkeypatch.setattr("shutil.disk_usage", free(machine.LEAST_ROOM - 1))
    assert room() is machine.State.PROBLEM


def test_locate(home: Home, team_home: Home) -> None:
    found = home.run("locate", "--json").json
    assert all(set(place) == {"path", "exists"} for place in found.values())
    assert Path(found["sample"]["path"]) == sample()
    assert {name for name, place in found.items() if place["exists"]} == {"sample"}
    assert all(str(home.folder) in place["path"] for name, place in found.items() if name != "sample")
    assert not home.folder.exists()
    there = team_home.ask("locate")
    assert f"store: {team_home.store.path} (there)" in there.lines


BUILT = """
import sys, tempfile
from pathlib import Path
from ips_tui.casework import practice
from ips_tui.cli import sample
place = Path(sys.argv.pop(1))
sample._own_place = lambda: place
def elsewhere():
    raise ZeroDivisionError("a file outside of the program's own folders")
tempfile.gettempdir = elsewhere
practice.tell = lambda desk, clock: practice.tell_stories(desk, clock, [practice.read("p01")])
from ips_tui.__main__ import main
sys.exit(main())
"""
"""Builds a sample of one story: that of all of them is compared with the packaged one in tests/casework."""


def test_the_sample_can_be_built(home: Home, tmp_path: Path) -> None:
    target, own = tmp_path / "built.db", tmp_path / "own.sample"
    said = home.python(BUILT, str(own), "sample", "build", "--to", str(target), "--json")
    assert (said.status, said.err) == (0, "")
    assert said.json == {"sample": str(target)}
    before = target.read_bytes()
    assert before.startswith(b"SQLite format 3\x00")
    again = home.run("sample", "build", "--to", str(target))
    assert (again.status, again.out) == (2, "")
    assert target.read_bytes() == before
    assert not own.exists()


def test_the_sample_is_built_within_the_home_and_may_be_read_by_all(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "packaged.sample"
    said = home.python(BUILT, str(target), "sample", "build")
    assert (said.status, said.err) == (0, "")
    assert [path for path in home.folder.rglob("*") if path.is_file()] == []
    assert target.is_file() and sorted(tmp_path.iterdir()) == [home.folder, target]
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o777 == 0o644
