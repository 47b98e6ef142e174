"""The choices of the action plan (domain.md 4.4)."""

from __future__ import annotations

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


OPEN_OBJECTIVES = frozenset({ObjectiveStatus.PLANNED, ObjectiveStatus.IN_PROGRESS})
"""Objectives that are still worked at."""


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
