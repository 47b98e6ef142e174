"""Changing who can open the file, and with what, once it is open.

Each page asks for the present passphrase first. Nothing here has a draft, and nothing of the store is rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework import ways_in
from ips_tui.casework.session import Desk, StaffMember
from ips_tui.text import shown
from screens.keys import bind
from screens.unlock.door import DoorScreen
from screens.unlock.found import Beginning, RecoveryKeyScreen, TypedBackScreen
from screens.unlock.lines import DoorLine, Labelled
from screens.unlock.recover import NewPassphrase

if TYPE_CHECKING:
    from screens.app import IpsApp

LONGEST_NAME = 30


class ChangeScreen(DoorScreen):
    """A page over an open store, that begins with the present passphrase; it ends on the page it was opened from."""

    footer_keys = ("unlock.go_on", "unlock.back")
    help_id = "ways_in"
    kind: ClassVar[str] = ""
    """Names the words of this page: `ways_in.<kind>`."""
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2,ctrl+s", "go_on", "unlock.next"),
        bind("escape", "leave", "unlock.back"),
    ]

    def __init__(self, about: StaffMember | None = None) -> None:
        """`about` is the colleague whom it is about, if it is about one."""
        super().__init__()
        self.about = about
        self.present = DoorLine(id="present")

    def trail(self) -> Sequence[str]:
        """Settings, and this page."""
        return self.app.words("shell.area.settings"), self._said("title")

    def heading(self) -> tuple[str, str]:
        """What it does, and what it does not."""
        return self._said("title"), self._said("about")

    def compose_page(self) -> ComposeResult:
        """The present passphrase."""
        yield Labelled(self.app.words("ways_in.present"), self.present)

    def action_go_on(self) -> None:
        """F2."""
        self.go_on()

    def go_on(self) -> None:
        """Do it, once nothing is wrong with what was typed."""
        wrong = self.problem() if self.present.value else ("ways_in.empty", self.present)
        if wrong is None:
            self.attempt(self.work(), self.app.words("ways_in.doing"))
        else:
            self.tell(self.app.words(wrong[0]), problem=True)
            wrong[1].focus()

    def problem(self) -> tuple[str, DoorLine] | None:
        """The id of what is wrong and the line to go to."""
        return None

    def work(self) -> Callable[[], object]:
        """What is to be done on a thread."""
        raise NotImplementedError

    def done(self) -> None:
        """Back to where it was opened, which says what was done."""
        back(self.app, self._said("done"))

    def clear(self) -> None:
        """It was the present passphrase that was wrong."""
        self.present.value = ""

    def tip_text(self) -> str:
        """At an open file nobody needs the recovery key."""
        return self.app.words("ways_in.tip")

    def problem_id(self, message_id: str) -> str:
        """It is the present passphrase that did not fit."""
        return "ways_in.wrong" if message_id == "store.wrong_passphrase" else message_id

    def _said(self, which: str) -> str:
        name = "" if self.about is None else shown(self.app.name_of(self.about.name), LONGEST_NAME)
        return self.app.words(f"ways_in.{self.kind}.{which}", name=name)


class PassphraseChangeScreen(ChangeScreen):
    """Another passphrase for who works here, or with `about` one for a colleague, who types it themselves."""

    kind = "passphrase"

    def __init__(self, about: StaffMember | None = None) -> None:
        super().__init__(about)
        self.kind = "passphrase" if about is None else "colleague"  # type: ignore[misc]
        self.new = NewPassphrase()
        self._hint_kept = True

    def compose_page(self) -> ComposeResult:
        """The present passphrase, the new one twice, a hint."""
        words = self.app.words
        yield from super().compose_page()
        yield Labelled(self._said("new"), self.new.first)
        yield Labelled(words("unlock.recover.again"), self.new.again)
        yield Labelled(words("unlock.hint.label"), self.new.hint)

    def problem(self) -> tuple[str, DoorLine] | None:
        """As at the first start."""
        return self.new.problem()

    def work(self) -> Callable[[], object]:
        """Write the one slot."""
        desk, about = self.desk, self.about
        present, passphrase, hint = self.present.value, self.new.first.value, self.new.hint.value

        def change() -> None:
            if about is None:
                self._hint_kept = ways_in.change_passphrase(desk, present, passphrase, hint)
            else:
                self._hint_kept = ways_in.let_in(desk, present, about.id, passphrase, hint)

        return change

    def done(self) -> None:
        """With a word about a hint that could not be kept."""
        more = "" if self._hint_kept else " " + self.app.words("ways_in.no_hint")
        back(self.app, self._said("done") + more)


class ShutOutScreen(ChangeScreen):
    """Takes a colleague's ways in away."""

    kind = "shut_out"

    def work(self) -> Callable[[], object]:
        """Take the slots away."""
        desk, present, about = self.desk, self.present.value, self.about
        return lambda: None if about is None else ways_in.shut_out(desk, present, about.id)


class RememberScreen(ChangeScreen):
    """Lets the computer's own keyring open the file when the program starts."""

    kind = "remember"

    def work(self) -> Callable[[], object]:
        """Make a slot that the keyring has the secret of."""
        desk, present = self.desk, self.present.value
        return lambda: ways_in.remember(desk, present)


class RecoveryKeyChangeScreen(ChangeScreen):
    """Another recovery key; it is shown and typed back as at the first start."""

    kind = "recovery_key"

    def work(self) -> Callable[[], object]:
        """Only a look: the key is made when it was typed back."""
        desk, present = self.desk, self.present.value
        return lambda: ways_in.check_present(desk, present)

    def done(self) -> None:
        """On to the key."""
        present, self.present.value = self.present.value, ""
        self.tell("")
        self._rest(False)
        said = "ways_in.recovery_key.title"
        self.app.push_screen(RecoveryKeyScreen(Renewal(present=present, title="shell.area.settings", page=said)))


@dataclass
class Renewal(Beginning):
    """What the pages of another recovery key have gathered, in memory only."""

    present: str = field(default="", repr=False)

    def work(self, desk: Desk) -> Callable[[], object]:
        """Write the one slot."""
        return lambda: ways_in.new_recovery_key(desk, self.present, self.recovery_key)

    def done(self, page: DoorScreen) -> None:
        """Back to Settings."""
        back(page.app, page.app.words("ways_in.recovery_key.done"))


def back(app: IpsApp, said: str) -> None:
    """Take these pages away, and say what was done where they were opened."""

    async def go() -> None:
        while isinstance(app.screen, (ChangeScreen, RecoveryKeyScreen, TypedBackScreen)):
            await app.pop_screen()
        if app.house is not None:
            app.house.reread()
            app.house.say(said)

    # Not from here: what is done belongs to a page that goes.
    app.call_later(go)
