"""A fidelity scale as data: its items, what each asks for, and the bands of a completed rating (domain.md 3.1, 3.2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256

from ips_tui.domain.outcomes.definition import Source

IPS25 = "ips25"
"""The scale that comes with the program."""
BEST, LOWEST = 5, 1
"""The ends of an item."""


class ItemClass(StrEnum):
    """Who answers an item (domain.md 3.4)."""

    COMPUTED = "computed"
    PARTLY = "partly"
    """The record has evidence, a person rates."""
    HUMAN = "human"


class Formula(StrEnum):
    """How an item is computed; a scale names one of these for each item that it wants computed."""

    CASELOAD = "caseload"
    TEAMS = "teams"
    BENEFITS = "benefits"
    RAPID_SEARCH = "rapid_search"
    EMPLOYER_CONTACTS = "employer_contacts"
    JOB_TYPES = "job_types"
    EMPLOYERS = "employers"
    COMPETITIVE = "competitive"
    FOLLOW_ALONG = "follow_along"
    COMMUNITY = "community"


class Seen(StrEnum):
    """What the record has evidence of, where a person rates."""

    HOURS = "hours"
    GENERALISTS = "generalists"
    TEAM_CONTACT = "team_contact"
    OFFICES = "offices"
    UNIT = "unit"
    SUPERVISOR = "supervisor"
    ZERO_EXCLUSION = "zero_exclusion"
    RATE = "rate"
    DISCLOSURE = "disclosure"
    ASSESSMENT = "assessment"
    PREFERENCES = "preferences"
    VISITS = "visits"
    SUPPORT = "support"
    OUTREACH = "outreach"


@dataclass(frozen=True)
class ItemWords:
    """The words of an item of a team's own scale; those of the program's own stand in the word packs."""

    title: str
    asks: str = ""
    anchors: tuple[str, ...] = ()
    """From 5 down to 1; none where they are not told."""
    action: str = ""


@dataclass(frozen=True)
class ScaleItem:
    """One item. `limits` are the figures of the anchors 5, 4, 3 and 2, in the unit of its formula."""

    id: str
    section: str
    item_class: ItemClass
    formula: Formula | None = None
    evidence: Seen | None = None
    limits: tuple[Fraction, ...] = ()
    less_is_better: bool = False
    least: int = 0
    """So many have to be there before an anchor says anything; below it is too few."""
    parts: int = 0
    """How many parts the item counts; 0 where it counts none."""
    per_specialist: bool = False
    """Whether it is rated for each specialist first."""
    words: ItemWords | None = None

    def anchor(self, value: Fraction | None) -> int | None:
        """The anchor that a value reaches by the limits alone; None without a value or without limits."""
        if value is None or not self.limits:
            return None
        for anchor, limit in zip(range(BEST, LOWEST, -1), self.limits, strict=True):
            if value <= limit if self.less_is_better else value >= limit:
                return anchor
        return LOWEST


@dataclass(frozen=True)
class Band:
    """What a total of a completed rating is called, from so many points on."""

    id: str
    least: int
    words: str = ""
    """Of a team's own scale."""


@dataclass(frozen=True)
class Scale:
    """A scale, dated."""

    id: str
    version: str
    dated: date
    items: tuple[ScaleItem, ...]
    bands: tuple[Band, ...]
    """The highest first; none where the scale has none."""
    sources: tuple[Source, ...] = ()
    name: str = ""
    """Of a team's own scale."""

    def item(self, item_id: str) -> ScaleItem:
        """The item of that id. Raises LookupError for one that the scale does not have."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise LookupError(item_id)

    @property
    def mark(self) -> str:
        """Sixteen hexadecimal digits that differ where two scales are not in one version, or count otherwise.

        A version is text that a team typed, so it does not travel itself.
        """
        counted = [
            [
                one.id,
                one.item_class,
                one.formula,
                one.evidence,
                [str(limit) for limit in one.limits],
                one.less_is_better,
                one.least,
                one.per_specialist,
            ]
            for one in self.items
        ]
        return sha256(json.dumps([self.id, self.version, counted]).encode()).hexdigest()[:16]

    def band(self, total: int) -> Band | None:
        """The band of the total of a completed rating; None where the scale has none that low."""
        return next((band for band in self.bands if total >= band.least), None)


def mean_rating(ratings: Sequence[int]) -> int | None:
    """One rating of several specialists': their mean, half up to a whole point. None of nothing."""
    return (2 * sum(ratings) + len(ratings)) // (2 * len(ratings)) if ratings else None
