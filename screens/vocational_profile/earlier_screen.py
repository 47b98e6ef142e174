"""Answers to questions that are not asked any more, as they were asked; to be read only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from textual.content import Content

from ips_tui.casework.answers import EarlierAnswer
from ips_tui.casework.profile import earlier_answers
from screens.desk import desk_of
from screens.entries.opening import name_of
from screens.participant.text_screen import TextScreen
from screens.widgets.block import wrapped

INDENT = "  "


class EarlierScreen(TextScreen):
    """Each question in the words it was asked in, and what was said to it."""

    made_of = ("participant_id",)
    help_id = "profile_earlier"
    footer_keys = ("screen.back",)

    def __init__(self, participant_id: str) -> None:
        """About this participant. Raises ValueError for text that is no id."""
        super().__init__()
        self.participant_id: str = participant_id
        self.person = UUID(participant_id)
        self._answers: tuple[EarlierAnswer, ...] = ()

    def trail(self) -> Sequence[str]:
        """Whose answers they are."""
        name = self.app.name_of(name_of(self.app, self.person))
        title = self.app.words("profile.compare.earlier")
        return (name, title) if name else (title,)

    def read(self) -> None:
        """The answers."""
        self._answers = earlier_answers(desk_of(self.app), self.person)

    def lines(self, width: int) -> Iterator[Content]:
        """Question over answer."""
        words = self.app.words
        yield from (Content.styled(line, "$quiet") for line in wrapped(words("profile.earlier.aim"), width))
        for one in self._answers:
            yield Content("")
            yield from (Content.styled(line, "bold") for line in wrapped(one.asked, width))
            said = words.choice("answer_state", one.state) if one.state else one.value
            yield from (Content(INDENT + line) for line in wrapped(said, width - len(INDENT)))
