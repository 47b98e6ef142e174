"""Setting the main stage: which one, since when, and why. The program proposes nothing and refuses no stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ips_tui.config import Config
from ips_tui.content.words import Words
from ips_tui.dates import UnreadableDate, read_date, say_date, short_date
from ips_tui.domain.stages import Stage
from ips_tui.forms.asking import LONGEST_TEXT
from ips_tui.text import clean
from screens.keys import bind, key_label
from screens.widgets.block import Block, wrapped
from screens.widgets.confirm import Answer, Confirm
from screens.widgets.small_window import tell_size


def which(words: Words, now: int) -> Confirm:
    """Which stage is the main one? Gives back its number as text; the one it is now is the safe answer."""

    def label(stage: Stage) -> str:
        name = f"{stage.value} {words(f'stage.{stage.value}.name')}"
        return f"{name} ({words('participant.stage.here')})" if stage == now else name

    answers = [Answer(str(stage.value), label(stage), safe=stage == now) for stage in Stage]
    return Confirm(words("participant.stage.question"), answers)


@dataclass(frozen=True)
class Since:
    """From which day a stage is the main one, and why, where that was said."""

    day: date
    why: str | None


class _Why(Input):
    """One line for a reason, into which nothing comes that a terminal would obey."""

    def replace(self, text: str, start: int, end: int) -> None:
        """Everything typed or pasted comes through here."""
        super().replace(clean(text, longest=LONGEST_TEXT).text, start, end)

    def on_paste(self, event: events.Paste) -> None:
        """Input would keep the first line only and say nothing."""
        event.stop()
        event.prevent_default()
        self.replace(event.text, *self.selection)


class SinceWhen(ModalScreen[Since | None]):
    """Asks for the day, and why; gives both back, or None when the person left with Esc."""

    DEFAULT_CSS = """
    SinceWhen { align: center middle; background: $background 40%; }
    SinceWhen > .since--box {
        width: 64; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $quiet;
    }
    SinceWhen .since--question { width: 100%; height: auto; margin: 0 0 1 0; }
    SinceWhen .since--why { width: 100%; height: auto; }
    SinceWhen Input { background: $background; }
    SinceWhen Input:focus { background: $cursor; }
    SinceWhen .since--last { margin: 0 0 1 0; }
    SinceWhen Block { padding: 0; }
    SinceWhen.-lowest > .since--box { padding: 0 1; }
    SinceWhen.-lowest .since--question, SinceWhen.-lowest .since--last { margin: 0; max-height: 2; }
    SinceWhen.-lowest #since-echo { max-height: 1; }
    """
    BINDINGS = [bind("escape", "leave", "day.leave")]

    def __init__(self, question: str, words: Words, config: Config, today: date, earliest: date) -> None:
        """The day may be from `earliest` to `today`, which stands there at first."""
        super().__init__()
        self._question = question
        self._words = words
        self._order = config.date_order
        self._today, self._earliest = today, earliest
        self._day = Input(
            short_date(today, today, words.dates), compact=True, max_length=40, select_on_focus=True, id="since-day"
        )
        self._why = _Why(compact=True, max_length=LONGEST_TEXT, classes="since--last", id="since-why")
        self._echo = Block(fixed=3, id="since-echo")
        self._how = Block(fixed=1)

    def compose(self) -> ComposeResult:
        """The question, the day, what was understood, and why."""
        with Vertical(classes="since--box"):
            yield Static(Content(self._question), classes="since--question")
            yield self._day
            yield self._echo
            yield Static(Content(self._words("participant.stage.why")), classes="since--why")
            yield self._why
            yield self._how

    def on_mount(self) -> None:
        """Say which keys end it."""
        keep, other, back = (key_label(key, self._words) for key in ("enter", "tab", "escape"))
        how = self._words("participant.stage.how", key=keep, next=other, back=back)
        self._how.show([Content.styled(how, "$quiet")])

    def on_resize(self, event: events.Resize) -> None:
        """In a low window all of it stays in sight."""
        tell_size(self, event.size)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say back what was understood of the day."""
        day, problem = self._read(self._day.value)
        self._say(problem, say_date(day, self._today, self._words.dates) if day is not None else "")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in either line takes both, when the day is one."""
        day, problem = self._read(self._day.value)
        if day is not None and not problem:
            self.dismiss(Since(day, clean(self._why.value).text.strip() or None))
        else:
            self._say(problem, "")
            self._day.focus()

    def action_leave(self) -> None:
        """Esc."""
        self.dismiss(None)

    def _read(self, text: str) -> tuple[date | None, str]:
        """The day that was typed, and what is wrong with it."""
        words = self._words
        try:
            day = read_date(text, self._today, order=self._order, lean="past", words=words.dates)
        except UnreadableDate as error:
            return None, words(f"problem.{error.reason}")
        if day > self._today:
            return day, words("participant.stage.ahead")
        if day < self._earliest:
            return day, words("participant.stage.too_early", day=short_date(self._earliest, self._today, words.dates))
        return day, ""

    def _say(self, problem: str, understood: str) -> None:
        wrong = self._words("shell.problem_sign") + problem if problem else ""
        lines = [understood, *(wrapped(wrong, self._echo.content_size.width) if wrong else [])]
        self._echo.show([Content.styled(line, "bold $late" if place else "$quiet") for place, line in enumerate(lines)])
