"""What happened with one person, row by row, as measures look at it: referrals, contacts, plans, search, support."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ips_tui.domain.benefits import BenefitsOccasion
from ips_tui.domain.closure import ClosureReason
from ips_tui.domain.contacts import ContactKind, Mode, Place, Result, TriedBy
from ips_tui.domain.disclosure import Decision
from ips_tui.domain.education import EducationStatus
from ips_tui.domain.employers import EmployerMode, MadeBy, MatchesPreferences, Purpose
from ips_tui.domain.engagement import PauseReason
from ips_tui.domain.job_search import ApplicationResult, Attended, JobRoute, SearchActivityKind
from ips_tui.domain.people import AssignmentRole, Programme, ReferralSource, WorkStatus
from ips_tui.domain.support import SupportTopic


@dataclass(frozen=True)
class Referred:
    """One referral; `on` is the day it was accepted, from which the person is on the books."""

    id: UUID
    on: date
    received_on: date
    work_status: WorkStatus
    source: ReferralSource | None = None
    programme: Programme | None = None


@dataclass(frozen=True)
class Closed:
    """One closing of the case, and the day it was opened again."""

    on: date
    reason: ClosureReason
    reopened_on: date | None = None


@dataclass(frozen=True)
class Met:
    """One contact with the person or an attempt at one, by a specialist."""

    id: UUID
    on: date
    mode: Mode
    result: Result
    kind: ContactKind
    staff: UUID
    place: Place | None = None
    minutes: int | None = None
    stage: int = 1
    session: UUID | None = None
    """The group session that it was."""
    tried_by: TriedBy | None = None

    @property
    def took_place(self) -> bool:
        """Whether it came about."""
        return self.result is Result.TOOK_PLACE


@dataclass(frozen=True)
class EmployerMet:
    """One contact with an employer; `person` is the participant it was about, None for a general one."""

    id: UUID
    on: date
    mode: EmployerMode
    made_by: MadeBy
    staff: UUID
    employer: UUID
    purpose: Purpose
    person: UUID | None = None
    matches: MatchesPreferences | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Studied:
    """Education or training. Its status is that of now; what counts is from which day to which it was (D14)."""

    name: str
    noted_on: date
    status: EducationStatus
    enrolled_on: date | None = None
    starts_on: date | None = None
    finished_on: date | None = None


@dataclass(frozen=True)
class Paused:
    """A time in which work together rests; said beside a figure and never subtracted (D16)."""

    on: date
    to_on: date | None
    reason: PauseReason


@dataclass(frozen=True)
class Planned:
    """One action plan; `smart` where an objective of it has a measure, a goal that it serves and a day."""

    id: UUID
    on: date
    agreed_on: date | None
    withdrawn_on: date | None = None
    smart: bool = False
    objectives: int = 0


@dataclass(frozen=True)
class Rated:
    """Satisfaction asked once, with the answers that are a figure from 0 to 10."""

    on: date
    ratings: tuple[int, ...]


@dataclass(frozen=True)
class Updated:
    """The clinical team was updated, in this stage."""

    on: date
    stage: int
    meeting: UUID | None = None


@dataclass(frozen=True)
class Counselled:
    """Benefits counselling."""

    on: date
    occasion: BenefitsOccasion
    job: UUID | None = None
    trained: bool | None = None


@dataclass(frozen=True)
class Supported:
    """What a contact about a job held."""

    on: date
    mode: Mode
    job: UUID
    topics: tuple[SupportTopic, ...] = ()
    satisfaction: int | None = None


@dataclass(frozen=True)
class Applied:
    """One application."""

    on: date
    route: JobRoute
    result: ApplicationResult
    matches: MatchesPreferences | None = None


@dataclass(frozen=True)
class Searched:
    """Something done, or meant to be done, to find work."""

    on: date
    kind: SearchActivityKind
    attended: Attended


@dataclass(frozen=True)
class Decided:
    """A decision about what employers may be told."""

    on: date
    decision: Decision
    pros_and_cons_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class Staged:
    """The main stage entered on a day."""

    on: date
    stage: int


@dataclass(frozen=True)
class Assigned:
    """A specialist responsible for the person, or covering; `on` is the first day."""

    on: date
    staff: UUID
    role: AssignmentRole
    to_on: date | None = None
