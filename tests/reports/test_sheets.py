"""Excel and CSV, read with another library than the one that writes them: numbers are numbers, text is text."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from ips_tui.reports.document import Column, Day, Number, Table
from ips_tui.reports.writers.csv import csv_of
from ips_tui.reports.writers.xlsx import xlsx_of
from ips_tui.text import clean
from tests.reports.papers import NAMES, TABLE

ON = date(2026, 10, 15)
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝")
typed = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    ['=HYPERLINK("http://x")', "{=1+1}", "@SUM(1)", "http://x.example", "mailto:a@b.c", "internal:A1", "-5", "1e5"]
)
hostile = st.builds("".join, st.tuples(st.sampled_from(["", *STARTS]), typed))


def _one(text: str) -> Table:
    return Table((Column(text),), ((text,), (Number(-5, "−5"),)), text)


@given(hostile)
@settings(max_examples=20, deadline=None)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    made = xlsx_of([_one(text), _one(text)], title=text, made_on=ON)
    parts = zipfile.ZipFile(io.BytesIO(made))
    sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 2 and not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    for sheet in load_workbook(io.BytesIO(made)).worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
        assert sheet["A3"].value == -5
        kept = clean(text, lines=True).text
        # What Excel would read as another sign is written in its own way, and read back as it was.
        assert (sheet["A2"].value or "") == kept or not kept.strip()
    fields = next(csv.reader(io.StringIO(csv_of([_one(text)]).decode("utf-8-sig"), newline="")))
    assert not fields[0].startswith(STARTS) and fields[0].removeprefix("'") == clean(
        text, lines=True
    ).text.removeprefix("'")


def test_days_and_numbers_are_what_a_sheet_counts_with() -> None:
    made = xlsx_of([TABLE], title="Caseload roster", made_on=ON)
    book = load_workbook(io.BytesIO(made))
    (sheet,) = book.worksheets
    assert sheet.title == "Who does what" and sheet.freeze_panes == "A2"
    who, what, since, days = (cell.value for cell in sheet[2])
    assert (who, what, days) == (NAMES[0], f"meets {NAMES[0]}", 0)
    assert isinstance(since, datetime) and since.date() == date(2026, 10, 9)
    assert [cell.value for cell in sheet[5]][:1] == [NAMES[3]] and sheet["D5"].value == -3
    assert [cell.value for cell in sheet[6]] == ["=1+1", "https://example.org/x", None, "-5"]
    assert (book.properties.creator or "", book.properties.title) == ("", "Caseload roster")
    assert made == xlsx_of([TABLE], title="Caseload roster", made_on=ON), "the same sheet gives the same bytes"
    rows = list(csv.reader(io.StringIO(csv_of([TABLE]).decode("utf-8-sig"), newline="")))
    assert rows[1] == [NAMES[0], f"meets {NAMES[0]}", "2026-10-09", "0"] and rows[4][3] == "-3"
    assert rows[5] == ["'=1+1", "https://example.org/x", "", "'-5"]
    assert csv_of([TABLE]).startswith(b'\xef\xbb\xbf"Who",') and b'"-3"' in csv_of([TABLE])


def test_what_excel_cannot_hold_is_kept_as_well_as_it_can_be() -> None:
    longest = "n" * 32_766 + "\U0001f600" * 10
    awkward = Table(
        (Column("x"),), ((longest,), (Number(float("nan"), "not known"),), (Day(date(1850, 1, 1), "1850"),))
    )
    tables = [
        Table((Column("x"),), (("y",),), name)
        for name in ("[a]/b:*?\\c", "History", "", "N" * 40, "n" * 29 + "\U0001f600" * 9)
    ]
    book = load_workbook(io.BytesIO(xlsx_of([awkward, *tables], title="", made_on=ON)))
    sheet = book.worksheets[0]
    # Cut, and not left out without a word; never inside a sign.
    assert sheet["A2"].value == "n" * 32_766
    assert [sheet["A3"].value, sheet["A4"].value] == ["not known", "1850"]
    names = [sheet.title.casefold() for sheet in book.worksheets]
    assert len(set(names)) == 6 and "history" not in names and max(map(len, names)) <= 31
    with pytest.raises(ValueError):
        xlsx_of([], title="", made_on=ON)


def test_two_tables_of_one_file_stand_apart() -> None:
    once = csv_of([TABLE]).decode("utf-8-sig")
    assert csv_of([TABLE, TABLE]).decode("utf-8-sig") == f"{once}\r\n{once}"
