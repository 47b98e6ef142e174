"""Which days a paper of figures is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from ips_tui.domain.outcomes.rules import Period
from ips_tui.reports.asks import Ask
from ips_tui.reports.outcomes import usual_period
from ips_tui.reports.registry import NotYet, PaperRequest


def quarter(request: PaperRequest, today: date) -> Period:
    """The days asked for, else the last quarter of the calendar that is over. Raises NotYet as `_days`."""
    return _days(request, today, _first_of_quarter(today) - timedelta(days=1), _first_of_quarter)


def last_days(request: PaperRequest, today: date) -> Period:
    """The days asked for, else the last ninety, as on the screens. Raises NotYet as `_days`."""
    return _days(request, today, today, lambda until: usual_period(until).first)


def _days(request: PaperRequest, today: date, last: date, first_of: Callable[[date], date]) -> Period:
    """The days asked for; `last` and the day `first_of` gives for the last one stand in for what was not said.

    Raises NotYet for days that end before they begin or begin after today, and for one specialist outside the team.
    """
    if Ask.OUTSIDE in request.options and request.staff_id is not None:
        raise NotYet("numbers.outside_whole")
    until = request.until or (today if request.since else last)
    since = request.since or first_of(until)
    if until < since or since > today:
        raise NotYet("numbers.no_period")
    return Period(since, until)


def _first_of_quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
