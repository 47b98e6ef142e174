"""The eight principles of IPS, each with one number that the record has; they are never added up (domain.md 2, 2.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from ips_tui.domain.employers import MadeBy, MatchesPreferences
from ips_tui.domain.fidelity.caseload import open_cases
from ips_tui.domain.fidelity.jobs import all_jobs, benefits_before, without
from ips_tui.domain.jobs import JobMatches
from ips_tui.domain.outcomes.base import Base, Case
from ips_tui.domain.outcomes.figure import Figure, LeftOut, Listed, Why, refs
from ips_tui.domain.outcomes.job_facts import Work
from ips_tui.domain.outcomes.pace import days_to_employer, m22_employer_contacts
from ips_tui.domain.outcomes.totals import Total, Whole
from ips_tui.domain.rhythms import MONTH, WEEK, Rhythms

VERSION = 1
"""Rises when what a principle counts changes, else counts of two ways would be added."""
NINE_OF_TEN = Fraction(9, 10)
"""From which share on a principle is met here. It is our own mark, not one of the scale's."""
WEEKLY_CONTACTS = Fraction(6)
"""Contacts with employers a week (IPS-25, item 17)."""
SEEN_DAYS = 28
"""Days from a referral to the first meeting face to face (domain.md 2, number 6: within four weeks)."""
CLINICAL_DAYS = 31
"""Days back in which the clinical team was updated, so that it is once a month."""


class PrincipleId(StrEnum):
    """The principles, in the order of domain.md 2."""

    ZERO_EXCLUSION = "zero_exclusion"
    COMPETITIVE_WORK = "competitive_work"
    INTEGRATION = "integration"
    PREFERENCES = "preferences"
    BENEFITS = "benefits"
    RAPID_SEARCH = "rapid_search"
    JOB_DEVELOPMENT = "job_development"
    ONGOING_SUPPORT = "ongoing_support"


class Met(StrEnum):
    """How it stands with a principle, in words; no colour alone says it."""

    MET = "met"
    LOOK = "look"
    NO_DATA = "no_data"


@dataclass(frozen=True)
class Principle:
    """One principle over one period."""

    id: PrincipleId
    figure: Figure
    met_from: Fraction
    """The value from which on it is met."""
    items: tuple[int, ...]
    """The items of IPS-25 that belong to it (domain.md 2.2)."""
    look_at: tuple[str, ...]
    """The people who are in the denominator and not in the numerator."""
    added: Total | None = None
    """What several laptops have of it together; None where it is of this laptop alone. People are this laptop's."""

    @property
    def whole(self) -> Whole:
        """The figure of everything it covers."""
        return self.added or self.figure

    @property
    def state(self) -> Met:
        """Whether it is met, is to be looked at, or there is nothing to look at; of everything it covers."""
        value = self.whole.value
        if value is None:
            return Met.NO_DATA
        return Met.MET if value >= self.met_from else Met.LOOK


def _people(name: PrincipleId, base: Base, yes: list[str], of: list[str], left: list[LeftOut]) -> Figure:
    return Figure(name, len(yes), len(of), base.refs, refs(of), refs(yes), tuple(left))


def _cases(
    name: PrincipleId, base: Base, found: list[Listed], left: tuple[LeftOut, ...], besides: tuple[LeftOut, ...] = ()
) -> Figure:
    counted = refs(one.ref for one in found)
    yes = [one for one in found if one.yes]
    return Figure(
        name,
        len(yes),
        len(found),
        base.refs,
        counted,
        refs(one.ref for one in yes),
        left,
        cases=tuple(found),
        besides=besides,
    )


def zero_exclusion(base: Base) -> Figure:
    """People who were met face to face within four weeks of their referral, of those for whom these are over.

    Nobody is turned down in the record, so this is what it can show: whoever was referred was also seen.
    """
    yes, of, left = list[str](), list[str](), list[LeftOut]()
    for case in base.cases:
        until = case.entry.received_on + timedelta(days=SEEN_DAYS)
        if case.first_seen is not None and case.first_seen <= until:
            yes.append(case.ref)
            of.append(case.ref)
        elif until > base.period.last and case.closed is None:
            left.append(LeftOut(case.ref, Why.TOO_RECENT, case.entry.received_on, (until - base.period.last).days))
        else:
            of.append(case.ref)
    return _people(PrincipleId.ZERO_EXCLUSION, base, yes, of, left)


def competitive_work(base: Base) -> Figure:
    """Jobs begun since people came that are competitive, of all of them (domain.md 5.1)."""
    found: list[Listed] = []
    for case in base.cases:
        for job in case.person.jobs:
            ours = not job.held_at_referral and job.fell_through_on is None
            if ours and job.start_on is not None and job.start_on >= case.accepted_on:
                found.append(Listed(case.ref, 1, job.name, yes=job.competitive))
    return _cases(PrincipleId.COMPETITIVE_WORK, base, found, without(base, refs(one.ref for one in found)))


def integration(base: Base) -> Figure:
    """Open cases of which the clinical team heard in the last month."""
    kept, closed = open_cases(base)
    since = base.period.last - timedelta(days=CLINICAL_DAYS - 1)
    yes, of, left = list[str](), list[str](), list(closed)
    for case in kept:
        if case.entry.on > since:
            left.append(LeftOut(case.ref, Why.TOO_RECENT, case.entry.on, (case.entry.on - since).days))
            continue
        of.append(case.ref)
        if any(update.on >= since for update in case.person.clinical_updates):
            yes.append(case.ref)
    return _people(PrincipleId.INTEGRATION, base, yes, of, left)


def preferences(base: Base) -> Figure:
    """Applications, contacts of a specialist and jobs of the period that fit what the person wants, of those judged.

    A contact or application that fits partly counts as not fitting, a job that fits partly too.
    """
    found: list[Listed] = []
    left: list[LeftOut] = []
    for case in base.cases:
        person = case.person
        judged = [a.matches for a in person.applications if a.on in base.period]
        judged += [
            c.matches for c in person.employer_contacts if c.on in base.period and c.made_by is MadeBy.SPECIALIST
        ]
        mine = [
            Listed(case.ref, 1, yes=one is MatchesPreferences.YES)
            for one in judged
            if one is not None and one is not MatchesPreferences.NOT_APPLICABLE
        ]
        mine += [
            Listed(case.ref, 1, job.name, yes=job.matches is JobMatches.WELL)
            for job in case.jobs
            if job.matches is not None and job.start_on in base.period
        ]
        found += mine
        if not mine:
            left.append(LeftOut(case.ref, Why.NONE))
    return _cases(PrincipleId.PREFERENCES, base, found, tuple(left))


def benefits(base: Base) -> Figure:
    """Job starts before which benefits were looked at, of all job starts (domain.md 6.6 D6)."""
    found = [
        Listed(case.ref, 1, job.name, yes=bool(benefits_before(case, job, start)))
        for case, job, start in all_jobs(base)
    ]
    return _cases(PrincipleId.BENEFITS, base, found, without(base, refs(one.ref for one in found)))


def rapid_search(base: Base) -> Figure:
    """People who met an employer within 30 days of being first seen, of those for whom these are over (M21, D15)."""
    limit = base.rules.search_days
    yes, of, left = list[str](), list[str](), list[LeftOut]()
    for case in base.cases:
        days = days_to_employer(case)
        if case.first_seen is None:
            left.append(LeftOut(case.ref, Why.NOT_SEEN))
        elif days is None and (so_far := (base.period.last - case.first_seen).days) <= limit:
            left.append(LeftOut(case.ref, Why.TOO_RECENT, case.first_seen, limit - so_far))
        else:
            of.append(case.ref)
            if days is not None and days <= limit:
                yes.append(case.ref)
    return _people(PrincipleId.RAPID_SEARCH, base, yes, of, left)


def ongoing_support(base: Base) -> Figure:
    """People in a job who were in touch in the last month, in the first month of it in the last week; in any way."""
    yes, of, left = list[str](), list[str](), list[LeftOut]()
    last = base.period.last
    for case in base.cases:
        current = [job for job in case.jobs if job.current_on(last)]
        if case.closed is not None:
            left.append(LeftOut(case.ref, Why.CLOSED, case.closed.on))
        elif not current:
            ended = next((job for job in case.jobs if job.end_on is not None), None)
            without_one = case.without_job() if ended is None else None
            left.append(without_one or LeftOut(case.ref, Why.ENDED, ended.end_on if ended else None))
        elif _too_young(current[-1], base):
            left.append(LeftOut(case.ref, Why.TOO_RECENT, current[-1].start_on))
        else:
            of.append(case.ref)
            if _in_touch(case, current[-1], base):
                yes.append(case.ref)
    return _people(PrincipleId.ONGOING_SUPPORT, base, yes, of, left)


def _too_young(job: Work, base: Base) -> bool:
    """Whether the first three days of a job are not over, in which the first contact is due."""
    start = job.start_on
    return start is not None and (base.period.last - start).days < Rhythms().first_contact_days


def _in_touch(case: Case, job: Work, base: Base) -> bool:
    start, last = job.start_on or base.period.last, base.period.last
    days = WEEK if (last - start).days < Rhythms().weekly_until else MONTH
    return any(met.took_place and (last - met.on).days <= days for met in case.person.contacts)


_FIGURES: Mapping[PrincipleId, tuple[Callable[[Base], Figure], Fraction, tuple[int, ...]]] = MappingProxyType(
    {
        PrincipleId.ZERO_EXCLUSION: (zero_exclusion, NINE_OF_TEN, (9, 25)),
        PrincipleId.COMPETITIVE_WORK: (competitive_work, NINE_OF_TEN, (10, 21)),
        PrincipleId.INTEGRATION: (integration, NINE_OF_TEN, (4, 5, 6, 25)),
        PrincipleId.PREFERENCES: (preferences, NINE_OF_TEN, (14, 16, 19, 20)),
        PrincipleId.BENEFITS: (benefits, NINE_OF_TEN, (12,)),
        PrincipleId.RAPID_SEARCH: (rapid_search, NINE_OF_TEN, (15,)),
        PrincipleId.JOB_DEVELOPMENT: (m22_employer_contacts, WEEKLY_CONTACTS, (17, 18, 24)),
        PrincipleId.ONGOING_SUPPORT: (ongoing_support, NINE_OF_TEN, (22, 23)),
    }
)


def principles(base: Base, through: Callable[[int, int], None] | None = None) -> tuple[Principle, ...]:
    """The eight, in their order. The seventh is about staff, so nobody on the books is behind it.

    `through` is told how many of how many are counted, and may raise to stop.
    """
    found = []
    for number, (name, (counted, met_from, items)) in enumerate(_FIGURES.items()):
        if through is not None:
            through(number, len(_FIGURES))
        figure = counted(base)
        behind = set(figure.counted) - set(figure.people)
        behind |= {case.ref for case in figure.cases if not case.yes}
        found.append(Principle(name, figure, met_from, items, refs(behind)))
    return tuple(found)
