"""One colleague's supervision and learning, as they and their team leader read it (domain.md 4.14; seed 000)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.supervision_views import KINDS, SUPERVISION, TRAINING, HeldLine, SupervisionPage, page
from ips_tui.text import shown
from screens.desk import desk_of
from screens.keys import bind, key_label
from screens.supervision.noting import NotingScreen
from screens.supervision.wording import GROUPS, Told
from screens.widgets.block import Block, wrapped
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

WIDE = 100
"""Cells from which who held it has a column."""
BELOW = 7
TOPIC = "topic:"
"""What the id of a line begins with that is no record: a topic without a training."""


class ColleagueScreen(NotingScreen):
    """Everything of one colleague; Enter opens the record under the cursor."""

    AUTO_FOCUS = ""
    made_of = ("_staff_id",)
    help_id = "colleague"
    footer_keys = ("list.open", "supervision.note", "supervision.history", "undo.last", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "note", "supervision.note"),
        bind("h", "history", "supervision.history"),
    ]
    DEFAULT_CSS = """
    ColleagueScreen RecordList { height: 1fr; }
    ColleagueScreen .list--below { background: $surface; }
    """

    def __init__(self, staff_id: str | None) -> None:
        """Of this colleague."""
        super().__init__()
        self._staff_id = UUID(staff_id or "")
        self._page: SupervisionPage | None = None
        self._lines: dict[str, HeldLine] = {}
        self._has_history = True
        self._source = GroupedSource()
        self._above = Block(classes="list--above", fixed=3)
        self._below = Block(classes="list--below", fixed=BELOW)
        self._list: GroupedList | None = None

    def trail(self) -> Sequence[str]:
        """What it is, and whose."""
        title = self.app.words("supervision.title")
        return (title,) if self._page is None else (title, self._page.colleague.name)

    @property
    def gone(self) -> bool:
        """Whether the colleague is not there any more, or theirs is not for the person at this desk."""
        return self._page is None

    def compose_body(self) -> ComposeResult:
        """How it stands, the records, and the one under the cursor in full."""
        words = self.app.words
        titles = {i: words(f"supervision.column.{i}") for i in ("day", "what", "by", "said")}
        self._list = GroupedList(
            (
                Column("day", titles["day"], max(words.dates.widest, 8)),
                Column("what", titles["what"], 25),
                Column("by", titles["by"], 18, from_width=WIDE),
                Column("said", titles["said"], 0),
            ),
            self._source,
            on_record=self._moved,
            no_match="",
            style_of=lambda _, column, cell: "$quiet" if column > 1 else "",
        )
        self._read()
        yield self._above
        yield self._list
        yield self._below

    def on_mount(self) -> None:
        """The list has the focus."""
        self.refresh_title()
        self._show_above()
        if self._list is not None:
            self.set_focus(self._list, scroll_visible=False)

    def on_resize(self, event: events.Resize) -> None:
        """Lines are broken to the new width."""
        super().on_resize(event)
        self._show_above()
        self._show_below()

    def reread(self) -> None:
        """What was noted meanwhile shows; the cursor stays on its line."""
        self._read()
        self.refresh_title()
        self._show_above()
        if self._list is not None:
            self._list.reload()
            self._show_below()

    def refresh_people(self) -> None:
        """Names or initials."""
        self.reread()

    def show_record(self, record: str) -> bool:
        """The cursor on a record."""
        return self._list is not None and self._list.move_to(record)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A topic without a training has no history."""
        if action == "history":
            return self._list is not None and self._list.record_id in self._lines
        return super().check_action(action, parameters)

    # The keys

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: correct the record; on a topic without a training, note one."""
        if (line := self._lines.get(event.record_id)) is not None:
            self.open_form(line.kind, self._staff_id, record_id=line.id)
        elif event.record_id.startswith(TOPIC):
            self.open_form(TRAINING, self._staff_id, topic=event.record_id.removeprefix(TOPIC))

    def action_note(self) -> None:
        """N: what can be noted, first what the cursor stands among."""
        line = None if self._list is None else self._lines.get(self._list.record_id or "")
        first = SUPERVISION if line is None else line.kind
        self.ask_kind((first, *(kind for kind in KINDS if kind != first)), self._staff_id)

    def action_history(self) -> None:
        """H: who changed the record under the cursor, and when."""
        from screens.participant.history import HistoryScreen

        record = None if self._list is None else self._list.record_id
        if record is not None and record in self._lines:
            title = self.app.words(f"form.{self._lines[record].kind}.title")
            self.app.push_screen(HistoryScreen(record, title))

    # What stands there

    def _read(self) -> None:
        try:
            self._page = page(desk_of(self.app), self._staff_id)
        except LookupError:
            self._page = None
        lines = () if self._page is None else self._page.lines
        self._lines = {str(line.id): line for line in lines}
        told, words = self._telling, self.app.words
        order = list(dict.fromkeys(GROUPS.values()))
        rows = [(record, GROUPS[line.kind], self._cells(line, told)) for record, line in self._lines.items()]
        not_yet = () if self._page is None else self._page.not_yet
        rows += [
            (f"{TOPIC}{topic}", TRAINING, (words("supervision.not_yet"), told.topic(topic), "", ""))
            for topic in not_yet
        ]
        rows.sort(key=lambda row: order.index(row[1]))
        self._source.fill(rows, lambda group, _: words(f"supervision.group.{group}"))

    def _cells(self, line: HeldLine, told: Told) -> tuple[str, ...]:
        return told.day(line.on), told.what(line), line.by, told.text(line)

    @property
    def _telling(self) -> Told:
        return Told(self.app.words, self.app.desk.clock.today(), self.app.name_of)

    def _show_above(self) -> None:
        words, width = self.app.words, max(self.size.width - 3, 20)
        if self._page is None:
            self._above.show([Content.styled(words("supervision.not_yours"), "bold $late")])
            return
        lines = [Content(line) for line in wrapped(self._telling.rhythm(self._page.colleague), width, 2)]
        own = self._page.colleague.id == (None if (who := desk_of(self.app).who) is None else who.id)
        sees = words("supervision.who_sees_own" if own else "supervision.who_sees")
        lines += [Content.styled(line, "$quiet") for line in wrapped(sees, width, 3 - len(lines))]
        self._above.show(lines)

    def _moved(self, record: str | None) -> None:
        self._show_below()
        # The footer is written anew only where the history comes or goes.
        if (has_history := record in self._lines) != self._has_history and self.is_mounted:
            self._has_history = has_history
            self.refresh_bindings()

    def _show_below(self) -> None:
        if self._list is None:
            return
        words, width = self.app.words, max(self.size.width - 3, 20)
        record = self._list.record_id or ""
        if record.startswith(TOPIC):
            self._below.show([Content.styled(words("supervision.topic", key=key_label("enter", words)), "$quiet")])
        elif (line := self._lines.get(record)) is not None:
            told = self._telling
            lines = [Content.styled(shown(told.head(line), width), "bold")]
            texts = list(told.in_full(line))
            for place, text in enumerate(texts):
                room = BELOW - len(lines) - (len(texts) - 1 - place)
                # A long one leaves room for those after it; in full it stands in the form.
                most = room if place == len(texts) - 1 else min(room, 2)
                lines += [Content(part) for part in wrapped(text, width, max(most, 1))]
            self._below.show(lines[:BELOW])
        else:
            self._below.show(())
