"""The "four-week" rule and its readings: from which day to which the clock of a team counts (domain.md 1.8; G6).

Each reading is public and has its source; which one counts is a setting. All dates are kept whatever the reading, and
the other figures stay computable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum


class Reading(StrEnum):
    """From what to what the clock counts."""

    FIRST_SEEN = "first_seen"
    """First seen to the first search activity (IPS case management process, seed 001)."""
    REFERRAL = "referral"
    """Referral to the first search activity (New Zealand toolkit, seed 004)."""
    EMPLOYER_MET = "employer_met"
    """First seen to the first face-to-face contact with an employer (IPS-25, item 15)."""
    ACCEPTED = "accepted"
    """Start of IPS to the first search activity, a month at the latest (Norway)."""


class ClockStart(Enum):
    """The day from which a clock counts."""

    FIRST_SEEN = "first_seen"
    RECEIVED = "received"
    ACCEPTED = "accepted"


class ClockEnd(Enum):
    """What stops a clock."""

    SEARCH = "search"
    EMPLOYER_MET = "employer_met"


@dataclass(frozen=True)
class FourWeeks:
    """One reading: its two ends, and the days between them at most."""

    start: ClockStart
    end: ClockEnd
    days: int


READINGS: Mapping[Reading, FourWeeks] = {
    Reading.FIRST_SEEN: FourWeeks(ClockStart.FIRST_SEEN, ClockEnd.SEARCH, 28),
    Reading.REFERRAL: FourWeeks(ClockStart.RECEIVED, ClockEnd.SEARCH, 28),
    Reading.EMPLOYER_MET: FourWeeks(ClockStart.FIRST_SEEN, ClockEnd.EMPLOYER_MET, 30),
    Reading.ACCEPTED: FourWeeks(ClockStart.ACCEPTED, ClockEnd.SEARCH, 31),
}
"""The four readings of domain.md 1.8 with their limits in days; a month is 31 (DESIGN idea 10)."""
