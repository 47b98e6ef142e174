"""Settings: who works here, the clinical teams, the team's names; what belongs to this computer, to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ips_tui.casework import staff
from ips_tui.casework.session import Desk
from ips_tui.casework.settings import EMPLOYER_FACING_NAME, TEAM_NAME
from ips_tui.text import shown
from screens import entries
from screens.keys import bind
from screens.today.detail import Detail
from screens.undoing import UndoingScreen
from screens.widgets.confirm import Answer
from screens.widgets.form.form_screen import FormScreen
from screens.widgets.record_list import Column, ListSource, RecordList

STAFF, TEAM, COORDINATOR = "staff", "clinical_team", "care_coordinator"


@dataclass(frozen=True)
class _Row:
    """One line: what it is, who or which, and what else is known."""

    id: str
    cells: tuple[str, str, str]


class _Rows:
    """A source whose rows are read again at each reload."""

    def __init__(self, screen: SettingsScreen) -> None:
        self._screen = screen
        self._now = ListSource(())

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Everyone and every team, in the order of the page."""
        self._now = ListSource([(row.id, row.cells) for row in self._screen.rows()])
        return self._now.index(sort)

    def rows(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Their cells."""
        return dict(self._now.rows(ids))


class SettingsScreen(UndoingScreen[None]):
    """The team, and this computer."""

    DEFAULT_CSS = """
    SettingsScreen RecordList { height: 1fr; margin: 1 0; background: $background; }
    SettingsScreen Detail { background: $background; }
    """
    footer_keys = ("settings.edit", "settings.add", "app.today", "app.caseload")
    help_id = "settings"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("n", "add", "settings.add"),
        bind("e", "edit", "settings.edit"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._names, self._computer = Detail(2), Detail(6)

    @property
    def desk(self) -> Desk:
        """The desk as casework knows it."""
        return cast("Desk", self.app.desk)

    def trail(self) -> Sequence[str]:
        """The area."""
        return (self.app.words("shell.area.settings"),)

    def compose_body(self) -> ComposeResult:
        """The team's names, its people, and this computer's settings."""
        words = self.app.words
        columns = (
            Column("kind", words("settings.column.kind"), 17),
            Column("name", words("settings.column.name"), 22),
            Column("detail", words("settings.column.detail"), 0),
        )
        self.people = RecordList(columns, _Rows(self), empty=words("settings.empty"), id="team")
        yield self._names
        yield self.people
        yield self._computer

    def on_mount(self) -> None:
        """The list is where one begins."""
        self._show_lines()
        self.people.focus()

    def reread(self) -> None:
        """Somebody was added, or a name corrected."""
        self.people.reload()
        self._show_lines()

    # What it holds

    def rows(self) -> Iterator[_Row]:
        """Staff by ref, then each clinical team with its care coordinators."""
        words = self.app.words
        for member in staff.everyone(self.desk):
            said = [words(f"choice.staff_role.{member.role}"), member.ref]
            if member.full_time_percent != 100:
                said.append(words("settings.percent", percent=member.full_time_percent))
            yield _Row(f"{STAFF}:{member.id}", (words("settings.kind.staff"), member.name, ", ".join(said)))
        for team in staff.clinical_teams(self.desk):
            yield _Row(f"{TEAM}:{team.id}", (words("settings.kind.clinical_team"), team.name, team.place))
            for person in team.care_coordinators:
                said = [part for part in (team.name, person.telephone) if part]
                cells = (words("settings.kind.care_coordinator"), person.name, ", ".join(said))
                yield _Row(f"{COORDINATOR}:{person.id}", cells)

    def _show_lines(self) -> None:
        words, desk, config = self.app.words, self.desk, self.app.desk.config
        team = desk.setting(TEAM_NAME) or words("settings.not_set")
        heard = desk.setting(EMPLOYER_FACING_NAME) or words("settings.not_set")
        self._names.show(
            [self._labelled("settings.team_name", team), self._labelled("settings.employer_facing_name", heard)]
        )
        minutes = config.lock_minutes
        lock = words("settings.minutes", minutes=minutes) if minutes else words("settings.never")
        file = "settings.file"
        if desk.practice:
            lock, file = words("settings.practice_never"), "settings.practice_file"
        self._computer.show(
            [
                (
                    Content.styled(words("settings.computer", file=shown(self.app.config_file)), "bold $accent"),
                    Content(""),
                ),
                self._labelled("settings.theme", config.theme),
                self._labelled("settings.lock", lock),
                self._labelled("settings.date_order", words(f"settings.order.{config.date_order}")),
                self._labelled(file, str(desk.files.path)),
                self._labelled("settings.copies", str(desk.files.backups)),
            ]
        )

    def _labelled(self, label: str, value: str) -> tuple[Content, Content]:
        said = f"{self.app.words(label):<24}"
        return Content.assemble((said, "$quiet"), shown(value)), Content("")

    @property
    def told(self) -> str:
        """What stands above and below the list."""
        return f"{self._names.plain}\n{self._computer.plain}"

    # What can be done

    def footer_hint(self) -> Sequence[str]:
        """The lock at the end, where there is one: practice never locks."""
        return self.footer_keys if self.desk.practice else (*self.footer_keys, "app.lock")

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter does what e does."""
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """e: correct what the cursor stands on."""
        kind, _, row_id = (self.people.cursor_id or "").partition(":")
        if kind == STAFF:
            self._open(entries.staff_form(self.app, row_id))
        elif kind == TEAM:
            self._open(entries.clinical_team_form(self.app, row_id))
        elif kind == COORDINATOR:
            self._open(entries.care_coordinator_form(self.app, coordinator_id=row_id))

    def action_add(self) -> None:
        """n: somebody or some team new."""
        self.run_worker(self._add(), exclusive=True)

    async def _add(self) -> None:
        words = self.app.words
        answers = [
            Answer(kind, words(f"settings.kind.{kind}"), safe=kind == STAFF) for kind in (STAFF, TEAM, COORDINATOR)
        ]
        kind = await self.app.ask(words("settings.which"), answers)
        if kind == STAFF:
            self._open(entries.staff_form(self.app))
        elif kind == TEAM:
            self._open(entries.clinical_team_form(self.app))
        elif kind == COORDINATOR:
            self._open(entries.care_coordinator_form(self.app))

    def _open(self, form: FormScreen) -> None:
        self.app.push_screen(form, self._saved)

    def _saved(self, record_id: str | None) -> None:
        if record_id is not None:
            self.say_saved(self.app.words("settings.saved"), record_id)
