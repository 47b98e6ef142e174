"""Every paper of each of the twelve invented people and of their team, as a PDF, before a public validator of PDF/UA-1.

The validator is `page` (PyPI: page-validation), which passes the test files of veraPDF; it is no part of the program.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import page as validator
import pikepdf
import pytest

from ips_tui.casework.caseload import everyone
from ips_tui.casework.session import Desk
from ips_tui.clock import SystemClock
from ips_tui.config import Config
from ips_tui.content.words import load_words
from ips_tui.paths import sample
from ips_tui.reports.document import Document
from ips_tui.reports.registry import PAPERS, About, Format, PaperKind, PaperRequest
from ips_tui.reports.writers.pdf import pdf_of
from ips_tui.store.files import StoreFiles

REFS = tuple(f"P{number:02}" for number in range(1, 13))
PDFS = tuple(paper for paper in PAPERS if Format.PDF in paper.formats)


@pytest.fixture(scope="module")
def sample_desk() -> Iterator[Desk]:
    desk = Desk(StoreFiles(sample()), clock=SystemClock(), words=load_words("en_GB"), config=Config(), practice=True)
    desk.open_practice(readonly=True)
    yield desk
    desk.close()


def _against(data: bytes) -> list[str]:
    """What speaks against the file, rule by rule."""
    report = validator.validate_pdf_bytes(data, profile="ua1")
    assert report.rules.total > 100
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


def _conforms(document: Document, *, large: bool = False) -> None:
    made = pdf_of(document, large=large)
    assert (made.left_out, made.accessible) == ("", True)
    assert _against(made.data) == []


@pytest.mark.parametrize("ref", REFS)
def test_each_paper_about_a_person_conforms(sample_desk: Desk, ref: str) -> None:
    (who,) = [line for line in everyone(sample_desk) if line.ref == ref]
    asked = PaperRequest(participant_id=who.id)
    able = [paper for paper in PDFS if paper.of_a_person and not paper.missing(sample_desk, asked)]
    kinds = {paper.kind for paper in able}
    assert {PaperKind.MAY_SAY, PaperKind.HAND_OVER, PaperKind.OWN_COPY} <= kinds
    for paper in able:
        _conforms(paper.make(sample_desk, asked))


@pytest.mark.parametrize("large", [False, True])
def test_each_paper_of_the_team_conforms(sample_desk: Desk, large: bool) -> None:
    assert sample_desk.who is not None
    for paper in PDFS:
        if not paper.of_a_person:
            asked = PaperRequest(staff_id=sample_desk.who.id if paper.about is About.STAFF else None)
            assert paper.missing(sample_desk, asked) == ""
            _conforms(paper.make(sample_desk, asked), large=large)


def test_the_validator_says_no_where_the_structure_is_taken_out(sample_desk: Desk) -> None:
    (roster,) = [paper for paper in PAPERS if paper.kind is PaperKind.ROSTER]
    file = pikepdf.open(io.BytesIO(pdf_of(roster.make(sample_desk, PaperRequest())).data))
    del file.Root.StructTreeRoot
    without = io.BytesIO()
    file.save(without)
    assert _against(without.getvalue()) != []
