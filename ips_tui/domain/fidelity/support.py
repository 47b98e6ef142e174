"""Item 23 of IPS-25: whether support in a job goes on, face to face, as long as it is wanted (domain.md 3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ips_tui.domain.chart import FIRST_DAYS, WEEKLY, FollowAlong, follow_along
from ips_tui.domain.contacts import Mode
from ips_tui.domain.fidelity.anchors import KEPT_FOUR_MONTHS, KEPT_IN_FULL, KEPT_SOME_MONTH, by_figure
from ips_tui.domain.fidelity.facts import FidelityFacts
from ips_tui.domain.fidelity.indicator import Indicator, Lowering, Lowers
from ips_tui.domain.fidelity.jobs import all_jobs, without
from ips_tui.domain.fidelity.scale import ScaleItem
from ips_tui.domain.jobs import ENDING_CONTACT_DAYS
from ips_tui.domain.outcomes.base import Base, Case
from ips_tui.domain.outcomes.figure import Figure, LeftOut, Listed, Part, Why, refs
from ips_tui.domain.outcomes.job_facts import Work
from ips_tui.domain.rhythms import MONTH, WEEK

YEAR_OF_MONTHS = 12
FOUR_MONTHS = 3
"""Months after the first four weeks that make four months."""


@dataclass(frozen=True)
class Kept:
    """How it was with one job."""

    ref: str
    job: Work
    start: date
    whole: FollowAlong
    """Up to a year of months."""
    four: FollowAlong
    """Up to four months."""
    until: date
    after_ending: bool

    @property
    def begun(self) -> bool:
        """Whether any time is over in which there should have been a contact."""
        return self.whole.weeks.of > 0

    @property
    def weekly_and_monthly(self) -> bool:
        """A contact in every week of the first four and in every month after them, as far as they are over."""
        weeks, months = self.whole.weeks, self.whole.months
        return weeks.kept == weeks.of and months.kept == months.of

    @property
    def in_full(self) -> bool:
        """That, with the week before, the first three days, and three days after an ending."""
        early = self.whole.first_on is not None or self.until < self.start + timedelta(days=FIRST_DAYS)
        return self.weekly_and_monthly and self.whole.before_on is not None and early and self.after_ending

    @property
    def four_months(self) -> bool:
        """A contact in the first month, and in every month of the three after it."""
        months = self.four.months
        return self.four.weeks.kept > 0 and months.kept == months.of

    @property
    def lowered_by(self) -> Iterator[Lowering]:
        """What was missed."""
        weeks, months = self.whole.weeks, self.whole.months

        def one(why: Lowers, number: int | None = None) -> Lowering:
            return Lowering(self.ref, why, self.start, number, self.job.name)

        if self.whole.before_on is None:
            yield one(Lowers.BEFORE_START)
        if self.whole.first_on is None and self.until >= self.start + timedelta(days=FIRST_DAYS):
            yield one(Lowers.FIRST_DAYS)
        if weeks.kept < weeks.of:
            yield one(Lowers.WEEKS, weeks.of - weeks.kept)
        if months.kept < months.of:
            yield one(Lowers.MONTHS, months.of - months.kept)
        if not self.after_ending:
            yield one(Lowers.AFTER_ENDING)


def kept(case: Case, job: Work, start: date) -> Kept:
    """How support went with one job, up to the last day, its end or the closing of the case; face to face alone."""
    last, closed = case.period.last, case.closed
    ends = [last, *([job.end_on] if job.end_on is not None else []), *([closed.on] if closed is not None else [])]
    until = max(min(ends), start)
    met = [c.on for c in case.person.contacts if c.took_place and c.mode is Mode.FACE_TO_FACE]

    def up_to(months: int) -> FollowAlong:
        end = start + timedelta(days=WEEKLY * WEEK + months * MONTH - 1)
        return follow_along(start, min(until, end), met)

    return Kept(case.ref, job, start, up_to(YEAR_OF_MONTHS), up_to(FOUR_MONTHS), until, _after_ending(case, job, met))


def _after_ending(case: Case, job: Work, met: list[date]) -> bool:
    """Whether the person was seen in time after an ending that was heard of; true while nothing is late."""
    ended = job.ended
    if ended is None:
        return True
    heard = ended.learnt_on or ended.last_day_on
    in_time = heard + timedelta(days=ENDING_CONTACT_DAYS)
    if case.period.last < in_time:
        return True
    noted = ended.contacted_on is not None and ended.contacted_on <= in_time
    return noted or any(ended.last_day_on <= day <= in_time for day in met)


def follow_along_kept(item: ScaleItem, base: Base, facts: FidelityFacts) -> Indicator:
    """Item 23: jobs with a contact face to face in every week of the first month and in every month of a year.

    The limits are shares of jobs: the first of those kept in full for 5, the second of these for 4, the third of those
    kept for four months for 3. Below that some support after the first month is 2, none is 1. What a person wishes
    comes first, and no record says of each week that it was so.
    """
    found = [kept(case, job, start) for case, job, start in all_jobs(base)]
    ours = [one for one in found if one.begun]
    young = [one for one in found if not one.begun]
    counted = refs(one.ref for one in ours)
    waiting = tuple(
        LeftOut(one.ref, Why.TOO_RECENT, one.start, WEEK - (one.until - one.start).days - 1, one.job.name)
        for one in young
    )
    late = {one.ref: one for one in waiting if one.ref not in counted}
    left = tuple(late.get(one.ref, one) for one in without(base, counted))
    # Somebody whose only job is too young has a job, so `without_job` has nothing to say of them.
    listed = tuple(Listed(one.ref, 1, one.job.name, yes=one.weekly_and_monthly) for one in ours)
    yes = [one for one in ours if one.weekly_and_monthly]
    figure = Figure(
        item.id,
        len(yes),
        len(ours),
        base.refs,
        counted,
        refs(one.ref for one in yes),
        left,
        parts=(
            _part(KEPT_IN_FULL, (one for one in ours if one.in_full), ours),
            _part(KEPT_FOUR_MONTHS, (one for one in ours if one.four_months), ours),
            _part(KEPT_SOME_MONTH, (one for one in ours if one.whole.months.kept), ours),
        ),
        cases=listed,
        besides=tuple(one for one in waiting if one.ref in counted),
    )
    return by_figure(item, figure, tuple(low for one in ours for low in one.lowered_by), waiting)


def _part(name: str, found: Iterable[Kept], of: list[Kept]) -> Part:
    jobs = list(found)
    return Part(name, len(jobs), len(of), people=refs(one.ref for one in jobs), counted=refs(one.ref for one in of))
