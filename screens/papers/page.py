"""A page that shows what would be written into a folder: what was asked for and where it goes above, the text below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ips_tui.config import LONGEST_PLACE
from ips_tui.reports.asks import Ask
from ips_tui.reports.registry import PaperRequest
from ips_tui.reports.writers.out import folder_problem, typed_folder, usual_folder, watched
from ips_tui.text import shown
from screens import this_computer
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.keys import bind
from screens.papers import choosing
from screens.settings.ask import AskLine
from screens.widgets.block import Block, wrapped

WIDEST = 100
"""Cells of the longest line of the text."""
LOW = 16
"""Lines of a window below which only what matters most stands above the text."""


class WrittenPage(HouseScreen[None]):
    """O asks for another time or version and F for another folder; how it is saved is the page's own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("o", "options", "paper.options"),
        bind("f", "folder", "paper.folder"),
    ]
    DEFAULT_CSS = """
    WrittenPage .paper--above { background: $surface; }
    WrittenPage .paper--scroll { padding: 0 1; scrollbar-size-vertical: 1; }
    WrittenPage .paper--text { width: 100%; height: auto; }
    """

    def __init__(self, asks: Sequence[Ask], usual: str) -> None:
        """`asks` is what can be asked of it; `usual` the id of the words for its time where none is asked for."""
        super().__init__()
        self.asks = asks
        self.usual = usual
        self.asked = PaperRequest()
        self._chosen: Path | None = None
        self._written: Path | None = None
        self._warnings: tuple[str, ...] = ()
        self._above = Block(classes="paper--above")

    # What a page fills in

    def make(self) -> None:
        """Read and make afresh what stands here, as it is `asked` for."""

    @property
    def ready(self) -> bool:
        """Whether there is anything to write."""
        return False

    def how(self) -> str:
        """How it is written, and where."""
        return ""

    def text(self, width: int) -> Iterator[Content]:
        """What would be written, in lines of at most `width` cells, or why there is nothing."""
        yield from ()

    # The page

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what there is to choose, and a folder only while something can be written."""
        if action == "options":
            return bool(self.asks)
        if action == "folder":
            return self.ready
        return super().check_action(action, parameters)

    def compose_body(self) -> ComposeResult:
        """How it will be written, and the text."""
        self.make()
        yield self._above
        with VerticalScroll(classes="paper--scroll"):
            yield Static(Content(""), classes="paper--text")

    def on_mount(self) -> None:
        """The text has the focus, so that the arrows move it."""
        self.query_one(VerticalScroll).focus()
        self.refresh_title()
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """The text is broken to the new width."""
        super().on_resize(event)
        self.draw()

    def reread(self) -> None:
        """The record says something else now."""
        self.make()
        self.draw()
        self.refresh_bindings()

    def refresh_people(self) -> None:
        """Names are shown, or are not."""
        self.draw()

    def draw(self) -> None:
        """Show everything as it is now."""
        if self.is_mounted and self.app.desk.state == "open":
            self._above.show(list(self._head(self.size.width - 2)))
            lines = list(self.text(max(20, min(self.size.width - 3, WIDEST))))
            self.query_one(".paper--text", Static).update(Content("\n").join(lines))

    def was_written(self, path: Path, warnings: Sequence[str]) -> None:
        """Say that it was written there, and what to know about the file."""
        self._written, self._warnings = path, tuple(warnings)
        self.say(self.app.words("papers.saved"))
        self.draw()

    def _head(self, width: int) -> Iterator[Content]:
        """What was asked for, how and where it is saved, then what was written and what to know about it."""
        words, low = self.app.words, self.size.height < LOW
        if self.asks:
            told = choosing.said(self.asks, self.asked, self.usual, desk_of(self.app))
            yield Content.styled(shown(words("papers.ask.asked", what=told), width), "bold")
        if not self.ready:
            return
        yield Content.styled(shown(self.how(), width), "$quiet")
        if self._written is None:
            # Before anything is there, since what was copied once is not taken back.
            for sentence in () if low else watched(words, self.folder):
                yield from (Content.styled(line, "bold $late") for line in wrapped(sentence, width, 3))
            return
        told = words("papers.written", path=self._written.name if low else self._written)
        yield from (Content.styled(line, "bold $good") for line in wrapped(told, width, 1 if low else 2))
        for sentence in () if low else self._warnings:
            yield from (Content.styled(line, "bold $late") for line in wrapped(sentence, width, 3))

    # What is asked for

    def action_options(self) -> None:
        """O: another time, or another version."""
        self.run_worker(self._choose(), exclusive=True, group="asking")

    async def _choose(self) -> None:
        asked = await choosing.choose(self, self.asks, self.asked, self.usual)
        if asked is not None:
            self.asked, self._written = asked, None
            self.say("")
            self.reread()

    # Where it goes

    @property
    def folder(self) -> Path:
        """Where it is written."""
        return self._chosen or usual_folder(self.app.desk.config)

    def action_folder(self) -> None:
        """F: ask for the folder, with what is wrong said at the line."""
        words = self.app.words
        question = f"{words('papers.folder')}\n{words('papers.not_protected')}"

        def problem(answer: str) -> str:
            folder = typed_folder(answer)
            wrong = "papers.no_folder" if folder is None else folder_problem(folder)
            return words(wrong) if wrong else ""

        self.app.push_screen(AskLine(question, str(self.folder), words, problem, LONGEST_PLACE), self._chose)

    def _chose(self, answer: str | None) -> None:
        if answer is None:
            return
        self._chosen = typed_folder(answer)
        self.keep("papers", answer)
        self.draw()

    def keep(self, name: str, value: str) -> None:
        """Let this computer remember a setting; where it cannot, that is said."""
        try:
            this_computer.change(self.app, name, value)
        except this_computer.NotChanged as why:
            self.say(why.said(self.app.words, self.app.config_file), problem=True)
