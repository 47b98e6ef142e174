"""How well an employer is known, and the contacts of a week (domain.md 4.6, 4.14; 3.2 item 17)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from ips_tui.domain.employer_weeks import LoggedContact, WeekCount, counted, last_weeks, monday_of
from ips_tui.domain.employers import EmployerMode, MadeBy, Warmth, times_met, warmth

FACE, PHONE, VIDEO, MESSAGE = EmployerMode
SPECIALIST, PARTICIPANT = MadeBy
MAREN, DAYO = UUID(int=1), UUID(int=2)
MONDAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("contacts", "met", "warm"),
    [
        ((), 0, Warmth.NOT_MET),
        (((PHONE, SPECIALIST), (VIDEO, SPECIALIST), (MESSAGE, SPECIALIST)), 0, Warmth.NOT_MET),
        (((FACE, PARTICIPANT), (FACE, PARTICIPANT)), 0, Warmth.NOT_MET),
        (((FACE, SPECIALIST), (PHONE, SPECIALIST)), 1, Warmth.FIRST),
        (((FACE, SPECIALIST), (FACE, PARTICIPANT), (FACE, SPECIALIST)), 2, Warmth.SECOND),
        (((FACE, SPECIALIST),) * 3, 3, Warmth.THIRD),
        (((FACE, SPECIALIST),) * 9, 9, Warmth.THIRD),
    ],
)
def test_only_a_specialists_visit_in_person_is_a_cup_of_tea(
    contacts: tuple[tuple[EmployerMode, MadeBy], ...], met: int, warm: Warmth
) -> None:
    assert (times_met(contacts), warmth(times_met(contacts))) == (met, warm)


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2026, 10, 12), MONDAY),
        (date(2026, 10, 18), MONDAY),
        (date(2026, 10, 19), date(2026, 10, 19)),
        (date(2026, 10, 11), date(2026, 10, 5)),
        (date(2027, 1, 1), date(2026, 12, 28)),
    ],
)
def test_a_week_begins_on_its_monday(day: date, monday: date) -> None:
    assert monday_of(day) == monday


def test_the_last_weeks_begin_with_the_one_that_runs() -> None:
    weeks = last_weeks(date(2026, 10, 15))
    assert (len(weeks), weeks[0], weeks[-1]) == (8, MONDAY, date(2026, 8, 24))


def contact(
    on: int = 0,
    mode: EmployerMode = FACE,
    made_by: MadeBy = SPECIALIST,
    about_person: bool = False,
    staff: UUID = MAREN,
) -> LoggedContact:
    return LoggedContact(staff, MONDAY + timedelta(days=on), mode, made_by, about_person)


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ((), {}),
        # In general and about a person count alike, a second one on the same day too.
        ((contact(), contact(), contact(about_person=True)), {(MAREN, MONDAY): WeekCount(2, 1, 0)}),
        # From Monday to Sunday, and not a day more on either side of the weeks asked for.
        ((contact(6), contact(7), contact(-8)), {(MAREN, MONDAY): WeekCount(1, 0, 0)}),
        ((contact(-1), contact(0)), {(MAREN, MONDAY - timedelta(days=7)): WeekCount(1), (MAREN, MONDAY): WeekCount(1)}),
        # What was not in person stands beside, whoever it was about; a participant's own visit is theirs.
        (
            (contact(mode=PHONE), contact(mode=VIDEO, about_person=True), contact(mode=MESSAGE)),
            {(MAREN, MONDAY): WeekCount(0, 0, 3)},
        ),
        ((contact(made_by=PARTICIPANT, about_person=True),), {}),
        ((contact(staff=DAYO), contact()), {(MAREN, MONDAY): WeekCount(1), (DAYO, MONDAY): WeekCount(1)}),
    ],
)
def test_the_contacts_of_a_week(
    contacts: tuple[LoggedContact, ...], expected: dict[tuple[UUID, date], WeekCount]
) -> None:
    found = counted(contacts, (MONDAY, MONDAY - timedelta(days=7)))
    assert found == expected
    assert all(count.face_to_face == count.general + count.about_person for count in found.values())
