"""Files from elsewhere are read whole or refused in a sentence: F21, F22, F23, F24 and F25 of reliability.md."""

from __future__ import annotations

import os
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest

from ips_tui.exchange import workbook
from ips_tui.exchange.table_file import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Encoding,
    Reading,
    Stopped,
    Unreadable,
    encodings_of,
    looks_wrong,
    read_table,
    sample,
)
from tests import told
from tests.exchange import lists
from tests.exchange.lists import archive, put, read, why

SHEET = "xl/worksheets/sheet1.xml"
NAMES = "Name;Town\nBjørn Åsen;Ålesund\nSiân Œuvre;Café “Ærø”\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_f23_real_letters_are_found_in_every_encoding_a_spreadsheet_writes(tmp_path: Path, encoding: str) -> None:
    table = read_table(put(tmp_path, NAMES, encoding=encoding))
    assert [row.cells[0] for row in table.rows] == ["Bjørn Åsen", "Siân Œuvre"] and table.headings == ("Name", "Town")
    assert table.wrong == 0 and table.reading.delimiter == ";"


def test_f23_letters_that_look_wrong_are_marked_and_another_encoding_can_be_chosen(tmp_path: Path) -> None:
    rows = "".join(f"Person {n};Hull\n" for n in range(40))
    place = put(tmp_path, f"Name;Town\n{rows}Bjørn Åsen;Hull\n")
    wrong = read_table(place, Reading(encoding=Encoding.CP1252))
    assert wrong.wrong == 1 and "BjÃ¸rn" in wrong.rows[-1].cells[0]
    assert wrong.rows[-1] in sample(wrong) and len(sample(wrong)) == 5, "it is among the few that are shown"
    assert set(encodings_of(place)) == {Encoding.UTF_8, Encoding.CP1252}
    right = read_table(place, Reading(encoding=Encoding.UTF_8))
    assert right.wrong == 0 and right.rows[-1] in sample(right)
    for good in ("Ørsted", "Zoë", "naïve", "José Ñandú", "Åse", "Māori", "Łódź", "مرحبا", "N°5", "½ day"):
        assert not looks_wrong(good), good
    with pytest.raises(Unreadable, match="other_encoding"):
        read_table(put(tmp_path, NAMES, encoding="cp1252"), Reading(encoding=Encoding.UTF_8))


def test_f24_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(2**30)
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(Unreadable, match="too_large") as refused:
        read_table(huge)
    assert refused.value.values == {"most": MOST_BYTES // 2**20}


def test_f24_cells_rows_and_columns_have_their_most(tmp_path: Path) -> None:
    assert why(tmp_path, f'A,B\n1,"{"x" * 200_000}"\n') == "cell_too_long"
    assert why(tmp_path, f"A,B\n1,{'x' * (LONGEST_CELL + 1)}\n") == "cell_too_long"
    assert len(read(tmp_path, f"A,B\n1,{'x' * LONGEST_CELL}\n").rows[0].cells[1]) == LONGEST_CELL
    assert why(tmp_path, "A,B\n" + "1,2\n" * (MOST_ROWS + 1)) == "too_many_rows"
    assert len(read(tmp_path, "A,B\n" + "1,2\n" * MOST_ROWS).rows) == MOST_ROWS
    assert why(tmp_path, ",".join("x" * (MOST_COLUMNS + 1)) + "\n1\n") == "too_many_columns"
    assert why(tmp_path, 'A,B\n1,"never closed\n2,3\n') == "broken_quotes"
    with pytest.raises(Stopped):
        read_table(put(tmp_path, "A,B\n" + "1,2\n" * 500), stopped=lambda: True)


def test_f24_what_is_no_text_is_no_list(tmp_path: Path) -> None:
    assert why(tmp_path, bytes(range(256)) * 4 + b"\0" * 100) == "no_text"
    assert why(tmp_path, NAMES.encode("utf-16-le")) == "no_text", "nothing says that it is UTF-16"
    assert why(tmp_path, b"  \r\n ") == "empty" and why(tmp_path, "A,B\n,\n") == "no_rows"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert why(tmp_path, ole, "old.xls") == "old_xls"
    assert why(tmp_path, ole + "EncryptedPackage".encode("utf-16-le"), "locked.xlsx") == "encrypted"


def test_f21_f22_nothing_hidden_comes_in_and_markup_stays_text(tmp_path: Path) -> None:
    cells = [one.replace('"', '""') for one in told.HOSTILE]
    table = read(tmp_path, "Name,Note\n" + "\n".join(f'"{cell}",x' for cell in cells))
    found = [row.cells[0] for row in table.rows]
    assert len(found) == len(told.HOSTILE) and table.removed >= 9
    assert not [cell for cell in found if any(sign in cell for sign in "\x00\x07\x08\x1b\x7f\x85\u202e\u2066")]
    assert {"[/oops] O'Brien [x]", "[@click=app.quit]here[/]", "abcdef", "=1+1"} <= set(found)
    headings = read(tmp_path, "\x1b[2JName,\u202eTown,[/x],,Name\n1,2,3,4,5\n").headings
    assert headings == ("Name", "Town", "[/x]", "D", "Name (2)")


def test_cells_stand_where_they_stood(tmp_path: Path) -> None:
    table = read(tmp_path, 'sep=|\nA|B|C\n\n1|"two, and\nthree"|3|\n|x\n4|5|6|7\n')
    assert [(row.number, row.cells, row.beyond) for row in table.rows] == [
        (4, ("1", "two, and\nthree", "3"), False),
        (5, ("", "x", ""), False),
        (6, ("4", "5", "6"), True),
    ]
    assert read(tmp_path, "A\tB\n1, 2\t3\n").reading.delimiter == "\t"
    assert read(tmp_path, "A,B;C\n1;2,3\n", delimiter=";").headings == ("A,B", "C")
    assert read(tmp_path, "A\nx\n").rows[0].cells == ("x",), "one column needs no sign between cells"
    # As our own file of left-out rows keeps it from a spreadsheet; an apostrophe elsewhere is somebody's own.
    assert read(tmp_path, "A,B\n'=1+1,'tis\n'+47 9,O'-x\n").rows[0].cells == ("=1+1", "'tis")
    assert read(tmp_path, "A,B\n'=1+1,'tis\n'+47 9,O'-x\n").rows[1].cells == ("+47 9", "O'-x")


def test_only_an_ordinary_file_is_read(tmp_path: Path) -> None:
    place = put(tmp_path, NAMES)
    link, pipe = tmp_path / "link.csv", tmp_path / "pipe"
    link.symlink_to(place)
    os.mkfifo(pipe)
    found = {"link": link, "folder": tmp_path, "missing": tmp_path / "none.csv", "no_file": pipe}
    for name, one in found.items():
        with pytest.raises(Unreadable) as refused:
            read_table(one)
        assert refused.value.message_id == f"bring_in.file.{name}"


# Workbooks


def test_a_workbook_gives_text_and_days_and_works_nothing_out(tmp_path: Path) -> None:
    rows = [
        ["Name", "Born", "At", "Hours", "Yes", "Formula", "Text"],
        [
            "Bjørn Åsen",
            date(1984, 3, 11),
            datetime.combine(date(2026, 3, 11), time(14, 30)),
            37.5,
            True,
            ("=1+1", 2),
            "=1+1",
        ],
        [" Siân\x0bŒ ", "", "", 12.0, False, ("=WEBSERVICE(1)", "x"), "http://x"],
    ]
    data = lists.workbook({"First": [["Other"], ["1"]], "People": rows})
    table = read(tmp_path, data, "list.xlsx", sheet="People")
    assert table.sheets == ("First", "People") and table.reading == Reading(sheet="People")
    assert table.rows[0].cells == ("Bjørn Åsen", "1984-03-11", "2026-03-11 14:30", "37.5", "yes", "2", "=1+1")
    assert table.rows[1].cells[3:] == ("12", "no", "x", "http://x")
    assert read(tmp_path, data, "list.xlsx").headings == ("Other",), "the first, unless another is chosen"
    assert encodings_of(tmp_path / "list.xlsx") == ()
    assert why(tmp_path, data[: len(data) // 2], "half.xlsx") == "no_workbook"
    assert why(tmp_path, archive([("xl/worksheets/sheet1.xml", b"<nonsense>")]), "odd.xlsx") == "no_workbook"


def test_f25_a_workbook_that_unpacks_to_far_more_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = archive([("xl/worksheets/sheet1.xml", bytes(3 * workbook.SMALL))])
    assert len(bomb) < 10_000 and why(tmp_path, bomb, "bomb.xlsx") == "bomb"
    assert why(tmp_path, archive([(f"xl/{n}.xml", b"") for n in range(1001)]), "many.xlsx") == "bomb"
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 50_000)
    stored = archive([(f"xl/{n}.xml", bytes(20_000)) for n in range(3)], zipfile.ZIP_STORED)
    assert why(tmp_path, stored, "large.xlsx") == "bomb"


@pytest.mark.parametrize("name", ["../up.xml", "/etc/x.xml", "C:\\x.xml", "xl/../../x.xml", "xl\\..\\x.xml"])
def test_f25_names_that_lead_elsewhere_are_no_workbook(tmp_path: Path, name: str) -> None:
    assert why(tmp_path, archive([(name, b"")]), "odd.xlsx") == "odd_archive"


def test_f25_entities_and_lone_cells_far_away_do_not_grow(tmp_path: Path) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    assert why(tmp_path, archive([("xl/sharedStrings.xml", laughs)]), "laughs.xlsx") == "odd_archive"
    assert why(tmp_path, archive([("xl/x.xml", laughs.decode().encode("utf-16"))]), "l.xlsx") == "odd_archive"
    far = lists.workbook({"A": [["Name"], ["Ada"]]})
    with zipfile.ZipFile(put(tmp_path, far, "far.xlsx")) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for cell, row, refused in (("A1048576", 1048576, "too_many_rows"), ("GS3", 3, "too_many_columns")):
        more = f'<row r="{row}"><c r="{cell}" t="str"><v>x</v></c></row></sheetData>'.encode()
        out = tmp_path / "out.xlsx"
        with zipfile.ZipFile(out, "w") as file:
            for name, part in {**parts, SHEET: parts[SHEET].replace(b"</sheetData>", more)}.items():
                file.writestr(name, part)
        assert why(tmp_path, out.read_bytes(), "far.xlsx") == refused
