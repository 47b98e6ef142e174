"""Tables as an Excel file made in memory: numbers as numbers, every text as text.

A text that begins like a formula stays what somebody typed, and nothing becomes a link (CSV and formula injection).
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time

from ips_tui.reports.document import Day, Number, Table, said
from ips_tui.text import cells, clean

_LONGEST_CELL = 32_767
"""Characters that Excel takes in one cell; the library leaves longer texts out without a word."""
_LONGEST_NAME = 31
_FIRST_YEAR = 1901
"""Excel's days begin with 1900, and it takes that year for a leap year."""
_NOT_IN_NAME = re.compile(r"[\[\]:*?/\\]")
_WIDEST, _NARROWEST = 50, 6
_NO_MAGIC = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""`in_memory`: else every sheet lies in plain text in a folder for temporary files while it is written."""


def xlsx_of(tables: Sequence[Table], *, title: str, made_on: date) -> bytes:
    """The tables, one sheet each, in the order given; the file's properties name `title` and the day, and nobody.

    Raises ValueError for no table at all.
    """
    if not tables:
        raise ValueError("a workbook has at least one sheet")
    import xlsxwriter

    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, _NO_MAGIC)
    book.set_properties({"title": _text(title), "author": "", "created": datetime.combine(made_on, time())})
    strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
    taken: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(_name(table, taken))
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, _text(column.title), strong)
            longest = max([cells(column.title), *(cells(said(row[place])[:_WIDEST]) for row in table.rows)])
            sheet.set_column(place, place, min(max(longest + 2, _NARROWEST), _WIDEST))
        for line, row in enumerate(table.rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, Number) and math.isfinite(cell.value):
                    sheet.write_number(line, place, cell.value, plain)
                elif isinstance(cell, Day) and cell.value.year >= _FIRST_YEAR:
                    sheet.write_datetime(line, place, datetime.combine(cell.value, time()), day)
                elif text := _text(said(cell)):
                    sheet.write_string(line, place, text, plain)
    book.close()
    return kept.getvalue()


def _name(table: Table, taken: set[str]) -> str:
    """A name for the sheet that no other has: Excel knows no difference between large and small letters."""
    whole = " ".join(_NOT_IN_NAME.sub(" ", clean(table.caption).text).strip("'").split())
    number = 1
    while True:
        end = "" if number == 1 and whole else f" {number}" if whole else str(number)
        name = _cut(whole, _LONGEST_NAME - len(end)).strip(" '") + end
        # The one name that Excel keeps for itself.
        if name.casefold() not in taken and name.casefold() != "history":
            taken.add(name.casefold())
            return name
        number += 1


def _text(text: str) -> str:
    return _cut(clean(text, lines=True).text, _LONGEST_CELL)


def _cut(text: str, most: int) -> str:
    """The text with at most so many characters as Excel counts them: those beyond the first plane are two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
