"""The choices of the person's own search: activities, applications, interviews (domain.md 4.7)."""

from __future__ import annotations

from enum import StrEnum


class SearchActivityKind(StrEnum):
    """What was done to find work."""

    SEARCH_SESSION = "search_session"
    WORKSHOP = "workshop"
    JOB_FAIR = "job_fair"
    NETWORK_CONVERSATION = "network_conversation"
    WORKPLACE_VISIT = "workplace_visit"
    INTERVIEW_PRACTICE = "interview_practice"


class Attended(StrEnum):
    """Whether the person was there."""

    ATTENDED = "attended"
    NOT_ATTENDED = "not_attended"
    MOVED = "moved"


class JobRoute(StrEnum):
    """How an application was made, and how a job was found."""

    ADVERT = "advert"
    SPECIALIST_CONTACT = "specialist_contact"
    NETWORK = "network"
    WALK_IN = "walk_in"
    AGENCY = "agency"
    INTERNAL = "internal"


class ApplicationResult(StrEnum):
    """How far an application came."""

    SENT = "sent"
    INTERVIEW = "interview"
    OFFER = "offer"
    DECLINED_BY_EMPLOYER = "declined_by_employer"
    DECLINED_BY_PERSON = "declined_by_person"
    NO_REPLY = "no_reply"
