"""The way in for somebody who has lost the passphrase: the recovery key, and then a new passphrase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework.session import weak_passphrase, whole_recovery_key
from ips_tui.casework.ways_in import LONGEST_HINT, gives_away
from screens.keys import bind
from screens.unlock.door import WRONG, DoorScreen
from screens.unlock.lines import DoorLine, Labelled


class NewPassphrase:
    """Two lines for a new passphrase, which must be the same twice since neither is shown, and one for a hint."""

    def __init__(self) -> None:
        self.first = DoorLine(id="first")
        self.again = DoorLine(id="again")
        self.hint = DoorLine(secret=False, longest=LONGEST_HINT, id="hint")

    def problem(self) -> tuple[str, DoorLine] | None:
        """The id of what is wrong and the line to go to; None when the passphrase can be used."""
        if weak_passphrase(self.first.value):
            return "unlock.too_short", self.first
        if self.first.value != self.again.value:
            self.again.value = ""
            return "unlock.not_the_same", self.again
        if gives_away(self.hint.value, self.first.value):
            return "unlock.hint.gives_away", self.hint
        return None


class RecoverScreen(DoorScreen):
    """Asks for the recovery key and a new passphrase."""

    footer_keys = ("unlock.go_on", "unlock.back")
    help_id = "recover"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2,ctrl+s", "go_on", "unlock.next"),
        bind("escape", "leave", "unlock.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        # Forty characters from paper cannot be typed blind, and the paper lies beside the screen anyway.
        self.recovery_key = DoorLine(secret=False, id="key")
        self.new = NewPassphrase()

    def trail(self) -> Sequence[str]:
        """The door, and this way in."""
        return self.app.words("unlock.title"), self.app.words("unlock.recover.title")

    def heading(self) -> tuple[str, str]:
        """What is needed."""
        return self.app.words("unlock.recover.title"), self.app.words("unlock.recover.about")

    def compose_page(self) -> ComposeResult:
        """The key, and the new passphrase twice."""
        words = self.app.words
        yield Labelled(words("unlock.recover.key"), self.recovery_key)
        yield Labelled(words("unlock.recover.new"), self.new.first)
        yield Labelled(words("unlock.recover.again"), self.new.again)

    def action_go_on(self) -> None:
        """F2."""
        self.go_on()

    def go_on(self) -> None:
        """Try the key."""
        words = self.app.words
        if not whole_recovery_key(self.recovery_key.value):
            self.tell(words("unlock.recover.not_whole"), problem=True)
            self.recovery_key.focus()
            return
        if (wrong := self.new.problem()) is not None:
            self.tell(words(wrong[0]), problem=True)
            wrong[1].focus()
            return
        key, passphrase, desk = self.recovery_key.value, self.new.first.value, self.desk
        self.attempt(lambda: desk.recover(key, passphrase), words("unlock.opening"))

    def clear(self) -> None:
        """The passphrase was not what was wrong."""

    def problem_id(self, message_id: str) -> str:
        """It was the key that did not fit."""
        return "unlock.recover.wrong" if message_id == WRONG else message_id
