"""The six strategies of outreach (IPS-25 item 25): which tries count for which, in a table and as properties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.domain.contacts import ContactKind, Mode, Place, Result, Together, TriedBy
from ips_tui.domain.outreach import SEVERAL, Strategy, Try, strategies

DAY = date(2026, 10, 15)
MET = {"result": Result.TOOK_PLACE, "kind": ContactKind.ENGAGEMENT}


def a_try(number: int = 1, **said: Any) -> Try:
    usual: dict[str, Any] = {
        "by": "Maren",
        "kind": ContactKind.OUTREACH_ATTEMPT,
        "mode": Mode.TELEPHONE,
        "place": None,
        "result": Result.NOT_REACHED,
    }
    return Try(id=UUID(int=number), on=DAY - timedelta(days=number), **{**usual, **said})


def tried(*tries: Try) -> set[str]:
    return {one.strategy.value for one in strategies(tries) if one.tried}


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ({}, {"attempts_noted"}),
        ({"kind": ContactKind.ENGAGEMENT, "result": Result.NO_SHOW}, {"attempts_noted"}),
        ({"tried_by": TriedBy.CLINICAL_STAFF}, {"attempts_noted", "clinical_staff"}),
        ({"together": (Together.CLINICAL_STAFF,), "mode": Mode.TELEPHONE}, {"attempts_noted", "clinical_staff"}),
        (
            {"together": (Together.CLINICAL_STAFF,), "mode": Mode.FACE_TO_FACE},
            {"attempts_noted", "clinical_staff", "joint_visits"},
        ),
        ({**MET, "kind": ContactKind.THREE_WAY_MEETING, "mode": Mode.FACE_TO_FACE}, {"joint_visits"}),
        ({**MET, "kind": ContactKind.THREE_WAY_MEETING, "mode": Mode.VIDEO}, set()),
        ({**MET, "kind": ContactKind.FAMILY}, {"family"}),
        ({"together": (Together.FAMILY,)}, {"attempts_noted", "family"}),
        (MET, set()),
        # A meeting that was called off is no visit, and no try either.
        (
            {
                "kind": ContactKind.ENGAGEMENT,
                "result": Result.CANCELLED_BY_PERSON,
                "mode": Mode.FACE_TO_FACE,
                "place": Place.HOME,
                "together": (Together.CLINICAL_STAFF,),
            },
            set(),
        ),
        # What clinical staff did alone is no visit of ours.
        ({"tried_by": TriedBy.CLINICAL_STAFF, "mode": Mode.FACE_TO_FACE, "place": Place.HOME}, {"clinical_staff"}),
    ],
)
def test_what_a_try_counts_for(said: dict[str, Any], counts: set[str]) -> None:
    stood = {Strategy.STAYED_OPEN.value}
    found = tried(a_try(**said))
    assert found - stood - {"attempts_noted"} == counts - {"attempts_noted"}
    if "attempts_noted" in counts:
        assert "attempts_noted" in found


@pytest.mark.parametrize("place", [Place.HOME, Place.COMMUNITY])
def test_it_takes_two_visits_to_be_several(place: Place) -> None:
    visits = [a_try(n, mode=Mode.FACE_TO_FACE, place=place) for n in range(1, SEVERAL + 1)]
    assert "home_community" not in tried(*visits[:1])
    assert "home_community" in tried(*visits)
    assert "home_community" not in tried(*(a_try(n, mode=Mode.FACE_TO_FACE, place=Place.CLINIC) for n in (1, 2, 3)))


def test_staying_open_is_no_merit_of_anybody() -> None:
    assert tried() == {"stayed_open"}


KINDS = st.builds(
    Try,
    id=st.integers(1, 10**6).map(lambda n: UUID(int=n)),
    on=st.dates(date(2026, 1, 1), DAY),
    by=st.just("Maren"),
    kind=st.sampled_from(ContactKind),
    mode=st.sampled_from(Mode),
    place=st.one_of(st.none(), st.sampled_from(Place)),
    result=st.sampled_from(Result),
    together=st.lists(st.sampled_from(Together), unique=True).map(tuple),
    tried_by=st.sampled_from(TriedBy),
)


@given(st.lists(KINDS, max_size=8), KINDS)
def test_one_try_more_never_takes_a_strategy_away(tries: list[Try], more: Try) -> None:
    assert tried(*tries) <= tried(*tries, more)


@given(st.lists(KINDS, max_size=8))
def test_the_six_stand_in_their_order_each_with_its_newest_first(tries: list[Try]) -> None:
    found = strategies(tries)
    assert [one.strategy for one in found] == list(Strategy)
    for one in found:
        assert [t.on for t in one.times] == sorted((t.on for t in one.times), reverse=True)
        assert set(one.times) <= set(tries)
