"""Interviews; where the specialist was there too, an employer was met about the person (domain.md 4.7; G4)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ips_tui.casework import appointments
from ips_tui.casework.employers import gate_for
from ips_tui.casework.plain import Plain, not_ahead
from ips_tui.casework.problems import GateRefused, refuse
from ips_tui.casework.session import Desk
from ips_tui.domain.disclosure import GateAnswer
from ips_tui.domain.employers import MadeBy, Purpose
from ips_tui.forms.job_search import InterviewEntry
from ips_tui.records.employers import Employer
from ips_tui.records.job_search import Application, Interview
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

INTERVIEW = Plain(Interview, InterviewEntry, "interview")


def record_interview(
    desk: Desk,
    participant_id: UUID,
    entry: InterviewEntry,
    *,
    draft: DraftKey | None = None,
    appointment_id: UUID | None = None,
) -> UUID:
    """An interview. With the specialist there only under an agreement in force that day, for that employer.

    `appointment_id`: the appointment that took place as this interview. Raises GateRefused (nothing recorded, the
    draft stays), BadEntry when the day lies ahead or nobody said which employer, LookupError for an unknown
    participant. The ways on after a refusal: record the agreement with its own date, or the interview without the
    specialist having been there.
    """
    not_ahead(desk, entry)
    with desk.writing("interview_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        answer = _checked(writing, participant_id, entry)
        if appointment_id is not None:
            appointments.became_record(writing, appointment_id, participant_id)
        return INTERVIEW.add(desk, writing, participant_id, entry, agreement_id=_rests_on(answer)).id


def change_interview(desk: Desk, row_id: UUID, entry: InterviewEntry, *, draft: DraftKey | None = None) -> UUID:
    """Correct an interview; the gate is asked again. Raises as `record_interview`, LookupError when it is gone."""
    not_ahead(desk, entry)
    with desk.writing("interview_changed", draft=draft) as writing:
        interview = writing.get(Interview, row_id)
        answer = _checked(writing, interview.participant_id, entry)
        INTERVIEW.put(desk, writing, row_id, entry)
        interview.agreement_id = _rests_on(answer)
    return row_id


def interview_entry(desk: Desk, row_id: UUID) -> InterviewEntry:
    """An interview as an entry, to be corrected. Raises LookupError."""
    return INTERVIEW.entry_of(desk, row_id)


def employer_of_application(desk: Desk, application_id: UUID) -> UUID | None:
    """Which employer of ours an application went to, to be proposed for its interview; None for none."""
    with desk.reading() as db:
        row = db.get(Application, application_id)
        return None if row is None or row.removed else row.employer_id


def gate_of_interview(
    db: Session, *, participant: UUID, employer: UUID | None, on: date, specialist_there: bool
) -> GateAnswer | None:
    """What the gate says to an interview, by the agreements as they are kept now; None where it is not asked.

    Every way in asks here: what is recorded, corrected, and brought back by an undo.
    """
    if not specialist_there:
        return None
    if employer is None:
        return GateAnswer(False, "unknown_employer")
    return gate_for(
        db,
        participant=participant,
        employer=employer,
        on=on,
        purpose=Purpose.INTERVIEW,
        made_by=MadeBy.SPECIALIST,
        participant_present=True,
    )


def _checked(writing: Writing, participant_id: UUID, entry: InterviewEntry) -> GateAnswer | None:
    """Run the gate inside the action. Raises GateRefused, BadEntry where no employer is named."""
    if entry.employer is not None:
        writing.get(Employer, entry.employer)
    answer = gate_of_interview(
        writing.db,
        participant=participant_id,
        employer=entry.employer,
        on=entry.happened_on,
        specialist_there=entry.specialist_there,
    )
    if answer is not None and not answer.allowed:
        if entry.employer is None:
            raise refuse("employer", f"gate.{answer.why}")
        raise GateRefused(answer, "specialist_there")
    return answer


def _rests_on(answer: GateAnswer | None) -> UUID | None:
    return None if answer is None or answer.agreement is None else answer.agreement.id
