"""Every lead to work that is not advertised (domain.md 1.6): the newest first, the gone ones last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework import lead_fits
from ips_tui.casework.lead_fits import LeadLine
from ips_tui.dates import short_date
from ips_tui.text import fold, shown
from screens.desk import desk_of
from screens.employers import lead_wording
from screens.employers.lead_doing import LeadDoing
from screens.keys import bind, key_label
from screens.widgets.block import Block, wrapped
from screens.widgets.record_list import Column, RecordList
from screens.widgets.search_line import SearchLine

WIDE = 100
"""Cells from which the kind of work has a column too."""
DETAIL_LINES = 4


class LeadsScreen(LeadDoing):
    """The leads; Enter shows one with the people it fits."""

    made_of = ()
    help_id = "leads"
    footer_keys = ("list.open", "leads.new", "lead.gone", "lead.there", "lead.correct", "leads.find")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "new", "leads.new"),
        bind("slash", "find", "leads.find"),
    ]
    DEFAULT_CSS = """
    LeadsScreen RecordList { height: 1fr; }
    LeadsScreen .leads--search { height: 1; width: 100%; padding: 0 1; }
    LeadsScreen .leads--detail { background: $surface; }
    """

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        self.lines: Mapping[str, LeadLine] = {}
        self._detail = Block(classes="leads--detail", fixed=DETAIL_LINES)
        self._offered: tuple[bool, ...] = ()

    @property
    def lead_meant(self) -> LeadLine | None:
        """The one under the cursor."""
        return self.lines.get(self._list.cursor_id or "") if self.is_mounted and self.query(RecordList) else None

    def trail(self) -> Sequence[str]:
        """The work area, and what is listed."""
        return (self.app.words("shell.area.employers"), self.app.words("leads.title"))

    def compose_body(self) -> ComposeResult:
        """The search over the list, the lead under the cursor below."""
        words = self.app.words
        self._read()
        titles = {i: words(f"leads.column.{i}") for i in ("work", "where", "kind", "heard_from", "fits", "age")}
        columns = (
            Column("work", titles["work"], 0),
            Column("where", titles["where"], 20),
            Column("kind", titles["kind"], 24, from_width=WIDE),
            Column("heard_from", titles["heard_from"], 13),
            Column("fits", titles["fits"], 5, align="right"),
            Column("age", titles["age"], 8),
        )
        rows = RecordList(
            columns,
            self,
            empty=words("leads.empty", key=key_label("n", words)),
            on_cursor=self._moved,
            style_of=lambda _, column, cell: "" if column in (0, 4) else "$quiet",
        )
        yield SearchLine(
            rows,
            placeholder=words("leads.find"),
            counted=lambda count, total: words("employers.found", count=count, total=total),
            on_notice=self.say,
            classes="leads--search",
        )
        yield rows
        yield self._detail

    def on_mount(self) -> None:
        """The list has the focus."""
        self._list.focus()

    def reread(self) -> None:
        """What was changed meanwhile shows; the cursor stays on its lead."""
        self._read()
        self._list.reload()

    def refresh_people(self) -> None:
        """Names or initials."""
        self._list.reload()

    def on_resize(self, event: events.Resize) -> None:
        """The lead is broken to the new width."""
        super().on_resize(event)
        if self.query(RecordList):
            self._moved(self._list.cursor_id)

    def show_record(self, record: str) -> bool:
        """The cursor on a lead."""
        if record not in self.lines:
            return False
        self.query_one(SearchLine).set_value("")
        return self._list.move_to(record)

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: the lead with the people it fits."""
        self.app.open_lead(event.record_id)

    def action_new(self) -> None:
        """N: note a new lead."""
        from screens import entries

        self.push_or_say(lambda: entries.lead_form(self.app))

    def action_find(self) -> None:
        """Type to narrow the list."""
        self.query_one(SearchLine).focus()

    # What the list asks

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Every lead as (id, search text); whoever it came through is found in full also while initials are shown."""
        return [
            (key, fold(" ".join((line.name, line.employer, line.place, line.told_by, line.participant, line.note))))
            for key, line in self.lines.items()
        ]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The cells of these leads."""
        words, today = self.app.words, self.app.desk.clock.today()
        return {
            key: (
                line.name,
                line.employer or line.place,
                lead_wording.kind_of_work(words, line),
                lead_wording.heard_from(words, line, self.app.name_of),
                str(line.fits or ""),
                lead_wording.age(words, line, today),
            )
            for key in ids
            if (line := self.lines.get(key)) is not None
        }

    @property
    def _list(self) -> RecordList:
        return self.query_one(RecordList)

    def _read(self) -> None:
        self.lines = {str(line.id): line for line in lead_fits.leads(desk_of(self.app))}

    def _moved(self, record: str | None) -> None:
        line = self.lines.get(record or "")
        width = max(self.size.width - 3, 20)
        self._detail.show([] if line is None else list(self._in_full(line, width)))
        offers = tuple(bool(self.check_action(action, ())) for action in ("mark_gone", "mark_there"))
        if offers != self._offered and self.is_mounted:
            # Another key may work with another lead; the footer is written anew only then.
            self._offered = offers
            self.refresh_bindings()

    def _in_full(self, line: LeadLine, width: int) -> Iterator[Content]:
        words, today = self.app.words, self.app.desk.clock.today()
        heard = words(
            "leads.heard",
            day=short_date(line.heard_on, today, words.dates),
            source=lead_wording.source(words, line, self.app.name_of),
            by=shown(line.by, 24),
        )
        yield from (Content.styled(part, "$quiet") for part in wrapped(heard, width, 2))
        if line.note:
            yield from (Content(part) for part in wrapped(line.note, width, 2))
