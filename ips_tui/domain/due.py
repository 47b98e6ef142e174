"""What rules say of one subject: what is due, what lies ahead, what stands (DESIGN idea 4; domain.md 6.6 F)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID


class DueKind(StrEnum):
    """Kinds of due lines (F25); stable words that scripts rely on."""

    SEARCH_CLOCK = "search_clock"
    REVIEW = "review"
    CLINICAL_UPDATE = "clinical_update"
    PLAN_REVIEW = "plan_review"
    PLAN_STEP = "plan_step"
    LABOUR_MARKET_RESEARCH = "labour_market_research"
    PERSONAL_INFORMATION = "personal_information"
    DISCLOSURE_TALK = "disclosure_talk"
    PRE_START_MEETING = "pre_start_meeting"
    IN_WORK_PLAN = "in_work_plan"
    JOB_START = "job_start"
    FOLLOW_ALONG_CONTACT = "follow_along_contact"
    MILESTONE = "milestone"
    BENEFITS_REVIEW = "benefits_review"
    APPOINTMENT = "appointment"
    HAND_OVER = "hand_over"
    EMPLOYER_CHECK_IN = "employer_check_in"


OWN_PACE = frozenset({DueKind.PLAN_STEP})
"""Kinds that belong to the person's own plan: their day was planned, and nothing is called late that passed it."""


class FlagKind(StrEnum):
    """Conditions without a date (F25)."""

    OUTREACH_ACTIVE = "outreach_active"
    EMPLOYER_CONTACT_BLOCKED = "employer_contact_blocked"


@dataclass(frozen=True)
class Due:
    """One obligation: listed from `opens_on` until done, or until it lapses after `lapses_on`."""

    kind: DueKind
    source: UUID
    opens_on: date
    due_on: date
    reason: str
    """Id of the reason in the word pack, below `reason.`"""
    dates: tuple[tuple[str, date], ...] = ()
    """Days the reason names; how many days ago they are is said when it is read."""
    lapses_on: date | None = None
    about: str = ""
    """What the reason names: a step, a job; what a person typed, shown as text only."""


@dataclass(frozen=True)
class Upcoming:
    """An appointment, or a date agreed with the person: what `next` lists, up to and on its day."""

    kind: str
    source: UUID
    on: date


@dataclass(frozen=True)
class Owed:
    """Everything the rules say about one subject."""

    due: tuple[Due, ...] = ()
    upcoming: tuple[Upcoming, ...] = ()
    flags: tuple[FlagKind, ...] = ()


def days(count: int) -> timedelta:
    """So many calendar days."""
    return timedelta(days=count)
