"""Look-alikes, and two records of one person: joined into one, parted again, nothing lost on either way."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ips_tui.casework import (
    action_plan,
    case,
    caseload,
    closure,
    contacts,
    engagement,
    jobs,
    joining,
    profile,
    support,
    undo,
)
from ips_tui.casework.joining import join_records, joined_records, part_records
from ips_tui.casework.look_alikes import alike, look_alikes
from ips_tui.casework.session import Desk, DraftKey
from ips_tui.casework.show import whole_record
from ips_tui.casework.undo import NotUndone
from ips_tui.content.questions import load_questions
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.people import JoinEntry
from ips_tui.forms.profile import section_entry
from ips_tui.forms.support import FollowAlongContactEntry
from tests import told
from tests.casework.test_every_form import record_everything
from tests.once import once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Fenwick", "ada fenwick"),
        ("Ada Fenwick", "Fenwick, Ada"),
        ("Ada Fenwick", "Ada Mary Fenwick"),
        ("Siân Probert", "Sian Probert"),
        ("Jon Smith", "John Smith"),
        ("Ada Fenwick", "Ada Fenwik"),
        ("A F", "A F"),
        ("Ada", "ada"),
    ],
)
def test_names_that_look_alike(one: str, other: str) -> None:
    assert alike(one, other) and alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Fenwick", "Ada Brown"),
        ("Ada Fenwick", "Tom Fenwick"),
        ("Ada", "Ada Fenwick"),
        ("A F", "A G"),
        ("", ""),
        ("Ada Fenwick", ""),
        ("Ada Fenwick", "Grace Okafor"),
    ],
)
def test_names_that_do_not(one: str, other: str) -> None:
    assert not alike(one, other) and not alike(other, one)


@given(st.text(max_size=30), st.text(max_size=30))
def test_it_is_the_same_seen_from_either_side_and_falls_over_nothing(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


def test_open_cases_are_named_first_and_the_person_themselves_never(desk: Desk, team: UUID) -> None:
    gone = told.participant(desk, team, name="Ada Fenwick")
    closure.close_case(desk, gone, told.closure())
    here = told.participant(desk, team, name="Ada Fenwik")
    assert [one.id for one in look_alikes(desk, "Ada Fenwick")] == [here, gone]
    assert [one.id for one in look_alikes(desk, "Ada Fenwick", but=here)] == [gone]
    assert look_alikes(desk, "  ") == ()


# -- joining -----------------------------------------------------------------------------------------------


def _two(desk: Desk, team: UUID) -> tuple[UUID, UUID]:
    """Ada, and everything there can be about somebody of nearly her name."""
    return once(desk, _two_people, team)


def _two_people(desk: Desk, team: UUID) -> tuple[UUID, UUID]:
    ada = told.participant(desk, team, name="Ada Fenwick")
    contacts.record_contact(desk, ada, told.contact(-6, summary="Ada's own"))
    return ada, record_everything(desk).person


def _of_one_name(desk: Desk, team: UUID) -> tuple[UUID, UUID]:
    """Two people of whom nothing else is known."""
    return told.participant(desk, team, name="Ada Fenwick"), told.participant(desk, team, name="A. Fenwick")


def _rows(desk: Desk, person: UUID) -> dict[str, int]:
    return {table.table: len(table.rows) for table in whole_record(desk, person)}


def _join(desk: Desk, ada: UUID, other: UUID) -> UUID:
    return join_records(desk, ada, JoinEntry(other=other, why="the same birthday"))


def test_everything_is_read_in_one_place_and_the_other_is_on_no_list(desk: Desk, team: UUID) -> None:
    ada, other = _two(desk, team)
    mine, theirs = _rows(desk, ada), _rows(desk, other)
    _join(desk, ada, other)
    together = _rows(desk, ada)
    stay = {kind.__tablename__ for kind in joining.STAYS} | {"participant"}
    for table, count in theirs.items():
        if table not in stay:
            assert together[table] == mine[table] + count + (table == "joined_record"), table
    assert together["preferences"] == 1 and together["rapport"] == theirs["rapport"]
    assert [line.id for line in caseload.everyone(desk)] == [ada]
    with pytest.raises(LookupError):
        case.case(desk, other)
    (joined,) = joined_records(desk, ada)
    assert (joined.name, joined.on) == ("Ada Fenwick", told.day(0))


def test_parted_again_both_are_as_they_were(desk: Desk, team: UUID) -> None:
    ada, other = _two(desk, team)
    before = (whole_record(desk, ada), whole_record(desk, other), case.case(desk, ada).due, case.case(desk, other).due)
    assert part_records(desk, _join(desk, ada, other)) == other
    mine = tuple(table for table in whole_record(desk, ada) if table.table != "joined_record")
    assert mine == tuple(table for table in before[0] if table.table != "joined_record")
    assert (whole_record(desk, other), case.case(desk, ada).due, case.case(desk, other).due) == before[1:]
    assert joined_records(desk, ada) == ()
    with pytest.raises(LookupError):
        part_records(desk, _joined_row(desk))


def _joined_row(desk: Desk) -> UUID:
    (row,) = desk.connection.execute("SELECT id FROM joined_record").fetchall()
    return UUID(bytes=row[0])


def test_what_was_written_since_stays_where_it_hangs(desk: Desk, team: UUID) -> None:
    ada, other = once(desk, _of_one_name, team)
    action_plan.record_plan(desk, other, told.plan())
    joined = _join(desk, ada, other)
    objective = action_plan.record_objective(desk, ada, told.objective())
    contact = contacts.record_contact(desk, ada, told.contact(-1))
    part_records(desk, joined)
    owners = {
        table: [UUID(bytes=row[0]) for row in desk.connection.execute(f"SELECT participant_id FROM {table}").fetchall()]
        for table in ("objective", "contact")
    }
    # An objective goes with its plan; a contact that hangs on nothing stays.
    assert owners == {"objective": [other], "contact": [ada]}
    assert objective and contact


def test_a_contact_about_a_job_goes_back_with_its_meeting(desk: Desk, team: UUID) -> None:
    """Else the record of the job would name a meeting that nobody can read there."""
    ada, other = once(desk, _of_one_name, team)
    work = jobs.record_job(desk, other, told.job(-20, -30))
    joined = _join(desk, ada, other)
    entry = FollowAlongContactEntry(
        happened_on=told.day(-1), mode="telephone", topics=("stress",), summary="Slept well before the shift"
    )
    support.record_follow_along(desk, work, entry)
    part_records(desk, joined)
    texts = {who: [item.text for item in case.case(desk, who).timeline] for who in (ada, other)}
    assert "Slept well before the shift" in texts[other]
    assert "Slept well before the shift" not in texts[ada]


def test_a_cell_that_was_written_since_keeps_what_stands_there(desk: Desk, team: UUID) -> None:
    ada, other = once(desk, _of_one_name, team)
    contact = contacts.record_contact(desk, other, told.contact(-2, summary="first"))
    joined = _join(desk, ada, other)
    entry = contacts.contact_entry(desk, contact).model_copy(update={"summary": "second"})
    contacts.change_contact(desk, contact, entry)
    part_records(desk, joined)
    (item,) = [one for one in case.case(desk, other).timeline if one.kind == "contact"]
    assert item.text == "second"


def test_where_both_say_something_both_are_kept(desk: Desk, team: UUID) -> None:
    kind: Any = section_entry(load_questions().section("preferences"))
    ada, other = once(desk, _of_one_name, team)
    profile.save_section(desk, ada, kind(tasks="baking"))
    profile.save_section(desk, other, kind(tasks="serving", times=("mornings",)))
    for person, hopes in ((ada, "company"), (other, "money")):
        entry = engagement.rapport_form(desk)(talked_on=told.day(0), hopes=hopes)  # type: ignore[call-arg]
        engagement.save_rapport(desk, person, entry)
    joined = _join(desk, ada, other)
    said: Any = profile.section_as_entry(desk, ada, "preferences")
    assert (said.tasks, said.times) == ("baking\nserving", ("mornings",))
    assert engagement.rapport_now(desk, ada).hopes == "company\nmoney"  # type: ignore[attr-defined]
    part_records(desk, joined)
    apart: Any = profile.section_as_entry(desk, ada, "preferences")
    assert (apart.tasks, apart.times) == ("baking", ())
    assert engagement.rapport_now(desk, other).hopes == "money"  # type: ignore[attr-defined]


def test_what_cannot_be_joined_says_why_and_changes_nothing(desk: Desk, team: UUID) -> None:
    ada, other = once(desk, _of_one_name, team)
    desk.keep_draft(DraftKey("contact", other), {"summary": "half a"})
    before = told.dump(desk.connection, only="record")
    for chosen, problem in ((ada, "problem.same_record"), (other, "problem.draft_about_other")):
        with pytest.raises(BadEntry) as refused:
            _join(desk, ada, chosen)
        assert [(p.field, p.message_id) for p in refused.value.problems] == [("other", problem)]
    desk.drop_draft(DraftKey("contact", other))
    _join(desk, ada, other)
    with pytest.raises(BadEntry):
        _join(desk, ada, other)
    assert told.dump(desk.connection, only="record") != before


def test_it_is_found_where_it_is_read_now(desk: Desk, team: UUID) -> None:
    ada, other = once(desk, _of_one_name, team)
    contacts.record_contact(desk, other, told.contact(-2, summary="talked about beekeeping"))
    joined = _join(desk, ada, other)
    assert [found.subject_id for found in desk.find_text("beekeeping")] == [ada]
    part_records(desk, joined)
    assert [found.subject_id for found in desk.find_text("beekeeping")] == [other]


def test_a_joining_is_parted_and_not_undone(desk: Desk, team: UUID) -> None:
    """An undo would be refused as soon as anything was written since; parting minds that."""
    ada, other = _two(desk, team)
    joined = _join(desk, ada, other)
    for expected in ("records_joined", "records_parted"):
        with pytest.raises(NotUndone) as stays:
            undo.last(desk)
        assert stays.value.message_id == f"undo.not.{expected}"
        if expected == "records_joined":
            part_records(desk, joined)


def test_a_closed_record_closes_nothing_when_it_is_joined(desk: Desk, team: UUID) -> None:
    ada, other = once(desk, _of_one_name, team)
    closure.close_case(desk, other, told.closure())
    _join(desk, ada, other)
    assert case.case(desk, ada).stages.closed_on is None
