"""Settings: who works here, what is kept in the store for the whole team, what belongs to this computer alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework import practice_day, retention, settings
from ips_tui.casework.scales import SCALE
from ips_tui.casework.session import StoreProblem
from ips_tui.casework.settings import MOST_DAYS, least_days
from ips_tui.content.retention import load_profiles
from ips_tui.domain.four_weeks import Reading
from ips_tui.domain.money import CURRENCIES
from ips_tui.domain.retention import LEAST_YEARS, MOST_YEARS, OWN
from ips_tui.text import shown
from screens import areas, entries
from screens.desk import desk_of
from screens.keys import bind
from screens.settings import fidelity_scales, local, rule_packs, travel_rate
from screens.settings.ask import AskLine, number_problem
from screens.settings.rows import BRING_IN, CLINICAL_TEAM, COORDINATOR, HERE, LIST_ITEM, STAFF, TIME_OVER, Row, all_rows
from screens.today.detail import Detail
from screens.undoing import UndoingScreen
from screens.widgets.block import wrapped
from screens.widgets.chooser import Chooser, ChooserItem
from screens.widgets.confirm import Answer
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.grouped_list import GroupedList, GroupedSource
from screens.widgets.record_list import Column, RecordList

DETAIL_LINES = 4
NAME_COLUMN, NAME_COLUMN_WIDE, WIDE = 24, 40, 100
"""Cells of what a setting is now, and from which width of the window it may have more."""


class SettingsScreen(UndoingScreen[None]):
    """One list in three parts, and below it what the line under the cursor means."""

    DEFAULT_CSS = """
    SettingsScreen RecordList { height: 1fr; background: $background; }
    """
    footer_keys = ("settings.edit", "settings.next_part", "settings.add", "settings.history", "app.today")
    made_of = ()
    help_id = "settings"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "add", "settings.add"),
        bind("e", "edit", "settings.edit"),
        bind("h", "history", "settings.history"),
        bind("s", "supervision", "settings.supervision"),
        bind("w", "work_as", "settings.work_as"),
        bind("tab", "part(1)", "settings.next_part"),
        bind("shift+tab", "part(-1)", "settings.previous_part"),
    ]

    def __init__(self, at: str = "") -> None:
        """`at` is the row to begin on, as `kind:id`; the first where it is not there."""
        super().__init__()
        self._at = at
        self._source = GroupedSource()
        self._rows: Mapping[str, Row] = {}
        self._detail = Detail(DETAIL_LINES)
        self._offers = (True, True)
        """Whether the row under the cursor has a history, and whether it is a colleague."""
        self.list = GroupedList(
            self._columns(),
            self._source,
            on_record=self._show_detail,
            no_match="",
            style_of=lambda _, column, cell: "$quiet" if column != 1 else "",
            id="settings-list",
        )

    def trail(self) -> Sequence[str]:
        """The area."""
        return (self.app.words("shell.area.settings"),)

    def compose_body(self) -> ComposeResult:
        """The list over the detail of its line."""
        self._fill()
        yield self.list
        yield self._detail

    def on_mount(self) -> None:
        """The list is where one begins."""
        self.list.focus()
        if self._at:
            self.list.move_to(self._at)

    def on_resize(self, _: events.Resize) -> None:
        """A wider window has more room for what a setting is now."""
        self.list.columns = self._columns()
        self.list.reload()

    def reread(self) -> None:
        """Somebody was added, or a setting changed."""
        self._fill()
        self.list.reload()

    # What it holds

    def _fill(self) -> None:
        rows = list(all_rows(self.app))
        self._rows = {f"{row.kind}:{row.id}": row for row in rows}
        heading = self.app.words
        self._source.fill(
            [(row_id, row.group, row.cells) for row_id, row in self._rows.items()],
            lambda group, count: heading(f"settings.group.{group}", file=self.app.config_file),
        )

    def _columns(self) -> tuple[Column, ...]:
        words = self.app.words
        return (
            Column("kind", words("settings.column.kind"), 22),
            Column("name", words("settings.column.name"), self._name_column),
            Column("detail", words("settings.column.detail"), 0),
        )

    @property
    def _name_column(self) -> int:
        return NAME_COLUMN_WIDE if self.app.size.width >= WIDE else NAME_COLUMN

    @property
    def row(self) -> Row | None:
        """What the cursor stands on."""
        return self._rows.get(self.list.record_id or "")

    def _show_detail(self, record_id: str | None) -> None:
        row = self._rows.get(record_id or "")
        offers = (row is not None and bool(row.record), row is not None and row.kind == STAFF)
        if offers != self._offers and self.is_mounted:
            self._offers = offers
            self.refresh_bindings()
        if row is None:
            self._detail.show(())
            return
        width = max(self._detail.content_size.width or self.app.size.width - 2, 20)
        # A place may be longer than its column, and a person may have to type it.
        said = wrapped(row.cells[1], width, 2) if len(row.cells[1]) > self._name_column else []
        lines = [Content(line) for line in said]
        for place, text in enumerate(row.told):
            lines += [Content.styled(line, "$quiet" if place else "") for line in wrapped(shown(text), width)]
        self._detail.show([(line, Content("")) for line in lines])

    @property
    def detail(self) -> str:
        """What stands below the list."""
        return self._detail.plain

    # Where one is

    def footer_hint(self) -> Sequence[str]:
        """On a colleague, what leads to theirs; else the lock at the end, where there is one: practice never locks."""
        if self.row is not None and self.row.kind == STAFF:
            return ("settings.edit", "settings.supervision", "settings.work_as", *self.footer_keys[1:])
        return self.footer_keys if self.app.desk.practice else (*self.footer_keys[:-1], "app.lock")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What belongs to this computer has no history, so the key is not offered there."""
        if action == "history":
            return self.row is not None and bool(self.row.record)
        if action in ("supervision", "work_as"):
            colleague = self.row is not None and self.row.kind == STAFF
            return colleague and (action == "supervision" or self.app.desk.practice)
        return super().check_action(action, parameters)

    def action_part(self, by: int) -> None:
        """Tab: to the first line of the next part, round from the last to the first."""
        groups = dict.fromkeys(row.group for row in self._rows.values())
        names = list(groups)
        if not names:
            return
        here = names.index(self.row.group) if self.row is not None else 0
        wanted = names[(here + by) % len(names)]
        self.list.move_to(next(row_id for row_id, row in self._rows.items() if row.group == wanted))

    # What can be done

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter does what e does."""
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """e: change what the cursor stands on."""
        row = self.row
        if row is None:
            return
        if row.kind == STAFF:
            self._open(entries.staff_form(self.app, row.id))
        elif row.kind == CLINICAL_TEAM:
            self._open(entries.clinical_team_form(self.app, row.id))
        elif row.kind == COORDINATOR:
            self._open(entries.care_coordinator_form(self.app, coordinator_id=row.id))
        elif row.kind == LIST_ITEM:
            self._open(entries.list_item_form(self.app, row.id))
        elif row.kind == HERE:
            self.run_worker(local.change(self, row.id), exclusive=True)
        elif row.kind == TIME_OVER:
            from screens.settings.retention_screen import RetentionScreen

            self.app.push_screen(RetentionScreen())
        elif row.kind == BRING_IN:
            self.app.push_screen(areas.bring_in())
        elif row.id == settings.RETENTION:
            self.run_worker(self._set_retention(row), exclusive=True)
        elif row.id == settings.RULE_PACK:
            self.run_worker(rule_packs.choose(self, row), exclusive=True)
        elif row.id == SCALE:
            self.run_worker(fidelity_scales.choose(self, row), exclusive=True)
        elif row.id == settings.READING:
            self.run_worker(self._set_reading(row), exclusive=True)
        elif row.id.startswith(settings.RHYTHM):
            self.run_worker(self._set_rhythm(row), exclusive=True)
        elif row.id == settings.CURRENCY:
            self.run_worker(self._set_currency(row), exclusive=True)
        elif row.id == settings.TRAVEL_RATE:
            self.run_worker(travel_rate.change(self, row), exclusive=True)
        else:
            self._open(entries.team_names_form(self.app))

    def action_add(self) -> None:
        """n: somebody or some team new."""
        self.run_worker(self._add(), exclusive=True)

    def action_history(self) -> None:
        """h: who changed it, and when."""
        from screens.participant.history import HistoryScreen

        if self.row is not None and self.row.record:
            self.app.push_screen(HistoryScreen(self.row.record, self.row.cells[0]))

    def action_supervision(self) -> None:
        """S: supervision and learning of this colleague."""
        if self.row is not None:
            self.app.open_supervision(self.row.id)

    def action_work_as(self) -> None:
        """W, in practice: see what this colleague sees."""
        if self.row is None:
            return
        practice_day.work_as(desk_of(self.app), UUID(self.row.id))
        for screen in self.app.house_screens():
            screen.read_again()
            screen.refresh_title()
        self.say(self.app.words("settings.works_as", name=self.row.cells[1]))

    async def _set_rhythm(self, row: Row) -> None:
        """Ask for the figure; what is due for everyone follows at once."""
        words, name = self.app.words, row.id.removeprefix(settings.RHYTHM)
        question = "\n".join((row.cells[0], *row.told[:2]))
        problem = number_problem(words, least_days(name), MOST_DAYS)
        answer = await self.app.push_screen_wait(AskLine(question, row.value, words, problem))
        if answer is None or int(answer) == int(row.value):
            return
        try:
            settings.set_rhythm(desk_of(self.app), name, int(answer))
        except StoreProblem as refused:
            self.say(words(refused.message_id), problem=True)
        else:
            self.catch_up()
            self.say(words("settings.recomputed"))

    async def _set_reading(self, row: Row) -> None:
        """Choose one of the readings, each with its source; everybody's clock follows at once."""
        words = self.app.words
        items = [
            ChooserItem(one.value, words(f"settings.reading_source.{one}"), words.choice("reading", one))
            for one in Reading
        ]
        answer = await self.app.push_screen_wait(Chooser(words("settings.rhythm.reading.name"), items))
        if answer is None or answer == row.value:
            return
        try:
            settings.set_reading(desk_of(self.app), Reading(answer))
        except StoreProblem as refused:
            self.say(words(refused.message_id), problem=True)
        else:
            self.catch_up()
            self.say(words("settings.rhythm.reading.recomputed"))

    async def _set_currency(self, row: Row) -> None:
        """Ask for the three letters; what is kept stays in the currency it was typed in."""
        words = self.app.words
        wrong = words("settings.currency.wrong", example=row.value)
        question = "\n".join((row.cells[0], row.told[0]))
        ask = AskLine(question, row.value, words, lambda said: "" if said.upper() in CURRENCIES else wrong)
        answer = await self.app.push_screen_wait(ask)
        if answer is None or answer.upper() == row.value:
            return
        try:
            settings.set_currency(desk_of(self.app), answer.upper())
        except StoreProblem as refused:
            self.say(words(refused.message_id), problem=True)
        else:
            self.catch_up()
            self.say(words("settings.saved"))

    async def _set_retention(self, row: Row) -> None:
        """Choose by which rule closed records are listed; for a team's own one, ask how many years."""
        words = self.app.words
        profiles = ("none", *load_profiles(), OWN)
        items = [ChooserItem(one, words(f"retention.profile.{one}")) for one in profiles]
        answer = await self.app.push_screen_wait(Chooser(row.cells[0], items))
        if answer is None:
            return
        years: int | None = None
        if answer == OWN:
            problem = number_problem(words, LEAST_YEARS, MOST_YEARS)
            typed = await self.app.push_screen_wait(AskLine(words("retention.own_question"), "", words, problem))
            if typed is None:
                return
            years = int(typed)
        try:
            retention.choose(desk_of(self.app), "" if answer == "none" else answer, years)
        except StoreProblem as refused:
            self.say(words(refused.message_id), problem=True)
        else:
            self.catch_up()
            self.say(words("settings.saved"))

    async def _add(self) -> None:
        words = self.app.words
        kinds = (STAFF, CLINICAL_TEAM, COORDINATOR, LIST_ITEM)
        answers = [Answer(kind, words(f"settings.kind.{kind}"), safe=kind == STAFF) for kind in kinds]
        kind = await self.app.ask(words("settings.which"), answers)
        if kind == STAFF:
            self._open(entries.staff_form(self.app))
        elif kind == CLINICAL_TEAM:
            self._open(entries.clinical_team_form(self.app))
        elif kind == COORDINATOR:
            self._open(entries.care_coordinator_form(self.app))
        elif kind == LIST_ITEM:
            self._open(entries.list_item_form(self.app))

    def _open(self, form: FormScreen) -> None:
        self.app.push_screen(form, self._saved)

    def _saved(self, record_id: str | None) -> None:
        if record_id is not None:
            self.say_saved(self.app.words("settings.saved"), record_id)
