"""What was removed counts for nothing: not on Today, not as a flag, not for the clock, not at the gate.

Told in days and not by the code itself, so that a rule that looks at removed records is noticed.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from ips_tui.casework import appointments, caseload, contacts, disclosure, employers, people, reviews
from ips_tui.casework.session import Desk
from ips_tui.casework.today import today
from ips_tui.domain.people import Programme, ReferralSource, WantsToWork, WorkStatus
from ips_tui.domain.stages import Stage
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.disclosure import DisclosureTalkEntry
from ips_tui.records import Record, Table
from ips_tui.records.people import MainStage, Participant, Referral
from tests import told

Seen = tuple[list[tuple[str, int]], list[tuple[str, int]], list[str], int | None]
ACCEPTED: list[tuple[str, int]] = [("clinical_update", 16), ("review", 16)]
"""What is due of a person accepted on day -12 of whom nothing else is known."""


def seen(desk: Desk, person: UUID) -> Seen:
    """(kind, day) of what will be due within sixty days and of what is next, the flags, the day of the clock."""
    due = today(desk, as_of=told.day(60), subject_id=person).due
    ahead = today(desk, subject_id=person).next
    line = caseload.lines(desk, [person.bytes])[person]
    return (
        sorted((row.kind, (row.due_on - told.TODAY).days) for row in due),
        sorted((row.kind, (row.on - told.TODAY).days) for row in ahead),
        sorted(line.conditions),
        line.clock_day,
    )


def remove(desk: Desk, record_id: UUID) -> None:
    """Mark the record of that id as removed, as undo will."""
    tables = [m.class_ for m in Table.registry.mappers if issubclass(m.class_, Record)]
    with desk.writing("test") as writing:
        (record,) = [r for r in (writing.db.get(table, record_id) for table in tables) if r is not None]
        record.removed = True


def _contact(desk: Desk, person: UUID) -> UUID:
    return contacts.record_contact(desk, person, told.contact(-6))


def _no_show(desk: Desk, person: UUID) -> UUID:
    return contacts.record_contact(desk, person, told.contact(-6, result="no_show"))


def _review(desk: Desk, person: UUID) -> UUID:
    return reviews.record_review(desk, person, told.review(-3, next_on=told.day(4)))


def _update(desk: Desk, person: UUID) -> UUID:
    return contacts.record_clinical_update(desk, person, told.clinical_update(-3))


def _appointment(desk: Desk, person: UUID) -> UUID:
    return appointments.make_appointment(desk, person, told.appointment(4))


def _refusal(desk: Desk, person: UUID) -> UUID:
    return disclosure.record_agreement(desk, person, told.refused(-5))


def _stage(desk: Desk, person: UUID) -> UUID:
    return people.enter_stage(desk, person, Stage.VOCATIONAL_PROFILE, told.day(-1))


@pytest.mark.parametrize(
    ("make", "while_there", "afterwards"),
    [
        (
            _contact,
            ([("clinical_update", 16), ("review", 22), ("search_clock", 22)], [], [], 6),
            (ACCEPTED, [], [], None),
        ),
        (_no_show, ([("clinical_update", 16)], [], ["outreach_active"], None), (ACCEPTED, [], [], None)),
        (
            # The contact at which the review was held is a record of its own, and stays.
            _review,
            ([("clinical_update", 16), ("review", 4)], [], [], None),
            ([("clinical_update", 16), ("review", 25)], [], [], None),
        ),
        (_update, ([("review", 16)], [], [], None), (ACCEPTED, [], [], None)),
        (
            _appointment,
            ([("appointment", 4), *ACCEPTED], [("contact", 4)], [], None),
            (ACCEPTED, [], [], None),
        ),
        (
            _refusal,
            (
                [("clinical_update", 16), ("disclosure_talk", 51), ("review", 23)],
                [],
                ["employer_contact_blocked"],
                None,
            ),
            (ACCEPTED, [], [], None),
        ),
        (_stage, ([("clinical_update", 27), ("review", 16)], [], [], None), (ACCEPTED, [], [], None)),
    ],
)
def test_a_removed_record_drops_out(
    desk: Desk, person: UUID, make: Callable[[Desk, UUID], UUID], while_there: Seen, afterwards: Seen
) -> None:
    assert seen(desk, person) == (ACCEPTED, [], [], None)
    made = make(desk, person)
    assert seen(desk, person) == while_there
    remove(desk, made)
    assert seen(desk, person) == afterwards
    desk.rebuild()
    assert seen(desk, person) == afterwards


def test_the_clock_runs_on_when_the_contact_that_stopped_it_is_removed(desk: Desk, person: UUID) -> None:
    _contact(desk, person)
    told.agreed(desk, person)
    bakery = told.employer(desk)
    visit = employers.record_employer_contact(desk, told.visit(bakery, -1, participant=person))
    line = caseload.lines(desk, [person.bytes])[person]
    assert (line.clock_day, line.clock_stopped_after, line.met_employer_after) == (None, 5, 5)
    remove(desk, visit)
    line = caseload.lines(desk, [person.bytes])[person]
    assert (line.clock_day, line.clock_stopped_after, line.met_employer_after) == (6, None, None)
    assert ("search_clock", 22) in seen(desk, person)[0]


def test_a_removed_agreement_opens_no_door(desk: Desk, person: UUID) -> None:
    bakery = told.employer(desk)
    agreement = told.agreed(desk, person)
    employers.record_employer_contact(desk, told.visit(bakery, -1, participant=person))
    remove(desk, agreement)
    with pytest.raises(BadEntry):
        employers.record_employer_contact(desk, told.visit(bakery, -1, participant=person))


def test_a_talk_that_was_removed_gives_way_to_the_decision(desk: Desk, person: UUID) -> None:
    _refusal(desk, person)
    entry = DisclosureTalkEntry(happened_on=told.day(-2), next_on=told.day(9))
    talk = disclosure.record_talk(desk, person, entry)
    due = [("clinical_update", 16), ("disclosure_talk", 9), ("review", 26)]
    assert seen(desk, person) == (due, [("disclosure_talk", 9)], ["employer_contact_blocked"], None)
    remove(desk, talk)
    due = [("clinical_update", 16), ("disclosure_talk", 51), ("review", 23)]
    assert seen(desk, person) == (due, [], ["employer_contact_blocked"], None)


def test_the_id_of_a_line_follows_from_subject_kind_and_source_for_good(desk: Desk) -> None:
    """A snooze finds its line again by it, on every laptop and in every version: how it is made never changes."""
    with desk.writing("test") as writing:
        person = writing.add(
            Participant, id=UUID(int=1), ref="A-0001", name="Ada", contact_preferences=(), leave_no_messages=False
        )
        writing.add(
            Referral,
            id=UUID(int=2),
            participant_id=person.id,
            received_on=told.day(-12),
            accepted_on=told.day(-12),
            source=ReferralSource.SELF,
            programme=Programme.YOUTH,
            wants_to_work=WantsToWork.YES,
            work_status=WorkStatus.UNEMPLOYED,
        )
        writing.add(MainStage, id=UUID(int=3), participant_id=person.id, stage=1, entered_on=told.day(-12))
    rows = desk.connection.execute("SELECT kind, id FROM obligation").fetchall()
    # uuid5 of the namespace in ids.py and, with U+001F between: participant, its id, the kind, the source's id.
    assert {kind: str(UUID(bytes=row_id)) for kind, row_id in rows} == {
        "review": "541d336a-a511-5df0-a08f-4a5c7a0b506c",
        "clinical_update": "047b61f7-337b-5d04-8780-7d2073ab00c6",
    }
