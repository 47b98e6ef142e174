"""What every page of reports has in common: what is asked for stands above, and it is counted.

Counting runs on a thread, so that keys work all the while; Esc leaves, and what is being counted is let go.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget

from ips_tui.reports.asked import Asked, Asking, PeriodName, ReportKind
from ips_tui.text import shown
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.reports.choosing import ChoosingScreen
from screens.widgets.block import Block, spread, wrapped

if TYPE_CHECKING:
    from ips_tui.reports.asked import Counted
    from ips_tui.reports.outcomes import OutcomeReport
    from screens.app import IpsApp
    from screens.place import Place

LOOK_SECONDS = 0.2
LOW = 16
"""Lines of a window below which only what matters most stands above a list."""


class Stopped(Exception):
    """Nobody waits for it any more."""


class Run:
    """One counting: how far it is, and whether to stop. The thread only puts a pair down and looks at a flag."""

    def __init__(self) -> None:
        self.far = (0, 0)
        self.stop = False

    def through(self, done: int, of: int) -> None:
        """So many of so many. Raises Stopped."""
        if self.stop:
            raise Stopped
        self.far = (done, of)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Look for no garbage meanwhile: among the rows of a large team that takes up to a second, and no key works."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


class ReportScreen(ChoosingScreen):
    """A page about a period; `kind` says what must be counted for it, None for nothing."""

    AUTO_FOCUS = ""
    kind: ReportKind | None = None
    says_runs: ClassVar[bool] = True
    """Whether it is said above that the period is not over; False for a page that says it itself."""
    made_of: ClassVar[tuple[str, ...] | None] = ("period", "whose")
    DEFAULT_CSS = """
    ReportScreen RecordList { height: 1fr; }
    ReportScreen .reports--below { background: $surface; }
    """

    def __init__(self, period: str | None = None, whose: str | None = None, *, asking: Asking | None = None) -> None:
        """About this period and these people; `asking` is what the page below asks, where there is one."""
        super().__init__(asking or Asking(Asked(period or PeriodName.LAST_90, whose or "")))
        self.found: Counted | None = None
        self._run: Run | None = None
        self._ticking: Timer | None = None
        self._shown: Asked | None = None
        self._line_wanted = ""
        self.above = Block(classes="list--above")

    @classmethod
    def again(cls, app: IpsApp, place: Place) -> HouseScreen[None] | None:
        """This page once more; it asks what the page of reports below it asks."""
        made = cls(*place.ids)
        below = app.house
        if isinstance(below, ReportScreen) and below.asking.asked == made.asking.asked:
            made.asking = below.asking
        return made

    async def stand_at(self, place: Place) -> None:
        """After a lock the line is there only once it is counted."""
        self._line_wanted = place.line if self.counting else ""
        await super().stand_at(place)

    @property
    def outcomes(self) -> OutcomeReport | None:
        """What was counted, where it is measures."""
        from ips_tui.reports.outcomes import OutcomeReport

        return self.found if isinstance(self.found, OutcomeReport) else None

    # What a page fills in

    def compose_body(self) -> ComposeResult:
        """What is asked for, and what comes of it."""
        yield self.above
        yield from self.compose_found()

    def compose_found(self) -> ComposeResult:
        """The widgets that show what was counted."""
        yield from ()

    def show_found(self) -> None:
        """Show what was counted, which is `found`."""

    def fit(self) -> None:
        """Fit what else stands here to the size of the window."""

    def head(self, width: int) -> Iterator[Content]:
        """Further lines above, of at most `width` cells."""
        yield from ()

    @property
    def first_widget(self) -> Widget | None:
        """Where one begins."""
        return None

    # Counting

    def on_mount(self) -> None:
        """Begin where one reads, and count."""
        if self.first_widget is not None:
            self.set_focus(self.first_widget, scroll_visible=False)
        self.refresh_title()
        self.count()

    def on_unmount(self) -> None:
        """The program locks or ends, or the page is left: nobody waits any more."""
        self._end()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """On a page above another period may have been chosen."""
        if self._shown is not None and self._shown != self.asking.asked:
            self.count()

    def on_resize(self, event: events.Resize) -> None:
        """Everything is broken to the new width."""
        self.draw_above()
        self.fit()

    def reread(self) -> None:
        """Something was written, so that the figures may be others."""
        self.count()

    def count(self) -> None:
        """Count what is asked for now, unless that was done and still holds."""
        self._end()
        self._shown = self.asking.asked
        self.draw_above()
        if self.kind is None:
            return
        desk = desk_of(self.app)
        if (kept := self.asking.kept(desk, self.kind)) is not None:
            self._take(kept)
            return
        self._run = run = Run()
        counter = self.asking.counter(desk, self.kind)
        self._ticking = self.set_interval(LOOK_SECONDS, self.draw_above)
        self.draw_above()
        self.run_worker(self._counting(run, counter), exclusive=True, group="counting")

    async def _counting(self, run: Run, counter: Callable[[Callable[[int, int], None]], Counted]) -> None:
        try:
            with no_collecting():
                found = await asyncio.to_thread(counter, run.through)
        except Stopped:
            return
        except LookupError as missing:
            if run.stop or self.app.desk.state != "open":
                return
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a specialist who is gone
            # Whose people were asked for works here no longer.
            self.asking.change(whose="")
            self.count()
            return
        except Exception as error:
            # A store that was closed meanwhile is no matter any more; one that cannot be read is said.
            if not run.stop and self.app.desk.state == "open" and not self.app.took(error):
                raise
            if run is self._run:
                self._end()
                self.draw_above()
            return
        if run is self._run and not run.stop and self.app.desk.state == "open":
            self._end()
            self._take(found)

    def _take(self, found: Counted) -> None:
        self.found = found
        self.draw_above()
        self.show_found()
        if self._line_wanted and (records := self._records()) is not None:
            records.move_to(self._line_wanted)
        self._line_wanted = ""
        self.refresh_bindings()

    def _end(self) -> None:
        if self._run is not None:
            self._run.stop = True
        self._run = None
        if self._ticking is not None:
            self._ticking.stop()
        self._ticking = None

    @property
    def counting(self) -> bool:
        """Whether it is being counted."""
        return self._run is not None

    # What stands above

    def draw_above(self) -> None:
        """Show what is asked for and how far counting is."""
        if self.is_mounted and self.app.desk.state == "open":
            width = max(self.size.width - 2, 20)
            self.above.show([*self._asked(width), *self.head(width)])

    def _asked(self, width: int) -> Iterator[Content]:
        words, low = self.app.words, self.size.height < LOW
        period, whose = Content.styled(self.period_said(), "bold"), Content.styled(shown(self.whose_said()), "bold")
        if period.cell_length + whose.cell_length + 2 <= width:
            yield spread(period, whose, width)
        else:
            yield from (period, whose)
        if self._run is not None:
            done, of = self._run.far
            said = words("reports.counting_far", done=done, of=of) if of else words("reports.counting")
            yield Content.styled(shown(said, width), "$accent")
        elif self.says_runs and not low and self.found is not None and self.found.runs:
            left = (self.found.asked.last - self.found.as_of).days
            day = self.app.day_name(self.found.as_of)
            said = words("reports.runs_one", day=day) if left == 1 else words("reports.runs", day=day, left=left)
            yield Content.styled(shown(said, width), "$quiet")

    # What pages say

    def name_of_ref(self, ref: str) -> str:
        """A person as they may be shown now: `P07 Siân Probert`."""
        person = self.asking.person(ref)
        return ref if person is None else f"{ref} {self.app.name_of(person.name)}"

    def open_ref(self, ref: str) -> None:
        """The page of the person of that reference; Esc there comes back here."""
        if (person := self.asking.person(ref)) is not None:
            self.app.open_participant(str(person.id))


def styled(text: str, width: int, style: str = "", most: int | None = None) -> Iterator[Content]:
    """A text broken to lines of a style."""
    for line in wrapped(text, width, most):
        yield Content.styled(line, style) if style else Content(line)
