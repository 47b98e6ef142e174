"""M13: enough hours for enough weeks, as the primary-care programme of England asks for it (IPSPC; domain.md 5.2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ips_tui.domain.outcomes.base import Base, Case
from ips_tui.domain.outcomes.figure import NEAR, Figure, JustMissed, LeftOut, Missed, Part, Why
from ips_tui.domain.outcomes.job_facts import Work

WEEK = 7
_NONE = Decimal(0)


def m13_outcome(base: Base) -> Figure:
    """M13: people who reached, for the first time in the period, the hours for the weeks inside the span.

    A week is seven days that count; a day counts when the hours a week of all jobs at the wage floor that the person
    was in and not away from come to the hours asked for. The outcome is reached on the day the last of them is full.
    Its part `more_hours` asks for the higher hours.
    """
    people: list[str] = []
    left: list[LeftOut] = []
    besides: list[LeftOut] = []
    missed: list[JustMissed] = []
    more: list[str] = []
    for case in base.cases:
        days = _days(case)
        reached, best = _reached(days, base, base.rules.outcome_hours)
        higher, _ = _reached(days, base, base.rules.outcome_hours_more)
        if higher is not None and higher in base.period:
            more.append(case.ref)
        unclear = [LeftOut(case.ref, why, job.start_on, job=job.name) for job in case.jobs if (why := _missing(job))]
        if reached is not None and reached in base.period:
            people.append(case.ref)
            besides += unclear
        elif reached is not None:
            left.append(LeftOut(case.ref, Why.EARLIER, reached))
            missed += case.just_before(reached)
        elif unclear:
            left.append(unclear[0])
        elif case.jobs:
            to_go = base.rules.outcome_weeks * WEEK - best
            left.append(LeftOut(case.ref, Why.OPEN, case.jobs[0].start_on, best))
            if to_go <= NEAR:
                missed.append(JustMissed(case.ref, Missed.STILL_YOUNG, to_go))
        else:
            left.append(case.without_job())
    everyone = tuple(people)
    return Figure(
        "M13",
        len(people),
        None,
        base.refs,
        everyone,
        everyone,
        tuple(left),
        tuple(missed),
        parts=(Part("more_hours", len(more), people=tuple(more), counted=tuple(more)),),
        besides=tuple(besides),
    )


def _missing(job: Work) -> Why | None:
    """What is not known of a job, so that none of its days can count."""
    if job.minimum_wage is None:
        return Why.WAGE_MISSING
    return None if any(terms.hours is not None for terms in job.terms) else Why.HOURS_MISSING


def _days(case: Case) -> dict[int, Decimal]:
    """The hours a week of every day that a job at the wage floor was worked, those of all jobs together.

    A day is its ordinal: there may be thousands.
    """
    found: dict[int, Decimal] = {}
    for job in case.jobs:
        if _missing(job) is not None or job.start_on is None:
            continue
        for first, days, terms in job.stretches_worked(job.start_on, case.period.last):
            if terms is not None and terms.hours is not None:
                for day in range(first.toordinal(), first.toordinal() + days):
                    found[day] = found.get(day, _NONE) + terms.hours
    return found


def _reached(days: dict[int, Decimal], base: Base, hours: int) -> tuple[date | None, int]:
    """The day the outcome was reached first, and the most days that counted inside one span."""
    wanted, span = base.rules.outcome_weeks * WEEK, base.rules.outcome_span_weeks * WEEK
    inside = [day for day in sorted(days) if days[day] >= hours]
    first = best = 0
    for place, day in enumerate(inside):
        while day - inside[first] >= span:
            first += 1
        best = max(best, place - first + 1)
        if best >= wanted:
            return date.fromordinal(day), best
    return None, best
