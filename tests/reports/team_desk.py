"""The sample's desk for papers of the team, opened once a file of tests, and what every paper must hold to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.clock import DayClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.paths import sample
from ips_tui.reports.document import Bullets, Document, Fields, Heading, Paragraph, Signatures, Table, said
from ips_tui.reports.registry import PaperKind, PaperRequest, paper
from ips_tui.store.files import StoreFiles
from tests import told


@contextmanager
def sample_desk(pack: str = "en_GB") -> Iterator[Desk]:
    """The sample on its own day, only read."""
    words = told.british() if pack == "en_GB" else load_words(pack)
    desk = Desk(StoreFiles(sample()), clock=DayClock(told.TODAY), words=words, config=Config(), practice=True)
    desk.open_practice(readonly=True)
    try:
        yield desk
    finally:
        desk.close()


def staff_of(desk: Desk, ref: str) -> UUID:
    """The member of staff with that ref."""
    return next(member.id for member in desk.staff() if member.ref == ref)


def made(desk: Desk, kind: PaperKind, request: PaperRequest | None = None) -> Document:
    """That paper."""
    known = paper(kind)
    assert known is not None, kind
    return known.make(desk, request or PaperRequest())


def texts(document: Document) -> list[str]:
    """Everything on a paper, text by text."""
    found = [document.title, document.subtitle, document.foot]
    for block in document.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                found.append(text)
            case Bullets(points):
                found += points
            case Fields(fields):
                found += [part for one in fields for part in (one.label, one.value)]
            case Table(columns, rows, caption):
                found += [caption, *(column.title for column in columns)]
                found += [said(cell) for row in rows for cell in row]
            case Signatures(who):
                found += who
    return found


def rows(document: Document, table: int = 0) -> list[list[str]]:
    """The rows of one of its tables."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [[said(cell) for cell in row] for row in tables[table].rows]


def fields(document: Document) -> dict[str, str]:
    """Labels and values of all its fields."""
    return {one.label: one.value for block in document.blocks if isinstance(block, Fields) for one in block.fields}


def names(desk: Desk) -> list[str]:
    """The full names of all participants."""
    return [row[0] for row in desk.connection.execute("SELECT name FROM participant")]


def names_in(document: Document, desk: Desk) -> list[str]:
    """Participants whose full name stands on a paper."""
    whole = "\n".join(texts(document))
    return [name for name in names(desk) if name in whole]


def day(offset: int) -> date:
    """So many days from the tests' today."""
    return told.day(offset)
