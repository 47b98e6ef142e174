"""A due line put off: until a day, with a reason, and never instead of what it asks for."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from ips_tui.casework import case, caseload, contacts, employers, reviews, snooze, undo
from ips_tui.casework.history import history
from ips_tui.casework.session import Desk
from ips_tui.casework.today import DueLine, count_due, today
from ips_tui.clock import SetClock
from ips_tui.domain.due import DueKind
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.snooze import SnoozeEntry
from tests import in_work, told


@pytest.fixture
def reviewed_late(desk: Desk, person: UUID) -> UUID:
    """Somebody whose review alone is due, since two days."""
    contacts.record_contact(desk, person, told.contact(-30, mode="telephone"))
    contacts.record_clinical_update(desk, person, told.clinical_update())
    return person


def entry(until: int = 5, reason: str = "Away until then") -> SnoozeEntry:
    return SnoozeEntry(until_on=told.day(until), reason=reason)


def the_line(desk: Desk, kind: DueKind = DueKind.REVIEW) -> DueLine:
    """The one line of that kind, due or put off."""
    view = today(desk)
    (line,) = (line for line in (*view.due, *view.put_off) if line.kind == kind)
    return line


def kinds(desk: Desk, on: date | None = None) -> tuple[list[str], list[str]]:
    """What is due and what is put off."""
    view = today(desk, as_of=on)
    return [line.kind for line in view.due], [line.kind for line in view.put_off]


def test_it_is_put_off_until_its_day_and_due_again_on_it(desk: Desk, reviewed_late: UUID) -> None:
    assert kinds(desk) == (["review"], [])
    snooze.put_off(desk, the_line(desk).id, entry())
    line = the_line(desk)
    assert (line.put_off_until, line.put_off_why) == (told.day(5), "Away until then")
    assert kinds(desk) == ([], ["review"]) == kinds(desk, told.day(4))
    assert kinds(desk, told.day(5)) == (["review"], [])
    assert count_due(desk) == 0
    (person,) = caseload.everyone(desk)
    assert "review" not in person.flags
    # The person's page keeps it.
    assert [(one.kind, one.put_off_until) for one in case.case(desk, reviewed_late).due] == [("review", told.day(5))]


def test_it_stays_itself_when_everything_is_computed_anew(desk: Desk, reviewed_late: UUID) -> None:
    snooze.put_off(desk, the_line(desk).id, entry())
    contacts.record_clinical_update(desk, reviewed_late, told.clinical_update(0))
    assert kinds(desk) == ([], ["review"])
    desk.rebuild()
    assert kinds(desk) == ([], ["review"])


def test_what_is_done_is_gone_and_what_is_owed_next_is_not_put_off(desk: Desk, reviewed_late: UUID) -> None:
    before = the_line(desk).id
    snooze.put_off(desk, before, entry())
    reviews.record_review(desk, reviewed_late, told.review(0, next_on=told.day(3)))
    assert kinds(desk) == ([], [])
    assert kinds(desk, told.day(3)) == (["review"], [])
    with pytest.raises(LookupError):
        snooze.put_off(desk, before, entry())


@pytest.mark.parametrize(
    ("until", "problem"),
    [
        (-1, "problem.put_off_not_ahead"),
        (0, "problem.put_off_not_ahead"),
        (1, None),
        (28, None),
        (29, "problem.put_off_long"),
    ],
)
def test_the_day_lies_ahead_and_not_too_far(desk: Desk, reviewed_late: UUID, until: int, problem: str | None) -> None:
    line = the_line(desk).id
    if problem is None:
        snooze.put_off(desk, line, entry(until))
        assert kinds(desk) == ([], ["review"])
        return
    before = told.dump(desk.connection)
    with pytest.raises(BadEntry) as refused:
        snooze.put_off(desk, line, entry(until))
    assert [(p.field, p.message_id) for p in refused.value.problems] == [("until_on", problem)]
    assert told.dump(desk.connection) == before


@pytest.mark.parametrize(("until", "allowed"), [(3, True), (4, False)])
def test_it_cannot_wait_past_the_day_it_lapses(desk: Desk, person: UUID, until: int, allowed: bool) -> None:
    in_work.accept_job(desk, person, start=4)
    line = the_line(desk, DueKind.PRE_START_MEETING)
    assert snooze.latest_day(desk, line.id) == snooze.Latest(told.day(3), lapses=True)
    if allowed:
        snooze.put_off(desk, line.id, entry(until))
        assert "pre_start_meeting" in kinds(desk, told.day(until))[0]
    else:
        with pytest.raises(BadEntry, match="put_off_past_lapse"):
            snooze.put_off(desk, line.id, entry(until))


def test_what_was_said_last_counts_and_it_can_be_ended(desk: Desk, clock: SetClock, reviewed_late: UUID) -> None:
    line = the_line(desk).id
    with pytest.raises(LookupError):
        snooze.end(desk, line)
    snooze.put_off(desk, line, entry(20, "first"))
    snooze.put_off(desk, line, entry(2, "second"))
    assert (the_line(desk).put_off_until, the_line(desk).put_off_why) == (told.day(2), "second")
    snooze.end(desk, line)
    assert kinds(desk) == (["review"], [])
    undo.undo(desk, undo.last(desk).id)
    assert kinds(desk) == ([], ["review"])
    undo.undo(desk, undo.last(desk).id)
    assert the_line(desk).put_off_why == "first"
    undo.undo(desk, undo.last(desk).id)
    assert kinds(desk) == (["review"], [])


def test_a_line_about_an_employer_can_wait_too(desk: Desk) -> None:
    bakery = told.employer(desk)
    employers.record_employer_contact(desk, told.visit(bakery, on=-9, next_on=told.day(-2)))
    snooze.put_off(desk, the_line(desk, DueKind.EMPLOYER_CHECK_IN).id, entry())
    assert kinds(desk) == ([], ["employer_check_in"])
    snooze.end(desk, the_line(desk, DueKind.EMPLOYER_CHECK_IN).id)
    assert kinds(desk) == (["employer_check_in"], [])


def test_that_it_was_put_off_and_why_stands_in_the_record(desk: Desk, reviewed_late: UUID) -> None:
    record = snooze.put_off(desk, the_line(desk).id, entry())
    (item,) = (item for item in case.case(desk, reviewed_late).timeline if item.kind == "snooze")
    assert (item.id, item.detail, item.text) == (record, ("kind.review",), "Away until then")
    said = {cell.column: cell.new for line in history(desk, record) for cell in line.cells}
    assert said["kind"] == "Review" and said["until_on"] == "Tue 20 Oct"
