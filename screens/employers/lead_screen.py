"""One lead: the work, where it came from, and the people it fits by what they asked for (domain.md 1.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework import lead_fits
from ips_tui.casework.lead_fits import Fit, LeadLine, LeadView
from ips_tui.dates import short_date
from ips_tui.domain.stages import Stage
from ips_tui.text import shown
from screens.desk import desk_of
from screens.employers import lead_wording
from screens.employers.lead_doing import LeadDoing
from screens.keys import bind
from screens.participant.list_screen import PutRows
from screens.widgets.block import Block, wrapped
from screens.widgets.record_list import Column, RecordList

NAME, TOLD = 18, 23
DETAIL_LINES = 5


class LeadScreen(LeadDoing):
    """A lead; Enter opens the person under the cursor, T notes that they were told of it."""

    made_of = ("lead_id",)
    help_id = "lead"
    footer_keys = ("list.open", "lead.told", "lead.correct", "lead.gone", "lead.there", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [bind("t", "told", "lead.told")]
    DEFAULT_CSS = """
    LeadScreen RecordList { height: 1fr; }
    LeadScreen .lead--detail { background: $surface; }
    """

    def __init__(self, lead_id: str) -> None:
        """`lead_id` may be of one that is gone from the record; the screen then says so."""
        super().__init__()
        self.lead_id = UUID(lead_id)
        self._view: LeadView | None = None
        self._people: dict[str, Fit] = {}
        self._rows = PutRows()
        self._head = Block(classes="lead--head")
        self._detail = Block(classes="lead--detail", fixed=DETAIL_LINES)

    @property
    def lead_meant(self) -> LeadLine | None:
        """The one this page is about."""
        return None if self._view is None else self._view.line

    @property
    def gone(self) -> bool:
        """Whether the lead is not there any more."""
        return self._view is None

    @property
    def person_meant(self) -> str | None:
        """Who is under the cursor."""
        return self.query_one(RecordList).cursor_id if self.query(RecordList) else None

    def trail(self) -> Sequence[str]:
        """The work area, the leads, and the work."""
        words = self.app.words
        trail = (words("shell.area.employers"), words("leads.title"))
        return trail if self._view is None else (*trail, self._view.line.name)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a person can be told."""
        if action == "told":
            return self.person_meant is not None
        return super().check_action(action, parameters)

    def compose_body(self) -> ComposeResult:
        """The lead, the people, and below what to know before a person is told."""
        words = self.app.words
        self._read()
        titles = {i: words(f"leads.column.{i}") for i in ("person", "wishes", "told")}
        columns = (
            Column("person", titles["person"], NAME),
            Column("wishes", titles["wishes"], 0),
            Column("told", titles["told"], TOLD),
        )
        yield self._head
        yield RecordList(
            columns,
            self._rows,
            empty=words("leads.nobody"),
            on_cursor=self._moved,
            style_of=lambda _, column, cell: "$quiet" if column == 2 else "",
        )
        yield self._detail

    def on_mount(self) -> None:
        """The list has the focus."""
        self._draw()
        self.query_one(RecordList).focus()

    def reread(self) -> None:
        """What was changed meanwhile shows; the cursor stays on its person."""
        self._read()
        self.refresh_title()
        self._draw()
        self.refresh_bindings()

    def refresh_people(self) -> None:
        """Names or initials."""
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Lines are broken to the new width."""
        super().on_resize(event)
        if self.query(RecordList):
            self._draw()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: the person's page, at the stage of which this is the work."""
        self.app.open_participant(event.record_id, int(Stage.JOB_DEVELOPMENT))

    def action_told(self) -> None:
        """T: the person under the cursor was told of it, and what they said."""
        from screens import entries

        if (person := self.person_meant) is not None:
            self.push_or_say(lambda: entries.lead_offer_form(self.app, person, lead_id=self.lead_id))

    # What stands there

    def _read(self) -> None:
        try:
            self._view = lead_fits.lead(desk_of(self.app), self.lead_id)
        except LookupError:
            self._view = None
        people = () if self._view is None else (*self._view.people, *self._view.told)
        self._people = {str(fit.participant_id): fit for fit in people}

    def _draw(self) -> None:
        words, today = self.app.words, self.app.desk.clock.today()
        width = max(self.size.width - 3, 20)
        if self._view is None:
            self._head.show([Content.styled(words("leads.not_here"), "bold $late")])
        else:
            self._head.show(list(self._head_lines(self._view, width)))
        self._rows.put(
            {
                key: (
                    self.app.name_of(fit.name),
                    lead_wording.wishes_met(words, fit, short=True),
                    lead_wording.told(words, fit.offered, today),
                )
                for key, fit in self._people.items()
            }
        )
        self.query_one(RecordList).reload()

    def _head_lines(self, view: LeadView, width: int) -> Iterator[Content]:
        words, today, line = self.app.words, self.app.desk.clock.today(), view.line
        yield Content.styled(shown(line.name, width), "bold")
        where = ", ".join(part for part in (lead_wording.where(line), lead_wording.kind_of_work(words, line)) if part)
        yield Content(shown(where, width))
        heard = words(
            "leads.heard",
            day=short_date(line.heard_on, today, words.dates),
            source=lead_wording.source(words, line, self.app.name_of),
            by=shown(line.by, 24),
        )
        yield from (Content.styled(part, "$quiet") for part in wrapped(heard, width, 2))
        yield from (Content(part) for part in (wrapped(line.note, width, 2) if line.note else ()))
        yield Content("")
        said = lead_wording.whom(words, line, view.people)
        style = "bold $late" if line.gone_on is not None else "bold $accent"
        yield from (Content.styled(part, style) for part in wrapped(said, width, 2))

    def _moved(self, record: str | None) -> None:
        fit = self._people.get(record or "")
        width = max(self.size.width - 3, 20)
        lines: list[Content] = []
        for text, caution in () if fit is None else lead_wording.in_full(self.app.words, fit):
            style = "bold $late" if caution else ""
            lines += [Content.styled(part, style) for part in wrapped(text, width, 2)]
        self._detail.show(lines[:DETAIL_LINES])
