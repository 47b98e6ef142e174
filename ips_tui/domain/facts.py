"""The frozen facts that rules look at; casework reads records into them, rules never see a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ips_tui.domain.contacts import AppointmentFor, AppointmentState, Mode, Result
from ips_tui.domain.disclosure import Agreement
from ips_tui.domain.employers import EmployerMode, MadeBy
from ips_tui.domain.four_weeks import ClockEnd, ClockStart, FourWeeks
from ips_tui.domain.stages import Stage
from ips_tui.domain.support import SupportRhythm


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
    """One review, and the date set at it for the next; a plan review names the plan that was looked at."""

    id: UUID
    on: date
    next_on: date | None
    plan: UUID | None = None


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
    employer: UUID | None = None


@dataclass(frozen=True)
class PlanFacts:
    """One action plan."""

    id: UUID
    made_on: date
    agreed: bool
    review_on: date | None


def agreed_plan(plans: Sequence[PlanFacts]) -> PlanFacts | None:
    """The latest plan that the person agreed to (F4); one made anew and not agreed yet leaves the one before."""
    return max((p for p in plans if p.agreed), key=lambda p: (p.made_on, p.id.int), default=None)


@dataclass(frozen=True)
class StepFacts:
    """One step that is still open and has a date, of the plan or beside it."""

    id: UUID
    due_on: date
    name: str = ""


@dataclass(frozen=True)
class TermsChangeFacts:
    """Hours or pay of a job changed on a day."""

    id: UUID
    from_on: date


@dataclass(frozen=True)
class JobFacts:
    """One job that was accepted and neither ended nor fell through."""

    id: UUID
    accepted_on: date
    start_on: date
    confirmed: bool
    """Whether its start with four paid hours was confirmed (F13)."""
    plan_agreed: bool
    """Whether its in-work support plan was agreed (F14)."""
    rhythm: SupportRhythm | None = None
    """The rhythm agreed in that plan (F15)."""
    next_set: tuple[date, date] | None = None
    """The day of the contact at which a day for the next was set last, and that day (F15)."""
    changes: tuple[TermsChangeFacts, ...] = ()
    confirmed_weeks: tuple[int, ...] = ()
    """Milestones that were confirmed by hand (F17)."""
    name: str = ""
    employer: UUID | None = None
    """The employer, where it is a record of ours."""
    employer_rhythm: SupportRhythm | None = None
    """How often the specialist is in touch with the employer, as that plan says (domain.md 4.8)."""


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
    profile_begun_on: date | None = None
    researched: bool = False
    """Whether labour market research is recorded (G2)."""
    information_talked: bool = False
    """Whether managing personal information was talked about: the talk itself, or a decision (G3)."""
    plans: tuple[PlanFacts, ...] = ()
    steps: tuple[StepFacts, ...] = ()
    searched_on: tuple[date, ...] = ()
    """Days of applications and interviews (F3)."""
    jobs: tuple[JobFacts, ...] = ()
    """Competitive jobs that are accepted or current (F4)."""
    benefits_on: tuple[date, ...] = ()
    """Days of benefits counselling (F18)."""
    closed_on: date | None = None
    """The day the case was closed, unless it was opened again."""
    received_on: date | None = None
    """The day the referral came in; None where only its acceptance is known."""

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
        """The day job seeking began: the first application, interview or employer contact about the person (F3)."""
        return min((*self.searched_on, *(c.on for c in self.employer_contacts)), default=None)

    def clock_from(self, reading: FourWeeks) -> date | None:
        """The day from which the search clock counts in that reading; None before it has come."""
        match reading.start:
            case ClockStart.RECEIVED:
                return self.received_on or self.accepted_on
            case ClockStart.ACCEPTED:
                return self.accepted_on
            case ClockStart.FIRST_SEEN:
                return None if self.first_seen is None else self.first_seen.on

    def clock_met_on(self, reading: FourWeeks) -> date | None:
        """The day on which the search clock stopped in that reading; None while it runs."""
        return self.first_search_on if reading.end is ClockEnd.SEARCH else self.first_employer_met_on

    @property
    def agreed_plan(self) -> PlanFacts | None:
        """The plan whose reviews are due."""
        return agreed_plan(self.plans)

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


@dataclass(frozen=True)
class HeldFacts:
    """The last supervision, meeting of the unit or field mentoring, and the day set at it for the next."""

    id: UUID
    on: date
    next_on: date | None


@dataclass(frozen=True)
class StaffFacts:
    """What rules may know of one member of staff; nothing is due of what was never held."""

    staff: UUID
    until_on: date | None = None
    """The last day of working here; nothing is due after it."""
    supervised: HeldFacts | None = None
    mentored: HeldFacts | None = None
    unit_met: HeldFacts | None = None
    """The unit's last meeting; it stands with one member of staff alone, a team leader."""
