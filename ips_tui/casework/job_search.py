"""The search for work: what was done, applications, interviews (domain.md 4.7)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from ips_tui.casework.plain import Plain
from ips_tui.casework.session import Desk
from ips_tui.domain.job_search import ApplicationResult
from ips_tui.forms.job_search import ApplicationEntry, InterviewEntry, SearchActivityEntry
from ips_tui.records.job_search import Application, Interview, SearchActivity
from ips_tui.records.jobs import Job

SEARCH_ACTIVITY = Plain(SearchActivity, SearchActivityEntry, "search_activity")
APPLICATION = Plain(Application, ApplicationEntry, "application")
INTERVIEW = Plain(Interview, InterviewEntry, "interview")

record_search_activity, change_search_activity = SEARCH_ACTIVITY.record, SEARCH_ACTIVITY.change
record_application, change_application = APPLICATION.record, APPLICATION.change
record_interview, change_interview = INTERVIEW.record, INTERVIEW.change
search_activity_entry, application_entry, interview_entry = (
    SEARCH_ACTIVITY.entry_of,
    APPLICATION.entry_of,
    INTERVIEW.entry_of,
)


def latest_offer(desk: Desk, participant_id: UUID) -> ApplicationEntry | None:
    """The last application that led to an offer, while no job was accepted since it was made."""
    with desk.reading() as db:
        accepted = db.scalar(
            select(func.max(Job.accepted_on)).where(Job.participant_id == participant_id, ~Job.removed)
        )
        row = db.scalars(
            select(Application)
            .where(
                Application.participant_id == participant_id,
                Application.result == ApplicationResult.OFFER,
                ~Application.removed,
            )
            .order_by(Application.made_on.desc(), Application.id.desc())
        ).first()
        if row is None or (accepted is not None and accepted >= row.made_on):
            return None
        return APPLICATION.read(db, row.id)
