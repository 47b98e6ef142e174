"""Who can open the file on this computer: everyone who works here, and the ways in that each has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework.ways_in import Opener, openers
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.keys import bind
from screens.unlock.change import PassphraseChangeScreen, ShutOutScreen
from screens.widgets.record_list import Column, RecordList
from screens.widgets.record_source import RereadSource


class OpenersScreen(HouseScreen[None]):
    """One line for each member of staff; a passphrase is given by the one who will use it, at this keyboard."""

    DEFAULT_CSS = """
    OpenersScreen RecordList { height: 1fr; background: $background; }
    """
    footer_keys = ("openers.let_in", "openers.shut_out", "screen.back")
    help_id = "openers"
    made_of = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("e", "let_in", "openers.let_in"),
        bind("x", "shut_out", "openers.shut_out"),
    ]

    def trail(self) -> Sequence[str]:
        """Settings, and this page."""
        return self.app.words("shell.area.settings"), self.app.words("settings.here.openers.name")

    def compose_body(self) -> ComposeResult:
        """One list."""
        words = self.app.words
        columns = (
            Column("name", words("openers.column.name"), 26),
            Column("opens", words("openers.column.opens"), 0),
        )
        self._source = RereadSource(self.rows)
        self.list = RecordList(columns, self._source, empty="")
        yield self.list

    def on_mount(self) -> None:
        """The list is where one begins."""
        self.list.focus()

    def reread(self) -> None:
        """Somebody was let in or shut out."""
        self.list.reload()

    def refresh_people(self) -> None:
        """Colleagues are no participants: their names stay."""

    def rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Everyone by name, and in words what opens the file for them."""
        words, who = self.app.words, self.app.desk.who_id
        for one in openers(desk_of(self.app)):
            said = "both" if one.passphrase and one.recovery_key else "typed" if one.passphrase else "nothing"
            here = f" {words('openers.you')}" if str(one.member.id) == who else ""
            yield str(one.member.id), (one.member.name + here, words(f"openers.{said}"))

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter does what e does."""
        event.stop()
        self.action_let_in()

    def action_let_in(self) -> None:
        """e: a passphrase of their own; for who works here, another one."""
        if (one := self._opener) is not None:
            own = str(one.member.id) == self.app.desk.who_id
            self.app.push_screen(PassphraseChangeScreen(None if own else one.member))

    def action_shut_out(self) -> None:
        """x: take their ways in away; nobody locks themselves out."""
        words, one = self.app.words, self._opener
        if one is None:
            return
        if str(one.member.id) == self.app.desk.who_id:
            self.say(words("openers.not_you"), problem=True)
        elif not one.passphrase and not one.recovery_key:
            self.say(words("openers.not_in"), problem=True)
        else:
            self.app.push_screen(ShutOutScreen(one.member))

    @property
    def _opener(self) -> Opener | None:
        """Whom the cursor stands on."""
        here = self.list.cursor_id
        return next((one for one in openers(desk_of(self.app)) if str(one.member.id) == here), None)
