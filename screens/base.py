"""What every screen has in common: where am I, who works here, what was just done, which keys.

From the top: the practice banner (only in practice), the title line, the screen's own body, the message line,
the footer. A screen says what it holds by `compose_body`, `trail` and `footer_keys`; nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.css.query import NoMatches
from textual.message import Message
from textual.widgets import Static

from ips_tui.text import shown
from screens.keys import bind, keys_here
from screens.place import PlacedScreen
from screens.widgets.footer import MOST_KEYS, Footer, FooterKey
from screens.widgets.line import Line
from screens.widgets.small_window import tell_size

if TYPE_CHECKING:
    from screens.app import IpsApp

ResultT = TypeVar("ResultT")
HELP = "app.help"


class Banner(Line):
    """Says that the people are invented, as long as they are."""

    DEFAULT_CSS = """
    Banner { background: $practice; color: $practice-ink; text-style: bold; }
    """


class TitleLine(Line):
    """Where the person is, and at the right who works here."""

    DEFAULT_CSS = """
    TitleLine { background: $surface; }
    """


class MessageLine(Line):
    """What was just done, or why it was not."""


class HouseScreen(PlacedScreen[ResultT], Generic[ResultT]):
    """The base of every screen that fills the window."""

    footer_keys: ClassVar[tuple[str, ...]] = ()
    """Ids of the bindings worth showing in the last line, most useful first; help is added by itself."""
    help_id: ClassVar[str] = ""
    """Names the text `help.screen.<help_id>` that F1 shows."""
    participant_id: str | None = None
    """Whom this screen is about, if it is about one participant."""

    _read_at: tuple[object, ...] | None = None
    """The desk's edition when this screen last read; None before that, and where nothing can be read."""

    _unreadable = False
    """Whether the file did not give what stands here, so that only half of it is there."""

    writes: ClassVar[bool] = False
    """Whether it is there to be typed in: not opened where nothing can be saved."""

    _theme = ""
    """What this screen last came to the front in."""

    BINDINGS = [bind("escape", "back", "screen.back")]

    @property
    def app(self) -> IpsApp:  # type: ignore[override]
        """The shell, which hands out words, the desk and ways to other screens."""
        return cast("IpsApp", super().app)

    # What a screen says about itself

    def compose_body(self) -> ComposeResult:
        """The widgets between title and message line."""
        yield from ()

    def trail(self) -> Sequence[str]:
        """Where the person is, outermost first; plain text, names already passed through `app.name_of`."""
        return ()

    def footer_hint(self) -> Sequence[str]:
        """Ids of bindings that matter while the focus is where it is now; shown before `footer_keys`."""
        return getattr(self.focused, "footer_keys", ())

    def refresh_people(self) -> None:
        """Show every name afresh, because privacy was switched; the title does so by itself."""

    def show_record(self, record: str) -> bool:
        """Put the cursor on a record of this page, if it has one; False where this is no page for that record."""
        return False

    def reread(self) -> None:
        """Read and show afresh what stands here: something was written since it was read, or the day is another."""

    def flush_draft(self) -> None:
        """Keep at once what is typed and not yet kept. Called before lock, quit, crash and leaving."""

    @property
    def dirty(self) -> bool:
        """Whether something unsaved is typed here, so that the screen must not just be taken away."""
        return False

    @property
    def keeps(self) -> bool:
        """Whether what is typed here is kept as a draft when the person leaves."""
        return True

    @property
    def person_meant(self) -> str | None:
        """The participant whom F3 and F4 are about: this screen's, or in a list the one under the cursor."""
        return self.participant_id

    @property
    def employer_meant(self) -> str | None:
        """The employer whom F4 is about as well: the one that stands on this screen, if there is one."""
        return None

    def what_happened(self) -> None:
        """F3: note what happened today, with whoever is meant first and then with others in a row."""
        if any(isinstance(screen, HouseScreen) and screen.dirty for screen in self.app.screen_stack):
            # It might be the same form, and a draft belongs to one.
            self.say(self.app.words("shell.open_form"), problem=True)
        else:
            from screens.happened.row import HappenedRow

            HappenedRow(self).begin()

    def say_happened(self, filed: Mapping[UUID, str]) -> None:
        """Say of how many people something was filed; `filed` is the record filed last of each, in their order."""
        words = self.app.words
        said = words("happened.row_one") if len(filed) == 1 else words("happened.row", count=len(filed))
        self.say_saved(said, list(filed.values())[-1])

    async def show_saved(self, record: str) -> None:
        """A form that was made again on this screen was saved: show that, and say so."""
        self.catch_up()
        self.show_record(record)
        self.say_saved(self.app.words("today.saved"), record)

    def say_saved(self, text: str, record: str) -> None:
        """Say that the record of this id was saved."""
        self.say(text)

    def may_say(self) -> None:
        """F4: show what may be said to employers about the participant who is meant; this screen waits behind.

        Where an employer is at hand and nobody is meant yet, it asks about whom.
        """
        employer = self.employer_meant
        if (person := self.person_meant) is not None:
            self._show_may_say(person, employer)
        elif employer is None:
            self.say(self.app.words("shell.no_person"))
        else:
            from screens.happened.who import WhoScreen

            def chosen(found: str | None) -> None:
                if found is not None:
                    self._show_may_say(found, employer)

            self.app.push_screen(WhoScreen(self.app.words("may_say.about_whom")), chosen)

    def _show_may_say(self, person: str, employer: str | None) -> None:
        from screens.employers.may_say import MaySayScreen

        self.app.push_screen(MaySayScreen(person, employer))

    # The frame

    def compose(self) -> ComposeResult:
        """The frame with the body in it."""
        self._read_at = self._edition()
        if self.app.desk.practice:
            yield Banner()
        yield TitleLine()
        with Vertical(classes="house--body"):
            try:
                yield from self.compose_body()
            except Exception as error:
                if not self.app.took(error):
                    raise
                self._unreadable = True
                yield Static(Content(self.app.words("trouble.unreadable")), classes="house--trouble")
        yield MessageLine()
        yield Footer()

    async def _dispatch_message(self, message: Message) -> None:
        """What a screen is told; a file that cannot be read or written then is said, and nothing typed goes."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            # Half a page knows nothing of the widgets that it lacks; from it one goes back.
            if not self._unreadable and not self.app.took(error):
                raise

    def on_mount(self) -> None:
        """Fill the frame's lines."""
        self.refresh_title()
        self._show_keys()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Another screen was in front; what it changed shows."""
        # All that stands here has its look already, by the theme of then.
        event.refresh_styles = self._theme not in ("", self.app.theme)
        self._theme = self.app.theme
        self.refresh_title()
        # The answer to one question may already have asked another, behind which other keys work.
        if self.is_active:
            self._show_keys()
        self.catch_up()

    def catch_up(self) -> None:
        """Show what was written since this screen last read; nothing is read when nothing was."""
        edition = self._edition()
        if self._read_at is not None and edition != self._read_at:
            self._read_at = edition
            self.reread()

    def read_again(self) -> None:
        """What stands here is read afresh when it next comes to the front, whether anything was written or not."""
        if self._read_at is not None:
            self._read_at = ()

    def on_resize(self, event: events.Resize) -> None:
        """A longer or shorter trail may fit now, and in a small window what explains takes less room."""
        tell_size(self, event.size)
        self.refresh_title()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From a work area there is no way back, so its key is not offered."""
        return action != "back" or len(self.app.screen_stack) > 1

    def say(self, text: str, *, problem: bool = False) -> None:
        """Show one sentence above the footer until the next one; a problem also carries a sign."""
        sign = self.app.words("shell.problem_sign") if problem else ""
        style = "bold $late" if problem else "$good"
        if (line := self._line(MessageLine)) is not None:
            line.show(Content.styled(sign + shown(text), style) if text else Content(""))

    def say_how(self, text: str) -> None:
        """Show quietly how the field with the focus is filled in, where no sentence stands."""
        if (line := self._line(MessageLine)) is not None and not line.left.plain:
            line.show(Content(""), Content.styled(text, "$quiet"))

    @property
    def said(self) -> str:
        """The sentence that stands in the message line."""
        return line.left.plain if (line := self._line(MessageLine)) is not None else ""

    def refresh_title(self) -> None:
        """Show the title line, and the banner, as things are now; paints nothing when nothing changed."""
        if (title := self._line(TitleLine)) is not None:
            title.show(self._trail(title.content_size.width or self.size.width), self._who())
        if (banner := self._line(Banner)) is not None:
            banner.show(*self._banner())

    def refresh_bindings(self) -> None:
        """Textual calls this whenever other keys may work than before, as at each change of focus."""
        super().refresh_bindings()
        # Behind a question other keys work, but the line is not where the eye is: it stays as it was.
        if self.is_mounted and self.is_active:
            self._show_keys()

    def action_back(self) -> None:
        """Go back to where the person came from."""
        self.dismiss(None)

    def _edition(self) -> tuple[object, ...] | None:
        desk = self.app.desk
        return desk.edition if desk.state == "open" else None

    def _line(self, kind: type[Line]) -> Line | None:
        try:
            return self.query_one(kind)
        except NoMatches:
            return None

    def _banner(self) -> tuple[Content, Content]:
        """That it is practice and which day, and the keys that move the day."""
        words = self.app.words
        said = words("shell.practice", day=self.app.day_name(self.app.desk.clock.today()))
        keys = {k.id: k.key for k in keys_here(self.app.active_bindings.values(), words)}
        if "app.week_later" not in keys or "app.practice_again" not in keys:
            return Content(said), Content("")
        week, again = (keys[f"app.{name}"].split(" ")[0] for name in ("week_later", "practice_again"))
        return Content(said), Content.styled(words("shell.practice_keys", week=week, again=again), "not bold")

    def _who(self) -> Content:
        words, desk = self.app.words, self.app.desk
        parts: list[Content | tuple[str, str]] = []
        if desk.readonly:
            parts += [(words("trouble.mark"), "bold $late"), ("   ", "")]
        if self.app.privacy:
            parts += [(words("shell.hidden_names"), "bold $accent"), ("   ", "")]
        if desk.who_name:
            parts.append((words("shell.who", name=shown(desk.who_name, 24)), "$quiet"))
        return Content.assemble(*parts)

    def _trail(self, room: int) -> Content:
        """The way here; where it is too long its beginning is left out, since its end says more."""
        gap = self.app.words("shell.trail_gap")
        steps = [shown(step, max(room // 2, 8)) for step in self.trail()]
        while len(steps) > 2 and len(gap.join(steps)) > room * 2 // 3:
            del steps[0]
        parts: list[tuple[str, str]] = []
        for step in steps[:-1]:
            parts.append((step + gap, "$quiet"))
        if steps:
            parts.append((steps[-1], "bold"))
        return Content.assemble(*parts)

    def _show_keys(self) -> None:
        footer = self._line(Footer)
        if not isinstance(footer, Footer):
            return
        here = {k.id: k for k in keys_here(self.active_bindings.values(), self.app.words)}
        wanted = dict.fromkeys((*self.footer_hint(), *self.footer_keys))
        chosen = [here[i] for i in wanted if i in here and i != HELP][: MOST_KEYS - 1]
        if HELP in here:
            chosen.append(here[HELP])
        self.app.say_hidden_keys(self)
        footer.show_keys([FooterKey(k.key.split(" ")[0], k.name, k.active.binding.key) for k in chosen])
