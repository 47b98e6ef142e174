"""What was typed beside what the record holds now, for a person to decide between them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ips_tui.text import clean
from screens.widgets.confirm import Answer, Confirm

LONGEST_SHOWN = 400
# Lines that frame, question and answers take; the table scrolls in what is left, so that no answer is out of sight.
OTHER_LINES = 12


@dataclass(frozen=True)
class Version:
    """One field in both versions, as a person reads it; plain text."""

    label: str
    typed: str
    now: str


class VersionsQuestion(Confirm):
    """A question above a table of two versions; PageUp and PageDown move through a long table."""

    DEFAULT_CSS = """
    VersionsQuestion > .confirm--box { width: 90%; max-width: 110; max-height: 100%; padding: 0 2; }
    VersionsQuestion .confirm--question { width: 100%; max-width: 100%; }
    VersionsQuestion .versions--table { height: auto; margin: 1 0 0 0; overflow-y: auto; scrollbar-size-vertical: 1; }
    VersionsQuestion .versions--table > Static { height: auto; }
    """
    BINDINGS = [
        Binding("pagedown", "scroll_table(6)", show=False),
        Binding("pageup", "scroll_table(-6)", show=False),
    ]

    def __init__(
        self, question: str, answers: Sequence[Answer], headings: tuple[str, str], versions: Sequence[Version]
    ) -> None:
        """`headings` stand above the typed and the recorded version."""
        super().__init__(question, answers)
        self.headings = headings
        self.versions = tuple(versions)
        self._table = Static(Content(""))

    def compose(self) -> ComposeResult:
        """The question, the table, the answers."""
        with Vertical(classes="confirm--box"):
            yield Static(Content(clean(self.question, lines=True).text), classes="confirm--question")
            with Vertical(classes="versions--table"):
                yield self._table
            yield self.answers

    def on_resize(self, event: events.Resize) -> None:
        """The columns share the width there is, and the table has the height the answers leave."""
        self.query_one(".versions--table").styles.max_height = max(self.size.height - OTHER_LINES, 3)
        self._table.update(self.table(min(int(self.size.width * 0.9), 110) - 8))

    def table(self, width: int) -> Content:
        """The table in that many cells."""
        column = max((width - 4) // 2, 8)
        parts: list[Content] = [_row(self.headings, column, "bold $accent")]
        for version in self.versions:
            parts.append(Content.styled(clean(version.label).text, "$quiet"))
            parts.append(_row((version.typed, version.now), column, ""))
        return Content("\n").join(parts)

    def action_scroll_table(self, by: int) -> None:
        """Move the table by so many lines."""
        self.query_one(".versions--table").scroll_relative(y=by, animate=False)


def _row(texts: tuple[str, str], column: int, style: str) -> Content:
    left, right = (_wrapped(text, column) for text in texts)
    lines = []
    for n in range(max(len(left), len(right))):
        one = Content(left[n] if n < len(left) else "").truncate(column, pad=True)
        two = Content(right[n] if n < len(right) else "").truncate(column)
        lines.append(one + "  │ " + two)
    row = Content("\n").join(lines)
    return row.stylize(style) if style else row


def _wrapped(text: str, column: int) -> list[str]:
    kept = clean(text, lines=True, longest=LONGEST_SHOWN)
    shown = kept.text + ("…" if kept.cut else "")
    return [part for line in shown.split("\n") for part in textwrap.wrap(line, column) or [""]]
