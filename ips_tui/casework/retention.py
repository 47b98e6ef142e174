"""Records whose time is over, by the rule that the team chose: listed, so that a person decides, and never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework import settings
from ips_tui.casework.plain import Plain
from ips_tui.casework.session import Desk
from ips_tui.content.retention import load_profiles
from ips_tui.domain.closure import ClosureReason
from ips_tui.domain.retention import LEAST_YEARS, MOST_YEARS, OWN, Over, Profile, over
from ips_tui.domain.rights import RetentionChoice
from ips_tui.forms.rights import RetentionDecisionEntry
from ips_tui.records.closure import Closure
from ips_tui.records.derived import CaseloadLine
from ips_tui.records.people import Staff
from ips_tui.records.rights import RetentionDecision
from ips_tui.store.drafts import DraftKey

DECISION = Plain(RetentionDecision, RetentionDecisionEntry, "retention_decision")


@dataclass(frozen=True)
class TimeOver:
    """A closed record whose time is over."""

    id: UUID
    ref: str
    name: str
    over: Over
    decided: RetentionChoice | None
    """What was decided last; of one that is to be kept the day to look again has come."""
    decided_on: date | None
    decided_by: str
    reason: str


def profile(desk: Desk) -> Profile | None:
    """The rule that the team chose; None where it chose none, so that nothing is listed."""
    said = desk.setting(settings.RETENTION) or ""
    if said.startswith(f"{OWN}:"):
        return Profile(OWN, int(said.removeprefix(f"{OWN}:")))
    return load_profiles().get(said)


def choose(desk: Desk, profile_id: str, years: int | None = None) -> None:
    """By which rule records are listed: one that comes with the program, `OWN` with its years, or empty for none.

    Raises ValueError for any other, or for years that are not 1 to 100.
    """
    value = profile_id
    if profile_id == OWN:
        if years is None or not LEAST_YEARS <= years <= MOST_YEARS:
            raise ValueError("not 1 to 100 years")
        value = f"{OWN}:{years}"
    elif profile_id and profile_id not in load_profiles():
        raise ValueError("no such profile")
    with desk.writing("retention_chosen") as writing:
        settings.put(writing, settings.RETENTION, value)


def time_over(desk: Desk) -> tuple[TimeOver, ...]:
    """The closed records whose time is over and that nobody decided to keep for now, the longest over first."""
    rule, today = profile(desk), desk.clock.today()
    if rule is None:
        return ()
    with desk.reading() as db:
        closed = db.scalars(select(CaseloadLine).where(CaseloadLine.closed_on <= today)).all()
        died = _deceased(db)
        decided = _decided(db)
    found = []
    for line in closed:
        if line.closed_on is None:
            continue
        when = over(
            rule,
            closed_on=line.closed_on,
            last_contact_on=line.last_contact_on,
            deceased=line.participant_id in died,
        )
        decision, by = decided.get(line.participant_id, (None, ""))
        kept = decision is not None and decision.choice is RetentionChoice.KEEP
        if when.on > today or (kept and decision is not None and (decision.review_on or date.max) > today):
            continue
        found.append(
            TimeOver(
                line.participant_id,
                line.ref,
                line.name,
                when,
                None if decision is None else decision.choice,
                None if decision is None else decision.decided_on,
                by,
                "" if decision is None else decision.reason or "",
            )
        )
    return tuple(sorted(found, key=lambda one: (one.over.on, one.ref)))


def _deceased(db: Session) -> frozenset[UUID]:
    died = Closure.reason == ClosureReason.DECEASED
    query = select(Closure.participant_id).where(died, Closure.reopened_on.is_(None), ~Closure.removed)
    return frozenset(db.scalars(query))


def _decided(db: Session) -> Mapping[UUID, tuple[RetentionDecision, str]]:
    """What was decided last of each record, and who did."""
    query = (
        select(RetentionDecision, Staff.name)
        .outerjoin(Staff, Staff.id == RetentionDecision.staff_id)
        .where(~RetentionDecision.removed)
        .order_by(RetentionDecision.decided_on, RetentionDecision.id)
    )
    return {row[0].participant_id: (row[0], row[1] or "") for row in db.execute(query)}


def decide(desk: Desk, participant_id: UUID, entry: RetentionDecisionEntry, *, draft: DraftKey | None = None) -> UUID:
    """Note what was decided about a record whose time is over. Nothing is erased by it.

    Raises LookupError for an unknown participant.
    """
    if desk.who is None:
        raise LookupError("staff")
    return DECISION.record(
        desk, participant_id, entry, draft=draft, staff_id=desk.who.id, decided_on=desk.clock.today()
    )
