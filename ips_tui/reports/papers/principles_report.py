"""The eight principles on paper: how each stands, and by which number (domain.md 2.1)."""

from __future__ import annotations

from ips_tui.casework import settings
from ips_tui.casework.session import Desk
from ips_tui.reports.asks import Ask
from ips_tui.reports.document import Document
from ips_tui.reports.paper_days import last_days
from ips_tui.reports.principles import principles_report
from ips_tui.reports.registry import PaperRequest
from ips_tui.reports.standing_tables import paper_of, principles_tables


def make(desk: Desk, request: PaperRequest) -> Document:
    """The report. Raises NotYet as `last_days`, LookupError for a specialist who is not there, and a StoreProblem."""
    report = principles_report(desk, last_days(request, desk.clock.today()), specialist=request.staff_id)
    outside = Ask.OUTSIDE in request.options
    tables = principles_tables(report, desk.words, outside=outside)
    return paper_of(report, tables, desk.words, "principles", desk.setting(settings.TEAM_NAME) or "", outside=outside)
