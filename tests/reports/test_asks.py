"""What can be asked of a paper: which days a time is, which are offered, how they are said; and words for all of it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.content.words import load_words
from ips_tui.dates import FIRST_YEAR, LAST_YEAR
from ips_tui.domain.outcomes.rules import Period
from ips_tui.reports.asks import ONE_DAY, TIMES, Ask, around, near, time_of, time_said
from ips_tui.reports.registry import PAPERS

TODAY = date(2026, 10, 15)
ANY_DAY = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
TOLD_BY_A_DAY = (Ask.DAY, Ask.WEEK, Ask.MONTH)


def _days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("ask", "day", "expected"),
    [
        (Ask.DAY, "2026-10-17", _days("2026-10-17", "2026-10-17")),
        (Ask.WEEK, "2026-10-12", _days("2026-10-12", "2026-10-18")),
        (Ask.WEEK, "2027-01-01", _days("2026-12-28", "2027-01-03")),
        (Ask.MONTH, "2028-02-29", _days("2028-02-01", "2028-02-29")),
        (Ask.MONTH, "2026-12-01", _days("2026-12-01", "2026-12-31")),
        (Ask.SINCE, "2026-10-01", _days("2026-10-01", "2026-10-15")),
    ],
)
def test_the_days_that_one_day_tells(ask: Ask, day: str, expected: Period) -> None:
    assert around(ask, date.fromisoformat(day), TODAY) == expected


def test_a_day_tells_no_period_and_nothing_goes_from_tomorrow_until_today() -> None:
    for ask in (Ask.PERIOD, Ask.DAYS, Ask.OUTSIDE):
        with pytest.raises(ValueError, match="one day"):
            around(ask, TODAY, TODAY)
    with pytest.raises(ValueError, match="before it begins"):
        around(Ask.SINCE, TODAY + timedelta(days=1), TODAY)


@given(day=ANY_DAY)
def test_any_day_lies_in_its_time_and_every_day_of_that_tells_the_same(day: date) -> None:
    for ask in TOLD_BY_A_DAY:
        period = around(ask, day, TODAY)
        assert day in period
        assert around(ask, period.first, TODAY) == around(ask, period.last, TODAY) == period


@given(today=st.dates(date(FIRST_YEAR + 2, 1, 1), date(LAST_YEAR, 12, 1)))
def test_what_is_offered_lies_side_by_side_and_begins_with_now(today: date) -> None:
    for ask, count in ((Ask.DAY, 7), (Ask.WEEK, 4), (Ask.MONTH, 6)):
        offered = near(ask, today)
        assert len(offered) == count and today in offered[0]
        in_order = sorted(offered, key=lambda period: period.first)
        for one, after in pairwise(in_order):
            assert after.first - one.last == timedelta(days=1)
    assert near(Ask.PERIOD, today) == near(Ask.SINCE, today) == ()


def test_a_time_is_said_as_people_say_it() -> None:
    october, words = _days("2026-10-01", "2026-10-31"), load_words("en_GB")
    assert time_said(Ask.MONTH, october, words) == "October 2026"
    assert time_said(Ask.DAY, october, words) == "Thu 1 Oct 2026"
    assert time_said(Ask.SINCE, october, words) == "since Thu 1 Oct 2026"
    assert time_said(Ask.PERIOD, october, words) == "Thu 1 Oct 2026 to Sat 31 Oct 2026"
    assert time_said(Ask.MONTH, october, load_words("nb_NO")) == "Oktober 2026"


@pytest.mark.parametrize("pack", ["en_GB", "nb_NO"])
def test_everything_that_can_be_asked_has_words_and_none_is_left_over(pack: str) -> None:
    texts = load_words(pack).texts
    timed = {paper.kind.value for paper in PAPERS if time_of(paper.asks)}
    wanted = {
        "group": {ask.value for ask in Ask},
        "usual": timed | {"calendar"},
        "other": {ask.value for ask in Ask} - {Ask.OUTSIDE, Ask.WHOSE, Ask.PEOPLE},
        "day": {ask.value for ask in {*TOLD_BY_A_DAY} | ONE_DAY},
        "said": {"since", "everyone", "people", "every", "outside"},
    }
    for part, names in wanted.items():
        start = f"papers.ask.{part}."
        assert {i.removeprefix(start) for i in texts if i.startswith(start)} == names, part
    # One time at most, and it comes first.
    for paper in PAPERS:
        assert sum(ask in TIMES for ask in paper.asks) <= 1
        assert time_of(paper.asks) in (None, *paper.asks[:1])
