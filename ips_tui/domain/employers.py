"""The choices of employers and employer contacts (domain.md 4.6)."""

from __future__ import annotations

from enum import StrEnum


class Sector(StrEnum):
    """What an employer does."""

    RETAIL = "retail"
    FOOD_SERVICE = "food_service"
    ADMINISTRATIVE = "administrative"
    SKILLED_TRADES = "skilled_trades"
    CARE = "care"
    WAREHOUSE_TRANSPORT = "warehouse_transport"
    CLEANING = "cleaning"
    LAND_BASED = "land_based"
    CREATIVE_DIGITAL = "creative_digital"
    OTHER = "other"


class SizeBand(StrEnum):
    """How many people work there."""

    S1_9 = "1_9"
    S10_49 = "10_49"
    S50_249 = "50_249"
    S250_UP = "250_up"


class EmployerMode(StrEnum):
    """How an employer contact was held; only face to face counts for fidelity."""

    FACE_TO_FACE = "face_to_face"
    TELEPHONE = "telephone"
    VIDEO = "video"
    MESSAGE = "message"


class Purpose(StrEnum):
    """What an employer contact was for."""

    INTRODUCTION = "introduction"
    LEARNING_NEEDS = "learning_needs"
    PRESENTING_CANDIDATE = "presenting_candidate"
    FOLLOW_UP = "follow_up"
    INTERVIEW = "interview"
    WORKPLACE_VISIT = "workplace_visit"
    IN_WORK_SUPPORT = "in_work_support"
    THANK_YOU = "thank_you"


class MadeBy(StrEnum):
    """Who spoke to the employer; a participant's own visit needs no agreement and stops the search clock."""

    SPECIALIST = "specialist"
    PARTICIPANT = "participant"


class MatchesPreferences(StrEnum):
    """Whether the employer fits what the person wants."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
