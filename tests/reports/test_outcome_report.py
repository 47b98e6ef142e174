"""The outcome report on paper: one page of figures with the people behind, or for outside without anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from uuid import UUID

import pytest

from ips_tui.casework.session import Desk
from ips_tui.domain.outcomes.measures import ENGAGEMENT, MEASURES
from ips_tui.domain.outcomes.rules import Period
from ips_tui.reports.asks import Ask
from ips_tui.reports.document import Bars, Document, PageBreak, Table
from ips_tui.reports.paper_days import quarter
from ips_tui.reports.registry import NotYet, PaperKind, PaperRequest
from tests.reports.team_desk import day, made, names_in, rows, sample_desk, staff_of, texts

KIND, ENGAGEMENT_KIND = PaperKind.OUTCOME_REPORT, PaperKind.ENGAGEMENT_REPORT
_REF = re.compile(r"\b(P\d\d|ES\d)\b")
NINETY = PaperRequest(since=day(-90), until=day(0))
SHOWN_OUTSIDE = {"M1": "12", "M6": "7", "M7": "6", "M16": "520 / 5 = 104.0", "M22": "15 / 3 = 5.0", "M23": "0"}


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with sample_desk() as desk:
        yield desk


def _figures(document: Document) -> dict[str, str]:
    return {row[0]: row[2] for row in rows(document)}


def _charts(document: Document) -> list[list[str]]:
    return [[bar.text for bar in block.bars] for block in document.blocks if isinstance(block, Bars)]


def test_the_paper_has_the_figures_then_who_is_behind_them_then_how_they_are_counted(desk: Desk) -> None:
    document = made(desk, KIND, NINETY)
    assert document.subtitle == "Fri 17 Jul 2026 to Thu 15 Oct 2026" and names_in(document, desk) == []
    found = _figures(document)
    assert list(found) == list(MEASURES)
    assert found["M2"] == "4 of 12 = 33.3 %" and found["M11"] == "3 of 5" and found["M17"] == "774 / 6 = 129.0"
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [table.caption for table in tables][3] == "People behind the figures"
    assert ["M2", "P08, P09, P10, P12"] in rows(document, 3)
    # Open cases by stage, and job starts by month.
    assert _charts(document) == [["2", "2", "1", "3", "4"], [*"000010111010"]]
    months = rows(document, 2)
    assert [row[0] for row in months] == ["Jul 2026", "Aug 2026", "Sep 2026", "Oct 2026"]
    assert months[-1][3] == "129" and months[2][1] == "1"
    said = "\n".join(texts(document))
    assert "Covers 1 laptop: P-c0ff (this one), as of Thu 15 Oct 2026." in said
    assert said.index("People behind") < said.index("M1 People served") and "gov.uk" in said
    assert any(isinstance(block, PageBreak) for block in document.blocks)


def test_the_version_for_outside_has_nobody_in_it_and_says_so(desk: Desk) -> None:
    document = made(desk, KIND, PaperRequest(since=day(-90), until=day(0), options={Ask.OUTSIDE: ""}))
    said = "\n".join(texts(document))
    assert not _REF.search(said) and names_in(document, desk) == [] and _charts(document) == []
    assert "For outside: no references." in said
    shown = {name: figure for name, figure in _figures(document).items() if not figure.startswith("left out")}
    assert SHOWN_OUTSIDE.items() <= shown.items()
    # One came in work: neither the one, nor the eleven by whom it could be told.
    assert not {"M2", "M5", "M8", "M9", "M11", "M21"} & shown.keys()
    assert "of 11" not in said
    with pytest.raises(NotYet, match="outside_whole"):
        made(desk, KIND, PaperRequest(staff_id=staff_of(desk, "ES2"), options={Ask.OUTSIDE: ""}))


def test_of_one_specialist_everything_is_about_their_people(desk: Desk) -> None:
    document = made(desk, KIND, PaperRequest(since=day(-90), until=day(0), staff_id=staff_of(desk, "ES2")))
    assert _figures(document)["M1"] == "4"
    assert sum(int(count) for count in _charts(document)[0]) == 4
    assert "People of ES2 only." in texts(document)
    with pytest.raises(LookupError):
        made(desk, KIND, PaperRequest(staff_id=UUID(int=1)))


def test_engagement_is_a_paper_of_its_own(desk: Desk) -> None:
    for options in ({}, {Ask.OUTSIDE: ""}):
        document = made(desk, ENGAGEMENT_KIND, PaperRequest(since=day(-90), until=day(0), options=options))
        assert document.title == "Engagement report" and list(_figures(document)) == list(ENGAGEMENT)
        assert bool(_REF.search("\n".join(texts(document)))) is not bool(options)


def test_in_norwegian_they_are_whole(desk: Desk) -> None:
    with sample_desk("nb_NO") as other:
        for kind, options in product((KIND, ENGAGEMENT_KIND), ({}, {Ask.OUTSIDE: ""})):
            said = "\n".join(texts(made(other, kind, PaperRequest(options=options))))
            assert "Dekker 1 maskin" in said and "{" not in said


def test_without_days_it_is_about_the_last_quarter_that_is_over() -> None:
    today = date(2026, 10, 15)

    def asked(since: date | None = None, until: date | None = None, on: date = today) -> Period:
        return quarter(PaperRequest(since=since, until=until), on)

    assert asked() == Period(date(2026, 7, 1), date(2026, 9, 30))
    assert asked(on=date(2026, 1, 1)) == Period(date(2025, 10, 1), date(2025, 12, 31))
    assert asked(until=date(2026, 2, 10)) == Period(date(2026, 1, 1), date(2026, 2, 10))
    assert asked(since=date(2026, 3, 3)) == Period(date(2026, 3, 3), today)
    for since, until in ((date(2026, 3, 3), date(2026, 3, 2)), (date(2026, 10, 16), None)):
        with pytest.raises(NotYet):
            asked(since, until)
