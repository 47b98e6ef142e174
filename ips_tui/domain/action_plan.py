"""The choices of the action plan (domain.md 4.4), and what follows from them alone."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class PlanAgreed(StrEnum):
    """How the person agreed to the plan."""

    SIGNED = "signed"
    VERBALLY = "verbally"
    NOT_AGREED = "not_agreed"


AGREED = frozenset({PlanAgreed.SIGNED, PlanAgreed.VERBALLY})
"""A plan agreed in one of these ways sets the rhythm of its reviews (domain.md 6.6 F4)."""


class ObjectiveKind(StrEnum):
    """What an objective is about; the first five stand in seed 001."""

    RETRAIN = "retrain"
    REBUILD_SKILLS = "rebuild_skills"
    JOB_SEEKING_SKILLS = "job_seeking_skills"
    NETWORKING = "networking"
    ACTIVE_SEARCH = "active_search"
    JOB_DEVELOPMENT = "job_development"
    IN_WORK = "in_work"
    EDUCATION = "education"
    BENEFITS = "benefits"
    TRAVEL = "travel"
    OTHER = "other"


SEARCHING = frozenset({ObjectiveKind.ACTIVE_SEARCH, ObjectiveKind.JOB_DEVELOPMENT})
"""Objectives about job search or job development: one with a due date opens stage 4 (domain.md 1.5)."""


class ObjectiveStatus(StrEnum):
    """How an objective stands."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CHANGED = "changed"
    DROPPED = "dropped"


OPEN_OBJECTIVE = frozenset({ObjectiveStatus.PLANNED, ObjectiveStatus.IN_PROGRESS})
CARRIED = OPEN_OBJECTIVE | {ObjectiveStatus.CHANGED}
"""Objectives that go into the next version of a plan: what is open, and what is to be worded anew."""


class ReviewedStatus(StrEnum):
    """What a review of the plan says of an objective (domain.md 4.12)."""

    DONE = "done"
    IN_PROGRESS = "in_progress"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    DROPPED = "dropped"

    @property
    def objective_status(self) -> ObjectiveStatus | None:
        """How the objective stands from then on; None where that stays as it was."""
        return None if self is ReviewedStatus.UNCHANGED else ObjectiveStatus(self.value)


UNMOVED_REVIEWS = 2
"""So many reviews in a row without a move, and what is in the way is worth a talk (domain.md 4.12)."""


def is_unmoved(said: Sequence[ReviewedStatus]) -> bool:
    """Whether the last two reviews that spoke of an objective found it unmoved; `said` has the newest last.

    It prompts a talk about what is in the way, never a fault, and is no due line (domain.md 4.12, 6.6 F25).
    """
    last = said[-UNMOVED_REVIEWS:]
    return len(last) == UNMOVED_REVIEWS and all(one is ReviewedStatus.UNCHANGED for one in last)


class StepStatus(StrEnum):
    """How a step stands; it is owed while it is open (domain.md 6.6 F10)."""

    OPEN = "open"
    DONE = "done"
    CHANGED = "changed"
    DROPPED = "dropped"


class StepWho(StrEnum):
    """Who does a step."""

    PARTICIPANT = "participant"
    SPECIALIST = "specialist"
    CLINICIAN = "clinician"
    ADVISER = "adviser"
    FAMILY = "family"
    EMPLOYER = "employer"
