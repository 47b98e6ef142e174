"""Closing a case, only for its allowed reasons (G13), and opening it again (domain.md 4.13)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.job_search import open_offers
from ips_tui.casework.plain import Plain, not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.domain.due import DueKind
from ips_tui.domain.leads import LeadAnswer
from ips_tui.forms.closure import ClosureEntry, ReopeningEntry
from ips_tui.records.closure import Closure
from ips_tui.records.derived import Obligation
from ips_tui.records.employers import Employer, EmployerContact
from ips_tui.records.leads import Lead, LeadOffer
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey

CLOSURE = Plain(Closure, ClosureEntry, "closure")
change_closure, closure_entry = CLOSURE.change, CLOSURE.entry_of


AGREED = ("follow_along_set", "review_set")
"""Reasons of lines whose day was agreed with the person; such a day is a promise also before it is listed."""


@dataclass(frozen=True)
class Promise:
    """Something promised that is neither due nor an appointment nor a step (domain.md 4.13)."""

    kind: str
    """`offer`, `lead`, `employer`, or the kind of a due line."""
    name: str
    """The role, the work or the employer; what a person typed."""
    on: date | None


def open_promises(desk: Desk, participant_id: UUID) -> tuple[Promise, ...]:
    """What closing would leave open beside what Today lists: offers, leads being thought about, next dates ahead."""
    today = desk.clock.today()
    with desk.reading() as db:
        return (
            *(Promise("offer", row.name, row.answer_by) for row in open_offers(db, participant_id)),
            *_leads(db, participant_id),
            *_dates_agreed(db, participant_id, today),
            *_dates_with_employers(db, participant_id, today),
        )


def _leads(db: Session, participant_id: UUID) -> Iterator[Promise]:
    """What they said last of each lead that is still open."""
    query = (
        select(Lead.id, Lead.name, LeadOffer.answer)
        .join(LeadOffer, LeadOffer.lead_id == Lead.id)
        .where(LeadOffer.participant_id == participant_id, ~LeadOffer.removed, ~Lead.removed, Lead.gone_on.is_(None))
        .order_by(LeadOffer.happened_on, LeadOffer.id)
    )
    said = {row[0]: row for row in db.execute(query)}
    yield from (Promise("lead", name, None) for _, name, answer in said.values() if answer is not LeadAnswer.NOT_FOR_ME)


def _dates_agreed(db: Session, participant_id: UUID, today: date) -> Iterator[Promise]:
    query = select(Obligation.kind, Obligation.due_on).where(
        Obligation.subject_id == participant_id, Obligation.opens_on > today, Obligation.reason.in_(AGREED)
    )
    for kind, due_on in db.execute(query.order_by(Obligation.due_on)):
        yield Promise(DueKind(kind).value, "", due_on)


def _dates_with_employers(db: Session, participant_id: UUID, today: date) -> Iterator[Promise]:
    """The next date with each employer that the last contact about this person set."""
    query = (
        select(EmployerContact.employer_id, Employer.name, EmployerContact.next_on)
        .join(Employer, Employer.id == EmployerContact.employer_id)
        .where(EmployerContact.participant_id == participant_id, ~EmployerContact.removed)
        .order_by(EmployerContact.happened_on, EmployerContact.id)
    )
    last = {row[0]: row for row in db.execute(query)}
    yield from (Promise("employer", name, on) for _, name, on in last.values() if on is not None and on >= today)


def closure_of(db: Session, participant_id: UUID) -> Closure | None:
    """The closure that stands; None for an open case, also after it was opened again."""
    latest = next(iter(theirs(db, Closure, participant_id, Closure.closed_on, newest_first=True)), None)
    return None if latest is None or latest.reopened_on is not None else latest


def close_case(desk: Desk, participant_id: UUID, entry: ClosureEntry, *, draft: DraftKey | None = None) -> UUID:
    """Close a case. Nothing is deleted; what is due rests until it is opened again.

    Raises BadEntry when the day lies ahead or the case is closed already.
    """
    not_ahead(desk, entry)
    with desk.writing("case_closed", draft=draft) as writing:
        writing.get(Participant, participant_id)
        if closure_of(writing.db, participant_id) is not None:
            raise refuse(None, "problem.already_closed")
        return CLOSURE.add(desk, writing, participant_id, entry, reopened_on=None, reopened_why=None).id


def reopen_case(desk: Desk, participant_id: UUID, entry: ReopeningEntry, *, draft: DraftKey | None = None) -> UUID:
    """Open a closed case again, with everything it held. Raises BadEntry when it is open, or for a day before."""
    not_ahead(desk, entry)
    with desk.writing("case_reopened", draft=draft) as writing:
        writing.get(Participant, participant_id)
        closed = closure_of(writing.db, participant_id)
        if closed is None:
            raise refuse(None, "problem.not_closed")
        if entry.reopened_on < closed.closed_on:
            raise refuse("reopened_on", "problem.ends_before_it_starts")
        closed.reopened_on, closed.reopened_why = entry.reopened_on, entry.reopened_why
        return closed.id
