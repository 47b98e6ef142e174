"""The choices of employers and employer contacts, and how well one is known (domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Iterable
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
    EXPLAINING_SERVICE = "explaining_service"
    LEARNING_NEEDS = "learning_needs"
    ANSWERING_CONCERNS = "answering_concerns"
    PRESENTING_CANDIDATE = "presenting_candidate"
    FOLLOW_UP = "follow_up"
    INTERVIEW = "interview"
    WORKPLACE_VISIT = "workplace_visit"
    IN_WORK_SUPPORT = "in_work_support"
    THANK_YOU = "thank_you"


ASKED = (Purpose.EXPLAINING_SERVICE, Purpose.LEARNING_NEEDS, Purpose.ANSWERING_CONCERNS)
"""Purposes of contacts in which an employer asks something that is worth keeping."""


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


class Warmth(StrEnum):
    """How well an employer is known, by the cups of tea drunk with them; the third is where trust begins."""

    NOT_MET = "not_met"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    """The third, and any after it."""


def counts_as_met(mode: EmployerMode, made_by: MadeBy) -> bool:
    """Whether a contact is a visit of a specialist: face to face, whoever it was about and whoever came along.

    A call is no cup of tea, and a participant's own visit builds on nothing of ours (domain.md 3.2 item 17, 4.6).
    """
    return mode is EmployerMode.FACE_TO_FACE and made_by is MadeBy.SPECIALIST


def times_met(contacts: Iterable[tuple[EmployerMode, MadeBy]]) -> int:
    """How often a specialist sat with an employer, of all contacts with them (domain.md 4.6, "visit number")."""
    return sum(counts_as_met(mode, made_by) for mode, made_by in contacts)


def warmth(met: int) -> Warmth:
    """How warm it is after so many visits (0 or more): the "three cups of tea" of domain.md 4.6."""
    return (Warmth.NOT_MET, Warmth.FIRST, Warmth.SECOND, Warmth.THIRD)[min(met, 3)]
