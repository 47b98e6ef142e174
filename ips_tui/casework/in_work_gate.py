"""The hard gate once in work: what the employer of a job says needs an agreement in force on that day (G5)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework.facts import agreements_of
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.disclosure import GateAnswer, employer_contact_gate
from ips_tui.domain.employers import Purpose
from ips_tui.records.jobs import Job


def employer_gate(desk: Desk, job_id: UUID, on: date) -> GateAnswer:
    """Whether the employer of a job may be asked about the person on a day. Raises LookupError."""
    with desk.reading() as db:
        job = db.get(Job, job_id)
        if job is None or job.removed:
            raise LookupError("job")
        return gate_of_job(db, job, on)


def gate_of_job(db: Session, job: Job, on: date) -> GateAnswer:
    """What the gate says to the employer of a job on a day, by the agreements as they are kept now.

    Every way in asks here: what is recorded, corrected, and brought back by an undo.
    """
    return employer_contact_gate(
        agreements_of(db, [job.participant_id]).get(job.participant_id, []),
        on=on,
        # An employer that is no record of ours can be named by no agreement.
        employer=job.employer_id or job.id,
        purpose=Purpose.IN_WORK_SUPPORT,
        participant_present=True,
    )


def heard_from_employer(db: Session, job: Job, field: str, on: date) -> None:
    """Let what the employer of a job said on a day be noted in a field. Raises BadEntry at that field."""
    answer = gate_of_job(db, job, on)
    if not answer.allowed:
        raise refuse(field, f"gate.{answer.why}")
