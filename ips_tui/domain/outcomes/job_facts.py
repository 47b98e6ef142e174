"""What measures may know of one job: when it began, on which terms, when the person was away, how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from ips_tui.domain.job_search import JobRoute
from ips_tui.domain.jobs import AbsenceReason, EndedHow, JobMatches, PayPeriod, Permanence, is_competitive
from ips_tui.domain.money import Money
from ips_tui.domain.profile import JobType

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """Hours (a week) and pay of a job from a day on; either may be unknown (D20)."""

    from_on: date
    hours: Decimal | None = None
    pay: Money | None = None
    pay_period: PayPeriod | None = None
    first: bool = False


@dataclass(frozen=True)
class Away:
    """Days away from work, both counted; without an end they go on."""

    from_on: date
    until_on: date | None = None
    reason: AbsenceReason = AbsenceReason.SICK


@dataclass(frozen=True)
class Ended:
    """How a job ended; the last day is still a day of it."""

    last_day_on: date
    how: EndedHow
    learnt_on: date | None = None
    contacted_on: date | None = None


@dataclass(frozen=True)
class Work:
    """One job of a person, as far as it is known."""

    id: UUID
    name: str = ""
    job_type: JobType | None = None
    employer: UUID | None = None
    employer_name: str = ""
    held_at_referral: bool = False
    accepted_on: date | None = None
    start_on: date | None = None
    """None where no start is known; in facts as known on a day also where the start still lies ahead of it."""
    planned_on: date | None = None
    """A start that lay ahead on the day up to which the facts are known; else None."""
    four_hours_on: date | None = None
    fell_through_on: date | None = None
    open_to_all: bool | None = None
    minimum_wage: bool | None = None
    permanence: Permanence | None = None
    how_found: JobRoute | None = None
    matches: JobMatches | None = None
    terms: tuple[Terms, ...] = ()
    """In the order of their days."""
    absences: tuple[Away, ...] = ()
    ended: Ended | None = None

    @property
    def end_on(self) -> date | None:
        """Its last day; None while it goes on."""
        return None if self.ended is None else self.ended.last_day_on

    @property
    def competitive(self) -> bool:
        """Open to all, at least at the minimum wage, not limited by a service, as far as is known; held or not (D6)."""
        return is_competitive(
            open_to_all=self.open_to_all,
            minimum_wage=self.minimum_wage,
            permanence=self.permanence,
            held_at_referral=False,
        )

    def current_on(self, day: date) -> bool:
        """Whether it had begun and not ended on that day (domain.md 5.1); one held at referral began before that."""
        begun = self.held_at_referral if self.start_on is None and self.planned_on is None else self._begun_by(day)
        return begun and self.fell_through_on is None and (self.end_on is None or self.end_on >= day)

    def _begun_by(self, day: date) -> bool:
        return self.start_on is not None and self.start_on <= day

    def worked_on(self, day: date) -> bool:
        """Whether that was a day of the job that no absence covers (D4)."""
        return self.current_on(day) and not any(
            away.from_on <= day and (away.until_on is None or away.until_on >= day) for away in self.absences
        )

    def worked_between(self, first: date, last: date) -> bool:
        """Whether any day from `first` to `last`, both counted, was a day worked."""
        return any(True for _ in self.stretches_worked(first, last))

    def stretches_worked(self, first: date, last: date) -> Iterator[tuple[date, int, Terms | None]]:
        """The days worked from `first` to `last`, both counted, in stretches that have the same terms.

        Each is its first day, how many days it has, and the terms. A job without a start is worked from `first` on.
        """
        first = max(first, self.start_on or first)
        last = min(last, self.end_on or last)
        turns = {first, *(terms.from_on for terms in self.terms)}
        for away in self.absences:
            turns |= {away.from_on} if away.until_on is None else {away.from_on, away.until_on + ONE_DAY}
        begins = sorted(day for day in turns if first <= day <= last)
        for day, after in pairwise([*begins, last + ONE_DAY]):
            if self.worked_on(day):
                yield day, (after - day).days, self.terms_on(day)

    def days_worked(self, until: date) -> int:
        """From the start to its end or `until`, the difference of the two days (D10). Raises ValueError without one."""
        if self.start_on is None:
            raise ValueError("a job without a start")
        return (min(self.end_on or until, until) - self.start_on).days

    def terms_on(self, day: date) -> Terms | None:
        """The terms in force on that day; before the first of them, those it began with. None where there are none."""
        hours = pay = None
        period = None
        for terms in self.terms:
            if terms.from_on > day and not terms.first:
                break
            hours = terms.hours if terms.hours is not None else hours
            if terms.pay is not None:
                pay, period = terms.pay, terms.pay_period
        return Terms(day, hours, pay, period) if self.terms else None

    def known_by(self, day: date, as_of: date | None = None) -> Work | None:
        """The job as it was known on that day (D2); None where nothing of it was.

        That its four hours are done belongs to its start, and D2 does not name it: it counts when it is known on the
        day looked from (Z3), or a job that begins on the last days of a period would count in none.
        """
        start = self.start_on or self.planned_on
        ahead = start if start is not None and start > day else None
        agreed = self.accepted_on or ahead
        if not self.held_at_referral and (start is None or ahead is not None) and agreed is not None and agreed > day:
            return None
        ended = self.ended if self.ended is not None and self.ended.last_day_on <= day else None
        return replace(
            self,
            start_on=by(start, day),
            planned_on=ahead,
            four_hours_on=by(self.four_hours_on, day if as_of is None or ahead is not None else as_of),
            fell_through_on=by(self.fell_through_on, day),
            terms=tuple(t for t in self.terms if t.from_on <= day or t.first),
            absences=tuple(replace(a, until_on=by(a.until_on, day)) for a in self.absences if a.from_on <= day),
            ended=None
            if ended is None
            else replace(ended, learnt_on=by(ended.learnt_on, day), contacted_on=by(ended.contacted_on, day)),
        )


def by(on: date | None, day: date) -> date | None:
    """A date as it was known on `day`: None where it still lay ahead."""
    return None if on is None or on > day else on
