"""The eight principles over a period: one number each with the people behind it, and three states in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ips_tui.casework import settings
from ips_tui.casework.session import Desk
from ips_tui.domain.outcomes.base import base_of, of_specialist
from ips_tui.domain.outcomes.definition import RulePack
from ips_tui.domain.outcomes.facts import TeamFacts
from ips_tui.domain.outcomes.rules import Period, Rules
from ips_tui.domain.principles import Principle, principles
from ips_tui.reports.outcomes import Laptop, this_laptop, usual_period
from ips_tui.reports.reading import read_team


@dataclass(frozen=True)
class PrinciplesReport:
    """The eight principles over one period. There is no total, on purpose (domain.md 2.1)."""

    asked: Period
    as_of: date
    period: Period
    """The same up to the last day of the figures (domain.md 6.6 Z3)."""
    pack: RulePack
    """Whose rules say when a job counts."""
    principles: tuple[Principle, ...]
    specialist_ref: str = ""
    """Whose people it is about; empty for everyone's."""
    covers: tuple[Laptop, ...] = ()
    """Whose records are in its figures, this laptop first. People are always this laptop's."""
    practice: bool = False
    """Whether it is about invented people."""

    @property
    def runs(self) -> bool:
        """Whether the period was not over on the day looked from."""
        return self.as_of < self.asked.last


def principles_report(
    desk: Desk,
    period: Period | None = None,
    *,
    specialist: UUID | None = None,
    facts: TeamFacts | None = None,
    through: Callable[[int, int], None] | None = None,
) -> PrinciplesReport:
    """The eight principles, looked at from the desk's day.

    Without a period the last 90 days; `specialist` narrows to whose people; `through` is told how many principles of
    how many are counted, and may raise to stop. Raises ValueError for a period that begins after the day looked from,
    LookupError for an unknown specialist, a StoreProblem when the store cannot be read.
    """
    as_of = desk.clock.today()
    asked = period or usual_period(as_of)
    looked_at = Period(asked.first, min(asked.last, as_of))
    team, ref = facts or read_team(desk), ""
    if specialist is not None:
        one = next((member for member in team.staff if member.id == specialist), None)
        if one is None:
            raise LookupError("staff")
        team, ref = of_specialist(team, one, looked_at.last), one.ref
    pack = settings.rule_pack(desk)
    base = base_of(team, looked_at, Rules(counts_from=pack.rules.counts_from))
    found = principles(base, through)
    return PrinciplesReport(asked, as_of, looked_at, pack, found, ref, (this_laptop(desk),), desk.practice)
