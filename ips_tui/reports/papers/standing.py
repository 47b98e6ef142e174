"""Which days the papers on principles and indicators look at."""

from __future__ import annotations

from ips_tui.casework.session import Desk
from ips_tui.domain.outcomes.rules import Period
from ips_tui.reports.asks import Ask
from ips_tui.reports.outcomes import usual_period
from ips_tui.reports.registry import NotYet, PaperRequest


def days_of(desk: Desk, request: PaperRequest) -> Period:
    """The days asked for, else the last ninety, as on the screens.

    Raises NotYet for days that end before they begin or begin after today, and for one specialist outside the team.
    """
    if Ask.OUTSIDE in request.options and request.staff_id is not None:
        raise NotYet("numbers.outside_whole")
    today = desk.clock.today()
    until = request.until or today
    since = request.since or usual_period(until).first
    if until < since or since > today:
        raise NotYet("numbers.no_period")
    return Period(since, until)
