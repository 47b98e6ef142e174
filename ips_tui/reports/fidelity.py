"""The indicators of a fidelity scale over a period, with people's ratings beside them and never mixed (domain.md 3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from ips_tui.casework import settings
from ips_tui.casework.fidelity import Rating, ReviewView, one_rating, reviews
from ips_tui.casework.scales import chosen_scale, find_scale
from ips_tui.casework.session import Desk
from ips_tui.casework.supervision import evidence
from ips_tui.content.scales import load_scale
from ips_tui.domain.fidelity.facts import FidelityFacts, fidelity_of_specialist
from ips_tui.domain.fidelity.indicator import Indicator
from ips_tui.domain.fidelity.indicators import indicators
from ips_tui.domain.fidelity.scale import Scale, ScaleItem, Seen
from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.definition import RulePack
from ips_tui.domain.outcomes.figure import Part
from ips_tui.domain.outcomes.rules import Period, Rules
from ips_tui.reports.outcomes import Laptop, this_laptop, usual_period
from ips_tui.reports.reading.fidelity_rows import read_fidelity


@dataclass(frozen=True)
class ItemView:
    """One item: what the record says of it, and beside it what people rated the last time."""

    indicator: Indicator
    ratings: tuple[Rating, ...] = ()
    """Of the review beside; several where each specialist was rated."""
    rating: int | None = None
    """The one rating that these come to."""

    @property
    def item(self) -> ScaleItem:
        """The item of the scale."""
        return self.indicator.item

    @property
    def id(self) -> str:
        """Such as `F17`."""
        return self.indicator.id


@dataclass(frozen=True)
class FidelityReport:
    """Every item of a scale over one period. There is no total of indicators, on purpose."""

    asked: Period
    """The period as it was asked for."""
    as_of: date
    """The day looked from."""
    period: Period
    """The same up to the last day of the figures (domain.md 6.6 Z3)."""
    pack: RulePack
    """Whose rules say when a job counts; the limits are the scale's."""
    scale: Scale
    items: tuple[ItemView, ...]
    here_count: int
    """How many people were on the books of this laptop in the period."""
    review: ReviewView | None = None
    """The latest review by this scale; its band stands in it, and only once it is completed."""
    specialist_ref: str = ""
    """Whose people it is about; empty for everyone's."""
    scale_not_here: str = ""
    """The scale that the team chose, where this computer does not have it and IPS-25 stands in."""
    covers: tuple[Laptop, ...] = ()
    """Whose records are in its figures, this laptop first. People, ratings and what is not added are this laptop's."""
    practice: bool = False
    """Whether it is about invented people."""

    @property
    def runs(self) -> bool:
        """Whether the period was not over on the day looked from, so that nothing is final."""
        return self.as_of < self.asked.last

    def item(self, item_id: str) -> ItemView:
        """The item of that id. Raises LookupError for one that is not in it."""
        for one in self.items:
            if one.id == item_id:
                return one
        raise LookupError(item_id)


def fidelity(
    desk: Desk,
    period: Period | None = None,
    *,
    scale: Scale | None = None,
    specialist: UUID | None = None,
    facts: FidelityFacts | None = None,
    through: Callable[[int, int], None] | None = None,
) -> FidelityReport:
    """What the record says of each item over a period, looked at from the desk's day.

    Without a period the last 90 days, without a scale the team's own. `specialist` narrows to whose people; `facts`
    that were read before spare the reading; `through` is told how many items of how many are counted, and may raise to
    stop. Raises ValueError for a period that begins after the day looked from,
    LookupError for an unknown specialist, a StoreProblem when the store cannot be read.
    """
    as_of = desk.clock.today()
    asked = period or usual_period(as_of)
    looked_at = Period(asked.first, min(asked.last, as_of))
    chosen = chosen_scale(desk)
    ours = scale or find_scale(desk, chosen)
    by = ours or load_scale()
    known, ref = facts or read_fidelity(desk), ""
    if specialist is not None:
        one = next((member for member in known.team.staff if member.id == specialist), None)
        if one is None:
            raise LookupError("staff")
        known, ref = fidelity_of_specialist(known, one, looked_at.last), one.ref
    # Only when a job counts is the team's to say; the limits are the scale's.
    pack = settings.rule_pack(desk)
    base = base_of(known.team, looked_at, Rules(counts_from=pack.rules.counts_from))
    review = next((r for r in reviews(desk) if r.scale_id == by.id and r.reviewed_on <= looked_at.last), None)
    found = indicators(by, base, known, _unit(desk, looked_at, by), through)
    return FidelityReport(
        asked,
        as_of,
        looked_at,
        pack,
        by,
        tuple(_beside(one, review, ref) for one in found),
        len(base.refs),
        review,
        ref,
        "" if ours is not None else chosen,
        (this_laptop(desk),),
        desk.practice,
    )


def _beside(indicator: Indicator, review: ReviewView | None, specialist_ref: str) -> ItemView:
    if review is None:
        return ItemView(indicator)
    ratings = review.of(indicator.id)
    if specialist_ref:
        # Of one specialist's people only what was rated of that specialist, or as a whole.
        ratings = tuple(one for one in ratings if one.staff_ref in ("", specialist_ref))
    return ItemView(indicator, ratings, one_rating(ratings))


def _unit(desk: Desk, period: Period, scale: Scale) -> Mapping[Seen, tuple[Part, ...]]:
    """What supervision knows of the unit and its leader (items 7 and 8), where the scale asks for it."""
    if not {Seen.UNIT, Seen.SUPERVISOR} & {item.evidence for item in scale.items}:
        return {}
    told = evidence(desk, period.first, period.last)
    held, shared = sum(m.held for m in told.months), sum(m.leads_shared for m in told.months)
    weekly, monthly = told.weekly, told.monthly
    if not held and not any(one.supervised or one.mentored for one in told.by_specialist):
        # Nothing noted is nothing known: a service may keep its supervision elsewhere.
        unit: tuple[Part, ...] = ()
        leader: tuple[Part, ...] = ()
    else:
        unit = (
            Part("unit_meetings", held),
            Part("leads_shared", shared, held, mean=True),
            Part("people_covered", told.covering),
        )
        leader = (
            Part("supervised_weekly", *weekly, mean=True),
            Part("mentored_monthly", *monthly, mean=True),
            Part("quarters_with_outcomes", told.quarters_with_outcomes, told.quarters, mean=True),
            Part(
                "teams_met_quarterly",
                sum(team.quarters >= told.quarters for team in told.clinical_teams),
                len(told.clinical_teams),
                mean=True,
            ),
        )
    ratio = (
        (Part("per_leader", told.specialists_time, Fraction(told.leaders_time), mean=True),)
        if told.leaders_time
        else ()
    )
    return {Seen.UNIT: unit, Seen.SUPERVISOR: (*ratio, *leader)}
