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
    `counted` the gate is on the app's own figure: a count, which is the same on every machine. `stands` is the
    ratio a gate that is missed was last measured at. `tail` says that the figure is that of the slowest few keys,
    which a busy machine makes as slow as it likes.
    """

    name: str
    unit: str
    app: Figure
    floor: Figure
    gate: float | None
    counted: bool = False
    stands: float = 0.0
    tail: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a scenario came to: the medians of both in its unit, the median of the rounds' ratios, and the ratio of the
    two at their quickest.

    Of a counted one the app's own figures stand in the place of the ratios.
    """

    scenario: Scenario
    app: float
    floor: float
    ratio: float
    quickest: float

    @property
    def passed(self) -> bool:
        """Whether the ratio is within the gate, or there is none."""
        return self.scenario.gate is None or self.ratio <= self.scenario.gate

    def clearly_missed(self, slack: float) -> bool:
        """Whether the gate times `slack`, or what stands if that is more, was missed with both at their quickest.

        A busy machine makes a program half as fast in one round and not in the next, and its floor in another round
        than itself. What each cost in its best round is what is left of the programs. A count gets no slack, and the
        slowest few keys say nothing on a busy machine.
        """
        scenario = self.scenario
        if scenario.gate is None or scenario.tail:
            return False
        if scenario.counted:
            return self.ratio > scenario.gate
        return self.quickest > max(scenario.gate, scenario.stands) * slack


def run(
    scenarios: Sequence[Scenario], rounds: int = 5, seed: int = 2026, *, before: int | None = None
) -> tuple[Outcome, ...]:
    """Run the trials of all scenarios in the same `rounds` rounds, each once a round; `seed` decides the order.

    `before`: how many of the trials run once unmeasured first; all of them where it is None.

    Raises ValueError for fewer than one round or a floor that cost nothing.
    """
    trials = list(dict.fromkeys(f.trial for scenario in scenarios for f in (scenario.app, scenario.floor)))
    measured = interleave(trials, rounds, seed, before=before)

    def figures(figure: Figure) -> tuple[float, ...]:
        return tuple(taken[figure.name] for taken in column(measured, trials.index(figure.trial)))

    outcomes = []
    for scenario in scenarios:
        app, floor = figures(scenario.app), figures(scenario.floor)
        held = app if scenario.counted else ratios(app, floor)
        quickest = min(app) if scenario.counted else min(app) / min(floor)
        outcomes.append(Outcome(scenario, median(app), median(floor), median(held), quickest))
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
