"""Items 15, 17 and 24 of IPS-25: how soon, how often with employers, how much outside (domain.md 6.6 D15 to D18)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from ips_tui.domain.employer_weeks import monday_of
from ips_tui.domain.employers import counts_as_met
from ips_tui.domain.fidelity.anchors import REVIEWED_MONTHLY, REVIEWED_WEEKLY, by_figure
from ips_tui.domain.fidelity.facts import FidelityFacts
from ips_tui.domain.fidelity.indicator import Indicator, Lowering, Lowers
from ips_tui.domain.fidelity.scale import ScaleItem
from ips_tui.domain.outcomes.base import Base, specialists
from ips_tui.domain.outcomes.facts import Spent, StaffFacts
from ips_tui.domain.outcomes.figure import Figure, Part, Why
from ips_tui.domain.outcomes.pace import log_period, m21_rapid_search, m22_employer_contacts
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.rhythms import WEEK


def rapid_search(item: ScaleItem, base: Base, facts: FidelityFacts) -> Indicator:
    """Item 15: mean days from first seen to the first meeting with an employer, by either side (M21, D15, D17).

    Whoever still waits is in no mean and stands apart, with the days so far. That contacts are tracked is given by
    their being in the record.
    """
    figure = m21_rapid_search(base)
    top = item.limits[0] if item.limits else None
    lowered = tuple(
        Lowering(one.ref, Lowers.DAYS, number=one.number)
        for one in figure.cases
        if top is not None and one.number > top
    )
    waiting = tuple(one for one in figure.left_out if one.why is Why.OPEN)
    return by_figure(item, figure, lowered, waiting)


def employer_contacts(item: ScaleItem, base: Base, facts: FidelityFacts) -> Indicator:
    """Item 17: contacts with employers face to face a week, for each specialist and then as a mean (M22, D18).

    The two highest anchors ask that the leader looks at the log every week, the third in the month. A week may be
    looked at until the next one is over. Nothing is known of leave. Its last two parts are the specialists whose log
    was looked at so often.
    """
    figure = m22_employer_contacts(base)
    top = item.limits[0] if item.limits else None
    counts = Counter(
        (c.staff, monday_of(c.on)) for c in base.team.employer_contacts if counts_as_met(c.mode, c.made_by)
    )
    lowered: list[Lowering] = []
    weekly = monthly = 0
    for one, window in _at_work(base):
        reviewed = {r.week for r in facts.log_reviews if r.staff == one.id}
        monthly += any(week + timedelta(days=WEEK - 1) >= window.first for week in reviewed)
        every = True
        for week in _whole_weeks(window):
            met = counts[one.id, week]
            if top is not None and met < top:
                lowered.append(Lowering(one.ref, Lowers.FEW_CONTACTS, week, met, staff=True))
            if week not in reviewed and week + timedelta(days=2 * WEEK - 1) <= base.period.last:
                every = False
                lowered.append(Lowering(one.ref, Lowers.NOT_REVIEWED, week, staff=True))
        weekly += every
    of = figure.denominator
    reviews = Part(REVIEWED_WEEKLY, weekly, of, mean=True), Part(REVIEWED_MONTHLY, monthly, of, mean=True)
    return by_figure(item, replace(figure, parts=(*figure.parts, *reviews)), tuple(lowered))


def community(item: ScaleItem, base: Base, facts: FidelityFacts) -> Indicator:
    """Item 24: percent of the hours written down that were outside, for each specialist and then as a mean (D18).

    It is as good as the minutes at contacts are: what nobody wrote down, and the way there, is in none of them.
    """
    top = item.limits[0] if item.limits else None
    lowered: list[Lowering] = []
    parts: list[Part] = []
    theirs: dict[UUID, list[Spent]] = defaultdict(list)
    for spent in base.team.time:
        theirs[spent.staff].append(spent)
    for one, window in _at_work(base):
        weeks: dict[date, list[int]] = {}
        for spent in theirs[one.id]:
            if spent.on in window:
                week = weeks.setdefault(monday_of(spent.on), [0, 0])
                week[0] += spent.minutes if spent.in_community else 0
                week[1] += spent.minutes
        outside, of = (sum(week[place] for week in weeks.values()) for place in (0, 1))
        if of:
            parts.append(Part("hours_outside", outside, of, "specialist", one.ref))
            for first, (out, whole) in sorted(weeks.items()):
                percent = Fraction(100 * out, whole)
                if top is not None and percent < top:
                    lowered.append(Lowering(one.ref, Lowers.LITTLE_OUTSIDE, first, percent, staff=True))
    shares = [part.value * 100 for part in parts if part.value is not None]
    total: Fraction = sum(shares, Fraction(0))
    figure = Figure(item.id, total, len(shares), (), (), (), parts=tuple(parts), mean=True)
    return by_figure(item, figure, tuple(lowered))


def _at_work(base: Base) -> Iterator[tuple[StaffFacts, Period]]:
    """Each specialist with the days of the last four weeks that they worked here."""
    window = log_period(base)
    for one in specialists(base.team, window):
        yield one, Period(max(window.first, one.from_on or window.first), min(window.last, one.to_on or window.last))


def _whole_weeks(window: Period) -> Iterator[date]:
    week = monday_of(window.first + timedelta(days=WEEK - 1))
    while week + timedelta(days=WEEK - 1) <= window.last:
        yield week
        week += timedelta(days=WEEK)
