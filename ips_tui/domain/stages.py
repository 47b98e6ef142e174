"""The five stages of IPS (domain.md 0.3 point 1; seed 001 numbers the last two alike, five are shown)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class Stage(IntEnum):
    """A stage by its number; names are `stage.<number>.name` in the word pack."""

    ENGAGEMENT = 1
    VOCATIONAL_PROFILE = 2
    ACTION_PLAN = 3
    JOB_DEVELOPMENT = 4
    FOLLOW_ALONG = 5


WORK_OF_STAGE: Mapping[str, Stage] = {
    "search_clock": Stage.JOB_DEVELOPMENT,
    "disclosure_talk": Stage.JOB_DEVELOPMENT,
    "employer_visit": Stage.JOB_DEVELOPMENT,
    "interview": Stage.JOB_DEVELOPMENT,
    "search_activity": Stage.JOB_DEVELOPMENT,
    "benefits": Stage.JOB_DEVELOPMENT,
    "labour_market_research": Stage.VOCATIONAL_PROFILE,
    "personal_information": Stage.VOCATIONAL_PROFILE,
    "plan_review": Stage.ACTION_PLAN,
    "plan_step": Stage.ACTION_PLAN,
    "pre_start_meeting": Stage.FOLLOW_ALONG,
    "in_work_plan": Stage.FOLLOW_ALONG,
    "job_start": Stage.FOLLOW_ALONG,
    "follow_along_contact": Stage.FOLLOW_ALONG,
    "milestone": Stage.FOLLOW_ALONG,
    "benefits_review": Stage.FOLLOW_ALONG,
    "employer_check_in": Stage.FOLLOW_ALONG,
    "hand_over": Stage.FOLLOW_ALONG,
}
"""Kinds of due lines and of appointments whose work belongs to a stage of its own, wherever the main stage stands.

Stages overlap (DESIGN idea 6); the work of any other kind belongs to the main stage.
"""
