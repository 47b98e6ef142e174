"""A document as a Word file made in memory: the letter that people go on editing."""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from typing import Any

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
from ips_tui.reports.writers.sheet import LARGE, NORMAL, Sheet
from ips_tui.text import clean

_MILLIMETRES = {Sheet.A4: (210, 297), Sheet.LETTER: (215.9, 279.4)}
_MARGIN = 20
_RUNS_LEFT = re.compile(r"[^\w]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DEEPEST = 9
"""Levels of headings that Word knows."""
_TO_WRITE_ON = "_" * 40
_PAGE_PARTS = re.compile(r"(\{page\}|\{pages\})")
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def docx_of(document: Document, *, sheet: Sheet = Sheet.A4, large: bool = False) -> bytes:
    """The document as the bytes of a Word file. Its properties name the kind of paper and the day, and nobody."""
    from docx import Document as new_file

    file = new_file()
    _properties(file, document)
    _page(file, document, sheet, large)
    _say(file.add_heading(level=0), document.title)
    if document.subtitle:
        _say(file.add_paragraph(), document.subtitle)
    for block in document.blocks:
        _write(file, block, document)
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def _properties(file: Any, document: Document) -> None:
    """What programs show of a file without opening it: the library would put its own name and a day in 2013."""
    told = file.core_properties
    told.author = told.comments = told.keywords = told.subject = told.category = told.last_modified_by = ""
    told.title = _text(document.labels.get("kind", document.title))
    told.language = document.language
    told.created = told.modified = datetime.combine(document.made_on, time())
    told.revision = 1


def _page(file: Any, document: Document, sheet: Sheet, large: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = file.sections[0]
    short, long = _MILLIMETRES[sheet]
    wide = document.wide and not large
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(long), Mm(short)) if wide else (Mm(short), Mm(long))
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(_MARGIN))
    usual = file.styles["Normal"]
    usual.font.size = Pt(LARGE if large else NORMAL)
    spoken = usual.element.get_or_add_rPr()
    lang = spoken.makeelement(qn("w:lang"), {qn("w:val"): document.language})
    spoken.append(lang)
    foot = section.footer.paragraphs[0]
    parts = (document.ref, document.foot, document.labels.get("printed", document.made_on.isoformat()))
    foot.add_run("".join(f"{_text(part)} · " for part in parts if part))
    for part in _PAGE_PARTS.split(document.labels.get("page", "{page} / {pages}")):
        if part in _FIELDS:
            _field(foot, _FIELDS[part])
        elif part:
            foot.add_run(part)


def _field(paragraph: Any, name: str) -> None:
    """A number that Word counts itself."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _write(file: Any, block: Block, document: Document) -> None:
    match block:
        case Heading(text, level):
            _say(file.add_heading(level=min(level, _DEEPEST)), text)
        case Paragraph(text, strong, quiet):
            _say(file.add_paragraph(), text, strong=strong, quiet=quiet)
        case Bullets(points):
            for point in points:
                _say(file.add_paragraph(style="List Bullet"), point)
        case Fields(fields):
            for field in fields:
                _labelled(file, field)
        case Table():
            _table(file, block)
        case Bars(title, bars):
            _say(file.add_paragraph(), title, strong=True)
            for bar in bars:
                _labelled(file, Field(bar.label, bar.text))
        case Signatures(who):
            for name in who:
                _signature(file, name, document)
        case PageBreak():
            file.add_page_break()


def _labelled(file: Any, field: Field) -> None:
    paragraph = file.add_paragraph()
    label = _text(field.label)
    paragraph.add_run(label if label.endswith(("?", ":")) else f"{label}:").bold = True
    paragraph.add_run(" ")
    _say(paragraph, field.value if field.value.strip() else _TO_WRITE_ON)


def _signature(file: Any, name: str, document: Document) -> None:
    _say(file.add_paragraph(), name)
    signature, day = (_text(document.labels.get(label, "")) for label in ("signature", "date"))
    file.add_paragraph(f"{signature}: {_TO_WRITE_ON}  {day}: {_TO_WRITE_ON[:16]}")


def _table(file: Any, table: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    if table.caption:
        _say(file.add_paragraph(), table.caption, strong=True)
    made = file.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    top = made.rows[0]
    # The titles again on every page.
    top._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    # A row's cells are worked out anew at every asking, so they are asked once.
    for column, cell in zip(table.columns, top.cells, strict=True):
        _say(cell.paragraphs[0], column.title, strong=True)
    for row in table.rows:
        for column, text, cell in zip(table.columns, row, made.add_row().cells, strict=True):
            paragraph = cell.paragraphs[0]
            _say(paragraph, said(text))
            if column.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    file.add_paragraph()


def _say(paragraph: Any, text: str, *, strong: bool = False, quiet: bool = False) -> None:
    """Put a text into a paragraph, its lines kept, from the right where its first letter is of such a script."""
    from docx.oxml import OxmlElement

    plain = _text(text)
    backwards = _RUNS_LEFT.match(plain) is not None
    # A value after its label leaves the label where it is.
    if backwards and not paragraph.runs:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for place, line in enumerate(plain.split("\n")):
        run = paragraph.add_run()
        if place:
            run.add_break()
        run.add_text(line)
        # Only where it is wanted: a heading is bold by its style.
        if strong:
            run.bold = True
        if quiet:
            run.italic = True
        if backwards:
            run.font.rtl = True


def _text(text: str) -> str:
    """The text without control characters, which the library refuses."""
    return clean(text, lines=True).text.replace("\t", " ")
