"""The measures over a period: definitions and figures put together, by the rule pack of the team (domain.md 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ips_tui.casework import settings
from ips_tui.casework.session import Desk
from ips_tui.content.measures import load_definitions
from ips_tui.domain.outcomes.base import base_of, of_specialist
from ips_tui.domain.outcomes.blanks import Blank, blanks
from ips_tui.domain.outcomes.definition import Definition, RulePack
from ips_tui.domain.outcomes.facts import StaffFacts, TeamFacts
from ips_tui.domain.outcomes.figure import Figure
from ips_tui.domain.outcomes.measures import ENGAGEMENT, figures
from ips_tui.domain.outcomes.rules import Benchmark, Period
from ips_tui.domain.outcomes.totals import Total, Whole
from ips_tui.reports.reading import read_team

USUAL_DAYS = 90
"""Days that a report looks back when no period is asked for."""


@dataclass(frozen=True)
class Laptop:
    """One whose records figures are about: by its random id and the letter that begins its references."""

    site: UUID
    letter: str
    as_of: date
    """The day that its figures were looked from."""
    here: bool = True

    @property
    def name(self) -> str:
        """Such as `A-3f2c`: two may have been given one letter."""
        return f"{self.letter}-{self.site.hex[:4]}"


@dataclass(frozen=True)
class Measure:
    """A figure with its definition, and what it is measured by.

    `figure` is about the people on this laptop; `total`, where there is one, about those of several.
    """

    definition: Definition
    figure: Figure
    benchmarks: tuple[Benchmark, ...] = ()
    total: Total | None = None

    @property
    def whole(self) -> Whole:
        """The figure of everything the report covers."""
        return self.total or self.figure

    @property
    def id(self) -> str:
        """Such as `M2`."""
        return self.definition.id


@dataclass(frozen=True)
class OutcomeReport:
    """Measures over one period."""

    asked: Period
    """The period as it was asked for."""
    as_of: date
    """The day looked from."""
    period: Period
    """The same up to the last day of the figures: the earlier of its end and the day looked from (Z3)."""
    pack: RulePack
    measures: tuple[Measure, ...]
    blanks: tuple[Blank, ...]
    """What is missing, so that somebody is not counted; it can be put right before the period is over."""
    specialist_ref: str = ""
    """Whose people it is about; empty for everyone's."""
    covers: tuple[Laptop, ...] = ()
    """Whose records are in its figures, this laptop first. The people behind a figure, who is left out and what is
    missing are always of this laptop only."""
    practice: bool = False
    """Whether it is about invented people."""

    @property
    def runs(self) -> bool:
        """Whether the period was not over on the day looked from, so that the figures are not final."""
        return self.as_of < self.asked.last

    def measure(self, measure_id: str) -> Measure:
        """The measure of that id. Raises LookupError for one that is not in it."""
        for measure in self.measures:
            if measure.id == measure_id:
                return measure
        raise LookupError(measure_id)


def usual_period(last: date) -> Period:
    """The 90 days before a day, and that day."""
    return Period(last - timedelta(days=USUAL_DAYS), last)


def outcomes(
    desk: Desk,
    period: Period | None = None,
    *,
    pack: RulePack | None = None,
    specialist: UUID | None = None,
    only: Iterable[str] | None = None,
    facts: TeamFacts | None = None,
    through: Callable[[int, int], None] | None = None,
) -> OutcomeReport:
    """The measures of a rule pack over a period, looked at from the desk's day.

    Without a period the last 90 days, without a pack the team's own. `only` names the measures instead of the pack;
    `specialist` narrows to whose people; `facts` that were read before spare the reading. `through` is told how many
    measures of how many are counted, and may raise to stop. Raises ValueError for a period that begins after the day
    looked from, LookupError for an unknown specialist, KeyError for an unknown measure, a StoreProblem when the store
    cannot be read.
    """
    as_of = desk.clock.today()
    asked = period or usual_period(as_of)
    # A period that is not over yet has figures up to today.
    looked_at = Period(asked.first, min(asked.last, as_of))
    chosen = pack or settings.rule_pack(desk)
    team, ref = facts or read_team(desk), ""
    if specialist is not None:
        team, ref = narrowed(team, specialist, looked_at.last), _member(team, specialist).ref
    base = base_of(team, looked_at, chosen.rules, as_of)
    definitions = load_definitions()
    ids = chosen.measures if only is None else tuple(only)
    found: list[Measure] = []
    for number, name in enumerate(ids):
        if through is not None:
            through(number, len(ids))
        (figure,) = figures(base, (name,))
        found.append(Measure(definitions[name], figure, chosen.benchmarks_of(name)))
    return OutcomeReport(
        asked, as_of, looked_at, chosen, tuple(found), blanks(base), ref, (this_laptop(desk),), desk.practice
    )


def this_laptop(desk: Desk) -> Laptop:
    """The laptop whose store is open, looked from today."""
    site = desk.store.site
    return Laptop(site.id, site.letter, desk.clock.today())


def narrowed(facts: TeamFacts, specialist: UUID | None, day: date) -> TeamFacts:
    """The facts of the people whom a specialist was responsible for on that day; all of them for nobody.

    Raises LookupError for an unknown specialist.
    """
    return facts if specialist is None else of_specialist(facts, _member(facts, specialist), day)


def _member(facts: TeamFacts, specialist: UUID) -> StaffFacts:
    for member in facts.staff:
        if member.id == specialist:
            return member
    raise LookupError("staff")


def engagement(
    desk: Desk,
    period: Period | None = None,
    *,
    pack: RulePack | None = None,
    specialist: UUID | None = None,
    only: Iterable[str] | None = None,
    facts: TeamFacts | None = None,
    through: Callable[[int, int], None] | None = None,
) -> OutcomeReport:
    """M26 and the figures of engagement (seed 000). As `outcomes`."""
    only = ENGAGEMENT if only is None else only
    return outcomes(desk, period, pack=pack, specialist=specialist, only=only, facts=facts, through=through)
