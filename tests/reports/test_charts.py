"""Charts as text: whole at every width, true to their numbers; the curve against cases counted by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ips_tui.casework.session import Desk
from ips_tui.domain.outcomes.rules import Period
from ips_tui.reports.asked import Asked, Asking, ReportKind
from ips_tui.reports.chart_data import ChartReport, Charts, months
from ips_tui.reports.charts import (
    COLUMNS_FROM,
    JobSeen,
    bar_lines,
    column_lines,
    curve_lines,
    curve_of,
    pair_lines,
    points,
)
from ips_tui.reports.document import Bar, Bars, said
from ips_tui.reports.outcomes import outcomes
from ips_tui.text import cells
from tests.screens.entry_desk import desk_on

WIDTHS = st.integers(10, 200)
LABELS = st.lists(
    st.text(st.sampled_from("abcdeÅé漢字 -"), min_size=1, max_size=30).map(str.strip).filter(bool),
    min_size=1,
    max_size=12,
    unique=True,
)


@st.composite
def some_bars(draw: st.DrawFn) -> Bars:
    labels = draw(LABELS)
    values = [draw(st.integers(0, 999)) for _ in labels]
    return Bars(
        "Some", tuple(Bar(f"{n} {label}", v, f"{v}.") for n, (label, v) in enumerate(zip(labels, values, strict=True)))
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=80, deadline=None)
@given(some_bars(), WIDTHS)
def test_no_width_loses_a_category_or_a_number(bars: Bars, width: int) -> None:
    for lines in (list(bar_lines(bars, width)), list(column_lines(bars, width))):
        whole = _squeezed("".join(lines))
        for bar in bars.bars:
            assert _squeezed(bar.label) in whole
            assert bar.text in whole
        # A number of three figures and its stop have room even in ten cells.
        assert all(cells(line) <= width for line in lines)


@settings(max_examples=80, deadline=None)
@given(some_bars(), st.integers(60, 200))
def test_bars_are_as_long_as_their_numbers_are_large(bars: Bars, width: int) -> None:
    lengths = [line.count("█") for line in bar_lines(bars, width)]
    if not any(lengths):
        # All 0, or no room for a bar: a table.
        assert all(bar.value == 0 for bar in bars.bars) or width < 80
        return
    for bar, length in zip(bars.bars, lengths, strict=True):
        assert (length == 0) == (bar.value == 0)
        for other, its_length in zip(bars.bars, lengths, strict=True):
            assert bar.value < other.value or length >= its_length


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=12), st.integers(COLUMNS_FROM, 200))
def test_columns_are_as_high_as_their_numbers_are_large(values: list[int], width: int) -> None:
    bars = Bars("Some", tuple(Bar(chr(ord("A") + n), v, str(v)) for n, v in enumerate(values)))
    lines = list(column_lines(bars, width))
    if lines[-1].split() != [bar.label for bar in bars.bars]:
        # No room: a table.
        assert [line.split() for line in lines] == [[bar.label, bar.text] for bar in bars.bars]
        return
    *drawn, base, labels = lines
    centres = [labels.index(bar.label) for bar in bars.bars]
    heights = [sum("▁▂▃▄▅▆▇█".find(line[at : at + 1] or " ") + 1 for line in drawn) for at in centres]
    assert set(base) == {"─"}
    for value, height in zip(values, heights, strict=True):
        assert (height == 0) == (value == 0)
        for other, its_height in zip(values, heights, strict=True):
            assert value < other or height >= its_height


def test_a_table_breaks_what_has_no_room() -> None:
    assert list(pair_lines((("Vocational profile", "12"), ("Job", "3")), 30)) == [
        "Vocational profile  12",
        "Job                  3",
    ]
    assert list(pair_lines((("Vocational profile", "12"),), 12)) == ["Vocational", "profile", "  12"]
    assert points(3, 5) == "●●●○○"


def _seen(*jobs: tuple[int, bool]) -> list[JobSeen]:
    return [JobSeen(f"P{n}", days, ended) for n, (days, ended) in enumerate(jobs)]


@pytest.mark.parametrize(
    ("jobs", "shares", "at_risk"),
    [
        # All go on: nobody is counted as having stopped.
        (((10, False), (100, False)), (1, 1, 1), (1, 1, 0)),
        # One of two ends with 91 days: it lasted 13 weeks (D9), and not 26.
        (((91, True), (400, False)), (1, 1, Fraction(1, 2)), (2, 2, 1)),
        # A day less, and it did not.
        (((90, True), (400, False)), (1, Fraction(1, 2), Fraction(1, 2)), (2, 1, 1)),
        # 5 seen for 29 days, of which 1 ends; then 4 for 60, of which 1 ends: 4/5 of 3/4.
        (
            ((17, False), (140, False), (60, True), (98, False), (29, True), (430, False)),
            (1, Fraction(3, 5), Fraction(3, 5)),
            (5, 3, 1),
        ),
        # Two end on one day, and one that goes on is out of sight that very day: it was seen for so long.
        (((30, True), (30, True), (30, False), (200, False)), (1, Fraction(1, 2), Fraction(1, 2)), (4, 1, 1)),
        ((), (1, 1, 1), (0, 0, 0)),
    ],
)
def test_the_curve_by_hand(
    jobs: tuple[tuple[int, bool], ...], shares: tuple[Fraction | int, ...], at_risk: tuple[int, ...]
) -> None:
    curve = curve_of(_seen(*jobs), (4, 13, 26))
    assert tuple(at.share for at in curve.weeks) == shares
    assert tuple(at.at_risk for at in curve.weeks) == at_risk


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 800), st.booleans()), max_size=20), WIDTHS)
def test_the_curve_falls_and_without_jobs_that_go_on_is_a_plain_share(jobs: list[tuple[int, bool]], width: int) -> None:
    curve = curve_of(_seen(*jobs))
    shares = [step.share for step in curve.steps]
    assert shares == sorted(shares, reverse=True) and all(0 <= share <= 1 for share in shares)
    if jobs and all(ended for _, ended in jobs):
        for at in curve.weeks:
            assert at.share == Fraction(sum(days >= at.week * 7 for days, _ in jobs), len(jobs))
    lines = list(curve_lines(curve, width, "weeks"))
    assert all(cells(line) <= width for line in lines)
    assert bool(lines) == (width >= 30 and curve.last_day > 0)


def test_the_curve_goes_as_far_as_five_people_are_seen() -> None:
    jobs = [*_seen((10, False), (20, False), (30, True), (40, False), (50, False)), JobSeen("P0", 300, False)]
    # Six jobs of five people: the shortest of the longest of each is 20.
    assert curve_of(jobs, people=5).last_day == 20
    assert curve_of(jobs[:4], people=5).last_day == 0
    assert curve_of(jobs, (4,)).weeks[0].people == 4
    with pytest.raises(ValueError):
        curve_of([JobSeen("P0", -1, False)])


def test_months() -> None:
    assert months(date(2026, 2, 3), 3) == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]


def test_the_invented_people_drawn(tmp_path: Path) -> None:
    with desk_on(tmp_path) as desk:
        drawn = _drawn(Asking(Asked("last_90")), desk)
        assert [bar.text for bar in drawn.stages.bars] == ["2", "2", "1", "3", "4"]
        assert sum(bar.value for bar in drawn.starts.bars) == 5, "six jobs, one of them begun over a year ago"
        assert drawn.jobs == 6 and drawn.curve is not None
        # One of the six was seen for less than four weeks; from then on fewer than five people are behind it.
        told = [tuple(said(cell) for cell in row) for row in drawn.weeks.rows]
        assert [row[1] for row in told] == ["5", "3", "1", "1"]
        assert [row[2] for row in told][1:] == ["too few"] * 3
        # The month that runs is what M18 says of it.
        of_month = outcomes(desk, Period(date(2026, 10, 1), date(2026, 10, 15)), only=("M18",)).measure("M18").figure
        hours, wages = (next(p for p in of_month.parts if p.id == name) for name in ("total_hours", "total_wages"))
        assert drawn.hours.bars[-1].value == round(hours.numerator or 0) > 0
        (paid,) = drawn.wages
        assert paid.bars[-1].value == round(wages.numerator or 0) > 0
        assert [bar.label for bar in paid.bars] == [bar.label for bar in drawn.starts.bars]
        mine = _drawn(Asking(Asked("last_90", next(str(one.id) for one in desk.staff() if one.ref == "ES1"))), desk)
        assert mine.curve is None and sum(bar.value for bar in mine.stages.bars) == 5


def _drawn(asking: Asking, desk: Desk) -> Charts:
    report = asking.counter(desk, ReportKind.CHARTS)(None)
    assert isinstance(report, ChartReport)
    return report.charts
