"""Fair rounds and their statistics.

A laptop is never quiet: single runs differ fivefold. So every round runs every contestant once, in
a shuffled order, and an application is compared with the floor *of the same round*; what is
reported is the median of those ratios.
"""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def interleave(
    contestants: Sequence[Callable[[], T]], rounds: int, seed: int, *, before: int | None = None
) -> tuple[tuple[T, ...], ...]:
    """Run `rounds` rounds, each contestant once in each, in an order shuffled by `seed`.

    Returns one row for each round, with what each contestant returned in the order of the contestants.

    Before the first round every contestant, or as many of the first as `before` says, runs once unmeasured, so that
    files are in memory and compiled. Raises ValueError for fewer than one round.
    """
    if rounds < 1:
        raise ValueError("Measuring needs at least one round.")
    for contestant in contestants[:before]:
        contestant()
    order = random.Random(seed)
    measured: list[tuple[T, ...]] = []
    for _ in range(rounds):
        shuffled = order.sample(range(len(contestants)), len(contestants))
        found = {index: contestants[index]() for index in shuffled}
        measured.append(tuple(found[index] for index in range(len(contestants))))
    return tuple(measured)


def column(rounds: Sequence[Sequence[T]], index: int) -> tuple[T, ...]:
    """The figures of the contestant at `index`, round by round."""
    return tuple(figures[index] for figures in rounds)


def ratios(figures: Sequence[float], floor: Sequence[float]) -> tuple[float, ...]:
    """Each figure divided by the floor of its own round.

    Raises ValueError when the two have not as many rounds, or when a floor is not above 0.
    """
    if any(low <= 0 for low in floor):
        raise ValueError("A floor of 0 or less cannot be compared with.")
    return tuple(figure / low for figure, low in zip(figures, floor, strict=True))


def median(figures: Sequence[float]) -> float:
    """The middle figure, or the mean of the two in the middle. Raises ValueError for none."""
    return statistics.median(figures)


def percentile(figures: Sequence[float], percent: float) -> float:
    """The smallest figure that at least `percent` (above 0, up to 100) of all figures do not exceed.

    It is always a figure that was measured. Raises ValueError for no figures or a percent outside.
    """
    if not figures or not 0 < percent <= 100:
        raise ValueError("A percentile needs figures and a percent above 0 and up to 100.")
    return sorted(figures)[math.ceil(len(figures) * percent / 100) - 1]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads, in columns: the first aligned left, the others right."""
    lines = [heads, *rows]
    widths = [max(len(line[index]) for line in lines) for index in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if index else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
