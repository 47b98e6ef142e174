"""A list to choose one thing from: longer than a question's answers, in groups, with the keys that choose at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import clamp
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from ips_tui.text import clean, fold, shown
from screens.widgets.confirm import MARK, NO_MARK
from screens.widgets.small_window import LOWEST as LOWEST_WINDOW
from screens.widgets.small_window import tell_size

KEY = 4
"""Cells of the keys that choose at once."""
REST = 5
"""Cells at the right for how many more there are."""
BELOW, ABOVE = "▼", "▲"
LOWEST = 3
"""Lines of the list however low the window."""
AROUND, AROUND_LOWEST = 8, 4
"""Lines around the list: border, padding, question, and some of the screen behind; in a very low window, no padding and
nothing of the screen."""


@dataclass(frozen=True)
class ChooserItem:
    """One thing that can be chosen; its label may be anything that a person typed."""

    id: str
    label: str
    group: str = ""
    """Its heading, which stands once above all that follow each other in it."""
    keys: tuple[str, ...] = ()
    """The keys that choose it at once, as Textual calls them."""
    key_label: str = ""
    """How the first of them is shown."""


class Choices(Widget, can_focus=True):
    """What can be chosen, one to a line under the headings; it scrolls where the window is low."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"choices--cursor", "choices--heading", "choices--key"}
    DEFAULT_CSS = """
    Choices { width: 100%; margin: 1 0 0 0; }
    Choices > .choices--cursor { background: $cursor; text-style: bold; }
    Choices > .choices--heading { color: $quiet; }
    Choices > .choices--key { color: $accent; text-style: bold; }
    """

    def __init__(self, items: Sequence[ChooserItem]) -> None:
        super().__init__()
        self.items = tuple(items)
        self.place = 0
        self._top = 0
        self._lines: list[int | str] = []
        for place, item in enumerate(items):
            if item.group and (not place or items[place - 1].group != item.group):
                self._lines.append(item.group)
            self._lines.append(place)
        self._keyed = any(item.keys for item in items)

    @property
    def chosen(self) -> ChooserItem:
        """The one under the cursor."""
        return self.items[self.place]

    @property
    def lines(self) -> int:
        """How many lines all of it takes."""
        return len(self._lines)

    def move_to(self, place: int) -> None:
        """Put the cursor on one, the first or the last where there are no more."""
        self.place = clamp(place, 0, len(self.items) - 1)
        self._see()
        self.refresh()

    def on_resize(self) -> None:
        self._see()

    def render_line(self, y: int) -> Strip:
        """A heading, or one that can be chosen."""
        at, width = self._top + y, self.size.width - REST
        more = self._beyond(y)
        return Strip.join([self._line(at, width), Strip([Segment(f"{more:>{REST}}", self._quiet)])])

    @property
    def _quiet(self) -> Style:
        return self.get_component_rich_style("choices--heading")

    def _beyond(self, y: int) -> str:
        """Beside the first and the last line in sight, how many more can be chosen beyond it."""
        below = self._top + self.size.height
        if y == self.size.height - 1 and (hidden := sum(isinstance(line, int) for line in self._lines[below:])):
            return f"{BELOW} {hidden}"
        if y == 0 and (hidden := sum(isinstance(line, int) for line in self._lines[: self._top])):
            return f"{ABOVE} {hidden}"
        return ""

    def _line(self, at: int, width: int) -> Strip:
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        if isinstance(line := self._lines[at], str):
            return Strip([Segment(shown(line, width), self._quiet)]).adjust_cell_length(width, self.rich_style)
        here, item = line == self.place, self.items[line]
        style = self.get_component_rich_style("choices--cursor") if here else self.rich_style
        parts = [Segment(MARK if here else NO_MARK, style)]
        if self._keyed:
            key_style = style if here else self.get_component_rich_style("choices--key")
            parts.append(Segment(f"{shown(item.key_label, KEY):<{KEY}}", key_style))
        taken = sum(len(part.text) for part in parts)
        parts.append(Segment(shown(item.label, max(width - taken, 1)), style))
        return Strip(parts).adjust_cell_length(width, style)

    def on_key(self, event: events.Key) -> None:
        page = max(self.size.height - 1, 1)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "shift+tab": -1, "tab": 1}
        keyed = next((item for item in self.items if event.key in item.keys), None)
        if keyed is not None and isinstance(self.screen, Chooser):
            self.screen.dismiss(keyed.id)
        elif event.key in moves:
            self.move_to(self.place + moves[event.key])
        elif event.key in ("home", "end"):
            self.move_to(0 if event.key == "home" else len(self.items) - 1)
        elif event.is_printable and event.character and not self._keyed:
            self._seek(fold(event.character))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click moves to a line; a second one on it chooses it."""
        at = self._top + event.y
        if at < len(self._lines) and isinstance(place := self._lines[at], int):
            again = place == self.place and event.chain > 1
            self.move_to(place)
            if again and isinstance(self.screen, Chooser):
                self.screen.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self.move_to(self.place + 1)
        event.stop()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self.move_to(self.place - 1)
        event.stop()

    def _see(self) -> None:
        """The line of the cursor is in sight, with the heading above it where it is the first of its group."""
        height = max(self.size.height, 1)
        at = self._lines.index(self.place)
        first = at - 1 if at and isinstance(self._lines[at - 1], str) else at
        self._top = clamp(clamp(self._top, at - height + 1, first), 0, max(len(self._lines) - height, 0))

    def _seek(self, letter: str) -> None:
        """To the next one that begins with this letter."""
        count = len(self.items)
        for step in range(1, count + 1):
            place = (self.place + step) % count
            if letter and fold(self.items[place].label).startswith(letter):
                self.move_to(place)
                return


class Chooser(ModalScreen[str | None]):
    """Asks which, and gives back the id of what was chosen, or None when the person left with Esc."""

    DEFAULT_CSS = """
    Chooser { align: center middle; background: $background 40%; }
    Chooser > .chooser--box {
        width: 72; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: round $quiet;
    }
    Chooser .chooser--question { width: 100%; height: auto; }
    Chooser.-lowest > .chooser--box { padding: 0 1; }
    Chooser.-lowest .chooser--question { max-height: 2; }
    """
    BINDINGS = [
        Binding("enter", "choose", "Choose", id="confirm.answer", show=False),
        Binding("escape", "leave", "Back", id="confirm.leave", show=False),
    ]

    def __init__(self, question: str, items: Sequence[ChooserItem]) -> None:
        """`question` may hold anything a person typed. Raises ValueError without anything to choose."""
        if not items:
            raise ValueError("nothing to choose from")
        super().__init__()
        self.question = question
        self.choices = Choices(items)

    def compose(self) -> ComposeResult:
        """The question above what can be chosen."""
        with Vertical(classes="chooser--box"):
            yield Static(Content(clean(self.question, lines=True).text), classes="chooser--question")
            yield self.choices

    def on_mount(self) -> None:
        """As high as it needs to be."""
        self._fit(self.app.size.height)

    def on_resize(self, event: events.Resize) -> None:
        """As high as it needs to be and the window allows."""
        tell_size(self, event.size)
        self._fit(event.size.height)

    def action_choose(self) -> None:
        """Choose what is under the cursor."""
        self.dismiss(self.choices.chosen.id)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)

    def _fit(self, height: int) -> None:
        around = AROUND_LOWEST if height < LOWEST_WINDOW else AROUND
        self.choices.styles.height = min(self.choices.lines, max(height - around, LOWEST))
