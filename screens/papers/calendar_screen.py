"""The calendar of a member of staff, as it would be written: appointments and due dates without names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.agenda import AgendaItem
from ips_tui.casework.session import StaffMember
from ips_tui.forms.asking import BadEntry
from ips_tui.reports.asks import Ask
from ips_tui.reports.calendar import calendar_of, line_of, write_calendar
from ips_tui.reports.named import whose
from ips_tui.reports.writers.out import watched
from screens.desk import desk_of
from screens.keys import bind
from screens.papers.page import WrittenPage
from screens.widgets.block import wrapped


class CalendarScreen(WrittenPage):
    """One line for each appointment and each day on which something is due."""

    help_id = "calendar"
    made_of = ()
    BINDINGS: ClassVar[list[BindingType]] = [bind("s", "save", "calendar.save")]
    footer_keys = ("calendar.save", "paper.options", "paper.folder", "screen.back")

    def __init__(self) -> None:
        """Of whoever works here, from today, for eight weeks."""
        super().__init__((Ask.DAYS, Ask.WHOSE), "papers.ask.usual.calendar")
        self._member: StaffMember | None = None
        self._items: tuple[AgendaItem, ...] = ()

    def trail(self) -> Sequence[str]:
        """What it is."""
        words = self.app.words
        return (words("papers.title"), words("papers_team.calendar.name"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Saved only where something is in it."""
        return self.ready if action == "save" else super().check_action(action, parameters)

    def make(self) -> None:
        """Read the calendar."""
        desk = desk_of(self.app)
        self._member, self._items = None, ()
        with suppress(LookupError):
            self._member = whose(desk, self.asked)
        if self._member is not None:
            self._items = calendar_of(desk, self._member, self.asked.since, self.asked.until)

    @property
    def ready(self) -> bool:
        """Whether anything is planned or due."""
        return bool(self._items)

    def how(self) -> str:
        """For which programs, and where."""
        return self.app.words("papers_team.calendar.how", count=len(self._items), folder=self.folder)

    def text(self, width: int) -> Iterator[Content]:
        """What is in it, a day and a title each."""
        words = self.app.words
        if not self._items:
            why = words("papers.ask.nobody" if self._member is None else "papers_team.calendar.nothing")
            yield from (Content.styled(line, "bold") for line in wrapped(why, width))
        for item in self._items:
            yield from map(Content, wrapped(line_of(item, words), width))

    def action_save(self) -> None:
        """S: as an .ics file, for any calendar."""
        words = self.app.words
        if self._member is None or not self._items:
            return
        try:
            path = write_calendar(desk_of(self.app), self._member, self._items, self.folder)
        except BadEntry as wrong:
            self.say(words(wrong.problems[0].message_id), problem=True)
        else:
            self.was_written(path, (words("papers_team.calendar.not_protected"), *watched(words, path.parent)))
