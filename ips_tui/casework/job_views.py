"""Jobs as the screens show them: who employs, since when, with the terms that hold now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.facts import agreements_of
from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.casework.today import DueLine
from ips_tui.domain.disclosure import GateAnswer, InWorkContact, employer_contact_gate
from ips_tui.domain.employers import Purpose
from ips_tui.domain.jobs import MILESTONE_WEEKS, is_competitive
from ips_tui.domain.money import Money
from ips_tui.ids import same_row_id
from ips_tui.records.employers import Employer
from ips_tui.records.jobs import Job, JobEnding, JobTerms
from ips_tui.records.support import InWorkSupportPlan

TERMS_OF_PAY = ("hours", "pay", "pay_period")
"""What a job begins with and a change of terms may change."""


@dataclass(frozen=True)
class JobDisclosure:
    """What the disclosure agreement of the day says about a job (domain.md 4.7; G5)."""

    decision: str
    """What the person decided; empty where nothing was."""
    why: str
    """`gate.<why>` in the word pack."""
    contact: str
    """Whether a specialist may be in touch with its employer: `yes`, `with_me`, `no`."""

    @classmethod
    def of(cls, answer: GateAnswer) -> JobDisclosure:
        """What the gate says to contact in work, in the person's presence."""
        agreement = answer.agreement
        in_work = InWorkContact.NO if agreement is None or not answer.allowed else agreement.in_work_contact
        return cls("" if agreement is None else agreement.decision.value, answer.why, in_work.value)


@dataclass(frozen=True)
class JobView:
    """One job as the screens show it."""

    id: UUID
    name: str
    employer: str
    employer_id: UUID | None
    held_at_referral: bool
    accepted_on: date | None
    start_on: date | None
    confirmed_on: date | None
    """The day by which four paid hours were worked."""
    fell_through_on: date | None
    ended_on: date | None
    competitive: bool
    hours: Decimal | None
    pay: Money | None
    pay_period: str
    plan_agreed: bool
    without_plan_why: str
    without_benefits_why: str
    disclosure: JobDisclosure
    """As it stands on that day, not on the day the job was accepted."""

    @property
    def current(self) -> bool:
        """Whether it is accepted or worked in: neither ended nor fallen through."""
        return self.ended_on is None and self.fell_through_on is None

    def begun(self, on: date) -> bool:
        """Whether it is current and its start day has come; never for a job held at referral, which has none."""
        return self.current and self.start_on is not None and self.start_on <= on

    def worked_in(self, on: date) -> bool:
        """Whether the person works there: one held at referral too, as long as it is current."""
        return self.begun(on) or (self.held_at_referral and self.current)


def jobs_of(db: Session, participant_id: UUID, on: date) -> tuple[JobView, ...]:
    """A person's jobs with the terms that hold on a day, the newest first: by their start, those without one last."""
    rows = db.execute(
        select(Job, Employer.name)
        .outerjoin(Employer, Employer.id == Job.employer_id)
        .where(Job.participant_id == participant_id, ~Job.removed)
    ).all()
    endings = {ending.job_id: ending.last_day_on for ending in theirs(db, JobEnding, participant_id)}
    agreed = {plan.job_id for plan in theirs(db, InWorkSupportPlan, participant_id) if plan.agreed_on is not None}
    terms = _terms_on(db, participant_id, on)
    said = agreements_of(db, [participant_id]).get(participant_id, []) if rows else []

    def disclosed(job: Job) -> JobDisclosure:
        # An employer that is no record of ours can be named by no agreement.
        employer, purpose = job.employer_id or job.id, Purpose.IN_WORK_SUPPORT
        return JobDisclosure.of(
            employer_contact_gate(said, on=on, employer=employer, purpose=purpose, participant_present=True)
        )

    found = [
        _view(job, name, endings.get(job.id), terms.get(job.id, {}), job.id in agreed, disclosed(job))
        for job, name in rows
    ]
    return tuple(sorted(found, key=lambda j: (j.start_on or date.min, j.id.int), reverse=True))


def _terms_on(db: Session, participant_id: UUID, on: date) -> dict[UUID, dict[str, Any]]:
    """Hours and pay of each job as they hold on a day: a change that leaves one of them open leaves it as it was."""
    query = select(JobTerms).where(JobTerms.participant_id == participant_id, ~JobTerms.removed)
    found: dict[UUID, dict[str, Any]] = {}
    for row in db.scalars(query.order_by(~JobTerms.first, JobTerms.from_on, JobTerms.id)):
        # What a job begins with is told before it begins.
        if row.first or row.from_on <= on:
            said = {name: getattr(row, name) for name in TERMS_OF_PAY}
            found.setdefault(row.job_id, {}).update({name: value for name, value in said.items() if value is not None})
    return found


def current_jobs(desk: Desk, participant_id: UUID) -> tuple[JobView, ...]:
    """The jobs that a person has accepted or works in, the newest first, one held at referral too."""
    with desk.reading() as db:
        return tuple(job for job in jobs_of(db, participant_id, desk.clock.today()) if job.current)


def newest_jobs(desk: Desk) -> dict[UUID, str]:
    """The job that each participant has accepted or works in, with its employer; the newest where there are several."""
    with desk.reading() as db:
        ended = select(JobEnding.job_id).where(~JobEnding.removed)
        current = ~Job.removed & Job.fell_through_on.is_(None) & Job.id.not_in(ended)
        rows = db.execute(
            select(Job.participant_id, Job.name, Employer.name, Job.employer_name)
            .outerjoin(Employer, Employer.id == Job.employer_id)
            .where(current)
            .order_by(Job.start_on, Job.id)
        )
        return {
            person: ", ".join(part for part in (name, employer or written) if part)
            for person, name, employer, written in rows
        }


def job_view(desk: Desk, job_id: UUID) -> JobView:
    """One job as the screens show it. Raises LookupError."""
    with desk.reading() as db:
        job = db.get(Job, job_id)
        found = () if job is None else jobs_of(db, job.participant_id, desk.clock.today())
    for view in found:
        if view.id == job_id:
            return view
    raise LookupError("job")


def job_of_line(desk: Desk, line: DueLine) -> JobView:
    """The job that a due line is about: it, one of its milestones, or a change of its terms is the line's source.

    Raises LookupError when it is gone.
    """
    with desk.reading() as db:
        terms = db.get(JobTerms, line.source_id)
        jobs = jobs_of(db, line.subject_id, desk.clock.today())
    meant = line.source_id if terms is None else terms.job_id
    found = next((job for job in jobs if job.id == meant or due_milestones((line,), job.id)), None)
    if found is None:
        raise LookupError("job")
    return found


def due_milestones(due: Iterable[DueLine], job_id: UUID) -> tuple[int, ...]:
    """The weeks after which these due lines ask whether the job lasts, the fewest first."""
    sources = {line.source_id for line in due}
    return tuple(weeks for weeks in MILESTONE_WEEKS if same_row_id("milestone", job_id.hex, str(weeks)) in sources)


def _view(
    job: Job,
    employer: str | None,
    ended_on: date | None,
    terms: Mapping[str, Any],
    agreed: bool,
    disclosure: JobDisclosure,
) -> JobView:
    period = terms.get("pay_period")
    return JobView(
        id=job.id,
        name=job.name,
        employer=employer or job.employer_name or "",
        employer_id=job.employer_id,
        held_at_referral=job.held_at_referral,
        accepted_on=job.accepted_on,
        start_on=job.start_on,
        confirmed_on=job.four_hours_on,
        fell_through_on=job.fell_through_on,
        ended_on=ended_on,
        competitive=is_competitive(
            open_to_all=job.open_to_all,
            minimum_wage=job.minimum_wage,
            permanence=job.permanence,
            held_at_referral=job.held_at_referral,
        ),
        hours=terms.get("hours"),
        pay=terms.get("pay"),
        pay_period=period.value if period else "",
        plan_agreed=agreed,
        without_plan_why=job.without_plan_why or "",
        without_benefits_why=job.without_benefits_why or "",
        disclosure=disclosure,
    )
