"""A short question with a few answers, and a notice that only wants to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from ips_tui.text import clean, fold, shown
from screens.widgets.small_window import tell_size

MARK, NO_MARK = "▸ ", "  "


@dataclass(frozen=True)
class Answer:
    """One answer to a question. Exactly one of them is safe: nothing is lost by it."""

    id: str
    label: str
    safe: bool = False


class Answers(Widget, can_focus=True):
    """The answers, one to a line; arrows and first letters move, Enter gives the answer.

    A letter never answers by itself: somebody may be in the middle of a word when a question comes up.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"answers--cursor"}
    DEFAULT_CSS = """
    Answers { width: 100%; margin: 1 0 0 0; }
    Answers > .answers--cursor { background: $cursor; text-style: bold; }
    """

    def __init__(self, answers: Sequence[Answer]) -> None:
        super().__init__()
        self.answers = tuple(answers)
        self.place = next((n for n, answer in enumerate(answers) if answer.safe), 0)
        self.styles.height = len(self.answers)

    @property
    def chosen(self) -> Answer:
        """The answer under the cursor."""
        return self.answers[self.place]

    def move_to(self, place: int) -> None:
        """Put the cursor on an answer, counted round from the end to the start."""
        self.place = place % len(self.answers)
        self.refresh()
        self.see_cursor()

    def see_cursor(self) -> None:
        """In a low window not all answers are in sight; the one under the cursor must be."""
        if isinstance(box := self.parent, Widget) and self.is_mounted:
            line = Region(0, self.virtual_region.y + self.place, 1, 1)
            box.scroll_to_region(line, animate=False)

    def render_line(self, y: int) -> Strip:
        """One answer."""
        if y >= len(self.answers):
            return Strip.blank(self.size.width, self.rich_style)
        here = y == self.place
        style = self.get_component_rich_style("answers--cursor") if here else self.rich_style
        text = (MARK if here else NO_MARK) + shown(self.answers[y].label, max(self.size.width - 2, 1))
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)

    def on_key(self, event: events.Key) -> None:
        if event.key in ("up", "left", "shift+tab"):
            self.move_to(self.place - 1)
        elif event.key in ("down", "right", "tab"):
            self.move_to(self.place + 1)
        elif event.key in ("home", "end"):
            self.move_to(0 if event.key == "home" else -1)
        elif event.is_printable and event.character:
            self._seek(fold(event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click moves to an answer; a second one on it gives it."""
        if event.y < len(self.answers):
            again = event.y == self.place and event.chain > 1
            self.move_to(event.y)
            if again and isinstance(self.screen, Confirm):
                self.screen.action_answer()

    def _seek(self, letter: str) -> None:
        """To the next answer that begins with this letter."""
        count = len(self.answers)
        for step in range(1, count + 1):
            place = (self.place + step) % count
            if letter and fold(self.answers[place].label).startswith(letter):
                self.move_to(place)
                return


class Confirm(ModalScreen[str | None]):
    """Asks and gives back the id of the answer, or None when the person left with Esc."""

    DEFAULT_CSS = """
    Confirm { align: center middle; background: $background 40%; }
    Confirm > .confirm--box {
        width: auto; min-width: 40; max-width: 76; height: auto; max-height: 90%;
        padding: 1 2; background: $surface; border: round $quiet; overflow-y: auto; scrollbar-size-vertical: 1;
    }
    Confirm .confirm--question { width: auto; max-width: 70; height: auto; }
    Confirm.-narrow > .confirm--box, Confirm.-narrow .confirm--question { width: 100%; max-width: 100%; }
    Confirm.-lowest > .confirm--box { max-height: 100%; padding: 0 1; }
    Confirm.-lowest Answers { margin: 0; }
    """
    BINDINGS = [
        Binding("enter", "answer", "Choose", id="confirm.answer", show=False),
        Binding("escape", "leave", "Back", id="confirm.leave", show=False),
    ]

    def __init__(self, question: str, answers: Sequence[Answer]) -> None:
        """`question` may hold line ends and anything a person typed.

        Raises ValueError unless exactly one answer is safe.
        """
        if sum(answer.safe for answer in answers) != 1:
            raise ValueError("exactly one answer must be safe")
        super().__init__()
        self.question = question
        self.answers = Answers(answers)

    def compose(self) -> ComposeResult:
        """The question above its answers."""
        with Vertical(classes="confirm--box"):
            yield Static(Content(clean(self.question, lines=True).text), classes="confirm--question")
            yield self.answers

    def on_resize(self, event: events.Resize) -> None:
        """In a small window the answers take what room there is."""
        tell_size(self, event.size)
        self.call_after_refresh(self.answers.see_cursor)

    def action_answer(self) -> None:
        """Give the answer under the cursor."""
        self.dismiss(self.answers.chosen.id)

    def action_leave(self) -> None:
        """Give no answer."""
        self.dismiss(None)


class Notice(Confirm):
    """Says something that must be read; gives back None or `ok`."""

    def __init__(self, text: str, ok: str) -> None:
        """`ok` is the label of its only answer."""
        super().__init__(text, (Answer("ok", ok, safe=True),))
