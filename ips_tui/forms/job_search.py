"""Entries of the search for work: activities, applications with their offers, interviews (domain.md 4.7)."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, model_validator

from ips_tui.domain import job_search as choices
from ips_tui.domain.employers import MatchesPreferences
from ips_tui.forms.asking import Needed, Only, broken
from ips_tui.forms.kit import (
    ApplicationRef,
    Choice,
    CvRef,
    EmployerRef,
    Entry,
    FutureDay,
    Notes,
    PastDay,
    StaffRef,
    Text,
    YesNo,
)

MOVED = (choices.Attended.MOVED.value,)
OFFER = (choices.ApplicationResult.OFFER.value,)


def _not_said_is_no(value: Any) -> Any:
    """Interviews from before this was asked do not say it."""
    return False if value is None else value


class SearchActivityEntry(Entry):
    """Something done to find work; one that was moved says to which day."""

    form: ClassVar[str] = "search_activity"
    happened_on: PastDay
    kind: Choice[choices.SearchActivityKind]
    attended: Choice[choices.Attended] = choices.Attended.ATTENDED
    moved_to: Annotated[
        FutureDay | None, Only("attended", MOVED), Needed("attended", MOVED, "problem.moved_to_which_day")
    ] = None
    what_came: Notes | None = None
    specialist: StaffRef | None = None

    @model_validator(mode="after")
    def _moved_on(self) -> Self:
        if self.moved_to is not None and self.moved_to <= self.happened_on:
            raise broken("moved_to", "problem.moved_before_this")
        return self


class ApplicationEntry(Entry):
    """An application; the employer is one of ours, or named as the person names it. An offer says what it is."""

    form: ClassVar[str] = "application"
    made_on: PastDay
    name: Text
    employer: EmployerRef | None = None
    employer_name: Annotated[Text | None, Only("employer", ("",))] = None
    route: Choice[choices.JobRoute]
    result: Choice[choices.ApplicationResult] = choices.ApplicationResult.SENT
    offered_on: Annotated[PastDay | None, Only("result", OFFER)] = None
    offer: Annotated[Notes | None, Only("result", OFFER)] = None
    answer_by: Annotated[FutureDay | None, Only("result", OFFER)] = None
    matches_preferences: Choice[MatchesPreferences] | None = None
    cv: CvRef | None = None
    note: Notes | None = None

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.offered_on is not None and self.offered_on < self.made_on:
            raise broken("offered_on", "problem.offered_before_applied")
        if self.answer_by is not None and self.answer_by < (self.offered_on or self.made_on):
            raise broken("answer_by", "problem.answer_before_offer")
        return self


class InterviewEntry(Entry):
    """An interview, with how it was prepared, who was there and what the employer said.

    The person's own interview is open always. Where the specialist was there too, they met an employer about the
    person, and the gate is asked as for any such contact (domain.md 1.9 G4).
    """

    form: ClassVar[str] = "interview"
    happened_on: PastDay
    application: ApplicationRef | None = None
    employer: EmployerRef | None = None
    preparation: Notes | None = None
    specialist_there: Annotated[YesNo, BeforeValidator(_not_said_is_no)] = False
    support_there: Text | None = None
    feedback: Notes | None = None
