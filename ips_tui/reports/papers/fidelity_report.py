"""The indicators of fidelity on paper, by the team's own scale, beside what people rated (domain.md 3)."""

from __future__ import annotations

from ips_tui.casework import settings
from ips_tui.casework.session import Desk
from ips_tui.reports.asks import Ask
from ips_tui.reports.document import Document
from ips_tui.reports.fidelity import fidelity
from ips_tui.reports.paper_days import last_days
from ips_tui.reports.registry import PaperRequest
from ips_tui.reports.standing_tables import fidelity_tables, paper_of


def make(desk: Desk, request: PaperRequest) -> Document:
    """The report. Raises NotYet as `last_days`, LookupError for a specialist who is not there, and a StoreProblem."""
    report = fidelity(desk, last_days(request, desk.clock.today()), specialist=request.staff_id)
    outside = Ask.OUTSIDE in request.options
    tables = fidelity_tables(report, desk.words, outside=outside)
    return paper_of(report, tables, desk.words, "fidelity", desk.setting(settings.TEAM_NAME) or "", outside=outside)
