"""One person's case over one period, and everyone a figure is about: caseload(A, B) of domain.md 5.1 and 6.6 D."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from ips_tui.domain.contacts import Mode
from ips_tui.domain.employers import EmployerMode
from ips_tui.domain.outcomes.facts import PersonFacts, StaffFacts, TeamFacts, known_by
from ips_tui.domain.outcomes.figure import NEAR, JustMissed, LeftOut, Missed, Why
from ips_tui.domain.outcomes.job_facts import Work
from ips_tui.domain.outcomes.row_facts import Closed, EmployerMet, Met, Referred
from ips_tui.domain.outcomes.rules import CountsFrom, Period, Rules
from ips_tui.domain.people import AssignmentRole, StaffRole, WorkStatus

OUT_OF_WORK = frozenset({WorkStatus.UNEMPLOYED, WorkStatus.INACTIVE, WorkStatus.IN_EDUCATION})
IN_WORK = frozenset({WorkStatus.IN_WORK, WorkStatus.OFF_SICK})
"""The two groups of work status at referral (D8)."""


@dataclass(frozen=True)
class Spell:
    """A time on the books: from a referral or from a case opened again, up to the day it was closed, both counted."""

    referral: Referred
    from_on: date
    closed: Closed | None = None

    def on_books(self, period: Period) -> bool:
        """Whether any day of the period lies in it."""
        return self.from_on <= period.last and (self.closed is None or self.closed.on >= period.first)


def spells(person: PersonFacts) -> tuple[Spell, ...]:
    """The times on the books. A referral while the case is open is no second entry; after a closing it is."""
    # On one day a closing comes first where the case is open, else what opens it.
    events: list[tuple[date, Referred | Closed | None]] = [(r.on, r) for r in person.referrals]
    events += [(c.on, c) for c in person.closures]
    events += [(c.reopened_on, None) for c in person.closures if c.reopened_on is not None]
    waiting = sorted(events, key=lambda event: event[0])
    found: list[Spell] = []
    is_open = False
    while waiting:
        day = waiting[0][0]
        today = [event for event in waiting if event[0] == day]
        chosen = next((e for e in today if isinstance(e[1], Closed) is is_open), today[0])
        waiting.remove(chosen)
        match chosen[1]:
            case Closed() as closed:
                if is_open:
                    found[-1] = Spell(found[-1].referral, found[-1].from_on, closed)
                    is_open = False
            case None:
                if found and not is_open:
                    found.append(Spell(found[-1].referral, day))
                    is_open = True
            case referral:
                if not is_open:
                    found.append(Spell(referral, day))
                    is_open = True
    return tuple(found)


@dataclass(frozen=True)
class Case:
    """One person over a period, as known on its last day.

    Of several entries the latest is what is looked at: how the person came, when they were first seen. Only jobs are
    looked at from the first entry that lies in the period, or coming back would take away what was achieved before.
    """

    person: PersonFacts
    period: Period
    rules: Rules

    @property
    def ref(self) -> str:
        """The person's reference."""
        return self.person.ref

    @cached_property
    def spells(self) -> tuple[Spell, ...]:
        """The times on the books begun by the last day."""
        return spells(self.person)

    @cached_property
    def served(self) -> bool:
        """Whether the person is in caseload(A, B)."""
        return any(spell.on_books(self.period) for spell in self.spells)

    @property
    def entry(self) -> Referred:
        """The referral by which the person came, the last time they came."""
        return self.spells[-1].referral

    @cached_property
    def accepted_on(self) -> date:
        """From which day on work and jobs count (D3, D6): the entry of the first time on the books in the period."""
        return next((s.referral.on for s in self.spells if s.on_books(self.period)), self.entry.on)

    @property
    def closed(self) -> Closed | None:
        """The closing that stands on the last day; None for an open case."""
        return self.spells[-1].closed

    @cached_property
    def _before_entry(self) -> date | None:
        """The day the case was closed before the person came again; None for a first entry."""
        earlier = [s.closed.on for s in self.spells if s.referral is not self.entry and s.closed is not None]
        return max(earlier, default=None)

    @cached_property
    def first_seen(self) -> date | None:
        """The first face-to-face contact that took place: programme entry (S2)."""
        return next((c.on for c in self.since_entry() if c.mode is Mode.FACE_TO_FACE), None)

    def since_entry(self) -> Iterator[Met]:
        """The contacts that took place since the person came, the last time."""
        before = self._before_entry
        return (c for c in self.person.contacts if c.took_place and (before is None or c.on > before))

    @cached_property
    def first_employer_met(self) -> EmployerMet | None:
        """The first meeting with an employer about a job for this person, face to face, by either side (D17)."""
        return next(
            (c for c in self.person.employer_contacts if c.mode is EmployerMode.FACE_TO_FACE and c.on >= self.entry.on),
            None,
        )

    @property
    def out_of_work_at_entry(self) -> bool:
        """Whether the person came without work (D8)."""
        return self.entry.work_status in OUT_OF_WORK

    # -- jobs ------------------------------------------------------------------------------------------

    @cached_property
    def competitive(self) -> tuple[Work, ...]:
        """The competitive jobs that were found since and did not fall through, whenever they begin (D6)."""
        return tuple(
            job
            for job in self.person.jobs
            if job.competitive and not job.held_at_referral and job.fell_through_on is None
        )

    @cached_property
    def begun(self) -> tuple[Work, ...]:
        """Those of them that began since `accepted_on`, confirmed or not (D6)."""
        return tuple(job for job in self.competitive if job.start_on is not None and job.start_on >= self.accepted_on)

    @cached_property
    def jobs(self) -> tuple[Work, ...]:
        """Those that count (D5)."""
        return tuple(job for job in self.begun if self.confirmed(job))

    def confirmed(self, job: Work) -> bool:
        """Whether enough is known of its start: four hours, or the start itself where day one counts (D5)."""
        return self.rules.counts_from is CountsFrom.DAY_ONE or job.four_hours_on is not None

    @cached_property
    def unconfirmed(self) -> tuple[Work, ...]:
        """The jobs that would count if four paid hours were recorded."""
        return tuple(job for job in self.begun if not self.confirmed(job))

    def latest(self, jobs: Iterable[Work]) -> tuple[Work, ...]:
        """Those of them that began since the person came, the last time."""
        return tuple(job for job in jobs if job.start_on is not None and job.start_on >= self.entry.on)

    @cached_property
    def first_job(self) -> Work | None:
        """The earliest of the jobs that count since the last entry (first_job_start of domain.md 5.1)."""
        return _earliest(self.latest(self.jobs))

    @cached_property
    def first_jobs(self) -> tuple[Work, ...]:
        """The same of each entry that lies in the period, up to the next one."""
        entries = sorted({spell.referral.on for spell in self.spells if spell.on_books(self.period)})
        each = (
            _earliest(job for job in self.jobs if job.start_on is not None and since <= job.start_on < until)
            for since, until in pairwise([*entries, date.max])
        )
        return tuple(job for job in each if job is not None)

    @cached_property
    def without_start(self) -> tuple[Work, ...]:
        """The competitive jobs of which nobody said when they begin or began."""
        return tuple(job for job in self.competitive if job.start_on is None and job.planned_on is None)

    @cached_property
    def planned(self) -> tuple[Work, ...]:
        """The jobs that are agreed and begin after the last day."""
        return tuple(
            j
            for j in self.person.jobs
            if j.planned_on is not None and j.competitive and not j.held_at_referral and j.fell_through_on is None
        )

    def without_job(self) -> LeftOut:
        """Why the person has no job that counts; what could be put right comes first."""
        if self.unconfirmed:
            job = self.unconfirmed[0]
            return LeftOut(self.ref, Why.FOUR_HOURS_MISSING, job.start_on, job=job.name)
        others = [job for job in self.person.jobs if job not in self.begun]
        for job in self.without_start:
            return LeftOut(self.ref, Why.START_MISSING, job.accepted_on, job=job.name)
        if self.planned:
            job = self.planned[0]
            return LeftOut(self.ref, Why.STARTS_LATER, job.planned_on, job=job.name)
        for job in others:
            return LeftOut(self.ref, self._not_counted(job), job.start_on, job=job.name)
        return LeftOut(self.ref, Why.NO_JOB)

    @staticmethod
    def _not_counted(job: Work) -> Why:
        if job.fell_through_on is not None:
            return Why.FELL_THROUGH
        if job.held_at_referral:
            return Why.HELD_AT_REFERRAL
        return Why.BEFORE_ENTRY if job.competitive else Why.NOT_COMPETITIVE

    # -- who just missed -------------------------------------------------------------------------------

    def begins_soon(self) -> Iterator[JustMissed]:
        """A job that is agreed and begins just after the last day."""
        for job in self.planned:
            if job.planned_on is not None and (days := (job.planned_on - self.period.last).days) <= NEAR:
                yield JustMissed(self.ref, Missed.BEGAN_LATER, days, job.name)

    def just_before(self, on: date | None, job: str = "") -> Iterator[JustMissed]:
        """A day that lies just before the period."""
        if on is not None and 1 <= (days := (self.period.first - on).days) <= NEAR:
            yield JustMissed(self.ref, Missed.TOO_EARLY, days, job)


def _earliest(jobs: Iterable[Work]) -> Work | None:
    return min(jobs, key=lambda job: (job.start_on or date.max, job.id.int), default=None)


@dataclass(frozen=True)
class Base:
    """Everyone that figures of a period are about."""

    period: Period
    rules: Rules
    cases: tuple[Case, ...]
    """caseload(A, B), by ref."""
    others: tuple[Case, ...]
    """Those who were on the books at another time."""
    team: TeamFacts

    @property
    def refs(self) -> tuple[str, ...]:
        """The references of caseload(A, B)."""
        return tuple(case.ref for case in self.cases)


def base_of(facts: TeamFacts, period: Period, rules: Rules | None = None, as_of: date | None = None) -> Base:
    """The cases of a period, from what was known on its last day (D1, D2), looked at on `as_of` (Z3)."""
    known, rules = known_by(facts, period.last, as_of), rules or Rules()
    cases = [Case(person, period, rules) for person in sorted(known.people, key=lambda p: (p.ref, p.id.int))]
    return Base(period, rules, tuple(c for c in cases if c.served), tuple(c for c in cases if not c.served), known)


def of_specialist(facts: TeamFacts, specialist: StaffFacts, day: date) -> TeamFacts:
    """Only that specialist and whose people they were responsible for on that day, or last before it."""
    mine = []
    for person in facts.people:
        theirs = [a for a in person.assignments if a.role is AssignmentRole.RESPONSIBLE and a.on <= day]
        if theirs and max(theirs, key=lambda a: a.on).staff == specialist.id:
            mine.append(person)
    return TeamFacts(
        tuple(mine),
        (specialist,),
        tuple(c for c in facts.employer_contacts if c.staff == specialist.id),
        tuple(t for t in facts.time if t.staff == specialist.id),
    )


def specialists(team: TeamFacts, period: Period) -> tuple[StaffFacts, ...]:
    """The employment specialists who work here on any day of the period, by ref."""
    return tuple(
        one
        for one in team.staff
        if one.role is StaffRole.EMPLOYMENT_SPECIALIST
        and (one.from_on is None or one.from_on <= period.last)
        and (one.to_on is None or one.to_on >= period.first)
    )
