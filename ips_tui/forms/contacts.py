"""Entries for contacts, appointments, reviews and clinical updates (domain.md 4.12; DESIGN idea 9)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import contacts as choices
from ips_tui.domain.people import ConsentAbout, ConsentState
from ips_tui.forms.asking import Needed, NotOffered, Only, broken
from ips_tui.forms.kit import (
    Choice,
    Choices,
    EmployerRef,
    Entry,
    FutureDay,
    Minutes,
    Notes,
    PastDay,
    Rating,
    StaffRef,
    Text,
    Time,
    Way,
    YesNo,
)

TOOK_PLACE = (choices.Result.TOOK_PLACE.value,)
ELSEWHERE = (choices.ContactKind.REVIEW.value, choices.ContactKind.INFORMATION_SESSION.value)
"""Kinds of contacts that a form of their own makes."""
OUTREACH = (choices.ContactKind.OUTREACH_ATTEMPT.value,)
MOVED = (choices.ClosingState.MOVED.value,)


class ContactCorrectionEntry(Entry):
    """A contact as it happened. What comes next is an appointment of its own by the time this is corrected."""

    form: ClassVar[str] = "contact"
    happened_on: PastDay
    # A contact that is only called a review would count as none, and a group session is one entry for everyone.
    kind: Annotated[Choice[choices.ContactKind], NotOffered(ELSEWHERE)]
    mode: Choice[choices.Mode]
    result: Choice[choices.Result]
    place: Choice[choices.Place] | None = None
    minutes: Minutes | None = None
    travel_minutes: Minutes | None = None
    travel_distance: Way | None = None
    with_whom: Text | None = None
    together_with: Choices[choices.Together] = ()
    tried_by: Annotated[Choice[choices.TriedBy] | None, Only("kind", OUTREACH)] = None
    summary: Notes | None = None
    expectations: Annotated[Notes | None, Only("result", TOOK_PLACE)] = None
    clinical_share: Choice[choices.ClinicalShare] = choices.ClinicalShare.NOT_NEEDED
    specialist: StaffRef | None = None


class ContactEntry(ContactCorrectionEntry):
    """A contact with a participant, or an attempt that reached nobody; and when they meet again."""

    next_on: FutureDay | None = None
    next_at: Time | None = None
    next_place: Text | None = None

    @model_validator(mode="after")
    def _next_lies_ahead(self) -> Self:
        if self.next_on is None and (self.next_at is not None or self.next_place):
            raise broken("next_on", "problem.next_on_which_day")
        if self.next_on is not None and self.next_on < self.happened_on:
            raise broken("next_on", "problem.next_before_this")
        return self


class AppointmentEntry(Entry):
    """An appointment with a participant."""

    form: ClassVar[str] = "appointment"
    purpose: Choice[choices.AppointmentFor]
    on: FutureDay
    at: Time | None = None
    mode: Choice[choices.Mode] = choices.Mode.FACE_TO_FACE
    place: Text | None = None
    with_whom: Text | None = None
    travel_minutes: Minutes | None = None
    employer: Annotated[EmployerRef | None, Only("purpose", (choices.AppointmentFor.EMPLOYER_VISIT.value,))] = None
    note: Notes | None = None
    specialist: StaffRef | None = None


class AppointmentClosingEntry(Entry):
    """An appointment that did not take place as planned."""

    form: ClassVar[str] = "appointment_closing"
    state: Choice[choices.ClosingState]
    closed_by: Choice[choices.ClosedBy]
    moved_to: Annotated[FutureDay | None, Only("state", MOVED), Needed("state", MOVED, "problem.moved_to_when")] = None
    moved_at: Annotated[Time | None, Only("state", MOVED)] = None
    note: Notes | None = None


class ReviewEntry(Entry):
    """A review: the meeting, and in the person's own words how it goes."""

    form: ClassVar[str] = "review"
    happened_on: PastDay
    mode: Choice[choices.Mode]
    place: Choice[choices.Place] | None = None
    minutes: Minutes | None = None
    travel_minutes: Minutes | None = None
    travel_distance: Way | None = None
    together_with: Choices[choices.Together] = ()
    rating: Rating | None = None
    own_words: Notes | None = None
    went_well: Notes | None = None
    in_the_way: Notes | None = None
    to_try: Notes | None = None
    expectations: Notes
    clinical_share: Choice[choices.ClinicalShare] = choices.ClinicalShare.NOT_NEEDED
    specialist: StaffRef | None = None
    next_on: FutureDay | None = None

    @model_validator(mode="after")
    def _next_lies_ahead(self) -> Self:
        if self.next_on is not None and self.next_on <= self.happened_on:
            raise broken("next_on", "problem.next_before_this")
        return self


class ClinicalUpdateEntry(Entry):
    """The clinical team updated, and what they said."""

    form: ClassVar[str] = "clinical_update"
    happened_on: PastDay
    mode: Choice[choices.Mode]
    with_whom: Text | None = None
    said: Notes
    heard: Notes | None = None
    goal_in_treatment_plan: Choice[choices.GoalInTreatmentPlan] | None = None
    status_in_clinical_record: YesNo | None = None
    team_will_do: Notes | None = None
    specialist: StaffRef | None = None


class ConsentEntry(Entry):
    """What a person agreed to, refused or withdrew, after the referral."""

    form: ClassVar[str] = "consent"
    about: Choice[ConsentAbout]
    state: Choice[ConsentState]
    said_on: PastDay
