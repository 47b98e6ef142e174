"""The hard gate once in work: what the employer of a job says needs an agreement in force on that day (G5)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework.facts import agreements_of
from ips_tui.casework.job_views import jobs_of
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.disclosure import GateAnswer, employer_contact_gate
from ips_tui.domain.employers import Purpose
from ips_tui.domain.support import SupportRhythm
from ips_tui.records.jobs import Job


def employer_gate(desk: Desk, job_id: UUID, on: date) -> GateAnswer:
    """Whether the employer of a job may be asked about the person on a day. Raises LookupError."""
    with desk.reading() as db:
        job = db.get(Job, job_id)
        if job is None or job.removed:
            raise LookupError("job")
        return _gate(db, job, on)


def gate_without_them(db: Session, participant_id: UUID, employer_id: UUID, on: date) -> GateAnswer:
    """Whether a specialist may turn to an employer about somebody who is not there themselves, on a day.

    Where they work at that employer by then, only what they agreed for being in work counts (G5).
    """
    works_there = any(one.employer_id == employer_id and one.worked_in(on) for one in jobs_of(db, participant_id, on))
    return employer_contact_gate(
        agreements_of(db, [participant_id]).get(participant_id, []),
        on=on,
        employer=employer_id,
        purpose=Purpose.IN_WORK_SUPPORT if works_there else Purpose.FOLLOW_UP,
        participant_present=False,
    )


def gate_of_said(
    db: Session, job_id: UUID, said: str | None, *, heard_on: date | None, else_on: date
) -> GateAnswer | None:
    """What the gate says to a text that the employer of a job said, by the agreements as they are kept now.

    It counts on the day it was heard, else on `else_on`; None where nothing was said. Every way in asks here: what is
    recorded, corrected, and brought back by an undo. Raises LookupError.
    """
    return _gate(db, db.get_one(Job, job_id), heard_on or else_on) if said else None


def refuse_said(
    db: Session, job_id: UUID, field: str, said: str | None, *, heard_on: date | None, else_on: date
) -> None:
    """Raise BadEntry at the field of that text unless `gate_of_said` allows it."""
    answer = gate_of_said(db, job_id, said, heard_on=heard_on, else_on=else_on)
    if answer is not None and not answer.allowed:
        raise refuse(field, f"gate.{answer.why}")


def refuse_rhythm(db: Session, job: Job, wished: SupportRhythm | None, on: date) -> None:
    """Raise BadEntry at `employer_rhythm` where the agreement in force on a day allows no contact in that job.

    That none is wished can be said under any. An employer that is no record of ours has no contacts to count from.
    """
    if wished in (None, SupportRhythm.NONE_WISHED):
        return
    if job.employer_id is None:
        raise refuse("employer_rhythm", "problem.employer_not_listed")
    answer = _gate(db, job, on)
    if not answer.allowed:
        raise refuse("employer_rhythm", f"gate.{answer.why}")


def _gate(db: Session, job: Job, on: date) -> GateAnswer:
    return employer_contact_gate(
        agreements_of(db, [job.participant_id]).get(job.participant_id, []),
        on=on,
        # An employer that is no record of ours can be named by no agreement.
        employer=job.employer_id or job.id,
        purpose=Purpose.IN_WORK_SUPPORT,
        participant_present=True,
    )
