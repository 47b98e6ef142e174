"""The choices of in-work support (domain.md 4.8; seed 001 names the six topics)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
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


@dataclass(frozen=True)
class StillWanted:
    """When it is asked in a job whether support is still wanted (domain.md 1.7, 6.6 F25): a prompt, never a line.

    After 13, 26 and 52 weeks, and at each further 26; support never ends by time.
    """

    start_on: date | None
    answered_on: Collection[date] = ()
    """Days of the contacts at which it was asked and answered."""

    def asks(self, on: date) -> int | None:
        """The weeks after which a contact on that day asks; None before the first, and once it was answered since."""
        if self.start_on is None or (weeks := (on - self.start_on).days // 7) < 13:
            return None
        reached = 13 if weeks < 26 else weeks // 26 * 26
        reached_on = self.start_on + timedelta(weeks=reached)
        return None if any(reached_on <= day <= on for day in self.answered_on) else reached
