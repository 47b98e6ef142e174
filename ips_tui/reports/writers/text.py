"""A document as plain text at a width: the preview on the screen, the clipboard, and a file to read anywhere."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

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
from ips_tui.text import cells, clean, shown

WIDTH = 80
"""Columns of a line in a file."""
NARROWEST = 20
_INDENT = "  "
_BULLET = "- "
_LINE = "_"
_RULE = "-"
_BAR = "█"
_GAP = 2
_NARROW, _LONGEST_WORD = 7, 20
"""Cells of a column below which words are not broken further: then each row stands as labels and values; and above
which they are."""
_LONGEST_LABEL = 24
_LONGEST_BAR = 40


def text_of(document: Document, width: int = WIDTH) -> str:
    """The whole document as text that ends with a line end; no line is wider than `width` cells (20 or more)."""
    return "\n".join(lines_of(document, width)) + "\n"


def lines_of(document: Document, width: int = WIDTH) -> tuple[str, ...]:
    """The lines of the document, no wider than `width` cells (20 or more), with nothing in them a terminal obeys."""
    width = max(width, NARROWEST)
    lines = [*_wrapped(document.title.upper(), width)]
    lines += _wrapped(document.subtitle, width) if document.subtitle else []
    for block in document.blocks:
        found = list(_block(block, document, width))
        if found:
            lines += ["", *found]
    if document.foot:
        lines += ["", *_wrapped(document.foot, width)]
    printed = document.labels.get("printed", document.made_on.isoformat())
    lines += ["", *_wrapped(printed, width)] if printed else []
    return tuple(lines)


def _block(block: Block, document: Document, width: int) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield from _wrapped(text.upper() if level == 1 else text, width)
        case Paragraph(text):
            yield from _wrapped(text, width)
        case Bullets(points):
            for point in points:
                yield from _wrapped(point, width, _BULLET)
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
        value = list(_wrapped(field.value, width - beside)) if field.value.strip() else [_LINE * (width - beside)]
        if cells(label) + _GAP > beside:
            yield from _wrapped(label, width)
            label = ""
        for line in value:
            yield _padded(label, beside) + line
            label = ""


def _table(table: Table, width: int) -> Iterator[str]:
    if table.caption:
        yield from _wrapped(table.caption, width)
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
    pieces = [list(_wrapped(text, each)) or [""] for text, each in zip(texts, widths, strict=True)]
    for place in range(max(map(len, pieces))):
        parts = [
            _padded(piece[place] if place < len(piece) else "", each, to_right)
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
    yield from _wrapped(bars.title, width)
    labels = [shown(bar.label, width // 3) for bar in bars.bars]
    texts = [shown(bar.text, width // 3) for bar in bars.bars]
    beside = max(map(cells, labels), default=0) + _GAP
    room = min(width - beside - max(map(cells, texts), default=0) - 1, _LONGEST_BAR)
    most = max((bar.value for bar in bars.bars), default=0.0)
    for bar, label, text in zip(bars.bars, labels, texts, strict=True):
        # Whatever is more than nothing is seen, and nothing is seen as nothing.
        length = max(round(room * bar.value / most), 1) if bar.value > 0 and room > 0 else 0
        yield f"{_padded(label, beside)}{_BAR * length}{' ' if length else ''}{text}"


def _signatures(who: tuple[str, ...], document: Document, width: int) -> Iterator[str]:
    signature, day = document.labels.get("signature", ""), document.labels.get("date", "")
    for place, name in enumerate(who):
        if place:
            yield ""
        yield from _wrapped(name, width)
        for label in (signature, day):
            label = shown(f"{label}: ", width // 2)
            yield f"{label} {_LINE * min(width - cells(label) - 1, 40)}"


def _wrapped(text: str, width: int, first: str = "") -> Iterator[str]:
    """The text with its own lines, broken between words to the width; `first` stands before its first line."""
    lead = first
    for line in clean(text, lines=True).text.split("\n"):
        for piece in _broken(shown(line), width - len(first)):
            yield (lead + piece).rstrip()
            lead = " " * len(first)


def _broken(line: str, width: int) -> list[str]:
    width = max(width, 1)
    if line.isascii():
        return textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    # Cells, not letters: some scripts and signs are twice as wide, accents take none.
    pieces, piece = [], ""
    for word in line.split(" "):
        while cells(word) > width:
            cut = next(place for place in range(len(word), 0, -1) if cells(word[:place]) <= width or place == 1)
            if piece:
                pieces.append(piece)
                piece = ""
            pieces.append(word[:cut])
            word = word[cut:]
        longer = f"{piece} {word}" if piece else word
        if piece and cells(longer) > width:
            pieces.append(piece)
            longer = word
        piece = longer
    return [*pieces, piece] if piece or not pieces else pieces


def _padded(text: str, width: int, right: bool = False) -> str:
    space = " " * max(width - cells(text), 0)
    return space + text if right else text + space
