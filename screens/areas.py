"""The work areas and the door before them, each made by a function that imports inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from textual.screen import Screen

from ips_tui.casework.session import Desk
from screens.desk import State

Factory = Callable[[], Screen[Any]]

AREAS = ("today", "caseload", "employers", "community", "reports", "settings")
PAGES = ("papers", "supervision", "bring_in")
"""What is no work area and is reached from anywhere by Ctrl+P; the words are `shell.page.<name>`."""


def today() -> Screen[Any]:
    """What is due today."""
    from screens.today.screen import TodayScreen

    return TodayScreen()


def caseload() -> Screen[Any]:
    """Everyone."""
    from screens.caseload.screen import CaseloadScreen

    return CaseloadScreen()


def employers() -> Screen[Any]:
    """Every employer."""
    from screens.employers.list_screen import EmployersScreen

    return EmployersScreen()


def community() -> Screen[Any]:
    """Outreach and engagement that is not about one participant alone."""
    from screens.community.screen import CommunityScreen

    return CommunityScreen()


def reports() -> Screen[Any]:
    """Figures, and the people behind them."""
    from screens.reports.screen import ReportsScreen

    return ReportsScreen()


def settings() -> Screen[Any]:
    """Settings of the team and of this computer."""
    from screens.settings.screen import SettingsScreen

    return SettingsScreen()


def participant(participant_id: str, stage: int | None = None, record: str | None = None) -> Screen[Any]:
    """The page of one participant, at this stage or the main one, or at the stage and the line of this record."""
    from screens.participant.screen import ParticipantScreen

    return ParticipantScreen(participant_id, stage, record)


def papers(participant_id: str | None = None) -> Screen[Any]:
    """The papers about one participant, or with None about the team."""
    from screens.papers.list_screen import PapersScreen

    return PapersScreen(participant_id)


def employer(employer_id: str, record: str | None = None) -> Screen[Any]:
    """The page of one employer, at this contact."""
    from screens.employers.employer_screen import EmployerScreen

    return EmployerScreen(employer_id, record)


def lead(lead_id: str) -> Screen[Any]:
    """The page of one lead, with the people it fits."""
    from screens.employers.lead_screen import LeadScreen

    return LeadScreen(lead_id)


def employer_week(desk: Desk, review_id: UUID) -> Screen[Any]:
    """The employer contacts of the week that this review is of; every week, where the review was taken back."""
    from ips_tui.casework.employer_weeks import reviewed_week
    from screens.employers.week_screen import WeekScreen
    from screens.employers.weeks_screen import WeeksScreen

    try:
        return WeekScreen(*reviewed_week(desk, review_id))
    except LookupError:
        return WeeksScreen()


def community_at(record: str) -> Screen[Any]:
    """The Community area, at this record."""
    from screens.community.screen import CommunityScreen

    return CommunityScreen(record)


def bring_in() -> Screen[Any]:
    """A list from elsewhere brought in."""
    from screens.bring_in.file_screen import FileScreen

    return FileScreen()


def supervision(staff_id: str | None = None) -> Screen[Any]:
    """Supervision and learning: of one colleague, or for a team leader the list of everyone."""
    if staff_id is None:
        from screens.supervision.team_screen import TeamScreen

        return TeamScreen()
    from screens.supervision.page_screen import ColleagueScreen

    return ColleagueScreen(staff_id)


def door(state: State) -> Screen[Any]:
    """What stands before a store that is not open: the first run, or the passphrase."""
    if state == "first_run":
        from screens.unlock.first_run import FirstRunScreen

        return FirstRunScreen()
    from screens.unlock.screen import UnlockScreen

    return UnlockScreen()


FACTORIES: Mapping[str, Factory] = {
    "today": today,
    "caseload": caseload,
    "employers": employers,
    "community": community,
    "reports": reports,
    "settings": settings,
}
