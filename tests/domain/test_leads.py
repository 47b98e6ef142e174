"""Which stated wishes a lead meets, and who is told of leads (domain.md 1.6, 4.3)."""

from __future__ import annotations

from datetime import date

import pytest

from ips_tui.domain.employers import Sector
from ips_tui.domain.leads import Meets, OfferedWork, Wishes, Work, fits, looks_for_work, same_place
from ips_tui.domain.profile import JobType

FOOD, SHOP, KITCHEN = Sector.FOOD_SERVICE, Sector.RETAIL, JobType.KITCHEN
PORTER = OfferedWork(FOOD, KITCHEN, "Quay Street, Harbourside")


@pytest.mark.parametrize(
    ("wishes", "work", "meets"),
    [
        (Wishes(), PORTER, None),
        (Wishes(place="Harbourside"), PORTER, None),
        (Wishes(frozenset({FOOD})), PORTER, Meets(sector=FOOD)),
        (Wishes(frozenset({SHOP})), PORTER, None),
        (Wishes(job_type=KITCHEN), PORTER, Meets(job_type=KITCHEN)),
        (Wishes(job_type=JobType.CARE), PORTER, None),
        (Wishes(job_type=KITCHEN), OfferedWork(FOOD), None),
        (Wishes(frozenset({FOOD, SHOP}), KITCHEN, "harbourside"), PORTER, Meets(KITCHEN, FOOD, near=True)),
        (Wishes(frozenset({SHOP}), KITCHEN, "Northgate"), PORTER, Meets(job_type=KITCHEN)),
        # "Something else" of the one need not be that of the other.
        (Wishes(frozenset({Sector.OTHER}), JobType.OTHER), OfferedWork(Sector.OTHER, JobType.OTHER), None),
    ],
)
def test_a_lead_meets_what_was_asked_for_and_nothing_else(
    wishes: Wishes, work: OfferedWork, meets: Meets | None
) -> None:
    assert fits(wishes, work) == meets


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Harbourside", "Quay Street,  HARBOURSIDE", True),
        ("Pennyfold, upper valley", "Pennyfold", True),
        ("Upper Tarn", "Lower Tarn", False),
        ("", "", False),
        (",", ", ,", False),
    ],
)
def test_places_are_the_same_by_their_whole_names(one: str, other: str, same: bool) -> None:
    assert same_place(one, other) is same_place(other, one) is same


ACCEPTED = date(2026, 9, 1)
JOB = Work(competitive=True, held_at_referral=False, accepted_on=ACCEPTED)


@pytest.mark.parametrize(
    ("current", "goal_agreed_on", "looks"),
    [
        ((), None, True),
        ((JOB,), None, False),
        ((JOB,), ACCEPTED, False),
        ((JOB,), date(2026, 8, 1), False),
        ((JOB,), date(2026, 9, 2), True),
        ((Work(competitive=False, held_at_referral=False, accepted_on=ACCEPTED),), None, True),
        ((Work(competitive=True, held_at_referral=True, accepted_on=None),), None, True),
        ((JOB, Work(competitive=True, held_at_referral=True, accepted_on=None)), None, False),
    ],
)
def test_who_has_a_job_is_told_again_with_a_new_goal(
    current: tuple[Work, ...], goal_agreed_on: date | None, looks: bool
) -> None:
    assert looks_for_work(current, goal_agreed_on) is looks
