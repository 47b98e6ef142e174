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
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import told
from tests.faults import templates, tracing
from tests.faults.checking import Checker, Found
from tests.faults.tracing import KILL, Fault, Told
from tests.faults.worker import ACTIONS, Action, Line, Step, work
from tests.quicker import statements_compiled_once

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

    def __init__(self, folder: Path) -> None:
        """Make the stores and do every action once in this process."""
        statements_compiled_once()
        self._folder = folder
        self._stores = folder / "stores"
        templates.make(self._stores)
        self.checker = Checker()
        self.steps: dict[str, tuple[Step, ...]] = {}
        for action in ACTIONS:
            home = self._home(action)
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
def bench() -> Iterator[Bench]:
    """A bench, in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="faults") as folder:
        yield Bench(Path(folder))


def _in_this_process(action: Action, home: Path) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        Line(ours).say(go=True)
        work(action, home, Line(theirs), persists=False)


def every_run(calls: dict[str, Counter[str]]) -> list[Run]:
    """Every call of every action fails in every way, once and from then on, and kills."""
    return [
        Run(action, fault)
        for action in ACTIONS
        for syscall, times in sorted(calls[action.name].items())
        for nth in range(1, times + 1)
        for fault in (
            Fault(syscall, KILL, nth),
            *(Fault(syscall, error, nth, persists) for error in ERRORS[syscall] for persists in (False, True)),
        )
    ]


def some_runs(calls: dict[str, Counter[str]], each: int) -> list[Run]:
    """For every action and every kind of fault, `each` of those runs, the same ones every time."""
    kinds: dict[tuple[str, str], list[Run]] = {}
    for run in every_run(calls):
        kinds.setdefault((run.action.name, run.fault.kind), []).append(run)
    chance = random.Random(SEED)
    return [run for runs in kinds.values() for run in chance.sample(runs, min(each, len(runs)))]


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
