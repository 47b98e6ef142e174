"""`export` and `import`: a team's store moves from one laptop to another, and what is said when it cannot."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from ips_tui.casework.session import Desk
from ips_tui.paths import find_paths
from ips_tui.store.looks import looks_at
from tests import told
from tests.cli.running import Home, Said
from tests.exchange.folders import everything, rewrite, sign

NEW = "another horse battery"


def test_a_team_moves_to_another_laptop(team_home: Home, open_team: Callable[[], Desk], tmp_path: Path) -> None:
    out, other = tmp_path / "out", Home(tmp_path / "other")
    said = team_home.ask("export", str(out), "--csv", "--json", passphrase=told.PASSPHRASE)
    assert (said.status, said.err) == (0, "")
    assert said.json == {"folder": str(out), "tables": said.json["tables"], "rows": said.json["rows"], "csv": True}
    assert "Edda Quill" in (out / "participant.jsonl").read_text("utf-8")
    made = other.ask("import", str(out), "--json", passphrase=NEW)
    assert (made.status, made.err) == (0, "")
    key = made.json["recovery_key"]
    assert made.json == {
        "store": str(other.store.path),
        "practice": False,
        "rows": said.json["rows"],
        "staff": made.json["staff"],
        "recovery_key": key,
        "journal_whole": True,
    }
    checks = other.ask("doctor", "--json", passphrase=NEW).json["checks"]
    states = {check["about"]: check["state"] for check in checks}
    assert (states["chain of the history"], states["derived rows"]) == ("ok", "ok")
    with closing(open_team()) as desk:
        (kept,) = desk.connection.execute("SELECT id FROM participant").fetchone()
        looks = [(look.what.value, look.detail) for look in looks_at(desk.connection, UUID(bytes=kept))]
        assert looks == [("exported", "whole_store")]
        there = everything(desk.connection)
    desk = told.desk_at(other.store)
    desk.slot_cost = 2**16
    desk.unlock(NEW)
    assert everything(desk.connection) == there
    assert desk.who is not None and (desk.who.name, desk.who.ref) == ("Maren Test", made.json["staff"])
    desk.close()
    desk.recover(key, "a third horse battery")
    desk.close()


def test_practice_comes_back_as_practice(home: Home, tmp_path: Path) -> None:
    """And what stands somewhere is never written over."""
    out = tmp_path / "out"
    said = home.run("export", str(out), "--demo")
    assert said.status == 0 and str(out) in said.out and "not protected" in said.out
    assert not home.folder.exists()
    again = home.ask("export", str(out), "--demo")
    assert (again.status, again.out) == (2, "") and "something there already" in again.err
    made = home.run("import", str(out))
    assert made.status == 0 and "invented people" in made.out and "Recovery key" not in made.out
    assert [path.name for path in home.store.path.parent.iterdir()] == ["practice.db"]


@pytest.fixture(scope="module")
def exported(_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the team of these tests exports."""
    home = Home(tmp_path_factory.mktemp("exported") / "home")
    shutil.copytree(_template, home.folder)
    out = home.folder.parent / "out"
    assert home.ask("export", str(out), passphrase=told.PASSPHRASE).status == 0
    return out


def _refused(said: Said, status: int, *words: str) -> None:
    assert (said.status, len(said.err.splitlines())) == (status, 1), said
    assert "Traceback" not in said.err and "Edda" not in said.err + said.out
    assert [word for word in words if word not in said.err] == []


def test_what_import_says_when_it_cannot(exported: Path, tmp_path: Path, team_home: Home) -> None:
    home, out = Home(tmp_path / "other"), tmp_path / "out"
    shutil.copytree(exported, out)
    _refused(home.ask("import", str(tmp_path / "nowhere")), 10, "no such folder")
    _refused(home.ask("import", str(tmp_path)), 10, "manifest.json")
    # Nobody types a passphrase for what cannot be taken in, nor for a place that is taken.
    _refused(team_home.ask("import", str(out)), 2, "already")
    practice = find_paths({"IPS_TUI_HOME": str(home.folder)}).practice
    _refused(home.ask("import", str(out), "--store", str(practice), passphrase=NEW), 2, "kept apart")
    _refused(home.ask("import", str(out), passphrase="short"), 2, "too short")
    _refused(home.ask("import", str(out), "--staff", "ES9", passphrase=NEW), 1, "ES9")
    _refused(home.ask("import", str(out)), 2, "passphrase")
    sign(out, made_by=None)
    _refused(home.ask("import", str(out), passphrase=NEW), 2, "--staff REF")
    rewrite(out, "contact", lambda rows: [{**rows[0], "mode": "Edda"}])
    _refused(home.ask("import", str(out), passphrase=NEW), 13, "contact.jsonl, line 1, mode")
    _refused(home.ask("import", str(out), "--json", passphrase=NEW), 13, "contact.jsonl, line 1, mode")
    (out / "contact.jsonl").write_bytes(b"")
    _refused(home.ask("import", str(out), passphrase=NEW), 13, "contact.jsonl")
    manifest = json.loads((out / "manifest.json").read_bytes())
    for schema, status in (("9999", 14), ("0001", 2)):
        (out / "manifest.json").write_text(json.dumps({**manifest, "schema": schema}))
        _refused(home.ask("import", str(out), passphrase=NEW), status, manifest["program"])
    assert not home.folder.exists()


def test_a_journal_that_is_not_whole_is_taken_in_and_said(exported: Path, tmp_path: Path) -> None:
    out, home = tmp_path / "out", Home(tmp_path / "other")
    shutil.copytree(exported, out)
    rewrite(out, "change", lambda rows: [{**rows[0], "new": rows[0]["new"] + " "}, *rows[1:]])
    said = home.ask("import", str(out), passphrase=NEW)
    assert said.status == 1 and "Recovery key" in said.out and "not whole" in said.err
