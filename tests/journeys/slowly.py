"""A person who types word after word into a field, for a program that is killed in the middle of it."""

from __future__ import annotations

import time

from benchmarks.terminal import Terminal

LOST_AT_MOST = 1.0
"""Seconds of typing that a killed program may lose."""
TYPED_SECONDS = 2.5
GAP_SECONDS = 0.06
LAGS = 4
"""So many times what the slowest word took to come up is the machine's part: the program had not read it yet."""


class Slowly:
    """Types at the pace of a person, remembers when each letter was sent, and how long it took to be seen.

    What counts is typing that the program has had a second for. On a machine that is busy with other things it gets a
    letter late; so the wait for each word on the screen is measured, and as much more is typed.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._sent: list[tuple[float, str]] = []
        self.lag = 0.0
        """Seconds that the slowest word took from its last letter until it stood on the screen."""

    @property
    def lost_at_most(self) -> float:
        """Seconds of typing that may be lost on this machine as it is now."""
        return LOST_AT_MOST + LAGS * self.lag

    def __call__(self) -> None:
        started = time.perf_counter()
        number = 0
        # So much that losing everything is always too much.
        while time.perf_counter() - started < max(TYPED_SECONDS, 2 * self.lost_at_most):
            number += 1
            for letter in f"word{number}":
                self._type(letter)
            self.lag = max(self.lag, self._terminal.wait_for(f"word{number}"))
            self._type(" ")

    def _type(self, letter: str) -> None:
        self._terminal.send(letter)
        self._sent.append((time.perf_counter(), letter))
        time.sleep(GAP_SECONDS)

    def check(self, kept: str, killed: float, where: str) -> None:
        """`kept` must be the beginning of what was typed, and lack no more than may be lost."""
        assert self._before(killed).startswith(kept), where
        assert kept.startswith(self._before(killed - self.lost_at_most)), (where, self.lag)
        assert kept, where

    def _before(self, moment: float) -> str:
        return "".join(letter for at, letter in self._sent if at <= moment)
