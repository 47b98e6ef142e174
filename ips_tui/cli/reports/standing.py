"""The files of the principles and of the indicators, which say how things stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ips_tui.casework.session import Desk
from ips_tui.casework.settings import TEAM_NAME
from ips_tui.cli.reports import files
from ips_tui.reports.adding import numbers_of
from ips_tui.reports.document import Table
from ips_tui.reports.fidelity import FidelityReport
from ips_tui.reports.numbers_file import written
from ips_tui.reports.principles import PrinciplesReport
from ips_tui.reports.standing_tables import paper_of


def made(
    places: Mapping[str, Path],
    tables: Sequence[Table],
    report: PrinciplesReport | FidelityReport,
    own: PrinciplesReport | FidelityReport,
    desk: Desk,
    what: str,
    *,
    outside: bool,
) -> Mapping[str, files.Data]:
    """The bytes of the files that were asked for; `own` is the report of this laptop alone, whose numbers may travel.

    Raises Refusal where no PDF can be made here.
    """
    document = paper_of(report, tables, desk.words, what, desk.setting(TEAM_NAME) or "", outside=outside)
    found = dict(files.made(places, tables, document, desk, what))
    if files.NUMBERS in places:
        found[files.NUMBERS] = files.Data(written(numbers_of(own, what)))
    return found
