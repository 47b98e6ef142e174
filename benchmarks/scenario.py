"""Scenarios: the application and its floor doing the same thing, and how far apart they may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.measure import column, interleave, median, ratios, table

Trial = Callable[[], Mapping[str, float]]
"""Something that runs a program once and returns all figures it took, by name; less is better."""


@dataclass(frozen=True)
class Figure:
    """One of the figures that a trial takes."""

    trial: Trial
    name: str


@dataclass(frozen=True)
class Scenario:
    """One comparison.

    `gate` is the largest median ratio of app to floor that passes; None where nothing was promised. With
    `counted` the gate is on the app's own figure: a count, which is the same on every machine.
    """

    name: str
    unit: str
    app: Figure
    floor: Figure
    gate: float | None
    counted: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a scenario came to: the medians of both in its unit, and the median and the least of the rounds' ratios.

    Of a counted one the app's own figures stand in the place of the ratios.
    """

    scenario: Scenario
    app: float
    floor: float
    ratio: float
    least: float

    @property
    def passed(self) -> bool:
        """Whether the ratio is within the gate, or there is none."""
        return self.scenario.gate is None or self.ratio <= self.scenario.gate

    def clearly_missed(self, slack: float) -> bool:
        """Whether the gate times `slack` was missed in every single round; a count gets no slack.

        A busy machine makes some rounds slow, a slower program makes all of them slow.
        """
        gate = self.scenario.gate
        if gate is None:
            return False
        return self.ratio > gate if self.scenario.counted else self.least > gate * slack


def run(scenarios: Sequence[Scenario], rounds: int = 5, seed: int = 2026) -> tuple[Outcome, ...]:
    """Run the trials of all scenarios in the same `rounds` rounds, each once a round; `seed` decides the order.

    Raises ValueError for fewer than one round or a floor that cost nothing.
    """
    trials = list(dict.fromkeys(f.trial for scenario in scenarios for f in (scenario.app, scenario.floor)))
    measured = interleave(trials, rounds, seed)

    def figures(figure: Figure) -> tuple[float, ...]:
        return tuple(taken[figure.name] for taken in column(measured, trials.index(figure.trial)))

    outcomes = []
    for scenario in scenarios:
        app, floor = figures(scenario.app), figures(scenario.floor)
        held = app if scenario.counted else ratios(app, floor)
        outcomes.append(Outcome(scenario, median(app), median(floor), median(held), min(held)))
    return tuple(outcomes)


def report(outcomes: Sequence[Outcome]) -> str:
    """A table of the outcomes, one line each."""
    rows = []
    for outcome in outcomes:
        gate = outcome.scenario.gate
        rows.append(
            [
                outcome.scenario.name,
                f"{outcome.app:.2f}",
                f"{outcome.floor:.2f}",
                outcome.scenario.unit,
                "count" if outcome.scenario.counted else f"{outcome.ratio:.2f}",
                "" if gate is None else f"{gate:.2f}",
                "" if gate is None else "ok" if outcome.passed else "MISSED",
            ]
        )
    return table(["scenario", "app", "floor", "unit", "ratio", "gate", ""], rows)
