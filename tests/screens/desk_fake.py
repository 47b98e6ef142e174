"""A desk without a store, and an app with small screens on it, for tests of the shell and of screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from ips_tui.casework.session import StoreProblem
from ips_tui.clock import Clock, SetClock
from ips_tui.config import Config
from ips_tui.content.words import Words, load_words
from ips_tui.text import fold
from screens import areas
from screens.app import IpsApp
from screens.base import HouseScreen
from screens.desk import Found, FoundRecord, State
from screens.keys import bind
from screens.widgets.record_list import Column, ListSource, RecordList

HOSTILE = "[/oops] O'Brien [x]\x1b]52;c;aGk=\x07 \u202egpj"
MOMENT = datetime(2026, 10, 15, 9, 0, tzinfo=UTC)
PEOPLE = ("Ada Fenwick", "Bjørn Ødegård", "Carla Mendes", HOSTILE)


@dataclass
class FakeDesk:
    """Satisfies `screens.desk.Desk` in memory; what was asked of it stands in `asked`."""

    state: State = "open"
    practice: bool = False
    who_name: str = "Ruth Kaur"
    who_id: str = "ruth"
    config: Config = field(default_factory=Config)
    clock: Clock = field(default_factory=lambda: SetClock(MOMENT))
    words: Words = field(default_factory=load_words)
    crash_folder: Path | None = None
    people: Sequence[str] = PEOPLE
    due: Sequence[str] = ("1", "0")
    asked: list[str] = field(default_factory=list)
    edition: tuple[object, ...] = (0,)
    loaded: bool = True
    readonly: bool = False
    records: Sequence[FoundRecord] = ()
    """What a search over typed words finds, whatever it asks for."""

    def unlock(self, secret: str) -> None:
        self.asked.append("unlock")
        self.state = "open"

    def close(self) -> None:
        self.asked.append("close")
        self.state = "locked"

    def noticed(self, error: BaseException) -> StoreProblem | None:
        return None

    def warm(self) -> None:
        self.asked.append("warm")

    def find(self, text: str) -> Sequence[Found]:
        wanted = fold(text).split()
        people = [
            Found("participant", str(number), name, "Job development")
            for number, name in enumerate(self.people)
            if wanted and all(word in fold(name) for word in wanted)
        ]
        firm = "Fenland Bakery"
        employers = [Found("employer", "f", firm)] if wanted and all(w in fold(firm) for w in wanted) else []
        return [*people, *employers]

    def find_text(self, text: str) -> Sequence[FoundRecord]:
        return self.records if text else ()

    def next_due(self, after: str | None) -> str | None:
        if not self.due:
            return None
        place = self.due.index(after) + 1 if after in self.due else 0
        return self.due[place % len(self.due)]


class PeopleRows:
    """Everyone, by the names that may be shown now."""

    def __init__(self, app: IpsApp) -> None:
        self.app = app

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        return self._now().index(sort)

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        return self._now().rows(ids)

    def _now(self) -> ListSource:
        desk = self.app.desk
        assert isinstance(desk, FakeDesk)
        names = enumerate(map(self.app.name_of, desk.people))
        return ListSource([(str(n), (name, "Job development", "review Fri 16 Oct")) for n, name in names])


class ListScreen(HouseScreen[None]):
    """A work area with a list of people."""

    footer_keys = ("list.open", "app.find", "app.next_due", "app.caseload", "app.lock", "app.privacy")

    def __init__(self, area: str) -> None:
        super().__init__()
        self.area = self.help_id = area  # type: ignore[misc]

    def trail(self) -> Sequence[str]:
        return (self.app.words(f"shell.area.{self.area}"),)

    def compose_body(self) -> ComposeResult:
        columns = (Column("name", "Name", 0), Column("stage", "Stage", 18), Column("due", "Next due", 22))
        yield RecordList(columns, PeopleRows(self.app), empty="Nobody yet.")

    def refresh_people(self) -> None:
        self.query_one(RecordList).reload()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        self.app.open_participant(event.record_id)


class PersonScreen(HouseScreen[None]):
    """One participant, with a field to type in."""

    footer_keys = ("form.save", "screen.back")
    help_id = "participant"
    BINDINGS = [bind("f2", "save", "form.save")]

    def __init__(self, participant_id: str) -> None:
        super().__init__()
        self.participant_id = participant_id
        self.kept: list[str] = []

    @property
    def dirty(self) -> bool:
        return bool(self.query_one(Input).value)

    def trail(self) -> Sequence[str]:
        desk = self.app.desk
        assert isinstance(desk, FakeDesk)
        return ("Caseload", self.app.name_of(desk.people[int(self.participant_id or 0)]))

    def compose_body(self) -> ComposeResult:
        yield Input(compact=True)
        yield Static(Content("Job development, day 12"))

    def flush_draft(self) -> None:
        text = self.query_one(Input).value
        if text == "full disk":
            raise OSError("no space")
        desk = self.app.desk
        assert isinstance(desk, FakeDesk)
        if text:
            desk.asked.append(f"draft {text}")

    def action_save(self) -> None:
        self.say("Saved")

    def may_say(self) -> None:
        self.say("May say nothing yet")


class DoorScreen(HouseScreen[None]):
    """Stands for the passphrase screen."""

    def compose_body(self) -> ComposeResult:
        yield Input(password=True, id="passphrase")

    def on_input_submitted(self) -> None:
        self.app.desk.unlock("x")
        self.app.opened()


class ShellApp(IpsApp):
    """The shell over small screens."""

    MODES: Mapping[str, areas.Factory] = {  # type: ignore[assignment,misc]
        area: lambda area=area: ListScreen(area)  # type: ignore[misc]
        for area in areas.AREAS
    }

    def participant_page(self, participant_id: str, stage: int | None = None, record: str | None = None) -> Screen[Any]:
        return PersonScreen(participant_id)

    def employer_page(self, employer_id: str, record: str | None = None) -> Screen[Any]:
        return ListScreen("employers")

    def door(self) -> Screen[Any]:
        return DoorScreen()
