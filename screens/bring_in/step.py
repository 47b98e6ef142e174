"""What the steps have in common: where one is, what it comes to, one list, and its line in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content

from ips_tui.content.words import Words
from ips_tui.exchange.bring_in import BroughtIn, Preview
from ips_tui.exchange.columns import Columns, ListOf
from ips_tui.exchange.table_file import Encoding, Reading, Table
from ips_tui.text import shown
from screens.base import HouseScreen
from screens.keys import bind
from screens.widgets.block import Block, wrapped
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

STEPS = ("file", "reading", "columns", "look", "done")
BELOW, BELOW_LOW = 4, 1
"""Lines for the line under the cursor in full; in a low window the list has the room."""
LOW = 16
MANY = 300
"""Rows from which reading them takes so long that it is done on a thread."""
LONGEST_PATH = 400
"""Characters of a place that can be typed."""
GO_ON = bind("g", "go_on", "bring_in.go_on")

Line = tuple[str, str, tuple[str, ...]]
"""A row of the list: its id, its group and its cells."""


class Wizard:
    """What was decided so far. Every step has the same one, so that going back loses nothing."""

    def __init__(self) -> None:
        self.of = ListOf.PEOPLE
        self.path = Path()
        self.typed = ""
        self.reading = Reading()
        self.encodings: tuple[Encoding, ...] = ()
        self.table: Table | None = None
        self.columns: Columns | None = None
        self.remembered: Path | None = None
        """The file that the columns were taken from, if they were."""
        self.preview: Preview | None = None
        self.chosen: set[int] = set()
        self.rejected: Path | None = None
        self.done: BroughtIn | None = None


class StepScreen(HouseScreen[bool]):
    """One step; gives back True once the list is in and there is nothing to go back to."""

    AUTO_FOCUS = ""
    step: ClassVar[str] = ""
    help_id = "bring_in"
    DEFAULT_CSS = """
    StepScreen RecordList { height: 1fr; }
    StepScreen .step--below { background: $surface; }
    """

    def __init__(self, wizard: Wizard) -> None:
        """Go on with what was decided."""
        super().__init__()
        self.wizard = wizard
        self._source = GroupedSource()
        self._where = Block(fixed=1)
        self._above = Block()
        self._below = Block(classes="step--below", fixed=BELOW)
        self.list: GroupedList | None = None

    # What a step fills in

    def columns(self) -> tuple[Column, ...]:
        """The columns of its list."""
        raise NotImplementedError

    def lines(self) -> Iterator[Line]:
        """The rows of its list, those of a group together."""
        raise NotImplementedError

    def heading(self, group: str, count: int) -> str:
        """What stands over a group."""
        return self.app.words(f"bring_in.group.{group}", count=count)

    def sentences(self) -> Iterator[str]:
        """What it comes to, above the list; the first stands out."""
        yield from ()

    def told(self, row_id: str) -> Iterator[str]:
        """The row under the cursor in full."""
        yield from ()

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """How a cell is drawn; what that says stands in its text too."""
        return "" if column == 0 else "$quiet"

    def opened(self, row_id: str) -> None:
        """Enter on a row."""

    # The frame

    def trail(self) -> Sequence[str]:
        """That a list is brought in, and which."""
        words, file = self.app.words, self.wizard.path.name
        return (words("bring_in.title"), *((shown(file, 40),) if file else ()))

    def compose_body(self) -> ComposeResult:
        """Where one is, what it comes to, the list, and its line in full."""
        self.fill()
        self.list = GroupedList(
            self.columns(), self._source, on_record=self._show_below, no_match="", style_of=self.style_of
        )
        yield self._where
        yield self._above
        yield self.list
        yield self._below

    def on_mount(self) -> None:
        """The list has the focus."""
        self.draw()
        if self.list is not None:
            self.set_focus(self.list, scroll_visible=False)

    def on_resize(self, event: events.Resize) -> None:
        """Lines are broken to the new width."""
        self.draw()

    def refresh_people(self) -> None:
        """Names or initials."""
        self.draw()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter on a row."""
        event.stop()
        self.opened(event.record_id)

    def fill(self) -> None:
        """Put the rows into the list."""
        self._source.fill(list(self.lines()), self.heading)

    def draw(self) -> None:
        """Show everything as it is now."""
        self.fill()
        self._where.show([steps_line(self.app.words, self.step)])
        width, low = self.app.size.width - 2, self.app.size.height < LOW
        said = [
            Content.styled(line, "" if number else "bold")
            for number, sentence in enumerate(self.sentences())
            for line in wrapped(sentence, width, 1 if low else 2)
        ]
        self._above.show(said[:1] if low else said)
        self._below.set_fixed(BELOW_LOW if low else BELOW)
        if self.list is not None and self.list.is_mounted:
            self.list.reload()
            self._show_below(self.list.record_id)

    def _show_below(self, row_id: str | None) -> None:
        width = self.app.size.width - 2
        said = list(self.told(row_id)) if row_id is not None else []
        lines = [Content(line) for text in said for line in wrapped(text, width, BELOW)]
        self._below.show(lines[:BELOW])

    def decided_anew(self) -> None:
        """Something was decided: show that, and nothing of what was said before."""
        self.say("")
        self.draw()

    def next(self, screen: HouseScreen[bool]) -> None:
        """Go a step on; once the list is in, every step behind goes as well."""

        def came_back(done: bool | None) -> None:
            if done:
                self.dismiss(True)
            else:
                self.draw()

        self.app.push_screen(screen, came_back)

    def person(self, text: str) -> str:
        """A text that may be about a person as it may be shown now."""
        return text if self.wizard.of is ListOf.EMPLOYERS else self.app.name_of(text)


def steps_line(words: Words, step: str) -> Content:
    """The five steps; the one of that name is marked by a sign too."""
    parts: list[tuple[str, str]] = []
    for name in STEPS:
        label = words(f"bring_in.step.{name}")
        here = name == step
        parts.append((words("bring_in.here", step=label) if here else label, "bold" if here else "$quiet"))
        if name != STEPS[-1]:
            parts.append((words("bring_in.then"), "$quiet"))
    return Content.assemble(*[(f"{text} ", style) for text, style in parts])
