"""The rows of an XLSX workbook, once its archive was looked at: a few kilobytes may unpack to gigabytes (F25).

Nothing is unpacked to the disk, no formula is worked out (the value that the workbook keeps is taken), no link is
followed. openpyxl is only given what has passed the checks of `_checked`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from ips_tui.exchange.table_file import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Unreadable

MOST_PARTS = 1_000
MOST_UNPACKED = 80 * 1024 * 1024
"""Bytes of all parts together."""
MOST_RATIO = 100
"""How much larger a part may be than it is packed, once it is larger than `SMALL`."""
SMALL = 1024 * 1024
_HEAD = 4096
_ODD_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[\x00-\x1f]")
_DECLARES = ("<!DOCTYPE", "<!ENTITY")
_MOST_GAP = 2 * MOST_ROWS
"""Rows, empty ones too, after which nothing is looked for any more."""


def read_workbook(data: bytes, sheet: str) -> tuple[tuple[str, ...], str, Iterator[tuple[int, Sequence[str]]]]:
    """The names of the sheets, the one that is read (`sheet`, or the first), and its rows as they are asked for.

    Raises Unreadable, also while rows are asked for.
    """
    _checked(data)
    from openpyxl import load_workbook

    try:
        book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = tuple(str(one.title) for one in book.worksheets)
    except Exception:
        # What a damaged workbook makes the library raise is of every kind, and may quote what stands in it.
        raise Unreadable("no_workbook") from None
    if not sheets:
        raise Unreadable("no_rows")
    name = sheet if sheet in sheets else sheets[0]
    return sheets, name, _rows(book, sheets.index(name))


def _checked(data: bytes) -> None:
    """Look at the archive's own list before anything is unpacked. Raises Unreadable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
        if len(parts) > MOST_PARTS:
            raise Unreadable("bomb")
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unreadable("bomb")
        for part in parts:
            if part.flag_bits & 1:
                raise Unreadable("encrypted")
            if _ODD_NAME.search(part.filename):
                raise Unreadable("odd_archive")
            if part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1):
                raise Unreadable("bomb")
        names = {part.filename for part in parts}
        if len(names) < len(parts):
            raise Unreadable("odd_archive")
        if "xl/workbook.xml" not in names:
            raise Unreadable("no_workbook")
        for part in parts:
            with archive.open(part) as opened:
                head = opened.read(_HEAD)
            # A workbook declares no entities; one that does may have them grow without end.
            if any(sign in head.decode(code, "replace") for sign in _DECLARES for code in ("utf-8", "utf-16")):
                raise Unreadable("odd_archive")
    except Unreadable:
        raise
    except Exception:
        # Cut short, damaged, packed in a way this Python does not know.
        raise Unreadable("no_workbook") from None


def _rows(book: Any, place: int) -> Iterator[tuple[int, Sequence[str]]]:
    try:
        sheet = book.worksheets[place]
        # How large a sheet says it is may be anything.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
    except Exception:
        raise Unreadable("no_workbook") from None
    number = 0
    while True:
        try:
            values = next(rows, None)
        except Exception:
            raise Unreadable("no_workbook") from None
        if values is None:
            return
        number += 1
        if number > _MOST_GAP:
            raise Unreadable("too_many_rows", most=MOST_ROWS)
        width = len(values)
        while width and values[width - 1] is None:
            width -= 1
        # One cell far below makes a row of nothing of each above it.
        if width:
            yield number, [_text(value) for value in values[:width]]


def _text(value: Any) -> str:
    """A cell as it would be typed: a day as 2026-03-11, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, str):
        # Enough to see that it is too long.
        return value[: LONGEST_CELL + 1]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)[: LONGEST_CELL + 1]
