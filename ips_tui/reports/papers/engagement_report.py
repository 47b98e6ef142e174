"""How engagement goes, as a paper beside the outcome report: M26 and what belongs to it (domain.md 5)."""

from __future__ import annotations

from ips_tui.casework.session import Desk
from ips_tui.reports.document import Document
from ips_tui.reports.outcomes import engagement
from ips_tui.reports.papers.outcome_report import figures_on_paper
from ips_tui.reports.registry import PaperRequest


def make(desk: Desk, request: PaperRequest) -> Document:
    """The report. Raises as `figures_on_paper`."""
    return figures_on_paper(desk, request, "engagement", engagement)
