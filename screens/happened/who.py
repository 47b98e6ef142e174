"""Whom it is about: one line to type a few letters in, over the people who are likely meant; Enter takes the first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, cast
from uuid import UUID

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ips_tui.casework import who_next
from ips_tui.casework.who_next import WhoLine
from ips_tui.text import shown
from screens.desk import desk_of
from screens.widgets.record_list import Column, RecordList
from screens.widgets.search_line import SearchLine
from screens.widgets.small_window import tell_size

if TYPE_CHECKING:
    from screens.app import IpsApp


class WhoSource:
    """The people for what is typed: the likely ones first while nothing is."""

    def __init__(self, app: IpsApp, first: UUID | None, last: Collection[UUID]) -> None:
        self._app = app
        self._first, self._last = first, last
        self._typed = ""
        self._lines: dict[str, WhoLine] = {}
        self._likely: dict[UUID, WhoLine] = {}
        self.look_for("")

    def look_for(self, typed: str) -> None:
        """Find afresh; why somebody is likely meant is said of those that were found by name too."""
        desk = desk_of(self._app)
        self._typed = typed
        if not typed.strip():
            likely = who_next.likely(desk, self._first, last=self._last)
            self._likely = {line.id: line for line in likely}
        else:
            likely = tuple(self._likely.get(line.id, line) for line in who_next.found(desk, typed))
        self._lines = {line.id.hex: line for line in likely}

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Everyone found, in the order found; there is nothing to narrow further."""
        return [(key, "") for key in self._lines]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Name, why they are likely meant, and the ref."""
        return {
            key: (self._app.name_of(line.name), self._why(line), line.detail)
            for key in ids
            if (line := self._lines.get(key)) is not None
        }

    def _why(self, line: WhoLine) -> str:
        words, parts = self._app.words, []
        if line.here:
            parts.append(words("happened.here"))
        if line.planned and line.at:
            parts.append(words("happened.planned_at", time=line.at, what=words(f"kind.{line.planned}")))
        elif line.planned:
            parts.append(words("happened.planned", what=words(f"kind.{line.planned}")))
        if line.due:
            parts.append(words("happened.due", what=words(f"kind.{line.due}")))
        return ", ".join(parts)


class WhoList(RecordList):
    """A record list whose search is the source's own."""

    def __init__(self, source: WhoSource, empty: str) -> None:
        columns = (Column("name", "", 26), Column("why", "", 0), Column("ref", "", 8, from_width=50))
        super().__init__(columns, source, empty=empty)
        self._people = source

    def filter(self, text: str) -> None:
        """Find afresh; the cursor goes to the likeliest."""
        self._people.look_for(text)
        self.reload()
        self.action_first()


class WhoScreen(ModalScreen[str | None]):
    """Gives back the id of the person chosen, or None for Esc."""

    DEFAULT_CSS = """
    WhoScreen { align: center top; background: $background 40%; }
    WhoScreen > .who--box {
        width: 96%; max-width: 84; height: 80%; max-height: 20; margin: 2 0 0 0;
        padding: 0 1; background: $surface; border: round $accent;
    }
    WhoScreen.-low > .who--box { width: 100%; height: 100%; max-height: 100%; margin: 0; }
    WhoScreen.-lowest .who--head { max-height: 2; }
    WhoScreen .who--head { width: 100%; height: auto; max-height: 4; }
    WhoScreen WhoList { height: 1fr; background: $surface; scrollbar-background: $surface; }
    WhoScreen WhoList > .record-list--cursor { background: $cursor; }
    """
    # The line keeps the focus, so the list's keys are taken here, before the line sees them.
    BINDINGS = [
        Binding("escape", "leave", "Back", id="find.leave", show=False, priority=True),
        Binding("enter", "choose", "Choose", id="find.choose", show=False, priority=True),
        Binding("up", "step(-1)", "Up", id="find.up", show=False, priority=True),
        Binding("down", "step(1)", "Down", id="find.down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Page up", id="find.page_up", show=False, priority=True),
        Binding("pagedown", "page(1)", "Page down", id="find.page_down", show=False, priority=True),
    ]

    def __init__(
        self, question: str, *, done: str = "", first: UUID | None = None, last: Collection[UUID] = ()
    ) -> None:
        """`first` stands first, those of `last` behind everyone else. `done` says what was filed just now, and may hold
        anything a person typed."""
        super().__init__()
        self._question, self._done = question, done
        self._first, self._last = first, frozenset(last)

    def compose(self) -> ComposeResult:
        """What was done and what is asked, the line to type in, and the people."""
        app = cast("IpsApp", self.app)
        words = app.words
        self._list = WhoList(WhoSource(app, self._first, self._last), words("happened.nobody"))
        self._list.can_focus = False
        self._line = SearchLine(
            self._list,
            placeholder=words("happened.find_hint"),
            counted=lambda count, _: str(count),
        )
        head = [Content.styled(shown(self._done), "bold $good")] if self._done else []
        head.append(Content.styled(self._question, "bold"))
        with Vertical(classes="who--box"):
            yield Static(Content("\n").join(head), classes="who--head")
            yield self._line
            yield self._list

    def on_resize(self, event: events.Resize) -> None:
        """A low window belongs to the people."""
        tell_size(self, event.size)

    def look_again(self) -> None:
        """Names are shown in another way now; the cursor stays where it stands."""
        cursor = self._list.cursor_id
        self._list.filter(self._line.value)
        if cursor is not None:
            self._list.move_to(cursor)

    def action_step(self, by: int) -> None:
        """Move the cursor by one."""
        self._list.action_move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a page."""
        self._list.action_page(by)

    def action_choose(self) -> None:
        """Take whom the cursor stands on."""
        if (key := self._list.cursor_id) is not None:
            self.dismiss(str(UUID(key)))

    def action_leave(self) -> None:
        """Nobody."""
        self.dismiss(None)

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """A double click chooses too."""
        event.stop()
        self.action_choose()
