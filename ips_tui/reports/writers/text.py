"""A document as plain text at a width: the preview on the screen, the clipboard, and a file to read anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from ips_tui.reports.charts import bar_lines
from ips_tui.reports.document import (
    Bars,
    Block,
    Bullets,
    Document,
    Field,
    Fields,
    Heading,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
    said,
)
from ips_tui.reports.layout import padded, wrapped
from ips_tui.text import cells, shown

WIDTH = 80
"""Columns of a line in a file."""
NARROWEST = 20
_INDENT = "  "
_BULLET = "- "
_LINE = "_"
_RULE = "-"
_GAP = 2
_NARROW, _LONGEST_WORD = 7, 20
"""Cells of a column below which words are not broken further: then each row stands as labels and values; and above
which they are."""
_LONGEST_LABEL = 24


def text_of(document: Document, width: int = WIDTH) -> str:
    """The whole document as text that ends with a line end; no line is wider than `width` cells (20 or more)."""
    return "\n".join(lines_of(document, width)) + "\n"


def lines_of(document: Document, width: int = WIDTH) -> tuple[str, ...]:
    """The lines of the document, no wider than `width` cells (20 or more), with nothing in them a terminal obeys."""
    width = max(width, NARROWEST)
    lines = [*wrapped(document.title.upper(), width)]
    lines += wrapped(document.subtitle, width) if document.subtitle else []
    for block in document.blocks:
        found = list(_block(block, document, width))
        if found:
            lines += ["", *found]
    if document.foot:
        lines += ["", *wrapped(document.foot, width)]
    printed = document.labels.get("printed", document.made_on.isoformat())
    lines += ["", *wrapped(printed, width)] if printed else []
    return tuple(lines)


def _block(block: Block, document: Document, width: int) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield from wrapped(text.upper() if level == 1 else text, width)
        case Paragraph(text):
            yield from wrapped(text, width)
        case Bullets(points):
            for point in points:
                yield from wrapped(point, width, _BULLET)
        case Fields(fields):
            yield from _fields(fields, width)
        case Table():
            yield from _table(block, width)
        case Bars():
            yield from _bars(block, width)
        case Signatures(who):
            yield from _signatures(who, document, width)
        case PageBreak():
            yield _RULE * width


def _fields(fields: tuple[Field, ...], width: int) -> Iterator[str]:
    longest = max((cells(shown(field.label)) for field in fields), default=0)
    beside = min(longest, _LONGEST_LABEL, width // 3) + _GAP
    for field in fields:
        label = shown(field.label)
        value = list(wrapped(field.value, width - beside)) if field.value.strip() else [_LINE * (width - beside)]
        if cells(label) + _GAP > beside:
            yield from wrapped(label, width)
            label = ""
        for line in value:
            yield padded(label, beside) + line
            label = ""


def _table(table: Table, width: int) -> Iterator[str]:
    if table.caption:
        yield from wrapped(table.caption, width)
        yield ""
    rows = [[shown(said(cell)) for cell in row] for row in table.rows]
    titles = [shown(column.title) for column in table.columns]
    widths = _widths([titles, *rows], [column.share for column in table.columns], width)
    if widths is None:
        for place, row in enumerate(rows):
            if place:
                yield ""
            pairs = zip(titles, row, strict=True)
            yield from _fields(tuple(Field(title, text or " ") for title, text in pairs if text), width)
        return
    right = [column.right for column in table.columns]
    yield from _row(titles, widths, right)
    yield from _row([_RULE * each for each in widths], widths, right)
    for row in rows:
        yield from _row(row, widths, right)


def _row(texts: list[str], widths: list[int], right: list[bool]) -> Iterator[str]:
    pieces = [list(wrapped(text, each)) or [""] for text, each in zip(texts, widths, strict=True)]
    for place in range(max(map(len, pieces))):
        parts = [
            padded(piece[place] if place < len(piece) else "", each, to_right)
            for piece, each, to_right in zip(pieces, widths, right, strict=True)
        ]
        yield (" " * _GAP).join(parts).rstrip()


def _widths(rows: list[list[str]], shares: list[float], width: int) -> list[int] | None:
    """How wide each column is; None where they have no room beside each other.

    None is narrower than its longest word, as far as that goes; what is left goes by the shares to those who need it.
    """
    columns = list(zip(*rows, strict=True))
    needed = [max(max(map(cells, column)), 1) for column in columns]
    room = width - _GAP * (len(needed) - 1)
    if sum(needed) <= room:
        return needed
    words = [max((cells(word) for text in column for word in text.split()), default=1) for column in columns]
    for most in range(_LONGEST_WORD, _NARROW - 1, -1):
        widths = [min(word, most) for word in words]
        if sum(widths) <= room:
            break
    else:
        return None
    while left := room - sum(widths):
        open_ones = [place for place, each in enumerate(widths) if each < needed[place]]
        whole = sum(shares[place] for place in open_ones)
        for place in open_ones:
            more = min(max(int(left * shares[place] / whole), 1), needed[place] - widths[place])
            widths[place] += min(more, room - sum(widths))
    return widths


def _bars(bars: Bars, width: int) -> Iterator[str]:
    yield from wrapped(bars.title, width)
    yield from bar_lines(bars, width)


def _signatures(who: tuple[str, ...], document: Document, width: int) -> Iterator[str]:
    signature, day = document.labels.get("signature", ""), document.labels.get("date", "")
    for place, name in enumerate(who):
        if place:
            yield ""
        yield from wrapped(name, width)
        for label in (signature, day):
            label = shown(f"{label}: ", width // 2)
            yield f"{label} {_LINE * min(width - cells(label) - 1, 40)}"
