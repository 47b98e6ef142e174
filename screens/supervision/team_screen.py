"""Everyone who works here, with when they were last supervised: the team leader's way to each page (domain.md 4.14)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.supervision_views import KINDS, ColleagueLine, team
from ips_tui.domain.due import DueKind
from screens.desk import desk_of
from screens.keys import bind
from screens.supervision.noting import NotingScreen
from screens.supervision.page_screen import ColleagueScreen
from screens.supervision.wording import Told
from screens.widgets.block import Block, wrapped
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

WIDE = 100
"""Cells from which the part somebody has, and their last training, have columns."""
BELOW = 3
HERE, LEFT = "here", "left"


class TeamScreen(NotingScreen):
    """The list of colleagues; Enter opens a page."""

    AUTO_FOCUS = ""
    made_of = ()
    help_id = "supervision"
    footer_keys = ("list.open", "supervision.note", "undo.last", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [bind("n", "note", "supervision.note")]
    DEFAULT_CSS = """
    TeamScreen RecordList { height: 1fr; }
    TeamScreen .list--below { background: $surface; }
    """

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self._lines: dict[str, ColleagueLine] = {}
        self._readable = True
        self._source = GroupedSource()
        self._above = Block(classes="list--above", fixed=1)
        self._below = Block(classes="list--below", fixed=BELOW)
        self._list: GroupedList | None = None

    def trail(self) -> Sequence[str]:
        """What it is."""
        return (self.app.words("supervision.title"),)

    @property
    def gone(self) -> bool:
        """Whether the list is not for the person at this desk."""
        return not self._readable

    def compose_body(self) -> ComposeResult:
        """Whose page is whose, the colleagues, and the one under the cursor in words."""
        words = self.app.words
        widest = words.dates.widest + 2
        titles = {i: words(f"supervision.column.{i}") for i in ("name", "role", "last", "next", "mentored", "trained")}
        self._list = GroupedList(
            (
                Column("name", titles["name"], 0),
                Column("role", titles["role"], 22, from_width=WIDE),
                Column("last", titles["last"], widest),
                Column("next", titles["next"], widest),
                Column("mentored", titles["mentored"], widest),
                Column("trained", titles["trained"], widest, from_width=WIDE),
            ),
            self._source,
            on_record=lambda record: self._show_below(),
            no_match="",
            style_of=lambda _, column, cell: _style(column, cell),
        )
        self._list.set_empty(words("supervision.nobody"))
        self._read()
        yield self._above
        yield self._list
        yield self._below

    def on_mount(self) -> None:
        """The list has the focus."""
        words = self.app.words
        said = words("supervision.how" if self._readable else "supervision.not_yours")
        self._above.show([Content.styled(said, "$quiet")])
        if self._list is not None:
            self.set_focus(self._list, scroll_visible=False)

    def on_resize(self, event: events.Resize) -> None:
        """The line below is broken to the new width."""
        super().on_resize(event)
        self._show_below()

    def reread(self) -> None:
        """What was noted meanwhile shows; the cursor stays on its line."""
        self._read()
        if self._list is not None:
            self._list.reload()
            self._show_below()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: that colleague's page."""
        self.app.push_screen(ColleagueScreen(event.record_id))

    def action_note(self) -> None:
        """N: note something about the colleague under the cursor, or a meeting of the unit."""
        line = None if self._list is None else self._lines.get(self._list.record_id or "")
        if line is not None:
            self.ask_kind(KINDS, line.id)

    # What stands there

    def _read(self) -> None:
        today = self.app.desk.clock.today()
        try:
            lines = team(desk_of(self.app))
        except LookupError:
            lines, self._readable = (), False
        grouped = [(LEFT if line.until_on is not None and line.until_on < today else HERE, line) for line in lines]
        grouped.sort(key=lambda pair: pair[0])
        self._lines = {str(line.id): line for _, line in grouped}
        words = self.app.words
        rows = [(str(line.id), group, self._cells(line)) for group, line in grouped]
        self._source.fill(rows, lambda group, _: words(f"supervision.group.{group}"))

    def _cells(self, line: ColleagueLine) -> tuple[str, ...]:
        told = self._telling
        supervised, mentored = line.rhythms[DueKind.SUPERVISION], line.rhythms[DueKind.FIELD_MENTORING]
        days = (supervised.last_on, mentored.last_on, line.trained_on)
        last, along, trained = ("" if day is None else told.day(day) for day in days)
        return (
            line.name,
            self.app.words.choice("staff_role", line.role),
            last,
            told.late(supervised.due_on),
            along,
            trained,
        )

    @property
    def _telling(self) -> Told:
        return Told(self.app.words, self.app.desk.clock.today(), self.app.name_of)

    def _show_below(self) -> None:
        line = None if self._list is None else self._lines.get(self._list.record_id or "")
        width = max(self.size.width - 3, 20)
        said = [] if line is None else wrapped(self._telling.rhythm(line), width, BELOW)
        self._below.show([Content(part) for part in said])


def _style(column: int, cell: str) -> str:
    """What is due stands out."""
    if column == 3 and cell.startswith("!"):
        return "bold $late"
    return "" if column == 0 else "$quiet"
