"""Today: what is due, what is next, which clocks run out, what was typed and not saved. Ten seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ips_tui.casework import caseload, copy_words, trouble
from ips_tui.casework.copy_age import outside_age
from ips_tui.casework.session import Desk
from ips_tui.casework.today import DueLine
from ips_tui.text import shown
from screens.keys import bind, key_label
from screens.participant.due_lines import DOES, EMPLOYER_TITLE, STAFF_TITLES, TITLES
from screens.today.detail import Detail
from screens.today.lines import Morning, TodayLine, joined, morning
from screens.undoing import UndoingScreen
from screens.widgets.block import wrapped
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList
from screens.widgets.search_line import SearchLine

LONGEST_LINE = 200
"""Cells of one line about the file."""
LOW = 14
"""Lines of a window from which the list has the room, and not what stands above it."""
WIDE = 110
"""Columns from which a line also says the place."""


class TodayScreen(UndoingScreen[None]):
    """The work area one begins in."""

    DEFAULT_CSS = """
    TodayScreen GroupedList { height: 1fr; background: $background; }
    TodayScreen SearchLine { padding: 0 1; display: none; }
    TodayScreen .today--low { height: auto; max-height: 4; padding: 0 1; color: $late; display: none; }
    TodayScreen .today--low.-said { display: block; }
    TodayScreen.-low .today--low { max-height: 2; }
    """
    footer_keys = ("list.open", "today.search", "today.draft", "today.referral", "app.find", "app.caseload")
    made_of = ()
    help_id = "today"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "referral", "today.referral"),
        bind("r", "record", "today.record"),
        bind("z", "put_off", "today.put_off"),
        bind("d", "draft", "today.draft"),
        bind("slash", "search", "today.search"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._morning: Morning | None = None
        self._wide = False
        self._copy_old = False
        self._lines: dict[str, TodayLine] = {}
        self._source = GroupedSource()
        self._detail = Detail(3)
        self._low = Static(Content(""), classes="today--low")
        self._low_lines: tuple[str, ...] = ()
        self._list: GroupedList | None = None
        self._search: SearchLine | None = None

    @property
    def desk(self) -> Desk:
        """The desk as casework knows it."""
        return cast("Desk", self.app.desk)

    def trail(self) -> Sequence[str]:
        """The area and the day."""
        day = self.app.day_name(self.app.desk.clock.today())
        return (self.app.words("today.title", area=self.app.words("shell.area.today"), day=day),)

    @property
    def person_meant(self) -> str | None:
        """The participant under the cursor."""
        line = None if self._list is None else self._lines.get(self._list.record_id or "")
        return None if line is None or line.participant is None else str(line.participant)

    def footer_hint(self) -> Sequence[str]:
        """While one types, what leads out of the search line; on a due line, what does it."""
        if isinstance(self.focused, SearchLine):
            return ("search.to_list", "search.clear")
        return ("list.open", "today.record", "today.put_off")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where one searches already, no key leads there."""
        if action == "search" and isinstance(self.focused, SearchLine):
            return False
        return super().check_action(action, parameters)

    def compose_body(self) -> ComposeResult:
        """The list over the detail of its line."""
        words = self.app.words
        columns = (
            Column("when", words("today.column.when"), 8, align="right"),
            Column("who", words("today.column.who"), 18),
            Column("what", words("today.column.what"), 22),
            Column("why", words("today.column.why"), 0),
            Column("place", words("today.column.place"), 20, from_width=WIDE),
        )
        self._list = GroupedList(
            columns,
            self._source,
            on_record=self._show_detail,
            no_match=words("today.no_match"),
            style_of=self._style,
            id="today-list",
        )
        self._fill()
        self._search = SearchLine(
            self._list,
            placeholder=words("today.search_hint"),
            counted=lambda count, total: words("today.counted", count=self._source.found, total=self._source.total),
            on_notice=self.say,
        )
        yield self._low
        yield self._search
        yield self._list
        yield self._detail

    def on_mount(self) -> None:
        """The list is where one begins."""
        if self._list is not None:
            self._list.focus()
        self._say_copy()

    def on_resize(self, _: events.Resize) -> None:
        """Another width says the places elsewhere; a low window has room for little above the list."""
        self.set_class(self.app.size.height < LOW, "-low")
        if (self.app.size.width >= WIDE) != self._wide:
            self.reread()

    def refresh_people(self) -> None:
        """Names in full or as initials."""
        self.reread()

    def reread(self) -> None:
        """Read everything afresh; the cursor stays on its line."""
        if self._list is not None and self._list.is_mounted:
            self._fill()
            self._list.reload()
            self._say_copy()

    def _say_copy(self) -> None:
        """How old the last copy outside this laptop is, once that is worth a word, where no other sentence stands."""
        age = outside_age(self.desk)
        if age.old or self._copy_old:
            config = self.desk.config
            said = copy_words.outside(age, self.app.words, second_place=bool(config.copies)) if age.old else ""
            self.say_how(said)
        self._copy_old = age.old

    # What it holds

    def _say_low_lines(self) -> None:
        """What to know of the file and its disk, under the title; nothing where all is well."""
        lines = trouble.low_lines(self.desk)
        if lines != self._low_lines:
            self._low_lines = lines
            self._low.update(Content("\n".join(shown(line, LONGEST_LINE) for line in lines)))
            self._low.set_class(bool(lines), "-said")

    def _fill(self) -> None:
        self._say_low_lines()
        now = morning(self.desk, self.app.name_of)
        wide = self.app.size.width >= WIDE
        if self._list is None or (now.lines and (now, wide) == (self._morning, self._wide)):
            return
        self._morning, self._wide = now, wide
        self._lines = {line.id: line for line in now.lines}
        cells = [(line.id, line.group, self._cells(line)) for line in now.lines]
        words = self.app.words
        self._source.fill(cells, self._heading)
        if not now.lines:
            everyone = caseload.index(self.desk)
            self._list.set_empty(words("today.nothing" if everyone else "today.first_steps"))

    def _heading(self, group: str, count: int) -> str:
        words = self.app.words
        cost, _, name = group.rpartition(".")
        # Where the reading was cut, the number is not the whole truth.
        cut = self._morning is not None and name in self._morning.cut
        said = words("today.at_least", count=count) if cut else str(count)
        return words(f"today.group.{name}", count=said, **({"cost": words(f"today.cost.{cost}")} if cost else {}))

    def _cells(self, line: TodayLine) -> tuple[str, ...]:
        # Without a column of its own, the place of an appointment still has to be said.
        why = joined(line.why, line.place) if line.planned and not self._wide else line.why
        return line.when, line.who, line.what, why, line.place

    def _style(self, record_id: str, column: int, cell: str) -> str:
        line = self._lines.get(record_id)
        if line is not None and column == 0 and line.late:
            return "bold $late"
        return "$quiet" if column in (3, 4) else ""

    def _show_detail(self, record_id: str | None) -> None:
        line = self._lines.get(record_id or "")
        if line is None:
            self._detail.show(())
            return
        head = Content.assemble((shown(line.who), "bold"), ("  " + shown(line.what), ""))
        first, *more = wrapped(line.detail, self.app.size.width - 2, 2) or [""]
        self._detail.show(
            (
                (head, Content.styled(shown(line.about), "$quiet")),
                (Content(first), Content("")),
                (Content("".join(more)), self._opens(line)),
            )
        )

    def _opens(self, line: TodayLine) -> Content:
        """The key that does it, and what that opens."""
        words = self.app.words
        if line.due is None:
            return Content("")
        if line.colleague is not None:
            does = STAFF_TITLES[line.due.kind]
        else:
            does = EMPLOYER_TITLE if line.employer is not None else TITLES[DOES[line.due.kind]]
        return Content.assemble(
            (key_label("r", words), "bold $accent"), (" " + words("today.opens", what=words(does)), "$quiet")
        )

    @property
    def detail(self) -> str:
        """What the detail says."""
        return self._detail.plain

    # What can be done

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: to whoever the line is about, or on with the draft."""
        event.stop()
        line = self._lines.get(event.record_id)
        if line is None:
            return
        if line.draft is not None:
            self._go_on_with(line)
        elif line.participant is not None:
            self.app.open_participant(str(line.participant), line.stage)
        elif line.employer is not None:
            self.app.open_employer(str(line.employer))
        elif line.colleague is not None:
            self.app.open_supervision(str(line.colleague))

    def action_record(self) -> None:
        """r: what the line under the cursor asks for."""
        from screens.participant.due_form import open_for

        if (line := self._due_here()) is not None:
            self._about(lambda: open_for(self.app, line, lambda record: self._done(record, line)))

    def action_put_off(self) -> None:
        """z: the line under the cursor can wait until a day."""
        from screens.participant.putting_off import put_off

        if (line := self._due_here()) is not None:
            self._about(lambda: put_off(self, line, self._saved))

    def _due_here(self) -> DueLine | None:
        """What is due under the cursor; where nothing is, that is said."""
        line = None if self._list is None else self._lines.get(self._list.record_id or "")
        if line is not None and line.due is not None:
            return line.due
        self.say(self.app.words("today.not_due"))
        return None

    def _about(self, opened: Callable[[], None]) -> None:
        """Open something about a line; where what it is about is gone meanwhile, that is said."""
        try:
            opened()
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self.catch_up()
            self.say(self.app.words("participant.record_gone"), problem=True)

    def _done(self, record: str | None, line: DueLine) -> None:
        """The line goes because the record satisfies it; where that is not so, it is said."""
        if record is None:
            return
        self.catch_up()
        still = any(one.due is not None and one.due.id == line.id for one in self._lines.values())
        self.say_saved(self.app.words("today.still_due" if still else "today.saved"), record)

    def action_draft(self) -> None:
        """d: on with the draft under the cursor; from elsewhere, to the newest draft."""
        if self._list is None:
            return
        line = self._lines.get(self._list.record_id or "")
        if line is not None and line.draft is not None:
            self._go_on_with(line)
            return
        first = next((line.id for line in self._lines.values() if line.draft is not None), None)
        if first is None:
            self.say(self.app.words("today.no_drafts"))
        else:
            self._list.move_to(first)

    def _go_on_with(self, line: TodayLine) -> None:
        from screens import entries

        form = None if line.draft is None else entries.continue_draft(self.app, line.draft)
        if form is None:
            self.say(self.app.words("today.draft_gone"), problem=True)
        else:
            self.app.push_screen(form, self._saved)

    def action_referral(self) -> None:
        """n: take somebody in."""
        from screens import entries

        self.app.push_screen(entries.referral_form(self.app), self._taken_in)

    def _taken_in(self, record_id: str | None) -> None:
        if record_id is not None:
            self.app.open_participant(record_id)

    def _saved(self, record_id: str | None) -> None:
        if record_id is not None:
            self.say_saved(self.app.words("today.saved"), record_id)

    def action_search(self) -> None:
        """/: type to narrow the list."""
        if self._search is not None:
            self._search.display = True
            self._search.focus()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """An empty search line goes when it is left."""
        if event.widget is self._search and not self._search.value:
            self._search.display = False
