"""How fast, and how often with employers: M16, M21, M22 (domain.md 5.2, 6.6 D11, D15 to D18)."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from ips_tui.domain.employers import counts_as_met
from ips_tui.domain.outcomes.base import Base, Case, specialists
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
from ips_tui.domain.outcomes.rules import Period

LOG_DAYS = 28
"""Days up to the last one that the log of employer contacts is looked at for (D18)."""
WEEK = 7


def m16_days_to_work(base: Base) -> Figure:
    """M16: days from first seen to the first competitive job, as a mean; its part is the median (D11).

    Who came in work is left out; who has no job yet is listed with the days so far.
    """
    listed: list[Listed] = []
    left: list[LeftOut] = []
    missed: list[JustMissed] = []
    for case in base.cases:
        job = case.first_job
        if not case.out_of_work_at_entry:
            left.append(LeftOut(case.ref, Why.IN_WORK_AT_REFERRAL))
        elif case.first_seen is None:
            left.append(LeftOut(case.ref, Why.NOT_SEEN))
        elif job is not None and job.start_on is not None:
            # A job that began between the referral and the first meeting was no longer waited for.
            listed.append(Listed(case.ref, max((job.start_on - case.first_seen).days, 0), job.name))
        else:
            why = Why.START_MISSING if case.without_start else Why.OPEN
            why = Why.FOUR_HOURS_MISSING if case.latest(case.unconfirmed) else why
            left.append(LeftOut(case.ref, why, case.first_seen, (base.period.last - case.first_seen).days))
            missed += case.begins_soon()
    total, count = sum_and_count(one.number for one in listed)
    people = refs(one.ref for one in listed)
    return Figure(
        "M16",
        total,
        count,
        base.refs,
        people,
        people,
        tuple(left),
        tuple(missed),
        (Part("median", median(one.number for one in listed), people=people, counted=people, mean=True),),
        tuple(listed),
        mean=True,
    )


def days_to_employer(case: Case) -> int | None:
    """Days from first seen to the first meeting with an employer about the person; None where one of them is not yet.

    A meeting before the person was first seen, such as their own visit, took no day.
    """
    met = case.first_employer_met
    return None if met is None or case.first_seen is None else max((met.on - case.first_seen).days, 0)


def m21_rapid_search(base: Base) -> Figure:
    """M21: days from first seen to the first meeting with an employer, as a mean over those who have had one (D15).

    Its parts: the median, the share in time, how many wait for longer than that, and the mean when those who do are
    counted at their days so far.
    """
    limit = base.rules.search_days
    listed: list[Listed] = []
    left: list[LeftOut] = []
    missed: list[JustMissed] = []
    waiting: list[Listed] = []
    for case in base.cases:
        days = days_to_employer(case)
        if case.first_seen is None:
            left.append(LeftOut(case.ref, Why.NOT_SEEN))
        elif days is None:
            so_far = (base.period.last - case.first_seen).days
            left.append(LeftOut(case.ref, Why.OPEN, case.first_seen, so_far))
            if so_far > limit:
                waiting.append(Listed(case.ref, so_far, yes=False))
        else:
            listed.append(Listed(case.ref, days, yes=days <= limit))
            if 1 <= days - limit <= NEAR:
                missed.append(JustMissed(case.ref, Missed.OVER_LIMIT, days - limit))
    total, count = sum_and_count(one.number for one in listed)
    people = refs(one.ref for one in listed)
    in_time = refs(one.ref for one in listed if one.yes)
    late = refs(one.ref for one in waiting)
    with_waiting = sum_and_count(one.number for one in (*listed, *waiting))
    both = refs((*people, *late))
    parts = (
        Part("median", median(one.number for one in listed), people=people, counted=people, mean=True),
        Part("in_time", len(in_time), count, people=in_time, counted=people),
        Part("waiting_past_limit", len(late), people=late, counted=late),
        Part("with_waiting", *with_waiting, people=both, counted=both, mean=True),
    )
    return Figure(
        "M21", total, count, base.refs, people, people, tuple(left), tuple(missed), parts, tuple(listed), mean=True
    )


def log_period(base: Base) -> Period:
    """The 28 days that end on the last day of the period (D18), wherever it begins."""
    return Period(base.period.last - timedelta(days=LOG_DAYS - 1), base.period.last)


def m22_employer_contacts(base: Base) -> Figure:
    """M22: face-to-face contacts with employers a week, for each specialist first and then as a mean (D18).

    Nothing is corrected for part time; who worked here for a part of the 28 days is looked at for those days. Its parts
    are the specialists: their contacts, and their weeks. It is about staff, so nobody on the books is behind it.
    """
    window = log_period(base)
    parts: list[Part] = []
    for one in specialists(base.team, window):
        first = max(window.first, one.from_on or window.first)
        last = min(window.last, one.to_on or window.last)
        theirs = Period(first, last)
        contacts = sum(
            c.staff == one.id and c.on in theirs and counts_as_met(c.mode, c.made_by)
            for c in base.team.employer_contacts
        )
        parts.append(
            Part("weekly_contacts", contacts, Fraction(theirs.days, WEEK), of="specialist", group=one.ref, mean=True)
        )
    rates: Fraction = sum((part.value or Fraction(0) for part in parts), Fraction(0))
    return Figure("M22", rates, len(parts), (), (), (), parts=tuple(parts), mean=True)
