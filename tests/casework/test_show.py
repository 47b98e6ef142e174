"""A participant's whole record without screens: every table about a person, every column, every word typed."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from ips_tui.casework import appointments, contacts, disclosure, employers, engagement, profile, reviews
from ips_tui.casework.session import Desk
from ips_tui.casework.show import TABLES, ShownRow, ShownTable, whole_record
from ips_tui.forms.disclosure import DisclosureTalkEntry
from ips_tui.forms.engagement import PauseEntry
from ips_tui.forms.profile import section_entry
from ips_tui.forms.support import SupportNeedEntry
from ips_tui.records.base import Record
from ips_tui.records.rights import ConfidenceMark, Erasure
from tests import in_work, told


def _texts(record: tuple[ShownTable, ...]) -> set[str]:
    return {cell.text for table in record for row in table.rows for cell in row.cells if cell.text}


def test_every_table_about_a_participant_is_shown() -> None:
    about = {kind for kind in Record.__subclasses__() if "participant_id" in kind.__table__.columns}
    assert len(about) > 10
    # What is left of an erased person is about nobody who could be shown, and a mark is shown where it leaves out.
    assert about - {ConfidenceMark, Erasure} < set(TABLES)
    # The last two are about several people, and a contact or an update says of whom.
    assert {kind.__tablename__ for kind in set(TABLES) - about} == {"participant", "group_session", "clinical_meeting"}


def test_every_column_is_shown_but_ids(desk: Desk, person: UUID) -> None:
    contacts.record_contact(desk, person, told.contact())
    for table, shown in zip(TABLES, whole_record(desk, person), strict=True):
        assert shown.table == table.__tablename__
        wanted = [
            column.name.removesuffix("_id")
            for column in table.__table__.columns
            if column.name not in ("id", "removed", "participant_id")
        ]
        for row in shown.rows:
            assert [cell.column for cell in row.cells][: len(wanted)] == wanted


def test_every_word_is_there(desk: Desk, team: UUID) -> None:
    person = told.participant(desk, team, name="Edda Quill", safety_note="w-safety", address="w-address")
    told.agreed(desk, person, agreed_words="w-agreed", never_words="w-never")
    talk = DisclosureTalkEntry(happened_on=told.day(-2), note="w-talk")
    disclosure.record_talk(desk, person, talk)
    at = told.employer(desk, "w-bakery")
    employers.record_employer_contact(desk, told.visit(at, participant=person, result="w-visit", next_step="w-step"))
    contacts.record_contact(desk, person, told.contact(summary="w-summary", expectations="w-expect"))
    reviews.record_review(desk, person, told.review(own_words="w-own", in_the_way="w-way", to_try="w-try"))
    contacts.record_clinical_update(desk, person, told.clinical_update(said="w-said", heard="w-heard"))
    appointments.make_appointment(desk, person, told.appointment(place="w-place", note="w-note"))
    found = _texts(whole_record(desk, person))
    words = "safety address agreed never talk bakery visit step summary expect own way try said heard place note"
    for word in words.split():
        assert f"w-{word}" in found, word


def test_a_contact_without_agreement_and_named_employers(desk: Desk, person: UUID) -> None:
    at, other = told.employer(desk, "w-mill"), told.employer(desk, "w-garage")
    employers.report_without_agreement(desk, told.openly(at, person, what_happened="w-said", reason="w-why"))
    told.agreed(desk, person, 0, scope="named", employers=(at, other))
    record = {table.table: table.rows for table in whole_record(desk, person)}
    (reported,) = record["contact_without_agreement"]
    cells = {cell.column: cell for cell in reported.cells}
    assert (cells["employer"].value, cells["what_happened"].value, cells["reason"].text) == (
        "w-mill",
        "w-said",
        "w-why",
    )
    assert cells["why_refused"].value == "none_yet"
    assert cells["why_refused"].text.endswith(".")
    (agreement,) = record["disclosure_agreement"]
    assert agreement.cells[-1].value == ("w-garage", "w-mill")


def test_values_for_scripts_and_words_for_people(desk: Desk, person: UUID) -> None:
    contacts.record_contact(desk, person, told.contact(-6, minutes=0))
    record = {table.table: table.rows for table in whole_record(desk, person)}
    (met,) = record["contact"]
    cells = {cell.column: cell for cell in met.cells}
    assert met.on == told.day(-6)
    assert (cells["mode"].value, cells["mode"].text) == ("face_to_face", "face to face")
    assert (cells["stage"].value, cells["stage"].text) == (1, "Engagement")
    assert cells["happened_on"].value == told.day(-6).isoformat()
    assert (cells["staff"].value, cells["summary"].value, cells["summary"].text) == ("Maren Test", None, "")
    (own,) = record["participant"]
    told_ways = next(cell for cell in own.cells if cell.column == "contact_preferences")
    assert (own.on, told_ways.value) == (None, ("phone",))


def test_a_review_stands_on_the_day_of_its_meeting(desk: Desk, person: UUID) -> None:
    reviews.record_review(desk, person, told.review(-3))
    rows = {table.table: table.rows for table in whole_record(desk, person)}["review"]
    assert [row.on for row in rows] == [told.day(-3)]
    assert {cell.column: cell.value for cell in rows[0].cells}["contact"] == told.day(-3).isoformat()


def test_the_newest_comes_first_and_other_people_stay_out(desk: Desk, team: UUID) -> None:
    one, other = told.participant(desk, team, name="One"), told.participant(desk, team, name="Other")
    for on in (-9, -2, -5):
        contacts.record_contact(desk, one, told.contact(on))
    contacts.record_contact(desk, other, told.contact(summary="w-other"))
    record = whole_record(desk, one)
    days = [row.on for table in record if table.table == "contact" for row in table.rows]
    assert days == [told.day(-2), told.day(-5), told.day(-9)]
    assert "w-other" not in _texts(record)


def test_what_went_well_and_a_pause_come_before_everything_else(desk: Desk, person: UUID) -> None:
    reviews.record_review(desk, person, told.review(went_well="w-well"))
    engagement.record_pause(desk, person, PauseEntry(from_on=told.day(-1), reason="hospital"))
    said = [table for table in whole_record(desk, person) if table.rows]
    assert [table.table for table in said[:3]] == ["achievement", "pause", "participant"]
    assert "w-well" in _texts(tuple(said[:1])) and desk.words.choice("pause_reason", "hospital") in _texts(
        tuple(said[1:2])
    )


def test_an_unknown_participant(desk: Desk) -> None:
    with pytest.raises(LookupError):
        whole_record(desk, uuid4())


def test_what_is_about_no_day_comes_as_it_was_typed_and_what_belongs_together_stands_together(
    desk: Desk, person: UUID
) -> None:
    for name in ("First", "Second"):
        job = in_work.accept_job(desk, person, name)
        need = (
            SupportNeedEntry(topic="travel", need=f"{name} one"),
            SupportNeedEntry(topic="stress", need=f"{name} two"),
        )
        in_work.plan_support(desk, job, needs=need)
    found = {table.table: table.rows for table in whole_record(desk, person)}
    assert [row.on for row in (*found["job"], *found["support_need"])] == [None] * 6
    assert [_said(row, "name") for row in found["job"]] == ["First", "Second"]
    assert [_said(row, "need") for row in found["support_need"]] == [
        "First one",
        "First two",
        "Second one",
        "Second two",
    ]


def _said(row: ShownRow, column: str) -> str:
    (cell,) = [cell for cell in row.cells if cell.column == column]
    return cell.text


def test_an_answer_reads_as_the_question_was_asked(desk: Desk, person: UUID) -> None:
    asked = profile.questions(desk)
    section = next(one for one in asked.sections if any(q.id == "why_work" for q in one.questions))
    entry = section_entry(section)(why_work="To be tired in the evening")
    profile.save_section(desk, person, entry)
    (row,) = next(table.rows for table in whole_record(desk, person) if table.table == "answer")
    said = {cell.column: cell for cell in row.cells}
    question = next(q.ask for q in section.questions if q.id == "why_work")
    assert (said["value"].label, said["value"].text) == (question, "To be tired in the evening")
    assert (said["question"].value, said["question"].text, said["question_set"].text) == ("why_work", "", "")
