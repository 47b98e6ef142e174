"""`bring-in`: says what would come of a list, and with --yes brings in all of what is new or nothing."""

from __future__ import annotations

import re
from pathlib import Path

from tests import told
from tests.cli.running import ROOT, Home, Said

LIST = (
    "Client name;Referral date;Start date;Source;Programme;Status;Contact by;Consent\n"
    "Bjørn [/x] Åsen;3.10.2026;3.10.2026;self;youth;ledig;sms;yes\n"
    "Edda Quill;3.10.2026;3.10.2026;gp;youth;ledig;sms;yes\n"
    "Bo Øst;3 oct;3.10.2026;gp;youth;UB;sms;yes\n"
)
COLUMNS = """
list = "people"
[columns]
name = "client name"
received_on = "Referral date"
accepted_on = "Start date"
source = "Source"
programme = "Programme"
work_status = "Status"
contact_preferences = "Contact by"
consent_to_record = "Consent"
consent_to_record_on = "Referral date"
[same]
specialist = "Maren Test"
clinical_team = "CMHT North"
wants_to_work = "yes"
[means.work_status]
"UB" = "unemployed"
"""


def test_a_list_is_said_first_and_brought_in_only_as_it_was_asked(team_home: Home, tmp_path: Path) -> None:
    home = team_home
    people, columns, left = (tmp_path / name for name in ("people.csv", "columns.toml", "left out.csv"))
    people.write_bytes(LIST.encode("cp1252"))
    columns.write_text(COLUMNS, encoding="utf-8")

    def ask(*more: str, kind: str = "people") -> Said:
        return home.ask("bring-in", kind, str(people), *more, passphrase=told.PASSPHRASE)

    guessed = ask()
    assert guessed.status == 2 and "specialist (Specialist)" in guessed.err and "--columns" in guessed.err
    given = ("--columns", str(columns))
    said = ask(*given)
    assert said.status == 1 and "New: 1. Look like what is here already: 1. With a problem: 1." in said.out
    assert "Row 2," not in said.out and "Row 3, Edda Quill: Looks like Edda Quill" in said.out
    out_of_work = told.british().choice("work_status", "unemployed")
    assert f"“ledig” is taken for “{out_of_work}”" in said.out and said.lines[-1].startswith("Nothing was stored.")
    # In silence nothing stays out.
    refused = ask(*given, "--yes")
    assert refused.status == 1 and "--rejected" in refused.err and refused.out == ""
    assert ask(*given, "--yes", "--rejected", str(columns)).status == 2, "nothing is written over"
    people_before = home.ask("people", "--json", passphrase=told.PASSPHRASE).json["people"]
    assert len(people_before) == 1 and not left.exists()
    shape = ask(*given, "--yes", "--rejected", str(left), "--json")
    assert shape.status == 0 and shape.json["brought_in"] == 1 and Path(shape.json["copy"]).is_dir()
    assert [(row["row"], row["state"], row["chosen"]) for row in shape.json["rows"]] == [
        (2, "new", True),
        (3, "alike", False),
        (4, "problem", False),
    ]
    page = (ROOT / "docs" / "kinds.md").read_text(encoding="utf-8").split("`bring-in KIND FILE --json`")[1]
    named = set(re.findall(r'"([a-z_]+)"', "".join(re.findall(r"^ {4}.*$", page.split("\n## ")[0], re.MULTILINE))))
    assert named == shape.json.keys() | shape.json["rows"][0].keys() | shape.json["counts"].keys()
    assert left.read_text("utf-8-sig").count("\n") == 3 and left.stat().st_mode & 0o077 == 0
    assert len(home.ask("people", "--json", passphrase=told.PASSPHRASE).json["people"]) == 2
    # The same list again has nothing new; what looks alike comes in when that is said.
    assert ask(*given, "--yes").status == 1
    alike = ask(*given, "--yes", "--alike", "--rejected", str(tmp_path / "2.csv"))
    assert alike.status == 0 and "Brought in: 2." in alike.out


def test_in_a_process_of_its_own_the_sample_is_only_looked_at(home: Home, tmp_path: Path) -> None:
    firms = tmp_path / "firms.csv"
    firms.write_text("Company;Industry\nTesco;retail\nBad;[/x]\n", encoding="utf-8")
    said = home.run("bring-in", "employers", str(firms), "--demo")
    assert said.status == 1 and "New: 1." in said.out and "Traceback" not in said.err
    assert home.ask("bring-in", "employers", str(firms), "--demo", "--yes").status == 2
    missing = home.ask("bring-in", "employers", str(tmp_path / "none.csv"), "--demo")
    assert (missing.status, missing.out) == (2, "") and "no such file" in missing.err
    assert home.ask("bring-in", "jobs", str(firms), "--demo").status == 2
