"""What a report is asked for: periods by name, and what was counted kept only as long as it is true."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ips_tui.domain.outcomes.rules import Period
from ips_tui.reports.asked import Asking, ReportKind, own_period, period_of
from ips_tui.reports.outcomes import OutcomeReport, outcomes
from tests.screens.entry_desk import desk_on, hostile_person

TODAY = date(2026, 10, 15)


class _Enough(Exception):
    pass


@pytest.mark.parametrize(
    ("name", "today", "first", "last"),
    [
        ("last_90", TODAY, date(2026, 7, 17), TODAY),
        ("last_365", TODAY, date(2025, 10, 15), TODAY),
        ("this_quarter", TODAY, date(2026, 10, 1), date(2026, 12, 31)),
        ("last_quarter", TODAY, date(2026, 7, 1), date(2026, 9, 30)),
        ("this_quarter", date(2028, 2, 29), date(2028, 1, 1), date(2028, 3, 31)),
        ("last_quarter", date(2028, 1, 1), date(2027, 10, 1), date(2027, 12, 31)),
        ("this_quarter", date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-01-01:2026-02-03", TODAY, date(2026, 1, 1), date(2026, 2, 3)),
    ],
)
def test_periods(name: str, today: date, first: date, last: date) -> None:
    assert period_of(name, today) == Period(first, last)


@pytest.mark.parametrize(
    "name", ["", "2026-01-01", "2026-02-01:2026-01-01", "next_year", "a:b", "2026-01-01:2026-01-01:x"]
)
def test_what_is_no_period(name: str) -> None:
    with pytest.raises(LookupError):
        period_of(name, TODAY)


def test_own_dates_come_back() -> None:
    period = Period(date(2026, 1, 1), date(2026, 2, 3))
    assert period_of(own_period(period), TODAY) == period


def test_what_was_counted_holds_until_something_is_written(tmp_path: Path) -> None:
    with desk_on(tmp_path) as desk:
        asking = Asking()
        assert asking.kept(desk, ReportKind.OUTCOMES) is None
        through: list[tuple[int, int]] = []
        found = asking.counter(desk, ReportKind.OUTCOMES)(lambda done, of: through.append((done, of)))
        assert isinstance(found, OutcomeReport) and found == outcomes(desk)
        assert through[0] == (0, 0) and through[-1] == (25, 26), "while it is read, then measure by measure"
        assert asking.kept(desk, ReportKind.OUTCOMES) is found and asking.kept(desk, ReportKind.CHARTS) is None
        person = asking.person("P07")
        assert person is not None and person.name == "Siân Probert" and asking.person("P99") is None
        # Another period, or other people: counted, from what was read.
        asking.change(period="last_365")
        assert asking.kept(desk, ReportKind.OUTCOMES) is None
        asking.change(period="last_90", whose="")
        assert asking.kept(desk, ReportKind.OUTCOMES) is found
        again: list[tuple[int, int]] = []
        asking.counter(desk, ReportKind.ENGAGEMENT)(lambda done, of: again.append((done, of)))
        assert (0, 0) not in again
        hostile_person(desk)
        assert asking.kept(desk, ReportKind.OUTCOMES) is None
        after = asking.counter(desk, ReportKind.OUTCOMES)(None)
        assert isinstance(after, OutcomeReport)
        assert after.measure("M1").figure.numerator == (found.measure("M1").figure.numerator or 0) + 1
        assert asking.kept(desk, ReportKind.ENGAGEMENT) is None

        # Whoever stops it gets nothing, and nothing of it is kept.
        def stop(done: int, of: int) -> None:
            if done == 3:
                raise _Enough

        asking.change(period="this_quarter")
        with pytest.raises(_Enough):
            asking.counter(desk, ReportKind.OUTCOMES)(stop)
        assert asking.kept(desk, ReportKind.OUTCOMES) is None
        # Principles and items have steps too, and are read for step by step.
        for kind, last in ((ReportKind.PRINCIPLES, (7, 8)), (ReportKind.FIDELITY, (24, 25))):
            with pytest.raises(_Enough):
                Asking().counter(desk, kind)(stop)
            steps: list[tuple[int, int]] = []
            Asking().counter(desk, kind)(lambda done, of, steps=steps: steps.append((done, of)))
            counted = steps[steps.index((0, last[1])) :]
            assert steps[0] == (0, 0) and counted == [(done, last[1]) for done in range(last[1])] and steps[-1] == last
        asking.change(whose="00000000-0000-0000-0000-000000000000")
        with pytest.raises(LookupError):
            asking.counter(desk, ReportKind.OUTCOMES)(None)
