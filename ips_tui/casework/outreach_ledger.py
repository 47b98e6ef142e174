"""The outreach ledger: which ways of reaching a person were tried, by whom and when (domain.md 3.2 item 25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.people import consents
from ips_tui.casework.session import Desk
from ips_tui.domain.contacts import AppointmentState, ClosedBy, ContactKind, Result, TriedBy
from ips_tui.domain.outreach import Strategy, StrategyTried, Try, strategies
from ips_tui.domain.people import ConsentAbout, ConsentState
from ips_tui.records.contacts import Appointment, Contact
from ips_tui.records.people import Staff


@dataclass(frozen=True)
class OutreachLedger:
    """The six strategies as they stand, and what hinders one of them."""

    strategies: tuple[StrategyTried, ...]
    family_refused_on: date | None
    """The day since which the person does not want their family contacted; then it is no way to try."""

    @property
    def tried(self) -> int:
        """How many of the six were tried."""
        return sum(one.tried for one in self.strategies)

    @property
    def attempts(self) -> int:
        """Tries that reached nobody, or were made to reach somebody who had gone quiet."""
        return sum(len(one.times) for one in self.strategies if one.strategy is Strategy.ATTEMPTS_NOTED)


def ledger(desk: Desk, participant_id: UUID) -> OutreachLedger:
    """The ledger of one participant."""
    with desk.reading() as db:
        return ledger_of(db, participant_id)


def ledger_of(db: Session, participant_id: UUID) -> OutreachLedger:
    """The ledger of one participant, inside a reading."""
    names: dict[UUID, str] = {row[0]: row[1] for row in db.execute(select(Staff.id, Staff.name))}
    family = consents(db, participant_id).get(ConsentAbout.FAMILY)
    refused = family is not None and family.state is not ConsentState.GIVEN
    return OutreachLedger(
        strategies((*_contacts(db, participant_id, names), *_missed(db, participant_id, names))),
        family.said_on if family is not None and refused else None,
    )


def _contacts(db: Session, participant_id: UUID, names: dict[UUID, str]) -> list[Try]:
    query = select(Contact).where(Contact.participant_id == participant_id, ~Contact.removed)
    return [
        Try(
            row.id,
            row.happened_on,
            names.get(row.staff_id, ""),
            row.kind,
            row.mode,
            row.place,
            row.result,
            row.together_with or (),
            row.tried_by or TriedBy.SPECIALIST,
        )
        for row in db.scalars(query)
    ]


def _missed(db: Session, participant_id: UUID, names: dict[UUID, str]) -> list[Try]:
    """Appointments that the person missed; where they became a contact, that one stands for them."""
    query = select(Appointment).where(
        Appointment.participant_id == participant_id,
        Appointment.state == AppointmentState.MISSED,
        Appointment.closed_by == ClosedBy.PARTICIPANT,
        Appointment.contact_id.is_(None),
        ~Appointment.removed,
    )
    return [
        Try(row.id, row.on, names.get(row.staff_id, ""), ContactKind.OTHER, row.mode, None, Result.NO_SHOW)
        for row in db.scalars(query)
    ]
