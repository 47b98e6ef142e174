"""The choices of leads to work that is not advertised (domain.md 1.6; seed 001)."""

from __future__ import annotations

from enum import StrEnum


class LeadSource(StrEnum):
    """Where a lead came from."""

    NETWORK = "network"
    EMPLOYER_VISIT = "employer_visit"
    TEAM = "team"
    OTHER = "other"


class LeadAnswer(StrEnum):
    """What a person said to a lead."""

    INTERESTED = "interested"
    THINKING = "thinking"
    NOT_FOR_ME = "not_for_me"
