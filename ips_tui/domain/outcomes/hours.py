"""How many hours, and for how much: M15 and M18 (domain.md 5.2)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

from ips_tui.domain.jobs import PayPeriod
from ips_tui.domain.money import Money
from ips_tui.domain.outcomes.base import Base, Case
from ips_tui.domain.outcomes.figure import Figure, LeftOut, Listed, Number, Part, Why, refs
from ips_tui.domain.outcomes.job_facts import Terms, Work

BANDS = ((Decimal(0), "under_7"), (Decimal(7), "7_to_16"), (Decimal(16), "16_to_20"), (Decimal(20), "20_to_30"))
FULL_BAND = (Decimal(30), "30_up")
"""Hours a week from which a band goes up to the next (M15)."""


def band_of(hours: Decimal) -> str:
    """The band of M15 that so many hours a week lie in."""
    return max(((least, name) for least, name in (*BANDS, FULL_BAND) if hours >= least), key=lambda b: b[0])[1]


def m15_bands(base: Base) -> Figure:
    """M15: the jobs begun in the period whose hours are known, of all begun in it; its parts are the bands."""
    found: dict[str, list[str]] = defaultdict(list)
    starts = [(case, job) for case in base.cases for job in case.jobs if job.start_on in base.period]
    besides: list[LeftOut] = []
    listed: list[Listed] = []
    for case, job in starts:
        terms = None if job.start_on is None else job.terms_on(job.start_on)
        if terms is None or terms.hours is None:
            besides.append(LeftOut(case.ref, Why.HOURS_MISSING, job.start_on, job=job.name))
        else:
            found[band_of(terms.hours)].append(case.ref)
            listed.append(Listed(case.ref, Fraction(terms.hours), job.name))
    known, counted = len(listed), refs(case.ref for case, _ in starts)
    left = tuple(_no_start(case, base) for case in base.cases if case.ref not in counted)
    people = refs(one.ref for one in listed)
    parts = tuple(
        Part("starts", len(found[name]), known, of="hours", group=name, people=refs(found[name]), counted=people)
        for _, name in (*BANDS, FULL_BAND)
    )
    return Figure(
        "M15",
        known,
        len(starts),
        base.refs,
        counted,
        people,
        left,
        parts=parts,
        cases=tuple(listed),
        besides=tuple(besides),
    )


def _no_start(case: Case, base: Base) -> LeftOut:
    if case.jobs and not any(job.start_on in base.period for job in case.unconfirmed):
        return LeftOut(case.ref, Why.EARLIER, case.jobs[-1].start_on, job=case.jobs[-1].name)
    return case.without_job()


def m18_hours_and_earnings(base: Base) -> Figure:
    """M18: hours a week, as a mean over the jobs of the period; its parts are all hours, and all wages by currency.

    Hours are those agreed, for the days of the period that were days worked; wages are those hours, paid.
    """
    listed: list[Listed] = []
    left: list[LeftOut] = []
    besides: list[LeftOut] = []
    hours, wages = Fraction(0), defaultdict[str, Fraction](Fraction)
    for case in base.cases:
        jobs = [job for job in case.jobs if job.worked_between(base.period.first, base.period.last)]
        known = [(job, terms) for job in jobs if (terms := _last_terms(job, base)) is not None]
        missing = [job for job in jobs if _last_terms(job, base) is None]
        for job, terms in known:
            listed.append(Listed(case.ref, Fraction(terms.hours or 0), job.name))
            for _, days, of_these in job.stretches_worked(base.period.first, base.period.last):
                if of_these is not None and of_these.hours is not None:
                    hours += Fraction(of_these.hours) * days / 7
                    if of_these.pay is not None:
                        wages[of_these.pay.currency] += pay_of_day(of_these, of_these.pay) * days
        gaps = [LeftOut(case.ref, Why.HOURS_MISSING, job.start_on, job=job.name) for job in missing]
        if known:
            besides += gaps
        elif gaps:
            left.append(gaps[0])
        elif case.jobs:
            job = case.jobs[-1]
            why = Why.AWAY if job.end_on is None or job.end_on >= base.period.first else Why.EARLIER
            left.append(LeftOut(case.ref, why, job.end_on, job=job.name))
        else:
            left.append(case.without_job())
    people = refs(one.ref for one in listed)
    parts = [Part("total_hours", hours, people=people, counted=people, mean=True)]
    parts += [
        Part("total_wages", amount, of="currency", group=currency, people=people, counted=people, mean=True)
        for currency, amount in sorted(wages.items())
    ]
    total: Number = sum((one.number for one in listed), Fraction(0))
    return Figure(
        "M18",
        total,
        len(listed),
        base.refs,
        people,
        people,
        tuple(left),
        parts=tuple(parts),
        cases=tuple(listed),
        besides=tuple(besides),
        mean=True,
    )


def _last_terms(job: Work, base: Base) -> Terms | None:
    day = min(job.end_on or base.period.last, base.period.last)
    terms = job.terms_on(day)
    return None if terms is None or terms.hours is None else terms


def pay_of_day(terms: Terms, pay: Money) -> Fraction:
    """What a day of a job is worth, in whole units of its currency: the pay spread evenly over all days of the week."""
    amount = Fraction(pay.amount)
    match terms.pay_period:
        case PayPeriod.WEEK:
            return amount / 7
        case PayPeriod.MONTH:
            return amount * 12 / 365
        case PayPeriod.YEAR:
            return amount / 365
        case _:
            return amount * Fraction(terms.hours or 0) / 7
