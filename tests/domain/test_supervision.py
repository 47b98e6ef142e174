"""What is due with colleagues: by the day that was set, else by the team's figure, and nothing before the first."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from ips_tui.domain.due import DueKind
from ips_tui.domain.facts import HeldFacts, StaffFacts
from ips_tui.domain.obligations import owed_by_staff
from ips_tui.domain.rhythms import Rhythms

DAY = date(2026, 10, 15)
LAST, SET = HeldFacts(UUID(int=1), DAY, None), HeldFacts(UUID(int=1), DAY, date(2026, 10, 28))
FIELDS = {"supervised": DueKind.SUPERVISION, "unit_met": DueKind.UNIT_MEETING, "mentored": DueKind.FIELD_MENTORING}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("held", "figures", "until", "due"),
    [
        (None, Rhythms(), None, None),
        (LAST, Rhythms(supervision_days=10, unit_meeting_days=10, mentoring_days=10), None, date(2026, 10, 25)),
        (LAST, Rhythms(supervision_days=0, unit_meeting_days=0, mentoring_days=0), None, None),
        (SET, Rhythms(), None, date(2026, 10, 28)),
        (SET, Rhythms(), date(2026, 10, 28), date(2026, 10, 28)),
        (SET, Rhythms(), date(2026, 10, 27), None),
    ],
)
def test_the_next_one_is_due(
    field: str, held: HeldFacts | None, figures: Rhythms, until: date | None, due: date | None
) -> None:
    facts = StaffFacts(UUID(int=2), until, **{field: held})
    lines = owed_by_staff(facts, figures).due
    if field == "unit_met" and until is not None:
        # The unit meets whoever leaves.
        assert [line.due_on for line in lines] == [SET.next_on] and lines[0].lapses_on is None
        return
    said = [(line.kind, line.opens_on, line.due_on, line.source, line.lapses_on) for line in lines]
    assert said == ([] if due is None else [(FIELDS[field], due, due, LAST.id, until)])


def test_the_figures_that_come_are_weekly_weekly_and_monthly() -> None:
    lines = owed_by_staff(StaffFacts(UUID(int=2), None, LAST, LAST, LAST), Rhythms()).due
    assert [(line.kind, (line.due_on - DAY).days) for line in lines] == [
        ("supervision", 7),
        ("unit_meeting", 7),
        ("field_mentoring", 31),
    ]
