"""A real desk over a copy of the invented people, and the shell over it with bare work areas, for screen tests."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from textual.pilot import Pilot

from ips_tui.casework import employer_list, employers, people
from ips_tui.casework.caseload import by_ref
from ips_tui.casework.session import Desk, reset_practice
from ips_tui.clock import Clock, SetClock
from ips_tui.config import Config
from ips_tui.forms.employers import EmployerEntry
from ips_tui.forms.people import ReferralEntry
from ips_tui.paths import sample
from ips_tui.store.files import StoreFiles
from screens import areas
from screens.app import IpsApp
from screens.base import HouseScreen
from screens.widgets.form.form_screen import FormScreen
from tests import told

NOW = datetime(2026, 10, 15, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
HOSTILE = "[/oops] O'Brien [x]\x1b]52;c;aGk=\x07 \x9b2J \u202egpj e\u0301 =1+1 " + "n" * 300
SIZES = [(80, 24), (120, 40)]
WHOLE = (80, 200)
"""So high that next to nothing of a page is below the window; long lists still go on."""


class BareScreen(HouseScreen[None]):
    """A work area with nothing in it."""


class HouseApp(IpsApp):
    """The shell, whose work areas are bare."""

    MODES: Mapping[str, areas.Factory] = dict.fromkeys(areas.AREAS, BareScreen)  # type: ignore[assignment,misc]


@cache
def _practice() -> Path:
    """A folder with the invented people, put there once a worker, whose store has counted its tables already."""
    folder = Path(tempfile.mkdtemp(prefix="practice"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    files = StoreFiles(folder / "practice.db")
    reset_practice(files, sample())
    desk = Desk(files, clock=SetClock(NOW), words=told.british(), config=Config(), practice=True)
    desk.open_practice()
    desk.connection.execute("ANALYZE")
    desk.close()
    return folder


@contextmanager
def desk_on(folder: Path, clock: Clock | None = None) -> Iterator[Desk]:
    """The invented people, copied to that folder, on the practice day; `clock` where the wall says another."""
    files = StoreFiles(folder / "practice.db")
    shutil.copytree(_practice(), folder, dirs_exist_ok=True)
    desk = Desk(files, clock=clock or SetClock(NOW), words=told.british(), config=Config(), practice=True)
    desk.open_practice()
    try:
        yield desk
    finally:
        desk.close()


def person(desk: Desk, ref: str) -> UUID:
    """The id of an invented person."""
    line = by_ref(desk, ref)
    assert line is not None
    return line.id


def employer(desk: Desk, name: str) -> UUID:
    """The id of an invented employer."""
    ids = [row[0] for row in employer_list.index(desk)]
    return next(line.id for line in employer_list.lines(desk, ids).values() if line.name == name)


def unvisited(desk: Desk, name: str = "Tidewater Laundry") -> UUID:
    """An employer that no story tells of."""
    return employers.add_employer(desk, EmployerEntry(name=name, sector="cleaning"))


def hostile_person(desk: Desk) -> UUID:
    """Somebody with a name that tries to be markup and a terminal's command."""
    like = people.referral_entry(desk, person(desk, "P01"))
    values = {**dict(like), "name": HOSTILE, "received_on": TODAY - timedelta(days=2), "accepted_on": TODAY}
    return people.receive_referral(desk, ReferralEntry(**values))


def on_screen(
    desk: Desk, steps: Callable[[HouseApp, Pilot[None]], Awaitable[None]], size: tuple[int, int] = (80, 24)
) -> None:
    """Run these steps in the shell."""

    async def run() -> None:
        app = HouseApp(desk)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(app, pilot)

    asyncio.run(run())


async def in_both_sizes(pilot: Pilot[None], look: Callable[[], None]) -> None:
    """Look at the screen, which is small, in the wide window too; it is small again afterwards."""
    small, wide = SIZES
    assert pilot.app.size == small
    await pilot.pause()
    look()
    await pilot.resize_terminal(*wide)
    await pilot.pause()
    look()
    await pilot.resize_terminal(*small)
    await pilot.pause()


async def seen_whole(pilot: Pilot[None], look: Callable[[], None]) -> None:
    """Look at what is below the window too; it is small again afterwards."""
    await pilot.resize_terminal(*WHOLE)
    await pilot.pause()
    look()
    await pilot.resize_terminal(*SIZES[0])
    await pilot.pause()


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Say which of many was asked about where it fails."""
    try:
        yield
    except BaseException as fault:
        fault.add_note(f"It was about: {name}")
        raise


async def fill(pilot: Pilot[None], form: FormScreen, **raw: str) -> None:
    """Put raw text into fields as if it had been typed."""
    for name, text in raw.items():
        form.filled.put(name, text)
    form.body.show_all()
    form._typed()
    await pilot.pause()


def text_of(app: HouseApp) -> str:
    """Everything that stands on the screen in front, as plain text."""
    screen = app.screen
    width, height = screen.size
    lines = screen._compositor.render_strips() if screen.size else []
    return "\n".join(strip.text for strip in lines)[: (width + 1) * height]
