"""Word files and plain text: every word of the paper, nothing of the program or of a person in what programs show."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from docx import Document as reopened
from hypothesis import given, settings
from hypothesis import strategies as st

from ips_tui.reports.document import Bar, Bars, Bullets, Column, Field, Fields, Paragraph, Table
from ips_tui.reports.writers.docx import docx_of
from ips_tui.reports.writers.sheet import Sheet
from ips_tui.reports.writers.text import NARROWEST, lines_of, text_of
from ips_tui.text import cells
from tests.reports.papers import CODE, CONTROLS_GONE, EVERYTHING, LONG, NAMES

texts = st.text(st.characters(codec="utf-8"), max_size=60)


def test_a_word_file_has_the_text_and_names_nobody() -> None:
    file = reopened(io.BytesIO(docx_of(EVERYTHING, large=True)))
    lines = [paragraph.text for paragraph in file.paragraphs]
    for said in (EVERYTHING.title, CODE, CONTROLS_GONE, LONG, f"Name: {NAMES[3]}", "October: 3", "Two\nlines"):
        assert said in lines, said
    assert any(line.startswith("By hand: ____") for line in lines)
    assert any(line.startswith("Signature: ____") for line in lines)
    (table,) = file.tables
    assert [cell.text for cell in table.rows[4].cells] == [NAMES[3], f"meets {NAMES[3]}", "9 Oct", "−3"]
    assert "tblHeader" in table.rows[0]._tr.xml
    (arabic,) = [paragraph for paragraph in file.paragraphs if paragraph.text == f"Name: {NAMES[3]}"]
    # The name runs to the left, and its label stays where labels stand.
    assert "w:rtl" in arabic._p.xml and "w:bidi" not in arabic._p.xml
    about = file.core_properties
    assert (about.author, about.last_modified_by, about.comments, about.keywords) == ("", "", "", "")
    assert about.title == "Caseload roster" and about.created.date() == date(2026, 10, 15)
    assert "Page " in file.sections[0].footer.paragraphs[0].text
    widths = [
        round(float(reopened(io.BytesIO(docx_of(EVERYTHING, sheet=sheet))).sections[0].page_width.mm))
        for sheet in Sheet
    ]
    assert widths == [210, 216]


def test_the_text_has_every_word_at_every_width() -> None:
    for width in (20, 38, 76, 200):
        whole = text_of(EVERYTHING, width)
        joined = "".join(whole.split())
        # In a cell that is broken over lines other cells stand between the words of a name.
        for name in NAMES:
            assert all(word in joined for word in name.split()), (width, name)
        for said in (CONTROLS_GONE, CODE, LONG, "Who does what", "Signature", "Printed Thu 15 Oct 2026", "−3"):
            assert "".join(said.split()) in joined, (width, said)
        assert max(map(cells, whole.splitlines())) <= width, width
        assert not any(sign in whole for sign in "\x1b\x07\x00\u202e")
    lines = lines_of(EVERYTHING, 76)
    bars = [line for line in lines if line.startswith(("September", "October"))]
    assert ["█" in line for line in bars] == [False, True], "nothing is drawn for nothing"
    assert [line.split()[-1] for line in bars] == ["0", "3"]


@given(st.lists(texts, min_size=3, max_size=3), st.integers(0, 120))
@settings(max_examples=40, deadline=None)
def test_no_line_is_too_wide_whatever_was_typed(said: list[str], width: int) -> None:
    one, two, three = said
    blocks = (
        Paragraph(one),
        Bullets((two,)),
        Fields((Field(one, two), Field(three, ""))),
        Table((Column(one), Column(two, 3.0), Column(three, right=True)), ((three, one, two),), three),
        Bars(one, (Bar(two, 3.0, three), Bar(three, 0.0, one))),
    )
    lines = lines_of(replace(EVERYTHING, title=one, subtitle=two, blocks=blocks), width)
    assert max(map(cells, lines)) <= max(width, NARROWEST)
    assert all(line == "".join(letter for letter in line if letter >= " ") for line in lines)
