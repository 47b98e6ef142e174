"""Jobs: accepted, begun with their soft gates, changed, ended (domain.md 4.7, 4.9; G11, G12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import benefits
from ips_tui.casework.facts import agreements_of
from ips_tui.casework.plain import Plain, not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.casework.today import DueLine
from ips_tui.domain.disclosure import ALLOWING, agreement_on
from ips_tui.domain.jobs import MILESTONE_WEEKS, is_competitive
from ips_tui.domain.money import Money
from ips_tui.forms.jobs import AbsenceEntry, JobEndingEntry, JobEntry, JobStartEntry, JobTermsEntry
from ips_tui.ids import same_row_id
from ips_tui.records.employers import Employer
from ips_tui.records.jobs import Absence, Job, JobEnding, JobTerms, Milestone
from ips_tui.records.people import Participant
from ips_tui.records.support import InWorkSupportPlan
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

JOB = Plain(Job, JobEntry, "job")
TERMS = Plain(JobTerms, JobTermsEntry, "job_terms")
ABSENCE = Plain(Absence, AbsenceEntry, "absence")
ENDING = Plain(JobEnding, JobEndingEntry, "job_ending")
change_terms, terms_entry = TERMS.change, TERMS.entry_of
change_absence, absence_entry = ABSENCE.change, ABSENCE.entry_of
change_ending, ending_entry = ENDING.change, ENDING.entry_of
_TERMS = ("hours", "pay", "pay_period")


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

    @property
    def current(self) -> bool:
        """Whether it is accepted or worked in: neither ended nor fallen through."""
        return self.ended_on is None and self.fell_through_on is None

    def begun(self, on: date) -> bool:
        """Whether it is current and its start day has come; never for a job held at referral, which has none."""
        return self.current and self.start_on is not None and self.start_on <= on


def record_job(desk: Desk, participant_id: UUID, entry: JobEntry, *, draft: DraftKey | None = None) -> UUID:
    """A job that was accepted, with the terms it begins with; one held at referral is no start and counts nowhere.

    The disclosure agreement in force on the day of acceptance is noted with it. Raises as `Plain.record`.
    """
    not_ahead(desk, entry)
    with desk.writing("job_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        job = JOB.add(
            desk,
            writing,
            participant_id,
            entry,
            four_hours_on=None,
            fell_through_on=None,
            reported_on=None,
            without_plan_why=None,
            without_benefits_why=None,
            agreement_id=_agreement(writing.db, participant_id, entry.accepted_on),
        )
        _put_first_terms(desk, writing, participant_id, job.id, entry)
    return job.id


def _agreement(db: Session, participant_id: UUID, on: date | None) -> UUID | None:
    counted = agreement_on(agreements_of(db, [participant_id]).get(participant_id, []), on or date.max)
    if counted is None or counted.decision not in ALLOWING or counted.withdrawn_on is not None:
        return None
    return counted.id


def _first_terms(db: Session, job_id: UUID) -> JobTerms | None:
    query = select(JobTerms).where(JobTerms.job_id == job_id, JobTerms.first, ~JobTerms.removed)
    return db.scalars(query).first()


def _put_first_terms(desk: Desk, writing: Writing, participant_id: UUID, job_id: UUID, entry: JobEntry) -> None:
    kept = _first_terms(writing.db, job_id)
    values: dict[str, Any] = {name: getattr(entry, name) for name in _TERMS}
    from_on = entry.start_on or entry.accepted_on or desk.clock.today()
    if kept is not None:
        for name, value in {**values, "from_on": from_on}.items():
            setattr(kept, name, value)
    elif any(value is not None for value in values.values()):
        writing.add(
            JobTerms, participant_id=participant_id, job_id=job_id, from_on=from_on, duties=None, first=True, **values
        )


def change_job(desk: Desk, job_id: UUID, entry: JobEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct a job and the terms it began with; a change of terms is `record_terms`. Raises as `record_job`."""
    not_ahead(desk, entry)
    with desk.writing("job_changed", draft=draft) as writing:
        job = writing.get(Job, job_id)
        JOB.put(desk, writing, job_id, entry)
        job.agreement_id = _agreement(writing.db, job.participant_id, entry.accepted_on)
        _put_first_terms(desk, writing, job.participant_id, job_id, entry)
    return job_id


def job_entry(desk: Desk, job_id: UUID) -> JobEntry:
    """A job as an entry, to be corrected. Raises LookupError."""
    with desk.reading() as db:
        entry, terms = JOB.read(db, job_id), _first_terms(db, job_id)
        if terms is None:
            return entry
        return entry.model_copy(update={name: getattr(terms, name) for name in _TERMS})


def note_start(desk: Desk, job_id: UUID, entry: JobStartEntry, *, draft: DraftKey | None = None) -> UUID:
    """The job began and four paid hours are done, or it fell through (F13).

    Two soft gates stand at a start: an in-work support plan the person agreed to (seed 001; G11), and benefits
    talked through before it (seed 004; G12). Without one of them the start counts with a reason, which stays
    visible. Raises BadEntry at the field where the reason is missing, and for a job that ended or was held.
    """
    not_ahead(desk, entry)
    with desk.writing("job_start_noted", draft=draft) as writing:
        job = writing.get(Job, job_id)
        if job.held_at_referral:
            raise refuse(None, "problem.job_held")
        if entry.started:
            start_on = entry.start_on or job.start_on or desk.clock.today()
            planned, offered = _gates(writing.db, job, start_on)
            if not planned and not entry.without_plan_why:
                raise refuse("without_plan_why", "problem.no_plan_yet")
            if not offered and not entry.without_benefits_why:
                raise refuse("without_benefits_why", "problem.no_benefits_talk")
            _move_first_terms(writing, job, start_on)
            job.start_on, job.fell_through_on = start_on, None
            job.four_hours_on, job.reported_on = entry.four_hours_on, entry.reported_on
            job.without_plan_why = entry.without_plan_why
            job.without_benefits_why = entry.without_benefits_why
        else:
            job.fell_through_on, job.four_hours_on = entry.fell_through_on, None
    return job_id


def _move_first_terms(writing: Writing, job: Job, start_on: date) -> None:
    terms = _first_terms(writing.db, job.id)
    if terms is not None and terms.from_on == job.start_on:
        terms.from_on = start_on


def _gates(db: Session, job: Job, start_on: date) -> tuple[bool, bool]:
    plan = db.scalars(
        select(InWorkSupportPlan.id).where(
            InWorkSupportPlan.job_id == job.id, InWorkSupportPlan.agreed_on.is_not(None), ~InWorkSupportPlan.removed
        )
    ).first()
    return plan is not None, benefits.offered_before(db, job, start_on)


def gates_of_start(desk: Desk, job_id: UUID) -> tuple[bool, bool]:
    """Whether there is an agreed in-work support plan (G11), and whether benefits were talked through (G12)."""
    with desk.reading() as db:
        job = db.get(Job, job_id)
        if job is None or job.removed:
            raise LookupError("job")
        return _gates(db, job, job.start_on or desk.clock.today())


def start_entry(desk: Desk, job_id: UUID) -> JobStartEntry | None:
    """What was noted of a job's start; None when nothing was. Raises LookupError."""
    with desk.reading() as db:
        job = db.get(Job, job_id)
        if job is None or job.removed:
            raise LookupError("job")
        said = (job.four_hours_on, job.fell_through_on, job.reported_on, job.without_plan_why, job.without_benefits_why)
        if not any(said):
            return None
        return JobStartEntry(
            started=job.fell_through_on is None,
            start_on=job.start_on if job.fell_through_on is None else None,
            four_hours_on=job.four_hours_on,
            reported_on=job.reported_on,
            without_plan_why=job.without_plan_why,
            without_benefits_why=job.without_benefits_why,
            fell_through_on=job.fell_through_on,
        )


def record_terms(desk: Desk, job_id: UUID, entry: JobTermsEntry, *, draft: DraftKey | None = None) -> UUID:
    """Hours, pay or duties change from a day on: a new row, never an edit (domain.md 6.6 D20).

    Raises BadEntry for a day before the job began.
    """
    with desk.writing("job_terms_recorded", draft=draft) as writing:
        job = writing.get(Job, job_id)
        if job.start_on is not None and entry.from_on < job.start_on:
            raise refuse("from_on", "problem.ends_before_it_starts")
        row = TERMS.add(desk, writing, job.participant_id, entry, job_id=job_id, first=False)
    return row.id


def record_absence(desk: Desk, job_id: UUID, entry: AbsenceEntry, *, draft: DraftKey | None = None) -> UUID:
    """Days away from work. Raises as `Plain.record`."""
    not_ahead(desk, entry)
    with desk.writing("absence_recorded", draft=draft) as writing:
        job = writing.get(Job, job_id)
        return ABSENCE.add(desk, writing, job.participant_id, entry, job_id=job_id).id


def confirm_milestone(desk: Desk, job_id: UUID, weeks: int) -> UUID:
    """The job lasts at this milestone, said without a contact (F17).

    Raises ValueError for a number of weeks that is none, BadEntry before its day.
    """
    if weeks not in MILESTONE_WEEKS:
        raise ValueError("no such milestone")
    with desk.writing("milestone_confirmed") as writing:
        job = writing.get(Job, job_id)
        if job.start_on is None or (desk.clock.today() - job.start_on).days < weeks * 7:
            raise refuse(None, "problem.milestone_ahead")
        row_id = same_row_id("milestone", job_id.hex, str(weeks))
        kept = writing.db.get(Milestone, row_id)
        if kept is None:
            writing.add(
                Milestone,
                id=row_id,
                participant_id=job.participant_id,
                job_id=job_id,
                weeks=weeks,
                confirmed_on=desk.clock.today(),
            )
        else:
            kept.removed, kept.confirmed_on = False, desk.clock.today()
    return row_id


def record_ending(desk: Desk, job_id: UUID, entry: JobEndingEntry, *, draft: DraftKey | None = None) -> UUID:
    """How a job ended, without blame. Raises BadEntry when it ended already or ended before it began."""
    not_ahead(desk, entry)
    with desk.writing("job_ending_recorded", draft=draft) as writing:
        job = writing.get(Job, job_id)
        known = writing.db.scalars(select(JobEnding).where(JobEnding.job_id == job_id, ~JobEnding.removed)).first()
        if known is not None:
            raise refuse(None, "problem.already_ended")
        if job.start_on is not None and entry.last_day_on < job.start_on:
            raise refuse("last_day_on", "problem.ends_before_it_starts")
        return ENDING.add(desk, writing, job.participant_id, entry, job_id=job_id).id


def jobs_of(db: Session, participant_id: UUID, on: date) -> tuple[JobView, ...]:
    """A person's jobs with the terms that hold on a day, the newest first: by their start, those without one last."""
    rows = db.execute(
        select(Job, Employer.name)
        .outerjoin(Employer, Employer.id == Job.employer_id)
        .where(Job.participant_id == participant_id, ~Job.removed)
    ).all()
    endings = {
        e.job_id: e.last_day_on
        for e in db.scalars(select(JobEnding).where(JobEnding.participant_id == participant_id, ~JobEnding.removed))
    }
    agreed = set(
        db.scalars(
            select(InWorkSupportPlan.job_id).where(
                InWorkSupportPlan.participant_id == participant_id,
                InWorkSupportPlan.agreed_on.is_not(None),
                ~InWorkSupportPlan.removed,
            )
        )
    )
    terms = _terms_on(db, participant_id, on)
    found = [_view(job, name, endings.get(job.id), terms.get(job.id, {}), job.id in agreed) for job, name in rows]
    return tuple(sorted(found, key=lambda j: (j.start_on or date.min, j.id.int), reverse=True))


def _terms_on(db: Session, participant_id: UUID, on: date) -> dict[UUID, dict[str, Any]]:
    """Hours and pay of each job as they hold on a day: a change that leaves one of them open leaves it as it was."""
    query = select(JobTerms).where(JobTerms.participant_id == participant_id, ~JobTerms.removed)
    found: dict[UUID, dict[str, Any]] = {}
    for row in db.scalars(query.order_by(~JobTerms.first, JobTerms.from_on, JobTerms.id)):
        # What a job begins with is told before it begins.
        if row.first or row.from_on <= on:
            said = {name: getattr(row, name) for name in _TERMS}
            found.setdefault(row.job_id, {}).update({name: value for name, value in said.items() if value is not None})
    return found


def current_jobs(desk: Desk, participant_id: UUID) -> tuple[JobView, ...]:
    """The jobs that a person has accepted or works in, the newest first, one held at referral too."""
    with desk.reading() as db:
        return tuple(job for job in jobs_of(db, participant_id, desk.clock.today()) if job.current)


def job_view(desk: Desk, job_id: UUID) -> JobView:
    """One job as the screens show it. Raises LookupError."""
    with desk.reading() as db:
        job = db.get(Job, job_id)
        found = () if job is None else jobs_of(db, job.participant_id, desk.clock.today())
    for view in found:
        if view.id == job_id:
            return view
    raise LookupError("job")


def due_milestones(due: Iterable[DueLine], job_id: UUID) -> tuple[int, ...]:
    """The weeks after which these due lines ask whether the job lasts, the fewest first."""
    sources = {line.source_id for line in due}
    return tuple(weeks for weeks in MILESTONE_WEEKS if same_row_id("milestone", job_id.hex, str(weeks)) in sources)


def _view(job: Job, employer: str | None, ended_on: date | None, terms: Mapping[str, Any], agreed: bool) -> JobView:
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
    )
