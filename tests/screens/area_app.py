"""The shell with its real work areas over a real desk, for tests of those areas; pages of records are bare."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from ips_tui.casework.session import Desk
from screens.app import IpsApp
from screens.base import HouseScreen

SIZES = [(80, 24), (120, 40)]


class Page(HouseScreen[None]):
    """Stands for the page of one record."""

    def __init__(self, record_id: str, stage: int | None = None) -> None:
        super().__init__()
        self.record_id = record_id
        self.stage = stage


class AreaApp(IpsApp):
    """Counts the frames it paints."""

    def __init__(self, desk: Desk, config_path: Path | None = None) -> None:
        super().__init__(desk, config_path=config_path)
        self.frames = 0

    def participant_page(self, participant_id: str, stage: int | None = None, record: str | None = None) -> Screen[Any]:
        return Page(participant_id, stage)

    def employer_page(self, employer_id: str, record: str | None = None) -> Screen[Any]:
        return Page(employer_id)

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        # Where Textual hands a finished frame, or part of one, to the terminal.
        if renderable is not None and not self._batch_count:
            self.frames += 1
        super()._display(screen, renderable)

    @property
    def text(self) -> str:
        """Everything on the screen in front."""
        return "\n".join(strip.text.rstrip() for strip in self.screen._compositor.render_strips())

    def line(self, holding: str) -> str:
        """The one line on the screen that holds this text, its columns one space apart."""
        (found,) = [line for line in self._close() if holding in line]
        return found

    def place(self, holding: str) -> int:
        """The number of the first line that holds this text."""
        return next(n for n, line in enumerate(self._close()) if holding in line)

    def _close(self) -> list[str]:
        return [" ".join(line.split()) for line in self.text.splitlines()]


Steps = Callable[[AreaApp, Pilot[int]], Awaitable[None]]


def drive(desk: Desk, steps: Steps, size: tuple[int, int] = (80, 24), *, config_path: Path | None = None) -> None:
    """Run these steps in the shell; `config_path` is the settings file, if there is one."""

    async def run() -> None:
        app = AreaApp(desk, config_path)
        async with app.run_test(size=size) as pilot:
            await settled(app, pilot)
            await steps(app, pilot)

    asyncio.run(run())


async def settled(app: AreaApp, pilot: Pilot[int]) -> None:
    """Wait until workers are done and everything is painted."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


async def paused(pilot: Pilot[int]) -> None:
    """Wait until everything is painted; a worker may go on waiting for an answer."""
    for _ in range(4):
        await pilot.pause()


def painting(app: App[Any]) -> None:
    """From here on this screen is painted whenever it changes, as at a terminal; other tests leave that out."""
    compositor = app.screen._compositor
    if "render_update" in vars(compositor):
        return
    # As if every frame until now had been painted.
    compositor.render_strips()

    def render_update(full: bool = False, screen_stack: list[Screen[Any]] | None = None, simplify: bool = False) -> Any:
        visible_screen_stack.set([] if screen_stack is None else screen_stack)
        if full or compositor.size.region in compositor._dirty_regions:
            return compositor.render_full_update(simplify=simplify)
        return compositor.render_partial_update()

    compositor.render_update = render_update  # type: ignore[method-assign]


async def frames_of(app: AreaApp, pilot: Pilot[int], key: str) -> int:
    """How many frames a key costs."""
    painting(app)
    await pilot.pause(0.1)
    before = app.frames
    await pilot.press(key)
    # Longer than several ticks of Textual's painting, so that a late second frame is counted too.
    await pilot.pause(0.1)
    return app.frames - before
