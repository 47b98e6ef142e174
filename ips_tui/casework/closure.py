"""Closing a case, only for its allowed reasons (G13), and opening it again (domain.md 4.13)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.plain import Plain, not_ahead
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.forms.closure import ClosureEntry, ReopeningEntry
from ips_tui.records.closure import Closure
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey

CLOSURE = Plain(Closure, ClosureEntry, "closure")
change_closure, closure_entry = CLOSURE.change, CLOSURE.entry_of


def closure_of(db: Session, participant_id: UUID) -> Closure | None:
    """The closure that stands; None for an open case, also after it was opened again."""
    query = select(Closure).where(Closure.participant_id == participant_id, ~Closure.removed)
    latest = db.scalars(query.order_by(Closure.closed_on.desc(), Closure.id.desc())).first()
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
