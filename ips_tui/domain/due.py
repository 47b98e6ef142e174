"""What rules say of one subject: what is due, what lies ahead, what stands (DESIGN idea 4; domain.md 6.6 F)."""

from __future__ import annotations

from collections.abc import Mapping
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
    SUPERVISION = "supervision"
    UNIT_MEETING = "unit_meeting"
    FIELD_MENTORING = "field_mentoring"


OWN_PACE = frozenset({DueKind.PLAN_STEP})
"""Kinds that belong to the person's own plan: their day was planned, and nothing is called late that passed it."""


class Cost(StrEnum):
    """What it costs to miss a line, the dearest first (domain.md 7.5: sorted by consequence).

    A promise: somebody waits, and trust is what the work stands on; no later day makes up for it. A job at risk can
    be lost within days, and with it what months of work led to. A clock runs out once, and how soon the search begins
    is what its outcome hangs on. A review that comes later still does its work. What was not noted is still true.
    """

    PROMISE = "promise"
    JOB = "job"
    CLOCK = "clock"
    REVIEW = "review"
    PAPER = "paper"


COSTS: Mapping[str, Cost] = {
    # Somebody was told a day: the person, who may have been waiting; those who go on after us; an employer.
    DueKind.APPOINTMENT: Cost.PROMISE,
    DueKind.HAND_OVER: Cost.PROMISE,
    DueKind.EMPLOYER_CHECK_IN: Cost.PROMISE,
    # Agreed with the person, who did it or waits for it.
    DueKind.PLAN_STEP: Cost.PROMISE,
    # Most jobs that end early end in the first weeks; money gone wrong ends them later.
    DueKind.JOB_START: Cost.JOB,
    DueKind.PRE_START_MEETING: Cost.JOB,
    DueKind.FOLLOW_ALONG_CONTACT: Cost.JOB,
    DueKind.IN_WORK_PLAN: Cost.JOB,
    DueKind.BENEFITS_REVIEW: Cost.JOB,
    # The four weeks, and what belongs into them.
    DueKind.SEARCH_CLOCK: Cost.CLOCK,
    DueKind.LABOUR_MARKET_RESEARCH: Cost.CLOCK,
    DueKind.PERSONAL_INFORMATION: Cost.CLOCK,
    DueKind.REVIEW: Cost.REVIEW,
    DueKind.PLAN_REVIEW: Cost.REVIEW,
    DueKind.DISCLOSURE_TALK: Cost.REVIEW,
    # Of colleagues; what people wait for comes first.
    DueKind.SUPERVISION: Cost.REVIEW,
    DueKind.UNIT_MEETING: Cost.REVIEW,
    DueKind.FIELD_MENTORING: Cost.REVIEW,
    # Told to colleagues, or ticked, so that a figure is right; the contact it rests on has a line of its own.
    DueKind.CLINICAL_UPDATE: Cost.PAPER,
    DueKind.MILESTONE: Cost.PAPER,
}
"""What it costs to miss a line of each kind; of one day and cost, the kind named first stands first."""
_COST_PLACES = {cost: place for place, cost in enumerate(Cost)}
_KIND_PLACES = {kind: place for place, kind in enumerate(COSTS)}


def by_cost(kind: str, due_on: date) -> tuple[int, bool, date, int]:
    """The key by which due lines stand: by what it costs to miss them, and of one cost the longest overdue first.

    What goes at the person's own pace is never late, so it follows what is.
    """
    return _COST_PLACES[COSTS[kind]], kind in OWN_PACE, due_on, _KIND_PLACES[kind]


def by_day(kind: str, due_on: date) -> tuple[date, int, int]:
    """The key where only one line of several has room: the longest overdue, then what costs most."""
    return due_on, _COST_PLACES[COSTS[kind]], _KIND_PLACES[kind]


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
