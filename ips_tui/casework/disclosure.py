"""Disclosure agreements: made, looked at again, withdrawn; and what may be said today (domain.md 4.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.facts import agreements_of
from ips_tui.casework.problems import refuse
from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.domain.disclosure import (
    ALLOWING,
    AgreementForm,
    Decision,
    InWorkContact,
    Scope,
    ToWhom,
    WhenTold,
    WhoTells,
    agreement_on,
    standing,
)
from ips_tui.domain.due import DueKind
from ips_tui.forms.disclosure import DisclosureAgreementEntry, DisclosureTalkEntry, DisclosureWithdrawalEntry
from ips_tui.ids import same_row_id
from ips_tui.records.derived import Obligation
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureEmployer, DisclosureTalk
from ips_tui.records.employers import Employer
from ips_tui.records.people import Participant
from ips_tui.store.drafts import DraftKey
from ips_tui.store.keeping import Writing

_FIELDS = (
    "decision",
    "decided_on",
    "pros_and_cons_on",
    "agreed_words",
    "never_words",
    "who_tells",
    "when_told",
    "to_whom",
    "adjustments",
    "agreement_form",
    "next_talk_on",
    "valid_until",
)


@dataclass(frozen=True)
class MaySay:
    """What may be said to employers about one person today, in the agreed words."""

    agreement_id: UUID | None
    decision: Decision
    allowed: bool
    why: str
    """Id of the sentence that says why not, `gate.<why>`; `in_force` when it is allowed."""
    decided_on: date | None = None
    agreed_words: str = ""
    never_words: str = ""
    adjustments: str = ""
    scope: Scope | None = None
    employers: tuple[str, ...] = ()
    in_work_contact: InWorkContact | None = None
    to_whom: tuple[str, ...] = ()
    who_tells: str = ""
    when_told: str = ""
    valid_until: date | None = None
    next_talk_on: date | None = None
    """The day agreed for the next talk."""
    next_talk_by: date | None = None
    """Where none is agreed, the day on which the team's rhythm asks for it (domain.md 6.6 F11)."""
    employer: str = ""
    """The employer that was asked about; empty where it was about employers at all."""

    @property
    def may_stand(self) -> bool:
        """Whether there is a decision that can be confirmed; after one was taken back only a new one can be made."""
        return self.agreement_id is not None and self.why != "withdrawn"


@dataclass(frozen=True)
class AgreementView:
    """One agreement as it was made, and whether the person took it back."""

    id: UUID
    decision: Decision
    decided_on: date
    pros_and_cons_on: date | None
    scope: Scope
    employers: tuple[str, ...]
    agreed_words: str
    never_words: str
    who_tells: WhoTells | None
    when_told: WhenTold | None
    to_whom: tuple[ToWhom, ...]
    adjustments: str
    in_work_contact: InWorkContact
    agreement_form: AgreementForm | None
    next_talk_on: date | None
    """As agreed then, or at the last talk since at which it was looked at again and stood."""
    valid_until: date | None
    withdrawn_on: date | None
    replaced_on: date | None
    """The day of the next decision, which counts since; None for the last one."""


def agreements(db: Session, participant_id: UUID) -> tuple[AgreementView, ...]:
    """A person's decisions about employers, the newest first."""
    rows = theirs(db, DisclosureAgreement, participant_id, DisclosureAgreement.decided_on)
    talks = theirs(db, DisclosureTalk, participant_id, DisclosureTalk.happened_on)
    found = []
    for place, row in enumerate(rows):
        replaced_on = rows[place + 1].decided_on if place + 1 < len(rows) else None
        again = [
            talk.next_on
            for talk in talks
            if row.decided_on <= talk.happened_on and (replaced_on is None or talk.happened_on < replaced_on)
        ]
        found.append(_agreement(db, row, again[-1] if again else row.next_talk_on, replaced_on))
    return tuple(reversed(found))


def _agreement(
    db: Session, row: DisclosureAgreement, next_talk_on: date | None, replaced_on: date | None
) -> AgreementView:
    named = (
        select(Employer.name)
        .join(DisclosureEmployer, DisclosureEmployer.employer_id == Employer.id)
        .where(DisclosureEmployer.agreement_id == row.id, ~DisclosureEmployer.removed)
    )
    return AgreementView(
        id=row.id,
        decision=row.decision,
        decided_on=row.decided_on,
        pros_and_cons_on=row.pros_and_cons_on,
        scope=row.scope,
        employers=tuple(db.scalars(named.order_by(Employer.name))),
        agreed_words=row.agreed_words or "",
        never_words=row.never_words or "",
        who_tells=row.who_tells,
        when_told=row.when_told,
        to_whom=row.to_whom,
        adjustments=row.adjustments or "",
        in_work_contact=row.in_work_contact,
        agreement_form=row.agreement_form,
        next_talk_on=next_talk_on,
        valid_until=row.valid_until,
        withdrawn_on=row.withdrawn_on,
        replaced_on=replaced_on,
    )


def record_agreement(
    desk: Desk, participant_id: UUID, entry: DisclosureAgreementEntry, *, draft: DraftKey | None = None
) -> UUID:
    """A decision with its own date; it replaces the earlier one from that day on, which stays as history.

    Raises BadEntry when the day lies ahead.
    """
    _not_ahead(desk, "decided_on", entry.decided_on)
    with desk.writing("agreement_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        allowing = entry.decision in ALLOWING
        agreement = writing.add(
            DisclosureAgreement,
            participant_id=participant_id,
            scope=entry.scope or Scope.NONE,
            in_work_contact=(entry.in_work_contact if allowing else None) or InWorkContact.NO,
            withdrawn_on=None,
            **{name: getattr(entry, name) for name in _FIELDS},
        )
        _name_employers(writing, agreement.id, entry.employers)
    return agreement.id


def _not_ahead(desk: Desk, field: str, day: date) -> None:
    if day > desk.clock.today():
        raise refuse(field, "problem.lies_ahead")


def _name_employers(writing: Writing, agreement_id: UUID, employers: tuple[UUID, ...]) -> None:
    for employer_id in dict.fromkeys(employers):
        writing.get(Employer, employer_id)
        row_id = same_row_id("disclosure_employer", agreement_id.hex, employer_id.hex)
        writing.add(DisclosureEmployer, id=row_id, agreement_id=agreement_id, employer_id=employer_id)


def record_talk(desk: Desk, participant_id: UUID, entry: DisclosureTalkEntry, *, draft: DraftKey | None = None) -> UUID:
    """The decision was looked at again and stands. Raises BadEntry when there is none, or the day lies ahead."""
    _not_ahead(desk, "happened_on", entry.happened_on)
    with desk.writing("disclosure_talk_recorded", draft=draft) as writing:
        writing.get(Participant, participant_id)
        known = agreements_of(writing.db, [participant_id]).get(participant_id, [])
        if agreement_on(known, entry.happened_on) is None:
            raise refuse("happened_on", "problem.no_decision_yet")
        return writing.add(DisclosureTalk, participant_id=participant_id, **dict(entry)).id


def withdraw(
    desk: Desk, agreement_id: UUID, entry: DisclosureWithdrawalEntry, *, draft: DraftKey | None = None
) -> UUID:
    """The person takes the agreement back: it ends on that day. Raises BadEntry for a day before it, or twice."""
    _not_ahead(desk, "withdrawn_on", entry.withdrawn_on)
    with desk.writing("agreement_withdrawn", draft=draft) as writing:
        agreement = writing.get(DisclosureAgreement, agreement_id)
        if agreement.withdrawn_on is not None:
            # A later day would make days allowed again on which nothing was agreed.
            raise refuse("withdrawn_on", "problem.already_withdrawn")
        if entry.withdrawn_on < agreement.decided_on:
            raise refuse("withdrawn_on", "problem.withdrawn_before_made")
        agreement.withdrawn_on = entry.withdrawn_on
    return agreement_id


def may_say(desk: Desk, participant_id: UUID, employer_id: UUID | None = None) -> MaySay:
    """What may be said to employers today, or to one of them."""
    with desk.reading() as db:
        said = may_say_on(db, participant_id, desk.clock.today(), employer_id)
        employer = None if employer_id is None else db.get(Employer, employer_id)
        return said if employer is None else replace(said, employer=employer.name)


def may_say_on(db: Session, participant_id: UUID, day: date, employer_id: UUID | None = None) -> MaySay:
    """What may be said to employers on a day, or to one of them."""
    known = agreements_of(db, [participant_id]).get(participant_id, [])
    answer = standing(known, day, employer_id)
    counted = answer.agreement
    if counted is None:
        return MaySay(None, Decision.NOT_DISCUSSED, False, "none_yet")
    row = db.get_one(DisclosureAgreement, counted.id)
    names = db.scalars(select(Employer.name).where(Employer.id.in_(counted.employers)).order_by(Employer.name)).all()
    again = db.scalars(
        select(DisclosureTalk)
        .where(DisclosureTalk.participant_id == participant_id, ~DisclosureTalk.removed)
        .order_by(DisclosureTalk.happened_on, DisclosureTalk.id)
    ).all()
    latest = again[-1] if again and again[-1].happened_on >= row.decided_on else None
    agreed = latest.next_on if latest else row.next_talk_on
    # What Today will ask for, so that both name the same day; an agreement taken back starts the rhythm anew.
    owed = db.scalar(
        select(Obligation.due_on).where(
            Obligation.subject_id == participant_id, Obligation.kind == DueKind.DISCLOSURE_TALK.value
        )
    )
    as_agreed = owed is None or owed == agreed
    return MaySay(
        agreement_id=row.id,
        decision=row.decision,
        allowed=answer.allowed,
        why=answer.why,
        decided_on=row.decided_on,
        agreed_words=row.agreed_words or "",
        never_words=row.never_words or "",
        adjustments=row.adjustments or "",
        scope=row.scope,
        employers=tuple(names),
        in_work_contact=row.in_work_contact,
        to_whom=tuple(word.value for word in row.to_whom),
        who_tells=row.who_tells.value if row.who_tells else "",
        when_told=row.when_told.value if row.when_told else "",
        valid_until=row.valid_until,
        next_talk_on=agreed if as_agreed else None,
        next_talk_by=None if as_agreed else owed,
    )
