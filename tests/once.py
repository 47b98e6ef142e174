"""A story that many tests begin with is told once a worker; later tests get a copy of the store that it left."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from ips_tui.casework.session import Desk
from ips_tui.clock import SetClock
from tests import told

Gave = TypeVar("Gave")
Story = tuple[Any, ...]
"""All that was told at a desk since its store was founded, in order."""


@dataclass(frozen=True)
class _Left:
    """What a story left behind."""

    folder: Path
    gave: Any
    moment: datetime
    last_id: tuple[int, int]
    """So that ids made later are greater than those of the story, as they would be."""


_left: dict[Story, _Left] = {}
_told_at: WeakKeyDictionary[Desk, tuple[Story, Any]] = WeakKeyDictionary()


def founded(desk: Desk) -> None:
    """Nothing was told yet at this desk, which is open over a founded store in a folder of its own."""
    _told_at[desk] = (("practice" if desk.practice else "encrypted",), _stands(desk))


def once(desk: Desk, tell: Callable[..., Gave], *about: Any, **said: Any) -> Gave:
    """What `tell(desk, *about, **said)` gives back, the desk being as it leaves it.

    The store is copied where the same was told before, after the same. So `tell` gives back ids, not desks; and nothing
    is broken on purpose while it is called. Where anything else was written meanwhile, it is told anew.
    """
    before, stands = _told_at.get(desk, (None, None))
    if before is None or stands != _stands(desk):
        return tell(desk, *about, **said)
    story = (*before, (tell, about, tuple(sorted(said.items()))))
    home = desk.files.path.parent
    if story not in _left:
        gave = tell(desk, *about, **said)
        desk.close()
        folder = _templates() / str(len(_left))
        shutil.copytree(home, folder)
        _left[story] = _Left(folder, gave, _clock(desk).moment, (desk.new_id._last, desk.new_id._counter))
    else:
        desk.close()
        shutil.rmtree(home)
        shutil.copytree(_left[story].folder, home)
        _clock(desk).moment = _left[story].moment
        desk.new_id._last, desk.new_id._counter = _left[story].last_id
    told.opened(desk)
    _told_at[desk] = (story, _stands(desk))
    gave_back: Gave = _left[story].gave
    return gave_back


def _stands(desk: Desk) -> tuple[Any, ...]:
    """Equal to an earlier one where nothing happened since."""
    return () if desk.state != "open" else (desk.connection, desk.edition, _clock(desk).moment, desk.who)


def _clock(desk: Desk) -> SetClock:
    assert isinstance(desk.clock, SetClock)
    return desk.clock


_made: list[Path] = []


def _templates() -> Path:
    if not _made:
        _made.append(Path(tempfile.mkdtemp(prefix="once")))
        atexit.register(shutil.rmtree, _made[0], ignore_errors=True)
    return _made[0]
