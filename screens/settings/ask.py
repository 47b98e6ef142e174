"""A question with one short line to type: a number, or the name of a key."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from ips_tui.content.words import Words
from screens.keys import bind, key_label
from screens.widgets.block import Block, wrapped
from screens.widgets.small_window import tell_size

LONGEST = 60
"""Characters of an answer."""


class AskLine(ModalScreen[str | None]):
    """Gives back what was typed once there is nothing wrong with it, or None when the person left with Esc."""

    DEFAULT_CSS = """
    AskLine { align: center middle; background: $background 40%; }
    AskLine > .ask--box {
        width: 70; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $quiet;
    }
    AskLine .ask--question { width: 100%; height: auto; margin: 0 0 1 0; }
    AskLine Block { padding: 0; }
    AskLine.-lowest > .ask--box { padding: 0 1; }
    AskLine.-lowest .ask--question { margin: 0; max-height: 3; }
    """
    BINDINGS = [bind("escape", "leave", "settings.leave")]

    def __init__(
        self, question: str, start: str, words: Words, problem: Callable[[str], str], longest: int = LONGEST
    ) -> None:
        """`question` may have several lines, of which the first stands out; `start` stands in the line at first.

        `problem` says what is wrong with an answer, empty for nothing; `longest` is in characters.
        """
        super().__init__()
        self._question = question
        self._start = start
        self._words = words
        self._problem = problem
        self._longest = longest
        self._wrong = Block(fixed=3)
        self._how = Block(fixed=1)

    def compose(self) -> ComposeResult:
        """The question, the line, what is wrong, and which keys end it."""
        with Vertical(classes="ask--box"):
            heading, *rest = self._question.split("\n")
            asked = Content("\n").join([Content.styled(heading, "bold $accent"), *map(Content, rest)])
            yield Static(asked, classes="ask--question")
            yield Input(self._start, compact=True, max_length=self._longest, select_on_focus=True)
            yield self._wrong
            yield self._how

    def on_mount(self) -> None:
        """Say which keys end it."""
        keep, back = (key_label(key, self._words) for key in ("enter", "escape"))
        self._how.show([Content.styled(self._words("settings.how", key=keep, back=back), "$quiet")])

    def on_resize(self, event: events.Resize) -> None:
        """In a low window the line stays in sight."""
        tell_size(self, event.size)

    @property
    def wrong(self) -> str:
        """What is said to be wrong with the answer."""
        return "\n".join(line.plain for line in self._wrong.lines)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was wrong is being mended."""
        self._wrong.show([])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the answer, when it is one."""
        answer = event.value.strip()
        if problem := self._problem(answer):
            said = self._words("shell.problem_sign") + problem
            width = self._wrong.content_size.width
            self._wrong.show([Content.styled(line, "bold $late") for line in wrapped(said, width, 3)])
        else:
            self.dismiss(answer)

    def action_leave(self) -> None:
        """Esc."""
        self.dismiss(None)


def number_problem(words: Words, least: int, most: int) -> Callable[[str], str]:
    """What is wrong with an answer that should be a whole number in that range, both ends included."""

    def problem(answer: str) -> str:
        digits = answer.isascii() and answer.isdigit() and len(answer) <= len(str(most))
        return "" if digits and least <= int(answer) <= most else words("settings.not_a_number", least=least, most=most)

    return problem
