"""Face-to-face contacts with employers by specialist and week, with the team leader's weekly mark (domain.md 4.14)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.employer_weeks import WeekLine, employer_weeks
from ips_tui.dates import short_date
from ips_tui.domain.employer_weeks import monday_of
from ips_tui.text import shown
from screens.desk import desk_of
from screens.employers.week_screen import ReviewingScreen, WeekScreen
from screens.keys import bind
from screens.widgets.block import Block, wrapped
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

WITHOUT = 5
"""The column that says of contacts that had no agreement."""
BELOW = 3


class WeeksScreen(ReviewingScreen):
    """The last weeks, the newest first; Enter shows the contacts of one."""

    AUTO_FOCUS = ""
    made_of = ()
    help_id = "employer_weeks"
    footer_keys = ("list.open", "employer_weeks.review", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [bind("r", "review", "employer_weeks.review")]
    DEFAULT_CSS = """
    WeeksScreen RecordList { height: 1fr; }
    WeeksScreen .weeks--below { background: $surface; }
    """

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self._lines: dict[str, WeekLine] = {}
        self._source = GroupedSource()
        self._above = Block(fixed=1)
        self._below = Block(classes="weeks--below", fixed=BELOW)
        self._list: GroupedList | None = None

    def trail(self) -> Sequence[str]:
        """The work area, and what is counted."""
        words = self.app.words
        return (words("shell.area.employers"), words("employer_weeks.title"))

    def compose_body(self) -> ComposeResult:
        """What counts, the weeks, and the one under the cursor in words."""
        words = self.app.words
        titles = {i: words(f"employer_weeks.column.{i}") for i in ("specialist", "general", "person", "total", "other")}
        columns = (
            Column("specialist", titles["specialist"], 0),
            Column("general", titles["general"], 10, align="right"),
            Column("person", titles["person"], 8, align="right"),
            Column("total", titles["total"], 7, align="right"),
            Column("other", titles["other"], 6, align="right"),
            Column("without", "", 1),
            Column("reviewed", words("employer_weeks.column.reviewed"), words.dates.widest + 2),
        )
        self._list = GroupedList(
            columns, self._source, on_record=self._moved, no_match="", style_of=lambda _, column, cell: _style(column)
        )
        self._list.set_empty(words("employer_weeks.nobody"))
        self._read()
        yield self._above
        yield self._list
        yield self._below

    def on_mount(self) -> None:
        """The list has the focus."""
        self._above.show([Content.styled(self.app.words("employer_weeks.how"), "$quiet")])
        if self._list is not None:
            self.set_focus(self._list, scroll_visible=False)

    def on_resize(self, event: events.Resize) -> None:
        """The line below is broken to the new width."""
        super().on_resize(event)
        self._show_below()

    def reread(self) -> None:
        """What was noted or reviewed meanwhile shows; the cursor stays on its line."""
        self._read()
        if self._list is not None:
            self._list.reload()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: the contacts of that specialist's week."""
        if (line := self._lines.get(event.record_id)) is not None:
            self.app.push_screen(WeekScreen(line.staff_id, line.week_on))

    def action_review(self) -> None:
        """R: the team leader has looked at this week."""
        line = None if self._list is None else self._lines.get(self._list.record_id or "")
        if line is not None:
            self.review(line.staff_id, line.week_on)

    # What stands there

    def _read(self) -> None:
        self._lines = {f"{line.staff_id.hex}:{line.week_on}": line for line in employer_weeks(desk_of(self.app))}
        rows = [(row_id, line.week_on.isoformat(), self._cells(line)) for row_id, line in self._lines.items()]
        self._source.fill(rows, self._heading)

    def _heading(self, group: str, count: int) -> str:
        words, today = self.app.words, self.app.desk.clock.today()
        week = date.fromisoformat(group)
        said = "employer_weeks.this_week" if week == monday_of(today) else "employer_weeks.week"
        return words(said, day=short_date(week, today, words.dates))

    def _cells(self, line: WeekLine) -> tuple[str, ...]:
        words, today, count = self.app.words, self.app.desk.clock.today(), line.count
        reviewed = ""
        if line.reviewed is not None:
            mark = words("participant.done_mark")
            reviewed = f"{mark} {short_date(line.reviewed.on, today, words.dates)}"
        return (
            line.specialist,
            str(count.general),
            str(count.about_person),
            str(count.face_to_face),
            str(count.other),
            words("employer_weeks.without_mark") if line.without_agreement else "",
            reviewed,
        )

    def _moved(self, record_id: str | None) -> None:
        self._show_below()

    def _show_below(self) -> None:
        line = None if self._list is None else self._lines.get(self._list.record_id or "")
        if line is None:
            self._below.show(())
            return
        words, width = self.app.words, max(self.size.width - 3, 20)
        shown_lines = [Content(shown(self.reviewed_said(line), width))]
        note = "" if line.reviewed is None else line.reviewed.note
        if line.without_agreement:
            one = line.without_agreement == 1
            said = words(
                "employer_weeks.without_one" if one else "employer_weeks.without", count=line.without_agreement
            )
            shown_lines.append(Content.styled(shown(said, width), "bold"))
        shown_lines += [
            Content.styled(text, "$quiet") for text in wrapped(note, width, BELOW - len(shown_lines)) if text
        ]
        self._below.show(shown_lines)


def _style(column: int) -> str:
    """The figure that counts stands out, and the sign of what had no agreement."""
    return {0: "", 3: "bold", WITHOUT: "bold $late"}.get(column, "$quiet")
