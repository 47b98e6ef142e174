"""Reads what was held with colleagues into the frozen facts that rules look at: all of them in four queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.domain.facts import HeldFacts, StaffFacts
from ips_tui.domain.people import StaffRole
from ips_tui.domain.supervision import SupervisionForm
from ips_tui.records.people import Staff
from ips_tui.records.supervision import FieldMentoring, Supervision

Last = Mapping[UUID | None, HeldFacts]
"""What was held last, by whom it was held with; the unit's meetings are nobody's."""


@dataclass(frozen=True)
class Held:
    """What was held last of each kind."""

    supervised: Last
    mentored: Last
    met: Last


def ids(db: Session) -> Sequence[UUID]:
    """Everyone who works or worked here; those taken back too, of whom nothing may stay due."""
    return db.scalars(select(Staff.id)).all()


def held(db: Session) -> Held:
    """What was held last, with everyone."""
    alone = Supervision.form == SupervisionForm.INDIVIDUAL
    return Held(_last(db, Supervision, alone), _last(db, FieldMentoring), _last(db, Supervision, ~alone))


def everyone(db: Session) -> tuple[StaffFacts, ...]:
    """The facts of all specialists and team leaders; none where nobody leads the team, since nobody would be told.

    The unit's meeting stands with the first team leader by ref.
    """
    here = select(Staff.id, Staff.role, Staff.to_on).where(~Staff.removed).order_by(Staff.ref)
    staff = db.execute(here).all()
    leader = next((one.id for one in staff if one.role is StaffRole.TEAM_LEADER), None)
    if leader is None:
        return ()
    last = held(db)
    return tuple(
        StaffFacts(
            staff=one.id,
            until_on=one.to_on,
            supervised=last.supervised.get(one.id) if one.role is StaffRole.EMPLOYMENT_SPECIALIST else None,
            mentored=last.mentored.get(one.id) if one.role is StaffRole.EMPLOYMENT_SPECIALIST else None,
            unit_met=last.met.get(None) if one.id == leader else None,
        )
        for one in staff
    )


def _last(db: Session, table: Any, *only: Any) -> Last:
    rows = db.execute(
        select(table.staff_id, table.id, table.happened_on, table.next_on)
        .where(~table.removed, *only)
        .order_by(table.happened_on, table.id)
    )
    return {row.staff_id: HeldFacts(row.id, row.happened_on, row.next_on) for row in rows}
