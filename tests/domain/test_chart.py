"""What a chart review counts of a job's follow-along: only what is over, or was done already."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ips_tui.domain.chart import FollowAlong, Kept, follow_along

START = date(2026, 6, 1)


def on(*offsets: int) -> list[date]:
    return [START + timedelta(days=offset) for offset in offsets]


@pytest.mark.parametrize(
    ("until", "met", "before", "first", "weeks", "months"),
    [
        (-1, (), None, None, Kept(0, 0), Kept(0, 0)),
        (0, (-8, -7, -1), -7, None, Kept(0, 0), Kept(0, 0)),
        # The first week counts once it is over, or once there was a contact in it.
        (5, (4,), None, None, Kept(1, 1), Kept(0, 0)),
        (5, (), None, None, Kept(0, 0), Kept(0, 0)),
        (6, (), None, None, Kept(0, 1), Kept(0, 0)),
        (20, (3, 8, 9, 20), None, 3, Kept(3, 3), Kept(0, 0)),
        (27, (0, 14, 27), None, 0, Kept(3, 4), Kept(0, 0)),
        # Months of 31 days follow; day 28 is the first of them, and what comes after the day looked from is not seen.
        (90, (28, 59, 89, 91), None, None, Kept(0, 4), Kept(2, 2)),
        (91, (28, 59, 91), None, None, Kept(0, 4), Kept(3, 3)),
        (120, (28,), None, None, Kept(0, 4), Kept(1, 3)),
    ],
)
def test_follow_along(
    until: int, met: tuple[int, ...], before: int | None, first: int | None, weeks: Kept, months: Kept
) -> None:
    found = follow_along(START, START + timedelta(days=until), on(*reversed(met)))
    wanted = [None if offset is None else START + timedelta(days=offset) for offset in (before, first)]
    assert found == FollowAlong(wanted[0], wanted[1], weeks, months)
