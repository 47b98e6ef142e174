"""The one hard gate (domain.md 1.9 G4, G5), as a table by hand, against every combination, and as properties."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.domain.disclosure import (
    Agreement,
    Decision,
    GateAnswer,
    InWorkContact,
    Scope,
    agreement_on,
    employer_contact_gate,
)
from ips_tui.domain.employers import Purpose

DAY = date(2026, 10, 15)
BAKERY, GARAGE = UUID(int=11), UUID(int=12)


def _days(count: int) -> date:
    return DAY + timedelta(days=count)


FULL = Agreement(UUID(int=1), _days(-10), Decision.FULL, Scope.ALL, frozenset(), InWorkContact.YES)


def _ask(
    agreements: Sequence[Agreement],
    *,
    on: date = DAY,
    employer: UUID = BAKERY,
    purpose: Purpose = Purpose.INTRODUCTION,
    present: bool = False,
) -> GateAnswer:
    return employer_contact_gate(agreements, on=on, employer=employer, purpose=purpose, participant_present=present)


SUPPORT = Purpose.IN_WORK_SUPPORT
NAMED = {"scope": Scope.NAMED, "employers": frozenset({BAKERY})}


@pytest.mark.parametrize(
    ("changes", "asked", "why"),
    [
        ({}, {}, "in_force"),
        ({"decision": Decision.PARTIAL}, {}, "in_force"),
        ({"decision": Decision.SERVICE_ONLY}, {}, "in_force"),
        ({"decision": Decision.NO_CONTACT}, {}, "no_contact"),
        ({"decision": Decision.UNDECIDED}, {}, "undecided"),
        ({"decision": Decision.NOT_DISCUSSED}, {}, "not_discussed"),
        # A choice of employers that stands beside a refusal opens nothing.
        ({"decision": Decision.NO_CONTACT, **NAMED}, {}, "no_contact"),
        # The day of the decision counts, the day before does not.
        ({"decided_on": DAY}, {}, "in_force"),
        ({"decided_on": _days(1)}, {}, "decided_later"),
        ({}, {"on": _days(-10)}, "in_force"),
        ({}, {"on": _days(-11)}, "decided_later"),
        # A withdrawal takes effect on its own day; what was done before stays allowed.
        ({"withdrawn_on": _days(1)}, {}, "in_force"),
        ({"withdrawn_on": DAY}, {}, "withdrawn"),
        ({"withdrawn_on": _days(-1)}, {}, "withdrawn"),
        ({"withdrawn_on": _days(-10)}, {"on": _days(-10)}, "withdrawn"),
        # The last day of a limit is inside it.
        ({"valid_until": DAY}, {}, "in_force"),
        ({"valid_until": _days(-1)}, {}, "run_out"),
        ({"valid_until": _days(1)}, {}, "in_force"),
        ({"valid_until": _days(-1), "withdrawn_on": DAY}, {}, "withdrawn"),
        # Which employers.
        ({"scope": Scope.NONE}, {}, "no_employer"),
        # What speaks for and against it comes first; a decision that allows nothing says its own reason.
        ({"talked_through": False}, {}, "not_talked_through"),
        ({"talked_through": False, "decision": Decision.SERVICE_ONLY}, {}, "not_talked_through"),
        ({"talked_through": False, "decision": Decision.NO_CONTACT}, {}, "no_contact"),
        ({"talked_through": False, **NAMED}, {"employer": GARAGE}, "not_talked_through"),
        (NAMED, {}, "in_force"),
        (NAMED, {"employer": GARAGE}, "other_employers"),
        ({"scope": Scope.NAMED}, {}, "other_employers"),
        ({"scope": Scope.ALL, "employers": frozenset({GARAGE})}, {}, "in_force"),
        # In-work contact is asked about only when the contact is one.
        ({"in_work_contact": InWorkContact.NO}, {}, "in_force"),
        ({"in_work_contact": InWorkContact.NO}, {"purpose": Purpose.WORKPLACE_VISIT}, "in_force"),
        ({"in_work_contact": InWorkContact.NO}, {"purpose": SUPPORT}, "no_in_work_contact"),
        ({"in_work_contact": InWorkContact.NO}, {"purpose": SUPPORT, "present": True}, "no_in_work_contact"),
        ({"in_work_contact": InWorkContact.WITH_ME}, {"purpose": SUPPORT}, "only_with_person"),
        ({"in_work_contact": InWorkContact.WITH_ME}, {"purpose": SUPPORT, "present": True}, "in_force"),
        ({"in_work_contact": InWorkContact.WITH_ME}, {}, "in_force"),
        ({}, {"purpose": SUPPORT}, "in_force"),
    ],
)
def test_one_agreement(changes: dict[str, object], asked: dict[str, object], why: str) -> None:
    answer = _ask([replace(FULL, **changes)], **asked)  # type: ignore[arg-type]
    assert (answer.why, answer.allowed) == (why, why == "in_force")


def test_no_agreement_refuses_whatever_is_asked() -> None:
    for purpose, present in itertools.product(Purpose, (True, False)):
        assert _ask([], purpose=purpose, present=present) == GateAnswer(False, "none_yet", None)


@pytest.mark.parametrize(
    ("later", "why"),
    [
        (replace(FULL, id=UUID(int=2), decided_on=_days(-3), decision=Decision.NO_CONTACT), "no_contact"),
        (replace(FULL, id=UUID(int=2), decided_on=DAY, decision=Decision.UNDECIDED), "undecided"),
        (replace(FULL, id=UUID(int=2), decided_on=_days(1), decision=Decision.NO_CONTACT), "in_force"),
        # Two decisions of one day: the one that was typed last.
        (replace(FULL, id=UUID(int=2), decided_on=_days(-10), decision=Decision.NO_CONTACT), "no_contact"),
        # A later agreement that ended does not bring the earlier one back.
        (replace(FULL, id=UUID(int=2), decided_on=_days(-3), withdrawn_on=_days(-1)), "withdrawn"),
        (replace(FULL, id=UUID(int=2), decided_on=_days(-3), valid_until=_days(-1)), "run_out"),
    ],
)
def test_the_latest_decision_up_to_the_day_counts(later: Agreement, why: str) -> None:
    for order in ([FULL, later], [later, FULL]):
        assert _ask(order).why == why


def test_the_answer_names_the_agreement_it_rests_on() -> None:
    later = replace(FULL, id=UUID(int=2), decided_on=_days(-3), **NAMED)  # type: ignore[arg-type]
    assert _ask([FULL, later]).agreement is later
    assert _ask([FULL, later], employer=GARAGE).agreement is later
    assert _ask([FULL, later], on=_days(-4)).agreement is FULL


def test_every_combination_is_allowed_exactly_when_nothing_speaks_against_it() -> None:
    """Each condition alone, said the other way round than the gate says it: a list of what speaks against."""
    allowed = 0
    for decision, scope, decided, withdrawn, until, in_work, purpose, present in itertools.product(
        Decision, Scope, (-1, 0, 1), (None, -1, 0, 1), (None, -1, 0, 1), InWorkContact, Purpose, (True, False)
    ):
        one = Agreement(
            FULL.id,
            _days(decided),
            decision,
            scope,
            frozenset({BAKERY}),
            in_work,
            None if until is None else _days(until),
            None if withdrawn is None else _days(withdrawn),
        )
        for employer in (BAKERY, GARAGE):
            against = {
                "decided_later": decided > 0,
                "withdrawn": withdrawn in (-1, 0),
                "run_out": until == -1,
                str(decision): decision in ("no_contact", "undecided", "not_discussed"),
                "no_employer": scope == "none",
                "other_employers": scope == "named" and employer is GARAGE,
                "no_in_work_contact": purpose == "in_work_support" and in_work == "no",
                "only_with_person": purpose == "in_work_support" and in_work == "with_me" and not present,
            }
            said = _ask([one], employer=employer, purpose=purpose, present=present)
            reasons = {why for why, speaks in against.items() if speaks}
            assert said.allowed is not bool(reasons), (one, employer, purpose, present)
            assert said.why in (reasons or {"in_force"})
            allowed += said.allowed
    assert allowed > 1000


days_near = st.integers(-6, 6).map(_days)


def _agreement(number: int, decided: date, *more: Any, withdrawn: int | None) -> Agreement:
    back = None if withdrawn is None else decided + timedelta(days=withdrawn)
    return Agreement(UUID(int=number), decided, *more, back)


def _decisions(number: int) -> st.SearchStrategy[Agreement]:
    return st.builds(
        _agreement,
        st.just(number),
        days_near,
        st.sampled_from(Decision),
        st.sampled_from(Scope),
        st.frozensets(st.sampled_from((BAKERY, GARAGE))),
        st.sampled_from(InWorkContact),
        st.none() | days_near,
        withdrawn=st.none() | st.integers(0, 8),
    )


# Made once: what is put together anew for every example is looked through anew, and takes most of the time.
_DECISIONS = [_decisions(number) for number in range(1, 6)]
_COUNTS = st.integers(0, len(_DECISIONS))


@st.composite
def _histories(draw: st.DrawFn) -> list[Agreement]:
    """None to five decisions, read in any order."""
    return draw(st.permutations([draw(one) for one in _DECISIONS[: draw(_COUNTS)]]))


questions = st.fixed_dictionaries(
    {
        "on": days_near,
        "employer": st.sampled_from((BAKERY, GARAGE)),
        "purpose": st.sampled_from((Purpose.INTRODUCTION, SUPPORT)),
        "present": st.booleans(),
    }
)


@given(_histories(), questions)
def test_an_agreement_of_a_later_day_changes_nothing(history: list[Agreement], asked: dict[str, object]) -> None:
    until_then = [a for a in history if a.decided_on <= asked["on"]]  # type: ignore[operator]
    now, then = _ask(history, **asked), _ask(until_then, **asked)  # type: ignore[arg-type]
    assert (now.allowed, now.agreement) == (then.allowed, then.agreement)
    if now.allowed:
        assert now.agreement is not None and now.agreement.decided_on <= asked["on"]  # type: ignore[operator]


@given(_histories(), questions, st.data())
def test_withdrawing_never_allows_more(history: list[Agreement], asked: dict[str, object], data: st.DataObject) -> None:
    if not history:
        return
    place = data.draw(st.integers(0, len(history) - 1))
    taken_back = list(history)
    day = history[place].decided_on + timedelta(days=data.draw(st.integers(0, 8)))
    earlier = min(day, history[place].withdrawn_on or day)
    taken_back[place] = replace(history[place], withdrawn_on=earlier)
    if _ask(taken_back, **asked).allowed:  # type: ignore[arg-type]
        assert _ask(history, **asked).allowed  # type: ignore[arg-type]


@given(_histories(), questions)
def test_nothing_is_allowed_after_the_last_withdrawal(history: list[Agreement], asked: dict[str, object]) -> None:
    ended = [replace(a, withdrawn_on=a.decided_on) for a in history]
    assert not _ask(ended, **asked).allowed  # type: ignore[arg-type]


@given(_histories(), questions, st.data())
def test_the_order_in_which_decisions_are_read_does_not_matter(
    history: list[Agreement], asked: dict[str, object], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(history))
    assert _ask(history, **asked) == _ask(other, **asked)  # type: ignore[arg-type]


@given(_histories(), days_near)
def test_the_counted_agreement_is_the_latest_up_to_the_day(history: list[Agreement], on: date) -> None:
    counted = agreement_on(history, on)
    upto = [a for a in history if a.decided_on <= on]
    assert (counted is None) == (not upto)
    if counted is not None:
        assert not [a for a in upto if (a.decided_on, a.id) > (counted.decided_on, counted.id)]
