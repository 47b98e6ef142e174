"""The passphrase before everything else."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework.session import StoreProblem
from screens.keys import bind, key_label
from screens.unlock.door import DoorScreen
from screens.unlock.lines import DoorLine, Labelled

if TYPE_CHECKING:
    from ips_tui.casework.copies import FoundCopy

MENDED_BY_A_COPY = ("store.damaged", "store.lost", "store.keys_lost")
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

    def go_on(self) -> None:
        """Enter: try what was typed."""
        passphrase, desk = self.passphrase.value, self.desk
        if not passphrase:
            self.tell(self.app.words("unlock.empty"))
            return

        def work() -> None:
            desk.unlock(passphrase)
            with suppress(StoreProblem):
                # The file is open; what is due is computed again once its disk lets it.
                desk.warm()

        self.attempt(work, self.app.words("unlock.opening"))

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
