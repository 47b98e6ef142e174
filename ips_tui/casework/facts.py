"""Reads records into the frozen facts that rules look at: many participants in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.domain.contacts import AppointmentState, ClosedBy
from ips_tui.domain.disclosure import Agreement
from ips_tui.domain.facts import (
    AppointmentFacts,
    CaseFacts,
    ClinicalUpdateFacts,
    ContactFacts,
    EmployerContactFacts,
    EmployerFacts,
    EmployerVisitFacts,
    ReviewFacts,
    TalkFacts,
)
from ips_tui.domain.stages import Stage
from ips_tui.records.base import Record
from ips_tui.records.contacts import Appointment, ClinicalUpdate, Contact, Review
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureEmployer, DisclosureTalk
from ips_tui.records.employers import EmployerContact
from ips_tui.records.people import MainStage, Referral

RecordT = TypeVar("RecordT", bound=Record)


def _of(db: Session, table: type[RecordT], column: Any, ids: Sequence[UUID]) -> dict[UUID, list[RecordT]]:
    """The kept rows of a table, by the id in `column`, oldest id first."""
    found: dict[UUID, list[RecordT]] = defaultdict(list)
    for row in db.scalars(select(table).where(column.in_(ids), ~table.removed).order_by(table.id)):
        found[getattr(row, column.key)].append(row)
    return found


def agreements_of(db: Session, ids: Sequence[UUID]) -> dict[UUID, list[Agreement]]:
    """The disclosure agreements of these participants, as the gate looks at them."""
    agreements = _of(db, DisclosureAgreement, DisclosureAgreement.participant_id, ids)
    named = _of(
        db,
        DisclosureEmployer,
        DisclosureEmployer.agreement_id,
        [agreement.id for rows in agreements.values() for agreement in rows],
    )
    return {
        participant: [
            Agreement(
                id=row.id,
                decided_on=row.decided_on,
                decision=row.decision,
                scope=row.scope,
                employers=frozenset(link.employer_id for link in named.get(row.id, ())),
                in_work_contact=row.in_work_contact,
                valid_until=row.valid_until,
                withdrawn_on=row.withdrawn_on,
            )
            for row in rows
        ]
        for participant, rows in agreements.items()
    }


def _appointment(row: Appointment) -> AppointmentFacts:
    missed = row.state is AppointmentState.MISSED and row.closed_by is ClosedBy.PARTICIPANT
    return AppointmentFacts(row.id, row.on, row.purpose, row.state, missed)


def _talks(agreements: Iterable[DisclosureAgreement], again: Iterable[DisclosureTalk]) -> tuple[TalkFacts, ...]:
    talks = [TalkFacts(row.id, row.decided_on, row.next_talk_on) for row in agreements]
    talks += [TalkFacts(row.id, row.withdrawn_on, None) for row in agreements if row.withdrawn_on is not None]
    talks += [TalkFacts(row.id, row.happened_on, row.next_on) for row in again]
    return tuple(talks)


def cases(db: Session, ids: Sequence[UUID]) -> tuple[CaseFacts, ...]:
    """The facts of these participants; one without a referral or stage has no case yet and is left out."""
    referrals = _of(db, Referral, Referral.participant_id, ids)
    stages = _of(db, MainStage, MainStage.participant_id, ids)
    contacts = _of(db, Contact, Contact.participant_id, ids)
    appointments = _of(db, Appointment, Appointment.participant_id, ids)
    reviews = _of(db, Review, Review.participant_id, ids)
    met_on = {contact.id: contact.happened_on for rows in contacts.values() for contact in rows}
    updates = _of(db, ClinicalUpdate, ClinicalUpdate.participant_id, ids)
    decisions = _of(db, DisclosureAgreement, DisclosureAgreement.participant_id, ids)
    agreements = agreements_of(db, ids)
    again = _of(db, DisclosureTalk, DisclosureTalk.participant_id, ids)
    employer_contacts = _of(db, EmployerContact, EmployerContact.participant_id, ids)
    found = []
    for participant in ids:
        if not referrals.get(participant) or not stages.get(participant):
            continue
        referral = max(referrals[participant], key=lambda r: (r.accepted_on, r.id.int))
        stage = max(stages[participant], key=lambda s: (s.entered_on, s.id.int))
        found.append(
            CaseFacts(
                participant=participant,
                accepted_on=referral.accepted_on,
                stage=Stage(stage.stage),
                stage_entered_on=stage.entered_on,
                stage_source=stage.id,
                referral=referral.id,
                contacts=tuple(
                    ContactFacts(c.id, c.happened_on, c.mode, c.result, Stage(c.stage))
                    for c in contacts.get(participant, ())
                ),
                appointments=tuple(_appointment(a) for a in appointments.get(participant, ())),
                reviews=tuple(
                    ReviewFacts(r.id, met_on[r.contact_id], r.next_on)
                    for r in reviews.get(participant, ())
                    if r.contact_id in met_on
                ),
                clinical_updates=tuple(
                    ClinicalUpdateFacts(u.id, u.happened_on, Stage(u.stage)) for u in updates.get(participant, ())
                ),
                agreements=tuple(agreements.get(participant, ())),
                talks=_talks(decisions.get(participant, ()), again.get(participant, ())),
                employer_contacts=tuple(
                    EmployerContactFacts(c.id, c.happened_on, c.mode, c.made_by)
                    for c in employer_contacts.get(participant, ())
                ),
            )
        )
    return tuple(found)


def employers(db: Session, ids: Sequence[UUID]) -> tuple[EmployerFacts, ...]:
    """The facts of these employers."""
    visits = _of(db, EmployerContact, EmployerContact.employer_id, ids)
    appointments = _of(db, Appointment, Appointment.employer_id, ids)
    return tuple(
        EmployerFacts(
            employer=employer,
            visits=tuple(EmployerVisitFacts(v.id, v.happened_on, v.next_on) for v in visits.get(employer, ())),
            appointments=tuple(_appointment(a) for a in appointments.get(employer, ()) if a.participant_id is None),
        )
        for employer in ids
    )
