"""Reads records into the frozen facts that rules look at: many participants in few queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from ips_tui.casework.later_facts import LATER, CaseRows, LaterFacts, rows_of
from ips_tui.casework.with_rows import Tables
from ips_tui.domain.contacts import AppointmentState, ClosedBy, TriedBy
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
from ips_tui.records.contacts import Appointment, ClinicalUpdate, Contact, Review
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureEmployer, DisclosureTalk
from ips_tui.records.employers import Employer, EmployerContact
from ips_tui.records.people import MainStage, Participant, Referral
from ips_tui.store.by_ids import among, handed


def _kept(db: Session, table: type[Participant] | type[Employer], ids: Sequence[UUID]) -> Sequence[UUID]:
    removed = set(db.connection().scalars(_removed(table, len(ids) == 1), handed(ids)))
    return [row_id for row_id in ids if row_id not in removed]


@cache
def _removed(table: type[Participant] | type[Employer], one: bool) -> Select[tuple[UUID]]:
    kept = table.__table__.columns
    return select(kept.id).where(among(kept.id, one=one), kept.removed)


_DECISION = (
    DisclosureAgreement.id,
    DisclosureAgreement.decided_on,
    DisclosureAgreement.decision,
    DisclosureAgreement.scope,
    DisclosureAgreement.in_work_contact,
    DisclosureAgreement.valid_until,
    DisclosureAgreement.withdrawn_on,
    DisclosureAgreement.next_talk_on,
    DisclosureAgreement.pros_and_cons_on,
)


def agreements_of(db: Session, ids: Sequence[UUID]) -> dict[UUID, list[Agreement]]:
    """The disclosure agreements of these participants, as the gate looks at them."""
    return _agreements(db, rows_of(db, ids, DisclosureAgreement.participant_id, *_DECISION))


def _agreements(db: Session, decisions: Mapping[UUID, Sequence[Row[Any]]]) -> dict[UUID, list[Agreement]]:
    made = [row.id for rows in decisions.values() for row in rows]
    named = rows_of(db, made, DisclosureEmployer.agreement_id, DisclosureEmployer.employer_id) if made else {}
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
                talked_through=row.pros_and_cons_on is not None,
            )
            for row in rows
        ]
        for participant, rows in decisions.items()
    }


def _appointment(row: Row[Any]) -> AppointmentFacts:
    missed = row.state is AppointmentState.MISSED and row.closed_by is ClosedBy.PARTICIPANT
    return AppointmentFacts(row.id, row.on, row.purpose, row.state, missed)


_APPOINTMENT = (Appointment.id, Appointment.on, Appointment.purpose, Appointment.state, Appointment.closed_by)


def _talks(
    decisions: Iterable[Row[Any]], again: Iterable[Row[Any]], at_first: Iterable[Row[Any]]
) -> tuple[TalkFacts, ...]:
    # The talk about personal information is the first about disclosure (domain.md 4.5 has "undecided" as a decision).
    talks = [TalkFacts(row.id, row.happened_on, None) for row in at_first]
    for row in decisions:
        # First, so that of a decision taken back on its own day the taking back counts.
        if row.withdrawn_on is not None:
            talks.append(TalkFacts(row.id, row.withdrawn_on, None))
        talks.append(TalkFacts(row.id, row.decided_on, row.next_talk_on))
    talks += [TalkFacts(row.id, row.happened_on, row.next_on) for row in again]
    return tuple(talks)


_MAY_BE_EMPTY: Tables = (
    *LATER,
    Appointment,
    ClinicalUpdate,
    Contact,
    DisclosureAgreement,
    DisclosureTalk,
    EmployerContact,
    Review,
)
"""What many a person has no rows in, of the tables that rules look at."""


def cases(db: Session, ids: Sequence[UUID]) -> tuple[CaseFacts, ...]:
    """The facts of these participants; one without a referral or stage has no case yet and is left out.

    So is one whose record was removed.
    """
    ids = _kept(db, Participant, ids)
    rows = CaseRows(db, ids, _MAY_BE_EMPTY)
    referrals = rows.of(Referral.participant_id, Referral.id, Referral.accepted_on, Referral.received_on)
    stages = rows.of(MainStage.participant_id, MainStage.id, MainStage.stage, MainStage.entered_on)
    contacts = rows.of(
        Contact.participant_id,
        Contact.id,
        Contact.happened_on,
        Contact.mode,
        Contact.result,
        Contact.stage,
        Contact.tried_by,
    )
    appointments = rows.of(Appointment.participant_id, *_APPOINTMENT)
    reviews = rows.of(Review.participant_id, Review.id, Review.contact_id, Review.next_on, Review.action_plan_id)
    met_on = {contact.id: contact.happened_on for theirs in contacts.values() for contact in theirs}
    updates = rows.of(
        ClinicalUpdate.participant_id, ClinicalUpdate.id, ClinicalUpdate.happened_on, ClinicalUpdate.stage
    )
    decisions = rows.of(DisclosureAgreement.participant_id, *_DECISION)
    agreements = _agreements(db, decisions)
    again = rows.of(
        DisclosureTalk.participant_id, DisclosureTalk.id, DisclosureTalk.happened_on, DisclosureTalk.next_on
    )
    employer_contacts = rows.of(
        EmployerContact.participant_id,
        EmployerContact.id,
        EmployerContact.happened_on,
        EmployerContact.mode,
        EmployerContact.made_by,
        EmployerContact.employer_id,
    )
    of = LaterFacts(rows, met_on)
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
                received_on=referral.received_on,
                stage=Stage(stage.stage),
                stage_entered_on=stage.entered_on,
                stage_source=stage.id,
                referral=referral.id,
                contacts=tuple(
                    ContactFacts(c.id, c.happened_on, c.mode, c.result, Stage(c.stage))
                    for c in contacts.get(participant, ())
                    # What the clinical team tried alone is no contact of ours; the ledger of outreach shows it.
                    if c.tried_by is not TriedBy.CLINICAL_STAFF
                ),
                appointments=tuple(_appointment(a) for a in appointments.get(participant, ())),
                reviews=tuple(
                    ReviewFacts(r.id, met_on[r.contact_id], r.next_on, r.action_plan_id)
                    for r in reviews.get(participant, ())
                    if r.contact_id in met_on
                ),
                clinical_updates=tuple(
                    ClinicalUpdateFacts(u.id, u.happened_on, Stage(u.stage)) for u in updates.get(participant, ())
                ),
                agreements=tuple(agreements.get(participant, ())),
                talks=_talks(
                    decisions.get(participant, ()), again.get(participant, ()), of.information_talks(participant)
                ),
                employer_contacts=tuple(
                    EmployerContactFacts(c.id, c.happened_on, c.mode, c.made_by, c.employer_id)
                    for c in employer_contacts.get(participant, ())
                ),
                profile_begun_on=of.profile_begun_on(participant),
                researched=of.researched(participant),
                information_talked=bool(of.information_talks(participant) or decisions.get(participant)),
                plans=of.plans(participant),
                steps=of.steps(participant),
                searched_on=of.searched_on(participant),
                jobs=of.jobs(participant),
                benefits_on=of.benefits_on(participant),
                closed_on=of.closed_on(participant),
            )
        )
    return tuple(found)


def employers(db: Session, ids: Sequence[UUID]) -> tuple[EmployerFacts, ...]:
    """The facts of these employers; one whose record was removed is left out."""
    ids = _kept(db, Employer, ids)
    visits = rows_of(
        db,
        ids,
        EmployerContact.employer_id,
        EmployerContact.id,
        EmployerContact.happened_on,
        EmployerContact.next_on,
    )
    appointments = rows_of(db, ids, Appointment.employer_id, Appointment.participant_id, *_APPOINTMENT)
    return tuple(
        EmployerFacts(
            employer=employer,
            visits=tuple(EmployerVisitFacts(v.id, v.happened_on, v.next_on) for v in visits.get(employer, ())),
            appointments=tuple(_appointment(a) for a in appointments.get(employer, ()) if a.participant_id is None),
        )
        for employer in ids
    )
