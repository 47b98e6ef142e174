"""`python -m benchmarks`: run the scenarios, print their table, and fail when a gate is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

QUICK_ROUNDS, ROUNDS = 1, 5
SLACK = 1.5
"""A quick run fails only past the gate times this, whenever it looks: it is also run on busy machines."""
LOOKS, LOOK_ROUNDS = 2, 5
"""How often a quick run looks again at what missed its gate, at nothing else, and in how many rounds each time."""
STARTS = 2
"""The trials that a quick run makes once unmeasured: the application and its floor, so that both are compiled."""


def main() -> int:
    """Returns 0 when every scenario passed its gate, 1 when not, 2 where the benchmarks cannot run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--rounds", type=int, help=f"measured rounds, at least 1 (default: {ROUNDS}, quick {QUICK_ROUNDS})"
    )
    parser.add_argument("--seed", type=int, default=2026, help="decides the order in each round")
    parser.add_argument("--quick", action="store_true", help=f"shorter; fails only past {SLACK} times a gate")
    parser.add_argument("--self-check", action="store_true", help="measure the measuring: floors against floors")
    options = parser.parse_args()
    rounds = options.rounds if options.rounds is not None else QUICK_ROUNDS if options.quick else ROUNDS
    if rounds < 1:
        parser.error("--rounds must be at least 1.")
    if not sys.platform.startswith("linux"):
        print("The benchmarks need a pseudo-terminal and /proc. Run them on Linux.")
        return 2

    from benchmarks import product, scenario, self_check

    with tempfile.TemporaryDirectory() as folder:
        if options.self_check:
            scenarios = self_check.scenarios(Path(folder))
        else:
            scenarios = product.scenarios(Path(folder), product.QUICK if options.quick else product.Effort())
        outcomes = scenario.run(scenarios, rounds, options.seed, before=STARTS if options.quick else None)
        print(scenario.report(outcomes))
        missed = [outcome.scenario for outcome in outcomes if outcome.clearly_missed(SLACK)]
        for look in range(1, LOOKS + 1):
            if not options.quick or not missed:
                break
            # One round of a busy machine says nothing; the best of several does, and what is slow is slow each time.
            outcomes = scenario.run(missed, LOOK_ROUNDS, options.seed + look, before=0)
            print(f"\nLooked at again, {LOOK_ROUNDS} rounds:", scenario.report(outcomes), sep="\n")
            missed = [outcome.scenario for outcome in outcomes if outcome.clearly_missed(SLACK)]
    if options.quick:
        return 1 if missed else 0
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
