"""The papers about one participant, or about the team, with the calendar; beside each, why it cannot be made yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.content import Content

from ips_tui.casework import caseload
from ips_tui.reports.registry import About, Choice, Paper, PaperKind, PaperRequest, papers_about
from screens.base import HouseScreen
from screens.desk import desk_of
from screens.papers.calendar_screen import CalendarScreen
from screens.papers.paper_screen import PaperScreen
from screens.widgets.block import Block, wrapped
from screens.widgets.record_list import Column, RecordList
from screens.widgets.record_source import RereadSource


@dataclass(frozen=True)
class _Line:
    """One paper, or one record that it can be about."""

    name: str
    missing: str
    """The id of the sentence that says why it cannot be made; empty when it can."""
    page: Callable[[], HouseScreen[None]]


class PapersScreen(HouseScreen[None]):
    """Enter shows the paper; what cannot be made says why."""

    DEFAULT_CSS = """
    PapersScreen RecordList { height: 1fr; background: $background; }
    """
    footer_keys = ("list.open", "screen.back")
    help_id = "papers"
    made_of = ("participant_id",)

    def __init__(self, participant_id: str | None = None) -> None:
        """About this participant, or with None about the team. Raises ValueError for text that is no id."""
        super().__init__()
        self.participant_id = participant_id
        self._person = None if participant_id is None else UUID(participant_id)
        self._called = ""
        self._lines: dict[str, _Line] = {}
        self._about = Block()

    def trail(self) -> Sequence[str]:
        """Whose papers."""
        words = self.app.words
        if self._person is None:
            # Reached from every area, and Esc goes back to that.
            return (words(f"shell.area.{self.app.current_mode}"), words("papers.title"))
        return (self.app.name_of(self._called), words("papers.title"))

    def compose_body(self) -> ComposeResult:
        """What Enter does, and the papers."""
        words = self.app.words
        # Half each: a wide window shows whole names, which say about what a paper is.
        columns = (Column("name", words("papers.column.name"), 0), Column("state", words("papers.column.state"), 0))
        self.list = RecordList(columns, RereadSource(self._rows), empty=words("papers.nothing"), style_of=self._style)
        yield self._about
        yield self.list

    def on_mount(self) -> None:
        """The list is where one begins."""
        self.list.focus()
        self._explain()
        self.refresh_title()

    def on_resize(self, event: events.Resize) -> None:
        """What this is, broken to the new width."""
        super().on_resize(event)
        self._explain()

    def reread(self) -> None:
        """What was missing may be there now."""
        self.list.reload()

    def refresh_people(self) -> None:
        """The title has the name."""
        self.refresh_title()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter: how it reads, or why there is none."""
        event.stop()
        if (line := self._lines.get(event.record_id)) is None:
            return
        if line.missing:
            self.say(self.app.words(line.missing), problem=True)
            return
        self.app.push_screen(line.page())

    def _explain(self) -> None:
        text = self.app.words("papers.about_person" if self._person is not None else "papers.about_team")
        lines = wrapped(text, self.size.width - 2, 2)
        self._about.show([Content.styled(line, "$quiet") for line in lines] if self.size.height >= 16 else [])

    def _rows(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        words = self.app.words
        self._lines = dict(self._read())
        for line_id, line in self._lines.items():
            yield line_id, (line.name, words(line.missing) if line.missing else words("papers.ready"))

    def _read(self) -> Iterator[tuple[str, _Line]]:
        desk = desk_of(self.app)
        if self._person is None:
            for paper in papers_about(About.TEAM, About.STAFF):
                staff = desk.who.id if desk.who is not None and paper.about is About.STAFF else None
                yield paper.kind.value, self._of(paper, paper.missing(desk, PaperRequest(staff_id=staff)))
            yield "calendar", _Line(self.app.words("papers_team.calendar.name"), "", CalendarScreen)
            return
        person = caseload.lines(desk, [self._person.bytes]).get(self._person)
        if person is None:
            return
        self._called = person.name
        for paper in papers_about(About.PERSON, About.RECORD):
            request = PaperRequest(participant_id=self._person)
            missing = paper.missing(desk, request)
            choices = () if missing else paper.records(desk, self._person)
            for choice in choices:
                yield f"{paper.kind.value}.{choice.id}", self._of(paper, "", choice)
            if not choices:
                yield paper.kind.value, self._of(paper, missing)

    def _of(self, paper: Paper, missing: str, choice: Choice | None = None) -> _Line:
        name, record = self.app.words(paper.name_id), None
        if choice is not None:
            name, record = f"{name}: {choice.label}", str(choice.id)
        return _Line(name, missing, lambda: PaperScreen(paper.kind, self.participant_id, record))

    def _style(self, line_id: str, column: int, cell: str) -> str:
        line = self._lines.get(line_id)
        return "$quiet" if line is not None and (line.missing or column) else ""


def team_papers() -> PapersScreen:
    """The papers of the team and of who works here."""
    return PapersScreen()


def paper_of(kind: PaperKind, participant_id: str | None = None, record_id: str | None = None) -> PaperScreen:
    """One paper straight away, for a screen that shows what it is about."""
    return PaperScreen(kind, participant_id, record_id)
