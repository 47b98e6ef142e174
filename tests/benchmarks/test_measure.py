"""The rounds and their statistics, on figures whose answers are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from benchmarks.measure import column, interleave, median, percentile, ratios, table
from benchmarks.scenario import Figure, Outcome, Scenario, Trial, report, run


def test_each_round_runs_every_contestant_once_after_one_warm_up() -> None:
    calls: list[str] = []

    def contestant(name: str) -> float:
        calls.append(name)
        return float(len(calls))

    names = ("a", "b", "c")
    interleave([partial(contestant, name) for name in names], rounds=1, seed=1, before=2)
    assert calls[:2] == ["a", "b"] and sorted(calls[2:]) == ["a", "b", "c"]
    calls.clear()
    rounds = interleave([partial(contestant, name) for name in names], rounds=4, seed=1)

    assert calls[:3] == ["a", "b", "c"]
    in_rounds = [calls[start : start + 3] for start in range(3, 15, 3)]
    assert all(sorted(round_) == ["a", "b", "c"] for round_ in in_rounds)
    assert len(calls) == 15
    # Every figure stands in its own contestant's column, whatever the order of the round was.
    for index, name in enumerate(names):
        assert [calls[int(figure) - 1] for figure in column(rounds, index)] == [name] * 4


def order_of(seed: int) -> list[int]:
    calls: list[int] = []

    def contestant(index: int) -> float:
        calls.append(index)
        return 1.0

    interleave([partial(contestant, index) for index in range(6)], rounds=5, seed=seed)
    return calls[6:]


def test_the_seed_decides_the_order_and_the_order_changes_between_rounds() -> None:
    assert order_of(7) == order_of(7)
    assert order_of(7) != order_of(8)
    assert len({tuple(order_of(7)[start : start + 6]) for start in range(0, 30, 6)}) > 1


def test_no_round_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one round"):
        interleave([lambda: 1.0], rounds=0, seed=1)


def test_ratios_use_the_floor_of_the_same_round() -> None:
    # The second round was run on a machine ten times slower; the ratio does not see it.
    assert ratios([2.0, 20.0, 3.0], [1.0, 10.0, 1.0]) == (2.0, 2.0, 3.0)


@pytest.mark.parametrize(("figures", "floor"), [([1.0], [0.0]), ([1.0], [-1.0]), ([1.0, 2.0], [1.0])])
def test_ratios_refuse_what_cannot_be_compared(figures: list[float], floor: list[float]) -> None:
    with pytest.raises(ValueError):
        ratios(figures, floor)


def test_median() -> None:
    assert median([5.0, 1.0, 3.0]) == 3.0
    assert median([4.0, 1.0]) == 2.5


@pytest.mark.parametrize(("percent", "expected"), [(100, 20.0), (95, 19.0), (94, 19.0), (50, 10.0), (5, 1.0), (1, 1.0)])
def test_percentile_is_the_nearest_figure_that_was_measured(percent: float, expected: float) -> None:
    assert percentile([float(n) for n in range(20, 0, -1)], percent) == expected


@pytest.mark.parametrize("percent", [0, -1, 100.1])
def test_percentile_refuses_what_is_no_percentage(percent: float) -> None:
    with pytest.raises(ValueError, match="percent"):
        percentile([1.0], percent)


def test_percentile_needs_figures() -> None:
    with pytest.raises(ValueError, match="figures"):
        percentile([], 95)


def test_table_aligns_names_left_and_figures_right() -> None:
    assert table(["what", "ms"], [["start", "9.5"], ["a", "140.0"]]) == ("what      ms\nstart    9.5\na      140.0")


def trial(*figures: float) -> Callable[[], dict[str, float]]:
    """A trial that takes these figures in turn; the first goes to the warm-up."""
    left = iter(figures)
    return lambda: {"ms": next(left)}


NEVER_RUN = trial()


def scenario(gate: float | None, app: Trial = NEVER_RUN, floor: Trial = NEVER_RUN, counted: bool = False) -> Scenario:
    return Scenario("key", "ms", Figure(app, "ms"), Figure(floor, "ms"), gate, counted)


def test_a_scenario_reports_the_median_of_the_rounds_own_ratios() -> None:
    # Ratio of the medians: 2; median of the ratios: 3.
    app, floor = trial(99.0, 3.0, 30.0, 4.0), trial(99.0, 1.0, 10.0, 2.0)
    (outcome,) = run([scenario(2.5, app, floor)], rounds=3)

    assert (outcome.app, outcome.floor, outcome.ratio, outcome.quickest) == (4.0, 2.0, 3.0, 3.0)
    assert not outcome.passed


def test_a_count_is_held_to_its_gate_by_itself() -> None:
    app, floor = trial(9.0, 1.0, 1.2, 1.2), trial(9.0, 2.0, 2.0, 2.0)
    (outcome,) = run([scenario(1.1, app, floor, counted=True)], rounds=3)

    assert outcome.ratio == 1.2
    assert not outcome.passed
    assert outcome.clearly_missed(1.5)


def test_a_trial_that_several_figures_come_from_runs_once_a_round() -> None:
    runs: list[int] = []

    def both() -> dict[str, float]:
        runs.append(len(runs))
        return {"paint": 2.0, "cpu": 6.0}

    app, floor = Figure(both, "paint"), Figure(trial(1.0, 1.0, 1.0, 1.0), "ms")
    paint, cpu = run([Scenario("p", "ms", app, floor, 9.0), Scenario("c", "ms", Figure(both, "cpu"), floor, 9.0)], 3)

    assert len(runs) == 4
    assert (paint.ratio, cpu.ratio) == (2.0, 6.0)


def test_a_ratio_at_the_gate_passes_and_without_a_gate_everything_does() -> None:
    assert Outcome(scenario(1.5), app=3.0, floor=2.0, ratio=1.5, quickest=1.4).passed
    assert not Outcome(scenario(1.5), app=3.0, floor=2.0, ratio=1.51, quickest=1.4).passed
    free = Outcome(scenario(None), app=3.0, floor=2.0, ratio=99.0, quickest=99.0)
    assert free.passed and not free.clearly_missed(1.0)


def test_a_gate_is_clearly_missed_only_when_both_at_their_quickest_miss_it_by_far() -> None:
    assert not Outcome(scenario(2.0), app=9.0, floor=2.0, ratio=4.5, quickest=3.0).clearly_missed(1.5)
    assert Outcome(scenario(2.0), app=9.0, floor=2.0, ratio=4.5, quickest=3.1).clearly_missed(1.5)


def test_a_machine_that_is_busy_in_other_rounds_for_the_app_than_for_its_floor_spoils_nothing() -> None:
    # Twice the floor, and half as fast now and then: every round's own ratio is 1 or 4.
    app, floor = trial(9.0, 4.0, 2.0, 4.0), trial(9.0, 1.0, 2.0, 1.0)
    (outcome,) = run([scenario(1.5, app, floor)], rounds=3)

    assert (outcome.ratio, outcome.quickest) == (4.0, 2.0)
    assert not outcome.clearly_missed(1.5)
    assert outcome.clearly_missed(1.3)


def test_what_stands_and_the_slowest_few_keys_get_more_slack() -> None:
    one = scenario(2.0)
    missed = Outcome(one, app=9.0, floor=2.0, ratio=4.5, quickest=4.4)
    assert missed.clearly_missed(1.5)
    assert not replace(missed, scenario=replace(one, stands=3.0)).clearly_missed(1.5)
    assert replace(missed, scenario=replace(one, stands=2.9)).clearly_missed(1.5)
    assert not replace(missed, scenario=replace(one, tail=True)).clearly_missed(1.5)


def test_the_report_names_what_missed_its_gate() -> None:
    outcomes = [Outcome(scenario(1.5), 150.0, 100.0, ratio, ratio) for ratio in (1.5, 1.6)]
    outcomes.append(Outcome(scenario(None), 150.0, 100.0, 9.0, 9.0))
    lines = report(outcomes).splitlines()

    assert lines[1].split() == ["key", "150.00", "100.00", "ms", "1.50", "1.50", "ok"]
    assert lines[2].endswith("MISSED")
    assert lines[3].split() == ["key", "150.00", "100.00", "ms", "9.00"]
