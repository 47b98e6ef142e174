"""What a reference field can point at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.action_plan import latest_plan
from ips_tui.casework.frozen import is_frozen
from ips_tui.casework.session import Desk
from ips_tui.dates import short_date
from ips_tui.domain.action_plan import OPEN_OBJECTIVE
from ips_tui.domain.people import ListKind
from ips_tui.records.action_plan import Objective
from ips_tui.records.community import Outreach, Resource
from ips_tui.records.cv import Cv
from ips_tui.records.employers import Employer
from ips_tui.records.job_search import Application
from ips_tui.records.jobs import Job
from ips_tui.records.leads import Lead
from ips_tui.records.people import CareCoordinator, ClinicalTeam, ListItem, Participant, Staff
from ips_tui.records.profile import Goal

KINDS = (
    *ListKind,
    "staff",
    "clinical_team",
    "care_coordinator",
    "employer",
    "participant",
    "goal",
    "job",
    "application",
    "cv",
    "outreach",
    "resource",
    "objective",
    "lead",
)
_OF_PERSON: Mapping[str, Any] = {"goal": Goal, "job": Job, "application": Application, "cv": Cv}
"""Kinds of records that belong to one participant."""


@dataclass(frozen=True)
class Choosable:
    """A record that a reference field can point at."""

    id: UUID
    name: str
    detail: str = ""


def choosable(
    desk: Desk, kind: str, *, clinical_team: UUID | None = None, participant: UUID | None = None
) -> tuple[Choosable, ...]:
    """The records of one of `KINDS`, by name, outreach and leads by their day; care coordinators of one team, goals and
    jobs of one participant.

    Raises ValueError for any other kind.
    """
    with desk.reading() as db:
        if kind == "outreach":
            return _outreach(desk, db)
        if kind == "lead":
            return _leads(desk, db)
        return tuple(sorted(_rows(db, kind, clinical_team, participant), key=lambda c: c.name.casefold()))


def _outreach(desk: Desk, db: Session) -> tuple[Choosable, ...]:
    """The newest first: what somebody means is what was last."""
    kept = select(Outreach).where(~Outreach.removed).order_by(Outreach.happened_on.desc(), Outreach.id.desc())
    today, dates = desk.clock.today(), desk.words.dates
    return tuple(Choosable(o.id, o.place, short_date(o.happened_on, today, dates)) for o in db.scalars(kept))


def _leads(desk: Desk, db: Session) -> tuple[Choosable, ...]:
    """Those that are still there first, of each the newest; a gone one can be what somebody was told of."""
    rows = db.execute(
        select(Lead, Employer.name)
        .outerjoin(Employer, Employer.id == Lead.employer_id)
        .where(~Lead.removed)
        .order_by(Lead.gone_on.is_not(None), Lead.heard_on.desc(), Lead.id.desc())
    )
    gone = desk.words("leads.gone_short")
    found = []
    for lead, employer in rows:
        detail = (employer or lead.employer_name, gone if lead.gone_on is not None else "")
        found.append(Choosable(lead.id, lead.name, ", ".join(part for part in detail if part)))
    return tuple(found)


def _rows(db: Session, kind: str, clinical_team: UUID | None, participant: UUID | None) -> list[Choosable]:
    if kind in _OF_PERSON:
        table = _OF_PERSON[kind]
        mine = db.scalars(select(table).where(table.participant_id == participant, ~table.removed))
        return [Choosable(row.id, row.name, getattr(row, "employer_name", None) or "") for row in mine]
    if kind in set(ListKind):
        items = db.scalars(select(ListItem).where(ListItem.kind == ListKind(kind), ~ListItem.removed))
        return [Choosable(item.id, item.name) for item in items]
    if kind == "objective":
        return _open_objectives(db, participant)
    if kind == "staff":
        return [Choosable(s.id, s.name, s.ref) for s in db.scalars(select(Staff).where(~Staff.removed))]
    if kind == "clinical_team":
        teams = db.scalars(select(ClinicalTeam).where(~ClinicalTeam.removed))
        return [Choosable(t.id, t.name, t.place or "") for t in teams]
    if kind == "care_coordinator":
        rows = db.execute(
            select(CareCoordinator, ClinicalTeam.name)
            .join(ClinicalTeam, ClinicalTeam.id == CareCoordinator.clinical_team_id)
            .where(~CareCoordinator.removed)
        )
        return [Choosable(c.id, c.name, team) for c, team in rows if clinical_team in (None, c.clinical_team_id)]
    if kind == "employer":
        employers = db.scalars(select(Employer).where(~Employer.removed))
        return [Choosable(e.id, e.name, e.site or "") for e in employers]
    if kind == "resource":
        resources = db.scalars(select(Resource).where(~Resource.removed))
        return [Choosable(r.id, r.name, r.place or "") for r in resources]
    if kind == "participant":
        people = db.execute(select(Participant.id, Participant.name, Participant.ref).where(~Participant.removed))
        return [Choosable(*row) for row in people]
    raise ValueError(kind)


def _open_objectives(db: Session, participant: UUID | None) -> list[Choosable]:
    """Those of the latest plan that steps can still be added to."""
    plan = None if participant is None else latest_plan(db, participant)
    if plan is None or is_frozen(db, plan):
        return []
    rows = db.scalars(
        select(Objective).where(
            Objective.action_plan_id == plan.id, Objective.status.in_(OPEN_OBJECTIVE), ~Objective.removed
        )
    )
    return [Choosable(row.id, row.name) for row in rows]


def name_of(db: Session, kind: str, row_id: UUID) -> str:
    """The name of one record of a kind; empty when there is none."""
    tables = {
        "programme": ListItem,
        "ethnicity_group": ListItem,
        "staff": Staff,
        "clinical_team": ClinicalTeam,
        "care_coordinator": CareCoordinator,
        "employer": Employer,
        "participant": Participant,
        "outreach": Outreach,
        "resource": Resource,
        "objective": Objective,
        "lead": Lead,
        **_OF_PERSON,
    }
    found = db.get(tables[kind], row_id)
    # Outreach has no name, and is called by where it was.
    return "" if found is None else str(found.place if isinstance(found, Outreach) else found.name)
