"""The first start: whose words, and who are you. What is typed lives in memory alone until the file is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from ips_tui.casework import trouble
from ips_tui.content.words import about_pack
from ips_tui.domain.word_packs import WordPack
from ips_tui.forms.asking import Problem
from ips_tui.forms.kit import Entry
from ips_tui.forms.people import FirstRunEntry
from screens import this_computer
from screens.desk import desk_of
from screens.keys import bind
from screens.this_computer import NotChanged
from screens.unlock.found import Beginning, PassphraseScreen
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.form.plan import FormPlan

if TYPE_CHECKING:
    from screens.app import IpsApp

WORDS = "words"


def _note(app: IpsApp) -> str:
    """What this is, and whether the file would stand in a place that is no good for it."""
    lines = (app.words("form.first_run.about"), trouble.synced_line(desk_of(app).files.path, app.words))
    return " ".join(line for line in lines if line)


class FirstRunScreen(FormScreen):
    """The first of three pages; the others lie on it, so that Esc comes back to what was typed.

    Other words are shown at once, on a page made anew with what was typed, and kept when the person goes on.
    """

    footer_keys = ("unlock.next", "unlock.leave")
    help_id = "first_run"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("f2,ctrl+s", "save", "unlock.next"),
        bind("escape", "leave", "unlock.leave"),
    ]

    def __init__(self, typed: Mapping[str, str] | None = None, beginning: Beginning | None = None) -> None:
        """`typed` and `beginning` are what an earlier page in other words had gathered."""
        app = self.app
        plan = FormPlan(
            entry=FirstRunEntry,
            title=app.words("unlock.first_run.who"),
            save=lambda entry: "",
            today=app.desk.clock.today(),
            start={WORDS: app.words.pack},
            date_order=app.desk.config.date_order,
            dates=app.words.dates,
            note=_note(app),
        )
        super().__init__(plan, app.words)
        # Only what is typed beside the words is worth a question before it is lost.
        self.filled.raw |= {name: raw for name, raw in (typed or {}).items() if name != WORDS}
        self.beginning = beginning or Beginning()
        self._told_not_kept = ""

    def trail(self) -> Sequence[str]:
        """The first start, and its first page."""
        return self.app.words("unlock.first_run.title"), self.plan.title

    def _typed(self) -> None:
        super()._typed()
        if self._other_words():
            # Not now: the key that chose them is still being worked on.
            self.app.call_later(self._speak)

    def _other_words(self) -> str | None:
        """The words that were chosen and are not spoken yet."""
        chosen = self.filled.raw[WORDS]
        return chosen if chosen in tuple(WordPack) and chosen != self.app.words.pack else None

    async def _speak(self) -> None:
        """Go on in the words that were chosen; nothing is written before the person goes on."""
        if (chosen := self._other_words()) is None:
            return
        config = self.app.desk.config
        order = config.date_order if config.own_date_order else about_pack(chosen).date_order
        this_computer.hold(self.app, replace(config, words=chosen, date_order=order))
        await self.app.remake(FirstRunScreen(self.filled.raw, self.beginning))

    async def save_entry(self, entry: Entry) -> None:
        """F2: keep the words, and go on to the passphrase.

        Where they cannot be kept that is said once at the field; they hold all the same until the person leaves.
        """
        if not isinstance(entry, FirstRunEntry):
            return
        # Those that are spoken: where none is chosen, nobody asked for others.
        pack = self.app.words.pack
        if pack != self._told_not_kept and (why := self._keep_words(pack)):
            self._told_not_kept = pack
            told = Problem(WORDS, "unlock.first_run.words_not_kept", (("why", why),))
            await self.body.show_problems((told,))
            return
        self.beginning.entry = entry
        self.app.push_screen(PassphraseScreen(self.beginning))

    def wipe(self) -> None:
        """Neither passphrase nor recovery key stands anywhere any more."""
        self.beginning = Beginning()

    def _keep_words(self, chosen: str) -> str:
        """Let the settings file name these words; what is in the way of that, empty for nothing."""
        try:
            if chosen != this_computer.kept(self.app).words:
                this_computer.change(self.app, WORDS, chosen)
        except NotChanged as refused:
            return refused.said(self.app.words, self.app.config_file)
        return ""

    def action_leave(self) -> None:
        """Esc: leave the program, which asks first when something is typed, since nothing here is kept."""
        self.app.call_later(self.app.action_quit)
