"""A figure's definition in full: how it is counted, over which time, since when, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from screens.participant.text_screen import TextScreen
from screens.widgets.block import wrapped


class DefinitionScreen(TextScreen):
    """One text; Esc goes back to the figure."""

    help_id = "measure"
    footer_keys = ("screen.back",)

    def __init__(self, figure_id: str, title: str, paragraphs: Sequence[str]) -> None:
        """Of this figure, in these paragraphs."""
        super().__init__()
        self.figure_id = figure_id
        self.called = title
        self.paragraphs = tuple(paragraphs)

    def trail(self) -> Sequence[str]:
        """Whose definition."""
        return (self.called, self.app.words("reports.definition"))

    def lines(self, width: int) -> Iterator[Content]:
        """All of it."""
        yield from (Content.styled(line, "bold $accent") for line in wrapped(self.called, width))
        for one in self.paragraphs:
            yield Content("")
            yield from map(Content, wrapped(one, width))
