"""Scenarios: the application and its floor doing the same thing, and how far apart they may be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.measure import column, interleave, median, ratios, table


@dataclass(frozen=True)
class Scenario:
    """One comparison.

    `app` and `floor` do the thing once and return what it cost in `unit` (such as "ms" or
    "frames"); less is better. `gate` is the largest median ratio of app to floor that passes.
    """

    name: str
    unit: str
    app: Callable[[], float]
    floor: Callable[[], float]
    gate: float


@dataclass(frozen=True)
class Outcome:
    """What a scenario came to: the medians of both in its unit, and the median of the ratios of rounds."""

    scenario: Scenario
    app: float
    floor: float
    ratio: float

    @property
    def passed(self) -> bool:
        """Whether the ratio is within the gate."""
        return self.ratio <= self.scenario.gate


def run(scenarios: Sequence[Scenario], rounds: int = 5, seed: int = 2026) -> tuple[Outcome, ...]:
    """Run all scenarios in the same `rounds` rounds; `seed` decides the order within each.

    Raises ValueError for fewer than one round or a floor that cost nothing.
    """
    contestants = [work for scenario in scenarios for work in (scenario.app, scenario.floor)]
    measured = interleave(contestants, rounds, seed)
    outcomes = []
    for index, scenario in enumerate(scenarios):
        app, floor = column(measured, 2 * index), column(measured, 2 * index + 1)
        outcomes.append(Outcome(scenario, median(app), median(floor), median(ratios(app, floor))))
    return tuple(outcomes)


def report(outcomes: Sequence[Outcome]) -> str:
    """A table of the outcomes, one line each."""
    rows = [
        [
            outcome.scenario.name,
            f"{outcome.app:.1f}",
            f"{outcome.floor:.1f}",
            outcome.scenario.unit,
            f"{outcome.ratio:.2f}",
            f"{outcome.scenario.gate:.2f}",
            "ok" if outcome.passed else "TOO SLOW",
        ]
        for outcome in outcomes
    ]
    return table(["scenario", "app", "floor", "unit", "ratio", "gate", ""], rows)
