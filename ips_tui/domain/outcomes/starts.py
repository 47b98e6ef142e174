"""Who works and who began to: M2 to M5, M8, M10, M15, M18 (domain.md 5.2, 6.6 D3 to D7)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from ips_tui.domain.outcomes.base import Base, Case
from ips_tui.domain.outcomes.figure import Figure, JustMissed, LeftOut, Listed, Part, Why, refs
from ips_tui.domain.outcomes.job_facts import Work


def m2_rate(base: Base) -> Figure:
    """M2: people who worked at least one day of the period in a competitive job, of everyone served (D3, D4, D6)."""
    people: list[str] = []
    besides: list[LeftOut] = []
    missed: list[JustMissed] = []
    for case in base.cases:
        first = max(base.period.first, case.accepted_on)
        jobs = [job for job in case.person.jobs if _counts_for_m2(case, job)]
        if any(job.worked_between(first, base.period.last) for job in jobs):
            people.append(case.ref)
            continue
        besides += (
            LeftOut(case.ref, Why.FOUR_HOURS_MISSING, job.start_on, job=job.name)
            for job in case.unconfirmed
            if job.worked_between(first, base.period.last)
        )
        missed += case.begins_soon()
        missed += (m for job in jobs if job.end_on is not None for m in case.just_before(job.end_on, job.name))
    return Figure(
        "M2",
        len(people),
        len(base.cases),
        base.refs,
        base.refs,
        tuple(people),
        just_missed=tuple(missed),
        besides=tuple(besides),
    )


def _counts_for_m2(case: Case, job: Work) -> bool:
    """A competitive job, confirmed or held at referral; work is no less work for having begun before (D6)."""
    if not job.competitive or job.fell_through_on is not None:
        return False
    if job.held_at_referral:
        return job.planned_on is None
    return job.start_on is not None and case.confirmed(job)


def m3_benchmarks(base: Base) -> Figure:
    """M3: the rate of M2, to be read beside its benchmarks."""
    rate = m2_rate(base)
    return Figure("M3", rate.numerator, rate.denominator, rate.base, rate.counted, rate.people)


def m4_starts(base: Base) -> Figure:
    """M4: competitive jobs begun in the period, second and parallel ones too."""
    return _starts(base, "M4", lambda case: case.jobs, only_first=False)


def m5_into_work(base: Base) -> Figure:
    """M5: people whose first competitive job since an entry began in the period; each person once."""
    return _starts(base, "M5", lambda case: case.first_jobs, only_first=True)


def _starts(base: Base, name: str, looked_at: Callable[[Case], tuple[Work, ...]], *, only_first: bool) -> Figure:
    """How many of the jobs that are looked at began in the period."""
    listed: list[Listed] = []
    left: list[LeftOut] = []
    besides: list[LeftOut] = []
    missed: list[JustMissed] = []
    for case in base.cases:
        jobs = looked_at(case)
        begun = [job for job in jobs if job.start_on in base.period][: 1 if only_first else None]
        listed += (Listed(case.ref, 1, job.name) for job in begun)
        unclear = [
            LeftOut(case.ref, Why.FOUR_HOURS_MISSING, job.start_on, job=job.name)
            for job in case.unconfirmed
            if job.start_on in base.period
        ]
        if begun:
            besides += unclear
            continue
        # Whoever worked before is counted by a further job, but not by a first one, unless they came back.
        again = not only_first or case.first_job is None
        if unclear and again:
            left.append(unclear[0])
        elif jobs:
            left.append(LeftOut(case.ref, Why.EARLIER, jobs[-1].start_on, job=jobs[-1].name))
        else:
            left.append(case.without_job())
        if again:
            missed += case.begins_soon()
        missed += (m for job in jobs for m in case.just_before(job.start_on, job.name))
    people = refs(one.ref for one in listed)
    return Figure(
        name,
        len(listed),
        None,
        base.refs,
        people,
        people,
        tuple(left),
        tuple(missed),
        cases=tuple(listed),
        besides=tuple(besides),
    )


def m8_rate(base: Base) -> Figure:
    """M8: of those who came without work, who had a first competitive start by the last day (D7).

    Everyone on the books, or where the rules ask for it only those who came in the days before the last day. Its part
    is the other cohort: who came in the period.
    """
    people: list[str] = []
    counted: list[str] = []
    left: list[LeftOut] = []
    besides: list[LeftOut] = []
    missed: list[JustMissed] = []
    came: list[str] = []
    within = base.rules.cohort_days
    for case in base.cases:
        if not case.out_of_work_at_entry:
            left.append(LeftOut(case.ref, Why.IN_WORK_AT_REFERRAL))
        elif within is not None and (base.period.last - case.entry.on).days >= within:
            left.append(LeftOut(case.ref, Why.OUTSIDE_COHORT, case.entry.on))
        else:
            counted.append(case.ref)
            if case.entry.on in base.period:
                came.append(case.ref)
            if case.first_job is not None:
                people.append(case.ref)
                continue
            besides += (
                LeftOut(case.ref, Why.FOUR_HOURS_MISSING, job.start_on, job=job.name)
                for job in case.latest(case.unconfirmed)
            )
            missed += case.begins_soon()
    into_work = tuple(ref for ref in came if ref in people)
    return Figure(
        "M8",
        len(people),
        len(counted),
        base.refs,
        tuple(counted),
        tuple(people),
        tuple(left),
        tuple(missed),
        parts=(Part("came_in_period", len(into_work), len(came), people=into_work, counted=tuple(came)),),
        besides=tuple(besides),
    )


def months_before(day: date, months: int) -> date:
    """The same day so many months (0 or more) earlier, or the last of that month where it is shorter."""
    month = day.year * 12 + day.month - 1 - months
    year, place = divmod(month, 12)
    return date(year, place + 1, min(day.day, monthrange(year, place + 1)[1]))


def m10_with_time(base: Base) -> Figure:
    """M10: of those seen first long enough before the last day, who worked at least one day in a competitive job.

    Its own rule counts a job from its first day (PERKINS22), whatever the four hours.
    """
    since = months_before(base.period.last, base.rules.cohort_months)
    people: list[str] = []
    counted: list[str] = []
    left: list[LeftOut] = []
    missed: list[JustMissed] = []
    for case in base.cases:
        if case.first_seen is None:
            left.append(LeftOut(case.ref, Why.NOT_SEEN))
        elif case.first_seen > since:
            left.append(LeftOut(case.ref, Why.TOO_RECENT, case.first_seen, (case.first_seen - since).days))
        else:
            counted.append(case.ref)
            if any(job.worked_between(case.entry.on, base.period.last) for job in case.latest(case.begun)):
                people.append(case.ref)
            else:
                missed += case.begins_soon()
    return Figure(
        "M10", len(people), len(counted), base.refs, tuple(counted), tuple(people), tuple(left), tuple(missed)
    )
