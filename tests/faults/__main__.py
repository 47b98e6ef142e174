"""`python -m tests.faults`: the disk fails, or the program is killed, at every call that touches the store.

Prints what was done and what was found; the exit status is 1 when anything acknowledged was lost, anything was corrupt
or half saved, or nothing was injected, and 2 where nothing can be injected.
"""

from __future__ import annotations

import argparse
import os
import sys

from tests.faults.running import Figures, bench, make_at_once, runs_of, total
from tests.faults.tracing import why_not
from tests.faults.worker import ACTIONS
from tests.quicker import statements_compiled_once

HEAD = ("action", "fault", "runs", "faults", "kills", "acknowledged", "lost", "corrupt", "half", "other")


def main(arguments: list[str]) -> int:
    """Run, print, and give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--sample", action="store_true", help="the few runs that the tests make")
    parser.add_argument("--action", choices=[action.name for action in ACTIONS], help="this action alone")
    asked = parser.parse_args(arguments)
    if reason := why_not():
        sys.stderr.write(f"No fault can be injected: {reason}\n")
        return 2
    statements_compiled_once()
    with bench([action for action in ACTIONS if asked.action in (None, action.name)]) as ready:
        figures = make_at_once(ready, runs_of(ready, sample=asked.sample), os.cpu_count() or 1)
    together = total(figures)
    rows = [HEAD, *(_row(*key, counted) for key, counted in sorted(figures.items())), _row("all", "", together)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    for row in rows:
        cells = [cell.ljust(w) if n < 2 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
    return 1 if together.found or not together.faults or not together.kills else 0


def _row(action: str, kind: str, counted: Figures) -> tuple[str, ...]:
    return (action, kind, *(str(getattr(counted, name)) for name in HEAD[2:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
