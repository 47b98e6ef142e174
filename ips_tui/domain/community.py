"""The choices of outreach and engagement that is not about one participant alone (domain.md 1.3, 4.12)."""

from __future__ import annotations

from enum import StrEnum


class OutreachKind(StrEnum):
    """What outreach without a participant was."""

    CLINIC_VISIT = "clinic_visit"
    COMMUNITY_EVENT = "community_event"
    PARTNER_ORGANISATION = "partner_organisation"
    INFORMATION_SESSION = "information_session"


class InterestedState(StrEnum):
    """How it stands with somebody who is interested; nothing here ever refuses anybody (G1)."""

    OPEN = "open"
    REFERRED = "referred"
    NOT_NOW = "not_now"
    """In the person's own words; it can be taken back at any time."""


class ResourceKind(StrEnum):
    """What a community resource offers."""

    TRAINING = "training"
    COURSE = "course"
    SUPPORT_GROUP = "support_group"
    TRANSPORT = "transport"
    CHILDCARE = "childcare"
    CLOTHING = "clothing"
    MONEY_ADVICE = "money_advice"
    OTHER = "other"
