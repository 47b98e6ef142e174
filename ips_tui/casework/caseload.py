"""Everyone on the caseload, for the list, the header and `people --json`. Plain SQL below: no ORM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ips_tui.casework.session import Desk
from ips_tui.domain.due import by_day
from ips_tui.domain.four_weeks import Reading
from ips_tui.domain.rhythms import Rhythms
from ips_tui.store import lists

SORTS = lists.CASELOAD_SORTS


@dataclass(frozen=True)
class PersonLine:
    """One participant as lists and the header show them, on one day."""

    id: UUID
    ref: str
    name: str
    stage: int
    """The main stage the record says now, whatever the day looked from."""
    days_in_stage: int
    """0 before it was entered."""
    specialist: str
    """The specialist's ref."""
    specialist_name: str
    specialist_id: UUID | None
    place: str
    clock_day: int | None
    """Days of the search clock while it runs; None before it starts, and once it stopped."""
    clock_reading: Reading
    """From what to what the team counts (domain.md 1.8)."""
    clock_limit: int
    """Days within which it is to stop."""
    clock_stopped_after: int | None
    """Days it ran until it stopped."""
    met_employer_after: int | None
    """Days from first seen to the first face-to-face employer contact (the 30-day fidelity figure)."""
    last_contact_on: date | None
    due: tuple[tuple[str, date], ...]
    """Kinds and days of the due lines, in the order of Today."""
    conditions: tuple[str, ...]
    closed_on: date | None
    """The day the case was closed; None for an open one."""

    @property
    def flags(self) -> tuple[str, ...]:
        """The distinct kinds of the due lines, then the conditions without a date (domain.md 6.6 Z10)."""
        return tuple(dict.fromkeys([kind for kind, _ in self.due] + list(self.conditions)))


def index(
    desk: Desk, sort: str = "name", *, specialist: UUID | None = None, closed: bool = False
) -> list[tuple[bytes, str]]:
    """(id, folded search text) of every open case in one of the orders `SORTS`, and then of the `closed` ones."""
    return lists.caseload_index(desk.connection, sort, desk.clock.today(), specialist=specialist, closed=closed)


def lines(desk: Desk, ids: Sequence[bytes], *, as_of: date | None = None) -> dict[UUID, PersonLine]:
    """The lines of these participants; an id that is no participant has none."""
    day = as_of or desk.clock.today()
    rows = lists.caseload_rows(desk.connection, ids)
    return _lines(desk, rows, ids, day)


def everyone(desk: Desk, *, as_of: date | None = None, specialist: UUID | None = None) -> tuple[PersonLine, ...]:
    """Everyone whose first referral was received by that day and whose case was not closed by then, by ref."""
    day = as_of or desk.clock.today()
    rows = tuple(
        row
        for row in lists.caseload_rows(desk.connection)
        if row.received_on <= day and (row.closed_on is None or row.closed_on > day)
    )
    if specialist is not None:
        rows = tuple(row for row in rows if row.specialist_id == specialist)
    found = _lines(desk, rows, [row.participant_id.bytes for row in rows], day)
    return tuple(found[row.participant_id] for row in rows)


def by_ref(desk: Desk, ref: str, *, as_of: date | None = None) -> PersonLine | None:
    """The participant of that ref, upper or lower case."""
    row = lists.caseload_row_of_ref(desk.connection, ref)
    if row is None:
        return None
    return lines(desk, [row.participant_id.bytes], as_of=as_of)[row.participant_id]


def _lines(desk: Desk, rows: Sequence[lists.CaseloadRow], ids: Sequence[bytes], day: date) -> dict[UUID, PersonLine]:
    due: dict[UUID, tuple[tuple[str, date], ...]] = {}
    flags: dict[UUID, tuple[str, ...]] = {}
    for start in range(0, len(ids), lists.BATCH):
        part = ids[start : start + lists.BATCH]
        due |= lists.due_kinds(desk.connection, day, part)
        flags |= lists.flags(desk.connection, part)
    rhythms = desk.rhythms
    return {row.participant_id: _line(row, due, flags, day, rhythms) for row in rows}


def _line(
    row: lists.CaseloadRow,
    due: dict[UUID, tuple[tuple[str, date], ...]],
    flags: dict[UUID, tuple[str, ...]],
    day: date,
    rhythms: Rhythms,
) -> PersonLine:
    # What lies after the day looked from has not happened yet (domain.md 6.6 Z3).
    begun, stopped, seen, met = (
        None if on is None or on > day else on
        for on in (row.clock_from_on, row.clock_met_on, row.first_seen_on, row.first_employer_met_on)
    )
    return PersonLine(
        id=row.participant_id,
        ref=row.ref,
        name=row.name,
        stage=row.stage,
        days_in_stage=max((day - row.stage_entered_on).days, 0),
        specialist=row.specialist_ref,
        specialist_name=row.specialist_name,
        specialist_id=row.specialist_id,
        place=row.place,
        clock_day=(day - begun).days if begun and stopped is None else None,
        clock_reading=rhythms.reading,
        clock_limit=rhythms.search_days,
        clock_stopped_after=(stopped - begun).days if begun and stopped else None,
        met_employer_after=(met - seen).days if seen and met else None,
        last_contact_on=row.last_contact_on,
        due=tuple(sorted(due.get(row.participant_id, ()), key=lambda line: by_day(*line))),
        conditions=flags.get(row.participant_id, ()),
        closed_on=row.closed_on,
    )
