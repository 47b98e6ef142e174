"""`ips-tui report`: figures over a period. Each report is a module below `reports`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from ips_tui.cli.parser import Asked
from ips_tui.paths import Paths


def run(asked: Asked, paths: Paths) -> int:
    """Print the report that was asked for; the exit status. Raises StoreProblem and Refusal."""
    # Loaded only when it is asked for: reports bring the whole store and libraries of their own.
    report = import_module(f"ips_tui.cli.reports.{asked.what}")
    return cast(Callable[[Asked, Paths], int], report.run)(asked, paths)
