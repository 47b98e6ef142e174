"""The frozen facts that rules look at; casework reads records into them, rules never see a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ips_tui.domain.contacts import AppointmentFor, AppointmentState, Mode, Result
from ips_tui.domain.disclosure import Agreement
from ips_tui.domain.employers import EmployerMode, MadeBy
from ips_tui.domain.stages import Stage


@dataclass(frozen=True)
class ContactFacts:
    """One contact with the person, or an attempt at one."""

    id: UUID
    on: date
    mode: Mode
    result: Result
    stage: Stage


@dataclass(frozen=True)
class AppointmentFacts:
    """One appointment."""

    id: UUID
    on: date
    purpose: AppointmentFor
    state: AppointmentState
    missed_by_person: bool = False


@dataclass(frozen=True)
class ReviewFacts:
    """One review, and the date set at it for the next."""

    id: UUID
    on: date
    next_on: date | None


@dataclass(frozen=True)
class ClinicalUpdateFacts:
    """One update of the clinical team, with the stage it served."""

    id: UUID
    on: date
    stage: Stage


@dataclass(frozen=True)
class TalkFacts:
    """One talk about disclosure: a decision, or a decision looked at again."""

    id: UUID
    on: date
    next_on: date | None


@dataclass(frozen=True)
class EmployerContactFacts:
    """One employer contact about this person."""

    id: UUID
    on: date
    mode: EmployerMode
    made_by: MadeBy


@dataclass(frozen=True)
class CaseFacts:
    """What rules may know of one participant's case."""

    participant: UUID
    accepted_on: date
    stage: Stage
    stage_entered_on: date
    stage_source: UUID
    referral: UUID
    contacts: tuple[ContactFacts, ...] = ()
    appointments: tuple[AppointmentFacts, ...] = ()
    reviews: tuple[ReviewFacts, ...] = ()
    clinical_updates: tuple[ClinicalUpdateFacts, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    talks: tuple[TalkFacts, ...] = ()
    employer_contacts: tuple[EmployerContactFacts, ...] = ()

    @property
    def took_place(self) -> tuple[ContactFacts, ...]:
        """The contacts that took place."""
        return tuple(c for c in self.contacts if c.result is Result.TOOK_PLACE)

    @property
    def last_contact_on(self) -> date | None:
        """The last day something took place with the person: a contact, or a talk about disclosure."""
        return max([c.on for c in self.took_place] + [t.on for t in self.talks], default=None)

    @property
    def first_seen(self) -> ContactFacts | None:
        """The first face-to-face contact that took place (domain.md 6.6 S2)."""
        return min(
            (c for c in self.took_place if c.mode is Mode.FACE_TO_FACE),
            key=lambda c: (c.on, c.id.int),
            default=None,
        )

    @property
    def first_search_on(self) -> date | None:
        """The day job seeking began: the first employer contact about the person, by either side (F3)."""
        return min((c.on for c in self.employer_contacts), default=None)

    @property
    def first_employer_met_on(self) -> date | None:
        """The first face-to-face employer contact about the person, by either side (D17)."""
        met = (c.on for c in self.employer_contacts if c.mode is EmployerMode.FACE_TO_FACE)
        return min(met, default=None)


@dataclass(frozen=True)
class EmployerVisitFacts:
    """One contact with an employer, whoever it was about."""

    id: UUID
    on: date
    next_on: date | None


@dataclass(frozen=True)
class EmployerFacts:
    """What rules may know of one employer."""

    employer: UUID
    visits: tuple[EmployerVisitFacts, ...] = ()
    appointments: tuple[AppointmentFacts, ...] = ()
