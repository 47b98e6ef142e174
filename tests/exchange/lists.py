"""Lists as teams have them, made where they are needed: no test reads a file that somebody else could have changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from ips_tui.exchange.table_file import Reading, Table, Unreadable, read_table

PEOPLE = (
    "Client name;Date of referral;Start date;Referral source;Programme;Specialist;Team;Wants work;Employment status;"
    "Contact by;Consent;Consent date"
)
"""Headings from which everything that a referral needs is guessed."""
SAID = ";3.10.2026;2026-10-03;self;youth;Maren Test;CMHT North;ja;ledig;sms, e-post;yes;3 October 2026"
"""The rest of a row after the name."""


def people(*names: str) -> str:
    """A list of people who differ by their names alone."""
    return "\n".join([PEOPLE, *(name + SAID for name in names)])


def put(folder: Path, text: str | bytes, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    """A file with that in it."""
    place = folder / name
    place.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return place


def read(folder: Path, text: str | bytes, name: str = "list.csv", **reading: str) -> Table:
    """What is read of such a file."""
    return read_table(put(folder, text, name), Reading(**reading))


def why(folder: Path, text: str | bytes, name: str = "list.csv") -> str:
    """Why such a file is not read."""
    with pytest.raises(Unreadable) as refused:
        read(folder, text, name)
    return refused.value.message_id.removeprefix("bring_in.file.")


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of these sheets; "=" begins a formula, and a pair is a formula with the value it gave."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, tuple):
                    sheet.write_formula(row, column, cell[0], None, cell[1])
                else:
                    sheet.write(row, column, cell)
    book.close()
    return out.getvalue()


def archive(parts: Sequence[tuple[str, bytes]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts, with the one that makes it a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as file:
        for name, data in (("xl/workbook.xml", b"<workbook/>"), *parts):
            file.writestr(name, data)
    return out.getvalue()
