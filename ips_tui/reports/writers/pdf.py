"""A document as a tagged PDF (PDF/UA-1), made in memory: typst sets it, the data goes in as JSON and is never code.

What no font has is a refusal under PDF/UA-1. Then the fonts of the system are tried, then the characters are replaced,
and at last the promise of accessibility is given up; what happened is told with the bytes.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import category

from ips_tui.reports.document import (
    Bars,
    Block,
    Bullets,
    Column,
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
from ips_tui.reports.writers.sheet import LARGE, NORMAL, Sheet
from ips_tui.text import clean

_SHEETS = {Sheet.A4: "a4", Sheet.LETTER: "us-letter"}
_TEMPLATE = Path(__file__).with_name("house.typ")
_FONTS = Path(__file__).parents[1] / "fonts"
_ACCESSIBLE = "ua-1"
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_REPLACEMENT = "\ufffd"
_ROUNDS = 3
"""How often characters that no font has are replaced before PDF/UA-1 is given up."""
_LONG_WORD = re.compile(r"[^\s\u0590-\u08ff]{21,}")
_MAY_BREAK, _JOINER = "\u200b", "\u200d"
_MOST_LARGE_COLUMNS = 4
"""Columns of a table in large print; with more its rows stand as labels and values."""


@dataclass(frozen=True)
class Pdf:
    """A PDF, and what it cost to make it."""

    data: bytes
    left_out: str = ""
    """Characters that no font on this computer has; a sign stands in their place."""
    accessible: bool = True
    """Whether it keeps what PDF/UA-1 promises to screen readers."""


class NoPdf(Exception):
    """No PDF can be made on this computer: what sets them is not there, or it refused."""


def pdf_of(document: Document, *, sheet: Sheet = Sheet.A4, large: bool = False) -> Pdf:
    """The document as a PDF in memory; the same document gives the same bytes. Raises NoPdf."""
    try:
        import typst
    except ImportError:
        raise NoPdf from None
    paper = json.dumps(_paper(document, sheet, large), ensure_ascii=False)
    left_out = ""

    def compiled(*, system_fonts: bool, standards: list[Any]) -> bytes:
        return bytes(
            typst.compile(
                _TEMPLATE,
                root=_TEMPLATE.parent,
                font_paths=[_FONTS],
                ignore_system_fonts=not system_fonts,
                format="pdf",
                sys_inputs={"paper": paper},
                pdf_standards=standards,
                timestamp=datetime.combine(document.made_on, time(), UTC),
            )
        )

    try:
        return Pdf(compiled(system_fonts=False, standards=[_ACCESSIBLE]))
    except typst.TypstError:
        pass
    for _ in range(_ROUNDS):
        try:
            return Pdf(compiled(system_fonts=True, standards=[_ACCESSIBLE]), left_out)
        except typst.TypstError as problem:
            missing = _not_drawn(f"{problem.message}\n{problem.diagnostic}")
            if not missing:
                break
            for text in missing:
                paper = paper.replace(json.dumps(text, ensure_ascii=False)[1:-1], _REPLACEMENT)
                left_out += text
    try:
        return Pdf(compiled(system_fonts=True, standards=[]), left_out, accessible=False)
    except typst.TypstError:
        raise NoPdf from None


def _not_drawn(told: str) -> list[str]:
    """The texts that typst says no font has, the longest first, so that none is cut by another."""

    def plain(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else found[2]

    texts = {_ESCAPE.sub(plain, text) for text in _NO_GLYPH.findall(told)}
    return sorted((text for text in texts if text), key=lambda text: (-len(text), text))


def _paper(document: Document, sheet: Sheet, large: bool) -> dict[str, Any]:
    lang, _, region = document.language.partition("-")
    labels = document.labels
    return {
        "name": _text(labels.get("kind", document.title)) or document.kind,
        "title": _text(document.title).strip() or document.kind,
        "subtitle": _text(document.subtitle),
        "foot": _text(" · ".join(part for part in (document.ref, document.foot) if part)),
        "lang": lang,
        "region": region,
        "sheet": _SHEETS[sheet],
        # In large print the rows of a wide table stand below each other.
        "wide": document.wide and not large,
        "large": large,
        "size": LARGE if large else NORMAL,
        "says": {
            "signature": _text(labels.get("signature", "")),
            "date": _text(labels.get("date", "")),
            "page": labels.get("page", "{page} / {pages}"),
            "printed": _text(labels.get("printed", document.made_on.isoformat())),
        },
        "blocks": _in_steps([made for block in document.blocks for made in _blocks(block, large)]),
    }


def _in_steps(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks with no level of headings left out: a screen reader steps through them, and PDF/UA-1 asks for it."""
    level = 1
    for block in blocks:
        if block["kind"] == "heading":
            level = block["level"] = min(block["level"], level + 1)
    return blocks


def _blocks(block: Block, large: bool) -> list[dict[str, Any]]:
    match block:
        case Heading(text, level):
            # The title of the paper is level 1 of the file. An empty heading would break the promise to screen readers.
            return [{"kind": "heading", "text": told, "level": level + 1}] if (told := _text(text).strip()) else []
        case Paragraph(text, strong, quiet):
            return [{"kind": "paragraph", "text": _text(text), "strong": strong, "quiet": quiet}]
        case Bullets(points):
            return [{"kind": "bullets", "points": [_text(point) for point in points]}] if points else []
        case Fields(fields):
            return [_fields(fields)] if fields else []
        case Table():
            return _table(block, large)
        case Bars():
            return [_bars(block)] if block.bars else []
        case Signatures(who):
            return [{"kind": "signatures", "who": [_text(name) for name in who]}]
        case PageBreak():
            return [{"kind": "page_break"}]


def _fields(fields: tuple[Field, ...]) -> dict[str, Any]:
    told = [{"label": _text(field.label), "value": _text(field.value.strip())} for field in fields]
    return {"kind": "fields", "fields": told}


def _table(table: Table, large: bool) -> list[dict[str, Any]]:
    if large and len(table.columns) > _MOST_LARGE_COLUMNS:
        titles = [column.title for column in table.columns]
        caption = [{"kind": "paragraph", "text": _text(table.caption), "strong": True, "quiet": False}]
        rows = [
            _fields(tuple(Field(title, said(cell)) for title, cell in zip(titles, row, strict=True) if said(cell)))
            for row in table.rows
        ]
        return [*(caption if table.caption else []), *({**row, "row": True} for row in rows)]
    return [
        {
            "kind": "table",
            "caption": _text(table.caption),
            "columns": [_column(column) for column in table.columns],
            "rows": [[_text(said(cell)) for cell in row] for row in table.rows],
        }
    ]


def _column(column: Column) -> dict[str, Any]:
    return {"title": _text(column.title), "share": column.share, "right": column.right}


def _bars(bars: Bars) -> dict[str, Any]:
    most = max((bar.value for bar in bars.bars), default=0.0)
    told = [
        {"label": _text(bar.label), "text": _text(bar.text), "part": max(bar.value / most, 0.0) if most > 0 else 0.0}
        for bar in bars.bars
    ]
    numbers = "; ".join(f"{_text(bar.label)}: {_text(bar.text)}" for bar in bars.bars)
    return {"kind": "bars", "title": _text(bars.title), "alt": f"{_text(bars.title)}. {numbers}", "bars": told}


def _text(text: str) -> str:
    """The text without what cannot be printed; words that no line could hold may be broken anywhere."""
    plain = clean(text, lines=True).text.replace("\t", " ")
    return _LONG_WORD.sub(_breakable, plain)


def _breakable(found: re.Match[str]) -> str:
    """The word with a place to break before every letter, but for accents and what is joined to its neighbour."""
    word = found[0]
    parts = [word[0]]
    for before, letter in pairwise(word):
        joined = category(letter).startswith("M") or _JOINER in (before, letter)
        parts.append(letter if joined else _MAY_BREAK + letter)
    return "".join(parts)
