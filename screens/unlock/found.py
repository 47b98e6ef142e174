"""The pages of the first start after the first: a passphrase, and the recovery key, shown once and typed back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ips_tui.casework.session import new_recovery_key, same_recovery_key
from screens.keys import bind
from screens.unlock.door import DoorScreen
from screens.unlock.lines import DoorLine, Labelled
from screens.unlock.recover import NewPassphrase

if TYPE_CHECKING:
    from ips_tui.casework.session import Desk
    from ips_tui.forms.people import FirstRunEntry

GROUPS_IN_A_LINE = 4


@dataclass
class Beginning:
    """What the pages have gathered so far, in memory only."""

    entry: FirstRunEntry | None = None
    passphrase: str = field(default="", repr=False)
    hint: str = ""
    recovery_key: str = field(default_factory=new_recovery_key, repr=False)
    title: str = "unlock.first_run.title"
    """Ids of the words for what the pages of the recovery key belong to, and for which of them it is."""
    page: str = "unlock.first_run.key"

    def work(self, desk: Desk) -> Callable[[], object] | None:
        """What is to be done, slowly, when the recovery key was typed back; None while something is missing."""
        entry = self.entry
        if entry is None:
            return None
        return lambda: desk.create(entry, self.passphrase, self.recovery_key, self.hint)

    def done(self, page: DoorScreen) -> None:
        """It is done; `page` is in front."""
        page.app.opened()


class PassphraseScreen(DoorScreen):
    """The second page: a passphrase, twice."""

    footer_keys = ("unlock.go_on", "unlock.back")
    help_id = "first_run"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2,ctrl+s", "go_on", "unlock.next"),
        bind("escape", "leave", "unlock.back"),
    ]

    def __init__(self, beginning: Beginning) -> None:
        super().__init__()
        self.beginning = beginning
        self.new = NewPassphrase()

    def trail(self) -> Sequence[str]:
        """The first start, and its second page."""
        return self.app.words("unlock.first_run.title"), self.app.words("unlock.first_run.passphrase")

    def heading(self) -> tuple[str, str]:
        """Honest advice."""
        return self.app.words("unlock.first_run.choose"), self.app.words("unlock.first_run.advice")

    def compose_page(self) -> ComposeResult:
        """The passphrase twice, and a hint."""
        yield Labelled(self.app.words("unlock.first_run.new"), self.new.first)
        yield Labelled(self.app.words("unlock.recover.again"), self.new.again)
        yield Labelled(self.app.words("unlock.hint.label"), self.new.hint)

    def action_go_on(self) -> None:
        """F2."""
        self.go_on()

    def go_on(self) -> None:
        """On to the recovery key."""
        if (wrong := self.new.problem()) is not None:
            self.tell(self.app.words(wrong[0]), problem=True)
            wrong[1].focus()
            return
        self.tell("")
        self.beginning.passphrase = self.new.first.value
        self.beginning.hint = self.new.hint.value
        self.app.push_screen(RecoveryKeyScreen(self.beginning))


class RecoveryKeyScreen(DoorScreen):
    """The third page: the recovery key, large, to be written on paper."""

    DEFAULT_CSS = """
    RecoveryKeyScreen .recovery-key { height: auto; margin: 1 0 0 2; color: $foreground; text-style: bold; }
    """
    footer_keys = ("unlock.next", "unlock.back")
    help_id = "first_run"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter,f2,ctrl+s", "go_on", "unlock.next"),
        bind("escape", "leave", "unlock.back"),
    ]

    def __init__(self, beginning: Beginning) -> None:
        super().__init__()
        self.beginning = beginning

    def trail(self) -> Sequence[str]:
        """The first start, and its third page."""
        return self.app.words(self.beginning.title), self.app.words(self.beginning.page)

    def heading(self) -> tuple[str, str]:
        """What the key is for."""
        return self.app.words("unlock.first_run.write"), self.app.words("unlock.first_run.write_about")

    def compose_page(self) -> ComposeResult:
        """The key, and what comes next."""
        yield Static(Content(spread(self.beginning.recovery_key)), classes="recovery-key")

    def on_mount(self) -> None:
        """Say what to do when it is written."""
        self.tell(self.app.words("unlock.first_run.written"))

    def action_go_on(self) -> None:
        """On: the key is typed back without being seen."""
        self.app.push_screen(TypedBackScreen(self.beginning))


class TypedBackScreen(DoorScreen):
    """The end of the third page: only what was read from the paper opens the file later, so it is tried now."""

    footer_keys = ("unlock.go_on", "unlock.look_again")
    help_id = "first_run"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2,ctrl+s", "go_on", "unlock.next"),
        bind("escape", "leave", "unlock.look_again"),
    ]

    def __init__(self, beginning: Beginning) -> None:
        super().__init__()
        self.beginning = beginning
        self.typed = DoorLine(secret=False, id="key")

    def trail(self) -> Sequence[str]:
        """The first start, still its third page."""
        return self.app.words(self.beginning.title), self.app.words(self.beginning.page)

    def heading(self) -> tuple[str, str]:
        """Why it is asked."""
        return self.app.words("unlock.first_run.back"), self.app.words("unlock.first_run.back_about")

    def compose_page(self) -> ComposeResult:
        """The one line."""
        yield Labelled(self.app.words("unlock.recover.key"), self.typed)

    def action_go_on(self) -> None:
        """F2."""
        self.go_on()

    def go_on(self) -> None:
        """Make the file, if the paper holds the key."""
        words, beginning = self.app.words, self.beginning
        if not same_recovery_key(self.typed.value, beginning.recovery_key):
            self.tell(words("unlock.first_run.differs"), problem=True)
            return
        if (work := beginning.work(self.desk)) is not None:
            self.attempt(work, words("unlock.first_run.making"))

    def done(self) -> None:
        """As it was begun."""
        self.beginning.done(self)


def spread(key: str) -> str:
    """A recovery key with room between its characters and groups, in lines of four groups."""
    groups = [" ".join(group) for group in key.split("-")]
    lines = [groups[n : n + GROUPS_IN_A_LINE] for n in range(0, len(groups), GROUPS_IN_A_LINE)]
    return "\n\n".join("     ".join(line) for line in lines)
