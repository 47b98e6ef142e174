"""`calendar`: printed or written for its owner alone, whose it is, and what stands in the way."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import icalendar

from tests import told
from tests.cli.running import Home


def test_a_calendar_is_printed_or_written_where_it_is_said(home: Home, team_home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    demo = ("calendar", "--demo", "--as-of", "2026-10-15")
    printed = home.ask(*demo, "--specialist", "ES1", "--until", "2026-10-19")
    assert (printed.status, printed.err) == (0, "")
    assert printed.lines[1:-1] == ["2026-10-19 10:30 Contact: AF", "2026-10-19 Due: Meeting before start: SP"]
    assert "Nothing was written" in printed.lines[-1] and not list(folder.iterdir())
    listed = home.ask(*demo, "--json", "--from", "2026-10-20", "--until", "2026-10-22").json
    assert listed["events"][0] == {"on": "2026-10-20", "title": "Due: In-work support plan: SP"}

    written = home.ask(*demo, "--specialist", "ES2", "--to", str(folder))
    again = home.ask(*demo, "--specialist", "ES2", "--to", str(folder), "--json").json
    assert written.status == 0 and "not encrypted" in written.out
    first, second = folder / "calendar-ES2-2026-10-15.ics", folder / "calendar-ES2-2026-10-15-2.ics"
    assert sorted(folder.iterdir()) == sorted((first, second)) and again == {"file": str(second)}
    assert len(icalendar.Calendar.from_ical(first.read_bytes()).subcomponents) == 10
    if sys.platform != "win32":
        assert stat.S_IMODE(first.stat().st_mode) == 0o600

    nothing = home.ask(*demo, "--specialist", "TL1")
    assert nothing.status == 1 and "Nothing is planned" in nothing.err
    nobody, nowhere = home.ask(*demo, "--specialist", "ZZ9"), home.ask(*demo, "--to", str(folder / "none"))
    turned = home.ask(*demo, "--from", "2026-10-20", "--until", "2026-10-19")
    before = home.ask(*demo, "--until", "2026-10-14")
    assert (turned.status, before.status) == (2, 2) and "before it begins" in turned.err and "2026-10-15" in before.err
    assert (nobody.status, nowhere.status) == (1, 2) and "no such folder" in nowhere.err.lower()
    own = team_home.ask("calendar", "--from", "2026-10-01", "--until", "2027-03-01", passphrase=told.PASSPHRASE)
    assert own.status == 0 and ": EQ" in own.out and "Quill" not in own.out
