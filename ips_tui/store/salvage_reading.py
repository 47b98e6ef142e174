"""Reads what can be read of a damaged store, row by row, from a copy of its files; no ORM.

A connection that met a page it cannot read refuses everything after it, so it is opened again each time. A table is
read from its beginning to the damage and from its end back to it; between the two, the rows that its indexes still
know are asked for by halves. What the file does not have is counted by those indexes.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from ips_tui.store.driver import APPLICATION_ID, open_keyed
from ips_tui.store.problems import Damaged, ForeignFile, NewerStore, NoBeginning
from ips_tui.store.salvage_gap import LEAST_GAP, PAGE, put_gap, unreadable_pages
from ips_tui.store.schema import KNOWN

_FIRST, _LAST = -(1 << 63), (1 << 63) - 1
_UP, _DOWN = "ASC", "DESC"

Rows = dict[int, tuple[Any, ...]]
"""By rowid."""


@dataclass
class ReadTable:
    """What was read of one table."""

    columns: tuple[str, ...]
    rows: Rows = field(default_factory=dict)
    missing: int = 0
    """Rows that an index of the table knows and that could not be read."""
    whole: bool = True
    """Whether it was read to its end without meeting damage."""


class DamagedReader:
    """Over a copy of a damaged store that nobody else has open. The copy may be written to by the driver."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        """Raises NoBeginning when the first page does not answer to the key, ForeignFile, Damaged, NewerStore."""
        self._path, self._key = path, key
        self._connection: Any = None
        self._open()
        try:
            if not self._schema_loads():
                self._bridge()
            self.version = self._version()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def tables(self) -> tuple[str, ...]:
        """The names of the tables whose definition can be read."""
        rows, _ = self._try("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
        return tuple(row[0] for row in rows if not row[0].startswith("sqlite_"))

    def read(self, table: str, columns: Sequence[str]) -> ReadTable:
        """What can be read of a table: of these columns, those that it has."""
        info, _ = self._try(f'PRAGMA table_info("{table}")')
        there = {row[1] for row in info}
        found = ReadTable(tuple(name for name in columns if name in there))
        if not found.columns:
            found.whole = False
            return found
        sql = f'SELECT rowid, {", ".join(_quoted(name) for name in found.columns)} FROM "{table}"'
        found.whole = self._read(sql, found.rows, _FIRST, _LAST, _UP)
        known = self._known(table)
        if not found.whole:
            upto = max(found.rows, default=_FIRST)
            self._read(sql, found.rows, upto, _LAST, _DOWN)
            self._halves(sql, found.rows, sorted(known - found.rows.keys()))
        found.missing = len(known - found.rows.keys())
        return found

    def _read(self, sql: str, rows: Rows, first: int, last: int, order: str) -> bool:
        """Add the rows between these rowids until one cannot be read; whether there was none such."""
        got, whole = self._try(f"{sql} WHERE rowid BETWEEN ? AND ? ORDER BY rowid {order}", first, last)
        rows |= {row[0]: tuple(row[1:]) for row in got}
        return whole

    def _halves(self, sql: str, rows: Rows, wanted: Sequence[int]) -> None:
        if not wanted or self._read(sql, rows, wanted[0], wanted[-1], _UP) or len(wanted) == 1:
            return
        rest = [rowid for rowid in wanted if rowid not in rows]
        middle = len(rest) // 2
        if middle:
            self._halves(sql, rows, rest[:middle])
            self._halves(sql, rows, rest[middle:])
        elif len(rest) < len(wanted):
            self._halves(sql, rows, rest)

    def _known(self, table: str) -> set[int]:
        """The rowids that the indexes of a table hold, as far as those can be read."""
        known: set[int] = set()
        indexes, _ = self._try(f'PRAGMA index_list("{table}")')
        for _, name, _, _, partial in indexes:
            if partial:
                continue
            parts, _ = self._try(f'PRAGMA index_info("{name}")')
            first = next((row[2] for row in parts if row[2]), None)
            if first is None:
                continue
            for order in (_UP, _DOWN):
                sql = f'SELECT rowid FROM "{table}" INDEXED BY "{name}" ORDER BY {_quoted(first)} {order}'
                got, whole = self._try(sql)
                known.update(row[0] for row in got)
                if whole:
                    break
        return known

    def _schema_loads(self) -> bool:
        # Statistics are read along with the list: where they are damaged the list comes, and then no table at all.
        some = ("alembic_version", "site", "change_group", "staff")
        whole = self._try("SELECT name FROM sqlite_master")[1]
        return whole and any(self._try(f"SELECT 1 FROM {table} LIMIT 1")[1] for table in some)

    def _bridge(self) -> None:
        """Put a gap in the place of each unreadable page, until the list of the tables can be read to its end."""
        if self._key is None:
            return
        self.close()
        for number in unreadable_pages(self._path, self._key):
            if number < LEAST_GAP:
                continue
            self.close()
            kept = self._page(number)
            with suppress(ValueError):
                put_gap(self._path, self._key, number)
                self._open()
                if self._schema_loads():
                    return
                # It was no page of that list.
                self.close()
                self._page(number, kept)
        self._open()

    def _page(self, number: int, put: bytes = b"") -> bytes:
        """The bytes of a page of the copy; with `put`, those take their place."""
        with self._path.open("r+b") as file:
            file.seek((number - 1) * PAGE)
            if put:
                file.write(put)
                return put
            return file.read(PAGE)

    def _version(self) -> str:
        """The schema, by what the store says of itself or, where that is gone, by its newest entry that can be read."""
        for sql in (
            "SELECT version_num FROM alembic_version",
            "SELECT max(schema_number) FROM change_group",
        ):
            rows, _ = self._try(sql)
            if rows and rows[0][0] is not None:
                version = str(rows[0][0])
                if version not in KNOWN:
                    raise NewerStore(version)
                return version
        raise Damaged(str(self._path))

    def _try(self, sql: str, *values: Any) -> tuple[list[tuple[Any, ...]], bool]:
        """The rows of a query until one cannot be read, and whether that is all of them."""
        rows: list[tuple[Any, ...]] = []
        try:
            cursor = self._connection.execute(sql, values)
            while (row := cursor.fetchone()) is not None:
                rows.append(row)
        except dbapi2.Error:
            self._open()
            return rows, False
        return rows, True

    def _open(self) -> None:
        self.close()
        self._connection = connection = open_keyed(self._path, self._key)
        try:
            # A file that was cut short is refused otherwise, and so is one with a definition that cannot be read.
            connection.execute("PRAGMA writable_schema=ON")
            mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
            with suppress(dbapi2.Error):
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except dbapi2.Error:
            self.close()
            raise NoBeginning(str(self._path)) from None
        if mark != APPLICATION_ID:
            self.close()
            raise ForeignFile(str(self._path))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
