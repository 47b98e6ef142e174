"""Jobs: accepted, begun, changed, away from, ended (domain.md 4.7, 4.9)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import jobs as choices
from ips_tui.domain.job_search import JobRoute
from ips_tui.domain.money import Money
from ips_tui.domain.profile import JobType
from ips_tui.records.base import Amount, Guid, Record, WeeklyHours, Word, Words


class Job(Record):
    """A job that was accepted, or held when the person was referred; several at once are several rows."""

    __tablename__ = "job"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    """The job's title."""
    job_type: Mapped[JobType] = mapped_column(Word(JobType))
    employer_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    employer_name: Mapped[str | None] = mapped_column(Text)
    line_manager: Mapped[str | None] = mapped_column(Text)
    held_at_referral: Mapped[bool]
    accepted_on: Mapped[date | None] = mapped_column(Date)
    start_on: Mapped[date | None] = mapped_column(Date)
    four_hours_on: Mapped[date | None] = mapped_column(Date)
    """The day by which four paid hours were worked; it confirms the start (domain.md 6.6 F13)."""
    fell_through_on: Mapped[date | None] = mapped_column(Date)
    """The day it was known that the job would not start."""
    open_to_all: Mapped[bool | None]
    minimum_wage: Mapped[bool | None]
    same_pay: Mapped[bool | None]
    permanence: Mapped[choices.Permanence | None] = mapped_column(Word(choices.Permanence))
    how_found: Mapped[JobRoute | None] = mapped_column(Word(JobRoute))
    matches: Mapped[choices.JobMatches | None] = mapped_column(Word(choices.JobMatches))
    shift_pattern: Mapped[str | None] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    travel_mode: Mapped[choices.TravelMode | None] = mapped_column(Word(choices.TravelMode))
    travel_minutes: Mapped[int | None]
    reported_on: Mapped[date | None] = mapped_column(Date)
    """The day the benefit office was told."""
    agreement_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("disclosure_agreement.id"), index=True)
    """The disclosure agreement in force when the job was accepted."""
    without_plan_why: Mapped[str | None] = mapped_column(Text)
    without_benefits_why: Mapped[str | None] = mapped_column(Text)


class JobTerms(Record):
    """Hours, pay and duties from a day on; a change is a new row, never an edit (domain.md 6.6 D20)."""

    __tablename__ = "job_terms"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    job_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("job.id"), index=True)
    from_on: Mapped[date] = mapped_column(Date)
    hours: Mapped[Decimal | None] = mapped_column(WeeklyHours)
    pay: Mapped[Money | None] = mapped_column(Amount)
    pay_period: Mapped[choices.PayPeriod | None] = mapped_column(Word(choices.PayPeriod))
    duties: Mapped[str | None] = mapped_column(Text)
    first: Mapped[bool]
    """Whether these are the terms it began with; only later ones are a change (F18)."""


class Absence(Record):
    """Days away from work, in neutral words."""

    __tablename__ = "absence"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    job_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("job.id"), index=True)
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[choices.AbsenceReason] = mapped_column(Word(choices.AbsenceReason))


class Milestone(Record):
    """It was confirmed that a job lasts at a milestone. Its id follows from job and weeks."""

    __tablename__ = "milestone"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    job_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("job.id"), index=True)
    weeks: Mapped[int]
    confirmed_on: Mapped[date] = mapped_column(Date)


class JobEnding(Record):
    """How a job ended, told without blame, and what was learnt."""

    __tablename__ = "job_ending"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    job_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("job.id"), index=True)
    last_day_on: Mapped[date] = mapped_column(Date)
    learnt_on: Mapped[date] = mapped_column(Date)
    contacted_on: Mapped[date | None] = mapped_column(Date)
    how: Mapped[choices.EndedHow] = mapped_column(Word(choices.EndedHow))
    reasons: Mapped[tuple[choices.EndingReason, ...]] = mapped_column(Words(choices.EndingReason))
    persons_view: Mapped[str | None] = mapped_column(Text)
    employers_view: Mapped[str | None] = mapped_column(Text)
    employers_view_on: Mapped[date | None] = mapped_column(Date)
    specialists_view: Mapped[str | None] = mapped_column(Text)
    learnt: Mapped[str | None] = mapped_column(Text)
    differently: Mapped[str | None] = mapped_column(Text)
    new_search: Mapped[choices.NewSearch] = mapped_column(Word(choices.NewSearch))
    new_search_on: Mapped[date | None] = mapped_column(Date)
    benefits_informed_on: Mapped[date | None] = mapped_column(Date)
