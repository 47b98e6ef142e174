"""Ctrl+P: one line that finds anything: a participant, an employer, a screen, a command here, words once typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from ips_tui.content.words import Words
from ips_tui.dates import short_date
from ips_tui.snippet import around, matched
from ips_tui.text import capital, fold, shown, words_of
from screens.areas import AREAS, PAGES
from screens.desk import Found, FoundRecord
from screens.keys import MOVING, KeyHere
from screens.widgets.block import Block, wrapped
from screens.widgets.record_list import Column, RecordList
from screens.widgets.search_line import SearchLine
from screens.widgets.small_window import tell_size

if TYPE_CHECKING:
    from screens.app import IpsApp

Finder = Callable[[str], Sequence[Found]]
TextFinder = Callable[[str], Sequence[FoundRecord]]
MOST_SHOWN = 60
"""People, employers and places shown; records come after them."""
BEFORE = 12
"""Cells of a record's line before the word that was found, so that the word is seen in a narrow column."""
DETAIL_LINES = 3
LOOK_AGAIN_SECONDS = 0.1
_ALREADY = frozenset({"app.find", *(f"app.{area}" for area in AREAS)})


class FoundSource:
    """What was found for the text typed last: people and employers, then what can be done, then records."""

    def __init__(
        self, finder: Finder, text_finder: TextFinder, places: Sequence[Found], words: Words, today: date
    ) -> None:
        self._finder = finder
        self._text_finder = text_finder
        self._places = [(found, fold(f"{found.label} {found.detail}")) for found in places]
        self._words = words
        self._today = today
        self.wanted: list[str] = []
        """The words that are looked for in records."""
        self.found: dict[str, Found | FoundRecord] = {}
        self.look_for("")

    def look_for(self, text: str) -> None:
        """Find afresh. Places match when they hold every word of the text."""
        wanted = fold(text).split()
        self.wanted = words_of(text)
        places = [found for found, folded in self._places if all(word in folded for word in wanted)]
        found = [*self._finder(text), *places][:MOST_SHOWN]
        self.found = {f"{one.kind}:{one.id}": one for one in found}
        for record in self._text_finder(text) if self.wanted else ():
            # Whose own details hold the words, and who was found by name already, need not be listed twice.
            if record.entry is not None or f"{record.subject}:{record.subject_id}" not in self.found:
                self.found[f"record:{record.id}"] = record

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Everything found, in the order found; there is nothing to narrow further."""
        return [(key, "") for key in self.found]

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Name, detail, and its key or else its kind; of a record whose it is, the words, and its day."""
        return {
            key: self._record(one) if isinstance(one, FoundRecord) else self._place(one)
            for key in ids
            if (one := self.found.get(key))
        }

    def _place(self, one: Found) -> tuple[str, ...]:
        return one.label, one.detail, one.key or self._words(f"shell.found.{one.kind}")

    def _record(self, one: FoundRecord) -> tuple[str, ...]:
        day = self._title(one) if one.on is None else short_date(one.on, self._today, self._words.dates)
        return one.name, around(one.snippet, self.wanted, before=BEFORE), day

    def _title(self, one: FoundRecord) -> str:
        return capital(self._words(one.title))

    def detail(self, key: str | None, width: int) -> Iterator[Content]:
        """A record in some lines of `width` cells, the words found standing out; nothing for what is no record."""
        one = self.found.get(key or "")
        if not isinstance(one, FoundRecord):
            return
        said = [self._title(one), "" if one.on is None else short_date(one.on, self._today, self._words.dates)]
        about = [one.name, one.ref, one.employer]
        head = "   ".join(shown(part) for part in (*said, *about) if part)
        yield Content.styled(head, "$quiet").truncate(width, ellipsis=True)
        for line in wrapped(one.snippet, width, DETAIL_LINES - 1):
            yield self._marked(line)

    def _marked(self, line: str) -> Content:
        content = Content(line)
        for start, end in matched(line, self.wanted):
            content = content.stylize("bold $accent", start, end)
        return content


class FoundList(RecordList):
    """A record list whose search is the finder's own, so that it may bring what was not there before."""

    def __init__(self, source: FoundSource, empty: str, on_cursor: Callable[[str | None], None]) -> None:
        columns = (Column("label", "", 22), Column("detail", "", 0, from_width=50), Column("kind", "", 15))
        super().__init__(columns, source, empty=empty, on_cursor=on_cursor)
        self._finder = source

    def filter(self, text: str) -> None:
        """Find afresh; the cursor goes to the best."""
        self._finder.look_for(text)
        self.reload()
        self.action_first()


class Palette(ModalScreen[Found | FoundRecord | None]):
    """Gives back what was chosen, or None. Typing finds, arrows move, Enter goes there."""

    DEFAULT_CSS = """
    Palette { align: center top; background: $background 40%; }
    Palette > .palette--box {
        width: 96%; max-width: 96; height: 80%; max-height: 22; margin: 2 0 0 0;
        padding: 0 1; background: $surface; border: round $accent;
    }
    Palette.-low > .palette--box { width: 100%; height: 100%; max-height: 100%; margin: 0; }
    Palette.-lowest Block { display: none; }
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

    def __init__(self, finder: Finder, text_finder: TextFinder, places: Sequence[Found]) -> None:
        """`finder` gives people and employers for a text, `text_finder` records; both within milliseconds.

        `places` is the rest.
        """
        super().__init__()
        self._finders = finder, text_finder, places

    @property
    def house(self) -> IpsApp:
        """The shell."""
        return cast("IpsApp", self.app)

    def compose(self) -> ComposeResult:
        """The line above what it found, and below it the record under the cursor."""
        words = self.house.words
        self._source = FoundSource(*self._finders, words, self.house.desk.clock.today())
        self._detail = Block(fixed=DETAIL_LINES)
        self._list = FoundList(self._source, words("shell.nothing_found"), self._moved)
        self._list.can_focus = False
        self._line = SearchLine(self._list, placeholder=words("shell.find_hint"), counted=lambda count, _: str(count))
        with Vertical(classes="palette--box"):
            yield self._line
            yield self._list
            yield self._detail

    def on_mount(self) -> None:
        """Just after the start nothing can be looked up in records yet; then it is, for what was typed meanwhile."""
        if not self.house.desk.loaded:
            self._waiting = self.set_interval(LOOK_AGAIN_SECONDS, self._look_once_loaded)

    def on_resize(self, event: events.Resize) -> None:
        """The record under the cursor is broken to the new width; a low window belongs to what was found."""
        tell_size(self, event.size)
        self._moved(self._list.cursor_id)

    def look_again(self) -> None:
        """Find afresh what is typed; the cursor stays where it stands."""
        cursor = self._list.cursor_id
        self._list.filter(self._line.value)
        if cursor is not None:
            self._list.move_to(cursor)

    def _look_once_loaded(self) -> None:
        if self.house.desk.loaded:
            self._waiting.stop()
            self.look_again()

    def _moved(self, key: str | None) -> None:
        self._detail.show(list(self._source.detail(key, self._detail.content_size.width)))

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
    """The work areas, what can be done on this screen, then the other pages; keys that only move are left out."""
    keyed = {key.id: key.key for key in keys}
    found = [
        Found("area", area, words(f"shell.area.{area}"), words(f"key.app.{area}.does"), keyed.get(f"app.{area}", ""))
        for area in AREAS
    ]
    for key in keys:
        if key.id.split(".")[0] not in MOVING and key.id not in _ALREADY:
            found.append(Found("command", key.id, key.name, key.does, key.key))
    # Where a key of this screen leads there already, it is not said twice.
    found += [
        Found("page", page, words(f"shell.page.{page}.name"), words(f"shell.page.{page}.does"))
        for page in PAGES
        if not any(key.id.endswith(f".{page}") for key in keys)
    ]
    return found
