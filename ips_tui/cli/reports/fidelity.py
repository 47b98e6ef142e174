"""`ips-tui report fidelity`: the indicators F1 to F25 with who lowers each, beside what people rated."""

from __future__ import annotations

from ips_tui.casework.scales import find_scale, scales
from ips_tui.casework.session import Desk
from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.refusal import Refusal
from ips_tui.cli.reports import asking
from ips_tui.cli.reports.fidelity_lines import lines
from ips_tui.cli.reports.fidelity_shape import shape
from ips_tui.cli.reports.standing import Ways, tell
from ips_tui.domain.fidelity.scale import Scale
from ips_tui.paths import Paths
from ips_tui.reports.fidelity import FidelityReport, fidelity
from ips_tui.reports.standing_tables import fidelity_tables


def run(asked: Asked, paths: Paths) -> int:
    """Print it or write it; the exit status. Raises StoreProblem and Refusal."""
    return tell(asked, paths, "fidelity", _counted, Ways(shape, fidelity_tables, lines))


def _counted(asked: Asked, desk: Desk) -> tuple[FidelityReport, str]:
    """The report, and the id of the item that was asked for. Raises StoreProblem and Refusal."""
    specialist = opening.specialist(desk, asked.specialist)
    report = fidelity(desk, asking.period(asked, desk), scale=_scale(asked, desk), specialist=specialist)
    return report, _item(asked, desk, report)


def _scale(asked: Asked, desk: Desk) -> Scale | None:
    """The scale that was asked for; None for the team's own. Raises Refusal for one that is not here."""
    if not asked.scale:
        return None
    found = find_scale(desk, asked.scale)
    if found is None:
        ids = ", ".join(one.id for one in scales(desk))
        raise Refusal(desk.words("cli.report.no_scale", id=asked.scale, ids=ids))
    return found


def _item(asked: Asked, desk: Desk, report: FidelityReport) -> str:
    """The id of the one item that was asked for, empty for all. Raises Refusal for one that the scale does not have."""
    if not asked.measure:
        return ""
    ids = [one.id for one in report.items]
    for found in ids:
        if found.casefold() == asked.measure.casefold():
            return found
    raise Refusal(desk.words("cli.report.no_item", id=asked.measure, ids=", ".join(ids)))
