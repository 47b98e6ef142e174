"""A screen with one list about a participant: what to know above it, the line under the cursor in full below."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from ips_tui.casework.case import CaseView, case
from screens.desk import desk_of
from screens.undoing import UndoingScreen
from screens.widgets.block import Block
from screens.widgets.record_list import Column, RecordList


class PutRows:
    """The rows of a list, put in before each reload."""

    def __init__(self) -> None:
        """None yet."""
        self._cells: dict[str, tuple[str, ...]] = {}

    def put(self, rows: Mapping[str, tuple[str, ...]]) -> None:
        """These are the rows from now on, by their ids."""
        self._cells = dict(rows)

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Every row as (id, nothing to search)."""
        return [(row_id, "") for row_id in self._cells]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The cells of these rows."""
        return {row_id: self._cells[row_id] for row_id in ids if row_id in self._cells}


class PersonListScreen(UndoingScreen[None]):
    """Subclasses say what stands above, in and below the list, and what Enter does."""

    AUTO_FOCUS = ""
    made_of = ("participant_id",)
    title_id: ClassVar[str] = ""
    """Id of the words that say what this is."""
    below: ClassVar[int] = 3
    """Lines for the line under the cursor in full."""
    DEFAULT_CSS = """
    PersonListScreen RecordList { height: 1fr; }
    PersonListScreen .list--below { background: $surface; }
    """

    def __init__(self, participant_id: str) -> None:
        """About this participant. Raises ValueError for text that is no id."""
        super().__init__()
        self.participant_id: str = participant_id
        self.person = UUID(participant_id)
        self.view: CaseView | None = None
        """What is known of the person now; None when they are gone."""
        self._rows = PutRows()
        self._above = Block(classes="list--above")
        self._below = Block(classes="list--below", fixed=self.below)

    # What a subclass fills in

    def columns(self, width: int) -> tuple[Column, ...]:
        """The columns of the list in a window of that many cells."""
        raise NotImplementedError

    def lines_above(self, view: CaseView, width: int) -> Iterator[Content]:
        """What to know before the list."""
        yield from ()

    def rows_of(self, view: CaseView) -> Mapping[str, tuple[str, ...]]:
        """The rows of the list by their ids."""
        raise NotImplementedError

    def lines_below(self, view: CaseView, row_id: str, width: int) -> Iterator[Content]:
        """The row under the cursor in full."""
        yield from ()

    def style_of(self, row_id: str, column: int, cell: str) -> str:
        """How a cell is drawn; what that says stands in its text too."""
        return ""

    def open_row(self, view: CaseView, row_id: str) -> None:
        """Enter on a row."""

    # What the shell asks

    @property
    def gone(self) -> bool:
        """Whether the participant is not there any more."""
        return self.view is None

    def trail(self) -> Sequence[str]:
        """Whose it is."""
        words = self.app.words
        name = "" if self.view is None else self.app.name_of(self.view.person.name)
        return (name, words(self.title_id)) if name else (words(self.title_id),)

    def refresh_people(self) -> None:
        """Names or initials."""
        self.draw()

    def reread(self) -> None:
        """What another screen changed shows, and the cursor stays on its row."""
        self.read()
        self.draw()

    # The frame

    def compose_body(self) -> ComposeResult:
        """The list between what is above and below it."""
        self.read()
        yield self._above
        if self.view is not None:
            columns = self.columns(self.app.size.width)
            yield RecordList(columns, self._rows, empty="", on_cursor=self._moved, style_of=self.style_of)
            yield self._below

    def on_mount(self) -> None:
        """The list has the focus."""
        self.draw()
        if self.view is not None:
            self.set_focus(self.list, scroll_visible=False)

    def on_resize(self, event: events.Resize) -> None:
        """Lines are broken to the new width."""
        self.draw()

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """Enter on a row."""
        if self.view is not None:
            self.open_row(self.view, event.record_id)

    @property
    def list(self) -> RecordList:
        """The list."""
        return self.query_one(RecordList)

    # Reading and drawing

    def read(self) -> None:
        """The person as they are now."""
        try:
            self.view = case(desk_of(self.app), self.person)
        except LookupError:
            self.view = None
        self.refresh_title()

    def draw(self) -> None:
        """Show everything as it is now."""
        width = self.app.size.width
        if self.view is None:
            self._above.show([Content.styled(self.app.words("participant.gone"), "bold $late")])
            # Nothing of them stays on screen.
            self.query("RecordList, .list--below").set(display=False)
            return
        self._above.show(list(self.lines_above(self.view, width - 2)))
        self._rows.put(self.rows_of(self.view))
        self.list.columns = self.columns(width)
        self.list.reload()

    def _moved(self, row_id: str | None) -> None:
        if self.view is not None and row_id is not None:
            self._below.show(list(self.lines_below(self.view, row_id, self.app.size.width - 2)))

    def open(self, screen: Callable[[], Screen[Any]], answered: Any) -> None:
        """Push what `screen` gives; a record that is gone meanwhile is said."""
        try:
            opened = screen()
        except LookupError as missing:
            if isinstance(missing, (KeyError, IndexError)):
                raise  # a mistake of the program, not a record that is gone
            self.say(self.app.words("participant.record_gone"), problem=True)
            return
        self.app.push_screen(opened, answered)
