"""Entries of leads to work that is not advertised, and of telling a person of one (domain.md 1.6; seed 001)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import leads as choices
from ips_tui.domain.employers import Sector
from ips_tui.domain.profile import JobType
from ips_tui.forms.asking import Needed, Only, broken
from ips_tui.forms.kit import (
    Choice,
    EmployerRef,
    Entry,
    LeadRef,
    Notes,
    ParticipantRef,
    PastDay,
    StaffRef,
    Text,
)


class LeadEntry(Entry):
    """Work that somebody heard of; nothing here is about a participant but through whom it was heard."""

    form: ClassVar[str] = "lead"
    name: Text
    """The work."""
    sector: Choice[Sector]
    job_type: Choice[JobType] | None = None
    employer: EmployerRef | None = None
    employer_name: Annotated[Text | None, Only("employer", ("",))] = None
    place: Text | None = None
    source: Choice[choices.LeadSource]
    participant: Annotated[
        ParticipantRef | None, Only("source", ("network",)), Needed("source", ("network",), "problem.whose_network")
    ] = None
    told_by: Text | None = None
    heard_on: PastDay
    note: Notes | None = None
    gone_on: PastDay | None = None
    specialist: StaffRef | None = None

    @model_validator(mode="after")
    def _gone_after_it_was_heard(self) -> Self:
        if self.gone_on is not None and self.gone_on < self.heard_on:
            raise broken("gone_on", "problem.before_it_was_heard")
        return self


class LeadOfferEntry(Entry):
    """A person was told of a lead, and what they said. It is no contact with an employer."""

    form: ClassVar[str] = "lead_offer"
    lead: LeadRef
    happened_on: PastDay
    answer: Choice[choices.LeadAnswer]
    note: Notes | None = None
    specialist: StaffRef | None = None
