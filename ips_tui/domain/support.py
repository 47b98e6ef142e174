"""The choices of in-work support (domain.md 4.8; seed 001 names the six topics)."""

from __future__ import annotations

from enum import StrEnum


class SupportTopic(StrEnum):
    """What support in a job can be about: six topics of seed 001, then further ones."""

    TRAVEL = "travel"
    SOCIAL_DEMANDS = "social_demands"
    PERFORMANCE = "performance"
    STRESS = "stress"
    SYMPTOMS_AT_WORK = "symptoms_at_work"
    TIME_MANAGEMENT = "time_management"
    MONEY_REPORTING = "money_reporting"
    UNIFORM_TOOLS = "uniform_tools"
    ADJUSTMENTS = "adjustments"
    COLLEAGUES = "colleagues"
    CAREER = "career"
    EDUCATION = "education"


SIX_TOPICS = (
    SupportTopic.TRAVEL,
    SupportTopic.SOCIAL_DEMANDS,
    SupportTopic.PERFORMANCE,
    SupportTopic.STRESS,
    SupportTopic.SYMPTOMS_AT_WORK,
    SupportTopic.TIME_MANAGEMENT,
)


class Supporter(StrEnum):
    """Who supports a person in a job."""

    SPECIALIST = "specialist"
    CARE_COORDINATOR = "care_coordinator"
    CLINICIAN = "clinician"
    FAMILY = "family"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    MANAGER = "manager"
    PEER = "peer"


class SupportRhythm(StrEnum):
    """How often the person wants to be in touch while in a job."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    ON_REQUEST = "on_request"
    NONE_WISHED = "none_wished"
