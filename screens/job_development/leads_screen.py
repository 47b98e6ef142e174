"""The leads that fit one person, by what they asked for (domain.md 1.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.case import CaseView
from ips_tui.casework.lead_fits import LeadForPerson
from screens import entries
from screens.employers import lead_wording
from screens.keys import bind, key_label
from screens.participant.list_screen import PersonListScreen
from screens.widgets.block import wrapped
from screens.widgets.record_list import Column

WHERE, TOLD = 24, 23
WIDE = 100
"""Cells from which where the work is has a column; below the list it stands in any case."""


class PersonLeadsScreen(PersonListScreen):
    """Each lead with what it meets; under the list what may be said to its employer."""

    help_id = "person_leads"
    title_id = "leads.title"
    below: ClassVar[int] = 5
    footer_keys = ("list.open", "leads.tell", "leads.from_network", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("t", "told", "leads.tell"),
        bind("n", "from_network", "leads.from_network"),
    ]

    def columns(self, width: int) -> tuple[Column, ...]:
        """The work, where, which wishes, whether they were told."""
        words = self.app.words
        return (
            Column("work", words("leads.column.work"), 0),
            Column("where", words("leads.column.where"), WHERE, from_width=WIDE),
            Column("wishes", words("leads.column.wishes"), 0),
            Column("told", words("leads.column.told"), TOLD),
        )

    def lines_above(self, view: CaseView, width: int) -> Iterator[Content]:
        """What these are, or why there are none."""
        words, leads = self.app.words, view.leads
        key = key_label("n", words)
        if not leads.looking:
            said = words("leads.not_looking")
        elif not leads.wishes_said:
            said = words("leads.no_wishes")
        elif not leads.leads:
            said = words("leads.none_for", key=key)
        else:
            said = words("leads.for_person")
        yield from (Content.styled(line, "$quiet") for line in wrapped(said, width, 2))

    def rows_of(self, view: CaseView) -> Mapping[str, tuple[str, ...]]:
        """The leads, the newest first."""
        words, today = self.app.words, self.app.desk.clock.today()
        return {
            str(one.line.id): (
                one.line.name,
                one.line.employer or one.line.place,
                lead_wording.wishes_met(words, one.fit, short=True),
                lead_wording.told(words, one.fit.offered, today),
            )
            for one in view.leads.leads
        }

    def lines_below(self, view: CaseView, row_id: str, width: int) -> Iterator[Content]:
        """What may be said, what to mind, and what is known of the lead."""
        one = self._of(view, row_id)
        if one is None:
            return
        for text, caution in lead_wording.in_full(self.app.words, one.fit):
            style = "bold $late" if caution else ""
            yield from (Content.styled(line, style) for line in wrapped(text, width, 2))
        about = ": ".join(part for part in (lead_wording.where(one.line), one.line.note) if part)
        yield from (Content.styled(line, "$quiet") for line in (wrapped(about, width, 2) if about else ()))

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """The work and the wishes stand out."""
        return "" if column in (0, 2) else "$quiet"

    def open_row(self, view: CaseView, row_id: str) -> None:
        """Enter: the lead itself."""
        self.app.open_lead(row_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """With nobody, or no lead, there is nothing to tell."""
        if action == "from_network":
            return self.view is not None
        if action == "told":
            return self.view is not None and bool(self.query("RecordList")) and self.list.cursor_id is not None
        return super().check_action(action, parameters)

    def action_told(self) -> None:
        """T: the person was told of the lead under the cursor."""
        lead = self.list.cursor_id
        if lead is not None:
            self.open(lambda: entries.lead_offer_form(self.app, self.person, lead_id=lead), self._noted)

    def action_from_network(self) -> None:
        """N: somebody they know has heard of work."""
        self.open(lambda: entries.network_lead_form(self.app, self.person), self._noted)

    def _noted(self, record: str | None) -> None:
        if record is not None:
            self.catch_up()
            self.list.move_to(record)
            self.say_saved(self.app.words("leads.saved"), record)

    def _of(self, view: CaseView, row_id: str) -> LeadForPerson | None:
        return next((one for one in view.leads.leads if str(one.line.id) == row_id), None)
