"""Outreach and engagement that is not about one participant alone: what one entry makes, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from ips_tui.casework import (
    case,
    clinical_meetings,
    community,
    contacts,
    group_sessions,
    history,
    interested,
    outreach,
    people,
    references,
    resources,
    search,
    undo,
)
from ips_tui.casework.session import Desk
from ips_tui.casework.show import whole_record
from ips_tui.domain.community import InterestedState
from ips_tui.domain.contacts import ClinicalShare, ContactKind, Mode, Result
from ips_tui.domain.stages import Stage
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.community import (
    ClinicalMeetingEntry,
    ClinicalMeetingUpdateEntry,
    GroupSessionEntry,
    InterestedEntry,
    InterestedNotNowEntry,
    OutreachEntry,
    ResourceEntry,
)
from ips_tui.forms.contacts import ContactCorrectionEntry
from ips_tui.forms.kit import read_entry
from ips_tui.forms.typed import rows_raw
from ips_tui.records.contacts import ClinicalUpdate, Contact
from tests import told
from tests.once import once

NAMES = ("Ada", "Bo", "Cy", "Dee", "Eli", "Fay", "Gil", "Hal")


@pytest.fixture
def eight(desk: Desk) -> list[UUID]:
    """Eight participants; the second is in the third stage."""
    return list(once(desk, _eight))


def _eight(desk: Desk) -> tuple[UUID, ...]:
    team = told.clinical_team(desk)
    found = [told.participant(desk, team, name=name) for name in NAMES]
    people.enter_stage(desk, found[1], Stage.ACTION_PLAN, told.day(-8))
    return tuple(found)


def session(participants: Sequence[UUID], on: int = -3, **said: Any) -> GroupSessionEntry:
    """A session about adverts."""
    usual: dict[str, Any] = {"name": "how to read an advert", "summary": "Looked at ten adverts.", "minutes": 60}
    return GroupSessionEntry(happened_on=told.day(on), participants=tuple(participants), **(usual | said))


def met(desk: Desk) -> list[Contact]:
    """Every contact that was not removed, in the order in which they were made."""
    with desk.reading() as db:
        return list(db.query(Contact).where(~Contact.removed).order_by(Contact.id))


def updates(desk: Desk) -> list[ClinicalUpdate]:
    with desk.reading() as db:
        return list(db.query(ClinicalUpdate).where(~ClinicalUpdate.removed).order_by(ClinicalUpdate.id))


def actions(desk: Desk) -> int:
    return int(desk.connection.execute("SELECT count(*) FROM change_group").fetchone()[0])


# -- group sessions --------------------------------------------------------------------------------------


def test_a_session_for_eight_people_is_one_entry_and_eight_contacts(desk: Desk, eight: list[UUID]) -> None:
    before = actions(desk)
    made = group_sessions.record_group_session(desk, session(eight, travel_minutes=40, expectations="No promises"))
    assert actions(desk) == before + 1
    contacts_made = met(desk)
    assert [c.participant_id for c in contacts_made] == eight
    assert {c.group_session_id for c in contacts_made} == {made}
    assert {(c.kind, c.result, c.mode) for c in contacts_made} == {
        (ContactKind.INFORMATION_SESSION, Result.TOOK_PLACE, Mode.FACE_TO_FACE)
    }
    assert {(c.happened_on, c.minutes, c.travel_minutes) for c in contacts_made} == {(told.day(-3), 60, None)}
    assert [c.stage for c in contacts_made] == [1, 3, 1, 1, 1, 1, 1, 1]
    assert {c.summary for c in contacts_made} == {None}
    assert {c.expectations for c in contacts_made} == {"No promises"}
    for person in eight:
        view = case.case(desk, person)
        (item,) = [item for item in view.timeline if item.kind == "contact"]
        assert item.text == "how to read an advert: Looked at ten adverts."
        assert item.title == "choice.contact_kind.information_session"
        assert view.last_expectations == "No promises"
        # It counts for the checklist of the stage it was in (G9), and as a contact for what is due.
        expectations = {line.id: line.done_on for line in view.checklists[view.person.stage - 1]}["expectations"]
        assert expectations == told.day(-3)
        assert view.person.last_contact_on == told.day(-3)
    undo.undo(desk, undo.last(desk).id)
    assert met(desk) == []
    assert community.community(desk).group_sessions == ()


def test_somebody_named_twice_has_one_contact(desk: Desk, eight: list[UUID]) -> None:
    group_sessions.record_group_session(desk, session([eight[0], eight[1], eight[0]]))
    assert [c.participant_id for c in met(desk)] == eight[:2]


def test_nobody_there_is_said_at_the_field(desk: Desk) -> None:
    with pytest.raises(BadEntry) as refused:
        read_entry(GroupSessionEntry, {"happened_on": "-1", "name": "x", "participants": "\n"}, today=told.TODAY)
    assert [(p.field, p.message_id) for p in refused.value.problems] == [("participants", "problem.missing")]


def test_correcting_a_session_corrects_its_contacts_in_one_action(desk: Desk, eight: list[UUID]) -> None:
    made = group_sessions.record_group_session(desk, session(eight[:4], expectations="To all"))
    first = met(desk)
    own = contacts.contact_entry(desk, first[0].id).model_copy(
        update={"summary": "Stayed on to ask.", "expectations": "To Ada"}
    )
    contacts.change_contact(desk, first[0].id, own)
    kept = told.kept(desk.connection)
    before = actions(desk)
    wanted = session(
        [*eight[:3], eight[6]], -9, mode="video", place="college", minutes=30, expectations="To all, said better"
    )
    group_sessions.change_group_session(desk, made, wanted)
    assert actions(desk) == before + 1
    now = met(desk)
    assert [c.participant_id for c in now] == [*eight[:3], eight[6]]
    assert [c.id for c in now[:3]] == [c.id for c in first[:3]]
    assert {(c.happened_on, c.mode, c.place, c.minutes) for c in now} == {(told.day(-9), "video", "college", 30)}
    # On that day the second had not come to the third stage yet.
    assert {c.stage for c in now} == {1}
    assert [c.expectations for c in now] == ["To Ada", *["To all, said better"] * 3]
    assert now[0].summary == "Stayed on to ask."
    assert group_sessions.group_session_entry(desk, made).model_copy(update={"specialist": None}) == wanted
    undo.undo(desk, undo.last(desk).id)
    assert told.kept(desk.connection) == kept


def test_a_contact_of_a_session_keeps_what_the_session_says(desk: Desk, eight: list[UUID]) -> None:
    group_sessions.record_group_session(desk, session(eight[:1]))
    (contact,) = met(desk)
    assert contacts.of_session(desk, contact.id)
    entry = ContactCorrectionEntry(
        happened_on=told.day(-1),
        kind="other",
        mode="letter",
        result="no_show",
        minutes=5,
        with_whom="her brother",
        summary="Liked the one about the bakery.",
        clinical_share="to_do",
    )
    contacts.change_contact(desk, contact.id, entry)
    (now,) = met(desk)
    assert (now.happened_on, now.kind, now.mode, now.result, now.minutes, now.stage) == (
        told.day(-3), ContactKind.INFORMATION_SESSION, Mode.FACE_TO_FACE, Result.TOOK_PLACE, 60, 1,
    )  # fmt: skip
    assert (now.with_whom, now.clinical_share) == ("her brother", ClinicalShare.TO_DO)
    (item,) = [item for item in case.case(desk, eight[0]).timeline if item.kind == "contact"]
    assert item.text == "how to read an advert: Liked the one about the bakery."


def test_the_history_of_a_session_names_everybody_once(desk: Desk, eight: list[UUID]) -> None:
    made = group_sessions.record_group_session(desk, session(eight))
    (line,) = history.history(desk, made)
    assert [cell.new for cell in line.cells if cell.column == "participant_id"] == list(NAMES)
    assert [cell.new for cell in line.cells if cell.label == "What it was about"] == ["how to read an advert"]
    # What is the same for all of them is said once, what may differ for each.
    said = [cell.column for cell in line.cells]
    assert {said.count(column) for column in ("happened_on", "mode", "result", "kind")} == {1}
    assert said.count("stage") == len(NAMES)


def test_a_session_ahead_or_with_somebody_unknown_keeps_nothing(desk: Desk, eight: list[UUID]) -> None:
    before = told.dump(desk.connection, only="record")
    with pytest.raises(BadEntry) as refused:
        group_sessions.record_group_session(desk, session(eight, 1))
    assert [(p.field, p.message_id) for p in refused.value.problems] == [("happened_on", "problem.lies_ahead")]
    with pytest.raises(LookupError):
        group_sessions.record_group_session(desk, session([*eight, UUID(int=7)]))
    assert told.dump(desk.connection, only="record") == before


def test_the_whole_record_of_a_person_holds_the_session_and_nobody_else(desk: Desk, eight: list[UUID]) -> None:
    group_sessions.record_group_session(desk, session(eight[:2]))
    group_sessions.record_group_session(desk, session(eight[2:], name="rights at work"))
    tables = {table.table: str(table.rows) for table in whole_record(desk, eight[0])}
    assert "Looked at ten adverts." in tables["group_session"]
    assert "rights at work" not in tables["group_session"]
    assert "how to read an advert" in tables["contact"]
    assert not [name for name in NAMES[1:] if f"'{name}'" in str(tables)]


# -- clinical meetings -----------------------------------------------------------------------------------


def meeting(desk: Desk, rows: Sequence[ClinicalMeetingUpdateEntry], on: int = -2, **said: Any) -> ClinicalMeetingEntry:
    """A meeting of the first team there is."""
    with desk.reading():
        (team, *_) = references.choosable(desk, "clinical_team")
    return ClinicalMeetingEntry(happened_on=told.day(on), clinical_team=team.id, updates=tuple(rows), **said)


def row(person: UUID, said: str = "wants to start", **more: Any) -> ClinicalMeetingUpdateEntry:
    return ClinicalMeetingUpdateEntry(participant=person, said=said, **more)


def test_a_meeting_is_one_entry_with_an_update_each_and_no_contact(desk: Desk, eight: list[UUID]) -> None:
    before = actions(desk)
    made = clinical_meetings.record_clinical_meeting(
        desk, meeting(desk, [row(person) for person in eight[:3]], with_whom="Cora", minutes=90)
    )
    assert actions(desk) == before + 1
    assert met(desk) == []
    made_updates = updates(desk)
    assert [u.participant_id for u in made_updates] == eight[:3]
    assert [u.stage for u in made_updates] == [1, 3, 1]
    assert {(u.happened_on, u.mode, u.with_whom, u.clinical_meeting_id) for u in made_updates} == {
        (told.day(-2), Mode.FACE_TO_FACE, "Cora", made)
    }
    checklist = {line.id: line.done_on for line in case.case(desk, eight[1]).checklists[2]}
    assert checklist["clinical_update"] == told.day(-2)


def test_correcting_a_meeting_corrects_its_updates_in_one_action(desk: Desk, eight: list[UUID]) -> None:
    made = clinical_meetings.record_clinical_meeting(desk, meeting(desk, [row(p) for p in eight[:3]]))
    kept, first = told.kept(desk.connection), updates(desk)
    entry = clinical_meetings.clinical_meeting_entry(desk, made)
    rows = [
        entry.updates[0].model_copy(update={"said": "starts on Monday", "heard": "well"}),
        # It was not the second they spoke of, but the fifth; the third they did not speak of.
        entry.updates[1].model_copy(update={"participant": eight[4]}),
        row(eight[5]),
    ]
    clinical_meetings.change_clinical_meeting(desk, made, meeting(desk, rows, -9, mode="video"))
    now = updates(desk)
    assert [u.participant_id for u in now] == [eight[0], eight[4], eight[5]]
    assert now[0].id == first[0].id and (now[0].said, now[0].heard) == ("starts on Monday", "well")
    assert {(u.happened_on, u.mode) for u in now} == {(told.day(-9), Mode.VIDEO)}
    assert not [item for item in case.case(desk, eight[1]).timeline if item.kind == "clinical_update"]
    undo.undo(desk, undo.last(desk).id)
    assert told.kept(desk.connection) == kept


def test_an_update_of_a_meeting_keeps_what_the_meeting_says(desk: Desk, eight: list[UUID]) -> None:
    clinical_meetings.record_clinical_meeting(desk, meeting(desk, [row(eight[0])], with_whom="Cora"))
    (update,) = updates(desk)
    assert contacts.of_meeting(desk, update.id)
    contacts.change_clinical_update(desk, update.id, told.clinical_update(-1, said="begins soon", with_whom="Ben"))
    (now,) = updates(desk)
    assert (now.happened_on, now.mode, now.with_whom, now.said) == (
        told.day(-2), Mode.FACE_TO_FACE, "Cora", "begins soon",
    )  # fmt: skip


def test_one_person_in_two_lines_and_a_line_without_a_person_are_said(desk: Desk, eight: list[UUID]) -> None:
    (team, *_) = references.choosable(desk, "clinical_team")
    raw = {"happened_on": "-1", "clinical_team": str(team.id)}
    one = {"participant": str(eight[0]), "said": "x"}
    for rows, problem in (([one, one], "problem.person_twice"), ([{"said": "x"}], "problem.in_row")):
        with pytest.raises(BadEntry) as refused:
            read_entry(ClinicalMeetingEntry, {**raw, "updates": rows_raw(rows)}, today=told.TODAY)
        assert [(p.field, p.message_id) for p in refused.value.problems] == [("updates", problem)]
    assert read_entry(ClinicalMeetingEntry, raw, today=told.TODAY).updates == ()


# -- interested, and referred ----------------------------------------------------------------------------


def noted(desk: Desk, name: str = "J. K.", **said: Any) -> UUID:
    return interested.record_interested(desk, InterestedEntry(name=name, said_yes_on=told.day(-9), **said))


def line_of(desk: Desk, row_id: UUID) -> community.InterestedLine:
    return next(line for line in community.community(desk).interested if line.id == row_id)


def test_a_referral_marks_who_was_interested_and_an_undo_takes_both_back(desk: Desk) -> None:
    team, who = told.clinical_team(desk), noted(desk, next_on=told.day(2))
    kept = told.kept(desk.connection)
    person = people.receive_referral(desk, told.referral(desk, team, name="Jo King"), interested_id=who)
    line = line_of(desk, who)
    assert (line.state, line.participant_id) == (InterestedState.REFERRED, person)
    with pytest.raises(BadEntry) as refused:
        people.receive_referral(desk, told.referral(desk, team, name="Jo King"), interested_id=who)
    assert refused.value.problems[0].message_id == "problem.already_referred"
    with pytest.raises(BadEntry):
        interested.not_now(desk, who, InterestedNotNowEntry(not_now_on=told.day(0), not_now_words="x"))
    assert len(case.case(desk, person).timeline) == 1
    done = undo.last(desk)
    assert set(done.participants) == {"Jo King", "J. K."} and not done.others
    undo.undo(desk, done.id)
    assert told.kept(desk.connection) == kept


def test_not_now_is_in_their_words_refuses_nobody_and_is_taken_back(desk: Desk) -> None:
    who = noted(desk)
    said = InterestedNotNowEntry(not_now_on=told.day(-1), not_now_words="After the harvest.", next_on=told.day(30))
    assert interested.not_now_entry(desk, who) is None
    interested.not_now(desk, who, said)
    assert interested.not_now_entry(desk, who) == said
    line = line_of(desk, who)
    assert (line.state, line.not_now_words, line.next_on) == (
        InterestedState.NOT_NOW, "After the harvest.", told.day(30),
    )  # fmt: skip
    interested.interested_again(desk, who)
    assert line_of(desk, who).state is InterestedState.OPEN
    interested.not_now(desk, who, said)
    # Somebody who said not now is referred like anybody else (G1).
    person = people.receive_referral(desk, told.referral(desk, told.clinical_team(desk)), interested_id=who)
    assert line_of(desk, who).participant_id == person


def test_the_next_day_stands_first_and_who_was_referred_last(desk: Desk) -> None:
    later, passed, none, no = (
        noted(desk, name, next_on=on) for name, on in zip("abcd", (told.day(5), told.day(-1), None, None), strict=True)
    )
    interested.not_now(desk, no, InterestedNotNowEntry(not_now_on=told.day(0), not_now_words="x"))
    gone = noted(desk, "e", next_on=told.day(-3))
    people.receive_referral(desk, told.referral(desk, told.clinical_team(desk)), interested_id=gone)
    assert [line.id for line in community.community(desk).interested] == [passed, later, none, no, gone]


# -- references, search ----------------------------------------------------------------------------------


def test_outreach_and_resources_can_be_pointed_at(desk: Desk) -> None:
    for place, on in (("Market", -9), ("Clinic", -2)):
        outreach.record_outreach(desk, OutreachEntry(happened_on=told.day(on), kind="community_event", place=place))
    assert [one.name for one in references.choosable(desk, "outreach")] == ["Clinic", "Market"]
    made = resources.record_resource(desk, ResourceEntry(name="The Wardrobe", kind="clothing", place="Quay Street"))
    assert references.choosable(desk, "resource") == (references.Choosable(made, "The Wardrobe", "Quay Street"),)


def test_every_record_of_the_area_is_found_by_its_words(either_desk: Desk) -> None:
    desk = either_desk
    person = told.participant(desk, told.clinical_team(desk))
    made = {
        "group_session": group_sessions.record_group_session(desk, session([person], summary="about heron feathers")),
        "clinical_meeting": clinical_meetings.record_clinical_meeting(
            desk, meeting(desk, [], note="a heron on the roof")
        ),
        "outreach": outreach.record_outreach(
            desk, OutreachEntry(happened_on=told.day(-1), kind="clinic_visit", place="Heron House")
        ),
        "interested": noted(desk, "Heron Lake", note="likes the river"),
        "resource": resources.record_resource(desk, ResourceEntry(name="Heron bus", kind="transport")),
    }
    found = {one.table: one for one in search.find(desk, "heron")}
    assert {table: one.id for table, one in found.items()} == made
    assert {(one.subject, one.entry == one.id == one.subject_id) for one in found.values()} == {("community", True)}
    assert {table: one.name for table, one in found.items()} == {
        "group_session": "how to read an advert",
        "clinical_meeting": "CMHT North",
        "outreach": "clinic visit",
        "interested": "Heron Lake",
        "resource": "Heron bus",
    }
    # A name stands beside the snippet, where it may be shown as initials.
    assert [table for table, one in found.items() if one.names_person] == ["interested"]
    assert "Heron" not in found["interested"].snippet
    assert all(desk.words.has(one.title) for one in found.values())
    undo.undo(desk, undo.last(desk).id)
    assert {one.table for one in search.find(desk, "heron")} == made.keys() - {"resource"}


def test_who_was_referred_is_found_on_their_page(desk: Desk) -> None:
    who = noted(desk, note="likes herons")
    person = people.receive_referral(desk, told.referral(desk, told.clinical_team(desk)), interested_id=who)
    (found,) = search.find(desk, "herons")
    assert (found.subject, found.subject_id, found.name) == ("participant", person, "Ada Fenwick")
    desk.rebuild()
    assert search.find(desk, "herons") == (found,)
