"""What a record list shows and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ips_tui.text import fold


@dataclass(frozen=True)
class Column:
    """A column of a list.

    `width` is in cells; 0 takes what the others leave, shared if several ask. `from_width` is the narrowest
    list, in cells, in which the column is shown at all.
    """

    id: str
    title: str
    width: int
    align: Literal["left", "right"] = "left"
    from_width: int = 0


class RecordSource(Protocol):
    """Gives a list its order and its rows, each asked for on its own so that size costs nothing on screen."""

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """Every record as (id, folded search text), in the order that `sort` names."""
        ...

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The cells of these records in the order of the columns, as plain text.

        Asked only for rows about to be seen. A record that has gone meanwhile may be left out.
        """
        ...


class RereadSource:
    """A source over few rows that are read again at each reload."""

    def __init__(self, read: Callable[[], Iterable[tuple[str, tuple[str, ...]]]]) -> None:
        """`read` gives the rows in their order, each as (record id, cells)."""
        self._read = read
        self._now = ListSource(())

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """The records in the order asked for, as they are now."""
        self._now = ListSource(list(self._read()))
        return self._now.index(sort)

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Their cells."""
        return self._now.rows(ids)


class ListSource:
    """A source over rows already in memory, for lists of tens or hundreds.

    The sort `""` keeps the order given; any other is the number of a column, "-" before it for downwards
    ("1", "-0"). Searches go over every cell.
    """

    def __init__(self, rows: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        """Take rows of (record id, cells)."""
        self._cells = dict(rows)
        self._folded = [(record_id, fold(" ".join(cells))) for record_id, cells in rows]

    def index(self, sort: str) -> Sequence[tuple[str, str]]:
        """The records in the order asked for. Raises ValueError when the sort is not a column's number."""
        if not sort:
            return self._folded
        column = int(sort.removeprefix("-"))
        return sorted(self._folded, key=lambda pair: fold(self._cells[pair[0]][column]), reverse=sort.startswith("-"))

    def rows(self, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """The cells of these records."""
        return {record_id: self._cells[record_id] for record_id in ids if record_id in self._cells}
