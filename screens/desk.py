"""What the screens need from the rest of the program: the desk a specialist sits down at.

The shell knows this protocol and nothing behind it. `ips_tui.casework.session` satisfies it; tests hand in a
small fake. Screens may ask the same object for more; what stands here is what the shell itself uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from ips_tui.casework import session
from ips_tui.casework.session import Found, FoundRecord, State
from ips_tui.clock import Clock
from ips_tui.config import Config
from ips_tui.content.words import Words

if TYPE_CHECKING:
    from screens.app import IpsApp

__all__ = ["Desk", "Found", "FoundRecord", "State", "desk_of"]


class Desk(Protocol):
    """An open, locked or not yet made store, seen from a screen."""

    @property
    def state(self) -> State:
        """Whether there is no store yet, a locked one, or an open one."""
        ...

    @property
    def practice(self) -> bool:
        """Whether the people are invented. Practice needs no passphrase and never locks."""
        ...

    @property
    def readonly(self) -> bool:
        """Whether the open store can be read and not written."""
        ...

    def noticed(self, error: BaseException) -> session.StoreProblem | None:
        """The problem of the file behind an error; None for a fault of the program."""
        ...

    @property
    def who_name(self) -> str:
        """Name of the member of staff who works here now; empty unless open."""
        ...

    @property
    def who_id(self) -> str:
        """The id of that member of staff; empty unless open, and where nobody is named."""
        ...

    @property
    def words(self) -> Words:
        """The word pack in use."""
        ...

    @property
    def clock(self) -> Clock:
        """The clock; practice sets its calendar day."""
        ...

    @property
    def config(self) -> Config:
        """What belongs to this machine: theme, keys, minutes until the lock."""
        ...

    @property
    def crash_folder(self) -> Path | None:
        """Where a crash record may be written; need not exist. None for nowhere."""
        ...

    @property
    def edition(self) -> tuple[object, ...]:
        """Equal to an earlier one as long as there is nothing new to show; only while the store is open."""
        ...

    def unlock(self, secret: str) -> None:
        """Open the store with a passphrase or a recovery key.

        Takes up to some seconds by design, so call it on a thread. Raises the session's own problem, with a
        sentence for the person, when the secret is wrong or the file is damaged or in use.
        """
        ...

    def close(self) -> None:
        """Close the store and forget its key. Harmless when it is not open."""
        ...

    def warm(self) -> None:
        """Load what the first screen did without, on a thread after the first paint. Harmless to repeat."""
        ...

    @property
    def loaded(self) -> bool:
        """Whether `warm` is through, so that `find_text` answers within milliseconds."""
        ...

    def find(self, text: str) -> Sequence[Found]:
        """Participants, then employers, whose name holds every word of `text`, best first, at most some 50.

        Called on every key, so it answers within milliseconds. An empty text may give those seen last.
        """
        ...

    def find_text(self, text: str) -> Sequence[FoundRecord]:
        """The newest records that hold every word of `text`, at most some 20."""
        ...

    def next_due(self, after: str | None) -> str | None:
        """The participant due next after this one in the order of Today, else the first; None if nobody."""
        ...


def desk_of(app: IpsApp) -> session.Desk:
    """The desk as casework knows it, for screens that ask casework; the shell itself needs less of it."""
    return cast("session.Desk", app.desk)
