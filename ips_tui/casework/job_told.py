"""One job as a report of its start or its ending tells it (domain.md 4.7, 4.9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import benefits
from ips_tui.casework.disclosure import AgreementView, agreements
from ips_tui.casework.job_views import JobView, jobs_of
from ips_tui.casework.jobs import ENDING, JOB, TERMS
from ips_tui.casework.theirs import theirs
from ips_tui.forms.jobs import JobEndingEntry, JobEntry, JobTermsEntry
from ips_tui.records.jobs import Job, JobEnding, JobTerms
from ips_tui.records.support import InWorkSupportPlan


@dataclass(frozen=True)
class JobTold:
    """Everything kept of one job that a report tells."""

    view: JobView
    entry: JobEntry
    terms: tuple[JobTermsEntry, ...]
    """Hours, pay and duties as it began and as they changed, the first first."""
    four_hours_on: date | None
    reported_on: date | None
    """The day the benefit office was told of the start."""
    benefits_on: date | None
    """The last benefits talk before the start, or so far; None where there was none."""
    plan_agreed_on: date | None
    """The day the person agreed to the in-work support plan."""
    plan_made_on: date | None
    """The day the newest in-work support plan was made, agreed or not."""
    agreement: AgreementView | None
    """The disclosure agreement that was in force when the job was accepted."""
    ending: JobEndingEntry | None


def jobs_told(db: Session, participant_id: UUID, on: date) -> tuple[JobView, ...]:
    """A person's jobs that began, or are to, under IPS: the newest first, without those that fell through."""
    found = jobs_of(db, participant_id, on)
    return tuple(job for job in found if not job.held_at_referral and job.fell_through_on is None)


def job_told(db: Session, job_id: UUID, on: date) -> JobTold:
    """One job as it stands on a day. Raises LookupError when it is gone."""
    job = db.get(Job, job_id)
    if job is None or job.removed:
        raise LookupError("job")
    (view,) = [one for one in jobs_of(db, job.participant_id, on) if one.id == job_id]
    rows = [row for row in theirs(db, JobTerms, job.participant_id, JobTerms.from_on) if row.job_id == job_id]
    talks = [talk.happened_on for talk in benefits.talks_of(db, job.participant_id)]
    before = [day for day in talks if job.start_on is None or day <= job.start_on]
    plans = theirs(db, InWorkSupportPlan, job.participant_id, InWorkSupportPlan.version)
    of_job = [plan for plan in plans if plan.job_id == job_id]
    agreed = [plan.agreed_on for plan in of_job if plan.agreed_on is not None]
    ended = db.scalars(select(JobEnding).where(JobEnding.job_id == job_id, ~JobEnding.removed)).first()
    said = agreements(db, job.participant_id)
    return JobTold(
        view=view,
        entry=JOB.read(db, job_id),
        terms=tuple(TERMS.read(db, row.id) for row in sorted(rows, key=lambda row: (not row.first, row.from_on))),
        four_hours_on=job.four_hours_on,
        reported_on=job.reported_on,
        benefits_on=max(before, default=None),
        plan_agreed_on=agreed[0] if agreed else None,
        plan_made_on=of_job[-1].made_on if of_job else None,
        agreement=next((one for one in said if one.id == job.agreement_id), None),
        ending=None if ended is None else ENDING.read(db, ended.id),
    )
