"""The line one types in to narrow a list: no layout, and the list narrowed in the key's own message."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widget import Widget

from ips_tui.text import clean, shown
from screens.widgets.record_list import RecordList

PROMPT = "/ "
LONGEST = 200
TOO_LONG = f"Only part of it was pasted; a search has at most {LONGEST} characters."
ONE_LINE = "Only the first line was pasted; a search has one line."


def _of(count: int, total: int) -> str:
    return f"{count} of {total}"


class SearchLine(Widget, can_focus=True):
    """One line of search text over a `RecordList`, with the number found at its right end.

    Esc clears the text, and with nothing to clear gives the focus back to the list; Down and Enter go to the
    list. `counted` words the numbers (found, total); `on_notice` takes a sentence for the person, such as
    that a paste had more lines than one, and is the app's notification unless given.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "search-line--prompt",
        "search-line--cursor",
        "search-line--placeholder",
        "search-line--count",
    }
    DEFAULT_CSS = """
    SearchLine {
        height: 1;
        width: 1fr;
        & > .search-line--prompt { text-style: dim; }
        & > .search-line--cursor { text-style: reverse; }
        & > .search-line--placeholder { color: $text-muted; }
        & > .search-line--count { color: $text-muted; }
        &:focus > .search-line--prompt { text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "Clear", show=False, id="search.clear", tooltip="Show all, then leave"),
        Binding("down,enter", "to_list", "List", show=False, id="search.to_list", tooltip="Go to the list"),
    ]

    def __init__(
        self,
        target: RecordList,
        *,
        placeholder: str = "type to find",
        counted: Callable[[int, int], str] = _of,
        on_notice: Callable[[str], None] | None = None,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Take the list to narrow, whose `on_count` becomes this line's, so that the number stays true."""
        super().__init__(name=name, id=id, classes=classes)
        self.target = target
        self.placeholder = placeholder
        self.counted = counted
        self.on_notice = on_notice
        self._before = ""
        self._after = ""
        target.on_count = self._repaint

    @property
    def value(self) -> str:
        """The text as typed, at most 200 characters, without anything unseen."""
        return self._before + self._after

    def set_value(self, text: str) -> None:
        """Put another text in, cursor at its end, and narrow the list by it."""
        self._change(clean(text, longest=LONGEST).text, "")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters typed here are text, never the keys of a screen around."""
        return character is not None and character.isprintable()

    def action_clear(self) -> None:
        """Empty the line, or go back to the list if it is empty."""
        if self.value:
            self._change("", "")
        else:
            self.action_to_list()

    def action_to_list(self) -> None:
        """Give the focus to the list."""
        self.target.focus(scroll_visible=False)

    async def _on_key(self, event: events.Key) -> None:
        before, after = self._before, self._after
        if event.is_printable and event.character is not None:
            typed = clean(event.character).text
            if len(self.value) + len(typed) <= LONGEST:
                before += typed
        elif event.key == "backspace":
            before = before[: _left(before)]
        elif event.key == "delete":
            after = after[_right(after) :]
        elif event.key == "left":
            cut = _left(before)
            before, after = before[:cut], before[cut:] + after
        elif event.key == "right":
            cut = _right(after)
            before, after = before + after[:cut], after[cut:]
        elif event.key == "home":
            before, after = "", before + after
        elif event.key == "end":
            before, after = before + after, ""
        elif event.key == "ctrl+u":
            before = ""
        elif event.key == "ctrl+w":
            before = before.rstrip()[: before.rstrip().rfind(" ") + 1]
        else:
            return
        event.stop()
        event.prevent_default()
        self._change(before, after)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        lines = [line for line in event.text.splitlines() if line.strip()]
        if not lines:
            return
        pasted = clean(lines[0], longest=max(0, LONGEST - len(self.value)))
        self._change(self._before + pasted.text, self._after)
        if len(lines) > 1:
            self._say(ONE_LINE)
        elif pasted.cut:
            self._say(TOO_LONG)

    def _say(self, sentence: str) -> None:
        if self.on_notice is not None:
            self.on_notice(sentence)
        else:
            self.notify(sentence, markup=False)

    def _change(self, before: str, after: str) -> None:
        changed = before + after != self.value
        self._before, self._after = before, after
        self._repaint()
        if changed:
            self.target.filter(self.value)

    def _repaint(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The prompt, the text with its cursor, and the number found."""
        width = self.size.width
        count = " " + shown(self.counted(self.target.count, self.target.total)) if y == 0 else ""
        room = width - cell_len(count) - len(PROMPT)
        if y or room < 4:
            count, room = "", max(0, width - len(PROMPT))
        prompt, number = Segment(PROMPT, self._look("prompt")), Segment(count, self._look("count"))
        return Strip([prompt, *self._text(room), number]).adjust_cell_length(width, self.rich_style)

    def _text(self, room: int) -> list[Segment]:
        """The text in exactly `room` cells, scrolled so that the cursor is seen."""
        style = self.rich_style
        if not self.value:
            hint = set_cell_size(shown(self.placeholder), room)
            if not self.has_focus:
                return [Segment(hint, self._look("placeholder"))]
            return [Segment(hint[:1], self._look("cursor")), Segment(hint[1:], self._look("placeholder"))]
        cut = _right(self._after)
        under, rest = (self._after[:cut], self._after[cut:]) if self._after else (" ", "")
        before = self._before
        while before and cell_len(before) + cell_len(under) > room:
            before = before[max(1, _right(before)) :]
        used = cell_len(before) + cell_len(under)
        cursor = self._look("cursor") if self.has_focus else style
        tail = set_cell_size(rest, max(0, room - used))
        return [Segment(before, style), Segment(under, cursor), Segment(tail, style)]

    def _look(self, part: str) -> Style:
        return self.get_component_rich_style(f"search-line--{part}")


def _left(text: str) -> int:
    """Where the last character of the text begins; its accents and joined parts belong to it."""
    at = len(text)
    while at > 0:
        at -= 1
        if cell_len(text[at]) > 0 and not text[:at].endswith("\u200d"):
            break
    return at


def _right(text: str) -> int:
    """Where the first character of the text ends, accents and joined parts with it."""
    at = min(1, len(text))
    while at < len(text) and (cell_len(text[at]) == 0 or text[at - 1] == "\u200d"):
        at += 1
    return at
