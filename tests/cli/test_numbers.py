"""`ips-tui report` into files and out of other laptops' numbers: who is covered is said everywhere, nobody is named."""

from __future__ import annotations

import csv
import io
import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.running import Home
from tests.reports.read_pdf import text_of

REPORT = ("report", "outcomes", "--demo")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the numbers of three laptops that have the invented people each."""
    folder = tmp_path_factory.mktemp("numbers")
    said = Home(folder / "home").ask(*REPORT, "--numbers", str(folder / "own.json"))
    assert said.status == 0 and not said.err
    assert any("for your team, and for nobody outside" in line for line in said.lines)
    assert any("not protected" in line for line in said.lines)
    for number, name in enumerate("BC"):
        value = json.loads((folder / "own.json").read_text(encoding="utf-8"))
        value["laptop"] = {"site": f"0{number}000000-0000-4000-8000-000000000000", "letter": name}
        (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return folder


@pytest.fixture
def theirs(place: Path) -> tuple[str, ...]:
    """How the others' numbers are added."""
    return "--add", str(place / "C.json"), str(place / "B.json")


def _private(path: Path) -> bool:
    return sys.platform == "win32" or stat.S_IMODE(path.stat().st_mode) == 0o600


COVERS = (
    "Covers 3 laptops: P-c0ff (this one), as of Thu 15 Oct 2026; B-0000, as of Thu 15 Oct 2026; C-0100, as of Thu 15"
    " Oct 2026."
)


def test_every_way_out_says_which_laptops_it_covers(home: Home, place: Path, theirs: tuple[str, ...]) -> None:
    text = home.ask(*REPORT, *theirs)
    lines = " ".join(text.lines)
    assert COVERS in lines and "counted twice" in lines and all(len(line) <= 80 for line in text.lines)
    assert "M2 Employment rate in the period: 12 of 36 = 33.3 %" in text.lines
    # Fewer than five on a laptop, and no fewer in the team.
    assert "M11 Jobs that lasted 13 weeks: 9 of 15 = 60.0 %" in text.lines and "- On this laptop: 3 of 5" in text.lines
    assert "- People: P08, P09, P10, P12" in text.lines and "Median" not in " ".join(text.lines[9:])

    found = home.ask(*REPORT, *theirs, "--json").json
    assert [(one["laptop"], one["here"]) for one in found["covers"]] == [
        ("P-c0ff", True),
        ("B-0000", False),
        ("C-0100", False),
    ]
    one = next(one for one in found["measures"] if one["id"] == "M17")
    assert (one["numerator"], one["denominator"]) == (3 * 774, 18)
    assert one["here"] == {"numerator": 774, "denominator": 6, "value": 129}

    sheet = home.ask(*REPORT, *theirs, "--csv").out
    assert sheet.startswith("\ufeff") and COVERS in sheet
    assert '"M2","Employment rate in the period","12 of 36 = 33.3 %","12","36","0.3333333333333333",""' in sheet

    pdf, xlsx = place / "sum.pdf", place / "sum.xlsx"
    said = home.ask(*REPORT, *theirs, "--pdf", str(pdf), "--xlsx", str(xlsx), "--json")
    assert {Path(path).name for path in said.json["files"]} == {"sum.pdf", "sum.xlsx"} and said.json["warnings"]
    assert _private(pdf) and _private(xlsx)
    paper = text_of(pdf.read_bytes())
    assert COVERS.replace(" ", "") in paper.replace(" ", "") and "12of36=33.3%" in paper.replace(" ", "")
    book = load_workbook(xlsx)
    assert book.sheetnames[:2] == ["About this report", "Figures"]
    assert COVERS in [row[1].value for row in book["About this report"]]
    # Months are counted where the people are known.
    assert not any(name.startswith("Month") for name in book.sheetnames)
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    assert next(row for row in book["Figures"] if row[0].value == "M2")[3].value == 12


def test_alone_the_sheets_have_everything_and_outside_nobody(home: Home, place: Path) -> None:
    xlsx, outside = place / "own.xlsx", place / "outside.xlsx"
    assert home.ask(*REPORT, "--xlsx", str(xlsx)).status == 0
    book = load_workbook(xlsx)
    assert len(book.sheetnames) == 7 and "People behind the figures" in book.sheetnames
    months = next(book[name] for name in book.sheetnames if name.startswith("Month"))
    assert [row[0].value for row in months][1:] == ["Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026"]
    kept = {row[0].value: [cell.value for cell in row[1:6]] for row in reversed(list(book["Figures"]))}
    assert kept["M9"] == ["People who came in work", "1 of 12 = 8.3 %", 1, 12, 1 / 12]
    # Counts and no percentage below five people.
    assert kept["M10"] == ["Employment rate after enough time", "4 of 4", 4, 4, None]

    assert home.ask(*REPORT, "--outside", "--xlsx", str(outside)).status == 0
    assert load_workbook(outside).sheetnames == ["About this report", "Figures", "How it is counted"]
    told = [home.ask(*REPORT, "--outside", *more).out for more in ((), ("--json",), ("--csv",), ("--measure", "M8"))]
    for text in (*told, *_cells(outside)):
        assert "P08" not in text and "ES2" not in text and "Kitchen" not in text
    found = {one["id"]: one for one in json.loads(told[1])["measures"]}
    assert found["M8"]["suppressed"] and found["M8"]["denominator"] is None and "people" not in found["M8"]
    assert found["M6"]["numerator"] == 7 and not found["M6"]["suppressed"]


def test_fidelity_and_the_principles_go_the_same_ways(home: Home, place: Path) -> None:
    for what in ("fidelity", "principles"):
        asked = ("report", what, "--demo")
        sheet = home.ask(*asked, "--csv").out
        assert sheet.startswith("\ufeff") and "Covers 1 laptop: P-c0ff" in sheet
        assert any(line.startswith("Covers 1 laptop") for line in home.ask(*asked).lines)
        pdf = place / f"{what}.pdf"
        assert home.ask(*asked, "--pdf", str(pdf), "--xlsx", str(place / f"{what}.xlsx")).status == 0
        assert pdf.read_bytes().startswith(b"%PDF") and _private(pdf)
        again = home.ask(*asked, "--pdf", str(pdf))
        assert again.status == 2 and "is there already" in again.err


STANDING = ("principles", "fidelity")


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The numbers of another laptop that has the invented people too, by the report."""
    folder, found = tmp_path_factory.mktemp("standing"), {}
    for what in STANDING:
        own, theirs = folder / f"{what}-own.json", folder / f"{what}.json"
        said = Home(folder / "home").ask("report", what, "--demo", "--numbers", str(own))
        assert said.status == 0 and any("for your team, and for nobody outside" in line for line in said.lines)
        assert _private(own)
        value = json.loads(own.read_text(encoding="utf-8"))
        assert not any(text in own.read_text(encoding="utf-8") for text in ("P08", "ES2", "Kitchen"))
        value["laptop"] = {"site": "01000000-0000-4000-8000-000000000000", "letter": "B"}
        theirs.write_text(json.dumps(value), encoding="utf-8")
        found[what], found[f"own {what}"] = str(theirs), str(own)
    return found


def test_principles_over_two_laptops(home: Home, standing: dict[str, str], tmp_path: Path) -> None:
    asked = ("report", "principles", "--demo", "--add", standing["principles"])
    text = home.ask(*asked)
    assert text.status == 0 and all(len(line) <= 80 for line in text.lines)
    lines = " ".join(text.lines)
    assert "Covers 2 laptops: P-c0ff (this one), as of Thu 15 Oct 2026; B-0100" in lines and "counted twice" in lines
    # Fewer than five on a laptop, and no fewer in the team; the people are this laptop's.
    assert "Support as long as wanted: look (6 of 8 = 75.0 %)" in text.lines
    assert "- On this laptop: 3 of 4" in text.lines and "- Look at: P09" in text.lines
    assert "- On this laptop only: Contacts, ES2: 13 / 4 = 3.3" in text.lines
    found = {one["id"]: one for one in home.ask(*asked, "--json").json["measures"]}
    one = found["job_development"]
    assert (one["numerator"], one["denominator"], one["here"]["denominator"], one["parts"]) == (30, 6, 3, [])
    assert [part["group"] for part in one["here_only"]] == ["ES1", "ES2", "ES3"]
    pdf, xlsx = tmp_path / "sum.pdf", tmp_path / "sum.xlsx"
    assert home.ask(*asked, "--pdf", str(pdf), "--xlsx", str(xlsx)).status == 0
    assert "Covers2laptops" in text_of(pdf.read_bytes()).replace(" ", "")
    row = next(row for row in load_workbook(xlsx)["The principles"] if row[0].value == "Rapid search")
    assert [cell.value for cell in row[1:6]] == ["look", "14 of 20 = 70.0 %", 14, 20, 0.7]


def test_items_over_two_laptops(home: Home, standing: dict[str, str]) -> None:
    asked = ("report", "fidelity", "--demo", "--add", standing["fidelity"])
    text = home.ask(*asked)
    assert text.status == 0 and all(len(line) <= 80 for line in text.lines)
    for line in (
        "F1 Caseload: anchor 5 of 5 (20 / 5.6 = 3.6)",
        "- On this laptop: 10 / 2.8 = 3.6",
        "F17 Contact with employers: anchor 3 of 5 (30 / 6 = 5.0)",
        "- Log looked at every week: 0 of 6",
        "- On this laptop only: Contacts, ES2: 13 / 4 = 3.3",
        # The same kinds on both laptops are no more different kinds.
        "F19 Different kinds of work: anchor 2 of 5 (6 of 12 = 50.0 %)",
        "F20 Different employers: not added: two laptops may know the same one",
        "F21 Competitive jobs: too few to say (8 of 8 = 100.0 %)",
        "- Not in yet, apart: 8",
        "- On this laptop: P01 (6 days), P02 (68 days), P03 (20 days), P04 (57 days)",
        "Ratings by people are not added, nor is what two laptops may both know:",
    ):
        assert line in text.lines, line
    one = next(one for one in home.ask(*asked, "--json").json["measures"] if one["id"] == "F20")
    assert (one["state"], one["anchor"], one["value"], one["here"]["value"]) == ("not_added", None, None, 1)
    sheet = home.ask(*asked, "--csv").out
    assert '"F15","Not in yet, apart","8"' in sheet and "On this laptop only: Median" in sheet
    full = home.ask(*asked, "--measure", "f19")
    assert "- Jobs: kitchen: 2" in full.lines and "- Jobs: kitchen: 2" not in text.lines


def test_outside_the_principles_and_the_items_name_nobody(home: Home, standing: dict[str, str], tmp_path: Path) -> None:
    for what in STANDING:
        asked = ("report", what, "--demo", "--outside")
        xlsx = tmp_path / f"{what}.xlsx"
        assert home.ask(*asked, "--xlsx", str(xlsx)).status == 0
        said = [home.ask(*asked, *more) for more in ((), ("--json",), ("--csv",), ("--add", standing[what]))]
        for text in (*(one.out for one in said), *_cells(xlsx)):
            assert not any(part in text for part in ("P08", "P09", "ES2", "Kitchen"))
        assert all(one.status == 0 for one in said) and all(len(line) <= 80 for line in said[0].lines)
        assert any(line.startswith("For outside: no references.") for line in said[0].lines)
    alone, together = (
        home.ask("report", "fidelity", "--demo", "--outside", *more)
        for more in (("--json",), ("--add", standing["fidelity"]))
    )
    found = {one["id"]: one for one in alone.json["measures"]}
    # Six starts are no few, and two changes of hours are, on which the anchor hangs.
    one = found["F12"]
    assert (one["numerator"], one["state"], one["anchor"], one["suppressed"]) == (6, None, None, False)
    assert [part["suppressed"] for part in one["parts"]] == [False, True]
    assert found["F1"]["suppressed"] and found["F1"]["numerator"] is None and found["F1"]["anchor"] is None
    assert found["F4"]["anchor"] == 5 and "action" not in found["F4"] and "people" not in found["F4"]
    assert "F15 Rapid search: anchor 5 of 5 (416 / 16 = 26.0)" in together.lines
    assert "- Not in yet, apart: 8" in together.lines


def test_numbers_of_principles_and_items_are_refused_as_others_are(home: Home, standing: dict[str, str]) -> None:
    for what in STANDING:
        asked, theirs = ("report", what, "--demo"), standing[what]
        cases: tuple[tuple[tuple[str, ...], str], ...] = (
            (("--add", standing[f"own {what}"]), "it is of this laptop"),
            (("--add", theirs, theirs), "it is of B-0100"),
            (("--add", theirs, "--from", "2026-07-01"), "2026-07-17 to 2026-10-15"),
            (("--add", theirs, "--specialist", "ES2"), "one specialist"),
            (("--outside", "--specialist", "ES2"), "one specialist"),
            (("--numbers", "new.json", "--outside"), "--outside"),
            (("--numbers", "new.json", "--measure", "F1"), "--measure"),
            (("--numbers", "new.json", "--add", theirs), "--add"),
        )
        for more, part in cases:
            said = home.ask(*asked, *more)
            assert said.status == 2 and part in said.err and not said.out, (what, more)
        other = STANDING[STANDING.index(what) - 1]
        assert "another report" in home.ask(*asked, "--add", standing[other]).err


def _cells(path: Path) -> list[str]:
    return [str(cell.value) for sheet in load_workbook(path) for row in sheet for cell in row]


def test_what_does_not_go_together_is_said_and_nothing_is_written(home: Home, place: Path) -> None:
    other = place / "other.json"
    other.write_text("{}", encoding="utf-8")
    there, new = str(place / "own.json"), str(place / "new.json")
    before = {path: path.read_bytes() for path in place.iterdir() if path.is_file()}
    cases: tuple[tuple[tuple[str, ...], str], ...] = (
        (("--json", "--csv"), "one of them"),
        (("--outside", "--specialist", "ES2"), "one specialist"),
        (("--add", str(place / "B.json"), "--specialist", "ES2"), "one specialist"),
        (("--numbers", new, "--specialist", "ES2"), "--specialist"),
        (("--numbers", new, "--measure", "M2"), "--measure"),
        (("--numbers", new, "--outside"), "--outside"),
        (("--numbers", new, "--add", str(place / "B.json")), "--add"),
        (("--numbers", there), "is there already"),
        (("--pdf", str(place / "none" / "a.pdf")), "no folder"),
        (("--pdf", new, "--xlsx", new), "one name"),
        (("--add", there), "own.json: it is of this laptop (P-c0ff)"),
        (("--add", str(place / "B.json"), "--add", str(place / "B.json")), "B.json: it is of B-0000"),
        (("--add", str(other), "--pdf", new), "other.json: this is no file of numbers"),
        (("--add", str(place / "B.json"), "--from", "2026-07-01", "--xlsx", new), "2026-07-17 to 2026-10-15"),
        (("--add", str(place / "B.json"), "--rules", "ips_grow"), "B.json: it counts by standard"),
    )
    for asked, part in cases:
        said = home.ask(*REPORT, *asked)
        assert said.status == 2 and part in said.err and not said.out, asked
    said = home.ask("report", "engagement", "--demo", "--add", str(place / "B.json"))
    assert said.status == 2 and "another report" in said.err
    assert {path: path.read_bytes() for path in place.iterdir() if path.is_file()} == before


def test_numbers_of_engagement_and_of_a_real_team(home: Home, team_home: Home, place: Path) -> None:
    from tests.told import PASSPHRASE

    real = place / "real.json"
    asked = ("report", "outcomes", "--as-of", "2026-10-15")
    said = team_home.ask(*asked, "--numbers", str(real), passphrase=PASSPHRASE)
    assert said.status == 0
    text = real.read_text(encoding="utf-8")
    # What is in that store: Maren Test, and Edda Quill who talked about the bakery.
    assert not any(word in text for word in ("Edda", "Quill", "Maren", "bakery", "ES1"))
    value: Any = json.loads(text)
    assert value["practice"] is False and value["measures"][0]["numerator"] == 1
    assert "of real people" in home.ask(*REPORT, "--add", str(real)).err
    said = team_home.ask(*asked, "--add", str(place / "B.json"), passphrase=PASSPHRASE)
    assert "of invented people" in said.err
    value["laptop"]["site"] = "0d000000-0000-4000-8000-000000000000"
    real.write_text(json.dumps(value), encoding="utf-8")
    said = team_home.ask(*asked, "--add", str(real), passphrase=PASSPHRASE)
    assert "M1 People served: 2" in said.lines
    engaged = place / "engaged.json"
    assert home.ask("report", "engagement", "--demo", "--numbers", str(engaged)).status == 0
    assert json.loads(engaged.read_text(encoding="utf-8"))["report"] == "engagement"


def test_the_paper_has_a_version_for_outside_and_others_have_none(home: Home) -> None:
    said = home.ask("paper", "outcome-report", "--demo", "--outside")
    assert said.status == 0 and "For outside" in said.out and "P08" not in said.out
    said = home.ask("paper", "roster", "--demo", "--outside")
    assert said.status == 2 and "takes no --outside" in said.err


def test_a_sheet_is_read_by_a_csv_reader(home: Home) -> None:
    out = home.ask(*REPORT, "--csv").out
    assert out.startswith('\ufeff"What","Said"\r\n') and "\r\r" not in out
    tables = out.removeprefix("\ufeff").replace("\r\n", "\n").split("\n\n")
    heads = [next(csv.reader(io.StringIO(table)))[0] for table in tables]
    assert heads == ["What", "ID", "Month", "ID", "ID", "ID", "ID"]
