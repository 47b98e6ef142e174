"""Disclosure agreements made, looked at again and taken back; what may be said today."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from ips_tui.casework import case, disclosure
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.disclosure import Decision, InWorkContact, Scope
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.disclosure import DisclosureTalkEntry, DisclosureWithdrawalEntry
from ips_tui.records.disclosure import DisclosureAgreement, DisclosureEmployer
from tests import told

NOBODY = UUID(int=404)


def withdrawal(on: int) -> DisclosureWithdrawalEntry:
    return DisclosureWithdrawalEntry(withdrawn_on=told.day(on))


def talk(on: int, next_on: int | None = None) -> DisclosureTalkEntry:
    return DisclosureTalkEntry(happened_on=told.day(on), next_on=None if next_on is None else told.day(next_on))


def talks_due(desk: Desk, on: int) -> list[int]:
    return [x.days_overdue for x in today(desk, as_of=told.day(on)).due if x.kind == "disclosure_talk"]


def test_an_agreement_says_what_may_be_said_in_its_own_words(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk))
    first, second = told.employer(desk, "Quay Garage"), told.employer(desk, "Mill Lane Bakery")
    made = told.agreed(
        desk,
        person,
        -5,
        decision="full",
        scope="named",
        employers=(first, second, first),
        agreed_words="works best in the morning",
        never_words="the ward",
        adjustments="a chair",
        in_work_contact="with_me",
        to_whom="hr\nline_manager",
        who_tells="both",
        next_talk_on=told.day(20),
    )
    said = disclosure.may_say(desk, person)
    assert (said.agreement_id, said.allowed, said.why) == (made, True, "in_force")
    assert (said.decision, said.scope, said.in_work_contact) == (Decision.FULL, Scope.NAMED, InWorkContact.WITH_ME)
    assert said.employers == ("Mill Lane Bakery", "Quay Garage")
    assert (said.agreed_words, said.never_words, said.adjustments) == (
        "works best in the morning",
        "the ward",
        "a chair",
    )
    assert (said.to_whom, said.who_tells, said.next_talk_on) == (("hr", "line_manager"), "both", told.day(20))
    with desk.reading() as db:
        assert len(db.scalars(select(DisclosureEmployer)).all()) == 2


def test_before_anything_is_decided_nothing_may_be_said(desk: Desk, person: UUID) -> None:
    said = disclosure.may_say(desk, person)
    assert (said.allowed, said.why, said.decision, said.agreed_words) == (
        False,
        "none_yet",
        Decision.NOT_DISCUSSED,
        "",
    )


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda d, p: disclosure.record_agreement(d, p, told.refused(-5)), "no_contact"),
        (lambda d, p: disclosure.record_agreement(d, p, told.refused(-5, "undecided")), "undecided"),
        (lambda d, p: told.agreed(d, p, -9, valid_until=told.day(-1)), "run_out"),
        (lambda d, p: told.agreed(d, p, -9, valid_until=told.day(0)), "in_force"),
        (lambda d, p: disclosure.withdraw(d, told.agreed(d, p, -9), withdrawal(0)), "withdrawn"),
        (lambda d, p: told.agreed(d, p, -9, scope="none"), "no_employer"),
    ],
)
def test_why_nothing_may_be_said(desk: Desk, person: UUID, make: Any, why: str) -> None:
    make(desk, person)
    said = disclosure.may_say(desk, person)
    assert (said.why, said.allowed) == (why, why == "in_force")
    assert case.case(desk, person).may_say == said


def test_a_later_decision_replaces_the_earlier_which_stays(desk: Desk, person: UUID) -> None:
    first = told.agreed(desk, person, -9)
    disclosure.record_agreement(desk, person, told.refused(-2))
    with desk.reading() as db:
        assert disclosure.may_say_on(db, person, told.day(-3)).agreement_id == first
        assert disclosure.may_say_on(db, person, told.day(-10)).why == "none_yet"
        assert len(db.scalars(select(DisclosureAgreement)).all()) == 2
    assert disclosure.may_say(desk, person).decision is Decision.NO_CONTACT
    # One typed later for an earlier day does not take its place.
    told.agreed(desk, person, -5)
    assert disclosure.may_say(desk, person).decision is Decision.NO_CONTACT


@pytest.mark.parametrize(("on", "refusal"), [(-10, True), (-9, False), (0, False), (1, True)])
def test_an_agreement_is_taken_back_on_a_day_of_its_life(desk: Desk, person: UUID, on: int, refusal: bool) -> None:
    made = told.agreed(desk, person, -9)
    before = told.dump(desk.connection)
    if not refusal:
        disclosure.withdraw(desk, made, withdrawal(on))
        assert not disclosure.may_say(desk, person).allowed
        return
    with pytest.raises(BadEntry) as error:
        disclosure.withdraw(desk, made, withdrawal(on))
    assert error.value.problems[0].field == "withdrawn_on"
    assert told.dump(desk.connection) == before


def test_decisions_and_talks_of_tomorrow_are_refused(desk: Desk, person: UUID) -> None:
    told.agreed(desk, person, -9)
    before = told.dump(desk.connection)
    for field, act in (
        ("decided_on", lambda: told.agreed(desk, person, 1)),
        ("happened_on", lambda: disclosure.record_talk(desk, person, talk(1))),
    ):
        with pytest.raises(BadEntry) as error:
            act()
        assert [(p.field, p.message_id) for p in error.value.problems] == [(field, "problem.lies_ahead")]
    assert told.dump(desk.connection) == before


def test_the_next_talk_is_the_one_agreed_or_eight_weeks_on(desk: Desk, person: UUID) -> None:
    made = told.agreed(desk, person, -9)
    assert (talks_due(desk, 46), talks_due(desk, 47), talks_due(desk, 48)) == ([], [0], [1])
    said = disclosure.may_say(desk, person)
    assert (said.next_talk_on, said.next_talk_by) == (None, told.day(47))
    disclosure.record_talk(desk, person, talk(-3, 10))
    assert (talks_due(desk, 9), talks_due(desk, 10)) == ([], [0])
    assert [(x.kind, x.on) for x in today(desk).next] == [("disclosure_talk", told.day(10))]
    said = disclosure.may_say(desk, person)
    assert (said.next_talk_on, said.next_talk_by) == (told.day(10), None)
    # Taking it back is a talk as well; the date agreed before it is no longer meant.
    disclosure.withdraw(desk, made, withdrawal(-2))
    assert (talks_due(desk, 53), talks_due(desk, 54)) == ([], [0])
    assert today(desk).next == ()
    said = disclosure.may_say(desk, person)
    assert (said.next_talk_on, said.next_talk_by) == (None, told.day(54))


def test_a_decision_taken_back_on_its_own_day_leaves_no_agreed_date(desk: Desk, person: UUID) -> None:
    made = told.agreed(desk, person, -2, next_talk_on=told.day(10))
    disclosure.withdraw(desk, made, withdrawal(-2))
    assert today(desk).next == ()
    assert (talks_due(desk, 10), talks_due(desk, 54)) == ([], [0])


def test_there_is_no_talk_again_before_a_first_decision(desk: Desk, person: UUID) -> None:
    for _ in range(2):
        with pytest.raises(BadEntry) as error:
            disclosure.record_talk(desk, person, talk(-5))
        assert error.value.problems[0].message_id == "problem.no_decision_yet"
        told.agreed(desk, person, -4)


def test_a_refusal_of_contact_is_a_flag_until_the_mind_changes(desk: Desk, person: UUID) -> None:
    disclosure.record_agreement(desk, person, told.refused(-5))
    assert case.case(desk, person).person.flags == ("employer_contact_blocked",)
    told.agreed(desk, person, -4)
    assert case.case(desk, person).person.flags == ()


@pytest.mark.parametrize(
    "act",
    [
        lambda d, p: told.agreed(d, NOBODY),
        lambda d, p: told.agreed(d, p, scope="named", employers=(NOBODY,)),
        lambda d, p: disclosure.record_talk(d, NOBODY, talk(-1)),
        lambda d, p: disclosure.withdraw(d, NOBODY, withdrawal(-1)),
    ],
)
def test_an_id_that_nobody_has_is_said_so_and_nothing_is_kept(desk: Desk, person: UUID, act: Any) -> None:
    before = told.dump(desk.connection)
    with pytest.raises(LookupError):
        act(desk, person)
    assert told.dump(desk.connection) == before


@pytest.mark.parametrize(
    "said",
    [
        {"scope": None},
        {"scope": "named"},
        {"in_work_contact": None},
        {"agreed_words": None},
        {"pros_and_cons_on": told.day(0)},
        {"next_talk_on": told.day(-6)},
        {"valid_until": told.day(-6)},
    ],
)
def test_half_an_agreement_is_none(said: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        told.agreement(-5, **said)


def test_a_decision_whose_pros_and_cons_were_not_talked_through_is_kept_and_counts_for_nothing(
    desk: Desk, person: UUID
) -> None:
    """4.5: the talk comes before any disclosure; what the person said stands all the same."""
    told.agreed(desk, person, -5, pros_and_cons_on=None)
    said = disclosure.may_say(desk, person)
    assert (said.allowed, said.why, said.agreed_words) == (False, "not_talked_through", "needs a quiet corner")
    assert case.case(desk, person).stages.disclosure_decided_on is None
    told.agreed(desk, person, -4, pros_and_cons_on=told.day(-6))
    assert disclosure.may_say(desk, person).allowed
    assert case.case(desk, person).stages.disclosure_decided_on == told.day(-4)
