"""Who has opened, changed, printed or given out a person's record (GDPR Article 15; innsynslogg)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.case import CaseView, case
from ips_tui.casework.looks import CHANGED, LookLine, who_has_looked
from ips_tui.dates import short_date
from ips_tui.text import shown
from screens.desk import desk_of
from screens.keys import bind
from screens.participant.text_screen import TextScreen
from screens.widgets.block import wrapped

WHEN, WHO = 18, 22


class LookedScreen(TextScreen):
    """One line for each look and each change, the newest first."""

    help_id = "looked"
    footer_keys = ("looked.own_copy", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [bind("c", "own_copy", "looked.own_copy")]

    def __init__(self, participant_id: str) -> None:
        """About this participant. Raises ValueError for text that is no id."""
        super().__init__()
        self.participant_id: str = participant_id
        self._person = UUID(participant_id)
        self._known: CaseView | None = None
        self._lines: tuple[LookLine, ...] = ()

    def trail(self) -> Sequence[str]:
        """Whose record."""
        title = self.app.words("looked.title")
        return (title,) if self._known is None else (self.app.name_of(self._known.person.name), title)

    def read(self) -> None:
        """The looks and the changes as they are now."""
        desk = desk_of(self.app)
        try:
            self._known = case(desk, self._person)
        except LookupError:
            self._known = None
        self._lines = who_has_looked(desk, self._person)
        self.refresh_title()

    def lines(self, width: int) -> Iterator[Content]:
        """What this is, then the looks."""
        words, clock = self.app.words, self.app.desk.clock
        yield from (Content.styled(line, "$quiet") for line in wrapped(words("looked.note"), width))
        yield Content("")
        if not self._lines:
            yield Content.styled(words("looked.nobody_yet"), "$quiet")
        for line in self._lines:
            when = f"{short_date(line.at.date(), clock.today(), words.dates)} {line.at:%H:%M}"
            who = shown(line.who, WHO - 2) or words("history.nobody")
            style = "$quiet" if line.kind == CHANGED else ""
            head = f"{when:<{WHEN}}{who}{' ' * max(0, WHO - cell_len(who))}"
            for part in wrapped(line.what, max(10, width - WHEN - WHO)):
                yield Content.assemble((head, ""), (part, style))
                head = " " * (WHEN + WHO)

    def action_own_copy(self) -> None:
        """C: the person's own copy, with the step that leaves out what others said in confidence."""
        from screens.rights.own_copy_screen import OwnCopyScreen

        self.app.push_screen(OwnCopyScreen(self.participant_id), self._written)

    def _written(self, said: object) -> None:
        self.catch_up()
