"""`python -m tests.faults`: the disk fails, or the program is killed, at calls drawn from all that its work makes.

Prints what was done and what was found; the exit status is 1 when anything acknowledged was lost, anything was corrupt
or half saved, or nothing was injected, and 2 where nothing can be injected.
"""

from __future__ import annotations

import argparse
import os
import sys

from tests.faults.running import SAMPLED, all_runs, bench, make_at_once, runs_of, table, total
from tests.faults.tracing import why_not
from tests.faults.worker import ACTIONS
from tests.quicker import statements_compiled_once


def main(arguments: list[str]) -> int:
    """Run, print, and give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--sample", action="store_true", help="the few runs that the tests make")
    parser.add_argument("--every", action="store_true", help="every call, in every way that it can fail: hours")
    parser.add_argument("--action", choices=[action.name for action in ACTIONS], help="this action alone")
    asked = parser.parse_args(arguments)
    if reason := why_not():
        sys.stderr.write(f"No fault can be injected: {reason}\n")
        return 2
    statements_compiled_once()
    actions = SAMPLED if asked.sample else ACTIONS
    with bench([action for action in actions if asked.action in (None, action.name)]) as ready:
        runs = all_runs(ready) if asked.every else runs_of(ready, sample=asked.sample)
        figures = make_at_once(ready, runs, 2 * (os.cpu_count() or 1))
    together = total(figures)
    sys.stdout.write(table(figures))
    return 1 if together.found or not together.faults or not together.kills else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
