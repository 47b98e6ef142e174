"""One run of a worker under strace: which call fails or kills, and what came of it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.faults.worker import Action, fork

SYSCALLS = (
    "openat",
    "read",
    "pread64",
    "write",
    "pwrite64",
    "ftruncate",
    "fsync",
    "fdatasync",
    "mkdir",
    "rename",
    "unlink",
    "rmdir",
)
"""The calls by which a program changes or reads a disk; those to its locks and its memory are left alone."""

KILL, KILLED = "KILL", "killed"


@dataclass(frozen=True, order=True)
class Fault:
    """The `nth` call of that name fails with `error`, with `persists` all after it too; or it kills (`KILL`)."""

    syscall: str
    error: str
    nth: int
    persists: bool = False

    def __str__(self) -> str:
        return f"{self.error} at {self.syscall} {self.nth}{' and on' if self.persists else ''}"

    @property
    def kind(self) -> str:
        """What is counted together."""
        if self.error == KILL:
            return KILLED
        return self.error + (" from then on" if self.persists else " once")


@dataclass(frozen=True)
class Told:
    """What came of a run: each step's word in order, how often the fault struck, how the worker ended."""

    words: tuple[tuple[int, str, str], ...]
    """Which step, `kept`, `refused` or `broke`, and how; of a copy that was kept, its name."""
    struck: int
    killed: bool
    ended: bool
    """Whether the worker came to its own end."""
    calls: Counter[str]
    """How often each call was made."""

    def kept(self, step: int) -> bool:
        """Whether the step was acknowledged."""
        return any(number == step and said == "kept" for number, said, _ in self.words)


def why_not() -> str:
    """Why no fault can be injected on this machine; empty when it can."""
    found = shutil.which("strace")
    if found is None:
        return "strace is not installed"
    tried = subprocess.run(
        [found, "-qq", "-e", "trace=getppid", "-o", os.devnull, "true"], capture_output=True, text=True, check=False
    )
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.strip()[:200]}"


def run(action: Action, home: Path, fault: Fault | None, log: Path) -> Told:
    """Let a worker do the action in `home` while strace makes that call fail; with None it is only counted."""
    process, line = fork(action, home, persists=fault is not None and fault.persists)
    words: list[tuple[int, str, str]] = []
    ended = False
    tracer: subprocess.Popen[str] | None = None
    status = None
    try:
        ready = line.hear()
        if ready != {"said": "ready"}:
            raise RuntimeError(f"{action.name} did not make ready: {ready}")
        tracer = _trace(process, fault, log)
        line.say(go=True)
        while (heard := line.hear()) is not None:
            if heard["said"] == "is it over?":
                _let_go(tracer)
                line.say(it="is")
            elif heard["said"] == "end":
                ended = True
            else:
                words.append((int(str(heard["step"])), str(heard["said"]), str(heard.get("how", ""))))
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    finally:
        if status is None:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        if tracer is not None:
            tracer.wait(60)
    said = log.read_text(encoding="utf-8", errors="replace")
    killed = status == -signal.SIGKILL
    struck = 1 if killed else len(re.findall(r"\(INJECTED\)$", said, re.MULTILINE))
    return Told(tuple(words), struck, killed, ended, Counter(re.findall(r"^(?:\d+ +)?(\w+)\(", said, re.MULTILINE)))


def _trace(process: int, fault: Fault | None, log: Path) -> subprocess.Popen[str]:
    """Strace, attached to the process."""
    what = ["-e", f"trace={','.join(SYSCALLS)}"]
    if fault is not None:
        how = f"signal={fault.error}" if fault.error == KILL else f"error={fault.error}"
        when = f"when={fault.nth}{'+' if fault.persists else ''}"
        what = ["-e", f"trace={fault.syscall}", "-e", f"inject={fault.syscall}:{how}:{when}"]
    command = ["strace", "-f", "-s", "0", "-e", "signal=none", *what, "-o", str(log), "-p", str(process)]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    said = tracer.stderr.readline()
    if "attached" not in said:
        tracer.kill()
        raise RuntimeError(f"strace did not attach: {said}")
    return tracer


def _let_go(tracer: subprocess.Popen[str]) -> None:
    tracer.send_signal(signal.SIGINT)
    tracer.wait(60)
