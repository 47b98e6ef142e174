"""How engagement goes: M26, and the figures that seed 000 names for it (E1 to E9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from ips_tui.domain.contacts import Mode
from ips_tui.domain.job_search import Attended, SearchActivityKind
from ips_tui.domain.outcomes.base import Base, Case
from ips_tui.domain.outcomes.figure import Figure, LeftOut, Number, Part, Why, refs, sum_and_count
from ips_tui.domain.outcomes.rules import Period

MEETING = frozenset({Mode.FACE_TO_FACE, Mode.VIDEO})
"""Ways in which a contact is a meeting."""
DAYS_OF_A_MONTH = Fraction(36525, 1200)
"""A twelfth of a year."""


def e1_engaged(base: Base) -> Figure:
    """E1: people with a contact that took place in the period, of everyone served."""
    return _people(base, "E1", lambda case: any(c.took_place and c.on in base.period for c in case.person.contacts))


def e2_meetings(base: Base) -> Figure:
    """E2: meetings in the period, for each month that each person was on the books in it."""
    meetings = sum(
        c.took_place and c.mode in MEETING and c.on in base.period for case in base.cases for c in case.person.contacts
    )
    days = sum(_days_on_books(case, base.period) for case in base.cases)
    return Figure("E2", meetings, Fraction(days) / DAYS_OF_A_MONTH, base.refs, base.refs, _met(base), mean=True)


def _met(base: Base) -> tuple[str, ...]:
    return refs(
        case.ref
        for case in base.cases
        for c in case.person.contacts
        if c.took_place and c.mode in MEETING and c.on in base.period
    )


def _days_on_books(case: Case, period: Period) -> int:
    found = set()
    for spell in case.spells:
        if spell.on_books(period):
            last = period.last if spell.closed is None else min(spell.closed.on, period.last)
            found |= set(range(max(spell.from_on, period.first).toordinal(), last.toordinal() + 1))
    return len(found)


def e3_profile(base: Base) -> Figure:
    """E3: people whose vocational profile was begun by the last day, of everyone served."""
    return _people(base, "E3", lambda case: case.person.profile_started is not None)


def e4_smart_plan(base: Base) -> Figure:
    """E4: people with an agreed action plan that holds an objective with measure, goal and day, of everyone served."""
    return _people(
        base,
        "E4",
        lambda case: any(p.smart and p.agreed_on is not None and p.withdrawn_on is None for p in case.person.plans),
    )


def e5_satisfaction(base: Base) -> Figure:
    """E5: the ratings of the support in the period, from 0 to 10, as a mean of each person's mean."""
    return _means(
        base,
        "E5",
        lambda case: [r for asked in case.person.satisfaction if asked.on in base.period for r in asked.ratings],
    )


def e6_attendance(base: Base) -> Figure:
    """E6: things done to find work that the person came to, of all in the period that were not moved."""
    return _activities(base, "E6", frozenset(SearchActivityKind))


def e7_workshops(base: Base) -> Figure:
    """E7: the same of workshops and of practice for interviews, in which skills are built."""
    return _activities(base, "E7", frozenset({SearchActivityKind.WORKSHOP, SearchActivityKind.INTERVIEW_PRACTICE}))


def _activities(base: Base, name: str, kinds: frozenset[SearchActivityKind]) -> Figure:
    found = [
        (case.ref, activity.attended is Attended.ATTENDED)
        for case in base.cases
        for activity in case.person.activities
        if activity.kind in kinds and activity.on in base.period and activity.attended is not Attended.MOVED
    ]
    counted = refs(ref for ref, _ in found)
    came = [ref for ref, attended in found if attended]
    left = tuple(LeftOut(ref, Why.NONE) for ref in base.refs if ref not in counted)
    return Figure(name, len(came), len(found), base.refs, counted, refs(came), left)


def e8_interviews(base: Base) -> Figure:
    """E8: people with an interview in the period, of those who applied or had an interview in it."""
    people, counted = [], []
    for case in base.cases:
        interviewed = any(on in base.period for on in case.person.interviews)
        if interviewed:
            people.append(case.ref)
        if interviewed or any(a.on in base.period for a in case.person.applications):
            counted.append(case.ref)
    left = tuple(LeftOut(ref, Why.NONE) for ref in base.refs if ref not in counted)
    return Figure("E8", len(people), len(counted), base.refs, tuple(counted), tuple(people), left)


def e9_job_satisfaction(base: Base) -> Figure:
    """E9: how satisfied people said they are with their job in the period, as a mean of each person's mean."""
    return _means(
        base,
        "E9",
        lambda c: [s.satisfaction for s in c.person.support if s.on in base.period and s.satisfaction is not None],
    )


def m26_engagement(base: Base) -> Figure:
    """M26: people with a contact in the period, of everyone served; its parts are E2 to E5."""
    engaged = e1_engaged(base)
    parts = tuple(
        Part(name, f.numerator, f.denominator, people=f.people, counted=f.counted, mean=f.mean)
        for name, f in (
            ("meetings", e2_meetings(base)),
            ("profile", e3_profile(base)),
            ("smart_plan", e4_smart_plan(base)),
            ("satisfaction", e5_satisfaction(base)),
        )
    )
    return Figure(
        "M26", engaged.numerator, engaged.denominator, engaged.base, engaged.counted, engaged.people, parts=parts
    )


def _people(base: Base, name: str, of: Callable[[Case], bool]) -> Figure:
    people = refs(case.ref for case in base.cases if of(case))
    return Figure(name, len(people), len(base.cases), base.refs, base.refs, people)


def _means(base: Base, name: str, of: Callable[[Case], Iterable[Number]]) -> Figure:
    means: list[Number] = []
    people, left = [], []
    for case in base.cases:
        total, count = sum_and_count(of(case))
        if count:
            means.append(Fraction(total) / count)
            people.append(case.ref)
        else:
            left.append(LeftOut(case.ref, Why.NONE))
    total, count = sum_and_count(means)
    return Figure(name, total, count, base.refs, tuple(people), tuple(people), tuple(left), mean=True)
