"""The passphrase before everything else."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework import trouble
from ips_tui.casework.session import StoreProblem
from screens.keys import bind
from screens.unlock.door import DoorScreen
from screens.unlock.lines import DoorLine, Labelled


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
        """What will matter once it is open: little room on the disk, and who else watches the place."""
        path, words = self.desk.files.path, self.app.words
        if (line := trouble.room_line(path, words) or trouble.synced_line(path, words)) is not None:
            self.say_tip(line)

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

    def action_recover(self) -> None:
        """F2: the other way in."""
        from screens.unlock.recover import RecoverScreen

        if not self.resting:
            self.app.push_screen(RecoverScreen())
