"""A few lines under a list that say in full what the line under the cursor says in short."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from screens.widgets.line import Line


class Detail(Vertical):
    """As many lines as it is made with; a change repaints and lays nothing out."""

    DEFAULT_CSS = """
    Detail { height: auto; background: $surface; }
    """

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = [Line() for _ in range(lines)]

    def compose(self) -> ComposeResult:
        """The lines."""
        yield from self._lines

    def set_lines(self, lines: int) -> None:
        """Show only so many of them, from the top."""
        for number, line in enumerate(self._lines):
            line.display = number < lines

    def show(self, lines: Sequence[tuple[Content, Content]]) -> None:
        """Show these (left, right) parts; the lines left over are empty."""
        for number, line in enumerate(self._lines):
            line.show(*(lines[number] if number < len(lines) else (Content(""), Content(""))))

    @property
    def plain(self) -> str:
        """What stands in it, a line each."""
        return "\n".join(f"{line.left.plain}  {line.right.plain}".rstrip() for line in self._lines)
