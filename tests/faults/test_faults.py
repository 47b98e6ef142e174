"""A few of the runs of `python -m tests.faults`, which makes hundreds: strace makes a call fail, or kills."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults import worker
from tests.faults.running import SAMPLED, bench, make, runs_of, table, total
from tests.faults.tracing import KILL, Fault, why_not

CI = os.environ.get("IPS_TUI_CI")
"""Set where nothing may be left out in silence, to a folder for figures: then a missing strace is a failure."""

WHY_NOT = why_not()
pytestmark = pytest.mark.skipif(bool(WHY_NOT) and not CI, reason=WHY_NOT or "faults are injected")


def test_what_was_acknowledged_is_there_whatever_failed() -> None:
    """F2, F3, F4, F6, F36: saves, drafts, copies, a copy brought back, a new passphrase, a migration and an
    opening, with a call that fails for want of room or for a broken disk from then on, or a kill in its place."""
    assert not WHY_NOT
    with bench(SAMPLED) as ready:
        runs = runs_of(ready, sample=True)
        figures = make(ready, runs)
    together = total(figures)
    if CI:
        (Path(CI) / "faults").write_text(table(figures), encoding="utf-8")
    assert together.found == []
    assert {action for action, _ in figures} == {action.name for action in SAMPLED}
    assert together.runs == len(runs) and together.faults >= 11 and together.kills >= 10


def test_an_entry_that_is_acknowledged_before_it_is_kept_is_noticed() -> None:
    """F2: the harness is no use unless it can fail: a save that says `kept` too early loses what is killed then."""
    assert not WHY_NOT
    (save,) = (action for action in worker.ACTIONS if action.name == "save")
    with bench([save]) as ready:
        first_write = Fault("pwrite64", KILL, 1)
        said, found = ready.one(save, first_write)
        assert said.killed and found.all() == []
        careless = worker.acknowledged_too_early(save)
        said, found = ready.one(careless, first_write)
        assert said.killed and said.kept(0) and len(found.lost) + len(found.half) == 1
