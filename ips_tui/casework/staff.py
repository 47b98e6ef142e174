"""The people who work here, the clinical teams and the care coordinators (DESIGN idea 8)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import settings
from ips_tui.casework.problems import refuse
from ips_tui.casework.refs import new_ref
from ips_tui.casework.session import Desk
from ips_tui.content.words import about_pack
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, FirstRunEntry, StaffEntry
from ips_tui.records.people import CareCoordinator, ClinicalTeam, Staff
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import RecordT, Writing


@dataclass(frozen=True)
class ClinicalTeamView:
    """A clinical team with its care coordinators."""

    id: UUID
    name: str
    place: str
    care_coordinators: tuple[CareCoordinatorView, ...]


@dataclass(frozen=True)
class CareCoordinatorView:
    """A care coordinator."""

    id: UUID
    name: str
    telephone: str


@dataclass(frozen=True)
class StaffView:
    """A member of staff as the settings show them."""

    id: UUID
    ref: str
    name: str
    role: str
    full_time_percent: int


def begin_team(desk: Desk, entry: FirstRunEntry) -> UUID:
    """The first member of staff, the team's two names and its currency, in one action. Gives the staff id."""
    with desk.writing("begin_team") as writing:
        first = StaffEntry(name=entry.name, role=entry.role)
        staff_id = _add_staff(desk, writing, first, None).id
        settings.put(writing, settings.TEAM_NAME, entry.team_name)
        settings.put(writing, settings.EMPLOYER_FACING_NAME, entry.employer_facing_name)
        settings.put(writing, settings.CURRENCY, about_pack(desk.words.pack).currency)
    return staff_id


def _add_staff(desk: Desk, writing: Writing, entry: StaffEntry, ref: str | None) -> Staff:
    return writing.add(
        Staff,
        # As in AS2.
        ref=new_ref(writing.db, Staff.ref, f"{desk.store.site.letter}S", 1, ref),
        name=entry.name,
        role=entry.role,
        full_time_percent=entry.full_time_percent,
        from_on=entry.from_on,
        to_on=entry.to_on,
        telephone=entry.telephone,
    )


def add_staff(desk: Desk, entry: StaffEntry, *, draft: DraftKey | None = None, ref: str | None = None) -> UUID:
    """A new member of staff. `ref` is given only where it must be kept, as for the sample.

    Raises ValueError for a `ref` that is taken.
    """
    with desk.writing("staff_added", draft=draft) as writing:
        return _add_staff(desk, writing, entry, ref).id


def change_staff(desk: Desk, staff_id: UUID, entry: StaffEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct a member of staff. Raises LookupError when there is none of that id."""
    with desk.writing("staff_changed", draft=draft) as writing:
        staff = writing.get(Staff, staff_id)
        for name, value in entry:
            setattr(staff, name, value)
    return staff_id


def staff_entry(desk: Desk, staff_id: UUID) -> StaffEntry:
    """The member of staff as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        staff = _kept(db, Staff, staff_id)
        return StaffEntry(**{name: getattr(staff, name) for name in StaffEntry.model_fields})


def _kept(db: Session, table: type[RecordT], row_id: UUID) -> RecordT:
    record = db.get(table, row_id)
    if record is None or record.removed:
        raise LookupError(table.__tablename__)
    return record


def worker(desk: Desk, writing: Writing, chosen: UUID | None, *, before: UUID | None = None) -> UUID:
    """Who did it: the one chosen, else whoever is said already, else the person at this desk.

    Raises BadEntry when it is nobody, LookupError for an unknown member of staff.
    """
    staff_id = chosen or before or (desk.who.id if desk.who else None)
    if staff_id is None:
        raise refuse("specialist", "problem.missing")
    return writing.get(Staff, staff_id).id


def add_clinical_team(desk: Desk, entry: ClinicalTeamEntry, *, draft: DraftKey | None = None) -> UUID:
    """A new clinical team."""
    with desk.writing("clinical_team_added", draft=draft) as writing:
        return writing.add(ClinicalTeam, **dict(entry)).id


def add_care_coordinator(desk: Desk, entry: CareCoordinatorEntry, *, draft: DraftKey | None = None) -> UUID:
    """A new care coordinator in a clinical team. Raises LookupError when there is no such team."""
    with desk.writing("care_coordinator_added", draft=draft) as writing:
        team = writing.get(ClinicalTeam, entry.clinical_team)
        return writing.add(
            CareCoordinator, name=entry.name, clinical_team_id=team.id, telephone=entry.telephone, email=entry.email
        ).id


def change_clinical_team(desk: Desk, team_id: UUID, entry: ClinicalTeamEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct a clinical team. Raises LookupError when there is none of that id."""
    with desk.writing("clinical_team_changed", draft=draft) as writing:
        team = writing.get(ClinicalTeam, team_id)
        for name, value in entry:
            setattr(team, name, value)
    return team_id


def clinical_team_entry(desk: Desk, team_id: UUID) -> ClinicalTeamEntry:
    """The clinical team as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        team = _kept(db, ClinicalTeam, team_id)
        return ClinicalTeamEntry(**{name: getattr(team, name) for name in ClinicalTeamEntry.model_fields})


def change_care_coordinator(
    desk: Desk, coordinator_id: UUID, entry: CareCoordinatorEntry, *, draft: DraftKey | None = None
) -> UUID:
    """Correct a care coordinator, who may work in another team now. Raises LookupError."""
    with desk.writing("care_coordinator_changed", draft=draft) as writing:
        coordinator = writing.get(CareCoordinator, coordinator_id)
        coordinator.clinical_team_id = writing.get(ClinicalTeam, entry.clinical_team).id
        coordinator.name, coordinator.telephone, coordinator.email = entry.name, entry.telephone, entry.email
    return coordinator_id


def care_coordinator_entry(desk: Desk, coordinator_id: UUID) -> CareCoordinatorEntry:
    """The care coordinator as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        one = _kept(db, CareCoordinator, coordinator_id)
        return CareCoordinatorEntry(
            name=one.name, clinical_team=one.clinical_team_id, telephone=one.telephone, email=one.email
        )


def everyone(desk: Desk) -> tuple[StaffView, ...]:
    """Everyone who works here, by ref."""
    with desk.reading() as db:
        rows = db.scalars(select(Staff).where(~Staff.removed).order_by(Staff.ref))
        return tuple(StaffView(s.id, s.ref, s.name, s.role.value, s.full_time_percent) for s in rows)


def clinical_teams(desk: Desk) -> tuple[ClinicalTeamView, ...]:
    """The clinical teams with their care coordinators, by name."""
    with desk.reading() as db:
        teams = db.scalars(select(ClinicalTeam).where(~ClinicalTeam.removed).order_by(ClinicalTeam.name)).all()
        people = db.scalars(
            select(CareCoordinator).where(~CareCoordinator.removed).order_by(CareCoordinator.name)
        ).all()
    return tuple(
        ClinicalTeamView(
            team.id,
            team.name,
            team.place or "",
            tuple(
                CareCoordinatorView(p.id, p.name, p.telephone or "") for p in people if p.clinical_team_id == team.id
            ),
        )
        for team in teams
    )
