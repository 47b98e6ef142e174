"""The history of a record: when something was typed, by whom, and what stood there before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from rich.cells import cell_len
from textual.content import Content

from ips_tui.casework.history import ChangedCell, HistoryLine, history
from ips_tui.dates import short_date
from ips_tui.text import shown
from screens.desk import desk_of
from screens.participant.text_screen import TextScreen
from screens.widgets.block import wrapped

INDENT = "  "
LABEL = 25
SIDE = 8
"""Cells before what stood there and what stands there, where both do not fit on a line."""
_PEOPLE = frozenset({"participant", "interested"})
_NAMES = frozenset({"name", "preferred_name"})


class HistoryScreen(TextScreen):
    """Everything done to one record, the newest first."""

    help_id = "history"
    footer_keys = ("screen.back",)

    def __init__(self, record_id: str, about: str = "", *, participant_id: str | None = None) -> None:
        """`about` says which record in words, without anyone's name; `participant_id` is whose it is.

        Raises ValueError for a record's id that is none.
        """
        super().__init__()
        self.participant_id = participant_id
        self._record = UUID(record_id)
        self._about = about
        self._done: tuple[HistoryLine, ...] = ()

    def trail(self) -> Sequence[str]:
        """Of what this is the history."""
        return (self._about, self.app.words("history.title")) if self._about else (self.app.words("history.title"),)

    def read(self) -> None:
        """The journal of this record."""
        self._done = history(desk_of(self.app), self._record)

    def lines(self, width: int) -> Iterator[Content]:
        """Each action with its cells under it."""
        words, clock = self.app.words, self.app.desk.clock
        if not self._done:
            yield Content.styled(words("history.empty"), "$quiet")
        for line in self._done:
            when = words(
                "history.typed", day=short_date(line.at.date(), clock.today(), words.dates), time=f"{line.at:%H:%M}"
            )
            who = shown(line.who, 30) or words("history.nobody")
            head = Content.assemble((line.what, "bold $accent"), ("   " + when, ""), ("   " + who, "$quiet"))
            yield head.truncate(width, ellipsis=True)
            for cell in line.cells:
                yield from self._cell(cell, width)
            yield Content("")

    def _cell(self, cell: ChangedCell, width: int) -> Iterator[Content]:
        """What was there and what is there now; a first value stands alone."""
        words = self.app.words
        label = f"{INDENT}{shown(cell.label, LABEL - 1):<{LABEL}}"
        room = width - len(label)
        old, new = (self._named(cell, text) for text in (cell.old, cell.new))
        if not old:
            yield from _under(label, new or words("history.nothing"), room, "")
            return
        new = new or words("history.nothing")
        arrow = f" {words('history.arrow')} "
        if "\n" not in old + new and cell_len(shown(old) + arrow + shown(new)) <= room:
            yield Content.assemble((label, "$quiet"), (shown(old), "$quiet"), (arrow, "bold"), shown(new))
            return
        lead = " " * len(label)
        yield from _under(f"{label}{words('history.before'):<{SIDE}}", old, room - SIDE, "$quiet")
        yield from _under(f"{lead}{words('history.after'):<{SIDE}}", new, room - SIDE, "")

    def _named(self, cell: ChangedCell, text: str) -> str:
        """A participant's name as it may be shown now."""
        person = cell.column == "participant_id" or (cell.table in _PEOPLE and cell.column in _NAMES)
        return self.app.name_of(text) if person else text


def _under(label: str, text: str, room: int, style: str) -> Iterator[Content]:
    """The text beside its label, further lines under the first."""
    for place, line in enumerate(wrapped(text, room)):
        yield Content.assemble((label if not place else " " * len(label), "$quiet"), (line, style))
