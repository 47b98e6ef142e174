"""Set points at which a job asks something, and how late the contact after an ending was: tables of cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ips_tui.domain.jobs import ending_contact_late
from ips_tui.domain.support import StillWanted

T = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("days", "answered", "asks"),
    [
        (90, [], None),
        (91, [], 13),  # 13 weeks to the day
        (120, [], 13),  # until it was asked
        (120, [91], None),
        (120, [90], 13),  # what was said before does not answer it
        (181, [100], None),
        (182, [100], 26),
        (364, [200], 52),
        (545, [364], None),
        (546, [364], 78),  # and at each further 26 weeks
        (728, [], 104),
        (91, [95], 13),  # a later contact answers nothing of this day
        (-5, [], None),
    ],
)
def test_whether_support_is_still_wanted_is_asked_at_set_points(
    days: int, answered: list[int], asks: int | None
) -> None:
    wanted = StillWanted(T, frozenset(T + timedelta(days=on) for on in answered))
    assert wanted.asks(T + timedelta(days=days)) == asks


def test_a_job_without_a_start_asks_nothing() -> None:
    assert StillWanted(None).asks(T) is None


@pytest.mark.parametrize(("contacted", "late"), [(None, 0), (0, 0), (3, 0), (4, 1), (7, 4)])
def test_how_late_the_contact_after_an_ending_was(contacted: int | None, late: int) -> None:
    assert ending_contact_late(T, None if contacted is None else T + timedelta(days=contacted)) == late
