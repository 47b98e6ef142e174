"""Copies of the team's store: taken by hand, by themselves once a day, before an import or a restore; thinned out.

No ORM. What a copy is stands in `store/copies.py`, which of them stay in `domain/copies.py`.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from ips_tui.casework.restoring import Comparison as Comparison
from ips_tui.casework.restoring import Restored as Restored
from ips_tui.casework.restoring import compare as compare
from ips_tui.casework.restoring import newest as newest
from ips_tui.casework.restoring import restore as restore
from ips_tui.casework.restoring import verify as verify
from ips_tui.casework.session import Desk
from ips_tui.domain.copies import CopyKind, Kept, thinned
from ips_tui.paths import make_private
from ips_tui.store import copy_log
from ips_tui.store.backup import Abandoned as Abandoned
from ips_tui.store.copies import STORE, copies_in, make_copy, name_of, remove_copy, sweep
from ips_tui.store.copies import FoundCopy as FoundCopy
from ips_tui.store.copy_log import CopyRow
from ips_tui.store.files import StoreFiles, prepare
from ips_tui.store.problems import DiskTrouble, LinkInTheWay, NoStore, StoreProblem, translate, translated

SECOND_PLACE = "ips-tui-copies"
"""The folder that is made in the second place, which may hold other things."""
_OUTSIDE_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Taken:
    """A copy that was taken and found good."""

    folder: Path
    size: int
    """Bytes."""
    seconds: float
    outside: bool
    """Whether it is on another medium than the store."""


@dataclass(frozen=True)
class Daily:
    """What came of the copies that are taken by themselves: how many, and the id of what was in the way of others."""

    taken: int = 0
    problem: str = ""


@dataclass(frozen=True)
class CopyLine:
    """A copy that the store remembers. `made` is on the wall clock; `there` says whether it can be reached now."""

    made: datetime
    days: int
    kind: CopyKind
    outside: bool
    folder: Path
    size: int
    there: bool


def take(desk: Desk, kind: CopyKind, place: Path | None = None) -> Taken:
    """Copy the open store into a new folder below `place`, or where its copies are kept; checked before it is named.

    On any thread; the store may be written to meanwhile. Raises a StoreProblem, and then nothing of the copy is left;
    Abandoned when the store is closed meanwhile.
    """
    store, clock = desk.store, desk.clock
    place = desk.files.backups if place is None else place.absolute()
    begun, now = clock.tick(), clock.now()
    with translated(), store.aside() as (connection, stopped):
        if place == desk.files.backups:
            prepare(desk.files)
        name = name_of(kind, clock.local(now))
        folder = make_copy(connection, store.key, desk.files, place, name, stopped=stopped)
        outside = is_outside(place, desk.files)
        size = (folder / STORE).stat().st_size
        if not store.readonly:
            row = CopyRow(uuid4(), now, kind, outside, str(place), folder.name, size)
            try:
                copy_log.note(connection, row, clock.now())
            except BaseException:
                # Nobody would be told of it, and it would never be thinned out.
                with suppress(OSError):
                    remove_copy(folder)
                raise
    return Taken(folder, size, clock.tick() - begun, outside)


def before_import(desk: Desk) -> Taken:
    """The copy from before something is taken in from elsewhere. Raises as `take`; then nothing may be taken in."""
    return take(desk, CopyKind.IMPORT)


def daily(desk: Desk) -> Daily:
    """The copies of this day, unless they are there: one here, one in the second place where that is at hand.

    For a thread after the first paint. Practice has none. Never raises for what is in the way: it tries again later.
    """
    if desk.practice or desk.state != "open" or desk.store.readonly:
        return Daily()
    taken, problem = 0, ""
    try:
        with translated():
            today = desk.clock.local(desk.clock.now()).date()
            _learn(desk)
            here = copies_in(desk.files.backups, desk.clock.local)
            if not any(copy.kind is CopyKind.DAILY and copy.made.date() == today for copy in here):
                taken += _take_and_thin(desk, desk.files.backups)
    except (StoreProblem, OSError) as error:
        problem = _named(error)
    except Abandoned:
        return Daily(taken)
    try:
        with translated():
            if (second := second_place(desk)) is not None and _due(desk, second):
                make_private(second)
                taken += _take_and_thin(desk, second)
    except (StoreProblem, OSError) as error:
        problem = problem or _named(error)
    except Abandoned:
        return Daily(taken)
    return Daily(taken, problem)


def second_place(desk: Desk) -> Path | None:
    """The folder for copies in the second place; None when none is set or it is not at hand. It need not be there."""
    if not desk.config.copies:
        return None
    place = Path(desk.config.copies).expanduser()
    try:
        return place / SECOND_PLACE if place.is_dir() else None
    except OSError:
        return None


def is_outside(place: Path, files: StoreFiles) -> bool:
    """Whether a folder is on another medium than the store, so that it is not lost with this laptop's disk."""
    try:
        return place.stat().st_dev != files.path.parent.stat().st_dev
    except OSError:
        return False


def lines(desk: Desk) -> tuple[CopyLine, ...]:
    """Every copy that the store remembers and that is not known to be gone, the newest first."""
    today = desk.clock.local(desk.clock.now()).date()
    found = []
    for row in copy_log.rows(desk.connection):
        made, folder = desk.clock.local(row.made_at), Path(row.place) / row.name
        there = _stands(folder)
        found.append(CopyLine(made, (today - made.date()).days, row.kind, row.outside, folder, row.size, there))
    return tuple(found)


def _take_and_thin(desk: Desk, place: Path) -> int:
    sweep(place, desk.clock.now())
    take(desk, CopyKind.DAILY, place)
    with desk.store.aside() as (connection, _):
        thin(desk, connection, place)
    return 1


def thin(desk: Desk, connection: Any, place: Path) -> None:
    """Take away what this store made in one place and need not stay there. Raises a StoreProblem, OSError."""
    local = desk.clock.local
    own = [row for row in copy_log.rows(connection) if row.place == str(place)]
    there = [row for row in own if _stands(place / row.name)]
    copy_log.gone(connection, [row.id for row in own if row not in there])
    kept = [Kept(row.id, row.kind, local(row.made_at)) for row in there]
    going = thinned(kept, local(desk.clock.now()).date())
    for row in there:
        if row.id in going:
            remove_copy(place / row.name)
            copy_log.gone(connection, [row.id])


def _learn(desk: Desk) -> None:
    """Remember the copies that stand here without a row: from before a migration, or younger than what was restored."""
    zone = desk.clock.local(desk.clock.now()).tzinfo
    with desk.store.aside() as (connection, _):
        place = desk.files.backups
        known = {row.name for row in copy_log.rows(connection) if row.place == str(place)}
        for copy in copies_in(place, desk.clock.local):
            if copy.folder.name not in known:
                made = copy.made.replace(tzinfo=zone).astimezone(UTC)
                size = copy.files.path.stat().st_size
                row = CopyRow(uuid4(), made, copy.kind, False, str(place), copy.folder.name, size)
                copy_log.note(connection, row, made)


def _due(desk: Desk, second: Path) -> bool:
    """Whether the newest copy of ours in the second place is a day old, or there is none.

    Not while its stick is out: some computers leave an empty folder there, on this laptop's own disk.
    """
    if second.is_symlink():
        raise LinkInTheWay(str(second))
    with desk.store.aside() as (connection, _):
        ours = [row for row in copy_log.rows(connection) if row.place == str(second)]
    if any(row.outside for row in ours) and not is_outside(second.parent, desk.files):
        return False
    made = [row.made_at for row in ours if _stands(second / row.name)]
    return not made or desk.clock.now() - max(made) >= _OUTSIDE_AFTER


def _stands(folder: Path) -> bool:
    try:
        return (folder / STORE).is_file()
    except OSError:
        return False


def _named(error: Exception) -> str:
    problem = translate(error) or DiskTrouble()
    # Closed meanwhile: there is nothing to say, and nobody to say it to.
    return "" if type(problem) is NoStore else problem.message_id
