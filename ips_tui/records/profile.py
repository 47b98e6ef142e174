"""The vocational profile, what was found out about the work, and the goal (domain.md 4.3)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import profile as choices
from ips_tui.domain.action_plan import StepWho
from ips_tui.domain.disclosure import Decision
from ips_tui.domain.employers import Sector
from ips_tui.domain.job_search import JobRoute
from ips_tui.domain.jobs import EndingReason
from ips_tui.domain.money import Money
from ips_tui.records.base import Amount, Guid, Record, WeeklyHours, Word, Words


class VocationalProfile(Record):
    """One version of a person's profile; it is brought up to date as a new version, the old ones stay."""

    __tablename__ = "vocational_profile"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    version: Mapped[int]
    begun_on: Mapped[date] = mapped_column(Date)
    why: Mapped[str | None] = mapped_column(Text)
    occasion: Mapped[choices.ProfileOccasion | None] = mapped_column(Word(choices.ProfileOccasion))
    job_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("job.id"), index=True)
    """The job whose start or ending made it needed."""


class QuestionSet(Record):
    """The wording of a question set in use, so that answers stay readable anywhere.

    Its id follows from name, version and wording: laptops whose questions differ keep a row each.
    """

    __tablename__ = "question_set"
    name: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    wording: Mapped[str] = mapped_column(Text)


class Answer(Record):
    """One answer to an open question, or why there is none. Its id follows from profile and question."""

    __tablename__ = "answer"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    vocational_profile_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("vocational_profile.id"), index=True)
    question_set_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("question_set.id"), index=True)
    question: Mapped[str] = mapped_column(Text)
    state: Mapped[choices.AnswerState | None] = mapped_column(Word(choices.AnswerState))
    value: Mapped[str | None] = mapped_column(Text)


class Licence(Record):
    """A licence or certificate."""

    __tablename__ = "licence"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    kind: Mapped[choices.LicenceKind] = mapped_column(Word(choices.LicenceKind))
    name: Mapped[str | None] = mapped_column(Text)
    expires_on: Mapped[date | None] = mapped_column(Date)


class PastJob(Record):
    """A job before IPS, as the person remembers it; when it was is told in their words."""

    __tablename__ = "past_job"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    title: Mapped[str] = mapped_column(Text)
    employer_name: Mapped[str | None] = mapped_column(Text)
    started: Mapped[str | None] = mapped_column(Text)
    ended: Mapped[str | None] = mapped_column(Text)
    hours: Mapped[Decimal | None] = mapped_column(WeeklyHours)
    pay: Mapped[str | None] = mapped_column(Text)
    duties: Mapped[str | None] = mapped_column(Text)
    how_found: Mapped[JobRoute | None] = mapped_column(Word(JobRoute))
    liked: Mapped[str | None] = mapped_column(Text)
    disliked: Mapped[str | None] = mapped_column(Text)
    why_left: Mapped[tuple[EndingReason, ...]] = mapped_column(Words(EndingReason))
    helped: Mapped[str | None] = mapped_column(Text)


class Preferences(Record):
    """What work a person wants, coded so that jobs and employers can be matched. One row a person, by its id."""

    __tablename__ = "preferences"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    sectors: Mapped[tuple[Sector, ...]] = mapped_column(Words(Sector))
    tasks: Mapped[str | None] = mapped_column(Text)
    fewest_hours: Mapped[Decimal | None] = mapped_column(WeeklyHours)
    most_hours: Mapped[Decimal | None] = mapped_column(WeeklyHours)
    times: Mapped[tuple[choices.WorkTime, ...]] = mapped_column(Words(choices.WorkTime))
    pace: Mapped[choices.WorkPace | None] = mapped_column(Word(choices.WorkPace))
    public_contact: Mapped[choices.PublicContact | None] = mapped_column(Word(choices.PublicContact))
    surroundings: Mapped[choices.Surroundings | None] = mapped_column(Word(choices.Surroundings))
    most_travel_minutes: Mapped[int | None]
    pay_floor: Mapped[Money | None] = mapped_column(Amount)
    not_with: Mapped[str | None] = mapped_column(Text)


class Barrier(Record):
    """Something in the way of work, and what is being done about it."""

    __tablename__ = "barrier"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    kind: Mapped[choices.BarrierKind] = mapped_column(Word(choices.BarrierKind))
    what: Mapped[str | None] = mapped_column(Text)
    being_done: Mapped[str | None] = mapped_column(Text)
    by_whom: Mapped[StepWho | None] = mapped_column(Word(StepWho))
    since_on: Mapped[date | None] = mapped_column(Date)
    state: Mapped[choices.BarrierState] = mapped_column(Word(choices.BarrierState))


class SkillGap(Record):
    """A skill that is missing, how it is bridged, and the quickest route (seed 001)."""

    __tablename__ = "skill_gap"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    gap: Mapped[str] = mapped_column(Text)
    bridge: Mapped[str | None] = mapped_column(Text)
    quickest_route: Mapped[str | None] = mapped_column(Text)


class ProfileSource(Record):
    """Who gave information for the profile, and since when the person allows it."""

    __tablename__ = "profile_source"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    kind: Mapped[choices.ProfileSourceKind] = mapped_column(Word(choices.ProfileSourceKind))
    who: Mapped[str | None] = mapped_column(Text)
    permission_on: Mapped[date | None] = mapped_column(Date)


class LabourMarketResearch(Record):
    """What was found out about a kind of work (G2)."""

    __tablename__ = "labour_market_research"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    talked_through_on: Mapped[date | None] = mapped_column(Date)
    role: Mapped[str] = mapped_column(Text)
    sources: Mapped[tuple[choices.ResearchSource, ...]] = mapped_column(Words(choices.ResearchSource))
    demand: Mapped[str | None] = mapped_column(Text)
    requirements: Mapped[str | None] = mapped_column(Text)
    pay: Mapped[str | None] = mapped_column(Text)
    hours: Mapped[str | None] = mapped_column(Text)
    travel: Mapped[str | None] = mapped_column(Text)
    hidden_market: Mapped[str | None] = mapped_column(Text)
    conclusion: Mapped[str] = mapped_column(Text)
    goal_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("goal.id"), index=True)


class PersonalInformationTalk(Record):
    """The talk about managing personal information at work (G3), and what the person wished at first."""

    __tablename__ = "personal_information_talk"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    first_wish: Mapped[Decision | None] = mapped_column(Word(Decision))
    note: Mapped[str | None] = mapped_column(Text)


class Goal(Record):
    """A vocational goal; a changed goal is a new version. A gate passed keeps its reason (G2, G3)."""

    __tablename__ = "goal"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    version: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    job_type: Mapped[choices.JobType] = mapped_column(Word(choices.JobType))
    agreed_on: Mapped[date] = mapped_column(Date)
    without_research_why: Mapped[str | None] = mapped_column(Text)
    without_talk_why: Mapped[str | None] = mapped_column(Text)
