"""`ips-tui report outcomes`: the measures M1 to M26, with the people behind each."""

from __future__ import annotations

from ips_tui.cli import opening
from ips_tui.cli.parser import Asked
from ips_tui.cli.printing import write_json, write_lines
from ips_tui.cli.reports import asking
from ips_tui.cli.reports.lines import lines
from ips_tui.cli.reports.shape import shape
from ips_tui.domain.outcomes.measures import MEASURES
from ips_tui.paths import Paths
from ips_tui.reports.outcomes import outcomes


def run(asked: Asked, paths: Paths) -> int:
    """Print it; the exit status. Raises StoreProblem and Refusal."""
    with opening.opened(asked, paths) as desk:
        report = outcomes(
            desk,
            asking.period(asked, desk),
            pack=asking.rule_pack(asked, desk),
            specialist=opening.specialist(desk, asked.specialist),
            only=asking.measures(asked, desk, MEASURES),
        )
        words = desk.words
    if asked.json:
        write_json(shape(report, words))
    else:
        write_lines(lines(report, words, "outcomes", practice=asked.demo, in_full=bool(asked.measure)))
    return 0
