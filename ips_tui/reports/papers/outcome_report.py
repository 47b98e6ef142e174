"""The reports of figures on paper: of a quarter or the days asked for, with how each is counted (domain.md 5, 7.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ips_tui.casework import settings
from ips_tui.casework.session import Desk
from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.by_month import by_month
from ips_tui.reports.asks import Ask
from ips_tui.reports.chart_data import charts
from ips_tui.reports.document import Document
from ips_tui.reports.outcome_document import document_of
from ips_tui.reports.outcomes import OutcomeReport, narrowed, outcomes
from ips_tui.reports.paper_days import quarter
from ips_tui.reports.reading import read_team
from ips_tui.reports.registry import PaperRequest
from ips_tui.reports.report_tables import tables_of


def make(desk: Desk, request: PaperRequest) -> Document:
    """The outcome report. Raises as `figures_on_paper`."""
    return figures_on_paper(desk, request, "outcomes", outcomes)


def figures_on_paper(desk: Desk, request: PaperRequest, what: str, count: Callable[..., OutcomeReport]) -> Document:
    """The report of `what`, of everyone's people or of one specialist's, which `count` counts as `outcomes` does.

    With `outside` without anybody in it. Raises NotYet as `quarter`, LookupError for a specialist who is not there, and
    a StoreProblem.
    """
    period, outside = quarter(request, desk.clock.today()), Ask.OUTSIDE in request.options
    facts = read_team(desk)
    report = count(desk, period, specialist=request.staff_id, facts=facts)
    team, words = desk.setting(settings.TEAM_NAME) or "", desk.words
    if outside:
        told = document_of(report, words, what, team=team, outside=True)
        return replace(told, sheets=tables_of(report, words, what, outside=True))
    facts = narrowed(facts, request.staff_id, report.period.last)
    rules = report.pack.rules
    months = by_month(facts, report.period, rules, report.as_of)
    shown = charts(base_of(facts, report.period, rules, report.as_of), words)
    told = document_of(report, words, what, months=months, charts=shown, team=team)
    return replace(told, sheets=tables_of(report, words, what, months))
