"""A screen with one text that scrolls, broken to the window's width: reach panel and history."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from screens.base import HouseScreen

WIDEST = 100
"""Cells of the longest line that is easy to read."""


class TextScreen(HouseScreen[None]):
    """Subclasses give the lines; the arrows move the text."""

    DEFAULT_CSS = """
    TextScreen .text--scroll { padding: 0 1; scrollbar-size-vertical: 1; }
    TextScreen .text--text { width: 100%; height: auto; }
    """

    def read(self) -> None:
        """Read what the lines are made of; called before they are first drawn, and when something was written."""

    def lines(self, width: int) -> Iterator[Content]:
        """The lines, each of at most `width` cells."""
        yield from ()

    def compose_body(self) -> ComposeResult:
        """One text."""
        self.read()
        with VerticalScroll(classes="text--scroll"):
            yield Static(Content(""), classes="text--text")

    def on_mount(self) -> None:
        """The text has the focus."""
        self.query_one(VerticalScroll).focus()

    def reread(self) -> None:
        """What another screen changed shows."""
        self.read()
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """Lines are broken to the new width."""
        self.draw()

    def refresh_people(self) -> None:
        """Names or initials."""
        self.draw()

    def draw(self) -> None:
        """Show the lines as they are now."""
        width = max(20, min(self.size.width - 3, WIDEST))
        self.query_one(".text--text", Static).update(Content("\n").join(list(self.lines(width))))
