"""Ctrl+P: one line that finds anything: a participant, an employer, a screen, a command of this screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from ips_tui.content.words import Words
from ips_tui.text import fold
from screens.areas import AREAS
from screens.desk import Found
from screens.keys import MOVING, KeyHere
from screens.widgets.record_list import Column, RecordList
from screens.widgets.search_line import SearchLine

Finder = Callable[[str], Sequence[Found]]
MOST_SHOWN = 60
_ALREADY = frozenset({"app.find", *(f"app.{area}" for area in AREAS)})


class FoundSource:
    """What was found for the text typed last: people and employers by the finder, then what can be done."""

    def __init__(self, finder: Finder, places: Sequence[Found], words: Words) -> None:
        self._finder = finder
        self._places = [(found, fold(f"{found.label} {found.detail}")) for found in places]
        self._words = words
        self.found: dict[str, Found] = {}
        self.look_for("")

    def look_for(self, text: str) -> None:
        """Find afresh. Places match when they hold every word of the text."""
        wanted = fold(text).split()
        places = [found for found, folded in self._places if all(word in folded for word in wanted)]
        found = [*self._finder(text), *places][:MOST_SHOWN]
        self.found = {f"{one.kind}:{one.id}": one for one in found}

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Everything found, in the order found; there is nothing to narrow further."""
        return [(key, "") for key in self.found]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Name, detail, and its key or else its kind."""
        rows = {}
        for key in ids:
            one = self.found[key]
            rows[key] = (one.label, one.detail, one.key or self._words(f"shell.found.{one.kind}"))
        return rows


class FoundList(RecordList):
    """A record list whose search is the finder's own, so that it may bring what was not there before."""

    def __init__(self, source: FoundSource, empty: str) -> None:
        columns = (Column("label", "", 22), Column("detail", "", 0, from_width=50), Column("kind", "", 11))
        super().__init__(columns, source, empty=empty)
        self._finder = source

    def filter(self, text: str) -> None:
        """Find afresh; the cursor goes to the best."""
        self._finder.look_for(text)
        self.reload()
        self.action_first()


class Palette(ModalScreen[Found | None]):
    """Gives back what was chosen, or None. Typing finds, arrows move, Enter goes there."""

    DEFAULT_CSS = """
    Palette { align: center top; background: $background 40%; }
    Palette > .palette--box {
        width: 96%; max-width: 96; height: 80%; max-height: 22; margin: 2 0 0 0;
        padding: 0 1; background: $surface; border: round $accent;
    }
    Palette FoundList { height: 1fr; background: $surface; scrollbar-background: $surface; }
    Palette FoundList > .record-list--cursor { background: $cursor; }
    """
    # The line keeps the focus, so the list's keys are taken here, before the line sees them.
    BINDINGS = [
        Binding("escape", "leave", "Back", id="find.leave", show=False, priority=True),
        Binding("enter", "choose", "Go there", id="find.choose", show=False, priority=True),
        Binding("up", "step(-1)", "Up", id="find.up", show=False, priority=True),
        Binding("down", "step(1)", "Down", id="find.down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Page up", id="find.page_up", show=False, priority=True),
        Binding("pagedown", "page(1)", "Page down", id="find.page_down", show=False, priority=True),
    ]

    def __init__(self, finder: Finder, places: Sequence[Found], words: Words) -> None:
        """`finder` gives people and employers for a text, within milliseconds; `places` is the rest."""
        super().__init__()
        self._source = FoundSource(finder, places, words)
        self._words = words
        self._list = FoundList(self._source, words("shell.nothing_found"))
        self._list.can_focus = False

    def compose(self) -> ComposeResult:
        """The line above what it found."""
        with Vertical(classes="palette--box"):
            yield SearchLine(
                self._list, placeholder=self._words("shell.find_hint"), counted=lambda count, _: str(count)
            )
            yield self._list

    def action_step(self, by: int) -> None:
        """Move the cursor by one."""
        self._list.action_move(by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a page."""
        self._list.action_page(by)

    def action_choose(self) -> None:
        """Go to what the cursor stands on."""
        key = self._list.cursor_id
        if key is not None:
            self.dismiss(self._source.found[key])

    def action_leave(self) -> None:
        """Go nowhere."""
        self.dismiss(None)

    def on_record_list_opened(self, event: RecordList.Opened) -> None:
        """A double click chooses too."""
        event.stop()
        self.action_choose()


def places(keys: Sequence[KeyHere], words: Words) -> list[Found]:
    """The work areas, then what can be done on this screen; keys that only move about are left out."""
    keyed = {key.id: key.key for key in keys}
    found = [
        Found("area", area, words(f"shell.area.{area}"), words(f"key.app.{area}.does"), keyed.get(f"app.{area}", ""))
        for area in AREAS
    ]
    for key in keys:
        if key.id.split(".")[0] not in MOVING and key.id not in _ALREADY:
            found.append(Found("command", key.id, key.name, key.does, key.key))
    return found
