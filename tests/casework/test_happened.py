"""What happened today: one entry that files contact, appointment, employer log and the flag, and one undo (7.5)."""

from __future__ import annotations

from datetime import time
from typing import Any
from uuid import UUID

import pytest
from pydantic import ValidationError

from ips_tui.casework import appointments, case, contacts, happened, undo, who_next
from ips_tui.casework.problems import GateRefused
from ips_tui.casework.session import Desk
from ips_tui.forms.asking import BadEntry
from ips_tui.forms.happened import HappenedEntry, HappenedInWorkEntry
from ips_tui.forms.kit import read_entry
from ips_tui.store.drafts import DraftKey
from tests import in_work, told

ATTEMPT = {"what": "not_reached"}


@pytest.fixture
def person(desk: Desk) -> UUID:
    return told.participant(desk, told.clinical_team(desk))


def _entry(**said: Any) -> HappenedEntry:
    return HappenedEntry(**{"happened_on": told.TODAY, **said})


def _rows(desk: Desk, table: str, columns: str) -> list[tuple[Any, ...]]:
    query = f"SELECT {columns} FROM {table} WHERE NOT removed ORDER BY id"
    return [tuple(row) for row in desk.connection.execute(query).fetchall()]


def test_the_shortest_entry_is_a_meeting_today(desk: Desk, person: UUID) -> None:
    happened.record_happened(desk, person, read_entry(HappenedEntry, {"happened_on": "today"}, today=told.TODAY))
    (row,) = _rows(desk, "contact", "happened_on, mode, result, kind, clinical_share")
    assert row == ("2026-10-15", "face_to_face", "took_place", "engagement", "not_needed")


def test_one_entry_files_everything_and_one_undo_takes_it_back(desk: Desk, person: UUID) -> None:
    planned = appointments.make_appointment(desk, person, told.appointment(0, at=time(10), place="library"))
    bakery = told.employer(desk)
    told.agreed(desk, person)
    before = told.kept(desk.connection)
    key = DraftKey("happened", person)
    desk.keep_draft(key, {"summary": "half"})
    filed = happened.record_happened(
        desk,
        person,
        _entry(
            place="home",
            minutes=45,
            summary="looked at adverts",
            next_on=told.day(7),
            next_at=time(10, 30),
            next_place="the café",
            clinical=True,
            travel_minutes=20,
            employer_too=True,
            employer=bakery,
            spoken_of="person",
            purpose="presenting_candidate",
            result="may come and see",
            employer_next_on=told.day(5),
        ),
        draft=key,
    )
    assert filed.closed and desk.drafts() == ()
    assert _rows(desk, "contact", "place, minutes, travel_minutes, summary, clinical_share") == [
        ("home", 45, 20, "looked at adverts", "to_do")
    ]
    assert _rows(desk, "appointment", "on_day, at_time, place, state, contact_id") == [
        ("2026-10-15", "10:00:00.000000", "library", "took_place", filed.id.bytes),
        ("2026-10-22", "10:30:00.000000", "the café", "planned", None),
    ]
    (visit,) = _rows(desk, "employer_contact", "participant_id, purpose, result, next_on, agreement_id IS NULL")
    assert visit == (person.bytes, "presenting_candidate", "may come and see", "2026-10-20", 0)
    assert case.case(desk, person).stages.to_tell == (told.TODAY,)
    (groups,) = desk.connection.execute("SELECT count(*) FROM change_group WHERE what = 'happened_recorded'").fetchone()
    assert groups == 1
    undo.undo(desk, undo.last(desk).id)
    assert told.kept(desk.connection) == before
    assert planned in {item.id for item in case.case(desk, person).timeline if not item.closed}


def test_with_somebody_in_work_it_is_a_contact_about_the_job(desk: Desk, person: UUID) -> None:
    job = in_work.works(desk, person)
    entry = HappenedInWorkEntry(
        happened_on=told.TODAY, what="called", job=job, topics=("travel",), next_on=told.day(3), minutes=10
    )
    filed = happened.record_happened(desk, person, entry)
    assert _rows(desk, "follow_along_contact", "id, topics") == [(filed.id.bytes, '["travel"]')]
    assert _rows(desk, "contact", "kind, mode, stage, minutes") == [("in_work_support", "telephone", 5, 10)]
    # The appointment is the next rung itself (domain.md 6.6 F20).
    assert dict(case.case(desk, person).stages.rungs) == {job: told.day(3)}


def test_an_attempt_to_reach_somebody_in_work_is_no_contact_about_the_job(desk: Desk, person: UUID) -> None:
    in_work.works(desk, person)
    raw = {"happened_on": "today", "what": "not_reached", "kind": "in_work_support"}
    happened.record_happened(desk, person, read_entry(HappenedInWorkEntry, raw, today=told.TODAY))
    assert _rows(desk, "follow_along_contact", "id") == []
    assert _rows(desk, "contact", "result, kind") == [("not_reached", "in_work_support")]


def test_somebody_in_work_who_was_met_talked_about_something(desk: Desk) -> None:
    with pytest.raises(BadEntry) as refused:
        read_entry(HappenedInWorkEntry, {"happened_on": "today", "what": "met"}, today=told.TODAY)
    assert {(p.field, p.message_id) for p in refused.value.problems} == {
        ("job", "problem.missing"),
        ("topics", "problem.missing"),
    }


def test_a_job_of_somebody_else_is_refused(desk: Desk, person: UUID) -> None:
    other = told.participant(desk, told.clinical_team(desk, "CMHT South"), name="Bo Moe")
    entry = HappenedInWorkEntry(happened_on=told.TODAY, job=in_work.works(desk, other), topics=("travel",))
    with pytest.raises(LookupError):
        happened.record_happened(desk, person, entry)
    assert _rows(desk, "contact", "id") == []


@pytest.mark.parametrize(
    ("what", "state"),
    [("met", "took_place"), ("no_show", "missed"), ("cancelled_by_person", "cancelled"), ("not_reached", "planned")],
)
def test_the_appointment_of_today_says_what_came_of_it(desk: Desk, person: UUID, what: str, state: str) -> None:
    later = appointments.make_appointment(desk, person, told.appointment(0, at=time(15)))
    early = appointments.make_appointment(desk, person, told.appointment(0, at=time(9)))
    appointments.make_appointment(desk, person, told.appointment(1))
    happened.record_happened(desk, person, _entry(what=what))
    states = {row[0]: row[1] for row in _rows(desk, "appointment", "id, state")}
    assert states[early.bytes] == state
    assert states[later.bytes] == "planned"
    assert sorted(states.values()).count("planned") == (3 if state == "planned" else 2)


def test_the_gate_refuses_and_nothing_is_filed(desk: Desk, person: UUID) -> None:
    bakery, key = told.employer(desk), DraftKey("happened", person)
    desk.keep_draft(key, {"summary": "met the baker"})
    before = told.dump(desk.connection)
    about = {"employer_too": True, "employer": bakery, "purpose": "introduction", "result": "told of Ada"}
    with pytest.raises(GateRefused) as refused:
        happened.record_happened(desk, person, _entry(**about, spoken_of="person"), draft=key)
    assert [(p.field, p.message_id) for p in refused.value.problems] == [("spoken_of", "gate.none_yet")]
    assert told.dump(desk.connection) == before
    happened.record_happened(desk, person, _entry(**about), draft=key)
    assert _rows(desk, "employer_contact", "participant_id, stage") == [(None, None)]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"next_at": "10"}, "next_on"),
        ({"next_on": "2026-10-14"}, "next_on"),
        ({"happened_on": "2026-10-13", "employer_too": "yes"}, "employer"),
        ({"employer_too": "yes", "purpose": "in_work_support"}, "spoken_of"),
        ({"employer_too": "yes", "employer_next_on": "2026-10-14"}, "employer_next_on"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(said: dict[str, str], field: str) -> None:
    raw = {"happened_on": "2026-10-15", "result": "said", **said}
    if field != "employer":
        raw = {"employer": str(UUID(int=1)), "purpose": "introduction", **raw}
    with pytest.raises(BadEntry) as refused:
        read_entry(HappenedEntry, raw, today=told.TODAY)
    assert field in {p.field for p in refused.value.problems}


def test_what_lies_ahead_has_not_happened(desk: Desk, person: UUID) -> None:
    with pytest.raises(BadEntry) as refused:
        happened.record_happened(desk, person, _entry(happened_on=told.day(1)))
    assert [p.field for p in refused.value.problems] == ["happened_on"]
    with pytest.raises(ValidationError):
        HappenedEntry()  # type: ignore[call-arg]


def test_the_form_knows_what_is_planned_and_what_contacts_are_for_now(desk: Desk, person: UUID) -> None:
    appointments.make_appointment(desk, person, told.appointment(0, at=time(14, 30), mode="video", place="her home"))
    known = happened.before(desk, person)
    assert [(p.at, p.mode, p.place) for p in known.planned] == [("14:30", "video", "her home")]
    assert known.kind == "engagement"
    with pytest.raises(LookupError):
        happened.before(desk, UUID(int=1))


def test_hostile_text_is_kept_as_text(desk: Desk, person: UUID) -> None:
    hostile = "\n".join(told.HOSTILE)
    raw = {"happened_on": "today", "summary": hostile, "next_on": "+7", "next_place": hostile[:90]}
    filed = happened.record_happened(desk, person, read_entry(HappenedEntry, raw, today=told.TODAY))
    kept = contacts.contact_entry(desk, filed.id).summary or ""
    assert not {c for c in kept if ord(c) < 32 and c != "\n"}


# Who is meant


def test_whoever_is_meant_comes_first_then_planned_then_due(desk: Desk) -> None:
    team = told.clinical_team(desk)
    people = {
        name: told.participant(desk, team, name=name, accepted_on=told.day(on), received_on=told.day(on))
        for name, on in (("Ada Fenwick", -1), ("Bo Moe", -30), ("Cy Young", -1), ("Dan Okoro", -1))
    }
    appointments.make_appointment(desk, people["Cy Young"], told.appointment(0, at=time(10)))
    contacts.record_contact(desk, people["Bo Moe"], told.contact(-30))
    lines = who_next.likely(desk, people["Dan Okoro"])
    assert [line.name for line in lines][:3] == ["Dan Okoro", "Cy Young", "Bo Moe"]
    assert lines[0].here and (lines[1].planned, lines[1].at) == ("contact", "10:00") and lines[2].due
    again = who_next.likely(desk, last=(people["Cy Young"],))
    assert again[-1].name == "Cy Young" and not any(line.here for line in again)
    assert len({line.id for line in lines}) == len(people)
    assert [line.name for line in who_next.found(desk, "do")] == ["Dan Okoro"]


# Who is to hear of it


def test_an_update_tells_the_team_of_what_came_before_it_and_undo_takes_that_back(desk: Desk, person: UUID) -> None:
    for on in (-6, -4):
        contacts.record_contact(desk, person, told.contact(on, clinical_share="to_do", summary=f"on {on}"))
    assert [row.summary for row in contacts.to_tell(desk, person)] == ["on -4", "on -6"]
    contacts.record_clinical_update(desk, person, told.clinical_update(-5))
    assert [row.on for row in contacts.to_tell(desk, person)] == [told.day(-4)]
    assert sorted(row[0] for row in _rows(desk, "contact", "clinical_share")) == ["done", "to_do"]
    undo.undo(desk, undo.last(desk).id)
    assert len(contacts.to_tell(desk, person)) == 2
    # What happened on the day of an update but was noted after it is not told yet.
    contacts.record_clinical_update(desk, person, told.clinical_update(0))
    happened.record_happened(desk, person, _entry(clinical=True))
    assert [row.on for row in contacts.to_tell(desk, person)] == [told.TODAY]
