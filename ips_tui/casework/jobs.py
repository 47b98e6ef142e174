"""Jobs: accepted, begun with their soft gates, changed, ended (domain.md 4.7, 4.9; G11, G12)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import benefits
from ips_tui.casework.facts import agreements_of
from ips_tui.casework.in_work_gate import refuse_said
from ips_tui.casework.job_views import TERMS_OF_PAY
from ips_tui.casework.plain import Plain, not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.disclosure import ALLOWING, agreement_on
from ips_tui.domain.jobs import MILESTONE_WEEKS
from ips_tui.forms.jobs import AbsenceEntry, JobEndingEntry, JobEntry, JobStartEntry, JobTermsEntry
from ips_tui.ids import same_row_id
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
ending_entry = ENDING.entry_of


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
    if not counted.talked_through:
        return None
    return counted.id


def _first_terms(db: Session, job_id: UUID) -> JobTerms | None:
    query = select(JobTerms).where(JobTerms.job_id == job_id, JobTerms.first, ~JobTerms.removed)
    return db.scalars(query).first()


def _put_first_terms(desk: Desk, writing: Writing, participant_id: UUID, job_id: UUID, entry: JobEntry) -> None:
    kept = _first_terms(writing.db, job_id)
    values: dict[str, Any] = {name: getattr(entry, name) for name in TERMS_OF_PAY}
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
        return entry.model_copy(update={name: getattr(terms, name) for name in TERMS_OF_PAY})


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


def job_of_terms(desk: Desk, terms_id: UUID) -> UUID:
    """The job whose hours, pay or duties changed. Raises LookupError."""
    with desk.reading() as db:
        row = db.get(JobTerms, terms_id)
        if row is None or row.removed:
            raise LookupError("job_terms")
        return row.job_id


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
    """How a job ended, without blame.

    The employer's view may be noted only under an agreement that allowed in-work contact on the day it was heard
    (G5). Raises BadEntry at that field, when a day lies ahead, and when the job ended already or before it began.
    """
    not_ahead(desk, entry)
    with desk.writing("job_ending_recorded", draft=draft) as writing:
        job = writing.get(Job, job_id)
        known = writing.db.scalars(select(JobEnding).where(JobEnding.job_id == job_id, ~JobEnding.removed)).first()
        if known is not None:
            raise refuse(None, "problem.already_ended")
        _check_ending(writing.db, job, entry)
        return ENDING.add(desk, writing, job.participant_id, entry, job_id=job_id).id


def change_ending(desk: Desk, row_id: UUID, entry: JobEndingEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct how a job ended. Raises as `record_ending`, LookupError when it is gone."""
    not_ahead(desk, entry)
    with desk.writing("job_ending_changed", draft=draft) as writing:
        job = writing.get(Job, writing.get(JobEnding, row_id).job_id)
        _check_ending(writing.db, job, entry)
        ENDING.put(desk, writing, row_id, entry)
    return row_id


def _check_ending(db: Session, job: Job, entry: JobEndingEntry) -> None:
    if job.start_on is not None and entry.last_day_on < job.start_on:
        raise refuse("last_day_on", "problem.ends_before_it_starts")
    heard_on, else_on = entry.employers_view_on, entry.learnt_on
    refuse_said(db, job.id, "employers_view", entry.employers_view, heard_on=heard_on, else_on=else_on)
