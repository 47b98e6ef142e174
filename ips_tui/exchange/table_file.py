"""A list from outside, CSV or XLSX, as rows of text: hostile until shown otherwise (reliability.md F21, F23 to F25).

Nothing here is written, evaluated or trusted: how large a file is stands fast before it is read, every cell goes
through the text gate, and whatever cannot be read is one sentence. What the cells mean is for `columns.py`.
"""

from __future__ import annotations

import csv
import io
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from ips_tui.text import clean

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 20_000
"""Characters of one cell."""
LONGEST_HEADING = 120
SAMPLE = 5
"""Rows by which a person sees whether the letters are right."""
DELIMITERS = (",", ";", "\t")
STOP_EVERY = 200
"""Rows after which it is looked whether the person has had enough."""
_SNIFFED = 20
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEP = re.compile(r"sep=(.)\r?\n?")
GUARDED = re.compile(r"\A'(?=[=+\-@\t\r])")
"""The apostrophe by which a file of ours keeps a text from being taken for a formula."""


class Encoding(StrEnum):
    """How letters are kept in a file, in the order in which it is tried."""

    UTF_8 = "utf-8-sig"
    UTF_16 = "utf-16"
    CP1252 = "cp1252"


class Unreadable(Exception):
    """The file is not read. `message_id` is the sentence that says why and what to do."""

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(why)
        self.message_id = f"bring_in.file.{why}"
        self.values = values


class Stopped(Exception):
    """The person had enough, or the store is being closed; nothing was done."""


@dataclass(frozen=True)
class Reading:
    """How a file is read; an empty part is found out by itself."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Row:
    """One row of the file. `number` counts as a spreadsheet does, from 1 and with empty rows."""

    number: int
    cells: tuple[str, ...]
    beyond: bool = False
    """Whether something stands right of the last heading, so that the cells may have slipped."""


@dataclass(frozen=True)
class Table:
    """What stands in a file: text only, as many cells in each row as there are headings."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    reading: Reading
    """As it was read in the end."""
    sheets: tuple[str, ...] = ()
    """The sheets of a workbook; empty for a CSV file."""
    removed: int = 0
    """Hidden characters that were taken out."""
    wrong: int = 0
    """Cells whose letters look wrong."""


def read_table(path: Path, reading: Reading | None = None, *, stopped: Callable[[], bool] = lambda: False) -> Table:
    """The rows of a CSV or XLSX file, read as `reading` says. Raises Unreadable and Stopped; writes nothing."""
    reading, data = reading or Reading(), read_bytes(path)
    if data.startswith(_OLE):
        # Both stand in the same kind of container; a workbook with a passphrase names its part.
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_xls")
    if data.startswith(_ZIP):
        from ips_tui.exchange.workbook import read_workbook

        sheets, sheet, rows = read_workbook(data, reading.sheet)
        return _table(rows, replace(reading, sheet=sheet, encoding="", delimiter=""), sheets, stopped)
    text, encoding = _decoded(data, reading.encoding)
    named = _SEP.match(text)
    delimiter = reading.delimiter or (named[1] if named else _delimiter(text))
    rows = _csv_rows(text[named.end() :] if named else text, delimiter, 2 if named else 1)
    return _table(rows, Reading(encoding, delimiter), (), stopped)


def read_bytes(path: Path) -> bytes:
    """The whole file, if it is one and small enough: its size is asked before anything of it is read (F24).

    Raises Unreadable.
    """
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise Unreadable("link")
        if stat.S_ISDIR(found.st_mode):
            raise Unreadable("folder")
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable("no_file")
        if found.st_size > MOST_BYTES:
            raise Unreadable("too_large", most=MOST_BYTES // 2**20)
        # What stands there may be another file by now: it is the open one that is asked again, and no more is read.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise Unreadable("no_file")
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise Unreadable("missing") from None
    except (OSError, ValueError):
        raise Unreadable("no_access") from None
    if len(data) > MOST_BYTES:
        raise Unreadable("too_large", most=MOST_BYTES // 2**20)
    if not data.strip():
        raise Unreadable("empty")
    return data


def encodings_of(path: Path) -> tuple[Encoding, ...]:
    """The encodings in which the file can be read at all; none for a workbook. Raises Unreadable."""
    data = read_bytes(path)
    if data.startswith((_ZIP, _OLE)):
        return ()
    return tuple(one for one in Encoding if _readable(data, one) is not None)


def sample(table: Table) -> tuple[Row, ...]:
    """Some rows by which the letters are judged: those that look wrong, then those with other letters than a to z."""

    def rank(row: Row) -> int:
        text = "".join(row.cells)
        return 0 if any(map(looks_wrong, row.cells)) else 1 if not text.isascii() else 2

    first = sorted(table.rows, key=rank)[:SAMPLE]
    return tuple(sorted(first, key=lambda row: row.number))


def looks_wrong(text: str) -> bool:
    """Whether a text was read in the wrong encoding once, as "BjÃ¸rn" was (F23)."""
    if text.isascii():
        return False
    if "\ufffd" in text:
        return True
    try:
        # What is UTF-8 when written back as cp1252 never was meant to be read as that.
        return text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False


def _readable(data: bytes, encoding: str) -> str | None:
    """The text, where the bytes are such; a file of the other kinds is never UTF-16 by accident."""
    if encoding == Encoding.UTF_16 and not data.startswith(_UTF16):
        return None
    if encoding != Encoding.UTF_16 and data.startswith(_UTF16):
        return None
    try:
        # Five bytes mean nothing in cp1252; it is the last that is tried, so they show and do not stop anybody.
        return data.decode(encoding, "replace" if encoding == Encoding.CP1252 else "strict")
    except UnicodeDecodeError:
        return None


def _decoded(data: bytes, wanted: str) -> tuple[str, str]:
    for encoding in (wanted,) if wanted else Encoding:
        text = _readable(data, encoding)
        if text is not None:
            # A program or a picture, or UTF-16 that does not say so.
            if text.count("\0") > len(text) // 100:
                raise Unreadable("no_text")
            return text, str(encoding)
    raise Unreadable("other_encoding")


def _delimiter(text: str) -> str:
    """Whichever parts the first rows into the same number of cells most often, then into most cells."""

    def score(delimiter: str) -> tuple[int, int]:
        widths: list[int] = []
        try:
            for _, cells in _csv_rows(text[: 256 * 1024], delimiter, 1):
                widths.append(len(cells))
                if len(widths) == _SNIFFED:
                    break
        except Unreadable:
            pass
        if not widths or widths[0] < 2:
            return 0, 0
        return sum(width == widths[0] for width in widths), widths[0]

    return max(DELIMITERS, key=score)


def _csv_rows(text: str, delimiter: str, first: int) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows with their numbers, one after another. Raises Unreadable for what is no CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = first
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # The one limit that the library has is ours too: a quotation mark that is never closed swallows the rest.
            why = "cell_too_long" if "field limit" in str(error) else "broken_quotes"
            raise Unreadable(why, row=number, most=LONGEST_CELL) from None
        yield number, cells
        number += 1


def _table(
    rows: Iterator[tuple[int, Sequence[str]]], reading: Reading, sheets: tuple[str, ...], stopped: Callable[[], bool]
) -> Table:
    """Headings and rows, cleaned and counted. Raises Unreadable where there are too many of something."""
    headings: tuple[str, ...] = ()
    found: list[Row] = []
    removed = wrong = 0
    for number, said in rows:
        if number % STOP_EVERY == 0 and stopped():
            raise Stopped
        if len(said) > MOST_COLUMNS and any(said[MOST_COLUMNS:]):
            raise Unreadable("too_many_columns", most=MOST_COLUMNS)
        cells: list[str] = []
        for cell in said[:MOST_COLUMNS]:
            if len(cell) > LONGEST_CELL:
                raise Unreadable("cell_too_long", row=number, most=LONGEST_CELL)
            if cell:
                cleaned = clean(cell, lines=True)
                removed += cleaned.removed
                cell = GUARDED.sub("", cleaned.text.strip(), count=1)
            cells.append(cell)
        if not any(cells):
            continue
        if not headings:
            headings = _headings(cells)
            continue
        if len(found) == MOST_ROWS:
            raise Unreadable("too_many_rows", most=MOST_ROWS)
        wrong += sum(map(looks_wrong, cells))
        width = len(headings)
        fitted = (*cells[:width], *[""] * (width - len(cells)))
        found.append(Row(number, fitted, any(cells[width:])))
    if not headings:
        raise Unreadable("empty")
    if not found:
        raise Unreadable("no_rows")
    return Table(headings, tuple(found), reading, sheets, removed, wrong)


def _headings(cells: Sequence[str]) -> tuple[str, ...]:
    """Each heading once: one that is empty is called by its letter, one that is there already by a number too."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    found: list[str] = []
    for place, cell in enumerate(cells):
        name = " ".join(clean(cell, longest=LONGEST_HEADING).text.split()) or _letter(place)
        again = 2
        wanted = name
        while wanted in found:
            wanted, again = f"{name} ({again})", again + 1
        found.append(wanted)
    return tuple(found)


def _letter(place: int) -> str:
    """The column as a spreadsheet calls it: A, B, and after Z AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
