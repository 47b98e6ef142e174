"""One employer: who they are, what they need, and every contact with them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ips_tui.casework import employer_list, employers
from ips_tui.casework.employer_look_alikes import EmployerLookAlike, employer_look_alikes
from ips_tui.casework.employers import EmployerContactView, EmployerView
from ips_tui.dates import short_date
from ips_tui.domain.employers import MadeBy
from ips_tui.text import clean, shown
from screens.desk import desk_of
from screens.employers.contact_rows import ContactRows, visit
from screens.employers.head import Head
from screens.keys import bind, key_label
from screens.undoing import UndoingScreen
from screens.widgets.line import Line
from screens.widgets.record_list import Column, RecordList

WIDE = 100
"""Cells from which a contact's result has room in its line."""
DETAIL_LINES = 5


class EmployerScreen(UndoingScreen[None]):
    """One employer with its contacts."""

    footer_keys = (
        "employer.contact",
        "employer.lead",
        "employer.correct",
        "employer.details",
        "employer.history",
        "screen.back",
    )
    made_of = ("employer_id",)
    help_id = "employer"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("c", "contact", "employer.contact"),
        bind("e", "correct", "employer.correct"),
        bind("l", "lead", "employer.lead"),
        bind("d", "details", "employer.details"),
        bind("h", "history", "employer.history"),
        bind("H", "own_history", "employer.own_history"),
    ]
    DEFAULT_CSS = """
    EmployerScreen .employer--head { height: auto; max-height: 14; padding: 0 1; }
    EmployerScreen .employer--heading { margin: 1 0 0 0; }
    EmployerScreen RecordList { height: 1fr; }
    EmployerScreen .employer--detail { height: 5; padding: 0 1; background: $surface; }
    """

    def __init__(self, employer_id: str, record: str | None = None) -> None:
        """`employer_id` may be of one that is gone; the screen then says so. It opens at that contact."""
        super().__init__()
        self.employer_id = UUID(employer_id)
        self._opens_at = record
        self._view: EmployerView | None = None
        self._alike: tuple[EmployerLookAlike, ...] = ()
        self._head = Static(Content(""), classes="employer--head")
        self._heading = Line()
        self._heading.add_class("employer--heading")
        self._detail = Static(Content(""), classes="employer--detail")
        self._rows: ContactRows | None = None

    def trail(self) -> Sequence[str]:
        """The work area and the employer."""
        area = self.app.words("shell.area.employers")
        return (area,) if self._view is None else (area, self._view.entry.name)

    @property
    def person_meant(self) -> str | None:
        """Whom the contact under the cursor was about."""
        lists = self.query(RecordList)
        contact = self._source().contacts.get((lists.first().cursor_id if lists else None) or "")
        return None if contact is None or contact.participant_id is None else str(contact.participant_id)

    @property
    def employer_meant(self) -> str | None:
        """This employer."""
        return None if self._view is None else str(self.employer_id)

    def compose_body(self) -> ComposeResult:
        """Head, contacts, and the contact under the cursor in full."""
        self._read()
        words = self.app.words
        titles = {i: words(f"employers.column.{i}") for i in ("day", "mode", "purpose", "about", "by", "result")}
        columns = (
            Column("day", titles["day"], words.dates.widest),
            Column("mode", titles["mode"], 14),
            Column("purpose", titles["purpose"], 23),
            Column("about", titles["about"], 0),
            Column("by", titles["by"], 14, from_width=WIDE),
            Column("result", titles["result"], 0, from_width=WIDE),
        )
        yield self._head
        yield self._heading
        yield RecordList(
            columns,
            self._source(),
            empty=words("employers.no_contacts"),
            on_cursor=self._show_detail,
            style_of=lambda _, column, cell: "$quiet" if column in (1, 4, 5) else "",
        )
        yield self._detail

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(RecordList).focus()
        self._show_head()
        if self._opens_at is not None:
            self.show_record(self._opens_at)

    def show_record(self, record: str) -> bool:
        """The cursor on a contact with this employer."""
        return self.query_one(RecordList).move_to(record)

    @property
    def gone(self) -> bool:
        """Whether the employer is not there any more."""
        return self._view is None

    def reread(self) -> None:
        """What was changed meanwhile shows; the cursor stays on its contact."""
        self._read()
        self.refresh_title()
        self._reload()

    def on_resize(self, event: events.Resize) -> None:
        """The head and the contact in full are broken to the new width."""
        super().on_resize(event)
        self._show_head()
        self._show_detail(self.query_one(RecordList).cursor_id)

    def refresh_people(self) -> None:
        """Names or initials."""
        self._reload()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Correct the contact under the cursor."""
        self._correct(event.record_id)

    # The keys

    def action_contact(self) -> None:
        """Note a visit or call, for everyone in general unless a person is chosen."""
        from screens.entries import employer_contact_form

        if self._view is not None:
            self.app.push_screen(employer_contact_form(self.app, employer_id=self.employer_id), self._noted)

    def action_correct(self) -> None:
        """Correct the contact under the cursor."""
        record_id = self.query_one(RecordList).cursor_id
        if record_id is None:
            self.say(self.app.words("employers.no_contact_chosen", key=key_label("c", self.app.words)))
        else:
            self._correct(record_id)

    def action_lead(self) -> None:
        """Note work here that is not advertised."""
        from screens.entries import lead_form

        if self._view is not None:
            self.app.push_screen(lead_form(self.app, employer_id=self.employer_id), self._lead_noted)

    def _lead_noted(self, record: str | None) -> None:
        """It stands among the leads, where it is shown with the people it fits."""
        if record is not None:
            self.app.open_lead(record)

    def action_details(self) -> None:
        """Correct the employer."""
        from screens.entries import employer_form

        if self._view is not None:
            self.app.push_screen(employer_form(self.app, self.employer_id), self._noted)

    def action_history(self) -> None:
        """Who changed the contact under the cursor, or without any contact the employer, and when."""
        from screens.participant.history import HistoryScreen

        record_id = self.query_one(RecordList).cursor_id or str(self.employer_id)
        if self._view is not None:
            self.app.push_screen(HistoryScreen(record_id, self._view.entry.name))

    def action_own_history(self) -> None:
        """Who changed the employer's own details, and when."""
        from screens.participant.history import HistoryScreen

        if self._view is not None:
            self.app.push_screen(HistoryScreen(str(self.employer_id), self._view.entry.name))

    def _correct(self, record_id: str) -> None:
        from screens.entries import employer_contact_form

        person = self._source().contacts[record_id].participant_id
        form = employer_contact_form(self.app, participant_id=person, employer_id=self.employer_id, record_id=record_id)
        self.app.push_screen(form, self._noted)

    def _noted(self, record: str | None) -> None:
        if record is not None:
            self.catch_up()
            self.query_one(RecordList).move_to(record)
            self.say_saved(self.app.words("employers.saved"), record)

    # What stands there

    def _source(self) -> ContactRows:
        if self._rows is None:
            self._rows = ContactRows(self.app)
        return self._rows

    def _read(self) -> None:
        try:
            self._view = employers.employer(desk_of(self.app), self.employer_id)
        except LookupError:
            self._view = None
        self._alike = () if self._view is None else self._look_alikes(self._view)
        contacts = () if self._view is None else self._view.contacts
        self._source().contacts = {str(contact.id): contact for contact in contacts}

    def _look_alikes(self, view: EmployerView) -> tuple[EmployerLookAlike, ...]:
        entry = view.entry
        return employer_look_alikes(
            desk_of(self.app),
            entry.name,
            sites=[entry.site or "", *(site.name for site in entry.sites)],
            telephones=[entry.telephone or "", *(person.telephone or "" for person in entry.people)],
            but=view.id,
        )

    def _reload(self) -> None:
        self._show_head()
        if lists := self.query(RecordList):
            lists.first().reload()

    def _show_head(self) -> None:
        words, view = self.app.words, self._view
        if view is None:
            self._head.update(Content.styled(words("employers.gone"), "bold $late"))
            return
        line = employer_list.lines(desk_of(self.app), [self.employer_id.bytes]).get(self.employer_id)
        width = max(self.size.width - 3, 20)
        lines = Head(self.app, view, line).lines(self._alike, width, self.size.height)
        self._head.update(Content("\n").join(lines))
        heading = Content.styled(words("employers.contacts"), "bold $accent")
        self._heading.show(heading, self._next(None if line is None else line.next_on))

    def _next(self, day: date | None) -> Content:
        """The next date that stands with this employer."""
        words, today = self.app.words, self.app.desk.clock.today()
        if day is None:
            return Content.styled(words("employers.no_next"), "$quiet")
        said = short_date(day, today, words.dates)
        if day < today:
            return Content.styled(words("shell.problem_sign") + words("employers.next_late", day=said), "bold $late")
        return Content.styled(words("employers.next", day=said), "bold")

    def _show_detail(self, record_id: str | None) -> None:
        contact = self._source().contacts.get(record_id or "")
        self._detail.update(Content("") if contact is None else self._in_full(contact))

    def _in_full(self, contact: EmployerContactView) -> Content:
        words, today = self.app.words, self.app.desk.clock.today()
        own = contact.made_by == MadeBy.PARTICIPANT
        parts = [
            words.choice("employer_mode", contact.mode),
            visit(self.app, contact.visit_number),
            words("employers.went_alone") if own else words("employers.by", name=shown(contact.specialist)),
        ]
        lines = [Content.styled("   ".join(part for part in parts if part), "$quiet")]
        room = DETAIL_LINES - 1
        if contact.next_step or contact.next_on:
            said = [
                shown(contact.next_step),
                short_date(contact.next_on, today, words.dates) if contact.next_on else "",
            ]
            text = "   ".join(part for part in said if part)
            lines.append(Content.assemble((words("employers.next_step") + "  ", "$quiet"), text))
            room -= 1
        width = max(self.size.width - 3, 20)
        if contact.asked:
            asked = words("employers.asked") + "  "
            lines.append(Content.assemble((asked, "$quiet"), shown(contact.asked, max(width - len(asked), 10))))
            room -= 1
        result = [
            piece
            for line in clean(contact.result, lines=True).text.split("\n")
            for piece in textwrap.wrap(shown(line), width)
        ]
        if len(result) > room:
            result[room - 1] = shown(result[room - 1], width - 1) + "…"
        return Content("\n").join([*lines[:1], *map(Content, result[:room]), *lines[1:]])
