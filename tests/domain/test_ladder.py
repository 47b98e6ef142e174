"""The follow-along ladder, milestones, plan reviews and steps: cases by hand, then what holds for every case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.domain.contacts import AppointmentFor, AppointmentState, Mode, Result
from ips_tui.domain.disclosure import Agreement, Decision, InWorkContact, Scope
from ips_tui.domain.due import Due, DueKind
from ips_tui.domain.employers import EmployerMode, MadeBy
from ips_tui.domain.facts import (
    AppointmentFacts,
    CaseFacts,
    ContactFacts,
    EmployerContactFacts,
    JobFacts,
    PlanFacts,
    ReviewFacts,
    StepFacts,
    TalkFacts,
    TermsChangeFacts,
)
from ips_tui.domain.jobs import MILESTONE_WEEKS, Permanence, is_competitive
from ips_tui.domain.obligations import owed_by_case
from ips_tui.domain.rhythms import Rhythms
from ips_tui.domain.stages import Stage
from ips_tui.domain.support import SupportRhythm

T = date(2026, 10, 15)
JOB, PLAN = UUID(int=800), UUID(int=810)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def case(**known: Any) -> CaseFacts:
    usual: dict[str, Any] = {
        "participant": UUID(int=900),
        "accepted_on": day(-300),
        "stage": Stage.FOLLOW_ALONG,
        "stage_entered_on": day(-100),
        "stage_source": UUID(int=902),
        "referral": UUID(int=901),
    }
    return CaseFacts(**(usual | known))


def met(on: int, number: int = 1, mode: Mode = Mode.TELEPHONE, result: Result = Result.TOOK_PLACE) -> ContactFacts:
    return ContactFacts(UUID(int=number), day(on), mode, result, Stage.FOLLOW_ALONG)


def job(start: int, accepted: int | None = None, **known: Any) -> JobFacts:
    usual: dict[str, Any] = {"confirmed": True, "plan_agreed": True}
    return JobFacts(JOB, day(start - 10 if accepted is None else accepted), day(start), **(usual | known))


def planned(on: int, purpose: AppointmentFor = AppointmentFor.CONTACT) -> AppointmentFacts:
    return AppointmentFacts(UUID(int=600), day(on), purpose, AppointmentState.PLANNED)


def lines(facts: CaseFacts, kind: DueKind) -> list[Due]:
    return [line for line in owed_by_case(facts, Rhythms()).due if line.kind is kind]


def due(facts: CaseFacts, kind: DueKind) -> list[tuple[int, int]]:
    """(opens, due) of the lines of a kind, as days from T."""
    return [((line.opens_on - T).days, (line.due_on - T).days) for line in lines(facts, kind)]


# -- rungs (F13, F15, F16) ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "contacts", "rung"),
    [
        # Nothing since the start: three days after it, listed from the day after; time alone moves nothing (F16).
        (0, [], (1, 3)),
        (-100, [], (-99, -97)),
        # A contact before the start is none from the start on; one on the start day is.
        (-3, [met(-4)], (-2, 0)),
        (-3, [met(-3)], (4, 4)),
        # While the last contact lies before day 28 of the job: a week on.
        (-17, [met(-15), met(-10, 2), met(-3, 3)], (4, 4)),
        (-28, [met(-1)], (6, 6)),
        (-29, [met(-2)], (5, 5)),
        # From day 28 on: a month, which is 31 days.
        (-28, [met(0)], (31, 31)),
        (-140, [met(-38)], (-7, -7)),
        (-98, [met(-11)], (20, 20)),
        # Any kind and mode counts, but only what took place.
        (-140, [met(-38), met(-5, 2, result=Result.NOT_REACHED)], (-7, -7)),
        (-140, [met(-38), met(-5, 2, mode=Mode.MESSAGE)], (26, 26)),
    ],
)
def test_one_rung_is_owed_counted_from_what_took_place(start: int, contacts: list[Any], rung: tuple[int, int]) -> None:
    facts = case(jobs=(job(start),), contacts=tuple(contacts))
    assert due(facts, DueKind.FOLLOW_ALONG_CONTACT) == [rung]


@pytest.mark.parametrize(
    ("rhythm", "rung"),
    [
        (SupportRhythm.WEEKLY, [(-31, -31)]),
        (SupportRhythm.FORTNIGHTLY, [(-24, -24)]),
        (SupportRhythm.MONTHLY, [(-7, -7)]),
        (SupportRhythm.ON_REQUEST, []),
        (SupportRhythm.NONE_WISHED, []),
        (None, [(-7, -7)]),
    ],
)
def test_the_rhythm_agreed_in_the_plan_wins(rhythm: SupportRhythm | None, rung: list[tuple[int, int]]) -> None:
    facts = case(jobs=(job(-140, rhythm=rhythm),), contacts=(met(-38),))
    assert due(facts, DueKind.FOLLOW_ALONG_CONTACT) == rung


def test_the_first_contact_after_a_start_is_owed_whatever_the_rhythm() -> None:
    facts = case(jobs=(job(-1, rhythm=SupportRhythm.ON_REQUEST),))
    assert due(facts, DueKind.FOLLOW_ALONG_CONTACT) == [(0, 2)]


def test_a_day_set_at_the_last_contact_wins_until_there_is_a_later_contact() -> None:
    set_then = job(-140, next_set=(day(-38), day(12)))
    assert due(case(jobs=(set_then,), contacts=(met(-38),)), DueKind.FOLLOW_ALONG_CONTACT) == [(12, 12)]
    later = case(jobs=(set_then,), contacts=(met(-38), met(-2, 2)))
    assert due(later, DueKind.FOLLOW_ALONG_CONTACT) == [(29, 29)]


def test_a_planned_contact_is_the_rung_and_no_second_line() -> None:
    facts = case(jobs=(job(-17),), contacts=(met(-3),), appointments=(planned(4),))
    assert due(facts, DueKind.FOLLOW_ALONG_CONTACT) == [(4, 4)]
    assert due(facts, DueKind.APPOINTMENT) == []
    # Before the start it is an ordinary appointment, and other appointments stay their own line.
    before = case(jobs=(job(5),), appointments=(planned(3),))
    assert due(before, DueKind.APPOINTMENT) == [(4, 3)]
    handed = case(jobs=(job(-430),), contacts=(met(-25),), appointments=(planned(15, AppointmentFor.HAND_OVER),))
    assert due(handed, DueKind.HAND_OVER) == [(15, 15)]
    assert due(handed, DueKind.FOLLOW_ALONG_CONTACT) == [(6, 6)]


@given(
    start=st.integers(-500, 30),
    on=st.lists(st.integers(-520, 20), max_size=12),
    rhythm=st.sampled_from([None, *SupportRhythm]),
)
def test_there_is_never_more_than_one_rung_of_a_job(start: int, on: list[int], rhythm: SupportRhythm | None) -> None:
    contacts = tuple(met(offset, number) for number, offset in enumerate(on, 1))
    facts = case(jobs=(job(start, rhythm=rhythm),), contacts=contacts)
    rungs = lines(facts, DueKind.FOLLOW_ALONG_CONTACT)
    assert len(rungs) <= 1
    since = [c.on for c in contacts if c.on >= day(start)]
    if rungs and since:
        # The last contact decides, and no earlier one.
        assert rungs[0].due_on > max(since)
        only_last = replace(facts, contacts=(met((max(since) - T).days),))
        assert [r.due_on for r in lines(only_last, DueKind.FOLLOW_ALONG_CONTACT)] == [rungs[0].due_on]


# -- before and at a start (F13, F14) -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "accepted", "contacts", "found"),
    [
        # Due the day before the start, listed from a week before it, gone on the start day.
        (5, -4, [], [(-2, 4, 4)]),
        # Not listed before the job was accepted.
        (5, 1, [], [(1, 4, 4)]),
        # A face-to-face meeting in the week before the start does it; a call does not, an earlier meeting neither.
        (5, -4, [met(-2, mode=Mode.FACE_TO_FACE)], []),
        (5, -4, [met(-2)], [(-2, 4, 4)]),
        (5, -4, [met(-3, mode=Mode.FACE_TO_FACE)], [(-2, 4, 4)]),
    ],
)
def test_the_meeting_before_a_start(start: int, accepted: int, contacts: list[Any], found: list[Any]) -> None:
    facts = case(jobs=(job(start, accepted, confirmed=False),), contacts=tuple(contacts))
    said = lines(facts, DueKind.PRE_START_MEETING)
    assert [((x.opens_on - T).days, (x.due_on - T).days, (x.lapses_on - T).days) for x in said if x.lapses_on] == found
    assert len(said) == len(found)


def test_the_in_work_plan_is_due_on_the_start_day_until_it_is_agreed() -> None:
    assert due(case(jobs=(job(5, -20, plan_agreed=False),)), DueKind.IN_WORK_PLAN) == [(-2, 5)]
    assert due(case(jobs=(job(5, -1, plan_agreed=False),)), DueKind.IN_WORK_PLAN) == [(-1, 5)]
    assert due(case(jobs=(job(5),)), DueKind.IN_WORK_PLAN) == []


def test_a_start_is_confirmed_with_its_four_hours() -> None:
    assert due(case(jobs=(job(0, confirmed=False),)), DueKind.JOB_START) == [(0, 0)]
    assert due(case(jobs=(job(0),)), DueKind.JOB_START) == []


# -- milestones (F17), benefits (F18) -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "contacts", "ticks", "found"),
    [
        (-17, [], (), [25, 74, 165, 347]),
        # 13 weeks on T-7, last contact T-11: to confirm; 6 weeks were confirmed by that contact.
        (-98, [met(-11)], (), [-7, 84, 266]),
        # On the day itself is on or after it.
        (-98, [met(-7)], (), [84, 266]),
        (-98, [met(-11)], (13,), [84, 266]),
        (-430, [met(-25)], (), []),
    ],
)
def test_milestones_are_confirmed_by_a_contact_on_or_after_them_or_by_hand(
    start: int, contacts: list[Any], ticks: tuple[int, ...], found: list[int]
) -> None:
    facts = case(jobs=(job(start, confirmed_weeks=ticks),), contacts=tuple(contacts))
    assert [due_on for _, due_on in due(facts, DueKind.MILESTONE)] == found
    sources = {line.source for line in lines(facts, DueKind.MILESTONE)}
    assert len(sources) == len(found)


def test_the_milestones_are_those_of_the_field() -> None:
    assert MILESTONE_WEEKS == (6, 13, 26, 52)


@pytest.mark.parametrize(
    ("talks", "found"),
    [([], [(-60, -60)]), ([-140], [(-60, -60)]), ([-89], [(-60, -60)]), ([-88], []), ([-60], []), ([-1], [])],
)
def test_benefits_are_looked_at_again_after_a_change(talks: list[int], found: list[tuple[int, int]]) -> None:
    changed = job(-140, changes=(TermsChangeFacts(UUID(int=820), day(-60)),))
    facts = case(jobs=(changed,), benefits_on=tuple(day(on) for on in talks))
    assert due(facts, DueKind.BENEFITS_REVIEW) == found


@pytest.mark.parametrize(
    ("start", "accepted", "known", "talks", "found"),
    [
        (5, -4, {}, [], [(-2, 5)]),  # listed seven days before the start
        (5, 1, {}, [], [(1, 5)]),  # not before it was accepted
        (5, -4, {}, [-32], []),  # 28 days before acceptance, to the day
        (5, -4, {}, [-33], [(-2, 5)]),
        (5, -4, {}, [-4], []),
        (-3, -9, {}, [], [(-9, -3)]),  # the start came, nobody confirmed it
        (-3, -9, {"confirmed": True}, [], []),  # confirmed, with the reason that G12 asks for
    ],
)
def test_benefits_are_looked_at_before_a_start(
    start: int, accepted: int, known: dict[str, Any], talks: list[int], found: list[tuple[int, int]]
) -> None:
    ahead = job(start, accepted, **{"confirmed": False, **known})
    facts = case(jobs=(ahead,), benefits_on=tuple(day(on) for on in talks))
    assert due(facts, DueKind.BENEFITS_REVIEW) == found


# -- in touch with the employer (domain.md 4.8; G5) ----------------------------------------------------

SHOP, CAFE = UUID(int=830), UUID(int=831)


def agreed(on: int = -90, number: int = 1, **known: Any) -> Agreement:
    usual: dict[str, Any] = {
        "decision": Decision.PARTIAL,
        "scope": Scope.ALL,
        "employers": frozenset(),
        "in_work_contact": InWorkContact.YES,
    }
    return Agreement(id=UUID(int=number), decided_on=day(on), **(usual | known))


def asked(on: int, employer: UUID = SHOP, by: MadeBy = MadeBy.SPECIALIST) -> EmployerContactFacts:
    return EmployerContactFacts(UUID(int=840 + on % 100), day(on), EmployerMode.TELEPHONE, by, employer)


@pytest.mark.parametrize(
    ("rhythm", "contacts", "found"),
    [
        (SupportRhythm.WEEKLY, [], [-33]),  # counted from the start
        (SupportRhythm.FORTNIGHTLY, [], [-26]),
        (SupportRhythm.MONTHLY, [], [-9]),
        (SupportRhythm.ON_REQUEST, [], []),
        (SupportRhythm.NONE_WISHED, [], []),
        (None, [], []),
        (SupportRhythm.WEEKLY, [asked(-30), asked(-2)], [5]),  # from the last contact about this person
        (SupportRhythm.WEEKLY, [asked(-50)], [-33]),  # one from before the start is none in work
        (SupportRhythm.WEEKLY, [asked(-2, CAFE)], [-33]),  # nor one with another employer
        (SupportRhythm.WEEKLY, [asked(-2, by=MadeBy.PARTICIPANT)], [-33]),  # nor the person's own
    ],
)
def test_the_employer_is_checked_in_with_as_agreed(
    rhythm: SupportRhythm | None, contacts: list[EmployerContactFacts], found: list[int]
) -> None:
    works = job(-40, employer=SHOP, employer_rhythm=rhythm, name="Shop")
    facts = case(jobs=(works,), agreements=(agreed(),), employer_contacts=tuple(contacts))
    assert due(facts, DueKind.EMPLOYER_CHECK_IN) == [(on, on) for on in found]
    for line in lines(facts, DueKind.EMPLOYER_CHECK_IN):
        assert (line.source, line.about, line.lapses_on) == (JOB, "Shop", None)


@pytest.mark.parametrize(
    ("agreements", "found"),
    [
        ([], []),
        ([agreed(withdrawn_on=day(-1))], []),  # taken back after the line was due
        ([agreed(withdrawn_on=day(-1)), agreed(-1, 2)], [(-33, None)]),  # and given anew
        ([agreed(valid_until=day(-34))], []),  # ran out before it was due
        ([agreed(valid_until=day(3))], [(-33, 3)]),  # listed as long as it holds
        ([agreed(scope=Scope.NAMED, employers=frozenset({CAFE}))], []),
        ([agreed(scope=Scope.NAMED, employers=frozenset({SHOP}))], [(-33, None)]),
        ([agreed(in_work_contact=InWorkContact.NO)], []),
        ([agreed(in_work_contact=InWorkContact.WITH_ME)], [(-33, None)]),
        ([agreed(), agreed(-5, 2, decision=Decision.NO_CONTACT)], []),
        ([agreed(), agreed(-5, 2, decision=Decision.UNDECIDED)], []),
    ],
)
def test_the_check_in_rests_while_no_agreement_allows_it(
    agreements: list[Agreement], found: list[tuple[int, int | None]]
) -> None:
    works = job(-40, employer=SHOP, employer_rhythm=SupportRhythm.WEEKLY)
    owed = lines(case(jobs=(works,), agreements=tuple(agreements)), DueKind.EMPLOYER_CHECK_IN)
    assert [((d.due_on - T).days, d.lapses_on and (d.lapses_on - T).days) for d in owed] == found


def test_an_employer_that_is_no_record_of_ours_is_not_checked_in_with() -> None:
    works = job(-40, employer=None, employer_rhythm=SupportRhythm.WEEKLY)
    assert not lines(case(jobs=(works,), agreements=(agreed(),)), DueKind.EMPLOYER_CHECK_IN)


# -- one rhythm per person (F4) -------------------------------------------------------------------------


def test_review_plan_review_and_disclosure_talk_rest_while_there_is_a_job() -> None:
    plan = PlanFacts(PLAN, day(-60), True, None)
    known = {"contacts": (met(-50),), "talks": (TalkFacts(UUID(int=3), day(-90), day(47)),)}
    out = case(**known)
    assert due(out, DueKind.REVIEW) and due(out, DueKind.DISCLOSURE_TALK)
    assert [x.kind for x in owed_by_case(out, Rhythms()).upcoming] == ["disclosure_talk"]
    with_plan = case(**known, plans=(plan,))
    assert not due(with_plan, DueKind.REVIEW)
    assert due(with_plan, DueKind.PLAN_REVIEW)
    at_work = case(**known, plans=(plan,), jobs=(job(-40),))
    for kind in (DueKind.REVIEW, DueKind.PLAN_REVIEW, DueKind.DISCLOSURE_TALK):
        assert not due(at_work, kind)
    assert not owed_by_case(at_work, Rhythms()).upcoming
    assert due(at_work, DueKind.FOLLOW_ALONG_CONTACT)


@pytest.mark.parametrize(
    ("plans", "reviews", "found"),
    [
        # Not agreed: no rhythm of its own.
        ([PlanFacts(PLAN, day(-30), False, None)], [], []),
        ([PlanFacts(PLAN, day(-14), True, None)], [], [14]),
        # The date typed with the plan wins over the rhythm.
        ([PlanFacts(PLAN, day(-28), True, day(-2))], [], [-2]),
        # Then each review counts on, and a date set at it wins.
        ([PlanFacts(PLAN, day(-69), True, None)], [ReviewFacts(UUID(int=4), day(-9), None, PLAN)], [19]),
        ([PlanFacts(PLAN, day(-69), True, day(-2))], [ReviewFacts(UUID(int=4), day(-9), None, PLAN)], [19]),
        ([PlanFacts(PLAN, day(-69), True, None)], [ReviewFacts(UUID(int=4), day(-9), day(5), PLAN)], [5]),
        # A review that looked at no plan is none of this one.
        ([PlanFacts(PLAN, day(-69), True, None)], [ReviewFacts(UUID(int=4), day(-9), day(5), None)], [-41]),
        # A plan made anew begins its own rhythm; until it is agreed the one before counts.
        (
            [PlanFacts(UUID(int=805), day(-90), True, None), PlanFacts(PLAN, day(-10), True, None)],
            [ReviewFacts(UUID(int=4), day(-20), None, UUID(int=805))],
            [18],
        ),
        ([PlanFacts(UUID(int=805), day(-90), True, None), PlanFacts(PLAN, day(-10), False, None)], [], [-62]),
    ],
)
def test_plan_reviews(plans: list[PlanFacts], reviews: list[ReviewFacts], found: list[int]) -> None:
    facts = case(plans=tuple(plans), reviews=tuple(reviews), contacts=(met(-9, mode=Mode.FACE_TO_FACE),))
    assert [due_on for _, due_on in due(facts, DueKind.PLAN_REVIEW)] == found


def test_each_open_step_is_a_line_from_its_day() -> None:
    steps = (StepFacts(UUID(int=5), day(-3), "Trial shift"), StepFacts(UUID(int=6), day(4), "Bus pass"))
    facts = case(steps=steps)
    assert due(facts, DueKind.PLAN_STEP) == [(-3, -3), (4, 4)]
    assert [line.about for line in lines(facts, DueKind.PLAN_STEP)] == ["Trial shift", "Bus pass"]


@pytest.mark.parametrize(("begun", "done", "found"), [(None, False, []), (-20, False, [(-6, 8)]), (-20, True, [])])
def test_research_and_the_talk_are_due_once_the_profile_has_begun(
    begun: int | None, done: bool, found: list[tuple[int, int]]
) -> None:
    facts = case(
        contacts=(met(-20, mode=Mode.FACE_TO_FACE),),
        profile_begun_on=None if begun is None else day(begun),
        researched=done,
        information_talked=done,
    )
    assert due(facts, DueKind.LABOUR_MARKET_RESEARCH) == found
    assert due(facts, DueKind.PERSONAL_INFORMATION) == found


def test_a_closed_case_owes_nothing() -> None:
    facts = case(contacts=(met(-50, result=Result.NO_SHOW),), steps=(StepFacts(UUID(int=5), day(-3)),))
    assert owed_by_case(facts, Rhythms()).due and owed_by_case(facts, Rhythms()).flags
    closed = owed_by_case(replace(facts, closed_on=day(-1)), Rhythms())
    assert (closed.due, closed.upcoming, closed.flags) == ((), (), ())


@pytest.mark.parametrize("day_searched", [-70, -1])
def test_an_application_or_interview_stops_the_search_clock(day_searched: int) -> None:
    facts = case(contacts=(met(-90, mode=Mode.FACE_TO_FACE),), searched_on=(day(day_searched),))
    assert due(facts, DueKind.SEARCH_CLOCK) == []
    assert facts.first_search_on == day(day_searched)
    assert facts.first_employer_met_on is None


# -- which jobs are competitive (5.1; D6) ----------------------------------------------------------------


@pytest.mark.parametrize("open_to_all", [True, None, False])
@pytest.mark.parametrize("minimum_wage", [True, None, False])
@pytest.mark.parametrize("permanence", [None, *Permanence])
@pytest.mark.parametrize("held", [True, False])
def test_only_a_plain_no_takes_a_job_out_of_support(
    open_to_all: bool | None, minimum_wage: bool | None, permanence: Permanence | None, held: bool
) -> None:
    found = is_competitive(
        open_to_all=open_to_all, minimum_wage=minimum_wage, permanence=permanence, held_at_referral=held
    )
    nos = [open_to_all is False, minimum_wage is False, permanence is Permanence.LIMITED_BY_SERVICE, held]
    assert found is not any(nos)
