"""The passphrase before everything else."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework import trouble
from ips_tui.casework.session import StoreProblem
from ips_tui.casework.ways_in import hints_at_the_door
from ips_tui.text import shown
from screens.keys import bind, key_label
from screens.unlock.door import DoorScreen
from screens.unlock.lines import DoorLine, Labelled

if TYPE_CHECKING:
    from ips_tui.casework.copies import FoundCopy

KEYRING_SECONDS = 20.0
"""How long the computer's keyring may take, with a question of its own to the person."""
MOST_HINTS = 3
"""One for each who has a passphrase here; more would push the tip out of a small window."""
MENDED_BY_A_COPY = ("store.damaged", "store.empty", "store.cut", "store.no_beginning", "store.lost", "store.keys_lost")
"""What is wrong when only a copy helps."""


class UnlockScreen(DoorScreen):
    """Asks for the passphrase and opens the team's file with it."""

    footer_keys = ("unlock.go_on", "unlock.restore", "unlock.recover", "unlock.leave")
    help_id = "unlock"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2", "recover", "unlock.recover"),
        bind("ctrl+b", "restore", "unlock.restore"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.passphrase = DoorLine(id="passphrase")
        self.copy: FoundCopy | None = None
        """The newest copy, once the store was found to need one."""

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where the store is sound, no key leads to its copies."""
        if action == "restore":
            return self.copy is not None
        return super().check_action(action, parameters)

    def failed(self, message_id: str) -> None:
        """A store that cannot be read: name its newest copy, and the key that brings it back."""
        if message_id in MENDED_BY_A_COPY:
            self.run_worker(self._offer(), name="copies", exclusive=True)

    async def _offer(self) -> None:
        from ips_tui.casework import copies, copy_words

        words, desk = self.app.words, self.desk
        self.copy = await asyncio.to_thread(copies.newest, desk)
        if self.copy is None:
            self.advise(words("unlock.restore.no_copy"))
        else:
            today = desk.clock.local(desk.clock.now()).date()
            made = copy_words.day_and_time(words, self.copy.made, today)
            self.advise(
                words(
                    "unlock.restore.offer",
                    key=key_label(dict(desk.config.keys).get("unlock.restore", "ctrl+b"), words),
                    **made,
                )
            )
        self.refresh_bindings()

    def action_restore(self) -> None:
        """Ctrl+B: bring the newest copy back."""
        from screens.unlock.restoring import RestoreScreen

        if not self.resting and self.copy is not None:
            self.app.push_screen(RestoreScreen(self.copy))

    def action_recover(self) -> None:
        """F2: the other way in."""
        from screens.unlock.recover import RecoverScreen

        if not self.resting:
            self.app.push_screen(RecoverScreen())
