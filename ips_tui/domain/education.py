"""The choices of education and training beside the search for work (domain.md 4.10)."""

from __future__ import annotations

from enum import StrEnum


class EducationKind(StrEnum):
    """What kind of education it is."""

    SCHOOL_COMPLETION = "school_completion"
    ADULT_BASIC = "adult_basic"
    VOCATIONAL_CERTIFICATE = "vocational_certificate"
    COLLEGE = "college"
    UNIVERSITY = "university"
    APPRENTICESHIP = "apprenticeship"
    SHORT_COURSE = "short_course"


class EducationStatus(StrEnum):
    """How far it came."""

    EXPLORING = "exploring"
    APPLIED = "applied"
    ENROLLED = "enrolled"
    ATTENDING = "attending"
    COMPLETED = "completed"
    LEFT = "left"


class EducationFunding(StrEnum):
    """What pays for it."""

    GRANT = "grant"
    LOAN = "loan"
    EMPLOYER = "employer"
    BENEFIT_OFFICE = "benefit_office"
    SELF = "self"


class EducationSupport(StrEnum):
    """What help the person has with it."""

    DISABILITY_OFFICE = "disability_office"
    FINANCE = "finance"
    STUDY_PLAN = "study_plan"
    TUTOR = "tutor"
    TIME_MANAGEMENT = "time_management"
    ACCOMMODATION_REQUEST = "accommodation_request"


class EducationResult(StrEnum):
    """What came of it."""

    CERTIFICATE = "certificate"
    CREDITS = "credits"
    NONE = "none"
