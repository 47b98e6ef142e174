"""The program's own log: what happened and when, in ids and counts. No name, no text, no message of an error.

Made for those who help after something went wrong. What is noted is one of a few words, and beside it there can stand
nothing but an id that the program made, a number and the name of a class; so nothing that a person typed can.
(The standard library's rotating handler takes any text, and loads code for networks.)
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from uuid import UUID

from ips_tui.paths import make_private

LONGEST = 1_000_000
"""Bytes of one file; then it is put aside, and another begun."""
FILES = 3
"""How many there are, with the one that is written to."""


class Event(Enum):
    """What can be noted."""

    STARTED = "started"
    STOPPED = "stopped"
    UNLOCKED = "unlocked"
    CLOSED = "closed"
    SAVED = "saved"
    PROBLEM = "problem"
    """Something that a person was told; the class says what."""
    WARNING = "warning"
    """What Python or a library would have printed."""


class Log:
    """The log at one place. Noting never raises and never waits: a full disk must not stop anyone's work."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        """Nothing is made before something is noted. `now` gives moments with a time zone."""
        self.path = path
        self._now = now

    def note(self, event: Event, *, id: UUID | None = None, count: int | None = None, kind: type | None = None) -> None:
        """Add one line: the moment in UTC, the event, the id, the count, and the class by its module and name."""
        said = [f"{self._now().astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", event.value]
        if id is not None:
            said.append(str(id))
        if count is not None:
            said.append(f"{count:d}")
        if kind is not None:
            said.append(f"{kind.__module__}.{kind.__qualname__}")
        with suppress(OSError):
            self._add(" ".join(said) + "\n")

    def _add(self, line: str) -> None:
        with suppress(FileNotFoundError):
            if self.path.lstat().st_size > LONGEST:
                self._put_aside()
        # Never through a link: what is at its other end is not the program's.
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        try:
            handle = os.open(self.path, flags, 0o600)
        except FileNotFoundError:
            make_private(self.path.parent)
            handle = os.open(self.path, flags, 0o600)
        try:
            os.write(handle, line.encode("utf-8", "backslashreplace"))
        finally:
            os.close(handle)

    def _put_aside(self) -> None:
        for number in range(FILES - 2, -1, -1):
            older = self._name(number)
            with suppress(FileNotFoundError):
                older.replace(self._name(number + 1))

    def _name(self, number: int) -> Path:
        return self.path if number == 0 else self.path.with_name(f"{self.path.name}.{number}")
