"""`paper`: printed as text, or written into a folder, and noted with the person it is about."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.store.looks import looks_at
from tests import told
from tests.cli.running import Home


def test_a_paper_is_shown_or_written_and_noted(team_home: Home, open_team: Callable[[], Desk], tmp_path: Path) -> None:
    home, folder = team_home, tmp_path / "out"
    folder.mkdir()
    with closing(open_team()) as desk:
        kept, ref = desk.connection.execute("SELECT id, ref FROM participant").fetchone()
    shown = home.ask("paper", "may-say", ref.lower(), passphrase=told.PASSPHRASE)
    assert shown.status == 0 and shown.lines[0] == "WHAT I MAY SAY" and "Edda Quill" in shown.out
    said = home.ask("paper", "may_say", ref, "--to", str(folder), "--json", passphrase=told.PASSPHRASE)
    assert (said.status, said.err) == (0, "")
    (made,) = folder.iterdir()
    assert said.json["file"] == str(made) and made.read_bytes().startswith(b"%PDF-")
    assert made.name.startswith(f"may-say-{ref}-") and "not protected" in said.json["warnings"][0]
    with closing(open_team()) as desk:
        looks = [(look.what.value, look.detail) for look in looks_at(desk.connection, UUID(bytes=kept))]
    assert looks == [("printed", "may_say"), ("shown", "may_say")]


def test_papers_of_invented_people_are_for_everyone(home: Home, tmp_path: Path) -> None:
    def ask(*arguments: str) -> tuple[int, str]:
        said = home.ask("paper", *arguments, "--demo")
        return said.status, said.out + said.err

    status, text = ask("roster")
    assert status == 0 and text.startswith("Practice:") and "Everyone on" in text
    assert "\nP02  Rohan" in text, "the spaces of a table are kept"
    status, text = ask("roster", "--initials")
    assert "Rohan" not in text and "RP" in text
    specialist = next(line for line in home.ask("people", "--demo", "--json").json["people"] if line["ref"] == "P02")
    status, text = ask("roster", "--specialist", specialist["specialist"])
    assert "Rohan" in text and text.count("\nP") < 12
    refused = {
        ("nosuch",): "These can be made: may-say, ",
        ("may-say",): "about",
        ("roster", "P01"): "not about one person",
        ("roster", "--as", "pdf"): "--to DIR",
        ("may-say", "P01", "--as", "xlsx", "--to", str(tmp_path)): "pdf, txt",
        ("may-say", "P01", "--record", "1"): "There are 0",
        ("may-say", "P99"): "P99",
        ("roster", "--to", str(tmp_path / "none")): "no such folder",
        ("../x",): "a word",
    }
    for arguments, sentence in refused.items():
        status, text = ask(*arguments)
        assert status != 0 and sentence in text, (arguments, text)
    assert not list(tmp_path.iterdir())
    status, text = ask("roster", "--to", str(tmp_path), "--as", "csv", "--as-of", "2026-10-10")
    assert status == 0 and [path.name for path in tmp_path.iterdir()] == ["roster-2026-10-10.csv"]
