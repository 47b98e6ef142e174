"""Which column holds which field, what cells mean, and dates in a table of forms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ips_tui.casework.session import Desk
from ips_tui.exchange.columns import (
    Columns,
    ListOf,
    columns_text,
    fields_in,
    fitting,
    guessed,
    keep_columns,
    missing,
    read_columns,
)
from ips_tui.exchange.matching import NO_YEAR, SEVERAL, UNKNOWN, Matcher
from ips_tui.exchange.table_file import Reading, Row, Table, Unreadable
from ips_tui.forms.contacts import ContactEntry
from ips_tui.forms.employers import EmployerEntry
from ips_tui.forms.kit import fields_of, read_entry
from ips_tui.forms.people import ReferralEntry
from tests import told
from tests.exchange.lists import PEOPLE, put


def table(*headings: str) -> Table:
    return Table(headings, (Row(2, tuple("" for _ in headings)),), Reading())


def test_columns_are_guessed_by_their_headings_in_both_languages() -> None:
    found = guessed(ListOf.PEOPLE, table(*PEOPLE.split(";"), "Shoe size", "NAME"))
    assert missing(found) == () and found.column("name") == "Client name", "the first that fits"
    assert found.unused(table("Shoe size", "Name")) == ("Shoe size", "Name")
    norwegian = guessed(ListOf.PEOPLE, table("Navn", "Henvist dato", "Jobbspesialist", "Fødselsdato", "Mobil"))
    assert {field for field, _ in norwegian.columns} == {"name", "received_on", "specialist", "born_on", "telephone"}
    assert "clinical_team" in {spec.name for spec in missing(norwegian)}
    employers = guessed(ListOf.EMPLOYERS, table("BEDRIFT", "bransje", "Kontakt-person", "Tlf"))
    assert dict(employers.columns) == {
        "name": "BEDRIFT",
        "sector": "bransje",
        "person": "Kontakt-person",
        "telephone": "Tlf",
    }
    assert missing(employers) == ()
    contacts = guessed(ListOf.CONTACTS, table("Ref", "Date", "Type", "How", "Outcome", "Notes"))
    assert missing(contacts) == () and contacts.column("participant") == "Ref"


def test_a_list_asks_for_what_the_form_asks_for_but_for_rows_of_rows() -> None:
    left_out = {"people", "sites"}
    for of, entry in ((ListOf.PEOPLE, ReferralEntry), (ListOf.EMPLOYERS, EmployerEntry)):
        assert [s for s in fields_of(entry) if s.name not in left_out] == list(fields_in(of))
    assert [spec.name for spec in fields_in(ListOf.CONTACTS)] == ["participant", *ContactEntry.model_fields]


def test_columns_are_kept_in_a_file_and_read_back(tmp_path: Path) -> None:
    kept = Columns(
        ListOf.PEOPLE,
        (("name", 'Client "full" name'), ("place", "[/x] = \\ ø")),
        (("source", "self"), ("telephone", "'=1+1")),
        (("work_status", 'ub "x"', "unemployed"), ("specialist", "mh", "AS1")),
        "ymd",
    )
    place = keep_columns(kept, tmp_path)
    assert place.name == "columns-people.toml" and place.stat().st_mode & 0o077 == 0
    means = (("work_status", "ub x", "unemployed"), ("specialist", "mh", "AS1"))
    assert read_columns(place, ListOf.PEOPLE) == replace(kept, means=means)
    assert fitting(kept, table("client full name")).columns == (("name", "client full name"),)
    refused = {
        "columns_of_another": columns_text(Columns(ListOf.EMPLOYERS)),
        "columns_unknown": 'list = "people"\n[columns]\ndiagnosis = "x"\n',
        "columns_not_read": 'list = "people"\n[columns]\nname = 3\n',
    }
    for why, text in refused.items():
        with pytest.raises(Unreadable, match=why):
            read_columns(put(tmp_path, text, "x.toml"), ListOf.PEOPLE)
    for bad in ("list =", b"\xff\xfe", 'list = "people"\ndate_order = "x"', 'list = "people"\nmeans = 1'):
        with pytest.raises(Unreadable, match="columns_not_read"):
            read_columns(put(tmp_path, bad, "x.toml"), ListOf.PEOPLE)


DATES = {
    "11/3/2026": "2026-03-11",
    "11.03.2026": "2026-03-11",
    "11-3-26": "2026-03-11",
    "2026-03-11": "2026-03-11",
    "2026/3/11": "2026-03-11",
    "2026-03-11 00:00:00": "2026-03-11",
    "2026-03-11T00:00": "2026-03-11",
    "20260311": "2026-03-11",
    "110326": "2026-03-11",
    "11 March 2026": "2026-03-11",
    "11 mar 26": "2026-03-11",
    "11mar2026": "2026-03-11",
    "March 11, 2026": "2026-03-11",
    "Wed 11 Mar 2026": "2026-03-11",
    "11/13/2026": "problem.no_such_day",
    "30/2/2026": "problem.no_such_day",
    "Thu 11 Mar 2026": "problem.weekday_differs",
    "11 mar": NO_YEAR,
    "11/3": NO_YEAR,
    "12": NO_YEAR,
    "2026": NO_YEAR,
    "today": NO_YEAR,
    "+7": NO_YEAR,
    "last fri": NO_YEAR,
    "3 weeks ago": NO_YEAR,
    "n/a": NO_YEAR,
    "1/1/1/1": "problem.not_a_date",
    "x 1 y 2 z 3": "problem.not_a_date",
}


def test_dates_are_read_leniently_and_never_without_their_year(desk: Desk) -> None:
    matcher = Matcher(desk, Columns(ListOf.EMPLOYERS))
    spec = next(spec for spec in fields_in(ListOf.PEOPLE) if spec.name == "born_on")
    for said, wanted in DATES.items():
        meant = matcher.meant(spec, said)
        found = meant.problem
        if not found:
            try:
                entry = read_entry(ReferralEntry, {"received_on": meant.raw}, today=told.TODAY)
            except ValueError as bad:
                problems = bad.problems  # type: ignore[attr-defined]
                found = next((one.message_id for one in problems if one.field == "received_on"), "")
                found = found or _day(meant.raw)
            else:
                found = str(entry.received_on)
        assert found == wanted, said


def _day(raw: str) -> str:
    from ips_tui.dates import read_date

    return read_date(raw, told.TODAY, lean="past").isoformat()


def test_answers_are_known_by_any_of_their_names_and_everything_else_is_asked(desk: Desk) -> None:
    team = told.clinical_team(desk)
    told.clinical_team(desk, "Twice")
    told.clinical_team(desk, "twice")
    cora = told.care_coordinator(desk, team)
    other = told.clinical_team(desk, "CMHT South")
    second = told.care_coordinator(desk, other, "CORA")
    columns = (
        Columns(ListOf.PEOPLE).meaning("work_status", "U.B.", "unemployed").meaning("specialist", "MT", "Maren Test")
    )
    matcher = Matcher(desk, columns)
    specs = {spec.name: spec for spec in matcher.specs}

    def meant(field: str, said: str, team: str = "") -> str:
        found = matcher.meant(specs[field], said, team)
        return found.problem or found.raw

    assert meant("work_status", "unemployed") == meant("work_status", " Out-of-work") == "unemployed"
    assert (
        meant("work_status", "Arbeidsledig")
        == meant("work_status", "u b")
        == meant("work_status", "Unempl")
        == "unemployed"
    )
    assert meant("work_status", "UBx") == meant("work_status", "in") == meant("work_status", "?") == UNKNOWN
    assert meant("contact_preferences", "SMS / e-post; phone") == "text\nemail\nphone"
    assert meant("contact_preferences", "sms, pigeon") == UNKNOWN
    assert meant("leave_no_messages", "Ja") == meant("leave_no_messages", "X") == "yes"
    assert meant("leave_no_messages", "sometimes") == UNKNOWN
    maren = str(told.specialist(desk))
    assert desk.who is not None
    assert (
        meant("specialist", "maren  TEST")
        == meant("specialist", desk.who.ref.lower())
        == meant("specialist", "mt")
        == maren
    )
    assert meant("clinical_team", "CMHT north") == str(team) and meant("clinical_team", "Twice") == SEVERAL
    assert meant("care_coordinator", "cora", str(team)) == str(cora) and meant("care_coordinator", "cora") == SEVERAL
    assert meant("care_coordinator", "Cora", str(other)) == str(second)
    options = [said for said, _ in matcher.options(specs["clinical_team"])]
    assert "CMHT North" in options and "Twice" not in options and len(options) == 4, "by name where that is enough"


def test_what_words_were_taken_for_is_listed_with_what_means_nothing_first(desk: Desk) -> None:
    rows = tuple(Row(n, (said,)) for n, said in enumerate(["UB", "ledig", "unemployed", "UB", ""], start=2))
    found = list(
        Matcher(desk, Columns(ListOf.PEOPLE, (("work_status", "S"),))).words_said(Table(("S",), rows, Reading()))
    )
    assert [(one.said, one.rows, one.meant.problem or one.meant.raw, one.meant.sure) for one in found] == [
        ("UB", 2, UNKNOWN, True),
        ("ledig", 1, "unemployed", False),
        ("unemployed", 1, "unemployed", True),
    ]
