"""Fidelity and the principles as sheets and paper: by reference, with the laptop they cover, and never added up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest

from ips_tui.casework.fidelity import Rating, ReviewView
from ips_tui.casework.session import Desk
from ips_tui.content.scales import load_scale
from ips_tui.reports.document import Document, Table, said
from ips_tui.reports.fidelity import fidelity
from ips_tui.reports.principles import principles_report
from ips_tui.reports.registry import spoken
from ips_tui.reports.standing_tables import fidelity_tables, paper_of, principles_tables
from ips_tui.reports.writers.pdf import pdf_of
from ips_tui.reports.writers.xlsx import xlsx_of
from tests.reports.team_desk import names_in, sample_desk, texts

COVERS = "Covers 1 laptop: P-c0ff (this one), as of Thu 15 Oct 2026."


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with sample_desk() as desk:
        yield desk


def _by_first(table: Table) -> dict[str, list[str]]:
    return {said(row[0]): [said(cell) for cell in row[1:]] for row in reversed(table.rows)}


def test_the_principles(desk: Desk) -> None:
    report = principles_report(desk)
    tables = principles_tables(report, desk.words)
    assert [table.caption for table in tables] == [
        "About this report",
        "The principles",
        "Not counted, and just missed",
        "How it is counted",
    ]
    found = _by_first(tables[1])
    assert found["Together with treatment"][:5] == ["look", "5 of 10 = 50.0 %", "5", "10", "0.5"]
    # Below five people a count and no percentage, in the value too.
    assert found["Support as long as wanted"][1:5] == ["3 of 4", "3", "4", ""]
    assert found["Support as long as wanted"][5] == "P09"
    assert len(tables[3].rows) == 8
    (one,) = principles_tables(report, desk.words, "benefits")[-1].rows
    assert one[0] == "Money made clear"
    _stands(desk, paper_of(report, tables, desk.words, "principles", "Team"), tables)


def test_fidelity(desk: Desk) -> None:
    report = fidelity(desk)
    tables = fidelity_tables(report, desk.words)
    by_caption = {table.caption: table for table in tables}
    items = _by_first(by_caption["Items of the scale"])
    assert list(reversed(items)) == [f"F{number}" for number in range(1, 26)]
    assert items["F1"][1:3] == ["anchor 5 of 5", "10 / 2.8 = 3.6"] and items["F7"][2] == ""
    lowered = by_caption["What lowers an item"]
    assert all(said(row[0]).startswith("F") and said(row[2]) for row in lowered.rows)
    assert "No review by people yet." in _by_first(by_caption["About this report"])["Review"]
    # No total of indicators anywhere.
    assert not any("total" in said(cell).casefold() for row in by_caption["Items of the scale"].rows for cell in row)
    _stands(desk, paper_of(report, tables, desk.words, "fidelity", "Team"), tables)


def _stands(desk: Desk, document: Document, tables: tuple[Table, ...]) -> None:
    assert COVERS in texts(document) and names_in(document, desk) == []
    assert pdf_of(spoken(document, desk.words, "cli.report.what.fidelity")).accessible
    assert xlsx_of(tables, title="x", made_on=document.made_on)


def test_outside_the_band_of_a_completed_review_stands_and_not_who_rated(desk: Desk) -> None:
    report, scale = fidelity(desk), load_scale()
    day = report.as_of
    ratings = tuple(Rating(UUID(int=1), item.id, 4, "Ada said so") for item in scale.items)
    review = ReviewView(
        UUID(int=1), scale.id, scale.version, scale, day, day, day, "Ada Fenwick", "a note", day, ratings, ()
    )
    views = tuple(replace(one, ratings=(ratings[0],), rating=4) for one in report.items)
    for found, expected in (
        (review, "Review of Thu 15 Oct 2026: 100 points, good fidelity."),
        (replace(review, completed_on=None), "No completed review by people."),
        (None, "No completed review by people."),
    ):
        tables = fidelity_tables(replace(report, items=views, review=found), desk.words, outside=True)
        assert _by_first(tables[0])["Review"] == [expected]
        _stands(desk, paper_of(report, tables, desk.words, "fidelity", "Team"), tables)
        assert not [cell for cell in texts(paper_of(report, tables, desk.words, "fidelity", "Team")) if "Ada" in cell]
        assert len(tables[1].columns) == 7 and "Rated by people" not in [column.title for column in tables[1].columns]


def test_in_norwegian_every_word_is_there() -> None:
    with sample_desk("nb_NO") as desk:
        principles, items = principles_report(desk), fidelity(desk)
        tables = tuple(
            table
            for outside in (False, True)
            for table in (
                *principles_tables(principles, desk.words, outside=outside),
                *fidelity_tables(items, desk.words, outside=outside),
            )
        )
        assert not [row for table in tables for row in table.rows for cell in row if "{" in said(cell)]
        assert tables[0].caption == "Om rapporten"
