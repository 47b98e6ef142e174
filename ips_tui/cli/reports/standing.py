"""The files of the principles and of the indicators, which say how things stand and are never added up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ips_tui.casework.session import Desk
from ips_tui.casework.settings import TEAM_NAME
from ips_tui.cli.reports import files
from ips_tui.reports.document import Table
from ips_tui.reports.fidelity import FidelityReport
from ips_tui.reports.principles import PrinciplesReport
from ips_tui.reports.standing_tables import paper_of


def made(
    places: Iterable[str], tables: Sequence[Table], report: PrinciplesReport | FidelityReport, desk: Desk, what: str
) -> Mapping[str, files.Data]:
    """The bytes of the files that were asked for. Raises Refusal where no PDF can be made here."""
    document = paper_of(report, tables, desk.words, what, desk.setting(TEAM_NAME) or "")
    return files.made(places, tables, document, desk, what)
