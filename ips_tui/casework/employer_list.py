"""The employers as a list shows them. Plain SQL below: no ORM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.store import lists

Sort = Literal["name", "last", "next"]
SORTS: tuple[Sort, ...] = ("name", "last", "next")
"""By name, by the last contact (newest first), by the next date (soonest first)."""


@dataclass(frozen=True)
class EmployerLine:
    """One employer; `visits` counts the contacts that a specialist made, `met` those of them face to face."""

    id: UUID
    name: str
    sector: str
    site: str
    visits: int
    met: int
    hires: int
    """Jobs of participants that began there."""
    last_contact_on: date | None
    next_on: date | None


def index(desk: Desk, sort: str = "name") -> list[tuple[bytes, str]]:
    """(id, folded search text) of every employer in one of the orders `SORTS`. Raises KeyError for another."""
    return lists.employer_index(desk.connection, sort)


def lines(desk: Desk, ids: Sequence[bytes]) -> dict[UUID, EmployerLine]:
    """The lines of these employers; an id that is no employer has none."""
    found: dict[UUID, EmployerLine] = {}
    for start in range(0, len(ids), lists.BATCH):
        for row in lists.employer_rows(desk.connection, ids[start : start + lists.BATCH]):
            found[row.employer_id] = EmployerLine(
                row.employer_id,
                row.name,
                row.sector,
                row.site,
                row.visits,
                row.met,
                row.hires,
                row.last_contact_on,
                row.next_on,
            )
    return found
