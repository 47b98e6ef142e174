"""The search for work: activities, applications and interviews (domain.md 4.7)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import job_search as choices
from ips_tui.domain.employers import MatchesPreferences
from ips_tui.records.base import Guid, Record, Word


class SearchActivity(Record):
    """Something done to find work, and what came of it."""

    __tablename__ = "search_activity"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    kind: Mapped[choices.SearchActivityKind] = mapped_column(Word(choices.SearchActivityKind))
    attended: Mapped[choices.Attended] = mapped_column(Word(choices.Attended))
    moved_to: Mapped[date | None] = mapped_column(Date)
    """The day it was moved to."""
    what_came: Mapped[str | None] = mapped_column(Text)


class Application(Record):
    """An application for a job; the employer need not be one of ours."""

    __tablename__ = "application"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    made_on: Mapped[date] = mapped_column(Date)
    name: Mapped[str] = mapped_column(Text)
    """The role applied for."""
    employer_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    employer_name: Mapped[str | None] = mapped_column(Text)
    route: Mapped[choices.JobRoute] = mapped_column(Word(choices.JobRoute))
    result: Mapped[choices.ApplicationResult] = mapped_column(Word(choices.ApplicationResult))
    matches_preferences: Mapped[MatchesPreferences | None] = mapped_column(Word(MatchesPreferences))
    offered_on: Mapped[date | None] = mapped_column(Date)
    offer: Mapped[str | None] = mapped_column(Text)
    """What was offered: hours, pay, the start."""
    answer_by: Mapped[date | None] = mapped_column(Date)
    cv_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("cv.id"), index=True)
    """The curriculum vitae that was sent."""
    note: Mapped[str | None] = mapped_column(Text)


class Interview(Record):
    """An interview: prepared for, held, and what the employer said."""

    __tablename__ = "interview"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    application_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("application.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    employer_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    specialist_there: Mapped[bool | None]
    """Whether the specialist was there too; only under an agreement in force that day (G4)."""
    agreement_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("disclosure_agreement.id"), index=True)
    preparation: Mapped[str | None] = mapped_column(Text)
    support_there: Mapped[str | None] = mapped_column(Text)
    feedback: Mapped[str | None] = mapped_column(Text)
