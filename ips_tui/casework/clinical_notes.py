"""What a note for the clinical record is made of: meetings with one person, and what else happened in some days (4.12).

The clinical team works with the person and not with the employers or the family: no employer, no relative and no friend
is named in what is told here. What a specialist wrote in a summary stays as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework.contacts import read_contact
from ips_tui.casework.goals import any_row
from ips_tui.casework.job_views import jobs_of
from ips_tui.casework.people import consents
from ips_tui.casework.reviews import read_review
from ips_tui.casework.support import read_follow_along
from ips_tui.casework.timeline import timeline
from ips_tui.casework.timeline_item import TimelineItem
from ips_tui.domain.people import ConsentAbout, ConsentState
from ips_tui.forms.contacts import ContactCorrectionEntry, ReviewEntry
from ips_tui.forms.support import FollowAlongContactEntry
from ips_tui.records.contacts import Contact

MEETINGS = ("contact", "review", "follow_along_contact")
"""What a meeting with the person is kept as."""
_TOLD = frozenset(
    {
        *MEETINGS,
        "clinical_update",
        "disclosure_agreement",
        "disclosure_talk",
        "employer_contact",
        "main_stage",
        "pause",
        "vocational_profile",
        "labour_market_research",
        "personal_information_talk",
        "goal",
        "education",
        "action_plan",
        "search_activity",
        "application",
        "interview",
        "benefits_counselling",
        "job",
        "job_terms",
        "absence",
        "in_work_support_plan",
        "job_ending",
        "closure",
    }
)
"""What a week is told of; contacts without an agreement, leads, supports and what was put off are the team's own."""
Meeting = ContactCorrectionEntry | ReviewEntry | FollowAlongContactEntry


def may_hear(db: Session, participant_id: UUID) -> bool:
    """Whether nothing the person said stands against telling the clinical team."""
    said = consents(db, participant_id).get(ConsentAbout.CLINICIANS)
    return said is None or said.state is ConsentState.GIVEN


def has_met(db: Session, participant_id: UUID) -> bool:
    """Whether there was any meeting, or an attempt at one."""
    return any_row(db, Contact, participant_id)


def meetings(db: Session, participant_id: UUID, until: date) -> tuple[TimelineItem, ...]:
    """The meetings with a person, and the attempts, up to a day: the newest first."""
    return tuple(item for item in timeline(db, participant_id) if item.kind in MEETINGS and item.on <= until)


def read_meeting(db: Session, item: TimelineItem) -> Meeting:
    """What was noted of a meeting. Raises LookupError when it is gone."""
    if item.kind == "review":
        return read_review(db, item.id)
    return read_follow_along(db, item.id) if item.kind == "follow_along_contact" else read_contact(db, item.id)


def happened(db: Session, participant_id: UUID, since: date, until: date) -> tuple[TimelineItem, ...]:
    """What happened with a person in these days and may be told, the oldest first.

    Of each only the texts that name nobody: the title of a job, the goal.
    """
    found = [item for item in timeline(db, participant_id) if since <= item.on <= until and item.kind in _TOLD]
    jobs = {job.id: job.name for job in jobs_of(db, participant_id, until)}
    return tuple(_nameless(found, jobs))[::-1]


def _nameless(items: Iterable[TimelineItem], jobs: dict[UUID, str]) -> Iterator[TimelineItem]:
    for item in items:
        text = jobs.get(item.id, "") if item.kind == "job" else item.text if item.kind == "goal" else ""
        yield replace(item, text=text)


def planned(db: Session, participant_id: UUID, since: date) -> tuple[TimelineItem, ...]:
    """The appointments that are still to come from a day on, the next first, without where and with whom."""
    ahead = [one for one in timeline(db, participant_id) if not one.closed and one.on >= since]
    return tuple(_nameless(ahead, {}))[::-1]
