"""When the time to keep a record is over. Nothing follows by itself: a person looks at what is listed and decides.

Sources of the figures stand with the profiles, in `content/retention.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

OWN = "own"
"""The profile in which a team says itself how many years: where no rule names one, as in Norway and the USA."""
LEAST_YEARS, MOST_YEARS = 1, 100


@dataclass(frozen=True)
class Profile:
    """How long a record is kept."""

    id: str
    years: int
    """From the last contact, or from closing where that was later."""
    source: str = ""
    """What the rule is called where it was published; never translated."""
    address: str = ""
    years_after_death: int | None = None
    """Where it is said: over as soon as the earlier of the two is."""
    checked: date | None = None
    """When the source was last read."""


class Counted(StrEnum):
    """From what the years are counted."""

    CONTACT = "contact"
    CLOSED = "closed"
    DEATH = "death"


@dataclass(frozen=True)
class Over:
    """When the time of a record is over, and from what it was counted."""

    on: date
    since: date
    counted: Counted
    years: int


def over(profile: Profile, *, closed_on: date, last_contact_on: date | None, deceased: bool) -> Over:
    """When the time of a closed record is over; on that day it is.

    A case that was closed because the person died counts from its closing for `years_after_death`.
    """
    since, counted = closed_on, Counted.CLOSED
    if last_contact_on is not None and last_contact_on > closed_on:
        since, counted = last_contact_on, Counted.CONTACT
    usual = Over(years_later(since, profile.years), since, counted, profile.years)
    if not deceased or profile.years_after_death is None:
        return usual
    after_death = Over(
        years_later(closed_on, profile.years_after_death), closed_on, Counted.DEATH, profile.years_after_death
    )
    return min(usual, after_death, key=lambda one: one.on)


def years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February may become 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
