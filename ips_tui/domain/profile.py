"""The vocational profile: what a person is asked, and why a question may have no answer (domain.md 4.3)."""

from __future__ import annotations

from enum import StrEnum


class AnswerState(StrEnum):
    """Why an open question has no answer; each of these is an answer of its own."""

    NOT_ASKED = "not_asked"
    PREFERS_NOT_TO_SAY = "prefers_not_to_say"
    DOES_NOT_APPLY = "does_not_apply"
