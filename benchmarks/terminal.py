"""A program under a pseudo-terminal: press its keys, look at its screen, time its answers.

The program is an ordinary child in a session of its own and cannot tell this from a terminal.
POSIX only; processor time on Linux only.

How the times stay honest: output is stamped when it is read, and reading goes before drawing, so
the cost of the emulation is not in a figure. One thread does both in turn: a reading thread would
wait for the interpreter lock while the screen is drawn, and its stamps would be late.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from pyte.screens import Char

from benchmarks.child import Child
from benchmarks.emulator import Emulator
from benchmarks.keys import key_bytes
from benchmarks.processes import cpu_seconds, resident_bytes
from benchmarks.view import View

Shows = str | Callable[[list[str]], bool]
"""What is awaited: a text that stands on one line, or a function of the screen's lines."""

# Seconds a quick person leaves after a key. Textual reads keys that come together in one go and sends
# the later ones where the focus was before the first; and it takes an Esc for a key only after 0.1 s.
_KEY_GAP, _ESC_GAP = 0.03, 0.15
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
_PASTE_BEGIN, _PASTE_END = "\x1b[200~", "\x1b[201~"


class TerminalError(Exception):
    """What was awaited did not happen. The message ends with the screen's text."""


class KeyTiming(NamedTuple):
    """What a key cost: seconds until the screen showed it, then all the frames and bytes it caused."""

    seconds: float
    frames: int
    bytes: int


def plain_environment(home: Path, **more: str) -> dict[str, str]:
    """An environment that is the same on every machine: only PATH and the like are passed on.

    `home` becomes HOME; `more` is added. Nothing that changes how Python or Textual run gets in.
    """
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    fixed = {"HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return kept | fixed | more


class Terminal:
    """`command` under a terminal of `size` (columns, lines), with exactly the environment `env`.

    Without `env` this process's own is passed on. Use it as a context manager: at the end of the
    block the program and its group are killed.
    """

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        cwd: str | Path | None = None,
    ) -> None:
        self._child = Child(command, size, env, cwd)
        self._emulator = Emulator(size)
        self._view = View(self._child, self._emulator)
        self._free_at = 0.0
        # Seeded: the pauses before keys differ from each other but not from run to run.
        self._random = random.Random(2026)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill the program and its group if they still run. The screen can still be looked at."""
        self._child.close()

    # What is on the screen

    @property
    def started(self) -> float:
        """The `time.perf_counter` reading just before the program was started."""
        return self._child.started

    @property
    def raw(self) -> bytes:
        """Every byte the program has written so far."""
        self._view.catch_up()
        return bytes(self._child.raw)

    @property
    def frames(self) -> int:
        """Synchronised updates finished so far; 0 for a program that does not use them."""
        self._view.catch_up()
        return self._emulator.frames

    @property
    def modes(self) -> frozenset[int]:
        """The private modes that are on now, such as 1049 (alternate screen) or 2004 (bracketed paste)."""
        self._view.catch_up()
        return frozenset(self._emulator.modes)

    def screen(self) -> list[str]:
        """The lines as they stand now, without the spaces at their ends."""
        self._view.catch_up()
        return self._emulator.lines()

    def text(self) -> str:
        """The lines of `screen`, one under the other."""
        return "\n".join(self.screen())

    def cell(self, x: int, y: int) -> Char:
        """The character and style (data, fg, bg, bold, reverse...) at column `x`, line `y`, from 0."""
        self._view.catch_up()
        return self._emulator.cell(x, y)

    # What a person does

    def send(self, data: bytes | str) -> None:
        """Write `data` as it is, text as UTF-8. Raises TerminalError when the program has ended."""
        self._view.read_until(self._free_at)
        try:
            self._child.write(data.encode() if isinstance(data, str) else data)
        except BrokenPipeError as problem:
            raise self._failure(str(problem)) from problem

    def press(self, *keys: str) -> None:
        """Press keys by name, as `keys.key_bytes` knows them, each followed by the pause a person makes.

        The pause after the last key falls before whatever is sent next. Raises ValueError for an
        unknown name, before any key is sent.
        """
        for sequence in self._sequences(keys):
            self.send(sequence)
            self._free_at = time.perf_counter() + _gap(sequence)

    def type(self, text: str) -> None:
        """Type `text` letter by letter, as fast as the program takes it; a line break is the Enter key."""
        for character in text:
            self.send("\r" if character == "\n" else character)

    def paste(self, text: str) -> None:
        """Paste as a terminal does: line breaks become carriage returns, and the marks of bracketed
        paste stand around it if the program asked for them. An end mark inside `text` is taken out."""
        text = text.replace("\r\n", "\r").replace("\n", "\r")
        if 2004 in self.modes:
            text = _PASTE_BEGIN + text.replace(_PASTE_END, "") + _PASTE_END
        self.send(text)

    def resize(self, size: tuple[int, int]) -> None:
        """Change the size to `size` (columns, lines); the program gets SIGWINCH."""
        self._view.catch_up()
        self._emulator.resize(size)
        self._child.resize(size)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the program's whole group. Harmless when it has ended."""
        self._child.kill(number)

    # Waiting and timing

    def wait_for(self, shows: Shows, timeout: float = 15.0, gone: bool = False, since: float | None = None) -> float:
        """Wait until the screen shows `shows`, or with `gone` until it no longer does.

        Returns the seconds from `since` (a `time.perf_counter` reading such as `started`; otherwise
        the call) to the reading of the output that did it, and 0.0 if it was so before. Raises
        TerminalError after `timeout` seconds, or when the program ends without it.
        """
        begin = time.perf_counter()
        check = self._check(shows, gone)
        found = self._view.drawn_at if check() else None
        while found is None:
            self._view.gather(quiet=0.002, longest=0.05)
            ended = self._child.closed
            found = self._view.draw(check)
            if found is None and ended and not self._child.chunks:
                raise self._failure(f"The program ended before {shows!r}.")
            if found is None and time.perf_counter() > begin + timeout:
                raise self._failure(f"Waited {timeout} s in vain for {shows!r}{' to go' if gone else ''}.")
        return max(0.0, found - (begin if since is None else since))

    def changes_by(self, key: str, look: Callable[[], str] | None = None, within: float = 2.0) -> bool:
        """Press a key and wait until what `look` sees, otherwise the whole screen, is another and at rest.

        False when it is the same for `within` seconds, as at the end of a list: a program that is only slow must not
        be taken for one that has nothing more to show.
        """
        look = look or self.text
        self.settle()
        before = look()
        self.press(key)
        end = time.perf_counter() + within
        while time.perf_counter() < end:
            self.settle()
            if look() != before:
                return True
        return False

    def settle(self, quiet: float = 0.05, timeout: float = 15.0) -> float:
        """Wait until nothing was written for `quiet` seconds; returns the seconds until the last output.

        Raises TerminalError if the output goes on for `timeout` seconds.
        """
        begin = last = time.perf_counter()
        while (left := last + quiet - time.perf_counter()) > 0 and not self._child.closed:
            if self._child.read(left):
                last = self._child.last
                self._view.answer_questions()
            if last > begin + timeout:
                raise self._failure(f"The program kept writing for {timeout} s.")
        self._view.draw()
        return last - begin

    def idle(self, quiet: float = 0.1, timeout: float = 15.0, since: float | None = None) -> float:
        """Wait until the program neither writes nor computes for `quiet` seconds. Linux only (OSError).

        Returns the seconds from `since` (otherwise the call) to its last output, or to the end of
        the last 10 ms in which its processes used more than a quarter of a core. Raises
        TerminalError after `timeout` seconds.
        """
        begin = last = looked = time.perf_counter()
        used = self.cpu_seconds()
        while (now := time.perf_counter()) < last + quiet and not self._child.closed:
            if now > begin + timeout:
                raise self._failure(f"The program was not idle within {timeout} s.")
            if self._child.read(0.01):
                last = self._child.last
                self._view.answer_questions()
            now = time.perf_counter()
            if now >= looked + 0.01 and not self._child.closed:
                before, used = used, self.cpu_seconds()
                if used - before > 0.25 * (now - looked):
                    last = now
                looked = now
        self._view.draw()
        return max(0.0, last - (begin if since is None else since))

    def key_to_frame(self, keys: str | Sequence[str], shows: Shows, timeout: float = 15.0) -> KeyTiming:
        """Press a key, or several at once, and time it to the frame that shows the effect `shows`.

        Seconds end at the reading of that frame's last byte; frames and bytes are all that came
        until 50 ms of silence. The screen is quiet before the key, and a random part of 1/60 s
        passes, so that no painting tick falls in step. Raises TerminalError if the effect stands
        there already, since nothing would be measured, or does not come in `timeout` seconds.
        """
        data = b"".join(self._sequences([keys] if isinstance(keys, str) else keys))
        check = self._check(shows)
        self._view.read_until(self._free_at)
        self.settle(timeout=timeout)
        self._view.read_until(time.perf_counter() + self._random.random() / 60)
        self._view.draw()
        if check():
            raise self._failure(f"{shows!r} was there before the key.")
        frames, size, begin = self._emulator.frames, len(self._child.raw), time.perf_counter()
        self.send(data)
        found = None
        while found is None:
            # Nothing is drawn before the program is quiet: drawing would make the next stamp late.
            self._view.gather(quiet=0.05, longest=1.0)
            ended = self._child.closed
            found = self._view.draw(check)
            if found is None and (ended or time.perf_counter() > begin + timeout):
                raise self._failure(f"{keys!r} did not lead to {shows!r}.")
        self._view.draw()
        self._free_at = begin + _gap(data)
        return KeyTiming(found - begin, self._emulator.frames - frames, len(self._child.raw) - size)

    def wait_exit(self, timeout: float = 15.0) -> int:
        """Wait for the end, reading all the while; returns the exit status, or minus a signal's number.

        Raises TerminalError if the program still runs after `timeout` seconds.
        """
        end = time.perf_counter() + timeout
        while (status := self._child.status()) is None:
            if time.perf_counter() > end:
                raise self._failure(f"Waited {timeout} s in vain for the end.")
            if self._child.closed:  # the last holder has let go of the terminal: it is about to end
                self._child.wait(end - time.perf_counter())
            elif self._child.read(0.02):
                self._view.answer_questions()
        self._view.catch_up()
        return status

    def cpu_seconds(self) -> float:
        """Processor seconds that the program and its children have used so far.

        Linux only (OSError). Raises ProcessLookupError when the program has ended.
        """
        return cpu_seconds(self._child.pid)

    def resident_bytes(self) -> int:
        """Bytes of memory that the program and its children have in use now.

        Linux only (OSError). Raises ProcessLookupError when the program has ended.
        """
        return resident_bytes(self._child.pid)

    def _sequences(self, keys: Sequence[str]) -> list[bytes]:
        return [key_bytes(key, 1 in self.modes) for key in keys]

    def _check(self, shows: Shows, gone: bool = False) -> Callable[[], bool]:
        def check() -> bool:
            lines = self._emulator.lines()
            there = any(shows in line for line in lines) if isinstance(shows, str) else shows(lines)
            return there != gone

        return check

    def _failure(self, sentence: str) -> TerminalError:
        self._view.draw(longest=0.5)
        status = self._child.status()
        state = "It still runs." if status is None else f"It ended with status {status}."
        return TerminalError(f"{sentence} {state} The screen:\n" + "\n".join(self._emulator.lines()))


def _gap(sequence: bytes) -> float:
    return _ESC_GAP if sequence == b"\x1b" else _KEY_GAP
