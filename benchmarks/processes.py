"""Processor time and memory of a process and everything it started, read from Linux's /proc."""

from __future__ import annotations

import os
import time
from pathlib import Path


def tree(pid: int) -> list[int]:
    """The ids of the process `pid` and of its living descendants. Empty when it has gone."""
    found: list[int] = []
    waiting = [pid]
    while waiting:
        parent = waiting.pop()
        found.append(parent)
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                waiting += [int(child) for child in children.read_text().split()]
            except OSError:  # the thread ended between the two looks
                continue
    return found if Path(f"/proc/{pid}").exists() else []


def cpu_seconds(pid: int) -> float:
    """Processor seconds of the process `pid`, its descendants, and the children they waited for.

    Raises ProcessLookupError when the process has gone, OSError where there is no /proc.
    """
    members = tree(pid)
    if not members:
        if not Path("/proc/self/stat").exists():
            raise OSError("Processor time is read from /proc, which this system does not have.")
        raise ProcessLookupError(f"Process {pid} has gone.")
    return sum(_own_seconds(member) + _waited_seconds(member) for member in members)


def resident_bytes(pid: int) -> int:
    """Bytes of memory that the process `pid` and its descendants have in use; shared pages count in each.

    Raises ProcessLookupError when the process has gone, OSError where there is no /proc.
    """
    try:
        pages = [int(Path(f"/proc/{member}/statm").read_text().split()[1]) for member in tree(pid)]
    except FileNotFoundError:
        pages = []
    if not pages:
        if not Path("/proc/self/statm").exists():
            raise OSError("Memory is read from /proc, which this system does not have.")
        raise ProcessLookupError(f"Process {pid} has gone.")
    return sum(pages) * os.sysconf("SC_PAGE_SIZE")


def _own_seconds(pid: int) -> float:
    # The clock of a process counts in nanoseconds; /proc/PID/stat only in hundredths of a second.
    # Linux packs the id into a clock number: its complement, shifted, and 2 for user and system time.
    try:
        return time.clock_gettime(~pid << 3 | 2)
    except OSError:
        return 0.0


def _waited_seconds(pid: int) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0.0
    # The name in brackets may hold spaces and brackets; the fields count from behind its end.
    fields = stat.rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
