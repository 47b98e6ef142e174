"""The five stages of IPS (domain.md 0.3 point 1; seed 001 numbers the last two alike, five are shown)."""

from __future__ import annotations

from enum import IntEnum


class Stage(IntEnum):
    """A stage by its number; names are `stage.<number>.name` in the word pack."""

    ENGAGEMENT = 1
    VOCATIONAL_PROFILE = 2
    ACTION_PLAN = 3
    JOB_DEVELOPMENT = 4
    FOLLOW_ALONG = 5
