"""`python -m benchmarks`: run the scenarios, print their table, and fail when a gate is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Returns 0 when every scenario passed its gate, 1 when not, 2 where there is no pseudo-terminal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="measured rounds, at least 1 (default: 5)")
    parser.add_argument("--seed", type=int, default=2026, help="decides the order in each round")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error("--rounds must be at least 1.")
    if sys.platform == "win32":
        print("The benchmarks need a pseudo-terminal, which Windows does not have. Run them on Linux.")
        return 2

    from benchmarks import scenario, self_check

    with tempfile.TemporaryDirectory() as home:
        outcomes = scenario.run(self_check.scenarios(Path(home)), options.rounds, options.seed)
    print(scenario.report(outcomes))
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
