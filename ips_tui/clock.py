"""The one place that reads the time (DESIGN idea 10): two times, a calendar day and the running clock."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the rest of the program may ask about time."""

    def today(self) -> date:
        """The calendar day work is done on; practice sets it."""
        ...

    def now(self) -> datetime:
        """The real moment, in UTC; for journal, drafts, lock and copies."""
        ...

    def local(self, moment: datetime) -> datetime:
        """The same moment on the wall clock of this place, for showing."""
        ...

    def tick(self) -> float:
        """Seconds on a clock that never goes back; only differences mean anything."""
        ...


class SystemClock:
    """The clock of this computer."""

    def today(self) -> date:
        """Today where this computer stands."""
        return datetime.now().astimezone().date()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def local(self, moment: datetime) -> datetime:
        """The moment in this computer's time zone."""
        return moment.astimezone()

    def tick(self) -> float:
        """Seconds of the monotonic clock."""
        return time.monotonic()


@dataclass
class DayClock:
    """The computer's clock with its calendar day set: practice, whose `day` is moved by a key, and `--as-of`."""

    day: date
    under: Clock = field(default_factory=SystemClock)

    def today(self) -> date:
        """The day that was set."""
        return self.day

    def now(self) -> datetime:
        """The real moment, never set."""
        return self.under.now()

    def local(self, moment: datetime) -> datetime:
        """The real moment in this computer's time zone."""
        return self.under.local(moment)

    def tick(self) -> float:
        """The real monotonic clock."""
        return self.under.tick()


class SetClock:
    """A clock set by hand, for the sample and the tests: each look at `now` moves it by a second."""

    def __init__(self, moment: datetime) -> None:
        """Start at `moment`, which must carry a time zone."""
        self.moment = moment.astimezone(UTC)

    def today(self) -> date:
        """The day of the set moment."""
        return self.moment.date()

    def now(self) -> datetime:
        """The set moment, one second later at each look, so that two entries are never at once."""
        self.moment += timedelta(seconds=1)
        return self.moment

    def local(self, moment: datetime) -> datetime:
        """The same moment, in UTC."""
        return moment.astimezone(UTC)

    def tick(self) -> float:
        """Seconds of the set moment."""
        return self.moment.timestamp()
