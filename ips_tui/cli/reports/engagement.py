"""`ips-tui report engagement`: M26 and what belongs to it (seed 000)."""

from __future__ import annotations

from ips_tui.cli.parser import Asked
from ips_tui.cli.reports.telling import tell
from ips_tui.domain.outcomes.measures import ENGAGEMENT
from ips_tui.paths import Paths
from ips_tui.reports.outcomes import engagement


def run(asked: Asked, paths: Paths) -> int:
    """Print it or write it; the exit status. Raises StoreProblem and Refusal."""
    return tell(asked, paths, "engagement", engagement, ENGAGEMENT)
