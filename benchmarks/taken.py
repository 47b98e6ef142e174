"""How one thing is done with a program under a terminal, the same for the application and its floor."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping, Sequence

from benchmarks.measure import median, percentile
from benchmarks.terminal import KeyTiming, Shows, Terminal

Marks = Callable[[list[str]], Sequence[Hashable]]
"""What must all have changed on the screen before a key has had its whole effect."""

WORD = "anna"
SENTENCE = "Zuzanna talked about mornings, buses and what a good week looks like"
"""Its first letter stands in no label."""


def in_milliseconds(timings: Sequence[KeyTiming]) -> dict[str, float]:
    """The median and the 95th percentile of what keys took, and the mean of the frames each caused."""
    took = [timing.seconds * 1000 for timing in timings]
    frames = sum(timing.frames for timing in timings) / len(timings)
    return {"median": median(took), "p95": percentile(took, 95), "frames": frames}


def moved(terminal: Terminal, marks: Marks, keys: int) -> dict[str, float]:
    """Press Down `keys` times and time each until all of `marks` have changed."""

    def changed_from(before: Sequence[Hashable]) -> Shows:
        return lambda lines: all(now != then for now, then in zip(marks(lines), before, strict=True))

    return in_milliseconds([terminal.key_to_frame("down", changed_from(marks(terminal.screen()))) for _ in range(keys)])


def narrowed(terminal: Terminal, searching: Callable[[str], Shows], times: int) -> dict[str, float]:
    """Type the word `times` times into a search line and time each letter; taking it out again is not timed.

    `searching` says how the screen looks once that text has narrowed the list.
    """
    timings = []
    for _ in range(times):
        for end in range(1, len(WORD) + 1):
            timings.append(terminal.key_to_frame(WORD[end - 1], searching(WORD[:end])))
        terminal.press(*["backspace"] * len(WORD))
        terminal.settle()
    return in_milliseconds(timings)


def typed(terminal: Terminal, letters: int) -> dict[str, float]:
    """Type the beginning of a sentence where the focus is and time each letter until it stands there.

    Spaces, which cannot be seen at the end of a line, are typed and not timed.
    """
    timings = []
    for end in range(1, letters + 1):
        if SENTENCE[end - 1] == " ":
            terminal.press("space")
        else:
            timings.append(terminal.key_to_frame(SENTENCE[end - 1], SENTENCE[:end]))
    return in_milliseconds(timings)


def closed(terminal: Terminal, opening: str, opened: Shows, before: Shows, times: int) -> dict[str, float]:
    """Open something with a key and close it with Esc, `times` times; the median of each."""
    opens, closes = [], []
    for _ in range(times):
        opens.append(terminal.key_to_frame(opening, opened).seconds * 1000)
        closes.append(terminal.key_to_frame("esc", before).seconds * 1000)
    return {"open": median(opens), "esc": median(closes)}


def started(terminal: Terminal, first: Shows) -> dict[str, float]:
    """Start, wait until nothing moves, and leave by Ctrl+Q.

    Milliseconds until `first` stands on the screen, until the program is idle and until it has gone after the
    key; milliseconds of processor time and megabytes of memory when it was idle.
    """
    painted = terminal.wait_for(first, since=terminal.started)
    idle = terminal.idle(quiet=0.3, since=terminal.started)
    figures = {
        "paint": painted * 1000,
        "idle": idle * 1000,
        "cpu": terminal.cpu_seconds() * 1000,
        "memory": megabytes(terminal),
    }
    return figures | {"quit": left(terminal)}


def left(terminal: Terminal) -> float:
    """Milliseconds from Ctrl+Q to the end of the process."""
    begin = time.perf_counter()
    terminal.press("ctrl+q")
    terminal.wait_exit()
    return (time.perf_counter() - begin) * 1000


def megabytes(terminal: Terminal) -> float:
    """Megabytes of memory in use."""
    return terminal.resident_bytes() / 1_000_000


def named(figures: Mapping[str, float], name: str) -> dict[str, float]:
    """The figures under longer names: `name` stands before each."""
    return {f"{name} {key}": value for key, value in figures.items()}
