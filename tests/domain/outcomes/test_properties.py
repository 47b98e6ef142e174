"""What holds for every figure, whoever the people are: parts of the whole, nobody lost, nothing from later."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ips_tui.domain.outcomes.base import base_of
from ips_tui.domain.outcomes.facts import PersonFacts, TeamFacts, known_by
from ips_tui.domain.outcomes.figure import Figure, Kind
from ips_tui.domain.outcomes.measures import ENGAGEMENT, MEASURES, figures
from ips_tui.domain.outcomes.outside import is_small, left_out, told, told_parts
from ips_tui.domain.outcomes.rules import CountsFrom, Period, Rules
from ips_tui.domain.people import AgeBand, Gender
from tests.domain.outcomes.made import closed, day, employer_met, job, met, person, referred, studied

IDS = (*MEASURES, *(name for name in ENGAGEMENT if name not in MEASURES))
PERIOD = Period(day(-90), day(0))
FEWER = settings(
    max_examples=max(settings().max_examples // 3, 1),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
"""Each example is some seventy measures, and a smaller one that fails would take minutes to find."""
DAYS = st.integers(-300, 30)
MODES = st.sampled_from(("face_to_face", "telephone"))
RULES = st.sampled_from(
    (Rules(), Rules(counts_from=CountsFrom.DAY_ONE), Rules(cohort_days=120, join_gap_days=14, search_days=28))
)


@st.composite
def _jobs(draw: st.DrawFn) -> Any:
    start = draw(st.one_of(st.none(), DAYS))
    end = None if start is None else draw(st.one_of(st.none(), st.integers(start, 40)))
    away = () if start is None else draw(st.sampled_from(((), ((start, None),), ((start, start + 20),))))
    return job(
        start,
        end,
        four_hours=draw(st.sampled_from(("start", None))),
        how=draw(st.sampled_from(("dismissed", "mutual", "quit_without_other_job"))),
        hours=draw(st.sampled_from((None, 4, 8, 37))),
        away=away,
        held_at_referral=draw(st.booleans()),
        minimum_wage=draw(st.sampled_from((True, True, None, False))),
    )


@st.composite
def people(draw: st.DrawFn, ref: str = "") -> PersonFacts:
    """Somebody with a history that need not be a likely one."""
    came = sorted(draw(st.lists(DAYS, min_size=1, max_size=2)))
    left = sorted(draw(st.lists(DAYS, max_size=2)))
    again = draw(st.booleans())
    return person(
        ref or draw(st.sampled_from("ABCDEFGH")),
        referrals=tuple(referred(on, draw(st.sampled_from(("unemployed", "in_work", "in_education")))) for on in came),
        closures=tuple(closed(on, "steady_work", reopened=on + 9 if again else None) for on in left),
        contacts=tuple(met(on, draw(MODES)) for on in sorted(draw(st.lists(DAYS, max_size=3)))),
        employer_contacts=tuple(employer_met(on) for on in sorted(draw(st.lists(DAYS, max_size=2)))),
        jobs=tuple(draw(st.lists(_jobs(), max_size=2))),
        education=tuple(studied(on) for on in draw(st.lists(st.one_of(st.none(), DAYS), max_size=1))),
        profile_started=draw(st.one_of(st.none(), DAYS.map(day))),
        gender=draw(st.sampled_from((None, *Gender))),
        age_band=draw(st.sampled_from((None, AgeBand.A16_24))),
    )


@st.composite
def teams(draw: st.DrawFn, least: int = 0) -> TeamFacts:
    """Up to five people, each with a reference of their own."""
    return TeamFacts(tuple(draw(people(ref)) for ref in "ABCDE"[: draw(st.integers(least, 5))]))


def _figures(team: TeamFacts, rules: Rules) -> dict[str, Figure]:
    base = base_of(team, PERIOD, rules)
    return dict(zip(IDS, figures(base, IDS), strict=True))


@FEWER
@given(teams(), RULES)
def test_everyone_of_the_base_is_counted_or_left_out_and_nobody_is_both(team: TeamFacts, rules: Rules) -> None:
    found = _figures(team, rules)
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
        assert (figure.value is None) == (figure.denominator == 0), name


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
@given(teams(), people(ref="Z"), RULES, st.sampled_from(("before", "after")))
def test_somebody_outside_the_period_changes_nothing(
    team: TeamFacts, someone: PersonFacts, rules: Rules, when: str
) -> None:
    if when == "after":
        outside = replace(someone, referrals=(referred(1),), closures=())
    else:
        outside = replace(someone, referrals=(referred(-400),), closures=(closed(-200),))
    more = replace(team, people=(*team.people, outside))
    assert _figures(more, rules) == _figures(team, rules)


@FEWER
@given(teams(), st.randoms(use_true_random=False), RULES)
def test_the_order_of_people_and_rows_does_not_matter(team: TeamFacts, luck: Any, rules: Rules) -> None:
    mixed = list(team.people)
    luck.shuffle(mixed)
    assert _figures(replace(team, people=tuple(mixed)), rules) == _figures(team, rules)


@FEWER
@given(teams(least=1), RULES)
def test_what_came_later_does_not_exist_for_the_period(team: TeamFacts, rules: Rules) -> None:
    """Asked on the last day or a year after it, the figures are the same (D2)."""
    later = timedelta(days=1)
    after = PERIOD.last + later
    someone = team.people[0]
    more = replace(
        someone,
        closures=(*someone.closures, closed(1)),
        contacts=(*someone.contacts, met(1)),
        employer_contacts=(*someone.employer_contacts, employer_met(1)),
        jobs=(*someone.jobs, job(1), job(2, 9, how="dismissed")),
        education=(*someone.education, studied(1)),
        profile_started=someone.profile_started or after,
        profile_versions=(*someone.profile_versions, after),
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
