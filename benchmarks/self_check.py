"""Scenarios that measure the measuring: floors against floors, whose ratios are known."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.scenario import Figure, Scenario, Trial
from benchmarks.terminal import Terminal, plain_environment

_HERE = Path(__file__).resolve().parents[1]


def floor_terminal(module: str, home: Path, *arguments: str) -> Terminal:
    """`benchmarks.floors.<module>` under a terminal of 120x40, with `home` for its home folder."""
    command = [sys.executable, "-m", f"benchmarks.floors.{module}", *arguments]
    return Terminal(command, size=(120, 40), env=plain_environment(home), cwd=_HERE)


def start(module: str, home: Path) -> Trial:
    """Something that starts a floor and takes `start`, the milliseconds until READY stands on the screen."""

    def once() -> dict[str, float]:
        with floor_terminal(module, home) as terminal:
            return {"start": terminal.wait_for("READY", since=terminal.started) * 1000}

    return once


def scenarios(home: Path) -> tuple[Scenario, ...]:
    """Hello against itself, which must come out near 1.0, and the list of 10,000 rows against hello."""
    hello = Figure(start("hello", home), "start")
    return (
        Scenario("start: hello against itself", "ms", Figure(start("hello", home), "start"), hello, 1.25),
        Scenario("start: list floor", "ms", Figure(start("line_list", home), "start"), hello, 1.75),
    )
