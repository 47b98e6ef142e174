"""Tables as CSV that a spreadsheet opens as it is meant: UTF-8 with its mark, everything quoted, no text a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from ips_tui.reports.document import Cell, Day, Number, Table
from ips_tui.text import safe_cell


def csv_of(tables: Sequence[Table]) -> bytes:
    """The tables below each other with an empty line between them; each begins with its titles."""
    kept = io.StringIO()
    writer = csv.writer(kept, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for place, table in enumerate(tables):
        if place:
            kept.write("\r\n")
        writer.writerow([safe_cell(column.title) for column in table.columns])
        writer.writerows(list(_row(row)) for row in table.rows)
    # A spreadsheet on Windows reads UTF-8 only with the mark in front.
    return kept.getvalue().encode("utf-8-sig")


def _row(row: Sequence[Cell]) -> Iterator[str]:
    for cell in row:
        if isinstance(cell, Number):
            # One that is below nothing begins with a sign and is still a number.
            yield repr(cell.value)
        else:
            yield cell.value.isoformat() if isinstance(cell, Day) else safe_cell(cell)
