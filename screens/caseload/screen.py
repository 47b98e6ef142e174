"""The caseload: everyone, with stage, clock, what is due and what stands; type to narrow, Enter opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework.session import Desk
from screens.caseload.people import PeopleSource
from screens.keys import bind
from screens.today.detail import Detail
from screens.undoing import UndoingScreen
from screens.widgets.record_list import RecordList
from screens.widgets.search_line import SearchLine

WIDE = 108
"""Columns of the window from which flags, specialist and place stand in the list."""
TALL = 32
"""Lines of the window from which the detail has room for several reasons."""
LINES, LINES_TALL = 3, 6
ORDERS = ("name", "due", "clock", "stage", "days", "ref")


class CaseloadScreen(UndoingScreen[None]):
    """Everyone the team works with."""

    DEFAULT_CSS = """
    CaseloadScreen RecordList { height: 1fr; background: $background; }
    CaseloadScreen SearchLine { padding: 0 1; }
    """
    footer_keys = (
        "list.open",
        "caseload.search",
        "caseload.sort",
        "caseload.mine",
        "caseload.referral",
        "caseload.closed",
    )
    made_of = ()
    help_id = "caseload"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "referral", "caseload.referral"),
        bind("s", "sort", "caseload.sort"),
        bind("m", "mine", "caseload.mine"),
        bind("c", "closed", "caseload.closed"),
        bind("p", "papers", "caseload.papers"),
        bind("slash", "search", "caseload.search"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._detail = Detail(LINES_TALL)
        self._room = LINES
        self._order = ORDERS[0]

    @property
    def desk(self) -> Desk:
        """The desk as casework knows it."""
        return cast("Desk", self.app.desk)

    def trail(self) -> Sequence[str]:
        """The area, and whose people are shown when they are not everyone's."""
        words = self.app.words
        area = words("shell.area.caseload")
        if not self.is_mounted:
            return (area,)
        mine = (words("caseload.mine"),) if self._source.specialist is not None else ()
        return (area, *mine, *((words("caseload.with_closed"),) if self._source.closed else ()))

    @property
    def person_meant(self) -> str | None:
        """The participant under the cursor."""
        found = self.people.cursor_id
        return None if found is None else str(UUID(found))

    def footer_hint(self) -> Sequence[str]:
        """While one types, what leads out of the search line."""
        return ("search.to_list", "search.clear") if isinstance(self.focused, SearchLine) else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where one searches already, no key leads there."""
        if action == "search" and isinstance(self.focused, SearchLine):
            return False
        return super().check_action(action, parameters)

    def compose_body(self) -> ComposeResult:
        """The search line, the list, and the story of its line."""
        words = self.app.words
        self._source = PeopleSource(self.desk, self.app.name_of)
        self._source.wide = self.app.size.width >= WIDE
        self.people = RecordList(
            self._source.columns(),
            self._source,
            sort=self._order,
            empty=words("caseload.empty"),
            no_match=words("caseload.no_match"),
            on_cursor=self._show_detail,
            style_of=self._source.style,
            id="people",
        )
        self.search = SearchLine(
            self.people,
            placeholder=words("caseload.search_hint"),
            counted=lambda count, total: words("caseload.counted", count=count, total=total),
            on_notice=self.say,
        )
        self._arrange(self.app.size.width, self.app.size.height)
        yield self.search
        yield self.people
        yield self._detail

    def on_mount(self) -> None:
        """The list is where one begins."""
        self.people.focus()

    def on_resize(self, event: events.Resize) -> None:
        """More columns where there is room."""
        wide, room = self._source.wide, self._room
        self._arrange(event.size.width, event.size.height)
        if (wide, room) != (self._source.wide, self._room):
            self.people.columns = self._source.columns()
            self.people.reload()

    def _arrange(self, width: int, height: int) -> None:
        self._source.wide = width >= WIDE
        self._room = LINES_TALL if height >= TALL else LINES
        self._detail.set_lines(self._room)

    def reread(self) -> None:
        """Something was done to somebody."""
        self.people.reload()

    def refresh_people(self) -> None:
        """Names in full or as initials."""
        if self.is_mounted:
            self.people.reload()

    def _show_detail(self, record_id: str | None) -> None:
        self._detail.show([] if record_id is None else self._source.story(record_id, self._room))

    @property
    def detail(self) -> str:
        """What the detail says."""
        return self._detail.plain

    # What can be done

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter."""
        event.stop()
        self.app.open_participant(event.record_id)

    def action_search(self) -> None:
        """/: type to narrow the list."""
        self.search.focus()

    def action_sort(self) -> None:
        """s: the next order, said in words."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self.people.sort(self._order)
        self.say(self.app.words(f"caseload.order.{self._order}"))

    def action_mine(self) -> None:
        """m: only the people of whoever works here, or everyone again."""
        words, own = self.app.words, self.desk.own_people_of
        if self._source.specialist is not None:
            self._source.specialist = None
        elif own is not None:
            self._source.specialist = own
        else:
            self.say(words("caseload.none_of_mine"))
            return
        self.people.reload()
        self.refresh_title()
        self.say(words("caseload.shows_mine" if self._source.specialist else "caseload.shows_all"))

    def action_closed(self) -> None:
        """c: closed cases too, behind the open ones, or only open ones again."""
        self._source.closed = not self._source.closed
        self.people.reload()
        self.refresh_title()
        self.say(self.app.words("caseload.shows_closed" if self._source.closed else "caseload.shows_open"))

    def action_papers(self) -> None:
        """p: the papers of the team."""
        from screens.papers.list_screen import team_papers

        self.app.push_screen(team_papers())

    def action_referral(self) -> None:
        """n: take somebody in."""
        from screens import entries

        self.app.push_screen(entries.referral_form(self.app), self._taken_in)

    def _taken_in(self, record_id: str | None) -> None:
        if record_id is not None:
            self.app.open_participant(record_id)
