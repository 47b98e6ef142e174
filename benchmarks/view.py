"""Keeps the picture of a program's terminal: reads what it wrote first, draws it after.

Drawing takes longer than the program needs to write, so chunks wait, each with the moment of its
reading, and those moments are what a measurement is made of.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from benchmarks.child import Child
from benchmarks.emulator import Emulator, asks


class View:
    """The picture that `child` has painted so far on `emulator`; `drawn_at` is its last chunk's moment."""

    def __init__(self, child: Child, emulator: Emulator) -> None:
        self.drawn_at = 0.0
        self._child = child
        self._emulator = emulator

    def gather(self, quiet: float, longest: float) -> None:
        """Wait up to `longest` seconds for output, then read as long again until `quiet` seconds of
        silence, or until a question wants its answer."""
        if not self._child.read(longest):
            return
        end = time.perf_counter() + longest
        while time.perf_counter() < end and not self._asked() and self._child.read(quiet):
            pass

    def read_until(self, moment: float) -> None:
        """Read and answer until `moment`, a `time.perf_counter` reading."""
        while not self._child.closed and (left := moment - time.perf_counter()) > 0:
            if self._child.read(left):
                self.answer_questions()

    def catch_up(self) -> None:
        """Draw what the program has written up to now; of one that never stops, a tenth of a second."""
        end = time.perf_counter() + 0.1
        while self._child.read(0.0) and time.perf_counter() < end:
            pass
        self.draw()

    def draw(self, check: Callable[[], bool] | None = None, longest: float = math.inf) -> float | None:
        """Draw what was read; stop after the chunk in which `check` came true and return its stamp.

        What comes meanwhile is read, so that its stamp is right, and left for the next call. Drawing
        also stops, with the rest undrawn, after `longest` seconds.
        """
        chunks = self._child.chunks
        end = time.perf_counter() + longest
        for _ in range(len(chunks)):
            if time.perf_counter() > end:
                break
            self.drawn_at, data = chunks.popleft()
            found = False
            for _step in self._emulator.steps(data):
                found = found or (check is not None and check())
            self._send_answers()
            if found:
                return self.drawn_at
            self._child.read(0.0)
        return None

    def _send_answers(self) -> None:
        answers = bytes(self._emulator.answers)
        self._emulator.answers.clear()
        if answers and not self._child.closed:
            try:
                self._child.write(answers, patience=1.0)
            except BrokenPipeError:
                return  # the program has gone or does not listen; a real terminal would not mind either

    def _asked(self) -> bool:
        # A question may have been cut in two by the reading; 16 bytes reach back to its beginning.
        undrawn = sum(len(data) for _, data in self._child.chunks)
        return undrawn > 0 and asks(bytes(self._child.raw[-undrawn - 16 :]))

    def answer_questions(self) -> None:
        """Draw and answer at once if what was read asks the terminal something."""
        # Another question may be read while the first is answered, and whoever asked it waits.
        while self._asked():
            self.draw()
