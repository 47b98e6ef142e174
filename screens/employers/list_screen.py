"""Every employer the team knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType

from ips_tui.casework import employer_list
from ips_tui.dates import DateWords, short_date
from screens.desk import desk_of
from screens.employers.head import cups
from screens.keys import bind, key_label
from screens.undoing import UndoingScreen
from screens.widgets.record_list import Column, RecordList
from screens.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from screens.app import IpsApp

LATE = 6
"""The column that may say that a day has passed."""
WIDE = 100
"""Cells from which place and kind of work have room as well; a search looks at them in any case."""


class EmployerRows:
    """The employers for a list: order from the store, lines only for what is about to be seen."""

    def __init__(self, app: IpsApp) -> None:
        """Take the shell, whose desk is open."""
        self.app = app

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Every employer as (id, search text), in the order that `sort` names."""
        return [(key.hex(), text) for key, text in employer_list.index(desk_of(self.app), sort)]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The cells of these employers."""
        words, today = self.app.words, self.app.desk.clock.today()
        lines = employer_list.lines(desk_of(self.app), [bytes.fromhex(i) for i in ids])
        return {
            key.hex: (
                line.name,
                line.site,
                words.choice("sector", line.sector),
                cups(self.app, line.met),
                str(line.hires or ""),
                _day(line.last_contact_on, today, words.dates),
                ("! " if line.next_on and line.next_on < today else "") + _day(line.next_on, today, words.dates),
            )
            for key, line in lines.items()
        }


def _day(day: date | None, today: date, dates: DateWords) -> str:
    return "" if day is None else short_date(day, today, dates)


class EmployersScreen(UndoingScreen[None]):
    """The employers; Enter opens one."""

    footer_keys = ("list.open", "employers.new", "employers.find", "employers.leads", "employers.weeks", "app.today")
    made_of = ()
    help_id = "employers"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "new", "employers.new"),
        bind("slash", "find", "employers.find"),
        bind("s", "sort", "employers.sort"),
        bind("w", "weeks", "employers.weeks"),
        bind("l", "leads", "employers.leads"),
    ]
    DEFAULT_CSS = """
    EmployersScreen RecordList { height: 1fr; }
    EmployersScreen .employers--search { height: 1; width: 100%; padding: 0 1; }
    """

    def __init__(self) -> None:
        """Begin with the order by name."""
        super().__init__()
        self._sort = 0

    def trail(self) -> Sequence[str]:
        """The work area."""
        return (self.app.words("shell.area.employers"),)

    @property
    def employer_meant(self) -> str | None:
        """The employer under the cursor."""
        found = self.query_one(RecordList).cursor_id
        return None if found is None else str(UUID(found))

    def compose_body(self) -> ComposeResult:
        """The search over the list."""
        words = self.app.words
        titles = {i: words(f"employers.column.{i}") for i in ("name", "site", "sector", "met", "hires", "last", "next")}
        columns = (
            Column("name", titles["name"], 0),
            Column("site", titles["site"], 18, from_width=WIDE),
            Column("sector", titles["sector"], 22, from_width=WIDE),
            Column("met", titles["met"], 8),
            Column("hires", titles["hires"], 5, align="right"),
            Column("last", titles["last"], words.dates.widest),
            Column("next", titles["next"], words.dates.widest + 2),
        )
        rows = RecordList(
            columns,
            EmployerRows(self.app),
            sort=employer_list.SORTS[0],
            empty=words("employers.empty", key=key_label("n", words)),
            no_match=words("employers.no_match"),
            style_of=self._style_of,
        )
        search = SearchLine(
            rows,
            placeholder=words("employers.find"),
            counted=lambda count, total: words("employers.found", count=count, total=total),
            on_notice=self.say,
            classes="employers--search",
        )
        yield search
        yield rows

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(RecordList).focus()

    def reread(self) -> None:
        """What was changed meanwhile shows; the cursor stays on its employer."""
        self.query_one(RecordList).reload()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Open the employer under the cursor."""
        self.app.open_employer(event.record_id)

    def action_new(self) -> None:
        """Note a new employer; afterwards the cursor stands on it."""
        from screens.entries import employer_form

        self.app.push_screen(employer_form(self.app), self._noted)

    def _noted(self, record: str | None) -> None:
        if record is None:
            return
        rows = self.query_one(RecordList)
        self.query_one(SearchLine).set_value("")
        self.catch_up()
        rows.move_to(UUID(record).hex)
        self.say_saved(self.app.words("employers.saved"), record)

    def action_find(self) -> None:
        """Type to narrow the list."""
        self.query_one(SearchLine).focus()

    def action_sort(self) -> None:
        """The next order."""
        self._sort = (self._sort + 1) % len(employer_list.SORTS)
        self.query_one(RecordList).sort(employer_list.SORTS[self._sort])
        self.say(self.app.words(f"employers.sort.{employer_list.SORTS[self._sort]}"))

    def action_weeks(self) -> None:
        """W: how often each specialist met employers, week by week."""
        from screens.employers.weeks_screen import WeeksScreen

        self.app.push_screen(WeeksScreen())

    def action_leads(self) -> None:
        """Work that is not advertised."""
        from screens.employers.leads_screen import LeadsScreen

        self.app.push_screen(LeadsScreen())

    def _style_of(self, record_id: str, column: int, cell: str) -> str:
        if column == 0:
            return ""
        return "bold $late" if column == LATE and cell.startswith("!") else "$quiet"
