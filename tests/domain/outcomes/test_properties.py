"""What holds for every figure, whoever the people are: parts of the whole, nobody lost, nothing from later."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import PersonFacts, TeamFacts, known_by
from ips_tui.domain.outcomes.figure import Figure, Kind
from ips_tui.domain.outcomes.measures import ENGAGEMENT, MEASURES, figures
from ips_tui.domain.outcomes.outside import is_small, left_out, told, told_parts
from ips_tui.domain.outcomes.rules import CountsFrom, Period, Rules
from tests.domain.outcomes.anybody import MADE, ROWS, outsiders, people, teams
from tests.domain.outcomes.edges.edge import with_a_pause
from tests.domain.outcomes.made import closed, day, job, referred

IDS = (*MEASURES, *(name for name in ENGAGEMENT if name not in MEASURES))
PERIOD = Period(day(-90), day(0))
FEWER = settings(
    max_examples=max(settings().max_examples // 3, 1),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""Each example is some seventy measures, and a smaller one that fails would take minutes to find."""
RULES = st.sampled_from(
    (Rules(), Rules(counts_from=CountsFrom.DAY_ONE), Rules(cohort_days=120, join_gap_days=14, search_days=28))
)


def _figures(team: TeamFacts, rules: Rules) -> dict[str, Figure]:
    base = base_of(team, PERIOD, rules)
    return dict(zip(IDS, figures(base, IDS), strict=True))


def _number(figure: Figure) -> tuple[Any, ...]:
    return figure.numerator, figure.denominator, figure.people, figure.counted


def test_everything_a_person_may_have_is_made() -> None:
    assert {field.name for field in fields(PersonFacts)} == MADE


def test_the_numerator_is_part_of_the_denominator_and_nobody_is_lost() -> None:
    """Of every measure and each of its parts; and every measure counts somebody once, or this says nothing."""
    counted: set[str] = set()

    @settings(FEWER, max_examples=settings().max_examples)
    @given(teams(), RULES)
    def holds(team: TeamFacts, rules: Rules) -> None:
        found = _figures(team, rules)
        _nobody_is_lost(found)
        _parts_are_parts(found)
        _figures_agree(found)
        counted.update(name for name, figure in found.items() if figure.numerator)

    holds()
    assert counted == set(IDS)


def _nobody_is_lost(found: dict[str, Figure]) -> None:
    served = found["M1"].people
    for name, figure in found.items():
        left = [one.ref for one in figure.left_out]
        assert len(left) == len(set(left)), (name, "each once")
        assert not set(left) & set(figure.counted), (name, "both")
        assert set(left) | set(figure.counted) == set(figure.base), (name, "lost")
        assert set(figure.people) <= set(figure.counted), (name, "the numerator is part of the denominator")
        assert figure.base in (served, ()), name
        assert {one.ref for one in figure.just_missed} <= set(served) or name in ("M1", "M23"), name
        assert all(1 <= one.days <= 14 for one in figure.just_missed), name
        if figure.kind is Kind.SHARE:
            assert figure.value is None or 0 <= figure.value <= 1, name
            assert bool(figure.numerator) == bool(figure.people), name
        assert (figure.value is None) == (figure.denominator == 0), name
        assert bool(figure.denominator) == bool(figure.counted) or figure.denominator is None or name == "M22", name


def _parts_are_parts(found: dict[str, Figure]) -> None:
    for name, figure in found.items():
        for part in figure.parts:
            about = name, part.id, part.of, part.group
            assert set(part.people) <= set(part.counted) <= set(figure.base), about
            if part.kind is Kind.SHARE:
                assert part.value is None or 0 <= part.value <= 1, about


def _figures_agree(found: dict[str, Figure]) -> None:
    """Measures that look at the same from two sides."""
    assert _number(found["M3"]) == _number(found["M2"]) and _number(found["M26"]) == _number(found["E1"])
    assert found["M4"].numerator == found["M15"].denominator and found["M4"].people == found["M15"].counted
    assert set(found["M5"].people) <= set(found["M4"].people)
    assert set(found["M18"].counted) <= set(found["M2"].people)
    for shorter, longer in (("M14", "M11"), ("M11", "M12")):
        assert set(found[longer].people) <= set(found[shorter].people)
        assert (found[longer].numerator or 0) <= (found[shorter].numerator or 0)
    assert set(found["E7"].people) <= set(found["E6"].people)


@FEWER
@given(teams(), RULES)
def test_the_parts_of_a_cut_come_to_the_whole(team: TeamFacts, rules: Rules) -> None:
    found = _figures(team, rules)
    for of in ("gender", "age", "ethnicity"):
        for name in ("M1", "M5", "M8", "M24"):
            cut = [part for part in found["M25"].parts if (part.id, part.of) == (name, of)]
            assert sum(len(part.people) for part in cut) == len(found[name].people)
            assert {ref for part in cut for ref in part.counted} == set(found[name].counted)
    assert sum(part.numerator or 0 for part in found["M15"].parts) == found["M15"].numerator


@FEWER
@given(teams(), outsiders(), RULES)
def test_somebody_outside_the_period_changes_nothing(team: TeamFacts, outside: PersonFacts, rules: Rules) -> None:
    more = _figures(replace(team, people=(*team.people, outside)), rules)
    for name in ("M1", "M23"):
        # Who was closed a few days too early is said beside these two, and counted nowhere.
        others = tuple(one for one in more[name].just_missed if one.ref != outside.ref)
        more[name] = replace(more[name], just_missed=others)
    assert more == _figures(team, rules)


@FEWER
@given(teams(least=1), RULES)
def test_a_pause_changes_nothing(team: TeamFacts, rules: Rules) -> None:
    """It is said beside a figure and never taken off (D16)."""
    paused = replace(team, people=tuple(with_a_pause(one) for one in team.people))
    assert _figures(paused, rules) == _figures(team, rules)


@FEWER
@given(teams(least=1), RULES)
def test_coming_back_takes_nothing_away(team: TeamFacts, rules: Rules) -> None:
    """What was reached with somebody counts in the period in which it was, also when they come again in it."""
    before = _figures(team, rules)
    back = tuple(
        replace(one, referrals=(*one.referrals, referred(0)), closures=(*one.closures, closed(0)))
        for one in team.people
        if one.ref in before["M1"].people
    )
    others = tuple(one for one in team.people if one.ref not in before["M1"].people)
    after = _figures(replace(team, people=(*back, *others)), rules)
    for name in ("M1", "M2", "M4", "M11", "M12", "M13", "M14", "M15", "M17", "M18", "M19", "M20", "E1", "E5", "E6"):
        assert _number(after[name]) == _number(before[name]), name
    assert set(before["M5"].people) <= set(after["M5"].people)


@FEWER
@given(teams(), st.randoms(use_true_random=False), RULES)
def test_the_order_of_people_and_rows_does_not_matter(team: TeamFacts, luck: Any, rules: Rules) -> None:
    mixed = list(team.people)
    luck.shuffle(mixed)
    assert _figures(replace(team, people=tuple(mixed)), rules) == _figures(team, rules)


@FEWER
@given(teams(least=1), people(first=1), RULES)
def test_what_came_later_does_not_exist_for_the_period(team: TeamFacts, later: PersonFacts, rules: Rules) -> None:
    """Asked on the last day or a year after it, the figures are the same (D2)."""
    someone = team.people[0]
    more = replace(
        someone,
        **{name: (*getattr(someone, name), *getattr(later, name)) for name in ROWS},
        jobs=(*someone.jobs, job(1), job(2, 9, how="dismissed"), job(None, four_hours=None, accepted_on=day(1))),
        profile_started=someone.profile_started or day(1),
    )
    grown = replace(team, people=(more, *team.people[1:]))
    assert known_by(known_by(team, PERIOD.last), PERIOD.last) == known_by(team, PERIOD.last)
    assert _figures(known_by(team, PERIOD.last), rules) == _figures(team, rules)
    assert _figures(grown, rules) == _figures(team, rules)


@FEWER
@given(teams(least=1), st.integers(-90, 0))
def test_a_further_job_at_once_is_one_more_job_of_the_same_person(team: TeamFacts, on: int) -> None:
    before = _figures(team, Rules())
    someone = team.people[0]
    two = tuple(job(on) for _ in range(2))
    after = _figures(replace(team, people=(replace(someone, jobs=two), *team.people[1:])), Rules())
    entry = someone.referrals
    if someone.ref in before["M1"].people and len(entry) == 1 and entry[0].on <= day(on):
        begun = [case.number for case in after["M4"].cases if case.ref == someone.ref]
        assert len(begun) == 2 and after["M5"].people.count(someone.ref) == 1
        assert [case.ref for case in after["M17"].cases].count(someone.ref) == 2
        assert after["M2"].denominator == before["M2"].denominator and someone.ref in after["M2"].people


# Papers for outside


@given(st.lists(st.integers(0, 12), max_size=8))
def test_no_cell_that_is_left_out_can_be_worked_out_from_the_sum(cells: list[int]) -> None:
    gone = left_out(cells)
    assert all(place in gone for place, count in enumerate(cells) if is_small(count))
    if not gone:
        return
    rest = [count for place, count in enumerate(cells) if place not in gone]
    together = sum(cells[place] for place in gone)
    assert (len(gone) > 1 and together >= 5) or not rest, "or there is nothing left to hide it behind"
    if sum(cells) >= 5 and sum(count > 0 for count in cells) > 1:
        # Somebody who knows the sum finds at least two ways in which it may have come about.
        assert len([place for place in gone if cells[place] > 0]) > 1


@FEWER
@given(teams(), RULES)
def test_nothing_for_outside_is_about_one_to_four_people(team: TeamFacts, rules: Rules) -> None:
    for figure in _figures(team, rules).values():
        said = told(figure)
        if not said.suppressed:
            assert not is_small(len(figure.people)) or figure.kind is Kind.MEAN
            assert figure.kind is not Kind.SHARE or not is_small(len(figure.counted) - len(figure.people))
        for part, outside in told_parts(figure):
            if part.counted and outside.numerator is not None:
                assert not is_small(len(part.counted))
                assert part.kind is Kind.MEAN or not is_small(len(part.people))
        for of in ("gender", "age"):
            for name in ("M1", "M5", "M24"):
                cut = [o.suppressed for p, o in told_parts(figure) if (p.id, p.of) == (name, of)]
                assert cut.count(True) != 1 or len(cut) == 1
