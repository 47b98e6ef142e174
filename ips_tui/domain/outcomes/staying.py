"""Whether jobs last: M11, M12, M14, M17, M19 (domain.md 5.2, 6.6 D9, D10, D12, D13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ips_tui.domain.jobs import UNSATISFACTORY
from ips_tui.domain.outcomes.base import Base, Case
from ips_tui.domain.outcomes.figure import (
    NEAR,
    Figure,
    JustMissed,
    LeftOut,
    Listed,
    Missed,
    Part,
    Why,
    median,
    refs,
    sum_and_count,
)

WEEKS_13, WEEKS_26 = 91, 182
"""Days of thirteen and of twenty-six weeks (M11, M12)."""


@dataclass(frozen=True)
class Stretch:
    """A job, or jobs that are joined because nearly nothing lies between them."""

    name: str
    start_on: date
    end_on: date | None


def stretches(case: Case) -> tuple[Stretch, ...]:
    """The jobs that count, in the order of their starts; joined where the rules allow a gap (domain.md 5.4).

    A gap is the days between the last day of one and the first of the next; jobs that overlap have none.
    """
    gap = case.rules.join_gap_days
    found: list[Stretch] = []
    jobs = sorted((j for j in case.jobs if j.start_on is not None), key=lambda j: (j.start_on or date.max, j.id.int))
    for job in jobs:
        if job.start_on is None:
            continue
        last = found[-1] if found and gap is not None else None
        if last is not None and (last.end_on is None or (job.start_on - last.end_on).days - 1 <= (gap or 0)):
            end = None if last.end_on is None or job.end_on is None else max(last.end_on, job.end_on)
            found[-1] = Stretch(f"{last.name} + {job.name}", last.start_on, end)
        else:
            found.append(Stretch(job.name, job.start_on, job.end_on))
    return tuple(found)


def m11_thirteen_weeks(base: Base) -> Figure:
    """M11: jobs that lasted 13 weeks, of those that began at least so long before the last day."""
    return _sustained(base, "M11", WEEKS_13)


def m12_twenty_six_weeks(base: Base) -> Figure:
    """M12: the same with 26 weeks."""
    return _sustained(base, "M12", WEEKS_26)


def m14_kept(base: Base) -> Figure:
    """M14: jobs kept for 90 days, of those that began at least so long before the last day."""
    return _sustained(base, "M14", base.rules.kept_days)


def _sustained(base: Base, name: str, days: int) -> Figure:
    """A job is old enough when the day has come, and lasted when it ended on that day or later (D9)."""
    listed: list[Listed] = []
    left: list[LeftOut] = []
    besides: list[LeftOut] = []
    missed: list[JustMissed] = []
    for case in base.cases:
        young: list[LeftOut] = []
        old = 0
        for job in stretches(case):
            to_go = days - (base.period.last - job.start_on).days
            if to_go > 0:
                young.append(LeftOut(case.ref, Why.TOO_RECENT, job.start_on, to_go, job.name))
                if to_go <= NEAR and job.end_on is None:
                    missed.append(JustMissed(case.ref, Missed.STILL_YOUNG, to_go, job.name))
                continue
            old += 1
            worked = ((job.end_on or base.period.last) - job.start_on).days
            listed.append(Listed(case.ref, worked, job.name, yes=worked >= days))
            if 1 <= days - worked <= NEAR:
                missed.append(JustMissed(case.ref, Missed.ENDED_SHORT, days - worked, job.name))
        unconfirmed = [
            LeftOut(case.ref, Why.FOUR_HOURS_MISSING, job.start_on, job=job.name) for job in case.unconfirmed
        ]
        if old:
            besides += young + unconfirmed
        elif young:
            left.append(young[0])
            besides += young[1:] + unconfirmed
        else:
            left.append(case.without_job())
    kept = [one for one in listed if one.yes]
    return Figure(
        name,
        len(kept),
        len(listed),
        base.refs,
        refs(one.ref for one in listed),
        refs(one.ref for one in kept),
        tuple(left),
        tuple(missed),
        cases=tuple(listed),
        besides=tuple(besides),
    )


def m17_tenure(base: Base) -> Figure:
    """M17: days in each job up to its end or the last day, as a mean over jobs (D10, D12).

    Its parts: the median, the longest job of each person as a mean over people, and all weeks worked.
    """
    listed: list[Listed] = []
    left: list[LeftOut] = []
    besides: list[LeftOut] = []
    longest: list[int] = []
    for case in base.cases:
        days = [job.days_worked(base.period.last) for job in case.jobs]
        listed += (Listed(case.ref, count, job.name) for count, job in zip(days, case.jobs, strict=True))
        if days:
            longest.append(max(days))
            besides += (
                LeftOut(case.ref, Why.FOUR_HOURS_MISSING, job.start_on, job=job.name) for job in case.unconfirmed
            )
        else:
            left.append(case.without_job())
    total, count = sum_and_count(one.number for one in listed)
    people = refs(one.ref for one in listed)
    parts = (
        Part("median", median(one.number for one in listed), people=people, counted=people, mean=True),
        Part("longest_per_person", *sum_and_count(longest), people=people, counted=people, mean=True),
        Part("weeks_worked", Fraction(total) / 7, people=people, counted=people, mean=True),
    )
    return Figure(
        "M17",
        total,
        count,
        base.refs,
        people,
        people,
        tuple(left),
        parts=parts,
        cases=tuple(listed),
        besides=tuple(besides),
        mean=True,
    )


def m19_unsatisfactory(base: Base) -> Figure:
    """M19: jobs that ended by dismissal or by leaving for no other job, of all that ended in the period (D13)."""
    listed: list[Listed] = []
    left: list[LeftOut] = []
    besides: list[LeftOut] = []
    missed: list[JustMissed] = []
    for case in base.cases:
        ended = [(job, job.ended) for job in case.begun if job.ended is not None]
        inside = [(job, end) for job, end in ended if end.last_day_on in base.period]
        listed += (Listed(case.ref, 1, job.name, yes=end.how in UNSATISFACTORY) for job, end in inside)
        unclear = [
            LeftOut(case.ref, Why.START_MISSING, job.end_on, job=job.name)
            for job in case.without_start
            if job.end_on in base.period
        ]
        if inside:
            besides += unclear
        else:
            if unclear:
                left.append(unclear[0])
            elif ended:
                left.append(LeftOut(case.ref, Why.EARLIER, ended[-1][1].last_day_on, job=ended[-1][0].name))
            else:
                left.append(LeftOut(case.ref, Why.NO_ENDING))
            missed += (m for job, end in ended for m in case.just_before(end.last_day_on, job.name))
    bad = [one for one in listed if one.yes]
    return Figure(
        "M19",
        len(bad),
        len(listed),
        base.refs,
        refs(one.ref for one in listed),
        refs(one.ref for one in bad),
        tuple(left),
        tuple(missed),
        cases=tuple(listed),
        besides=tuple(besides),
    )
