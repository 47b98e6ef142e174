"""What a record list knows: the order, what a search has left of it, and the rows near the screen."""

from __future__ import annotations

from collections.abc import Sequence

from ips_tui.text import fold
from screens.widgets.record_source import RecordSource

# Rows kept: a few screens' worth, so that going back and forth asks nothing twice.
KEPT = 600


class RecordWindow:
    """The records of a source in one order, narrowed by a search."""

    def __init__(self, source: RecordSource, sort: str) -> None:
        """Hold the source, which is first asked by `reload`."""
        self._source = source
        self.sort = sort
        self.all: Sequence[tuple[str, str]] = ()
        self.found: Sequence[tuple[str, str]] = ()
        self._needle = ""
        self._cells: dict[str, tuple[str, ...]] = {}

    @property
    def searching(self) -> bool:
        """Is a search narrowing the records?"""
        return bool(self._needle)

    def narrow(self, text: str) -> bool:
        """Leave only the records that hold every word of the text; False if that changes nothing."""
        needle = fold(text)
        if needle == self._needle:
            return False
        # A longer text can only find less, so what the shorter one found is enough to look at.
        within = self.found if needle.startswith(self._needle) else self.all
        self._needle = needle
        self._find(within)
        return True

    def order(self, sort: str) -> None:
        """Take the source's records in another order."""
        self.sort = sort
        self.all = self._source.index(sort)
        self._find(self.all)

    def reload(self) -> None:
        """Forget the rows and ask the source again."""
        self._cells.clear()
        self.order(self.sort)

    def place_of(self, record_id: str, near: int) -> int | None:
        """Where the record is shown, None if it is not; `near` is looked at first."""
        if near < len(self.found) and self.found[near][0] == record_id:
            return near
        return next((place for place, pair in enumerate(self.found) if pair[0] == record_id), None)

    def cells_at(self, place: int, top: int, lines: int) -> tuple[str, ...]:
        """The cells of the record at a place, asking for all of the screen (from `top`) that is not here.

        A record gone since the order was read has no cells until the next reload.
        """
        record_id = self.found[place][0]
        if record_id not in self._cells:
            window = [pair[0] for pair in self.found[top : top + lines]]
            if len(self._cells) > KEPT:
                self._cells = {seen: self._cells[seen] for seen in window if seen in self._cells}
            missing = [seen for seen in window if seen not in self._cells]
            got = self._source.rows(missing)
            self._cells.update({seen: got.get(seen, ()) for seen in missing})
        return self._cells.get(record_id, ())

    def _find(self, within: Sequence[tuple[str, str]]) -> None:
        # Word by word: each looks only at what the one before has left.
        for word in self._needle.split():
            within = [pair for pair in within if word in pair[1]]
        self.found = within
