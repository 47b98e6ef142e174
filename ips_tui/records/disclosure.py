"""Disclosure agreements and the talks that looked at them again (domain.md 4.5)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from ips_tui.domain import disclosure as choices
from ips_tui.records.base import Guid, Record, Word, Words


class DisclosureAgreement(Record):
    """What a person decided may be said to employers; a later decision is a new row."""

    __tablename__ = "disclosure_agreement"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    decision: Mapped[choices.Decision] = mapped_column(Word(choices.Decision))
    decided_on: Mapped[date] = mapped_column(Date)
    pros_and_cons_on: Mapped[date | None] = mapped_column(Date)
    scope: Mapped[choices.Scope] = mapped_column(Word(choices.Scope))
    agreed_words: Mapped[str | None] = mapped_column(Text)
    never_words: Mapped[str | None] = mapped_column(Text)
    who_tells: Mapped[choices.WhoTells | None] = mapped_column(Word(choices.WhoTells))
    when_told: Mapped[choices.WhenTold | None] = mapped_column(Word(choices.WhenTold))
    to_whom: Mapped[tuple[choices.ToWhom, ...]] = mapped_column(Words(choices.ToWhom))
    adjustments: Mapped[str | None] = mapped_column(Text)
    in_work_contact: Mapped[choices.InWorkContact] = mapped_column(Word(choices.InWorkContact))
    agreement_form: Mapped[choices.AgreementForm | None] = mapped_column(Word(choices.AgreementForm))
    next_talk_on: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    withdrawn_on: Mapped[date | None] = mapped_column(Date)


class DisclosureEmployer(Record):
    """One employer that an agreement names. Its id follows from the two, so that laptops make one row."""

    __tablename__ = "disclosure_employer"
    agreement_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("disclosure_agreement.id"), index=True)
    employer_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("employer.id"), index=True)


class DisclosureTalk(Record):
    """The decision was looked at again and stands; a changed mind is a new agreement."""

    __tablename__ = "disclosure_talk"
    participant_id: Mapped[UUID] = mapped_column(Guid, ForeignKey("participant.id"), index=True)
    happened_on: Mapped[date] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(Text)
    next_on: Mapped[date | None] = mapped_column(Date)
