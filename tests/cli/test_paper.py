"""`paper`: printed as text, or written into a folder, and noted with the person it is about."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

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
        # What a paper would pass over is not passed over in silence.
        ("roster", "--from", "2026-10-01"): "roster takes no --from",
        ("day-sheet", "--until", "2026-10-01"): "day-sheet takes no --until",
        ("chart-review", "--until", "2026-10-01"): "takes no --until",
        ("outcome-report", "--every", "3"): "takes no --every",
        ("chart-review", "--outside"): "takes no --outside",
        ("chart-review", "--every", "0"): "a number",
        ("travel-claim", "--from", "2026-10-02", "--until", "2026-10-01"): "before it begins",
        ("outcome-report", "--outside", "--specialist", "ES1"): "about everyone",
        ("engagement-report", "--from", "2099-01-01"): "begin after today",
    }
    for arguments, sentence in refused.items():
        status, text = ask(*arguments)
        assert status != 0 and sentence in text, (arguments, text)
    assert not list(tmp_path.iterdir())
    status, text = ask("roster", "--to", str(tmp_path), "--as", "csv", "--as-of", "2026-10-10")
    assert status == 0 and [path.name for path in tmp_path.iterdir()] == ["roster-2026-10-10.csv"]


def test_what_a_page_offers_can_be_asked_here_too(home: Home, tmp_path: Path) -> None:
    def ask(*arguments: str) -> list[str]:
        said = home.ask("paper", *arguments, "--demo", "--as-of", "2026-10-15")
        assert (said.status, said.err) == (0, ""), arguments
        return said.lines[1:]

    third = ask("chart-review", "--every", "3", "--from", "2026-08-01")
    assert "A sample: one case of every 3, by reference." in third and "Cases on this sheet: 4 of 12" in third
    for kind in ("outcome-report", "engagement-report"):
        outside = ask(kind, "--outside", "--from", "2026-08-01", "--until", "2026-08-31")
        assert outside[1] == "Sat 1 Aug 2026 to Mon 31 Aug 2026"
        assert any(line.startswith("For outside: no references.") for line in outside)
    assert any(line.startswith("E1 ") for line in outside) and not any(line.startswith("M1 ") for line in outside)
    for said in ((), ("--outside",)):
        ask("outcome-report", "--as", "txt", "--to", str(tmp_path), *said)
    files = {path.name for path in tmp_path.iterdir()}
    assert files == {"outcome-report-2026-10-15.txt", "outcome-report-outside-2026-10-15.txt"}
    # Of one day said the other follows, as the time of the paper has it.
    for arguments, days in {
        ("travel-claim", "--until", "2026-08-20"): "Sat 1 Aug 2026 to Thu 20 Aug 2026",
        ("travel-claim", "--from", "2026-08-20"): "Thu 20 Aug 2026 to Mon 31 Aug 2026",
        ("meeting-sheet", "--until", "2026-10-07"): "Mon 5 Oct to Sun 11 Oct 2026",
        ("day-sheet", "--from", "2026-10-19"): "Mon 19 Oct 2026",
    }.items():
        assert days in ask(*arguments)[1], arguments
    note = "\n".join(ask("weekly-note", "P01", "--from", "2026-10-05"))
    assert "Mon 5 Oct 2026 to Sun 11 Oct 2026" in note


@pytest.mark.parametrize(
    ("kind", "report"),
    [
        ("outcome-report", "outcomes"),
        ("engagement-report", "engagement"),
        ("principles-report", "principles"),
        ("fidelity-report", "fidelity"),
    ],
)
def test_a_report_of_figures_has_the_same_sheets_as_a_paper_and_as_a_report(
    home: Home, tmp_path: Path, kind: str, report: str
) -> None:
    days = ("--from", "2026-08-01", "--demo")
    for outside in ((), ("--outside",)):
        said = home.ask("report", report, "--csv", "--to", "2026-09-30", *days, *outside)
        paper = home.ask("paper", kind, "--as", "csv", "--to", str(tmp_path), "--until", "2026-09-30", *days, *outside)
        assert (said.status, paper.status, paper.err) == (0, 0, "")
        (made,) = tmp_path.iterdir()
        assert made.read_bytes() == said.out.encode(), "byte for byte"
        assert ("outside" in made.name) == bool(outside)
        assert bool(re.search(r"\bP\d\d\b", said.out)) != bool(outside)
        made.unlink()
