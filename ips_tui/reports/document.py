"""What a paper says, before anybody decides how it looks: one document, several writers.

A paper is made of these blocks by a module below `papers`; a writer turns them into PDF, an editable letter, or plain
text for the screen and the clipboard, so that what is previewed is what is printed. Every text here is plain text:
no writer reads markup in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands below the title of the paper, level 2 below that."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Words; line breaks in them are kept. `strong` is said louder, `quiet` is a note beside the matter."""

    text: str
    strong: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    """Short points, in order."""

    points: tuple[str, ...]


@dataclass(frozen=True)
class Field:
    """A label and what was said. An empty value is a line to write on."""

    label: str
    value: str


@dataclass(frozen=True)
class Fields:
    """Labels and values below each other."""

    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table. `share` is its part of the width, `right` sets numbers to the right."""

    title: str
    share: float = 1.0
    right: bool = False


@dataclass(frozen=True)
class Number:
    """A number in a table: `value` is what a sheet counts with, `text` how it is read on paper."""

    value: int | float
    text: str


@dataclass(frozen=True)
class Day:
    """A day in a table: a sheet sorts by `value`, `text` is how it is read on paper."""

    value: date
    text: str


Cell = str | Number | Day


def said(cell: Cell) -> str:
    """A cell as it is read."""
    return cell if isinstance(cell, str) else cell.text


@dataclass(frozen=True)
class Table:
    """Rows under titles; every row has as many cells as there are columns. Never empty: say so in a paragraph."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    """What it holds, for those who cannot see it; also its title."""

    def __post_init__(self) -> None:
        """Raise ValueError for a row that does not fit."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has another number of cells than there are columns")


@dataclass(frozen=True)
class Bar:
    """One bar of a chart, with its number as it is to be read."""

    label: str
    value: float
    text: str


@dataclass(frozen=True)
class Bars:
    """A chart of bars whose numbers are always printed. `title` tells what it shows, also to those who cannot see."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Signatures:
    """A line to sign on for each of these, with room for the date."""

    who: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a page of its own."""


Block = Heading | Paragraph | Bullets | Fields | Table | Bars | Signatures | PageBreak


@dataclass(frozen=True)
class Document:
    """A whole paper.

    `kind` is the id of the paper and the beginning of its file's name, so it holds no name of a person; `title` is what
    stands on top. `ref` is the reference of the person it is about, empty for a paper about several. `foot` is said at
    the foot of each page beside the day and the page number.
    """

    kind: str
    title: str
    made_on: date
    blocks: tuple[Block, ...]
    sheets: tuple[Table, ...] = ()
    """What a spreadsheet holds where that is more than the tables among the blocks."""
    ref: str = ""
    subtitle: str = ""
    foot: str = ""
    language: str = "en-GB"
    version: str = ""
    """A word for the file's name where a paper has several versions, so that one is not sent for the other."""
    wide: bool = False
    """Whether it is printed across the page, for tables of many columns."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What a writer says of its own: `signature`, `date`, `page` ("Page {page} of {pages}"), `printed` (with the day),
    `kind` (what a file calls itself to programs: nobody's name).

    The registry fills them in."""
