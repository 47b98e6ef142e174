"""A record list whose records stand in groups under headings that the cursor passes over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.style import Style as VisualStyle

from ips_tui.text import fold
from screens.widgets import record_lines
from screens.widgets.record_list import Column, RecordList

HEADING, GAP = "=", "=gap:"
"""What the ids of lines begin with that are no records; the ids of records are the program's own and never do."""


class GroupedSource:
    """Rows in memory, each in a group; groups are given in their order and those left empty by a search go."""

    def __init__(self) -> None:
        self._rows: Sequence[tuple[str, str, tuple[str, ...], str]] = ()
        self._words: list[str] = []
        self._heading: Callable[[str, int], str] = lambda group, count: group
        self.apart = False
        """Whether an empty line stands between groups."""
        self.found = 0
        """How many records the search has left."""

    @property
    def total(self) -> int:
        """How many records there are."""
        return len(self._rows)

    def fill(self, rows: Sequence[tuple[str, str, tuple[str, ...]]], heading: Callable[[str, int], str]) -> None:
        """Take rows of (record id, group, cells), those of a group together; `heading` words group and count."""
        self._rows = [(row_id, group, cells, fold(" ".join(cells))) for row_id, group, cells in rows]
        self._heading = heading

    def look_for(self, text: str) -> None:
        """Leave only the records that hold every word of the text."""
        self._words = fold(text).split()

    @property
    def searching(self) -> bool:
        """Is a search narrowing the records?"""
        return bool(self._words)

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """The headings and records to show."""
        groups: dict[str, list[str]] = {}
        for row_id, group, _, folded in self._rows:
            if all(word in folded for word in self._words):
                groups.setdefault(group, []).append(row_id)
        self.found = sum(map(len, groups.values()))
        result: list[tuple[str, str]] = []
        for group, ids in groups.items():
            if self.apart and result:
                result.append((GAP + group, ""))
            result.append((f"{HEADING}{group}:{len(ids)}", ""))
            result += [(row_id, "") for row_id in ids]
        return result

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The cells of records, the text of headings."""
        wanted = set(ids)
        rows = {row_id: cells for row_id, _, cells, _ in self._rows if row_id in wanted}
        for row_id in wanted:
            if row_id.startswith(HEADING) and not row_id.startswith(GAP):
                group, _, count = row_id.removeprefix(HEADING).rpartition(":")
                rows[row_id] = (self._heading(group, int(count)),)
        return rows

    def lines(self, apart: bool) -> int:
        """How many lines everything takes."""
        groups = len({group for _, group, _, _ in self._rows})
        return len(self._rows) + groups + (max(groups - 1, 0) if apart else 0)


class GroupedList(RecordList):
    """The list over such a source."""

    def __init__(
        self,
        columns: Sequence[Column],
        source: GroupedSource,
        *,
        on_record: Callable[[str | None], None],
        no_match: str,
        style_of: Callable[[str, int, str], str],
        id: str | None = None,
    ) -> None:
        """`on_record` is called as `on_cursor` is, with records only."""
        super().__init__(columns, source, empty="", on_cursor=self._pass_on, style_of=style_of, id=id)
        self._grouped = source
        self._on_record = on_record
        self._no_match = no_match
        self._nothing = ""

    def set_empty(self, sentence: str) -> None:
        """The sentence to show while there are no records at all."""
        self._nothing = sentence

    @property
    def record_id(self) -> str | None:
        """The record under the cursor."""
        found = self.cursor_id
        return None if found is None or found.startswith(HEADING) else found

    def filter(self, text: str) -> None:
        """Show only what holds every word of the text, under the headings that still have something."""
        self._grouped.look_for(text)
        self.reload()

    def reload(self) -> None:
        """Ask the source again; groups stand apart when there is room for it."""
        self._grouped.apart = self._grouped.lines(apart=True) < self.size.height
        super().reload()

    def action_open(self) -> None:
        """Open the record under the cursor."""
        if self.record_id is not None:
            super().action_open()

    def _pass_on(self, record_id: str | None) -> None:
        self._on_record(None if record_id is not None and record_id.startswith(HEADING) else record_id)

    # The cursor passes over headings

    def _show(self, record_id: str | None, otherwise: int, tell: bool = False) -> None:
        super()._show(record_id, otherwise, tell)
        self._go(self._place)

    def _go(self, place: int) -> None:
        step = -1 if place < self._place else 1
        wanted = self._record_from(place, step)
        if wanted is None:
            wanted = self._record_from(place, -step)
        if wanted is None:
            return
        super()._go(wanted)
        if not any(self._is_record(above) for above in range(wanted)) and self.scroll_offset.y:
            # Nothing but its heading stands above the first record; it is shown with it.
            self.scroll_to(y=0, animate=False, force=True)

    def _record_from(self, place: int, step: int) -> int | None:
        place = min(max(place, 0), max(self.count - 1, 0))
        while 0 <= place < self.count:
            if self._is_record(place):
                return place
            place += step
        return None

    def _is_record(self, place: int) -> bool:
        return not self._window.found[place][0].startswith(HEADING)

    def _on_resize(self, event: events.Resize) -> None:
        super()._on_resize(event)
        if self._grouped.apart != (self._grouped.lines(apart=True) < event.size.height):
            self.reload()

    # How it is painted

    def _record(self, place: int, record_id: str, on_cursor: bool, width: int) -> Strip:
        if not record_id.startswith(HEADING):
            return super()._record(place, record_id, on_cursor, width)
        cells = self._window.cells_at(place, self.scroll_offset.y, self._body)
        style = self.rich_style + VisualStyle.parse("bold $accent").rich_style
        text = record_lines.fitted(cells[0] if cells else "", max(width - 1, 1), "left")
        return Strip([Segment(" " + text, style)]).adjust_cell_length(width, self.rich_style)

    def _sentence(self, line: int, width: int) -> Strip:
        style = self.get_component_rich_style("record-list--empty")
        sentence = self._no_match if self._grouped.searching and self._grouped.total else self._nothing
        return Strip([Segment(record_lines.sentence(sentence, line, width), style)]).adjust_cell_length(width, style)
