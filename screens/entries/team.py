"""Forms about those who work here and with us: colleagues, clinical teams, care coordinators; the team's own lists."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ips_tui.casework import settings, staff, team_lists
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.forms.people import CareCoordinatorEntry, ClinicalTeamEntry, ListItemEntry, StaffEntry, TeamNamesEntry
from screens.entries.alone import correcting_alone, recording_alone
from screens.entries.opening import EntryScreen, RecordId, as_id

if TYPE_CHECKING:
    from screens.app import IpsApp

NAME = "name"


def staff_form(app: IpsApp, staff_id: RecordId | None = None, *, name: str = "") -> EntryScreen:
    """A new member of staff, or the correction of one. Raises LookupError for an unknown one."""
    if staff_id is None:
        return recording_alone(app, StaffEntry, staff.add_staff, {NAME: name})
    return correcting_alone(app, StaffEntry, as_id(staff_id), staff.change_staff, staff.staff_entry, about=NAME)


def clinical_team_form(app: IpsApp, team_id: RecordId | None = None, *, name: str = "") -> EntryScreen:
    """A new clinical team, or the correction of one. Raises LookupError for an unknown one."""
    entry = ClinicalTeamEntry
    if team_id is None:
        return recording_alone(app, entry, staff.add_clinical_team, {NAME: name})
    change, read = staff.change_clinical_team, staff.clinical_team_entry
    return correcting_alone(app, entry, as_id(team_id), change, read, about=NAME)


def care_coordinator_form(
    app: IpsApp, clinical_team: RecordId | None = None, *, coordinator_id: RecordId | None = None, name: str = ""
) -> EntryScreen:
    """A new care coordinator, in that clinical team if one is given, or the correction of one.

    Text that is no team's id is not used. Raises LookupError for an unknown coordinator.
    """
    entry = CareCoordinatorEntry
    if coordinator_id is not None:
        change, read = staff.change_care_coordinator, staff.care_coordinator_entry
        return correcting_alone(app, entry, as_id(coordinator_id), change, read, about=NAME)
    start = {NAME: name}
    try:
        if clinical_team is not None:
            start["clinical_team"] = str(as_id(clinical_team))
    except ValueError:
        pass  # The name of a team, half typed; the small form asks for the team anyway.
    return recording_alone(app, entry, staff.add_care_coordinator, start)


def list_item_form(
    app: IpsApp, item_id: RecordId | None = None, *, kind: str = "programme", name: str = ""
) -> EntryScreen:
    """A new entry of one of the team's own lists, or the correction of one. Raises LookupError for an unknown one."""
    entry = ListItemEntry
    if item_id is None:
        return recording_alone(app, entry, team_lists.add_list_item, {"kind": kind, NAME: name})
    change, read = team_lists.change_list_item, team_lists.list_item_entry
    return correcting_alone(app, entry, as_id(item_id), change, read, about=NAME)


def team_names_form(app: IpsApp) -> EntryScreen:
    """The names of the team, to be corrected."""

    def change(desk: Desk, _: UUID, entry: TeamNamesEntry, *, draft: DraftKey) -> UUID:
        return settings.set_team_names(desk, entry, draft=draft)

    def read(desk: Desk, _: UUID) -> TeamNamesEntry:
        return settings.team_names(desk)

    return correcting_alone(app, TeamNamesEntry, settings.TEAM_NAMES, change, read)
