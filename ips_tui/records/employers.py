"""Employers with their sites and people, the contacts with them, and their weekly review (domain.md 4.6, 4.14)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import employers as choices
from ips_tui.domain.distance import Distance
from ips_tui.records.base import Guid, Record, Way, Word


class Employer(Record):
    """An employer; its notes are tied to no participant."""

    __tablename__ = "employer"
    name: Mapped[str] = mapped_column(Text)
    site: Mapped[str | None] = mapped_column(Text)
    sector: Mapped[choices.Sector] = mapped_column(Word(choices.Sector))
    size_band: Mapped[choices.SizeBand | None] = mapped_column(Word(choices.SizeBand))
    person: Mapped[str | None] = mapped_column(Text)
    person_role: Mapped[str | None] = mapped_column(Text)
    telephone: Mapped[str | None] = mapped_column(Text)
    best_time: Mapped[str | None] = mapped_column(Text)
    needs: Mapped[str | None] = mapped_column(Text)


class EmployerSite(Record):
    """A further place where an employer works; the first one stands on the employer itself."""

    __tablename__ = "employer_site"
    employer_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    travel_minutes: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)


class EmployerPerson(Record):
    """A further person met at an employer; the first one stands on the employer itself."""

    __tablename__ = "employer_person"
    employer_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str | None] = mapped_column(Text)
    telephone: Mapped[str | None] = mapped_column(Text)
    best_time: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


class EmployerContact(Record):
    """A visit or call to an employer; about a person only under an agreement in force that day (G4)."""

    __tablename__ = "employer_contact"
    employer_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    mode: Mapped[choices.EmployerMode] = mapped_column(Word(choices.EmployerMode))
    purpose: Mapped[choices.Purpose] = mapped_column(Word(choices.Purpose))
    made_by: Mapped[choices.MadeBy] = mapped_column(Word(choices.MadeBy))
    participant_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    agreement_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("disclosure_agreement.id"), index=True)
    participant_present: Mapped[bool]
    person_met: Mapped[str | None] = mapped_column(Text)
    minutes: Mapped[int | None]
    travel_minutes: Mapped[int | None]
    travel_distance: Mapped[Distance | None] = mapped_column(Way)
    asked: Mapped[str | None] = mapped_column(Text)
    """What the employer asked, or was worried about."""
    matches_preferences: Mapped[choices.MatchesPreferences | None] = mapped_column(Word(choices.MatchesPreferences))
    stage: Mapped[int | None]
    result: Mapped[str] = mapped_column(Text)
    next_step: Mapped[str | None] = mapped_column(Text)
    next_on: Mapped[date | None] = mapped_column(Date)
    supervisor_reviewed_on: Mapped[date | None] = mapped_column(Date)


class ContactWithoutAgreement(Record):
    """A contact about a person that had no agreement, reported with its reason; it counts in no figure."""

    __tablename__ = "contact_without_agreement"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    employer_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("employer.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    mode: Mapped[choices.EmployerMode] = mapped_column(Word(choices.EmployerMode))
    purpose: Mapped[choices.Purpose] = mapped_column(Word(choices.Purpose))
    what_happened: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    why_refused: Mapped[str] = mapped_column(Text)


class EmployerLogReview(Record):
    """The team leader looked at a specialist's employer contacts of a week. Its id follows from both."""

    __tablename__ = "employer_log_review"
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    """Whose contacts."""
    week_on: Mapped[date] = mapped_column(Date)
    """The Monday the week begins with."""
    reviewed_on: Mapped[date] = mapped_column(Date)
    reviewer_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    note: Mapped[str | None] = mapped_column(Text)
