"""The numbers of the rules that a team may set, with their defaults (domain.md 1.8, 6.4, 6.6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any

from ips_tui.domain.four_weeks import READINGS, FourWeeks, Reading

RULES = 5
"""Raised whenever a rule changes what it returns, so that a kept store recomputes everything once."""
WEEK, MONTH = 7, 31
"""Days of a week and a month in rules (DESIGN idea 10)."""
RHYTHM = "rhythm."
"""How the key of a setting begins that is one of these figures."""
READING = "reading"
"""The name of the one setting among them that is no figure: how the four weeks are read."""
MAY_BE_OFF = frozenset({"supervision_days", "unit_meeting_days", "mentoring_days"})
"""Figures that may be 0: a team that does not go by that rhythm is told nothing of it."""


@dataclass(frozen=True)
class Rhythms:
    """Days between one thing and the next; every figure is a count of calendar days."""

    search_days: int = 28
    """From first seen to first search activity (seed 001), or as the reading says."""
    search_lead: int = 14
    fidelity_days: int = 30
    """From first seen to first face-to-face employer contact (IPS-25, item 15)."""
    review_days: int = 28
    clinical_update_days: int = 28
    disclosure_talk_days: int = 56
    profile_days: int = 28
    """From first seen to labour market research and the talk about personal information (domain.md 6.6 F8)."""
    profile_lead: int = 14
    plan_review_days: int = 28
    in_work_plan_lead: int = 7
    first_contact_days: int = 3
    """From the start of a job to the first contact after it (IPS-25, item 21 ff.; domain.md 4.8)."""
    weekly_until: int = 28
    """Days of a job during which contact is weekly (domain.md 6.6 F15)."""
    benefits_before_days: int = 28
    """Days before a change that a benefits talk may lie and still be about it (domain.md 6.6 F18)."""
    supervision_days: int = 7
    """From one supervision of a specialist to the next (IPS-25, item 8); 0 for nothing due."""
    unit_meeting_days: int = 7
    """From one meeting of the unit to the next (IPS-25, item 7); 0 for nothing due."""
    mentoring_days: int = 31
    """From one time that the leader went along to employers to the next (domain.md 1.2); 0 for nothing due."""

    reading: Reading = Reading.FIRST_SEEN
    """From what to what the search clock counts (domain.md 1.8)."""

    @classmethod
    def figures(cls) -> Mapping[str, int]:
        """The names of the figures with their defaults, in their order."""
        return {figure.name: figure.default for figure in fields(cls) if isinstance(figure.default, int)}

    @property
    def four_weeks(self) -> FourWeeks:
        """The reading in force, with its two ends."""
        return READINGS[self.reading]

    @classmethod
    def of(cls, settings: Iterable[tuple[str, str]]) -> Rhythms:
        """The figures of a team's settings, by key: `rhythm.` and the name; the defaults where nothing is set."""
        found: dict[str, Any] = {}
        for key, value in settings:
            name = key.removeprefix(RHYTHM)
            found[name] = Reading(value) if name == READING else int(value)
        return cls(**found)

    @property
    def fingerprint(self) -> str:
        """Changes when a rule or a figure changes."""
        return "-".join(str(f) for f in (RULES, *astuple(self)))
