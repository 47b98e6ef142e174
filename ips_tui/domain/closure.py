"""Why a case may close (domain.md 4.13; G13: never for elapsed time, never for missed appointments)."""

from __future__ import annotations

from enum import StrEnum


class ClosureReason(StrEnum):
    """Every reason there is. Missed appointments and a time limit are none, on purpose (G13)."""

    STEADY_WORK = "steady_work"
    CHANGED_MIND = "changed_mind"
    MOVED_AWAY = "moved_away"
    CLINICAL_DISCHARGE = "clinical_discharge"
    FULL_TIME_EDUCATION = "full_time_education"
    HEALTH_LONG_TERM = "health_long_term"
    DECEASED = "deceased"
    OTHER = "other"
