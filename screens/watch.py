"""When to lock: nobody has touched a key for so long, or the laptop has slept."""

from __future__ import annotations

from datetime import datetime

from ips_tui.clock import Clock

HEARTBEAT_SECONDS = 5.0
LONGEST_GAP_SECONDS = 30.0
MOMENT_SECONDS = 1.0
"""A stop from outside that was shorter than this was nobody's look at the terminal."""


class LockWatch:
    """Says at each heartbeat whether the store must be locked now.

    The running clock stands still while a laptop sleeps, so a timer alone would not fire over night. A wall
    clock that moved much more, or less, than the heartbeat betrays the sleep, or a clock that was set.
    """

    def __init__(self, clock: Clock, minutes: int) -> None:
        """`minutes` without a key until the lock; 0 is never, but a sleep locks all the same."""
        self._clock = clock
        self.minutes = minutes
        self._last_key = clock.tick()
        self._last_beat: datetime = clock.now()

    def touched(self) -> None:
        """Somebody is here: a key, a paste or a click."""
        self._last_key = self._clock.tick()

    def begin(self) -> None:
        """Start to watch afresh, as after unlocking."""
        self._last_key = self._clock.tick()
        self._last_beat = self._clock.now()

    def stopped(self) -> bool:
        """To be called when the program goes on after a stop from outside; True when it is time to lock.

        When the stop began is not known, only the last sign of life before it: so one that may have been longer than
        a moment counts as such. Locking costs little, since unlocking comes back to the same place.
        """
        now = self._clock.now()
        alive = min((now - self._last_beat).total_seconds(), self._clock.tick() - self._last_key)
        return not 0 <= alive <= MOMENT_SECONDS

    def beat(self) -> bool:
        """To be called every HEARTBEAT_SECONDS; True when it is time to lock."""
        now = self._clock.now()
        passed = (now - self._last_beat).total_seconds()
        self._last_beat = now
        if abs(passed - HEARTBEAT_SECONDS) > LONGEST_GAP_SECONDS:
            return True
        return bool(self.minutes) and self._clock.tick() - self._last_key >= self.minutes * 60
