"""`python -m tests.faults`: the disk fails, or the program is killed, at every call that touches the store.

Prints what was done and what was found; the exit status is 1 when anything acknowledged was lost, anything was corrupt
or half saved, or nothing was injected, and 2 where nothing can be injected.
"""

from __future__ import annotations

import argparse
import os
import sys

from tests.faults.running import Figures, bench, every_run, make_at_once, some_runs
from tests.faults.tracing import why_not
from tests.faults.worker import ACTIONS

HEAD = ("action", "fault", "runs", "faults", "kills", "acknowledged", "lost", "corrupt", "half", "other")


def main(arguments: list[str]) -> int:
    """Run, print, and give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--each", type=int, default=0, help="so many runs of each kind instead of all")
    parser.add_argument("--action", choices=[action.name for action in ACTIONS], help="this action alone")
    asked = parser.parse_args(arguments)
    if reason := why_not():
        sys.stderr.write(f"No fault can be injected: {reason}\n")
        return 2
    with bench() as ready:
        calls = {action.name: ready.calls(action) for action in ACTIONS}
        runs = some_runs(calls, asked.each) if asked.each else every_run(calls)
        runs = [run for run in runs if asked.action in (None, run.action.name)]
        figures = make_at_once(ready, runs, os.cpu_count() or 1)
    total = Figures()
    rows = [HEAD]
    for (action, kind), counted in sorted(figures.items()):
        rows.append(_row(action, kind, counted))
        total.add(counted)
    rows.append(_row("all", "", total))
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    for row in rows:
        cells = [cell.ljust(w) if n < 2 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))]
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
    for what in total.found[:200]:
        sys.stdout.write(f"FOUND {what}\n")
    return 1 if total.found or not total.faults or not total.kills else 0


def _row(action: str, kind: str, counted: Figures) -> tuple[str, ...]:
    return (action, kind, *(str(getattr(counted, name)) for name in HEAD[2:]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
