"""What a colleague must know who takes over: promises, employers, what helps and what to leave (exchange.md 3, 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ips_tui.casework.case import CaseView, case
from ips_tui.casework.in_work_gate import gate_without_them
from ips_tui.casework.session import Desk
from ips_tui.casework.theirs import theirs
from ips_tui.domain.action_plan import StepStatus, StepWho
from ips_tui.domain.contacts import Result
from ips_tui.domain.employers import Warmth, times_met, warmth
from ips_tui.domain.leads import LeadAnswer
from ips_tui.records.contacts import Contact, Review
from ips_tui.records.employers import Employer, EmployerContact
from ips_tui.records.leads import Lead, LeadOffer
from ips_tui.records.people import CareCoordinator, ClinicalTeam, Participant
from ips_tui.records.profile import Preferences
from ips_tui.records.support import FollowAlongContact


@dataclass(frozen=True)
class Promise:
    """Something the person or an employer was told would happen; `by` is None where no day was said."""

    kind: str
    """`hand_over.promise.<kind>` in the word pack: `step`, `employer`, `lead`, `to_do`."""
    what: str
    by: date | None
    whom: str = ""


@dataclass(frozen=True)
class EmployerTie:
    """An employer that was spoken to about the person, by us or by themselves."""

    name: str
    site: str
    warmth: Warmth
    """How well the team knows them, whoever it was about."""
    contacts: int
    """About this person."""
    last_on: date
    result: str
    may_speak: bool
    """Whether they may be spoken to about the person today."""


@dataclass(frozen=True)
class HandOver:
    """One person's brief beside what their page shows."""

    case: CaseView
    promises: tuple[Promise, ...]
    """Those with a day first, the nearest first."""
    employers: tuple[EmployerTie, ...]
    """The last spoken to first."""
    coordinator_telephone: str
    team_telephone: str
    not_with: str
    """People and places they do not want to work with."""
    to_try: str
    """What the last review said will be tried."""
    noted: tuple[date, str] | None
    """What was written last of a contact that took place, and its day."""


def hand_over(desk: Desk, participant_id: UUID) -> HandOver:
    """One person's brief as it stands today. Raises LookupError for an unknown participant, and a StoreProblem."""
    view = case(desk, participant_id)
    with desk.reading() as db:
        person = db.get_one(Participant, participant_id)
        coordinator = db.get(CareCoordinator, person.care_coordinator_id) if person.care_coordinator_id else None
        team = db.get(ClinicalTeam, person.clinical_team_id) if person.clinical_team_id else None
        wishes = theirs(db, Preferences, participant_id)
        met = theirs(db, Contact, participant_id, Contact.happened_on, newest_first=True)
        held = [contact for contact in met if contact.result is Result.TOOK_PLACE]
        on = {contact.id: contact.happened_on for contact in met}
        reviews = [review for review in theirs(db, Review, participant_id) if review.to_try]
        last = max(reviews, key=lambda review: (on.get(review.contact_id, date.min), review.id.int), default=None)
        promises = (*_steps(view), *_employers_told(db, participant_id), *_offers(db, participant_id))
        promises = (*promises, *_to_do(db, participant_id, on))
        return HandOver(
            case=view,
            promises=tuple(sorted(promises, key=lambda one: (one.by is None, one.by or date.max))),
            employers=_ties(db, participant_id, desk.clock.today()),
            coordinator_telephone=(coordinator.telephone if coordinator else None) or "",
            team_telephone=(team.telephone if team else None) or "",
            not_with=(wishes[-1].not_with if wishes else None) or "",
            to_try=(last.to_try if last else None) or "",
            noted=next(((contact.happened_on, contact.summary) for contact in held if contact.summary), None),
        )


def _steps(view: CaseView) -> list[Promise]:
    """Open steps that the specialist took on, of the plan that counts and beside it."""
    plan = view.stages.counting or view.stages.plan
    steps = (*(plan.steps if plan else ()), *view.stages.beside)
    own = [step for step in steps if step.status is StepStatus.OPEN and step.who == StepWho.SPECIALIST]
    return [Promise("step", step.name, step.due_on) for step in own]


def _employers_told(db: Session, participant_id: UUID) -> list[Promise]:
    """What was agreed with employers at the last contact with each about the person."""
    rows = db.execute(
        select(EmployerContact, Employer.name)
        .join(Employer, Employer.id == EmployerContact.employer_id)
        .where(EmployerContact.participant_id == participant_id, ~EmployerContact.removed)
        .order_by(EmployerContact.happened_on, EmployerContact.id)
    )
    last = {contact.employer_id: (contact, name) for contact, name in rows}
    return [
        Promise("employer", contact.next_step or "", contact.next_on, name)
        for contact, name in last.values()
        if contact.next_step or contact.next_on
    ]


def _offers(db: Session, participant_id: UUID) -> list[Promise]:
    """Leads the person was told of and wants, or thinks about, as long as the work is there."""
    rows = db.execute(
        select(LeadOffer, Lead.name)
        .join(Lead, Lead.id == LeadOffer.lead_id)
        .where(LeadOffer.participant_id == participant_id, ~LeadOffer.removed, ~Lead.removed, Lead.gone_on.is_(None))
        .order_by(LeadOffer.happened_on, LeadOffer.id)
    )
    last = {offer.lead_id: (offer, name) for offer, name in rows}
    waiting = (LeadAnswer.INTERESTED, LeadAnswer.THINKING)
    return [Promise("lead", name, None) for offer, name in last.values() if offer.answer in waiting]


def _to_do(db: Session, participant_id: UUID, on: dict[UUID, date]) -> list[Promise]:
    """What the last contact about a job left to be done."""
    held = theirs(db, FollowAlongContact, participant_id)
    last = max(held, key=lambda row: (on.get(row.contact_id, date.min), row.id.int), default=None)
    return [] if last is None or not last.to_do else [Promise("to_do", last.to_do, last.next_on)]


def _ties(db: Session, participant_id: UUID, today: date) -> tuple[EmployerTie, ...]:
    rows = db.scalars(
        select(EmployerContact)
        .where(EmployerContact.participant_id == participant_id, ~EmployerContact.removed)
        .order_by(EmployerContact.happened_on, EmployerContact.id)
    ).all()
    about: dict[UUID, list[EmployerContact]] = {}
    for row in rows:
        about.setdefault(row.employer_id, []).append(row)
    everybody: dict[UUID, list[EmployerContact]] = {}
    for contact in db.scalars(
        select(EmployerContact).where(EmployerContact.employer_id.in_(list(about)), ~EmployerContact.removed)
    ):
        everybody.setdefault(contact.employer_id, []).append(contact)
    found = []
    for employer_id, contacts in about.items():
        employer = db.get_one(Employer, employer_id)
        gate = gate_without_them(db, participant_id, employer_id, today)
        met = times_met((contact.mode, contact.made_by) for contact in everybody[employer_id])
        last = contacts[-1]
        found.append(
            EmployerTie(
                employer.name,
                employer.site or "",
                warmth(met),
                len(contacts),
                last.happened_on,
                last.result,
                gate.allowed,
            )
        )
    return tuple(sorted(found, key=lambda tie: tie.last_on, reverse=True))
