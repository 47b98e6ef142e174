"""Entries of in-work support: the plan with its topics, and a follow-along contact (domain.md 4.8)."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator

from ips_tui.domain import contacts
from ips_tui.domain import support as choices
from ips_tui.forms.asking import broken
from ips_tui.forms.kit import (
    Choice,
    Choices,
    Day,
    Entry,
    FutureDay,
    Group,
    Minutes,
    Notes,
    PastDay,
    Rating,
    RowEntry,
    StaffRef,
    Text,
    Way,
    YesNo,
)


class SupportNeedEntry(RowEntry):
    """One topic: what is needed, what is done, by whom, how often."""

    form: ClassVar[str] = "support_need"
    topic: Choice[choices.SupportTopic]
    need: Notes | None = None
    support: Notes | None = None
    by_whom: Choices[choices.Supporter] = ()
    how_often: Text | None = None


class InWorkSupportPlanEntry(Entry):
    """How and when support in a job is offered; a draft until the person agrees."""

    form: ClassVar[str] = "in_work_support_plan"
    made_on: PastDay
    needs: Group[SupportNeedEntry] = ()
    rhythm: Choice[choices.SupportRhythm] | None = None
    employer_rhythm: Choice[choices.SupportRhythm] | None = None
    who_supports: Choices[choices.Supporter] = ()
    early_signs: Notes | None = None
    what_then: Notes | None = None
    clinical_input: Notes | None = None
    clinical_input_by: Text | None = None
    clinical_input_on: PastDay | None = None
    agreed_on: PastDay | None = None
    exit_from_on: Day | None = None
    exit_to: Text | None = None
    exit_remains: Notes | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.agreed_on is not None and self.agreed_on < self.made_on:
            raise broken("agreed_on", "problem.agreed_before_made")
        return self


class FollowAlongContactEntry(Entry):
    """A contact about a job that took place: what was talked about, and when next."""

    form: ClassVar[str] = "follow_along_contact"
    happened_on: PastDay
    mode: Choice[contacts.Mode]
    place: Choice[contacts.Place] | None = None
    minutes: Minutes | None = None
    travel_minutes: Minutes | None = None
    travel_distance: Way | None = None
    topics: Choices[choices.SupportTopic]
    summary: Notes | None = None
    to_do: Notes | None = None
    satisfaction: Rating | None = None
    satisfaction_words: Notes | None = None
    employer_feedback: Notes | None = None
    employer_feedback_on: PastDay | None = None
    expectations: Notes | None = None
    support_still_wanted: YesNo | None = None
    clinical_share: Choice[contacts.ClinicalShare] = contacts.ClinicalShare.NOT_NEEDED
    specialist: StaffRef | None = None
    next_on: FutureDay | None = None

    @model_validator(mode="after")
    def _next_lies_ahead(self) -> Self:
        if self.next_on is not None and self.next_on <= self.happened_on:
            raise broken("next_on", "problem.next_before_this")
        return self
