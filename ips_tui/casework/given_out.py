"""A person's record as it may leave the store on paper: without what somebody else said in confidence.

Which texts those are is marked one by one (`own_copy`). Here they are taken out of the rows before anything reads them,
so that no view, and no paper that is made of one, can forget to.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from ips_tui.casework.caseload import lines
from ips_tui.casework.session import Desk
from ips_tui.casework.settings import EMPLOYER_FACING_NAME
from ips_tui.casework.theirs import theirs
from ips_tui.records.base import Record
from ips_tui.records.contacts import Achievement
from ips_tui.records.people import Participant
from ips_tui.records.rights import ConfidenceMark


@dataclass(frozen=True)
class Named:
    """Whom a paper is about and who gives it out, as it says so."""

    id: UUID
    ref: str
    name: str
    called: str
    """The name the person prefers."""
    specialist: str
    """Empty while nobody is responsible."""
    team: str
    """The neutral name under which the team works."""


@contextmanager
def given_out(desk: Desk, participant_id: UUID, *, instead: str = "") -> Iterator[Session]:
    """A reading in which `instead` stands in the place of each marked text of this person.

    It holds for rows that are read as records: a query for single columns would read past it.
    """
    with desk.reading() as db:
        # Held as long as the reading lasts: a row that nobody holds would be read anew.
        held = [_without(db, mark, instead) for mark in theirs(db, ConfidenceMark, participant_id)]
        yield db
        del held


def _without(db: Session, mark: ConfidenceMark, instead: str) -> Record | None:
    row = db.get(_tables()[mark.table_name], mark.row_id)
    if row is not None:
        # What was read, and no change of it: nothing is to be written.
        set_committed_value(row, mark.column_name, instead)
    return row


def _tables() -> dict[str, type[Record]]:
    return {mapper.local_table.name: mapper.class_ for mapper in Record.registry.mappers}  # type: ignore[attr-defined]


def named(desk: Desk, db: Session, participant_id: UUID) -> Named:
    """Whom a paper is about. Raises LookupError for somebody who is not there."""
    person, line = db.get(Participant, participant_id), lines(desk, [participant_id.bytes]).get(participant_id)
    if person is None or person.removed or line is None:
        raise LookupError("participant")
    return Named(
        id=participant_id,
        ref=person.ref,
        name=person.name,
        called=person.preferred_name or person.name,
        specialist=line.specialist_name,
        team=desk.setting(EMPLOYER_FACING_NAME) or "",
    )


def achievements(db: Session, participant_id: UUID) -> tuple[tuple[date, str], ...]:
    """What went well, the newest first."""
    rows = theirs(db, Achievement, participant_id, Achievement.on, newest_first=True)
    return tuple((row.on, row.what) for row in rows)
