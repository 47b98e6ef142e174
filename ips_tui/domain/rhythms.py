"""The numbers of the rules that a team may set, with their defaults (domain.md 1.8, 6.4, 6.6)."""

from __future__ import annotations

from dataclasses import dataclass

RULES = 1
"""Raised whenever a rule changes what it returns, so that a kept store recomputes everything once."""


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

    @property
    def fingerprint(self) -> str:
        """Changes when a rule or a figure changes."""
        figures = (self.search_days, self.search_lead, self.review_days, self.clinical_update_days)
        return "-".join(str(f) for f in (RULES, *figures, self.disclosure_talk_days))
