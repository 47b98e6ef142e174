"""Benefits counselling, never computed here, and contacts with the offices beside it (domain.md 4.11, 1.2)."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import benefits as choices
from ips_tui.domain.contacts import Mode
from ips_tui.domain.money import Money
from ips_tui.records.base import Amount, Guid, Record, WeeklyHours, Word, Words


class BenefitsCounselling(Record):
    """A talk with a benefits adviser about what work changes."""

    __tablename__ = "benefits_counselling"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    occasion: Mapped[choices.BenefitsOccasion] = mapped_column(Word(choices.BenefitsOccasion))
    staff_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    adviser_name: Mapped[str | None] = mapped_column(Text)
    adviser_trained: Mapped[bool | None]
    job_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("job.id"), index=True)
    benefits: Mapped[tuple[choices.Benefit, ...]] = mapped_column(Words(choices.Benefit))
    tool: Mapped[str | None] = mapped_column(Text)
    tool_on: Mapped[date | None] = mapped_column(Date)
    risks: Mapped[str | None] = mapped_column(Text)
    understood: Mapped[bool | None]
    copy_given_on: Mapped[date | None] = mapped_column(Date)
    duties_explained: Mapped[bool | None]


class BenefitsScenario(Record):
    """One case that was looked at, with the figures of the official calculator."""

    __tablename__ = "benefits_scenario"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    benefits_counselling_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("benefits_counselling.id"), index=True)
    name: Mapped[str | None] = mapped_column(Text)
    hours: Mapped[Decimal | None] = mapped_column(WeeklyHours)
    pay_an_hour: Mapped[Money | None] = mapped_column(Amount)
    net_now: Mapped[Money | None] = mapped_column(Amount)
    net_then: Mapped[Money | None] = mapped_column(Amount)
    difference: Mapped[Money | None] = mapped_column(Amount)
    travel_cost: Mapped[Money | None] = mapped_column(Amount)


class OfficeContact(Record):
    """A contact with the benefit or the employment office: about one person, or about how to work together."""

    __tablename__ = "office_contact"
    participant_id: Mapped[UUID | None] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    staff_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("staff.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    office: Mapped[choices.Office] = mapped_column(Word(choices.Office))
    mode: Mapped[Mode] = mapped_column(Word(Mode))
    with_whom: Mapped[str | None] = mapped_column(Text)
    minutes: Mapped[int | None]
    matter: Mapped[str] = mapped_column(Text)
    """What it was about."""
    result: Mapped[str | None] = mapped_column(Text)
