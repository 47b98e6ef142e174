"""The passphrase before everything else."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework import trouble
from ips_tui.casework.session import StoreProblem
from ips_tui.casework.ways_in import hints_at_the_door
from ips_tui.text import shown
from screens.keys import bind
from screens.unlock.door import DoorScreen
from screens.unlock.lines import DoorLine, Labelled

KEYRING_SECONDS = 20.0
"""How long the computer's keyring may take, with a question of its own to the person."""
MOST_HINTS = 3
"""One for each who has a passphrase here; more would push the tip out of a small window."""


class UnlockScreen(DoorScreen):
    """Asks for the passphrase and opens the team's file with it."""

    footer_keys = ("unlock.go_on", "unlock.recover", "unlock.leave")
    help_id = "unlock"
    BINDINGS: ClassVar[list[BindingType]] = [bind("f2", "recover", "unlock.recover")]

    def __init__(self) -> None:
        super().__init__()
        self.passphrase = DoorLine(id="passphrase")

    def trail(self) -> Sequence[str]:
        """The door."""
        return (self.app.words("unlock.title"),)

    def heading(self) -> tuple[str, str]:
        """What the file is and why it asks."""
        return self.app.words("unlock.heading"), self.app.words("unlock.about")

    def compose_page(self) -> ComposeResult:
        """The one line."""
        yield Labelled(self.app.words("unlock.passphrase"), self.passphrase)

    def on_mount(self) -> None:
        """What will matter once it is open is told; and at the program's start the computer's keyring may open it."""
        path, words = self.desk.files.path, self.app.words
        if (line := trouble.room_line(path, words) or trouble.synced_line(path, words)) is not None:
            self.say_tip(line)
        if self.app.first_door and self.desk.config.keyring:
            self._rest(True)
            self.tell(words("unlock.by_computer"))
            self.run_worker(self._by_computer(), name="door")
        self.app.first_door = False

    async def _by_computer(self) -> None:
        """A keyring that has nothing, or never answers, keeps nobody from the passphrase, nor from leaving."""
        loop, desk = asyncio.get_running_loop(), self.desk
        asked = asyncio.Event()
        answers: list[Any] = []

        def ask() -> None:
            answers.append(desk.recalled())
            with suppress(RuntimeError):
                # The program may have been left meanwhile.
                loop.call_soon_threadsafe(asked.set)

        threading.Thread(target=ask, name="keyring", daemon=True).start()
        with suppress(TimeoutError):
            async with asyncio.timeout(KEYRING_SECONDS):
                await asked.wait()
        if answers and answers[0] is not None:
            await self._attempt(lambda: self._open(lambda: desk.unlock_recalled(answers.pop())))
        else:
            self.tell("")
            self._rest(False)

    def _open(self, unlock: Callable[[], None]) -> None:
        unlock()
        with suppress(StoreProblem):
            # The file is open; what is due is computed again once its disk lets it.
            self.desk.warm()

    def tip_text(self) -> str:
        """The hints that were written down, too."""
        words = self.app.words
        said = [words("unlock.hint.is", hint=shown(hint)) for hint in hints_at_the_door(self.desk)[:MOST_HINTS]]
        return "\n".join((*said, super().tip_text()))

    def go_on(self) -> None:
        """Enter: try what was typed."""
        passphrase, desk = self.passphrase.value, self.desk
        if not passphrase:
            self.tell(self.app.words("unlock.empty"))
            return

        self.attempt(lambda: self._open(lambda: desk.unlock(passphrase)), self.app.words("unlock.opening"))

    def action_recover(self) -> None:
        """F2: the other way in."""
        from screens.unlock.recover import RecoverScreen

        if not self.resting:
            self.app.push_screen(RecoverScreen())
