"""The choices of supervision, of learning, and of what colleagues say (domain.md 4.14; seed 000)."""

from __future__ import annotations

from enum import StrEnum


class SupervisionForm(StrEnum):
    """How supervision was held. The unit's own meeting goes through people one by one (IPS-25, item 7)."""

    INDIVIDUAL = "individual"
    UNIT_MEETING = "unit_meeting"


class FeedbackFrom(StrEnum):
    """Who said something about a specialist's work."""

    PARTICIPANT = "participant"
    EMPLOYMENT_SPECIALIST = "employment_specialist"
    TEAM_LEADER = "team_leader"
    CARE_COORDINATOR = "care_coordinator"
    EMPLOYER = "employer"
    FAMILY = "family"
    OTHER = "other"


class TrainingTopic(StrEnum):
    """What a training was about; the first three are named by seed 000."""

    MOTIVATIONAL_INTERVIEWING = "motivational_interviewing"
    CAREER_COUNSELLING = "career_counselling"
    JOB_DEVELOPMENT = "job_development"
    IPS_BASICS = "ips_basics"
    BENEFITS = "benefits"
    DISCLOSURE = "disclosure"
    MENTAL_HEALTH = "mental_health"
    FOLLOW_ALONG = "follow_along"
    OUTREACH = "outreach"
    RECORD_AND_PRIVACY = "record_and_privacy"
    OTHER = "other"


NAMED_TOPICS = (
    TrainingTopic.MOTIVATIONAL_INTERVIEWING,
    TrainingTopic.CAREER_COUNSELLING,
    TrainingTopic.JOB_DEVELOPMENT,
)
"""Topics that stand on everybody's page, attended or not (seed 000)."""

OF_COLLEAGUES = frozenset(
    {"supervision", "field_mentoring", "case_note_review", "colleague_feedback", "training_attended"}
)
"""What is about one colleague, as its form is called: for them and for a team leader alone."""
