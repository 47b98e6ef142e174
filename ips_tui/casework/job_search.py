"""The search for work: what was done, applications, interviews (domain.md 4.7)."""

from __future__ import annotations

from ips_tui.casework.plain import Plain
from ips_tui.forms.job_search import ApplicationEntry, InterviewEntry, SearchActivityEntry
from ips_tui.records.job_search import Application, Interview, SearchActivity

SEARCH_ACTIVITY = Plain(SearchActivity, SearchActivityEntry, "search_activity")
APPLICATION = Plain(Application, ApplicationEntry, "application")
INTERVIEW = Plain(Interview, InterviewEntry, "interview")

record_search_activity, change_search_activity = SEARCH_ACTIVITY.record, SEARCH_ACTIVITY.change
record_application, change_application = APPLICATION.record, APPLICATION.change
record_interview, change_interview = INTERVIEW.record, INTERVIEW.change
