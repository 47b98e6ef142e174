"""What the screens before the door share: slow work on a thread, problems in calm words, a pause between tries."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from ips_tui.casework import trouble
from ips_tui.casework.session import Desk, StoreProblem
from ips_tui.text import shown
from screens.base import HouseScreen
from screens.keys import bind
from screens.unlock.lines import DoorLine

WRONG = "store.wrong_passphrase"
PAUSES = (0.0, 0.0, 1.0, 2.0, 4.0)
"""Seconds until the next try after the first, second, ... wrong one; the last holds for all that follow."""
LONGEST_LINE = 400
"""Cells of a way on, which may name a place deep in folders."""
TIP_AFTER = 2
"""Wrong tries after which Caps Lock and the keyboard's layout are worth a thought."""


class DoorScreen(HouseScreen[None]):
    """A calm page in the middle of the window, with some lines to fill in.

    Nothing typed here has a draft. While slow work runs or a pause is kept, the lines rest and a sentence says
    why; the screen itself goes on.
    """

    DEFAULT_CSS = """
    DoorScreen .house--body { align: center middle; }
    DoorScreen .door--page { width: 70; max-width: 100%; height: auto; max-height: 100%; padding: 0 1; }
    DoorScreen .door--page { overflow-y: auto; scrollbar-size: 1 1; }
    DoorScreen .door--heading { height: auto; text-style: bold; color: $accent; }
    DoorScreen .door--text { height: auto; color: $quiet; }
    DoorScreen .door--status { height: auto; min-height: 2; margin: 1 0 0 0; }
    DoorScreen .door--tip { height: auto; min-height: 2; color: $quiet; }
    DoorScreen.-lowest .door--page { overflow-y: auto; scrollbar-size-vertical: 1; }
    DoorScreen.-lowest .door--heading, DoorScreen.-lowest .door--text { display: none; }
    DoorScreen.-lowest Labelled { margin: 0; }
    DoorScreen.-lowest .door--status { margin: 0; min-height: 1; }
    DoorScreen.-lowest .door--tip { min-height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [bind("escape", "leave", "unlock.leave")]
    pauses: ClassVar[tuple[float, ...]] = PAUSES

    def __init__(self) -> None:
        super().__init__()
        self.tries = 0
        self.resting = False
        self._status = Static(Content(""), classes="door--status")
        self._tip = Static(Content(""), classes="door--tip")

    @property
    def desk(self) -> Desk:
        """The desk, with what only the door asks of it."""
        return cast("Desk", self.app.desk)

    # What a screen says about itself

    def heading(self) -> tuple[str, str]:
        """What this page is for, in a few words, and in a sentence or two."""
        raise NotImplementedError

    def compose_page(self) -> ComposeResult:
        """The lines of this page."""
        yield from ()

    def go_on(self) -> None:
        """Enter in the last line."""

    def compose_body(self) -> ComposeResult:
        """Heading, lines, what is wrong, a tip."""
        heading, text = self.heading()
        with Vertical(classes="door--page"):
            yield Static(Content(heading), classes="door--heading")
            yield Static(Content(text), classes="door--text")
            yield from self.compose_page()
            yield self._status
            yield self._tip

    # The lines

    def lines(self) -> Iterator[DoorLine]:
        """The lines from the top."""
        yield from self.query(DoorLine)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next line, and from the last one on."""
        event.stop()
        lines = list(self.lines())
        if event.input is lines[-1]:
            self.go_on()
        else:
            self.focus_next()

    def on_screen_resume(self, _: events.ScreenResume) -> None:
        """A page come back to is ready to be typed in."""
        first = next(self.lines(), None)
        if first is not None and self.focused is None:
            first.focus()

    def tell(self, text: str, *, problem: bool = False, more: Sequence[str] = ()) -> None:
        """Say what happens or what is wrong, under the lines, and in `more` what can be done, a line each."""
        sign = self.app.words("shell.problem_sign") if problem else ""
        said = Content.styled(sign + text, "bold $late") if problem else Content(text)
        self._status.update(Content("\n").join((said, *(Content(shown(line, LONGEST_LINE)) for line in more))))
        # In a low window that stands below what is seen.
        self.say(text if self._is_cut else "", problem=problem)

    @property
    def _is_cut(self) -> bool:
        return any(page.max_scroll_y > 0 for page in self.query(".door--page"))

    @property
    def told(self) -> str:
        """What stands under the lines."""
        return str(self._status.content)

    def say_tip(self, text: str) -> None:
        """Say something quietly under what happens."""
        self._tip.update(Content(text))

    @property
    def tip(self) -> str:
        """The tip under that."""
        return str(self._tip.content)

    # Slow work

    def attempt(self, work: Callable[[], object], doing: str) -> None:
        """Do `work`, such as opening the desk, on a thread; say `doing` meanwhile, and what went wrong if it did.

        A second call while the first goes on does nothing.
        """
        if not self.resting:
            self._rest(True)
            self.tell(doing)
            self.run_worker(self._attempt(work), name="door")

    async def _attempt(self, work: Callable[[], object]) -> None:
        try:
            await asyncio.to_thread(work)
        except StoreProblem as problem:
            self._failed(problem.message_id, problem)
        except FileExistsError:
            self._failed("unlock.made_meanwhile")
        except OSError:
            # Its own text names places on this computer and helps nobody here.
            self._failed("store.disk_trouble")
        else:
            self.done()

    def done(self) -> None:
        """It worked: the desk is open."""
        self.app.opened()

    def _failed(self, message_id: str, problem: StoreProblem | None = None) -> None:
        words = self.app.words
        pause = 0.0
        if message_id == WRONG:
            self.tries += 1
            pause = self.pauses[min(self.tries, len(self.pauses)) - 1]
            if self.tries >= TIP_AFTER:
                self._tip.update(Content(self.tip_text()))
            self.clear()
        said, *ways = (words(self.problem_id(message_id)),)
        if problem is not None and self.problem_id(message_id) == message_id:
            said, *ways = trouble.told(problem, words, self.desk.clock, self.desk.files.path)
        self.tell(said, problem=True, more=ways)
        if pause > 0:
            self._wait(pause)
        else:
            self._rest(False)

    def tip_text(self) -> str:
        """What may help after some wrong tries."""
        return self.app.words("unlock.tip")

    def problem_id(self, message_id: str) -> str:
        """The id of the sentence for a problem; a page may know better words for one."""
        return message_id

    def clear(self) -> None:
        """Empty what was wrong, since nobody can see where the mistake is."""
        for line in self.lines():
            if line.password:
                line.value = ""

    def _wait(self, seconds: float) -> None:
        whole = max(round(seconds), 1)
        said = "unlock.wait_one" if whole == 1 else "unlock.wait"
        self._tip.update(Content(self.app.words(said, seconds=whole)))
        step = min(seconds, 1.0)
        self.set_timer(step, lambda: self._wait(seconds - step) if seconds - step > 0 else self._waited())

    def _waited(self) -> None:
        self._tip.update(Content(self.tip_text() if self.tries >= TIP_AFTER else ""))
        self._rest(False)

    def _rest(self, resting: bool) -> None:
        self.resting = resting
        for line in self.lines():
            line.disabled = resting
        if not resting:
            lines = list(self.lines())
            next((line for line in lines if not line.value), lines[0]).focus()

    def wipe(self) -> None:
        """What opened the file stands nowhere any more."""
        for line in self.lines():
            line.value = ""

    # Leaving

    async def action_leave(self) -> None:
        """Esc: back a page, and from the first page out of the program."""
        if self.resting:
            return
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
        else:
            await self.app.action_quit()
