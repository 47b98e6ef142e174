"""Entries of the search for work: activities, applications, interviews (domain.md 4.7)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ips_tui.domain import job_search as choices
from ips_tui.domain.employers import MatchesPreferences
from ips_tui.forms.asking import Only
from ips_tui.forms.kit import ApplicationRef, Choice, EmployerRef, Entry, Notes, PastDay, StaffRef, Text


class SearchActivityEntry(Entry):
    """Something done to find work."""

    form: ClassVar[str] = "search_activity"
    happened_on: PastDay
    kind: Choice[choices.SearchActivityKind]
    attended: Choice[choices.Attended] = choices.Attended.ATTENDED
    what_came: Notes | None = None
    specialist: StaffRef | None = None


class ApplicationEntry(Entry):
    """An application; the employer is one of ours, or named as the person names it."""

    form: ClassVar[str] = "application"
    made_on: PastDay
    name: Text
    employer: EmployerRef | None = None
    employer_name: Annotated[Text | None, Only("employer", ("",))] = None
    route: Choice[choices.JobRoute]
    result: Choice[choices.ApplicationResult] = choices.ApplicationResult.SENT
    matches_preferences: Choice[MatchesPreferences] | None = None
    note: Notes | None = None


class InterviewEntry(Entry):
    """An interview, with how it was prepared and what the employer said."""

    form: ClassVar[str] = "interview"
    happened_on: PastDay
    application: ApplicationRef | None = None
    preparation: Notes | None = None
    support_there: Text | None = None
    feedback: Notes | None = None
