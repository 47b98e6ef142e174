"""Entries of jobs: accepted, begun, changed, away from, confirmed, ended (domain.md 4.7, 4.9)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import jobs as choices
from ips_tui.domain.job_search import JobRoute
from ips_tui.domain.profile import JobType
from ips_tui.forms.asking import Needed, Only, broken
from ips_tui.forms.kit import (
    Amount,
    Choice,
    Choices,
    Day,
    EmployerRef,
    Entry,
    FutureDay,
    Hours,
    Minutes,
    Notes,
    PastDay,
    Text,
    YesNo,
)

NOT_HELD = ("", "no")
STARTED, NOT_STARTED = ("yes",), ("no",)


class JobEntry(Entry):
    """A job that was accepted, or one that the person had when they were referred."""

    form: ClassVar[str] = "job"
    name: Text
    job_type: Choice[JobType]
    employer: EmployerRef | None = None
    employer_name: Annotated[Text | None, Only("employer", ("",))] = None
    held_at_referral: YesNo = False
    accepted_on: Annotated[
        PastDay | None,
        Only("held_at_referral", NOT_HELD),
        Needed("held_at_referral", NOT_HELD, "problem.accepted_when"),
    ] = None
    start_on: Annotated[
        Day | None, Only("held_at_referral", NOT_HELD), Needed("held_at_referral", NOT_HELD, "problem.starts_when")
    ] = None
    hours: Hours | None = None
    pay: Amount | None = None
    pay_period: Choice[choices.PayPeriod] | None = None
    open_to_all: YesNo | None = None
    minimum_wage: YesNo | None = None
    same_pay: YesNo | None = None
    permanence: Choice[choices.Permanence] | None = None
    how_found: Choice[JobRoute] | None = None
    matches: Choice[choices.JobMatches] | None = None
    line_manager: Text | None = None
    shift_pattern: Text | None = None
    place: Text | None = None
    travel_mode: Choice[choices.TravelMode] | None = None
    travel_minutes: Minutes | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.accepted_on is not None and self.start_on is not None and self.start_on < self.accepted_on:
            raise broken("start_on", "problem.starts_before_accepted")
        return self


class JobStartEntry(Entry):
    """The job began, and four paid hours are done; or it fell through. Two soft gates stand here (G11, G12)."""

    form: ClassVar[str] = "job_start"
    started: YesNo
    start_on: Annotated[PastDay | None, Only("started", STARTED), Needed("started", STARTED)] = None
    four_hours_on: Annotated[PastDay | None, Only("started", STARTED)] = None
    reported_on: Annotated[PastDay | None, Only("started", STARTED)] = None
    without_plan_why: Annotated[Notes | None, Only("started", STARTED)] = None
    without_benefits_why: Annotated[Notes | None, Only("started", STARTED)] = None
    fell_through_on: Annotated[PastDay | None, Only("started", NOT_STARTED), Needed("started", NOT_STARTED)] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start_on is not None and self.four_hours_on is not None and self.four_hours_on < self.start_on:
            raise broken("four_hours_on", "problem.ends_before_it_starts")
        return self


class JobTermsEntry(Entry):
    """Hours, pay or duties from a day on."""

    form: ClassVar[str] = "job_terms"
    from_on: Day
    hours: Hours | None = None
    pay: Amount | None = None
    pay_period: Choice[choices.PayPeriod] | None = None
    duties: Notes | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.hours is None and self.pay is None and not self.duties:
            raise broken("hours", "problem.what_changed")
        return self


class AbsenceEntry(Entry):
    """Days away from work, in neutral words."""

    form: ClassVar[str] = "absence"
    from_on: PastDay
    until_on: Day | None = None
    reason: Choice[choices.AbsenceReason]

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until_on is not None and self.until_on < self.from_on:
            raise broken("until_on", "problem.ends_before_it_starts")
        return self


class JobEndingEntry(Entry):
    """How a job ended: each one's own view, what was learnt, and whether a new search is wanted."""

    form: ClassVar[str] = "job_ending"
    last_day_on: PastDay
    learnt_on: PastDay
    contacted_on: PastDay | None = None
    how: Choice[choices.EndedHow]
    reasons: Choices[choices.EndingReason] = ()
    persons_view: Notes | None = None
    employers_view: Notes | None = None
    employers_view_on: PastDay | None = None
    specialists_view: Notes | None = None
    learnt: Notes | None = None
    differently: Notes | None = None
    new_search: Choice[choices.NewSearch]
    new_search_on: Annotated[FutureDay | None, Only("new_search", (choices.NewSearch.LATER.value,))] = None
    benefits_informed_on: PastDay | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.contacted_on is not None and self.contacted_on < self.learnt_on:
            raise broken("contacted_on", "problem.contacted_before_learnt")
        return self
