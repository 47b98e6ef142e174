"""Before the door: a copy brought back in the place of a store that cannot be read. Asked once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework import copies, copy_words
from ips_tui.casework.copies import Comparison, FoundCopy
from ips_tui.casework.session import StoreProblem
from ips_tui.text import shown
from screens.keys import bind
from screens.unlock.door import DoorScreen
from screens.unlock.lines import DoorLine, Labelled
from screens.widgets.confirm import Answer, Confirm

YES, NO = "yes", "no"


class RestoreScreen(DoorScreen):
    """Asks for the passphrase of the copy's day, says what will be missing, and brings the copy back."""

    footer_keys = ("unlock.go_on", "unlock.back")
    help_id = "restore"
    BINDINGS: ClassVar[list[BindingType]] = [bind("escape", "leave", "unlock.back")]

    def __init__(self, copy: FoundCopy) -> None:
        """`copy` is the one that is brought back."""
        super().__init__()
        self.copy = copy
        self.passphrase = DoorLine(id="passphrase")
        self._said = ""

    def trail(self) -> Sequence[str]:
        """The door, and this way in."""
        return self.app.words("unlock.title"), self.app.words("unlock.restore.title")

    def heading(self) -> tuple[str, str]:
        """Which copy, and what is needed."""
        words, clock = self.app.words, self.desk.clock
        made = copy_words.day_and_time(words, self.copy.made, clock.local(clock.now()).date())
        about = words("unlock.restore.about", folder=shown(str(self.copy.folder)), **made)
        return words("unlock.restore.heading", **made), about

    def compose_page(self) -> ComposeResult:
        """The one line."""
        yield Labelled(self.app.words("unlock.passphrase"), self.passphrase)

    def go_on(self) -> None:
        """Enter: look through the copy."""
        if not self.passphrase.value:
            self.tell(self.app.words("unlock.empty"))
        elif not self.resting:
            self._rest(True)
            self.tell(self.app.words("unlock.restore.looking"))
            self.run_worker(self._look(self.passphrase.value), name="door")

    async def _look(self, typed: str) -> None:
        words, desk = self.app.words, self.desk
        try:
            found = await asyncio.to_thread(copies.compare, desk, self.copy.folder, typed)
        except StoreProblem as problem:
            self._failed(problem.message_id)
            return
        said = "\n".join((words("copies.back.question"), "", *copy_words.comparison(found, words, desk.clock)))
        answers = (Answer(YES, words("copies.back.yes")), Answer(NO, words("copies.back.no"), safe=True))

        def answered(answer: str | None) -> None:
            if answer == YES:
                self.tell(words("unlock.restore.restoring"))
                self.run_worker(self._bring_back(found, typed), name="door")
            else:
                self.tell(words("cli.restore.left"))
                self._rest(False)

        self.app.push_screen(Confirm(said, answers), answered)

    async def _bring_back(self, found: Comparison, typed: str) -> None:
        await self._attempt(lambda: self._restored(found, typed))
        with suppress(StoreProblem):
            # Where it could not be completed its problem has been told already.
            if self.desk.state == "open":
                self.app.call_later(self.app.say, self._said)

    def _restored(self, found: Comparison, typed: str) -> None:
        words, aside = self.app.words, copies.restore(self.desk, found).aside
        self._said = words("copies.back.done") if aside is None else words("copies.back.done_kept", name=aside.name)
        self.desk.unlock(typed)
        with suppress(StoreProblem):
            # The file is open; what is due is computed again once its disk lets it.
            self.desk.warm()
