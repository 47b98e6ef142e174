"""Items 1 and 4 of IPS-25: how many people a specialist has, and in how many clinical teams they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from uuid import UUID

from ips_tui.domain.fidelity.anchors import by_figure
from ips_tui.domain.fidelity.facts import FidelityFacts
from ips_tui.domain.fidelity.indicator import Indicator, Lowering, Lowers
from ips_tui.domain.fidelity.scale import ScaleItem
from ips_tui.domain.outcomes.base import Base, Case, specialists
from ips_tui.domain.outcomes.facts import StaffFacts
from ips_tui.domain.outcomes.figure import Figure, LeftOut, Part, Why
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.people import AssignmentRole

OWN_TEAMS = 2
"""Clinical teams that a specialist may have and still be counted as integrated (domain.md 3.2 item 4)."""


def responsible(case: Case) -> UUID | None:
    """The specialist who is responsible on the last day of the period, else who was last; None for nobody."""
    theirs = [a for a in case.person.assignments if a.role is AssignmentRole.RESPONSIBLE]
    return max(theirs, key=lambda a: a.on).staff if theirs else None


def here_at_the_end(base: Base) -> tuple[StaffFacts, ...]:
    """The specialists who work here on the last day, by ref."""
    return specialists(base.team, Period(base.period.last, base.period.last))


def open_cases(base: Base) -> tuple[tuple[Case, ...], tuple[LeftOut, ...]]:
    """The cases that are open on the last day, and those of the period that are not."""
    kept = tuple(case for case in base.cases if case.closed is None)
    left = tuple(LeftOut(c.ref, Why.CLOSED, c.closed.on) for c in base.cases if c.closed is not None)
    return kept, left


def caseload(item: ScaleItem, base: Base, facts: FidelityFacts) -> Indicator:
    """Item 1: active people on the last day to one full-time specialist (domain.md 3.3, 5.1).

    Active is whose profile was begun; closed and paused cases are not counted. Its parts are the specialists.
    """
    kept, closed = open_cases(base)
    left = list(closed)
    active: list[Case] = []
    for case in kept:
        pause = next((p for p in case.person.pauses if p.to_on is None or p.to_on >= base.period.last), None)
        if pause is not None:
            left.append(LeftOut(case.ref, Why.PAUSED, pause.on))
        elif case.person.profile_started is None:
            left.append(LeftOut(case.ref, Why.PROFILE_MISSING))
        else:
            active.append(case)
    staff = here_at_the_end(base)
    full_time = sum((Fraction(one.full_time_percent, 100) for one in staff), Fraction(0))
    people = tuple(case.ref for case in active)
    parts = tuple(_caseload_of(one, active) for one in staff)
    figure = Figure(item.id, len(active), full_time, base.refs, people, people, tuple(left), parts=parts, mean=True)
    top = item.limits[0] if item.limits else None
    over = tuple(
        Lowering(part.group, Lowers.MORE_PEOPLE, number=part.value, staff=True)
        for part in parts
        if part.value is not None and top is not None and part.value > top
    )
    return by_figure(item, figure, over)


def _caseload_of(one: StaffFacts, active: list[Case]) -> Part:
    theirs = tuple(case.ref for case in active if responsible(case) == one.id)
    full_time = Fraction(one.full_time_percent, 100)
    return Part("caseload", len(theirs), full_time, "specialist", one.ref, theirs, theirs, mean=True)


def clinical_teams(item: ScaleItem, base: Base, facts: FidelityFacts) -> Indicator:
    """Item 4: of the open cases, those in the two clinical teams that most of their specialist's people are in."""
    kept, closed = open_cases(base)
    own = _own_teams(kept)
    inside, lowered, parts = [], list[Lowering](), list[Part]()
    for case in kept:
        team, specialist = case.person.clinical_team, responsible(case)
        if team is None:
            lowered.append(Lowering(case.ref, Lowers.NO_TEAM))
        elif specialist is None or team in own[specialist]:
            inside.append(case.ref)
        else:
            lowered.append(Lowering(case.ref, Lowers.OTHER_TEAM))
    for one in here_at_the_end(base):
        theirs = tuple(case.ref for case in kept if responsible(case) == one.id)
        mine = tuple(ref for ref in theirs if ref in inside)
        parts.append(Part("own_teams", len(mine), len(theirs), "specialist", one.ref, mine, theirs))
    everyone = tuple(case.ref for case in kept)
    figure = Figure(item.id, len(inside), len(kept), base.refs, everyone, tuple(inside), closed, parts=tuple(parts))
    return by_figure(item, figure, tuple(lowered))


def _own_teams(kept: tuple[Case, ...]) -> Mapping[UUID, frozenset[UUID]]:
    counts: dict[UUID, Counter[UUID]] = {}
    for case in kept:
        specialist, team = responsible(case), case.person.clinical_team
        if specialist is not None:
            counts.setdefault(specialist, Counter()).update([team] if team is not None else [])
    # Of teams with as many people the one of the smaller id, so that asking twice gives the same.
    return {
        one: frozenset(team for team, _ in sorted(count.items(), key=lambda t: (-t[1], t[0].int))[:OWN_TEAMS])
        for one, count in counts.items()
    }
