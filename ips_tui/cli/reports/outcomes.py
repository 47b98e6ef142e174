"""`ips-tui report outcomes`: the measures M1 to M26, with the people behind each."""

from __future__ import annotations

from ips_tui.cli.parser import Asked
from ips_tui.cli.reports.telling import tell
from ips_tui.domain.outcomes.measures import MEASURES
from ips_tui.paths import Paths
from ips_tui.reports.outcomes import outcomes


def run(asked: Asked, paths: Paths) -> int:
    """Print it or write it; the exit status. Raises StoreProblem and Refusal."""
    return tell(asked, paths, "outcomes", outcomes, MEASURES)
