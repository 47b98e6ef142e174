"""The numbers of the rules that a team may set, with their defaults (domain.md 1.8, 6.4, 6.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

RULES = 1
"""Raised whenever a rule changes what it returns, so that a kept store recomputes everything once."""
RHYTHM = "rhythm."
"""How the key of a setting begins that is one of these figures."""


@dataclass(frozen=True)
class Rhythms:
    """Days between one thing and the next; every figure is a count of calendar days."""

    search_days: int = 28
    """From first seen to first search activity (seed 001)."""
    search_lead: int = 14
    fidelity_days: int = 30
    """From first seen to first face-to-face employer contact (IPS-25, item 15)."""
    review_days: int = 28
    clinical_update_days: int = 28
    disclosure_talk_days: int = 56

    @classmethod
    def of(cls, settings: Iterable[tuple[str, str]]) -> Rhythms:
        """The figures of a team's settings, by key: `rhythm.` and the name; the defaults where nothing is set."""
        return cls(**{key.removeprefix(RHYTHM): int(value) for key, value in settings})

    @property
    def fingerprint(self) -> str:
        """Changes when a rule or a figure changes."""
        figures = (self.search_days, self.search_lead, self.review_days, self.clinical_update_days)
        return "-".join(str(f) for f in (RULES, *figures, self.disclosure_talk_days))
