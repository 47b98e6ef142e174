"""What holds for every indicator and principle, whoever the people are: nobody lost, nothing from later, no sum."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from ips_tui.content.scales import load_scale
from ips_tui.domain.fidelity.facts import FidelityFacts
from ips_tui.domain.fidelity.indicator import Indicator, State
from ips_tui.domain.fidelity.indicators import indicators
from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import PersonFacts, TeamFacts, known_by
from ips_tui.domain.outcomes.figure import Figure
from ips_tui.domain.outcomes.rules import Period
from ips_tui.domain.principles import Met, principles
from tests.domain.outcomes.anybody import people
from tests.domain.outcomes.made import ES, day, employer_met, staff
from tests.domain.outcomes.test_properties import FEWER

SCALE = load_scale()
PERIOD = Period(day(-90), day(0))
TEAMS = st.lists(people(), max_size=6).map(
    lambda found: tuple(replace(one, ref=f"P{n}") for n, one in enumerate(found))
)
VISITS = st.lists(st.integers(-40, 10), max_size=20).map(lambda days: tuple(employer_met(on) for on in sorted(days)))


def _looked_at(team: TeamFacts) -> tuple[Indicator, ...]:
    return indicators(SCALE, base_of(team, PERIOD), FidelityFacts(team))


def _whole(figure: Figure) -> None:
    assert not figure.base or {*figure.counted, *(one.ref for one in figure.left_out)} == set(figure.base)
    assert len({one.ref for one in figure.left_out}) == len(figure.left_out)
    assert not {*figure.counted} & {one.ref for one in figure.left_out}
    assert {*figure.people} <= {*figure.counted}


@FEWER
@given(TEAMS, VISITS)
def test_nobody_is_lost_and_anchors_go_with_figures(found: tuple[PersonFacts, ...], visits: tuple[object, ...]) -> None:
    team = TeamFacts(found, (staff(id=ES),), employer_contacts=visits)  # type: ignore[arg-type]
    for one in _looked_at(team):
        assert (one.state is State.ANCHOR) == (one.anchor is not None), one.id
        assert one.anchor is None or 1 <= one.anchor <= 5
        if one.figure is not None:
            _whole(one.figure)
            assert (one.figure.value is None) <= (one.state is State.NO_DATA), one.id
        known = {p.ref for p in found} | {"ES1"}
        assert {low.ref for low in one.lowered_by} <= known
        assert all(set(part.people) <= set(part.counted) <= known for part in one.evidence)
    for principle in principles(base_of(team, PERIOD)):
        _whole(principle.figure)
        assert (principle.figure.value is None) == (principle.state is Met.NO_DATA)
        assert not {*principle.look_at} - {*principle.figure.counted}


@FEWER
@given(TEAMS, VISITS)
def test_what_comes_later_does_not_exist(found: tuple[PersonFacts, ...], visits: tuple[object, ...]) -> None:
    team = TeamFacts(found, (staff(id=ES),), employer_contacts=visits)  # type: ignore[arg-type]
    assert _looked_at(team) == _looked_at(known_by(team, PERIOD.last))


def test_nothing_adds_indicators_up() -> None:
    assert not {"total", "band", "sum"} & {field.name for field in fields(Indicator)}
