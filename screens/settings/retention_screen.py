"""Records whose time is over: each with what it is counted from, to be kept for a reason or erased by a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.retention import TimeOver, profile, time_over
from ips_tui.dates import short_date
from ips_tui.domain.rights import RetentionChoice
from ips_tui.text import shown
from screens.desk import desk_of
from screens.keys import bind, keys_here
from screens.settings.rows import rule_told
from screens.undoing import UndoingScreen
from screens.widgets.block import Block, wrapped
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

BELOW, BELOW_LOW = 4, 2
"""Lines for the line under the cursor in full; in a low window the list has the room."""
LOW = 16
"""Lines of a window in which the rule is left to Settings."""
ERASE = "retention.erase"


class RetentionScreen(UndoingScreen[None]):
    """Lists, and never deletes: every line waits for somebody's decision."""

    AUTO_FOCUS = ""
    help_id = "retention"
    footer_keys = ("retention.decide", ERASE, "list.open", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("k", "decide", "retention.decide"),
        bind("x", "erase", ERASE),
    ]
    DEFAULT_CSS = """
    RetentionScreen RecordList { height: 1fr; }
    RetentionScreen .retention--below { background: $surface; }
    """

    def __init__(self) -> None:
        """Of the whole team."""
        super().__init__()
        self._lines: dict[str, TimeOver] = {}
        self._source = GroupedSource()
        self._above = Block()
        self._below = Block(classes="retention--below", fixed=BELOW)
        self._list: GroupedList | None = None

    def trail(self) -> Sequence[str]:
        """The area, and what is listed."""
        return self.app.words("shell.area.settings"), self.app.words("retention.title")

    @property
    def line(self) -> TimeOver | None:
        """The record under the cursor."""
        return None if self._list is None else self._lines.get(self._list.record_id or "")

    @property
    def person_meant(self) -> str | None:
        """Whose record is under the cursor."""
        return None if self.line is None else str(self.line.id)

    # The frame

    def compose_body(self) -> ComposeResult:
        """By which rule, the records, and the one under the cursor in full."""
        words = self.app.words
        columns = (
            Column("name", words("retention.column.name"), 0),
            Column("ref", words("retention.column.ref"), 10),
            Column("since", words("retention.column.since"), words.dates.widest),
            Column("state", words("retention.column.state"), 16),
        )
        self._list = GroupedList(
            columns,
            self._source,
            on_record=lambda _: self._show_below(),
            no_match="",
            style_of=lambda _, column, cell: "" if column == 0 else "$quiet",
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
        self._show_above()
        self._show_below()

    def reread(self) -> None:
        """What was decided or erased meanwhile shows."""
        self._read()
        self._show_above()
        if self._list is not None:
            self._list.reload()
        self._show_below()

    def refresh_people(self) -> None:
        """Names or initials."""
        self.reread()

    # What it says

    def _read(self) -> None:
        words = self.app.words
        self._lines = {str(one.id): one for one in time_over(desk_of(self.app))}
        cells = [
            (row_id, "over", (self.app.name_of(one.name), one.ref, self._day(one.over.on), self._state(one)))
            for row_id, one in self._lines.items()
        ]
        heading = words("retention.count_one") if len(cells) == 1 else words("retention.count", count=len(cells))
        self._source.fill(cells, lambda group, count: heading)
        if self._list is not None:
            chosen = profile(desk_of(self.app)) is not None
            self._list.set_empty(words("retention.nobody" if chosen else "retention.nothing"))

    def _state(self, one: TimeOver) -> str:
        words = self.app.words
        if one.decided is None:
            return words("retention.open")
        return words("retention.decided_keep" if one.decided is RetentionChoice.KEEP else "retention.decided_erase")

    def _day(self, day: date) -> str:
        return short_date(day, self.app.desk.clock.today(), self.app.words.dates)

    def _show_above(self) -> None:
        rule = profile(desk_of(self.app))
        told = "" if rule is None else rule_told(self.app.words, rule)
        low = self.app.size.height < LOW
        self._below.set_fixed(BELOW_LOW if low else BELOW)
        lines = wrapped(told, self.app.size.width - 2, 3) if told and not low else []
        self._above.show([Content.styled(line, "$quiet") for line in lines])

    def _sentences(self, one: TimeOver) -> Iterator[str]:
        """Why it is listed, and what was decided."""
        words = self.app.words
        yield words(f"retention.{one.over.counted}", day=self._day(one.over.since), years=one.over.years)
        if one.decided is None or one.decided_on is None:
            yield words("retention.undecided")
            return
        said = "retention.keep_over" if one.decided is RetentionChoice.KEEP else "retention.erase_decided"
        yield words(said, day=self._day(one.decided_on), name=shown(one.decided_by, 24))
        yield one.reason

    def _show_below(self) -> None:
        told = "" if (one := self.line) is None else " ".join(part for part in self._sentences(one) if part)
        self._below.show([Content(line) for line in wrapped(told, self.app.size.width - 2, BELOW)])

    # What can be done

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: the person's page."""
        event.stop()
        if (one := self.line) is not None:
            self.app.open_participant(str(one.id))

    def action_decide(self) -> None:
        """K: note what is decided."""
        from screens.entries.briefed import Fact
        from screens.entries.rights import retention_decision_form

        if (one := self.line) is not None:
            facts = [Fact(" ".join(part for part in self._sentences(one) if part))]
            self.app.push_screen(retention_decision_form(self.app, one.id, facts), self._decided)

    def _decided(self, record: str | None) -> None:
        if record is None:
            return
        words = self.app.words
        self.catch_up()
        to_erase = (one := self.line) is not None and one.decided is RetentionChoice.ERASE
        if to_erase:
            key = next((k.key for k in keys_here(self.active_bindings.values(), words) if k.id == ERASE), "")
            self.say(words("retention.saved_erase", key=key))
        else:
            self.say_saved(words("retention.saved"), record)

    def action_erase(self) -> None:
        """X: what erasing this record would do, and the way on."""
        from screens.participant.erasing_screen import ErasingScreen

        if (one := self.line) is not None:
            self.app.push_screen(ErasingScreen(str(one.id)), self._erased)

    def _erased(self, said: str | None) -> None:
        if said is not None:
            self.catch_up()
            self.say(said)
