"""The choices of getting to know each other: natural supports, satisfaction, pauses (domain.md 1.3, 4.12; seed 000)."""

from __future__ import annotations

from enum import StrEnum


class Relation(StrEnum):
    """How somebody stands to the person."""

    PARTNER = "partner"
    PARENT = "parent"
    CHILD = "child"
    RELATIVE = "relative"
    FRIEND = "friend"
    NEIGHBOUR = "neighbour"
    PEER = "peer"
    COLLEAGUE = "colleague"
    PROFESSIONAL = "professional"
    OTHER = "other"


class ContactAbout(StrEnum):
    """What one may be in touch with a natural support about, as the person agreed."""

    WHERE_THEY_ARE = "where_they_are"
    ENCOURAGEMENT = "encouragement"
    PRACTICAL_HELP = "practical_help"
    JOB_LEADS = "job_leads"
    PROGRESS = "progress"
    EMERGENCY = "emergency"


class SatisfactionHow(StrEnum):
    """How the questions about satisfaction were asked."""

    INTERVIEW = "interview"
    PAPER = "paper"
    GROUP = "group"


class PauseReason(StrEnum):
    """Why work together rests for a while; none of them closes a case (G13)."""

    HOSPITAL = "hospital"
    OWN_WISH = "own_wish"
    FAMILY = "family"
    TREATMENT = "treatment"
    AWAY = "away"
    OTHER = "other"
