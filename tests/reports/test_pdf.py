"""PDFs, read with another library than the one that makes them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from ips_tui.reports.document import Bar, Bars, Column, Heading, Paragraph, Table
from ips_tui.reports.writers import pdf
from ips_tui.reports.writers.pdf import NoPdf, Pdf, pdf_of
from ips_tui.reports.writers.sheet import Sheet
from tests.reports import read_pdf
from tests.reports.papers import CODE, CONTROLS_GONE, EVERYTHING, LONG, NAMES


@cache
def _made() -> Pdf:
    return pdf_of(EVERYTHING)


def test_names_of_five_languages_and_hostile_text_stand_there_letter_by_letter() -> None:
    made = _made()
    text = " ".join(read_pdf.text_of(made.data).split())
    for said in (*NAMES, CONTROLS_GONE, "Two lines", "Page 1 of 2", "Printed Thu 15 Oct 2026", "P06 · Keep it safe."):
        assert said in text, said
    assert CODE.replace(" ", "") in text.replace(" ", ""), "text is never code"
    assert LONG in text.replace(" ", ""), "a word that no line holds is broken and not cut off"
    assert "root:" not in text
    assert (made.left_out, made.accessible) == ("", True)


def test_it_is_tagged_and_names_nobody_to_programs() -> None:
    file = read_pdf.opened(_made().data)
    assert str(file.Root.Lang) == "en-GB"
    assert bool(file.Root.MarkInfo.Marked) and bool(file.Root.ViewerPreferences.DisplayDocTitle)
    with file.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
    told = {str(name): str(value) for name, value in file.docinfo.items()}
    assert told["/Title"] == "Caseload roster" and "/Author" not in told
    assert NAMES[0].encode() not in file.Root.Metadata.read_bytes()
    elements = read_pdf.structure(_made().data)
    roles = [role for role, _ in elements]
    # The second level was asked for first, and a reader steps down one by one.
    assert [role for role in roles if role.startswith("H") and role[1:].isdigit()] == ["H1", "H2"]
    assert roles.count("TH") == 4 and roles.count("LI") == 2 and "Caption" in roles
    assert [alt for role, alt in elements if role == "Figure"] == ["Starts by month. September: 0; October: 3"]


def test_the_titles_of_a_table_stand_on_every_page() -> None:
    rows = tuple((f"row {number}",) for number in range(80))
    long = replace(EVERYTHING, blocks=(Table((Column("The only title"),), rows),))
    made = pdf_of(long).data
    pages = len(read_pdf.opened(made).pages)
    assert pages > 1 and read_pdf.text_of(made).count("The only title") == pages


def test_large_print_is_larger_and_the_sheet_is_the_one_asked_for() -> None:
    usual, large = _made().data, pdf_of(EVERYTHING, large=True, sheet=Sheet.LETTER).data
    assert 11.0 in read_pdf.sizes_of(usual)
    assert min(read_pdf.sizes_of(large)) > 12 and 18.0 in read_pdf.sizes_of(large)
    files = [read_pdf.opened(one) for one in (usual, large)]
    assert [round(float(file.pages[0].MediaBox[2])) for file in files] == [595, 612]
    # A table of many columns has no room in large print: its rows stand below each other.
    many = tuple(Column(f"title {number}") for number in range(6))
    wide = replace(EVERYTHING, wide=True, blocks=(Table(many, (tuple(f"cell {number}" for number in range(6)),)),))
    assert "TD" not in [role for role, _ in read_pdf.structure(pdf_of(wide, large=True).data)]
    assert "cell 5" in read_pdf.text_of(pdf_of(wide, large=True).data)
    assert "TD" in [role for role, _ in read_pdf.structure(pdf_of(wide).data)]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert pdf_of(EVERYTHING).data == _made().data
    assert pdf_of(replace(EVERYTHING, title="Another")).data != _made().data


def test_what_no_font_has_is_replaced_and_told() -> None:
    # A letter that Unicode has not given to anybody: no font of any computer draws it.
    made = pdf_of(replace(EVERYTHING, blocks=(Paragraph("go\U000ff123od \U0003fff0!"),)))
    assert sorted(made.left_out) == ["\U0003fff0", "\U000ff123"] and made.accessible
    assert "go\ufffdod \ufffd!" in " ".join(read_pdf.text_of(made.data).split())


def test_nothing_is_no_reason_to_fail() -> None:
    blocks = (Bars("None yet", (Bar("October", 0, "0"),)), Bars("No bar", ()), Heading("", 1), Paragraph(""))
    assert pdf_of(replace(EVERYTHING, title="", subtitle="", foot="", ref="", labels={}, blocks=blocks)).accessible


def test_where_it_cannot_be_made_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_paper", lambda *about: {"says": {}})
    with pytest.raises(NoPdf):
        pdf_of(EVERYTHING)
