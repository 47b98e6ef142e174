"""The log: ids and counts, private, three files at most, and never in the way."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ips_tui import log
from ips_tui.casework import contacts
from ips_tui.casework.session import Desk
from ips_tui.log import Event, Log
from ips_tui.store.problems import StoreFull, WrongPassphrase
from tests import told

MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
CANARY = "Aroha Zzyx-Canary"
ID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def test_a_day_is_told_in_ids_and_counts(open_desk: Callable[..., Desk], tmp_path: Path) -> None:
    """F32: opened, saved, refused and closed stand in the log; no name, ref or text of anybody does."""
    desk = open_desk(encrypted=True)
    desk.log = Log(tmp_path / "state" / "ips-tui.log", desk.clock.now)
    team = told.clinical_team(desk, name=f"Team {CANARY}")
    person = told.participant(desk, team, name=CANARY)
    contacts.record_contact(desk, person, told.contact(summary=f"{CANARY} said so"))
    with pytest.raises(StoreFull), desk.writing("contact"):
        raise StoreFull(f"/home/{CANARY}/team.db")
    desk.close()
    with pytest.raises(WrongPassphrase):
        desk.unlock(CANARY)
    desk.unlock(told.PASSPHRASE)
    text = desk.log.path.read_text(encoding="utf-8")
    said = [line.partition(" ")[2] for line in text.splitlines()]
    saved = [line for line in said if line.startswith("saved")]
    assert len(saved) == 3 and all(re.fullmatch(rf"saved {ID} [1-9][0-9]?", line) for line in saved), saved
    assert said[3:] == [
        "problem ips_tui.store.problems.StoreFull",
        "closed",
        "problem ips_tui.store.problems.WrongPassphrase",
        "unlocked",
    ]
    assert "Zzyx" not in text and "Canary" not in text
    groups = {str(row[0]) for row in desk.connection.execute("SELECT lower(hex(id)) FROM change_group")}
    assert all(line.split()[1].replace("-", "") in groups for line in saved)


def test_it_is_private_short_and_goes_through_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F28, F32: the log is 0600 from its first byte, three files at most, and no planted link is written through."""
    monkeypatch.setattr(log, "LONGEST", 200)
    kept = Log(tmp_path / "state" / "ips-tui.log", lambda: MOMENT)
    kept.note(Event.STARTED)
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    for count in range(60):
        kept.note(Event.SAVED, count=count)
    files = sorted(kept.path.parent.iterdir())
    assert [file.name for file in files] == ["ips-tui.log", "ips-tui.log.1", "ips-tui.log.2"]
    assert max(file.stat().st_size for file in files) < 300
    assert kept.path.read_text(encoding="utf-8").endswith("2026-11-24T09:30:00Z saved 59\n")
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
        assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700
        other = tmp_path / "other"
        other.write_text("mine", encoding="utf-8")
        kept.path.unlink()
        kept.path.symlink_to(other)
        kept.note(Event.STARTED)
        assert other.read_text(encoding="utf-8") == "mine"


def test_it_is_never_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F4: where nothing can be noted, on a full disk or beside a file in the place of its folder, work goes on."""
    (tmp_path / "state").write_text("a file", encoding="utf-8")
    Log(tmp_path / "state" / "ips-tui.log", lambda: MOMENT).note(Event.STARTED)

    def full(*args: object) -> int:
        raise OSError(28, "No space left on device")

    kept = Log(tmp_path / "here" / "ips-tui.log", lambda: MOMENT)
    monkeypatch.setattr("os.write", full)
    kept.note(Event.STARTED)
    assert kept.path.stat().st_size == 0
