"""The choices of contacts, appointments, reviews and clinical updates (domain.md 4.12)."""

from __future__ import annotations

from enum import StrEnum


class ContactKind(StrEnum):
    """What a contact was for."""

    ENGAGEMENT = "engagement"
    REVIEW = "review"
    OUTREACH_ATTEMPT = "outreach_attempt"
    THREE_WAY_MEETING = "three_way_meeting"
    INFORMATION_SESSION = "information_session"
    PROFILE_SESSION = "profile_session"
    PLANNING = "planning"
    SEARCH_TOGETHER = "search_together"
    IN_WORK_SUPPORT = "in_work_support"
    FAMILY = "family"
    BENEFITS = "benefits"
    OTHER = "other"


class Together(StrEnum):
    """Who took part beside person and specialist, as the strategies of outreach count it (IPS-25, item 25)."""

    CLINICAL_STAFF = "clinical_staff"
    FAMILY = "family"
    PEER = "peer"
    COLLEAGUE = "colleague"
    OTHER = "other"


class TriedBy(StrEnum):
    """Who tried to reach the person; what the clinical team tried alone is no contact of ours."""

    SPECIALIST = "specialist"
    CLINICAL_STAFF = "clinical_staff"


class Mode(StrEnum):
    """How a contact was held."""

    FACE_TO_FACE = "face_to_face"
    TELEPHONE = "telephone"
    VIDEO = "video"
    MESSAGE = "message"
    LETTER = "letter"


class Place(StrEnum):
    """Where a contact was held."""

    COMMUNITY = "community"
    HOME = "home"
    CLINIC = "clinic"
    WORKPLACE = "workplace"
    EMPLOYER = "employer"
    COLLEGE = "college"
    CAR = "car"
    REMOTE = "remote"


class Result(StrEnum):
    """Whether a contact came about."""

    TOOK_PLACE = "took_place"
    NOT_REACHED = "not_reached"
    NO_SHOW = "no_show"
    CANCELLED_BY_PERSON = "cancelled_by_person"
    CANCELLED_BY_SPECIALIST = "cancelled_by_specialist"


UNANSWERED = frozenset({Result.NOT_REACHED, Result.NO_SHOW})
"""Results that count as a missed or unanswered contact (domain.md 6.6 F19); a cancelled one does not."""


class ClinicalShare(StrEnum):
    """Whether the clinical team is to hear of a contact."""

    NOT_NEEDED = "not_needed"
    TO_DO = "to_do"
    DONE = "done"


class AppointmentFor(StrEnum):
    """What an appointment is for; the same words stand in `next` of `today --json`."""

    CONTACT = "contact"
    REVIEW = "review"
    CLINICAL_UPDATE = "clinical_update"
    DISCLOSURE_TALK = "disclosure_talk"
    EMPLOYER_VISIT = "employer_visit"
    INTERVIEW = "interview"
    SEARCH_ACTIVITY = "search_activity"
    BENEFITS = "benefits"
    HAND_OVER = "hand_over"


class AppointmentState(StrEnum):
    """What became of an appointment."""

    PLANNED = "planned"
    TOOK_PLACE = "took_place"
    MISSED = "missed"
    MOVED = "moved"
    CANCELLED = "cancelled"


class ClosingState(StrEnum):
    """What may have become of an appointment that did not take place; what took place is a contact."""

    MISSED = "missed"
    MOVED = "moved"
    CANCELLED = "cancelled"


class ClosedBy(StrEnum):
    """Who missed, moved or cancelled an appointment."""

    PARTICIPANT = "participant"
    SPECIALIST = "specialist"
    OTHER = "other"


class GoalInTreatmentPlan(StrEnum):
    """Whether the work goal stands in the treatment plan."""

    YES = "yes"
    ASKED = "asked"
    NO = "no"
