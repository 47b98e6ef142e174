"""Something that takes a while, on a thread, with how far it is; Esc stops it, and then nothing was done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ips_tui.content.words import Words
from screens.keys import bind, key_label
from screens.widgets.block import Block

Work = Callable[[Callable[[int, int], None], Callable[[], bool]], None]
"""What is to be done: it says how many of how many are through, and asks whether to stop."""
LOOK_SECONDS = 0.2


class Working(ModalScreen[Exception | None]):
    """Gives back what went wrong, None for nothing."""

    DEFAULT_CSS = """
    Working { align: center middle; background: $background 40%; }
    Working > .working--box {
        width: 60; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $quiet;
    }
    Working .working--said { width: 100%; height: auto; }
    """
    BINDINGS = [bind("escape", "stop", "working.stop")]

    def __init__(self, said: str, words: Words, work: Work) -> None:
        """`said` says what is being done."""
        super().__init__()
        self._said = said
        self._words = words
        self._work = work
        self._through = (0, 0)
        self._stopping = False
        self._how_far = Block(fixed=2)

    def compose(self) -> ComposeResult:
        """What is done, how far it is, and the key that stops it."""
        with Vertical(classes="working--box"):
            yield Static(Content(self._said), classes="working--said")
            yield self._how_far

    def on_mount(self) -> None:
        """Begin, and look every now and then how far it is."""
        self._show()
        self.set_interval(LOOK_SECONDS, self._show)
        self.run_worker(self._run(), exclusive=True)

    def on_unmount(self) -> None:
        """The program locks or ends: nobody waits for it any more."""
        self._stopping = True

    def action_stop(self) -> None:
        """Esc: stop where it is; what was begun is taken back whole."""
        self._stopping = True
        self._show()

    async def _run(self) -> None:
        wrong: Exception | None = None
        try:
            await asyncio.to_thread(self._work, self._note, lambda: self._stopping)
        except Exception as error:
            # Whoever asked for it knows what it means.
            wrong = error
        self.dismiss(wrong)

    def _note(self, done: int, of: int) -> None:
        """Called on the thread; only a pair is put down, which the next look shows."""
        self._through = (done, of)

    def _show(self) -> None:
        words, (done, of) = self._words, self._through
        said = words("working.through", done=done, of=of) if of else ""
        key = words("working.stop", key=key_label("escape", words))
        how = words("working.stopping") if self._stopping else key
        self._how_far.show([Content.styled(said, "bold"), Content.styled(how, "$quiet")])
