"""Who was served and who came, left and learns: M1, M6, M7, M9, M20, M23, M24 (domain.md 5.2)."""

from __future__ import annotations

from datetime import date

from ips_tui.domain.closure import ClosureReason
from ips_tui.domain.contacts import Mode
from ips_tui.domain.education import EducationStatus
from ips_tui.domain.outcomes.base import IN_WORK, Base, Case
from ips_tui.domain.outcomes.figure import Figure, JustMissed, LeftOut, Why, refs
from ips_tui.domain.outcomes.row_facts import Met, Referred, Studied

DIRECT = frozenset({Mode.FACE_TO_FACE, Mode.TELEPHONE, Mode.VIDEO})
"""Ways in which a contact is a direct one (M24)."""
STUDYING = frozenset(
    {EducationStatus.ENROLLED, EducationStatus.ATTENDING, EducationStatus.COMPLETED, EducationStatus.LEFT}
)
"""Who came so far was enrolled once."""


def m1_served(base: Base) -> Figure:
    """M1: people on the books on any day of the period. Who was closed just before it just missed."""
    missed = tuple(m for c in base.others for s in c.spells if s.closed for m in c.just_before(s.closed.on))
    return Figure("M1", len(base.cases), None, base.refs, base.refs, base.refs, just_missed=missed)


def m6_referrals(base: Base) -> Figure:
    """M6: referrals accepted in the period; a person who comes back has a second one."""
    counted = {c.ref: sum(r.on in base.period for r in c.person.referrals) for c in base.cases}
    people = refs(ref for ref, count in counted.items() if count)
    left = tuple(LeftOut(c.ref, Why.EARLIER, c.entry.on) for c in base.cases if not counted[c.ref])
    missed = tuple(m for c in base.cases for r in c.person.referrals for m in c.just_before(r.on))
    return Figure("M6", sum(counted.values()), None, base.refs, people, people, left, _not_in(missed, people))


def m7_profiles(base: Base) -> Figure:
    """M7: vocational profiles begun in the period by people whose case is open on the last day."""
    people: list[str] = []
    left: list[LeftOut] = []
    missed: list[JustMissed] = []
    for case in base.cases:
        started = case.person.profile_started
        if started is None:
            left.append(LeftOut(case.ref, Why.NONE))
        elif case.closed is not None:
            left.append(LeftOut(case.ref, Why.CLOSED, case.closed.on))
        elif started in base.period:
            people.append(case.ref)
        else:
            left.append(LeftOut(case.ref, Why.EARLIER, started))
            missed += case.just_before(started)
    return Figure("M7", len(people), None, base.refs, tuple(people), tuple(people), tuple(left), tuple(missed))


def m9_retention(base: Base) -> Figure:
    """M9: people who came in work, off sick or not, of everyone served (D8)."""
    people = refs(c.ref for c in base.cases if c.entry.work_status in IN_WORK)
    return Figure("M9", len(people), len(base.cases), base.refs, base.refs, people)


def studies_in(studied: Studied, first: date, last: date) -> bool:
    """Whether somebody is enrolled or attends on any day from `first` to `last` (D14)."""
    begun = studied.enrolled_on
    return begun is not None and begun <= last and (studied.finished_on is None or studied.finished_on >= first)


def m20_education(base: Base) -> Figure:
    """M20: people enrolled or attending on any day of the period, of everyone served (D14)."""
    period, people = base.period, []
    missed: list[JustMissed] = []
    besides: list[LeftOut] = []
    for case in base.cases:
        if any(studies_in(e, period.first, period.last) for e in case.person.education):
            people.append(case.ref)
            continue
        for studied in case.person.education:
            missed += case.just_before(studied.finished_on, studied.name)
            if studied.enrolled_on is None and studied.status in STUDYING and studied.noted_on <= period.last:
                besides.append(LeftOut(case.ref, Why.ENROLMENT_MISSING, studied.noted_on, job=studied.name))
    return Figure(
        "M20",
        len(people),
        len(base.cases),
        base.refs,
        base.refs,
        tuple(people),
        just_missed=tuple(missed),
        besides=tuple(besides),
    )


def m23_steady_work(base: Base) -> Figure:
    """M23: cases closed in the period because of steady work, and not opened again by its last day."""
    people: list[str] = []
    left: list[LeftOut] = []
    missed: list[JustMissed] = []
    count = 0
    for case in base.cases:
        closed = [c for c in case.person.closures if c.on in base.period]
        steady = [c for c in closed if c.reason is ClosureReason.STEADY_WORK and c.reopened_on is None]
        count += len(steady)
        if steady:
            people.append(case.ref)
        elif any(c.reason is ClosureReason.STEADY_WORK for c in closed):
            left.append(LeftOut(case.ref, Why.REOPENED, closed[-1].reopened_on))
        elif closed:
            left.append(LeftOut(case.ref, Why.OTHER_REASON, closed[-1].on))
        else:
            left.append(LeftOut(case.ref, Why.NONE))
    for case in base.others:
        missed += (m for c in case.person.closures if _left_for_work(c.reason) for m in case.just_before(c.on))
    everyone = tuple(people)
    return Figure("M23", count, None, base.refs, everyone, everyone, tuple(left), tuple(missed))


def _left_for_work(reason: ClosureReason) -> bool:
    return reason is ClosureReason.STEADY_WORK


def first_direct(case: Case, referral: Referred) -> Met | None:
    """The first direct contact of a referral: before the next referral came in, and not before this one did."""
    later = [r.received_on for r in case.person.referrals if r.received_on > referral.received_on]
    until = min(later, default=date.max)
    return next(
        (c for c in case.person.contacts if c.took_place and c.mode in DIRECT and referral.received_on <= c.on < until),
        None,
    )


def m24_access(base: Base) -> Figure:
    """M24: referrals whose first direct contact lies in the period; the rate per 100,000 is made nationally."""
    people: list[str] = []
    left: list[LeftOut] = []
    missed: list[JustMissed] = []
    count = 0
    for case in base.cases:
        firsts = [c.on for r in case.person.referrals if (c := first_direct(case, r)) is not None]
        inside = sum(on in base.period for on in firsts)
        count += inside
        if inside:
            people.append(case.ref)
        elif firsts:
            left.append(LeftOut(case.ref, Why.EARLIER, firsts[-1]))
            missed += case.just_before(firsts[-1])
        else:
            left.append(LeftOut(case.ref, Why.OPEN, days=(base.period.last - case.entry.on).days))
    everyone = tuple(people)
    return Figure("M24", count, None, base.refs, everyone, everyone, tuple(left), tuple(missed))


def _not_in(missed: tuple[JustMissed, ...], people: tuple[str, ...]) -> tuple[JustMissed, ...]:
    return tuple(one for one in missed if one.ref not in people)
