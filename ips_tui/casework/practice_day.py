"""The practice day: moved on by a week, begun again, seen by another colleague (domain.md 6, 6.6 Z2). No ORM."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from ips_tui.casework.opening import reset_practice
from ips_tui.casework.session import Desk
from ips_tui.clock import DayClock
from ips_tui.paths import make_private
from ips_tui.store import sites
from ips_tui.store.files import write_private
from ips_tui.store.problems import translated


def practises(desk: Desk) -> bool:
    """Whether this desk's day is the practice day, which can be moved."""
    return desk.practice and isinstance(desk.clock, DayClock) and desk.state == "open" and not desk.store.readonly


def a_week_later(desk: Desk) -> date:
    """Move the practice day on by a week, and keep it. Gives back the new day.

    Nothing is recomputed: what is due does not know the day. Raises ValueError outside practice, and a StoreProblem.
    """
    clock = _day_clock(desk)
    later = clock.day + timedelta(days=7)
    with translated():
        sites.set_practice_day(desk.connection, later)
    clock.day = later
    return later


def begin_again(desk: Desk, sample: Path) -> date:
    """The invented people as they come with the program, on their first day; what was typed here is gone.

    Raises ValueError outside practice, and a StoreProblem; the practice copy is open again after either.
    """
    clock = _day_clock(desk)
    desk.close()
    try:
        with translated():
            reset_practice(desk.files, sample)
    finally:
        desk.open_practice()
    clock.day = desk.store.site.practice_day or clock.day
    return clock.day


def work_as(desk: Desk, staff_id: UUID) -> None:
    """Practise as this colleague from now on, so that a trainer can show what a team leader sees.

    Until practice is left or begun again. Raises ValueError outside practice, LookupError for nobody who works here.
    """
    if not desk.practice:
        raise ValueError("only in practice one works as somebody else")
    found = next((one for one in desk.staff() if one.id == staff_id), None)
    if found is None:
        raise LookupError("staff")
    desk.who = found


def keep_picture(desk: Desk, picture: str) -> Path:
    """Write a picture of the screen (SVG) into a new private file beside the practice copy; gives back its place.

    Raises ValueError outside practice, and a StoreProblem.
    """
    _day_clock(desk)
    folder = desk.files.path.with_name("pictures")
    moment = desk.clock.local(desk.clock.now())
    place = folder / f"{moment:%Y-%m-%d-%H%M%S}.svg"
    with translated():
        make_private(folder)
        write_private(place, picture.encode())
    return place


def _day_clock(desk: Desk) -> DayClock:
    if not practises(desk) or not isinstance(desk.clock, DayClock):
        raise ValueError("only practice has a day that can be moved")
    return desk.clock
