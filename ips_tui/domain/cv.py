"""The parts of a curriculum vitae (seed 000; domain.md 4.7)."""

from __future__ import annotations

from enum import StrEnum


class CvPart(StrEnum):
    """Where a line of it stands, in the order in which they are printed."""

    WORK = "work"
    GAP = "gap"
    """A time without work, in the words that the person wishes."""
    EDUCATION = "education"
    LICENCE = "licence"
    SKILL = "skill"
    OTHER = "other"


class CvReach(StrEnum):
    """How an employer may reach the person; only what they chose is printed."""

    TELEPHONE = "telephone"
    EMAIL = "email"
    ADDRESS = "address"
