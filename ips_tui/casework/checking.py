"""What takes a copy to find out: derived rows that rules do not compute, a history whose end is gone; for `doctor`."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ips_tui.casework.copies import second_place
from ips_tui.casework.deriving import CaseDeriver
from ips_tui.casework.session import Desk
from ips_tui.records import Derived
from ips_tui.records.derived import SearchDoc
from ips_tui.store import chain
from ips_tui.store.backup import verified_copy
from ips_tui.store.checked import chain_ends
from ips_tui.store.copies import copies_in
from ips_tui.store.files import StoreFiles
from ips_tui.store.problems import StoreProblem
from ips_tui.store.store import open_store


def differing_tables(desk: Desk, scratch: Path) -> tuple[str, ...]:
    """The derived tables whose rows are not what the rules compute; none when all is well.

    Computed in a copy below `scratch`, which must exist: a store that is looked at is not changed, and the
    sample cannot be. The copy is encrypted with the store's own key and removed again. Takes room for one more
    store, and seconds for thousands of people. Raises a StoreProblem.
    """
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        copied = StoreFiles(Path(folder) / "copy.db")
        verified_copy(desk.connection, desk.store.key, copied.path)
        copy = open_store(copied, desk.store.key, kind=desk.store.site.kind)
        try:
            copy.keeping(desk.clock, desk.new_id, CaseDeriver()).recompute()
            return tuple(
                table.name
                for table in Derived.metadata.sorted_tables
                if table.name in _derived_names() and _rows(desk.connection, table) != _rows(copy.connection, table)
            )
        finally:
            copy.close()


@dataclass(frozen=True)
class CutOff:
    """The end of this laptop's history that a copy still holds and the store no more."""

    number: int
    """Of the last link in the copy."""
    made: date
    """The day of the copy, on its wall clock."""


def cut_off(desk: Desk) -> CutOff | None:
    """Whether the history was cut off or written anew behind what a copy has; None where nothing shows.

    Compared with every copy that the store's own key opens, here and in the second place, since those taken later have
    what was left. Only the chain of this laptop counts: after a restore another begins. The chain alone cannot tell
    that its last links are gone.
    """
    places = (place for place in (desk.files.backups, second_place(desk)) if place is not None)
    for copy in (copy for place in places for copy in copies_in(place, desk.clock.local)):
        try:
            ends = chain_ends(copy.files.path, desk.store.key)
        except (StoreProblem, OSError):
            continue
        with desk.reading() as db:
            for end in ends:
                if end.site_id == desk.store.site.id and not chain.holds(db.connection(), end):
                    return CutOff(end.number, copy.made.date())
    return None


def _derived_names() -> set[str]:
    return {kind.__tablename__ for kind in Derived.__subclasses__()}


def _rows(connection: Any, table: Any) -> list[tuple[Any, ...]]:
    """All rows of a table in an order of their own; the names stand in the code, not in what a person typed."""
    # What number a document of the search has depends on what was there before it, and says nothing.
    columns = ", ".join(column.name for column in table.columns if column is not SearchDoc.__table__.columns.doc)
    found: list[tuple[Any, ...]] = connection.execute(f"SELECT {columns} FROM {table.name}").fetchall()
    return sorted(found, key=repr)
