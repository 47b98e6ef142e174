"""`backup`, `verify` and `restore`, one after the other as on a bad day."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests import told
from tests.cli.running import Home


def test_a_copy_is_taken_verified_and_brought_back_to_an_empty_computer(team_home: Home, home: Home) -> None:
    """F36: what a copy on a stick is good for: the laptop is gone, and another one opens the copy."""
    stick = team_home.folder.parent / "stick"
    nowhere = team_home.ask("backup", str(stick), passphrase=told.PASSPHRASE)
    assert nowhere.status == 2 and "no such folder" in nowhere.err
    stick.mkdir()
    assert team_home.ask("backup", str(stick), passphrase="not this one").status == 12
    assert list(stick.iterdir()) == []
    said = team_home.ask("backup", str(stick), passphrase=told.PASSPHRASE)
    (folder,) = stick.iterdir()
    assert said.status == 0 and str(folder) in said.lines[0] and "both checks" in said.lines[1]
    assert "same disk" in said.err and "Edda" not in said.out
    for place in (folder, folder / "team.db"):
        verified = home.ask("verify", str(place), "--json", passphrase=told.PASSPHRASE)
        assert (verified.status, verified.json["sound"], verified.json["journal_whole"]) == (0, True, True)
        assert verified.json["people"] == 1
    assert home.ask("verify", str(folder), passphrase="not this one").status == 12
    assert home.ask("verify", str(stick / "nowhere"), passphrase="x").status == 10
    shutil.rmtree(team_home.folder)
    asked = home.ask("restore", str(folder), passphrase=told.PASSPHRASE)
    assert asked.status == 2 and "--yes" in asked.err and not home.store.path.exists()
    assert any("no file here now" in line for line in asked.lines)
    back = home.ask("restore", str(folder), "--yes", "--json", passphrase=told.PASSPHRASE)
    assert (back.status, back.json["restored"], back.json["present"], back.json["aside"]) == (0, True, "missing", None)
    people = home.ask("people", passphrase=told.PASSPHRASE)
    assert people.status == 0 and "Edda Quill" in people.out


def test_a_damaged_copy_is_refused_and_a_damaged_store_put_aside(team_home: Home) -> None:
    """F6: the damaged store is kept beside; a damaged copy never takes a store's place."""
    stick = team_home.folder.parent / "stick"
    stick.mkdir()
    team_home.ask("backup", str(stick), passphrase=told.PASSPHRASE)
    (folder,) = stick.iterdir()
    bad = Path(shutil.copytree(folder, stick / "bad")) / "team.db"
    data = bytearray(bad.read_bytes())
    data[-100] ^= 1
    bad.write_bytes(data)
    said = team_home.ask("verify", str(bad), passphrase=told.PASSPHRASE)
    assert said.status == 13 and said.lines[-1].startswith("It is damaged")
    before = team_home.store.path.read_bytes()
    assert team_home.ask("restore", str(bad), "--yes", passphrase=told.PASSPHRASE).status == 13
    assert team_home.store.path.read_bytes() == before
    team_home.store.path.write_bytes(b"")
    back = team_home.ask("restore", str(folder), "--yes", passphrase=told.PASSPHRASE)
    assert back.status == 0 and "never written over" in back.out
    (aside,) = [place for place in team_home.store.path.parent.iterdir() if ".replaced-" in place.name]
    assert str(aside) in back.out and (aside / "team.db").read_bytes() == b""
    assert team_home.ask("people", passphrase=told.PASSPHRASE).status == 0
