"""Benefits counselling: the occasion, the official figures, what was understood (domain.md 4.11; G12); offices."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.plain import Plain, Rows
from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.forms.benefits import BenefitsCounsellingEntry, OfficeContactEntry
from ips_tui.records.benefits import BenefitsCounselling, BenefitsScenario, OfficeContact
from ips_tui.records.jobs import Job
from ips_tui.store.drafts import DraftKey

BENEFITS = Plain(
    BenefitsCounselling,
    BenefitsCounsellingEntry,
    "benefits",
    called={"adviser": "staff_id"},
    groups={"scenarios": Rows(BenefitsScenario, "benefits_counselling_id")},
)

record_benefits, change_benefits, benefits_entry = BENEFITS.record, BENEFITS.change, BENEFITS.entry_of

OFFICE_CONTACT = Plain(OfficeContact, OfficeContactEntry, "office_contact")
record_office_contact = OFFICE_CONTACT.record
"""A contact with an office about a participant, or with None for one about working together (IPS-25, item 6)."""
change_office_contact, office_contact_entry = OFFICE_CONTACT.change, OFFICE_CONTACT.entry_of


def record_office_contact_alone(desk: Desk, entry: OfficeContactEntry, *, draft: DraftKey | None = None) -> UUID:
    """A contact with an office that is about nobody. Raises BadEntry when its day lies ahead."""
    return OFFICE_CONTACT.record(desk, None, entry, draft=draft)


def offered_before(db: Session, job: Job, start_on: date) -> bool:
    """Whether benefits were talked through before this start: since the person's job before it began (G12)."""
    earlier = db.scalars(
        select(Job.start_on).where(
            Job.participant_id == job.participant_id,
            Job.id != job.id,
            Job.start_on < start_on,
            Job.fell_through_on.is_(None),
            ~Job.removed,
        )
    ).all()
    since = max((day for day in earlier if day is not None), default=date.min)
    held = db.scalars(
        select(BenefitsCounselling.happened_on).where(
            BenefitsCounselling.participant_id == job.participant_id, ~BenefitsCounselling.removed
        )
    ).all()
    return any(since < day <= start_on for day in held)


def talks_of(db: Session, participant_id: UUID) -> list[BenefitsCounselling]:
    """The benefits talks with a person, the newest first."""
    return list(theirs(db, BenefitsCounselling, participant_id, BenefitsCounselling.happened_on, newest_first=True))
