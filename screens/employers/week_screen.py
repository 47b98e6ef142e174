"""One specialist's week of employer contacts, as the team leader looks through it (domain.md 4.14)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework.employer_weeks import WeekContact, WeekLine, WeekView, employer_week, may_review
from ips_tui.dates import short_date
from ips_tui.domain.employers import EmployerMode
from ips_tui.text import shown
from screens.desk import desk_of
from screens.keys import bind
from screens.place import Place
from screens.undoing import UndoingScreen
from screens.widgets.block import Block, wrapped
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

if TYPE_CHECKING:
    from screens.app import IpsApp

WIDE = 100
"""Cells from which what came of it has room in its line."""
BELOW = 6
MET, OTHER, WITHOUT = "met", "other", "without"
"""The groups: what counts, what stands beside it, and what had no agreement and is in no count."""


class ReviewingScreen(UndoingScreen[None]):
    """A screen on which the team leader marks a week as looked at."""

    def review(self, staff_id: UUID, week_on: date) -> None:
        """Ask for the day and a note; for anybody but a team leader say whose mark it is."""
        from screens.entries import week_review_form

        words = self.app.words
        if not may_review(desk_of(self.app)):
            self.say(words("problem.team_leader_reviews"), problem=True)
            return
        self.app.push_screen(week_review_form(self.app, staff_id, week_on), self._reviewed)

    def _reviewed(self, record: str | None) -> None:
        if record is not None:
            self.catch_up()
            self.say_saved(self.app.words("employer_weeks.saved"), record)

    def reviewed_said(self, line: WeekLine) -> str:
        """Whether, when and by whom the week was looked at."""
        words, today = self.app.words, self.app.desk.clock.today()
        if line.reviewed is None:
            return words("employer_weeks.not_reviewed")
        day = short_date(line.reviewed.on, today, words.dates)
        return words("employer_weeks.reviewed", day=day, name=shown(line.reviewed.by, 24))


class WeekScreen(ReviewingScreen):
    """The contacts of one week; Enter shows one where it is kept."""

    AUTO_FOCUS = ""
    made_of = ("_staff_id", "_week_on")
    help_id = "employer_week"
    footer_keys = ("list.open", "employer_weeks.review", "screen.back")
    BINDINGS: ClassVar[list[BindingType]] = [bind("r", "review", "employer_weeks.review")]
    DEFAULT_CSS = """
    WeekScreen RecordList { height: 1fr; }
    WeekScreen .week--below { background: $surface; }
    """

    @classmethod
    def again(cls, app: IpsApp, place: Place) -> WeekScreen:
        """The same week of the same member of staff."""
        staff_id, week_on = place.ids
        return cls(UUID(staff_id or ""), date.fromisoformat(week_on or ""))

    def __init__(self, staff_id: UUID, week_on: date) -> None:
        """Of this member of staff, in the week that begins on that Monday."""
        super().__init__()
        self._staff_id = staff_id
        self._week_on = week_on
        self._view: WeekView | None = None
        self._contacts: dict[str, tuple[str, WeekContact]] = {}
        self._source = GroupedSource()
        self._above = Block(classes="week--above", fixed=3)
        self._below = Block(classes="week--below", fixed=BELOW)
        self._list: GroupedList | None = None

    def trail(self) -> Sequence[str]:
        """The work area, what is counted, and whose week."""
        words, today = self.app.words, self.app.desk.clock.today()
        name = "" if self._view is None else self._view.line.specialist
        day = words("employer_weeks.week", day=short_date(self._week_on, today, words.dates))
        return tuple(part for part in (words("shell.area.employers"), name, day) if part)

    def compose_body(self) -> ComposeResult:
        """The figures, the contacts, and the one under the cursor in full."""
        words = self.app.words
        titles = {i: words(f"employers.column.{i}") for i in ("day", "name", "mode", "purpose", "about", "result")}
        columns = (
            Column("day", titles["day"], words.dates.widest),
            Column("name", titles["name"], 0),
            Column("mode", titles["mode"], 12, from_width=WIDE),
            Column("purpose", titles["purpose"], 22),
            Column("about", titles["about"], 16),
            Column("result", titles["result"], 0, from_width=WIDE),
        )
        self._list = GroupedList(
            columns,
            self._source,
            on_record=lambda _: self._show_below(),
            no_match="",
            style_of=lambda _, column, cell: "" if column in (1, 4) else "$quiet",
        )
        self._list.set_empty(words("employer_weeks.no_contacts"))
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
        """What was corrected or reviewed meanwhile shows."""
        self._read()
        self.refresh_title()
        self._show_above()
        if self._list is not None:
            self._list.reload()

    def refresh_people(self) -> None:
        """Names or initials."""
        self.reread()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: the contact with its employer; one without agreement on the person's page, where it is reported."""
        if (found := self._contacts.get(event.record_id)) is None:
            return
        group, contact = found
        if group == WITHOUT and contact.participant_id is not None:
            self.app.open_participant(str(contact.participant_id), record=event.record_id)
        else:
            self.app.open_employer(str(contact.employer_id), event.record_id)

    def action_review(self) -> None:
        """R: the team leader has looked at this week."""
        self.review(self._staff_id, self._week_on)

    # What stands there

    def _read(self) -> None:
        try:
            view = employer_week(desk_of(self.app), self._staff_id, self._week_on)
        except LookupError:
            view = None
        self._view = view
        found: list[tuple[str, WeekContact]] = []
        if view is not None:
            logged = [(MET if one.mode == EmployerMode.FACE_TO_FACE else OTHER, one) for one in view.contacts]
            # Those of a group together; within it they stay as they came, the newest first.
            found = sorted(logged, key=lambda pair: pair[0]) + [(WITHOUT, one) for one in view.without_agreement]
        self._contacts = {str(one.id): (group, one) for group, one in found}
        rows = [(row_id, group, self._cells(one)) for row_id, (group, one) in self._contacts.items()]
        self._source.fill(rows, self._heading)

    def _heading(self, group: str, count: int) -> str:
        return self.app.words(f"employer_weeks.group.{group}", count=count)

    def _about(self, contact: WeekContact) -> str:
        """Whom it was about, by the name that may be shown now."""
        return self.app.name_of(contact.participant) if contact.participant_id else self.app.words("employers.general")

    def _cells(self, contact: WeekContact) -> tuple[str, ...]:
        words, today = self.app.words, self.app.desk.clock.today()
        return (
            short_date(contact.happened_on, today, words.dates),
            contact.employer,
            words.choice("employer_mode", contact.mode),
            words.choice("purpose", contact.purpose),
            self._about(contact),
            contact.said,
        )

    def _show_above(self) -> None:
        words, width = self.app.words, max(self.size.width - 3, 20)
        if self._view is None:
            self._above.show([Content.styled(words("employer_weeks.gone"), "bold $late")])
            return
        line = self._view.line
        count = line.count
        figures = words(
            "employer_weeks.figures",
            total=count.face_to_face,
            general=count.general,
            person=count.about_person,
            other=count.other,
        )
        lines = [Content.styled(figures, "bold"), Content(shown(self.reviewed_said(line), width))]
        if line.reviewed is not None and line.reviewed.note:
            lines += [Content.styled(text, "$quiet") for text in wrapped(line.reviewed.note, width, 1)]
        self._above.show(lines)

    def _show_below(self) -> None:
        found = None if self._list is None else self._contacts.get(self._list.record_id or "")
        if found is None:
            self._below.show(())
            return
        words, width = self.app.words, max(self.size.width - 3, 20)
        group, contact = found
        how = words.choice("employer_mode", contact.mode)
        head = Content.assemble(
            (shown(contact.employer, width // 2), "bold"),
            f"   {shown(self._about(contact), width // 4)}   ",
            (how, "$quiet"),
        )
        labels = ("what_happened", "reason") if group == WITHOUT else ("result", "asked")
        form = "contact_without_agreement" if group == WITHOUT else "employer_contact"
        lines = [head]
        rest = [
            (words(f"form.{form}.{labels[1]}.label"), contact.asked),
            (words(f"form.{form}.{labels[0]}.label"), contact.said),
        ]
        rest = [(label, text) for label, text in rest if text]
        for place, (label, text) in enumerate(rest):
            room = BELOW - len(lines) - (len(rest) - 1 - place)
            most = min(room, 2) if place < len(rest) - 1 else room
            lines += [Content(piece) for piece in wrapped(f"{label}: {text}", width, most)]
        self._below.show(lines)
