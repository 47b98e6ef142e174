"""Which faults are injected where, in which order, and the figures that come of it."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import socket
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from tests import told
from tests.faults import templates, tracing
from tests.faults.checking import Checker, Found
from tests.faults.tracing import KILL, KILLED, Fault, Told
from tests.faults.worker import ACTIONS, Action, Line, Step, work

SEED = 20261015
ERRORS = {
    "openat": ("EIO", "ENOSPC", "EROFS"),
    "read": ("EIO",),
    "pread64": ("EIO",),
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "pwrite64": ("ENOSPC", "EIO", "EROFS", "EDQUOT"),
    "ftruncate": ("ENOSPC", "EIO"),
    "fsync": ("EIO", "ENOSPC"),
    "fdatasync": ("EIO", "ENOSPC"),
    "mkdir": ("ENOSPC", "EROFS"),
    "rename": ("ENOSPC", "EIO", "EROFS"),
    "unlink": ("EIO", "EROFS"),
    "rmdir": ("EIO",),
}
"""How each call may fail on a disk that is full, broken, or has become read-only."""


@dataclass
class Figures:
    """What is counted, and what was found in words."""

    runs: int = 0
    faults: int = 0
    """Calls that were made to fail; a kill is none of them."""
    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    corrupt: int = 0
    half: int = 0
    other: int = 0
    """Kept twice, not told in a sentence, stuck when the disk was well again, left behind."""
    found: list[str] = field(default_factory=list)

    def add(self, other: Figures) -> None:
        """Count the other's too."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True)
class Run:
    """One run to be made."""

    action: Action
    fault: Fault


class Bench:
    """The stores, a place for each run, and everything loaded, so that a forked worker has nothing to load."""

    def __init__(self, folder: Path, actions: Sequence[Action]) -> None:
        """Make the stores that the actions begin with, and do each of them once in this process."""
        self.actions = actions
        self._folder = folder
        self._stores = folder / "stores"
        templates.make(self._stores, {action.template for action in actions})
        self.checker = Checker()
        self.steps: dict[str, tuple[Step, ...]] = {}
        for action in actions:
            home = self._home(action)
            self.checker.before[action.name] = self._stores / action.template
            self.steps[action.name] = tuple(action.steps(told.desk_at(templates.place(home))))
            _in_this_process(action, home)
            self.checker.learn(home, self.steps[action.name])

    def calls(self, action: Action) -> Counter[str]:
        """How often an undisturbed worker makes each call. Raises AssertionError when something is wrong even so."""
        said, found = self.one(action, None)
        assert not found.all() and said.ended, found.all()
        return said.calls

    def one(self, action: Action, fault: Fault | None) -> tuple[Told, Found]:
        """One run, and what is found afterwards."""
        home = self._home(action)
        said = tracing.run(action, home, fault, self._folder / f"log-{os.getpid()}")
        return said, self.checker.check(action, self.steps[action.name], home, said)

    def _home(self, action: Action) -> Path:
        home = self._folder / f"home-{os.getpid()}"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self._stores / action.template, home)
        return home


@contextmanager
def bench(actions: Sequence[Action] = ACTIONS) -> Iterator[Bench]:
    """A bench, in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="faults") as folder:
        yield Bench(Path(folder), actions)


def _in_this_process(action: Action, home: Path) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        Line(ours).say(go=True)
        work(action, home, Line(theirs), persists=False)


def every_run(action: Action, calls: Counter[str]) -> list[Run]:
    """Every call of the action fails in every way, once and from then on, and kills."""
    return [
        Run(action, fault)
        for syscall, times in sorted(calls.items())
        for nth in range(1, times + 1)
        for fault in (
            Fault(syscall, KILL, nth),
            *(Fault(syscall, error, nth, persists) for error in ERRORS[syscall] for persists in (False, True)),
        )
    ]


@dataclass(frozen=True)
class Amount:
    """How many runs are made of an action: of each way to fail, and of kills."""

    each: int
    kills: int


FULL, FULL_SLOW = Amount(7, 40), Amount(4, 14)
SAMPLE, SAMPLE_SLOW = Amount(1, 2), Amount(1, 1)
FEW_KINDS = ("ENOSPC once", "EIO from then on")
"""What a sample has runs of, beside kills; of slow actions the last alone."""
SAMPLED = tuple(action for action in ACTIONS if action.sampled)


def all_runs(bench: Bench) -> list[Run]:
    """Every run of every action."""
    return [run for action in bench.actions for run in every_run(action, bench.calls(action))]


def runs_of(bench: Bench, *, sample: bool) -> list[Run]:
    """The runs that are made, the same ones every time: calls that are drawn from all that an action makes."""
    chance = random.Random(SEED)
    drawn: list[Run] = []
    for action in bench.actions:
        kinds: dict[str, list[Run]] = {}
        for run in every_run(action, bench.calls(action)):
            kinds.setdefault(run.fault.kind, []).append(run)
        amount = (SAMPLE_SLOW if action.slow else SAMPLE) if sample else (FULL_SLOW if action.slow else FULL)
        for kind, runs in sorted(kinds.items()):
            if sample and kind not in (*(FEW_KINDS[1:] if action.slow else FEW_KINDS), KILLED):
                continue
            drawn += _drawn(chance, runs, amount.kills if kind == KILLED else amount.each)
    chance.shuffle(drawn)
    return drawn


def _drawn(chance: random.Random, runs: list[Run], amount: int) -> list[Run]:
    """So many: one half from all, the other from every call alike, since a file is moved once and read often."""
    chance.shuffle(runs)
    calls: dict[str, list[Run]] = {}
    for run in runs:
        calls.setdefault(run.fault.syscall, []).append(run)
    names = chance.sample(sorted(calls), len(calls))
    alike = [run for turn in zip_longest(*(calls[name] for name in names)) for run in turn if run is not None]
    # The same run may be in both halves, and is made once.
    return list(dict.fromkeys([*alike[: (amount + 1) // 2], *runs]))[:amount]


def make(bench: Bench, runs: Iterable[Run]) -> dict[tuple[str, str], Figures]:
    """Make these runs, and count by action and kind of fault."""
    figures: dict[tuple[str, str], Figures] = {}
    for run in runs:
        counted = figures.setdefault((run.action.name, run.fault.kind), Figures())
        said, found = bench.one(run.action, run.fault)
        counted.add(_counted(run, said, found))
        if found.all():
            # At once, so that a long run that is broken off has said it.
            sys.stderr.write("\n".join(f"FOUND {run.action.name}, {run.fault}: {what}" for what in found.all()) + "\n")
    return figures


def total(figures: dict[tuple[str, str], Figures]) -> Figures:
    """All of it together."""
    together = Figures()
    for counted in figures.values():
        together.add(counted)
    return together


HEAD = ("action", "fault", "runs", "faults", "kills", "acknowledged", "lost", "corrupt", "half", "other")


def table(figures: dict[tuple[str, str], Figures]) -> str:
    """The figures as lines of text, with what all of them come to."""
    rows = [HEAD, *(_row(*key, counted) for key, counted in sorted(figures.items())), _row("all", "", total(figures))]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    text = ""
    for row in rows:
        cells = [cell.ljust(w) if n < 2 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))]
        text += "  ".join(cells).rstrip() + "\n"
    return text


def _row(action: str, kind: str, counted: Figures) -> tuple[str, ...]:
    return (action, kind, *(str(getattr(counted, name)) for name in HEAD[2:]))


def make_at_once(bench: Bench, runs: list[Run], workers: int) -> dict[tuple[str, str], Figures]:
    """The same, dealt to so many processes. Raises RuntimeError when one of them did not come to its end."""
    readers = []
    for number in range(workers):
        reader, writer = os.pipe()
        if os.fork() == 0:
            status = 1
            try:
                os.close(reader)
                with os.fdopen(writer, "wb") as end:
                    pickle.dump(make(bench, runs[number::workers]), end)
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        os.close(writer)
        readers.append(reader)
    figures: dict[tuple[str, str], Figures] = {}
    for reader in readers:
        with os.fdopen(reader, "rb") as end:
            said = end.read()
        if not said:
            raise RuntimeError("a process of the runs did not come to its end")
        for key, counted in pickle.loads(said).items():
            figures.setdefault(key, Figures()).add(counted)
    for _ in readers:
        os.wait()
    return figures


def _counted(run: Run, said: Told, found: Found) -> Figures:
    where = f"{run.action.name}, {run.fault}"
    return Figures(
        runs=1,
        faults=0 if said.killed else said.struck,
        kills=int(said.killed),
        acknowledged=sum(word == "kept" for _, word, _ in said.words),
        lost=len(found.lost),
        corrupt=len(found.corrupt),
        half=len(found.half),
        other=len(found.twice) + len(found.untold) + len(found.stuck) + len(found.left),
        found=[f"{where}: {what}" for what in found.all()],
    )
