"""Entries for employers and the contacts with them (domain.md 4.6)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import employers as choices
from ips_tui.forms.asking import Only, broken
from ips_tui.forms.kit import (
    Choice,
    EmployerRef,
    Entry,
    FutureDay,
    Group,
    Minutes,
    Notes,
    ParticipantRef,
    PastDay,
    RowEntry,
    StaffRef,
    Text,
    Way,
    YesNo,
)

ASKED = tuple(purpose.value for purpose in choices.ASKED)


class EmployerSiteEntry(RowEntry):
    """A further place where an employer works."""

    form: ClassVar[str] = "employer_site"
    name: Text
    travel_minutes: Minutes | None = None
    note: Notes | None = None


class EmployerPersonEntry(RowEntry):
    """A further person met at an employer."""

    form: ClassVar[str] = "employer_person"
    name: Text
    role: Text | None = None
    telephone: Text | None = None
    best_time: Text | None = None
    note: Notes | None = None


class EmployerEntry(Entry):
    """An employer; nothing here is about a participant."""

    form: ClassVar[str] = "employer"
    name: Text
    site: Text | None = None
    sector: Choice[choices.Sector]
    size_band: Choice[choices.SizeBand] | None = None
    person: Text | None = None
    person_role: Text | None = None
    telephone: Text | None = None
    best_time: Text | None = None
    needs: Notes | None = None
    people: Group[EmployerPersonEntry] = ()
    sites: Group[EmployerSiteEntry] = ()


class EmployerContactEntry(Entry):
    """A visit or call to an employer, for everyone in general or about one person."""

    form: ClassVar[str] = "employer_contact"
    employer: EmployerRef
    happened_on: PastDay
    mode: Choice[choices.EmployerMode]
    purpose: Choice[choices.Purpose]
    participant: ParticipantRef | None = None
    made_by: Choice[choices.MadeBy] = choices.MadeBy.SPECIALIST
    participant_present: YesNo = False
    matches_preferences: Choice[choices.MatchesPreferences] | None = None
    person_met: Text | None = None
    result: Notes
    next_step: Text | None = None
    next_on: FutureDay | None = None
    specialist: StaffRef | None = None
    # Behind what every contact needs, so that a short one stays short.
    asked: Annotated[Notes | None, Only("purpose", ASKED)] = None
    minutes: Minutes | None = None
    travel_minutes: Minutes | None = None
    travel_distance: Way | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.made_by is choices.MadeBy.PARTICIPANT and self.participant is None:
            raise broken("participant", "problem.who_went")
        if self.purpose is choices.Purpose.IN_WORK_SUPPORT and self.participant is None:
            raise broken("participant", "problem.support_for_whom")
        if self.next_on is not None and self.next_on < self.happened_on:
            raise broken("next_on", "problem.next_before_this")
        return self


class ContactWithoutAgreementEntry(Entry):
    """A contact about a person that had no agreement: said openly, with its reason."""

    form: ClassVar[str] = "contact_without_agreement"
    employer: EmployerRef
    participant: ParticipantRef
    happened_on: PastDay
    mode: Choice[choices.EmployerMode]
    purpose: Choice[choices.Purpose]
    what_happened: Notes
    reason: Notes
    specialist: StaffRef | None = None


class EmployerLogReviewEntry(Entry):
    """The team leader looked at a specialist's employer contacts of one week."""

    form: ClassVar[str] = "employer_log_review"
    reviewed_on: PastDay
    note: Notes | None = None
