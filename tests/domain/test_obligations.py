"""What is due, rule by rule, with the day counting of domain.md 6.6 Z7 and the lead times of 6.4."""

from __future__ import annotations

import ast
import inspect
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ips_tui.domain
from ips_tui.domain import obligations
from ips_tui.domain.contacts import AppointmentFor, AppointmentState, Mode, Result
from ips_tui.domain.disclosure import Agreement, Decision, InWorkContact, Scope
from ips_tui.domain.due import Due, DueKind, FlagKind
from ips_tui.domain.employers import EmployerMode, MadeBy
from ips_tui.domain.facts import (
    AppointmentFacts,
    CaseFacts,
    ClinicalUpdateFacts,
    ContactFacts,
    EmployerContactFacts,
    EmployerFacts,
    EmployerVisitFacts,
    ReviewFacts,
    TalkFacts,
)
from ips_tui.domain.obligations import outreach_active, owed_by_case, owed_by_employer
from ips_tui.domain.rhythms import Rhythms
from ips_tui.domain.stages import Stage

T = date(2026, 10, 15)
RHYTHMS = Rhythms()
REFERRAL, STAGE = UUID(int=901), UUID(int=902)


def day(offset: int) -> date:
    return T + timedelta(days=offset)


def case(**known: Any) -> CaseFacts:
    usual: dict[str, Any] = {
        "participant": UUID(int=900),
        "accepted_on": day(-100),
        "stage": Stage.ENGAGEMENT,
        "stage_entered_on": day(-100),
        "stage_source": STAGE,
        "referral": REFERRAL,
    }
    return CaseFacts(**(usual | known))


def met(on: int, number: int = 1, *, mode: Mode = Mode.FACE_TO_FACE, result: Result = Result.TOOK_PLACE) -> Any:
    return ContactFacts(UUID(int=number), day(on), mode, result, Stage.ENGAGEMENT)


def searched(on: int, *, mode: EmployerMode = EmployerMode.TELEPHONE, by: MadeBy = MadeBy.SPECIALIST) -> Any:
    return EmployerContactFacts(UUID(int=700), day(on), mode, by)


def planned(
    on: int,
    purpose: AppointmentFor = AppointmentFor.CONTACT,
    state: AppointmentState = AppointmentState.PLANNED,
    missed: bool = False,
) -> Any:
    return AppointmentFacts(UUID(int=600), day(on), purpose, state, missed)


def due(facts: CaseFacts, kind: DueKind, rhythms: Rhythms = RHYTHMS) -> list[tuple[int, int]]:
    """(opens, due) of the lines of one kind, as days from T; none of them lapses."""
    lines = [line for line in owed_by_case(facts, rhythms).due if line.kind is kind]
    assert all(line.lapses_on is None for line in lines)
    return [((line.opens_on - T).days, (line.due_on - T).days) for line in lines]


# -- the search clock (1.8; F2, F3) ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contacts", "found"),
    [
        ([], []),
        # First seen on T-28: day 28 is today, due today, listed from day 14.
        ([met(-28)], [(-14, 0)]),
        ([met(-29)], [(-15, -1)]),
        # The first meeting counts, not the last, whatever the order.
        ([met(-1, 2), met(-40)], [(-26, -12)]),
        # Seen is face to face (S2): no telephone, video, message or letter starts the clock.
        ([met(-40, mode=Mode.TELEPHONE)], []),
        ([met(-40, mode=Mode.VIDEO)], []),
        ([met(-40, mode=Mode.MESSAGE)], []),
        ([met(-40, mode=Mode.LETTER)], []),
        ([met(-40, 1, mode=Mode.TELEPHONE), met(-20, 2)], [(-6, 8)]),
        # What did not take place starts nothing.
        ([met(-40, result=Result.NO_SHOW)], []),
        ([met(-40, result=Result.CANCELLED_BY_SPECIALIST), met(-10, 2)], [(4, 18)]),
    ],
)
def test_search_clock_starts_when_first_seen(contacts: list[Any], found: list[tuple[int, int]]) -> None:
    assert due(case(contacts=tuple(contacts)), DueKind.SEARCH_CLOCK) == found


@pytest.mark.parametrize("mode", list(EmployerMode))
@pytest.mark.parametrize("by", list(MadeBy))
def test_search_clock_stops_with_any_employer_contact_by_either_side(mode: EmployerMode, by: MadeBy) -> None:
    facts = case(contacts=(met(-40),), employer_contacts=(searched(-1, mode=mode, by=by),))
    assert due(facts, DueKind.SEARCH_CLOCK) == []
    assert facts.first_search_on == day(-1)
    assert facts.first_employer_met_on == (day(-1) if mode is EmployerMode.FACE_TO_FACE else None)


def test_search_clock_names_the_meeting_that_started_it() -> None:
    (line,) = (x for x in owed_by_case(case(contacts=(met(-5, 7),)), RHYTHMS).due if x.kind is DueKind.SEARCH_CLOCK)
    assert (line.source, dict(line.dates)) == (UUID(int=7), {"first_seen": day(-5)})


def test_search_clock_follows_the_rhythm_of_the_team() -> None:
    facts = case(contacts=(met(-28),))
    assert due(facts, DueKind.SEARCH_CLOCK, Rhythms(search_days=31, search_lead=7)) == [(-4, 3)]


# -- reviews (G7; F4, F5, F19) --------------------------------------------------------------------------


def set_review(on: int, next_on: int | None, number: int = 800) -> ReviewFacts:
    return ReviewFacts(UUID(int=number), day(on), None if next_on is None else day(next_on))


@pytest.mark.parametrize(
    ("known", "found"),
    [
        # Never met: a rhythm after acceptance.
        ({"accepted_on": day(-28)}, (0, REFERRAL, "never_met")),
        ({"accepted_on": day(-29)}, (-1, REFERRAL, "never_met")),
        # The last contact of any mode that took place, and a rhythm.
        ({"contacts": (met(-28, mode=Mode.MESSAGE),)}, (0, REFERRAL, "review")),
        ({"contacts": (met(-40), met(-12, 2, mode=Mode.TELEPHONE))}, (16, REFERRAL, "review")),
        ({"contacts": (met(-40), met(-3, 2, result=Result.CANCELLED_BY_PERSON))}, (-12, REFERRAL, "review")),
        # A talk about disclosure is a contact with the person too.
        ({"contacts": (met(-40),), "talks": (TalkFacts(UUID(int=5), day(-20), None),)}, (8, REFERRAL, "review")),
        # The date set at the last review wins, before or after the rhythm, and over later contacts.
        ({"contacts": (met(-10),), "reviews": (set_review(-10, 4),)}, (4, UUID(int=800), "review_set")),
        ({"contacts": (met(-10),), "reviews": (set_review(-10, 60),)}, (60, UUID(int=800), "review_set")),
        ({"contacts": (met(-10), met(-2, 2)), "reviews": (set_review(-10, -5),)}, (-5, UUID(int=800), "review_set")),
        # Only the last review sets a date.
        (
            {"contacts": (met(-30), met(-10, 2)), "reviews": (set_review(-10, None, 801), set_review(-30, -20))},
            (18, REFERRAL, "review"),
        ),
    ],
)
def test_review(known: dict[str, Any], found: tuple[int, UUID, str]) -> None:
    facts = case(**known)
    (line,) = (line for line in owed_by_case(facts, RHYTHMS).due if line.kind is DueKind.REVIEW)
    assert ((line.due_on - T).days, line.source, line.reason) == found
    assert line.opens_on == line.due_on, "a review has no lead time"


def test_review_rests_while_outreach_is_active_and_comes_back_after_the_meeting() -> None:
    facts = case(contacts=(met(-60), met(-5, 2, result=Result.NO_SHOW)), reviews=(set_review(-60, -30),))
    assert due(facts, DueKind.REVIEW) == []
    again = replace(facts, contacts=(*facts.contacts, met(-1, 3)))
    assert due(again, DueKind.REVIEW) == [(-30, -30)]


# -- outreach (F19) -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contacts", "appointments", "active"),
    [
        ([], [], False),
        ([met(-5)], [], False),
        ([met(-5, result=Result.NOT_REACHED)], [], True),
        ([met(-5, result=Result.NO_SHOW)], [], True),
        # Cancelled is not missed.
        ([met(-5, result=Result.CANCELLED_BY_PERSON)], [], False),
        ([met(-5, result=Result.CANCELLED_BY_SPECIALIST)], [], False),
        # Ended by a meeting face to face only, on the same day or later.
        ([met(-5, result=Result.NO_SHOW), met(-3, 2)], [], False),
        ([met(-5, result=Result.NO_SHOW), met(-5, 2)], [], False),
        ([met(-5, result=Result.NO_SHOW), met(-6, 2)], [], True),
        ([met(-5, result=Result.NO_SHOW), met(-3, 2, mode=Mode.TELEPHONE)], [], True),
        ([met(-5, result=Result.NO_SHOW), met(-3, 2, mode=Mode.VIDEO)], [], True),
        ([met(-5, result=Result.NO_SHOW), met(-3, 2, result=Result.CANCELLED_BY_PERSON)], [], True),
        # And it begins again.
        ([met(-9, result=Result.NO_SHOW), met(-5, 2), met(-1, 3, result=Result.NOT_REACHED)], [], True),
        # An appointment missed by the person counts as the contact does; by somebody else it does not.
        ([met(-9)], [planned(-5, state=AppointmentState.MISSED, missed=True)], True),
        ([met(-9)], [planned(-5, state=AppointmentState.MISSED)], False),
        ([met(-4)], [planned(-5, state=AppointmentState.MISSED, missed=True)], False),
        ([met(-9)], [planned(-5)], False),
    ],
)
def test_outreach_active(contacts: list[Any], appointments: list[Any], active: bool) -> None:
    facts = case(contacts=tuple(contacts), appointments=tuple(appointments))
    assert outreach_active(facts) is active
    assert (FlagKind.OUTREACH_ACTIVE in owed_by_case(facts, RHYTHMS).flags) is active
    assert bool(due(facts, DueKind.REVIEW)) is not active


# -- the clinical update (G8; F7) -----------------------------------------------------------------------


def update(on: int, stage: Stage) -> ClinicalUpdateFacts:
    return ClinicalUpdateFacts(UUID(int=300), day(on), stage)


@pytest.mark.parametrize(
    ("entered", "updates", "found"),
    [
        (-28, [], [(0, 0)]),
        (-29, [], [(-1, -1)]),
        (-50, [update(-22, Stage.ACTION_PLAN)], []),
        # On the day of entering counts; before it does not, even in the same stage.
        (-50, [update(-50, Stage.ACTION_PLAN)], []),
        (-50, [update(-51, Stage.ACTION_PLAN)], [(-22, -22)]),
        (-50, [update(-10, Stage.ENGAGEMENT)], [(-22, -22)]),
        (-50, [update(-40, Stage.ENGAGEMENT), update(-30, Stage.ACTION_PLAN)], []),
    ],
)
def test_clinical_update_once_in_each_stage(entered: int, updates: list[Any], found: list[tuple[int, int]]) -> None:
    facts = case(stage=Stage.ACTION_PLAN, stage_entered_on=day(entered), clinical_updates=tuple(updates))
    assert due(facts, DueKind.CLINICAL_UPDATE) == found


# -- disclosure (F11, F12) ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("talks", "found"),
    [
        ([], []),
        ([(-56, None)], [(0, 0)]),
        ([(-57, None)], [(-1, -1)]),
        ([(-9, 47)], [(47, 47)]),
        # The last talk decides, whether or not it set a date.
        ([(-9, None), (-60, 5)], [(47, 47)]),
        ([(-60, None), (-9, 3)], [(3, 3)]),
    ],
)
def test_disclosure_talk(talks: list[tuple[int, int | None]], found: list[tuple[int, int]]) -> None:
    facts = case(
        talks=tuple(
            TalkFacts(UUID(int=400 + place), day(on), None if again is None else day(again))
            for place, (on, again) in enumerate(talks)
        )
    )
    assert due(facts, DueKind.DISCLOSURE_TALK) == found


def test_only_an_agreed_date_of_a_talk_is_next() -> None:
    """A date that the rule computes lies in due alone (6.4)."""
    computed = owed_by_case(case(talks=(TalkFacts(UUID(int=1), day(-9), None),)), RHYTHMS)
    assert computed.upcoming == ()
    set_by_hand = owed_by_case(case(talks=(TalkFacts(UUID(int=1), day(-9), day(47)),)), RHYTHMS)
    assert [(x.kind, x.on) for x in set_by_hand.upcoming] == [("disclosure_talk", day(47))]


@pytest.mark.parametrize(
    ("decisions", "blocked"),
    [
        ([], False),
        ([(-5, Decision.NO_CONTACT)], True),
        ([(-5, Decision.NOT_DISCUSSED)], False),
        ([(-5, Decision.UNDECIDED)], False),
        ([(-5, Decision.NO_CONTACT), (-3, Decision.FULL)], False),
        ([(-3, Decision.NO_CONTACT), (-5, Decision.FULL)], True),
    ],
)
def test_employer_contact_blocked(decisions: list[tuple[int, Decision]], blocked: bool) -> None:
    made = tuple(
        Agreement(UUID(int=place + 1), day(on), decision, Scope.ALL, frozenset(), InWorkContact.YES)
        for place, (on, decision) in enumerate(decisions)
    )
    assert (FlagKind.EMPLOYER_CONTACT_BLOCKED in owed_by_case(case(agreements=made), RHYTHMS).flags) is blocked


# -- appointments (F20, F21) ----------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", list(AppointmentFor))
def test_a_planned_appointment_is_next_and_late_from_the_day_after(purpose: AppointmentFor) -> None:
    facts = case(contacts=(met(-3),), appointments=(planned(0, purpose),))
    owed = owed_by_case(facts, RHYTHMS)
    assert [(x.kind, x.on) for x in owed.upcoming] == [(purpose.value, T)]
    hand_over = purpose is AppointmentFor.HAND_OVER
    kind = DueKind.HAND_OVER if hand_over else DueKind.APPOINTMENT
    # Its own day as due_on; a hand-over is listed on its day, everything else from the day after (Z7, F21).
    assert due(facts, kind) == [(0 if hand_over else 1, 0)]
    assert {line.kind for line in owed.due} & {DueKind.HAND_OVER, DueKind.APPOINTMENT} == {kind}


@pytest.mark.parametrize("state", [s for s in AppointmentState if s is not AppointmentState.PLANNED])
def test_a_closed_appointment_is_neither_next_nor_late(state: AppointmentState) -> None:
    owed = owed_by_case(case(appointments=(planned(-9, state=state),)), RHYTHMS)
    assert owed.upcoming == ()
    assert DueKind.APPOINTMENT not in {line.kind for line in owed.due}


# -- employers (4.6) ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("visits", "found"),
    [
        ([], []),
        ([(-5, None)], []),
        ([(-5, 0)], [0]),
        # A contact since then settles it, whether it agreed on another date or not.
        ([(-5, -2), (-1, None)], []),
        ([(-5, -2), (-1, 9)], [9]),
    ],
)
def test_employer_check_in(visits: list[tuple[int, int | None]], found: list[int]) -> None:
    facts = EmployerFacts(
        UUID(int=1),
        tuple(
            EmployerVisitFacts(UUID(int=place + 1), day(on), None if again is None else day(again))
            for place, (on, again) in enumerate(visits)
        ),
    )
    lines = owed_by_employer(facts, RHYTHMS).due
    assert [(line.due_on - T).days for line in lines] == found
    assert all(line.kind is DueKind.EMPLOYER_CHECK_IN and line.opens_on == line.due_on for line in lines)


def test_an_appointment_with_an_employer_passes_like_any_other() -> None:
    owed = owed_by_employer(EmployerFacts(UUID(int=1), (), (planned(-2, AppointmentFor.EMPLOYER_VISIT),)), RHYTHMS)
    assert [(x.kind, x.opens_on, x.due_on) for x in owed.due] == [(DueKind.APPOINTMENT, day(-1), day(-2))]


# -- what holds for every rule --------------------------------------------------------------------------

offsets = st.integers(-120, 60)
ids = st.integers(1, 10**6).map(lambda n: UUID(int=n))
dates = offsets.map(day)


def some(kind: type[Any], **known: Any) -> st.SearchStrategy[Any]:
    return st.lists(st.builds(kind, id=ids, on=dates, **known), max_size=5, unique_by=lambda f: f.id).map(tuple)


agreements = st.builds(
    Agreement,
    id=ids,
    decided_on=dates,
    employers=st.just(frozenset()),
    valid_until=st.none() | dates,
    withdrawn_on=st.none() | dates,
)
# Made once: what is put together anew for every example is looked through anew, and takes most of the time.
cases = st.builds(
    case,
    accepted_on=dates,
    stage=st.sampled_from(Stage),
    stage_entered_on=dates,
    contacts=some(ContactFacts),
    appointments=some(AppointmentFacts),
    reviews=some(ReviewFacts, next_on=st.none() | dates),
    clinical_updates=some(ClinicalUpdateFacts),
    agreements=st.lists(agreements, max_size=4, unique_by=lambda a: a.id).map(tuple),
    talks=some(TalkFacts, next_on=st.none() | dates),
    employer_contacts=some(EmployerContactFacts),
)
employer_facts = st.builds(
    EmployerFacts,
    employer=ids,
    visits=some(EmployerVisitFacts, next_on=st.none() | dates),
    appointments=some(AppointmentFacts),
)


def shifted(value: Any, by: timedelta) -> Any:
    """The same facts or lines with every date in them moved."""
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(shifted(part, by) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: shifted(getattr(value, f.name), by) for f in fields(value)})
    return value


def owed(facts: Any, rhythms: Rhythms = RHYTHMS) -> Any:
    return owed_by_case(facts, rhythms) if isinstance(facts, CaseFacts) else owed_by_employer(facts, rhythms)


@given(cases | employer_facts, st.integers(-4000, 4000))
def test_moving_every_date_moves_every_line_and_nothing_else(facts: Any, by: int) -> None:
    """No rule looks at a today, a weekday, a month or a leap year."""
    move = timedelta(days=by)
    assert owed(shifted(facts, move)) == shifted(owed(facts), move)


@given(cases | employer_facts, st.data())
def test_the_order_in_which_facts_are_read_does_not_matter(facts: Any, data: st.DataObject) -> None:
    several = {f.name: getattr(facts, f.name) for f in fields(facts) if isinstance(getattr(facts, f.name), tuple)}
    mixed = replace(facts, **{name: tuple(data.draw(st.permutations(value))) for name, value in several.items()})
    one, other = owed(facts), owed(mixed)
    for name in ("due", "upcoming", "flags"):
        assert sorted(map(repr, getattr(one, name))) == sorted(map(repr, getattr(other, name)))


@given(cases | employer_facts)
def test_a_line_has_an_identity_of_its_own_and_opens_in_time(facts: Any) -> None:
    said = owed(facts)
    assert len({(line.kind, line.source) for line in said.due}) == len(said.due)
    assert len({(line.kind, line.source) for line in said.upcoming}) == len(said.upcoming)
    for line in said.due:
        assert isinstance(line, Due) and line.opens_on <= line.due_on + timedelta(days=1)
        assert line.dates, "a reason names the day it counts from"


@given(cases)
def test_one_rhythm_at_a_time(facts: CaseFacts) -> None:
    """A person owes one review at most, none while outreach is active, and one update and talk at most."""
    kinds = [line.kind for line in owed(facts).due]
    assert kinds.count(DueKind.REVIEW) == (not outreach_active(facts))
    for kind in (DueKind.SEARCH_CLOCK, DueKind.CLINICAL_UPDATE, DueKind.DISCLOSURE_TALK):
        assert kinds.count(kind) <= 1


def test_a_rule_takes_facts_and_rhythms_and_nothing_else() -> None:
    for rule in (*obligations.CASE_RULES, obligations.employer_check_in):
        assert list(inspect.signature(rule).parameters) == ["facts", "rhythms"]


def test_the_domain_reads_no_clock_and_no_files() -> None:
    """Nothing in the domain can know a today: it neither imports a clock nor asks for one."""
    folder = Path(ips_tui.domain.__file__).parent
    seen = 0
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                # A time of day is a value; the module of that name is a clock.
                of = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
                modules = {of.rstrip("."), *(of + a.name for a in node.names)}
                assert not {"time", "os", "pathlib", "ips_tui.clock"} & modules, path.name
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("today", "now", "utcnow", "fromtimestamp"), path.name
        seen += 1
    assert seen > 5


@pytest.mark.parametrize(
    "name", ["search_days", "search_lead", "review_days", "clinical_update_days", "disclosure_talk_days"]
)
def test_another_rhythm_has_another_fingerprint(name: str) -> None:
    assert Rhythms(**{name: 29}).fingerprint != RHYTHMS.fingerprint
    assert Rhythms().fingerprint == RHYTHMS.fingerprint
