"""The first start: who are you. What is typed lives in memory alone until the file is made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from ips_tui.forms.kit import Entry
from ips_tui.forms.people import FirstRunEntry
from screens.keys import bind
from screens.unlock.found import Beginning, PassphraseScreen
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.form.plan import FormPlan


class FirstRunScreen(FormScreen):
    """The first of three pages; the others lie on it, so that Esc comes back to what was typed."""

    footer_keys = ("unlock.next", "unlock.leave")
    help_id = "first_run"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2,ctrl+s", "save", "unlock.next"),
        bind("escape", "leave", "unlock.leave"),
    ]

    def __init__(self) -> None:
        app = self.app
        plan = FormPlan(
            entry=FirstRunEntry,
            title=app.words("unlock.first_run.who"),
            save=lambda entry: "",
            today=app.desk.clock.today(),
            date_order=app.desk.config.date_order,
            note=app.words("form.first_run.about"),
        )
        super().__init__(plan, app.words)
        self.beginning = Beginning()

    def trail(self) -> Sequence[str]:
        """The first start, and its first page."""
        return self.app.words("unlock.first_run.title"), self.plan.title

    async def save_entry(self, entry: Entry) -> None:
        """F2: go on to the passphrase."""
        if isinstance(entry, FirstRunEntry):
            self.beginning.entry = entry
            self.app.push_screen(PassphraseScreen(self.beginning))

    def action_leave(self) -> None:
        """Esc: leave the program, which asks first when something is typed, since nothing here is kept."""
        self.app.call_later(self.app.action_quit)
